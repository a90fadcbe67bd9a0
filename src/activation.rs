//! Activation functions: each `f` and its derivative `f′` side by side.
//!
//! A further function is one more variant, one line in [`Activation::ALL`], and an arm in each `match` here
//! and in `explain::rules`; the compiler names every place.

/// An activation function `a = f(z)`, applied to each pre-activation by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activation {
    /// `f(z) = z`, `f′(z) = 1`.
    Identity,
    /// The logistic function `f(z) = 1 / (1 + e⁻ᶻ)`, `f′(z) = a (1 − a)`.
    Sigmoid,
    /// The hyperbolic tangent `f(z) = tanh z`, `f′(z) = 1 − a²`.
    Tanh,
    /// `f(z) = max(0, z)`, `f′(z) = 1` for `z > 0`, else `0`. At the kink `z = 0` the slope is `0`.
    Relu,
}

impl Activation {
    /// Every function there is, in the order in which it is offered.
    pub const ALL: [Activation; 4] =
        [Activation::Identity, Activation::Sigmoid, Activation::Tanh, Activation::Relu];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Activation::Identity => "identity",
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Relu => "relu",
        }
    }

    /// `f(z)`.
    pub fn value(self, z: f64) -> f64 {
        match self {
            Activation::Identity => z,
            Activation::Sigmoid => sigmoid(z),
            Activation::Tanh => libm::tanh(z),
            // Not `z.max(0.0)`, which would turn NaN into 0 and hide a divergence.
            Activation::Relu => {
                if z < 0.0 {
                    0.0
                } else {
                    z
                }
            }
        }
    }

    /// `f′(z)`, given `z` and the activation `a = f(z)` that is known already.
    pub fn slope(self, z: f64, a: f64) -> f64 {
        match self {
            Activation::Identity => 1.0,
            Activation::Sigmoid => a * (1.0 - a),
            Activation::Tanh => 1.0 - a * a,
            Activation::Relu => {
                if z > 0.0 {
                    1.0
                } else {
                    0.0
                }
            }
        }
    }
}

/// The exponential is only taken of `−|z|`, so that nothing overflows.
fn sigmoid(z: f64) -> f64 {
    if z >= 0.0 {
        1.0 / (1.0 + libm::exp(-z))
    } else {
        let e = libm::exp(z);
        e / (1.0 + e)
    }
}
