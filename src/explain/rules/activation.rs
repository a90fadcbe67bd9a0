//! Activation functions in formulas and words: each function, its slope and its name side by side.

use super::softmax::LARGEST_POWER;
use crate::activation::{Activation, LEAK};
use crate::explain::formula::{Expr, Leaf};
use crate::explain::function::Function;
use crate::explain::piece::Piece;
use std::f64::consts::PI;

/// `f(z)` of one unit: the sides of the equation that follow `a = `. Of a function in pieces the last one is the
/// piece that applies. (`softmax` beside this module has the function of several units.)
pub fn rule(activation: Activation, leaf: &Leaf) -> Vec<Expr> {
    let z = || Expr::Leaf(leaf.clone());
    let value = leaf.value.unwrap_or(f64::NAN);
    match activation {
        Activation::Identity => vec![z()],
        Activation::Sigmoid => vec![named('σ', z()), sigmoid(z())],
        Activation::Tanh => vec![Function::Tanh.of(z())],
        Activation::Relu => vec![Expr::Call(Function::Max, vec![Expr::Constant(0), z()])],
        Activation::LeakyRelu => {
            let below = || Expr::Product(vec![leak(), z()]);
            let piece = if value < 0.0 { below() } else { z() };
            vec![Expr::Call(Function::Max, vec![below(), z()]), piece]
        }
        Activation::Elu if value < 0.0 => {
            vec![Function::named("ELU", z()), Expr::difference(Function::Exp.of(z()), Expr::Constant(1))]
        }
        Activation::Elu => vec![Function::named("ELU", z()), z()],
        // The same, where no calculator could take e to that power.
        Activation::Softplus if value > LARGEST_POWER => {
            vec![
                Function::Ln.of(one_plus(Function::Exp.of(z()))),
                Expr::sum(vec![z(), Function::Ln.of(one_plus(power_of_minus(z())))]),
            ]
        }
        Activation::Softplus => vec![Function::Ln.of(one_plus(Function::Exp.of(z())))],
        Activation::Gelu => {
            let mut factors = vec![half(), z()];
            factors.push(twice_distribution(z()));
            vec![Expr::Product(vec![z(), named('Φ', z())]), Expr::Product(factors)]
        }
        Activation::Silu => vec![
            Expr::Product(vec![z(), named('σ', z())]),
            Expr::fraction(z(), one_plus(power_of_minus(z()))),
        ],
        // Of a single unit.
        Activation::Softmax => vec![Expr::fraction(Function::Exp.of(z()), Function::Exp.of(z()))],
    }
}

/// `f′(z)` as a factor; `None` for the identity, whose slope is 1. `slope` is its value.
pub fn slope(activation: Activation, z: &Leaf, a: &Leaf, slope: f64) -> Option<Expr> {
    let z_is = z.value.unwrap_or(f64::NAN);
    let (symbol, z_of, a_of) = (z, || Expr::Leaf(z.clone()), || Expr::Leaf(a.clone()));
    match activation {
        Activation::Identity => None,
        Activation::Sigmoid | Activation::Softmax => Some(Expr::Product(vec![a_of(), one_minus(a_of())])),
        Activation::Tanh => Some(one_minus(Expr::square(a_of()))),
        Activation::Elu if z_is <= 0.0 => Some(Function::Exp.of(z_of())),
        // One of two numbers, which no formula of z or a says better than its name.
        Activation::Relu | Activation::LeakyRelu | Activation::Elu => Some(Expr::Leaf(Leaf {
            symbol: Piece::Applied(
                Box::new(Piece::Scripts {
                    base: Box::new(Piece::Letter('f')),
                    sub: None,
                    sup: Some(Box::new(Piece::Letter('′'))),
                }),
                Box::new(symbol.symbol.clone()),
            ),
            value: Some(slope),
            subject: symbol.subject,
        })),
        Activation::Softplus => Some(sigmoid(z_of())),
        // Φ(z) + z φ(z)
        Activation::Gelu => {
            let square = Expr::fraction(Expr::square(z_of()), Expr::Constant(2));
            let below = Function::Sqrt.of(Expr::Product(vec![Expr::Constant(2), pi()]));
            let density = Expr::fraction(Expr::Product(vec![z_of(), power_of_minus(square)]), below);
            Some(Expr::sum(vec![Expr::Product(vec![half(), twice_distribution(z_of())]), density]))
        }
        // σ(z) + z σ(z) (1 − σ(z)), with a = z σ(z)
        Activation::Silu => {
            let rest = Expr::fraction(one_minus(a_of()), one_plus(power_of_minus(z_of())));
            Some(Expr::sum(vec![a_of(), rest]))
        }
    }
}

