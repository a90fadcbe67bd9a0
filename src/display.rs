//! How numbers and names are shown: a choice of whoever looks, without a part in the mathematics.

/// How numbers and names are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// Significant digits, 1 to 17.
    pub digits: usize,
    /// What becomes of the digits after them.
    pub rounding: Rounding,
    /// How things are called; `None` leaves it to the network.
    pub names: Option<Naming>,
}

impl Default for Display {
    fn default() -> Self {
        Display { digits: 6, rounding: Rounding::Round, names: None }
    }
}

/// What becomes of the digits that are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// The shown number is the nearest one.
    #[default]
    Round,
    /// They are left out, as some articles do.
    Cut,
}

impl Rounding {
    /// Both of them.
    pub const ALL: [Rounding; 2] = [Rounding::Round, Rounding::Cut];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Rounding::Round => "round",
            Rounding::Cut => "cut",
        }
    }
}

/// A way of naming.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// `i1`, `h1`, `prediction`, `w1`, counted through the network; `a` is the learning rate.
    Article,
    /// `x₁`, `a⁽¹⁾₁`, `w⁽¹⁾₂,₁`, counted in each layer from 1: row and column of the weight matrix; `η` is the
    /// learning rate.
    Index,
}

impl Naming {
    /// Both of them.
    pub const ALL: [Naming; 2] = [Naming::Article, Naming::Index];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Naming::Article => "article",
            Naming::Index => "index",
        }
    }
}
