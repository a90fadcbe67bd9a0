//! Changes of an experiment: another network, loss, optimizer or start, keeping what can be kept.
//!
//! A change that breaks a rule of the document elsewhere mends that place too and says so in a note, as softmax comes
//! with the categorical cross-entropy. What can't be mended is refused as in a document, and nothing changes.
//!
//! Layers that keep their shape keep their weights to the last bit. Of one that changes its shape, given weights that
//! still have a place are kept, and the others are drawn. Weights the document does not give stay absent, so that
//! another seed draws others; only where a layer moves to another place, whose draws are others, they are written out.

mod data;
mod document;
mod functions;
mod layers;
mod parse;

use super::place::count;
use super::{BatchConfig, Config, LayerConfig};
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::init::{Init, Method};
use crate::loss::Loss;
use crate::network::Bias;
use crate::update::Order;

/// A change of one part of an experiment. Layers are counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum SetupChange {
    /// Another number of inputs. Rows of the document get columns of 0, or lose some.
    Inputs {
        /// How many.
        count: usize,
    },
    /// A further layer, made like its neighbour. One at the end becomes the output layer.
    AddLayer {
        /// Index it will have.
        at: usize,
        /// Its units; by default as many that the layer after it keeps its weights.
        units: Option<usize>,
    },
    /// A layer less. Before the data the new last layer gets as many units as there are targets.
    RemoveLayer {
        /// Which.
        layer: usize,
    },
    /// Another number of units. For the last layer the targets get columns of 0, or lose some.
    Units {
        /// Of which layer.
        layer: usize,
        /// How many.
        units: usize,
    },
    /// Another activation function.
    Activation {
        /// Of which layer.
        layer: usize,
        /// Which function.
        activation: Activation,
    },
    /// A bias, none, or one that is never updated.
    Bias {
        /// Of which layer.
        layer: usize,
        /// Which of the three.
        bias: Bias,
    },
    /// Whether a single weight is held fixed.
    FreezeWeight {
        /// Its layer.
        layer: usize,
        /// The input it leaves.
        input: usize,
        /// The unit it enters.
        unit: usize,
        /// Whether no update changes it.
        frozen: bool,
    },
    /// Whether every weight and the biases of a layer are held fixed.
    FreezeLayer {
        /// Which.
        layer: usize,
        /// Whether no update changes them.
        frozen: bool,
    },
    /// Another loss.
    Loss {
        /// Which.
        loss: Loss,
    },
    /// Another optimizer, with its usual settings and the learning rate there is.
    Optimizer {
        /// Its name.
        method: &'static str,
    },
    /// A setting of the optimizer.
    OptimizerSetting {
        /// Its name in the document.
        name: String,
        /// Its value; 0 and 1 where it is true or false.
        value: f64,
    },
    /// Another way to draw weights. All of them but the frozen ones are drawn anew.
    Init {
        /// Which.
        method: Method,
    },
    /// Another seed to draw weights from. All of them but the frozen ones are drawn anew.
    Seed {
        /// Which.
        seed: u64,
    },
    /// All weights but the frozen ones drawn anew, from the next seed.
    Draw,
    /// Samples in a batch; `None` for all of them.
    BatchSize {
        /// How many.
        size: Option<u64>,
    },
    /// Whether each epoch has an order of its own.
    Shuffle {
        /// Whether it has.
        shuffle: bool,
    },
    /// What the order of the samples is drawn from.
    ShuffleSeed {
        /// Which.
        seed: u64,
    },
    /// When a layer's parameters change.
    Order {
        /// When.
        order: Order,
    },
}

/// An experiment after a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The new experiment, at its start: nothing trained yet, nothing remembered.
    pub config: Config,
    /// What else had to change, or was drawn anew, in plain sentences.
    pub notes: Vec<String>,
}

impl Config {
    /// The experiment with one change, at its start.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for a layer, a weight or a setting that does not exist; a
    /// [`crate::error::ConfigError`] with the place where the changed document would break a rule.
    ///
    /// ```
    /// # use backprop_stepper::{config::{Config, change::SetupChange}, loss::Loss};
    /// let text = r#"{ "version": 1, "loss": "half_squared_error",
    ///     "network": { "inputs": 2, "layers": [{ "units": 2, "activation": "tanh" }, { "units": 1, "weights": [[1], [2]] }] },
    ///     "optimizer": { "method": "sgd", "learning_rate": 0.1 },
    ///     "data": { "inputs": [[1, 2]], "targets": [[3]] } }"#;
    /// let changed = Config::from_json(text)?.changed(&SetupChange::Units { layer: 0, units: 3 })?;
    /// let last = changed.config.network().layers.pop().unwrap();
    /// assert_eq!(last.weights.get(..2), Some(&[1.0, 2.0][..]));
    /// assert_eq!(changed.notes.first().unwrap(), "Layer 2 keeps the weights that have a place; the others are drawn from seed 1.");
    /// # Ok::<(), backprop_stepper::error::Error>(())
    /// ```
    pub fn changed(&self, change: &SetupChange) -> Result<Changed> {
        let mut draft = Draft { config: Config { state: None, ..self.clone() }, notes: Vec::new() };
        draft.apply(change)?;
        draft.settle(Settling::after(change));
        draft.finished()
    }
}

/// An experiment while it is changed: rules may be broken in it.
struct Draft {
    config: Config,
    notes: Vec<String>,
}

/// What a change may have broken elsewhere.
#[derive(Debug, Clone, Copy, Default)]
struct Settling {
    /// The layer whose function was chosen, and so stays.
    chosen: Option<usize>,
    /// Whether layers, their functions or the loss are others now.
    shape: bool,
}

