//! Why a number is what one would not expect of it: 0, tiny, unchanged, or a step of another length than the learning
//! rate says.
//!
//! A [`Reason`] is only given where it follows from the numbers of the update: each one names what, by the rule of the
//! operation, makes its result what it is. Where several do, one is named that would be enough alone; where none is
//! sure, there is no reason. [`super::words::why`] puts it into words.

mod passes;
mod update;

use super::{Context, words};
use crate::operation::{Kind, Operation};
use crate::step::Subject;
use crate::trainer::Trainer;

/// Why a number is what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    // ---- forward
    /// Nothing but zeros enters the neuron.
    NothingEnters,
    /// Every weight that enters the neuron is 0.
    NoWeightsIn,
    /// `z ≤ 0`, where ReLU gives 0 and has the slope 0; `always` in every sample of the batch of several.
    ReluOff {
        /// Whether it is so for every sample of the batch, which has several.
        always: bool,
    },
    // ---- loss
    /// Prediction and target are equal; `all` of them, or the one of this output.
    OnTarget {
        /// Whether that holds for every output.
        all: bool,
    },
    /// The loss is that of the update before, which changed no parameter.
    Unmoved(Unmoved),
    // ---- backward
    /// Every target is 0, so that the cross-entropy asks for nothing.
    NoTarget,
    /// Softmax of a single output is 1, whatever its weighted sum.
    OnlyOutput,
    /// The activation function is flat, or nearly: `f′(z)` is 0 or less than a tenth of what it is at its steepest.
    Flat {
        /// `f′(z)`.
        slope: f64,
    },
    /// `z ≤ 0`, where leaky ReLU has a slope of a hundredth.
    Leaky,
    /// The errors of all neurons that this one feeds are 0.
    NoErrorArrives,
    /// The weights to all neurons that this one feeds are 0.
    NoWeightsOut,
    /// Of each neuron that this one feeds the error is 0, or the weight to it.
    NothingArrives,
    /// The parts of a sum are not 0, but their sum is.
    Cancels,
    /// What enters by the weight is 0; `off` where that comes from a ReLU at `z ≤ 0`.
    NothingCarried {
        /// Whether that is what a ReLU that is off gives.
        off: bool,
    },
    /// The error of the neuron is 0; why that is so follows.
    NoError,
    /// For each sample of the batch the error is 0, or what enters by the weight.
    NothingInBatch,
    /// A product of numbers other than 0 that is too small for a computer.
    Underflow,
    // ---- update
    /// An optimizer's mean that starts at 0, and so far has seen one gradient.
    StartsAtZero,
    /// The gradient is not 0, but the parameter is frozen.
    Frozen,
    /// The learning rate is 0.
    RateZero,
    /// The gradient is 0, and the optimizer adds nothing to it; why it is 0 follows.
    NoGradient,
    /// Gradient, momentum and weight decay add up to 0.
    StepCancels,
    /// The step is smaller than the last digit of the parameter.
    StepTooSmall,
    /// The gradient is 0, and yet the parameter moves.
    MovesOn(Pull),
    /// The step is longer than learning rate times gradient.
    Longer(Compared),
    /// The step is shorter than learning rate times gradient.
    Shorter(Compared),
    /// The step goes against the gradient: uphill.
    Against(Compared),
}

/// Why the update before changed no parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmoved {
    /// Its learning rate was 0.
    RateZero,
    /// Every parameter is frozen.
    Frozen,
    /// Every gradient was 0.
    NoGradient,
    /// Every step was smaller than the last digit of its parameter.
    TooSmall,
}

/// A step beside the one that plain gradient descent would take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// What is added to the parameter.
    pub change: f64,
    /// Minus learning rate times gradient.
    pub plain: f64,
    /// What makes the difference.
    pub pull: Pull,
}

/// What makes a step another one than learning rate times gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    /// The gradients of earlier updates, by momentum or in Adam's first moment; Nesterov's look ahead.
    pub momentum: bool,
    /// Weight decay.
    pub decay: bool,
    /// The optimizer divides it by this: `√v + ε`.
    pub divisor: Option<f64>,
}

/// The learning rate times the gradient and the step that was taken differ by more than this part.
const NOTICEABLE: f64 = 0.01;

/// A slope below this part of the steepest one is flat.
pub const FLAT: f64 = 0.1;

/// A reason, what it is about, and the reason of that one in turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// The reason.
    pub reason: Reason,
    /// Why the number is 0 that it names, where that can be told.
    pub since: Option<Reason>,
    /// The number it names, for a view to light up.
    pub subject: Option<Subject>,
    /// In a sentence.
    pub text: String,
}

/// Why the result of an operation is what it is; `None` where there is nothing to wonder about.
pub fn why(context: &Context<'_>, operation: &Operation) -> Option<Why> {
    let found = match operation.kind {
        Kind::WeightedSum => passes::weighted_sum(context, operation),
        Kind::Activation => passes::activation(context, operation),
        Kind::Loss => passes::loss(context, operation.sample),
        Kind::BatchLoss => passes::batch_loss(context),
        Kind::OutputError | Kind::HiddenError => {
            passes::error(context, operation.layer, operation.unit, operation.sample).map(Found::of)
        }
        Kind::WeightGradient | Kind::BiasGradient => passes::gradient(context, operation),
        Kind::BatchGradient => passes::batch_gradient(context, operation),
        Kind::OptimizerState => update::moment(context, operation),
        Kind::WeightUpdate | Kind::BiasUpdate => update::parameter(context, operation),
    }?;
    Some(told(context, operation, found))
}

/// Why the loss is exactly that of the update before, where it is and the run knows.
pub fn unmoved(trainer: &Trainer, context: &Context<'_>, operation: &Operation) -> Option<Why> {
    let is_whole = match operation.kind {
        Kind::Loss => !context.several(),
        kind => kind == Kind::BatchLoss,
    };
    if !is_whole {
        return None;
    }
    let reason = Reason::Unmoved(update::unmoved(trainer, context)?);
    Some(told(context, operation, Found::of(reason)))
}

/// A reason with the reason behind it.
struct Found {
    reason: Reason,
    since: Option<Reason>,
    subject: Option<Subject>,
}

impl Found {
    fn of(reason: Reason) -> Self {
        Found { reason, since: None, subject: None }
    }
}

fn told(context: &Context<'_>, operation: &Operation, found: Found) -> Why {
    let Found { reason, since, subject } = found;
    Why { reason, since, subject, text: words::why(context, operation, reason, since) }
}
