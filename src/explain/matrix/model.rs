//! What is shown: equations of matrices.

use crate::activation::Activation;
use crate::explain::formula::Expr;
use crate::explain::piece::Piece;
use crate::step::Subject;

/// An operation in matrix form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// The equations; the last one has the result of the operation.
    pub equations: Vec<Equation>,
    /// What the signs do not say, a sentence each.
    pub notes: Vec<String>,
}

/// Sides that are all the same matrix, and that matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Equation {
    /// What it comes to, written in one or several ways.
    pub sides: Vec<Term>,
    /// What comes out.
    pub result: Matrix,
}

/// A part of an equation.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A matrix.
    Matrix(Matrix),
    /// A number that belongs to no matrix: a setting, a share.
    Scalar(Expr),
    /// The matrix product of some factors. A scalar multiplies every cell.
    Product(Vec<Term>),
    /// The product cell by cell, `⊙`.
    Cells(Vec<Term>),
    /// A sum cell by cell; `true` stands before what is subtracted. A single row is added to every row, a scalar to every
    /// cell.
    Sum(Vec<(bool, Term)>),
    /// The quotient cell by cell, `⊘`.
    Over(Box<Term>, Box<Term>),
    /// A function of every cell, or of every row.
    Of(Apply, Box<Term>),
}

/// What is done with every cell, or every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apply {
    /// The function of a layer; softmax takes a row at once.
    Activation(Activation),
    /// The square.
    Square,
    /// The absolute value.
    Abs,
    /// The sign.
    Sign,
    /// Huber's loss: `½ d²`, beyond 1 `|d| − ½`.
    Huber,
    /// Cut at −1 and 1.
    Clip,
    /// The square root.
    Root,
    /// The natural logarithm.
    Ln,
    /// `ln σ(z)`, to the last digit where `σ(z)` has none left.
    LnSigmoid,
    /// `ln softmax(z)` of a row.
    LnSoftmax,
    /// `ln(1 − softmax(z))` of a row.
    LnRest,
}

/// A matrix with a name, cut to the rows and columns that are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Its name: `W¹`.
    pub name: Piece,
    /// What it is called in the programs, where that is something else: `A1` for `H`.
    pub code: Option<String>,
    /// Which rows are shown, of how many.
    pub rows: Shown,
    /// Which columns.
    pub columns: Shown,
    /// The shown cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// Digits that are as wide as the widest number in each shown column, also of those that are not computed yet.
    pub widths: Vec<usize>,
    /// What all of it stands for: the key of a subject with `*` for what differs from cell to cell. Empty for a matrix of
    /// constants.
    pub pattern: String,
}

/// The part of a row or column that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The first one shown.
    pub first: usize,
    /// How many are.
    pub count: usize,
    /// How many there are.
    pub of: usize,
}

impl Shown {
    /// Of what is longer than `most` the page that `active` is on, so that the same part stays in sight for some steps:
    /// wherever a part of a matrix is shown, it is this one.
    pub fn page(of: usize, most: usize, active: usize) -> Self {
        let most = most.max(1);
        if of <= most {
            return Shown { first: 0, count: of, of };
        }
        Shown { first: (active / most * most).min(of - most), count: most, of }
    }

    /// How many are left out after the last one shown.
    pub fn after(self) -> usize {
        self.of.saturating_sub(self.first + self.count)
    }
}

/// A number in a matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// `None` where it is not computed yet.
    pub value: Option<f64>,
    /// What it is a number of; `None` for a constant.
    pub subject: Option<Subject>,
    /// Its part in the operation.
    pub role: Role,
    /// Whether it is a new number that has to stay the old one.
    pub frozen: bool,
}

/// The part of a cell in the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// None.
    Idle,
    /// It is read.
    Read,
    /// It is computed.
    Computed,
}

/// How much of a matrix is shown at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows, at least 1. Where some are left out, one less is shown.
    pub rows: usize,
    /// Columns, at least 1.
    pub columns: usize,
}

impl Limits {
    /// Everything, however large it is.
    pub const NONE: Limits = Limits { rows: usize::MAX, columns: usize::MAX };
}

impl Default for Limits {
    fn default() -> Self {
        Limits { rows: 5, columns: 5 }
    }
}
