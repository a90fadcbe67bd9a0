//! Each mistake in words: what comes after `That is what you get …`.

use super::{At, How, Slip};
use crate::activation::Activation;
use crate::explain::Context;
use crate::explain::rules::activation as functions;
use crate::explain::words::names::{carried, neuron};
use crate::operation::{Kind, Operation};
use crate::optimizer::Optimizer;
use crate::update::Order;

/// Declares the mistakes with their kinds, so that none is without one.
macro_rules! mistakes {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident),+ })? $(($of:ty))? => $slip:ident,)+) => {
        /// A common mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "what each is, it says itself")]
        pub enum Mistake {
            /// In the slope of an activation function.
            Slope { how: How, at: At },
            $($(#[$doc])* $name $({ $($field: usize),+ })? $(($of))?,)+
        }

        impl Mistake {
            /// What kind of mistake it is.
            pub fn slip(self) -> Slip {
                match self {
                    Mistake::Slope { .. } => Slip::Slope,
                    $(mistakes!(@pattern $name $({ $($field),+ })? $(($of))?) => Slip::$slip,)+
                }
            }
        }
    };
    (@pattern $name:ident { $($field:ident),+ }) => { Mistake::$name { .. } };
    (@pattern $name:ident ($of:ty)) => { Mistake::$name(_) };
    (@pattern $name:ident) => { Mistake::$name };
}

mistakes! {
    HalfForgotten => Factor, HalfKept => Factor, HalfAdded => Factor, TwoForgotten => Factor,
    ShareForgotten => Factor, ShareAdded => Factor,
    Turned => Sign, Added => Sign, SignInside => Sign, SignOfLoss => Sign, SignsKept => Sign,
    PathTurned { layer, unit } => Sign, TargetsSwapped => Target, DifferenceForgotten => Part, ErrorsForgotten => Part,
    LossForError => Function,
    TargetForgotten => Target, Summed => Target, SquaresSubtracted => Target,
    LossForSlope => Function, SlopeForLoss => Function, SizeForSign => Function, FunctionForgotten => Function,
    SlopeForValue => Function, OtherFunction(Activation) => Function, NotDivided => Function, PowerAlone => Function,
    SumForgotten => Function, SquareForgotten => Function, NotCut => Function, HalfOfLineForgotten => Function,
    OtherLogarithm => Function, LogarithmForgotten => Function,
    OtherWeights => Updated, SlopeOf { layer, unit } => Slope,
    WeightsForgotten => Part, ErrorForgotten => Part,
    OnlyPath { layer, unit } => Neurons, PathForgotten { layer, unit } => Neurons, PathsAveraged => Neurons,
    PathsCrossed => Neurons, WeightsOf { layer, unit } => Neurons, WeightsInto { layer, unit } => Neurons,
    ErrorOf { layer, unit } => Neurons, AllErrors => Neurons, AllWeights => Neurons, Transposed => Neurons,
    OnlyOutput { layer, unit } => Neurons,
    InputOf { layer, input } => Input, InputForgotten => Input, OwnActivation => Input, WeightForInput => Input,
    BeforeActivation => Input, TermForgotten { layer, input } => Input, WeightsSwapped => Input,
    BiasForOne => Bias, InputForOne { layer, input } => Bias, BiasForgotten => Bias, BiasTwice => Bias,
    MeanForgotten => Mean, MeanTooEarly => Mean, OnlySample { sample } => Mean,
    RateForgotten => Rate, RateDivided => Rate, GradientItself => Rate,
    Frozen => Other, NotTheChange => Other,
    PlainStep => Optimizer, OldState => Optimizer, NotAhead => Optimizer, RootForgotten => Optimizer,
    CorrectionForgotten => Optimizer, DecayForgotten => Optimizer, OldForgotten => Optimizer, OldKept => Optimizer,
    ShareOfOldForgotten => Optimizer, ShareOfNewForgotten => Optimizer, SharesSwapped => Optimizer,
}

impl Mistake {
    /// What comes after `That is what you get`.
    pub(in crate::exercise) fn clause(self, context: &Context<'_>, operation: &Operation) -> String {
        let name = |layer, unit| neuron(context, layer, unit);
        let own = || neuron(context, operation.layer, operation.unit);
        match self {
            Mistake::Slope { how, at } => slope(context, operation, how, at),
            Mistake::OnlyPath { layer, unit } => format!(
                "along the path through {} alone: the error comes back through every neuron that {} feeds",
                name(layer, unit),
                own()
            ),
            Mistake::PathForgotten { layer, unit } => format!("without the path through {}", name(layer, unit)),
            Mistake::PathTurned { layer, unit } => {
                format!("with the opposite sign on the path through {} alone", name(layer, unit))
            }
            Mistake::WeightsOf { layer, unit } => {
                format!("with the weights that leave {} instead of those that leave {}", name(layer, unit), own())
            }
            Mistake::WeightsInto { layer, unit } => {
                format!("with the weights into {} instead of those into {}", name(layer, unit), own())
            }
            Mistake::ErrorOf { layer, unit } => {
                format!("with the error of {} instead of that of {}", name(layer, unit), own())
            }
            Mistake::SlopeOf { layer, unit } => {
                format!("with the slope at {} instead of that at {}", name(layer, unit), own())
            }
            Mistake::OnlyOutput { layer, unit } => format!("of {} alone: the loss adds up all outputs", name(layer, unit)),
            Mistake::InputOf { layer, input } => match operation.input {
                Some(right) => format!(
                    "with {} instead of {}, which is what this weight carries",
                    carried(context, layer, input),
                    carried(context, layer, right)
                ),
                None => format!("with {}", carried(context, layer, input)),
            },
            Mistake::TermForgotten { layer, input } => format!("without the term of {}", carried(context, layer, input)),
            Mistake::InputForOne { layer, input } => {
                format!("with {} as a factor: a bias is added as it is, its factor is 1", carried(context, layer, input))
            }
            Mistake::OnlySample { sample } => {
                format!("from sample {} alone, without the rest of the batch", context.update.batch.rows.get(sample).map_or(0, |row| row + 1))
            }
            Mistake::OtherFunction(activation) => format!("with {} instead", functions::name(activation)),
            Mistake::OwnActivation => {
                format!("with what leaves {} instead of what enters it along this weight", own())
            }
            Mistake::OtherWeights => match context.update.order {
                Order::Simultaneous => "with weights that are updated already: every gradient of an update is taken at the old ones".to_owned(),
                Order::InPlace => "with the old weights: here each layer is updated before the error goes on through it".to_owned(),
            },
            Mistake::WeightsForgotten if operation.kind != Kind::WeightedSum => {
                "without the weights that the error comes back through".to_owned()
            }
            Mistake::ShareForgotten => format!("without dividing by the {} outputs", context.update.before.outputs()),
            Mistake::ShareAdded => format!("divided by the {} outputs: this loss only adds them up", context.update.before.outputs()),
            Mistake::PlainStep if !matches!(context.optimizer, Optimizer::Sgd { .. }) => {
                "with a plain step, learning rate times gradient".to_owned()
            }
            other => other.plain().to_owned(),
        }
    }

    /// The clause of those whose words are always the same.
    fn plain(self) -> &'static str {
        match self {
            Mistake::HalfForgotten => "without the ½ of the loss",
            Mistake::HalfKept => "with a ½ too many: the 2 that the square brings down has cancelled it",
            Mistake::HalfAdded => "with a ½ in front, which this loss does not have",
            Mistake::TwoForgotten => "without the 2 that the square brings down",
            Mistake::Turned => "with the opposite sign, as when a difference is taken the other way round",
            Mistake::Added => "when the step is added: it goes against the gradient, so it is subtracted",
            Mistake::SignInside => "with the opposite sign inside the function",
            Mistake::SignOfLoss => "with the opposite sign; a loss is never negative",
            Mistake::SignsKept => "without the absolute values",
            Mistake::TargetForgotten => "without subtracting the target",
            Mistake::Summed => "with prediction and target added instead of subtracted",
            Mistake::SquaresSubtracted => "with each of them squared before the subtraction",
            Mistake::LossForSlope => "with the loss itself where its derivative belongs",
            Mistake::SlopeForLoss => "with the difference itself: that is the derivative of the loss",
            Mistake::LossForError => "with the loss where the error of an output belongs",
            Mistake::DifferenceForgotten => {
                "without the error at the outputs, that is without prediction minus target"
            }
            Mistake::ErrorsForgotten => "without the errors that come back",
            Mistake::TargetsSwapped => "with the targets of the two outputs exchanged",
            Mistake::SizeForSign => "with the size of the difference where only its sign counts",
            Mistake::FunctionForgotten => "without the activation function",
            Mistake::SlopeForValue => "with the slope of the function instead of its value",
            Mistake::NotDivided => "before the division",
            Mistake::PowerAlone => "of the power alone, before 1 is added and divided by",
            Mistake::SumForgotten => "without the powers of e",
            Mistake::SquareForgotten => "without the square",
            Mistake::NotCut => "with the square also beyond 1, where this loss goes on as a straight line",
            Mistake::HalfOfLineForgotten => "without taking ½ off",
            Mistake::OtherLogarithm => "with another logarithm than the natural one",
            Mistake::LogarithmForgotten => "without the logarithm",
            Mistake::WeightsForgotten => "without the weights",
            Mistake::ErrorForgotten => "without the error",
            Mistake::PathsAveraged => "with the mean of the paths: they are added up",
            Mistake::PathsCrossed => "with each error multiplied by the weight of the other path",
            Mistake::AllErrors => "with the errors of all neurons of the layer added up",
            Mistake::AllWeights => "with the weights of all neurons of the layer added up",
            Mistake::Transposed => {
                "with a row of the weight matrix where a column belongs, or the other way round"
            }
            Mistake::InputForgotten => {
                "without what the weight carries: this is the error of the neuron it enters"
            }
            Mistake::WeightForInput => "with the weight itself where the value it carries belongs",
            Mistake::BeforeActivation => {
                "with the weighted sum z of the layer before instead of its activation"
            }
            Mistake::WeightsSwapped => "with the two weights exchanged",
            Mistake::BiasForOne => "with the bias as a factor: it is added as it is, so its factor is 1",
            Mistake::BiasForgotten => "without the bias",
            Mistake::BiasTwice => "with the bias counted twice",
            Mistake::MeanForgotten => "with the sum over the samples instead of their mean",
            Mistake::MeanTooEarly => {
                "when it is divided by the number of samples already: this is about one of them, the mean follows"
            }
            Mistake::RateForgotten => "without the learning rate",
            Mistake::RateDivided => "when the gradient is divided by the learning rate",
            Mistake::GradientItself => {
                "with the gradient itself: the change is minus the learning rate times it"
            }
            Mistake::Frozen => "as if it were not frozen",
            Mistake::NotTheChange => "when the whole value is given; asked for is its change, new minus old",
            Mistake::PlainStep => "without momentum",
            Mistake::OldState => "with what the optimizer kept before this update, instead of its new value",
            Mistake::NotAhead => "without looking ahead, as in momentum that is not Nesterov’s",
            Mistake::RootForgotten => "without the square root",
            Mistake::CorrectionForgotten => "without the correction of the moments for their start at 0",
            Mistake::DecayForgotten => "without the weight decay",
            Mistake::OldForgotten => "from the gradient alone, without what was kept before",
            Mistake::OldKept => "when nothing is added: that is the old value",
            Mistake::ShareOfOldForgotten => "with the whole old value instead of its share",
            Mistake::ShareOfNewForgotten => "with the whole of what is new instead of its share",
            Mistake::SharesSwapped => "with the two shares exchanged",
            // Their words depend on the network.
            Mistake::Slope { .. }
            | Mistake::OnlyPath { .. }
            | Mistake::PathForgotten { .. }
            | Mistake::PathTurned { .. }
            | Mistake::WeightsOf { .. }
            | Mistake::WeightsInto { .. }
            | Mistake::ErrorOf { .. }
            | Mistake::SlopeOf { .. }
            | Mistake::OnlyOutput { .. }
            | Mistake::InputOf { .. }
            | Mistake::TermForgotten { .. }
            | Mistake::InputForOne { .. }
            | Mistake::OnlySample { .. }
            | Mistake::OtherFunction(_)
            | Mistake::OwnActivation
            | Mistake::OtherWeights
            | Mistake::ShareForgotten
            | Mistake::ShareAdded => "with another rule",
        }
    }
}

