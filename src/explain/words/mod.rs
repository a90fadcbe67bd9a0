//! One sentence and a title for every operation, made to be read aloud.

mod check;
mod divergence;
pub(crate) mod names;
mod question;
mod rules;
mod unfolded;
mod why;

pub use check::{gradient_check, relative_error};
pub use divergence::{cause, divergence};
pub use question::{question, told_already};
pub use why::why;

pub(super) use unfolded::unfolded;

use super::rules::update::{is_frozen, which};
use super::{Context, Naming};
use crate::operation::{Kind, Operation, Plan};
use crate::optimizer::{Moment, Optimizer};
pub(crate) use names::capitalised;
use names::{neuron, parameter, said, show, value_of};
use rules::{
    activated, batch_gradient, batch_loss, hidden_error, loss_of_sample, moved, output_error, updated,
    weight_gradient, weighted_sum,
};

/// A sentence names at most so many terms of a sum.
const MOST_TERMS: usize = 4;

/// The title of an operation: `Gradient of w6`.
pub fn title(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, input, sample, .. } = *operation;
    let neuron = || neuron(context, layer, unit);
    let parameter = || match input {
        Some(input) => context.names.weight(layer, input, unit),
        None => context.names.bias(layer, unit),
    };
    match operation.kind {
        Kind::WeightedSum if context.names.is_identity(layer) => match context.names.naming() {
            Naming::Article if !context.names.is_last(layer) => format!("Hidden neuron {}", neuron()),
            _ => capitalised(neuron().trim_start_matches("the ")),
        },
        Kind::WeightedSum => format!("Weighted sum of {}", neuron()),
        Kind::Activation => format!("Activation of {}", neuron()),
        Kind::Loss if context.several() => format!("Loss of sample {}", context.row(sample) + 1),
        Kind::Loss => "Loss".to_owned(),
        Kind::BatchLoss => "Loss of the batch".to_owned(),
        Kind::OutputError | Kind::HiddenError => format!("Error of {}", neuron()),
        Kind::WeightGradient | Kind::BiasGradient if context.several() => {
            format!("Gradient of {}, sample {}", parameter(), context.row(sample) + 1)
        }
        Kind::WeightGradient | Kind::BiasGradient => format!("Gradient of {}", parameter()),
        Kind::BatchGradient => format!("Gradient of {} over the batch", parameter()),
        Kind::OptimizerState => {
            format!("{} of {}", capitalised(kept(context, operation)), parameter())
        }
        Kind::WeightUpdate | Kind::BiasUpdate => format!("New {}", parameter()),
    }
}

fn kept(context: &Context<'_>, operation: &Operation) -> &'static str {
    moment(context.optimizer, which(context, operation))
}

/// The sentence of an operation, with its result.
pub fn sentence(context: &Context<'_>, operation: &Operation, result: f64) -> String {
    let Operation { kind, layer, unit, input, sample, .. } = *operation;
    let result = show(context, Some(result));
    let what = subject(context, operation);
    let rule = match kind {
        Kind::WeightedSum => weighted_sum(context, operation),
        Kind::Activation => activated(context, operation),
        Kind::Loss => loss_of_sample(context, sample),
        Kind::BatchLoss => batch_loss(context),
        Kind::OutputError => output_error(context, operation),
        Kind::HiddenError => hidden_error(context, operation),
        Kind::WeightGradient => weight_gradient(context, operation),
        Kind::BiasGradient => {
            let neuron = neuron(context, layer, unit);
            return said(context, operation, &format!("{what} is the error of {neuron}, {result}."));
        }
        Kind::BatchGradient => batch_gradient(context, operation),
        Kind::WeightUpdate | Kind::BiasUpdate if is_frozen(context, operation) => {
            let parameter = parameter(context, layer, input, unit);
            return capitalised(&format!("{parameter} is frozen, so it stays {result}."));
        }
        Kind::WeightUpdate | Kind::BiasUpdate => updated(context, operation),
        Kind::OptimizerState if is_frozen(context, operation) => {
            let (parameter, moment) = (parameter(context, layer, input, unit), kept(context, operation));
            return capitalised(&format!("{parameter} is frozen, so its {moment} stays {result}."));
        }
        Kind::OptimizerState => moved(context, operation),
    };
    said(context, operation, &format!("{what} is {rule}, which gives {result}."))
}

/// What an operation computes: `the gradient of w6`.
fn subject(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { kind, layer, unit, input, .. } = *operation;
    let neuron = || neuron(context, layer, unit);
    let parameter = || parameter(context, layer, input, unit);
    match kind {
        Kind::WeightedSum if context.names.is_identity(layer) => value_of(context, neuron()),
        Kind::WeightedSum => format!("the weighted sum of {}", neuron()),
        Kind::Activation => value_of(context, neuron()),
        Kind::Loss => "the loss".to_owned(),
        Kind::BatchLoss => "the loss of the batch".to_owned(),
        Kind::OutputError if context.names.has_delta() => format!("Δ, the error of {},", neuron()),
        Kind::OutputError | Kind::HiddenError => format!("the error of {}", neuron()),
        Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => {
            format!("the gradient of {}", parameter())
        }
        Kind::WeightUpdate | Kind::BiasUpdate => match context.names.naming() {
            Naming::Article => format!("the new {}", parameter()),
            Naming::Index => format!("the new value of {}", parameter()),
        },
        Kind::OptimizerState => format!("the new {} of {}", kept(context, operation), parameter()),
    }
}

/// The title of the start of an update, after `updates` completed ones.
pub fn start_title(updates: u64) -> String {
    format!("Start of update {}", updates + 1)
}

/// The sentence of the start of an update: which rows of the data set it uses, and how long it is.
pub fn start_sentence(updates: u64, plan: &Plan, rows: &[usize]) -> String {
    let consecutive = rows.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    let samples = match rows {
        [] => "no sample".to_owned(),
        [row] => format!("sample {}", row + 1),
        [first, second] => format!("samples {} and {}", first + 1, second + 1),
        [first, .., last] if consecutive => format!("samples {} to {}", first + 1, last + 1),
        rows if rows.len() <= 2 * MOST_TERMS => {
            let rows: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
            format!("samples {}", listed(&rows))
        }
        rows => format!("{} samples", rows.len()),
    };
    format!(
        "Update {} uses {samples} of the data set and takes {} steps: forward pass, loss, backward pass, new parameters.",
        updates + 1,
        plan.operations()
    )
}

/// What an optimizer keeps of a parameter, by the name that says how it is made.
pub fn moment(optimizer: Optimizer, moment: Moment) -> &'static str {
    match (moment, optimizer) {
        (Moment::Momentum, _) => "momentum",
        (Moment::First, _) => "first moment",
        (Moment::Second, Optimizer::Adagrad { .. }) => "sum of squares",
        (Moment::Second, Optimizer::Rmsprop { .. }) => "mean of squares",
        (Moment::Second, Optimizer::Sgd { .. } | Optimizer::Adam(_) | Optimizer::Adamw(_)) => "second moment",
    }
}

/// `a, b and c`
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
