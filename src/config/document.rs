//! The way back: a [`Config`] as the document it stands for.

use super::Config;
use super::data::DataDocument;
use crate::network::Bias;
use crate::optimizer::Optimizer;
use crate::update::Order;
use serde::Serialize;

/// The document, ready for any serde serializer. What has its default and was not given stays out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    version: u32,
    network: NetworkDocument,
    loss: &'static str,
    optimizer: OptimizerDocument,
    data: DataDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<BatchDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_order: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<StateDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct NetworkDocument {
    inputs: usize,
    layers: Vec<LayerDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    init: Option<InitDocument>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct LayerDocument {
    units: usize,
    activation: &'static str,
    bias: BiasDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<Vec<Vec<f64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biases: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    frozen: Vec<[usize; 2]>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum BiasDocument {
    Switch(bool),
    Word(&'static str),
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct InitDocument {
    method: &'static str,
    seed: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OptimizerDocument {
    method: &'static str,
    learning_rate: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BatchDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    shuffle: bool,
    seed: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct StateDocument {
    update: u64,
    operation: u64,
}

impl Config {
    /// The document this config stands for. `Config::from_node` of it gives an equal config.
    pub fn document(&self) -> Document {
        let layers = self.layers.iter().map(|layer| LayerDocument {
            units: layer.units,
            activation: layer.activation.name(),
            bias: match layer.bias {
                Bias::Absent => BiasDocument::Switch(false),
                Bias::Trained => BiasDocument::Switch(true),
                Bias::Frozen => BiasDocument::Word("frozen"),
            },
            weights: layer.weights.as_ref().map(|weights| rows(weights, layer.units)),
            biases: layer.biases.clone(),
            frozen: layer.frozen.iter().map(|&(input, unit)| [input, unit]).collect(),
        });
        let Optimizer::Sgd { learning_rate } = self.optimizer;
        Document {
            version: 1,
            network: NetworkDocument {
                inputs: self.inputs,
                layers: layers.collect(),
                init: self.init.map(|init| InitDocument { method: init.method.name(), seed: init.seed }),
            },
            loss: self.loss.name(),
            optimizer: OptimizerDocument { method: self.optimizer.name(), learning_rate },
            data: self.data.document(),
            batch: self.batch.map(|batch| BatchDocument {
                size: batch.size,
                shuffle: batch.shuffle,
                seed: batch.seed,
            }),
            update_order: (self.order == Order::InPlace).then(|| self.order.name()),
            state: self.state.map(|state| StateDocument { update: state.update, operation: state.operation }),
        }
    }
}

fn rows(numbers: &[f64], width: usize) -> Vec<Vec<f64>> {
    numbers.chunks(width.max(1)).map(<[f64]>::to_vec).collect()
}
