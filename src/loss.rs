//! Per-sample losses: each `E` and its derivative `∂E/∂p` side by side.
//!
//! A further loss is one more variant, one line in [`Loss::ALL`], and an arm in each `match` here and in
//! `explain::rules`; the compiler names every place.

use crate::activation::Activation;
use crate::cross_entropy as fused;
use crate::network::Network;
use crate::values::Values;

/// How far a prediction `p` is from its target `y`, for one sample with `K` outputs. With `d = p − y`:
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// `E = ½ Σₖ dₖ²`, `∂E/∂pₖ = dₖ`.
    HalfSquaredError,
    /// `E = (1/K) Σₖ dₖ²`, `∂E/∂pₖ = (2/K) dₖ`.
    MeanSquaredError,
    /// `E = (1/K) Σₖ |dₖ|`, `∂E/∂pₖ = ±1/K`, and 0 where `dₖ = 0`.
    MeanAbsoluteError,
    /// `E = (1/K) Σₖ hₖ` with `h = ½ d²` for `|d| ≤ 1`, else `|d| − ½` (Huber 1964, δ = 1); `∂E/∂pₖ = dₖ/K`, cut at
    /// `±1/K`.
    Huber,
    /// `E = −(1/K) Σₖ [yₖ ln pₖ + (1 − yₖ) ln(1 − pₖ)]`, `∂E/∂pₖ = (1/K) dₖ / (pₖ (1 − pₖ))`.
    BinaryCrossEntropy,
    /// `E = −Σₖ yₖ ln pₖ`, `∂E/∂pₖ = −yₖ/pₖ`.
    CategoricalCrossEntropy,
}

/// What the last layer gave for a batch.
#[derive(Debug, Clone, Copy)]
pub struct Outputs<'a> {
    /// Its activation function.
    pub activation: Activation,
    /// How many outputs there are.
    pub units: usize,
    /// `z`, `[samples][units]`. A cross-entropy is taken from them ([`crate::cross_entropy`]).
    pub pre_activations: &'a [f64],
    /// `p`, `[samples][units]`.
    pub predictions: &'a [f64],
}

impl<'a> Outputs<'a> {
    /// The outputs in `values`, after a forward pass of `network`.
    pub fn of(network: &Network, values: &'a Values) -> Self {
        Outputs {
            activation: network.layers.last().map_or(Activation::Identity, |layer| layer.activation),
            units: network.outputs().max(1),
            pre_activations: values.pre_activations.last().map_or(&[], Vec::as_slice),
            predictions: values.activations.last().map_or(&[], Vec::as_slice),
        }
    }

    /// `z`, `p` and `y` of each sample.
    fn samples(self, targets: &'a [f64]) -> impl ExactSizeIterator<Item = (&'a [f64], &'a [f64], &'a [f64])> {
        let z = self.pre_activations.chunks_exact(self.units);
        let p = self.predictions.chunks_exact(self.units);
        z.zip(p).zip(targets.chunks_exact(self.units)).map(|((z, p), y)| (z, p, y))
    }
}

