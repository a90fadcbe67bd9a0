//! The way some parameters have taken through a run.
//!
//! Nothing is computed again: the states that the run remembers for going back are exact, evenly spaced, and there
//! are thousands of them unless the network is large.

use super::{Change, Trainer};
use crate::error::{Error, Result};
use crate::network::Network;

/// A weight or a bias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its layer.
    pub layer: usize,
    /// The input a weight comes from; `None` for a bias.
    pub input: Option<usize>,
    /// The neuron it belongs to.
    pub unit: usize,
}

/// Where the parameters were at the start of an update.
#[derive(Debug, Clone, PartialEq)]
pub struct Passed {
    /// The update.
    pub update: u64,
    /// The parameters' values, in the order in which they were asked for.
    pub values: Vec<f64>,
}

/// The most states of a path, but for the present one and those made by hand.
const MOST: usize = 400;

impl Trainer {
    /// The values of some parameters at the start of the run, of updates since, and now: the last entry is the
    /// current position. Long ways are thinned evenly. A value that was set by hand is an entry of its own, where
    /// the state before it is one.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such parameter.
    pub fn path(&self, parameters: &[Parameter]) -> Result<Vec<Passed>> {
        let here = self.run.at();
        let mut path = self.remembered(parameters, here)?;
        let now = parameters.iter().map(|at| self.parameter(at.layer, at.input, at.unit).unwrap_or(f64::NAN));
        path.push(Passed { update: here, values: now.collect() });
        Ok(path)
    }

    /// The same for the whole run as far as it was ever reached, without the current position.
    ///
    /// # Errors
    /// As [`Trainer::path`].
    pub fn whole_path(&self, parameters: &[Parameter]) -> Result<Vec<Passed>> {
        self.remembered(parameters, u64::MAX)
    }

    fn remembered(&self, parameters: &[Parameter], until: u64) -> Result<Vec<Passed>> {
        let places = parameters.iter().map(|parameter| place(self.network(), parameter));
        let places = places.collect::<Result<Vec<usize>>>()?;
        let states = self.run.checkpoints().states();
        let count = states.clone().take_while(|(update, _)| *update <= until).count();
        let each = count.div_ceil(MOST).max(1);
        let mut path = Vec::with_capacity(count.min(MOST) + 1);
        for (update, state) in states.take(count).step_by(each) {
            let mut values: Vec<f64> =
                places.iter().map(|&at| state.get(at).copied().unwrap_or(f64::NAN)).collect();
            path.push(Passed { update, values: values.clone() });
            // A state is remembered as training left it; what was set by hand came after.
            let mut edits = self.run.edits().filter(|edit| edit.update == update).peekable();
            if edits.peek().is_some() {
                edits.for_each(|edit| set(&mut values, parameters, edit.change));
                path.push(Passed { update, values });
            }
        }
        path.dedup_by(|next, previous| next.values == previous.values && next.update == previous.update);
        Ok(path)
    }
}

fn set(values: &mut [f64], parameters: &[Parameter], change: Change) {
    let changed = match change {
        Change::Weight { layer, input, unit, .. } => Parameter { layer, input: Some(input), unit },
        Change::Bias { layer, unit, .. } => Parameter { layer, input: None, unit },
        _ => return,
    };
    for (value, parameter) in values.iter_mut().zip(parameters) {
        if *parameter == changed {
            *value = change.value();
        }
    }
}

/// Where a parameter is among all of a network.
fn place(network: &Network, parameter: &Parameter) -> Result<usize> {
    let Parameter { layer: l, input, unit } = *parameter;
    let place = network.layers.get(l).and_then(|layer| match input {
        Some(input) => (input < layer.inputs && unit < layer.units).then(|| layer.index(input, unit)),
        None => (unit < layer.biases.len()).then(|| layer.weights.len() + unit),
    });
    let before: usize = network.layers.iter().take(l).map(crate::network::Layer::parameters).sum();
    place.map(|place| before + place).ok_or_else(|| {
        let what = match input {
            Some(input) => format!("weight [{input}][{unit}] of layer {l}"),
            None => format!("bias [{unit}] of layer {l}"),
        };
        Error::range("parameter", format!("expected a weight or bias that exists, got {what}"))
    })
}
