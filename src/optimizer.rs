//! Optimizers: how a gradient becomes a new parameter. Rules and defaults are those of PyTorch's `torch.optim`.
//!
//! A further optimizer is one more variant, the [`Optimizer::states`] it keeps, an arm in each `match` here and
//! in `explain::rules`; the compiler names every place.

/// The rule by which parameters change. `g` is a parameter's gradient, `η` the learning rate, `t` the number of the
/// update, from 1. What an optimizer keeps for each parameter starts at 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Optimizer {
    /// Gradient descent: `w ← w − η g`. With weight decay `g` becomes `g + λ w`. With momentum `b ← μ b + g` and
    /// `w ← w − η b`, with Nesterov's `w ← w − η (g + μ b)`.
    Sgd {
        /// `η`.
        learning_rate: f64,
        /// `μ`.
        momentum: f64,
        /// Whether to look ahead.
        nesterov: bool,
        /// `λ`.
        weight_decay: f64,
    },
    /// `v ← v + g²`, `w ← w − η g / (√v + ε)` (Duchi et al. 2011).
    Adagrad {
        /// `η`.
        learning_rate: f64,
        /// `ε`.
        epsilon: f64,
    },
    /// `v ← ρ v + (1 − ρ) g²`, `w ← w − η g / (√v + ε)` (Tieleman and Hinton 2012).
    Rmsprop {
        /// `η`.
        learning_rate: f64,
        /// `ρ`.
        decay: f64,
        /// `ε`.
        epsilon: f64,
    },
    /// `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `m̂ = m / (1 − β₁ᵗ)`, `v̂ = v / (1 − β₂ᵗ)`,
    /// `w ← w − η m̂ / (√v̂ + ε)` (Kingma and Ba 2014). With weight decay `g` becomes `g + λ w`.
    Adam(Adam),
    /// As Adam, but the weight decay shrinks the parameter itself: `w ← w (1 − η λ) − η m̂ / (√v̂ + ε)` (Loshchilov
    /// and Hutter 2017).
    Adamw(Adam),
}

/// The settings of Adam and AdamW.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adam {
    /// `η`.
    pub learning_rate: f64,
    /// `β₁`.
    pub beta1: f64,
    /// `β₂`.
    pub beta2: f64,
    /// `ε`.
    pub epsilon: f64,
    /// `λ`.
    pub weight_decay: f64,
}

/// Which number an optimizer keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// The momentum buffer `b`.
    Momentum,
    /// `m`, a mean of gradients.
    First,
    /// `v`, a mean or sum of squared gradients.
    Second,
}

impl Moment {
    /// Every number that some optimizer keeps.
    pub const ALL: [Moment; 3] = [Moment::Momentum, Moment::First, Moment::Second];

    /// The name in the config document and in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Moment::Momentum => "momentum",
            Moment::First => "first_moment",
            Moment::Second => "second_moment",
        }
    }
}

/// What values a setting may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Range {
    /// At least 0.
    NotNegative,
    /// At least 0 and below 1: the share that a mean keeps of what it was.
    Share,
    /// On or off; as a number 1 or 0.
    Switch,
}

/// A number that an optimizer goes by, besides the learning rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The name in the config document.
    pub name: &'static str,
    /// What it may be.
    pub range: Range,
}

const MOMENTUM: Setting = Setting { name: "momentum", range: Range::NotNegative };
const NESTEROV: Setting = Setting { name: "nesterov", range: Range::Switch };
const DECAY: Setting = Setting { name: "decay", range: Range::Share };
const BETA1: Setting = Setting { name: "beta1", range: Range::Share };
const BETA2: Setting = Setting { name: "beta2", range: Range::Share };
const EPSILON: Setting = Setting { name: "epsilon", range: Range::NotNegative };
const WEIGHT_DECAY: Setting = Setting { name: "weight_decay", range: Range::NotNegative };

/// At most so many numbers are kept for a parameter.
pub const MOST_STATES: usize = 2;

