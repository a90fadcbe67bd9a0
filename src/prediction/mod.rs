//! What a network with one or two inputs makes of them: every neuron's value over all of its inputs, with the data.
//!
//! A [`Prediction`] is a moment of a run, computed once; the pictures ([`crate::draw::prediction`]) and the words
//! read it.

mod evaluate;
mod samples;
pub(crate) mod targets;
mod words;

pub(crate) use evaluate::cost;
pub use samples::{Sample, Score};
pub use targets::Targets;

use crate::explain;
use crate::grid::{Grid, Span};
use crate::network::Network;
use crate::trainer::Trainer;

/// How many neurons of a layer are kept.
const UNITS: usize = 24;
/// How much of the width of the data there is beside it, on each side.
const MARGIN: f64 = 0.12;

/// What is shown of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// All outputs at once: with two inputs, which of them is the greatest; with one, a curve for each.
    Outputs,
    /// One neuron.
    Neuron {
        /// Its layer.
        layer: usize,
        /// Its place in the layer.
        unit: usize,
    },
}

/// Something that can be shown, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is.
    pub shown: Shown,
    /// What it is called.
    pub name: String,
}

/// One neuron over the inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    /// What it is called.
    pub name: String,
    /// Its activation function keeps its values in here; `None` where it has no bounds on both sides.
    pub bounds: Option<Span>,
    /// Its activation at every node.
    pub values: Vec<f64>,
    /// Its weighted sum at every node.
    pub sums: Vec<f64>,
}

/// The neurons of a layer that are kept, the first ones.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    /// The neurons.
    pub neurons: Vec<Neuron>,
    /// How many the layer has.
    pub units: usize,
}

/// Every neuron over the inputs, and the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// What the inputs are called, one or two.
    pub inputs: Vec<String>,
    /// What the targets are called.
    pub targets: Vec<String>,
    /// The first input.
    pub across: Span,
    /// The second input; `None` where there is only one.
    pub up: Option<Span>,
    /// Nodes along the first input.
    pub columns: usize,
    /// The layers.
    pub layers: Vec<Layer>,
    /// What the targets are.
    pub kind: Targets,
    /// Some of the samples, all of the current batch among them if that is small.
    pub samples: Vec<Sample>,
    /// The sample that is looked at.
    pub current: Option<Sample>,
    /// The span of all targets.
    pub target_span: Option<Span>,
    /// How many of the samples that are trained on are on the right side; `None` where there are no sides.
    pub score: Option<Score>,
    /// The same of those that are not.
    pub test_score: Option<Score>,
    /// How many samples there are.
    pub count: usize,
    display: explain::Display,
}

impl Prediction {
    /// The greatest number of inputs for which there is a picture.
    pub const INPUTS: usize = 2;

    /// What the network of a trainer predicts with its parameters as they stand; `None` where it has more than two
    /// inputs.
    pub fn of(trainer: &Trainer) -> Option<Prediction> {
        let network = trainer.network_now();
        let data = trainer.dataset();
        if network.inputs > Self::INPUTS || network.inputs == 0 {
            return None;
        }
        let span = |input: usize| {
            let column = (0..data.len()).map(|row| data.inputs(row).get(input).copied().unwrap_or(f64::NAN));
            Span::of(column).unwrap_or(Span { least: -1.0, most: 1.0 }).with_margin(MARGIN)
        };
        let (across, up) = (span(0), (network.inputs > 1).then(|| span(1)));
        let names = explain::names(trainer);
        let name = |layer: usize, unit: usize| names.neuron(layer, unit);
        let (columns, layers) = evaluate::over(&network, across, up, UNITS, &name);
        let kind = Targets::of(data);
        let all = 0..data.len();
        let targets = all.flat_map(|row| data.targets(row).iter().copied());
        Some(Prediction {
            inputs: (0..network.inputs).map(|input| names.input(input)).collect(),
            targets: (0..network.outputs()).map(|output| names.target(output)).collect(),
            across,
            up,
            columns,
            layers,
            kind,
            samples: samples::shown(trainer),
            current: samples::current(trainer, &network),
            target_span: Span::of(targets),
            score: samples::score(data, data.train_rows(), &network, kind),
            test_score: samples::score(data, data.test_rows(), &network, kind),
            count: data.len(),
            display: *trainer.display(),
        })
    }

