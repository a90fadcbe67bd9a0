//! Losses in formulas and words: each loss, its slope and its name side by side.

use super::activation::half;
use super::cross_entropy;
use super::leaves::part;
use super::softmax::LONGEST_CHAIN;
use crate::activation::Activation;
use crate::explain::formula::{Expr, Leaf, Term};
use crate::explain::function::Function;
use crate::explain::piece::Piece;
use crate::explain::words::listed;
use crate::loss::Loss;

/// One output with its target.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its pre-activation.
    pub z: Leaf,
    /// The prediction.
    pub p: Leaf,
    /// The target.
    pub y: Leaf,
}

/// The outputs that a loss is taken of.
#[derive(Debug)]
pub struct Outputs {
    /// The function of the last layer.
    pub activation: Activation,
    /// Each of them.
    pub each: Vec<Output>,
    /// `pₖ` and `yₖ` of any of them, for sums over `k`.
    pub any: (Piece, Piece),
    /// Digits that are shown of a number.
    pub digits: usize,
}

impl Outputs {
    /// A term for each output, or with a `Σ` where they are many.
    pub(super) fn over(&self, term: impl Fn(&Leaf, &Leaf) -> Expr) -> Expr {
        if self.each.len() <= LONGEST_CHAIN {
            return Expr::sum(self.each.iter().map(|output| term(&output.p, &output.y)).collect());
        }
        let unknown = |symbol: &Piece| Leaf { symbol: symbol.clone(), value: None, subject: None };
        Expr::SumOver('k', Box::new(term(&unknown(&self.any.0), &unknown(&self.any.1))))
    }

    /// `1/K` as a factor; `None` for one output.
    pub(super) fn share(&self) -> Option<Expr> {
        share(self.each.len())
    }
}

/// `E` of one sample: the sides of the equation that follow `E = `.
pub fn rule(loss: Loss, outputs: &Outputs) -> Vec<Expr> {
    let each = |term: fn(&Output) -> Expr| Expr::sum(outputs.each.iter().map(term).collect());
    let scaled = |of: Expr| Expr::product(outputs.share().into_iter().chain([of]).collect());
    let squares = || each(|output| Expr::square(difference(&output.p, &output.y)));
    match loss {
        Loss::HalfSquaredError => vec![Expr::product(vec![half(), squares()])],
        Loss::MeanSquaredError => vec![scaled(squares())],
        Loss::MeanAbsoluteError => {
            vec![scaled(each(|output| Function::Abs.of(difference(&output.p, &output.y))))]
        }
        Loss::Huber => {
            let named = outputs.over(|p, y| Function::named("Huber", difference(p, y)));
            let terms = outputs.each.iter().flat_map(huber).collect();
            vec![scaled(named), scaled(flat(terms))]
        }
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => cross_entropy::rule(loss, outputs),
    }
}

/// `½ d²`, or `|d| − ½`.
fn huber(output: &Output) -> Vec<Term> {
    let d = || difference(&output.p, &output.y);
    if is_far(output) {
        return vec![
            Term { negative: false, of: Function::Abs.of(d()) },
            Term { negative: true, of: half() },
        ];
    }
    vec![Term { negative: false, of: Expr::Product(vec![half(), Expr::square(d())]) }]
}

/// Whether the difference is where Huber's loss is a straight line.
fn is_far(output: &Output) -> bool {
    let d = output.p.value.unwrap_or(f64::NAN) - output.y.value.unwrap_or(f64::NAN);
    d.abs() > 1.0
}

/// What stands before each `∂E/∂p`, where the sample has `outputs` of them.
pub fn scale(loss: Loss, outputs: usize) -> Option<Expr> {
    match loss {
        Loss::HalfSquaredError | Loss::CategoricalCrossEntropy => None,
        Loss::MeanSquaredError if outputs == 1 => Some(Expr::Constant(2)),
        Loss::MeanSquaredError => Some(part(2, outputs)),
        Loss::MeanAbsoluteError | Loss::Huber | Loss::BinaryCrossEntropy => share(outputs),
    }
}

/// `∂E/∂p` of one output, but for [`scale`].
pub fn direction(loss: Loss, output: &Output) -> Expr {
    let d = || difference(&output.p, &output.y);
    match loss {
        Loss::HalfSquaredError | Loss::MeanSquaredError => d(),
        Loss::MeanAbsoluteError => Function::Sign.of(d()),
        Loss::Huber if is_far(output) => Function::Sign.of(d()),
        Loss::Huber => d(),
        Loss::BinaryCrossEntropy => {
            let p = || Expr::Leaf(output.p.clone());
            Expr::fraction(d(), Expr::Product(vec![p(), super::activation::one_minus(p())]))
        }
        Loss::CategoricalCrossEntropy => {
            Expr::Negative(Box::new(Expr::fraction(output.y.clone().into(), output.p.clone().into())))
        }
    }
}

/// `∂E/∂p` of one output of `outputs`.
fn slope(loss: Loss, output: &Output, outputs: usize) -> Expr {
    Expr::product(scale(loss, outputs).into_iter().chain([direction(loss, output)]).collect())
}

/// A sentence names at most so many outputs.
const MOST_NAMED: usize = 4;

