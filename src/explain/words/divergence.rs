//! Why a run stopped whose numbers left what a computer can hold.

use super::moment;
use crate::explain::Names;
use crate::optimizer::{Moment, Optimizer};
use crate::step::{Quantity, SubjectKind};
use crate::trainer::{Cause, Divergence};

/// Where a run has diverged, in words: the update, the number, that the position is before it, why that usually
/// happens, and what helps.
pub fn divergence(names: &Names, optimizer: Optimizer, divergence: &Divergence) -> String {
    let subject = divergence.subject;
    let name = names.subject(&subject);
    let kept = |kept| format!("the {} of {name}", moment(optimizer, kept));
    let what = match (subject.kind, subject.quantity) {
        (SubjectKind::Loss, _) => "the loss".to_owned(),
        (_, Quantity::Momentum) => kept(Moment::Momentum),
        (_, Quantity::FirstMoment) => kept(Moment::First),
        (_, Quantity::SecondMoment) => kept(Moment::Second),
        (SubjectKind::Weight, _) => format!("the weight {name}"),
        (SubjectKind::Bias, _) => format!("the bias {name}"),
        _ => name,
    };
    let update = divergence.update;
    let why = cause(divergence.cause);
    format!(
        "Training stops at update {update}: from here {what} is no longer finite; every number up to here is. \
         {why} Reset starts over."
    )
}

/// Why numbers stop being finite, and what helps.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Start => {
            "These weights, or the data, are so large that their products are beyond what a computer can hold."
        }
        Cause::FirstStep => {
            "Usually the learning rate is too high: the first step is already beyond what a computer can hold. A \
             smaller one helps."
        }
        Cause::DividesByZero => {
            "The squares of its gradients are 0 and ε is 0, so the step divides by 0. A small ε above 0 helps."
        }
        Cause::Overshoots => {
            "Usually the learning rate is too high: each step overshoots by more than the one before, and the \
             weights explode. A smaller one helps."
        }
    }
}
