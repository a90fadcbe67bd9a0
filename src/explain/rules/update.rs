//! The update of a parameter.

use super::leaves::equation;
use super::optimizer as rules;
use crate::explain::Context;
use crate::explain::formula::Formula;
use crate::network::Bias;
use crate::operation::Operation;

/// `w_new = w − η ∂E/∂w`, or `w_new = w` where it is frozen.
pub(super) fn parameter(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, input, .. } = *operation;
    let new = context.new_parameter(layer, input, unit);
    let old = context.parameter(layer, input, unit);
    if is_frozen(context, operation) {
        return equation(new, vec![old.into()]);
    }
    let gradient = context.gradient(layer, input, unit);
    equation(new, vec![rules::rule(context.optimizer, old, gradient, context.learning_rate())])
}

/// Whether the update leaves the parameter alone.
pub(in crate::explain) fn is_frozen(context: &Context<'_>, operation: &Operation) -> bool {
    context.layer(operation.layer).is_some_and(|layer| match operation.input {
        Some(input) => layer.is_frozen(layer.index(input, operation.unit)),
        None => layer.bias == Bias::Frozen,
    })
}
