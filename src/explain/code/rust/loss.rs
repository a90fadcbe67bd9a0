//! The loss of the program and the errors of its last layer.

use super::Rust;
use super::functions::slope;
use crate::activation::Activation;
use crate::loss::Loss;

const HUBER: &str = "
fn huber(d: f64) -> f64 {
    if d.abs() <= 1.0 { d * d / 2.0 } else { d.abs() - 0.5 }
}";

const SIGN: &str = "
/// 1, -1, or 0 for 0.
fn sign(d: f64) -> f64 {
    if d == 0.0 { 0.0 } else { d.signum() }
}";

const SOFTMAX_ERRORS: &str = "
/// Each output of a softmax depends on every pre-activation.
fn softmax_errors(P: &Matrix, G: &Matrix) -> Matrix {
    let of_row = |(p, g): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
        let through: f64 = p.iter().zip(g).map(|(x, y)| x * y).sum();
        p.iter().zip(g).map(|(x, y)| x * (y - through)).collect()
    };
    P.iter().zip(G).map(of_row).collect()
}";

const CATEGORICAL: &str = "
fn entropy(Z: &Matrix, Y: &Matrix) -> f64 {
    let of_row = |(z, y): (&Vec<f64>, &Vec<f64>)| -> f64 {
        let all = log_sum(z);
        -z.iter().zip(y).map(|(x, y)| y * (x - all)).sum::<f64>()
    };
    mean(&Z.iter().zip(Y).map(of_row).collect::<Vec<f64>>())
}";

/// The targets of a sample need not add up to 1.
const WEIGHTED_ERRORS: &str = "
fn errors(P: &Matrix, Y: &Matrix) -> Matrix {
    let of_row = |(p, y): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
        p.iter().zip(y).map(|(p, target)| p * sum(y) - target).collect()
    };
    P.iter().zip(Y).map(of_row).collect()
}";

const BINARY_OF_SOFTMAX: &str = "
/// The logarithm of the sum without output k.
fn log_others(z: &[f64], k: usize) -> f64 {
    log_sum(&[&z[..k], &z[k + 1..]].concat())
}

fn entropy(Z: &Matrix, Y: &Matrix) -> f64 {
    let of_row = |(z, y): (&Vec<f64>, &Vec<f64>)| -> f64 {
        let all = log_sum(z);
        let rest = |k: usize| if y[k] == 1.0 { 0.0 } else { (1.0 - y[k]) * (log_others(z, k) - all) };
        -mean(&(0..z.len()).map(|k| y[k] * (z[k] - all) + rest(k)).collect::<Vec<f64>>())
    };
    mean(&Z.iter().zip(Y).map(of_row).collect::<Vec<f64>>())
}

fn errors(Z: &Matrix, P: &Matrix, Y: &Matrix) -> Matrix {
    let of_row = |(z, (p, y)): (&Vec<f64>, (&Vec<f64>, &Vec<f64>))| -> Vec<f64> {
        let n = z.len();
        let ratio = |j: usize, k: usize| (z[k] - log_others(z, j)).exp();  // p[k] / (1 - p[j])
        let share = |j: usize, k: usize| if j == k { 0.0 } else { ratio(j, k) * (p[j] - y[j]) };
        let through = |k: usize| (0..n).map(|j| share(j, k)).sum::<f64>();
        (0..n).map(|k| (p[k] - y[k] - through(k)) / n as f64).collect()
    };
    Z.iter().zip(P.iter().zip(Y)).map(of_row).collect()
}";

