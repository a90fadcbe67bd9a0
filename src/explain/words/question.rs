//! What an operation gives, asked for.

use super::names::{carried, neuron, parameter, said};
use super::{subject, value_of};
use crate::explain::Context;
use crate::operation::{Kind, Operation};

/// A question for what an operation gives; of a parameter's update, for its change.
pub fn question(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { kind, layer, unit, input, .. } = *operation;
    match kind {
        Kind::WeightUpdate | Kind::BiasUpdate => {
            let what = parameter(context, layer, input, unit);
            format!("By how much does {what} change: new value minus old value?")
        }
        Kind::WeightGradient => {
            let from = carried(context, layer, input.unwrap_or(0));
            let (to, what) = (neuron(context, layer, unit), subject(context, operation));
            let between =
                if what.contains(&to) { String::new() } else { format!(", which leads from {from} to {to}") };
            said(context, operation, &format!("what is {what}{between}?"))
        }
        _ => {
            let what = subject(context, operation);
            said(context, operation, &format!("what is {}?", what.trim_end_matches(',')))
        }
    }
}

/// Why the weighted sum of a softmax output is not asked for.
pub fn told_already(context: &Context<'_>, operation: &Operation) -> String {
    let (what, first) = (subject(context, operation), neuron(context, operation.layer, 0));
    let first = value_of(context, first);
    let sentence =
        format!("{what} is known already: softmax has read it for {first}. There is nothing to predict.");
    said(context, operation, &sentence)
}
