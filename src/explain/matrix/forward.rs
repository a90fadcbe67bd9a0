//! The forward pass: `X · W + b = Z`, `f(Z) = A`.

use super::model::{Apply, Equation, Form, Term};
use super::view::{Focus, View};
use crate::activation::Activation;
use crate::network::Bias;

/// `X · W + b = Z`; without an activation function that is `A` already.
pub(super) fn weighted_sum(view: &View<'_>) -> Form {
    let layer = view.operation.layer;
    let entering = view.values(layer, Focus::Row);
    let weights = view.parameters(layer, true, Focus::Column);
    let mut side = Term::Product(vec![entering.into(), weights.into()]);
    let mut notes = Vec::new();
    if view.context.layer(layer).is_some_and(|layer| layer.bias != Bias::Absent) {
        let biases = view.parameters(layer, false, Focus::Column);
        side = Term::Sum(vec![(false, side), (false, biases.into())]);
        if view.several() {
            notes.push("The row of biases is added to every row.".to_owned());
        }
    }
    let plain = view.function(layer) == Activation::Identity;
    let name = if plain { view.values_name(layer + 1) } else { view.sums_name(layer) };
    let result = view.sums(layer, name, Focus::Computed);
    Form { equations: vec![Equation { sides: vec![side], result }], notes }
}

/// `f(Z) = A`
pub(super) fn activation(view: &View<'_>) -> Form {
    let layer = view.operation.layer;
    let function = view.function(layer);
    let by_row = function == Activation::Softmax;
    let focus = if by_row { Focus::Row } else { Focus::Cell };
    let sums = view.sums(layer, view.sums_name(layer), focus);
    let side = Term::Of(Apply::Activation(function), Box::new(sums.into()));
    let result = view.values(layer + 1, Focus::Computed);
    let note = match by_row {
        true if view.several() => "Softmax takes each row by itself.",
        true => "Softmax takes the whole row at once.",
        false => "The function is applied to every cell.",
    };
    Form { equations: vec![Equation { sides: vec![side], result }], notes: vec![note.to_owned()] }
}
