//! The functions that formulas use.

use super::formula::Expr;
use super::piece::Piece;

/// A function that formulas use.
#[derive(Debug, Clone, PartialEq)]
pub enum Function {
    /// `eˣ`
    Exp,
    /// The natural logarithm `ln(x)`.
    Ln,
    /// `√x`
    Sqrt,
    /// `tanh(x)`
    Tanh,
    /// The error function `erf(x)`.
    Erf,
    /// `|x|`
    Abs,
    /// `sgn(x)`: 1, −1, or 0 for 0.
    Sign,
    /// `max(x, y)`
    Max,
    /// Any other, known by its name only: `σ(z)`, `f(x)`.
    Named(Piece),
}

impl Function {
    /// What it gives; `None` for a function that is only a name.
    pub fn value(&self, arguments: &[f64]) -> Option<f64> {
        match (self, arguments) {
            (Function::Exp, [x]) => Some(libm::exp(*x)),
            (Function::Ln, [x]) => Some(libm::log(*x)),
            (Function::Sqrt, [x]) => Some(x.sqrt()),
            (Function::Tanh, [x]) => Some(libm::tanh(*x)),
            (Function::Erf, [x]) => Some(libm::erf(*x)),
            (Function::Abs, [x]) => Some(x.abs()),
            (Function::Sign, [x]) => Some(if *x == 0.0 { 0.0 } else { x.signum() }),
            (Function::Max, [x, y]) => Some(if x < y { *y } else { *x }),
            _ => None,
        }
    }

    /// The function of this name in formulas that somebody types; `None` where it is only a name.
    pub fn find(name: &str) -> Option<Function> {
        Some(match name {
            "exp" => Function::Exp,
            "ln" => Function::Ln,
            "sqrt" => Function::Sqrt,
            "tanh" => Function::Tanh,
            "erf" => Function::Erf,
            "abs" => Function::Abs,
            "sgn" => Function::Sign,
            "max" => Function::Max,
            _ => return None,
        })
    }

    /// The function of one argument.
    pub fn of(self, argument: impl Into<Expr>) -> Expr {
        Expr::Call(self, vec![argument.into()])
    }

    /// A function known only by an upright name, of one argument: `ELU(z)`.
    pub fn named(name: &str, argument: impl Into<Expr>) -> Expr {
        Function::Named(Piece::Word(name.to_owned())).of(argument)
    }
}
