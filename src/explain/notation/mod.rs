//! The linear notation in which a lesson's author writes formulas.
//!
//! | written | is |
//! | --- | --- |
//! | `h1 = i1*w1 + i2*w2` | an equation; names are those of the network, so they carry its numbers |
//! | `1/2*(prediction - actual)^2` | fractions, products, powers |
//! | `d(E)/d(w6) = Delta*h2` | derivatives, Greek letters |
//! | `new(w6) = w6 - a*d(E)/d(w6)` | a parameter after the current update, and before it |
//! | `delta(h1)`, `z(h1)` | the error and the pre-activation of a neuron |
//! | `row(3, prediction)` | what it is for the third row of the data set, where a batch has several |
//! | `[i1, i2]*[w1, w3; w2, w4]` | matrices, row by row |
//! | `x_1`, `f(x)`, `f'(x)`, `'a text'`, `...` | what has no number of its own |
//!
//! [`parse`] reads it, [`piece`] typesets it in symbols or in numbers, [`evaluate`] computes what it stands for.
//! Names are looked up in the trainer's own way of naming and in the article's, so that a lesson reads well
//! under either.

mod lexer;
mod parser;
mod resolve;

use super::formula::Expr;
use super::layout::{Fold, Layout, Mode};
use super::piece::Piece;
use super::{Display, Names};
use crate::trainer::Trainer;
use std::fmt;

/// An expression as it was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// A number.
    Number(String),
    /// A name.
    Name(String),
    /// Upright text.
    Text(String),
    /// `name(argument, …)`
    Call(String, Vec<Tree>),
    /// `d(of)/d(by)`
    Derivative(Box<Tree>, Box<Tree>),
    /// `−x`
    Negative(Box<Tree>),
    /// Terms, each with whether it is subtracted.
    Sum(Vec<(bool, Tree)>),
    /// Factors.
    Product(Vec<Tree>),
    /// `above / below`
    Fraction(Box<Tree>, Box<Tree>),
    /// `base ^ power`
    Power(Box<Tree>, Box<Tree>),
    /// Rows of cells.
    Matrix(Vec<Vec<Tree>>),
    /// `...`
    Dots,
}

/// Why a text is no formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationError {
    /// Where, in characters from the start.
    pub at: usize,
    /// What was expected, and what was found.
    pub message: String,
}

impl fmt::Display for NotationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at character {}: {}", self.at, self.message)
    }
}

impl std::error::Error for NotationError {}

/// What names stand for: a network's names, and a trainer that has the numbers.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// What things are called in the result.
    pub names: &'a Names,
    /// Whose numbers they have, at its position.
    pub trainer: &'a Trainer,
}

/// The longest formula there may be, in characters.
const LONGEST: usize = 600;

/// The sides of an equation (one, where there is no `=`).
///
/// # Errors
/// A [`NotationError`] with the place and what was expected there.
///
/// ```
/// use backprop_stepper::explain::notation::parse;
/// assert_eq!(parse("h1 = i1*w1 + i2*w2")?.len(), 2);
/// assert_eq!(parse("2*(x").unwrap_err().to_string(), "at character 4: expected “)”, found the end");
/// # Ok::<(), backprop_stepper::explain::notation::NotationError>(())
/// ```
pub fn parse(text: &str) -> Result<Vec<Tree>, NotationError> {
    // Trees are walked by recursion, and how deep they are is bounded by how long the text is.
    if text.chars().nth(LONGEST).is_some() {
        let message = format!("expected at most {LONGEST} characters");
        return Err(NotationError { at: LONGEST + 1, message });
    }
    parser::sides(&lexer::tokens(text)?)
}

/// Typesets sides, with equals signs between them, for any of the renderers.
pub fn piece(sides: &[Tree], scope: Scope<'_>, mode: Mode, display: &Display) -> Piece {
    let sides: Vec<Expr> = sides.iter().map(|side| resolve::resolve(side, scope)).collect();
    Layout { mode, display, fold: Fold::Row }.equation(&sides)
}

/// What an expression comes to at the trainer's position, unrounded; `None` where something in it is not
/// computed yet, or has no number.
pub fn evaluate(tree: &Tree, scope: Scope<'_>) -> Option<f64> {
    resolve::resolve(tree, scope).value()
}

/// The expression as the tree that explanations are made of: its leaves tell which numbers it reads.
pub fn resolve(tree: &Tree, scope: Scope<'_>) -> Expr {
    resolve::resolve(tree, scope)
}

/// Names in an expression that stand for nothing in the network: to find slips of the pen in a lesson.
pub fn unknown(tree: &Tree, scope: Scope<'_>) -> Vec<String> {
    resolve::unknown(tree, scope)
}

#[cfg(test)]
mod tests;
