//! What a line of a program gives, with the numbers of a run at its position.

use super::statement::Statement;
use super::variable::Variable;
use crate::activation::Activation;
use crate::explain::matrix::Shown as Part;
use crate::explain::number::Shown;
use crate::explain::reading::{When, reading};
use crate::operation::{Kind, Operation};
use crate::step::{Quantity, Subject};
use crate::trainer::Trainer;

/// So many rows and columns of a matrix are written, with the number among them that is computed at the moment.
const ROWS: usize = 4;
const COLUMNS: usize = 6;

/// The value of what a statement computes, as text: `loss = 1.28849`, a name, a shape and rows for a matrix; in the order
/// of the batch, where the rows are samples. What is not computed yet is said to be so, or is a dash among other numbers.
pub fn value(trainer: &Trainer, statement: Statement) -> String {
    let function = |l: usize| trainer.network().layers.get(l).map(|layer| layer.activation);
    let variable = match statement {
        // Without a function the sums are the values, and have their name.
        Statement::PreActivations(l) if function(l) == Some(Activation::Identity) => Variable::Values(l),
        _ => moment(trainer, statement).unwrap_or_else(|| statement.variable(trainer.network().layers.len())),
    };
    let name = variable.name(trainer.network().layers.len());
    let when = match statement {
        Statement::Given(_) => When::Before,
        _ => When::After,
    };
    let cell = |row, column| {
        let number = cell(trainer, variable, when, row, column);
        number.map_or(Shown::NotComputed, |number| Shown::new(number, trainer.display()))
    };
    let Some([rows, columns]) = shape(trainer, variable) else {
        return match cell(0, 0) {
            Shown::NotComputed => format!("{name}: {}", missing(trainer, variable)),
            shown => format!("{name} = {}", shown.plain()),
        };
    };
    let [row, column] = trainer.operation().map_or([0, 0], |operation| place(variable, &operation));
    let (down, across) = (Part::page(rows, ROWS, row), Part::page(columns, COLUMNS, column));
    let shown: Vec<Vec<Shown>> = (down.first..down.first + down.count)
        .map(|i| (across.first..across.first + across.count).map(|j| cell(i, j)).collect())
        .collect();
    let head = format!("{name}, {rows} × {columns}");
    if shown.iter().flatten().all(|number| *number == Shown::NotComputed) {
        return format!("{head}: {}", missing(trainer, variable));
    }
    written(&head, &shown, down, across)
}

/// What the optimizer keeps, where that is what a step's line gives at the moment.
fn moment(trainer: &Trainer, statement: Statement) -> Option<Variable> {
    let operation = trainer.operation().filter(|operation| operation.kind == Kind::OptimizerState)?;
    let &moment = trainer.optimizer().moments().get(operation.state)?;
    match statement {
        Statement::NewWeights(l) if l == operation.layer && operation.input.is_some() => {
            Some(Variable::OfWeights(moment, l))
        }
        Statement::NewBiases(l) if l == operation.layer && operation.input.is_none() => {
            Some(Variable::OfBiases(moment, l))
        }
        _ => None,
    }
}

/// That a variable has no value yet, and why, where parts of it are there.
fn missing(trainer: &Trainer, variable: Variable) -> String {
    let samples = trainer.batch_rows().len();
    match variable {
        Variable::Loss | Variable::WeightGradients(_) | Variable::BiasGradients(_) if samples > 1 => {
            format!("not computed yet\n(the mean of {samples} samples)")
        }
        _ => "not computed yet".to_owned(),
    }
}

/// The rows of a matrix below its name, points below points, with how many rows and columns are left out.
fn written(head: &str, shown: &[Vec<Shown>], down: Part, across: Part) -> String {
    // What stands before the point, and the rest.
    let cells: Vec<Vec<(String, String)>> = shown
        .iter()
        .map(|row| {
            row.iter().map(Shown::plain).map(|text| {
                let (whole, rest) = text.split_at(text.find(['.', ' ']).unwrap_or(text.len()));
                (whole.to_owned(), rest.to_owned())
            })
        })
        .map(Iterator::collect)
        .collect();
    let length = |text: &str| text.chars().count();
    let widest = |column: usize, of: fn(&(String, String)) -> &String| {
        cells.iter().filter_map(|row| row.get(column)).map(|cell| length(of(cell))).max().unwrap_or(0)
    };
    let widths: Vec<[usize; 2]> = (0..shown.first().map_or(0, Vec::len))
        .map(|column| [widest(column, |cell| &cell.0), widest(column, |cell| &cell.1)])
        .collect();
    let mut first = head.to_owned();
    for (what, part) in [("rows", down), ("columns", across)] {
        if part.count < part.of {
            first += &format!(", {what} {} to {}", part.first + 1, part.first + part.count);
        }
    }
    let mut lines = vec![first];
    for row in &cells {
        let numbers = row.iter().zip(&widths).map(|((whole, rest), [before, after])| {
            let space = |width: &usize, text: &str| " ".repeat(width - length(text));
            format!("{}{whole}{rest}{}", space(before, whole), space(after, rest))
        });
        let mut line = numbers.collect::<Vec<_>>().join("  ");
        line.truncate(line.trim_end().len());
        lines.push(line);
    }
    lines.join("\n")
}

