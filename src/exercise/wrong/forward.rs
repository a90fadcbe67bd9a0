//! Wrong values of the forward pass, and wrong losses.

use super::{Mistake, Wrong};
use crate::activation::Activation;
use crate::exercise::case::{Case, FEW, at, others};
use crate::loss::Loss;
use crate::operation::Operation;

/// Wrong weighted sums.
pub(super) fn weighted_sums(case: &Case<'_>) -> Vec<Wrong> {
    let Operation { layer, unit, sample, .. } = case.operation;
    let Some(own) = case.layer(layer) else { return Vec::new() };
    let (x, z) = (case.entering(layer, sample), at(case.z(layer, sample), unit));
    let bias = at(&own.biases, unit);
    let with_bias = |sum: f64| if own.biases.is_empty() { sum } else { sum + bias };
    let weight = |input: usize, unit: usize| case.parameter(layer, Some(input), unit);
    let sum = |values: &[f64], weight: &dyn Fn(usize) -> f64| {
        with_bias(values.iter().enumerate().map(|(input, x)| x * weight(input)).sum())
    };
    let mut wrong = vec![(Mistake::WeightsForgotten, with_bias(x.iter().sum()))];
    if !own.biases.is_empty() {
        wrong.push((Mistake::BiasForgotten, z - bias));
        wrong.push((Mistake::BiasTwice, z + bias));
    }
    let inputs = others(usize::MAX, if x.len() > 1 { x.len() } else { 0 });
    wrong.extend(
        inputs.map(|input| (Mistake::TermForgotten { layer, input }, z - at(x, input) * weight(input, unit))),
    );
    wrong.extend(
        others(unit, own.units).map(|other| {
            (Mistake::WeightsInto { layer, unit: other }, sum(x, &|input| weight(input, other)))
        }),
    );
    if own.units > 1 && x.len() > 1 {
        wrong.push((Mistake::Transposed, sum(x, &|input| weight(unit, input))));
    }
    if x.len() == 2 {
        wrong.push((Mistake::WeightsSwapped, sum(x, &|input| weight(1 - input, unit))));
    }
    if let Some(before) = layer.checked_sub(1)
        && case.layer(before).is_some_and(|layer| layer.activation != Activation::Identity)
    {
        wrong.push((Mistake::BeforeActivation, sum(case.z(before, sample), &|input| weight(input, unit))));
    }
    wrong.push((Mistake::Turned, -z));
    wrong
}

/// Wrong activations.
pub(super) fn activations(case: &Case<'_>) -> Vec<Wrong> {
    let Operation { layer, unit, sample, .. } = case.operation;
    let function = case.layer(layer).map_or(Activation::Identity, |layer| layer.activation);
    let (all, z, a) =
        (case.z(layer, sample), at(case.z(layer, sample), unit), at(case.a(layer, sample), unit));
    let mut wrong = vec![
        (Mistake::FunctionForgotten, z),
        (Mistake::SlopeForValue, function.slope(z, a)),
        (Mistake::Turned, -a),
    ];
    if function == Activation::Softmax {
        wrong.push((Mistake::NotDivided, libm::exp(z)));
        wrong.push((Mistake::SumForgotten, z / all.iter().sum::<f64>()));
        wrong.push((Mistake::OtherFunction(Activation::Sigmoid), Activation::Sigmoid.value(z)));
        return wrong;
    }
    wrong.push((Mistake::SignInside, function.value(-z)));
    let similar = [Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::LeakyRelu];
    let similar = similar.into_iter().filter(|other| *other != function);
    wrong.extend(similar.map(|other| (Mistake::OtherFunction(other), other.value(z))));
    if function == Activation::Sigmoid {
        wrong.push((Mistake::NotDivided, 1.0 + libm::exp(-z)));
        wrong.push((Mistake::PowerAlone, libm::exp(-z)));
    }
    wrong
}

/// Wrong losses of a sample.
pub(super) fn losses(case: &Case<'_>) -> Vec<Wrong> {
    let sample = case.operation.sample;
    let (p, y) = (case.a(case.last(), sample), case.targets(sample));
    let value = at(&case.context.update.sample_losses, sample);
    let outputs = p.len();
    let share = 1.0 / outputs as f64;
    let over = |f: &dyn Fn(f64, f64) -> f64| p.iter().zip(y).map(|(p, y)| f(*p, *y)).sum::<f64>();
    let loss = case.context.loss;
    let mut wrong = vec![(Mistake::SignOfLoss, -value)];
    match loss {
        Loss::HalfSquaredError => {
            wrong.push((Mistake::HalfForgotten, 2.0 * value));
            wrong.push((Mistake::SquareForgotten, 0.5 * over(&|p, y| p - y)));
            wrong.push((Mistake::SquareForgotten, 0.5 * over(&|p, y| (p - y).abs())));
            wrong.push((Mistake::SlopeForLoss, over(&|p, y| p - y)));
            wrong.push((Mistake::Summed, 0.5 * over(&|p, y| (p + y) * (p + y))));
            wrong.push((Mistake::SquaresSubtracted, 0.5 * over(&|p, y| p * p - y * y)));
        }
        Loss::MeanSquaredError => {
            wrong.push((Mistake::HalfAdded, 0.5 * value));
            wrong.push((Mistake::SquareForgotten, share * over(&|p, y| p - y)));
            wrong.push((Mistake::SquareForgotten, share * over(&|p, y| (p - y).abs())));
            wrong.push((Mistake::Summed, share * over(&|p, y| (p + y) * (p + y))));
            wrong.push((Mistake::SquaresSubtracted, share * over(&|p, y| p * p - y * y)));
        }
        Loss::MeanAbsoluteError => wrong.push((Mistake::SignsKept, share * over(&|p, y| p - y))),
        Loss::Huber => {
            wrong.push((Mistake::NotCut, 0.5 * share * over(&|p, y| (p - y) * (p - y))));
            wrong.push((Mistake::HalfOfLineForgotten, share * over(&|p, y| (p - y).abs())));
        }
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => {
            wrong.push((Mistake::OtherLogarithm, value / std::f64::consts::LN_10));
            wrong.push((Mistake::OtherLogarithm, value / std::f64::consts::LN_2));
            let share = if loss == Loss::BinaryCrossEntropy { share } else { 1.0 };
            wrong.push((Mistake::LogarithmForgotten, share * over(&|p, y| y * p)));
        }
    }
    let averaged = !matches!(loss, Loss::HalfSquaredError | Loss::CategoricalCrossEntropy);
    if outputs > 1 {
        let factor = if averaged { outputs as f64 } else { share };
        let mistake = if averaged { Mistake::ShareForgotten } else { Mistake::ShareAdded };
        wrong.push((mistake, factor * value));
    }
    if loss == Loss::HalfSquaredError && (2..=FEW).contains(&outputs) {
        let layer = case.last();
        wrong.extend(
            p.iter()
                .zip(y)
                .enumerate()
                .map(|(unit, (p, y))| (Mistake::OnlyOutput { layer, unit }, 0.5 * (p - y) * (p - y))),
        );
    }
    wrong
}

/// Wrong losses of the batch.
pub(super) fn batch_losses(case: &Case<'_>) -> Vec<Wrong> {
    let losses = &case.context.update.sample_losses;
    let mut wrong = vec![(Mistake::MeanForgotten, losses.iter().sum())];
    if losses.len() <= FEW {
        wrong.extend(losses.iter().enumerate().map(|(sample, loss)| (Mistake::OnlySample { sample }, *loss)));
    }
    wrong
}
