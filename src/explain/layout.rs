//! From a tree to what stands on paper: in symbols or in numbers, with parentheses where they are needed.
//!
//! This is the one place that knows precedence; the renderers only write.

use super::Display;
use super::formula::{Expr, Leaf, Term};
use super::function::Function;
use super::number::Shown;
use super::piece::{Piece, Sign};

/// What is written for a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The symbol.
    Symbols,
    /// Its number.
    Numbers,
}

/// How a tree is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// In symbols or in numbers.
    pub mode: Mode,
    /// How numbers are shown.
    pub display: &'a Display,
    /// Whether the middle of a long sum is left out.
    pub fold: Fold,
}

/// How long sums are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Every term.
    Never,
    /// Every term that a page can hold: of more than [`Fold::MOST`] the first and last.
    Unfolded,
    /// In a row that may flow: of more than a dozen terms the first and last.
    Row,
    /// In a fraction, which can't: of more than four.
    Fraction,
}

impl Fold {
    /// The most terms that are written where somebody asked for all of them.
    pub const MOST: usize = 1000;

    /// How a sum of a fraction is written in what is written like this.
    pub fn in_fraction(self) -> Self {
        if self == Fold::Row { Fold::Fraction } else { self }
    }

    /// How many of `terms` terms are left out.
    pub fn left_out(self, terms: usize) -> usize {
        let (most, first, last) = self.terms();
        if terms > most { terms - first - last } else { 0 }
    }

    /// Which of `terms` terms are written, as the first so many and the last so many.
    pub fn written(self, terms: usize) -> (usize, usize) {
        let (most, first, last) = self.terms();
        if terms > most { (first, last) } else { (terms, 0) }
    }

    /// The most terms that are all written, and how many are at the start and at the end of longer sums.
    fn terms(self) -> (usize, usize, usize) {
        match self {
            Fold::Never => (usize::MAX, 0, 0),
            Fold::Unfolded => (Self::MOST, Self::MOST - 2, 2),
            Fold::Row => (12, 8, 2),
            Fold::Fraction => (4, 2, 1),
        }
    }
}

/// Where an expression stands, which decides whether it needs parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By itself.
    Free,
    /// A term of a sum. A minus sign is welcome only where no operator stands before it.
    Term { leading: bool },
    /// A factor of a product.
    Factor { leading: bool },
    /// Under a power.
    Base,
}

impl Place {
    fn leading(self) -> bool {
        match self {
            Place::Free => true,
            Place::Term { leading } | Place::Factor { leading } => leading,
            Place::Base => false,
        }
    }
}

