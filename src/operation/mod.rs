//! The operations of an update, numbered by arithmetic.
//!
//! A network of a million weights has millions of operations, so none of them is stored. A [`Plan`] knows the
//! length of each part of an update, and finds the operation at an index (and the index of an operation) by
//! division.
//!
//! The order is the one a careful reader works in. Forward: for each layer, sample and unit its weighted sum,
//! then its activation unless that is the identity; then the losses. Backward, from the last layer to the
//! first: per sample the errors of its units, per sample the gradients of the parameters into it (last unit and
//! last input first, a unit's bias after its weights), then their means over the batch. Then the updates in the
//! order of the gradients. With in-place updates a layer's updates follow its own gradients.

mod plan;

pub use plan::{Plan, Stop};

/// The part of an update an operation belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before the first operation.
    Start,
    /// Values flow from the inputs to the prediction.
    Forward,
    /// Prediction and target are compared.
    Loss,
    /// Errors flow from the prediction back to every weight.
    Backward,
    /// Parameters change.
    Update,
}

impl Phase {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Start => "start",
            Phase::Forward => "forward",
            Phase::Loss => "loss",
            Phase::Backward => "backward",
            Phase::Update => "update",
        }
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `z = Σ xᵢ wᵢ + b`.
    WeightedSum,
    /// `a = f(z)`.
    Activation,
    /// `E` of one sample.
    Loss,
    /// Mean of the samples' losses; only where a batch has more than one.
    BatchLoss,
    /// `∂E/∂z` of an output neuron.
    OutputError,
    /// `∂E/∂z` of a hidden neuron.
    HiddenError,
    /// One sample's `∂E/∂w`.
    WeightGradient,
    /// One sample's `∂E/∂b`.
    BiasGradient,
    /// Mean of the samples' gradients of one parameter; only where a batch has more than one.
    BatchGradient,
    /// A moment or momentum buffer of one parameter.
    OptimizerState,
    /// A weight changes.
    WeightUpdate,
    /// A bias changes.
    BiasUpdate,
}

impl Kind {
    /// Whether it concerns one sample, rather than the whole batch or the parameters.
    pub fn is_of_one_sample(self) -> bool {
        !matches!(
            self,
            Kind::BatchLoss
                | Kind::BatchGradient
                | Kind::OptimizerState
                | Kind::WeightUpdate
                | Kind::BiasUpdate
        )
    }

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Kind::WeightedSum => "weighted_sum",
            Kind::Activation => "activation",
            Kind::Loss => "loss",
            Kind::BatchLoss => "batch_loss",
            Kind::OutputError => "output_error",
            Kind::HiddenError => "hidden_error",
            Kind::WeightGradient => "weight_gradient",
            Kind::BiasGradient => "bias_gradient",
            Kind::BatchGradient => "batch_gradient",
            Kind::OptimizerState => "optimizer_state",
            Kind::WeightUpdate => "weight_update",
            Kind::BiasUpdate => "bias_update",
        }
    }
}

/// One operation of an update. Fields that do not apply to its kind are 0 (or `None`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operation {
    /// What it does.
    pub kind: Kind,
    /// The layer.
    pub layer: usize,
    /// The sample, as a row of the batch.
    pub sample: usize,
    /// The unit.
    pub unit: usize,
    /// The input of a weight; `None` for a bias, and for what is not a parameter.
    pub input: Option<usize>,
    /// Which optimizer state, from 0.
    pub state: usize,
}
