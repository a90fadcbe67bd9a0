//! The picture of a large network: its matrices from left to right, in as many lines as that takes.
//!
//! What enters a layer stands beside its weights, row by row; its biases under them, column by column. Nothing here
//! depends on how wide texts are, so that nothing moves when numbers change: a text that does not fit is shortened.

mod plan;

use super::frame::MARGIN;
use super::geometry::{Point, Rect};
use super::maps::{Grid, Maps, Words};
use super::picture::{Name, Number, Picture, Role};
use super::text::{Block, Line, Measure, Tone, line_height};
use super::tiles::{Side, Tile};
use super::writing;
use super::{Label, Scene};
use crate::step::Subject;
use plan::{
    APART, BIAS, GAP, HEIGHTS, LEAST, Part, Plan, SCALE, SIZE, SMALL, STRIPS, USED, cells_height, row_height,
    title_height,
};

/// How wide a column of values is, and how far the next one is away.
const STRIP: f64 = 14.0;
const BETWEEN: f64 = 6.0;

/// The height at which a network's matrices look best.
pub(super) fn preferred_height(maps: &Maps, width: f64) -> f64 {
    Plan::new(maps, width, 0).height().ceil()
}

/// The scene of a network's matrices.
pub(super) fn scene(picture: &Picture, maps: &Maps, width: f64, height: f64, measure: Measure<'_>) -> Scene {
    let plans = (0..HEIGHTS.len()).map(|high| Plan::new(maps, width, high));
    let mut plans = plans.collect::<Vec<_>>();
    let fitting = plans.iter().position(|plan| plan.height() <= height + 0.5);
    let plan = match fitting {
        Some(index) => plans.swap_remove(index),
        None => match plans.pop() {
            Some(plan) => plan,
            None => return Scene::default(),
        },
    };
    let mut painter = Builder { scene: Scene { width, height, ..Scene::default() }, measure };
    painter.used(picture, maps, plan.used);
    let mut top = MARGIN + plan.used as f64 * USED + 4.0;
    for row in &plan.rows {
        painter.row(row, top);
        top += row_height(row) + APART;
    }
    top -= APART - 6.0;
    for note in &plan.notes {
        let line = Line::new(SIZE).text(note, Tone::Muted, measure);
        painter.left(line, Point { x: MARGIN, y: top + line_height(SIZE) / 2.0 }, width - 2.0 * MARGIN);
        top += line_height(SIZE);
    }
    painter.scene
}

struct Builder<'a> {
    scene: Scene,
    measure: Measure<'a>,
}

