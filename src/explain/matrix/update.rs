//! The new parameters, and what the optimizer keeps of them.

use super::backward::article;
use super::loss::product;
use super::model::{Apply, Equation, Form, Term};
use super::view::{Focus, View};
use crate::explain::formula::{Expr, Leaf};
use crate::explain::rules::backward::unfolds;
use crate::explain::rules::update::{is_frozen, which};
use crate::operation::Kind;
use crate::optimizer::{Adam, Moment, Optimizer};

/// `μ U + dW = U`, `β₁ M + (1 − β₁) dW = M` and the like.
pub(super) fn moment(view: &View<'_>) -> Form {
    let moment = which(view.context, &view.operation);
    let layer = view.operation.layer;
    let weights = view.operation.input.is_some();
    let old = || Term::from(view.moments(moment, layer, weights, Focus::Cell));
    let square = || Term::Of(Apply::Square, Box::new(gradient(view)));
    let mean = |share: &'static str, of: Term| {
        let kept = product(vec![setting(view, share), old()]);
        let new = product(vec![Term::Scalar(one_minus(leaf(view, share))), of]);
        Term::Sum(vec![(false, kept), (false, new)])
    };
    let side = match (view.context.optimizer, moment) {
        (Optimizer::Sgd { .. }, _) => {
            let kept = product(vec![setting(view, "momentum"), old()]);
            added(kept, gradient(view))
        }
        (Optimizer::Adagrad { .. }, _) => Term::Sum(vec![(false, old()), (false, square())]),
        (Optimizer::Rmsprop { .. }, _) => mean("decay", square()),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::Second) => mean("beta2", square()),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::First | Moment::Momentum) => {
            mean("beta1", gradient(view))
        }
    };
    let result = view.new_moments(moment, layer, weights, Focus::Computed);
    let notes = frozen_note(view, layer, weights).into_iter().collect();
    Form { equations: vec![Equation { sides: vec![side], result }], notes }
}

/// `W − η dW = W`, as the optimizer has it.
pub(super) fn parameter(view: &View<'_>) -> Form {
    let layer = view.operation.layer;
    let weights = view.operation.kind == Kind::WeightUpdate;
    let result = view.new_parameters(layer, weights, Focus::Computed);
    let old = view.parameters(layer, weights, Focus::Cell);
    let mut notes: Vec<String> = frozen_note(view, layer, weights).into_iter().collect();
    if !weights && is_frozen(view.context, &view.operation) {
        return Form { equations: vec![Equation { sides: vec![old.into()], result }], notes };
    }
    let (side, divides) = stepped(view);
    if divides {
        notes.push("⊘ divides, √ takes the root, each cell by cell.".to_owned());
    }
    let sides = as_the_article(view).into_iter().chain([side]).collect();
    Form { equations: vec![Equation { sides, result }], notes }
}

/// What a parameter becomes, and whether there is a division in it.
fn stepped(view: &View<'_>) -> (Term, bool) {
    let layer = view.operation.layer;
    let weights = view.operation.input.is_some();
    let old = || Term::from(view.parameters(layer, weights, Focus::Cell));
    let new = |moment| Term::from(view.new_moments(moment, layer, weights, Focus::Cell));
    let rate = || Term::Scalar(view.context.learning_rate().into());
    let less = |from: Term, step: Term| Term::Sum(vec![(false, from), (true, step)]);
    match view.context.optimizer {
        Optimizer::Sgd { momentum: 0.0, .. } => (less(old(), product(vec![rate(), gradient(view)])), false),
        Optimizer::Sgd { nesterov: true, .. } => {
            let ahead = product(vec![setting(view, "momentum"), new(Moment::Momentum)]);
            (less(old(), product(vec![rate(), added(gradient(view), ahead)])), false)
        }
        Optimizer::Sgd { .. } => (less(old(), product(vec![rate(), new(Moment::Momentum)])), false),
        Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => {
            let above = product(vec![rate(), gradient(view)]);
            (less(old(), over_root(view, above, new(Moment::Second))), true)
        }
        Optimizer::Adam(_) | Optimizer::Adamw(Adam { weight_decay: 0.0, .. }) => {
            (less(old(), adam_step(view)), true)
        }
        Optimizer::Adamw(_) => {
            let decay =
                Expr::Product(vec![view.context.learning_rate().into(), leaf(view, "weight_decay").into()]);
            let shrunk = product(vec![Term::Scalar(one_minus(decay)), old()]);
            (less(shrunk, adam_step(view)), true)
        }
    }
}

