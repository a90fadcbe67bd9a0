//! The forward pass and the loss.

use super::leaves::{equation, mean};
use super::loss::{Output, Outputs};
use super::{activation as functions, loss as losses, softmax};
use crate::activation::Activation;
use crate::explain::formula::{Expr, Formula, Leaf};
use crate::explain::layout::Fold;
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
    let function = context.layer(layer).map_or(Activation::Identity, |layer| layer.activation);
    if function == Activation::Softmax {
        let z: Vec<Leaf> =
            (0..context.units(layer)).map(|unit| context.pre_activation(layer, unit, sample)).collect();
        return equation(a, softmax::rule(context, layer, unit, &z));
    }
    equation(a, functions::rule(function, &context.pre_activation(layer, unit, sample)))
}

/// `E` of one sample.
pub(super) fn loss(context: &Context<'_>, operation: &Operation) -> Formula {
    let outputs = outputs(context, operation.sample);
    equation(context.sample_loss(operation.sample), losses::rule(context.loss, &outputs))
}

/// The outputs of one sample with their targets.
pub(in crate::explain) fn outputs(context: &Context<'_>, sample: usize) -> Outputs {
    let last = context.update.before.last();
    let each = (0..context.units(last)).map(|unit| Output {
        z: context.pre_activation(last, unit, sample),
        p: context.activation(last, unit, sample),
        y: context.target(unit, sample),
    });
    Outputs {
        activation: context.layer(last).map_or(Activation::Identity, |layer| layer.activation),
        each: each.collect(),
        any: losses::any_output(context, last),
        digits: context.display.digits,
    }
}

/// `E = (1/B) (E₁ + E₂ + …)`
pub(super) fn batch_loss(context: &Context<'_>, fold: Fold) -> Formula {
    let result = Leaf {
        symbol: context.names.loss_symbol(None),
        value: Some(context.update.loss),
        subject: Some(Subject::loss(None)),
    };
    let of = |sample| context.sample_loss(sample).into();
    equation(result, vec![mean(context.update.batch.rows.len(), fold, of)])
}
