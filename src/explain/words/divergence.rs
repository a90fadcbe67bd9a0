//! Why a run stopped whose numbers left what a computer can hold.

use crate::explain::Names;
use crate::step::{Quantity, SubjectKind};
use crate::trainer::Divergence;

/// Where a run has diverged, in words: the update, the number, why that usually happens, and where one stands.
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
    let why = "Usually the learning rate is too high: each step overshoots the lowest point by more than the last \
               one did, so that weights and gradients grow from update to update.";
    let first = "No update has been possible from these weights: they, or the data, are so large that their \
                 products are beyond what a computer can hold.";
    let stays = "The run stays before that update, where every number is still finite.";
    let why = if divergence.update == 0 { first } else { why };
    format!("Training stops: in update {number} {what} is no longer a finite number. {why} {stays}")
}
