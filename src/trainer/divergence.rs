//! The end of a run whose numbers leave what a computer can hold.

use super::Trainer;
use crate::step::{Quantity, Subject};
use crate::update::Update;

/// Where a run stops because a number is no longer finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Divergence {
    /// Updates completed before: the next one is not finite. The position stays here.
    pub update: u64,
    /// The first number that is not finite: the loss, a parameter, or what the optimizer keeps of one.
    pub subject: Subject,
}

impl Trainer {
    /// What stops the training at the current update, if it is stopped; computes the update if that is due.
    pub fn divergence(&mut self) -> Option<Divergence> {
        let (update, moments) = (self.run.at(), self.optimizer().moments());
        let current = self.run.compute();
        if current.is_finite() {
            return None;
        }
        let quantity = |state: usize| moments.get(state).map_or(Quantity::Momentum, |&moment| moment.into());
        Some(Divergence { update, subject: first_not_finite(current, quantity) })
    }
}

/// The loss, or the first in the order of the updates: from the last layer and unit back, what is kept of a parameter
/// before itself.
fn first_not_finite(update: &Update, quantity: impl Fn(usize) -> Quantity) -> Subject {
    if !update.loss.is_finite() {
        return Subject::loss(None);
    }
    for (l, layer) in update.after.layers.iter().enumerate().rev() {
        for unit in (0..layer.units).rev() {
            for input in (0..layer.inputs).rev().map(Some).chain([None]) {
                let value = match input {
                    Some(input) => layer.weights.get(layer.index(input, unit)),
                    None => layer.biases.get(unit),
                };
                for state in 0..update.moments_after.0.len() {
                    let kept = update.moments_after.get(state, l, input, unit);
                    if kept.is_some_and(|kept| !kept.is_finite()) {
                        return Subject::parameter(quantity(state), l, input, unit, None);
                    }
                }
                if value.is_some_and(|value| !value.is_finite()) {
                    return Subject::parameter(Quantity::Value, l, input, unit, None);
                }
            }
        }
    }
    Subject::loss(None)
}
