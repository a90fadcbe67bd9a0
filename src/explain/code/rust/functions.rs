//! The functions of the program: what is done with matrices, activations and their slopes, and the forward pass.

use super::Rust;
use crate::activation::Activation;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, plain};
use crate::explain::code::statement::Item;
use crate::loss::Loss;
use crate::network::Bias;

/// What every program does with its matrices.
const MATRICES: &str = "\
type Matrix = Vec<Vec<f64>>;

/// Rows by columns: each row of A with each column of B.
fn product(A: &Matrix, B: &Matrix) -> Matrix {
    let cell = |row: &Vec<f64>, j: usize| row.iter().zip(B).map(|(x, line)| x * line[j]).sum();
    A.iter().map(|row| (0..B[0].len()).map(|j| cell(row, j)).collect()).collect()
}

fn transposed(A: &Matrix) -> Matrix {
    (0..A[0].len()).map(|j| A.iter().map(|row| row[j]).collect()).collect()
}

/// The function f of the numbers that stand in the same place of each matrix.
fn each<const N: usize>(of: [&Matrix; N], f: impl Fn([f64; N]) -> f64) -> Matrix {
    let place = |i: usize, j: usize| f(of.map(|A| A[i][j]));
    (0..of[0].len()).map(|i| (0..of[0][i].len()).map(|j| place(i, j)).collect()).collect()
}

fn sum(numbers: &[f64]) -> f64 {
    numbers.iter().sum()
}

fn mean(numbers: &[f64]) -> f64 {
    sum(numbers) / numbers.len() as f64
}

