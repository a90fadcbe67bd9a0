//! Equations broken into lines that fit on a page, which TeX does not do by itself: at equals signs first, then at plus
//! and minus, then between factors. A sum in parentheses is broken too where it is too long.

mod width;

use super::sheet::{Equation, Side};
use crate::explain::piece::{Piece, Sign};
use width::width;

/// How a format writes what stands in an equation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writing {
    /// A formula, a number or a sign.
    pub(super) formula: fn(&Piece) -> String,
    /// Room to put numbers in.
    pub(super) working: &'static str,
    /// Room for a result.
    pub(super) result: &'static str,
}

/// What fits between the margins, in `em`: 170 mm of 11 point, less the indent.
const ROOM: f64 = 41.0;

/// How far a line is indented that goes on with a side.
const INDENT: f64 = 2.0;

/// What is written between two places where a line may end.
struct Token {
    latex: String,
    width: f64,
    /// How willingly a line ends before it.
    before: Break,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    Never,
    Factor,
    Term,
}

/// The lines of an equation, aligned at their equals signs by `&`.
pub(super) fn lines(equation: &Equation, writing: Writing) -> Vec<String> {
    let (left, rule) = match equation.symbols.split_first() {
        Some((Side::Math(left), rule)) => (Some(left), rule),
        _ => (None, equation.symbols.as_slice()),
    };
    let room = ROOM - left.map_or(0.0, width);
    let mut lines = Lines { done: Vec::new(), line: String::new(), filled: 0.0, room, writing };
    for side in rule {
        lines.side(side);
    }
    let all: f64 = rule.iter().chain(&equation.numbers).map(|side| 1.4 + self::side(side)).sum();
    if !rule.is_empty() && all > room {
        // What does not fit into one line has its numbers below its symbols.
        lines.end();
    }
    for side in &equation.numbers {
        lines.side(side);
    }
    lines.end();
    if let (Some(left), Some(first)) = (left, lines.done.first_mut()) {
        *first = format!("{} {first}", (writing.formula)(left));
    }
    lines.done
}

struct Lines {
    done: Vec<String>,
    line: String,
    filled: f64,
    room: f64,
    writing: Writing,
}

impl Lines {
    fn end(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
        self.filled = 0.0;
    }

    /// `= side`, on the line where it fits.
    fn side(&mut self, side: &Side) {
        let latex = match side {
            Side::Math(piece) => (self.writing.formula)(piece),
            Side::Working => self.writing.working.to_owned(),
            Side::Result => self.writing.result.to_owned(),
        };
        let wide = 1.4 + self::side(side);
        if self.filled + wide > self.room {
            self.end();
        }
        if wide > self.room
            && let Side::Math(piece) = side
        {
            return self.long(piece);
        }
        self.line.push_str(if self.line.is_empty() { "&= " } else { " = " });
        self.line.push_str(&latex);
        self.filled += wide;
    }

    /// A side that is longer than a line.
    fn long(&mut self, piece: &Piece) {
        let mut tokens = Vec::new();
        flatten(piece, self.writing, &mut tokens);
        self.line.push_str("&=");
        self.filled = 1.4;
        for term in tokens.chunk_by(|_, next| next.before != Break::Term) {
            let wide: f64 = term.iter().map(|token| token.width).sum();
            if self.filled + wide <= self.room {
                self.write(term);
                continue;
            }
            self.go_on(term);
            for factor in term.chunk_by(|_, next| next.before != Break::Factor) {
                let wide: f64 = factor.iter().map(|token| token.width).sum();
                if self.filled + wide > self.room {
                    self.go_on(factor);
                }
                self.write(factor);
            }
        }
    }

    fn write(&mut self, tokens: &[Token]) {
        for token in tokens {
            self.line.push(' ');
            self.line.push_str(&token.latex);
            self.filled += token.width;
        }
    }

    /// The same side on the next line, where that begins with something to break before.
    fn go_on(&mut self, tokens: &[Token]) {
        if tokens.first().is_none_or(|token| token.before == Break::Never) {
            return;
        }
        self.end();
        self.line.push_str("&\\qquad {}");
        self.filled = INDENT;
    }
}