/// `E` of one sample in words, `show` giving a number as it is shown.
pub fn spoken(loss: Loss, outputs: &Outputs, show: &dyn Fn(&Leaf) -> String) -> String {
    let count = outputs.each.len();
    if loss.is_cross_entropy() {
        return cross_entropy::spoken(loss, outputs, show);
    }
    if count > MOST_NAMED {
        let differences = "differences between predictions and targets";
        return match loss {
            Loss::HalfSquaredError => format!("half the sum of the {count} squared {differences}"),
            Loss::MeanAbsoluteError => format!("the mean of the {count} absolute {differences}"),
            Loss::Huber => format!("the mean Huber loss of the {count} {differences}"),
            Loss::MeanSquaredError | Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => {
                format!("the mean of the {count} squared {differences}")
            }
        };
    }
    let pairs: Vec<String> =
        outputs.each.iter().map(|output| format!("{} minus {}", show(&output.p), show(&output.y))).collect();
    let of = listed(&pairs);
    match loss {
        Loss::HalfSquaredError if count == 1 => format!("half the square of {of}"),
        Loss::HalfSquaredError => format!("half the sum of the squares of {of}"),
        Loss::MeanAbsoluteError if count == 1 => format!("the absolute value of {of}"),
        Loss::MeanAbsoluteError => format!("the mean of the absolute values of {of}"),
        Loss::Huber if count == 1 => match outputs.each.first() {
            Some(output) if is_far(output) => far(&show(&output.p), &show(&output.y)),
            _ => format!("half the square of {of} (within 1)"),
        },
        Loss::Huber => format!("the mean Huber loss of {of}"),
        Loss::MeanSquaredError | Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy if count == 1 => {
            format!("the square of {of}")
        }
        Loss::MeanSquaredError | Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => {
            format!("the mean of the squares of {of}")
        }
    }
}

/// Huber's loss where it is a straight line.
fn far(p: &str, y: &str) -> String {
    format!("the distance from {p} to {y} (more than 1), less one half")
}

/// `∂E/∂p` in words; `p` and `y` as they are shown.
pub fn spoken_slope(loss: Loss, output: &Output, p: &str, y: &str, outputs: usize) -> String {
    let divided = if outputs == 1 { String::new() } else { format!("1 divided by {outputs}, times ") };
    match loss {
        Loss::HalfSquaredError => format!("{p} minus {y}"),
        Loss::MeanSquaredError if outputs == 1 => format!("2 times the difference {p} minus {y}"),
        Loss::MeanSquaredError => format!("2 divided by {outputs}, times the difference {p} minus {y}"),
        Loss::MeanAbsoluteError => format!("{divided}the sign of the difference {p} minus {y}"),
        Loss::Huber if is_far(output) => {
            format!("{divided}the sign of the difference {p} minus {y} (beyond 1)")
        }
        Loss::Huber | Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => {
            format!("{divided}the difference {p} minus {y}")
        }
    }
}

/// `∂E/∂z` of an output of softmax in words, `show` giving a number as it is shown.
pub fn spoken_error_of_softmax(
    loss: Loss,
    outputs: &Outputs,
    output: &Output,
    show: &dyn Fn(Option<f64>) -> String,
) -> String {
    let (p, y) = (show(output.p.value), show(output.y.value));
    let total: f64 = outputs.each.iter().filter_map(|output| output.y.value).sum();
    match loss {
        Loss::CategoricalCrossEntropy if total == 1.0 => {
            format!("{p} minus {y} (the slopes of the loss and of softmax cancel)")
        }
        Loss::CategoricalCrossEntropy => format!("{p} times the sum of the targets, minus {y}"),
        Loss::BinaryCrossEntropy => {
            format!(
                "{p} minus {y}, less its share of what the other outputs are wrong by, all of it divided by {}",
                outputs.each.len()
            )
        }
        Loss::HalfSquaredError | Loss::MeanSquaredError | Loss::MeanAbsoluteError | Loss::Huber => {
            let slope = |output| slope(loss, output, outputs.each.len()).value();
            let weighted = outputs.each.iter().map(|other| Some(slope(other)? * other.p.value?));
            let mean = weighted.sum::<Option<f64>>();
            format!(
                "the prediction {p}, times the difference {} minus {}: its own slope of the loss, less the mean of the slopes by all outputs, weighted by their predictions",
                show(slope(output)),
                show(mean)
            )
        }
    }
}

pub(super) fn difference(p: &Leaf, y: &Leaf) -> Expr {
    Expr::difference(Expr::Leaf(p.clone()), Expr::Leaf(y.clone()))
}

fn share(outputs: usize) -> Option<Expr> {
    (outputs > 1).then(|| part(1, outputs))
}

/// A sum of these terms; a single one that is added is that term.
pub(super) fn flat(mut terms: Vec<Term>) -> Expr {
    match (terms.len(), terms.pop()) {
        (1, Some(Term { negative: false, of })) => of,
        (1, Some(Term { of, .. })) => Expr::Negative(Box::new(of)),
        (_, last) => {
            terms.extend(last);
            Expr::Sum(terms)
        }
    }
}

/// The symbols of any output, for sums over `k`.
pub(super) fn any_output(context: &crate::explain::Context<'_>, layer: usize) -> (Piece, Piece) {
    (context.names.any_activation(layer, 'k'), context.names.any_target('k'))
}
