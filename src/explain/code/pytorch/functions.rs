//! The forward pass and the loss of the program.

use super::Pytorch;
use crate::activation::Activation;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, plain};
use crate::explain::code::python::{self, Python};
use crate::explain::code::statement::Item;
use crate::loss::Loss;
use crate::network::Bias;

impl Pytorch<'_> {
    pub(super) fn functions(&self) -> Vec<Line> {
        let steps = if self.is_by_hand() {
            self.python().step_functions()
        } else {
            self.held_step().into_iter().collect()
        };
        let mut lines = Python::definitions(steps);
        if self.is_of_shares() {
            lines.extend(Python::definitions([python::lines(&[
                "def log_rest(z):  # the logarithm of 1 - softmax: of the others' share",
                "    others = z[:, None, :].masked_fill(torch.eye(z.shape[1], dtype=torch.bool), -torch.inf)",
                "    return torch.logsumexp(others, dim=2) - torch.logsumexp(z, dim=1, keepdim=True)",
            ])]));
        }
        lines.push(Line::plain("def forward(X):"));
        let forward = self.write(self.0.forward().map(Item::Do));
        lines.extend(forward.into_iter().map(|line| line.indented("    ")));
        lines.extend(plain([format!("    return {}", self.returned())]));
        lines
    }

    /// Whether the binary cross-entropy is taken of shares of several outputs.
    fn is_of_shares(&self) -> bool {
        self.0.is_binary_of_softmax() && self.0.network.outputs() > 1
    }

    /// What the forward pass gives. Errors that are written out are those of the pre-activations, so all of these too.
    pub(super) fn returned(&self) -> String {
        if !self.is_by_hand() {
            return self.0.returned();
        }
        let names = (0..self.0.layers).flat_map(|l| {
            let z = (!self.is_linear(l) || l == self.0.network.last()).then(|| format!("Z{}", l + 1));
            z.into_iter().chain([self.0.values(l)])
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// Whether the values of a layer are its pre-activations, and nothing needs these.
    pub(super) fn is_linear(&self, l: usize) -> bool {
        self.0.activation(l) == Activation::Identity && !self.0.keeps_pre_activations(l)
    }

    /// `X·W + b` of a layer; where errors are written out, autograd begins with it.
    fn weighted_sums(&self, l: usize) -> String {
        let n = l + 1;
        let bias = if self.0.bias(l) == Bias::Absent { String::new() } else { format!(" + b{n}") };
        let sums = format!("{} @ W{n}{bias}", self.0.entering(l));
        if self.is_by_hand() { format!("({sums}).detach().requires_grad_()") } else { sums }
    }

    pub(super) fn pre_activations(&self, l: usize) -> String {
        format!("Z{} = {}", l + 1, self.weighted_sums(l))
    }

    pub(super) fn values(&self, l: usize) -> Vec<String> {
        let (n, name, activation) = (l + 1, self.0.values(l), self.0.activation(l));
        if self.0.keeps_pre_activations(l) {
            return vec![format!("{name} = {}", activated(activation, &format!("Z{n}")))];
        }
        let is_last = l == self.0.network.last();
        if self.is_by_hand() && (is_last || !self.is_linear(l)) {
            let value = format!("{name} = {}", activated(activation, &format!("Z{n}")));
            return vec![self.pre_activations(l), value];
        }
        let sums = self.weighted_sums(l);
        vec![format!("{name} = {}", activated(activation, &sums))]
    }

    /// The loss of `samples` samples.
    pub(super) fn loss(&self, samples: usize) -> String {
        let z = format!("Z{}", self.0.layers);
        match self.0.config.loss {
            Loss::HalfSquaredError if samples > 1 => {
                "((prediction - Y) ** 2).sum(dim=1).mean() / 2  # half the squared error, mean over the samples"
                    .to_owned()
            }
            Loss::HalfSquaredError => "((prediction - Y) ** 2).sum() / 2  # half the squared error".to_owned(),
            Loss::MeanSquaredError => "F.mse_loss(prediction, Y)  # the mean squared error".to_owned(),
            Loss::MeanAbsoluteError => "F.l1_loss(prediction, Y)  # the mean absolute error".to_owned(),
            Loss::Huber => "F.huber_loss(prediction, Y)  # the Huber loss".to_owned(),
            Loss::BinaryCrossEntropy if self.is_of_shares() => {
                let rest = format!("(1 - Y) * log_rest({z})");
                format!("-(Y * F.log_softmax({z}, dim=1) + {rest}).mean()  # the binary cross-entropy")
            }
            Loss::BinaryCrossEntropy if self.0.is_binary_of_softmax() => {
                "F.binary_cross_entropy(prediction, Y)  # the binary cross-entropy".to_owned()
            }
            Loss::BinaryCrossEntropy => {
                format!("F.binary_cross_entropy_with_logits({z}, Y)  # the binary cross-entropy")
            }
            Loss::CategoricalCrossEntropy => format!("F.cross_entropy({z}, Y)  # the cross-entropy"),
        }
    }
}

fn activated(activation: Activation, z: &str) -> String {
    match activation {
        Activation::Identity => z.to_owned(),
        Activation::Sigmoid => format!("torch.sigmoid({z})"),
        Activation::Tanh => format!("torch.tanh({z})"),
        Activation::Relu => format!("torch.relu({z})"),
        Activation::LeakyRelu => format!("F.leaky_relu({z})"),
        Activation::Elu => format!("F.elu({z})"),
        // Beyond the threshold, 20 unless it is said, the function would be taken for z itself.
        Activation::Softplus => format!("F.softplus({z}, threshold=700)"),
        Activation::Gelu => format!("F.gelu({z})"),
        Activation::Silu => format!("F.silu({z})"),
        Activation::Softmax => format!("torch.softmax({z}, dim=1)"),
    }
}
