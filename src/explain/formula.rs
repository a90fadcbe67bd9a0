//! A formula as a tree: sides of an equation, made of numbers, symbols and the operations between them.

use super::function::Function;
use super::layout::{Fold, Layout, Mode};
use super::piece::Piece;
use super::{Display, latex, mathml, plain};
use crate::step::Subject;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A whole number that belongs to the rule itself, such as the 2 of a square.
    Constant(usize),
    /// A number as somebody wrote it.
    Literal {
        /// Its decimal digits.
        digits: String,
        /// What they stand for.
        value: f64,
    },
    /// A symbol and the number it stands for.
    Leaf(Leaf),
    /// The same for a whole number that counts: all its digits are shown, whatever the display.
    Count(Leaf),
    /// A sum of terms.
    Sum(Vec<Term>),
    /// A product of factors.
    Product(Vec<Expr>),
    /// A fraction.
    Fraction(Box<Expr>, Box<Expr>),
    /// A power.
    Power(Box<Expr>, Box<Expr>),
    /// `−x`.
    Negative(Box<Expr>),
    /// A function of its arguments.
    Call(Function, Vec<Expr>),
    /// `Σ` over an index. It has no numbers of its own: it stands in derivations, never in a last side.
    SumOver(char, Box<Expr>),
    /// A matrix, row by row.
    Matrix(Vec<Vec<Expr>>),
    /// What is written for the number of a subject: a fraction in place of a decimal number.
    Marked(Subject, Box<Expr>),
    /// Upright text.
    Text(String),
    /// `⋯`
    Dots,
    /// A term in place of so many that are not written: it has no number.
    Omitted(usize),
}

/// A symbol and the number it stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// What is written.
    pub symbol: Piece,
    /// Its number; `None` where nothing has computed it yet.
    pub value: Option<f64>,
    /// What it stands for; `None` where that is no number of the experiment.
    pub subject: Option<Subject>,
}

/// A term of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Whether it is subtracted.
    pub negative: bool,
    /// What is added or subtracted.
    pub of: Expr,
}

impl Expr {
    /// `left − right`.
    pub fn difference(left: Expr, right: Expr) -> Self {
        Expr::Sum(vec![Term { negative: false, of: left }, Term { negative: true, of: right }])
    }

