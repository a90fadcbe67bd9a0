//! Optimizers in formulas and words.

use crate::explain::formula::{Expr, Leaf};
use crate::optimizer::Optimizer;

/// The new value of a parameter.
pub fn rule(optimizer: Optimizer, value: Leaf, gradient: Leaf, rate: Leaf) -> Expr {
    match optimizer {
        _ => Expr::difference(Expr::Leaf(value), Expr::Product(vec![Expr::Leaf(rate), Expr::Leaf(gradient)])),
    }
}

/// The new value of a parameter in words, the numbers as they are shown.
pub fn spoken(optimizer: Optimizer, value: &str, gradient: &str, rate: &str) -> String {
    match optimizer {
        _ => format!("{value} minus {rate} times {gradient}"),
    }
}
