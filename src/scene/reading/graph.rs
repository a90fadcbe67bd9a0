//! From a trainer to the computation graph of the sample it looks at.

use super::Reader;
use crate::activation::Activation;
use crate::explain::piece::Piece;
use crate::explain::plain;
use crate::network::{Bias, Network};
use crate::operation::{Kind, Operation};
use crate::scene::graph::{Graph, Place, Value, Wire};
use crate::scene::picture::{Figure, Flow, Name, Role};
use crate::step::{Quantity, Subject};
use crate::trainer::{self, Trainer};

impl Graph {
    /// The graph of what a trainer looks at now. Names in `lit` are pointed at besides.
    ///
    /// # Errors
    /// Says in a sentence why a network has no picture of this kind: it has more than [`Graph::MOST`] operations.
    pub fn of(trainer: &Trainer, lit: &[String]) -> Result<Graph, String> {
        let operations = operations(trainer.network());
        if operations > Graph::MOST {
            return Err(format!(
                "The graph of one sample has {operations} operations here, and can be drawn for up to {}.",
                Graph::MOST
            ));
        }
        Ok(Reader::new(trainer, lit).graph())
    }
}

/// Products, sums, activation functions and the loss of one sample.
fn operations(network: &Network) -> usize {
    let of_layer = |layer: &crate::network::Layer| {
        let functions = if layer.activation == Activation::Identity { 0 } else { layer.units };
        layer.weights.len() + layer.units + functions
    };
    network.layers.iter().map(of_layer).sum::<usize>() + 1
}

