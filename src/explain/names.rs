//! What things are called: the article's names for its network, and names by index for all others.

use super::piece::Piece;
use super::plain;
use crate::activation::Activation;
use crate::display::Naming;
use crate::loss::Loss;
use crate::network::{Bias, Network};
use crate::step::{Quantity, Subject, SubjectKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    inputs: usize,
    units: usize,
    identity: bool,
    bias: bool,
}

/// The names of everything in one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    naming: Naming,
    inputs: usize,
    layers: Vec<Shape>,
    /// Whether `∂E/∂z` of the one output is `prediction − actual`.
    difference: bool,
}

impl Names {
    /// The names in `network`. Without a wish, the article's own network (two inputs, two neurons, one
    /// prediction, no activation function, no bias) has the article's names and every other one those by index.
    pub fn new(network: &Network, loss: Loss, wish: Option<Naming>) -> Self {
        let layers: Vec<Shape> = network
            .layers
            .iter()
            .map(|layer| Shape {
                inputs: layer.inputs,
                units: layer.units,
                identity: layer.activation == Activation::Identity,
                bias: layer.bias != Bias::Absent,
            })
            .collect();
        let plain = layers.iter().all(|layer| layer.identity && !layer.bias);
        let widths: Vec<usize> = layers.iter().map(|layer| layer.units).collect();
        let own = network.inputs == 2 && widths == [2, 1] && plain;
        let single = layers.last().is_some_and(|layer| layer.units == 1 && layer.identity);
        let naming = wish.unwrap_or(if own { Naming::Article } else { Naming::Index });
        let difference = single && loss == Loss::HalfSquaredError;
        Names { naming, inputs: network.inputs, layers, difference }
    }

    /// The same network's names in another way of naming.
    pub fn renamed(&self, naming: Naming) -> Self {
        Names { naming, ..self.clone() }
    }

    /// The way of naming.
    pub fn naming(&self) -> Naming {
        self.naming
    }

    /// Whether the error of the one output is `Δ = prediction − actual`.
    pub fn has_delta(&self) -> bool {
        self.difference && self.naming == Naming::Article
    }

    /// Whether `layer` has no activation function, so that `a` is `z`.
    pub fn is_identity(&self, layer: usize) -> bool {
        self.layers.get(layer).is_some_and(|layer| layer.identity)
    }

