//! The backward pass: errors of hidden neurons and gradients, each with its chain rule.

use super::activation as functions;
use super::leaves::{derivative, equation, known_derivative, mean};
use super::softmax::LONGEST_CHAIN;
use crate::explain::formula::{Expr, Formula, Leaf};
use crate::explain::layout::Fold;
use crate::explain::piece::Piece;
use crate::explain::{Context, Naming};
use crate::operation::Operation;

/// `δ = (Σₖ δₖ wₖ) · f′(z)`
pub(super) fn hidden_error(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let next = layer + 1;
    let (z, a) = (context.pre_activation(layer, unit, sample), context.activation(layer, unit, sample));
    let delta = context.delta(layer, unit, sample);
    let arriving = (0..context.units(next)).map(|k| {
        let weight = context.backward_weight(next, unit, k);
        Expr::Product(vec![context.delta(next, k, sample).into(), weight.into()])
    });
    let rule = Expr::sum(arriving.collect());
    let mut sides = error_by_z(context, layer, context.loss_symbol(sample), &z, &delta);
    let mut chain = vec![arriving_chain(context, layer, &a, sample)];
    if slope(context, layer, &z, &a).is_some() {
        chain.push(derivative(&a, &z));
    }
    sides.push(flat_product(chain));
    let mut factors = vec![rule];
    factors.extend(slope_factors(context, layer, &z, &a));
    sides.push(flat_product(factors));
    equation(delta, sides)
}

/// `∂E/∂a` of a hidden neuron, through every neuron it feeds.
fn arriving_chain(context: &Context<'_>, layer: usize, a: &Leaf, sample: usize) -> Expr {
    let (next, loss) = (layer + 1, context.loss_symbol(sample));
    let through = |k| {
        let (z, delta) = (context.pre_activation(next, k, sample), context.delta(next, k, sample));
        Expr::Product(vec![known_derivative(loss.clone(), &z, &delta), derivative(&z, a)])
    };
    let units = context.units(next);
    if units <= LONGEST_CHAIN {
        return Expr::sum((0..units).map(through).collect());
    }
    let any = Leaf { symbol: context.names.any_pre_activation(next, 'k'), value: None, subject: None };
    let loss = Leaf { symbol: loss.clone(), value: None, subject: context.sample_loss(sample).subject };
    let term = Expr::Product(vec![derivative(&loss, &any), derivative(&any, a)]);
    Expr::SumOver('k', Box::new(term))
}

/// `∂E/∂w = δ x`. In the article's network the error of a hidden neuron is unfolded to `Δ w`.
pub(super) fn weight_gradient(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let input = operation.input.unwrap_or(0);
    let gradient = context.sample_gradient(layer, Some(input), unit, sample);
    let weight = context.parameter(layer, Some(input), unit);
    let (z, delta) = (context.pre_activation(layer, unit, sample), context.delta(layer, unit, sample));
    let entering = context.entering(layer, input, sample);
    let loss = context.loss_symbol(sample);
    if unfolds(context, layer) {
        let (outer, delta) =
            (context.pre_activation(layer + 1, 0, sample), context.delta(layer + 1, 0, sample));
        let chain =
            vec![known_derivative(loss, &outer, &delta), derivative(&outer, &z), derivative(&z, &weight)];
        let back = context.backward_weight(layer + 1, unit, 0);
        let rule = vec![delta.into(), back.into(), entering.into()];
        return equation(gradient, vec![Expr::Product(chain), Expr::Product(rule)]);
    }
    let chain = vec![known_derivative(loss, &z, &delta), derivative(&z, &weight)];
    let rule = vec![delta.into(), entering.into()];
    equation(gradient, vec![Expr::Product(chain), Expr::Product(rule)])
}

/// Whether gradients of a layer are written with the output's `Δ`, as the article writes them.
pub(in crate::explain) fn unfolds(context: &Context<'_>, layer: usize) -> bool {
    let names = context.names;
    names.has_delta() && names.is_identity(layer) && names.is_last(layer + 1)
}

/// `∂E/∂b = δ`
pub(super) fn bias_gradient(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let gradient = context.sample_gradient(layer, None, unit, sample);
    let (z, delta) = (context.pre_activation(layer, unit, sample), context.delta(layer, unit, sample));
    let by_z = known_derivative(context.loss_symbol(sample), &z, &delta);
    let chain = Expr::Product(vec![by_z, derivative(&z, &context.parameter(layer, None, unit))]);
    equation(gradient, vec![chain, delta.into()])
}

/// `∂E/∂w = (1/B) (∂E₁/∂w + ∂E₂/∂w + …)`
pub(super) fn batch_gradient(context: &Context<'_>, operation: &Operation, fold: Fold) -> Formula {
    let Operation { layer, unit, input, .. } = *operation;
    let of = |sample| context.sample_gradient(layer, input, unit, sample).into();
    let side = mean(context.update.batch.rows.len(), fold, of);
    equation(context.gradient(layer, input, unit), vec![side])
}

/// `∂E/∂z`, where the equation does not name it anyway.
pub(super) fn error_by_z(
    context: &Context<'_>,
    layer: usize,
    loss: Piece,
    z: &Leaf,
    delta: &Leaf,
) -> Vec<Expr> {
    let same = context.names.naming() == Naming::Article && context.names.is_identity(layer);
    if same && context.names.is_last(layer) {
        return Vec::new();
    }
    vec![known_derivative(loss, z, delta)]
}

/// `f′(z)`; `None` where it is 1 throughout.
pub(super) fn slope(context: &Context<'_>, layer: usize, z: &Leaf, a: &Leaf) -> Option<Expr> {
    let activation = context.layer(layer)?.activation;
    let value = slope_value(context, layer, z, a).unwrap_or(f64::NAN);
    functions::slope(activation, z, a, value)
}

/// The number `f′(z)`, as the mathematics computes it.
pub(super) fn slope_value(context: &Context<'_>, layer: usize, z: &Leaf, a: &Leaf) -> Option<f64> {
    let activation = context.layer(layer)?.activation;
    Some(activation.slope(z.value.unwrap_or(f64::NAN), a.value.unwrap_or(f64::NAN)))
}

/// `f′(z)` as the factors of a product.
pub(super) fn slope_factors(context: &Context<'_>, layer: usize, z: &Leaf, a: &Leaf) -> Vec<Expr> {
    match slope(context, layer, z, a) {
        Some(Expr::Product(factors)) => factors,
        slope => slope.into_iter().collect(),
    }
}

/// A product that takes in the factors of a product among its own.
pub(super) fn flat_product(factors: Vec<Expr>) -> Expr {
    let flat = factors.into_iter().flat_map(|factor| match factor {
        Expr::Product(inner) => inner,
        factor => vec![factor],
    });
    Expr::product(flat.collect())
}
