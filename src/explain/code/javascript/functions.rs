//! The functions of the program: what is done with matrices, activations and their slopes, and the forward pass.

use super::Javascript;
use crate::activation::Activation;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, plain};
use crate::explain::code::statement::Item;
use crate::loss::Loss;
use crate::network::Bias;

/// What every program does with its matrices.
const MATRICES: &str = "\
// Rows by columns: each row of A with each column of B.
function product(A, B) {
  return A.map((row) => B[0].map((_, j) => sum(row.map((x, i) => x * B[i][j]))));
}

function transposed(A) {
  return A[0].map((_, j) => A.map((row) => row[j]));
}

// The function f of the numbers that stand in the same place of each matrix.
function each(f, A, ...others) {
  return A.map((row, i) => row.map((x, j) => f(x, ...others.map((B) => B[i][j]))));
}

function sum(numbers) {
  return numbers.reduce((sum, x) => sum + x, 0);
}

function mean(numbers) {
  return sum(numbers) / numbers.length;
}

// A matrix as text, without brackets around a single row or number.
function text(A) {
  const rows = A.length === 1 ? A[0] : A.map((row) => (row.length === 1 ? row[0] : row));
  return JSON.stringify(rows.length === 1 ? rows[0] : rows).replaceAll(\",\", \", \");
}";

/// What is done with biases.
const BIASES: &str = "
// A row, added to every row.
function plus(A, b) {
  return A.map((row) => row.map((x, j) => x + b[0][j]));
}

function meanRow(A) {
  return [transposed(A).map(mean)];
}";

const LOG_SUM: &str = "
// The logarithm of a sum of exponentials. The largest is 1: nothing overflows.
function logSum(z) {
  const top = Math.max(...z);
  return top + Math.log(sum(z.map((x) => Math.exp(x - top))));
}";

impl Javascript<'_> {
    pub(super) fn functions(&self) -> Vec<Line> {
        let program = self.0;
        let mut text = vec![MATRICES];
        if (0..program.layers).any(|l| program.bias(l) != Bias::Absent) {
            text.push(BIASES);
        }
        let loss = program.config.loss;
        let needs = |own: &[Activation]| own.iter().any(|&activation| program.uses(activation));
        let mut scalars = Vec::new();
        if needs(&[Activation::Sigmoid, Activation::Softplus, Activation::Silu]) {
            scalars.push("const sigmoid = (z) => 1 / (1 + Math.exp(-z));");
        }
        if needs(&[Activation::Softplus])
            || (loss == Loss::BinaryCrossEntropy && !program.is_binary_of_softmax())
        {
            scalars.push(
                "const softplus = (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));  // ln(1 + e^z)",
            );
        }
        scalars.extend(Activation::ALL.into_iter().filter(|&f| program.uses(f)).map(definition));
        scalars.extend(self.loss_functions());
        scalars.retain(|text| !text.is_empty());
        if scalars.first().is_some_and(|text| !text.starts_with('\n')) {
            text.push("");
        }
        text.extend(scalars);
        if program.is_binary_of_softmax() || loss == Loss::CategoricalCrossEntropy {
            text.push(LOG_SUM);
            text.push(self.entropy());
        }
        let mut lines = plain(text.join("\n").split('\n'));
        for function in self.step_functions() {
            lines.push(Line::plain(""));
            lines.extend(plain(function));
        }
        lines.push(Line::plain(""));
        lines.extend(self.forward());
        lines
    }

    fn forward(&self) -> Vec<Line> {
        let mut lines = plain(["function forward(X) {"]);
        lines.extend(self.write(self.0.forward().map(Item::Do)).into_iter().map(|line| line.indented("  ")));
        lines.extend(plain([format!("  return [{}];", self.0.returned()), "}".to_owned()]));
        lines
    }
}

/// What an activation that takes one number is called.
pub(super) fn function(activation: Activation) -> &'static str {
    match activation {
        Activation::Tanh => "Math.tanh",
        Activation::LeakyRelu => "leakyRelu",
        activation => activation.name(),
    }
}

/// `f′` as a factor, and whether it is a function of the pre-activation `z` rather than of the value, which is called
/// `value`; `None` where it is 1.
pub(super) fn slope(activation: Activation, value: &str) -> Option<(String, bool)> {
    Some(match activation {
        Activation::Identity => return None,
        Activation::Sigmoid | Activation::Softmax => (format!("{value} * (1 - {value})"), false),
        Activation::Tanh => (format!("(1 - {value} * {value})"), false),
        Activation::Relu => (format!("({value} > 0 ? 1 : 0)"), false),
        Activation::LeakyRelu => (format!("({value} > 0 ? 1 : 0.01)"), false),
        Activation::Elu => ("Math.exp(Math.min(z, 0))".to_owned(), true),
        Activation::Softplus => ("sigmoid(z)".to_owned(), true),
        Activation::Gelu => ("geluSlope(z)".to_owned(), true),
        Activation::Silu => ("siluSlope(z)".to_owned(), true),
    })
}

/// The functions that a layer of this kind calls, but for the sigmoid and what others define too.
fn definition(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity | Activation::Sigmoid | Activation::Tanh | Activation::Softplus => "",
        Activation::Relu => "const relu = (z) => Math.max(0, z);",
        Activation::LeakyRelu => "const leakyRelu = (z) => (z > 0 ? z : 0.01 * z);",
        Activation::Elu => "const elu = (z) => (z > 0 ? z : Math.expm1(z));",
        Activation::Silu => {
            "\
const silu = (z) => z * sigmoid(z);
const siluSlope = (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z)));"
        }
        Activation::Gelu => {
            "\
const gelu = (z) => z * distribution(z);
const geluSlope = (z) => distribution(z) + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);

// The share of a normal distribution below z.
function distribution(z) {
  return erfc(-z / Math.SQRT2) / 2;
}

// The complementary error function, which JavaScript does not have: a series, far out a continued fraction.
function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  const e = Math.exp(-x * x);
  if (x < 2) {
    let term = x;
    let total = x;
    for (let n = 1; term > 1e-17 * total; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      total += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * e * total;
  }
  let fraction = 0;
  for (let n = 100; n > 0; n--) fraction = n / 2 / (x + fraction);
  return e / Math.sqrt(Math.PI) / (x + fraction);
}"
        }
        Activation::Softmax => {
            "
function softmax(z) {
  const top = Math.max(...z);
  const e = z.map((x) => Math.exp(x - top));  // the largest is 1: nothing overflows
  const total = sum(e);
  return e.map((x) => x / total);
}"
        }
    }
}
