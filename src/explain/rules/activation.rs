//! Activation functions in formulas and words: each function, its slope and its name side by side.

use crate::activation::Activation;
use crate::explain::formula::{Expr, Function, Leaf, Term};
use crate::explain::piece::Piece;

/// `f(z)`: the sides of the equation that follow `a = `.
pub fn rule(activation: Activation, z: &Leaf) -> Vec<Expr> {
    let z = Expr::Leaf(z.clone());
    match activation {
        Activation::Identity => vec![z],
        Activation::Sigmoid => {
            let power = Expr::Call(Function::Exp, vec![Expr::Negative(Box::new(z.clone()))]);
            let below = Expr::sum(vec![Expr::Constant(1), power]);
            vec![
                Expr::Call(Function::Named(Piece::Letter('σ')), vec![z]),
                Expr::fraction(Expr::Constant(1), below),
            ]
        }
        Activation::Tanh => vec![Expr::Call(Function::Tanh, vec![z])],
        Activation::Relu
        | Activation::LeakyRelu
        | Activation::Elu
        | Activation::Softplus
        | Activation::Gelu
        | Activation::Silu
        | Activation::Softmax => vec![Expr::Call(Function::Max, vec![Expr::Constant(0), z])],
    }
}

/// `f′(z)` as a factor; `None` for the identity, whose slope is 1. `slope` is its value.
pub fn slope(activation: Activation, z: &Leaf, a: &Leaf, slope: f64) -> Option<Expr> {
    let one_minus =
        |of| Expr::Sum(vec![Term { negative: false, of: Expr::Constant(1) }, Term { negative: true, of }]);
    let a = Expr::Leaf(a.clone());
    match activation {
        Activation::Identity => None,
        Activation::Sigmoid => Some(Expr::Product(vec![a.clone(), one_minus(a)])),
        Activation::Tanh => Some(one_minus(Expr::square(a))),
        // 0 or 1, which no formula of z or a says better than its name.
        _ => Some(Expr::Leaf(Leaf {
            symbol: Piece::Applied(
                Box::new(Piece::Scripts {
                    base: Box::new(Piece::Letter('f')),
                    sub: None,
                    sup: Some(Box::new(Piece::Letter('′'))),
                }),
                Box::new(z.symbol.clone()),
            ),
            value: Some(slope),
            subject: z.subject,
        })),
    }
}

/// What it is called in a sentence: `the sigmoid`.
pub fn name(activation: Activation) -> &'static str {
    match activation {
        Activation::Identity => "the identity",
        Activation::Sigmoid => "the sigmoid",
        Activation::Tanh => "the hyperbolic tangent",
        _ => "ReLU",
    }
}

/// Its value in words, `z` as it is shown: `the sigmoid of 0.3775`.
pub fn spoken(activation: Activation, z: &str) -> String {
    match activation {
        Activation::Identity | Activation::Sigmoid | Activation::Tanh => {
            format!("{} of {z}", name(activation))
        }
        _ => format!("the larger of 0 and {z}"),
    }
}
