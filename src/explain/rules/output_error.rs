//! The error of an output: `∂E/∂z` by way of the prediction.

use super::backward::{error_by_z, slope, slope_factors};
use super::leaves::{derivative, equation, known_derivative};
use super::loss::{Output, Outputs, direction, scale};
use super::softmax::LONGEST_CHAIN;
use super::{cross_entropy, forward};
use crate::activation::Activation;
use crate::explain::Context;
use crate::explain::formula::{Expr, Formula, Leaf, Term};
use crate::loss::Loss;
use crate::operation::Operation;

/// `δ = ∂E/∂a · f′(z)`; of softmax, where every prediction depends on every pre-activation,
/// `δₖ = Σⱼ ∂E/∂aⱼ · ∂aⱼ/∂zₖ`.
pub(super) fn output_error(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let outputs = forward::outputs(context, sample);
    let delta = context.delta(layer, unit, sample);
    let Some(output) = outputs.each.get(unit) else { return equation(delta, Vec::new()) };
    let mut sides = error_by_z(context, layer, context.loss_symbol(sample), &output.z, &delta);
    match (context.loss, outputs.activation) {
        (loss, Activation::Softmax) => {
            sides.push(chain_of_softmax(context, operation, output));
            match loss {
                Loss::CategoricalCrossEntropy => {
                    sides.push(cross_entropy::error_of_softmax(&outputs, output));
                }
                Loss::BinaryCrossEntropy => {
                    sides.extend(cross_entropy::binary_error_of_softmax(&outputs, unit));
                }
                Loss::HalfSquaredError | Loss::MeanSquaredError | Loss::MeanAbsoluteError | Loss::Huber => {
                    sides.push(error_of_softmax(loss, &outputs, output));
                }
            }
        }
        (Loss::BinaryCrossEntropy, Activation::Sigmoid) => {
            sides.push(chain(context, operation, output, &delta));
            sides.extend(cross_entropy::error_of_sigmoid(&outputs, output));
        }
        (loss, _) => {
            sides.push(chain(context, operation, output, &delta));
            let mut factors: Vec<Expr> = scale(loss, outputs.each.len()).into_iter().collect();
            factors.push(direction(loss, output));
            factors.extend(slope_factors(context, layer, &output.z, &output.p));
            sides.push(Expr::product(factors));
        }
    }
    equation(delta, sides)
}

/// `∂E/∂a · ∂a/∂z`
fn chain(context: &Context<'_>, operation: &Operation, output: &Output, delta: &Leaf) -> Expr {
    let loss = context.loss_symbol(operation.sample);
    match slope(context, operation.layer, &output.z, &output.p) {
        // Without an activation function ∂E/∂a is the error already.
        None => known_derivative(loss, &output.p, delta),
        Some(_) => {
            let outer =
                Leaf { symbol: loss, value: None, subject: context.sample_loss(operation.sample).subject };
            Expr::Product(vec![derivative(&outer, &output.p), derivative(&output.p, &output.z)])
        }
    }
}

/// `Σⱼ ∂E/∂aⱼ · ∂aⱼ/∂zₖ`
fn chain_of_softmax(context: &Context<'_>, operation: &Operation, output: &Output) -> Expr {
    let Operation { layer, sample, .. } = *operation;
    let loss = Leaf {
        symbol: context.loss_symbol(sample),
        value: None,
        subject: context.sample_loss(sample).subject,
    };
    let through = |a: &Leaf| Expr::Product(vec![derivative(&loss, a), derivative(a, &output.z)]);
    let units = context.units(layer);
    if units <= LONGEST_CHAIN {
        return Expr::sum((0..units).map(|j| through(&context.activation(layer, j, sample))).collect());
    }
    let any = Leaf { symbol: context.names.any_activation(layer, 'j'), value: None, subject: None };
    Expr::SumOver('j', Box::new(through(&any)))
}

/// `aₖ (∂E/∂aₖ − Σⱼ aⱼ ∂E/∂aⱼ)`
fn error_of_softmax(loss: Loss, outputs: &Outputs, output: &Output) -> Expr {
    let terms = outputs.each.iter().map(|other| {
        let factors = [Expr::Leaf(other.p.clone()), direction(loss, other)];
        Expr::Product(factors.into())
    });
    let mean = Expr::sum(terms.collect());
    let difference = Expr::Sum(vec![
        Term { negative: false, of: direction(loss, output) },
        Term { negative: true, of: mean },
    ]);
    let mut factors: Vec<Expr> = scale(loss, outputs.each.len()).into_iter().collect();
    factors.extend([output.p.clone().into(), difference]);
    Expr::Product(factors)
}
