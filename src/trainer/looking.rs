//! What is looked at at a position: the current step, its subject and its value.

use super::{Kind, Operation, Optimizer, Plan, Step, Trainer, Update};
use crate::backward::sample_gradient;
use crate::step::{Quantity, Subject};

impl Trainer {
    /// What is looked at now.
    pub fn step(&self) -> Step {
        let value = match (self.current(), self.operation()) {
            (Some(update), Some(operation)) => value(update, &operation).unwrap_or(f64::NAN),
            _ => f64::NAN,
        };
        let step = step(&self.plan, self.optimizer(), self.batch_rows(), self.operation);
        Step { update: self.run.at(), epoch: self.epoch(), value, ..step }
    }

    /// The current update, every value of it, and the operation that comes next; `None` at its end. The position, and
    /// with it what can be read, stays as it is.
    pub fn ahead(&mut self) -> Option<(&Update, Operation)> {
        let operation = self.plan.operation(self.operation + 1)?;
        Some((self.run.compute(), operation))
    }

    /// Computes the current update if that is due. The position stays where it is.
    pub fn prepare(&mut self) {
        self.run.compute();
    }

    /// The current update where it is computed, also before its first operation: for views that lay out what is to
    /// come. What is not reached yet is theirs not to show.
    pub fn prepared(&self) -> Option<&Update> {
        self.run.computed()
    }

    /// Whether an update that was completed left every parameter as it was, to the last bit.
    pub fn was_still(&self, update: u64) -> bool {
        self.run.was_still(update)
    }

    /// The forward pass of the current update once more, its loss included, with the parameters that the update
    /// gives: the same rows, one step for each operation, and the values they come from.
    pub fn closing(&mut self) -> (Update, Vec<(Operation, Step)>) {
        let (completed, epoch, loss, optimizer) =
            (self.run.at() + 1, self.epoch(), self.loss(), self.optimizer());
        let done = self.run.compute();
        let mut again = Update::new(done.after.clone(), done.moments_after.clone(), done.order);
        again.batch = done.batch.clone();
        again.compute(loss, optimizer, completed + 1);
        let steps = (1..=self.plan.forward_end()).filter_map(|index| {
            let operation = self.plan.operation(index)?;
            let value = value(&again, &operation).unwrap_or(f64::NAN);
            let step = step(&self.plan, optimizer, &again.batch.rows, index);
            Some((operation, Step { update: completed, epoch, value, ..step }))
        });
        let steps = steps.collect();
        (again, steps)
    }
}

/// Everything about an operation but its value and its update.
fn step(plan: &Plan, optimizer: Optimizer, rows: &[usize], index: u64) -> Step {
    let operation = plan.operation(index);
    let sample = operation.and_then(|operation| row(rows, &operation));
    Step {
        update: 0,
        epoch: 0,
        phase: plan.phase(index),
        operation: index,
        operations: plan.operations(),
        sample,
        kind: operation.map(|operation| operation.kind),
        subject: operation.map(|operation| subject(optimizer, &operation, sample)),
        value: f64::NAN,
    }
}

/// Row of the data set that an operation concerns.
fn row(rows: &[usize], operation: &Operation) -> Option<usize> {
    if operation.kind.is_of_one_sample() { rows.get(operation.sample).copied() } else { None }
}

/// What an operation computed.
pub(crate) fn value(update: &Update, operation: &Operation) -> Option<f64> {
    let Operation { layer, sample, unit, input, .. } = *operation;
    let units = update.before.layers.get(layer)?.units;
    let of = |values: &[Vec<f64>]| values.get(layer)?.get(sample * units + unit).copied();
    match operation.kind {
        Kind::WeightedSum => of(&update.values.pre_activations),
        Kind::Activation => of(&update.values.activations),
        Kind::Loss => update.sample_losses.get(sample).copied(),
        Kind::BatchLoss => Some(update.loss),
        Kind::OutputError | Kind::HiddenError => of(&update.values.deltas),
        Kind::WeightGradient | Kind::BiasGradient => {
            let entering = match input {
                Some(input) => {
                    let width = update.before.layers.get(layer)?.inputs;
                    update.entering(layer).get(sample * width + input).copied()?
                }
                None => 1.0,
            };
            Some(sample_gradient(of(&update.values.deltas)?, entering))
        }
        Kind::BatchGradient => update.gradient(layer, input, unit),
        Kind::OptimizerState => update.moments_after.get(operation.state, layer, input, unit),
        Kind::WeightUpdate | Kind::BiasUpdate => update.after.parameter(layer, input, unit),
    }
}

/// What an operation computes, for row `row` of the data set.
fn subject(optimizer: Optimizer, operation: &Operation, row: Option<usize>) -> Subject {
    let Operation { layer, unit, input, .. } = *operation;
    let of_row = row.unwrap_or(0);
    match operation.kind {
        Kind::WeightedSum => Subject::neuron(Quantity::PreActivation, layer, unit, of_row),
        Kind::Activation => Subject::neuron(Quantity::Activation, layer, unit, of_row),
        Kind::Loss => Subject::loss(row),
        Kind::BatchLoss => Subject::loss(None),
        Kind::OutputError | Kind::HiddenError => Subject::neuron(Quantity::Delta, layer, unit, of_row),
        Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => {
            Subject::parameter(Quantity::Gradient, layer, input, unit, row)
        }
        Kind::OptimizerState => {
            let quantity = optimizer.moments().get(operation.state).map_or(Quantity::Momentum, |&m| m.into());
            Subject::parameter(quantity, layer, input, unit, None)
        }
        Kind::WeightUpdate | Kind::BiasUpdate => {
            Subject::parameter(Quantity::Value, layer, input, unit, None)
        }
    }
}
