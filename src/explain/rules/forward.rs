//! The forward pass and the loss.

use super::leaves::{equation, mean};
use super::{activation as functions, loss as losses};
use crate::explain::formula::{Expr, Formula, Leaf};
use crate::explain::{Context, Naming};
use crate::network::Bias;
use crate::operation::Operation;
use crate::step::Subject;

/// `z = x₁ w₁ + x₂ w₂ + b`
pub(super) fn weighted_sum(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let mut terms: Vec<Expr> = (0..context.width(layer))
        .map(|input| {
            let weight = context.parameter(layer, Some(input), unit);
            Expr::Product(vec![context.entering(layer, input, sample).into(), weight.into()])
        })
        .collect();
    if context.layer(layer).is_some_and(|layer| layer.bias != Bias::Absent) {
        terms.push(context.parameter(layer, None, unit).into());
    }
    let z = context.pre_activation(layer, unit, sample);
    let rule = Expr::sum(terms);
    if context.names.naming() == Naming::Index && context.names.is_identity(layer) {
        // Without an activation function the sum has two names already, and later formulas use the other one.
        let a = Expr::Leaf(context.activation(layer, unit, sample));
        let mut formula = equation(z, vec![rule]);
        formula.sides.insert(0, a);
        return formula;
    }
    equation(z, vec![rule])
}

/// `a = f(z)`
pub(super) fn activation(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, sample, .. } = *operation;
    let a = context.activation(layer, unit, sample);
    let z = context.pre_activation(layer, unit, sample);
    let sides = context.layer(layer).map(|layer| functions::rule(layer.activation, &z));
    equation(a, sides.unwrap_or_default())
}

/// `E` of one sample.
pub(super) fn loss(context: &Context<'_>, operation: &Operation) -> Formula {
    let sample = operation.sample;
    let last = context.update.before.last();
    let pairs: Vec<(Leaf, Leaf)> = (0..context.units(last))
        .map(|unit| (context.activation(last, unit, sample), context.target(unit, sample)))
        .collect();
    equation(context.sample_loss(sample), vec![losses::rule(context.loss, &pairs)])
}

/// `E = (1/B) (E₁ + E₂ + …)`
pub(super) fn batch_loss(context: &Context<'_>) -> Formula {
    let samples = 0..context.update.batch.rows.len();
    let result = Leaf {
        symbol: context.names.loss_symbol(None),
        value: Some(context.update.loss),
        subject: Some(Subject::loss(None)),
    };
    equation(result, vec![mean(samples.map(|sample| context.sample_loss(sample).into()).collect())])
}
