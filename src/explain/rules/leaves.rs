//! Symbols with the numbers they have in an update. An index that does not exist gives a symbol without a number.

use crate::backward::sample_gradient;
use crate::explain::Context;
use crate::explain::formula::{Expr, Formula, Leaf};
use crate::explain::layout::Fold;
use crate::explain::piece::Piece;
use crate::network::Layer;
use crate::optimizer::Moment;
use crate::step::{Quantity, Subject};

impl Context<'_> {
    /// Whether the batch has more than one sample.
    pub(in crate::explain) fn several(&self) -> bool {
        self.update.batch.rows.len() > 1
    }

    /// Row of the data set of a sample of the batch.
    pub(in crate::explain) fn row(&self, sample: usize) -> usize {
        self.update.batch.rows.get(sample).copied().unwrap_or(0)
    }

    pub(in crate::explain) fn layer(&self, layer: usize) -> Option<&Layer> {
        self.update.before.layers.get(layer)
    }

    /// Number of values that enter a layer.
    pub(in crate::explain) fn width(&self, layer: usize) -> usize {
        self.layer(layer).map_or(0, |layer| layer.inputs)
    }

    /// Number of units of a layer.
    pub(in crate::explain) fn units(&self, layer: usize) -> usize {
        self.layer(layer).map_or(0, |layer| layer.units)
    }

    /// What enters a layer: an input of the network, or an activation of the layer before.
    pub(in crate::explain) fn entering(&self, layer: usize, input: usize, sample: usize) -> Leaf {
        let row = self.row(sample);
        let (symbol, subject) = match layer.checked_sub(1) {
            None => (self.names.input_symbol(input), Subject::input(input, row)),
            Some(before) => (
                self.names.activation_symbol(before, input),
                Subject::neuron(Quantity::Activation, before, input, row),
            ),
        };
        let value = self.update.entering(layer).get(sample * self.width(layer) + input).copied();
        Leaf { symbol, value, subject: Some(subject) }
    }

    pub(in crate::explain) fn pre_activation(&self, layer: usize, unit: usize, sample: usize) -> Leaf {
        Leaf {
            symbol: self.names.pre_activation_symbol(layer, unit),
            value: self.of_neuron(&self.update.values.pre_activations, layer, unit, sample),
            subject: Some(Subject::neuron(Quantity::PreActivation, layer, unit, self.row(sample))),
        }
    }

    pub(in crate::explain) fn activation(&self, layer: usize, unit: usize, sample: usize) -> Leaf {
        Leaf {
            symbol: self.names.activation_symbol(layer, unit),
            value: self.of_neuron(&self.update.values.activations, layer, unit, sample),
            subject: Some(Subject::neuron(Quantity::Activation, layer, unit, self.row(sample))),
        }
    }

    pub(in crate::explain) fn delta(&self, layer: usize, unit: usize, sample: usize) -> Leaf {
        Leaf {
            symbol: self.names.delta_symbol(layer, unit),
            value: self.of_neuron(&self.update.values.deltas, layer, unit, sample),
            subject: Some(Subject::neuron(Quantity::Delta, layer, unit, self.row(sample))),
        }
    }

    pub(in crate::explain) fn target(&self, output: usize, sample: usize) -> Leaf {
        let index = sample * self.update.before.outputs() + output;
        Leaf {
            symbol: self.names.target_symbol(output),
            value: self.update.batch.targets.get(index).copied(),
            subject: Some(Subject::target(output, self.row(sample))),
        }
    }

    /// The loss of one sample.
    pub(in crate::explain) fn sample_loss(&self, sample: usize) -> Leaf {
        Leaf {
            symbol: self.loss_symbol(sample),
            value: self.update.sample_losses.get(sample).copied(),
            subject: Some(Subject::loss(Some(self.row(sample)))),
        }
    }

    /// `E`, with the number of the sample where the batch has several.
    pub(in crate::explain) fn loss_symbol(&self, sample: usize) -> Piece {
        self.names.loss_symbol(self.several().then(|| self.row(sample)))
    }

    /// A weight or bias before the update.
    pub(in crate::explain) fn parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> Leaf {
        Leaf {
            symbol: self.names.parameter_symbol(layer, input, unit),
            value: self.update.before.parameter(layer, input, unit),
            subject: Some(Subject::parameter(Quantity::Value, layer, input, unit, None)),
        }
    }

    /// A weight or bias after the update.
    pub(in crate::explain) fn new_parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> Leaf {
        Leaf {
            symbol: Piece::New(Box::new(self.names.parameter_symbol(layer, input, unit))),
            value: self.update.after.parameter(layer, input, unit),
            subject: Some(Subject::parameter(Quantity::Value, layer, input, unit, None)),
        }
    }

    /// A weight as the backward pass reads it: already updated where layers are updated in place.
    pub(in crate::explain) fn backward_weight(&self, layer: usize, input: usize, unit: usize) -> Leaf {
        match self.update.order {
            crate::update::Order::Simultaneous => self.parameter(layer, Some(input), unit),
            crate::update::Order::InPlace => self.new_parameter(layer, Some(input), unit),
        }
    }

    /// The gradient of one sample.
    pub(in crate::explain) fn sample_gradient(
        &self,
        layer: usize,
        input: Option<usize>,
        unit: usize,
        sample: usize,
    ) -> Leaf {
        let entering = match input {
            Some(input) => self.entering(layer, input, sample).value,
            None => Some(1.0),
        };
        let delta = self.delta(layer, unit, sample).value;
        Leaf {
            symbol: Piece::derivative(
                self.loss_symbol(sample),
                self.names.parameter_symbol(layer, input, unit),
            ),
            value: delta.zip(entering).map(|(delta, entering)| sample_gradient(delta, entering)),
            subject: Some(Subject::parameter(Quantity::Gradient, layer, input, unit, Some(self.row(sample)))),
        }
    }

    /// The gradient of the batch: with one sample, of that sample.
    pub(in crate::explain) fn gradient(&self, layer: usize, input: Option<usize>, unit: usize) -> Leaf {
        let row = if self.several() { None } else { Some(self.row(0)) };
        Leaf {
            symbol: Piece::derivative(
                self.names.loss_symbol(None),
                self.names.parameter_symbol(layer, input, unit),
            ),
            value: self.update.gradient(layer, input, unit),
            subject: Some(Subject::parameter(Quantity::Gradient, layer, input, unit, row)),
        }
    }

    pub(in crate::explain) fn learning_rate(&self) -> Leaf {
        Leaf {
            symbol: self.names.rate_symbol(),
            value: Some(self.optimizer.learning_rate()),
            subject: Some(Subject::learning_rate()),
        }
    }

    /// A setting of the optimizer, by its name in the document.
    pub(in crate::explain) fn setting(&self, name: &'static str) -> Leaf {
        let subject = Subject::setting(name);
        Leaf { symbol: self.names.symbol(&subject), value: self.optimizer.get(name), subject: Some(subject) }
    }

    /// `t`, the number of the update.
    pub(in crate::explain) fn update_number(&self) -> Leaf {
        let subject = Subject::setting(Subject::UPDATE);
        Leaf { symbol: self.names.symbol(&subject), value: Some(self.number as f64), subject: Some(subject) }
    }

    /// What the optimizer kept of a parameter before the update.
    pub(in crate::explain) fn moment(
        &self,
        moment: Moment,
        layer: usize,
        input: Option<usize>,
        unit: usize,
    ) -> Leaf {
        let subject = Subject::parameter(moment.into(), layer, input, unit, None);
        let state = self.optimizer.state_of(moment);
        Leaf {
            symbol: self.names.symbol(&subject),
            value: state.and_then(|state| self.update.moments_before.get(state, layer, input, unit)),
            subject: Some(subject),
        }
    }

    /// What it keeps of the parameter after the update.
    pub(in crate::explain) fn new_moment(
        &self,
        moment: Moment,
        layer: usize,
        input: Option<usize>,
        unit: usize,
    ) -> Leaf {
        let old = self.moment(moment, layer, input, unit);
        let state = self.optimizer.state_of(moment);
        Leaf {
            symbol: Piece::New(Box::new(old.symbol)),
            value: state.and_then(|state| self.update.moments_after.get(state, layer, input, unit)),
            subject: old.subject,
        }
    }

    fn of_neuron(&self, values: &[Vec<f64>], layer: usize, unit: usize, sample: usize) -> Option<f64> {
        values.get(layer)?.get(sample * self.units(layer) + unit).copied()
    }
}

