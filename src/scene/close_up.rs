//! One neuron number by number: what a picture of a large network has no room for.

use crate::error::{Error, Result};
use crate::explain::{self, Names};
use crate::network::Bias;
use crate::step::{Quantity, Subject};
use crate::trainer::Trainer;

/// A weight that enters a neuron, or its bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which parameter.
    pub subject: Subject,
    /// Its name.
    pub name: String,
    /// What it is multiplied with: the name; empty for a bias.
    pub from: String,
    /// The same: the number, where it is computed.
    pub entering: Option<f64>,
    /// The parameter now.
    pub value: f64,
    /// Its gradient, where that is computed.
    pub gradient: Option<f64>,
}

/// A neuron and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseUp {
    /// Its name.
    pub name: String,
    /// Its activation function.
    pub function: &'static str,
    /// `z`, where it is computed.
    pub pre_activation: Option<f64>,
    /// `a`, where it is computed.
    pub activation: Option<f64>,
    /// `∂E/∂z`, where it is computed.
    pub delta: Option<f64>,
    /// Its bias, if it has one.
    pub bias: Option<Entry>,
    /// The weights of the largest size, at most [`CloseUp::WEIGHTS`], the largest first.
    pub weights: Vec<Entry>,
    /// How many weights are left out.
    pub more: usize,
}

impl CloseUp {
    /// So many weights are told.
    pub const WEIGHTS: usize = 8;

    /// Neuron `unit` of a layer, for the sample that is looked at.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such neuron.
    pub fn of(trainer: &Trainer, layer: usize, unit: usize) -> Result<CloseUp> {
        let network = trainer.network();
        let found = network.layers.get(layer).filter(|at| unit < at.units);
        let Some(at) = found else {
            return Err(Error::range("unit", format!("expected a neuron, got {unit} of layer {layer}")));
        };
        let sample = trainer.operation().map_or(0, |operation| operation.sample);
        let names = explain::names(trainer);
        let size = |input: usize| trainer.parameter(layer, Some(input), unit).map_or(0.0, f64::abs);
        let mut inputs: Vec<(usize, f64)> = (0..at.inputs).map(|input| (input, size(input))).collect();
        // Equal ones in the order in which they come.
        inputs.sort_by(|a, b| b.1.total_cmp(&a.1));
        let entry = |input| entry(trainer, &names, (layer, input, unit), sample);
        Ok(CloseUp {
            name: names.neuron(layer, unit),
            function: at.activation.name(),
            pre_activation: trainer.pre_activation(layer, unit, sample),
            activation: trainer.activation(layer, unit, sample),
            delta: trainer.delta(layer, unit, sample),
            bias: (at.bias != Bias::Absent).then(|| entry(None)),
            more: inputs.len().saturating_sub(CloseUp::WEIGHTS),
            weights: inputs.into_iter().take(CloseUp::WEIGHTS).map(|(input, _)| entry(Some(input))).collect(),
        })
    }
}

/// A weight with what it is multiplied with, or a bias.
fn entry(
    trainer: &Trainer,
    names: &Names,
    (layer, input, unit): (usize, Option<usize>, usize),
    sample: usize,
) -> Entry {
    let subject = Subject::parameter(Quantity::Value, layer, input, unit, None);
    let row = trainer.batch_rows().get(sample).copied().unwrap_or(0);
    let (from, entering) = match (input, layer.checked_sub(1)) {
        (None, _) => (String::new(), None),
        (Some(input), None) => (names.input(input), trainer.dataset().inputs(row).get(input).copied()),
        (Some(input), Some(before)) => {
            (names.neuron(before, input), trainer.activation(before, input, sample))
        }
    };
    Entry {
        subject,
        name: names.subject(&subject),
        from,
        entering,
        value: trainer.parameter(layer, input, unit).unwrap_or(f64::NAN),
        gradient: trainer.gradient(layer, input, unit),
    }
}