/// A matrix as text, without brackets around a single row or number.
fn text(A: &Matrix) -> String {
    match (A.len(), A[0].len()) {
        (1, 1) => format!(\"{:?}\", A[0][0]),
        (1, _) => format!(\"{:?}\", A[0]),
        (_, 1) => format!(\"{:?}\", A.iter().map(|row| row[0]).collect::<Vec<f64>>()),
        _ => format!(\"{:?}\", A),
    }
}";

/// What is done with biases.
const BIASES: &str = "
/// A row, added to every row.
fn plus(A: &Matrix, b: &Matrix) -> Matrix {
    A.iter().map(|row| row.iter().zip(&b[0]).map(|(x, y)| x + y).collect()).collect()
}";

const MEAN_ROW: &str = "
fn mean_row(A: &Matrix) -> Matrix {
    vec![transposed(A).iter().map(|column| mean(column)).collect()]
}";

/// What is done for each sample.
const OF_ROWS: &str = "
/// The function f of each row.
fn of_rows(A: &Matrix, f: fn(&[f64]) -> f64) -> Vec<f64> {
    A.iter().map(|row| f(row)).collect()
}";

const LOG_SUM: &str = "
/// The logarithm of a sum of exponentials. The largest is 1: nothing overflows.
fn log_sum(z: &[f64]) -> f64 {
    let top = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top.is_infinite() { top } else { top + z.iter().map(|x| (x - top).exp()).sum::<f64>().ln() }
}";

const CHOSEN: &str = "
fn chosen(rows: &Matrix, order: &[usize]) -> Matrix {
    order.iter().map(|&row| rows[row].clone()).collect()
}";

const DOCUMENT: &str = "
fn row(numbers: &serde_json::Value) -> Vec<f64> {
    numbers.as_array().expect(\"a row\").iter().map(|x| x.as_f64().expect(\"a number\")).collect()
}

fn matrix(rows: &serde_json::Value) -> Matrix {
    rows.as_array().expect(\"a matrix\").iter().map(row).collect()
}";

impl Rust<'_> {
    pub(super) fn functions(&self) -> Vec<Line> {
        let mut text = vec![MATRICES];
        text.extend(self.matrix_functions());
        let mut scalars = self.scalar_functions();
        if !scalars.is_empty() {
            scalars.insert(0, "");
        }
        text.extend(scalars);
        text.extend(self.loss_functions());
        let mut lines = plain(text.join("\n").split('\n'));
        for function in self.step_functions() {
            lines.push(Line::plain(""));
            lines.extend(plain(function));
        }
        lines.push(Line::plain(""));
        lines.extend(self.forward());
        lines
    }

    fn matrix_functions(&self) -> Vec<&'static str> {
        let program = self.0;
        let biases: Vec<Bias> = (0..program.layers).map(|l| program.bias(l)).collect();
        let wanted = [
            (program.in_file, DOCUMENT),
            (self.chooses(), CHOSEN),
            (biases.iter().any(|&bias| bias != Bias::Absent), BIASES),
            // The gradients of frozen biases are computed as usual.
            (biases.iter().any(|&bias| bias != Bias::Absent), MEAN_ROW),
            (!self.takes_entropy(), OF_ROWS),
            (self.takes_entropy(), LOG_SUM),
        ];
        wanted.into_iter().filter_map(|(is_wanted, text)| is_wanted.then_some(text)).collect()
    }

    fn scalar_functions(&self) -> Vec<&'static str> {
        let program = self.0;
        let needs = |own: &[Activation]| own.iter().any(|&activation| program.uses(activation));
        let mut scalars = Vec::new();
        if needs(&[Activation::Sigmoid, Activation::Softplus, Activation::Silu]) {
            scalars.push("fn sigmoid(z: f64) -> f64 {\n    1.0 / (1.0 + (-z).exp())\n}\n");
        }
        let binary = program.config.loss == Loss::BinaryCrossEntropy;
        if needs(&[Activation::Softplus]) || (binary && !program.is_binary_of_softmax()) {
            scalars.push(
                "fn softplus(z: f64) -> f64 {\n    z.max(0.0) + (-z.abs()).exp().ln_1p()  // ln(1 + e^z)\n}\n",
            );
        }
        let definitions = Activation::ALL.into_iter().filter(|&f| program.uses(f)).map(definition);
        scalars.extend(definitions.filter(|text| !text.is_empty()));
        // Each ends with an empty line for the next.
        if let Some(last) = scalars.last_mut() {
            *last = last.trim_end();
        }
        scalars
    }

    fn forward(&self) -> Vec<Line> {
        let parameters: String = self.parameter_names().map(|name| format!(", {name}: &Matrix")).collect();
        let count = self.0.forward().count();
        let matrices = vec!["Matrix"; count].join(", ");
        let given = if count > 1 { format!("({matrices})") } else { matrices };
        let mut lines = plain([format!("fn forward(X: &Matrix{parameters}) -> {given} {{")]);
        let body = self.write(self.0.forward().map(Item::Do));
        lines.extend(body.into_iter().map(|line| line.indented("    ")));
        lines.extend(plain([format!("    {}", self.returned()), "}".to_owned()]));
        lines
    }
}

/// An activation of `z` that takes one number.
pub(super) fn function(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity | Activation::Softmax => "z",
        Activation::Sigmoid => "sigmoid(z)",
        Activation::Tanh => "z.tanh()",
        Activation::Relu => "z.max(0.0)",
        Activation::LeakyRelu => "leaky_relu(z)",
        Activation::Elu => "elu(z)",
        Activation::Softplus => "softplus(z)",
        Activation::Gelu => "gelu(z)",
        Activation::Silu => "z * sigmoid(z)",
    }
}

/// `f′` as a factor, and whether it is a function of the pre-activation `z` rather than of the value, which is called
/// `value`; `None` where it is 1.
pub(super) fn slope(activation: Activation, value: &str) -> Option<(String, bool)> {
    Some(match activation {
        Activation::Identity => return None,
        Activation::Sigmoid | Activation::Softmax => (format!("{value} * (1.0 - {value})"), false),
        Activation::Tanh => (format!("(1.0 - {value} * {value})"), false),
        Activation::Relu => (format!("if {value} > 0.0 {{ 1.0 }} else {{ 0.0 }}"), false),
        Activation::LeakyRelu => (format!("if {value} > 0.0 {{ 1.0 }} else {{ 0.01 }}"), false),
        Activation::Elu => ("z.min(0.0).exp()".to_owned(), true),
        Activation::Softplus => ("sigmoid(z)".to_owned(), true),
        Activation::Gelu => ("gelu_slope(z)".to_owned(), true),
        Activation::Silu => ("silu_slope(z)".to_owned(), true),
    })
}

/// The functions that a layer of this kind calls, but for the sigmoid and what others define too.
fn definition(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity
        | Activation::Sigmoid
        | Activation::Tanh
        | Activation::Relu
        | Activation::Softplus => "",
        Activation::LeakyRelu => {
            "fn leaky_relu(z: f64) -> f64 {\n    if z > 0.0 { z } else { 0.01 * z }\n}\n"
        }
        Activation::Elu => "fn elu(z: f64) -> f64 {\n    if z > 0.0 { z } else { z.exp_m1() }\n}\n",
        Activation::Silu => {
            "\
fn silu_slope(z: f64) -> f64 {
    sigmoid(z) * (1.0 + z * (1.0 - sigmoid(z)))
}
"
        }
        Activation::Gelu => GELU,
        Activation::Softmax => {
            "\
fn softmax(Z: &Matrix) -> Matrix {
    let of_row = |z: &Vec<f64>| {
        let top = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let e: Vec<f64> = z.iter().map(|x| (x - top).exp()).collect();  // the largest is 1: nothing overflows
        e.iter().map(|x| x / sum(&e)).collect()
    };
    Z.iter().map(of_row).collect()
}
"
        }
    }
}

const GELU: &str = "\
fn gelu(z: f64) -> f64 {
    z * distribution(z)
}

fn gelu_slope(z: f64) -> f64 {
    distribution(z) + z * (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt()
}

/// The share of a normal distribution below z.
fn distribution(z: f64) -> f64 {
    erfc(-z / 2f64.sqrt()) / 2.0
}

/// The complementary error function, which the standard library does not have: a series, far out a continued fraction.
fn erfc(x: f64) -> f64 {
    if x < 0.0 {
        return 2.0 - erfc(-x);
    }
    let root = std::f64::consts::PI.sqrt();
    if x < 2.0 {
        let (mut term, mut total, mut n) = (x, x, 1.0);
        while term > 1e-17 * total {
            term *= 2.0 * x * x / (2.0 * n + 1.0);
            total += term;
            n += 1.0;
        }
        return 1.0 - 2.0 / root * (-x * x).exp() * total;
    }
    let fraction = (1..=100).rev().fold(0.0, |fraction, n| f64::from(n) / 2.0 / (x + fraction));
    (-x * x).exp() / root / (x + fraction)
}
";
