//! What stands on paper: the pieces that the three renderers write, each in its own language.
//!
//! A [`Piece`] says nothing about precedence any more: where parentheses are needed, they are there. A further
//! renderer is one more `match` over it.

use super::number::Shown;
use crate::step::Subject;

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Pieces side by side.
    Row(Vec<Piece>),
    /// One letter, slanted as variables are.
    Letter(char),
    /// An upright name of several letters.
    Word(String),
    /// A function known by its name: `tanh`.
    Function(&'static str),
    /// Upright text; spaces count.
    Text(String),
    /// A number.
    Number(Shown),
    /// A whole number that counts or labels, not one that is computed: an index, an exponent.
    Index(usize),
    /// An operator or another sign.
    Sign(Sign),
    /// `−x`.
    Negative(Box<Piece>),
    /// Numerator over denominator.
    Fraction(Box<Piece>, Box<Piece>),
    /// A base with what hangs at its right.
    Scripts {
        /// What carries the scripts.
        base: Box<Piece>,
        /// Below.
        sub: Option<Box<Piece>>,
        /// Above.
        sup: Option<Box<Piece>>,
    },
    /// A base raised to a power.
    Power(Box<Piece>, Box<Piece>),
    /// A symbol at its value after the update.
    New(Box<Piece>),
    /// In parentheses.
    Group(Box<Piece>),
    /// A function and what it is applied to, in parentheses.
    Applied(Box<Piece>, Box<Piece>),
    /// Under a root: `√x`.
    Root(Box<Piece>),
    /// Between bars: `|x|`.
    Bars(Box<Piece>),
    /// A matrix, row by row.
    Matrix(Vec<Vec<Piece>>),
    /// `Σ` over an index.
    SumOver(Box<Piece>, Box<Piece>),
    /// A piece that stands for a number of the experiment.
    Marked(Subject, Box<Piece>),
}

/// A sign between pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `=`
    Equals,
    /// `+`
    Plus,
    /// `−`
    Minus,
    /// `·`, between numbers.
    Dot,
    /// Nothing but a thin space, between symbols that are multiplied.
    Thin,
    /// Nothing at all, where parentheses follow.
    Touching,
    /// `,` between indices.
    Comma,
    /// `, ` between arguments.
    Next,
    /// `⋯`, for what is left out.
    Dots,
}

impl Piece {
    /// A letter with an index: `w₆`.
    pub fn indexed(letter: char, index: usize) -> Self {
        Piece::Letter(letter).with_sub(Piece::Index(index))
    }

    /// The piece with something below at its right.
    pub fn with_sub(self, sub: Piece) -> Self {
        Piece::Scripts { base: Box::new(self), sub: Some(Box::new(sub)), sup: None }
    }

    /// A letter with its layer above, counted from 1, and something below: `w^{(1)}_{2,1}`.
    pub fn of_layer(letter: char, layer: usize, sub: Piece) -> Self {
        Piece::Scripts {
            base: Box::new(Piece::Letter(letter)),
            sub: Some(Box::new(sub)),
            sup: Some(Box::new(Piece::Group(Box::new(Piece::Index(layer + 1))))),
        }
    }

    /// Two indices: `2,1`.
    pub fn pair(first: usize, second: usize) -> Self {
        Piece::Row(vec![Piece::Index(first), Piece::Sign(Sign::Comma), Piece::Index(second)])
    }

    /// `∂of/∂by`.
    pub fn derivative(of: Piece, by: Piece) -> Self {
        let partial = |piece| Box::new(Piece::Row(vec![Piece::Letter('∂'), piece]));
        Piece::Fraction(partial(of), partial(by))
    }

    /// The piece marked as standing for `subject`, where there is one.
    pub fn marked(self, subject: Option<Subject>) -> Self {
        match subject {
            Some(subject) => Piece::Marked(subject, Box::new(self)),
            None => self,
        }
    }

    /// Whether it is higher than a line, so that parentheses around it have to grow.
    pub fn is_tall(&self) -> bool {
        match self {
            Piece::Fraction(..) | Piece::Matrix(_) | Piece::SumOver(..) => true,
            Piece::Row(pieces) => pieces.iter().any(Piece::is_tall),
            Piece::Negative(piece)
            | Piece::New(piece)
            | Piece::Group(piece)
            | Piece::Root(piece)
            | Piece::Bars(piece)
            | Piece::Marked(_, piece) => piece.is_tall(),
            Piece::Applied(function, argument) => function.is_tall() || argument.is_tall(),
            Piece::Power(base, _) | Piece::Scripts { base, .. } => base.is_tall(),
            Piece::Letter(_)
            | Piece::Word(_)
            | Piece::Function(_)
            | Piece::Text(_)
            | Piece::Number(_)
            | Piece::Index(_)
            | Piece::Sign(_) => false,
        }
    }
}
