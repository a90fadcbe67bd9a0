//! Wrong gradients: from a wrong error, or from the right one and something wrong.

use super::errors::errors;
use super::{Mistake, Wrong};
use crate::activation::Activation;
use crate::exercise::case::{Case, FEW, at, others};
use crate::operation::Operation;

/// So many multiplications are spent on the mistakes of all samples of a batch.
const MOST_WORK: usize = 1 << 20;

/// Wrong gradients of one sample.
pub(super) fn of_sample(case: &Case<'_>, sample: usize) -> Vec<Wrong> {
    let Operation { layer, unit, input, .. } = case.operation;
    let delta = at(case.deltas(layer, sample), unit);
    let entering = case.entering(layer, sample);
    let x = input.map_or(1.0, |input| at(entering, input));
    let errors = errors(case, layer, unit, sample).into_iter();
    let mut wrong: Vec<Wrong> = errors.map(|(mistake, delta)| (mistake, delta * x)).collect();
    let own = case.parameter(layer, input, unit);
    match input {
        Some(input) => {
            let inputs = others(input, entering.len());
            wrong.extend(
                inputs.map(|other| (Mistake::InputOf { layer, input: other }, delta * at(entering, other))),
            );
            wrong.push((Mistake::InputForgotten, delta));
            wrong.push((Mistake::OwnActivation, delta * at(case.a(layer, sample), unit)));
            wrong.push((Mistake::WeightForInput, delta * own));
            wrong.push((Mistake::ErrorForgotten, x));
            if let Some(before) = layer.checked_sub(1)
                && case.layer(before).is_some_and(|layer| layer.activation != Activation::Identity)
            {
                wrong.push((Mistake::BeforeActivation, delta * at(case.z(before, sample), input)));
            }
        }
        None => {
            wrong.push((Mistake::BiasForOne, delta * own));
            let inputs = others(usize::MAX, entering.len());
            wrong.extend(
                inputs.map(|input| (Mistake::InputForOne { layer, input }, delta * at(entering, input))),
            );
        }
    }
    wrong
}

/// Wrong means over the batch.
pub(super) fn of_batch(case: &Case<'_>) -> Vec<Wrong> {
    let samples = case.samples();
    if samples == 1 {
        return of_sample(case, 0);
    }
    let Operation { layer, unit, input, .. } = case.operation;
    let gradient = case.gradient();
    let mut wrong = vec![(Mistake::MeanForgotten, samples as f64 * gradient)];
    if samples <= FEW {
        wrong.extend((0..samples).map(|sample| {
            let x = input.map_or(1.0, |input| at(case.entering(layer, sample), input));
            (Mistake::OnlySample { sample }, at(case.deltas(layer, sample), unit) * x)
        }));
    }
    let behind = case.context.update.before.layers.iter().skip(layer);
    let work: usize = behind.map(|layer| layer.weights.len() + layer.units).sum();
    if work.saturating_mul(samples) > MOST_WORK / WAYS {
        wrong.push((Mistake::Turned, -gradient));
        return wrong;
    }
    // The same mistakes for every sample, in the same order.
    let mut all = of_sample(case, 0);
    for sample in 1..samples {
        for ((_, sum), (_, value)) in all.iter_mut().zip(of_sample(case, sample)) {
            *sum += value;
        }
    }
    wrong.extend(all.into_iter().map(|(mistake, sum)| (mistake, sum / samples as f64)));
    wrong
}

/// About so many walks back are taken for the mistakes of a sample.
const WAYS: usize = 16;
