//! What can be read at a position. `None` is "not computed yet", never 0.

use super::looking::value;
use super::{Dataset, Display, Edit, Kind, Loss, Network, Operation, Optimizer, Plan, Trainer, Update};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::forward;
use crate::network::Layer;
use std::borrow::Cow;

impl Trainer {
    /// (updates completed, operations done of the next one).
    pub fn position(&self) -> (u64, u64) {
        (self.run.at(), self.operation)
    }

    /// The arithmetic of the current update.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The network as it was before the current update, edits included.
    pub fn network(&self) -> &Network {
        self.run.network()
    }

    /// The current update, every value of it; `None` before its first operation.
    pub fn current(&self) -> Option<&Update> {
        if self.operation > 0 { self.run.computed() } else { None }
    }

    /// The operation of the current step; `None` at the start of an update.
    pub fn operation(&self) -> Option<Operation> {
        self.plan.operation(self.operation)
    }

    /// Whether the current position is at or after `operation`.
    pub fn reached(&self, operation: &Operation) -> bool {
        self.plan.index_of(operation).is_some_and(|index| index <= self.operation)
    }

    /// The document the run started from.
    pub fn config(&self) -> &Config {
        &self.run.config
    }

    /// The per-sample loss.
    pub fn loss(&self) -> Loss {
        self.run.config.loss
    }

    /// The rule of the updates, its learning rate as edited.
    pub fn optimizer(&self) -> Optimizer {
        self.run.optimizer
    }

    /// The data set, as edited.
    pub fn dataset(&self) -> &Dataset {
        &self.run.data
    }

    /// Rows of the data set that the current batch has.
    pub fn batch_rows(&self) -> &[usize] {
        &self.run.update().batch.rows
    }

    /// The walk over the data that the current update belongs to, from 0.
    pub fn epoch(&self) -> u64 {
        self.run.at() / self.updates_per_epoch()
    }

    /// How numbers and names are shown.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Every edit, in the order in which they were made.
    pub fn edits(&self) -> Vec<Edit> {
        self.run.edits().collect()
    }

    /// The batch loss of every update completed so far.
    pub fn losses(&self) -> &[f64] {
        let completed = (self.run.at() - self.run.base()) as usize;
        self.run.history().get(..completed).unwrap_or(&[])
    }

    /// The batch loss of every update that was ever reached, also beyond the position.
    pub fn history(&self) -> &[f64] {
        self.run.history()
    }

    /// How many bytes the remembered states take.
    pub fn checkpoint_bytes(&self) -> usize {
        self.run.checkpoint_bytes()
    }

    /// The prediction with the weights as they stand now.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where the length is not the number of inputs or a number is not finite.
    pub fn predict(&self, inputs: &[f64]) -> Result<Vec<f64>> {
        let expected = self.network().inputs;
        if inputs.len() != expected {
            return Err(Error::range("inputs", format!("expected {expected} numbers, got {}", inputs.len())));
        }
        if let Some(position) = inputs.iter().position(|value| !value.is_finite()) {
            let found = inputs.get(position).copied().unwrap_or(f64::NAN);
            return Err(Error::range(
                "inputs",
                format!("expected finite numbers, got {found} at {position}"),
            ));
        }
        Ok(forward::predict(&self.network_now(), inputs))
    }

