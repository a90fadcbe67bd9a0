//! Programs in PyTorch, as its users write them: the forward pass line by line, then autograd goes back through it and
//! `torch.optim` takes the step. Where layers are updated in place, which autograd refuses, the errors are handed back
//! layer by layer, each through the slope that autograd knows.
//!
//! * `functions` is the forward pass and the loss, `optimizer` the step.

mod functions;
mod optimizer;

use super::Program;
use super::listing::Line;
use super::printer::Printer;
use super::python::{Library, Python, float};
use super::statement::{Printed, Statement};
use crate::network::Bias;
use crate::update::Order;

pub(super) struct Pytorch<'a>(pub(super) &'a Program<'a>);

impl Printer for Pytorch<'_> {
    const REMARK: &'static str = "#";

    fn parts(&self) -> Vec<Vec<Line>> {
        let python = self.python();
        let mut parameters = python.parameters();
        if self.is_by_hand() || self.goes_on() {
            parameters.extend(python.moments());
        }
        if !self.is_by_hand() {
            parameters.extend(self.optimizer());
        }
        let counts = self.0.counts() && (self.is_by_hand() || self.goes_on());
        let result = python.result(self.write(self.0.new_parameters()), self.write(self.0.again()));
        vec![
            python.data(Vec::new(), counts),
            parameters,
            self.functions(),
            python.rounds(self.write(self.0.update())),
            result,
        ]
    }

    fn statement(&self, statement: Statement) -> Vec<String> {
        let program = self.0;
        let by_hand = self.is_by_hand();
        match statement {
            Statement::Given(_) => Vec::new(),
            Statement::PreActivations(l) => vec![self.pre_activations(l)],
            Statement::Values(l) => self.values(l),
            Statement::Pass => vec![format!("{} = forward(X)", self.returned())],
            Statement::Loss => vec![format!("loss = {}", self.loss(program.config.batch_size()))],
            Statement::Errors(l) if by_hand => vec![self.errors(l)],
            Statement::Errors(l) if l == program.network.last() => {
                let step = "loss.backward()  # autograd: the chain rule, from the loss back to every weight";
                let frozen = (0..program.layers).filter(|&l| program.bias(l) == Bias::Frozen);
                let clear =
                    |l| format!("b{}.grad = None  # frozen: it has a gradient, but no step is taken", l + 1);
                let before = std::iter::once("optimizer.zero_grad()".to_owned()).chain(frozen.map(clear));
                before.chain([step.to_owned()]).collect()
            }
            // The same call goes on to them.
            Statement::Errors(_) => Vec::new(),
            Statement::WeightGradients(l) if by_hand => {
                vec![format!("dW{n} = {}.T @ D{n}", program.entering(l), n = l + 1)]
            }
            Statement::BiasGradients(l) if by_hand => vec![format!("db{n} = D{n}.sum(dim=0)", n = l + 1)],
            Statement::WeightGradients(l) => vec![format!("dW{n} = W{n}.grad", n = l + 1)],
            Statement::BiasGradients(l) => vec![format!("db{n} = b{n}.grad", n = l + 1)],
            Statement::Count if by_hand => vec!["t = t + 1".to_owned()],
            Statement::Count => Vec::new(),
            Statement::NewBiases(l) if program.bias(l) == Bias::Frozen => {
                vec![format!("# b{} is frozen: it stays as it is", l + 1)]
            }
            Statement::NewWeights(l) if by_hand => vec![self.python().step(l, true)],
            Statement::NewBiases(l) if by_hand => vec![self.python().step(l, false)],
            Statement::NewWeights(l) if l == program.network.last() => vec![self.step()],
            Statement::NewWeights(_) | Statement::NewBiases(_) => Vec::new(),
        }
    }

    fn again(&self, samples: usize) -> Vec<String> {
        vec![format!("{} = forward(X)", self.returned()), format!("loss = {}", self.loss(samples))]
    }

    fn print(&self, printed: Printed) -> String {
        let shown = |what: &str, variable: &str| format!("print(\"{what}:\", {variable}.squeeze().tolist())");
        match printed {
            Printed::Inputs => shown("Input", "X"),
            Printed::Targets => shown("Actual Output", "Y"),
            Printed::LearningRate => "print(\"Learning Rate:\", a)".to_owned(),
            Printed::Prediction => shown("Predicted Output", "prediction"),
            Printed::Loss => "print(\"Loss:\", loss.item())".to_owned(),
            Printed::FirstChange => "print((a * dW1).squeeze().tolist())".to_owned(),
            Printed::Weights(l) => shown(&format!("Updated WL{}", l + 1), &format!("W{}", l + 1)),
            Printed::Biases(l) => format!("print(\"Updated BL{n}:\", b{n}.tolist())", n = l + 1),
        }
    }
}

impl<'a> Pytorch<'a> {
    /// Whether errors and steps are written out, since autograd can't go back through weights that have changed.
    fn is_by_hand(&self) -> bool {
        self.0.config.order == Order::InPlace
    }

    /// Whether the optimizer has kept something already.
    fn goes_on(&self) -> bool {
        let state = self.0.config.state.as_ref();
        state.is_some_and(|state| state.moments.is_some()) && !self.0.config.optimizer.moments().is_empty()
    }

    fn python(&self) -> Python<'a> {
        let library = Library {
            module: "torch",
            array: "torch.tensor",
            floats: ", dtype=torch.float64",
            rows: ", dtype=torch.float64",
            trained: if self.is_by_hand() { "" } else { ", requires_grad=True" },
            number: float,
            imports: &[
                "import torch",
                "import torch.nn.functional as F",
                "",
                "torch.set_default_dtype(torch.float64)  # as many digits as everywhere else",
            ],
        };
        Python { program: self.0, library }
    }

    /// The errors of a layer, handed back by what was behind it: `D` is that of the batch's loss, so that gradients
    /// are sums over the samples.
    fn errors(&self, l: usize) -> String {
        let n = l + 1;
        if l == self.0.network.last() {
            return format!("D{n} = torch.autograd.grad(loss, Z{n})[0]");
        }
        let arriving = format!("D{} @ W{}.T", n + 1, n + 1);
        if self.is_linear(l) {
            return format!("D{n} = {arriving}");
        }
        format!("D{n} = torch.autograd.grad({}, Z{n}, {arriving})[0]", self.0.values(l))
    }
}
