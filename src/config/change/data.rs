//! Another data set for the same experiment.

use super::super::Config;
use super::super::data::{DataConfig, Preparation, fitting, preparation_of};
use super::super::node::Node;
use super::super::place::count;
use super::{Changed, Draft, Settling};
use crate::activation::Activation;
use crate::error::{Error, Result};

impl Config {
    /// Reads a document's `data` by itself: how many inputs and outputs there are, it says itself. A generator with
    /// classes gets one output, or one for each class where the network has as many already or ends in softmax.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] whose place begins with `data`.
    pub fn read_data(&self, node: &Node) -> Result<DataConfig> {
        let last = self.layers.last();
        let softmax = last.is_some_and(|layer| layer.activation == Activation::Softmax);
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
    /// and the last layer are resized as by [`super::SetupChange::Inputs`] and [`super::SetupChange::Units`]; notes
    /// say so.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] where the whole document would break a rule: a limit, or a loss that needs
    /// targets in [0, 1].
    pub fn with_data(&self, data: DataConfig) -> Result<Changed> {
        data.check()?;
        let before = (self.inputs, self.layers.last().map_or(0, |layer| layer.units));
        let now = (data.dataset.width(), data.dataset.outputs());
        // There may be millions of numbers in the data that go, so they are not copied.
        let config = Config {
            inputs: self.inputs,
            layers: self.layers.clone(),
            init: self.init,
            loss: self.loss,
            optimizer: self.optimizer,
            data,
            batch: self.batch,
            order: self.order,
            state: None,
        };
        let mut draft = Draft { config, notes: Vec::new() };
        if before != now {
            let (inputs, outputs) = (count(now.0, "input"), count(now.1, "output"));
            draft.note(format!("The network has {inputs} and {outputs} now."));
            draft.set_ends(now.0, now.1)?;
        }
        draft.settle(Settling { shape: before != now, ..Settling::default() });
        draft.finished()
    }
}
