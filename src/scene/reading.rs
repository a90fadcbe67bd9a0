//! From a trainer to a picture: every number comes out of it, every name and every text out of the explanation.

use super::frame::ROOMY;
use super::picture::{
    Column, Delta, Edge, Figure, Figures, Flow, Item, LossFigure, Name, Neuron, Number, Parameter, Picture,
    Role, Target,
};
use crate::explain::piece::Piece;
use crate::explain::{self, Display, Names, number, plain};
use crate::network::Bias;
use crate::operation::Phase;
use crate::operation::{Kind, Operation};
use crate::step::{Quantity, Step, Subject, SubjectKind};
use crate::trainer::Trainer;

/// A column shows at most so many neurons, and how many more there are.
const ROWS: usize = 16;
/// Up to so many weights have their numbers in the picture, whatever part they play.
const NUMBERED: usize = 300;

impl Picture {
    /// The picture of what a trainer looks at now. Names in `lit` are pointed at besides.
    pub fn of(trainer: &Trainer, lit: &[String]) -> Picture {
        Reader::new(trainer, lit).picture()
    }
}

struct Reader<'a> {
    trainer: &'a Trainer,
    lit: &'a [String],
    names: Names,
    step: Step,
    reads: Vec<Subject>,
    /// Row of the batch the picture is of, and of the data set.
    sample: usize,
    row: usize,
    /// Whether there are so many neurons in a column that names have to be short.
    is_dense: bool,
}

impl<'a> Reader<'a> {
    fn new(trainer: &'a Trainer, lit: &'a [String]) -> Self {
        let sample = trainer.operation().map_or(0, |operation| operation.sample);
        Reader {
            trainer,
            lit,
            names: explain::names(trainer),
            step: trainer.step(),
            reads: explain::of(trainer).reads,
            sample,
            row: trainer.batch_rows().get(sample).copied().unwrap_or(0),
            is_dense: widths(trainer).into_iter().any(|width| width > ROOMY),
        }
    }

    fn picture(&self) -> Picture {
        let network = self.trainer.network();
        let widths = widths(self.trainer);
        let operation = self.trainer.operation();
        let shown: Vec<Vec<usize>> =
            widths.iter().enumerate().map(|(column, &n)| rows(n, focus(&operation, column))).collect();
        let columns = widths
            .iter()
            .zip(&shown)
            .enumerate()
            .map(|(column, (&width, shown))| Column { items: self.items(column, width, shown) })
            .collect();
        let several = self.trainer.plan().samples() > 1;
        Picture {
            columns,
            edges: self.edges(&shown),
            loss: Some(self.loss()),
            flow: match self.step.phase {
                Phase::Forward | Phase::Loss => Flow::Forward,
                Phase::Backward => Flow::Backward,
                Phase::Start | Phase::Update => Flow::Still,
            },
            focus: operation.map_or(1, |operation| match operation.kind {
                Kind::Loss | Kind::BatchLoss => network.layers.len(),
                _ => operation.layer + 1,
            }),
            caption: if several { format!("sample {}", self.row + 1) } else { String::new() },
            usual: self.usual(),
        }
    }

    fn items(&self, column: usize, width: usize, shown: &[usize]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut next = 0;
        for &row in shown {
            if row > next {
                items.push(Item::More(row - next));
            }
            items.push(Item::Neuron(Box::new(match column.checked_sub(1) {
                None => self.input(row),
                Some(layer) => self.neuron(layer, row),
            })));
            next = row + 1;
        }
        if width > next {
            items.push(Item::More(width - next));
        }
        items
    }

