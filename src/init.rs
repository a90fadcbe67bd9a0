//! Seeded starts: how weights that a document does not give are drawn.
//!
//! The stream is portable: PCG64 (XSL RR 128/64) seeded with the document's seed, moved on by `layer·2⁶⁴`
//! draws, so that a layer's weights depend on the seed and its place alone, not on what the other layers draw.
//! Weights are drawn in the order of the matrix. A uniform number takes one draw, `(draw >> 11)·2⁻⁵³`; a normal
//! one takes two, by the Box–Muller transform.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// How absent weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Init {
    /// From which distribution.
    pub method: Method,
    /// From which seed.
    pub seed: u64,
}

impl Default for Init {
    fn default() -> Self {
        Init { method: Method::XavierUniform, seed: 1 }
    }
}

/// The distribution. `m` is the layer's `fan_in`, `n` its number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Uniform in `±√(6 / (m + n))` (Glorot and Bengio 2010).
    XavierUniform,
    /// Normal with variance `2 / (m + n)` (Glorot and Bengio 2010).
    XavierNormal,
    /// Uniform in `±√(6 / m)` (He et al. 2015).
    HeUniform,
    /// Normal with variance `2 / m` (He et al. 2015).
    HeNormal,
    /// Uniform in `±1`.
    Uniform,
    /// Normal with variance 1.
    Normal,
    /// All 0: every unit of a layer then learns the same.
    Zeros,
}

impl Method {
    /// Every method there is, in the order in which it is offered.
    pub const ALL: [Method; 7] = [
        Method::XavierUniform,
        Method::XavierNormal,
        Method::HeUniform,
        Method::HeNormal,
        Method::Uniform,
        Method::Normal,
        Method::Zeros,
    ];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Method::XavierUniform => "xavier_uniform",
            Method::XavierNormal => "xavier_normal",
            Method::HeUniform => "he_uniform",
            Method::HeNormal => "he_normal",
            Method::Uniform => "uniform",
            Method::Normal => "normal",
            Method::Zeros => "zeros",
        }
    }
}

impl Init {
    /// The weights of layer `layer`.
    ///
    /// # Shapes
    /// The result is `[fan_in][units]`.
    pub fn weights(self, layer: usize, fan_in: usize, units: usize) -> Vec<f64> {
        let (m, n) = (fan_in as f64, units as f64);
        let mut generator = Pcg64::seed_from_u64(self.seed);
        generator.advance((layer as u128) << 64);
        let mut uniform = |limit: f64| (2.0 * unit(&mut generator) - 1.0) * limit;
        let count = fan_in * units;
        match self.method {
            Method::XavierUniform => (0..count).map(|_| uniform((6.0 / (m + n)).sqrt())).collect(),
            Method::HeUniform => (0..count).map(|_| uniform((6.0 / m).sqrt())).collect(),
            Method::Uniform => (0..count).map(|_| uniform(1.0)).collect(),
            Method::XavierNormal => {
                (0..count).map(|_| normal(&mut generator, (2.0 / (m + n)).sqrt())).collect()
            }
            Method::HeNormal => (0..count).map(|_| normal(&mut generator, (2.0 / m).sqrt())).collect(),
            Method::Normal => (0..count).map(|_| normal(&mut generator, 1.0)).collect(),
            Method::Zeros => vec![0.0; count],
        }
    }
}

/// Uniform in [0, 1).
pub(crate) fn unit(generator: &mut Pcg64) -> f64 {
    (generator.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

/// Normal with mean 0, by Box and Muller: `√(−2 ln u) cos(2πv)`, `u` in (0, 1].
pub(crate) fn normal(generator: &mut Pcg64, deviation: f64) -> f64 {
    let (u, v) = (1.0 - unit(generator), unit(generator));
    deviation * (-2.0 * libm::log(u)).sqrt() * libm::cos(2.0 * std::f64::consts::PI * v) + 0.0
}