/// What it is called in a sentence: `the sigmoid`.
pub fn name(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "the identity",
        Activation::Sigmoid => "the sigmoid",
        Activation::Tanh => "the hyperbolic tangent",
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => "leaky ReLU",
        Activation::Elu => "ELU",
        Activation::Softplus => "softplus",
        Activation::Gelu => "GELU",
        Activation::Silu => "SiLU",
        Activation::Softmax => "softmax",
    }
}

/// Its value in words for one of `units` units, `shown` being `z` as it is shown: `the sigmoid of 0.3775`.
pub fn spoken(activation: Activation, z: f64, shown: &str, units: usize) -> String {
    match activation {
        Activation::Identity | Activation::Sigmoid | Activation::Tanh => {
            format!("{} of {shown}", name(activation))
        }
        Activation::Relu => format!("the larger of 0 and {shown}"),
        Activation::LeakyRelu if z < 0.0 => format!("leaky ReLU of {shown}, below 0 a hundredth of it"),
        Activation::Elu if z < 0.0 => format!("ELU of {shown}, below 0 e to that power minus 1"),
        Activation::LeakyRelu | Activation::Elu if z > 0.0 => {
            format!("{} of {shown}, above 0 the number itself", name(activation))
        }
        Activation::LeakyRelu | Activation::Elu => format!("{} of {shown}", name(activation)),
        Activation::Softplus => {
            format!("softplus of {shown}, the natural logarithm of 1 plus e to that power")
        }
        Activation::Gelu => {
            format!("GELU of {shown}, the number times the share of a normal distribution that lies below it")
        }
        Activation::Silu => format!("SiLU of {shown}, the number times its sigmoid"),
        Activation::Softmax => {
            format!("e to the power of {shown}, divided by the sum of such powers over all {units} outputs")
        }
    }
}

/// The rule of a slope that has pieces, and why this one applies at `z`, `shown` as it is shown; `None` where the
/// formula says it.
pub fn spoken_slope(activation: Activation, z: f64, shown: &str) -> Option<String> {
    let below = match activation {
        Activation::Relu => "0",
        Activation::LeakyRelu => "0.01",
        // The formula has the power of e, and both slopes at 0 are 1.
        Activation::Elu if z > 0.0 => "e to the power of z",
        Activation::Elu
        | Activation::Identity
        | Activation::Sigmoid
        | Activation::Tanh
        | Activation::Softplus
        | Activation::Gelu
        | Activation::Silu
        | Activation::Softmax => return None,
    };
    let here = if z == 0.0 { "z is exactly 0, in the kink".to_owned() } else { format!("z is {shown}") };
    Some(format!("1 if z is above 0, otherwise {below}; {here}"))
}

// ---- parts of formulas ------------------------------------------------------------------------------------------

/// `1 / (1 + e⁻ᶻ)`
fn sigmoid(z: Expr) -> Expr {
    Expr::fraction(Expr::Constant(1), one_plus(power_of_minus(z)))
}

/// `1 + erf(z/√2)`, which is `2 Φ(z)`.
fn twice_distribution(z: Expr) -> Expr {
    let root = Function::Sqrt.of(Expr::Constant(2));
    one_plus(Function::Erf.of(Expr::fraction(z, root)))
}

/// `e⁻ˣ`
pub(super) fn power_of_minus(x: Expr) -> Expr {
    Function::Exp.of(Expr::Negative(Box::new(x)))
}

pub(super) fn one_plus(x: Expr) -> Expr {
    Expr::sum(vec![Expr::Constant(1), x])
}

pub(super) fn one_minus(x: Expr) -> Expr {
    Expr::difference(Expr::Constant(1), x)
}

pub(super) fn half() -> Expr {
    Expr::fraction(Expr::Constant(1), Expr::Constant(2))
}

fn named(letter: char, of: Expr) -> Expr {
    Function::Named(Piece::Letter(letter)).of(of)
}

fn leak() -> Expr {
    Expr::Literal { digits: "0.01".to_owned(), value: LEAK }
}

fn pi() -> Expr {
    Expr::Leaf(Leaf { symbol: Piece::Letter('π'), value: Some(PI), subject: None })
}
