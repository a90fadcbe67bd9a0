//! The matrices of a large network.

use super::Reader;
use crate::network::{Bias, Layer};
use crate::operation::{Kind, Operation, Phase};
use crate::scene::maps::{Grid, Maps, Mark, Shown, Summary, Used, Words};
use crate::scene::picture::{Name, Role};
use crate::step::{Quantity, Subject, SubjectKind};

/// Up to so many weights are looked through for one that a lesson points at.
const LOOKED_THROUGH: usize = 4096;

impl Reader<'_> {
    /// Every number of the network, by layers.
    pub(super) fn maps(&self) -> Maps {
        let network = self.trainer.network();
        let data = self.trainer.dataset();
        let last = network.last();
        let mut grids = vec![self.column(Shown::Inputs, 0, data.inputs(self.row).to_vec())];
        for (l, layer) in network.layers.iter().enumerate() {
            grids.extend(self.parameters(l, layer));
            let neuron = |value: &dyn Fn(usize) -> Option<f64>| -> Vec<f64> {
                (0..layer.units).map(|unit| value(unit).unwrap_or(f64::NAN)).collect()
            };
            let values = neuron(&|unit| {
                let activation = self.trainer.activation(l, unit, self.sample);
                activation.or_else(|| self.trainer.pre_activation(l, unit, self.sample))
            });
            grids.push(self.column(Shown::Values, l, values));
            let errors = neuron(&|unit| self.trainer.delta(l, unit, self.sample));
            grids.push(self.column(Shown::Errors, l, errors));
        }
        grids
            .push(Grid { layer: last, ..self.column(Shown::Targets, last, data.targets(self.row).to_vec()) });
        let (used, more) = self.used();
        Maps { grids, layers: network.layers.len(), used, more }
    }

    /// Weights and biases, or their gradients while these are computed.
    fn parameters(&self, l: usize, layer: &Layer) -> Vec<Grid> {
        let reads_weights = self.reads.iter().any(|read| {
            read.layer == Some(l) && read.kind == SubjectKind::Weight && read.quantity == Quantity::Value
        });
        let gradients = (self.step.phase == Phase::Backward && !reads_weights)
            .then(|| self.gradients(l, layer))
            .flatten();
        let biases = |shown, values: Option<Vec<f64>>| {
            let values = values.filter(|_| layer.bias != Bias::Absent)?;
            Some(self.grid(shown, l, (1, layer.units), values))
        };
        let size = (layer.inputs, layer.units);
        let found = match gradients {
            Some(gradients) => [
                Some(self.grid(Shown::Gradients, l, size, gradients)),
                biases(Shown::BiasGradients, self.trainer.bias_gradients(l).ok()),
            ],
            None => [
                Some(self.grid(Shown::Weights, l, size, self.weights(l, layer))),
                biases(Shown::Biases, self.trainer.biases(l).ok()),
            ],
        };
        found.into_iter().flatten().collect()
    }

    /// All weights of a layer. One by one only while some are updated and others are not.
    fn weights(&self, l: usize, layer: &Layer) -> Vec<f64> {
        let at = |input: usize, unit: usize| Operation {
            kind: Kind::WeightUpdate,
            layer: l,
            sample: 0,
            unit,
            input: Some(input),
            state: 0,
        };
        let first = at(layer.inputs.saturating_sub(1), layer.units.saturating_sub(1));
        let after = self.trainer.current().and_then(|update| update.after.layers.get(l));
        match after {
            Some(after) if self.trainer.reached(&at(0, 0)) => after.weights.clone(),
            Some(_) if self.trainer.reached(&first) => self.trainer.weights(l).unwrap_or_default(),
            _ => layer.weights.clone(),
        }
    }

    /// The gradients of a layer's weights, where any of them is computed.
    fn gradients(&self, l: usize, layer: &Layer) -> Option<Vec<f64>> {
        let several = self.trainer.plan().samples() > 1;
        let at = |input: usize, unit: usize| Operation {
            kind: if several { Kind::BatchGradient } else { Kind::WeightGradient },
            layer: l,
            sample: 0,
            unit,
            input: Some(input),
            state: 0,
        };
        let first = at(layer.inputs.saturating_sub(1), layer.units.saturating_sub(1));
        let update = self.trainer.current()?;
        if self.trainer.reached(&at(0, 0)) {
            return update.weight_gradients.get(l).cloned();
        }
        // One sample's own gradient is seen while it is computed; after that only the mean.
        let own = self.step.subject.filter(|subject| {
            subject.kind == SubjectKind::Weight
                && subject.quantity == Quantity::Gradient
                && subject.layer == Some(l)
        });
        let mut gradients = match self.trainer.reached(&first) {
            true => self.trainer.weight_gradients(l).ok()?,
            false if own.is_some() => vec![f64::NAN; layer.weights.len()],
            false => return None,
        };
        if let Some((input, unit)) = own.and_then(|own| own.input.zip(own.unit))
            && let Some(gradient) = gradients.get_mut(layer.index(input, unit))
        {
            *gradient = self.step.value;
        }
        Some(gradients)
    }

    fn column(&self, shown: Shown, layer: usize, values: Vec<f64>) -> Grid {
        self.grid(shown, layer, (values.len(), 1), values)
    }

    fn grid(&self, shown: Shown, layer: usize, (rows, columns): (usize, usize), values: Vec<f64>) -> Grid {
        let mut grid = Grid {
            shown,
            layer,
            name: symbol(shown, layer),
            rows,
            columns,
            summary: self.summary(&values),
            values,
            marks: Vec::new(),
            sample: self.row,
        };
        let mut read: Option<Mark> = None;
        for cell in self.reads.iter().filter_map(|subject| grid.cell(subject)) {
            read = Some(read.map_or(Mark::cell(cell, Role::Read), |mark| mark.with(cell)));
        }
        let computed = self.step.subject.and_then(|subject| grid.cell(&subject));
        let lit = self.lit_cells(&grid);
        grid.marks.extend(lit);
        grid.marks.extend(self.lit_columns(&grid));
        grid.marks.extend(read);
        grid.marks.extend(computed.map(|cell| Mark::cell(cell, Role::Computed)));
        grid
    }

    /// What a lesson or the pointer points at.
    fn lit_cells(&self, grid: &Grid) -> Vec<Mark> {
        if self.lit.is_empty() || grid.values.len() > LOOKED_THROUGH {
            return Vec::new();
        }
        let cells = (0..grid.rows).flat_map(|row| (0..grid.columns).map(move |column| (row, column)));
        let is_lit = |&(row, column): &(usize, usize)| {
            self.lit.contains(&self.names.subject(&grid.subject(row, column)))
        };
        cells.filter(is_lit).map(|cell| Mark::cell(cell, Role::Done)).collect()
    }

    /// The parameters of a neuron that is pointed at.
    fn lit_columns(&self, grid: &Grid) -> Vec<Mark> {
        if self.lit.is_empty() || grid.columns == 1 && grid.rows != 1 {
            return Vec::new();
        }
        let lit = (0..grid.columns).filter(|&unit| self.lit.contains(&self.names.neuron(grid.layer, unit)));
        let column = |column| Mark { rows: grid.rows, ..Mark::cell((0, column), Role::Done) };
        match grid.shown {
            Shown::Weights | Shown::Gradients | Shown::Biases | Shown::BiasGradients => {
                lit.map(column).collect()
            }
            _ => Vec::new(),
        }
    }

    fn summary(&self, values: &[f64]) -> Option<Summary> {
        let known = values.iter().filter(|value| !value.is_nan());
        let (mut count, mut sum) = (0, 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for &value in known {
            (count, sum) = (count + 1, sum + value);
            (least, most) = (least.min(value), most.max(value));
        }
        let peak = most.max(-least);
        (count > 0).then(|| Summary {
            known: count,
            least: self.number(least),
            most: self.number(most),
            mean: self.number(sum / count as f64),
            peak,
            peak_number: self.number(peak),
        })
    }

    /// What the current operation computes and reads, one by one, and how many more it reads.
    fn used(&self) -> (Vec<Used>, usize) {
        let reads =
            self.reads.iter().filter(|read| self.step.subject.is_none_or(|own| thing(&own) != thing(read)));
        let reads: Vec<(&Subject, Role)> = reads.map(|read| (read, Role::Read)).collect();
        let computed = self.step.subject.iter().map(|subject| (subject, Role::Computed));
        let all: Vec<(&Subject, Role)> = computed.chain(reads).collect();
        let more = all.len().saturating_sub(Maps::NAMED);
        let used = all.into_iter().take(Maps::NAMED).map(|(subject, role)| {
            let words = match (subject.kind, subject.layer, subject.unit) {
                (SubjectKind::Weight | SubjectKind::Bias, Some(layer), Some(unit)) => {
                    Words::Parameter(Box::new(self.parameter(layer, subject.input, unit, true)))
                }
                _ => {
                    let name = self.name(&self.names.symbol(subject));
                    Words::Figure(name, self.figure_as(self.trainer.number(subject), role))
                }
            };
            Used { subject: *subject, words, role }
        });
        (used.collect(), more)
    }
}

/// The thing a subject is a number of: whichever number of a parameter, one label shows them all.
fn thing(subject: &Subject) -> Subject {
    match subject.kind {
        SubjectKind::Weight | SubjectKind::Bias => subject.thing(),
        _ => *subject,
    }
}

/// The letter of a matrix, with the number of its layer.
fn symbol(shown: Shown, layer: usize) -> Name {
    let letter = match shown {
        Shown::Inputs => return Name::plain("x"),
        Shown::Targets => return Name::plain("y"),
        Shown::Weights => "W",
        Shown::Gradients => "∂E/∂W",
        Shown::Biases => "b",
        Shown::BiasGradients => "∂E/∂b",
        Shown::Values => "a",
        Shown::Errors => "δ",
    };
    let layer = format!("({})", layer + 1);
    Name {
        plain: format!("{letter}{layer}"),
        base: letter.to_owned(),
        superscript: layer,
        subscript: String::new(),
    }
}
