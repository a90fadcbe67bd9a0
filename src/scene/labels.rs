//! Where the names and numbers of weights and biases go: on their lines, never on a neuron, never on each other.

use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::writing::{Sizes, Writing};

/// Between two labels.
const CLEARANCE: f64 = 2.0;
/// What speaks against a label that is not in the middle of its line.
const ASKEW: f64 = 14.0;
/// How far a label may be from the middle of its line and still touch it, in parts of its height.
const NEAR: f64 = 0.45;
/// How far labels are raised above their lines where there is a choice, and where there is little.
const ON_LINE: [f64; 3] = [0.0, NEAR, -NEAR];
const BESIDE_LINE: [f64; 9] = [0.0, NEAR, -NEAR, 0.9, -0.9, 1.4, -1.4, 2.0, -2.0];
/// How much of the room between two columns labels may take before a picture looks full.
const FULL: f64 = 0.5;
/// So many labels are tried; a picture with more is better read in its matrices.
pub(super) const MOST: usize = 48;

/// A label that wants a place on its line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wish {
    /// Which edge.
    pub(super) edge: usize,
    /// Which space between two columns.
    pub(super) gap: usize,
    pub(super) from: Point,
    pub(super) to: Point,
    /// The part of the way along its line where it is best.
    pub(super) best: f64,
    pub(super) sizes: Sizes,
}

/// A place for a label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) edge: usize,
    pub(super) writing: Writing,
    pub(super) rect: Rect,
}

/// The picture as labels see it.
pub(super) struct Ground<'a> {
    /// Where labels may be.
    pub(super) bounds: Rect,
    /// What they may not cover.
    pub(super) kept: Vec<Rect>,
    /// All lines: (space between columns, from, to).
    pub(super) lines: &'a [(usize, Point, Point)],
}

impl Ground<'_> {
    fn is_free(&self, rect: &Rect) -> bool {
        self.bounds.encloses(rect) && {
            let clear = rect.grown(CLEARANCE);
            !self.kept.iter().any(|kept| kept.overlaps(&clear))
        }
    }

    /// What speaks against a place: other lines hidden, the line's own ends hidden, off the middle.
    fn cost(&self, wish: &Wish, part: f64, rect: &Rect) -> f64 {
        let others = self
            .lines
            .iter()
            .filter(|(gap, from, to)| *gap == wish.gap && (*from != wish.from || *to != wish.to));
        let near = rect.grown(4.0);
        let hidden: f64 = others.map(|&(_, from, to)| near.length_inside(from, to)).sum();
        let own = wish.from.distance(wish.to).max(1.0);
        let ends = [wish.from.towards(wish.to, 10.0 / own), wish.from.towards(wish.to, 1.0 - 10.0 / own)];
        let ends = ends.into_iter().filter(|&end| rect.contains(end)).count();
        hidden + 30.0 * ends as f64 + 36.0 * (part - wish.best).abs()
    }
}

/// Parts of the way along a line, the middle first.
fn parts(step: f64) -> impl Iterator<Item = f64> {
    let count = (0.36 / step) as i32;
    (0..=2 * count).map(move |k| 0.5 + f64::from((k + 1) / 2) * step * if k % 2 == 1 { -1.0 } else { 1.0 })
}

/// The label's rectangle at a part of its line: on it, or raised by a part of its own height.
fn rect(wish: &Wish, part: f64, raised: f64, writing: Writing) -> Rect {
    let (width, height) = wish.sizes.get(writing as usize).copied().unwrap_or_default();
    let Point { x, y } = wish.from.towards(wish.to, part);
    Rect::around(Point { x, y: y - raised * height }, width, height)
}

/// A place for every wish, all with a number in full view; `None` where there is no room for that.
pub(super) fn place_all(wishes: &[Wish], ground: &mut Ground<'_>) -> Option<Vec<Spot>> {
    let mut spots = Vec::new();
    for group in groups(wishes) {
        let found = Writing::NUMBERS.into_iter().find_map(|writing| {
            let spots = together(&group, writing, ground)?;
            (!is_full(&spots, &group)).then_some(spots)
        })?;
        ground.kept.extend(found.iter().map(|spot| spot.rect));
        spots.extend(found);
    }
    Some(spots)
}

