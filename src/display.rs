//! How numbers and names are shown: a choice of whoever looks, without a part in the mathematics.

/// How numbers and names are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// How many digits, 1 to 17.
    pub digits: usize,
    /// Which digits those are.
    pub counting: Counting,
    /// What becomes of the digits after them.
    pub rounding: Rounding,
    /// How things are called; `None` leaves it to the network.
    pub names: Option<Naming>,
    /// Whether a step is told as an exact fraction too, where it is one.
    pub exact: bool,
    /// Whether a step is told as on paper too: from figures of which only the shown digits were kept.
    pub paper: bool,
}

impl Display {
    /// The same with so many significant digits: where there is room for no more.
    #[must_use]
    pub fn significant(self, digits: usize) -> Self {
        Display { digits, counting: Counting::Significant, ..self }
    }
}

impl Default for Display {
    fn default() -> Self {
        Display {
            digits: 6,
            counting: Counting::Significant,
            rounding: Rounding::Round,
            names: None,
            exact: false,
            paper: false,
        }
    }
}

/// Which digits of a number are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// From the first that is not 0: `0.0312`, `1.55`.
    #[default]
    Significant,
    /// After the point, as most authors do: `0.031`, `1.55`; at least the first that is not 0: `0.0004`.
    Decimals,
}

impl Counting {
    /// Both of them.
    pub const ALL: [Counting; 2] = [Counting::Significant, Counting::Decimals];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Counting::Significant => "significant",
            Counting::Decimals => "decimals",
        }
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
