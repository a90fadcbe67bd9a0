//! What is given: the network, its data, its parameters.

use super::choice::Choice;
use super::{Fact, Line, Part, words};
use crate::explain::Context;
use crate::explain::layout::{Fold, Layout, Mode};
use crate::explain::piece::{Piece, Sign};

/// Numbers of one layer, or of one sample, at the most.
const MOST_NUMBERS: usize = 48;

/// Samples at the most.
const MOST_SAMPLES: usize = 12;

pub(super) fn facts(context: &Context<'_>, choice: &Choice) -> Vec<Fact> {
    let mut facts = vec![fact("Network", vec![Part::Text(network(context))])];
    facts.push(fact("Loss", vec![Part::Text(context.loss.title().to_owned())]));
    facts.push(fact("Optimizer", optimizer(context)));
    facts.extend(data(context, choice));
    facts.extend(parameters(context));
    facts
}

fn fact(name: &str, value: Line) -> Fact {
    Fact { name: name.to_owned(), value }
}

/// `2 inputs. Hidden layer: 2 neurons, … Output layer: …`; layers alike are said together.
fn network(context: &Context<'_>) -> String {
    let network = &context.update.before;
    let layers = network.layers.len();
    let inputs =
        if network.inputs == 1 { "1 input".to_owned() } else { format!("{} inputs", network.inputs) };
    let mut said = vec![inputs];
    let mut first = 0;
    while first < layers {
        let summary = words::layer_summary(network, first);
        let alike = (first + 1..layers)
            .take_while(|l| l + 1 < layers && words::layer_summary(network, *l) == summary)
            .count();
        let last = first + alike;
        said.push(if alike == 0 {
            format!("{}: {summary}", words::layer(first, layers).to_lowercase())
        } else {
            format!("layers {} to {}: {summary} each", first + 1, last + 1)
        });
        first = last + 1;
    }
    said.join("; ")
}

fn optimizer(context: &Context<'_>) -> Line {
    let mut line = vec![Part::Text(words::optimizer_title(context.optimizer))];
    for (subject, value) in words::settings(context.optimizer) {
        line.push(Part::Text(", ".to_owned()));
        line.push(equals(context, context.names.symbol(&subject), value));
    }
    line
}

/// The samples of the batch that are on the sheet.
fn data(context: &Context<'_>, choice: &Choice) -> Vec<Fact> {
    let (batch, names) = (&context.update.batch, context.names);
    let (inputs, outputs) = (context.update.before.inputs, context.update.before.outputs());
    let several = batch.rows.len() > 1;
    let shown = (choice.samples as usize).min(MOST_SAMPLES);
    let mut facts = Vec::new();
    for (s, row) in batch.rows.iter().enumerate().take(shown) {
        let input = |i: usize| Some((names.input_symbol(i), *batch.inputs.get(s * inputs + i)?));
        let target = |k: usize| Some((names.target_symbol(k), *batch.targets.get(s * outputs + k)?));
        let mut line = numbers(context, inputs, "input", input);
        line.push(Part::Text("; target ".to_owned()));
        line.extend(numbers(context, outputs, "target", target));
        facts.push(fact(&if several { format!("Sample {}", row + 1) } else { "Sample".to_owned() }, line));
    }
    facts
}

/// Weights and biases before the update, layer by layer.
fn parameters(context: &Context<'_>) -> Vec<Fact> {
    let (network, names) = (&context.update.before, context.names);
    let layers = network.layers.iter().enumerate().map(|(l, layer)| {
        let weight = |k: usize| {
            // Neuron by neuron, as the article counts them.
            let (unit, input) = (k / layer.inputs.max(1), k % layer.inputs.max(1));
            let value = layer.weights.get(layer.index(input, unit))?;
            Some((names.weight_symbol(l, input, unit), *value))
        };
        let bias = |unit: usize| Some((names.bias_symbol(l, unit), *layer.biases.get(unit)?));
        let mut line = numbers(context, layer.weights.len(), "weight", weight);
        if !layer.biases.is_empty() {
            line.push(Part::Text("; ".to_owned()));
            line.extend(numbers(context, layer.biases.len(), "bias", bias));
        }
        let place = words::layer(l, network.layers.len()).to_lowercase();
        fact(&format!("Before, {place}"), line)
    });
    layers.collect()
}

/// `i₁ = 5, i₂ = 4`, or the first of very many.
fn numbers(
    context: &Context<'_>,
    count: usize,
    what: &str,
    of: impl Fn(usize) -> Option<(Piece, f64)>,
) -> Line {
    let mut line = Vec::new();
    for (symbol, value) in (0..count.min(MOST_NUMBERS)).filter_map(&of) {
        if !line.is_empty() {
            line.push(Part::Text(", ".to_owned()));
        }
        line.push(equals(context, symbol, value));
    }
    let more = count.saturating_sub(MOST_NUMBERS);
    if more > 0 {
        let many = match (what, more) {
            (what, 1) => what.to_owned(),
            ("bias", _) => "biases".to_owned(),
            (what, _) => format!("{what}s"),
        };
        line.push(Part::Text(format!(" and {more} more {many}")));
    }
    line
}

fn equals(context: &Context<'_>, symbol: Piece, value: f64) -> Part {
    let layout = Layout { mode: Mode::Numbers, display: context.display, fold: Fold::Row };
    Part::Math(Piece::Row(vec![symbol, Piece::Sign(Sign::Equals), layout.number(value)]))
}
