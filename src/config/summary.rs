//! What an experiment consists of, without its numbers: what a form shows of it.

use super::document::BiasDocument;
use super::{BatchConfig, Config};
use crate::optimizer::Optimizer;
use serde::Serialize;

/// The parts of an experiment, under their names in the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Number of inputs.
    pub inputs: usize,
    /// The layers.
    pub layers: Vec<LayerSummary>,
    /// How weights are drawn.
    pub init: InitSummary,
    /// The loss.
    pub loss: &'static str,
    /// The optimizer.
    pub optimizer: OptimizerSummary,
    /// Rows that are trained on.
    pub samples: usize,
    /// How they are cut into batches.
    pub batch: BatchSummary,
    /// When parameters change.
    pub order: &'static str,
}

/// A layer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LayerSummary {
    /// Number of neurons.
    pub units: usize,
    /// Their activation.
    pub activation: &'static str,
    /// `true`, `false` or `"frozen"`.
    pub bias: BiasDocument,
    /// Number of weights.
    pub weights: usize,
    /// Whether the document gives them, rather than having them drawn.
    pub given: bool,
    /// How many of them are held fixed.
    pub frozen: usize,
}

/// How weights are drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InitSummary {
    /// From which distribution.
    pub method: &'static str,
    /// From which seed.
    pub seed: u64,
}

/// An optimizer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptimizerSummary {
    /// Its name.
    pub method: &'static str,
    /// What it goes by besides the learning rate, in order.
    pub settings: Vec<SettingSummary>,
}

/// A setting of an optimizer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingSummary {
    /// Its name.
    pub name: &'static str,
    /// Its value; 0 or 1 where it is on or off.
    pub value: f64,
}

/// How samples are cut into batches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BatchSummary {
    /// Samples in a full batch.
    pub size: usize,
    /// Whether each epoch has an order of its own.
    pub shuffle: bool,
    /// What the order is drawn from.
    pub seed: u64,
}

impl Config {
    /// What it consists of, without its numbers.
    pub fn summary(&self) -> Summary {
        let mut fan_in = self.inputs;
        let layers = self.layers.iter().map(|layer| LayerSummary {
            units: layer.units,
            activation: layer.activation.name(),
            bias: layer.bias.into(),
            weights: std::mem::replace(&mut fan_in, layer.units) * layer.units,
            given: layer.weights.is_some(),
            frozen: layer.frozen.len(),
        });
        let init = self.init.unwrap_or_default();
        let (optimizer, batch) = (self.optimizer, self.batch.unwrap_or(BatchConfig::USUAL));
        let settings = Optimizer::settings(optimizer.name()).iter().map(|setting| SettingSummary {
            name: setting.name,
            value: optimizer.get(setting.name).unwrap_or(0.0),
        });
        Summary {
            inputs: self.inputs,
            layers: layers.collect(),
            init: InitSummary { method: init.method.name(), seed: init.seed },
            loss: self.loss.name(),
            optimizer: OptimizerSummary { method: optimizer.name(), settings: settings.collect() },
            samples: self.data.train_rows().len(),
            batch: BatchSummary { size: self.batch_size(), shuffle: batch.shuffle, seed: batch.seed },
            order: self.order.name(),
        }
    }
}
