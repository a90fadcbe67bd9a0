//! One sentence and a title for every operation, made to be read aloud.

use super::rules::backward::unfolds;
use super::rules::loss::Differences;
use super::rules::update::is_frozen;
use super::rules::{activation, loss, optimizer};
use super::{Context, Naming, number};
use crate::activation::Activation;
use crate::network::Bias;
use crate::operation::{Kind, Operation, Plan};

/// A sentence names at most so many terms of a sum.
const MOST_TERMS: usize = 4;

/// The title of an operation: `Gradient of w6`.
pub fn title(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, input, sample, .. } = *operation;
    let neuron = || neuron(context, layer, unit);
    let parameter = || match input {
        Some(input) => context.names.weight(layer, input, unit),
        None => context.names.bias(layer, unit),
    };
    match operation.kind {
        Kind::WeightedSum if context.names.is_identity(layer) => match context.names.naming() {
            Naming::Article if !context.names.is_last(layer) => format!("Hidden neuron {}", neuron()),
            _ => capitalised(neuron().trim_start_matches("the ")),
        },
        Kind::WeightedSum => format!("Weighted sum of {}", neuron()),
        Kind::Activation => format!("Activation of {}", neuron()),
        Kind::Loss if context.several() => format!("Loss of sample {}", context.row(sample) + 1),
        Kind::Loss => "Loss".to_owned(),
        Kind::BatchLoss => "Loss of the batch".to_owned(),
        Kind::OutputError | Kind::HiddenError => format!("Error of {}", neuron()),
        Kind::WeightGradient | Kind::BiasGradient if context.several() => {
            format!("Gradient of {}, sample {}", parameter(), context.row(sample) + 1)
        }
        Kind::WeightGradient | Kind::BiasGradient => format!("Gradient of {}", parameter()),
        Kind::BatchGradient => format!("Gradient of {} over the batch", parameter()),
        Kind::OptimizerState => format!("State of {}", parameter()),
        Kind::WeightUpdate | Kind::BiasUpdate => format!("New {}", parameter()),
    }
}

/// The sentence of an operation, with its result.
pub fn sentence(context: &Context<'_>, operation: &Operation, result: f64) -> String {
    let Operation { kind, layer, unit, input, sample, .. } = *operation;
    let result = show(context, Some(result));
    let neuron = || neuron(context, layer, unit);
    let parameter = || parameter(context, layer, input, unit);
    let (what, rule) = match kind {
        Kind::WeightedSum if context.names.is_identity(layer) => {
            (value_of(context, neuron()), weighted_sum(context, operation))
        }
        Kind::WeightedSum => (format!("the weighted sum of {}", neuron()), weighted_sum(context, operation)),
        Kind::Activation => (value_of(context, neuron()), activated(context, operation)),
        Kind::Loss => ("the loss".to_owned(), loss_of_sample(context, sample)),
        Kind::BatchLoss => ("the loss of the batch".to_owned(), batch_loss(context)),
        Kind::OutputError if context.names.has_delta() => {
            (format!("Δ, the error of {},", neuron()), output_error(context, operation))
        }
        Kind::OutputError => (format!("the error of {}", neuron()), output_error(context, operation)),
        Kind::HiddenError => (format!("the error of {}", neuron()), hidden_error(context, operation)),
        Kind::WeightGradient => {
            (format!("the gradient of {}", parameter()), weight_gradient(context, operation))
        }
        Kind::BiasGradient => {
            let what = format!("the gradient of {}", parameter());
            return said(context, operation, &format!("{what} is the error of {}, {result}.", neuron()));
        }
        Kind::BatchGradient => {
            (format!("the gradient of {}", parameter()), batch_gradient(context, operation))
        }
        Kind::WeightUpdate | Kind::BiasUpdate if is_frozen(context, operation) => {
            return capitalised(&format!("{} is frozen, so it stays {result}.", parameter()));
        }
        Kind::WeightUpdate | Kind::BiasUpdate => {
            let what = match context.names.naming() {
                Naming::Article => format!("the new {}", parameter()),
                Naming::Index => format!("the new value of {}", parameter()),
            };
            (what, updated(context, operation))
        }
        Kind::OptimizerState => (format!("the state of {}", parameter()), "kept".to_owned()),
    };
    said(context, operation, &format!("{what} is {rule}, which gives {result}."))
}