impl Settling {
    fn after(change: &SetupChange) -> Self {
        let chosen = match *change {
            SetupChange::Activation { layer, .. } => Some(layer),
            _ => None,
        };
        let shape = matches!(
            change,
            SetupChange::Inputs { .. }
                | SetupChange::AddLayer { .. }
                | SetupChange::RemoveLayer { .. }
                | SetupChange::Units { .. }
                | SetupChange::Activation { .. }
                | SetupChange::Loss { .. }
        );
        Settling { chosen, shape }
    }
}

impl Draft {
    fn finished(mut self) -> Result<Changed> {
        let notes = std::mem::take(&mut self.notes);
        Ok(Changed { config: self.validated()?, notes })
    }

    fn apply(&mut self, change: &SetupChange) -> Result<()> {
        match *change {
            SetupChange::Inputs { count } => self.set_inputs(count)?,
            SetupChange::AddLayer { at, units } => self.add_layer(at, units)?,
            SetupChange::RemoveLayer { layer } => self.remove_layer(layer)?,
            SetupChange::Units { layer, units } => self.set_units(layer, units)?,
            SetupChange::Activation { layer, activation } => self.layer(layer)?.activation = activation,
            SetupChange::Bias { layer, bias } => self.set_bias(layer, bias)?,
            SetupChange::FreezeWeight { layer, input, unit, frozen } => {
                self.freeze_weight(layer, (input, unit), frozen)?;
            }
            SetupChange::FreezeLayer { layer, frozen } => self.freeze_layer(layer, frozen)?,
            SetupChange::Loss { loss } => self.set_loss(loss)?,
            SetupChange::Optimizer { method } => self.set_optimizer(method)?,
            SetupChange::OptimizerSetting { ref name, value } => self.set_optimizer_setting(name, value)?,
            SetupChange::Init { method } => self.redraw(|init| Init { method, ..init }),
            SetupChange::Seed { seed } => self.redraw(|init| Init { seed, ..init }),
            SetupChange::Draw => self.redraw(|init| Init {
                seed: if init.seed < super::limits::WHOLE { init.seed + 1 } else { 0 },
                ..init
            }),
            SetupChange::BatchSize { size } => self.set_batch_size(size),
            SetupChange::Shuffle { shuffle } => self.set_batch(|batch| batch.shuffle = shuffle),
            SetupChange::ShuffleSeed { seed } => self.set_batch(|batch| batch.seed = seed),
            SetupChange::Order { order } => self.config.order = order,
        }
        Ok(())
    }

    fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    fn layer(&mut self, layer: usize) -> Result<&mut LayerConfig> {
        let most = self.config.layers.len().saturating_sub(1);
        self.config
            .layers
            .get_mut(layer)
            .ok_or_else(|| Error::range("layer", format!("expected a layer from 0 to {most}, got {layer}")))
    }

    fn set_batch(&mut self, change: impl FnOnce(&mut BatchConfig)) {
        let mut batch = self.config.batch.unwrap_or(BatchConfig::USUAL);
        change(&mut batch);
        self.config.batch = Some(batch);
    }

    /// A batch of more samples than there are is one of all of them, and stays that when others are added.
    fn set_batch_size(&mut self, size: Option<u64>) {
        let samples = self.config.data.train_rows().len();
        let fits = size.filter(|&size| size <= samples as u64);
        self.set_batch(|batch| batch.size = fits);
        if size != fits {
            let all = count(samples, "sample");
            self.note(format!("There {} only {all} to train on: a batch takes all of them.", are(samples)));
        }
    }

    /// Every weight is drawn anew, and trained biases start at 0 again. What is frozen is part of the experiment: it
    /// keeps its value, and the weights of such a layer are written out.
    fn redraw(&mut self, change: impl FnOnce(Init) -> Init) {
        let before = self.config.init.unwrap_or_default();
        let init = change(before);
        self.config.init = Some(init);
        let mut fan_in = self.config.inputs;
        let mut kept = false;
        for (index, layer) in self.config.layers.iter_mut().enumerate() {
            layer.weights = (!layer.frozen.is_empty()).then(|| layer.redrawn((index, fan_in), before, init));
            kept |= layer.weights.is_some();
            if layer.bias != Bias::Frozen {
                layer.biases = None;
            }
            fan_in = layer.units;
        }
        let seed = init.seed;
        self.note(match (init.method, kept) {
            (Method::Zeros, false) => {
                "All weights are 0: every unit of a layer learns the same then.".to_owned()
            }
            (Method::Zeros, true) => "All weights but the frozen ones are 0.".to_owned(),
            (_, false) => format!("All weights are drawn anew, from seed {seed}."),
            (_, true) => format!("All weights but the frozen ones are drawn anew, from seed {seed}."),
        });
    }
}

fn are(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

impl LayerConfig {
    /// Weights drawn by `now`, but where they are frozen those that are given, or were drawn by `before`.
    fn redrawn(&self, (index, fan_in): (usize, usize), before: Init, now: Init) -> Vec<f64> {
        let old = self.weights.clone().unwrap_or_else(|| before.weights(index, fan_in, self.units));
        let mut weights = now.weights(index, fan_in, self.units);
        for (input, unit) in &self.frozen {
            let place = input * self.units + unit;
            if let (Some(weight), Some(old)) = (weights.get_mut(place), old.get(place)) {
                *weight = *old;
            }
        }
        weights
    }
}
