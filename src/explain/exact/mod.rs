//! A run in exact fractions, as far as it is one: the numbers of the document are decimal numbers, and sums, products,
//! quotients and ReLU keep fractions fractions. The same formulas are evaluated that are shown.

mod evaluate;
mod fraction;

pub use evaluate::{Missing, evaluate};
pub use fraction::Fraction;

use super::formula::{Expr, Leaf};
use super::piece::Piece;
use super::{Context, rules};
use crate::activation::Activation;
use crate::network::Network;
use crate::operation::{Kind, Operation};
use crate::step::{Quantity, Subject, SubjectKind};
use std::collections::HashMap;

/// A number of an update: of what, and whether it is that after the update.
type Key = (Subject, bool);

/// What is known exactly of an update, operation by operation.
#[derive(Debug, Clone, Default)]
pub struct Exact {
    known: HashMap<Key, Result<Fraction, Missing>>,
    /// The network after the update before, as the run has it: what differs from it now was edited.
    after: Option<Network>,
}

impl Exact {
    /// Starts an update: what was edited since the last one is the number that was given.
    pub(super) fn begin(&mut self, context: &Context<'_>) {
        let Some(after) = self.after.take() else { return };
        self.known.retain(|(subject, _), _| {
            let [one, other] = [&after, &context.update.before].map(|network| parameter(network, subject));
            subject.quantity != Quantity::Value || one.map(f64::to_bits) == other.map(f64::to_bits)
        });
    }

    /// Works out an operation; its predecessors in the update have been worked out.
    pub(super) fn work(&mut self, context: &Context<'_>, operation: &Operation) {
        let formula = rules::formula(context, operation);
        let result = match formula.sides.last() {
            Some(rule) => evaluate(rule, &|leaf| self.read(context, leaf)),
            None => Err(Missing::NotComputed),
        };
        let Some(subject) = formula.subject else { return };
        let new = matches!(operation.kind, Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate);
        self.known.insert((subject, new), result);
        if operation.kind == Kind::WeightedSum && is_identity(context, operation.layer) {
            self.known.insert((Subject { quantity: Quantity::Activation, ..subject }, false), result);
        }
    }

    /// Ends an update: what is new is what the next one finds.
    pub(super) fn end(&mut self, context: &Context<'_>) {
        self.known = self
            .known
            .drain()
            .filter(|((_, new), _)| *new)
            .map(|((subject, _), exact)| ((subject, false), exact))
            .collect();
        self.after = Some(context.update.after.clone());
    }

    /// The last side of an operation's formula with exact numbers put in, and what it comes to.
    ///
    /// # Errors
    /// Why it is no fraction.
    pub(super) fn told(
        &self,
        context: &Context<'_>,
        operation: &Operation,
    ) -> Result<(Expr, Fraction), Missing> {
        let formula = rules::formula(context, operation);
        let rule = formula.sides.last().ok_or(Missing::NotComputed)?;
        let result = evaluate(rule, &|leaf| self.read(context, leaf))?;
        let numbers = rule.replaced(&|leaf| match self.read(context, leaf) {
            Ok(fraction) => written(fraction, leaf.subject),
            Err(_) => Expr::Leaf(leaf.clone()),
        });
        Ok((numbers, result))
    }

    fn read(&self, context: &Context<'_>, leaf: &Leaf) -> Result<Fraction, Missing> {
        let value = leaf.value.ok_or(Missing::NotComputed)?;
        // Only π stands for nothing in the experiment.
        let Some(subject) = leaf.subject else { return Err(Missing::Irrational("π")) };
        let known = |subject, new| self.known.get(&(subject, new)).copied();
        if matches!(leaf.symbol, Piece::Applied(..)) {
            // A slope has the subject of what it is taken at, and there are two of them.
            let exact = known(subject, false).and_then(Result::ok);
            let slope = exact.and_then(|z| slope(context, subject.layer, z)).unwrap_or(value);
            return Fraction::of(slope).ok_or(Missing::TooLong);
        }
        let new = matches!(leaf.symbol, Piece::New(_));
        known(subject, new).unwrap_or_else(|| match subject.kind {
            SubjectKind::Neuron | SubjectKind::Loss => Err(Missing::NotComputed),
            // As it was given.
            _ => Fraction::of(value).ok_or(Missing::TooLong),
        })
    }
}

/// A fraction as it is written: as a decimal number where that is short.
fn written(fraction: Fraction, subject: Option<Subject>) -> Expr {
    /// Decimals of a number that is written with a point.
    const MOST: usize = 20;
    let size = fraction.abs();
    let number = decimal(size, MOST);
    let marked = match subject {
        Some(subject) => Expr::Marked(subject, Box::new(number)),
        None => number,
    };
    if size == fraction { marked } else { Expr::Negative(Box::new(marked)) }
}

/// A fraction as a decimal number, where that ends after at most `most` decimals.
pub(super) fn decimal(fraction: Fraction, most: usize) -> Expr {
    match fraction.decimal(most) {
        Some(digits) if fraction.above() >= 0 => Expr::Literal { digits, value: fraction.value() },
        Some(digits) => Expr::Negative(Box::new(Expr::Literal { digits, value: fraction.abs().value() })),
        None => bar(fraction),
    }
}

/// A fraction with its bar, where it is not whole.
pub(super) fn bar(fraction: Fraction) -> Expr {
    let literal =
        |number: i128| Expr::Literal { digits: number.abs().to_string(), value: number.abs() as f64 };
    let size = match fraction.below() {
        1 => literal(fraction.above()),
        below => Expr::fraction(literal(fraction.above()), literal(below)),
    };
    if fraction.above() < 0 { Expr::Negative(Box::new(size)) } else { size }
}

/// `f′(z)` of a function in pieces.
fn slope(context: &Context<'_>, layer: Option<usize>, z: Fraction) -> Option<f64> {
    let activation = context.layer(layer?)?.activation;
    Some(activation.slope(z.sign().value(), 0.0))
}

fn is_identity(context: &Context<'_>, layer: usize) -> bool {
    context.layer(layer).is_some_and(|layer| layer.activation == Activation::Identity)
}

fn parameter(network: &Network, subject: &Subject) -> Option<f64> {
    match (subject.kind, subject.input) {
        (SubjectKind::Weight, Some(_)) | (SubjectKind::Bias, None) => {
            network.parameter(subject.layer?, subject.input, subject.unit?)
        }
        _ => None,
    }
}
