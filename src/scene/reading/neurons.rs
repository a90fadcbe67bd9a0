//! Inputs, neurons, targets and the loss.

use super::Reader;
use crate::explain::piece::Piece;
use crate::explain::plain;
use crate::network::Bias;
use crate::operation::Kind;
use crate::scene::picture::{Delta, LossFigure, Name, Neuron, Target};
use crate::step::{Quantity, Subject};

impl Reader<'_> {
    /// What stands in a row of a column: an input in the first one, else a neuron.
    pub(super) fn item(&self, column: usize, row: usize) -> Neuron {
        match column.checked_sub(1) {
            None => self.input(row),
            Some(layer) => self.neuron(layer, row),
        }
    }

    pub(super) fn input(&self, input: usize) -> Neuron {
        let subject = Subject::input(input, self.row);
        let name = self.name(&self.names.input_symbol(input));
        Neuron {
            subject,
            lit: self.is_lit(&name),
            name,
            prefix: "",
            value: self.figure(self.trainer.dataset().inputs(self.row).get(input).copied(), &[subject]),
            delta: None,
            bias: None,
            target: None,
        }
    }

    pub(super) fn neuron(&self, layer: usize, unit: usize) -> Neuron {
        let trainer = self.trainer;
        let subject = |quantity| Subject::neuron(quantity, layer, unit, self.row);
        let name = self.name(&self.names.activation_symbol(layer, unit));
        let activation = trainer.activation(layer, unit, self.sample);
        let value = activation.or_else(|| trainer.pre_activation(layer, unit, self.sample));
        let bias = trainer.network().layers.get(layer).map_or(Bias::Absent, |layer| layer.bias);
        let is_output = layer == trainer.network().last();
        Neuron {
            subject: subject(Quantity::Activation),
            lit: self.is_lit(&name),
            name,
            prefix: if activation.is_none() && value.is_some() { "z" } else { "" },
            value: self.figure(value, &[subject(Quantity::Activation), subject(Quantity::PreActivation)]),
            delta: Some(Delta {
                name: self.delta_name(layer, unit),
                figure: self.figure(trainer.delta(layer, unit, self.sample), &[subject(Quantity::Delta)]),
            }),
            bias: (bias != Bias::Absent).then(|| self.parameter(layer, None, unit, true)),
            target: is_output.then(|| self.target(unit)),
        }
    }

    /// `Δ` where that is the error's name, else `δ`: whose it is can be seen.
    fn delta_name(&self, layer: usize, unit: usize) -> Name {
        match self.names.delta_symbol(layer, unit) {
            piece @ Piece::Scripts { .. } => {
                Name { base: "δ".to_owned(), ..Name::plain(plain::render(&piece)) }
            }
            piece => self.name(&piece),
        }
    }

    pub(super) fn target(&self, output: usize) -> Target {
        let subject = Subject::target(output, self.row);
        let name = self.name(&self.names.target_symbol(output));
        Target {
            subject,
            lit: self.is_lit(&name),
            name,
            value: self.figure(self.trainer.dataset().targets(self.row).get(output).copied(), &[subject]),
        }
    }

    pub(super) fn loss(&self) -> LossFigure {
        let several = self.trainer.plan().samples() > 1;
        let is_of_sample =
            several && (self.trainer.batch_loss().is_none() || self.step.kind == Some(Kind::Loss));
        let (subject, symbol, value) = if is_of_sample {
            let symbol = self.names.loss_symbol(Some(self.row));
            (Subject::loss(Some(self.row)), symbol, self.trainer.sample_loss(self.sample))
        } else {
            let own = self.names.loss_symbol(None);
            let row = if several { None } else { Some(self.row) };
            (Subject::loss(row), own, self.trainer.batch_loss())
        };
        let name = self.name(&symbol);
        let lit = self.is_lit(&name) || self.lit.iter().any(|lit| *lit == self.names.loss());
        LossFigure { subject, lit, name, value: self.figure(value, &[subject]) }
    }
}
