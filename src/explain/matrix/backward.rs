//! The backward pass: `(D · Wᵀ) ⊙ f′(Z) = D`, `Xᵀ · D = dW`.

use super::loss::{product, share};
use super::model::{Equation, Form, Term};
use super::view::{Axis, Focus, View};
use crate::explain::rules::backward::unfolds;
use crate::operation::Kind;

pub(super) const CELL_BY_CELL: &str = "⊙ multiplies cell by cell.";

/// `(D² · W²ᵀ) ⊙ f′(Z¹) = D¹`
pub(super) fn hidden_error(view: &View<'_>) -> Form {
    let layer = view.operation.layer;
    let next = layer + 1;
    let errors = view.errors(next, Focus::Row);
    let weights = view.backward_weights(next, Focus::Column);
    let arriving = Term::Product(vec![errors.into(), weights.into()]);
    let result = view.errors(layer, Focus::Computed);
    let (side, notes) = match view.slopes(layer, Focus::Cell) {
        None => (arriving, Vec::new()),
        Some(slopes) => (Term::Cells(vec![arriving, slopes.into()]), vec![CELL_BY_CELL.to_owned()]),
    };
    Form { equations: vec![Equation { sides: vec![side], result }], notes }
}

/// The gradients of one sample, a column times a row: `Xᵀ · D = dW`. Of a bias it is the row of errors.
pub(super) fn gradient(view: &View<'_>) -> Form {
    let (layer, sample) = (view.operation.layer, view.operation.sample);
    let weights = view.operation.kind == Kind::WeightGradient;
    if !view.several() {
        let result = view.gradients(layer, weights, Focus::Computed);
        let side = match (weights, unfolds(view.context, layer)) {
            (false, _) => view.errors(layer, Focus::Cell).into(),
            (true, true) => article(view, layer, Focus::Row, Focus::Column),
            (true, false) => outer(view, layer),
        };
        return Form { equations: vec![Equation { sides: vec![side], result }], notes: Vec::new() };
    }
    let errors = view.errors_of_sample(layer, sample, Focus::Column).into();
    let side = if weights {
        Term::Product(vec![view.values_of_sample(layer, sample, Focus::Row).into(), errors])
    } else {
        errors
    };
    let result = view.gradients_of_sample(layer, weights, sample, Focus::Computed);
    let row = view.context.row(sample) + 1;
    let notes = vec![format!("The small {row} below means: of sample {row} alone.")];
    Form { equations: vec![Equation { sides: vec![side], result }], notes }
}

/// `Xᵀ · D`
fn outer(view: &View<'_>, layer: usize) -> Term {
    let entering = view.values_transposed(layer, Focus::Row);
    Term::Product(vec![entering.into(), view.errors(layer, Focus::Column).into()])
}

/// As the article writes it: `Δ Xᵀ · W²ᵀ`, the one error, a column, a row.
pub(super) fn article(view: &View<'_>, layer: usize, column: Focus, row: Focus) -> Term {
    Term::Product(vec![
        Term::Scalar(view.context.delta(layer + 1, 0, 0).into()),
        view.values_transposed(layer, column).into(),
        view.backward_weights(layer + 1, row).into(),
    ])
}

/// The means over the batch: `(1/B) Xᵀ · D = dW`, whose products run over the samples; `(1/B) 1 · D = db`.
pub(super) fn batch_gradient(view: &View<'_>) -> Form {
    let layer = view.operation.layer;
    let weights = view.operation.input.is_some();
    let part = share(1, view.length(Axis::Samples));
    let column = if weights {
        view.values_transposed(layer, Focus::Row).into()
    } else {
        view.ones([Axis::One, Axis::Samples], Focus::Nothing)
    };
    let side = product(vec![part, column, view.errors(layer, Focus::Column).into()]);
    let result = view.gradients(layer, weights, Focus::Computed);
    let note = if weights {
        "The product adds up what each sample asks for; the fraction makes a mean of it."
    } else {
        "The row of ones adds up the errors of all samples; the fraction makes a mean of it."
    };
    Form { equations: vec![Equation { sides: vec![side], result }], notes: vec![note.to_owned()] }
}
