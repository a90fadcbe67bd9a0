//! The functions of the program: activations and their slopes where they take more than a line, and the forward pass.

use super::{Lines, Program, lines};
use crate::activation::Activation;
use crate::loss::Loss;
use crate::network::Bias;

impl Program<'_> {
    /// What is imported besides NumPy.
    pub(super) fn imports(&self) -> Lines {
        if self.uses(Activation::Gelu) { lines(&["import math"]) } else { Vec::new() }
    }

    fn uses(&self, activation: Activation) -> bool {
        self.network.layers.iter().any(|layer| layer.activation == activation)
    }

    /// Whether something is computed of the pre-activations of a layer besides its values.
    pub(super) fn keeps_pre_activations(&self, l: usize) -> bool {
        if l == self.network.last() && self.config.loss.is_cross_entropy() {
            return true;
        }
        match self.activation(l) {
            Activation::Elu | Activation::Softplus | Activation::Gelu | Activation::Silu => true,
            Activation::Identity
            | Activation::Sigmoid
            | Activation::Tanh
            | Activation::Relu
            | Activation::LeakyRelu
            | Activation::Softmax => false,
        }
    }

    pub(super) fn functions(&self) -> Lines {
        let mut found: Vec<Lines> = Vec::new();
        let sigmoid = [Activation::Sigmoid, Activation::Softplus, Activation::Silu];
        if sigmoid.into_iter().any(|activation| self.uses(activation)) {
            found.push(lines(&["def sigmoid(z):", "    return 1 / (1 + np.exp(-z))"]));
        }
        found.extend(Activation::ALL.into_iter().filter(|f| self.uses(*f)).flat_map(definitions));
        if self.last_activation() == Activation::Softmax && self.config.loss.is_cross_entropy() {
            found.push(lines(&[
                "def log_softmax(z):",
                "    return z - np.logaddexp.reduce(z, axis=1, keepdims=True)",
            ]));
            if self.config.loss == Loss::BinaryCrossEntropy {
                found.push(lines(&[
                    "def log_rest(z):  # the logarithm of 1 - softmax: of the others' share",
                    "    others = np.where(np.eye(z.shape[1], dtype=bool), -np.inf, z[:, None, :])",
                    "    return np.logaddexp.reduce(others, axis=2) - np.logaddexp.reduce(z, axis=1, keepdims=True)",
                ]));
            }
        }
        found.extend(self.step_functions());
        found.push(self.forward());
        let mut all = Vec::new();
        for definition in found {
            if !all.is_empty() {
                all.extend([String::new(), String::new()]);
            }
            all.extend(definition);
        }
        all
    }

    fn forward(&self) -> Lines {
        let mut lines = vec!["def forward(X):".to_owned()];
        for (l, layer) in self.network.layers.iter().enumerate() {
            let n = l + 1;
            let bias = if layer.bias == Bias::Absent { String::new() } else { format!(" + b{n}") };
            let mut z = format!("{} @ W{n}{bias}", self.entering(l));
            if self.keeps_pre_activations(l) {
                lines.push(format!("    Z{n} = {z}"));
                z = format!("Z{n}");
            }
            lines.push(format!("    {} = {}", self.values(l), activated(layer.activation, &z)));
        }
        lines.push(format!("    return {}", self.returned()));
        lines
    }

    /// What the forward pass gives: every layer's values, and its pre-activations where they are needed.
    pub(super) fn returned(&self) -> String {
        let of_layer = |l: usize| {
            let z = self.keeps_pre_activations(l).then(|| format!("Z{}", l + 1));
            z.into_iter().chain([self.values(l)])
        };
        (0..self.layers).flat_map(of_layer).collect::<Vec<_>>().join(", ")
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
fn definitions(activation: Activation) -> Vec<Lines> {
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
