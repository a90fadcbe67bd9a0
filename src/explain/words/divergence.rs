//! Why a run stopped whose numbers left what a computer can hold.

use crate::explain::Names;
use crate::step::{Quantity, SubjectKind};
use crate::trainer::Divergence;

/// Where a run has diverged, in words: the update, the number, that the position is before it, why that usually
/// happens, and what helps.
pub fn divergence(names: &Names, divergence: &Divergence) -> String {
    let subject = divergence.subject;
    let name = names.subject(&subject);
    let what = match (subject.kind, subject.quantity) {
        (SubjectKind::Loss, _) => "the loss".to_owned(),
        (_, Quantity::Momentum) => format!("the momentum of {name}"),
        (_, Quantity::FirstMoment) => format!("the first moment of {name}"),
        (_, Quantity::SecondMoment) => format!("the second moment of {name}"),
        (SubjectKind::Weight, _) => format!("the weight {name}"),
        (SubjectKind::Bias, _) => format!("the bias {name}"),
        _ => name,
    };
    let number = divergence.update + 1;
    let why = if divergence.update == 0 && subject.kind == SubjectKind::Loss {
        "These weights, or the data, are so large that their products are beyond what a computer can hold."
    } else {
        "Usually the learning rate is too high: each step overshoots by more than the one before, and the weights \
         explode. A smaller one helps."
    };
    format!(
        "Training stops before update {number}, in which {what} is no longer finite; every number up to here is. \
         {why} Reset starts over."
    )
}
