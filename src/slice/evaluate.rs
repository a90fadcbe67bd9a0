//! The loss at every node of a grid over one or two parameters.

use crate::forward::forward;
use crate::grid::Span;
use crate::loss::{Loss, Outputs};
use crate::network::Network;
use crate::prediction::cost;
use crate::trainer::{Parameter, Trainer};
use crate::values::Values;

/// How much may be computed for one picture, in multiplications.
const WORK: f64 = 3.0e7;
/// The fewest and the most nodes from left to right.
const NODES: (f64, f64) = (15.0, 49.0);
/// Nodes along a single parameter.
const ALONG: (f64, f64) = (31.0, 161.0);

/// What the loss is computed of: the layers from the first changed one on, and what enters them.
struct Rest {
    network: Network,
    first: usize,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    samples: usize,
    loss: Loss,
    values: Values,
}

impl Rest {
    fn set(&mut self, at: &Parameter, value: f64) {
        let Some(layer) = at.layer.checked_sub(self.first).and_then(|l| self.network.layers.get_mut(l))
        else {
            return;
        };
        let place = match at.input {
            Some(input) => {
                let index = layer.index(input, at.unit);
                layer.weights.get_mut(index)
            }
            None => layer.biases.get_mut(at.unit),
        };
        if let Some(place) = place {
            *place = value;
        }
    }

    /// The mean loss of the samples.
    fn mean(&mut self) -> f64 {
        forward(&self.network, &self.inputs, self.samples, &mut self.values);
        let losses = self.loss.values(Outputs::of(&self.network, &self.values), &self.targets);
        losses.sum::<f64>() / self.samples as f64
    }
}

/// (nodes from left to right, losses, the loss now, samples it is the mean of and samples there are).
pub(super) fn over(
    trainer: &Trainer,
    parameters: &[Parameter],
    across: Span,
    up: Option<Span>,
) -> (usize, Vec<f64>, f64, (usize, usize)) {
    let network = trainer.network_now();
    let first = parameters.iter().map(|at| at.layer).min().unwrap_or(0);
    let rest = Network {
        inputs: network.layers.get(first).map_or(0, |layer| layer.inputs),
        layers: network.layers.get(first..).unwrap_or(&[]).to_vec(),
    };
    let all = trainer.dataset().train_rows();
    // Where even the fewest nodes would take too long, some of the samples have to do.
    let least = if up.is_some() { NODES.0 * NODES.0 } else { ALONG.0 };
    let affordable = (4.0 * WORK / (least * cost(&rest).max(1.0))).max(1.0) as usize;
    let each = all.len().div_ceil(affordable).max(1);
    let rows: Vec<usize> = all.iter().copied().step_by(each).collect();
    let nodes = WORK / (cost(&rest) * rows.len() as f64).max(1.0);
    let (columns, lines) = match up {
        Some(_) => {
            let side = nodes.sqrt().clamp(NODES.0, NODES.1) as usize;
            (side, side)
        }
        None => (nodes.clamp(ALONG.0, ALONG.1) as usize, 1),
    };
    let mut rest = rest_of(trainer, &network, rest, first, &rows);
    let loss = rest.mean();
    let mut losses = Vec::with_capacity(columns * lines);
    for line in 0..lines {
        if let (Some(up), Some(second)) = (up, parameters.get(1)) {
            rest.set(second, up.node(line, lines));
        }
        for column in 0..columns {
            if let Some(first) = parameters.first() {
                rest.set(first, across.node(column, columns));
            }
            losses.push(rest.mean());
        }
    }
    (columns, losses, loss, (rows.len(), all.len()))
}

fn rest_of(trainer: &Trainer, network: &Network, rest: Network, first: usize, rows: &[usize]) -> Rest {
    let data = trainer.dataset();
    let mut inputs: Vec<f64> = rows.iter().flat_map(|&row| data.inputs(row)).copied().collect();
    if let Some(last) = first.checked_sub(1) {
        let before =
            Network { inputs: network.inputs, layers: network.layers.get(..first).unwrap_or(&[]).to_vec() };
        let mut values = Values::default();
        forward(&before, &inputs, rows.len(), &mut values);
        inputs = values.activations.get(last).cloned().unwrap_or_default();
    }
    Rest {
        network: rest,
        first,
        inputs,
        targets: rows.iter().flat_map(|&row| data.targets(row)).copied().collect(),
        samples: rows.len(),
        loss: trainer.loss(),
        values: Values::default(),
    }
}