impl Rust<'_> {
    /// Whether the loss is taken from all the pre-activations of a sample at once.
    pub(super) fn takes_entropy(&self) -> bool {
        self.0.is_binary_of_softmax() || self.0.config.loss == Loss::CategoricalCrossEntropy
    }

    /// The loss, as what it is given: of each sample first, then the mean of them.
    pub(super) fn loss(&self) -> String {
        let z = format!("Z{}", self.0.layers);
        let of_samples =
            |of: &str, f: &str| format!("mean(&of_rows(&each([&prediction, &Y], |[p, y]| {of}), {f}))");
        match self.0.config.loss {
            Loss::HalfSquaredError => {
                of_samples("(p - y) * (p - y)", "sum") + " / 2.0;  // half the squared error"
            }
            Loss::MeanSquaredError => {
                of_samples("(p - y) * (p - y)", "mean") + ";  // the mean squared error"
            }
            Loss::MeanAbsoluteError => of_samples("(p - y).abs()", "mean") + ";  // the mean absolute error",
            Loss::Huber => of_samples("huber(p - y)", "mean") + ";  // the Huber loss",
            Loss::BinaryCrossEntropy if self.0.is_binary_of_softmax() => {
                format!("entropy(&{z}, &Y);  // the binary cross-entropy")
            }
            Loss::BinaryCrossEntropy => {
                let entropy = "y * softplus(-z) + (1.0 - y) * softplus(z)";
                let all = format!("mean(&of_rows(&each([&{z}, &Y], |[z, y]| {entropy}), mean))");
                format!("{all};  // the binary cross-entropy")
            }
            Loss::CategoricalCrossEntropy => format!("entropy(&{z}, &Y);  // the cross-entropy"),
        }
    }

    /// The functions that the loss and its slope call.
    pub(super) fn loss_functions(&self) -> Vec<&'static str> {
        let mut found = match self.0.config.loss {
            Loss::HalfSquaredError | Loss::MeanSquaredError => Vec::new(),
            Loss::MeanAbsoluteError => vec![SIGN],
            Loss::Huber => vec![HUBER],
            Loss::BinaryCrossEntropy if self.0.is_binary_of_softmax() => vec![BINARY_OF_SOFTMAX],
            Loss::BinaryCrossEntropy => Vec::new(),
            Loss::CategoricalCrossEntropy if self.0.targets_add_up() => vec![CATEGORICAL],
            Loss::CategoricalCrossEntropy => vec![CATEGORICAL, WEIGHTED_ERRORS],
        };
        if self.0.last_activation() == Activation::Softmax && !self.0.config.loss.is_cross_entropy() {
            found.push(SOFTMAX_ERRORS);
        }
        found
    }

    /// The errors `∂E/∂z` of the last layer.
    pub(super) fn output_errors(&self) -> Vec<String> {
        let n = self.0.layers;
        let divided = self.divided();
        let of_each = |of: &str| vec![format!("let D{n} = each([&prediction, &Y], |[p, y]| {of});")];
        match (self.0.config.loss, self.0.last_activation()) {
            (Loss::BinaryCrossEntropy, Activation::Softmax) => {
                vec![format!("let D{n} = errors(&Z{n}, &prediction, &Y);")]
            }
            (Loss::BinaryCrossEntropy, _) if divided.is_empty() => of_each("p - y"),
            (Loss::BinaryCrossEntropy, _) => of_each(&format!("(p - y){divided}")),
            (Loss::CategoricalCrossEntropy, _) if self.0.targets_add_up() => of_each("p - y"),
            (Loss::CategoricalCrossEntropy, _) => vec![format!("let D{n} = errors(&prediction, &Y);")],
            (_, Activation::Softmax) => vec![
                format!("let G = each([&prediction, &Y], |[p, y]| {});", self.loss_slope()),
                format!("let D{n} = softmax_errors(&prediction, &G);"),
            ],
            (_, activation) => match slope(activation, "p") {
                None => of_each(&self.loss_slope()),
                Some((slope, of_z)) => {
                    let arriving = self.loss_slope();
                    let arriving = if arriving == "p - y" { "(p - y)".to_owned() } else { arriving };
                    let (z, matrix) = if of_z { (", z", format!(", &Z{n}")) } else { ("", String::new()) };
                    let all = format!("|[p, y{z}]| {arriving} * {slope}");
                    vec![format!("let D{n} = each([&prediction, &Y{matrix}], {all});")]
                }
            },
        }
    }

    /// What divides by the number of outputs, where there are several.
    fn divided(&self) -> String {
        let outputs = self.0.network.outputs();
        if outputs == 1 { String::new() } else { format!(" / {outputs}.0") }
    }

    /// `∂E/∂p` of a prediction `p` with its target `y`.
    fn loss_slope(&self) -> String {
        let divided = self.divided();
        match self.0.config.loss {
            Loss::HalfSquaredError => "p - y".to_owned(),
            Loss::MeanSquaredError => format!("2.0{divided} * (p - y)"),
            Loss::MeanAbsoluteError => format!("sign(p - y){divided}"),
            Loss::Huber => format!("(p - y).clamp(-1.0, 1.0){divided}"),
            // Taken together with the slope of the activation.
            Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => "p - y".to_owned(),
        }
    }
}
