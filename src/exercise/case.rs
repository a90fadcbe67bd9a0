//! The numbers of one operation and of those around it. An index that does not exist gives NaN or nothing, which
//! is offered to nobody.

use crate::explain::Context;
use crate::network::{Bias, Layer};
use crate::operation::Operation;
use crate::values::row;

/// So many neighbours of a neuron are taken for it by mistake; in larger layers only the sum over all of them.
pub(super) const FEW: usize = 4;

/// An operation with the update it is part of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) context: Context<'a>,
    pub(super) operation: Operation,
}

impl<'a> Case<'a> {
    pub(super) fn layer(&self, layer: usize) -> Option<&'a Layer> {
        self.context.update.before.layers.get(layer)
    }

    pub(super) fn last(&self) -> usize {
        self.context.update.before.last()
    }

    pub(super) fn samples(&self) -> usize {
        self.context.update.batch.rows.len()
    }

    /// What enters a layer for a sample, `[inputs]`.
    pub(super) fn entering(&self, layer: usize, sample: usize) -> &'a [f64] {
        let width = self.layer(layer).map_or(0, |layer| layer.inputs);
        row(self.context.update.entering(layer), width, sample).unwrap_or(&[])
    }

    /// `z` of a layer for a sample, `[units]`.
    pub(super) fn z(&self, layer: usize, sample: usize) -> &'a [f64] {
        self.of_layer(&self.context.update.values.pre_activations, layer, sample)
    }

    /// `a` of a layer for a sample, `[units]`.
    pub(super) fn a(&self, layer: usize, sample: usize) -> &'a [f64] {
        self.of_layer(&self.context.update.values.activations, layer, sample)
    }

    /// `δ` of a layer for a sample, `[units]`.
    pub(super) fn deltas(&self, layer: usize, sample: usize) -> &'a [f64] {
        self.of_layer(&self.context.update.values.deltas, layer, sample)
    }

    /// The targets of a sample, `[outputs]`.
    pub(super) fn targets(&self, sample: usize) -> &'a [f64] {
        row(&self.context.update.batch.targets, self.context.update.before.outputs(), sample).unwrap_or(&[])
    }

    /// A parameter before the update.
    pub(super) fn parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> f64 {
        self.context.update.before.parameter(layer, input, unit).unwrap_or(f64::NAN)
    }

    /// A parameter after the update.
    pub(super) fn new_parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> f64 {
        self.context.update.after.parameter(layer, input, unit).unwrap_or(f64::NAN)
    }

    /// The mean gradient of the operation's parameter.
    pub(super) fn gradient(&self) -> f64 {
        let Operation { layer, unit, input, .. } = self.operation;
        self.context.update.gradient(layer, input, unit).unwrap_or(f64::NAN)
    }

    /// Whether the update leaves the operation's parameter alone.
    pub(super) fn is_frozen(&self) -> bool {
        let Operation { layer, unit, input, .. } = self.operation;
        self.layer(layer).is_some_and(|layer| match input {
            Some(input) => layer.is_frozen(layer.index(input, unit)),
            None => layer.bias == Bias::Frozen,
        })
    }

    fn of_layer(&self, values: &'a [Vec<f64>], layer: usize, sample: usize) -> &'a [f64] {
        let units = self.layer(layer).map_or(0, |layer| layer.units);
        values.get(layer).map_or(&[], |values| row(values, units, sample).unwrap_or(&[]))
    }
}

/// A number of a list; NaN where it has none there.
pub(super) fn at(values: &[f64], index: usize) -> f64 {
    values.get(index).copied().unwrap_or(f64::NAN)
}

/// The numbers of the few places other than `own`, among `count`; none where there are many.
pub(super) fn others(own: usize, count: usize) -> impl Iterator<Item = usize> {
    (0..if count <= FEW { count } else { 0 }).filter(move |other| *other != own)
}
