//! The experiment as it stands, for whoever wants to change it.

use super::Trainer;
use crate::config::Config;
use crate::config::change::{Changed, SetupChange};
use crate::error::Result;

impl Trainer {
    /// The document to start a changed run from: with the numbers as they stand at the start of the current update,
    /// without what belongs to the run so far. Weights and biases that the document does not give, and that no
    /// training and no edit has changed, stay absent.
    pub fn experiment(&self) -> Config {
        let mut config = Config { state: None, ..self.config_now() };
        let original = self.config();
        let start = original.network();
        let layers = config.layers.iter_mut().zip(&original.layers);
        for ((layer, original), start) in layers.zip(&start.layers) {
            if original.weights.is_none() && layer.weights.as_ref() == Some(&start.weights) {
                layer.weights = None;
            }
            if original.biases.is_none() && layer.biases.as_ref() == Some(&start.biases) {
                layer.biases = None;
            }
        }
        config
    }

    /// [`Trainer::experiment`] with one change.
    ///
    /// # Errors
    /// As [`Config::changed`].
    pub fn changed(&self, change: &SetupChange) -> Result<Changed> {
        self.experiment().changed(change)
    }
}
