//! What the width of a picture decides: which columns there are, where they stand, how large neurons and text are.

use super::picture::{Item, Name, Neuron, Number, Picture, Target};
use super::text::{Line, Measure, Tone, line_height};

/// Room between a picture's content and its border.
pub(super) const MARGIN: f64 = 8.0;
/// How far targets are from their outputs, in distances of columns: no label stands between them.
const ASIDE: f64 = 0.8;
/// The smallest distance of two columns that can be read.
const PITCH: f64 = 36.0;
/// Up to so many neurons in a column each has room for all of its numbers.
pub(super) const ROOMY: usize = 8;
/// Columns with more are drawn no higher than this.
pub(super) const HEIGHT: f64 = 720.0;
/// Up to so many weights a picture tries to name every one of them.
pub(super) const NAMED_WEIGHTS: usize = 24;

/// A way to lay a picture out, where there is a choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Way {
    /// Whether targets may have a column of their own.
    pub(super) is_aside: bool,
    /// By how much text is smaller than it could be.
    smaller: f64,
}

impl Way {
    /// The nicest one first, the most economical one last.
    pub(super) const ALL: [Way; 5] = [
        Way { is_aside: true, smaller: 0.0 },
        Way { is_aside: true, smaller: 1.0 },
        Way { is_aside: true, smaller: 2.0 },
        Way { is_aside: false, smaller: 0.0 },
        Way { is_aside: false, smaller: 1.0 },
    ];
}

/// A column that is seen, or several that are not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    pub(super) x: f64,
    /// Half the width of its neurons.
    pub(super) half_width: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SlotKind {
    Column(usize),
    Skipped(usize),
}

/// The measures of a picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    way: Way,
    pub(super) width: f64,
    pub(super) slots: Vec<Slot>,
    /// Where targets and loss stand, where they have a column of their own.
    pub(super) aside: Option<f64>,
    /// Half the width of a target's box.
    pub(super) target_half_width: f64,
    /// Distance of neighbouring columns.
    pub(super) pitch: f64,
    /// Font size.
    pub(super) size: f64,
    /// Half the height of a neuron.
    pub(super) radius: f64,
    /// The widest text that may stand under a neuron.
    pub(super) text_width: f64,
    /// The most neurons in a column.
    pub(super) rows: usize,
    /// Whether names are written above the neurons, in at least one column.
    pub(super) names_above: bool,
    /// Whether there is room to name every weight, as far as can be told before trying.
    pub(super) detailed: bool,
    /// Whether any neuron has a bias.
    pub(super) biases: bool,
}

impl Frame {
    pub(super) fn new(picture: &Picture, width: f64, way: Way, measure: Measure<'_>) -> Frame {
        let width = if width.is_finite() { width.clamp(120.0, 4000.0) } else { 300.0 };
        let rows = picture.columns.iter().map(|column| column.items.len()).max().unwrap_or(0).max(1);
        let kinds = slots(picture.columns.len(), picture.focus, (width / PITCH) as usize);
        let spans = kinds.len().saturating_sub(1).max(1) as f64;
        let has_target = picture.neurons().any(|neuron| neuron.target.is_some());
        let is_aside = way.is_aside && has_target && (width - 80.0) / (spans + 1.0) >= 145.0;
        let spans = spans + if is_aside { ASIDE } else { 0.0 };
        let mut frame = Frame {
            way: Way { is_aside, ..way },
            width,
            slots: Vec::new(),
            aside: None,
            target_half_width: 0.0,
            pitch: (width - 64.0) / spans,
            size: 11.0,
            radius: 11.0,
            text_width: 0.0,
            rows,
            names_above: false,
            detailed: picture.edges.len() <= NAMED_WEIGHTS,
            biases: picture.neurons().any(|neuron| neuron.bias.is_some()),
        };
        // The margins depend on the distance of the columns and the other way round: the second time it fits.
        for _ in 0..2 {
            frame.fit(picture, &kinds, spans, measure);
        }
        frame
    }

    fn fit(&mut self, picture: &Picture, kinds: &[SlotKind], spans: f64, measure: Measure<'_>) {
        self.size = match self.pitch {
            pitch if pitch >= 130.0 && self.rows <= 5 => 13.0,
            pitch if pitch >= 118.0 => 12.0,
            _ => 11.0,
        };
        self.size = if self.is_dense() { 10.5 } else { (self.size - self.way.smaller).max(11.0) };
        let largest = match self.rows {
            0..=3 => 23.0,
            4..=5 => 19.0,
            _ => 17.0,
        };
        let (least, largest) = if self.is_dense() { (9.0, 10.0) } else { (11.0, largest) };
        self.radius = (self.pitch * 0.145).clamp(least, largest);
        // Rather a slightly larger circle than a name above it.
        let most = (self.pitch * 0.26).clamp(least, largest);
        let names = |index: usize| {
            let column = picture.columns.get(index);
            column.into_iter().flat_map(|column| &column.items).filter_map(|item| match item {
                Item::Neuron(neuron) => Some(self.name_width(&neuron.name, measure)),
                Item::More(_) => None,
            })
        };
        let shown = |kind: &SlotKind| match *kind {
            SlotKind::Column(index) => names(index).fold(0.0, f64::max),
            SlotKind::Skipped(_) => 0.0,
        };
        let widths: Vec<f64> = kinds.iter().map(shown).collect();
        let needed =
            widths.iter().map(|width| width / 2.0 + 4.0).filter(|&half| half <= most).fold(0.0, f64::max);
        self.radius = self.radius.max(needed);
        let limit = self.pitch * 0.36;
        let halves: Vec<f64> = widths
            .iter()
            .map(|width| match width / 2.0 {
                half if half + 4.0 <= self.radius => self.radius,
                half if half + self.radius * 0.45 <= limit => half + self.radius * 0.45,
                _ => self.radius,
            })
            .collect();
        self.names_above = widths.iter().zip(&halves).any(|(width, half)| width / 2.0 + 3.0 > *half);
        self.text_width = self.widest_text(picture, measure).min(self.pitch - 8.0);
        if self.is_dense() {
            // Fewer digits leave room for the labels of weights.
            let short = measure(&picture.usual.short, self.size) + measure("0δ ", self.size);
            self.text_width = self.text_width.min(short);
        }
        self.stand(picture, kinds, &halves, spans, measure);
    }