/// Rows and columns; `None` for a single number.
fn shape(trainer: &Trainer, variable: Variable) -> Option<[usize; 2]> {
    let network = trainer.network();
    let layer = |l: usize| network.layers.get(l);
    let batch = trainer.batch_rows().len();
    let all = trainer.dataset().train_rows().len();
    match variable {
        Variable::Inputs => Some([batch, network.inputs]),
        Variable::Targets => Some([batch, network.outputs()]),
        Variable::AllInputs => Some([all, network.inputs]),
        Variable::AllTargets => Some([all, network.outputs()]),
        Variable::PreActivations(l) | Variable::Values(l) | Variable::Errors(l) => {
            Some([batch, layer(l)?.units])
        }
        Variable::Weights(l)
        | Variable::Free(l)
        | Variable::WeightGradients(l)
        | Variable::OfWeights(_, l) => Some([layer(l)?.inputs, layer(l)?.units]),
        Variable::Biases(l) | Variable::BiasGradients(l) | Variable::OfBiases(_, l) => {
            Some([1, layer(l)?.units])
        }
        Variable::Loss | Variable::LearningRate | Variable::Setting(_) | Variable::Update => None,
    }
}

/// One number of a variable.
fn cell(trainer: &Trainer, variable: Variable, when: When, row: usize, column: usize) -> Option<f64> {
    let sample = || trainer.batch_rows().get(row).copied();
    let of_all = || trainer.dataset().train_rows().get(row).copied();
    let neuron = |quantity, l| Some(Subject::neuron(quantity, l, column, sample()?));
    let weight = |quantity, l| Some(Subject::weight(quantity, l, row, column, None));
    let bias = |quantity, l| Some(Subject::bias(quantity, l, column, None));
    let subject = match variable {
        Variable::Inputs => Subject::input(column, sample()?),
        Variable::Targets => Subject::target(column, sample()?),
        Variable::AllInputs => Subject::input(column, of_all()?),
        Variable::AllTargets => Subject::target(column, of_all()?),
        Variable::Weights(l) => weight(Quantity::Value, l)?,
        Variable::Biases(l) => bias(Quantity::Value, l)?,
        Variable::Free(l) => {
            let layer = trainer.network().layers.get(l)?;
            return Some(if layer.is_frozen(layer.index(row, column)) { 0.0 } else { 1.0 });
        }
        Variable::PreActivations(l) => neuron(Quantity::PreActivation, l)?,
        Variable::Values(l) => neuron(Quantity::Activation, l)?,
        Variable::Errors(l) => neuron(Quantity::Delta, l)?,
        Variable::WeightGradients(l) => weight(Quantity::Gradient, l)?,
        Variable::BiasGradients(l) => bias(Quantity::Gradient, l)?,
        Variable::OfWeights(moment, l) => weight(moment.into(), l)?,
        Variable::OfBiases(moment, l) => bias(moment.into(), l)?,
        Variable::Loss => Subject::loss(None),
        Variable::LearningRate => Subject::learning_rate(),
        Variable::Setting(name) => Subject::setting(name),
        Variable::Update => Subject::setting(Subject::UPDATE),
    };
    reading(trainer, &subject, when)
}

/// The row and column of a variable that an operation is about; 0 where it is about something else.
fn place(variable: Variable, operation: &Operation) -> [usize; 2] {
    let Operation { layer, sample, unit, input, .. } = *operation;
    match variable {
        Variable::PreActivations(l) | Variable::Values(l) | Variable::Errors(l) if l == layer => {
            [sample, unit]
        }
        Variable::Weights(l)
        | Variable::Free(l)
        | Variable::WeightGradients(l)
        | Variable::OfWeights(_, l)
            if l == layer =>
        {
            [input.unwrap_or(0), unit]
        }
        Variable::Biases(l) | Variable::BiasGradients(l) | Variable::OfBiases(_, l) if l == layer => {
            [0, unit]
        }
        Variable::Inputs | Variable::Targets if operation.kind.is_of_one_sample() => [sample, 0],
        _ => [0, 0],
    }
}
