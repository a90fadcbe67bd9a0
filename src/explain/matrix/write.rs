//! An equation in a row: what stands where, before anybody writes it.

use super::model::{Apply, Equation, Matrix, Term};
use crate::activation::Activation;
use crate::explain::Display;
use crate::explain::formula::Expr;
use crate::explain::layout::{Fold, Layout, Mode};
use crate::explain::piece::Piece;
use crate::explain::plain;

/// What stands in a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Token<'a> {
    /// A sign between two things.
    Sign(&'static str),
    /// A minus sign before one.
    Minus,
    /// A number that belongs to no matrix.
    Scalar {
        /// What it is.
        of: &'a Expr,
        /// Whether it stands in parentheses.
        grouped: bool,
    },
    /// What follows is in parentheses, perhaps as the argument of a function.
    Open {
        /// The function.
        function: Option<Piece>,
        /// `(` or `|`.
        fence: &'static str,
    },
    /// The end of that.
    Close {
        /// `)` or `|`.
        fence: &'static str,
        /// The power it is raised to.
        power: Option<usize>,
    },
    /// A matrix.
    Matrix(&'a Matrix),
}

/// Everything in an equation, its sides first, what comes out last.
pub fn tokens(equation: &Equation) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    for side in &equation.sides {
        if !out.is_empty() {
            out.push(Token::Sign("="));
        }
        write(side, &mut out);
    }
    out.push(Token::Sign("="));
    out.push(Token::Matrix(&equation.result));
    out
}

/// The same in parts that hold together where a row is broken into lines: each begins with its sign.
pub fn parts(equation: &Equation) -> Vec<Vec<Token<'_>>> {
    let mut parts: Vec<Vec<Token<'_>>> = Vec::new();
    for token in tokens(equation) {
        // What is deep in parentheses is long enough without them.
        let deep =
            |part: &[Token<'_>]| part.iter().filter(|token| matches!(token, Token::Open { .. })).count() > 1;
        let ended = match parts.last().and_then(|part| part.last()) {
            Some(Token::Scalar { .. }) if parts.last().is_some_and(|part| deep(part)) => true,
            None => true,
            Some(Token::Matrix(_) | Token::Close { .. }) => !matches!(token, Token::Close { .. }),
            Some(Token::Scalar { .. }) => matches!(token, Token::Sign("=" | "+" | "−")),
            Some(Token::Sign(_) | Token::Minus | Token::Open { .. }) => false,
        };
        match parts.last_mut() {
            Some(part) if !ended => part.push(token),
            _ => parts.push(vec![token]),
        }
    }
    parts
}

fn write<'a>(term: &'a Term, out: &mut Vec<Token<'a>>) {
    match term {
        Term::Matrix(matrix) => out.push(Token::Matrix(matrix)),
        Term::Scalar(of) => out.push(Token::Scalar { of, grouped: false }),
        Term::Product(factors) => {
            for (i, factor) in factors.iter().enumerate() {
                let after_scalar = i > 0 && matches!(factors.get(i - 1), Some(Term::Scalar(_)));
                if i > 0 && (!after_scalar || matches!(factor, Term::Scalar(_))) {
                    out.push(Token::Sign("·"));
                }
                match factor {
                    Term::Scalar(of) => out.push(Token::Scalar { of, grouped: is_grouped(of, i > 0) }),
                    Term::Sum(_) | Term::Cells(_) | Term::Over(..) => grouped(factor, out),
                    factor => write(factor, out),
                }
            }
        }
        Term::Cells(factors) => {
            for (i, factor) in factors.iter().enumerate() {
                if i > 0 {
                    out.push(Token::Sign("⊙"));
                }
                factor_of_cells(factor, out);
            }
        }
        Term::Sum(terms) => {
            for (i, (negative, term)) in terms.iter().enumerate() {
                match (i, negative) {
                    (0, true) => out.push(Token::Minus),
                    (0, false) => {}
                    (_, true) => out.push(Token::Sign("−")),
                    (_, false) => out.push(Token::Sign("+")),
                }
                match term {
                    Term::Sum(_) => grouped(term, out),
                    term => write(term, out),
                }
            }
        }
        Term::Over(above, below) => {
            factor_of_cells(above, out);
            out.push(Token::Sign("⊘"));
            match below.as_ref() {
                Term::Matrix(_) | Term::Of(..) => write(below, out),
                below => grouped(below, out),
            }
        }
        Term::Of(apply, of) => {
            let (function, [open, close], power) = function(*apply);
            out.push(Token::Open { function, fence: open });
            write(of, out);
            out.push(Token::Close { fence: close, power });
        }
    }
}

