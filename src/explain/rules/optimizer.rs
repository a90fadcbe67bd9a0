//! Optimizers in formulas and words.

use super::activation::one_minus;
use crate::explain::Context;
use crate::explain::formula::{Expr, Leaf, Term};
use crate::explain::function::Function;
use crate::explain::words::listed;
use crate::operation::Operation;
use crate::optimizer::{Adam, Moment, Optimizer};

/// What the optimizer keeps of a parameter after the update.
pub(super) fn new_moment(context: &Context<'_>, operation: &Operation, moment: Moment) -> Expr {
    let Operation { layer, unit, input, .. } = *operation;
    let old = || Expr::Leaf(context.moment(moment, layer, input, unit));
    let gradient = || gradient(context, operation);
    // A mean that keeps a share of what it was.
    let mean = |share: &'static str, of: Expr| {
        let share = || Expr::Leaf(context.setting(share));
        Expr::sum(vec![Expr::Product(vec![share(), old()]), Expr::Product(vec![one_minus(share()), of])])
    };
    match (context.optimizer, moment) {
        (Optimizer::Sgd { .. }, _) => {
            let kept = Expr::Product(vec![context.setting("momentum").into(), old()]);
            match gradient() {
                Expr::Sum(terms) => {
                    let kept = Term { negative: false, of: kept };
                    Expr::Sum(std::iter::once(kept).chain(terms).collect())
                }
                gradient => Expr::sum(vec![kept, gradient]),
            }
        }
        (Optimizer::Adagrad { .. }, _) => Expr::sum(vec![old(), Expr::square(gradient())]),
        (Optimizer::Rmsprop { .. }, _) => mean("decay", Expr::square(gradient())),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::Second) => mean("beta2", Expr::square(gradient())),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::First | Moment::Momentum) => {
            mean("beta1", gradient())
        }
    }
}

/// The new value of a parameter: the sides of the equation that follow `w_new = `.
pub(super) fn new_value(context: &Context<'_>, operation: &Operation) -> Vec<Expr> {
    let Operation { layer, unit, input, .. } = *operation;
    let value = || Expr::Leaf(context.parameter(layer, input, unit));
    let rate = || Expr::Leaf(context.learning_rate());
    let new = |moment| Expr::Leaf(context.new_moment(moment, layer, input, unit));
    let gradient = || gradient(context, operation);
    let epsilon = || Expr::Leaf(context.setting("epsilon"));
    let less = |from: Expr, step: Expr| Expr::difference(from, step);
    let step = |of: Expr| Expr::Product(vec![rate(), of]);
    match context.optimizer {
        Optimizer::Sgd { momentum: 0.0, .. } => vec![less(value(), step(gradient()))],
        Optimizer::Sgd { nesterov: true, .. } => {
            let ahead = Expr::Product(vec![context.setting("momentum").into(), new(Moment::Momentum)]);
            vec![less(value(), step(added(gradient(), ahead)))]
        }
        Optimizer::Sgd { .. } => vec![less(value(), step(new(Moment::Momentum)))],
        Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => {
            let below = Expr::sum(vec![Function::Sqrt.of(new(Moment::Second)), epsilon()]);
            vec![less(value(), Expr::fraction(step(gradient()), below))]
        }
        Optimizer::Adam(_) => vec![less(value(), adam_step(context, operation))],
        Optimizer::Adamw(Adam { weight_decay: 0.0, .. }) => {
            vec![less(value(), adam_step(context, operation))]
        }
        Optimizer::Adamw(_) => {
            let shrunk = one_minus(step(context.setting("weight_decay").into()));
            vec![less(Expr::Product(vec![shrunk, value()]), adam_step(context, operation))]
        }
    }
}

/// `η m̂ / (√v̂ + ε)`, with what `m̂` and `v̂` are.
fn adam_step(context: &Context<'_>, operation: &Operation) -> Expr {
    let Operation { layer, unit, input, .. } = *operation;
    // Made up for its start at 0.
    let corrected = |moment, share: &'static str| {
        let power = Expr::Power(
            Box::new(context.setting(share).into()),
            Box::new(Expr::Count(context.update_number())),
        );
        Expr::fraction(context.new_moment(moment, layer, input, unit).into(), one_minus(power))
    };
    let below = Expr::sum(vec![
        Function::Sqrt.of(corrected(Moment::Second, "beta2")),
        context.setting("epsilon").into(),
    ]);
    let above = Expr::Product(vec![context.learning_rate().into(), corrected(Moment::First, "beta1")]);
    Expr::fraction(above, below)
}

/// The gradient as the optimizer takes it: with weight decay `∂E/∂w + λ w`, but for AdamW.
fn gradient(context: &Context<'_>, operation: &Operation) -> Expr {
    let Operation { layer, unit, input, .. } = *operation;
    let gradient = Expr::Leaf(context.gradient(layer, input, unit));
    if decays_in_gradient(context.optimizer) {
        let value = Expr::Leaf(context.parameter(layer, input, unit));
        let decay = Expr::Product(vec![context.setting("weight_decay").into(), value]);
        return Expr::sum(vec![gradient, decay]);
    }
    gradient
}

