//! The loss, and the errors of the outputs.

use super::backward::CELL_BY_CELL;
use super::model::{Apply, Equation, Form, Matrix, Term};
use super::view::{Axis, Entry, Focus, View};
use crate::activation::Activation;
use crate::explain::formula::{Expr, Leaf};
use crate::explain::piece::Piece;
use crate::loss::Loss;
use crate::step::Subject;

/// A prediction closer to 0 or 1 than this has lost digits of its logarithm, which is then taken from `Z`.
const CLOSE: f64 = 1e-3;

/// `½ (P − Y)² · 1 = E`: the losses of the samples, a row of errors each.
pub(super) fn of_samples(view: &View<'_>) -> Form {
    let outputs = view.context.units(view.context.update.before.last());
    let each = match view.context.loss {
        Loss::HalfSquaredError | Loss::MeanSquaredError => squared(view),
        Loss::MeanAbsoluteError => Term::Of(Apply::Abs, Box::new(difference(view, Focus::Row))),
        Loss::Huber => Term::Of(Apply::Huber, Box::new(difference(view, Focus::Row))),
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => gained(view),
    };
    let mut notes = Vec::new();
    if view.context.loss == Loss::Huber {
        notes.push("Huber squares and halves every cell; beyond 1 it takes its size less ½.".to_owned());
    }
    let mut factors: Vec<Term> = match view.context.loss {
        Loss::HalfSquaredError => vec![share(1, 2)],
        Loss::CategoricalCrossEntropy => Vec::new(),
        _ if outputs == 1 => Vec::new(),
        _ => vec![share(1, outputs)],
    };
    factors.push(each);
    if outputs > 1 {
        let last = view.context.update.before.layers.len();
        factors.push(view.ones([Axis::Values(last), Axis::One], Focus::Nothing));
        notes.push("The column of ones adds up each row.".to_owned());
    }
    let whole = product(factors);
    let negative = view.context.loss.is_cross_entropy();
    let side = if negative { Term::Sum(vec![(true, whole)]) } else { whole };
    let equation = Equation { sides: vec![side], result: view.losses(Focus::Computed) };
    Form { equations: vec![equation], notes }
}

fn squared(view: &View<'_>) -> Term {
    Term::Of(Apply::Square, Box::new(difference(view, Focus::Row)))
}

/// `Y ⊙ ln P`, of the binary one `Y ⊙ ln P + (1 − Y) ⊙ ln(1 − P)`.
fn gained(view: &View<'_>) -> Term {
    let last = view.context.update.before.last();
    let binary = view.context.loss == Loss::BinaryCrossEntropy;
    let softmax = view.function(last) == Activation::Softmax;
    let predictions = || Term::from(view.values(last + 1, Focus::Row));
    let sums = || Term::from(view.sums(last, view.sums_name(last), Focus::Row));
    let of = |apply, term| Term::Of(apply, Box::new(term));
    let rest = |term| Term::Sum(vec![(false, constant(1)), (true, term)]);
    let [own, others] = match (is_saturated(view), softmax) {
        (false, _) => [of(Apply::Ln, predictions()), of(Apply::Ln, rest(predictions()))],
        (true, true) => [of(Apply::LnSoftmax, sums()), of(Apply::LnRest, sums())],
        (true, false) => {
            [of(Apply::LnSigmoid, sums()), of(Apply::LnSigmoid, Term::Sum(vec![(true, sums())]))]
        }
    };
    let targets = || Term::from(view.targets(Focus::Row));
    let own = Term::Cells(vec![targets(), own]);
    if !binary {
        return own;
    }
    Term::Sum(vec![(false, own), (false, Term::Cells(vec![rest(targets()), others]))])
}

/// Whether a prediction of the batch is so close to 0 or 1 that little is left of its logarithm.
fn is_saturated(view: &View<'_>) -> bool {
    let predictions = view.context.update.values.activations.last();
    predictions.is_some_and(|all| all.iter().any(|p| *p < CLOSE || 1.0 - p < CLOSE))
}

/// `(1/B) 1 · E = E`: the mean over the batch.
pub(super) fn of_batch(view: &View<'_>) -> Form {
    let samples = view.length(Axis::Samples);
    let ones = view.ones([Axis::One, Axis::Samples], Focus::Nothing);
    let side = product(vec![share(1, samples), ones, view.losses(Focus::All).into()]);
    let result = view.matrix(view.loss_name(), [Axis::One, Axis::One], Focus::Computed, |_, _| {
        let leaf = Leaf {
            symbol: Piece::Letter('E'),
            value: Some(view.context.update.loss),
            subject: Some(Subject::loss(None)),
        };
        Entry::computed(leaf, view.operation)
    });
    let note = "The row of ones adds them up.".to_owned();
    Form { equations: vec![Equation { sides: vec![side], result }], notes: vec![note] }
}

