//! Puts a scene together: lines between the nodes, their texts, the labels of weights and biases.

use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::labels::{self, Ground, Spot, Wish};
use super::node::Shape;
use super::picture::{Edge, Flow, Parameter, Picture, Role};
use super::place::{self, Of, Placed};
use super::text::Measure;
use super::writing::{self, Sizes, Writing};
use super::{Label, Link, Node, Scene};

/// Up to so many lines, each of them is kept in view.
const FEW: usize = 200;

/// Where a label goes that needs less room than was kept for it.
#[derive(Debug, Clone, Copy)]
enum Settle {
    Middle,
    Down,
}

impl Scene {
    /// The lines, and for each weight of the picture the line's ends, where both its neurons are seen.
    pub(super) fn connect(&mut self, picture: &Picture, placed: &[Placed]) -> Vec<Option<(Point, Point)>> {
        let strongest = picture.edges.iter().map(|edge| edge.weight.strength.abs()).filter(|s| s.is_finite());
        let strongest = strongest.fold(f64::MIN_POSITIVE, f64::max);
        let find = |of: Of| placed.iter().find(|node| node.of == of);
        let mut ends = Vec::with_capacity(picture.edges.len());
        for edge in &picture.edges {
            let nodes = (find(Of::Item(edge.column, edge.from)), find(Of::Item(edge.column + 1, edge.to)));
            let (Some(from), Some(to)) = nodes else {
                ends.push(None);
                continue;
            };
            let (from, to) = trimmed(from, to);
            ends.push(Some((from, to)));
            let weight = &edge.weight;
            let strength = weight.strength / strongest;
            self.links.push(Link {
                subject: Some(weight.subject),
                from,
                to,
                strength: if strength.is_finite() { strength.clamp(-1.0, 1.0) } else { 0.0 },
                role: weight.role,
                flow: if weight.role.is_active() { picture.flow } else { Flow::Still },
                lit: weight.lit,
            });
        }
        self.connect_outcome(picture, placed);
        ends
    }

    /// The lines from outputs to targets and from there to the loss.
    fn connect_outcome(&mut self, picture: &Picture, placed: &[Placed]) {
        let last = picture.columns.len().saturating_sub(1);
        let mut above: Option<&Placed> = None;
        for node in placed {
            let role = match node.of {
                Of::Target(_) => node.content.role,
                Of::Loss if node.content.shape != Shape::None => node.content.role,
                _ => continue,
            };
            let (from, to) = match (node.of, above) {
                (Of::Target(row), _) => {
                    above = Some(node);
                    let Some(output) = placed.iter().find(|other| other.of == Of::Item(last, row)) else {
                        continue;
                    };
                    let end = Point { x: node.centre.x - node.content.half_width, y: node.centre.y };
                    (Point { x: output.centre.x + output.content.half_width, y: output.centre.y }, end)
                }
                (_, Some(target)) => {
                    // From under the target's value.
                    let start =
                        target.centre.y + target.content.half_height + target.content.kept_below + 5.0;
                    let end = node.centre.y - node.content.half_height;
                    (Point { x: target.centre.x, y: start }, Point { x: node.centre.x, y: end })
                }
                _ => continue,
            };
            // A target is set beside the prediction, not made of it: only on towards the loss does anything flow.
            let flow = match node.of {
                Of::Loss if role.is_active() => picture.flow,
                _ => Flow::Still,
            };
            self.links.push(Link { subject: None, from, to, strength: 0.0, role, flow, lit: false });
        }
    }

