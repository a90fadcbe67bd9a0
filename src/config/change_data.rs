//! Another data set for the same experiment.

use super::change::Changed;
use super::data::{DataConfig, Preparation, fitting, preparation_of};
use super::node::Node;
use super::place::count;
use super::{Config, LayerConfig};
use crate::error::{Error, Result};

impl Config {
    /// Reads a document's `data` by itself: how many inputs and outputs there are, it says itself. A generator with
    /// classes gets one output, or one for each class where the network has as many already or ends in softmax.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] whose place begins with `data`.
    pub fn read_data(&self, node: &Node) -> Result<DataConfig> {
        let last = self.layers.last();
        let softmax = last.is_some_and(|layer| layer.activation.name() == "softmax");
        let outputs = last.map_or(1, |layer| layer.units);
        fitting(node, (self.inputs, outputs), softmax)
    }

    /// Reads `standardise` and `test` of a document's `data` by themselves, for the samples there are.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] whose place begins with `data`.
    pub fn read_preparation(&self, node: &Node) -> Result<Preparation> {
        preparation_of(node, self.data.len())
    }

    /// A row that there is.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such row.
    pub fn existing_sample(&self, row: usize) -> Result<usize> {
        if row < self.data.len() {
            return Ok(row);
        }
        let last = self.data.len().saturating_sub(1);
        Err(Error::range("sample", format!("expected a sample from 0 to {last}, got {row}")))
    }

    /// A new run of this experiment with other data. Where they have other numbers of inputs or outputs, the first
    /// and the last layer are resized: weights between what is still there stay, further ones are drawn as the
    /// document's `init` says, further biases are 0; a note says so.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] where the whole document would break a rule: a limit, or a loss that needs
    /// targets in [0, 1].
    pub fn with_data(&self, data: DataConfig) -> Result<Changed> {
        let (inputs, outputs) = (data.dataset.width(), data.dataset.outputs());
        let mut config = Config { inputs, data, state: None, ..self.clone() };
        let last = config.layers.len().saturating_sub(1);
        let mut before = self.inputs;
        let mut fan_in = inputs;
        for (l, layer) in config.layers.iter_mut().enumerate() {
            let units = if l == last { outputs } else { layer.units };
            let was = (before, layer.units);
            before = layer.units;
            if was != (fan_in, units) {
                resize(layer, fan_in, units);
                if let Some(weights) = &mut layer.weights {
                    let drawn = self.init.unwrap_or_default().weights(l, fan_in, units);
                    *weights = overlapping(weights, was, drawn, units);
                }
            }
            fan_in = units;
        }
        // The document is the one place that knows every rule.
        let text = serde_json::to_string(&config.document()).unwrap_or_default();
        let config = Config::from_json(&text)?;
        let before = (self.inputs, self.layers.last().map_or(0, |layer| layer.units));
        let notes = if before == (inputs, outputs) {
            Vec::new()
        } else {
            let (inputs, outputs) = (count(inputs, "input"), count(outputs, "output"));
            vec![format!("The network has {inputs} and {outputs} now.")]
        };
        Ok(Changed { config, notes })
    }
}

/// Everything of a layer but its weights.
fn resize(layer: &mut LayerConfig, inputs: usize, units: usize) {
    layer.units = units;
    if let Some(biases) = &mut layer.biases {
        biases.resize(units, 0.0);
    }
    layer.frozen.retain(|&(input, unit)| input < inputs && unit < units);
}

/// The old weights where the old matrix and the new one have the same place, the drawn ones elsewhere.
fn overlapping(old: &[f64], (inputs, units): (usize, usize), mut drawn: Vec<f64>, width: usize) -> Vec<f64> {
    for (from, to) in old.chunks(units.max(1)).take(inputs).zip(drawn.chunks_mut(width.max(1))) {
        for (from, to) in from.iter().zip(to) {
            *to = *from;
        }
    }
    drawn
}
