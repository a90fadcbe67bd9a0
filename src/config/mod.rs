//! The config document: one JSON object that describes a whole experiment.
//!
//! [`Config::from_node`] validates it whole, before anything changes, and names the place of what is wrong:
//! `network.layers[1].weights: expected 2 rows (one per input) of 1 number, got 3 rows`. [`Config::document`]
//! is the way back.

pub mod change;
pub mod choices;
pub mod data;
pub mod document;
pub mod node;
mod parse;
pub(crate) mod place;
pub(crate) mod rules;
mod state;
pub mod summary;

use crate::activation::Activation;
use crate::error::Result;
use crate::init::Init;
use crate::loss::Loss;
use crate::moments::Moments;
use crate::network::{Bias, Layer, Network};
use crate::optimizer::Optimizer;
use crate::update::Order;
use data::DataConfig;
use node::Node;

/// What a document may hold at the most.
pub mod limits {
    /// Inputs of the network, and units of a layer.
    pub const WIDTH: usize = 1024;
    /// Layers with weights.
    pub const LAYERS: usize = 16;
    /// Weights and biases together.
    pub const PARAMETERS: usize = 1 << 20;
    /// Rows of the data set.
    pub const SAMPLES: usize = 65_536;
    /// Samples × (inputs + outputs).
    pub const DATA: usize = 1 << 24;
    /// Samples in a batch × units of all layers.
    pub const BATCH_VALUES: usize = 1 << 22;
    /// The largest seed, and the largest whole number anywhere, 2⁵³ − 1: JavaScript holds no larger one exactly.
    pub const WHOLE: u64 = (1 << 53) - 1;
    /// Updates of one run. Its loss history takes 8 bytes for each.
    pub const UPDATES: u64 = 10_000_000;
}

/// A validated document.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Number of inputs.
    pub inputs: usize,
    /// The layers.
    pub layers: Vec<LayerConfig>,
    /// How absent weights are drawn; `None` where the document does not say.
    pub init: Option<Init>,
    /// The per-sample loss.
    pub loss: Loss,
    /// The rule of the updates.
    pub optimizer: Optimizer,
    /// The data set and how the document came by it.
    pub data: DataConfig,
    /// How the data set is cut into batches; `None` where the document does not say.
    pub batch: Option<BatchConfig>,
    /// When a layer's parameters change.
    pub order: Order,
    /// Where a run stands that the document continues.
    pub state: Option<State>,
}

/// One layer of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerConfig {
    /// Number of neurons.
    pub units: usize,
    /// Their activation function.
    pub activation: Activation,
    /// Their bias.
    pub bias: Bias,
    /// `[inputs][units]`; `None` where they are to be drawn.
    pub weights: Option<Vec<f64>>,
    /// `[units]`; `None` where they start at 0, or where there are none.
    pub biases: Option<Vec<f64>>,
    /// Single weights that no update changes, as (input, unit).
    pub frozen: Vec<(usize, usize)>,
}

/// How the data set is cut into batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BatchConfig {
    /// Samples in a batch; `None`, or more than there are, means all of them.
    pub size: Option<u64>,
    /// Whether each epoch has an order of its own.
    pub shuffle: bool,
    /// What the order is drawn from.
    pub seed: u64,
}

impl BatchConfig {
    /// What a document without a batch means: all samples, in order.
    pub const USUAL: BatchConfig = BatchConfig { size: None, shuffle: false, seed: 1 };
}

/// Where a run stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// Updates completed.
    pub update: u64,
    /// Operations done of the one that follows.
    pub operation: u64,
    /// What the optimizer keeps after the completed updates; `None` where it is 0 throughout.
    pub moments: Option<Moments>,
}

impl Config {
    /// Reads and validates a document.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] with the place and what was expected there.
    pub fn from_node(node: &Node) -> Result<Config> {
        parse::config(node)
    }

    /// Reads and validates a document in JSON.
    ///
    /// # Errors
    /// As [`Config::from_node`]; text that is not JSON too.
    ///
    /// ```
    /// use backprop_stepper::config::Config;
    /// let text = r#"{ "version": 1, "loss": "half_squared_error",
    ///     "network": { "inputs": 2, "layers": [{ "units": 1, "weights": [[0.5], [1], [2]] }] },
    ///     "optimizer": { "method": "sgd", "learning_rate": 0.1 },
    ///     "data": { "inputs": [[1, 2]], "targets": [[3]] } }"#;
    /// let error = Config::from_json(text).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "network.layers[0].weights: expected 2 rows (one per input) of 1 number, got 3 rows"
    /// );
    /// ```
    pub fn from_json(text: &str) -> Result<Config> {
        Config::from_node(&Node::from_json(text)?)
    }

    /// The network the document describes, absent weights drawn and absent biases 0.
    pub fn network(&self) -> Network {
        let init = self.init.unwrap_or_default();
        let mut inputs = self.inputs;
        let layers = self.layers.iter().enumerate().map(|(l, layer)| {
            let fan_in = std::mem::replace(&mut inputs, layer.units);
            let mut frozen = Vec::new();
            if !layer.frozen.is_empty() {
                frozen.resize(fan_in * layer.units, false);
                for (input, unit) in &layer.frozen {
                    if let Some(mark) = frozen.get_mut(input * layer.units + unit) {
                        *mark = true;
                    }
                }
            }
            let biases = match layer.bias {
                Bias::Absent => Vec::new(),
                _ => layer.biases.clone().unwrap_or_else(|| vec![0.0; layer.units]),
            };
            Layer {
                inputs: fan_in,
                units: layer.units,
                activation: layer.activation,
                bias: layer.bias,
                weights: layer.weights.clone().unwrap_or_else(|| init.weights(l, fan_in, layer.units)),
                biases,
                frozen,
            }
        });
        Network { inputs: self.inputs, layers: layers.collect() }
    }

    /// What the optimizer keeps at the start of the run of this `network`.
    pub fn moments(&self, network: &Network) -> Moments {
        let given = self.state.as_ref().and_then(|state| state.moments.clone());
        given.unwrap_or_else(|| Moments::zeros(network, self.optimizer.states()))
    }

    /// The document that describes `network` in place of the one this config started from.
    pub fn with_network(&self, network: &Network) -> Config {
        let mut config = self.clone();
        for (layer, now) in config.layers.iter_mut().zip(&network.layers) {
            layer.weights = Some(now.weights.clone());
            layer.biases = (now.bias != Bias::Absent).then(|| now.biases.clone());
        }
        config
    }

    /// Samples in a full batch: no more than there are rows to train on.
    pub fn batch_size(&self) -> usize {
        let all = self.data.train_rows().len();
        let size = self.batch.and_then(|batch| batch.size).unwrap_or(u64::MAX);
        usize::try_from(size).map_or(all, |size| size.min(all))
    }
}
