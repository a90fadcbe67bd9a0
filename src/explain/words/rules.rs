//! What is done to numbers, in words.

use super::names::{carried, show};
use super::{MOST_TERMS, listed};
use crate::activation::Activation;
use crate::explain::Context;
use crate::explain::formula::Leaf;
use crate::explain::rules::backward::unfolds;
use crate::explain::rules::update::which;
use crate::explain::rules::{activation, forward, loss, optimizer};
use crate::loss::Loss;
use crate::network::Bias;
use crate::operation::Operation;

pub(super) fn weighted_sum(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let width = context.width(layer);
    let mut said = if width <= MOST_TERMS {
        let terms = (0..width).map(|input| {
            let entering = show(context, context.entering(layer, input, sample).value);
            let weight = show(context, context.parameter(layer, Some(input), unit).value);
            format!("{entering} times {weight}")
        });
        terms.collect::<Vec<_>>().join(" plus ")
    } else {
        let what = if layer == 0 { "inputs" } else { "activations" };
        format!("the sum of {width} {what}, each times its weight,")
    };
    if context.layer(layer).is_some_and(|layer| layer.bias != Bias::Absent) {
        let bias = show(context, context.parameter(layer, None, unit).value);
        said = format!("{said} plus the bias {bias}");
    }
    said.trim_end_matches(',').to_owned()
}

pub(super) fn activated(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let z = context.pre_activation(layer, unit, sample).value;
    let function = context.layer(layer).map_or(Activation::Identity, |layer| layer.activation);
    let (shown, units) = (show(context, z), context.units(layer));
    let said = activation::spoken(function, z.unwrap_or(f64::NAN), &shown, units);
    if function == Activation::Softmax && unit + 1 < units {
        // Unit by unit, its sum and its activation: softmax needs sums whose own step is still to come.
        return format!("{said}, counting also the outputs whose turn is still to come");
    }
    said
}

pub(super) fn loss_of_sample(context: &Context<'_>, sample: usize) -> String {
    let show = |leaf: &Leaf| show(context, leaf.value);
    loss::spoken(context.loss, &forward::outputs(context, sample), &show)
}

pub(super) fn batch_loss(context: &Context<'_>) -> String {
    let samples = context.update.batch.rows.len();
    mean(context, samples, "the losses of its", |sample| context.sample_loss(sample).value)
}

pub(super) fn output_error(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { unit, sample, .. } = *operation;
    let outputs = forward::outputs(context, sample);
    let Some(output) = outputs.each.get(unit) else { return String::new() };
    if outputs.activation == Activation::Softmax {
        return loss::spoken_error_of_softmax(context.loss, &outputs, output, &|value| show(context, value));
    }
    let (p, y) = (show(context, output.p.value), show(context, output.y.value));
    let outer = loss::spoken_slope(context.loss, output, &p, &y, outputs.each.len());
    if context.loss == Loss::BinaryCrossEntropy {
        return format!("{outer} (the slopes of the loss and of the sigmoid cancel)");
    }
    match slope(context, operation) {
        Some(slope) => format!("{outer}, times {slope}"),
        None => outer,
    }
}

pub(super) fn hidden_error(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let (next, units) = (layer + 1, context.units(layer + 1));
    let arriving = if units <= MOST_TERMS {
        let terms = (0..units).map(|k| {
            let delta = show(context, context.delta(next, k, sample).value);
            let weight = show(context, context.backward_weight(next, unit, k).value);
            format!("{delta} times {weight}")
        });
        terms.collect::<Vec<_>>().join(" plus ")
    } else {
        format!("the sum of the errors of the {units} neurons it feeds, each times the weight between them")
    };
    match slope(context, operation) {
        Some(slope) if units > 1 => format!("{arriving}, all of it times {slope}"),
        Some(slope) => format!("{arriving}, times {slope}"),
        None => arriving,
    }
}

/// `the slope of the sigmoid, 0.24`; `None` where there is no activation function.
fn slope(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let Operation { layer, unit, sample, .. } = *operation;
    let function = context.layer(layer)?.activation;
    if function == Activation::Identity {
        return None;
    }
    let z = context.pre_activation(layer, unit, sample).value?;
    let a = context.activation(layer, unit, sample).value?;
    let slope = show(context, Some(function.slope(z, a)));
    let rule = activation::spoken_slope(function, z, &show(context, Some(z)));
    let rule = rule.map(|rule| format!(" ({rule})")).unwrap_or_default();
    Some(format!("the slope of {}, {slope}{rule}", activation::name(function)))
}

pub(super) fn weight_gradient(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let input = operation.input.unwrap_or(0);
    let entering = show(context, context.entering(layer, input, sample).value);
    if unfolds(context, layer) {
        let delta = show(context, context.delta(layer + 1, 0, sample).value);
        let weight = show(context, context.backward_weight(layer + 1, unit, 0).value);
        let (to, from) = (context.names.weight(layer + 1, unit, 0), carried(context, layer, input));
        return format!("the error {delta}, times {weight} for {to}, times {entering} for {from}");
    }
    let delta = show(context, context.delta(layer, unit, sample).value);
    format!("the error {delta} times {entering}, the value it carries")
}

pub(super) fn batch_gradient(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, input, .. } = *operation;
    let samples = context.update.batch.rows.len();
    let of = |sample| context.sample_gradient(layer, input, unit, sample).value;
    mean(context, samples, "its gradients for the", of)
}

pub(super) fn moved(context: &Context<'_>, operation: &Operation) -> String {
    let show = |leaf: &Leaf| show(context, leaf.value);
    optimizer::spoken_moment(context, operation, which(context, operation), &show)
}

pub(super) fn updated(context: &Context<'_>, operation: &Operation) -> String {
    let show = |leaf: &Leaf| show(context, leaf.value);
    optimizer::spoken(context, operation, &show)
}

/// `the mean of 0.1 and 0.2`, or of very many.
fn mean(context: &Context<'_>, samples: usize, many: &str, of: impl Fn(usize) -> Option<f64>) -> String {
    if samples > MOST_TERMS {
        return format!("the mean of {many} {samples} samples");
    }
    let values: Vec<String> = (0..samples).map(|sample| show(context, of(sample))).collect();
    format!("the mean of {}", listed(&values))
}
