//! Matrices in their places: how large cells are, how many numbers share one, what is written around them.

use super::geometry::{Point, Rect};
use super::maps::{Grid, Mark, Shown};
use super::picture::Role;
use crate::step::Subject;

/// The smallest and the largest side of a cell.
const LEAST: f64 = 4.0;
const LARGEST: f64 = 14.0;
/// Cells that are larger than this can be told apart by a pointer.
const POINTED: f64 = 9.0;

/// A matrix in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// What it shows.
    pub shown: Shown,
    /// The space of its cells.
    pub rect: Rect,
    /// Rows of cells.
    pub rows: usize,
    /// Columns of cells.
    pub columns: usize,
    /// How many rows and columns of numbers share a cell.
    pub pool: (usize, usize),
    /// The number of each cell, divided by the largest in size: from -1 to 1, NaN where none is computed yet. Where
    /// several share a cell, it is that of the largest size.
    pub values: Vec<f64>,
    /// What each cell's number is.
    pub subjects: Vec<Subject>,
    /// What plays a part.
    pub marks: Vec<(Rect, Role)>,
    /// Where its scale of colours is.
    pub scale: Option<Rect>,
}

/// Cells along one side of a matrix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Side {
    /// How many.
    pub(super) cells: usize,
    /// How many numbers share one.
    pub(super) pool: usize,
    /// How long one is.
    pub(super) pitch: f64,
}

impl Side {
    /// So many numbers in at most so much room.
    pub(super) fn new(numbers: usize, room: f64) -> Side {
        let most = (room / LEAST).floor().max(1.0) as usize;
        let pool = numbers.div_ceil(most).max(1);
        let cells = numbers.div_ceil(pool).max(1);
        Side { cells, pool, pitch: (room / cells as f64).floor().clamp(LEAST, LARGEST) }
    }

    pub(super) fn length(&self) -> f64 {
        self.cells as f64 * self.pitch
    }

    /// The same with cells of another length.
    pub(super) fn pitched(self, pitch: f64) -> Side {
        Side { pitch, ..self }
    }
}

impl Tile {
    /// A matrix with its upper left corner at a point.
    pub(super) fn new(grid: &Grid, at: Point, down: Side, across: Side) -> Tile {
        let rect =
            Rect { left: at.x, top: at.y, right: at.x + across.length(), bottom: at.y + down.length() };
        let peak = grid.summary.as_ref().map_or(0.0, |summary| summary.peak);
        let peak = if peak > 0.0 && peak.is_finite() { peak } else { 1.0 };
        let cells = (0..down.cells).flat_map(|row| (0..across.cells).map(move |column| (row, column)));
        let (values, subjects) = cells
            .map(|(row, column)| {
                let (value, row, column) =
                    largest(grid, (row * down.pool, down.pool), (column * across.pool, across.pool));
                ((value / peak).clamp(-1.0, 1.0), grid.subject(row, column))
            })
            .unzip();
        let mark = |mark: &Mark| {
            let span = |first: usize, count: usize, side: Side| {
                let last = (first + count.max(1) - 1) / side.pool;
                ((first / side.pool) as f64 * side.pitch, (last + 1) as f64 * side.pitch)
            };
            let ((top, bottom), (left, right)) =
                (span(mark.row, mark.rows, down), span(mark.column, mark.columns, across));
            let (x, y) = (rect.left, rect.top);
            (Rect { left: x + left, top: y + top, right: x + right, bottom: y + bottom }, mark.role)
        };
        Tile {
            shown: grid.shown,
            rect,
            rows: down.cells,
            columns: across.cells,
            pool: (down.pool, across.pool),
            values,
            subjects,
            marks: grid.marks.iter().map(mark).collect(),
            scale: None,
        }
    }

    /// Size of a cell.
    pub fn cell(&self) -> (f64, f64) {
        (self.rect.width() / self.columns.max(1) as f64, self.rect.height() / self.rows.max(1) as f64)
    }

    /// The number of the cell at a point.
    pub(super) fn hit(&self, point: Point) -> Option<Subject> {
        if !self.rect.contains(point) {
            return None;
        }
        let (width, height) = self.cell();
        // `as` goes to the nearest number there is.
        let column = (((point.x - self.rect.left) / width) as usize).min(self.columns.saturating_sub(1));
        let row = (((point.y - self.rect.top) / height) as usize).min(self.rows.saturating_sub(1));
        self.subjects.get(row * self.columns + column).copied()
    }

    /// Whether each cell is one number, and large enough to be meant.
    pub(super) fn is_clear(&self) -> bool {
        let (width, height) = self.cell();
        self.pool == (1, 1) && width >= POINTED && height >= POINTED
    }
}

/// The number of the largest size in a part of a matrix, and its place; NaN where none is computed.
fn largest(grid: &Grid, (top, rows): (usize, usize), (left, columns): (usize, usize)) -> (f64, usize, usize) {
    let mut found = (f64::NAN, top, left);
    for row in top..(top + rows).min(grid.rows) {
        for column in left..(left + columns).min(grid.columns) {
            let value = grid.values.get(row * grid.columns + column).copied().unwrap_or(f64::NAN);
            if value.abs() > found.0.abs() || found.0.is_nan() && !value.is_nan() {
                found = (value, row, column);
            }
        }
    }
    found
}
