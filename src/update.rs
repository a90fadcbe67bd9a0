//! One whole update, with every intermediate value kept.

use crate::loss::{Loss, Outputs};
use crate::moments::Moments;
use crate::network::{Bias, Network};
use crate::optimizer::{MOST_STATES, Optimizer, Rule};
use crate::values::Values;
use crate::{backward, forward};

/// When the parameters of a layer change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// All at the end: every gradient is taken at the weights as they were before the update.
    #[default]
    Simultaneous,
    /// Each layer as soon as its own gradients are known, so that earlier layers see updated weights.
    InPlace,
}

impl Order {
    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Order::Simultaneous => "simultaneous",
            Order::InPlace => "in_place",
        }
    }
}

/// The batch an update uses.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Batch {
    /// Rows of the data set, in the order of the batch.
    pub rows: Vec<usize>,
    /// `[samples][network.inputs]`.
    pub inputs: Vec<f64>,
    /// `[samples][outputs]`.
    pub targets: Vec<f64>,
}

impl Batch {
    /// The first `samples` of it.
    pub fn first(&self, samples: usize) -> Batch {
        let all = self.rows.len().max(1);
        let part = |numbers: &[f64]| numbers.iter().take(numbers.len() / all * samples).copied().collect();
        Batch {
            rows: self.rows.iter().take(samples).copied().collect(),
            inputs: part(&self.inputs),
            targets: part(&self.targets),
        }
    }
}

/// Everything one update computes.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// The batch.
    pub batch: Batch,
    /// The network before the update.
    pub before: Network,
    /// The network after it.
    pub after: Network,
    /// What the optimizer had kept before the update.
    pub moments_before: Moments,
    /// What it keeps after it.
    pub moments_after: Moments,
    /// Pre-activations, activations and errors.
    pub values: Values,
    /// `Eₛ`, `[samples]`.
    pub sample_losses: Vec<f64>,
    /// `E`, their mean.
    pub loss: f64,
    /// `∂E/∂w`, means over the batch, `[inputs][units]` for each layer.
    pub weight_gradients: Vec<Vec<f64>>,
    /// `∂E/∂b`, means over the batch, `[units]` for each layer, empty where it has no bias.
    pub bias_gradients: Vec<Vec<f64>>,
    /// Whether earlier layers saw updated weights.
    pub order: Order,
}

impl Update {
    /// An update of `network` of which nothing is computed yet, by an optimizer that has kept `moments`.
    pub fn new(network: Network, moments: Moments, order: Order) -> Self {
        let layers = network.layers.len();
        Update {
            batch: Batch::default(),
            after: network.clone(),
            before: network,
            moments_after: moments.clone(),
            moments_before: moments,
            values: Values::default(),
            sample_losses: Vec::new(),
            loss: f64::NAN,
            weight_gradients: vec![Vec::new(); layers],
            bias_gradients: vec![Vec::new(); layers],
            order,
        }
    }

    /// Computes the whole update of [`Update::before`] with [`Update::batch`]: forward pass, loss, backward
    /// pass, optimizer. `number` counts the updates from 1. Buffers are used again, so that a training loop does not
    /// allocate.
    pub fn compute(&mut self, loss: Loss, optimizer: Optimizer, number: u64) {
        let rule = optimizer.rule(number);
        let samples = self.batch.rows.len();
        forward::forward(&self.before, &self.batch.inputs, samples, &mut self.values);
        self.losses(loss);
        copy_parameters(&self.before, &mut self.after);
        self.moments_after.copy_from(&self.moments_before);
        let last = self.before.last();
        for l in (0..self.before.layers.len()).rev() {
            if l == last {
                backward::output_errors(&self.before, loss, &self.batch.targets, &mut self.values);
            } else {
                let weights = match self.order {
                    Order::Simultaneous => &self.before,
                    Order::InPlace => &self.after,
                };
                backward::hidden_errors(weights, l, &mut self.values);
            }
            self.gradients(l);
            self.step(l, rule);
        }
    }

