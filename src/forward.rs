//! The forward pass: from the inputs of a batch to its predictions.

use crate::loss::{Loss, Outputs};
use crate::network::{Layer, Network};
use crate::values::Values;

/// Computes every pre-activation and activation of a batch.
///
/// `z = x·W + b` and `a = f(z)`, layer by layer; the sum runs over the inputs in order and the bias comes last,
/// as NumPy's `x @ W + b` for one row.
///
/// # Shapes
/// `inputs` is `[samples][network.inputs]`; `values` receives `[samples][units]` for each layer.
pub fn forward(network: &Network, inputs: &[f64], samples: usize, values: &mut Values) {
    values.pre_activations.resize_with(network.layers.len(), Vec::new);
    values.activations.resize_with(network.layers.len(), Vec::new);
    for (l, layer) in network.layers.iter().enumerate() {
        let (done, rest) = values.activations.split_at_mut(l);
        let entering = done.last().map_or(inputs, Vec::as_slice);
        let (Some(z), Some(a)) = (values.pre_activations.get_mut(l), rest.first_mut()) else { return };
        weighted_sums(layer, entering, samples, z);
        a.clear();
        for z in z.chunks_exact(layer.units) {
            layer.activation.extend(z, a);
        }
    }
}

/// `z = x·W + b` of one layer.
fn weighted_sums(layer: &Layer, entering: &[f64], samples: usize, z: &mut Vec<f64>) {
    z.clear();
    z.resize(samples * layer.units, 0.0);
    for (z, x) in z.chunks_exact_mut(layer.units).zip(entering.chunks_exact(layer.inputs)) {
        for (x, row) in x.iter().zip(layer.weights.chunks_exact(layer.units)) {
            for (z, w) in z.iter_mut().zip(row) {
                *z += x * w;
            }
        }
        for (z, b) in z.iter_mut().zip(&layer.biases) {
            *z += b;
        }
    }
}

/// The prediction for one input vector.
///
/// # Shapes
/// `inputs` is `[network.inputs]`; the result is `[outputs]`.
pub fn predict(network: &Network, inputs: &[f64]) -> Vec<f64> {
    let mut values = Values::default();
    forward(network, inputs, 1, &mut values);
    values.activations.pop().unwrap_or_default()
}

/// `E` of some samples: the mean of their losses. `values` is used again from call to call.
///
/// # Shapes
/// `inputs` is `[samples][network.inputs]`, `targets` `[samples][outputs]`.
pub fn mean_loss(
    network: &Network,
    loss: Loss,
    (inputs, targets): (&[f64], &[f64]),
    values: &mut Values,
) -> f64 {
    let samples = inputs.len() / network.inputs.max(1);
    forward(network, inputs, samples, values);
    loss.values(Outputs::of(network, values), targets).sum::<f64>() / samples as f64
}
