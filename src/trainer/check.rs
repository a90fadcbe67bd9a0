//! The gradient check: what backpropagation found against what a small change of each weight does.

use super::{Order, Trainer};
use crate::forward;
use crate::moments::Moments;
use crate::network::Network;
use crate::update::Update;
use crate::values::Values;

/// The worst disagreement that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradientCheck {
    /// `|a − n| / max(|a|, |n|, 10⁻⁴)` of the analytic gradient `a` and the central difference `n`.
    pub max_relative_error: f64,
    /// Layer of the worst parameter.
    pub layer: usize,
    /// Its input; `None` for a bias.
    pub input: Option<usize>,
    /// Its unit.
    pub unit: usize,
}

/// At most this many parameters are tried, and no more than can be in about this many multiplications; of larger
/// networks, evenly spaced ones.
const TRIED: usize = 4096;
const MULTIPLICATIONS: usize = 1 << 30;

impl Trainer {
    /// Compares the gradients of the current batch, at the weights before the current update, with central
    /// differences `(E(w + h) − E(w − h)) / 2h`.
    ///
    /// `E` is the mean over the batch. With in-place updates it is the simultaneous gradients that are checked:
    /// the others are no derivative of one function.
    pub fn gradient_check(&self) -> GradientCheck {
        let mut update = Update::new(self.network().clone(), Moments::default(), Order::Simultaneous);
        update.batch = self.run.update().batch.clone();
        update.compute(self.loss(), self.optimizer(), 1);
        let mut worst = GradientCheck { max_relative_error: 0.0, layer: 0, input: Some(0), unit: 0 };
        let mut network = self.network().clone();
        let mut values = Values::default();
        let each = update.batch.rows.len().saturating_mul(network.parameters()).saturating_mul(2);
        let tried = (MULTIPLICATIONS / each.max(1)).clamp(1, TRIED);
        let stride = network.parameters().div_ceil(tried).max(1);
        let mut number = 0;
        for l in 0..network.layers.len() {
            let Some(layer) = network.layers.get(l) else { break };
            let (units, weights, all) = (layer.units, layer.weights.len(), layer.parameters());
            for k in 0..all {
                number += 1;
                if (number - 1) % stride != 0 {
                    continue;
                }
                let input = (k < weights).then(|| k / units);
                let unit = if k < weights { k % units } else { k - weights };
                let gradients = if k < weights { &update.weight_gradients } else { &update.bias_gradients };
                let index = if k < weights { k } else { unit };
                let analytic = gradients.get(l).and_then(|g| g.get(index)).copied().unwrap_or(f64::NAN);
                let numeric = self.difference(&mut network, &update, &mut values, (l, k, weights));
                let error = (analytic - numeric).abs() / analytic.abs().max(numeric.abs()).max(1e-4);
                // NaN counts as the worst there is.
                if error.is_nan() || error > worst.max_relative_error {
                    worst = GradientCheck { max_relative_error: error, layer: l, input, unit };
                    if error.is_nan() {
                        return worst;
                    }
                }
            }
        }
        worst
    }

    fn difference(
        &self,
        network: &mut Network,
        update: &Update,
        values: &mut Values,
        (l, k, weights): (usize, usize, usize),
    ) -> f64 {
        let parameter = |network: &mut Network, value: Option<f64>| {
            let layer = network.layers.get_mut(l)?;
            let place =
                if k < weights { layer.weights.get_mut(k) } else { layer.biases.get_mut(k - weights) }?;
            Some(std::mem::replace(place, value.unwrap_or(*place)))
        };
        let Some(w) = parameter(network, None) else { return f64::NAN };
        // The cube root of the machine epsilon balances truncation and rounding.
        let h = 6.055_454_452_393_343e-6 * w.abs().max(1.0);
        let (above, below) = (w + h, w - h);
        let mut loss_at = |network: &mut Network, value: f64| {
            parameter(network, Some(value));
            let batch = (update.batch.inputs.as_slice(), update.batch.targets.as_slice());
            forward::mean_loss(network, self.loss(), batch, values)
        };
        let difference = loss_at(network, above) - loss_at(network, below);
        loss_at(network, w);
        difference / (above - below)
    }
}
