//! Formulas in plain text: transcripts, text alternatives, and names.

use super::number::superscript;
use super::piece::{Piece, Sign};

/// A piece as text on one line.
pub fn render(piece: &Piece) -> String {
    match piece {
        Piece::Row(pieces) => pieces.iter().map(render).collect(),
        Piece::Letter(letter) => letter.to_string(),
        Piece::Word(text) | Piece::Text(text) => text.clone(),
        Piece::Function(name) => (*name).to_owned(),
        Piece::Number(number) => number.plain(),
        Piece::Index(index) => index.to_string(),
        Piece::Sign(sign) => self::sign(*sign).to_owned(),
        Piece::Negative(piece) => format!("\u{2212}{}", render(piece)),
        Piece::Fraction(above, below) => format!("{}/{}", closed(above), closed(below)),
        Piece::Scripts { base, sub, sup } => {
            let sup = sup.as_ref().map(|sup| render(sup)).unwrap_or_default();
            let sub = sub.as_ref().map(|sub| render(sub)).unwrap_or_default();
            let gap = if sub.starts_with(|c: char| c.is_alphabetic()) { "_" } else { "" };
            format!("{}{sup}{gap}{sub}", render(base))
        }
        Piece::Power(base, power) => match power.as_ref() {
            Piece::Index(power) if *power < 100 => format!("{}{}", render(base), superscript(*power as i32)),
            power => format!("{}^{}", render(base), closed(power)),
        },
        Piece::New(piece) => format!("new {}", render(piece)),
        Piece::Group(piece) => format!("({})", render(piece)),
        Piece::Applied(function, argument) => format!("{}({})", render(function), render(argument)),
        Piece::Root(piece) => format!("√{}", closed(piece)),
        Piece::Bars(piece) => format!("|{}|", render(piece)),
        Piece::Matrix(rows) => {
            let rows: Vec<String> =
                rows.iter().map(|row| row.iter().map(render).collect::<Vec<_>>().join(", ")).collect();
            format!("[{}]", rows.join("; "))
        }
        Piece::SumOver(index, term) => format!("Σ_{} {}", render(index), render(term)),
        Piece::Marked(_, piece) => render(piece),
    }
}

fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Equals => " = ",
        Sign::Plus => " + ",
        Sign::Minus => " \u{2212} ",
        Sign::Dot | Sign::Thin | Sign::Touching => " · ",
        Sign::Comma => ",",
        Sign::Next => ", ",
        Sign::Dots => "⋯",
    }
}

/// In parentheses, unless it holds together by itself: what is written above another thing has to stand beside it.
fn closed(piece: &Piece) -> String {
    if holds_together(piece) { render(piece) } else { format!("({})", render(piece)) }
}

fn holds_together(piece: &Piece) -> bool {
    match piece {
        Piece::Row(pieces) => match pieces.as_slice() {
            [] => true,
            [Piece::Letter('∂'), rest] | [rest] => holds_together(rest),
            _ => false,
        },
        Piece::Number(number) => !number.is_scientific() && !number.is_negative(),
        Piece::Marked(_, piece) => holds_together(piece),
        Piece::Sign(_)
        | Piece::Negative(_)
        | Piece::Fraction(..)
        | Piece::Text(_)
        | Piece::New(_)
        | Piece::SumOver(..) => false,
        Piece::Letter(_)
        | Piece::Word(_)
        | Piece::Function(_)
        | Piece::Index(_)
        | Piece::Scripts { .. }
        | Piece::Power(..)
        | Piece::Group(_)
        | Piece::Applied(..)
        | Piece::Root(_)
        | Piece::Bars(_)
        | Piece::Matrix(_) => true,
    }
}
