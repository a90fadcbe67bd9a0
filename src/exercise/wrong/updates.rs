//! Wrong changes of a parameter, and wrong values of what the optimizer keeps of it.

use super::gradients::of_batch;
use super::{Mistake, Wrong};
use crate::exercise::case::Case;
use crate::operation::Operation;
use crate::optimizer::{Moment, Optimizer};

/// What the optimizer has of the operation's parameter.
struct Kept {
    /// The parameter before the update.
    value: f64,
    /// What was kept before the update.
    old: [f64; 2],
}

impl Kept {
    fn of(case: &Case<'_>) -> Self {
        let Operation { layer, unit, input, .. } = case.operation;
        let before = &case.context.update.moments_before;
        let old = [0, 1].map(|state| before.get(state, layer, input, unit).unwrap_or(0.0));
        Kept { value: case.parameter(layer, input, unit), old }
    }

    /// What is kept after an update with this gradient.
    fn states(&self, case: &Case<'_>, optimizer: Optimizer, gradient: f64) -> [f64; 2] {
        let rule = optimizer.rule(case.context.number);
        rule.states(rule.gradient(self.value, gradient), self.old)
    }

    /// By how much the parameter changes. Computed without the parameter itself, beside which a small change would
    /// lose its digits.
    fn change(&self, case: &Case<'_>, optimizer: Optimizer, gradient: f64, states: [f64; 2]) -> f64 {
        let rule = optimizer.rule(case.context.number);
        let step = rule.value(0.0, rule.gradient(self.value, gradient), states);
        match optimizer {
            Optimizer::Adamw(adam) => step - self.value * (adam.learning_rate * adam.weight_decay),
            _ => step,
        }
    }

    fn changed(&self, case: &Case<'_>, optimizer: Optimizer, gradient: f64) -> f64 {
        self.change(case, optimizer, gradient, self.states(case, optimizer, gradient))
    }
}

/// By how much the update changes the operation's parameter.
pub(in crate::exercise) fn change(case: &Case<'_>) -> f64 {
    if case.is_frozen() {
        return 0.0;
    }
    Kept::of(case).changed(case, case.context.optimizer, case.gradient())
}

/// Wrong changes.
pub(super) fn changes(case: &Case<'_>) -> Vec<Wrong> {
    let (optimizer, gradient, kept) = (case.context.optimizer, case.gradient(), Kept::of(case));
    let right = kept.changed(case, optimizer, gradient);
    if case.is_frozen() {
        return vec![(Mistake::Frozen, right), (Mistake::Frozen, -right)];
    }
    let one = optimizer.with_learning_rate(1.0);
    let mut wrong = vec![
        (Mistake::RateForgotten, kept.changed(case, one, gradient)),
        (Mistake::Added, -right),
        (Mistake::GradientItself, gradient),
    ];
    if optimizer.states() == 0 {
        wrong.push((Mistake::RateDivided, -gradient / optimizer.learning_rate()));
    }
    if optimizer.weight_decay() != 0.0 {
        wrong.push((
            Mistake::DecayForgotten,
            kept.changed(case, optimizer.with("weight_decay", 0.0), gradient),
        ));
    }
    wrong.extend(by_states(case, &kept, right));
    let gradients = of_batch(case).into_iter();
    wrong.extend(gradients.map(|(mistake, gradient)| (mistake, kept.changed(case, optimizer, gradient))));
    wrong
}

/// What comes of using what the optimizer keeps wrongly.
fn by_states(case: &Case<'_>, kept: &Kept, right: f64) -> Vec<Wrong> {
    let (optimizer, gradient) = (case.context.optimizer, case.gradient());
    if optimizer.states() == 0 {
        return Vec::new();
    }
    let rate = optimizer.learning_rate();
    let rule = optimizer.rule(case.context.number);
    let states = kept.states(case, optimizer, gradient);
    let [one, two] = states;
    let mut wrong = vec![
        (Mistake::PlainStep, -rate * rule.gradient(kept.value, gradient)),
        (Mistake::OldState, kept.change(case, optimizer, gradient, kept.old)),
    ];
    match optimizer {
        Optimizer::Sgd { nesterov, .. } => {
            if nesterov {
                wrong.push((Mistake::NotAhead, -rate * one));
            }
        }
        Optimizer::Adagrad { epsilon, .. } | Optimizer::Rmsprop { epsilon, .. } => {
            wrong.push((Mistake::RootForgotten, -rate * gradient / (one + epsilon)));
        }
        Optimizer::Adam(adam) | Optimizer::Adamw(adam) => {
            let step = |first: f64, below: f64| -rate * first / (below + adam.epsilon);
            // What weight decay takes away besides, of AdamW.
            let decay = right - step(one / rule.first, (two / rule.second).sqrt());
            wrong.push((Mistake::CorrectionForgotten, step(one, two.sqrt()) + decay));
            wrong.push((Mistake::RootForgotten, step(one / rule.first, two / rule.second) + decay));
        }
    }
    wrong
}

/// Wrong values of a moment or momentum buffer.
pub(super) fn moments(case: &Case<'_>) -> Vec<Wrong> {
    let (optimizer, kept) = (case.context.optimizer, Kept::of(case));
    let state = case.operation.state;
    let pick = |states: [f64; 2]| states.get(state).copied().unwrap_or(f64::NAN);
    let gradient = optimizer.rule(case.context.number).gradient(kept.value, case.gradient());
    let (old, new) = (pick(kept.old), pick(kept.states(case, optimizer, case.gradient())));
    if case.is_frozen() {
        return vec![(Mistake::Frozen, new)];
    }
    let moment = optimizer.moments().get(state).copied();
    let squared = moment == Some(Moment::Second);
    let of = if squared { gradient * gradient } else { gradient };
    let mut wrong = vec![(Mistake::OldForgotten, of), (Mistake::OldKept, old)];
    let share = match (optimizer, moment) {
        (Optimizer::Sgd { .. }, _) => optimizer.get("momentum").map(|share| (share, 1.0)),
        (Optimizer::Rmsprop { decay, .. }, _) => Some((decay, 1.0 - decay)),
        (Optimizer::Adam(adam) | Optimizer::Adamw(adam), Some(Moment::Second)) => {
            Some((adam.beta2, 1.0 - adam.beta2))
        }
        (Optimizer::Adam(adam) | Optimizer::Adamw(adam), _) => Some((adam.beta1, 1.0 - adam.beta1)),
        (Optimizer::Adagrad { .. }, _) => None,
    };
    let (share, rest) = share.unwrap_or((1.0, 1.0));
    wrong.push((Mistake::ShareOfOldForgotten, old + rest * of));
    wrong.push((Mistake::ShareOfNewForgotten, share * old + of));
    if rest != 1.0 {
        wrong.push((Mistake::SharesSwapped, rest * old + share * of));
    }
    if squared {
        wrong.push((Mistake::SquareForgotten, share * old + rest * gradient));
    } else {
        wrong.push((Mistake::Turned, share * old - rest * of));
    }
    if optimizer.weight_decay() != 0.0 {
        let without = optimizer.with("weight_decay", 0.0);
        wrong.push((Mistake::DecayForgotten, pick(kept.states(case, without, case.gradient()))));
    }
    wrong
}
