//! Programs in NumPy: batches are matrices, and a function is taken of all their numbers at once.
//!
//! * `functions` is what the program calls, `loss` those of its lines that depend on the loss.

mod functions;
mod loss;

use super::Program;
use super::listing::Line;
use super::printer::Printer;
use super::python::{Library, Python, exact};
use super::statement::{Printed, Statement};
use crate::network::Bias;
use functions::slope;

const LIBRARY: Library = Library {
    module: "np",
    array: "np.array",
    floats: ", dtype=float",
    rows: "",
    trained: "",
    number: exact,
    imports: &["import numpy as np"],
};

pub(super) struct Numpy<'a>(pub(super) &'a Program<'a>);

impl Printer for Numpy<'_> {
    const REMARK: &'static str = "#";

    fn parts(&self) -> Vec<Vec<Line>> {
        let python = self.python();
        let parameters = [python.parameters(), python.moments()].concat();
        let data = python.data(self.imports(), self.0.counts());
        let result = python.result(self.write(self.0.new_parameters()), self.write(self.0.again()));
        vec![data, parameters, self.functions(), python.rounds(self.write(self.0.update())), result]
    }

    fn statement(&self, statement: Statement) -> Vec<String> {
        let program = self.0;
        match statement {
            Statement::Given(_) => Vec::new(),
            Statement::PreActivations(l) => vec![format!("Z{} = {}", l + 1, self.weighted_sums(l))],
            Statement::Values(l) => vec![format!("{} = {}", program.values(l), self.activated(l))],
            Statement::Pass => vec![format!("{} = forward(X)", program.returned())],
            Statement::Loss => self.loss(program.config.batch_size()),
            Statement::Errors(l) => self.errors(l),
            Statement::WeightGradients(l) => {
                let mean = if program.config.batch_size() > 1 { " / len(X)" } else { "" };
                vec![format!("dW{n} = {}.T @ D{n}{mean}", program.entering(l), n = l + 1)]
            }
            Statement::BiasGradients(l) => vec![format!("db{n} = D{n}.mean(axis=0)", n = l + 1)],
            Statement::Count => vec!["t = t + 1".to_owned()],
            Statement::NewWeights(l) => vec![self.python().step(l, true)],
            Statement::NewBiases(l) if program.bias(l) == Bias::Frozen => {
                vec![format!("# b{} is frozen: it stays as it is", l + 1)]
            }
            Statement::NewBiases(l) => vec![self.python().step(l, false)],
        }
    }

    fn again(&self, samples: usize) -> Vec<String> {
        let mut lines = self.statement(Statement::Pass);
        lines.extend(self.loss(samples));
        lines
    }

    fn print(&self, printed: Printed) -> String {
        match printed {
            Printed::Inputs => "print(\"Input:\", np.squeeze(X))".to_owned(),
            Printed::Targets => "print(\"Actual Output:\", np.squeeze(Y))".to_owned(),
            Printed::LearningRate => "print(\"Learning Rate:\", a)".to_owned(),
            Printed::Prediction => "print(\"Predicted Output:\", np.squeeze(prediction))".to_owned(),
            Printed::Loss => "print(\"Loss:\", loss)".to_owned(),
            Printed::FirstChange => "print(np.squeeze(a * dW1))".to_owned(),
            Printed::Weights(l) => format!("print(\"Updated WL{n}:\\n\", np.squeeze(W{n}))", n = l + 1),
            Printed::Biases(l) => format!("print(\"Updated BL{n}:\\n\", b{n})", n = l + 1),
        }
    }
}

impl Numpy<'_> {
    fn python(&self) -> Python<'_> {
        Python { program: self.0, library: LIBRARY }
    }

    fn errors(&self, l: usize) -> Vec<String> {
        if l == self.0.network.last() {
            return self.output_errors();
        }
        let n = l + 1;
        let arriving = format!("D{} @ W{}.T", n + 1, n + 1);
        vec![match slope(self.0.activation(l), &format!("Z{n}"), &self.0.values(l)) {
            Some(slope) => format!("D{n} = {} * {slope}", factor(&arriving)),
            None => format!("D{n} = {arriving}"),
        }]
    }
}

/// An expression as a factor. A matrix product too: `@` and `*` bind alike, and the first one is taken first.
fn factor(expression: &str) -> String {
    let product = expression.starts_with("2 ") || expression.starts_with("np.");
    if product { expression.to_owned() } else { format!("({expression})") }
}
