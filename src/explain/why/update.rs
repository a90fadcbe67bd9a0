//! Reasons in the update of parameters, and why an update changed nothing at all.

use super::{Compared, Found, NOTICEABLE, Pull, Reason, Unmoved, passes};
use crate::explain::Context;
use crate::explain::rules::update::{is_frozen, which};
use crate::network::Bias;
use crate::operation::Operation;
use crate::optimizer::{Adam, Moment, Optimizer};
use crate::trainer::Trainer;

/// A mean that starts at 0.
pub(super) fn moment(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, input, .. } = *operation;
    let moment = which(context, operation);
    let is_mean = matches!(
        (context.optimizer, moment),
        (Optimizer::Adam(_) | Optimizer::Adamw(_), _) | (Optimizer::Rmsprop { .. }, Moment::Second)
    );
    let old = context.moment(moment, layer, input, unit).value?;
    let new = context.new_moment(moment, layer, input, unit).value?;
    let first = context.number == 1 && old == 0.0 && new != 0.0;
    (is_mean && first && new.is_finite()).then(|| Found::of(Reason::StartsAtZero))
}

/// What the step of a parameter is made of.
struct Step {
    /// The gradient of the batch.
    gradient: f64,
    /// What is taken away from the parameter.
    whole: f64,
    /// What momentum adds to the gradient: of Adam, by how much its mean of gradients differs from this one.
    momentum: f64,
    /// What comes of the gradients of earlier updates alone.
    earlier: f64,
    /// What weight decay adds to it.
    decay: f64,
    /// What the optimizer divides by.
    divisor: Option<f64>,
}

pub(super) fn parameter(context: &Context<'_>, operation: &Operation) -> Option<Found> {
    let Operation { layer, unit, input, .. } = *operation;
    let old = context.parameter(layer, input, unit).value?;
    let new = context.new_parameter(layer, input, unit).value?;
    let gradient = context.gradient(layer, input, unit);
    let (subject, value) = (gradient.subject, gradient.value?);
    if !(old.is_finite() && new.is_finite() && value.is_finite()) {
        return None;
    }
    let about_gradient = |reason| Found { subject, ..Found::of(reason) };
    if is_frozen(context, operation) {
        return (value != 0.0).then(|| about_gradient(Reason::Frozen));
    }
    let rate = context.learning_rate();
    if rate.value? == 0.0 {
        return Some(Found { subject: rate.subject, ..Found::of(Reason::RateZero) });
    }
    let step = step(context, operation, old, value)?;
    if !step.whole.is_finite() {
        return None;
    }
    if new == old {
        return Some(if step.whole != 0.0 {
            Found::of(Reason::StepTooSmall)
        } else if value == 0.0 && step.earlier == 0.0 && step.decay == 0.0 {
            Found { since: why_zero(context, operation), ..about_gradient(Reason::NoGradient) }
        } else if value + step.decay + step.momentum == 0.0 {
            Found::of(Reason::StepCancels)
        } else {
            // Parts of the step are not 0, their product is.
            Found::of(Reason::StepTooSmall)
        });
    }
    let reason = if value == 0.0 {
        Reason::MovesOn(Pull::of(step.earlier != 0.0, step.decay != 0.0, None)?)
    } else {
        compared(&step, rate.value? * value)?
    };
    Some(about_gradient(reason))
}

/// The step taken beside learning rate times gradient.
fn compared(step: &Step, plain: f64) -> Option<Reason> {
    let ratio = step.whole / plain;
    if plain == 0.0 || !ratio.is_finite() || (ratio - 1.0).abs() <= NOTICEABLE {
        return None;
    }
    let size = NOTICEABLE * step.gradient.abs();
    let along = |part: f64| part * step.gradient.signum();
    let helps = |part: f64| along(part) > size;
    let hinders = |part: f64| along(part) < -size;
    let (momentum, decay, divisor) = (step.momentum, step.decay, step.divisor);
    let than_plain = |pull: Option<Pull>| Some(Compared { change: -step.whole, plain: -plain, pull: pull? });
    Some(if ratio < 0.0 {
        // Adam's mean may be smaller than the gradient and yet not point the other way.
        let turns = divisor.is_none() || along(step.gradient + momentum) < 0.0;
        Reason::Against(than_plain(Pull::of(turns && hinders(momentum), hinders(decay), None))?)
    } else if ratio > 1.0 {
        let by = divisor.filter(|divisor| *divisor < 1.0 - NOTICEABLE);
        Reason::Longer(than_plain(Pull::of(helps(momentum), helps(decay), by))?)
    } else {
        let by = divisor.filter(|divisor| *divisor > 1.0 + NOTICEABLE);
        Reason::Shorter(than_plain(Pull::of(hinders(momentum), hinders(decay), by))?)
    })
}