/// `(P − Y) ⊙ f′(Z) = D`, as loss and activation have it.
pub(super) fn output_error(view: &View<'_>) -> Form {
    let last = view.operation.layer;
    let outputs = view.context.units(last);
    let result = view.errors(last, Focus::Computed);
    let shared = |of: Term| {
        let factors = (outputs > 1).then(|| share(1, outputs));
        product(factors.into_iter().chain([of]).collect())
    };
    let note = match view.context.loss {
        Loss::Huber => Some("Clip cuts every cell at −1 and 1."),
        Loss::MeanAbsoluteError => Some("sgn is the sign of every cell, 0 for 0."),
        _ => None,
    };
    let notes: Vec<String> = note.into_iter().map(str::to_owned).collect();
    let alone = |side: Term, result: Matrix| Form {
        equations: vec![Equation { sides: vec![side], result }],
        notes: notes.clone(),
    };
    match (view.context.loss, view.function(last)) {
        (Loss::BinaryCrossEntropy, Activation::Sigmoid) => {
            alone(shared(difference(view, Focus::Cell)), result)
        }
        (Loss::CategoricalCrossEntropy, _) if targets_add_up(view) => {
            alone(difference(view, Focus::Cell), result)
        }
        (_, Activation::Softmax) => of_softmax(view, result),
        (loss, _) => {
            let slope = loss_slope(view, loss, outputs, Focus::Cell);
            match view.slopes(last, Focus::Cell) {
                None => alone(slope, result),
                Some(slopes) => {
                    let mut form = alone(Term::Cells(vec![slope, slopes.into()]), result);
                    form.notes.push(CELL_BY_CELL.to_owned());
                    form
                }
            }
        }
    }
}

/// Where every output depends on every pre-activation: `P ⊙ (G − (P ⊙ G) · 1) = D` with `G = ∂E/∂P`.
fn of_softmax(view: &View<'_>, result: Matrix) -> Form {
    let last = view.operation.layer;
    let outputs = view.context.units(last);
    let predictions = |focus| Term::from(view.values(last + 1, focus));
    let slopes = |focus| Term::from(view.loss_slopes(focus));
    let by_p = loss_slope(view, view.context.loss, outputs, Focus::Row);
    let first = Equation { sides: vec![by_p], result: view.loss_slopes(Focus::Nothing) };
    let axis = Axis::Values(last + 1);
    let weighted = Term::Cells(vec![predictions(Focus::Row), slopes(Focus::Row)]);
    let sums = Term::Product(vec![weighted, view.ones([axis, axis], Focus::Nothing)]);
    let rest = Term::Sum(vec![(false, slopes(Focus::Cell)), (true, sums)]);
    let second = Equation { sides: vec![Term::Cells(vec![predictions(Focus::Cell), rest])], result };
    let notes = [
        "G is the slope of the loss in each prediction.",
        "The square of ones puts the sum of a row into each of its cells.",
    ];
    Form { equations: vec![first, second], notes: notes.map(str::to_owned).into() }
}

/// `∂E/∂P`
fn loss_slope(view: &View<'_>, loss: Loss, outputs: usize, focus: Focus) -> Term {
    let apart = || difference(view, focus);
    let by = |above: usize, of: Term| match (above, outputs) {
        (1, 1) => of,
        (above, 1) => product(vec![constant(above), of]),
        (above, outputs) => product(vec![share(above, outputs), of]),
    };
    let last = view.context.update.before.last();
    let predictions = || Term::from(view.values(last + 1, focus));
    match loss {
        Loss::HalfSquaredError => apart(),
        Loss::MeanSquaredError => by(2, apart()),
        Loss::MeanAbsoluteError => by(1, Term::Of(Apply::Sign, Box::new(apart()))),
        Loss::Huber => by(1, Term::Of(Apply::Clip, Box::new(apart()))),
        Loss::BinaryCrossEntropy => {
            let rest = Term::Sum(vec![(false, constant(1)), (true, predictions())]);
            let below = Term::Cells(vec![predictions(), rest]);
            by(1, Term::Over(Box::new(apart()), Box::new(below)))
        }
        Loss::CategoricalCrossEntropy => {
            let ratio = Term::Over(Box::new(view.targets(focus).into()), Box::new(predictions()));
            Term::Sum(vec![(true, ratio)])
        }
    }
}

/// `P − Y`
fn difference(view: &View<'_>, focus: Focus) -> Term {
    let last = view.context.update.before.layers.len();
    Term::Sum(vec![(false, view.values(last, focus).into()), (true, view.targets(focus).into())])
}

/// Whether the targets of every sample of the batch add up to 1.
fn targets_add_up(view: &View<'_>) -> bool {
    let update = view.context.update;
    let targets = update.batch.targets.chunks(update.before.outputs().max(1));
    targets.into_iter().all(|targets| targets.iter().sum::<f64>() == 1.0)
}

/// Factors, a single one by itself.
pub(super) fn product(mut factors: Vec<Term>) -> Term {
    match (factors.len(), factors.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            factors.extend(last);
            Term::Product(factors)
        }
    }
}

pub(super) fn constant(value: usize) -> Term {
    Term::Scalar(Expr::Constant(value))
}

/// A fraction of whole numbers.
pub(super) fn share(above: usize, below: usize) -> Term {
    Term::Scalar(Expr::fraction(Expr::Constant(above), Expr::Constant(below)))
}
