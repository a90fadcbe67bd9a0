//! Formulas in exact arithmetic.

use super::Fraction;
use crate::explain::formula::{Expr, Leaf};
use crate::explain::function::Function;
use std::cmp::Ordering;

/// Why something is no fraction that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Nothing has computed it yet.
    NotComputed,
    /// This in it is no fraction: `a power of e`.
    Irrational(&'static str),
    /// It has more digits than [`Fraction`] holds.
    TooLong,
    /// It is a division by 0, or another computation without a result.
    Undefined,
}

type Exactly = Result<Fraction, Missing>;

/// What a formula comes to, `read` giving the exact number of each symbol.
///
/// # Errors
/// Why that is no fraction: the first reason in the order of the formula.
pub fn evaluate(expr: &Expr, read: &dyn Fn(&Leaf) -> Exactly) -> Exactly {
    let value = |expr: &Expr| evaluate(expr, read);
    match expr {
        Expr::Constant(number) => Ok(Fraction::whole(*number)),
        Expr::Literal { digits, .. } => Fraction::parse(digits).ok_or(Missing::TooLong),
        Expr::Leaf(leaf) | Expr::Count(leaf) => read(leaf),
        Expr::Sum(terms) => terms.iter().try_fold(Fraction::ZERO, |sum, term| {
            let value = value(&term.of)?;
            sum.plus(if term.negative { value.negative() } else { value }).ok_or(Missing::TooLong)
        }),
        Expr::Product(factors) => product(factors.iter().map(value)),
        Expr::Fraction(above, below) => {
            let below = value(below)?.inverse().ok_or(Missing::Undefined);
            product([value(above), below].into_iter())
        }
        Expr::Power(base, power) => {
            let (base, power) = (value(base)?, value(power)?);
            let times = u64::try_from(power.above()).ok().filter(|_| power.below() == 1);
            base.power(times.ok_or(Missing::Irrational("a power"))?).ok_or(Missing::TooLong)
        }
        Expr::Negative(of) => Ok(value(of)?.negative()),
        Expr::Marked(_, of) => value(of),
        Expr::Call(function, arguments) => {
            let arguments: Result<Vec<Fraction>, Missing> = arguments.iter().map(value).collect();
            call(function, &arguments?)
        }
        Expr::SumOver(..) | Expr::Matrix(_) | Expr::Text(_) | Expr::Dots | Expr::Omitted(_) => {
            Err(Missing::NotComputed)
        }
    }
}

/// A product; 0 where one factor is, whatever number an irrational one beside it is.
fn product(factors: impl Iterator<Item = Exactly>) -> Exactly {
    let mut product = Ok(Fraction::ONE);
    let mut zero = false;
    for factor in factors {
        zero |= factor.is_ok_and(Fraction::is_zero);
        product = match (product, factor) {
            (Err(Missing::Undefined | Missing::NotComputed), _) => return product,
            (_, Err(Missing::Undefined | Missing::NotComputed)) => return factor,
            (Ok(product), Ok(factor)) => product.times(factor).ok_or(Missing::TooLong),
            (Err(_), _) => product,
            (Ok(_), Err(_)) => factor,
        };
    }
    if zero { Ok(Fraction::ZERO) } else { product }
}

/// Functions are fractions of fractions in few places, and nowhere else.
fn call(function: &Function, arguments: &[Fraction]) -> Exactly {
    let at_zero = |argument: &Fraction, there: Fraction, what| {
        if argument.is_zero() { Ok(there) } else { Err(Missing::Irrational(what)) }
    };
    match (function, arguments) {
        (Function::Exp, [x]) => at_zero(x, Fraction::ONE, "a power of e"),
        (Function::Tanh, [x]) => at_zero(x, Fraction::ZERO, "a hyperbolic tangent"),
        (Function::Erf, [x]) => at_zero(x, Fraction::ZERO, "the error function"),
        (Function::Ln, [x]) if x.above() <= 0 => Err(Missing::Undefined),
        (Function::Ln, [x]) if *x == Fraction::ONE => Ok(Fraction::ZERO),
        (Function::Ln, [_]) => Err(Missing::Irrational("a logarithm")),
        (Function::Sqrt, [x]) if x.above() < 0 => Err(Missing::Undefined),
        (Function::Sqrt, [x]) => x.root().ok_or(Missing::Irrational("a root")),
        (Function::Abs, [x]) => Ok(x.abs()),
        (Function::Sign, [x]) => Ok(x.sign()),
        (Function::Max, [x, y]) => match x.partial_cmp(y) {
            Some(Ordering::Less) => Ok(*y),
            Some(_) => Ok(*x),
            None => Err(Missing::TooLong),
        },
        _ => Err(Missing::NotComputed),
    }
}