/// A factor beside `⊙`: a product of several matrices is told apart from it.
fn factor_of_cells<'a>(factor: &'a Term, out: &mut Vec<Token<'a>>) {
    let several =
        |factors: &[Term]| factors.iter().filter(|term| !matches!(term, Term::Scalar(_))).count() > 1;
    match factor {
        Term::Product(factors) if several(factors) => grouped(factor, out),
        Term::Sum(_) | Term::Over(..) => grouped(factor, out),
        factor => write(factor, out),
    }
}

fn grouped<'a>(term: &'a Term, out: &mut Vec<Token<'a>>) {
    out.push(Token::Open { function: None, fence: "(" });
    write(term, out);
    out.push(Token::Close { fence: ")", power: None });
}

/// Whether a number needs parentheses as a factor.
fn is_grouped(of: &Expr, follows: bool) -> bool {
    match of {
        Expr::Sum(_) => true,
        Expr::Leaf(leaf) => follows && leaf.value.is_some_and(|value| value < 0.0),
        _ => false,
    }
}

/// How a function of every cell is written: its name, what is around its argument, its power.
fn function(apply: Apply) -> (Option<Piece>, [&'static str; 2], Option<usize>) {
    let round = ["(", ")"];
    let word = |name: &str| (Some(Piece::Word(name.to_owned())), round, None);
    let known = |name| (Some(Piece::Function(name)), round, None);
    let ln_of = |of: Piece| {
        let name = vec![Piece::Function("ln"), Piece::Text(" ".to_owned()), of];
        (Some(Piece::Row(name)), round, None)
    };
    match apply {
        Apply::Activation(Activation::Sigmoid) => (Some(Piece::Letter('σ')), round, None),
        Apply::Activation(Activation::Tanh) => known("tanh"),
        Apply::Activation(Activation::Identity) => (None, round, None),
        Apply::Activation(Activation::Relu) => word("ReLU"),
        Apply::Activation(Activation::LeakyRelu) => word("leaky ReLU"),
        Apply::Activation(Activation::Elu) => word("ELU"),
        Apply::Activation(Activation::Softplus) => word("softplus"),
        Apply::Activation(Activation::Gelu) => word("GELU"),
        Apply::Activation(Activation::Silu) => word("SiLU"),
        Apply::Activation(Activation::Softmax) => word("softmax"),
        Apply::Square => (None, round, Some(2)),
        Apply::Abs => (None, ["|", "|"], None),
        Apply::Sign => word("sgn"),
        Apply::Huber => word("Huber"),
        Apply::Clip => word("clip"),
        Apply::Root => (Some(Piece::Text("√".to_owned())), round, None),
        Apply::Ln => known("ln"),
        Apply::LnSigmoid => ln_of(Piece::Letter('σ')),
        Apply::LnSoftmax => ln_of(Piece::Word("softmax".to_owned())),
        Apply::LnRest => ln_of(Piece::Text("(1 − softmax)".to_owned())),
    }
}

/// A scalar in symbols, where it has any, and in numbers.
pub fn scalar(of: &Expr, grouped: bool, display: &Display) -> (Option<Piece>, Piece) {
    let lay = |mode, grouped| {
        let piece = Layout { mode, display, fold: Fold::Never }.side(of);
        if grouped { Piece::Group(Box::new(piece)) } else { piece }
    };
    // A negative number needs parentheses that its symbol does not.
    let symbols = || lay(Mode::Symbols, matches!(of, Expr::Sum(_)) && grouped);
    let named = !of.leaves().is_empty();
    (named.then(symbols), lay(Mode::Numbers, grouped))
}

/// `1×2`
pub fn shape(matrix: &Matrix) -> String {
    format!("{}×{}", matrix.rows.of, matrix.columns.of)
}

/// The equation by its names and shapes: `X 1×2 · W1 2×2 = H 1×2`.
pub fn shapes(equation: &Equation, display: &Display) -> String {
    let mut out = String::new();
    for token in tokens(equation) {
        match token {
            Token::Sign(sign) => out.push_str(&format!(" {sign} ")),
            Token::Minus => out.push('−'),
            Token::Scalar { of, grouped } => {
                let (symbols, numbers) = scalar(of, grouped, display);
                out.push_str(&format!("{} ", plain::render(&symbols.unwrap_or(numbers))));
            }
            Token::Open { function, fence } => {
                out.push_str(&function.map(|function| plain::render(&function)).unwrap_or_default());
                out.push_str(fence);
            }
            Token::Close { fence, power } => {
                out.push_str(fence);
                out.push_str(if power.is_some() { "²" } else { "" });
            }
            Token::Matrix(matrix) => {
                out.push_str(&format!("{} {}", plain::render(&matrix.name), shape(matrix)));
            }
        }
    }
    out.replace('\u{a0}', " ").replace("  ", " ").replace(" )", ")")
}