    /// A sum in which nothing is subtracted; a single term is that term.
    pub fn sum(terms: Vec<Expr>) -> Self {
        let mut terms = terms;
        match (terms.len(), terms.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                terms.extend(last);
                Expr::Sum(terms.into_iter().map(|of| Term { negative: false, of }).collect())
            }
        }
    }

    /// A product; a single factor is that factor.
    pub fn product(factors: Vec<Expr>) -> Self {
        let mut factors = factors;
        match (factors.len(), factors.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                factors.extend(last);
                Expr::Product(factors)
            }
        }
    }

    /// `above / below`.
    pub fn fraction(above: Expr, below: Expr) -> Self {
        Expr::Fraction(Box::new(above), Box::new(below))
    }

    /// `base²`.
    pub fn square(base: Expr) -> Self {
        Expr::Power(Box::new(base), Box::new(Expr::Constant(2)))
    }

    /// What it comes to; `None` where a number in it is missing, or where it is none.
    pub fn value(&self) -> Option<f64> {
        match self {
            Expr::Constant(value) => Some(*value as f64),
            Expr::Literal { value, .. } => Some(*value),
            Expr::Leaf(leaf) | Expr::Count(leaf) => leaf.value,
            Expr::Sum(terms) => terms.iter().try_fold(None, |sum, term| {
                let value = term.of.value()?;
                let value = if term.negative { -value } else { value };
                Some(Some(sum.map_or(value, |sum: f64| sum + value)))
            })?,
            Expr::Product(factors) => factors.iter().try_fold(None, |product, factor| {
                let value = factor.value()?;
                Some(Some(product.map_or(value, |product: f64| product * value)))
            })?,
            Expr::Fraction(above, below) => Some(above.value()? / below.value()?),
            Expr::Power(base, power) => {
                let (base, power) = (base.value()?, power.value()?);
                // The same bits as the mathematics, which squares by multiplying.
                Some(if power == 2.0 { base * base } else { libm::pow(base, power) })
            }
            Expr::Negative(of) => Some(-of.value()?),
            Expr::Marked(_, of) => of.value(),
            Expr::Call(function, arguments) => {
                let arguments: Option<Vec<f64>> = arguments.iter().map(Expr::value).collect();
                function.value(&arguments?)
            }
            Expr::SumOver(..) | Expr::Matrix(_) | Expr::Text(_) | Expr::Dots | Expr::Omitted(_) => None,
        }
    }

    /// Every symbol in it, in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        let mut leaves = Vec::new();
        self.collect(&mut leaves);
        leaves
    }

    /// The same with something else in place of each symbol.
    #[must_use]
    pub fn replaced(&self, with: &dyn Fn(&Leaf) -> Expr) -> Expr {
        let boxed = |of: &Expr| Box::new(of.replaced(with));
        let all = |parts: &[Expr]| parts.iter().map(|part| part.replaced(with)).collect();
        match self {
            Expr::Leaf(leaf) | Expr::Count(leaf) => with(leaf),
            Expr::Sum(terms) => Expr::Sum(
                terms
                    .iter()
                    .map(|Term { negative, of }| Term { negative: *negative, of: of.replaced(with) })
                    .collect(),
            ),
            Expr::Product(factors) => Expr::Product(all(factors)),
            Expr::Fraction(above, below) => Expr::Fraction(boxed(above), boxed(below)),
            Expr::Power(base, power) => Expr::Power(boxed(base), boxed(power)),
            Expr::Negative(of) => Expr::Negative(boxed(of)),
            Expr::Call(function, arguments) => Expr::Call(function.clone(), all(arguments)),
            Expr::SumOver(index, of) => Expr::SumOver(*index, boxed(of)),
            Expr::Matrix(rows) => Expr::Matrix(rows.iter().map(|row| all(row)).collect()),
            Expr::Marked(subject, of) => Expr::Marked(*subject, boxed(of)),
            Expr::Constant(_) | Expr::Literal { .. } | Expr::Text(_) | Expr::Dots | Expr::Omitted(_) => {
                self.clone()
            }
        }
    }

    fn folded_terms(&self, fold: Fold) -> usize {
        let most = |parts: &mut dyn Iterator<Item = &Expr>, fold| {
            parts.map(|part| part.folded_terms(fold)).max().unwrap_or(0)
        };
        match self {
            Expr::Sum(terms) => {
                let own = if fold.left_out(terms.len()) > 0 { terms.len() } else { 0 };
                own.max(most(&mut terms.iter().map(|term| &term.of), fold))
            }
            Expr::Product(parts) | Expr::Call(_, parts) => most(&mut parts.iter(), fold),
            Expr::Fraction(above, below) => {
                most(&mut [above.as_ref(), below.as_ref()].into_iter(), fold.in_fraction())
            }
            Expr::Power(base, power) => most(&mut [base.as_ref(), power.as_ref()].into_iter(), fold),
            Expr::Negative(of) | Expr::SumOver(_, of) | Expr::Marked(_, of) => of.folded_terms(fold),
            Expr::Matrix(rows) => most(&mut rows.iter().flatten(), fold),
            Expr::Constant(_)
            | Expr::Literal { .. }
            | Expr::Leaf(_)
            | Expr::Count(_)
            | Expr::Text(_)
            | Expr::Dots
            | Expr::Omitted(_) => 0,
        }
    }

    fn collect<'a>(&'a self, leaves: &mut Vec<&'a Leaf>) {
        match self {
            Expr::Leaf(leaf) | Expr::Count(leaf) => leaves.push(leaf),
            Expr::Sum(terms) => terms.iter().for_each(|term| term.of.collect(leaves)),
            Expr::Product(parts) | Expr::Call(_, parts) => parts.iter().for_each(|part| part.collect(leaves)),
            Expr::Fraction(a, b) | Expr::Power(a, b) => {
                a.collect(leaves);
                b.collect(leaves);
            }
            Expr::Negative(of) | Expr::SumOver(_, of) | Expr::Marked(_, of) => of.collect(leaves),
            Expr::Matrix(rows) => rows.iter().flatten().for_each(|cell| cell.collect(leaves)),
            Expr::Constant(_) | Expr::Literal { .. } | Expr::Text(_) | Expr::Dots | Expr::Omitted(_) => {}
        }
    }
}

