//! What the common mistakes give, as numbers, for any operation of any network.
//!
//! A mistake is made where it happens and carried on by the right rules: an error without its slope gives a wrong
//! gradient, and that a wrong change of the weight. Each of these lists has every mistake there is for the kind of
//! operation; which of them can be told from the right number is decided by whoever takes it.

mod errors;
mod forward;
mod gradients;
mod kinds;
mod mistake;
mod updates;

pub use kinds::{At, How, Slip};
pub use mistake::Mistake;
pub(super) use updates::change;

use super::case::{Case, at};
use crate::operation::{Kind, Operation};

/// A mistake and the number it gives.
pub(super) type Wrong = (Mistake, f64);

/// The mistakes of an operation with the numbers they give, which need be neither finite nor different from the right
/// one.
pub(super) fn wrong(case: &Case<'_>) -> Vec<Wrong> {
    let Operation { kind, layer, unit, sample, .. } = case.operation;
    match kind {
        Kind::WeightedSum => forward::weighted_sums(case),
        Kind::Activation => forward::activations(case),
        Kind::Loss => forward::losses(case),
        Kind::BatchLoss => forward::batch_losses(case),
        Kind::OutputError | Kind::HiddenError => {
            let mut wrong = errors::errors(case, layer, unit, sample);
            wrong.extend(too_early(case, at(case.deltas(layer, sample), unit)));
            wrong
        }
        Kind::WeightGradient | Kind::BiasGradient => {
            let x = case.operation.input.map_or(1.0, |input| at(case.entering(layer, sample), input));
            let mut wrong = gradients::of_sample(case, sample);
            wrong.extend(too_early(case, at(case.deltas(layer, sample), unit) * x));
            wrong
        }
        Kind::BatchGradient => gradients::of_batch(case),
        Kind::OptimizerState => updates::moments(case),
        Kind::WeightUpdate | Kind::BiasUpdate => updates::changes(case),
    }
}

/// What is of one sample, divided by the size of the batch already.
fn too_early(case: &Case<'_>, value: f64) -> Option<Wrong> {
    let samples = case.samples();
    (samples > 1).then(|| (Mistake::MeanTooEarly, value / samples as f64))
}
