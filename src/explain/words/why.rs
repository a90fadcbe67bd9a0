//! Reasons in words.

use super::names::{capitalised, carried, neuron, show};
use super::{listed, moment};
use crate::explain::Context;
use crate::explain::rules::activation;
use crate::explain::rules::update::which;
use crate::explain::why::{Compared, Pull, Reason, Unmoved};
use crate::operation::{Kind, Operation};
use crate::optimizer::{Moment, Optimizer};

/// Why the result of an operation is what it is, in a sentence or two; `since` says why the number is 0 that the
/// reason names.
pub fn why(context: &Context<'_>, operation: &Operation, reason: Reason, since: Option<Reason>) -> String {
    let first = sentence(context, operation, reason);
    match since {
        Some(since) => format!("{first} {}", sentence(context, operation, since)),
        None => first,
    }
}

fn sentence(context: &Context<'_>, operation: &Operation, reason: Reason) -> String {
    let Operation { layer, unit, kind, .. } = *operation;
    let neuron = |layer, unit| neuron(context, layer, unit);
    let of_batch =
        context.several() && matches!(kind, Kind::BatchGradient | Kind::WeightUpdate | Kind::BiasUpdate);
    let number = |value| show(context, Some(value));
    let said = match reason {
        Reason::NothingEnters => "everything that enters it is 0.".to_owned(),
        Reason::NoWeightsIn => "every weight that enters it is 0.".to_owned(),
        Reason::ReluOff { always } => off(context, operation, always),
        Reason::OnTarget { all: true } if context.names.outputs() > 1 => {
            "every prediction is equal to its target.".to_owned()
        }
        Reason::OnTarget { .. } => "prediction and target are equal, so there is no error.".to_owned(),
        Reason::Unmoved(why) => unmoved(why).to_owned(),
        Reason::NoTarget => "every target of this sample is 0, so no output counts.".to_owned(),
        Reason::OnlyOutput => {
            "softmax of a single output is 1, whatever its weighted sum, so nothing depends on it.".to_owned()
        }
        Reason::Flat { slope } => flat(context, operation, slope),
        Reason::Leaky => {
            "its weighted sum is not above 0, where leaky ReLU lets only a hundredth of the error through."
                .to_owned()
        }
        Reason::NoErrorArrives if context.units(layer + 1) == 1 => {
            format!("no error arrives at it: that of {} is 0.", neuron(layer + 1, 0))
        }
        Reason::NoErrorArrives => {
            "no error arrives at it: those of all neurons that it feeds are 0.".to_owned()
        }
        Reason::NoWeightsOut if context.units(layer + 1) == 1 => {
            "the weight by which the error arrives is 0.".to_owned()
        }
        Reason::NoWeightsOut => "every weight by which an error arrives is 0.".to_owned(),
        Reason::NothingArrives => {
            "each error that could arrive is 0, or comes by a weight that is 0.".to_owned()
        }
        Reason::Cancels if of_batch => "the gradients of the samples cancel each other.".to_owned(),
        Reason::Cancels => "the errors that arrive cancel each other.".to_owned(),
        Reason::NothingCarried { off } => nothing_carried(context, operation, off, of_batch),
        Reason::NoError if of_batch => {
            format!("the error of {} is 0 for every sample of the batch.", neuron(layer, unit))
        }
        Reason::NoError => format!("the error of {} is 0.", neuron(layer, unit)),
        Reason::NothingInBatch => {
            let from = carried(context, layer, operation.input.unwrap_or(0));
            format!("for each sample {from} is 0, or the error of {}.", neuron(layer, unit))
        }
        Reason::Underflow => "the product is too small for a computer.".to_owned(),
        Reason::StartsAtZero => starts_at_zero(context, operation),
        Reason::Frozen => {
            let gradient = context.gradient(layer, operation.input, unit).value;
            format!("its gradient is {}, but it is frozen: no update changes it.", show(context, gradient))
        }
        Reason::RateZero => "the learning rate is 0, so nothing changes.".to_owned(),
        Reason::NoGradient => "its gradient is 0.".to_owned(),
        Reason::StepCancels => "the gradient and what is added to it cancel each other.".to_owned(),
        Reason::StepTooSmall => {
            "the step is smaller than the last digit that a computer keeps of this number.".to_owned()
        }
        Reason::MovesOn(pull) => format!("its gradient is 0; {}.", listed(&moves_on(context, pull))),
        Reason::Longer(step) | Reason::Shorter(step) | Reason::Against(step) => {
            let Compared { change, plain, pull } = step;
            let causes = listed(&causes(context, pull, reason));
            format!(
                "it changes by {}, not by {} as learning rate times gradient would have it: {causes}.",
                number(change),
                number(plain)
            )
        }
    };
    capitalised(&said)
}

