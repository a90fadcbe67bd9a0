//! How wide a formula gets on paper, by and large: in units of the font's size (`em`), rather too wide than too narrow.

use crate::explain::number::Shown;
use crate::explain::piece::{Piece, Sign};

/// What an index or exponent shrinks to.
const SCRIPT: f64 = 0.75;

/// Digits, and letters of upright words.
const CHARACTER: f64 = 0.51;

pub(super) fn width(piece: &Piece) -> f64 {
    match piece {
        Piece::Row(pieces) => pieces.iter().map(width).sum(),
        Piece::Letter(letter) => self::letter(*letter),
        Piece::Word(text) | Piece::Text(text) => CHARACTER * text.chars().count() as f64,
        Piece::Function(name) => CHARACTER * name.chars().count() as f64 + 0.2,
        Piece::Number(number) => self::number(number),
        Piece::Index(index) => CHARACTER * index.to_string().len() as f64,
        Piece::Sign(sign) => self::sign(*sign),
        Piece::Negative(piece) => 0.8 + width(piece),
        Piece::Fraction(above, below) => 0.3 + width(above).max(width(below)),
        Piece::Scripts { base, sub, sup } => {
            let script = |piece: &Option<Box<Piece>>| piece.as_ref().map_or(0.0, |piece| width(piece));
            width(base) + 0.1 + SCRIPT * script(sub).max(script(sup))
        }
        Piece::Power(base, power) => width(base) + 0.1 + SCRIPT * width(power),
        // "new" beside whatever stands above.
        Piece::New(piece) => width(piece) + 1.3,
        Piece::Group(piece) | Piece::Bars(piece) => width(piece) + if piece.is_tall() { 1.6 } else { 0.8 },
        Piece::Applied(function, argument) => {
            width(function) + width(argument) + if argument.is_tall() { 1.6 } else { 0.9 }
        }
        Piece::Root(piece) => 1.0 + width(piece),
        Piece::Matrix(rows) => {
            let widest =
                |column: usize| rows.iter().filter_map(|row| row.get(column)).map(width).fold(0.0, f64::max);
            let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
            1.0 + (0..columns).map(|column| widest(column) + 1.0).sum::<f64>()
        }
        Piece::SumOver(_, term) => 1.7 + width(term),
        Piece::Marked(_, piece) => width(piece),
    }
}

fn letter(letter: char) -> f64 {
    match letter {
        'w' | 'm' | 'E' | 'Δ' => 0.9,
        _ => 0.6,
    }
}

fn sign(sign: Sign) -> f64 {
    match sign {
        Sign::Equals => 1.36,
        Sign::Plus | Sign::Minus => 1.25,
        Sign::Dot => 0.75,
        Sign::Thin => 0.2,
        Sign::Touching => 0.0,
        Sign::Comma | Sign::Next => 0.5,
        Sign::Dots => 1.6,
    }
}

fn number(number: &Shown) -> f64 {
    match number {
        Shown::NotComputed => 0.6,
        Shown::NotANumber => 6.0,
        Shown::Infinite { .. } => 1.8,
        Shown::Decimal { negative, digits, exponent } => {
            let sign = if *negative { 0.8 } else { 0.0 };
            let power = exponent.map_or(0.0, |exponent| 2.4 + 0.5 * exponent.to_string().len() as f64);
            sign + CHARACTER * digits.len() as f64 + power
        }
    }
}
