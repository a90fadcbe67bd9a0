//! What the symbols of a formula mean, by a table of names of its own and by what a trainer gives to read.

mod names;
mod values;

use backprop_stepper::activation::Activation;
use backprop_stepper::explain::Naming;
use backprop_stepper::loss::Loss;
use backprop_stepper::optimizer::Moment;
use backprop_stepper::trainer::Trainer;
use std::collections::HashMap;

/// A layer as formulas of one sample see it.
#[derive(Debug, Clone)]
struct Layer {
    inputs: usize,
    units: usize,
    activation: Activation,
    bias: bool,
    weights: [Vec<f64>; 2],
    biases: [Vec<f64>; 2],
    /// Of each weight and then of each bias, before and after, for every number that the optimizer keeps.
    moments: [Vec<Vec<f64>>; 2],
    gradients: Vec<f64>,
    z: Vec<f64>,
    a: Vec<f64>,
    delta: Vec<f64>,
}

/// Something with a symbol.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Thing {
    Input(usize),
    Z(usize, usize),
    A(usize, usize),
    /// A weight or bias, before or after.
    Parameter(usize, Option<usize>, usize, bool),
    Loss,
}

/// One update, whole.
#[derive(Debug)]
pub(crate) struct Meaning {
    naming: Naming,
    layers: Vec<Layer>,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    loss: Loss,
    in_place: bool,
    values: HashMap<String, f64>,
    things: HashMap<String, Thing>,
}

fn sub(text: &str) -> String {
    if text.chars().count() == 1 { format!("_{text}") } else { format!("_{{{text}}}") }
}

impl Meaning {
    /// Of the update `trainer` is at, for a row of its batch. Leaves it at the end of the update.
    pub(crate) fn new(trainer: &mut Trainer, naming: Naming, in_batch: usize, in_place: bool) -> Self {
        let (update, _) = trainer.position();
        trainer.seek(update, 0).unwrap();
        let (before, kept) = (trainer.network().clone(), kept_numbers(trainer));
        trainer.seek(update, trainer.plan().operations()).unwrap();
        let (z, a, delta): (Vec<_>, Vec<_>, Vec<_>) = {
            let read =
                |read: &dyn Fn(usize) -> Vec<f64>| (0..before.layers.len()).map(read).collect::<Vec<_>>();
            (
                read(&|l| trainer.pre_activations(l).unwrap()),
                read(&|l| trainer.activations(l).unwrap()),
                read(&|l| trainer.deltas(l).unwrap()),
            )
        };
        let gradients: Vec<Vec<f64>> = (0..before.layers.len())
            .map(|l| [trainer.weight_gradients(l).unwrap(), trainer.bias_gradients(l).unwrap()].concat())
            .collect();
        let rows = trainer.batch_rows().to_vec();
        let losses: Vec<f64> = (0..rows.len()).map(|row| trainer.sample_loss(row).unwrap()).collect();
        let mean = trainer.batch_loss().unwrap();
        let after_weights: Vec<_> = (0..before.layers.len()).map(|l| trainer.weights(l).unwrap()).collect();
        let after_biases: Vec<_> = (0..before.layers.len()).map(|l| trainer.biases(l).unwrap()).collect();
        let kept_after = kept_numbers(trainer);
        let layers: Vec<Layer> = before
            .layers
            .iter()
            .enumerate()
            .map(|(l, layer)| {
                let own = |all: &[f64]| all[in_batch * layer.units..(in_batch + 1) * layer.units].to_vec();
                Layer {
                    inputs: layer.inputs,
                    units: layer.units,
                    activation: layer.activation,
                    bias: !layer.biases.is_empty(),
                    weights: [layer.weights.clone(), after_weights[l].clone()],
                    biases: [layer.biases.clone(), after_biases[l].clone()],
                    moments: [kept[l].clone(), kept_after[l].clone()],
                    gradients: gradients[l].clone(),
                    z: own(&z[l]),
                    a: own(&a[l]),
                    delta: own(&delta[l]),
                }
            })
            .collect();
        let row = rows[in_batch];
        let mut meaning = Meaning {
            naming,
            layers,
            inputs: trainer.dataset().inputs(row).to_vec(),
            targets: trainer.dataset().targets(row).to_vec(),
            loss: trainer.loss(),
            in_place,
            values: HashMap::new(),
            things: HashMap::new(),
        };
        meaning.name_network();
        let several = rows.len() > 1;
        let name =
            |row: usize| if several { format!("E{}", sub(&(row + 1).to_string())) } else { "E".to_owned() };
        for (&row, loss) in rows.iter().zip(losses) {
            meaning.values.insert(name(row), loss);
        }
        meaning.values.insert("E".to_owned(), mean);
        meaning.things.insert(name(row), Thing::Loss);
        meaning.name_gradients(&a, &delta, &rows, &name, trainer);
        meaning.name_moments(trainer);
        meaning.name_settings(trainer);
        meaning
    }

