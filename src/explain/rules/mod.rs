//! The equation of each operation: what is computed, by which chain of derivatives, and the rule with its numbers.

pub mod activation;
pub(super) mod backward;
mod cross_entropy;
pub(super) mod forward;
mod leaves;
pub mod loss;
pub mod optimizer;
mod output_error;
mod softmax;
pub(super) mod unfolded;
pub(super) mod update;

use super::layout::Fold;
use super::{Context, Formula};
use crate::operation::{Kind, Operation};

/// The equation of `operation`, with the numbers of the context's update.
pub fn formula(context: &Context<'_>, operation: &Operation) -> Formula {
    match operation.kind {
        Kind::WeightedSum => forward::weighted_sum(context, operation),
        Kind::Activation => forward::activation(context, operation),
        Kind::Loss => forward::loss(context, operation),
        Kind::BatchLoss => forward::batch_loss(context, Fold::Never),
        Kind::OutputError => output_error::output_error(context, operation),
        Kind::HiddenError => backward::hidden_error(context, operation),
        Kind::WeightGradient => backward::weight_gradient(context, operation),
        Kind::BiasGradient => backward::bias_gradient(context, operation),
        Kind::BatchGradient => backward::batch_gradient(context, operation, Fold::Never),
        Kind::WeightUpdate | Kind::BiasUpdate => update::parameter(context, operation),
        Kind::OptimizerState => update::moment(context, operation),
    }
}

/// The same for a reader who folds long sums as [`Fold::Row`] does. Means over a batch have only the terms that are then
/// written: of a batch of 65 536 samples these are ten.
pub fn folded(context: &Context<'_>, operation: &Operation) -> Formula {
    match operation.kind {
        Kind::BatchLoss => forward::batch_loss(context, Fold::Row),
        Kind::BatchGradient => backward::batch_gradient(context, operation, Fold::Row),
        _ => formula(context, operation),
    }
}