fn off(context: &Context<'_>, operation: &Operation, always: bool) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    if always {
        return "its ReLU is off, with the slope 0, for every sample of the batch.".to_owned();
    }
    let z = context.pre_activation(layer, unit, sample).value;
    let below = match z {
        Some(0.0) => "0, not above".to_owned(),
        z => format!("{}, below 0", show(context, z)),
    };
    match operation.kind {
        Kind::Activation => format!("the ReLU is off: its weighted sum is {below}."),
        _ => format!("its ReLU is off: the weighted sum is {below}, where the slope is 0."),
    }
}

fn unmoved(why: Unmoved) -> &'static str {
    match why {
        Unmoved::RateZero => "as large as before: the learning rate is 0, so no parameter has changed.",
        Unmoved::Frozen => "as large as before: every parameter is frozen.",
        Unmoved::NoGradient => {
            "as large as before: in the last update every gradient was 0, so no parameter has changed."
        }
        Unmoved::TooSmall => {
            "as large as before: every step of the last update was smaller than the last digit of its parameter."
        }
    }
}

fn flat(context: &Context<'_>, operation: &Operation, slope: f64) -> String {
    let function = context.layer(operation.layer).map(|layer| layer.activation);
    let name = function.map_or("the function", activation::name);
    let at = capitalised(name);
    if slope == 0.0 {
        return format!("{at} is flat here: its slope is 0.");
    }
    format!(
        "{at} is nearly flat here: its slope of {} lets little of the error through.",
        show(context, Some(slope))
    )
}

fn nothing_carried(context: &Context<'_>, operation: &Operation, off: bool, of_batch: bool) -> String {
    let Operation { layer, .. } = *operation;
    let from = carried(context, layer, operation.input.unwrap_or(0));
    let relu = if off { ", since its ReLU is off" } else { "" };
    let gives = if layer == 0 { "is" } else { "gives" };
    let when = if of_batch { " for every sample of the batch" } else { "" };
    format!("{from} {gives} 0{when}{relu}, so this weight plays no part.")
}

fn starts_at_zero(context: &Context<'_>, operation: &Operation) -> String {
    let kept = which(context, operation);
    let share = match (context.optimizer, kept) {
        (Optimizer::Rmsprop { .. }, _) => "decay",
        (_, Moment::Second) => "beta2",
        _ => "beta1",
    };
    let part = show(context, context.optimizer.get(share).map(|share| 1.0 - share));
    let of = if kept == Moment::Second { "the square of the gradient" } else { "the gradient" };
    let made_up = match context.optimizer {
        Optimizer::Rmsprop { .. } => "",
        _ => "; the step will make up for that",
    };
    format!("it starts at 0 and takes in {part} of {of}{made_up}.")
}

fn moves_on(context: &Context<'_>, pull: Pull) -> Vec<String> {
    let Pull { momentum, decay, .. } = pull;
    let earlier = format!("{} of earlier gradients moves it on", memory(context.optimizer));
    [(momentum, earlier), (decay, "weight decay shrinks it".to_owned())]
        .into_iter()
        .filter_map(|(pulls, said)| pulls.then_some(said))
        .collect()
}

/// What keeps the gradients of earlier updates.
fn memory(optimizer: Optimizer) -> &'static str {
    match optimizer {
        Optimizer::Adam(_) | Optimizer::Adamw(_) => "the mean",
        _ => "the momentum",
    }
}

/// What makes a step longer or shorter than plain gradient descent's, or turns it round.
fn causes(context: &Context<'_>, pull: Pull, reason: Reason) -> Vec<String> {
    let is_mean = matches!(context.optimizer, Optimizer::Adam(_) | Optimizer::Adamw(_));
    let is_longer = matches!(reason, Reason::Longer(_));
    let momentum = match (is_longer, is_mean) {
        (true, true) => "its first moment is larger than the gradient",
        (false, true) if matches!(reason, Reason::Against(_)) => {
            "its first moment still points the other way"
        }
        (false, true) => "its first moment is smaller than the gradient",
        (true, false) => "momentum adds to it",
        (false, false) => "momentum works against it",
    };
    let decay = if is_longer { "weight decay adds to it" } else { "weight decay works against it" };
    let mut causes = Vec::new();
    if pull.momentum {
        causes.push(momentum.to_owned());
    }
    if pull.decay {
        causes.push(decay.to_owned());
    }
    if let Some(divisor) = pull.divisor {
        let kept = moment(context.optimizer, Moment::Second);
        let corrected = if is_mean { ", corrected for its start" } else { "" };
        let divisor = show(context, Some(divisor));
        causes.push(format!("the step is divided by {divisor}, the root of its {kept}{corrected}"));
    }
    causes
}