impl Loss {
    /// Every loss there is, in the order in which it is offered.
    pub const ALL: [Loss; 6] = [
        Loss::HalfSquaredError,
        Loss::MeanSquaredError,
        Loss::MeanAbsoluteError,
        Loss::Huber,
        Loss::BinaryCrossEntropy,
        Loss::CategoricalCrossEntropy,
    ];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Loss::HalfSquaredError => "half_squared_error",
            Loss::MeanSquaredError => "mean_squared_error",
            Loss::MeanAbsoluteError => "mean_absolute_error",
            Loss::Huber => "huber",
            Loss::BinaryCrossEntropy => "binary_cross_entropy",
            Loss::CategoricalCrossEntropy => "categorical_cross_entropy",
        }
    }

    /// Whether it is one of the cross-entropies, which need predictions in (0, 1) and targets in [0, 1].
    pub fn is_cross_entropy(self) -> bool {
        matches!(self, Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy)
    }

    /// Whether it can be taken of what a last layer with this activation gives.
    pub fn takes(self, activation: Activation) -> bool {
        match self {
            Loss::BinaryCrossEntropy => activation.is_probability(),
            Loss::CategoricalCrossEntropy => activation == Activation::Softmax,
            Loss::HalfSquaredError | Loss::MeanSquaredError | Loss::MeanAbsoluteError | Loss::Huber => true,
        }
    }

    /// `E` of each sample of a batch.
    ///
    /// # Shapes
    /// `targets` is `[samples][outputs]`.
    pub fn values<'a>(
        self,
        outputs: Outputs<'a>,
        targets: &'a [f64],
    ) -> impl ExactSizeIterator<Item = f64> + 'a {
        outputs.samples(targets).map(move |(z, p, y)| match (self, outputs.activation) {
            (Loss::BinaryCrossEntropy, Activation::Softmax) => fused::binary_of_softmax(z, y),
            (Loss::BinaryCrossEntropy, _) => fused::binary_of_sigmoid(z, y),
            (Loss::CategoricalCrossEntropy, _) => fused::categorical_of_softmax(z, y),
            (Loss::HalfSquaredError, _) => 0.5 * sum_over(p, y, |d| d * d),
            (Loss::MeanSquaredError, _) => sum_over(p, y, |d| d * d) / p.len() as f64,
            (Loss::MeanAbsoluteError, _) => sum_over(p, y, f64::abs) / p.len() as f64,
            (Loss::Huber, _) => sum_over(p, y, huber) / p.len() as f64,
        })
    }

    /// `∂E/∂p` of one output, where the sample has `outputs` of them.
    pub fn slope(self, prediction: f64, target: f64, outputs: usize) -> f64 {
        let (d, outputs) = (prediction - target, outputs as f64);
        match self {
            Loss::HalfSquaredError => d,
            Loss::MeanSquaredError => 2.0 / outputs * d,
            Loss::MeanAbsoluteError if d == 0.0 => 0.0,
            Loss::MeanAbsoluteError => d.signum() / outputs,
            Loss::Huber => d.clamp(-1.0, 1.0) / outputs,
            Loss::BinaryCrossEntropy => d / (prediction * (1.0 - prediction)) / outputs,
            Loss::CategoricalCrossEntropy => -target / prediction,
        }
    }

    /// The errors `∂Eₛ/∂z` of the last layer, each of its own sample's loss: `∂E/∂p · ∂p/∂z`, taken at once where the
    /// two of them would lose what their product has.
    ///
    /// # Shapes
    /// `targets` is `[samples][outputs]`; `errors` receives the same.
    pub fn errors(self, outputs: Outputs<'_>, targets: &[f64], errors: &mut Vec<f64>) {
        errors.clear();
        let mut by_p = Vec::new();
        for (z, p, y) in outputs.samples(targets) {
            match (self, outputs.activation) {
                (Loss::BinaryCrossEntropy, Activation::Sigmoid) => {
                    fused::binary_errors_of_sigmoid(z, y, errors);
                }
                (Loss::BinaryCrossEntropy, Activation::Softmax) => {
                    fused::binary_errors_of_softmax(z, p, y, errors);
                }
                (Loss::CategoricalCrossEntropy, Activation::Softmax) => {
                    fused::categorical_errors_of_softmax(p, y, errors);
                }
                (_, Activation::Softmax) => {
                    by_p.clear();
                    by_p.extend(p.iter().zip(y).map(|(&p, &y)| self.slope(p, y, outputs.units)));
                    outputs.activation.errors(z, p, &by_p, errors);
                }
                (_, activation) => {
                    errors.extend(
                        z.iter()
                            .zip(p)
                            .zip(y)
                            .map(|((&z, &p), &y)| self.slope(p, y, outputs.units) * activation.slope(z, p)),
                    );
                }
            }
        }
    }
}

/// `Σₖ f(pₖ − yₖ)`.
fn sum_over(predictions: &[f64], targets: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    predictions.iter().zip(targets).map(|(p, y)| f(p - y)).sum()
}

fn huber(d: f64) -> f64 {
    if d.abs() <= 1.0 { 0.5 * d * d } else { d.abs() - 0.5 }
}
