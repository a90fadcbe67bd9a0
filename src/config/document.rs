//! The way back: a [`Config`] as the document it stands for.

use super::data::DataDocument;
use super::{Config, State};
use crate::moments::{LayerMoments, Moments};
use crate::network::Bias;
use crate::optimizer::{Moment, Optimizer, Range};
use crate::update::Order;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

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

/// What a layer's bias is, as a document has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum BiasDocument {
    /// `true` or `false`.
    Switch(bool),
    /// `"frozen"`.
    Word(&'static str),
}

impl From<Bias> for BiasDocument {
    fn from(bias: Bias) -> Self {
        match bias {
            Bias::Absent => BiasDocument::Switch(false),
            Bias::Trained => BiasDocument::Switch(true),
            Bias::Frozen => BiasDocument::Word("frozen"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct InitDocument {
    method: &'static str,
    seed: u64,
}

/// Settings that have their usual value stay out.
#[derive(Debug, Clone, PartialEq)]
struct OptimizerDocument(Optimizer);

impl Serialize for OptimizerDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (method, learning_rate) = (self.0.name(), self.0.learning_rate());
        let usual = Optimizer::usual(method, learning_rate);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("method", method)?;
        map.serialize_entry("learning_rate", &learning_rate)?;
        for setting in Optimizer::settings(method) {
            let value = self.0.get(setting.name);
            if value != usual.and_then(|usual| usual.get(setting.name)) {
                if setting.range == Range::Switch {
                    map.serialize_entry(setting.name, &(value != Some(0.0)))?;
                } else {
                    map.serialize_entry(setting.name, &value)?;
                }
            }
        }
        map.end()
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    momentum: Option<Vec<MomentDocument>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_moment: Option<Vec<MomentDocument>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_moment: Option<Vec<MomentDocument>>,
}

/// What an optimizer keeps of a layer's parameters.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct MomentDocument {
    weights: Vec<Vec<f64>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    biases: Vec<f64>,
}

impl StateDocument {
    fn of(state: &State, optimizer: Optimizer) -> Self {
        let kept = |moment| {
            let place = optimizer.state_of(moment)?;
            let Moments(states) = state.moments.as_ref()?;
            let of_layer = |layer: &LayerMoments| MomentDocument {
                weights: rows(&layer.weights, layer.units),
                biases: layer.biases.clone(),
            };
            Some(states.get(place)?.iter().map(of_layer).collect())
        };
        StateDocument {
            update: state.update,
            operation: state.operation,
            momentum: kept(Moment::Momentum),
            first_moment: kept(Moment::First),
            second_moment: kept(Moment::Second),
        }
    }
}

impl Config {
    /// The document this config stands for. `Config::from_node` of it gives an equal config.
    pub fn document(&self) -> Document {
        let layers = self.layers.iter().map(|layer| LayerDocument {
            units: layer.units,
            activation: layer.activation.name(),
            bias: layer.bias.into(),
            weights: layer.weights.as_ref().map(|weights| rows(weights, layer.units)),
            biases: layer.biases.clone(),
            frozen: layer.frozen.iter().map(|&(input, unit)| [input, unit]).collect(),
        });
        Document {
            version: 1,
            network: NetworkDocument {
                inputs: self.inputs,
                layers: layers.collect(),
                init: self.init.map(|init| InitDocument { method: init.method.name(), seed: init.seed }),
            },
            loss: self.loss.name(),
            optimizer: OptimizerDocument(self.optimizer),
            data: self.data.document(),
            batch: self.batch.map(|batch| BatchDocument {
                size: batch.size,
                shuffle: batch.shuffle,
                seed: batch.seed,
            }),
            update_order: (self.order == Order::InPlace).then(|| self.order.name()),
            state: self.state.as_ref().map(|state| StateDocument::of(state, self.optimizer)),
        }
    }
}

fn rows(numbers: &[f64], width: usize) -> Vec<Vec<f64>> {
    numbers.chunks(width.max(1)).map(<[f64]>::to_vec).collect()
}
