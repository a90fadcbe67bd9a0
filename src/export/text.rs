//! A trace as plain text: first what the NumPy program of each update prints, then the operations one by one.

use super::printed::{row, scalar, squeezed};
use super::{Closing, Entry, Section, Trace, Traced};
use crate::explain::{Display, Written, number};
use crate::network::{Bias, Network};
use crate::optimizer::Optimizer;
use crate::update::Update;

/// The whole trace.
///
/// ```
/// # use backprop_stepper::{export::{Trace, text}, lessons};
/// let trace = Trace::of(&lessons::find("article").unwrap().trainer(), 0, 1)?;
/// assert!(text::trace(&trace).starts_with("\
/// Input: [5 4]
/// Actual Output: 2
/// Learning Rate: 0.01
/// Predicted Output: 0.3947
/// Loss: 1.288494045"));
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn trace(trace: &Trace) -> String {
    let mut parts: Vec<String> = trace.updates.iter().map(|update| printed(update).join("\n")).collect();
    for update in &trace.updates {
        let title = format!("{}\n{}", update.start.title, "=".repeat(update.start.title.chars().count()));
        parts.push(format!("{title}\n\n{}", update.start.text));
        parts.extend(update.sections().map(|section| told(&section, section.title(), &trace.display)));
    }
    if let Some(closing) = trace.updates.last().and_then(|update| update.closing.as_ref()) {
        parts.extend(closing.sections().map(|section| {
            let title = format!("{} with the new weights", section.title());
            told(&section, &title, &trace.display)
        }));
    }
    parts.extend(trace.ended.clone());
    parts.join("\n\n") + "\n"
}

/// What the NumPy program of an update prints.
fn printed(update: &Traced) -> Vec<String> {
    let Update { batch, before, after, .. } = &update.values;
    let whole = |numbers: &[f64]| numbers.iter().all(|x| x.fract() == 0.0 && x.abs() < 9e15);
    let rate = update.optimizer.learning_rate();
    let mut lines = vec![
        format!("Input: {}", squeezed(&batch.inputs, before.inputs, whole(&batch.inputs))),
        format!("Actual Output: {}", squeezed(&batch.targets, before.outputs(), whole(&batch.targets))),
        format!("Learning Rate: {}", scalar(rate, !number::full(rate).contains(['.', 'e']))),
    ];
    lines.extend(predicted(&update.values));
    if is_plain(update.optimizer)
        && let (Some(layer), Some(gradients)) =
            (before.layers.first(), update.values.weight_gradients.first())
    {
        let steps: Vec<f64> = gradients.iter().map(|gradient| rate * gradient).collect();
        lines.push(squeezed(&steps, layer.units, false));
    }
    lines.extend(new_parameters(after));
    lines.extend(update.closing.iter().flat_map(|Closing { values, .. }| predicted(values)));
    lines
}

fn predicted(values: &Update) -> [String; 2] {
    let predictions = values.values.activations.last().map_or(&[][..], Vec::as_slice);
    [
        format!("Predicted Output: {}", squeezed(predictions, values.before.outputs(), false)),
        format!("Loss: {}", scalar(values.loss, false)),
    ]
}

fn new_parameters(network: &Network) -> Vec<String> {
    let mut lines = Vec::new();
    for (l, layer) in network.layers.iter().enumerate() {
        let n = l + 1;
        lines.push(format!("Updated WL{n}:\n {}", squeezed(&layer.weights, layer.units, false)));
        if layer.bias == Bias::Trained {
            lines.push(format!("Updated BL{n}:\n {}", row(&layer.biases, false)));
        }
    }
    lines
}

/// Whether a step is nothing but the learning rate times the gradient: the program prints it then.
fn is_plain(optimizer: Optimizer) -> bool {
    matches!(optimizer, Optimizer::Sgd { momentum, weight_decay, .. } if momentum == 0.0 && weight_decay == 0.0)
}

fn told(section: &Section<'_>, title: &str, display: &Display) -> String {
    let line = "-".repeat(title.chars().count());
    let entries: Vec<String> = section.entries.iter().map(|entry| operation(entry, display)).collect();
    format!("{title}\n{line}\n{}", entries.join("\n"))
}

fn operation(entry: &Entry, display: &Display) -> String {
    let Written { symbols, numbers, result } = entry.explanation.formula.plain(display);
    let (number, title) = (entry.step.operation, &entry.explanation.title);
    // What is a single number already is the result.
    let numbers = if numbers == result { String::new() } else { format!("\n     = {numbers}") };
    format!("{number:>3}. {title}\n     {symbols}{numbers}\n     = {result}")
}