    /// The network whose weights the backward pass reads to bring errors back to layer `l` from `l + 1`.
    pub fn backward_weights(&self) -> &Network {
        match self.order {
            Order::Simultaneous => &self.before,
            Order::InPlace => &self.after,
        }
    }

    /// The values that enter layer `l`, `[samples][inputs]`.
    pub fn entering(&self, l: usize) -> &[f64] {
        match l.checked_sub(1) {
            None => &self.batch.inputs,
            Some(previous) => self.values.activations.get(previous).map_or(&[], Vec::as_slice),
        }
    }

    /// The gradient of a parameter, the mean over the batch; `None` where there is no such parameter.
    pub fn gradient(&self, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        match input {
            Some(input) => {
                let index = self.before.layers.get(layer)?.index(input, unit);
                self.weight_gradients.get(layer)?.get(index).copied()
            }
            None => self.bias_gradients.get(layer)?.get(unit).copied(),
        }
    }

    /// Whether the loss, every new parameter and what the optimizer keeps of it are finite numbers.
    pub fn is_finite(&self) -> bool {
        self.loss.is_finite() && self.after.is_finite() && self.moments_after.is_finite()
    }

    fn losses(&mut self, loss: Loss) {
        self.sample_losses.clear();
        self.sample_losses.extend(loss.values(Outputs::of(&self.before, &self.values), &self.batch.targets));
        self.loss = self.sample_losses.iter().sum::<f64>() / self.sample_losses.len() as f64;
    }

    fn gradients(&mut self, l: usize) {
        let entering = match l.checked_sub(1) {
            None => &self.batch.inputs,
            Some(previous) => match self.values.activations.get(previous) {
                Some(activations) => activations,
                None => return,
            },
        };
        if let (Some(layer), Some(deltas), Some(weights), Some(biases)) = (
            self.before.layers.get(l),
            self.values.deltas.get(l),
            self.weight_gradients.get_mut(l),
            self.bias_gradients.get_mut(l),
        ) {
            backward::gradients(layer, entering, deltas, weights, biases);
        }
    }

    fn step(&mut self, l: usize, rule: Rule) {
        let (Some(layer), Some(weights), Some(biases)) =
            (self.after.layers.get_mut(l), self.weight_gradients.get(l), self.bias_gradients.get(l))
        else {
            return;
        };
        let mut states = self.moments_after.0.iter_mut().map(|state| state.get_mut(l));
        let (mut one, mut two) = (states.next().flatten(), states.next().flatten());
        for (i, (weight, gradient)) in layer.weights.iter_mut().zip(weights).enumerate() {
            if !layer.frozen.get(i).copied().unwrap_or(false) {
                let kept = [&mut one, &mut two].map(|state| state.as_mut()?.weights.get_mut(i));
                *weight = stepped(rule, *weight, *gradient, kept);
            }
        }
        if layer.bias == Bias::Trained {
            for (i, (bias, gradient)) in layer.biases.iter_mut().zip(biases).enumerate() {
                let kept = [&mut one, &mut two].map(|state| state.as_mut()?.biases.get_mut(i));
                *bias = stepped(rule, *bias, *gradient, kept);
            }
        }
    }
}

/// The new value of one parameter. What the optimizer keeps of it changes where it is.
fn stepped(rule: Rule, value: f64, gradient: f64, kept: [Option<&mut f64>; MOST_STATES]) -> f64 {
    let old =
        [0, 1].map(|state: usize| kept.get(state).and_then(|kept| kept.as_deref().copied()).unwrap_or(0.0));
    let gradient = rule.gradient(value, gradient);
    let new = rule.states(gradient, old);
    for (kept, new) in kept.into_iter().zip(new) {
        if let Some(kept) = kept {
            *kept = new;
        }
    }
    rule.value(value, gradient, new)
}

/// Copies all parameters between two networks of the same shape.
fn copy_parameters(from: &Network, to: &mut Network) {
    for (from, to) in from.layers.iter().zip(&mut to.layers) {
        to.weights.copy_from_slice(&from.weights);
        to.biases.copy_from_slice(&from.biases);
    }
}