    /// The texts, and labels where there is room. Gives how short weights had to be written, where all of them are
    /// named.
    pub(super) fn write(
        &mut self,
        picture: &Picture,
        frame: &Frame,
        placed: &[Placed],
        ends: &[Option<(Point, Point)>],
        measure: Measure<'_>,
    ) -> Option<Writing> {
        let bounds = Rect { left: 1.0, top: 1.0, right: frame.width - 1.0, bottom: self.height - 1.0 };
        // In a crowd labels come and go in any case, and need the room that shorter numbers leave.
        let width = if frame.is_dense() { 0.0 } else { frame.text_width };
        let mut kept: Vec<Rect> = placed.iter().flat_map(|node| node.kept(width)).collect();
        if let Some((block, centre)) = place::caption(picture, frame, measure) {
            let rect = block.rect(centre);
            kept.push(rect);
            let texts = block.at(centre);
            self.labels.push(Label {
                subject: None,
                rect,
                is_plate: false,
                role: Role::Done,
                lit: false,
                texts,
            });
        }
        self.write_nodes(placed);
        // Among very many lines, labels hide some wherever they are; only those that play a part count.
        let counts = |edge: &Edge| picture.edges.len() <= FEW || edge.weight.role.is_active();
        let lines: Vec<(usize, Point, Point)> = picture
            .edges
            .iter()
            .zip(ends)
            .filter(|(edge, _)| counts(edge))
            .filter_map(|(edge, ends)| ends.map(|(from, to)| (edge.column, from, to)))
            .collect();
        let mut ground = Ground { bounds, kept, lines: &lines };
        self.write_biases(picture, frame, placed, &mut ground, measure);
        let (spots, all) = weights(picture, frame, ends, &mut ground, measure);
        for spot in &spots {
            if let Some(edge) = picture.edges.get(spot.edge) {
                self.plate(&edge.weight, *spot, Settle::Middle, frame, measure);
            }
        }
        let shortest = spots.iter().map(|spot| spot.writing).max().unwrap_or(Writing::Full);
        all.then_some(shortest)
    }

    fn write_nodes(&mut self, placed: &[Placed]) {
        for node in placed {
            let content = &node.content;
            self.nodes.push(Node {
                subject: content.subject,
                shape: content.shape,
                rect: node.outline(),
                role: content.role,
                lit: content.lit,
                texts: content.inside.at(node.centre),
            });
            let mut written = vec![(content.subject, content.above.clone(), node.above())];
            match content.target {
                None => written.push((content.subject, content.below.clone(), node.below())),
                Some(target) => {
                    let [(above, at), (last, last_at)] = content.below.without_last(node.below());
                    written.extend([(content.subject, above, at), (Some(target), last, last_at)]);
                }
            }
            for (subject, block, centre) in written {
                if !block.is_empty() {
                    let (rect, texts) = (block.rect(centre), block.at(centre));
                    let role = content.role;
                    self.labels.push(Label { subject, rect, is_plate: false, role, lit: false, texts });
                }
            }
        }
    }

    fn write_biases(
        &mut self,
        picture: &Picture,
        frame: &Frame,
        placed: &[Placed],
        ground: &mut Ground<'_>,
        measure: Measure<'_>,
    ) {
        let mut biases: Vec<(&Placed, &Parameter)> = placed
            .iter()
            .filter_map(|node| match node.of {
                Of::Item(column, row) => Some((node, picture.neuron(column, row)?.bias.as_ref()?)),
                _ => None,
            })
            .filter(|(_, bias)| frame.detailed || bias.role.is_active() || bias.lit)
            .collect();
        biases.sort_by_key(|(_, bias)| std::cmp::Reverse(bias.role));
        for (node, bias) in biases.into_iter().take(labels::MOST) {
            let outline = match node.content.above.is_empty() {
                true => node.outline(),
                false => node.outline().with(&node.content.above.rect(node.above())),
            };
            let sizes = sizes(bias, picture, frame, measure, frame.detailed);
            let needed = || match bias.role {
                Role::Computed => labels::anywhere(outline.centre(), &sizes, ground),
                _ => None,
            };
            if let Some(spot) = labels::beside(&outline, &sizes, ground, frame).or_else(needed) {
                ground.kept.push(spot.rect);
                let above = spot.rect.bottom <= outline.top;
                self.plate(bias, spot, if above { Settle::Down } else { Settle::Middle }, frame, measure);
            }
        }
    }

    /// The label of a parameter in its place. Where room for more numbers was kept, it takes what it needs.
    fn plate(
        &mut self,
        parameter: &Parameter,
        spot: Spot,
        settle: Settle,
        frame: &Frame,
        measure: Measure<'_>,
    ) {
        let block = writing::block(parameter, spot.writing, frame.size, measure);
        let (width, height) = writing::padded(block.width(), block.height());
        let middle = spot.rect.centre();
        let centre = match settle {
            Settle::Middle => middle,
            Settle::Down => Point { y: spot.rect.bottom - height / 2.0, ..middle },
        };
        self.labels.push(Label {
            subject: Some(parameter.subject),
            rect: Rect::around(centre, width, height),
            is_plate: true,
            role: parameter.role,
            lit: parameter.lit,
            texts: block.at(centre),
        });
    }
}