/// `without the slope of the sigmoid at the outputs`
fn slope(context: &Context<'_>, operation: &Operation, how: How, at: At) -> String {
    let last = context.update.before.last();
    let layer = if at == At::Output { last } else { operation.layer };
    let function =
        context.update.before.layers.get(layer).map_or(Activation::Identity, |layer| layer.activation);
    let name = functions::name(function);
    let place = match at {
        At::Output if operation.layer == last => String::new(),
        At::Output => " at the outputs".to_owned(),
        At::Own => format!(" at {}", neuron(context, operation.layer, operation.unit)),
        At::Hidden => " in the hidden layers".to_owned(),
        At::All => " everywhere on the way back".to_owned(),
    };
    match how {
        How::LeftOut if at == At::All => "without the slopes of the activation functions".to_owned(),
        How::LeftOut => format!("without the slope of {name}{place}"),
        How::OfZ => format!("with z in place of the activation in the slope{place}"),
        How::AtA => format!("with the slope{place} taken at the activation instead of at z"),
        How::OnlyA => format!("with only the a of the slope a (1 − a){place}"),
        How::OnlyRest => format!("with only the 1 − a of the slope a (1 − a){place}"),
        How::Twice if function == Activation::Softmax && !context.loss.is_cross_entropy() => {
            "with the slope of softmax as if no output depended on the others".to_owned()
        }
        How::Twice => format!("with the slope of {name} once more: together with this loss it has cancelled"),
    }
}
