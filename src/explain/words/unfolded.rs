//! What an unfolded chain rule shows, in words.

use super::names::{capitalised, neuron, parameter, show};
use crate::explain::Context;
use crate::explain::formula::Formula;
use crate::explain::unfolded::{Ways, counted};
use crate::operation::{Kind, Operation};

/// How many ways lead to the loss, and what is not written of it.
pub(in crate::explain) fn unfolded(
    context: &Context<'_>,
    operation: &Operation,
    ways: &Ways,
    nested: Option<&Formula>,
) -> String {
    let Operation { kind, layer, unit, input, .. } = *operation;
    let from = match kind {
        Kind::HiddenError => neuron(context, layer, unit),
        _ => parameter(context, layer, input, unit),
    };
    let mut text = if ways.count == 1.0 {
        capitalised(&format!("{from} reaches the loss in one way."))
    } else {
        let count = counted(context, ways.count);
        capitalised(&format!("{from} reaches the loss in {count} ways, and what they give is added up."))
    };
    if let Some(rest) = ways.rest.filter(|_| !ways.written.is_empty()) {
        let left = ways.count - ways.written.len() as f64;
        let (written, rest) = (ways.written.len(), show(context, Some(rest)));
        let written = if written == 1 {
            "1 of them is written".to_owned()
        } else {
            format!("{written} of them are written")
        };
        let others = if left == 1.0 {
            "other one gives".to_owned()
        } else {
            format!("other {} give", counted(context, left))
        };
        text.push_str(&format!(" {written}; the {others} {rest}."));
    }
    if nested.is_none() {
        text.push_str(" The errors put into one another would be too long to read.");
    }
    text
}
