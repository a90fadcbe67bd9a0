//! A network too large for neurons and lines: its numbers as matrices, each number a cell of colour.

use super::picture::{Figure, Name, Number, Parameter, Role};
use crate::step::{Quantity, Subject};

/// What a matrix shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The inputs, a column.
    Inputs,
    /// The weights of a layer, `[inputs][units]`.
    Weights,
    /// Their gradients, `[inputs][units]`.
    Gradients,
    /// The biases of a layer, a row.
    Biases,
    /// Their gradients, a row.
    BiasGradients,
    /// The values of a layer's neurons, a column.
    Values,
    /// The errors of a layer's neurons, a column.
    Errors,
    /// The targets, a column.
    Targets,
}

/// A matrix of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What it shows.
    pub shown: Shown,
    /// Of which layer; 0 for inputs and targets.
    pub layer: usize,
    /// Its symbol.
    pub name: Name,
    /// How many rows it has.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// Its numbers, row by row; NaN for what is not computed yet.
    pub values: Vec<f64>,
    /// The numbers in a few words.
    pub summary: Option<Summary>,
    /// What the current operation has to do with: the computed cell last.
    pub marks: Vec<Mark>,
    /// The row of the data set its numbers belong to.
    pub sample: usize,
}

/// A matrix in a few numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many of its numbers are computed.
    pub known: usize,
    /// The smallest of them.
    pub least: Number,
    /// The largest.
    pub most: Number,
    /// Their mean.
    pub mean: Number,
    /// The largest size: the ends of the colour scale.
    pub peak: f64,
    /// The same, in words.
    pub peak_number: Number,
}

/// A part of a matrix that plays a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Its first row.
    pub row: usize,
    /// How many rows it has.
    pub rows: usize,
    /// Its first column.
    pub column: usize,
    /// How many columns.
    pub columns: usize,
    /// The part; [`Role::Done`] for what a lesson points at.
    pub role: Role,
}

impl Mark {
    /// A mark of one cell.
    pub(super) fn cell((row, column): (usize, usize), role: Role) -> Mark {
        Mark { row, rows: 1, column, columns: 1, role }
    }

    /// The smallest mark around this one and a cell.
    pub(super) fn with(self, (row, column): (usize, usize)) -> Mark {
        let (top, left) = (self.row.min(row), self.column.min(column));
        let (bottom, right) =
            ((self.row + self.rows).max(row + 1), (self.column + self.columns).max(column + 1));
        Mark { row: top, rows: bottom - top, column: left, columns: right - left, ..self }
    }
}

/// A number that the current operation has to do with, and which may have a label.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    /// Which number.
    pub subject: Subject,
    /// What is written on its label.
    pub words: Words,
    /// The part it plays.
    pub role: Role,
}

/// What a label says of a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Words {
    /// A weight or bias with all of its numbers.
    Parameter(Box<Parameter>),
    /// Any other.
    Figure(Name, Figure),
}

/// All matrices of a network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Maps {
    /// Inputs first, then layer by layer, targets last.
    pub grids: Vec<Grid>,
    /// How many layers there are.
    pub layers: usize,
    /// What the current operation computes and reads: at most [`Maps::NAMED`] of them.
    pub used: Vec<Used>,
    /// How many more it reads.
    pub more: usize,
}

impl Maps {
    /// So many numbers in use are told one by one.
    pub const NAMED: usize = 12;

    /// The matrix that shows this of a layer.
    pub(super) fn grid(&self, layer: usize, shown: &[Shown]) -> Option<&Grid> {
        self.grids.iter().find(|grid| grid.layer == layer && shown.contains(&grid.shown))
    }
}

impl Grid {
    /// The number in a cell, as what it stands for.
    pub fn subject(&self, row: usize, column: usize) -> Subject {
        let parameter = |quantity, input| Subject::parameter(quantity, self.layer, input, column, None);
        match self.shown {
            Shown::Inputs => Subject::input(row, self.sample),
            Shown::Targets => Subject::target(row, self.sample),
            Shown::Weights => parameter(Quantity::Value, Some(row)),
            Shown::Gradients => parameter(Quantity::Gradient, Some(row)),
            Shown::Biases => parameter(Quantity::Value, None),
            Shown::BiasGradients => parameter(Quantity::Gradient, None),
            Shown::Values => Subject::neuron(Quantity::Activation, self.layer, row, self.sample),
            Shown::Errors => Subject::neuron(Quantity::Delta, self.layer, row, self.sample),
        }
    }

    /// The cell of a number; `None` where it belongs to another matrix. Whichever number of a weight is meant, it
    /// stands in that weight's cell.
    pub fn cell(&self, subject: &Subject) -> Option<(usize, usize)> {
        use crate::step::SubjectKind::{Bias, Input, Neuron, Target, Weight};
        let unit = subject.unit.unwrap_or(0);
        let of_layer = subject.layer == Some(self.layer);
        let of_sample = subject.sample == Some(self.sample);
        let is_error = subject.quantity == Quantity::Delta;
        let (row, column) = match (self.shown, subject.kind) {
            (Shown::Inputs, Input) if of_sample => (subject.input?, 0),
            (Shown::Targets, Target) if of_sample => (unit, 0),
            (Shown::Weights | Shown::Gradients, Weight) if of_layer => (subject.input?, unit),
            (Shown::Biases | Shown::BiasGradients, Bias) if of_layer => (0, unit),
            (Shown::Values, Neuron) if of_layer && of_sample && !is_error => (unit, 0),
            (Shown::Errors, Neuron) if of_layer && of_sample && is_error => (unit, 0),
            _ => return None,
        };
        (row < self.rows && column < self.columns).then_some((row, column))
    }
}
