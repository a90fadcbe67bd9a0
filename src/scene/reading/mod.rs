//! From a trainer to a picture: every number comes out of it, every name and every text out of the explanation.

mod graph;
mod maps;
mod neurons;
mod parameters;

use super::frame::ROOMY;
use super::picture::{Column, Figure, Flow, Item, Name, Number, Picture, Role};
use crate::explain::piece::Piece;
use crate::explain::{self, Display, Names, number, plain};
use crate::operation::{Kind, Phase};
use crate::step::{Step, Subject, SubjectKind};
use crate::trainer::Trainer;

/// Up to so many neurons in a layer, and so many layers, are drawn as neurons and lines.
const UNITS: usize = 16;
const LAYERS: usize = 6;

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
    /// Whether the network is drawn as matrices.
    is_large: bool,
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
            is_large: is_large(&widths(trainer)),
        }
    }

    fn picture(&self) -> Picture {
        let network = self.trainer.network();
        let widths = widths(self.trainer);
        let operation = self.trainer.operation();
        // A network too large for neurons and lines is drawn as matrices.
        let drawn = if self.is_large { &[][..] } else { &widths };
        let neuron = |(column, row)| Item::Neuron(Box::new(self.item(column, row)));
        let columns = drawn
            .iter()
            .enumerate()
            .map(|(column, &width)| Column { items: (0..width).map(|row| neuron((column, row))).collect() });
        let several = self.trainer.plan().samples() > 1;
        Picture {
            columns: columns.collect(),
            edges: self.edges(drawn),
            maps: self.is_large.then(|| self.maps()),
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
            // Softmax reads sums of its layer whose own turn comes later.
            None if role == Role::Read => Figure { number: None, role },
            None => Figure::default(),
        }
    }

    fn number(&self, value: f64) -> Number {
        let display = self.trainer.display();
        let least = display.significant(1);
        Number::new(
            number::plain(value, display),
            &number::plain(value, &short(display)),
            &number::plain(value, &least),
        )
    }

    /// As many digits as numbers have at the display settings.
    fn usual(&self) -> Number {
        let digits = self.trainer.display().digits;
        let of = |digits: usize| format!("\u{2212}0.{}", "8".repeat(digits));
        Number::new(of(digits), &of(short(self.trainer.display()).digits), &of(1))
    }

    /// A symbol as a name with scripts. In a crowd the layer is left to the column; beside matrices names stand in
    /// lines.
    fn name(&self, symbol: &Piece) -> Name {
        let plain = plain::render(symbol);
        match symbol {
            Piece::Scripts { base, sub, sup } if !self.is_large => {
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

/// Whether a network is drawn as matrices.
fn is_large(widths: &[usize]) -> bool {
    widths.len() > LAYERS + 1 || widths.iter().any(|&width| width > UNITS)
}

fn short(display: &Display) -> Display {
    display.significant(display.digits.min(3))
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