impl Reader<'_> {
    fn graph(&self) -> Graph {
        let network = self.trainer.network();
        let mut values: Vec<Value> = (0..network.inputs).map(|input| self.given(input)).collect();
        let mut wires = Vec::new();
        let mut wire = |from, to| wires.push(self.wire(from, to));
        for (l, layer) in network.layers.iter().enumerate() {
            for unit in 0..layer.units {
                let sum = Place::Sum(l, unit);
                for input in 0..layer.inputs {
                    let (weight, product) = (Place::Weight(l, input, unit), Place::Product(l, input, unit));
                    values.push(self.factor(l, Some(input), unit));
                    values.push(self.product(l, input, unit));
                    wire(weight, product);
                    wire(source(network, l, input), product);
                    wire(product, sum);
                }
                if layer.bias != Bias::Absent {
                    values.push(self.factor(l, None, unit));
                    wire(Place::Bias(l, unit), sum);
                }
                values.push(self.sum(l, unit));
                if layer.activation != Activation::Identity {
                    values.push(self.activated(l, unit));
                    wire(sum, Place::Activation(l, unit));
                }
            }
        }
        for output in 0..network.outputs() {
            values.push(self.aim(output));
            wire(source(network, network.layers.len(), output), Place::Loss);
            wire(Place::Target(output), Place::Loss);
        }
        values.push(self.error());
        let layers = network.layers.iter().map(|layer| crate::scene::graph::Shape {
            inputs: layer.inputs,
            units: layer.units,
            biased: layer.bias != Bias::Absent,
            activated: layer.activation != Activation::Identity,
        });
        let several = self.trainer.plan().samples() > 1;
        Graph {
            values,
            wires,
            layers: layers.collect(),
            caption: if several { self.graph_caption() } else { String::new() },
            sample: several.then_some(self.row + 1),
            usual: self.usual(),
        }
    }

    /// Whose numbers these are: the graph is of one sample, also where the operation is about all of the batch.
    fn graph_caption(&self) -> String {
        let sample = format!("Sample {}", self.row + 1);
        match self.trainer.operation().map(|operation| operation.kind) {
            Some(kind) if !kind.is_of_one_sample() => format!("{sample} alone; this step is about the batch"),
            _ => sample,
        }
    }

    fn value(&self, place: Place, subject: Subject, symbol: &Piece, words: String, value: Figure) -> Value {
        let name = self.name(symbol);
        let thing = self.names.subject(&subject);
        let lit = self.lit.contains(&thing);
        Value { place, subject, operator: "", name, words, value, before: None, gradient: None, lit }
    }

    fn given(&self, input: usize) -> Value {
        let subject = Subject::input(input, self.row);
        let value = self.trainer.dataset().inputs(self.row).get(input).copied();
        let words = format!("Input {}", self.names.input(input));
        let figure = self.figure(value, &[subject]);
        self.value(Place::Input(input), subject, &self.names.input_symbol(input), words, figure)
    }

    /// A weight or a bias.
    fn factor(&self, layer: usize, input: Option<usize>, unit: usize) -> Value {
        let subject = Subject::parameter(Quantity::Value, layer, input, unit, None);
        let place = input.map_or(Place::Bias(layer, unit), |input| Place::Weight(layer, input, unit));
        let kind = if input.is_some() { Kind::WeightGradient } else { Kind::BiasGradient };
        let gradient = self.computed(Operation { input, ..self.of_sample(kind, layer, unit) });
        let by = Subject::parameter(Quantity::Gradient, layer, input, unit, Some(self.row));
        let value = self.figure(self.trainer.parameter(layer, input, unit), &[subject]);
        // The products beside a new weight are those of the old one.
        let kind = if input.is_some() { Kind::WeightUpdate } else { Kind::BiasUpdate };
        let is_new = self.trainer.reached(&Operation { kind, layer, sample: 0, unit, input, state: 0 });
        let before = self.trainer.parameter_before(layer, input, unit).filter(|_| is_new);
        let before = before.map(|before| self.number(before));
        let (symbol, word) = (self.names.parameter_symbol(layer, input, unit), self.names.subject(&subject));
        let words = if input.is_some() { format!("Weight {word}") } else { format!("Bias {word}") };
        // Of several samples it is this one's: not the mean, which an update reads.
        let role = match () {
            () if self.step.subject == Some(by) => Role::Computed,
            () if self.reads.contains(&by) => Role::Read,
            () => Role::Done,
        };
        let gradient = Some(self.figure_as(gradient, role));
        Value { gradient, before, ..self.value(place, subject, &symbol, words, value) }
    }

    fn product(&self, layer: usize, input: usize, unit: usize) -> Value {
        let subject = Subject::neuron(Quantity::PreActivation, layer, unit, self.row);
        let value = self.computed(self.of_sample(Kind::WeightedSum, layer, unit)).and_then(|_| {
            let update = self.trainer.current()?;
            let width = update.before.layers.get(layer)?.inputs;
            let entering = update.entering(layer).get(self.sample * width + input)?;
            Some(entering * self.trainer.parameter_before(layer, Some(input), unit)?)
        });
        let role = if self.computes(&subject) { Role::Read } else { Role::Done };
        let from = match layer.checked_sub(1) {
            None => self.names.input(input),
            Some(before) => self.names.neuron(before, input),
        };
        let words = format!("Product of {from} and {}", self.names.weight(layer, input, unit));
        let made = self.value(
            Place::Product(layer, input, unit),
            subject,
            &Piece::Text(String::new()),
            words,
            self.figure_as(value, role),
        );
        Value { operator: "×", name: Name::default(), gradient: Some(self.delta(layer, unit)), ..made }
    }

    fn sum(&self, layer: usize, unit: usize) -> Value {
        let z = Subject::neuron(Quantity::PreActivation, layer, unit, self.row);
        let a = Subject::neuron(Quantity::Activation, layer, unit, self.row);
        let subjects = if self.names.is_identity(layer) { vec![z, a] } else { vec![z] };
        let value = self.figure(self.trainer.pre_activation(layer, unit, self.sample), &subjects);
        let neuron = self.names.neuron(layer, unit);
        let (symbol, words) = match self.names.is_identity(layer) {
            true => (self.names.activation_symbol(layer, unit), format!("Sum {neuron}")),
            false => (self.names.pre_activation_symbol(layer, unit), format!("Weighted sum of {neuron}")),
        };
        let made = self.value(Place::Sum(layer, unit), z, &symbol, words, value);
        Value { operator: "+", gradient: Some(self.delta(layer, unit)), ..made }
    }

    fn delta(&self, layer: usize, unit: usize) -> Figure {
        let delta = self.trainer.delta(layer, unit, self.sample);
        self.figure(delta, &[Subject::neuron(Quantity::Delta, layer, unit, self.row)])
    }

    fn activated(&self, layer: usize, unit: usize) -> Value {
        let subject = Subject::neuron(Quantity::Activation, layer, unit, self.row);
        let value = self.figure(self.trainer.activation(layer, unit, self.sample), &[subject]);
        let function = self.trainer.network().layers.get(layer).map(|layer| layer.activation);
        let function = function.unwrap_or(Activation::Identity);
        let words =
            format!("Activation {} ({})", self.names.neuron(layer, unit), function.name().replace('_', " "));
        let symbol = self.names.activation_symbol(layer, unit);
        let made = self.value(Place::Activation(layer, unit), subject, &symbol, words, value);
        let gradient = self.figure_as(self.by_activation(layer, unit), self.passed(layer, unit));
        Value { operator: sign(function), gradient: Some(gradient), ..made }
    }

    /// `∂E/∂a`, known once the error that is made of it is.
    fn by_activation(&self, layer: usize, unit: usize) -> Option<f64> {
        let network = self.trainer.network();
        self.trainer.delta(layer, unit, self.sample)?;
        if layer < network.last() {
            let units = network.layers.get(layer + 1)?.units;
            return (0..units).map(|k| self.part(layer + 1, unit, k)).sum();
        }
        let p = self.trainer.activation(layer, unit, self.sample)?;
        let y = *self.trainer.dataset().targets(self.row).get(unit)?;
        Some(self.trainer.loss().slope(p, y, network.outputs())).filter(|slope| slope.is_finite())
    }

    /// What the error of unit `k` brings back along its weight from `unit` of the layer before.
    fn part(&self, layer: usize, unit: usize, k: usize) -> Option<f64> {
        let update = self.trainer.current()?;
        let at = update.backward_weights().layers.get(layer)?;
        let weight = at.weights.get(at.index(unit, k))?;
        Some(self.trainer.delta(layer, k, self.sample)? * weight)
    }

    /// The part of what is passed on where the current operation computes the error of a neuron.
    fn passed(&self, layer: usize, unit: usize) -> Role {
        let delta = Subject::neuron(Quantity::Delta, layer, unit, self.row);
        if self.computes(&delta) { Role::Read } else { Role::Done }
    }

    fn aim(&self, output: usize) -> Value {
        let subject = Subject::target(output, self.row);
        let value = self.trainer.dataset().targets(self.row).get(output).copied();
        let words = format!("Target {}", self.names.target(output));
        let figure = self.figure(value, &[subject]);
        self.value(Place::Target(output), subject, &self.names.target_symbol(output), words, figure)
    }

    fn error(&self) -> Value {
        let subject = Subject::loss(Some(self.row));
        let value = self.figure(self.trainer.sample_loss(self.sample), &[subject]);
        let network = self.trainer.network();
        let last = self.of_sample(Kind::OutputError, network.last(), network.outputs().saturating_sub(1));
        let begun = self.computed(last).map(|_| 1.0);
        let several = self.trainer.plan().samples() > 1;
        let symbol = self.names.loss_symbol(several.then_some(self.row));
        let words = format!("Loss {}", plain::render(&symbol));
        let made = self.value(Place::Loss, subject, &symbol, words, value);
        Value { gradient: Some(self.figure_as(begun, Role::Done)), ..made }
    }

    fn of_sample(&self, kind: Kind, layer: usize, unit: usize) -> Operation {
        Operation { kind, layer, sample: self.sample, unit, input: None, state: 0 }
    }

    /// What an operation gave, once it was reached.
    fn computed(&self, operation: Operation) -> Option<f64> {
        if self.trainer.reached(&operation) {
            trainer::value(self.trainer.current()?, &operation)
        } else {
            None
        }
    }

    fn wire(&self, from: Place, to: Place) -> Wire {
        let flow = self.flow(from, to);
        let role = if flow == Flow::Still { Role::Pending } else { Role::Read };
        let (gradient, subject) = match (from, to) {
            // What each neuron that is fed brings back; of a sum with one term it stands in the box already.
            (Place::Sum(l, unit) | Place::Activation(l, unit), Place::Product(_, _, k)) => {
                let known = self.trainer.delta(l, unit, self.sample).and_then(|_| self.part(l + 1, unit, k));
                let subject = Subject::neuron(Quantity::Activation, l, unit, self.row);
                (Some(self.figure_as(known, self.passed(l, unit))), Some(subject))
            }
            _ => (None, None),
        };
        Wire { from, to, gradient, subject, role, flow }
    }

    /// Which way numbers go along a wire in the current operation.
    fn flow(&self, from: Place, to: Place) -> Flow {
        let Some(Operation { kind, layer, unit, input, sample, .. }) = self.trainer.operation() else {
            return Flow::Still;
        };
        if sample != self.sample {
            return Flow::Still;
        }
        let last = self.trainer.network().last();
        let own = (layer, unit);
        let (forward, backward) = match (kind, from, to) {
            (Kind::WeightedSum, _, Place::Product(l, _, j) | Place::Sum(l, j)) => ((l, j) == own, false),
            (Kind::Activation, _, Place::Activation(l, j)) => ((l, j) == own, false),
            (Kind::Loss, _, Place::Loss) => (true, false),
            (Kind::OutputError, Place::Sum(l, j) | Place::Activation(l, j), Place::Loss) => {
                (false, l == last && j == unit)
            }
            (Kind::OutputError | Kind::HiddenError, Place::Sum(l, j), Place::Activation(..)) => {
                (false, (l, j) == own)
            }
            (Kind::HiddenError, Place::Sum(l, j) | Place::Activation(l, j), Place::Product(..)) => {
                (false, (l, j) == own)
            }
            (Kind::HiddenError, Place::Product(l, i, _), Place::Sum(..)) => {
                (false, (l, i) == (layer + 1, unit))
            }
            (Kind::WeightGradient, Place::Weight(l, i, j), Place::Product(..))
            | (Kind::WeightGradient, Place::Product(l, i, j), Place::Sum(..)) => {
                (false, (l, j) == own && Some(i) == input)
            }
            (Kind::BiasGradient, Place::Bias(l, j), Place::Sum(..)) => (false, (l, j) == own),
            _ => (false, false),
        };
        match (forward, backward) {
            (true, _) => Flow::Forward,
            (_, true) => Flow::Backward,
            _ => Flow::Still,
        }
    }
}

/// Where the values stand that enter a layer; of the layer after the last, the predictions.
fn source(network: &Network, layer: usize, input: usize) -> Place {
    match layer.checked_sub(1) {
        None => Place::Input(input),
        Some(before) => match network.layers.get(before).map(|layer| layer.activation) {
            Some(Activation::Identity) | None => Place::Sum(before, input),
            Some(_) => Place::Activation(before, input),
        },
    }
}

/// How a function is written in front of what it gives.
fn sign(function: Activation) -> &'static str {
    match function {
        Activation::Identity => "",
        Activation::Sigmoid => "σ",
        Activation::Tanh => "tanh",
        Activation::Relu => "ReLU",
        Activation::LeakyRelu => "leaky",
        Activation::Elu => "ELU",
        Activation::Softplus => "softplus",
        Activation::Gelu => "GELU",
        Activation::Silu => "SiLU",
        Activation::Softmax => "softmax",
    }
}