    fn input(&self, input: usize) -> Neuron {
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

    fn neuron(&self, layer: usize, unit: usize) -> Neuron {
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

    fn target(&self, output: usize) -> Target {
        let subject = Subject::target(output, self.row);
        let name = self.name(&self.names.target_symbol(output));
        Target {
            subject,
            lit: self.is_lit(&name),
            name,
            value: self.figure(self.trainer.dataset().targets(self.row).get(output).copied(), &[subject]),
        }
    }

    fn loss(&self) -> LossFigure {
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

    fn edges(&self, shown: &[Vec<usize>]) -> Vec<Edge> {
        let count: usize = shown.windows(2).map(|pair| pair.iter().map(Vec::len).product::<usize>()).sum();
        let mut edges = Vec::with_capacity(count);
        for (column, pair) in shown.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            for (to, unit) in places(right) {
                for (from, input) in places(left) {
                    let weight = self.parameter(column, Some(input), unit, count <= NUMBERED);
                    edges.push(Edge { column, from, to, weight });
                }
            }
        }
        edges
    }

    fn parameter(&self, layer: usize, input: Option<usize>, unit: usize, numbered: bool) -> Parameter {
        let subject = |quantity| Subject::parameter(quantity, layer, input, unit, None);
        let numbers = [Quantity::Value, Quantity::Gradient, Quantity::Momentum].map(subject);
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
        }
    }

    fn computes(&self, subject: &Subject) -> bool {
        self.step.subject.is_some_and(|computed| same(&computed, subject))
    }

    fn reads(&self, subject: &Subject) -> bool {
        self.reads.iter().any(|read| same(read, subject))
    }

    /// A number and the part it plays, being any of the subjects.
    fn figure(&self, value: Option<f64>, subjects: &[Subject]) -> Figure {
        let role = match () {
            () if subjects.iter().any(|subject| self.computes(subject)) => Role::Computed,
            () if subjects.iter().any(|subject| self.reads(subject)) => Role::Read,
            () => Role::Done,
        };
        self.figure_as(value, role)
    }

    fn figure_as(&self, value: Option<f64>, role: Role) -> Figure {
        match value {
            Some(value) => Figure { number: Some(self.number(value)), role },
            None => Figure::default(),
        }
    }

    fn number(&self, value: f64) -> Number {
        let display = self.trainer.display();
        Number::new(number::plain(value, display), &number::plain(value, &short(display)))
    }

    /// As many digits as numbers have at the display settings.
    fn usual(&self) -> Number {
        let digits = self.trainer.display().digits;
        let of = |digits: usize| format!("\u{2212}0.{}", "8".repeat(digits));
        Number::new(of(digits), &of(short(self.trainer.display()).digits))
    }

    /// A symbol as a name with scripts. In a crowd the layer is left to the column.
    fn name(&self, symbol: &Piece) -> Name {
        let plain = plain::render(symbol);
        match symbol {
            Piece::Scripts { base, sub, sup } => {
                let script = |piece: &Option<Box<Piece>>| {
                    piece.as_ref().map(|piece| plain::render(piece)).unwrap_or_default()
                };
                let superscript = if self.is_dense && sub.is_some() { String::new() } else { script(sup) };
                Name { plain, base: plain::render(base), superscript, subscript: script(sub) }
            }
            _ => Name::plain(plain),
        }
    }

    fn is_lit(&self, name: &Name) -> bool {
        self.lit.contains(&name.plain)
    }
}

/// How many inputs there are, and how many neurons in each layer.
fn widths(trainer: &Trainer) -> Vec<usize> {
    let network = trainer.network();
    std::iter::once(network.inputs).chain(network.layers.iter().map(|layer| layer.units)).collect()
}

fn short(display: &Display) -> Display {
    Display { digits: display.digits.min(3), ..*display }
}

/// Whether both mean the same number. A parameter's gradient for one sample counts as its gradient.
fn same(one: &Subject, other: &Subject) -> bool {
    match one.kind {
        SubjectKind::Weight | SubjectKind::Bias => {
            Subject { sample: None, ..*one } == Subject { sample: None, ..*other }
        }
        _ => one == other,
    }
}

/// The row of a column that an operation is about.
fn focus(operation: &Option<Operation>, column: usize) -> Option<usize> {
    let operation = operation.as_ref()?;
    if matches!(operation.kind, Kind::Loss | Kind::BatchLoss) {
        return None;
    }
    if column == operation.layer + 1 {
        Some(operation.unit)
    } else if column == operation.layer {
        operation.input
    } else {
        None
    }
}

/// Which neurons of a column are shown: all of them, or the first ones, the last one, and the one in focus.
fn rows(count: usize, focus: Option<usize>) -> Vec<usize> {
    if count <= ROWS {
        return (0..count).collect();
    }
    let mut shown: Vec<usize> = (0..4).chain([count - 1]).chain(focus.filter(|&row| row < count)).collect();
    shown.sort_unstable();
    shown.dedup();
    // Where only one is left out, it takes no more room than the remark that it is.
    let gaps: Vec<usize> = shown
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] if after - before == 2 => Some(before + 1),
            _ => None,
        })
        .collect();
    shown.extend(gaps);
    shown.sort_unstable();
    shown
}

/// Neurons with the row of the picture's column each stands in: remarks take a row too.
fn places(shown: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let mut next = 0;
    let mut remarks = 0;
    shown.iter().enumerate().map(move |(place, &row)| {
        remarks += usize::from(row > next);
        next = row + 1;
        (place + remarks, row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_columns_show_the_neuron_in_focus() {
        assert_eq!(rows(8, Some(3)), [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(rows(784, None), [0, 1, 2, 3, 783]);
        assert_eq!(rows(784, Some(500)), [0, 1, 2, 3, 500, 783]);
        assert_eq!(rows(784, Some(5)), [0, 1, 2, 3, 4, 5, 783]);
        assert_eq!(rows(9, Some(6)), [0, 1, 2, 3, 6, 7, 8]);
        assert_eq!(
            places(&[0, 1, 2, 3, 500, 783]).map(|(place, _)| place).collect::<Vec<_>>(),
            [0, 1, 2, 3, 5, 7]
        );
    }
}