/// The line between two nodes, from outline to outline.
fn trimmed(from: &Placed, to: &Placed) -> (Point, Point) {
    let round = |node: &Placed, side: f64| {
        let radius = node.content.half_height.min(node.content.half_width);
        let straight = node.content.half_width - radius;
        (Point { x: node.centre.x + side * straight, y: node.centre.y }, radius)
    };
    let ((start, start_radius), (end, end_radius)) = (round(from, 1.0), round(to, -1.0));
    let length = start.distance(end).max(1.0);
    let (first, last) = ((start_radius / length).min(0.5), (end_radius / length).min(0.5));
    (start.towards(end, first), start.towards(end, 1.0 - last))
}

/// Sizes of a parameter's label in every writing.
fn sizes(parameter: &Parameter, picture: &Picture, frame: &Frame, measure: Measure<'_>, keep: bool) -> Sizes {
    Writing::ALL.map(|writing| {
        if keep && writing != Writing::Name {
            return writing::kept(parameter, &picture.usual, writing, frame.size, measure);
        }
        let block = writing::block(parameter, writing, frame.size, measure);
        writing::padded(block.width(), block.height())
    })
}

/// The places of weights' labels: of all (and then `true`) where there is room, else of those that play a part.
fn weights(
    picture: &Picture,
    frame: &Frame,
    ends: &[Option<(Point, Point)>],
    ground: &mut Ground<'_>,
    measure: Measure<'_>,
) -> (Vec<Spot>, bool) {
    let wish = |index: usize, edge: &Edge, keep: bool| {
        let (from, to) = ends.get(index).copied().flatten()?;
        let sizes = sizes(&edge.weight, picture, frame, measure, keep);
        Some(Wish { edge: index, gap: edge.column, from, to, best: 0.5, sizes })
    };
    if frame.detailed {
        let edges = picture.edges.iter().enumerate();
        let wishes: Vec<Wish> = edges.filter_map(|(index, edge)| wish(index, edge, true)).collect();
        let before = ground.kept.len();
        if let Some(spots) = labels::place_all(&wishes, ground) {
            return (spots, true);
        }
        ground.kept.truncate(before);
    }
    let mut active: Vec<(usize, &Edge)> = picture
        .edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| edge.weight.role.is_active() || edge.weight.lit)
        .collect();
    active.sort_by_key(|(_, edge)| std::cmp::Reverse(edge.weight.role));
    let mut wishes: Vec<Wish> =
        active.into_iter().take(labels::MOST).filter_map(|(index, edge)| wish(index, edge, false)).collect();
    spread(&mut wishes);
    let mut spots = labels::place_some(&wishes, ground);
    // What is being computed has its label even where there is no room on its line.
    let computed = wishes.iter().find(|wish| {
        picture.edges.get(wish.edge).is_some_and(|edge| edge.weight.role == Role::Computed)
            && !spots.iter().any(|spot| spot.edge == wish.edge)
    });
    if let Some(wish) = computed
        && let Some(spot) = labels::anywhere(wish.from.towards(wish.to, 0.5), &wish.sizes, ground)
    {
        ground.kept.push(spot.rect);
        spots.push(Spot { edge: wish.edge, ..spot });
    }
    (spots, false)
}

/// Labels of lines that meet in one neuron are best near the other ends, where the lines are apart.
fn spread(wishes: &mut [Wish]) {
    const MANY: usize = 5;
    /// Lines end at the outline of their neuron, each at another point of it.
    const NEAR: f64 = 40.0;
    let Some(&Wish { from, to, .. }) = wishes.first() else { return };
    if wishes.len() < MANY {
        return;
    }
    let best = match () {
        () if wishes.iter().all(|wish| wish.to.distance(to) < NEAR) => 0.2,
        () if wishes.iter().all(|wish| wish.from.distance(from) < NEAR) => 0.8,
        () => return,
    };
    wishes.iter_mut().for_each(|wish| wish.best = best);
}
