//! What can be read of what the optimizer keeps.

use super::readings::weight_places;
use super::{Kind, Operation, Trainer};
use crate::error::Result;
use crate::optimizer::Moment;

impl Trainer {
    /// What the optimizer keeps of a parameter, number `state` of [`crate::optimizer::Optimizer::moments`]: as it was before the current
    /// update until its own operation is reached.
    pub fn moment_of(&self, state: usize, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        let operation = Operation { kind: Kind::OptimizerState, layer, sample: 0, unit, input, state };
        let moments = match self.current() {
            Some(update) if self.reached(&operation) => &update.moments_after,
            _ => &self.run.update().moments_before,
        };
        moments.get(state, layer, input, unit)
    }

    /// What the optimizer kept of a parameter before the current update.
    pub fn moment_before(
        &self,
        state: usize,
        layer: usize,
        input: Option<usize>,
        unit: usize,
    ) -> Option<f64> {
        self.run.update().moments_before.get(state, layer, input, unit)
    }

    /// What the optimizer keeps of a layer's weights, `[inputs][units]`; empty where it keeps no such number.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn weight_moments(&self, moment: Moment, layer: usize) -> Result<Vec<f64>> {
        let at = self.layer(layer)?;
        let Some(state) = self.state(moment) else { return Ok(Vec::new()) };
        let of = |(i, j)| self.moment_of(state, layer, Some(i), j).unwrap_or(f64::NAN);
        Ok(weight_places(at).map(of).collect())
    }

    /// The same of its biases, `[units]`.
    ///
    /// # Errors
    /// As [`Trainer::weights`].
    pub fn bias_moments(&self, moment: Moment, layer: usize) -> Result<Vec<f64>> {
        let count = self.layer(layer)?.biases.len();
        let Some(state) = self.state(moment) else { return Ok(Vec::new()) };
        Ok((0..count).map(|j| self.moment_of(state, layer, None, j).unwrap_or(f64::NAN)).collect())
    }

    fn state(&self, moment: Moment) -> Option<usize> {
        self.optimizer().state_of(moment)
    }
}
