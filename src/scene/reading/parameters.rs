//! Weights and biases.

use super::Reader;
use crate::explain::words;
use crate::operation::{Kind, Operation};
use crate::optimizer::Moment as Kept;
use crate::scene::picture::{Edge, Figures, Moment, Parameter, Role};
use crate::step::{Quantity, Subject};

/// Up to so many weights have their numbers in the picture, whatever part they play.
const NUMBERED: usize = 300;

impl Reader<'_> {
    /// Every weight between the neurons of columns as wide as these.
    pub(super) fn edges(&self, widths: &[usize]) -> Vec<Edge> {
        let count: usize = widths.windows(2).map(|pair| pair.iter().product::<usize>()).sum();
        let mut edges = Vec::with_capacity(count);
        for (column, pair) in widths.windows(2).enumerate() {
            let &[left, right] = pair else { continue };
            for (to, from) in (0..right).flat_map(|to| (0..left).map(move |from| (to, from))) {
                let weight = self.parameter(column, Some(from), to, count <= NUMBERED);
                edges.push(Edge { column, from, to, weight });
            }
        }
        edges
    }

    pub(super) fn parameter(
        &self,
        layer: usize,
        input: Option<usize>,
        unit: usize,
        numbered: bool,
    ) -> Parameter {
        let subject = |quantity| Subject::parameter(quantity, layer, input, unit, None);
        let numbers = [
            Quantity::Value,
            Quantity::Gradient,
            Quantity::Momentum,
            Quantity::FirstMoment,
            Quantity::SecondMoment,
        ];
        let numbers = numbers.map(subject);
        let role = match () {
            () if numbers.iter().any(|number| self.computes(number)) => Role::Computed,
            () if numbers.iter().any(|number| self.reads(number)) => Role::Read,
            () => Role::Done,
        };
        let name = self.name(&self.names.parameter_symbol(layer, input, unit));
        let lit = self.is_lit(&name);
        Parameter {
            subject: subject(Quantity::Value),
            name,
            strength: self.trainer.parameter(layer, input, unit).unwrap_or(0.0),
            figures: (numbered || role.is_active() || lit).then(|| self.figures(layer, input, unit)),
            role,
            lit,
        }
    }

    fn figures(&self, layer: usize, input: Option<usize>, unit: usize) -> Figures {
        let trainer = self.trainer;
        let value = Subject::parameter(Quantity::Value, layer, input, unit, None);
        let gradient = Subject { quantity: Quantity::Gradient, ..value };
        let kind = if input.is_some() { Kind::WeightUpdate } else { Kind::BiasUpdate };
        let is_updated = trainer.reached(&Operation { kind, layer, sample: 0, unit, input, state: 0 });
        let new = if is_updated { trainer.parameter(layer, input, unit) } else { None };
        // One sample's own gradient is seen while it is computed; after that only the mean.
        let slope = trainer.gradient(layer, input, unit);
        let slope = if self.computes(&gradient) { Some(self.step.value) } else { slope };
        // Its own update reads the old value, whatever comes after that the new one.
        let (old_role, new_role) = match (self.computes(&value), self.reads(&value), new) {
            (true, ..) => (Role::Read, Role::Computed),
            (false, true, None) => (Role::Read, Role::Done),
            (false, true, Some(_)) => (Role::Done, Role::Read),
            (false, false, _) => (Role::Done, Role::Done),
        };
        let slope_role = match (self.computes(&gradient), self.reads(&gradient)) {
            (true, _) => Role::Computed,
            (false, true) => Role::Read,
            (false, false) => Role::Done,
        };
        Figures {
            value: self.figure_as(trainer.parameter_before(layer, input, unit), old_role),
            gradient: self.figure_as(slope, slope_role),
            new: self.figure_as(new, new_role),
            moments: self.moments(layer, input, unit),
        }
    }

    /// What the optimizer keeps of a parameter, as far as it plays a part now.
    fn moments(&self, layer: usize, input: Option<usize>, unit: usize) -> Vec<Moment> {
        let kept = self.trainer.optimizer().moments().iter().enumerate();
        let moment = |(state, &kept): (usize, &Kept)| {
            let quantity = Quantity::from(kept);
            let subject = Subject::parameter(quantity, layer, input, unit, None);
            let value = self.trainer.moment_of(state, layer, input, unit);
            let figure = self.figure(value, &[subject]);
            let word = words::moment(self.trainer.optimizer(), kept);
            let letter = match kept {
                Kept::First => "m",
                Kept::Second => "v",
                Kept::Momentum => "u",
            };
            Moment { word, letter, figure }
        };
        kept.map(moment).filter(|moment| moment.figure.role.is_active()).collect()
    }
}