    fn stand(
        &mut self,
        picture: &Picture,
        kinds: &[SlotKind],
        halves: &[f64],
        spans: f64,
        measure: Measure<'_>,
    ) {
        let half_text = self.text_width / 2.0;
        let targets = picture.neurons().filter_map(|neuron| neuron.target.as_ref());
        let target_width = targets.map(|target| self.name_width(&target.name, measure)).fold(0.0, f64::max);
        self.target_half_width =
            (target_width / 2.0 + 8.0).max(self.radius * 0.9).min(self.pitch * 0.42).max(4.0);
        let first = halves.first().copied().unwrap_or(self.radius);
        let last = halves.last().copied().unwrap_or(self.radius);
        let left = first.max(half_text) + MARGIN;
        let right = half_text.max(if self.way.is_aside { self.target_half_width } else { last }) + MARGIN;
        self.pitch = ((self.width - left - right) / spans).max(8.0);
        self.slots = kinds
            .iter()
            .zip(halves)
            .enumerate()
            .map(|(place, (&kind, &half_width))| Slot {
                kind,
                x: left + place as f64 * self.pitch,
                half_width,
            })
            .collect();
        self.aside = self.way.is_aside.then_some(self.width - right);
    }

    /// Width of a name at the picture's font size.
    pub(super) fn name_width(&self, name: &Name, measure: Measure<'_>) -> f64 {
        Line::new(self.size).name(name, Tone::Ink, measure).width()
    }

    fn widest_text(&self, picture: &Picture, measure: Measure<'_>) -> f64 {
        let number = |number: &Number| measure(&number.drawn, self.size);
        let values = picture.neurons().flat_map(|neuron: &Neuron| {
            let target = neuron.target.as_ref().map(|target: &Target| &target.value);
            [Some(&neuron.value), target].into_iter().flatten().filter_map(|figure| figure.number.as_ref())
        });
        // Many numbers have a zero more after the point.
        let usual = number(&picture.usual) + measure("0", self.size);
        let widest = values.map(number).fold(usual, f64::max);
        // The error stands under the value with its sign in front.
        widest + measure("δ ", self.size) + 2.0
    }

    /// Whether columns are so high that every neuron makes do with less.
    pub(super) fn is_dense(&self) -> bool {
        self.rows > ROOMY
    }

    /// Height of a line of text.
    pub(super) fn line(&self) -> f64 {
        line_height(self.size)
    }
}

/// Which columns are seen where there is room for `room` of them: the one in focus and the one before it
/// first, then the last, the first, and the others by their distance.
fn slots(columns: usize, focus: usize, room: usize) -> Vec<SlotKind> {
    let focus = focus.min(columns.saturating_sub(1));
    let mut wanted: Vec<usize> = vec![focus, focus.saturating_sub(1), columns.saturating_sub(1), 0];
    let mut others: Vec<usize> = (0..columns).collect();
    others.sort_by_key(|&column| column.abs_diff(focus));
    wanted.extend(others);
    let mut seen: Vec<usize> = Vec::new();
    for column in wanted {
        if column >= columns || seen.contains(&column) {
            continue;
        }
        let mut with = seen.clone();
        with.push(column);
        with.sort_unstable();
        if with.len() <= 2 || with_gaps(&with, columns).len() <= room {
            seen = with;
        }
    }
    with_gaps(&seen, columns)
}

fn with_gaps(seen: &[usize], columns: usize) -> Vec<SlotKind> {
    let mut slots = Vec::new();
    let mut next = 0;
    for &column in seen {
        if column > next {
            slots.push(SlotKind::Skipped(column - next));
        }
        slots.push(SlotKind::Column(column));
        next = column + 1;
    }
    if next < columns {
        slots.push(SlotKind::Skipped(columns - next));
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(columns: usize, focus: usize, room: usize, expected: &str) {
        let shown: Vec<String> = slots(columns, focus, room)
            .iter()
            .map(|slot| match slot {
                SlotKind::Column(index) => index.to_string(),
                SlotKind::Skipped(columns) => format!("({columns})"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn columns_without_room_are_skipped_around_the_focus() {
        check(5, 2, 5, "0 1 2 3 4");
        check(17, 8, 5, "(7) 7 8 (7) 16");
        check(17, 8, 7, "0 (6) 7 8 9 (6) 16");
        check(17, 0, 5, "0 1 2 (13) 16");
        check(17, 16, 5, "0 (13) 14 15 16");
        check(17, 9, 1, "(8) 8 9 (7)");
        check(1, 5, 3, "0");
    }
}
