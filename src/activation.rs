//! Activation functions: each `f` and its derivative `f′` side by side.
//!
//! A further function is one more variant, one line in [`Activation::ALL`], and an arm in each `match` here
//! and in `explain::rules`; the compiler names every place.
//!
//! At a kink the slope is the one from the left, as in PyTorch: 0 for ReLU, 0.01 for leaky ReLU. (ELU has none:
//! both its slopes at 0 are 1.)

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The slope of leaky ReLU below 0.
pub const LEAK: f64 = 0.01;

/// An activation function `a = f(z)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// `f(z) = z`, `f′(z) = 1`.
    Identity,
    /// The logistic function `f(z) = σ(z) = 1 / (1 + e⁻ᶻ)`, `f′(z) = a (1 − a)`.
    Sigmoid,
    /// The hyperbolic tangent `f(z) = tanh z`, `f′(z) = 1 − a²`.
    Tanh,
    /// `f(z) = max(0, z)`, `f′(z) = 1` for `z > 0`, else `0`.
    Relu,
    /// `f(z) = z` for `z > 0`, else `0.01 z`; `f′(z) = 1` or `0.01`.
    LeakyRelu,
    /// `f(z) = z` for `z > 0`, else `eᶻ − 1`; `f′(z) = 1` or `eᶻ` (Clevert et al. 2015, α = 1).
    Elu,
    /// `f(z) = ln(1 + eᶻ)`, `f′(z) = σ(z)`.
    Softplus,
    /// `f(z) = z Φ(z)` with the normal distribution `Φ(z) = ½ (1 + erf(z/√2))`, `f′(z) = Φ(z) + z φ(z)` with its
    /// density `φ` (Hendrycks and Gimpel 2016).
    Gelu,
    /// `f(z) = z σ(z)`, `f′(z) = σ(z) (1 + z (1 − σ(z)))`.
    Silu,
    /// `fₖ(z) = e^zₖ / Σⱼ e^zⱼ` over the units of the layer; `∂aⱼ/∂zₖ = aⱼ ([j = k] − aₖ)`. On the last layer only.
    Softmax,
}