impl Pull {
    /// `None` where nothing pulls.
    fn of(momentum: bool, decay: bool, divisor: Option<f64>) -> Option<Self> {
        (momentum || decay || divisor.is_some()).then_some(Pull { momentum, decay, divisor })
    }
}

/// The step of a parameter in its parts, by the rule of the optimizer.
fn step(context: &Context<'_>, operation: &Operation, old: f64, gradient: f64) -> Option<Step> {
    let Operation { layer, unit, input, .. } = *operation;
    let rule = context.optimizer.rule(context.number);
    let decayed = rule.gradient(old, gradient);
    let kept = [0, 1].map(|state| context.update.moments_after.get(state, layer, input, unit).unwrap_or(0.0));
    let before = |moment| context.moment(moment, layer, input, unit).value;
    // What is taken from a parameter that is 0, and so has nothing that AdamW could shrink.
    let taken = -rule.value(0.0, decayed, kept);
    let [one, two] = kept;
    let decay = context.optimizer.weight_decay() * old;
    let plain = Step { gradient, whole: taken, momentum: 0.0, earlier: 0.0, decay, divisor: None };
    let of_adam = |adam: Adam| {
        let divisor = Some((two / rule.second).sqrt() + adam.epsilon);
        let (momentum, earlier) = (one / rule.first - decayed, adam.beta1 * before(Moment::First)?);
        Some(Step { momentum, earlier, divisor, ..plain })
    };
    match context.optimizer {
        Optimizer::Sgd { momentum: 0.0, .. } => Some(plain),
        Optimizer::Sgd { momentum, nesterov, .. } => {
            let earlier = momentum * before(Moment::Momentum)?;
            Some(Step { momentum: if nesterov { momentum * one } else { earlier }, earlier, ..plain })
        }
        Optimizer::Adagrad { epsilon, .. } | Optimizer::Rmsprop { epsilon, .. } => {
            Some(Step { divisor: Some(one.sqrt() + epsilon), ..plain })
        }
        Optimizer::Adam(adam) => of_adam(adam),
        Optimizer::Adamw(adam) => {
            of_adam(adam).map(|step| Step { whole: taken + adam.learning_rate * decay, ..step })
        }
    }
}

/// Why the gradient of a parameter is 0.
fn why_zero(context: &Context<'_>, operation: &Operation) -> Option<Reason> {
    let found = if context.several() {
        passes::batch_gradient(context, operation)
    } else {
        passes::gradient(context, &Operation { sample: 0, ..*operation })
    }?;
    // The last link is the one to tell: no gradient, since the ReLU is off.
    Some(found.since.unwrap_or(found.reason))
}

/// Why the update before has left the loss exactly where it was; `None` where it has not, or that is not known.
pub(super) fn unmoved(trainer: &Trainer, context: &Context<'_>) -> Option<Unmoved> {
    let at = trainer.position().0;
    let before = trainer.losses().last()?;
    let same_samples = context.update.batch.rows.len() == trainer.dataset().train_rows().len();
    let edited = trainer.edits().iter().any(|edit| edit.update == at);
    if *before != context.update.loss || !same_samples || edited {
        return None;
    }
    if context.optimizer.learning_rate() == 0.0 {
        return Some(Unmoved::RateZero);
    }
    let is_frozen = context.update.before.layers.iter().all(|layer| {
        layer.bias != Bias::Trained && (0..layer.weights.len()).all(|index| layer.is_frozen(index))
    });
    if is_frozen {
        return Some(Unmoved::Frozen);
    }
    if !trainer.was_still(at.checked_sub(1)?) {
        return None;
    }
    // The same parameters and samples have the same gradients now, and what was kept then is what there is before.
    let update = context.update;
    let gradients = || update.weight_gradients.iter().chain(&update.bias_gradients).flatten();
    let kept = update.moments_before.slices().flatten().any(|kept| *kept != 0.0);
    let is_zero = gradients().all(|gradient| *gradient == 0.0) && !kept;
    Some(if is_zero { Unmoved::NoGradient } else { Unmoved::TooSmall })
}
