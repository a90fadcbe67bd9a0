//! What things are called in sentences.

use crate::explain::{Context, Naming, number};
use crate::operation::Operation;

pub(crate) fn neuron(context: &Context<'_>, layer: usize, unit: usize) -> String {
    let names = context.names;
    match names.naming() {
        Naming::Article if names.is_last(layer) && names.outputs() == 1 => "the prediction".to_owned(),
        Naming::Article => names.neuron(layer, unit),
        Naming::Index if names.is_last(layer) => format!("output {}", unit + 1),
        Naming::Index => format!("neuron {} in layer {}", unit + 1, layer + 1),
    }
}

/// What enters a layer.
pub(crate) fn carried(context: &Context<'_>, layer: usize, input: usize) -> String {
    match (context.names.naming(), layer.checked_sub(1)) {
        (Naming::Article, None) => context.names.input(input),
        (Naming::Index, None) => format!("input {}", input + 1),
        (_, Some(before)) => neuron(context, before, input),
    }
}

pub(crate) fn parameter(context: &Context<'_>, layer: usize, input: Option<usize>, unit: usize) -> String {
    match (context.names.naming(), input) {
        (Naming::Article, Some(input)) => context.names.weight(layer, input, unit),
        (Naming::Article, None) => context.names.bias(layer, unit),
        (Naming::Index, Some(input)) => {
            format!("the weight from {} to {}", carried(context, layer, input), neuron(context, layer, unit))
        }
        (Naming::Index, None) => format!("the bias of {}", neuron(context, layer, unit)),
    }
}

/// The value of a neuron: the article's names stand for it by themselves.
pub(super) fn value_of(context: &Context<'_>, neuron: String) -> String {
    match context.names.naming() {
        Naming::Article => neuron,
        Naming::Index => format!("the activation of {neuron}"),
    }
}

/// The sentence, with the sample named where the batch has several and it belongs to one.
pub(super) fn said(context: &Context<'_>, operation: &Operation, sentence: &str) -> String {
    if operation.kind.is_of_one_sample() && context.several() {
        format!("For sample {}, {sentence}", context.row(operation.sample) + 1)
    } else {
        capitalised(sentence)
    }
}

/// With a capital letter, unless it begins with a name such as `h1`, which is written as it is.
pub(crate) fn capitalised(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or("");
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if first.chars().all(char::is_alphabetic) => {
            letter.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

pub(super) fn show(context: &Context<'_>, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| number::plain(value, context.display))
}