    /// Whether `layer` is the last one.
    pub fn is_last(&self, layer: usize) -> bool {
        layer + 1 == self.layers.len()
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.units)
    }

    // ---- in plain text ------------------------------------------------------------------------------------

    /// An input: `i1`, `x1`.
    pub fn input(&self, input: usize) -> String {
        plain::render(&self.input_symbol(input))
    }

    /// A neuron: `h1`, `prediction`, `a(1)1`.
    pub fn neuron(&self, layer: usize, unit: usize) -> String {
        plain::render(&self.activation_symbol(layer, unit))
    }

    /// A weight: `w6`, `w(2)2,1`.
    pub fn weight(&self, layer: usize, input: usize, unit: usize) -> String {
        plain::render(&self.weight_symbol(layer, input, unit))
    }

    /// A bias: `b1`, `b(1)1`.
    pub fn bias(&self, layer: usize, unit: usize) -> String {
        plain::render(&self.bias_symbol(layer, unit))
    }

    /// A target: `actual`, `y1`.
    pub fn target(&self, output: usize) -> String {
        plain::render(&self.target_symbol(output))
    }

    /// The loss: `E`.
    pub fn loss(&self) -> String {
        "E".to_owned()
    }

    /// The learning rate: `a`, `η`.
    pub fn learning_rate(&self) -> String {
        plain::render(&self.rate_symbol())
    }

    /// The thing a subject is a number of, whichever of its numbers: `w6` for the gradient of w6 too.
    pub fn subject(&self, subject: &Subject) -> String {
        let (layer, unit) = (subject.layer.unwrap_or(0), subject.unit.unwrap_or(0));
        match subject.kind {
            SubjectKind::Input => self.input(subject.input.unwrap_or(0)),
            SubjectKind::Neuron => self.neuron(layer, unit),
            SubjectKind::Weight => self.weight(layer, subject.input.unwrap_or(0), unit),
            SubjectKind::Bias => self.bias(layer, unit),
            SubjectKind::Target => self.target(unit),
            SubjectKind::Loss => self.loss(),
            SubjectKind::Setting => subject.setting.map_or_else(|| self.learning_rate(), str::to_owned),
        }
    }

    // ---- as symbols ---------------------------------------------------------------------------------------

    /// The symbol of exactly this number: `∂E/∂w₆` for the gradient of w6. A sample's own loss and gradients
    /// are those of the batch here; see [`Names::loss_symbol`].
    pub fn symbol(&self, subject: &Subject) -> Piece {
        let (layer, unit) = (subject.layer.unwrap_or(0), subject.unit.unwrap_or(0));
        let value = match subject.kind {
            SubjectKind::Input => self.input_symbol(subject.input.unwrap_or(0)),
            SubjectKind::Neuron => {
                return match subject.quantity {
                    Quantity::PreActivation => self.pre_activation_symbol(layer, unit),
                    Quantity::Delta => self.delta_symbol(layer, unit),
                    _ => self.activation_symbol(layer, unit),
                };
            }
            SubjectKind::Weight => self.weight_symbol(layer, subject.input.unwrap_or(0), unit),
            SubjectKind::Bias => self.bias_symbol(layer, unit),
            SubjectKind::Target => self.target_symbol(unit),
            SubjectKind::Loss => self.loss_symbol(None),
            SubjectKind::Setting => subject.setting.map_or_else(|| self.rate_symbol(), setting_symbol),
        };
        match subject.quantity {
            Quantity::Gradient => Piece::derivative(self.loss_symbol(None), value),
            Quantity::FirstMoment => Piece::Letter('m').with_sub(value),
            Quantity::SecondMoment => Piece::Letter('v').with_sub(value),
            Quantity::Momentum => Piece::Letter('u').with_sub(value),
            _ => value,
        }
    }

    /// `i₁`, `x₁`.
    pub fn input_symbol(&self, input: usize) -> Piece {
        match self.naming {
            Naming::Article => Piece::indexed('i', input + 1),
            Naming::Index => Piece::indexed('x', input + 1),
        }
    }

    /// `a` of a neuron: `h₁`, `prediction`, `a⁽¹⁾₁`.
    pub fn activation_symbol(&self, layer: usize, unit: usize) -> Piece {
        self.neuron_symbol('a', layer, Piece::Index(unit + 1), unit)
    }

    /// `z` of a neuron: `z⁽¹⁾₁`, `z` with the neuron's name below; where that has no activation function and no
    /// layer in its name, the neuron itself.
    pub fn pre_activation_symbol(&self, layer: usize, unit: usize) -> Piece {
        match self.naming {
            Naming::Article if self.is_identity(layer) => self.activation_symbol(layer, unit),
            Naming::Article => Piece::Letter('z').with_sub(self.activation_symbol(layer, unit)),
            Naming::Index => Piece::of_layer('z', layer, Piece::Index(unit + 1)),
        }
    }

    /// `δ` of a neuron: `Δ` where that is the article's, `δ⁽¹⁾₁`, `δ` with the neuron's name below.
    pub fn delta_symbol(&self, layer: usize, unit: usize) -> Piece {
        match self.naming {
            Naming::Article if self.difference && self.is_last(layer) => Piece::Letter('Δ'),
            Naming::Article => Piece::Letter('δ').with_sub(self.activation_symbol(layer, unit)),
            Naming::Index => Piece::of_layer('δ', layer, Piece::Index(unit + 1)),
        }
    }

    /// `z` of any neuron of a layer, its index a letter: for sums over the layer.
    pub fn any_pre_activation(&self, layer: usize, index: char) -> Piece {
        match self.naming {
            Naming::Article if self.is_identity(layer) => {
                self.neuron_symbol('a', layer, Piece::Letter(index), 0)
            }
            Naming::Article => {
                Piece::Letter('z').with_sub(self.neuron_symbol('a', layer, Piece::Letter(index), 0))
            }
            Naming::Index => Piece::of_layer('z', layer, Piece::Letter(index)),
        }
    }

    /// `a` of any neuron of a layer, its index a letter: for sums over the layer.
    pub fn any_activation(&self, layer: usize, index: char) -> Piece {
        self.neuron_symbol('a', layer, Piece::Letter(index), 0)
    }

    /// `w₆`, `w⁽²⁾₂,₁`.
    pub fn weight_symbol(&self, layer: usize, input: usize, unit: usize) -> Piece {
        match self.naming {
            Naming::Article => {
                let own = self.layers.get(layer).map_or(0, |shape| unit * shape.inputs + input);
                let before: usize =
                    self.layers.iter().take(layer).map(|shape| shape.inputs * shape.units).sum();
                Piece::indexed('w', before + own + 1)
            }
            Naming::Index => Piece::of_layer('w', layer, Piece::pair(input + 1, unit + 1)),
        }
    }

    /// `b₁`, `b⁽¹⁾₁`.
    pub fn bias_symbol(&self, layer: usize, unit: usize) -> Piece {
        match self.naming {
            Naming::Article => {
                let biased = self.layers.iter().take(layer).filter(|shape| shape.bias);
                Piece::indexed('b', biased.map(|shape| shape.units).sum::<usize>() + unit + 1)
            }
            Naming::Index => Piece::of_layer('b', layer, Piece::Index(unit + 1)),
        }
    }

    /// `w₆` or `b₁`.
    pub fn parameter_symbol(&self, layer: usize, input: Option<usize>, unit: usize) -> Piece {
        match input {
            Some(input) => self.weight_symbol(layer, input, unit),
            None => self.bias_symbol(layer, unit),
        }
    }

    /// `actual`, `y₁`.
    pub fn target_symbol(&self, output: usize) -> Piece {
        match self.naming {
            Naming::Article if self.outputs() == 1 => Piece::Word("actual".to_owned()),
            Naming::Article => Piece::Word("actual".to_owned()).with_sub(Piece::Index(output + 1)),
            Naming::Index => Piece::indexed('y', output + 1),
        }
    }

    /// The target of any output, its index a letter: for sums over the outputs.
    pub fn any_target(&self, index: char) -> Piece {
        let target = match self.naming {
            Naming::Article => Piece::Word("actual".to_owned()),
            Naming::Index => Piece::Letter('y'),
        };
        target.with_sub(Piece::Letter(index))
    }

    /// `E`, or `E₃` for one sample among several, counted from 1.
    pub fn loss_symbol(&self, sample: Option<usize>) -> Piece {
        match sample {
            Some(sample) => Piece::indexed('E', sample + 1),
            None => Piece::Letter('E'),
        }
    }

    /// `a`, `η`.
    pub fn rate_symbol(&self) -> Piece {
        match self.naming {
            Naming::Article => Piece::Letter('a'),
            Naming::Index => Piece::Letter('η'),
        }
    }

    fn neuron_symbol(&self, letter: char, layer: usize, index: Piece, unit: usize) -> Piece {
        match self.naming {
            Naming::Index => Piece::of_layer(letter, layer, index),
            Naming::Article if self.is_last(layer) && self.outputs() == 1 => {
                Piece::Word("prediction".to_owned())
            }
            Naming::Article if self.is_last(layer) => Piece::Letter('o').with_sub(index),
            Naming::Article => {
                let before: usize = self.layers.iter().take(layer).map(|shape| shape.units).sum();
                // Only a letter stands for any neuron of the layer.
                let index =
                    if matches!(index, Piece::Index(_)) { Piece::Index(before + unit + 1) } else { index };
                Piece::Letter('h').with_sub(index)
            }
        }
    }

    // ---- and back -----------------------------------------------------------------------------------------

    /// The thing with a plain name, as [`Names::subject`] gives it: of row `sample` of the data set where it has
    /// a number for each sample; of a neuron its activation.
    pub fn find(&self, name: &str, sample: usize) -> Option<Subject> {
        self.things(sample).find(|subject| self.subject(subject) == name)
    }

    fn things(&self, sample: usize) -> impl Iterator<Item = Subject> + '_ {
        let inputs = (0..self.inputs).map(move |input| Subject::input(input, sample));
        let targets = (0..self.outputs()).map(move |output| Subject::target(output, sample));
        let layers = self.layers.iter().enumerate().flat_map(move |(l, shape)| {
            let neurons = (0..shape.units).map(move |j| Subject::neuron(Quantity::Activation, l, j, sample));
            let weights = (0..shape.inputs * shape.units)
                .map(move |k| Subject::weight(Quantity::Value, l, k / shape.units, k % shape.units, None));
            let biases = if shape.bias { shape.units } else { 0 };
            let biases = (0..biases).map(move |j| Subject::bias(Quantity::Value, l, j, None));
            neurons.chain(weights).chain(biases)
        });
        let settings = [Subject::loss(Some(sample)), Subject::learning_rate()];
        let settings = settings.into_iter().chain(SETTINGS.map(Subject::setting));
        settings.chain(inputs).chain(targets).chain(layers)
    }
}

/// Settings of the optimizers by their names in the document.
const SETTINGS: [&str; 6] = ["momentum", "weight_decay", "decay", "beta1", "beta2", "epsilon"];

/// `μ`, `β₁`: a setting of the optimizer by its name in the document.
fn setting_symbol(name: &str) -> Piece {
    match name {
        "momentum" => Piece::Letter('μ'),
        "weight_decay" => Piece::Letter('λ'),
        "decay" => Piece::Letter('ρ'),
        "beta1" => Piece::indexed('β', 1),
        "beta2" => Piece::indexed('β', 2),
        "epsilon" => Piece::Letter('ε'),
        Subject::UPDATE => Piece::Letter('t'),
        name => Piece::Word(name.to_owned()),
    }
}
