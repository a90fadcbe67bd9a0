//! The loss of the program and the errors of its last layer.

use super::Javascript;
use super::functions::slope;
use crate::activation::Activation;
use crate::loss::Loss;

impl Javascript<'_> {
    /// The loss, as what it is given: of each sample first, then the mean of them.
    pub(super) fn loss(&self) -> String {
        let z = format!("Z{}", self.0.layers);
        let of_samples = |f: &str| format!("each({f}, prediction, Y)");
        let (losses, remark) = match self.0.config.loss {
            Loss::HalfSquaredError => {
                let squares = of_samples("(p, y) => square(p - y)");
                return format!("mean({squares}.map(sum)) / 2;  // half the squared error");
            }
            Loss::MeanSquaredError => {
                (of_samples("(p, y) => square(p - y)") + ".map(mean)", "the mean squared error")
            }
            Loss::MeanAbsoluteError => {
                (of_samples("(p, y) => Math.abs(p - y)") + ".map(mean)", "the mean absolute error")
            }
            Loss::Huber => (of_samples("(p, y) => huber(p - y)") + ".map(mean)", "the Huber loss"),
            Loss::BinaryCrossEntropy if self.0.is_binary_of_softmax() => {
                (format!("{z}.map((z, s) => entropy(z, Y[s]))"), "the binary cross-entropy")
            }
            Loss::BinaryCrossEntropy => {
                let entropy = "(z, y) => y * softplus(-z) + (1 - y) * softplus(z)";
                (format!("each({entropy}, {z}, Y).map(mean)"), "the binary cross-entropy")
            }
            Loss::CategoricalCrossEntropy => {
                (format!("{z}.map((z, s) => entropy(z, Y[s]))"), "the cross-entropy")
            }
        };
        format!("mean({losses});  // {remark}")
    }

    /// The functions of a number that the loss and its slope call.
    pub(super) fn loss_functions(&self) -> Vec<&'static str> {
        let mut found = match self.0.config.loss {
            Loss::HalfSquaredError | Loss::MeanSquaredError => vec!["const square = (x) => x * x;"],
            Loss::Huber => vec![
                "const huber = (d) => (Math.abs(d) <= 1 ? (d * d) / 2 : Math.abs(d) - 0.5);",
                "const clipped = (d) => Math.min(Math.max(d, -1), 1);",
            ],
            Loss::MeanAbsoluteError | Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => Vec::new(),
        };
        if self.0.last_activation() == Activation::Softmax && !self.0.config.loss.is_cross_entropy() {
            found.push(
                "
// Each output of a softmax depends on every pre-activation.
function softmaxErrors(p, g) {
  const through = sum(p.map((x, k) => x * g[k]));
  return p.map((x, k) => x * (g[k] - through));
}",
            );
        }
        found
    }

    /// The cross-entropy of one sample's softmax from its pre-activations, and what its errors take.
    pub(super) fn entropy(&self) -> &'static str {
        if self.0.is_binary_of_softmax() {
            "
// Without output k.
function others(z, k) {
  return z.filter((_, j) => j !== k);
}

function entropy(z, y) {
  const all = logSum(z);
  return -mean(z.map((x, k) => y[k] * (x - all) + (y[k] === 1 ? 0 : (1 - y[k]) * (logSum(others(z, k)) - all))));
}

function errors(z, p, y) {
  const logs = z.map((_, j) => logSum(others(z, j)));
  const share = (j, k) => (j === k ? 0 : Math.exp(z[k] - logs[j]) * (p[j] - y[j]));  // p[k] / (1 - p[j])
  return z.map((_, k) => (p[k] - y[k] - sum(z.map((_, j) => share(j, k)))) / z.length);
}"
        } else {
            "
function entropy(z, y) {
  const all = logSum(z);
  return -sum(z.map((x, k) => y[k] * (x - all)));
}"
        }
    }

    /// The errors `∂E/∂z` of the last layer.
    pub(super) fn output_errors(&self) -> Vec<String> {
        let n = self.0.layers;
        let outputs = self.0.network.outputs();
        let divided = if outputs == 1 { String::new() } else { format!(" / {outputs}") };
        let activation = self.0.last_activation();
        vec![match (self.0.config.loss, activation) {
            (Loss::BinaryCrossEntropy, Activation::Softmax) => {
                format!("const D{n} = Z{n}.map((z, s) => errors(z, prediction[s], Y[s]));")
            }
            (Loss::BinaryCrossEntropy, _) if outputs == 1 => {
                format!("const D{n} = each((p, y) => p - y, prediction, Y);")
            }
            (Loss::BinaryCrossEntropy, _) => {
                format!("const D{n} = each((p, y) => (p - y){divided}, prediction, Y);")
            }
            (Loss::CategoricalCrossEntropy, _) if self.0.targets_add_up() => {
                format!("const D{n} = each((p, y) => p - y, prediction, Y);")
            }
            (Loss::CategoricalCrossEntropy, _) => {
                format!("const D{n} = prediction.map((p, s) => p.map((x, k) => x * sum(Y[s]) - Y[s][k]));")
            }
            (_, Activation::Softmax) => {
                let slopes = format!("each((p, y) => {}, prediction, Y)", self.loss_slope());
                return vec![
                    format!("const G = {slopes};"),
                    format!("const D{n} = prediction.map((p, s) => softmaxErrors(p, G[s]));"),
                ];
            }
            (_, activation) => match slope(activation, "p") {
                None => format!("const D{n} = each((p, y) => {}, prediction, Y);", self.loss_slope()),
                Some((slope, of_z)) => {
                    let arriving = self.loss_slope();
                    let arriving = if arriving == "p - y" { "(p - y)".to_owned() } else { arriving };
                    let (z, matrix) = if of_z { (", z", format!(", Z{n}")) } else { ("", String::new()) };
                    format!("const D{n} = each((p, y{z}) => {arriving} * {slope}, prediction, Y{matrix});")
                }
            },
        }]
    }

    /// `∂E/∂p` of a prediction `p` with its target `y`.
    fn loss_slope(&self) -> String {
        let outputs = self.0.network.outputs();
        let divided = if outputs == 1 { String::new() } else { format!(" / {outputs}") };
        match self.0.config.loss {
            Loss::HalfSquaredError => "p - y".to_owned(),
            Loss::MeanSquaredError if outputs == 1 => "2 * (p - y)".to_owned(),
            Loss::MeanSquaredError => format!("(2 / {outputs}) * (p - y)"),
            Loss::MeanAbsoluteError => format!("Math.sign(p - y){divided}"),
            Loss::Huber => format!("clipped(p - y){divided}"),
            // Taken together with the slope of the activation.
            Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => "p - y".to_owned(),
        }
    }
}