/// The title of the start of an update, after `updates` completed ones.
pub fn start_title(updates: u64) -> String {
    format!("Start of update {}", updates + 1)
}

/// The sentence of the start of an update: which rows of the data set it uses, and how long it is.
pub fn start_sentence(updates: u64, plan: &Plan, rows: &[usize]) -> String {
    let consecutive = rows.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    let samples = match rows {
        [] => "no sample".to_owned(),
        [row] => format!("sample {}", row + 1),
        [first, second] => format!("samples {} and {}", first + 1, second + 1),
        [first, .., last] if consecutive => format!("samples {} to {}", first + 1, last + 1),
        rows if rows.len() <= 2 * MOST_TERMS => {
            let rows: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
            format!("samples {}", listed(&rows))
        }
        rows => format!("{} samples", rows.len()),
    };
    format!(
        "Update {} uses {samples} of the data set and takes {} steps: forward pass, loss, backward pass, new parameters.",
        updates + 1,
        plan.operations()
    )
}

/// `a, b and c`
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

// ---- rules in words ---------------------------------------------------------------------------------------------

fn weighted_sum(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let width = context.width(layer);
    let mut said = if width <= MOST_TERMS {
        let terms = (0..width).map(|input| {
            let entering = show(context, context.entering(layer, input, sample).value);
            let weight = show(context, context.parameter(layer, Some(input), unit).value);
            format!("{entering} times {weight}")
        });
        terms.collect::<Vec<_>>().join(" plus ")
    } else {
        let what = if layer == 0 { "inputs" } else { "activations" };
        format!("the sum of {width} {what}, each times its weight,")
    };
    if context.layer(layer).is_some_and(|layer| layer.bias != Bias::Absent) {
        let bias = show(context, context.parameter(layer, None, unit).value);
        said = format!("{said} plus the bias {bias}");
    }
    said.trim_end_matches(',').to_owned()
}

fn activated(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let z = show(context, context.pre_activation(layer, unit, sample).value);
    activation::spoken(context.layer(layer).map_or(Activation::Identity, |layer| layer.activation), &z)
}

fn loss_of_sample(context: &Context<'_>, sample: usize) -> String {
    let last = context.update.before.last();
    let outputs = context.units(last);
    if outputs > MOST_TERMS {
        return loss::spoken(context.loss, &Differences::Many(outputs));
    }
    let differences = (0..outputs).map(|unit| {
        let p = show(context, context.activation(last, unit, sample).value);
        let y = show(context, context.target(unit, sample).value);
        format!("{p} minus {y}")
    });
    loss::spoken(context.loss, &Differences::Few(differences.collect()))
}

fn batch_loss(context: &Context<'_>) -> String {
    let samples = context.update.batch.rows.len();
    mean(context, samples, "the losses of its", |sample| context.sample_loss(sample).value)
}

fn output_error(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let p = show(context, context.activation(layer, unit, sample).value);
    let y = show(context, context.target(unit, sample).value);
    let outer = loss::spoken_slope(context.loss, &p, &y, context.units(layer));
    match slope(context, operation) {
        Some(slope) => format!("{outer}, times {slope}"),
        None => outer,
    }
}

fn hidden_error(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let (next, units) = (layer + 1, context.units(layer + 1));
    let arriving = if units <= MOST_TERMS {
        let terms = (0..units).map(|k| {
            let delta = show(context, context.delta(next, k, sample).value);
            let weight = show(context, context.backward_weight(next, unit, k).value);
            format!("{delta} times {weight}")
        });
        terms.collect::<Vec<_>>().join(" plus ")
    } else {
        format!("the sum of the errors of the {units} neurons it feeds, each times the weight between them")
    };
    match slope(context, operation) {
        Some(slope) if units > 1 => format!("{arriving}, all of it times {slope}"),
        Some(slope) => format!("{arriving}, times {slope}"),
        None => arriving,
    }
}

