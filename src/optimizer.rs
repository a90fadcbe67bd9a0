//! Optimizers: how a gradient becomes a new parameter.
//!
//! A further optimizer is one more variant, its number of [`Optimizer::states`], an arm in each `match` here and
//! in `explain::rules`; the compiler names every place.

/// The rule by which parameters change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Optimizer {
    /// Plain gradient descent: `w ← w − η ∂E/∂w`.
    Sgd {
        /// `η`.
        learning_rate: f64,
    },
}

impl Optimizer {
    /// The names in the config document of the optimizers there are.
    pub const NAMES: [&'static str; 1] = ["sgd"];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Optimizer::Sgd { .. } => "sgd",
        }
    }

    /// `η`.
    pub fn learning_rate(self) -> f64 {
        match self {
            Optimizer::Sgd { learning_rate } => learning_rate,
        }
    }

    /// The same optimizer with another `η`.
    pub fn with_learning_rate(self, learning_rate: f64) -> Self {
        match self {
            Optimizer::Sgd { .. } => Optimizer::Sgd { learning_rate },
        }
    }

    /// How many numbers it keeps for each parameter.
    pub fn states(self) -> usize {
        match self {
            Optimizer::Sgd { .. } => 0,
        }
    }

    /// The new value of one parameter.
    pub fn step(self, value: f64, gradient: f64) -> f64 {
        match self {
            Optimizer::Sgd { learning_rate } => value - learning_rate * gradient,
        }
    }
}
