//! The network at every node of a grid over its inputs.

use super::{Layer, Neuron};
use crate::activation::Activation;
use crate::forward::forward;
use crate::grid::Span;
use crate::network::Network;
use crate::values::Values;

/// How much may be computed for one picture, in multiplications.
const WORK: f64 = 2.0e6;
/// The fewest and the most nodes from left to right.
const NODES: (f64, f64) = (13.0, 65.0);
/// Nodes along a single input.
const ALONG: f64 = 241.0;
/// Nodes that are computed in one go.
const BATCH: usize = 512;

/// About how much one row of inputs costs: a multiplication a weight, and the activation functions.
pub(crate) fn cost(network: &Network) -> f64 {
    network.layers.iter().map(|layer| (layer.weights.len() + 20 * layer.units) as f64).sum()
}

/// Every layer at the nodes of a grid, of each its first `most` neurons, and how many nodes there are from left to
/// right.
pub(super) fn over(
    network: &Network,
    across: Span,
    up: Option<Span>,
    most: usize,
    name: &dyn Fn(usize, usize) -> String,
) -> (usize, Vec<Layer>) {
    let affordable = WORK / cost(network).max(1.0);
    let (columns, rows) = match up {
        Some(_) => {
            let side = affordable.sqrt().clamp(NODES.0, NODES.1) as usize;
            (side, side)
        }
        None => (affordable.clamp(2.0 * NODES.0, ALONG) as usize, 1),
    };
    let mut layers = layers(network, columns * rows, most, name);
    let mut inputs = Vec::with_capacity(BATCH * network.inputs);
    let mut values = Values::default();
    for first in (0..columns * rows).step_by(BATCH) {
        let count = BATCH.min(columns * rows - first);
        inputs.clear();
        for node in first..first + count {
            inputs.push(across.node(node % columns, columns));
            inputs.extend(up.map(|up| up.node(node / columns, rows)));
        }
        forward(network, &inputs, count, &mut values);
        for (l, layer) in layers.iter_mut().enumerate() {
            let (Some(sums), Some(activations)) = (values.pre_activations.get(l), values.activations.get(l))
            else {
                continue;
            };
            for (unit, neuron) in layer.neurons.iter_mut().enumerate() {
                neuron.sums.extend(sums.iter().skip(unit).step_by(layer.units));
                neuron.values.extend(activations.iter().skip(unit).step_by(layer.units));
            }
        }
    }
    (columns, layers)
}

fn layers(network: &Network, nodes: usize, most: usize, name: &dyn Fn(usize, usize) -> String) -> Vec<Layer> {
    let neuron = |l: usize, unit: usize, activation: Activation| Neuron {
        name: name(l, unit),
        bounds: bounds(activation),
        values: Vec::with_capacity(nodes),
        sums: Vec::with_capacity(nodes),
    };
    let layers = network.layers.iter().enumerate();
    layers
        .map(|(l, layer)| Layer {
            neurons: (0..layer.units.min(most)).map(|unit| neuron(l, unit, layer.activation)).collect(),
            units: layer.units,
        })
        .collect()
}

/// Between which values an activation function stays.
fn bounds(activation: Activation) -> Option<Span> {
    activation.bounds().map(|(least, most)| Span { least, most })
}