    /// The network with every parameter at its new value where its own update operation is reached.
    pub fn network_now(&self) -> Cow<'_, Network> {
        if self.operation < self.plan.backward_end()
            && self.run.config.order == crate::update::Order::Simultaneous
        {
            return Cow::Borrowed(self.network());
        }
        let mut network = self.network().clone();
        for (l, layer) in network.layers.iter_mut().enumerate() {
            if let (Ok(weights), Ok(biases)) = (self.weights(l), self.biases(l)) {
                (layer.weights, layer.biases) = (weights, biases);
            }
        }
        Cow::Owned(network)
    }

    // ---- one number ---------------------------------------------------------------------------------------

    /// A weight (`input` given) or bias, at its new value after its own update operation.
    pub fn parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        let network = match self.current() {
            Some(update) if self.reached(&update_of(layer, input, unit)) => &update.after,
            _ => self.network(),
        };
        network.parameter(layer, input, unit)
    }

    /// A weight (`input` given) or bias, at its value before the current update.
    pub fn parameter_before(&self, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        self.network().parameter(layer, input, unit)
    }

    /// The gradient of a parameter, the mean over the batch.
    pub fn gradient(&self, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        let update = self.current()?;
        if !self.reached(&self.gradient_of(layer, input, unit)) {
            return None;
        }
        update.gradient(layer, input, unit)
    }

    /// `z` of a neuron, for a row of the batch.
    pub fn pre_activation(&self, layer: usize, unit: usize, sample: usize) -> Option<f64> {
        self.neuron(Kind::WeightedSum, layer, unit, sample)
    }

    /// `a` of a neuron, for a row of the batch.
    pub fn activation(&self, layer: usize, unit: usize, sample: usize) -> Option<f64> {
        self.neuron(self.activation_kind(layer)?, layer, unit, sample)
    }

    /// `∂Eₛ/∂z` of a neuron, for a row of the batch.
    pub fn delta(&self, layer: usize, unit: usize, sample: usize) -> Option<f64> {
        self.neuron(self.error_kind(layer), layer, unit, sample)
    }

    /// `Eₛ` of a row of the batch.
    pub fn sample_loss(&self, sample: usize) -> Option<f64> {
        let update = self.current()?;
        let operation = Operation { kind: Kind::Loss, layer: 0, sample, unit: 0, input: None, state: 0 };
        if self.reached(&operation) { update.sample_losses.get(sample).copied() } else { None }
    }

    /// `E` of the batch.
    pub fn batch_loss(&self) -> Option<f64> {
        let update = self.current()?;
        (self.operation >= self.plan.forward_end()).then_some(update.loss)
    }

    fn neuron(&self, kind: Kind, layer: usize, unit: usize, sample: usize) -> Option<f64> {
        let update = self.current()?;
        let operation = Operation { kind, layer, sample, unit, input: None, state: 0 };
        if self.reached(&operation) { value(update, &operation) } else { None }
    }

    // ---- whole layers, with NaN for what is not computed yet ------------------------------------------------

    /// The weights of a layer, `[inputs][units]`.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such layer; so for all of these.
    pub fn weights(&self, layer: usize) -> Result<Vec<f64>> {
        let at = self.layer(layer)?;
        Ok(weight_places(at).map(|(i, j)| self.parameter(layer, Some(i), j).unwrap_or(f64::NAN)).collect())
    }

    /// The biases of a layer, `[units]`; empty where it has none.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn biases(&self, layer: usize) -> Result<Vec<f64>> {
        let count = self.layer(layer)?.biases.len();
        Ok((0..count).map(|j| self.parameter(layer, None, j).unwrap_or(f64::NAN)).collect())
    }

    /// The gradients of a layer's weights, `[inputs][units]`.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn weight_gradients(&self, layer: usize) -> Result<Vec<f64>> {
        let at = self.layer(layer)?;
        Ok(weight_places(at).map(|(i, j)| self.gradient(layer, Some(i), j).unwrap_or(f64::NAN)).collect())
    }

    /// The gradients of a layer's biases, `[units]`; empty where it has none.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn bias_gradients(&self, layer: usize) -> Result<Vec<f64>> {
        let count = self.layer(layer)?.biases.len();
        Ok((0..count).map(|j| self.gradient(layer, None, j).unwrap_or(f64::NAN)).collect())
    }

    /// The pre-activations of a layer, `[samples][units]` of the current batch.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn pre_activations(&self, layer: usize) -> Result<Vec<f64>> {
        self.neurons(layer, |sample, unit| self.pre_activation(layer, unit, sample))
    }

    /// The activations of a layer, `[samples][units]` of the current batch.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn activations(&self, layer: usize) -> Result<Vec<f64>> {
        self.neurons(layer, |sample, unit| self.activation(layer, unit, sample))
    }

    /// The errors of a layer, `[samples][units]` of the current batch.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn deltas(&self, layer: usize) -> Result<Vec<f64>> {
        self.neurons(layer, |sample, unit| self.delta(layer, unit, sample))
    }

    fn neurons(&self, layer: usize, read: impl Fn(usize, usize) -> Option<f64>) -> Result<Vec<f64>> {
        let units = self.layer(layer)?.units;
        let read = &read;
        let samples = 0..self.plan.samples();
        Ok(samples.flat_map(|s| (0..units).map(move |j| read(s, j).unwrap_or(f64::NAN))).collect())
    }

    pub(crate) fn layer(&self, layer: usize) -> Result<&Layer> {
        let layers = self.network().layers.len();
        self.network().layers.get(layer).ok_or_else(|| {
            Error::range(
                "layer",
                format!("expected a layer from 0 to {}, got {layer}", layers.saturating_sub(1)),
            )
        })
    }

    /// The operation that gives a neuron of `layer` its activation.
    fn activation_kind(&self, layer: usize) -> Option<Kind> {
        let identity = crate::activation::Activation::Identity;
        let layer = self.network().layers.get(layer)?;
        Some(if layer.activation == identity { Kind::WeightedSum } else { Kind::Activation })
    }

    fn error_kind(&self, layer: usize) -> Kind {
        if layer == self.network().last() { Kind::OutputError } else { Kind::HiddenError }
    }

    /// The operation that gives a parameter its gradient.
    fn gradient_of(&self, layer: usize, input: Option<usize>, unit: usize) -> Operation {
        let kind = match input {
            _ if self.plan.samples() > 1 => Kind::BatchGradient,
            Some(_) => Kind::WeightGradient,
            None => Kind::BiasGradient,
        };
        Operation { kind, layer, sample: 0, unit, input, state: 0 }
    }
}

/// Every (input, unit) of a layer, in the order of its matrix.
pub(super) fn weight_places(layer: &Layer) -> impl Iterator<Item = (usize, usize)> + use<> {
    let (inputs, units) = (layer.inputs, layer.units);
    (0..inputs).flat_map(move |i| (0..units).map(move |j| (i, j)))
}

fn update_of(layer: usize, input: Option<usize>, unit: usize) -> Operation {
    let kind = if input.is_some() { Kind::WeightUpdate } else { Kind::BiasUpdate };
    Operation { kind, layer, sample: 0, unit, input, state: 0 }
}
