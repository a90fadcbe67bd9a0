//! The functions of the program: activations and their slopes where they take more than a line, and the forward pass.

use super::Numpy;
use crate::activation::Activation;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, plain};
use crate::explain::code::python::{Python, lines};
use crate::explain::code::statement::Item;
use crate::network::Bias;

impl Numpy<'_> {
    /// What is imported besides NumPy.
    pub(super) fn imports(&self) -> Vec<String> {
        if self.0.uses(Activation::Gelu) { lines(&["import math"]) } else { Vec::new() }
    }

    pub(super) fn functions(&self) -> Vec<Line> {
        let mut found: Vec<Vec<String>> = Vec::new();
        let sigmoid = [Activation::Sigmoid, Activation::Softplus, Activation::Silu];
        if sigmoid.into_iter().any(|activation| self.0.uses(activation)) {
            found.push(lines(&["def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"]));
        }
        found.extend(Activation::ALL.into_iter().filter(|f| self.0.uses(*f)).flat_map(definitions));
        if self.0.last_activation() == Activation::Softmax && self.0.config.loss.is_cross_entropy() {
            found.push(lines(&[
                "def log_softmax(z):",
                "    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)",
            ]));
            if self.0.is_binary_of_softmax() {
                found.push(lines(&[
                    "def log_rest(z):  # the logarithm of 1 - softmax: of the others' share",
                    "    others = np.where(np.eye(z.shape[1], dtype=bool), -np.inf, z[:, None, :])",
                    "    return np.logaddexp.reduce(others, axis=2) - np.logaddexp.reduce(z, axis=1, keepdims=True)",
                ]));
            }
        }
        found.extend(self.python().step_functions());
        let mut all = Python::definitions(found);
        all.extend(self.forward());
        all
    }

    fn forward(&self) -> Vec<Line> {
        let mut lines = plain(["def forward(X):"]);
        lines
            .extend(self.write(self.0.forward().map(Item::Do)).into_iter().map(|line| line.indented("    ")));
        lines.push(Line::plain(format!("    return {}", self.0.returned())));
        lines
    }

    /// `X·W + b` of a layer.
    pub(super) fn weighted_sums(&self, l: usize) -> String {
        let n = l + 1;
        let bias = if self.0.bias(l) == Bias::Absent { String::new() } else { format!(" + b{n}") };
        format!("{} @ W{n}{bias}", self.0.entering(l))
    }

    /// The values of a layer.
    pub(super) fn activated(&self, l: usize) -> String {
        let kept = self.0.keeps_pre_activations(l);
        let z = if kept { format!("Z{}", l + 1) } else { self.weighted_sums(l) };
        activated(self.0.activation(l), &z)
    }
}

fn activated(activation: Activation, z: &str) -> String {
    match activation {
        Activation::Identity => z.to_owned(),
        Activation::Sigmoid => format!("sigmoid({z})"),
        Activation::Tanh => format!("np.tanh({z})"),
        Activation::Relu => format!("np.maximum(0, {z})"),
        Activation::LeakyRelu => format!("leaky_relu({z})"),
        Activation::Elu => format!("elu({z})"),
        Activation::Softplus => format!("np.logaddexp(0, {z})"),
        Activation::Gelu => format!("gelu({z})"),
        Activation::Silu => format!("{z} * sigmoid({z})"),
        Activation::Softmax => format!("softmax({z})"),
    }
}

/// `f′` of a layer's pre-activations `z` with values `a`, as a factor; `None` where it is 1.
pub(super) fn slope(activation: Activation, z: &str, a: &str) -> Option<String> {
    Some(match activation {
        Activation::Identity => return None,
        Activation::Sigmoid | Activation::Softmax => format!("{a} * (1 - {a})"),
        Activation::Tanh => format!("(1 - {a} ** 2)"),
        Activation::Relu => format!("({a} > 0)"),
        Activation::LeakyRelu => format!("np.where({a} > 0, 1, 0.01)"),
        Activation::Elu => format!("np.exp(np.minimum({z}, 0))"),
        Activation::Softplus => format!("sigmoid({z})"),
        Activation::Gelu => format!("gelu_slope({z})"),
        Activation::Silu => format!("silu_slope({z})"),
    })
}

/// The functions that a layer of this kind calls, but for the sigmoid.
fn definitions(activation: Activation) -> Vec<Vec<String>> {
    match activation {
        Activation::Identity
        | Activation::Sigmoid
        | Activation::Tanh
        | Activation::Relu
        | Activation::Softplus => Vec::new(),
        Activation::LeakyRelu => {
            vec![lines(&["def leaky_relu(z):", "    return np.where(z > 0, z, 0.01 * z)"])]
        }
        Activation::Elu => {
            vec![lines(&["def elu(z):", "    return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))"])]
        }
        Activation::Gelu => vec![
            lines(&[
                "erfc = np.vectorize(math.erfc, otypes=[float])  # NumPy has none of its own",
                "",
                "",
                "def distribution(z):  # the share of a normal distribution below z",
                "    return erfc(-z / np.sqrt(2)) / 2",
            ]),
            lines(&["def gelu(z):", "    return z * distribution(z)"]),
            lines(&[
                "def gelu_slope(z):",
                "    return distribution(z) + z * np.exp(-z ** 2 / 2) / np.sqrt(2 * np.pi)",
            ]),
        ],
        Activation::Silu => {
            vec![lines(&["def silu_slope(z):", "    s = sigmoid(z)", "    return s * (1 + z * (1 - s))"])]
        }
        Activation::Softmax => vec![lines(&[
            "def softmax(z):",
            "    e = np.exp(z - z.max(axis=1, keepdims=True))  # the largest is 1: nothing overflows",
            "    return e / e.sum(axis=1, keepdims=True)",
        ])],
    }
}
