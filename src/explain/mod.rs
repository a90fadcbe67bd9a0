//! From a step to formulas and sentences.

/// How numbers and names are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// Significant digits, 1 to 17.
    pub digits: usize,
}

impl Default for Display {
    fn default() -> Self {
        Display { digits: 6 }
    }
}