impl Builder<'_> {
    /// The sample, the loss, and what the current operation computes and reads.
    fn used(&mut self, picture: &Picture, maps: &Maps, count: usize) {
        let measure = self.measure;
        let mut plates: Vec<(Option<Subject>, Role, Vec<Line>)> = Vec::new();
        if !picture.caption.is_empty() {
            let line = Line::new(SIZE).text(&picture.caption, Tone::Muted, measure);
            plates.push((None, Role::Done, vec![line]));
        }
        if let Some(loss) = &picture.loss {
            let line = self.figure(&loss.name, loss.value.number.as_ref(), loss.value.role);
            plates.push((Some(loss.subject), loss.value.role, vec![line]));
        }
        for used in &maps.used {
            let lines = match &used.words {
                Words::Figure(name, figure) => vec![self.figure(name, figure.number.as_ref(), used.role)],
                Words::Parameter(parameter) => writing::in_a_line(parameter, SIZE, measure).to_vec(),
            };
            let is_loss = picture.loss.as_ref().is_some_and(|loss| loss.subject == used.subject);
            if !is_loss {
                plates.push((Some(used.subject), used.role, lines));
            }
        }
        let room = self.scene.width - 2.0 * MARGIN;
        let (mut x, mut line_number) = (MARGIN, 0);
        for (subject, role, lines) in plates {
            let padding = if subject.is_some() { 8.0 } else { 2.0 };
            let Some(line) = lines.into_iter().find(|line| line.width() + padding <= room) else { continue };
            let width = line.width() + padding;
            if x + width > MARGIN + room {
                (x, line_number) = (MARGIN, line_number + 1);
            }
            if line_number >= count {
                break;
            }
            let y = MARGIN + (line_number as f64 + 0.5) * USED;
            let rect = Rect::around(Point { x: x + width / 2.0, y }, width, USED - 4.0);
            let texts = Block::of(vec![line]).at(rect.centre());
            let is_plate = subject.is_some();
            self.scene.labels.push(Label { subject, rect, is_plate, role, lit: false, texts });
            x += width + 6.0;
        }
    }

    fn figure(&self, name: &Name, number: Option<&Number>, role: Role) -> Line {
        let tone = match role {
            Role::Computed => Tone::Computed,
            Role::Read => Tone::Read,
            _ => Tone::Ink,
        };
        let line = Line::new(SIZE).name(name, Tone::Muted, self.measure).gap(4.0);
        line.text(number.map_or("–", |number| &number.drawn), tone, self.measure)
    }

    /// A line of layers, their cells centred.
    fn row(&mut self, row: &[Part<'_>], top: f64) {
        let across = row.iter().map(Part::width).sum::<f64>() + APART * row.len().saturating_sub(1) as f64;
        let mut x = ((self.scene.width - across) / 2.0).floor().max(MARGIN);
        let middle = top + title_height() + cells_height(row) / 2.0;
        for part in row {
            let cells = Point { x, y: (middle - part.down.length() / 2.0).floor() };
            self.part(part, cells);
            x += part.width() + APART;
        }
    }

    /// A layer, the upper left corner of its cells at a point.
    fn part(&mut self, part: &Part<'_>, at: Point) {
        let measure = self.measure;
        let bottom = at.y + part.down.length();
        let texts = bottom + part.under_biases();
        let count = part.strips.len() as f64;
        let strips = count * STRIP + (count - 1.0) * BETWEEN;
        // Beside the weights; where nothing follows, in the middle.
        let mut x = match part.block {
            Some(_) => at.x + STRIPS - strips,
            None => at.x + (STRIPS - strips) / 2.0,
        };
        let one = Side { cells: 1, pool: 1, pitch: STRIP };
        for (index, strip) in part.strips.iter().enumerate() {
            self.scene.tiles.push(Tile::new(strip, Point { x, y: at.y }, part.down, one));
            let centre = Point { x: x + STRIP / 2.0, y: at.y - 4.0 - line_height(SIZE) / 2.0 };
            let room = STRIP + BETWEEN - 1.0;
            self.centred(
                &[named(&strip.name, SIZE, measure), letter(&strip.name, SIZE, measure)],
                centre,
                room,
            );
            let y = texts + (index as f64 + 0.5) * line_height(SMALL);
            self.centred(&range(strip, measure), Point { x: at.x + STRIPS / 2.0, y }, STRIPS);
            x += STRIP + BETWEEN;
        }
        if let Some(block) = part.block {
            self.block(part, block, Point { x: at.x + STRIPS + GAP, y: at.y });
        }
    }

    fn block(&mut self, part: &Part<'_>, block: &Grid, at: Point) {
        let measure = self.measure;
        let (width, bottom) = (part.across.length(), at.y + part.down.length());
        let room = width.max(LEAST);
        let mut tile = Tile::new(block, at, part.down, part.across);
        let size = format!("{} × {}", block.rows, block.columns);
        let title = named(&block.name, SIZE, measure);
        let titles = [title.clone().gap(6.0).text(&size, Tone::Muted, measure), title];
        self.left_of(&titles, Point { x: at.x, y: at.y - 4.0 - line_height(SIZE) / 2.0 }, room);
        if let Some(biases) = part.biases {
            let y = bottom + BIAS.0;
            let one = Side::new(1, BIAS.1).pitched(BIAS.1);
            self.scene.tiles.push(Tile::new(biases, Point { x: at.x, y }, one, part.across));
            let name = letter(&Name { base: "b".to_owned(), ..biases.name.clone() }, SMALL, measure);
            let x = at.x - 3.0 - name.width() / 2.0;
            self.centred(&[name], Point { x, y: y + BIAS.1 / 2.0 }, GAP + STRIP);
        }
        let top = bottom + part.under_biases();
        let y = top + SCALE + 4.0 + line_height(SMALL) / 2.0;
        let Some(summary) = &block.summary else {
            let pending = Line::new(SMALL).text("–", Tone::Muted, measure);
            self.left(pending, Point { x: at.x, y }, room);
            self.scene.tiles.push(tile);
            return;
        };
        let right = at.x + room.min(140.0);
        tile.scale = Some(Rect { left: at.x, top, right, bottom: top + SCALE });
        self.scene.tiles.push(tile);
        let text = |text: &str| Line::new(SMALL).text(text, Tone::Muted, measure);
        let peak = &summary.peak_number.short;
        let (low, high) = (text(&format!("−{peak}")), text(peak));
        if low.width() + high.width() + 4.0 <= right - at.x {
            let x = right - high.width();
            self.left(low, Point { x: at.x, y }, room);
            self.left(high, Point { x, y }, room);
        } else {
            self.left(text(&format!("±{peak}")), Point { x: at.x, y }, room);
        }
    }

    /// The first of some lines that fits, around a point.
    fn centred(&mut self, lines: &[Line], centre: Point, room: f64) {
        if let Some(line) = lines.iter().find(|line| line.width() <= room) {
            self.write(line.clone(), centre);
        }
    }

    /// The first of some lines that fits, from a point on.
    fn left_of(&mut self, lines: &[Line], start: Point, room: f64) {
        if let Some(line) = lines.iter().find(|line| line.width() <= room) {
            self.left(line.clone(), start, room);
        }
    }

    fn left(&mut self, line: Line, start: Point, room: f64) {
        if line.width() <= room {
            let centre = Point { x: start.x + line.width() / 2.0, ..start };
            self.write(line, centre);
        }
    }

    fn write(&mut self, line: Line, centre: Point) {
        let block = Block::of(vec![line]);
        if block.is_empty() {
            return;
        }
        let (rect, texts) = (block.rect(centre), block.at(centre));
        self.scene.labels.push(Label {
            subject: None,
            rect,
            is_plate: false,
            role: Role::Done,
            lit: false,
            texts,
        });
    }
}

fn named(name: &Name, size: f64, measure: Measure<'_>) -> Line {
    Line::new(size).name(name, Tone::Ink, measure)
}

fn letter(name: &Name, size: f64, measure: Measure<'_>) -> Line {
    Line::new(size).text(&name.base, Tone::Ink, measure)
}

/// How far the values of a column reach, as its scale has it.
fn range(strip: &Grid, measure: Measure<'_>) -> Vec<Line> {
    let Some(summary) = &strip.summary else { return Vec::new() };
    let text = format!("±{}", summary.peak_number.short);
    let line = |line: Line| line.text(&text, Tone::Muted, measure);
    let with_letter = Line::new(SMALL).text(&strip.name.base, Tone::Muted, measure).gap(3.0);
    vec![line(with_letter), line(Line::new(SMALL))]
}