impl Optimizer {
    /// The names in the config document.
    pub const NAMES: [&'static str; 5] = ["sgd", "adagrad", "rmsprop", "adam", "adamw"];

    /// The optimizer of this name with its usual settings; `None` where there is no such optimizer.
    pub fn usual(name: &str, learning_rate: f64) -> Option<Self> {
        let adam = Adam { learning_rate, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0 };
        Some(match name {
            "sgd" => Optimizer::Sgd { learning_rate, momentum: 0.0, nesterov: false, weight_decay: 0.0 },
            "adagrad" => Optimizer::Adagrad { learning_rate, epsilon: 1e-10 },
            "rmsprop" => Optimizer::Rmsprop { learning_rate, decay: 0.99, epsilon: 1e-8 },
            "adam" => Optimizer::Adam(adam),
            "adamw" => Optimizer::Adamw(Adam { weight_decay: 0.01, ..adam }),
            _ => return None,
        })
    }

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Optimizer::Sgd { .. } => "sgd",
            Optimizer::Adagrad { .. } => "adagrad",
            Optimizer::Rmsprop { .. } => "rmsprop",
            Optimizer::Adam(_) => "adam",
            Optimizer::Adamw(_) => "adamw",
        }
    }

    /// The settings of the optimizer of this name, besides the learning rate.
    pub fn settings(name: &str) -> &'static [Setting] {
        match name {
            "sgd" => &[MOMENTUM, NESTEROV, WEIGHT_DECAY],
            "adagrad" => &[EPSILON],
            "rmsprop" => &[DECAY, EPSILON],
            "adam" | "adamw" => &[BETA1, BETA2, EPSILON, WEIGHT_DECAY],
            _ => &[],
        }
    }

    /// The value of a setting; `None` where this optimizer has none of that name.
    pub fn get(mut self, name: &str) -> Option<f64> {
        if let ("nesterov", Optimizer::Sgd { nesterov, .. }) = (name, self) {
            return Some(f64::from(u8::from(nesterov)));
        }
        self.place(name).map(|place| *place)
    }

    /// The same optimizer with another value of a setting; unchanged where it has none of that name.
    #[must_use]
    pub fn with(mut self, name: &str, value: f64) -> Self {
        if let ("nesterov", Optimizer::Sgd { nesterov, .. }) = (name, &mut self) {
            *nesterov = value != 0.0;
        } else if let Some(place) = self.place(name) {
            *place = value;
        }
        self
    }

    fn place(&mut self, name: &str) -> Option<&mut f64> {
        match (name, self) {
            ("momentum", Optimizer::Sgd { momentum, .. }) => Some(momentum),
            ("decay", Optimizer::Rmsprop { decay, .. }) => Some(decay),
            ("epsilon", Optimizer::Adagrad { epsilon, .. } | Optimizer::Rmsprop { epsilon, .. }) => {
                Some(epsilon)
            }
            ("weight_decay", Optimizer::Sgd { weight_decay, .. }) => Some(weight_decay),
            (name, Optimizer::Adam(adam) | Optimizer::Adamw(adam)) => match name {
                "beta1" => Some(&mut adam.beta1),
                "beta2" => Some(&mut adam.beta2),
                "epsilon" => Some(&mut adam.epsilon),
                "weight_decay" => Some(&mut adam.weight_decay),
                _ => None,
            },
            _ => None,
        }
    }

    /// `η`.
    pub fn learning_rate(self) -> f64 {
        match self {
            Optimizer::Sgd { learning_rate, .. }
            | Optimizer::Adagrad { learning_rate, .. }
            | Optimizer::Rmsprop { learning_rate, .. }
            | Optimizer::Adam(Adam { learning_rate, .. })
            | Optimizer::Adamw(Adam { learning_rate, .. }) => learning_rate,
        }
    }

    /// The same optimizer with another `η`.
    #[must_use]
    pub fn with_learning_rate(mut self, new: f64) -> Self {
        match &mut self {
            Optimizer::Sgd { learning_rate, .. }
            | Optimizer::Adagrad { learning_rate, .. }
            | Optimizer::Rmsprop { learning_rate, .. }
            | Optimizer::Adam(Adam { learning_rate, .. })
            | Optimizer::Adamw(Adam { learning_rate, .. }) => *learning_rate = new,
        }
        self
    }

    /// `λ`; 0 where there is none.
    pub fn weight_decay(self) -> f64 {
        match self {
            Optimizer::Sgd { weight_decay, .. }
            | Optimizer::Adam(Adam { weight_decay, .. })
            | Optimizer::Adamw(Adam { weight_decay, .. }) => weight_decay,
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => 0.0,
        }
    }

    /// The numbers it keeps for each parameter, in the order in which an update computes them.
    pub fn moments(self) -> &'static [Moment] {
        match self {
            Optimizer::Sgd { momentum: 0.0, .. } => &[],
            Optimizer::Sgd { .. } => &[Moment::Momentum],
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => &[Moment::Second],
            Optimizer::Adam(_) | Optimizer::Adamw(_) => &[Moment::First, Moment::Second],
        }
    }

    /// The place of a number among those it keeps; `None` where it does not keep it.
    pub fn state_of(self, moment: Moment) -> Option<usize> {
        self.moments().iter().position(|kept| *kept == moment)
    }

    /// How many numbers it keeps for each parameter, at most [`MOST_STATES`].
    pub fn states(self) -> usize {
        self.moments().len()
    }

    /// The rule of update number `update`, counted from 1.
    pub fn rule(self, update: u64) -> Rule {
        let (mut first, mut second) = (1.0, 1.0);
        if let Optimizer::Adam(adam) | Optimizer::Adamw(adam) = self {
            first = 1.0 - libm::pow(adam.beta1, update as f64);
            second = 1.0 - libm::pow(adam.beta2, update as f64);
        }
        Rule { optimizer: self, first, second }
    }
}

