//! The gradient check: what backpropagation found against what a small change of each weight does.

use super::difference::{Differences, Parameter};
use super::{Order, Trainer};
use crate::moments::Moments;
use crate::update::Update;

/// What was found for one parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ParameterCheck {
    /// Its layer.
    pub layer: usize,
    /// Its input; `None` for a bias.
    pub input: Option<usize>,
    /// Its unit.
    pub unit: usize,
    /// `∂E/∂w` by backpropagation.
    pub analytic: f64,
    /// `∂E/∂w` by differences of the loss.
    pub numeric: f64,
}

impl ParameterCheck {
    /// `|a − n| / max(|a|, |n|, 10⁻⁴)`.
    pub fn relative_error(&self) -> f64 {
        let (a, n) = (self.analytic, self.numeric);
        (a - n).abs() / a.abs().max(n.abs()).max(1e-4)
    }
}

/// The gradient check of a network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GradientCheck {
    /// What was tried, the worst first. Not a number counts as the worst there is.
    pub checked: Vec<ParameterCheck>,
    /// Parameters that were tried but lie in a kink, where the loss has no derivative.
    pub in_kinks: usize,
    /// Parameters there are.
    pub parameters: usize,
    /// Samples it was tried with: the first ones of a batch that would take too long.
    pub samples: usize,
    /// Samples in the batch.
    pub batch: usize,
}

impl GradientCheck {
    /// The worst disagreement; 0 where nothing could be compared.
    pub fn max_relative_error(&self) -> f64 {
        self.checked.first().map_or(0.0, ParameterCheck::relative_error)
    }
}

/// At most this many parameters are tried, and no more than can be in about this many multiplications; of larger
/// networks, evenly spaced ones.
const TRIED: usize = 4096;
const MULTIPLICATIONS: usize = 1 << 30;
/// About so many passes are needed for one parameter.
const PASSES: usize = 30;
/// So many parameters at least are tried, with fewer samples where the whole batch would take too long.
const WANTED: usize = 256;

impl Trainer {
    /// Compares the gradients of the current batch, at the weights before the current update, with central
    /// differences `(E(w + h) − E(w − h)) / 2h` of a falling row of `h`.
    ///
    /// `E` is the mean over the batch, or over the first samples of one that would take too long. With in-place
    /// updates it is the simultaneous gradients that are checked: the others are no derivative of one function.
    pub fn gradient_check(&self) -> GradientCheck {
        let mut update = Update::new(self.network().clone(), Moments::default(), Order::Simultaneous);
        let parameters = self.network().parameters();
        let pass = parameters.saturating_mul(PASSES).max(1);
        let batch = &self.run.update().batch;
        let affordable = MULTIPLICATIONS / pass;
        let samples = (affordable / parameters.clamp(1, WANTED)).clamp(1, batch.rows.len().max(1));
        update.batch = batch.first(samples);
        update.compute(self.loss(), self.optimizer(), 1);
        let tried = (affordable / samples).clamp(1, TRIED);
        let stride = parameters.div_ceil(tried).max(1);
        let mut differences = Differences::new(self.network().clone(), self.loss(), &update.batch);
        let mut check =
            GradientCheck { parameters, samples, batch: batch.rows.len(), ..GradientCheck::default() };
        for parameter in places(&update).step_by(stride) {
            let Parameter { layer, input, unit } = parameter;
            let analytic = update.gradient(layer, input, unit).unwrap_or(f64::NAN);
            match differences.derivative(parameter) {
                Some(numeric) => {
                    check.checked.push(ParameterCheck { layer, input, unit, analytic, numeric });
                }
                None => check.in_kinks += 1,
            }
        }
        let badness = |of: &ParameterCheck| match of.relative_error() {
            error if error.is_nan() => f64::INFINITY,
            error => error,
        };
        check.checked.sort_by(|a, b| badness(b).total_cmp(&badness(a)));
        check
    }
}

/// Every parameter, layer by layer, weights in the order of the matrix, then biases.
fn places(update: &Update) -> impl Iterator<Item = Parameter> + '_ {
    update.before.layers.iter().enumerate().flat_map(|(layer, of)| {
        let weights = (0..of.inputs).flat_map(move |input| {
            (0..of.units).map(move |unit| Parameter { layer, input: Some(input), unit })
        });
        let biases = (0..of.biases.len()).map(move |unit| Parameter { layer, input: None, unit });
        weights.chain(biases)
    })
}