impl From<Leaf> for Expr {
    fn from(leaf: Leaf) -> Self {
        Expr::Leaf(leaf)
    }
}

/// An equation with all its sides, and what it comes to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Formula {
    /// What is computed, the steps of its derivation, and last the rule that is computed with.
    pub sides: Vec<Expr>,
    /// The result, as the mathematics computed it.
    pub value: f64,
    /// What the result is a number of.
    pub subject: Option<Subject>,
}

/// A formula, written three ways in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The whole equation in symbols.
    pub symbols: String,
    /// Its last side with every symbol replaced by its number.
    pub numbers: String,
    /// The result.
    pub result: String,
}

impl Formula {
    /// The numbers the last side reads, each once, in order.
    pub fn reads(&self) -> Vec<Subject> {
        let mut seen = std::collections::HashSet::new();
        let leaves = self.sides.last().map(Expr::leaves).unwrap_or_default();
        leaves.iter().filter_map(|leaf| leaf.subject).filter(|subject| seen.insert(*subject)).collect()
    }

    /// In LaTeX, every term of every sum written out.
    pub fn latex(&self, display: &Display) -> Written {
        let [symbols, numbers, result] = self.pieces(display, Fold::Never);
        Written {
            symbols: latex::render(&symbols),
            numbers: latex::render(&numbers),
            result: latex::render(&result),
        }
    }

    /// As complete `<math>` elements. Numbers and result begin with their equals sign; long sums are folded.
    /// Empty strings where there is no formula.
    pub fn mathml(&self, display: &Display) -> Written {
        self.in_mathml(display, Fold::Row)
    }

    /// The same with long sums unfolded, up to [`Fold::MOST`] terms.
    pub fn mathml_unfolded(&self, display: &Display) -> Written {
        self.in_mathml(display, Fold::Unfolded)
    }

    /// How many terms the longest of the sums has that are folded; 0 where none is.
    pub fn folded_terms(&self) -> usize {
        self.sides.iter().map(|side| side.folded_terms(Fold::Row)).max().unwrap_or(0)
    }

    fn in_mathml(&self, display: &Display, fold: Fold) -> Written {
        if self.sides.is_empty() {
            return Written::default();
        }
        let [symbols, numbers, result] = self.pieces(display, fold);
        let equals = |piece| Piece::Row(vec![Piece::Sign(super::piece::Sign::Equals), piece]);
        Written {
            symbols: mathml::block(&symbols),
            numbers: mathml::block(&equals(numbers)),
            result: mathml::block(&equals(result)),
        }
    }

    /// In plain text; long sums are folded.
    pub fn plain(&self, display: &Display) -> Written {
        let [symbols, numbers, result] = self.pieces(display, Fold::Row);
        Written {
            symbols: plain::render(&symbols),
            numbers: plain::render(&numbers),
            result: plain::render(&result),
        }
    }

    fn pieces(&self, display: &Display, fold: Fold) -> [Piece; 3] {
        let symbols = Layout { mode: Mode::Symbols, display, fold }.equation(&self.sides);
        let numbers = Layout { mode: Mode::Numbers, display, fold };
        let Some(last) = self.sides.last() else {
            return [symbols, Piece::Row(Vec::new()), Piece::Row(Vec::new())];
        };
        let result = numbers.number(self.value).marked(self.subject);
        [symbols, numbers.side(last), result]
    }
}