/// A derivative in a chain. Where it is no number of the experiment itself, the two things in it are.
pub(super) fn derivative(of: &Leaf, by: &Leaf) -> Expr {
    let piece = |leaf: &Leaf| leaf.symbol.clone().marked(leaf.subject);
    Expr::Leaf(Leaf { symbol: Piece::derivative(piece(of), piece(by)), value: None, subject: None })
}

/// A derivative in a chain that has the number and subject of `same`: `∂E/∂z` is `δ`.
pub(super) fn known_derivative(of: Piece, by: &Leaf, same: &Leaf) -> Expr {
    Expr::Leaf(Leaf {
        symbol: Piece::derivative(of, by.symbol.clone()),
        value: same.value,
        subject: same.subject,
    })
}

/// An equation whose result is the number of its first side.
pub(super) fn equation(result: Leaf, sides: Vec<Expr>) -> Formula {
    let (value, subject) = (result.value.unwrap_or(f64::NAN), result.subject);
    let sides = std::iter::once(Expr::Leaf(result)).chain(sides).collect();
    Formula { sides, value, subject }
}

/// `(1/n) (a + b + …)` of `count` terms, of which only those are made that are written where long sums are folded like this.
pub(super) fn mean(count: usize, fold: Fold, term: impl Fn(usize) -> Expr) -> Expr {
    let (first, last) = fold.written(count);
    let left_out = count - first - last;
    let omitted = (left_out > 0).then_some(Expr::Omitted(left_out));
    let terms = (0..first).map(&term).chain(omitted).chain((count - last..count).map(&term));
    Expr::product(vec![part(1, count), Expr::sum(terms.collect())])
}

/// A symbol that stands for many numbers, in sums over an index.
pub(super) fn any(symbol: Piece) -> Expr {
    Expr::Leaf(Leaf { symbol, value: None, subject: None })
}

/// A fraction of whole numbers.
pub(super) fn part(above: usize, below: usize) -> Expr {
    Expr::fraction(Expr::Constant(above), Expr::Constant(below))
}