impl Activation {
    /// Every function there is, in the order in which it is offered.
    pub const ALL: [Activation; 10] = [
        Activation::Identity,
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Relu,
        Activation::LeakyRelu,
        Activation::Elu,
        Activation::Softplus,
        Activation::Gelu,
        Activation::Silu,
        Activation::Softmax,
    ];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Activation::Identity => "identity",
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Relu => "relu",
            Activation::LeakyRelu => "leaky_relu",
            Activation::Elu => "elu",
            Activation::Softplus => "softplus",
            Activation::Gelu => "gelu",
            Activation::Silu => "silu",
            Activation::Softmax => "softmax",
        }
    }

    /// Whether every value lies in (0, 1), so that a cross-entropy can be taken of it.
    pub fn is_probability(self) -> bool {
        self.bounds() == Some((0.0, 1.0))
    }

    /// Whether it is made of pieces that meet at 0: a difference of the loss from one to another is no slope of
    /// either.
    pub fn is_in_pieces(self) -> bool {
        match self {
            Activation::Relu | Activation::LeakyRelu | Activation::Elu => true,
            Activation::Identity
            | Activation::Sigmoid
            | Activation::Tanh
            | Activation::Softplus
            | Activation::Gelu
            | Activation::Silu
            | Activation::Softmax => false,
        }
    }

    /// Between which values it stays, where it does.
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Activation::Sigmoid | Activation::Softmax => Some((0.0, 1.0)),
            Activation::Tanh => Some((-1.0, 1.0)),
            Activation::Identity
            | Activation::Relu
            | Activation::LeakyRelu
            | Activation::Elu
            | Activation::Softplus
            | Activation::Gelu
            | Activation::Silu => None,
        }
    }

    /// Appends `f` of a layer's pre-activations for one sample.
    ///
    /// # Shapes
    /// `z` is `[units]`, and as many values are appended to `a`.
    pub fn extend(self, z: &[f64], a: &mut Vec<f64>) {
        if self == Activation::Softmax {
            // Relative to the largest, so that nothing overflows.
            let largest = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let start = a.len();
            a.extend(z.iter().map(|z| libm::exp(z - largest)));
            if let Some(a) = a.get_mut(start..) {
                let sum: f64 = a.iter().sum();
                a.iter_mut().for_each(|a| *a /= sum);
            }
        } else {
            a.extend(z.iter().map(|&z| self.value(z)));
        }
    }

    /// `f(z)` of one unit. Softmax looks at all units of a layer ([`Activation::extend`]): of a single one it is 1.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Activation::Identity => z,
            Activation::Sigmoid => sigmoid(z),
            Activation::Tanh => libm::tanh(z),
            // Not `z.max(0.0)`, which would turn NaN into 0 and hide a divergence.
            Activation::Relu if z < 0.0 => 0.0,
            Activation::LeakyRelu if z < 0.0 => LEAK * z,
            Activation::Elu if z < 0.0 => libm::expm1(z),
            Activation::Relu | Activation::LeakyRelu | Activation::Elu => z,
            // The exponential is only taken of −|z|, so that nothing overflows.
            Activation::Softplus => z.max(0.0) + libm::log1p(libm::exp(-z.abs())),
            Activation::Gelu => z * normal_distribution(z),
            Activation::Silu => z * sigmoid(z),
            Activation::Softmax if z.is_nan() => z,
            Activation::Softmax => 1.0,
        }
    }

    /// `f′(z)`, given `z` and the activation `a = f(z)` that is known already. For softmax it is the slope of a
    /// unit's activation in its own pre-activation, `a (1 − a)`.
    pub fn slope(self, z: f64, a: f64) -> f64 {
        match self {
            Activation::Identity => 1.0,
            Activation::Sigmoid | Activation::Softmax => a * (1.0 - a),
            Activation::Tanh => 1.0 - a * a,
            Activation::Relu | Activation::LeakyRelu | Activation::Elu if z > 0.0 => 1.0,
            Activation::Relu => 0.0,
            Activation::LeakyRelu => LEAK,
            Activation::Elu => libm::exp(z),
            Activation::Softplus => sigmoid(z),
            Activation::Gelu => normal_distribution(z) + z * normal_density(z),
            Activation::Silu => {
                let s = sigmoid(z);
                s * (1.0 + z * (1.0 - s))
            }
        }
    }

    /// Appends the errors `∂E/∂z` of a layer for one sample: `δ = ∂E/∂a · f′(z)`, and for softmax, where each
    /// activation depends on every pre-activation, `δₖ = aₖ (∂E/∂aₖ − Σⱼ aⱼ ∂E/∂aⱼ)`.
    ///
    /// # Shapes
    /// `z`, `a` and `by_a` are `[units]`, and as many values are appended to `deltas`.
    pub fn errors(self, z: &[f64], a: &[f64], by_a: &[f64], deltas: &mut Vec<f64>) {
        if self == Activation::Softmax {
            let mean: f64 = a.iter().zip(by_a).map(|(a, by_a)| a * by_a).sum();
            deltas.extend(a.iter().zip(by_a).map(|(a, by_a)| a * (by_a - mean)));
        } else {
            deltas.extend(z.iter().zip(a).zip(by_a).map(|((&z, &a), by_a)| by_a * self.slope(z, a)));
        }
    }
}

/// The logistic function. The exponential is only taken of `−|z|`, so that nothing overflows.
pub fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + libm::exp(-z))
    } else {
        let e = libm::exp(z);
        e / (1.0 + e)
    }
}

/// `Φ(z) = ½ erfc(−z/√2)`, which keeps its digits far below 0, where `1 + erf` would lose them.
pub fn normal_distribution(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// `φ(z) = e^(−z²/2) / √(2π)`.
pub fn normal_density(z: f64) -> f64 {
    libm::exp(-0.5 * z * z) / (2.0 * PI).sqrt()
}
