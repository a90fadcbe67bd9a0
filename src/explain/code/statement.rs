//! What a program does, whichever language it is written in.

use super::variable::Variable;
use crate::operation::{Kind, Operation};

/// One thing that a program does: it gives a [`Variable`] its value. A printer writes each of them as a line (the last
/// one, where it takes several), so that a line stands for the operations of an update that compute those numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Statement {
    /// A variable is given as it is at the start of the update.
    Given(Variable),
    /// `Z = X·W + b` of a layer, where something needs it besides its values.
    PreActivations(usize),
    /// `A = f(Z)` of a layer: `A = f(X·W + b)` where `Z` has no line of its own.
    Values(usize),
    /// The forward pass is called and gives every layer's values.
    Pass,
    /// `E`, the mean over the samples of the batch.
    Loss,
    /// `D = ∂Eₛ/∂z` of a layer, a row for each sample: of the last one from prediction and target, else
    /// `D = (D₊₁·W₊₁ᵀ) ⊙ f′(Z)`, `D₊₁` and `W₊₁` being those of the layer behind.
    Errors(usize),
    /// `dW = Xᵀ·D / B` of a layer, `B` being the number of samples in the batch.
    WeightGradients(usize),
    /// `db`, the mean of the rows of `D`.
    BiasGradients(usize),
    /// `t ← t + 1`, where the optimizer's rule looks at the number of the update.
    Count,
    /// The new weights of a layer and what the optimizer keeps of them.
    NewWeights(usize),
    /// The new biases of a layer and what the optimizer keeps of them. Where they are frozen, only a comment says so.
    NewBiases(usize),
}

impl Statement {
    /// What it gives a value.
    pub fn variable(self, layers: usize) -> Variable {
        match self {
            Statement::Given(variable) => variable,
            Statement::PreActivations(l) => Variable::PreActivations(l),
            Statement::Values(l) => Variable::Values(l),
            Statement::Pass => Variable::Values(layers.saturating_sub(1)),
            Statement::Loss => Variable::Loss,
            Statement::Errors(l) => Variable::Errors(l),
            Statement::WeightGradients(l) => Variable::WeightGradients(l),
            Statement::BiasGradients(l) => Variable::BiasGradients(l),
            Statement::Count => Variable::Update,
            Statement::NewWeights(l) => Variable::Weights(l),
            Statement::NewBiases(l) => Variable::Biases(l),
        }
    }

    /// Whether a line of this statement does another one too, where that has no line of its own: a call that goes back
    /// through all layers, a step of all parameters, values with the sums that they are taken of.
    pub(super) fn includes(self, other: Statement) -> bool {
        use Statement::{Errors, NewBiases, NewWeights, PreActivations, Values};
        match (self, other) {
            (Errors(_), Errors(_)) | (NewWeights(_), NewWeights(_) | NewBiases(_)) => true,
            (Values(l), PreActivations(of)) => l == of,
            _ => false,
        }
    }

    /// The statements that an operation is part of, the first of them that a program has being its line: without
    /// [`Statement::PreActivations`] a weighted sum is taken where the values are.
    pub fn of(operation: &Operation) -> [Statement; 2] {
        let l = operation.layer;
        let weights = operation.input.is_some();
        match operation.kind {
            Kind::WeightedSum => [Statement::PreActivations(l), Statement::Values(l)],
            Kind::Activation => [Statement::Values(l); 2],
            Kind::Loss | Kind::BatchLoss => [Statement::Loss; 2],
            Kind::OutputError | Kind::HiddenError => [Statement::Errors(l); 2],
            Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient if weights => {
                [Statement::WeightGradients(l); 2]
            }
            Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => {
                [Statement::BiasGradients(l); 2]
            }
            Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate if weights => {
                [Statement::NewWeights(l); 2]
            }
            Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate => [Statement::NewBiases(l); 2],
        }
    }
}

/// What a program prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// The inputs of the batch.
    Inputs,
    /// The targets of the batch.
    Targets,
    /// The learning rate.
    LearningRate,
    /// What the forward pass gave at its end.
    Prediction,
    /// The loss.
    Loss,
    /// `a · dW1`: by how much the first weights change, where that is nothing but the learning rate times the gradient.
    FirstChange,
    /// The new weights of a layer.
    Weights(usize),
    /// The new biases of a layer.
    Biases(usize),
}

/// One after another, the items are the course of a program.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// An empty line.
    Blank,
    /// A comment, without the signs that begin one.
    Remark(String),
    /// It does something.
    Do(Statement),
    /// The forward pass and the loss of so many samples once more, after the update: no operation of it.
    Again(usize),
    /// It prints something.
    Print(Printed),
}
