//! What a program calls its matrices, and which numbers of the experiment they hold.

use crate::optimizer::Moment;
use crate::step::{Quantity, SubjectKind};

/// Something that a program gives a name: a matrix with a number for every neuron or weight of a layer, or a single
/// number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variable {
    /// `X`, the inputs of the batch, `[samples][inputs]`.
    Inputs,
    /// `Y`, the targets of the batch, `[samples][outputs]`.
    Targets,
    /// `inputs`, those of every row, where a batch has only some of them.
    AllInputs,
    /// `targets`, those of every row, where a batch has only some of them.
    AllTargets,
    /// `W1`, the weights into a layer, `[inputs][units]`.
    Weights(usize),
    /// `b1`, `[units]`.
    Biases(usize),
    /// `free1`, `[inputs][units]`: 0 where a weight is frozen, 1 where it is not.
    Free(usize),
    /// `Z1`, the pre-activations of a layer, `[samples][units]`.
    PreActivations(usize),
    /// `A1`, the values of a layer's neurons, `[samples][units]`; those of the last layer are the `prediction`.
    Values(usize),
    /// `loss`, `E` of the batch.
    Loss,
    /// `D1`, the errors `∂Eₛ/∂z` of a layer, `[samples][units]`.
    Errors(usize),
    /// `dW1`, the gradients of the weights into a layer, `[inputs][units]`.
    WeightGradients(usize),
    /// `db1`, those of its biases, `[units]`.
    BiasGradients(usize),
    /// `uW1`, `mW1`, `vW1`: what the optimizer keeps of the weights into a layer, `[inputs][units]`.
    OfWeights(Moment, usize),
    /// `ub1`, `mb1`, `vb1`: the same of its biases, `[units]`.
    OfBiases(Moment, usize),
    /// `a`.
    LearningRate,
    /// Another setting of the optimizer, by its name in the document.
    Setting(&'static str),
    /// `t`, the number of the update.
    Update,
}

impl Variable {
    /// What every language calls it, in a network of `layers` layers. Layers count from 1.
    pub fn name(self, layers: usize) -> String {
        match self {
            Variable::Inputs => "X".to_owned(),
            Variable::Targets => "Y".to_owned(),
            Variable::AllInputs => "inputs".to_owned(),
            Variable::AllTargets => "targets".to_owned(),
            Variable::Weights(l) => format!("W{}", l + 1),
            Variable::Biases(l) => format!("b{}", l + 1),
            Variable::Free(l) => format!("free{}", l + 1),
            Variable::PreActivations(l) => format!("Z{}", l + 1),
            Variable::Values(l) if l + 1 == layers => "prediction".to_owned(),
            Variable::Values(l) => format!("A{}", l + 1),
            Variable::Loss => "loss".to_owned(),
            Variable::Errors(l) => format!("D{}", l + 1),
            Variable::WeightGradients(l) => format!("dW{}", l + 1),
            Variable::BiasGradients(l) => format!("db{}", l + 1),
            Variable::OfWeights(moment, l) => format!("{}W{}", letter(moment), l + 1),
            Variable::OfBiases(moment, l) => format!("{}b{}", letter(moment), l + 1),
            Variable::LearningRate => "a".to_owned(),
            Variable::Setting(name) => name.to_owned(),
            Variable::Update => "t".to_owned(),
        }
    }

    /// Which numbers it holds, as a key like [`crate::step::Subject::key`] with `*` for every index there is:
    /// `weight:value:0:*:*:` is all of `W1`.
    pub fn pattern(self) -> String {
        let key = |kind: SubjectKind, quantity: Quantity, place: &str| {
            format!("{}:{}:{place}", kind.name(), quantity.name())
        };
        let neurons = |quantity, l: usize| key(SubjectKind::Neuron, quantity, &format!("{l}:*::*"));
        let weights = |quantity, l: usize| key(SubjectKind::Weight, quantity, &format!("{l}:*:*:"));
        let biases = |quantity, l: usize| key(SubjectKind::Bias, quantity, &format!("{l}:*::"));
        let setting = |name: &str| key(SubjectKind::Setting, Quantity::Value, &format!(":::{name}"));
        match self {
            Variable::Inputs | Variable::AllInputs => key(SubjectKind::Input, Quantity::Value, "::*:*"),
            Variable::Targets | Variable::AllTargets => key(SubjectKind::Target, Quantity::Value, ":*::*"),
            Variable::Weights(l) | Variable::Free(l) => weights(Quantity::Value, l),
            Variable::Biases(l) => biases(Quantity::Value, l),
            Variable::PreActivations(l) => neurons(Quantity::PreActivation, l),
            Variable::Values(l) => neurons(Quantity::Activation, l),
            Variable::Loss => key(SubjectKind::Loss, Quantity::Value, ":::"),
            Variable::Errors(l) => neurons(Quantity::Delta, l),
            Variable::WeightGradients(l) => weights(Quantity::Gradient, l),
            Variable::BiasGradients(l) => biases(Quantity::Gradient, l),
            Variable::OfWeights(moment, l) => weights(moment.into(), l),
            Variable::OfBiases(moment, l) => biases(moment.into(), l),
            Variable::LearningRate => setting(""),
            Variable::Setting(name) => setting(&format!(":{name}")),
            Variable::Update => setting(&format!(":{}", crate::step::Subject::UPDATE)),
        }
    }
}

/// What stands before the name of a parameter for what is kept of it.
pub(super) fn letter(moment: Moment) -> &'static str {
    match moment {
        Moment::Momentum => "u",
        Moment::First => "m",
        Moment::Second => "v",
    }
}