fn decays_in_gradient(optimizer: Optimizer) -> bool {
    match optimizer {
        Optimizer::Sgd { weight_decay, .. } | Optimizer::Adam(Adam { weight_decay, .. }) => {
            weight_decay != 0.0
        }
        Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adamw(_) => false,
    }
}

/// A further term of a sum.
fn added(sum: Expr, term: Expr) -> Expr {
    match sum {
        Expr::Sum(mut terms) => {
            terms.push(Term { negative: false, of: term });
            Expr::Sum(terms)
        }
        other => Expr::sum(vec![other, term]),
    }
}

// ---- in words ---------------------------------------------------------------------------------------------------

/// What the optimizer keeps after the update in words, `show` giving a number as it is shown.
pub(in crate::explain) fn spoken_moment(
    context: &Context<'_>,
    operation: &Operation,
    moment: Moment,
    show: &dyn Fn(&Leaf) -> String,
) -> String {
    let Operation { layer, unit, input, .. } = *operation;
    let old = show(&context.moment(moment, layer, input, unit));
    let parts = spoken_parts(context, operation, show);
    let gradient = summed(&parts);
    let mean = |share: &'static str, of: String| {
        let share = show(&context.setting(share));
        format!("{share} times the old one, {old}, plus (1 minus {share}) times {of}")
    };
    match (context.optimizer, moment) {
        (Optimizer::Sgd { .. }, _) => {
            format!("{} times the old one, {old}, plus {gradient}", show(&context.setting("momentum")))
        }
        (Optimizer::Adagrad { .. }, _) => format!("the old one, {old}, plus the square of {gradient}"),
        (Optimizer::Rmsprop { .. }, _) => mean("decay", format!("the square of {gradient}")),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::Second) => {
            mean("beta2", format!("the square of {gradient}"))
        }
        (Optimizer::Adam(_) | Optimizer::Adamw(_), Moment::First | Moment::Momentum) => {
            mean("beta1", gradient)
        }
    }
}

/// The new value of a parameter in words.
pub(in crate::explain) fn spoken(
    context: &Context<'_>,
    operation: &Operation,
    show: &dyn Fn(&Leaf) -> String,
) -> String {
    let Operation { layer, unit, input, .. } = *operation;
    let value = show(&context.parameter(layer, input, unit));
    let rate = show(&context.learning_rate());
    let new = |moment| show(&context.new_moment(moment, layer, input, unit));
    let parts = spoken_parts(context, operation, show);
    let gradient = summed(&parts);
    let epsilon = || show(&context.setting("epsilon"));
    let adam = || {
        let (first, second) = (new(Moment::First), new(Moment::Second));
        format!(
            "{rate} times its first moment {first} over {} plus the root of its second moment {second}, both moments corrected for update {}",
            epsilon(),
            context.number
        )
    };
    match context.optimizer {
        Optimizer::Sgd { momentum: 0.0, .. } if decays_in_gradient(context.optimizer) => {
            format!("{value} minus {rate} times {gradient}")
        }
        Optimizer::Sgd { momentum: 0.0, .. } => {
            let gradient = show(&context.gradient(layer, input, unit));
            format!("{value} minus {rate} times {gradient}")
        }
        Optimizer::Sgd { nesterov: true, .. } => {
            let (share, momentum) = (show(&context.setting("momentum")), new(Moment::Momentum));
            let ahead = format!("{share} times its momentum {momentum}");
            let parts: Vec<String> = parts.into_iter().chain([ahead]).collect();
            format!("{value} minus {rate} times {}", summed(&parts))
        }
        Optimizer::Sgd { .. } => {
            format!("{value} minus {rate} times its momentum {}", new(Moment::Momentum))
        }
        Optimizer::Adagrad { .. } => {
            let sum = new(Moment::Second);
            let epsilon = epsilon();
            format!(
                "{value} minus {rate} times {gradient} over {epsilon} plus the root of its sum of squares {sum}"
            )
        }
        Optimizer::Rmsprop { .. } => {
            let mean = new(Moment::Second);
            let epsilon = epsilon();
            format!(
                "{value} minus {rate} times {gradient} over {epsilon} plus the root of its mean of squares {mean}"
            )
        }
        Optimizer::Adam(_) | Optimizer::Adamw(Adam { weight_decay: 0.0, .. }) => {
            format!("{value} minus {}", adam())
        }
        Optimizer::Adamw(_) => {
            let decay = show(&context.setting("weight_decay"));
            format!("{value} shrunk by {rate} times {decay} of itself, minus {}", adam())
        }
    }
}

/// What a step goes by: `the gradient −1.96`, and what weight decay adds to it.
fn spoken_parts(context: &Context<'_>, operation: &Operation, show: &dyn Fn(&Leaf) -> String) -> Vec<String> {
    let Operation { layer, unit, input, .. } = *operation;
    let mut parts = vec![format!("the gradient {}", show(&context.gradient(layer, input, unit)))];
    if decays_in_gradient(context.optimizer) {
        let decay = show(&context.setting("weight_decay"));
        let value = show(&context.parameter(layer, input, unit));
        parts.push(format!("the weight decay {decay} times {value}"));
    }
    parts
}

/// One part, or the sum of several.
fn summed(parts: &[String]) -> String {
    match parts {
        [one] => one.clone(),
        parts => format!("the sum of {}", listed(parts)),
    }
}