/// A place for as many wishes as there is room for, the first ones first.
pub(super) fn place_some(wishes: &[Wish], ground: &mut Ground<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for group in groups(wishes) {
        let found = Writing::NUMBERS.into_iter().find_map(|writing| together(&group, writing, ground));
        let found = found.unwrap_or_else(|| one_by_one(&group, ground));
        ground.kept.extend(found.iter().map(|spot| spot.rect));
        spots.extend(found);
    }
    spots
}

/// Wishes by the space between columns they are in, in the order in which they come.
fn groups(wishes: &[Wish]) -> Vec<Vec<&Wish>> {
    let mut groups: Vec<Vec<&Wish>> = Vec::new();
    for wish in wishes {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.gap == wish.gap)) {
            Some(group) => group.push(wish),
            None => groups.push(vec![wish]),
        }
    }
    groups
}

/// In a column where that is as good as the best places of each, else those.
fn together(group: &[&Wish], writing: Writing, ground: &Ground<'_>) -> Option<Vec<Spot>> {
    let column = in_a_column(group, writing, ground);
    let allowed = ASKEW * group.len() as f64;
    match (column, staggered(group, writing, ground)) {
        (Some((cost, column)), Some((least, _))) if cost <= least + allowed => Some(column),
        (column, None) => column.map(|(_, spots)| spots),
        (_, Some((_, staggered))) => Some(staggered),
    }
}

/// All labels at the same part of their lines, where they read like a list.
fn in_a_column(group: &[&Wish], writing: Writing, ground: &Ground<'_>) -> Option<(f64, Vec<Spot>)> {
    let mut best: Option<(f64, Vec<Spot>)> = None;
    for part in parts(0.02) {
        let mut spots: Vec<Spot> = Vec::with_capacity(group.len());
        let mut cost = 0.0;
        for wish in group {
            let rect = rect(wish, part, 0.0, writing);
            let clear = rect.grown(CLEARANCE);
            if !ground.is_free(&rect) || spots.iter().any(|spot| spot.rect.overlaps(&clear)) {
                break;
            }
            cost += ground.cost(wish, part, &rect);
            spots.push(Spot { edge: wish.edge, writing, rect });
        }
        if spots.len() == group.len() && best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, spots));
        }
    }
    best
}

/// Every label at the best part of its line that the others leave.
fn staggered(group: &[&Wish], writing: Writing, ground: &Ground<'_>) -> Option<(f64, Vec<Spot>)> {
    let places = group.iter().map(|wish| places(wish, writing, ground, &ON_LINE)).collect();
    let mut search = Search { places, chosen: Vec::new(), best: None, tries: 4000 };
    search.next(0.0);
    let (cost, rects) = search.best?;
    let spots = group.iter().zip(rects).map(|(wish, rect)| Spot { edge: wish.edge, writing, rect });
    Some((cost, spots.collect()))
}

/// A search for places that do not overlap, best first, given up after a number of tries.
struct Search {
    places: Vec<Vec<(f64, Rect)>>,
    chosen: Vec<Rect>,
    best: Option<(f64, Vec<Rect>)>,
    tries: usize,
}

impl Search {
    fn next(&mut self, cost: f64) {
        let Some(places) = self.places.get(self.chosen.len()) else {
            self.best = Some((cost, self.chosen.clone()));
            return;
        };
        for index in 0..places.len() {
            let Some(&(more, rect)) = self.places.get(self.chosen.len()).and_then(|places| places.get(index))
            else {
                return;
            };
            if self.tries == 0 || self.best.as_ref().is_some_and(|(least, _)| cost + more >= *least) {
                return;
            }
            self.tries -= 1;
            let clear = rect.grown(CLEARANCE);
            if !self.chosen.iter().any(|other| other.overlaps(&clear)) {
                self.chosen.push(rect);
                self.next(cost + more);
                self.chosen.pop();
            }
        }
    }
}

