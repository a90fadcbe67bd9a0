//! Reasons in the forward and the backward pass.

use super::{FLAT, Found, Reason};
use crate::activation::Activation;
use crate::backward::sample_gradient;
use crate::explain::Context;
use crate::loss::Loss;
use crate::operation::Operation;
use crate::step::{Quantity, Subject};
use crate::values::row;

pub(super) fn weighted_sum(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, sample, .. } = *operation;
    let biased = context.parameter(layer, None, unit).value.is_some_and(|bias| bias != 0.0);
    if context.pre_activation(layer, unit, sample).value? != 0.0 || biased {
        return None;
    }
    let width = context.width(layer);
    let entering = row(context.update.entering(layer), width, sample)?;
    let at = context.layer(layer)?;
    let weight = |input: usize| at.parameter(Some(input), unit).unwrap_or(f64::NAN);
    if entering.iter().all(|x| *x == 0.0) {
        Some(Found::of(Reason::NothingEnters))
    } else if (0..width).all(|input| weight(input) == 0.0) {
        Some(Found::of(Reason::NoWeightsIn))
    } else {
        None
    }
}

pub(super) fn activation(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, sample, .. } = *operation;
    is_off(context, layer, unit, sample).then(|| Found {
        subject: context.pre_activation(layer, unit, sample).subject,
        ..Found::of(Reason::ReluOff { always: false })
    })
}

/// Why the loss of a sample is 0.
pub(super) fn loss(context: &Context<'_>, sample: usize) -> Option<Found> {
    if context.sample_loss(sample).value? != 0.0 {
        return None;
    }
    if all_on_target(context, sample) {
        return Some(Found::of(Reason::OnTarget { all: true }));
    }
    let is_categorical = context.loss == Loss::CategoricalCrossEntropy;
    (is_categorical && total_target(context, sample) == 0.0).then(|| Found::of(Reason::NoTarget))
}

pub(super) fn batch_loss(context: &Context<'_>) -> Option<Found> {
    let samples = 0..context.update.batch.rows.len();
    let is_zero = context.update.loss == 0.0;
    (is_zero && samples.into_iter().all(|sample| all_on_target(context, sample)))
        .then(|| Found::of(Reason::OnTarget { all: true }))
}

