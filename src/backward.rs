//! The backward pass: from the loss back to every weight, by the chain rule.
//!
//! Two rules are all of it. The error of an output neuron is `δ = ∂E/∂a · f′(z)`; the error of a hidden neuron
//! is `δ = (Σₖ δₖ wₖ) · f′(z)` over the neurons it feeds. A weight's gradient is then the error of the neuron it
//! enters times the value that it carries.

use crate::loss::{Loss, Outputs};
use crate::network::{Layer, Network};
use crate::values::Values;

/// The errors `∂Eₛ/∂z` of the last layer, each of its own sample's loss.
///
/// # Shapes
/// `targets` is `[samples][outputs]`; the last entry of `values.deltas` receives `[samples][outputs]`.
pub fn output_errors(network: &Network, loss: Loss, targets: &[f64], values: &mut Values) {
    values.deltas.resize_with(network.layers.len(), Vec::new);
    let mut deltas = values.deltas.pop().unwrap_or_default();
    loss.errors(Outputs::of(network, values), targets, &mut deltas);
    values.deltas.push(deltas);
}

/// The errors `∂Eₛ/∂z` of hidden layer `l`, from the errors of layer `l + 1` and the weights between them.
///
/// # Shapes
/// Reads `values.deltas[l + 1]` and writes `values.deltas[l]`, each `[samples][units]`.
pub fn hidden_errors(network: &Network, l: usize, values: &mut Values) {
    let (Some(layer), Some(next)) = (network.layers.get(l), network.layers.get(l + 1)) else { return };
    let (before, after) = values.deltas.split_at_mut(l + 1);
    let (Some(deltas), Some(errors)) = (before.last_mut(), after.first()) else { return };
    let (Some(z), Some(a)) = (values.pre_activations.get(l), values.activations.get(l)) else { return };
    deltas.clear();
    let samples = z.chunks_exact(layer.units).zip(a.chunks_exact(layer.units));
    for ((z, a), errors) in samples.zip(errors.chunks_exact(next.units)) {
        let rows = next.weights.chunks_exact(next.units);
        deltas.extend(z.iter().zip(a).zip(rows).map(|((&z, &a), row)| {
            let arriving: f64 = errors.iter().zip(row).map(|(error, weight)| error * weight).sum();
            arriving * layer.activation.slope(z, a)
        }));
    }
}

/// One sample's gradient of a weight, `∂Eₛ/∂w = δ x`; with `x = 1`, of a bias.
pub fn sample_gradient(delta: f64, entering: f64) -> f64 {
    delta * entering
}

/// The gradients of a layer's parameters: means over the batch, `∂E/∂w = (1/B) Σₛ δₛ xₛ`.
///
/// # Shapes
/// `entering` is `[samples][inputs]`, `deltas` is `[samples][units]`; `weights` receives `[inputs][units]` and
/// `biases` `[units]`, or nothing where the layer has no bias.
pub fn gradients(
    layer: &Layer,
    entering: &[f64],
    deltas: &[f64],
    weights: &mut Vec<f64>,
    biases: &mut Vec<f64>,
) {
    weights.clear();
    weights.resize(layer.weights.len(), 0.0);
    biases.clear();
    biases.resize(layer.biases.len(), 0.0);
    for (x, deltas) in entering.chunks_exact(layer.inputs).zip(deltas.chunks_exact(layer.units)) {
        for (x, row) in x.iter().zip(weights.chunks_exact_mut(layer.units)) {
            for (gradient, delta) in row.iter_mut().zip(deltas) {
                *gradient += sample_gradient(*delta, *x);
            }
        }
        for (gradient, delta) in biases.iter_mut().zip(deltas) {
            *gradient += sample_gradient(*delta, 1.0);
        }
    }
    let samples = deltas.len() / layer.units.max(1);
    if samples > 1 {
        for gradient in weights.iter_mut().chain(biases) {
            *gradient /= samples as f64;
        }
    }
}