/// Every free place for a label, the best one first.
fn places(wish: &Wish, writing: Writing, ground: &Ground<'_>, raises: &[f64]) -> Vec<(f64, Rect)> {
    let mut places = Vec::new();
    for &raised in raises {
        for part in parts(0.04) {
            let rect = rect(wish, part, raised, writing);
            if ground.is_free(&rect) {
                let askew = ASKEW * (raised.abs() / NEAR).ceil();
                places.push((ground.cost(wish, part, &rect) + askew, rect));
            }
        }
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places
}

/// Each label in the longest writing there is still room for; none where there is no room at all.
fn one_by_one(group: &[&Wish], ground: &Ground<'_>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for wish in group {
        // Not every digit: in a crowd the others need the room.
        let writings = Writing::ALL.into_iter().skip_while(|writing| !writing.is_short());
        let spot = writings.into_iter().find_map(|writing| {
            let free = |rect: &Rect| !spots.iter().any(|spot| spot.rect.overlaps(&rect.grown(CLEARANCE)));
            let (_, rect) =
                places(wish, writing, ground, &BESIDE_LINE).into_iter().find(|(_, rect)| free(rect))?;
            Some(Spot { edge: wish.edge, writing, rect })
        });
        spots.extend(spot);
    }
    spots
}

/// Whether labels hide too much of the lines between their columns. Four lines can be told apart in any case.
fn is_full(spots: &[Spot], group: &[&Wish]) -> bool {
    if group.len() <= 4 {
        return false;
    }
    let area: f64 = spots.iter().map(|spot| spot.rect.width() * spot.rect.height()).sum();
    let lines =
        group.iter().map(|wish| Rect::around(wish.from, 0.0, 0.0).with(&Rect::around(wish.to, 0.0, 0.0)));
    let Some(room) = lines.reduce(|room, line| room.with(&line)) else { return false };
    area > FULL * room.width() * (room.height() + 60.0)
}

/// A place for the label of a bias near its neuron, the outline of which is given: above it if possible.
pub(super) fn beside(outline: &Rect, sizes: &Sizes, ground: &Ground<'_>, frame: &Frame) -> Option<Spot> {
    let centre = outline.centre();
    for (writing, &(width, height)) in Writing::ALL.into_iter().zip(sizes) {
        let up = outline.top - 1.0 - CLEARANCE - height / 2.0;
        let across = outline.width() / 2.0 + 3.0 + width / 2.0;
        let aslant = across * 0.75;
        let offsets = [
            (0.0, up),
            (-frame.radius, up),
            (frame.radius, up),
            (-aslant, up + 6.0),
            (aslant, up + 6.0),
            (-across, centre.y),
            (across, centre.y),
        ];
        for (x, y) in offsets {
            let rect = Rect::around(Point { x: centre.x + x, y }, width, height);
            if ground.is_free(&rect) {
                return Some(Spot { edge: usize::MAX, writing, rect });
            }
        }
    }
    None
}

/// The free place nearest to a point, for a label that has to be somewhere: of all the places in the picture.
pub(super) fn anywhere(target: Point, sizes: &Sizes, ground: &Ground<'_>) -> Option<Spot> {
    const STEP: f64 = 6.0;
    let bounds = ground.bounds;
    let along = |from: f64, to: f64| {
        let count = ((to - from) / STEP).clamp(0.0, 2000.0) as usize;
        (0..=count).map(move |step| from + STEP * step as f64)
    };
    Writing::ALL.into_iter().zip(sizes).find_map(|(writing, &(width, height))| {
        let rows = along(bounds.top + height / 2.0, bounds.bottom - height / 2.0);
        let centres = rows.flat_map(|y| {
            along(bounds.left + width / 2.0, bounds.right - width / 2.0).map(move |x| Point { x, y })
        });
        let rects = centres.map(|centre| (centre.distance(target), Rect::around(centre, width, height)));
        let free = rects.filter(|(_, rect)| ground.is_free(rect));
        let (_, rect) = free.min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Spot { edge: usize::MAX, writing, rect })
    })
}
