//! The current operation as what is done with whole matrices: `X 1×2 · W¹ 2×2 = H 1×2`, its row, column and cell
//! marked.
//!
//! * [`model`] is what is shown: equations of named matrices, each cut to what can be read.
//! * `view` knows which rows and columns are shown, which of them are looked at and what is computed already;
//!   `sources` has the matrices of an update by their names.
//! * `forward`, `loss`, `backward` and `update` are the equations of each operation.
//! * [`write`](mod@write) lays an equation out in a row, [`latex`] writes it down.
//!
//! Numbers are those of the update. Only slopes, `f′(Z)` and `∂E/∂P`, are evaluated, by the functions of the mathematics.

mod backward;
mod forward;
pub mod latex;
mod loss;
pub mod model;
mod names;
mod sources;
mod update;
mod view;
pub mod write;

pub use model::{Apply, Cell, Equation, Form, Limits, Matrix, Role, Shown, Term};

use super::Context;
use crate::operation::{Kind, Operation, Plan};
use crate::trainer::Trainer;
use view::View;

/// The matrix form of the operation at index `at` of `plan`, with the numbers that are computed up to there. At 0 it is
/// that of the first operation with nothing computed and nothing marked. Empty where there is no such operation.
pub fn form(context: &Context<'_>, plan: &Plan, at: u64, limits: Limits) -> Form {
    match plan.operation(at.max(1)) {
        Some(operation) => told(&View { context, plan, operation, at, limits }),
        None => Form::default(),
    }
}

/// Weights times samples of an update that is computed before anybody asked for a number of it.
const MOST_WORK: usize = 1 << 24;

/// Computes a trainer's current update, so that its start has a form too, unless that takes long.
pub fn prepare(trainer: &mut Trainer) {
    let samples = trainer.batch_rows().len();
    if trainer.network().parameters().saturating_mul(samples) <= MOST_WORK {
        trainer.prepare();
    }
}

/// The matrix form of a trainer's current step; empty at the start of an update that is not computed ([`prepare`]).
pub fn of(trainer: &Trainer, limits: Limits) -> Form {
    let at = trainer.position().1;
    with(trainer, |context| form(context, trainer.plan(), at, limits)).unwrap_or_default()
}

/// The forms of [`samples`] of a trainer's current update; none where it is not computed.
pub fn forms(trainer: &Trainer, limits: Limits) -> Vec<Form> {
    let plan = trainer.plan();
    let every = |context: &Context<'_>| {
        samples(context, plan).into_iter().map(|at| form(context, plan, at, limits)).collect()
    };
    with(trainer, every).unwrap_or_default()
}

fn with<T>(trainer: &Trainer, look: impl FnOnce(&Context<'_>) -> T) -> Option<T> {
    let names = super::names(trainer);
    Some(look(&Context::of(trainer, trainer.prepared()?, &names)))
}

/// An operation of every kind that an update has, in the layers where its matrices are highest, widest and largest: what
/// a page lays out to know how much room the forms of an update take.
pub fn samples(context: &Context<'_>, plan: &Plan) -> Vec<u64> {
    let sizes: [&dyn Fn(usize) -> usize; 3] =
        [&|layer| context.width(layer), &|layer| context.units(layer), &|layer| {
            context.width(layer).saturating_mul(context.units(layer))
        }];
    let states = 0..context.optimizer.states();
    let plain = KINDS.into_iter().map(|(kind, weighs)| (kind, weighs, 0));
    let kept = states.flat_map(|state| [true, false].map(|weighs| (Kind::OptimizerState, weighs, state)));
    let mut found = Vec::new();
    for (kind, weighs, state) in plain.chain(kept) {
        let input = weighs.then_some(0);
        let of = |layer| plan.index_of(&Operation { kind, layer, sample: 0, unit: 0, input, state });
        for size in sizes {
            let layers =
                (0..context.update.before.layers.len()).filter_map(|layer| Some((size(layer), of(layer)?)));
            found.extend(layers.max().map(|(_, index)| index).filter(|index| !found.contains(index)));
        }
    }
    found
}

/// Every kind but what an optimizer keeps, and whether it is about a weight.
const KINDS: [(Kind, bool); 12] = [
    (Kind::WeightedSum, false),
    (Kind::Activation, false),
    (Kind::Loss, false),
    (Kind::BatchLoss, false),
    (Kind::OutputError, false),
    (Kind::HiddenError, false),
    (Kind::WeightGradient, true),
    (Kind::BiasGradient, false),
    (Kind::BatchGradient, true),
    (Kind::BatchGradient, false),
    (Kind::WeightUpdate, true),
    (Kind::BiasUpdate, false),
];

fn told(view: &View<'_>) -> Form {
    match view.operation.kind {
        Kind::WeightedSum => forward::weighted_sum(view),
        Kind::Activation => forward::activation(view),
        Kind::Loss => loss::of_samples(view),
        Kind::BatchLoss => loss::of_batch(view),
        Kind::OutputError => loss::output_error(view),
        Kind::HiddenError => backward::hidden_error(view),
        Kind::WeightGradient | Kind::BiasGradient => backward::gradient(view),
        Kind::BatchGradient => backward::batch_gradient(view),
        Kind::OptimizerState => update::moment(view),
        Kind::WeightUpdate | Kind::BiasUpdate => update::parameter(view),
    }
}
