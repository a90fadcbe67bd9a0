//! The loss of the training data over one or two parameters, all others as they stand.

mod evaluate;
mod words;

use crate::error::{Error, Result};
use crate::explain::{self, Display};
use crate::grid::{Grid, Span};
use crate::trainer::{Parameter, Passed, Trainer};

/// How much of the way there is beside it, on each side.
const MARGIN: f64 = 0.3;

/// The loss over one or two parameters at one moment of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// What the parameters are called, one or two.
    pub names: Vec<String>,
    /// The values of the first one that the picture covers.
    pub across: Span,
    /// Those of the second one; `None` where there is only one.
    pub up: Option<Span>,
    /// Nodes along the first parameter.
    pub columns: usize,
    /// The loss at every node, row-major, the lowest row first.
    pub losses: Vec<f64>,
    /// Where the parameters were; the last entry is where they are now.
    pub path: Vec<Passed>,
    /// The loss where they are now.
    pub loss: f64,
    /// Where this update goes from and to, as far as its gradients are known.
    pub step: Option<(Vec<f64>, Vec<f64>)>,
    /// How many samples the loss is the mean of, and how many there are.
    pub samples: (usize, usize),
    display: Display,
}

impl Slice {
    /// The loss over `first` and, where it is given, `second`.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such parameter, or both are the same.
    pub fn of(trainer: &Trainer, first: Parameter, second: Option<Parameter>) -> Result<Slice> {
        if second == Some(first) {
            return Err(Error::range("second", "expected another parameter than the first one"));
        }
        let parameters: Vec<Parameter> = std::iter::once(first).chain(second).collect();
        let path = trainer.path(&parameters)?;
        let step = step(trainer, &parameters);
        let whole = trainer.whole_path(&parameters)?;
        let span = |place: usize| {
            let passed = whole.iter().chain(&path).map(|passed| &passed.values);
            let ends = step.iter().flat_map(|(from, to)| [from, to]);
            covering(passed.chain(ends).filter_map(|values| values.get(place)).copied())
        };
        let (across, up) = (span(0), second.map(|_| span(1)));
        let names = explain::names(trainer);
        let name = |at: &Parameter| match at.input {
            Some(input) => names.weight(at.layer, input, at.unit),
            None => names.bias(at.layer, at.unit),
        };
        let (columns, losses, loss, samples) = evaluate::over(trainer, &parameters, across, up);
        Ok(Slice {
            names: parameters.iter().map(name).collect(),
            across,
            up,
            columns,
            losses,
            path,
            loss,
            step,
            samples,
            display: *trainer.display(),
        })
    }

    /// The losses as a grid; `None` where there is only one parameter.
    pub fn grid(&self) -> Option<Grid> {
        let up = self.up?;
        Some(Grid { across: self.across, up, columns: self.columns, values: self.losses.clone() })
    }

    /// The values of the parameters now.
    pub fn now(&self) -> &[f64] {
        self.path.last().map_or(&[], |passed| &passed.values)
    }
}

/// The values that a picture of a way covers: with a margin, at least half as wide as the values are large, and
/// ending at round numbers, so that it stays the same for many steps.
fn covering(values: impl Iterator<Item = f64>) -> Span {
    let own = Span::of(values).unwrap_or(Span { least: 0.0, most: 0.0 });
    let least = own.middle().abs().max(1.0) / 4.0;
    let span = Span::around(own.middle(), least.max(own.width() * (0.5 + MARGIN)));
    let unit = libm::exp2(libm::log2(span.width()).floor() - 3.0);
    Span { least: (span.least / unit).floor() * unit, most: (span.most / unit).ceil() * unit }
}

/// Where the parameters were before the current update and where it takes them, once their gradients are known.
fn step(trainer: &Trainer, parameters: &[Parameter]) -> Option<(Vec<f64>, Vec<f64>)> {
    let after = &trainer.current()?.after;
    let mut step = (Vec::new(), Vec::new());
    for at in parameters {
        trainer.gradient(at.layer, at.input, at.unit)?;
        step.0.push(trainer.parameter_before(at.layer, at.input, at.unit)?);
        let layer = after.layers.get(at.layer)?;
        step.1.push(match at.input {
            Some(input) => layer.weights.get(layer.index(input, at.unit)).copied()?,
            None => layer.biases.get(at.unit).copied()?,
        });
    }
    Some(step)
}