/// Why the error of a neuron is 0, or small.
pub(super) fn error(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<Reason> {
    let delta = delta(context, layer, unit, sample)?;
    if !delta.is_finite() {
        return None;
    }
    let is_output = layer + 1 == context.update.before.layers.len();
    match (delta == 0.0, is_output) {
        (false, _) => small(context, layer, unit, sample),
        (true, true) => output_error(context, layer, unit, sample),
        (true, false) => hidden_error(context, layer, unit, sample),
    }
}

/// Where the slope of the activation function takes most of an error away.
fn small(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<Reason> {
    let slope = slope(context, layer, unit, sample)?;
    let function = context.layer(layer)?.activation;
    if function == Activation::LeakyRelu && slope < 1.0 {
        return Some(Reason::Leaky);
    }
    (slope.abs() < FLAT * steepest(function)).then_some(Reason::Flat { slope })
}

/// The slope of a function where it is steepest; of those that pass 1 a little, 1.
pub(in crate::explain) fn steepest(function: Activation) -> f64 {
    if function == Activation::Sigmoid { 0.25 } else { 1.0 }
}

/// `f′(z)`, where an error is multiplied with it.
fn slope(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<f64> {
    let function = context.layer(layer)?.activation;
    let is_output = layer + 1 == context.update.before.layers.len();
    // A cross-entropy cancels the slope of the function before it; softmax has no slope of one output alone.
    if function == Activation::Softmax || (is_output && context.loss == Loss::BinaryCrossEntropy) {
        return None;
    }
    let (z, a) = neuron(context, layer, unit, sample)?;
    Some(function.slope(z, a))
}

/// Why an output has no error.
fn output_error(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<Reason> {
    let function = context.layer(layer)?.activation;
    let (_, p) = neuron(context, layer, unit, sample)?;
    let y = context.target(unit, sample).value?;
    let outputs = context.units(layer);
    if function == Activation::Softmax {
        let total = total_target(context, sample);
        return match context.loss {
            Loss::CategoricalCrossEntropy if total == 0.0 => Some(Reason::NoTarget),
            _ if outputs == 1 => Some(Reason::OnlyOutput),
            Loss::CategoricalCrossEntropy if p == y && total == 1.0 => Some(Reason::OnTarget { all: false }),
            Loss::CategoricalCrossEntropy => None,
            _ if all_on_target(context, sample) => Some(Reason::OnTarget { all: true }),
            _ => None,
        };
    }
    if p == y {
        return Some(Reason::OnTarget { all: false });
    }
    let slope = slope(context, layer, unit, sample)?;
    if slope == 0.0 { Some(switched_off(context, layer, unit, sample)) } else { Some(Reason::Underflow) }
}

/// Why a hidden neuron has no error.
fn hidden_error(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<Reason> {
    let slope = slope(context, layer, unit, sample)?;
    if slope == 0.0 {
        return Some(switched_off(context, layer, unit, sample));
    }
    let units = context.units(layer + 1);
    let deltas = row(context.update.values.deltas.get(layer + 1)?, units, sample)?;
    let next = context.update.backward_weights().layers.get(layer + 1)?;
    let weights = next.weights.get(unit * units..(unit + 1) * units)?;
    let terms = || deltas.iter().zip(weights);
    Some(if deltas.iter().all(|delta| *delta == 0.0) {
        Reason::NoErrorArrives
    } else if weights.iter().all(|weight| *weight == 0.0) {
        Reason::NoWeightsOut
    } else if terms().all(|(delta, weight)| *delta == 0.0 || *weight == 0.0) {
        Reason::NothingArrives
    } else if terms().all(|(delta, weight)| delta * weight == 0.0) {
        Reason::Underflow
    } else if terms().map(|(delta, weight)| delta * weight).sum::<f64>() == 0.0 {
        Reason::Cancels
    } else {
        Reason::Underflow
    })
}

/// Why a slope is 0.
fn switched_off(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Reason {
    if is_off(context, layer, unit, sample) {
        Reason::ReluOff { always: context.several() && is_always_off(context, layer, unit) }
    } else {
        Reason::Flat { slope: 0.0 }
    }
}

/// Why one sample's gradient is 0, or small.
pub(super) fn gradient(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, input, sample, .. } = *operation;
    let delta = delta(context, layer, unit, sample)?;
    let entering = input.map_or(Some(1.0), |input| entering(context, layer, input, sample))?;
    let value = sample_gradient(delta, entering);
    if !value.is_finite() {
        return None;
    }
    let error = |reason| Found {
        since: self::error(context, layer, unit, sample),
        subject: context.delta(layer, unit, sample).subject,
        ..Found::of(reason)
    };
    if delta == 0.0 {
        return Some(error(Reason::NoError));
    }
    match input {
        Some(input) if entering == 0.0 => {
            let off = layer.checked_sub(1).is_some_and(|before| is_off(context, before, input, sample));
            let subject = context.entering(layer, input, sample).subject;
            Some(Found { subject, ..Found::of(Reason::NothingCarried { off }) })
        }
        _ if value == 0.0 => Some(Found::of(Reason::Underflow)),
        _ => {
            let reason = small(context, layer, unit, sample)?;
            let subject = context.pre_activation(layer, unit, sample).subject;
            Some(Found { subject, ..Found::of(reason) })
        }
    }
}

/// Why the mean gradient of a batch is 0.
pub(super) fn batch_gradient(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, input, .. } = *operation;
    if context.gradient(layer, input, unit).value? != 0.0 {
        return None;
    }
    let pairs = || {
        (0..context.update.batch.rows.len()).map(move |sample| {
            let delta = delta(context, layer, unit, sample).unwrap_or(f64::NAN);
            let entering = input.map_or(Some(1.0), |input| entering(context, layer, input, sample));
            (delta, entering.unwrap_or(f64::NAN))
        })
    };
    let neuron = |quantity| Some(Subject::neuron(quantity, layer, unit, context.row(0)));
    let (reason, since, subject) = if pairs().all(|(delta, _)| delta == 0.0) {
        let off = is_always_off(context, layer, unit).then_some(Reason::ReluOff { always: true });
        (Reason::NoError, off, neuron(Quantity::Delta))
    } else if pairs().all(|(_, entering)| entering == 0.0) {
        let off = match (layer.checked_sub(1), input) {
            (Some(before), Some(input)) => is_always_off(context, before, input),
            _ => false,
        };
        let subject = input.and_then(|input| context.entering(layer, input, 0).subject);
        (Reason::NothingCarried { off }, None, subject)
    } else if pairs().all(|(delta, entering)| delta == 0.0 || entering == 0.0) {
        (Reason::NothingInBatch, None, None)
    } else if pairs().map(|(delta, entering)| delta * entering).sum::<f64>() != 0.0
        || pairs().all(|(delta, entering)| delta * entering == 0.0)
    {
        (Reason::Underflow, None, None)
    } else {
        (Reason::Cancels, None, None)
    };
    Some(Found { reason, since, subject })
}

// ---- numbers of the update --------------------------------------------------------------------------------------

/// Whether a ReLU gives 0 because its weighted sum is not above 0.
fn is_off(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> bool {
    context.layer(layer).is_some_and(|layer| layer.activation == Activation::Relu)
        && neuron(context, layer, unit, sample).is_some_and(|(z, _)| z <= 0.0)
}

fn is_always_off(context: &Context<'_>, layer: usize, unit: usize) -> bool {
    (0..context.update.batch.rows.len()).all(|sample| is_off(context, layer, unit, sample))
}

/// `z` and `a`.
fn neuron(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<(f64, f64)> {
    let (values, at) = (&context.update.values, sample * context.units(layer) + unit);
    Some((*values.pre_activations.get(layer)?.get(at)?, *values.activations.get(layer)?.get(at)?))
}

fn delta(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Option<f64> {
    context.update.values.deltas.get(layer)?.get(sample * context.units(layer) + unit).copied()
}

fn entering(context: &Context<'_>, layer: usize, input: usize, sample: usize) -> Option<f64> {
    context.update.entering(layer).get(sample * context.width(layer) + input).copied()
}

/// The predictions of a sample and its targets.
fn outcome<'a>(context: &'a Context<'_>, sample: usize) -> impl Iterator<Item = (f64, f64)> + 'a {
    let outputs = context.update.before.outputs();
    let predictions = context.update.values.activations.last().map_or(&[][..], Vec::as_slice);
    let pairs = predictions.iter().zip(&context.update.batch.targets);
    pairs.skip(sample * outputs).take(outputs).map(|(p, y)| (*p, *y))
}

fn all_on_target(context: &Context<'_>, sample: usize) -> bool {
    outcome(context, sample).all(|(p, y)| p == y)
}

fn total_target(context: &Context<'_>, sample: usize) -> f64 {
    outcome(context, sample).map(|(_, y)| y).sum()
}
