//! The tables at the end: what the update did to the prediction, the loss and the parameters.

use super::choice::Choice;
use super::{Form, Line, Part, Table, words};
use crate::explain::Context;
use crate::explain::layout::{Fold, Layout, Mode};
use crate::forward;
use crate::values::Values;

/// Rows of a table at the most.
const MOST_ROWS: usize = 60;

pub(super) fn tables(context: &Context<'_>, choice: &Choice, form: Form) -> Vec<Table> {
    vec![outcome(context, choice, form), parameters(context, form)]
}

/// Prediction and loss with the old parameters and with the new ones.
fn outcome(context: &Context<'_>, choice: &Choice, form: Form) -> Table {
    let (update, names) = (context.update, context.names);
    let mut values = Values::default();
    let (samples, outputs) = (update.batch.rows.len(), update.before.outputs());
    let batch = (update.batch.inputs.as_slice(), update.batch.targets.as_slice());
    let loss = forward::mean_loss(&update.after, context.loss, batch, &mut values);
    let (before, after) = (update.values.activations.last(), values.activations.last());
    let last = update.before.last();
    let shown = (choice.samples as usize).min(samples) * outputs;
    let row = |k: usize| -> Option<Vec<Line>> {
        let (sample, unit) = (k / outputs.max(1), k % outputs.max(1));
        let mut name = vec![Part::Math(names.activation_symbol(last, unit))];
        if samples > 1 {
            let row = update.batch.rows.get(sample)?;
            name.push(Part::Text(format!(", sample {}", row + 1)));
        }
        let number = |values: Option<&Vec<f64>>| result(context, form, values?.get(k).copied());
        Some(vec![name, number(before)?, number(after)?])
    };
    let mut rows: Vec<Vec<Line>> = (0..shown.min(MOST_ROWS)).filter_map(row).collect();
    let cells = [Some(update.loss), Some(loss)].map(|loss| result(context, form, loss).unwrap_or_default());
    let [old, new] = cells;
    rows.push(vec![vec![Part::Math(names.loss_symbol(None))], old, new]);
    Table {
        caption: "Prediction and loss, with the weights before the update and after it".to_owned(),
        head: ["", "before", "after"].map(str::to_owned).to_vec(),
        rows,
        left_out: words::left_out(
            (samples * outputs).saturating_sub(shown.min(MOST_ROWS)) as u64,
            "prediction",
        ),
    }
}

/// Every parameter before the update, its gradient, and after it.
fn parameters(context: &Context<'_>, form: Form) -> Table {
    let update = context.update;
    let all = || {
        update.before.layers.iter().enumerate().flat_map(|(l, layer)| {
            let biases = layer.biases.len();
            (0..layer.units).flat_map(move |unit| {
                let bias = (unit < biases).then_some((l, None, unit));
                (0..layer.inputs).map(move |input| (l, Some(input), unit)).chain(bias)
            })
        })
    };
    let row = |(l, input, unit): (usize, Option<usize>, usize)| -> Option<Vec<Line>> {
        let (old, new) = (update.before.layers.get(l)?, update.after.layers.get(l)?);
        let (before, gradient, after) = match input {
            Some(input) => {
                let k = old.index(input, unit);
                (old.weights.get(k), update.weight_gradients.get(l)?.get(k), new.weights.get(k))
            }
            None => (old.biases.get(unit), update.bias_gradients.get(l)?.get(unit), new.biases.get(unit)),
        };
        Some(vec![
            vec![Part::Math(context.names.parameter_symbol(l, input, unit))],
            number(context, *before?),
            result(context, form, gradient.copied())?,
            result(context, form, after.copied())?,
        ])
    };
    Table {
        caption: "Weights and biases before the update, their gradients, and after it".to_owned(),
        head: ["", "before", "gradient", "after"].map(str::to_owned).to_vec(),
        rows: all().take(MOST_ROWS).filter_map(row).collect(),
        left_out: words::left_out(
            (update.before.parameters() as u64).saturating_sub(MOST_ROWS as u64),
            "parameter",
        ),
    }
}

/// What has to be found out: a blank on a worksheet.
fn result(context: &Context<'_>, form: Form, value: Option<f64>) -> Option<Line> {
    match form {
        Form::Worksheet => Some(vec![Part::Blank]),
        Form::Worked | Form::Answers => Some(number(context, value?)),
    }
}

fn number(context: &Context<'_>, value: f64) -> Line {
    let layout = Layout { mode: Mode::Numbers, display: context.display, fold: Fold::Row };
    vec![Part::Math(layout.number(value))]
}
