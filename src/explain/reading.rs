//! The numbers of a trainer by their subject, as its position knows them.

use crate::operation::{Kind, Operation};
use crate::step::{Quantity, Subject, SubjectKind};
use crate::trainer::Trainer;

/// Which value of a parameter is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before the current update: what its passes read.
    Before,
    /// After it; known from the operation that updates the parameter.
    After,
}

/// The number a subject stands for; `None` where it is not computed yet, or does not exist. What belongs to a
/// sample has numbers for the rows of the current batch only, except inputs and targets.
pub fn reading(trainer: &Trainer, subject: &Subject, when: When) -> Option<f64> {
    let Subject { layer, unit, input, sample, .. } = *subject;
    let in_batch = || trainer.batch_rows().iter().position(|&row| Some(row) == sample);
    match subject.kind {
        SubjectKind::Input => trainer.dataset().inputs(sample?).get(input?).copied(),
        SubjectKind::Target => trainer.dataset().targets(sample?).get(unit?).copied(),
        SubjectKind::Neuron => match subject.quantity {
            Quantity::PreActivation => trainer.pre_activation(layer?, unit?, in_batch()?),
            Quantity::Activation => trainer.activation(layer?, unit?, in_batch()?),
            Quantity::Delta => trainer.delta(layer?, unit?, in_batch()?),
            _ => None,
        },
        SubjectKind::Weight | SubjectKind::Bias => match (subject.quantity, when) {
            (Quantity::Value, When::Before) => trainer.parameter_before(layer?, input, unit?),
            (Quantity::Value, When::After) => new_parameter(trainer, layer?, input, unit?),
            (Quantity::Gradient, _) => trainer.gradient(layer?, input, unit?),
            (quantity, when) => {
                let moments = trainer.optimizer().moments();
                let state = moments.iter().position(|&moment| Quantity::from(moment) == quantity)?;
                match when {
                    When::Before => trainer.moment_before(state, layer?, input, unit?),
                    When::After => new_moment(trainer, state, layer?, input, unit?),
                }
            }
        },
        SubjectKind::Loss => match sample {
            Some(_) => trainer.sample_loss(in_batch()?),
            None => trainer.batch_loss(),
        },
        SubjectKind::Setting => match subject.setting {
            None => Some(trainer.optimizer().learning_rate()),
            Some(Subject::UPDATE) => Some((trainer.position().0 + 1) as f64),
            Some(name) => trainer.optimizer().get(name),
        },
    }
}

fn new_parameter(trainer: &Trainer, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
    let kind = if input.is_some() { Kind::WeightUpdate } else { Kind::BiasUpdate };
    let update = Operation { kind, layer, sample: 0, unit, input, state: 0 };
    if trainer.reached(&update) { trainer.parameter(layer, input, unit) } else { None }
}

fn new_moment(
    trainer: &Trainer,
    state: usize,
    layer: usize,
    input: Option<usize>,
    unit: usize,
) -> Option<f64> {
    let operation = Operation { kind: Kind::OptimizerState, layer, sample: 0, unit, input, state };
    if trainer.reached(&operation) { trainer.moment_of(state, layer, input, unit) } else { None }
}