/// The rule of one update, with what is the same for all of its parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    optimizer: Optimizer,
    /// `1 − β₁ᵗ` of Adam, which makes up for the start at 0.
    pub first: f64,
    /// `1 − β₂ᵗ`.
    pub second: f64,
}

impl Rule {
    /// The gradient as the optimizer takes it: with weight decay `g + λ w`, but for AdamW.
    pub fn gradient(&self, value: f64, gradient: f64) -> f64 {
        match self.optimizer {
            Optimizer::Sgd { weight_decay: 0.0, .. } | Optimizer::Adam(Adam { weight_decay: 0.0, .. }) => {
                gradient
            }
            Optimizer::Sgd { weight_decay, .. } | Optimizer::Adam(Adam { weight_decay, .. }) => {
                gradient + weight_decay * value
            }
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adamw(_) => gradient,
        }
    }

    /// What is kept, after this update: in the order of [`Optimizer::moments`]. `gradient` is that of
    /// [`Rule::gradient`].
    pub fn states(&self, gradient: f64, [one, two]: [f64; MOST_STATES]) -> [f64; MOST_STATES] {
        match self.optimizer {
            Optimizer::Sgd { momentum, .. } => [momentum * one + gradient, two],
            Optimizer::Adagrad { .. } => [one + gradient * gradient, two],
            Optimizer::Rmsprop { decay, .. } => [decay * one + (1.0 - decay) * gradient * gradient, two],
            Optimizer::Adam(adam) | Optimizer::Adamw(adam) => [
                adam.beta1 * one + (1.0 - adam.beta1) * gradient,
                adam.beta2 * two + (1.0 - adam.beta2) * gradient * gradient,
            ],
        }
    }

    /// The new value of a parameter, from its old one and what is kept after this update.
    pub fn value(&self, value: f64, gradient: f64, [one, two]: [f64; MOST_STATES]) -> f64 {
        match self.optimizer {
            Optimizer::Sgd { learning_rate, momentum: 0.0, .. } => value - learning_rate * gradient,
            Optimizer::Sgd { learning_rate, momentum, nesterov: true, .. } => {
                value - learning_rate * (gradient + momentum * one)
            }
            Optimizer::Sgd { learning_rate, .. } => value - learning_rate * one,
            Optimizer::Adagrad { learning_rate, epsilon }
            | Optimizer::Rmsprop { learning_rate, epsilon, .. } => {
                value - learning_rate * gradient / (one.sqrt() + epsilon)
            }
            Optimizer::Adam(adam) => value - self.adam_step(adam, one, two),
            Optimizer::Adamw(adam) => {
                value * (1.0 - adam.learning_rate * adam.weight_decay) - self.adam_step(adam, one, two)
            }
        }
    }

    /// `η m̂ / (√v̂ + ε)`
    fn adam_step(&self, adam: Adam, first: f64, second: f64) -> f64 {
        adam.learning_rate * (first / self.first) / ((second / self.second).sqrt() + adam.epsilon)
    }
}
