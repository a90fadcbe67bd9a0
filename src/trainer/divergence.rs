//! The end of a run whose numbers leave what a computer can hold.

use super::Trainer;
use crate::optimizer::{Moment, Optimizer};
use crate::step::{Quantity, Subject, SubjectKind};
use crate::update::Update;

/// Where a run stops because a number is no longer finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Divergence {
    /// Updates completed before: the next one is not finite. The position stays here.
    pub update: u64,
    /// The first number that is not finite: the loss, a parameter, or what the optimizer keeps of one.
    pub subject: Subject,
    /// Why.
    pub cause: Cause,
}

/// Why a number is no longer finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The run starts with weights or data whose loss is not finite.
    Start,
    /// The first update is too large.
    FirstStep,
    /// The optimizer divides by `√v + ε`, and both are 0.
    DividesByZero,
    /// The steps grew from update to update.
    Overshoots,
}

impl Trainer {
    /// What stops the training at the current update, if it is stopped; computes the update if that is due.
    pub fn divergence(&mut self) -> Option<Divergence> {
        let (update, optimizer) = (self.run.at(), self.optimizer());
        let (is_first, moments) = (update == self.run.base(), optimizer.moments());
        let current = self.run.compute();
        if current.is_finite() {
            return None;
        }
        let quantity = |state: usize| moments.get(state).map_or(Quantity::Momentum, |&moment| moment.into());
        let subject = first_not_finite(current, quantity);
        let cause = match subject.kind {
            _ if divides_by_zero(current, optimizer, &subject) => Cause::DividesByZero,
            SubjectKind::Loss if is_first => Cause::Start,
            _ if is_first => Cause::FirstStep,
            _ => Cause::Overshoots,
        };
        Some(Divergence { update, subject, cause })
    }
}

/// Whether the new value of a parameter is not finite because all squares of its gradients are 0, and `ε` is too.
fn divides_by_zero(update: &Update, optimizer: Optimizer, subject: &Subject) -> bool {
    let second = optimizer.state_of(Moment::Second);
    let (Some(state), Some(layer), Some(unit)) = (second, subject.layer, subject.unit) else { return false };
    let kept = update.moments_after.get(state, layer, subject.input, unit);
    subject.quantity == Quantity::Value && optimizer.get("epsilon") == Some(0.0) && kept == Some(0.0)
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
