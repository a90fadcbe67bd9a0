//! What is looked at now: one operation, as plain data for every view.

use crate::operation::{Kind, Phase};
use crate::optimizer::Moment;

/// What kind of thing a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SubjectKind {
    /// An input of the network.
    Input,
    /// A neuron.
    Neuron,
    /// A weight.
    Weight,
    /// A bias.
    Bias,
    /// A target of the data set.
    Target,
    /// The loss of a sample (`sample` is set) or of the batch.
    Loss,
    /// A setting of the experiment, such as the learning rate.
    Setting,
}

impl SubjectKind {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            SubjectKind::Input => "input",
            SubjectKind::Neuron => "neuron",
            SubjectKind::Weight => "weight",
            SubjectKind::Bias => "bias",
            SubjectKind::Target => "target",
            SubjectKind::Loss => "loss",
            SubjectKind::Setting => "setting",
        }
    }
}

/// Which number of a subject is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quantity {
    /// The value itself: of an input, a parameter, a target, a loss, a setting.
    Value,
    /// A neuron's `z`.
    PreActivation,
    /// A neuron's `a`.
    Activation,
    /// A neuron's `∂E/∂z`.
    Delta,
    /// A parameter's `∂E/∂w`.
    Gradient,
    /// Adam's first moment.
    FirstMoment,
    /// Adam's second moment, and the mean or sum of squared gradients of the others.
    SecondMoment,
    /// A momentum buffer.
    Momentum,
}

impl Quantity {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Quantity::Value => "value",
            Quantity::PreActivation => "pre_activation",
            Quantity::Activation => "activation",
            Quantity::Delta => "delta",
            Quantity::Gradient => "gradient",
            Quantity::FirstMoment => "first_moment",
            Quantity::SecondMoment => "second_moment",
            Quantity::Momentum => "momentum",
        }
    }
}

impl From<Moment> for Quantity {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Momentum => Quantity::Momentum,
            Moment::First => Quantity::FirstMoment,
            Moment::Second => Quantity::SecondMoment,
        }
    }
}

/// One number of the experiment: what a symbol in a formula stands for, and what a view can light up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Which of its numbers.
    pub quantity: Quantity,
    /// The layer of a neuron, weight or bias.
    pub layer: Option<usize>,
    /// The unit of a neuron, weight, bias, or the output of a target.
    pub unit: Option<usize>,
    /// The input: of the network for an input, of the layer for a weight.
    pub input: Option<usize>,
    /// Row of the data set, where the number belongs to one sample.
    pub sample: Option<usize>,
    /// Which setting, by its name in the document; `None` for the learning rate, and for what is no setting.
    pub setting: Option<&'static str>,
}

impl Subject {
    /// The number of the update, from 1, which Adam's rule reads like a setting.
    pub const UPDATE: &'static str = "t";

    fn new(kind: SubjectKind, quantity: Quantity) -> Self {
        Subject { kind, quantity, layer: None, unit: None, input: None, sample: None, setting: None }
    }

    /// Input `input` of row `sample`.
    pub fn input(input: usize, sample: usize) -> Self {
        Subject { input: Some(input), sample: Some(sample), ..Self::new(SubjectKind::Input, Quantity::Value) }
    }

    /// A number of the neuron `unit` of `layer`, for row `sample`.
    pub fn neuron(quantity: Quantity, layer: usize, unit: usize, sample: usize) -> Self {
        Subject {
            layer: Some(layer),
            unit: Some(unit),
            sample: Some(sample),
            ..Self::new(SubjectKind::Neuron, quantity)
        }
    }

    /// A number of a weight. `sample` is set for one sample's own gradient.
    pub fn weight(
        quantity: Quantity,
        layer: usize,
        input: usize,
        unit: usize,
        sample: Option<usize>,
    ) -> Self {
        Subject {
            layer: Some(layer),
            unit: Some(unit),
            input: Some(input),
            sample,
            ..Self::new(SubjectKind::Weight, quantity)
        }
    }

    /// A number of a bias. `sample` is set for one sample's own gradient.
    pub fn bias(quantity: Quantity, layer: usize, unit: usize, sample: Option<usize>) -> Self {
        Subject { layer: Some(layer), unit: Some(unit), sample, ..Self::new(SubjectKind::Bias, quantity) }
    }

    /// A number of a weight (`input` given) or of a bias (`None`).
    pub fn parameter(
        quantity: Quantity,
        layer: usize,
        input: Option<usize>,
        unit: usize,
        sample: Option<usize>,
    ) -> Self {
        match input {
            Some(input) => Self::weight(quantity, layer, input, unit, sample),
            None => Self::bias(quantity, layer, unit, sample),
        }
    }

    /// Target `unit` of row `sample`.
    pub fn target(unit: usize, sample: usize) -> Self {
        Subject { unit: Some(unit), sample: Some(sample), ..Self::new(SubjectKind::Target, Quantity::Value) }
    }

    /// The loss of row `sample`, or of the batch.
    pub fn loss(sample: Option<usize>) -> Self {
        Subject { sample, ..Self::new(SubjectKind::Loss, Quantity::Value) }
    }

    /// The learning rate.
    pub fn learning_rate() -> Self {
        Self::new(SubjectKind::Setting, Quantity::Value)
    }

    /// Another setting of the optimizer, by its name in the document, or [`Subject::UPDATE`].
    pub fn setting(name: &'static str) -> Self {
        Subject { setting: Some(name), ..Self::learning_rate() }
    }

    /// The same thing of whatever sample: what a picture lights up.
    pub fn thing(self) -> Self {
        Subject { sample: None, quantity: Quantity::Value, ..self }
    }

    /// The key in `data-subject` attributes: `kind:quantity:layer:unit:input:sample`, empty where there is none.
    /// Settings other than the learning rate have their name behind it.
    pub fn key(&self) -> String {
        let text = |index: Option<usize>| index.map(|i| i.to_string()).unwrap_or_default();
        let setting = self.setting.map(|name| format!(":{name}")).unwrap_or_default();
        format!(
            "{}:{}:{}:{}:{}:{}{setting}",
            self.kind.name(),
            self.quantity.name(),
            text(self.layer),
            text(self.unit),
            text(self.input),
            text(self.sample)
        )
    }
}

/// One visible step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Number of updates completed.
    pub update: u64,
    /// The walk over the data this update belongs to, from 0.
    pub epoch: u64,
    /// The part of the update.
    pub phase: Phase,
    /// Index of the operation: 0 is the start, 1 … `operations` follow.
    pub operation: u64,
    /// How many operations this update has.
    pub operations: u64,
    /// Row of the data set it concerns.
    pub sample: Option<usize>,
    /// What the operation does; `None` at the start.
    pub kind: Option<Kind>,
    /// What is being computed; `None` at the start.
    pub subject: Option<Subject>,
    /// The result, unrounded; NaN at the start.
    pub value: f64,
}