/// `the slope of the sigmoid, 0.24`; `None` where there is no activation function.
fn slope(context: &Context<'_>, operation: &Operation) -> Option<String> {
    let Operation { layer, unit, sample, .. } = *operation;
    let function = context.layer(layer)?.activation;
    if function == Activation::Identity {
        return None;
    }
    let z = context.pre_activation(layer, unit, sample).value?;
    let a = context.activation(layer, unit, sample).value?;
    let slope = show(context, Some(function.slope(z, a)));
    Some(format!("the slope of {}, {slope}", activation::name(function)))
}

fn weight_gradient(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, sample, .. } = *operation;
    let input = operation.input.unwrap_or(0);
    let entering = show(context, context.entering(layer, input, sample).value);
    if unfolds(context, layer) {
        let delta = show(context, context.delta(layer + 1, 0, sample).value);
        let weight = show(context, context.backward_weight(layer + 1, unit, 0).value);
        let (to, from) = (context.names.weight(layer + 1, unit, 0), carried(context, layer, input));
        return format!("the error {delta}, times {weight} for {to}, times {entering} for {from}");
    }
    let delta = show(context, context.delta(layer, unit, sample).value);
    format!("the error {delta} times {entering}, the value it carries")
}

fn batch_gradient(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, input, .. } = *operation;
    let samples = context.update.batch.rows.len();
    let of = |sample| context.sample_gradient(layer, input, unit, sample).value;
    mean(context, samples, "its gradients for the", of)
}

fn updated(context: &Context<'_>, operation: &Operation) -> String {
    let Operation { layer, unit, input, .. } = *operation;
    let old = show(context, context.parameter(layer, input, unit).value);
    let gradient = show(context, context.gradient(layer, input, unit).value);
    let rate = show(context, context.learning_rate().value);
    optimizer::spoken(context.optimizer, &old, &gradient, &rate)
}

/// `the mean of 0.1 and 0.2`, or of very many.
fn mean(context: &Context<'_>, samples: usize, many: &str, of: impl Fn(usize) -> Option<f64>) -> String {
    if samples > MOST_TERMS {
        return format!("the mean of {many} {samples} samples");
    }
    let values: Vec<String> = (0..samples).map(|sample| show(context, of(sample))).collect();
    format!("the mean of {}", listed(&values))
}

// ---- names in sentences -----------------------------------------------------------------------------------------

fn neuron(context: &Context<'_>, layer: usize, unit: usize) -> String {
    let names = context.names;
    match names.naming() {
        Naming::Article if names.is_last(layer) && names.outputs() == 1 => "the prediction".to_owned(),
        Naming::Article => names.neuron(layer, unit),
        Naming::Index if names.is_last(layer) => format!("output {}", unit + 1),
        Naming::Index => format!("neuron {} in layer {}", unit + 1, layer + 1),
    }
}

/// What enters a layer.
fn carried(context: &Context<'_>, layer: usize, input: usize) -> String {
    match (context.names.naming(), layer.checked_sub(1)) {
        (Naming::Article, None) => context.names.input(input),
        (Naming::Index, None) => format!("input {}", input + 1),
        (_, Some(before)) => neuron(context, before, input),
    }
}

fn parameter(context: &Context<'_>, layer: usize, input: Option<usize>, unit: usize) -> String {
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
fn value_of(context: &Context<'_>, neuron: String) -> String {
    match context.names.naming() {
        Naming::Article => neuron,
        Naming::Index => format!("the activation of {neuron}"),
    }
}

/// The sentence, with the sample named where the batch has several and it belongs to one.
fn said(context: &Context<'_>, operation: &Operation, sentence: &str) -> String {
    if operation.kind.is_of_one_sample() && context.several() {
        format!("For sample {}, {sentence}", context.row(operation.sample) + 1)
    } else {
        capitalised(sentence)
    }
}

/// With a capital letter, unless it begins with a name such as `h1`, which is written as it is.
fn capitalised(text: &str) -> String {
    let first = text.split(' ').next().unwrap_or("");
    let mut letters = text.chars();
    match letters.next() {
        Some(letter) if first.chars().all(char::is_alphabetic) => {
            letter.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn show(context: &Context<'_>, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| number::plain(value, context.display))
}