impl Layout<'_> {
    /// Sides with equals signs between them.
    pub fn equation(&self, sides: &[Expr]) -> Piece {
        joined(sides.iter().map(|side| self.side(side)), Sign::Equals)
    }

    /// One side.
    pub fn side(&self, side: &Expr) -> Piece {
        self.lay(side, Place::Free)
    }

    /// A number at the display's digits.
    pub fn number(&self, value: f64) -> Piece {
        Piece::Number(Shown::new(value, self.display))
    }

    fn lay(&self, expr: &Expr, place: Place) -> Piece {
        match expr {
            Expr::Constant(value) => Piece::Index(*value),
            Expr::Literal { digits, .. } => {
                Piece::Number(Shown::Decimal { negative: false, digits: digits.clone(), exponent: None })
            }
            Expr::Leaf(leaf) => self.leaf(leaf, place),
            Expr::Count(leaf) => self.count(leaf),
            Expr::Sum(terms) => grouped(self.sum(terms), place != Place::Free),
            Expr::Product(factors) => grouped(self.product(factors, place), place == Place::Base),
            Expr::Fraction(above, below) => {
                let within = Layout { fold: self.fold.in_fraction(), ..*self };
                let [above, below] = [above, below].map(|part| Box::new(within.side(part)));
                grouped(Piece::Fraction(above, below), place == Place::Base)
            }
            Expr::Power(base, power) => grouped(
                Piece::Power(Box::new(self.lay(base, Place::Base)), Box::new(self.side(power))),
                place == Place::Base,
            ),
            Expr::Negative(of) => {
                let negative = Piece::Negative(Box::new(self.last(of)));
                grouped(negative, !place.leading())
            }
            Expr::Call(function, arguments) => grouped(self.call(function, arguments), place == Place::Base),
            Expr::SumOver(index, term) => {
                let term = self.lay(term, Place::Factor { leading: true });
                grouped(Piece::SumOver(Box::new(Piece::Letter(*index)), Box::new(term)), place != Place::Free)
            }
            Expr::Matrix(rows) => Piece::Matrix(
                rows.iter().map(|row| row.iter().map(|cell| self.side(cell)).collect()).collect(),
            ),
            Expr::Marked(subject, of) => self.lay(of, place).marked(Some(*subject)),
            Expr::Text(text) => Piece::Text(text.clone()),
            Expr::Dots => Piece::Sign(Sign::Dots),
            Expr::Omitted(count) => Piece::Row(omitted(*count).into()),
        }
    }

    fn leaf(&self, leaf: &Leaf, place: Place) -> Piece {
        match self.mode {
            Mode::Symbols => {
                let carries = matches!(
                    leaf.symbol,
                    Piece::Scripts { sup: Some(_), .. } | Piece::New(_) | Piece::Fraction(..)
                );
                grouped(leaf.symbol.clone().marked(leaf.subject), place == Place::Base && carries)
            }
            Mode::Numbers => {
                let shown = leaf.value.map_or(Shown::NotComputed, |value| Shown::new(value, self.display));
                let needed = (shown.is_negative() && !place.leading())
                    || (place == Place::Base && shown.is_scientific());
                grouped(Piece::Number(shown).marked(leaf.subject), needed)
            }
        }
    }

    fn count(&self, leaf: &Leaf) -> Piece {
        match (self.mode, leaf.value) {
            (Mode::Numbers, Some(value)) => Piece::Index(value as usize).marked(leaf.subject),
            (Mode::Numbers, None) => Piece::Number(Shown::NotComputed),
            (Mode::Symbols, _) => leaf.symbol.clone().marked(leaf.subject),
        }
    }

    fn sum(&self, terms: &[Term]) -> Piece {
        let (_, first, _) = self.fold.terms();
        let left_out = self.fold.left_out(terms.len());
        let mut pieces = Vec::new();
        for (i, term) in terms.iter().enumerate() {
            if left_out > 0 && i == first {
                pieces.push(Piece::Sign(Sign::Plus));
                pieces.extend(omitted(left_out));
            }
            if left_out > 0 && (first..first + left_out).contains(&i) {
                continue;
            }
            if let Expr::Omitted(count) = term.of {
                pieces.push(Piece::Sign(Sign::Plus));
                pieces.extend(omitted(count));
                continue;
            }
            let laid = self.lay(&term.of, Place::Term { leading: i == 0 && !term.negative });
            match (i, term.negative) {
                (0, false) => pieces.push(laid),
                (0, true) => pieces.push(Piece::Negative(Box::new(laid))),
                (_, false) => pieces.extend([Piece::Sign(Sign::Plus), laid]),
                (_, true) => pieces.extend([Piece::Sign(Sign::Minus), laid]),
            }
        }
        Piece::Row(pieces)
    }

    fn product(&self, factors: &[Expr], place: Place) -> Piece {
        let leading = place == Place::Base || place.leading();
        let mut pieces: Vec<Piece> = Vec::new();
        for (i, factor) in factors.iter().enumerate() {
            let first = leading && i == 0;
            let laid = if i + 1 == factors.len() && !first {
                self.last(factor)
            } else {
                self.lay(factor, Place::Factor { leading: first })
            };
            if let Some(before) = pieces.last() {
                pieces.push(Piece::Sign(self.times(before, &laid)));
            }
            pieces.push(laid);
        }
        Piece::Row(pieces)
    }

    /// A factor that nothing follows: what a `Σ` goes over ends with it.
    fn last(&self, factor: &Expr) -> Piece {
        match factor {
            Expr::SumOver(..) => self.lay(factor, Place::Free),
            factor => self.lay(factor, Place::Factor { leading: false }),
        }
    }

    /// The sign between two factors. Symbols may touch; a number after something would read as one with it.
    fn times(&self, left: &Piece, right: &Piece) -> Sign {
        let closed = |piece: &Piece| matches!(piece, Piece::Fraction(..) | Piece::Index(_) | Piece::Group(_));
        let closed = |piece: &Piece| match piece {
            Piece::Negative(piece) => closed(piece),
            piece => closed(piece),
        };
        let opens = match right {
            Piece::Power(base, _) => matches!(base.as_ref(), Piece::Group(_)),
            right => matches!(right, Piece::Group(_)),
        };
        match right {
            _ if self.mode == Mode::Numbers => Sign::Dot,
            Piece::Number(_) | Piece::Index(_) => Sign::Dot,
            _ if closed(left) && opens => Sign::Touching,
            _ => Sign::Thin,
        }
    }

    fn call(&self, function: &Function, arguments: &[Expr]) -> Piece {
        let list = joined(arguments.iter().map(|argument| self.side(argument)), Sign::Next);
        let name = match function {
            Function::Exp => return Piece::Power(Box::new(Piece::Letter('e')), Box::new(list)),
            Function::Sqrt => return Piece::Root(Box::new(list)),
            Function::Abs => return Piece::Bars(Box::new(list)),
            Function::Ln => Piece::Function("ln"),
            Function::Tanh => Piece::Function("tanh"),
            Function::Erf => Piece::Function("erf"),
            Function::Sign => Piece::Function("sgn"),
            Function::Max => Piece::Function("max"),
            Function::Named(name) => name.clone(),
        };
        Piece::Applied(Box::new(name), Box::new(list))
    }
}

/// What stands in place of terms that are not written.
fn omitted(count: usize) -> [Piece; 2] {
    [Piece::Sign(Sign::Dots), Piece::Text(format!(" ({count} more terms)"))]
}

fn grouped(piece: Piece, needed: bool) -> Piece {
    if needed { Piece::Group(Box::new(piece)) } else { piece }
}

fn joined(pieces: impl Iterator<Item = Piece>, sign: Sign) -> Piece {
    let mut row = Vec::new();
    for piece in pieces {
        if !row.is_empty() {
            row.push(Piece::Sign(sign));
        }
        row.push(piece);
    }
    match row.pop() {
        Some(only) if row.is_empty() => only,
        last => {
            row.extend(last);
            Piece::Row(row)
        }
    }
}
