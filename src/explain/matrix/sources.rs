//! The matrices of an update by what they are.

use super::model::{Matrix, Term};
use super::names::Name;
use super::view::{Axis, Entry, Focus, View};
use crate::activation::Activation;
use crate::explain::piece::Piece;
use crate::network::Bias;
use crate::operation::{Kind, Operation};
use crate::optimizer::Moment;
use crate::update::Order;

/// An operation on a neuron of a sample.
fn of_neuron(kind: Kind, layer: usize, sample: usize, unit: usize) -> Operation {
    Operation { kind, layer, sample, unit, input: None, state: 0 }
}

/// An operation on a parameter.
fn of_parameter(kind: Kind, layer: usize, input: Option<usize>, unit: usize) -> Operation {
    Operation { kind, layer, sample: 0, unit, input, state: 0 }
}

impl View<'_> {
    pub(super) fn function(&self, layer: usize) -> Activation {
        self.context.layer(layer).map_or(Activation::Identity, |layer| layer.activation)
    }

    /// A value that enters layer `k`, or leaves layer `k − 1`.
    fn value(&self, k: usize, sample: usize, unit: usize) -> Entry {
        let Some(layer) = k.checked_sub(1) else {
            return Entry::given(self.context.entering(0, unit, sample));
        };
        let activated = self.function(layer) != Activation::Identity;
        let kind = if activated { Kind::Activation } else { Kind::WeightedSum };
        Entry::computed(self.context.activation(layer, unit, sample), of_neuron(kind, layer, sample, unit))
    }

    /// `X`, or the values of a layer.
    pub(super) fn values(&self, k: usize, focus: Focus) -> Matrix {
        let axes = [Axis::Samples, Axis::Values(k)];
        self.matrix(self.values_name(k), axes, focus, |row, column| self.value(k, row, column))
    }

    /// `Xᵀ`
    pub(super) fn values_transposed(&self, k: usize, focus: Focus) -> Matrix {
        let axes = [Axis::Values(k), Axis::Samples];
        let name = self.values_name(k).transposed();
        self.matrix(name, axes, focus, |row, column| self.value(k, column, row))
    }

    /// The values of one sample as a column.
    pub(super) fn values_of_sample(&self, k: usize, sample: usize, focus: Focus) -> Matrix {
        let axes = [Axis::Values(k), Axis::One];
        let name = self.values_name(k).row(self.context.row(sample)).transposed();
        self.matrix(name, axes, focus, |row, _| self.value(k, sample, row))
    }

    pub(super) fn sums(&self, layer: usize, name: Name, focus: Focus) -> Matrix {
        let axes = [Axis::Samples, Axis::Values(layer + 1)];
        self.matrix(name, axes, focus, |row, column| {
            let leaf = self.context.pre_activation(layer, column, row);
            Entry::computed(leaf, of_neuron(Kind::WeightedSum, layer, row, column))
        })
    }

    fn error(&self, layer: usize, sample: usize, unit: usize) -> Entry {
        let last = layer == self.context.update.before.last();
        let kind = if last { Kind::OutputError } else { Kind::HiddenError };
        Entry::computed(self.context.delta(layer, unit, sample), of_neuron(kind, layer, sample, unit))
    }

    pub(super) fn errors(&self, layer: usize, focus: Focus) -> Matrix {
        let axes = [Axis::Samples, Axis::Values(layer + 1)];
        self.matrix(self.errors_name(layer), axes, focus, |row, column| self.error(layer, row, column))
    }

    /// The errors of one sample as a row.
    pub(super) fn errors_of_sample(&self, layer: usize, sample: usize, focus: Focus) -> Matrix {
        let axes = [Axis::One, Axis::Values(layer + 1)];
        let name = self.errors_name(layer).row(self.context.row(sample));
        self.matrix(name, axes, focus, |_, column| self.error(layer, sample, column))
    }

    pub(super) fn targets(&self, focus: Focus) -> Matrix {
        let axes = [Axis::Samples, Axis::Values(self.context.update.before.layers.len())];
        let name = Name::new(Piece::Letter('Y'));
        self.matrix(name, axes, focus, |row, column| Entry::given(self.context.target(column, row)))
    }

    /// The slope of the function of a layer, cell by cell; `None` where it is 1 throughout.
    pub(super) fn slopes(&self, layer: usize, focus: Focus) -> Option<Matrix> {
        let function = self.function(layer);
        if function == Activation::Identity {
            return None;
        }
        let axes = [Axis::Samples, Axis::Values(layer + 1)];
        let of_value = matches!(function, Activation::Sigmoid | Activation::Tanh | Activation::Softmax);
        Some(self.matrix(self.slopes_name(layer, function), axes, focus, |row, column| {
            let (z, a) = (
                self.context.pre_activation(layer, column, row),
                self.context.activation(layer, column, row),
            );
            let value = z.value.zip(a.value).map(|(z, a)| function.slope(z, a));
            let leaf = if of_value { a } else { z };
            let by = of_neuron(Kind::Activation, layer, row, column);
            Entry { value, ..Entry::computed(leaf, by) }
        }))
    }

    /// `∂E/∂P` of every output.
    pub(super) fn loss_slopes(&self, focus: Focus) -> Matrix {
        let last = self.context.update.before.last();
        let axes = [Axis::Samples, Axis::Values(last + 1)];
        let outputs = self.context.units(last);
        self.matrix(Name::new(Piece::Letter('G')), axes, focus, |row, column| {
            let (p, y) = (self.context.activation(last, column, row), self.context.target(column, row));
            let value = p.value.zip(y.value).map(|(p, y)| self.context.loss.slope(p, y, outputs));
            Entry { value, ..Entry::computed(p, of_neuron(Kind::Activation, last, row, column)) }
        })
    }

    /// The losses of the samples as a column.
    pub(super) fn losses(&self, focus: Focus) -> Matrix {
        self.matrix(self.losses_name(), [Axis::Samples, Axis::One], focus, |row, _| {
            Entry::computed(self.context.sample_loss(row), of_neuron(Kind::Loss, 0, row, 0))
        })
    }

    // ---- parameters -----------------------------------------------------------------------------------------

    /// A matrix with a cell for each weight, or for each bias.
    fn of_parameters(
        &self,
        layer: usize,
        weights: bool,
        name: Name,
        focus: Focus,
        source: impl Fn(Option<usize>, usize) -> Entry,
    ) -> Matrix {
        let down = if weights { Axis::Values(layer) } else { Axis::One };
        self.matrix(name, [down, Axis::Values(layer + 1)], focus, |row, column| {
            source(weights.then_some(row), column)
        })
    }

    /// The weights, or the biases, before the update.
    pub(super) fn parameters(&self, layer: usize, weights: bool, focus: Focus) -> Matrix {
        let name = self.parameters_name(layer, weights);
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            Entry::given(self.context.parameter(layer, input, unit))
        })
    }

    /// The same after it.
    pub(super) fn new_parameters(&self, layer: usize, weights: bool, focus: Focus) -> Matrix {
        let name = self.parameters_name(layer, weights).renewed();
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            let leaf = self.context.new_parameter(layer, input, unit);
            let kind = if weights { Kind::WeightUpdate } else { Kind::BiasUpdate };
            let frozen = self.is_frozen(layer, input, unit);
            Entry { frozen, ..Entry::computed(leaf, of_parameter(kind, layer, input, unit)) }
        })
    }

    /// The weights on which errors come back, transposed.
    pub(super) fn backward_weights(&self, layer: usize, focus: Focus) -> Matrix {
        let name = self.parameters_name(layer, true);
        let name = match self.context.update.order {
            Order::Simultaneous => name,
            Order::InPlace => name.renewed(),
        };
        let axes = [Axis::Values(layer + 1), Axis::Values(layer)];
        self.matrix(name.transposed(), axes, focus, |row, column| {
            Entry::given(self.context.backward_weight(layer, column, row))
        })
    }

    /// The gradients of a batch.
    pub(super) fn gradients(&self, layer: usize, weights: bool, focus: Focus) -> Matrix {
        let name = self.gradients_name(layer, weights);
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            let kind = match input {
                _ if self.several() => Kind::BatchGradient,
                Some(_) => Kind::WeightGradient,
                None => Kind::BiasGradient,
            };
            Entry::computed(self.context.gradient(layer, input, unit), of_parameter(kind, layer, input, unit))
        })
    }

    /// The gradients of one sample.
    pub(super) fn gradients_of_sample(
        &self,
        layer: usize,
        weights: bool,
        sample: usize,
        focus: Focus,
    ) -> Matrix {
        let name = self.gradients_name(layer, weights).row(self.context.row(sample));
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            let leaf = self.context.sample_gradient(layer, input, unit, sample);
            let kind = if weights { Kind::WeightGradient } else { Kind::BiasGradient };
            Entry::computed(leaf, Operation { sample, ..of_parameter(kind, layer, input, unit) })
        })
    }

    /// What the optimizer kept before the update.
    pub(super) fn moments(&self, moment: Moment, layer: usize, weights: bool, focus: Focus) -> Matrix {
        let name = self.moments_name(moment, layer, weights);
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            Entry::given(self.context.moment(moment, layer, input, unit))
        })
    }

    /// What it keeps after it.
    pub(super) fn new_moments(&self, moment: Moment, layer: usize, weights: bool, focus: Focus) -> Matrix {
        let name = self.moments_name(moment, layer, weights).renewed();
        let state = self.context.optimizer.state_of(moment).unwrap_or(0);
        self.of_parameters(layer, weights, name, focus, |input, unit| {
            let leaf = self.context.new_moment(moment, layer, input, unit);
            let by = Operation { state, ..of_parameter(Kind::OptimizerState, layer, input, unit) };
            Entry { frozen: self.is_frozen(layer, input, unit), ..Entry::computed(leaf, by) }
        })
    }

    fn is_frozen(&self, layer: usize, input: Option<usize>, unit: usize) -> bool {
        self.context.layer(layer).is_some_and(|layer| match input {
            Some(input) => layer.is_frozen(layer.index(input, unit)),
            None => layer.bias == Bias::Frozen,
        })
    }
}

impl From<Matrix> for Term {
    fn from(matrix: Matrix) -> Self {
        Term::Matrix(matrix)
    }
}
