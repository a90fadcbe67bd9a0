//! Which rows and columns are shown, which are looked at, and what is computed already.

use super::model::{Cell, Limits, Matrix, Role, Shown, Term};
use super::names::Name;
use crate::explain::formula::Leaf;
use crate::explain::piece::Piece;
use crate::explain::{Context, number};
use crate::operation::{Kind, Operation, Plan};
use crate::step::Subject;

/// Numbers of one matrix that are looked at to know how wide its columns are.
const MOST_MEASURED: usize = 256;

/// An operation that is looked at.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub context: &'a Context<'a>,
    pub plan: &'a Plan,
    pub operation: Operation,
    /// How far the update is.
    pub at: u64,
    pub limits: Limits,
}

/// What the rows or columns of a matrix are. What is the same in two matrices is cut alike in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// The samples of the batch.
    Samples,
    /// The values that enter layer `k`, or leave layer `k − 1`.
    Values(usize),
    /// There is only one.
    One,
}

/// Which cells of a matrix are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    Row,
    Column,
    Cell,
    All,
    Nothing,
    /// The cell is not read but computed.
    Computed,
}

/// A number, and the operation that gives it; `None` for what is there from the start.
#[derive(Debug)]
pub(super) struct Entry {
    pub value: Option<f64>,
    pub subject: Option<Subject>,
    pub by: Option<Operation>,
    pub frozen: bool,
}

impl Entry {
    /// A number that is there from the start.
    pub(super) fn given(leaf: Leaf) -> Self {
        Entry { value: leaf.value, subject: leaf.subject, by: None, frozen: false }
    }

    pub(super) fn computed(leaf: Leaf, by: Operation) -> Self {
        Entry { by: Some(by), ..Entry::given(leaf) }
    }
}

impl View<'_> {
    /// Whether the batch has more than one sample.
    pub(super) fn several(&self) -> bool {
        self.context.several()
    }

    pub(super) fn length(&self, axis: Axis) -> usize {
        match axis {
            Axis::Samples => self.context.update.batch.rows.len(),
            Axis::Values(0) => self.context.update.before.inputs,
            Axis::Values(k) => self.context.units(k - 1),
            Axis::One => 1,
        }
    }

    /// Which of them the operation is about.
    pub(super) fn active(&self, axis: Axis) -> Option<usize> {
        let Operation { kind, layer, sample, unit, input, .. } = self.operation;
        match axis {
            Axis::One => Some(0),
            Axis::Samples if kind.is_of_one_sample() => Some(sample),
            Axis::Samples => (self.length(axis) == 1).then_some(0),
            Axis::Values(_) if matches!(kind, Kind::Loss | Kind::BatchLoss) => None,
            Axis::Values(k) if k == layer + 1 => Some(unit),
            Axis::Values(k) if k == layer => input,
            Axis::Values(_) => None,
        }
    }

    fn shown(&self, axis: Axis, most: usize) -> Shown {
        Shown::page(self.length(axis), most, self.active(axis).unwrap_or(0))
    }

    fn is_known(&self, entry: &Entry) -> bool {
        entry.by.is_none_or(|by| self.plan.index_of(&by).is_some_and(|index| index <= self.at))
    }

    fn role(&self, focus: Focus, on_row: bool, on_column: bool) -> Role {
        let read = match focus {
            _ if self.at == 0 => false,
            Focus::Row => on_row,
            Focus::Column => on_column,
            Focus::Cell => on_row && on_column,
            Focus::All => true,
            Focus::Nothing => false,
            Focus::Computed if on_row && on_column => return Role::Computed,
            Focus::Computed => false,
        };
        if read { Role::Read } else { Role::Idle }
    }

    /// A matrix with the numbers of `source`.
    pub(super) fn matrix(
        &self,
        name: Name,
        [down, across]: [Axis; 2],
        focus: Focus,
        source: impl Fn(usize, usize) -> Entry,
    ) -> Matrix {
        // The lines that say how many rows are left out take the room of one.
        let most = self.limits.rows;
        let most = if self.length(down) > most { most.saturating_sub(1) } else { most };
        let rows = self.shown(down, most);
        let columns = self.shown(across, self.limits.columns);
        let (active_row, active_column) = (self.active(down), self.active(across));
        let cell = |row: usize, column: usize| {
            let entry = source(row, column);
            let role = self.role(focus, active_row == Some(row), active_column == Some(column));
            // Softmax reads its whole row, the sums of later units too.
            let shown = role == Role::Read || self.is_known(&entry);
            let value = if shown { entry.value } else { None };
            Cell { value, subject: entry.subject, role, frozen: entry.frozen }
        };
        let row =
            |row| (columns.first..columns.first + columns.count).map(|column| cell(row, column)).collect();
        let cells: Vec<Vec<Cell>> = (rows.first..rows.first + rows.count).map(row).collect();
        let subjects: Vec<Subject> = cells.iter().flatten().filter_map(|cell| cell.subject).collect();
        Matrix {
            name: name.symbol,
            code: name.code,
            rows,
            columns,
            cells,
            widths: self.widths(rows, columns, &source),
            pattern: pattern(&subjects),
        }
    }

    /// As wide as the widest number, so that nothing moves when a dash becomes one. Where it is cut, as wide in every
    /// column, so that nothing moves when others come into sight.
    fn widths(&self, rows: Shown, columns: Shown, source: &impl Fn(usize, usize) -> Entry) -> Vec<usize> {
        let wide = |row, column| {
            let value = source(row, column).value;
            value.map_or(1, |value| width(&number::plain(value, self.context.display)))
        };
        let whole = rows.of.saturating_mul(columns.of) <= MOST_MEASURED;
        let (first, down) = if whole { (0, rows.of) } else { (rows.first, rows.count) };
        let widest = |column| (first..first + down).map(|row| wide(row, column)).max().unwrap_or(1);
        if columns.count == columns.of {
            return (0..columns.of).map(widest).collect();
        }
        let (first, across) = if whole { (0, columns.of) } else { (columns.first, columns.count) };
        vec![(first..first + across).map(widest).max().unwrap_or(1); columns.count]
    }

    /// A matrix of ones.
    pub(super) fn ones(&self, axes: [Axis; 2], focus: Focus) -> Term {
        let one = |_, _| Entry { value: Some(1.0), subject: None, by: None, frozen: false };
        Term::Matrix(self.matrix(Name::new(Piece::Index(1)), axes, focus, one))
    }
}

/// How many digits are as wide as a number is written: raised ones and spaces take less.
fn width(text: &str) -> usize {
    let small = text.chars().filter(|c| matches!(c, '.' | ' ' | '⁻' | '⁰'..='⁹' | '¹' | '²' | '³')).count();
    text.chars().count() - small / 2
}

/// The key that fits all of some subjects of one kind: `weight:value:0:*:*:`.
fn pattern(subjects: &[Subject]) -> String {
    let Some(first) = subjects.first() else { return String::new() };
    let key = first.key();
    let fields = key.split(':').enumerate();
    // Kind, quantity and layer are the same throughout.
    fields
        .map(|(i, field)| if i > 2 && !field.is_empty() { "*" } else { field })
        .collect::<Vec<_>>()
        .join(":")
}