/// How wide a side is.
fn side(side: &Side) -> f64 {
    match side {
        Side::Math(piece) => width(piece),
        Side::Working => 19.8,
        Side::Result => 6.8,
    }
}

/// The pieces of a side that lines may end between.
fn flatten(piece: &Piece, writing: Writing, out: &mut Vec<Token>) {
    match piece {
        Piece::Row(pieces) => pieces.iter().for_each(|piece| flatten(piece, writing, out)),
        Piece::Marked(_, piece) => flatten(piece, writing, out),
        Piece::Sign(Sign::Plus | Sign::Minus) => out.push(token(piece, writing, Break::Term)),
        Piece::Sign(Sign::Dot) => out.push(token(piece, writing, Break::Factor)),
        Piece::Sign(Sign::Thin | Sign::Touching) => {
            out.push(Token { before: Break::Factor, ..token(piece, writing, Break::Never) });
        }
        Piece::Negative(piece) => {
            out.push(Token { latex: "-".to_owned(), width: 0.8, before: Break::Never });
            flatten(piece, writing, out);
        }
        Piece::Group(inner) if width(piece) > ROOM / 4.0 => {
            let [open, close] = if inner.is_tall() { ["\\Bigl(", "\\Bigr)"] } else { ["(", ")"] };
            let fence = |latex: &str| Token { latex: latex.to_owned(), width: 0.6, before: Break::Never };
            out.push(fence(open));
            flatten(inner, writing, out);
            out.push(fence(close));
        }
        piece => out.push(token(piece, writing, Break::Never)),
    }
}

fn token(piece: &Piece, writing: Writing, before: Break) -> Token {
    Token { latex: (writing.formula)(piece).trim().to_owned(), width: width(piece), before }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(terms: usize) -> Piece {
        let mut pieces = Vec::new();
        for i in 0..terms {
            if i > 0 {
                pieces.push(Piece::Sign(Sign::Plus));
            }
            pieces.push(Piece::Row(vec![
                Piece::indexed('x', i + 1),
                Piece::Sign(Sign::Thin),
                Piece::indexed('w', i + 1),
            ]));
        }
        Piece::Row(pieces)
    }

    fn of(symbols: Vec<Piece>, numbers: Vec<Piece>) -> Vec<String> {
        let sides = |pieces: Vec<Piece>| pieces.into_iter().map(Side::Math).collect();
        let writing = Writing { formula: crate::explain::latex::render, working: "", result: "" };
        lines(&Equation { symbols: sides(symbols), numbers: sides(numbers) }, writing)
    }

    #[test]
    fn what_fits_stands_in_one_line() {
        let found = of(vec![Piece::Letter('z'), sum(2)], vec![Piece::Index(3), Piece::Index(4)]);
        assert_eq!(found, ["z &= x_1\\, w_1 + x_2\\, w_2 = 3 = 4"]);
    }

    #[test]
    fn numbers_stand_below_symbols_otherwise() {
        let found = of(vec![Piece::Letter('z'), sum(9)], vec![sum(9), Piece::Index(4)]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|line| line.starts_with("&= x_1") && line.ends_with("= 4")), "{found:?}");
    }

    #[test]
    fn an_answer_stands_in_one() {
        assert_eq!(of(vec![Piece::Letter('z')], vec![Piece::Index(3), Piece::Index(4)]), ["z &= 3 = 4"]);
    }

    #[test]
    fn a_long_sum_goes_on_with_a_sign() {
        let found = of(vec![Piece::Letter('z'), sum(20)], vec![]);
        assert!(found.len() > 1);
        for line in found.iter().skip(1) {
            assert!(line.starts_with("&\\qquad {} + x_"), "{line}");
        }
    }

    #[test]
    fn a_sum_in_parentheses_is_opened_only_where_it_has_to() {
        let group = |terms| {
            Piece::Row(vec![
                Piece::Letter('c'),
                Piece::Sign(Sign::Touching),
                Piece::Group(Box::new(sum(terms))),
            ])
        };
        assert_eq!(of(vec![Piece::Letter('z'), group(3)], vec![]).len(), 1);
        let found = of(vec![Piece::Letter('z'), group(20)], vec![]);
        assert!(found.len() > 1);
        assert!(found.iter().all(|line| !line.contains("\\left")), "{found:?}");
    }
}