/// `η/(1 − β₁ᵗ) M ⊘ (√(1/(1 − β₂ᵗ) V) + ε)`
fn adam_step(view: &View<'_>) -> Term {
    let layer = view.operation.layer;
    let weights = view.operation.input.is_some();
    let new = |moment| Term::from(view.new_moments(moment, layer, weights, Focus::Cell));
    let made_up = |above: Expr, share: &'static str| {
        let count = Expr::Count(view.context.update_number());
        let power = Expr::Power(Box::new(leaf(view, share).into()), Box::new(count));
        Term::Scalar(Expr::fraction(above, one_minus(power)))
    };
    let above = product(vec![made_up(view.context.learning_rate().into(), "beta1"), new(Moment::First)]);
    over_root(view, above, product(vec![made_up(Expr::Constant(1), "beta2"), new(Moment::Second)]))
}

/// `above ⊘ (√of + ε)`
fn over_root(view: &View<'_>, above: Term, of: Term) -> Term {
    let root = Term::Of(Apply::Root, Box::new(of));
    let below = Term::Sum(vec![(false, root), (false, setting(view, "epsilon"))]);
    Term::Over(Box::new(above), Box::new(below))
}

/// `W − a Δ Xᵀ · W²ᵀ`, for the article's own way of taking a step.
fn as_the_article(view: &View<'_>) -> Option<Term> {
    let layer = view.operation.layer;
    let last = layer == view.context.update.before.last();
    let plain = matches!(view.context.optimizer, Optimizer::Sgd { momentum: 0.0, weight_decay: 0.0, .. });
    let weights = view.operation.input.is_some();
    if view.several() || !plain || !weights || !view.context.names.has_delta() {
        return None;
    }
    let rate = Term::Scalar(view.context.learning_rate().into());
    let change = if last {
        let entering = view.values_transposed(layer, Focus::Nothing);
        vec![rate, Term::Scalar(view.context.delta(layer, 0, 0).into()), entering.into()]
    } else if unfolds(view.context, layer) {
        match article(view, layer, Focus::Nothing, Focus::Nothing) {
            Term::Product(factors) => std::iter::once(rate).chain(factors).collect(),
            factor => vec![rate, factor],
        }
    } else {
        return None;
    };
    let old = view.parameters(layer, true, Focus::Cell).into();
    Some(Term::Sum(vec![(false, old), (true, Term::Product(change))]))
}

/// The gradients as the optimizer takes them: with weight decay `dW + λ W`, but for AdamW.
fn gradient(view: &View<'_>) -> Term {
    let layer = view.operation.layer;
    let weights = view.operation.input.is_some();
    let gradients = view.gradients(layer, weights, Focus::Cell).into();
    let decays = match view.context.optimizer {
        Optimizer::Sgd { weight_decay, .. } | Optimizer::Adam(Adam { weight_decay, .. }) => {
            weight_decay != 0.0
        }
        Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adamw(_) => false,
    };
    if !decays {
        return gradients;
    }
    let old = view.parameters(layer, weights, Focus::Cell).into();
    added(gradients, product(vec![setting(view, "weight_decay"), old]))
}

/// A sum of what two terms add up.
fn added(one: Term, other: Term) -> Term {
    let terms = [one, other].into_iter().flat_map(|term| match term {
        Term::Sum(terms) => terms,
        term => vec![(false, term)],
    });
    Term::Sum(terms.collect())
}

fn setting(view: &View<'_>, name: &'static str) -> Term {
    Term::Scalar(leaf(view, name).into())
}

fn leaf(view: &View<'_>, name: &'static str) -> Leaf {
    view.context.setting(name)
}

fn one_minus(of: impl Into<Expr>) -> Expr {
    Expr::difference(Expr::Constant(1), of.into())
}

/// What the rule leaves alone.
fn frozen_note(view: &View<'_>, layer: usize, weights: bool) -> Option<String> {
    let layer = view.context.layer(layer)?;
    let frozen =
        if weights { layer.frozen.contains(&true) } else { layer.bias == crate::network::Bias::Frozen };
    frozen.then(|| "Hatched numbers are frozen: they stay what they were.".to_owned())
}
