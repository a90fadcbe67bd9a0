//! The update of a parameter, and of what the optimizer keeps of it.

use super::leaves::equation;
use super::optimizer as rules;
use crate::explain::Context;
use crate::explain::formula::Formula;
use crate::network::Bias;
use crate::operation::Operation;
use crate::optimizer::Moment;

/// `w_new = w − η ∂E/∂w`, as the optimizer has it, or `w_new = w` where it is frozen.
pub(super) fn parameter(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, input, .. } = *operation;
    let new = context.new_parameter(layer, input, unit);
    if is_frozen(context, operation) {
        return equation(new, vec![context.parameter(layer, input, unit).into()]);
    }
    equation(new, rules::new_value(context, operation))
}

/// `u_new = μ u + ∂E/∂w` and the like, or `u_new = u` where the parameter is frozen.
pub(super) fn moment(context: &Context<'_>, operation: &Operation) -> Formula {
    let Operation { layer, unit, input, .. } = *operation;
    let moment = which(context, operation);
    let new = context.new_moment(moment, layer, input, unit);
    if is_frozen(context, operation) {
        return equation(new, vec![context.moment(moment, layer, input, unit).into()]);
    }
    equation(new, vec![rules::new_moment(context, operation, moment)])
}

/// What the operation computes of what the optimizer keeps.
pub(in crate::explain) fn which(context: &Context<'_>, operation: &Operation) -> Moment {
    context.optimizer.moments().get(operation.state).copied().unwrap_or(Moment::Momentum)
}

/// Whether the update leaves the parameter alone.
pub(in crate::explain) fn is_frozen(context: &Context<'_>, operation: &Operation) -> bool {
    context.layer(operation.layer).is_some_and(|layer| match operation.input {
        Some(input) => layer.is_frozen(layer.index(input, operation.unit)),
        None => layer.bias == Bias::Frozen,
    })
}