    fn name_network(&mut self) {
        for (i, value) in self.inputs.clone().into_iter().enumerate() {
            let letter = if self.naming == Naming::Article { "i" } else { "x" };
            self.add(format!("{letter}{}", sub(&(i + 1).to_string())), value, Some(Thing::Input(i)));
        }
        for (k, value) in self.targets.clone().into_iter().enumerate() {
            let index = sub(&(k + 1).to_string());
            let name = match self.naming {
                Naming::Index => format!("y{index}"),
                Naming::Article if self.targets.len() == 1 => "\\mathrm{actual}".to_owned(),
                Naming::Article => format!("\\mathrm{{actual}}{index}"),
            };
            self.add(name, value, None);
        }
        for (l, layer) in self.layers.clone().into_iter().enumerate() {
            for j in 0..layer.units {
                let (z, a) = (self.neuron("z", l, j), self.neuron("a", l, j));
                self.add(z, layer.z[j], Some(Thing::Z(l, j)));
                // Without a function the sum has the neuron's own name in the article.
                self.add(a, layer.a[j], Some(Thing::A(l, j)));
                self.add(self.neuron("\\delta", l, j), layer.delta[j], None);
            }
            for (at, (input, unit)) in places(&layer).into_iter().enumerate() {
                let values = |time: usize| [layer.weights[time].as_slice(), &layer.biases[time]].concat()[at];
                for (time, name) in
                    [self.parameter(l, input, unit, false), self.parameter(l, input, unit, true)]
                        .into_iter()
                        .enumerate()
                {
                    self.add(name, values(time), Some(Thing::Parameter(l, input, unit, time == 1)));
                }
            }
        }
    }

    fn add(&mut self, name: String, value: f64, thing: Option<Thing>) {
        self.values.insert(name.clone(), value);
        if let Some(thing) = thing {
            self.things.insert(name, thing);
        }
    }

    fn name_gradients(
        &mut self,
        a: &[Vec<f64>],
        delta: &[Vec<f64>],
        rows: &[usize],
        loss: &dyn Fn(usize) -> String,
        trainer: &Trainer,
    ) {
        for (l, layer) in self.layers.clone().into_iter().enumerate() {
            for (at, (input, unit)) in places(&layer).into_iter().enumerate() {
                let name = self.parameter(l, input, unit, false);
                for (s, &row) in rows.iter().enumerate() {
                    let entering = match (input, l) {
                        (None, _) => 1.0,
                        (Some(i), 0) => trainer.dataset().inputs(row)[i],
                        (Some(i), l) => a[l - 1][s * layer.inputs + i],
                    };
                    let value = delta[l][s * layer.units + unit] * entering;
                    self.values.insert(format!("∂{}/∂{name}", loss(row)), value);
                }
                self.values.insert(format!("∂E/∂{name}"), layer.gradients[at]);
            }
        }
    }

    fn name_moments(&mut self, trainer: &Trainer) {
        let states: Vec<Moment> = trainer.optimizer().moments().to_vec();
        for (l, layer) in self.layers.clone().into_iter().enumerate() {
            for (at, (input, unit)) in places(&layer).into_iter().enumerate() {
                for (state, moment) in states.iter().enumerate() {
                    let name = format!("{}{}", kept(*moment), sub(&self.parameter(l, input, unit, false)));
                    self.values.insert(name.clone(), layer.moments[0][state][at]);
                    self.values.insert(format!("{name}^{{\\mathrm{{new}}}}"), layer.moments[1][state][at]);
                }
            }
        }
    }

    fn name_settings(&mut self, trainer: &Trainer) {
        let rate = if self.naming == Naming::Article { "a" } else { "\\eta" };
        self.values.insert(rate.to_owned(), trainer.optimizer().learning_rate());
        self.values.insert("t".to_owned(), (trainer.position().0 + 1) as f64);
        self.values.insert("\\pi".to_owned(), std::f64::consts::PI);
        for (name, symbol) in SETTINGS {
            if let Some(value) = trainer.optimizer().get(name) {
                self.values.insert(symbol.to_owned(), value);
            }
        }
    }
}

const SETTINGS: [(&str, &str); 6] = [
    ("momentum", "\\mu"),
    ("weight_decay", "\\lambda"),
    ("decay", "\\rho"),
    ("beta1", "\\beta_1"),
    ("beta2", "\\beta_2"),
    ("epsilon", "\\varepsilon"),
];

fn kept(moment: Moment) -> char {
    match moment {
        Moment::Momentum => 'u',
        Moment::First => 'm',
        Moment::Second => 'v',
    }
}

/// The parameters of a layer: its weights and then its biases.
fn places(layer: &Layer) -> Vec<(Option<usize>, usize)> {
    let weights = (0..layer.inputs).flat_map(|i| (0..layer.units).map(move |j| (Some(i), j)));
    weights.chain((0..if layer.bias { layer.units } else { 0 }).map(|j| (None, j))).collect()
}

/// What the optimizer keeps of every parameter, layer by layer.
fn kept_numbers(trainer: &Trainer) -> Vec<Vec<Vec<f64>>> {
    let of_layer = |(l, layer): (usize, &backprop_stepper::network::Layer)| {
        let weights = (0..layer.inputs).flat_map(|i| (0..layer.units).map(move |j| (Some(i), j)));
        let places: Vec<_> = weights.chain((0..layer.biases.len()).map(|j| (None, j))).collect();
        let state = |state| places.iter().map(|&(i, j)| trainer.moment_of(state, l, i, j).unwrap()).collect();
        (0..trainer.optimizer().states()).map(state).collect()
    };
    trainer.network().layers.iter().enumerate().map(of_layer).collect()
}
