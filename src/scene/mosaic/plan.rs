//! How large the matrices of a picture may be, and which stand beside each other.

use crate::scene::frame::MARGIN;
use crate::scene::maps::{Grid, Maps, Shown};
use crate::scene::text::line_height;
use crate::scene::tiles::Side;

/// Font sizes: titles and notes, scales.
pub(super) const SIZE: f64 = 11.0;
pub(super) const SMALL: f64 = 10.0;
/// Room for the columns beside a matrix, and for a matrix with its texts.
pub(super) const STRIPS: f64 = 56.0;
pub(super) const LEAST: f64 = 78.0;
/// Between columns and matrix, and between layers.
pub(super) const GAP: f64 = 8.0;
pub(super) const APART: f64 = 14.0;
/// The row of biases: how far under the weights, and how high.
pub(super) const BIAS: (f64, f64) = (4.0, 10.0);
/// Height of a scale of colours.
pub(super) const SCALE: f64 = 6.0;
/// The line in which the numbers in use are written.
pub(super) const USED: f64 = 21.0;
/// How wide and high matrices may be: the first that fits.
pub(super) const WIDTHS: [f64; 5] = [256.0, 200.0, 150.0, 110.0, LEAST];
pub(super) const HEIGHTS: [f64; 6] = [336.0, 200.0, 140.0, 90.0, 48.0, 8.0];

/// A matrix with what enters it; or, last, the outputs with nothing after them.
pub(super) struct Part<'a> {
    pub(super) strips: Vec<&'a Grid>,
    pub(super) block: Option<&'a Grid>,
    pub(super) biases: Option<&'a Grid>,
    pub(super) down: Side,
    pub(super) across: Side,
}

impl<'a> Part<'a> {
    fn new(
        strips: Vec<&'a Grid>,
        block: Option<&'a Grid>,
        biases: Option<&'a Grid>,
        most: (f64, f64),
    ) -> Self {
        let rows = strips.first().map_or(1, |strip| strip.rows);
        let columns = block.map_or(1, |block| block.columns);
        Part { strips, block, biases, down: Side::new(rows, most.1), across: Side::new(columns, most.0) }
    }

    pub(super) fn width(&self) -> f64 {
        match self.block {
            Some(_) => STRIPS + GAP + self.across.length().max(LEAST),
            None => STRIPS,
        }
    }

    /// Room under the cells.
    fn below(&self) -> f64 {
        let strips = self.strips.len() as f64 * line_height(SMALL);
        let scale = SCALE + 4.0 + line_height(SMALL);
        self.under_biases() + strips.max(scale)
    }

    /// Where texts begin, from the bottom of the cells.
    pub(super) fn under_biases(&self) -> f64 {
        if self.biases.is_some() { BIAS.0 + BIAS.1 + 5.0 } else { 5.0 }
    }
}

/// A layout that may be tried.
pub(super) struct Plan<'a> {
    pub(super) rows: Vec<Vec<Part<'a>>>,
    /// Lines for the numbers in use.
    pub(super) used: usize,
    pub(super) notes: Vec<String>,
}

impl<'a> Plan<'a> {
    /// In one line where that is possible. `high` says which of the heights is tried.
    pub(super) fn new(maps: &'a Maps, width: f64, high: usize) -> Plan<'a> {
        let room = (width - 2.0 * MARGIN).max(STRIPS + GAP + 8.0);
        let height = |index: usize| HEIGHTS.get(index).copied().unwrap_or(8.0);
        let across = |parts: &[Part<'_>]| {
            parts.iter().map(Part::width).sum::<f64>() + APART * parts.len().saturating_sub(1) as f64
        };
        let single = WIDTHS.iter().map(|&wide| parts(maps, (wide.min(room - STRIPS - GAP), height(high))));
        let rows = match { single }.find(|parts| across(parts) <= room) {
            Some(parts) => vec![parts],
            None => {
                let mut rows: Vec<Vec<Part<'_>>> = Vec::new();
                // Lines one under the other are not as high.
                for part in parts(maps, (200.0f64.min(room - STRIPS - GAP), height(high.max(1)))) {
                    match rows.last_mut() {
                        Some(row) if across(row) + APART + part.width() <= room => row.push(part),
                        _ => rows.push(vec![part]),
                    }
                }
                rows
            }
        };
        let notes = notes(&rows);
        Plan { rows, used: if width < 520.0 { 2 } else { 1 }, notes }
    }

    pub(super) fn height(&self) -> f64 {
        let rows: f64 = self.rows.iter().map(|row| row_height(row)).sum();
        let apart = APART * self.rows.len().saturating_sub(1) as f64;
        let notes = self.notes.len() as f64 * line_height(SIZE);
        let notes = if notes > 0.0 { notes + 6.0 } else { 0.0 };
        2.0 * MARGIN + self.used as f64 * USED + 4.0 + rows + apart + notes
    }
}

pub(super) fn title_height() -> f64 {
    line_height(SIZE) + 4.0
}

pub(super) fn cells_height(row: &[Part<'_>]) -> f64 {
    row.iter().map(|part| part.down.length()).fold(0.0, f64::max)
}

/// Cells are centred, so what stands under the lowest of them decides.
pub(super) fn row_height(row: &[Part<'_>]) -> f64 {
    let cells = cells_height(row);
    let lowest = row.iter().map(|part| (cells + part.down.length()) / 2.0 + part.below());
    title_height() + lowest.fold(cells, f64::max)
}

/// Every layer with what enters it, then the outputs.
fn parts(maps: &Maps, most: (f64, f64)) -> Vec<Part<'_>> {
    let entering = |layer: usize| match layer.checked_sub(1) {
        None => [maps.grid(0, &[Shown::Inputs]), None, None],
        Some(before) => [maps.grid(before, &[Shown::Values]), maps.grid(before, &[Shown::Errors]), None],
    };
    let layers = 0..maps.layers;
    let mut parts: Vec<Part<'_>> = layers
        .map(|layer| {
            Part::new(
                entering(layer).into_iter().flatten().collect(),
                maps.grid(layer, &[Shown::Weights, Shown::Gradients]),
                maps.grid(layer, &[Shown::Biases, Shown::BiasGradients]),
                most,
            )
        })
        .collect();
    let [values, errors, _] = entering(maps.layers);
    let outputs = [values, errors, maps.grid(maps.layers.saturating_sub(1), &[Shown::Targets])];
    parts.push(Part::new(outputs.into_iter().flatten().collect(), None, None, most));
    parts
}

/// Which cells stand for more than one number.
fn notes(rows: &[Vec<Part<'_>>]) -> Vec<String> {
    let mut notes = Vec::new();
    for part in rows.iter().flatten() {
        let (down, across) = (part.down.pool, part.across.pool);
        let strip = part.strips.first().filter(|_| down > 1);
        if let Some(strip) = strip {
            notes.push(format!("{}: each cell stands for {down} {}", strip.name.plain, word(strip.shown)));
        }
        if let Some(block) = part.block.filter(|_| down > 1 || across > 1) {
            let what = word(block.shown);
            notes.push(format!("{}: each cell stands for {down} × {across} {what}", block.name.plain));
        }
    }
    if !notes.is_empty() {
        notes.push("Such a cell has the colour of the largest in size.".to_owned());
    }
    notes
}

fn word(shown: Shown) -> &'static str {
    match shown {
        Shown::Inputs => "inputs",
        Shown::Weights => "weights",
        Shown::Gradients | Shown::BiasGradients => "gradients",
        Shown::Biases => "biases",
        Shown::Values => "neurons",
        Shown::Errors => "errors",
        Shown::Targets => "targets",
    }
}