    /// Everything that can be shown; what is shown at first comes first.
    pub fn choices(&self) -> Vec<Choice> {
        let mut choices = Vec::new();
        let outputs = self.outputs();
        if outputs.neurons.len() > 1 && outputs.units == outputs.neurons.len() {
            match self.up {
                None => choices.push(Choice { shown: Shown::Outputs, name: "all outputs".to_owned() }),
                Some(_) if self.kind == Targets::OneHot => {
                    choices.push(Choice { shown: Shown::Outputs, name: "greatest output".to_owned() });
                }
                Some(_) => {}
            }
        }
        let last = self.layers.len().saturating_sub(1);
        for layer in std::iter::once(last).chain(0..last) {
            let neurons = self.layers.get(layer).map_or(&[][..], |layer| &layer.neurons);
            choices.extend(neurons.iter().enumerate().map(|(unit, neuron)| Choice {
                shown: Shown::Neuron { layer, unit },
                name: neuron.name.clone(),
            }));
        }
        choices
    }

    /// What is shown at first.
    pub fn usual(&self) -> Shown {
        let first = self.choices().first().map(|choice| choice.shown);
        first.unwrap_or(Shown::Neuron { layer: self.layers.len().saturating_sub(1), unit: 0 })
    }

    /// The last layer.
    pub fn outputs(&self) -> &Layer {
        const EMPTY: &Layer = &Layer { neurons: Vec::new(), units: 0 };
        self.layers.last().unwrap_or(EMPTY)
    }

    /// A neuron, if it is kept.
    pub fn neuron(&self, layer: usize, unit: usize) -> Option<&Neuron> {
        self.layers.get(layer)?.neurons.get(unit)
    }

    /// Whether a layer is the last one.
    pub fn is_last(&self, layer: usize) -> bool {
        layer + 1 == self.layers.len()
    }

    /// Values at the nodes of the plane as a grid; `None` where there is only one input.
    pub fn grid(&self, values: &[f64]) -> Option<Grid> {
        let up = self.up?;
        Some(Grid { across: self.across, up, columns: self.columns, values: values.to_vec() })
    }

    /// The value that divides a neuron's inputs into two sides, and the numbers that cross it: at an output the middle
    /// between its two targets, at any other neuron where its weighted sum is 0.
    pub fn edge<'a>(&self, layer: usize, neuron: &'a Neuron) -> Option<(&'a [f64], f64)> {
        if self.is_last(layer) {
            return self.kind.edge().map(|edge| (neuron.values.as_slice(), edge));
        }
        Some((neuron.sums.as_slice(), 0.0))
    }

    /// The values for which a neuron has colours from one end to the other. They do not change from step to step
    /// where that can be.
    pub fn range(&self, layer: usize, neuron: &Neuron) -> Span {
        let targets = if self.is_last(layer) { self.target_span } else { None };
        if self.is_last(layer)
            && let Some(edge) = self.kind.edge()
        {
            return Span::around(edge, if self.kind == Targets::Signs { 1.0 } else { 0.5 });
        }
        if let Some(bounds) = neuron.bounds {
            return bounds;
        }
        let own = Span::of(neuron.values.iter().copied()).unwrap_or(Span { least: 0.0, most: 0.0 });
        let span = targets.map_or(own, |targets| targets.with(&own));
        if span.least < 0.0 && span.most > 0.0 || span.width() == 0.0 {
            let half = span.most.max(-span.least);
            return Span::around(0.0, if half > 0.0 { half } else { 1.0 });
        }
        span
    }
}

/// What the network gives for a row of inputs, all of its outputs.
fn predict(network: &Network, inputs: &[f64]) -> Vec<f64> {
    crate::forward::predict(network, inputs)
}
