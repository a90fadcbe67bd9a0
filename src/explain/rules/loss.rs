//! Losses in formulas and words: each loss, its slope and its name side by side.

use crate::explain::formula::{Expr, Leaf};
use crate::explain::words::listed;
use crate::loss::Loss;

/// `E` of one sample, from its predictions and targets.
pub fn rule(loss: Loss, pairs: &[(Leaf, Leaf)]) -> Expr {
    let squares = Expr::sum(pairs.iter().map(|(p, y)| Expr::square(difference(p, y))).collect());
    match loss {
        Loss::HalfSquaredError => Expr::product(vec![part(1, 2), squares]),
        Loss::MeanSquaredError if pairs.len() == 1 => squares,
        _ => Expr::product(vec![part(1, pairs.len()), squares]),
    }
}

/// `∂E/∂p` of one of `outputs` predictions, as factors.
pub fn slope(loss: Loss, p: &Leaf, y: &Leaf, outputs: usize) -> Vec<Expr> {
    match loss {
        Loss::HalfSquaredError => vec![difference(p, y)],
        Loss::MeanSquaredError if outputs == 1 => vec![Expr::Constant(2), difference(p, y)],
        _ => vec![part(2, outputs), difference(p, y)],
    }
}

/// `E` of one sample in words; `differences` are `0.75 minus 0.01`, or what there is to say of very many.
pub fn spoken(loss: Loss, differences: &Differences) -> String {
    match (loss, differences) {
        (Loss::HalfSquaredError, Differences::Few(few)) => match few.as_slice() {
            [one] => format!("half the square of {one}"),
            few => format!("half the sum of the squares of {}", listed(few)),
        },
        (Loss::HalfSquaredError, Differences::Many(count)) => {
            format!("half the sum of the {count} squared differences between predictions and targets")
        }
        (_, Differences::Few(few)) => match few.as_slice() {
            [one] => format!("the square of {one}"),
            few => format!("the mean of the squares of {}", listed(few)),
        },
        (_, Differences::Many(count)) => {
            format!("the mean of the {count} squared differences between predictions and targets")
        }
    }
}

/// `∂E/∂p` in words; `p` and `y` as they are shown.
pub fn spoken_slope(loss: Loss, p: &str, y: &str, outputs: usize) -> String {
    match loss {
        Loss::HalfSquaredError => format!("{p} minus {y}"),
        Loss::MeanSquaredError if outputs == 1 => format!("2 times the difference {p} minus {y}"),
        _ => format!("2 divided by {outputs}, times the difference {p} minus {y}"),
    }
}

/// The differences between predictions and targets, as a sentence names them.
pub enum Differences {
    /// Each of them.
    Few(Vec<String>),
    /// How many there are.
    Many(usize),
}

fn difference(p: &Leaf, y: &Leaf) -> Expr {
    Expr::difference(Expr::Leaf(p.clone()), Expr::Leaf(y.clone()))
}

fn part(above: usize, below: usize) -> Expr {
    Expr::fraction(Expr::Constant(above), Expr::Constant(below))
}
