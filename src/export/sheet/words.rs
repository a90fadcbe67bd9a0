//! The wording of a sheet.

use super::choice::{Choice, Part as Run};
use super::{Form, Line, Part};
use crate::config::choices::Choices;
use crate::display::{Counting, Display, Rounding};
use crate::explain::words::moment;
use crate::explain::{Names, Naming};
use crate::network::Network;
use crate::operation::{Kind, Operation, Phase, Plan};
use crate::optimizer::Optimizer;
use crate::step::Subject;

pub(super) fn title(form: Form, number: u64) -> String {
    match form {
        Form::Worked => format!("Update {number}, worked out"),
        Form::Worksheet => format!("Worksheet: update {number}"),
        Form::Answers => format!("Answers: update {number}"),
    }
}

/// How the sheet is to be read.
pub(super) fn reading(form: Form, display: &Display) -> String {
    let digits = match (display.digits, display.counting) {
        (1, Counting::Significant) => "1 significant digit".to_owned(),
        (digits, Counting::Significant) => format!("{digits} significant digits"),
        (1, Counting::Decimals) => "1 decimal".to_owned(),
        (digits, Counting::Decimals) => format!("{digits} decimals"),
    };
    let shown = match display.rounding {
        Rounding::Round => format!("rounded to {digits}"),
        Rounding::Cut => format!("cut after {digits}"),
    };
    match form {
        Form::Worked => {
            format!("Numbers are {shown} where they are shown; nothing is rounded in between. Each step has the number that it has in the stepper.")
        }
        Form::Worksheet => {
            "Put the numbers in on the long line and write the result on the short one. Later steps need the results of earlier ones; keep some digits more than you write down.".to_owned()
        }
        Form::Answers => format!("Every result is {shown}, from numbers that are not rounded in between. An answer that agrees in the first two digits has the right idea."),
    }
}

/// What of the update is on the sheet; `None` where all of it is.
pub(super) fn extent(choice: &Choice, plan: &Plan) -> Option<String> {
    let (shown, all) = (choice.operations(), plan.operations());
    if shown == all {
        return None;
    }
    let samples = plan.samples() as u64;
    let which = match (choice.samples, choice.is_narrowed()) {
        (shown, false) if shown < samples => format!("those of {} of its {samples} samples", first(shown)),
        (shown, true) if shown < samples => {
            format!("the first ones of each layer, for {} of its {samples} samples", first(shown))
        }
        _ => "the first ones of each layer".to_owned(),
    };
    Some(format!("The whole update has {all} steps; this sheet has {shown} of them, {which}."))
}

fn first(count: u64) -> String {
    if count == 1 { "the first".to_owned() } else { format!("the first {count}") }
}

/// What a pass is about.
pub(super) fn intro(phase: Phase, network: &Network, optimizer: Optimizer, several: bool) -> String {
    let biased = network.layers.iter().any(|layer| !layer.biases.is_empty());
    let activated =
        network.layers.iter().any(|layer| layer.activation != crate::activation::Activation::Identity);
    match phase {
        Phase::Start => String::new(),
        Phase::Forward => format!(
            "Each neuron multiplies what comes in by its weights and adds up the products{}.{}",
            if biased { " and its bias" } else { "" },
            if activated { " Its activation function makes of the sum what the neuron passes on." } else { "" }
        ),
        Phase::Loss if several => {
            "The loss says how far a prediction is from its target. That of the batch is the mean over its samples.".to_owned()
        }
        Phase::Loss => "The loss says how far the prediction is from its target.".to_owned(),
        Phase::Backward => format!(
            "How does the loss change when a weight changes a little? The chain rule answers it from the output back to the inputs: first the error of each neuron, then the gradient of each weight into it, which is that error times the value the weight carries.{}",
            if several { " The gradient of the batch is the mean of its samples’ gradients." } else { "" }
        ),
        Phase::Update if optimizer.name() == "sgd" && optimizer.states() == 0 => format!(
            "Every weight takes a step against its gradient, as long as the learning rate makes it{}.",
            if optimizer.weight_decay() > 0.0 { "; weight decay adds a pull towards 0" } else { "" }
        ),
        Phase::Update => format!("Every weight takes a step by the rule of {}.", optimizer_title(optimizer)),
    }
}

/// The optimizer's name for people: `gradient descent (SGD) with momentum`.
pub(super) fn optimizer_title(optimizer: Optimizer) -> String {
    let choices = Choices::all();
    let found = choices.optimizers.iter().find(|one| one.choice.name == optimizer.name());
    let title = found.map_or(optimizer.name(), |one| one.choice.title);
    match optimizer {
        Optimizer::Sgd { nesterov: true, .. } => format!("{title} with Nesterov’s momentum"),
        Optimizer::Sgd { momentum, .. } if momentum != 0.0 => format!("{title} with momentum"),
        _ => title.to_owned(),
    }
}

/// The heading of the operations of one part, for one sample where the batch has several.
pub(super) fn group(run: &Run, layers: usize, sample: Option<usize>) -> Option<String> {
    let layer = layer(run.layer, layers);
    let what = match run.kind {
        Kind::Loss | Kind::BatchLoss => return None,
        Kind::OutputError | Kind::HiddenError if sample.is_some() => format!("{layer}: errors"),
        Kind::WeightGradient | Kind::BiasGradient if sample.is_some() => format!("{layer}: gradients"),
        Kind::BatchGradient => format!("{layer}: gradients over the batch"),
        _ => layer,
    };
    Some(match sample {
        Some(sample) => format!("{what}, sample {}", sample + 1),
        None => what,
    })
}

pub(super) fn layer(layer: usize, layers: usize) -> String {
    if layer + 1 == layers {
        "Output layer".to_owned()
    } else if layers == 2 {
        "Hidden layer".to_owned()
    } else {
        format!("Layer {}", layer + 1)
    }
}

/// `92 more steps of this kind are left out.`
pub(super) fn left_out(count: u64, of: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 more {of} is not on this sheet.")),
        count => Some(format!("{count} more {of}s are not on this sheet.")),
    }
}

/// What an operation computes: `Gradient of w₆`. `row` is the row of the data set where the batch has several samples.
pub(super) fn item(names: &Names, optimizer: Optimizer, operation: &Operation, row: Option<usize>) -> Line {
    let Operation { kind, layer, unit, input, state, .. } = *operation;
    let sample = row.map(|row| format!(", sample {}", row + 1)).unwrap_or_default();
    let neuron = || Part::Math(names.activation_symbol(layer, unit));
    let parameter = || Part::Math(names.parameter_symbol(layer, input, unit));
    let says = |text: &str| Part::Text(text.to_owned());
    let (what, of) = match kind {
        Kind::WeightedSum if names.is_identity(layer) => {
            (if names.is_last(layer) { "Prediction" } else { "Hidden neuron" }, Some(neuron()))
        }
        Kind::WeightedSum => ("Weighted sum", Some(Part::Math(names.pre_activation_symbol(layer, unit)))),
        Kind::Activation => ("Activation", Some(neuron())),
        Kind::Loss => ("Loss", None),
        Kind::BatchLoss => ("Loss of the batch", None),
        Kind::OutputError | Kind::HiddenError => ("Error of", Some(neuron())),
        Kind::WeightGradient | Kind::BiasGradient => ("Gradient of", Some(parameter())),
        Kind::BatchGradient => return vec![says("Gradient of "), parameter(), says(" over the batch")],
        Kind::OptimizerState => {
            let kept = optimizer.moments().get(state).map_or("state", |kept| moment(optimizer, *kept));
            return vec![says(&format!("New {kept} of ")), parameter()];
        }
        Kind::WeightUpdate | Kind::BiasUpdate => ("New", Some(parameter())),
    };
    // The article calls its output by a word that the heading would say twice.
    let twice = what == "Prediction" && names.naming() == Naming::Article && names.outputs() == 1;
    let mut line = vec![says(what)];
    if let Some(of) = of.filter(|_| !twice) {
        line.extend([says(" "), of]);
    }
    if !sample.is_empty() {
        line.push(Part::Text(sample));
    }
    line
}

/// What a layer is: `2 neurons, sigmoid, with bias`.
pub(super) fn layer_summary(network: &Network, index: usize) -> String {
    let Some(layer) = network.layers.get(index) else { return String::new() };
    let neurons = if layer.units == 1 { "1 neuron".to_owned() } else { format!("{} neurons", layer.units) };
    let activation = match layer.activation {
        crate::activation::Activation::Identity => "no activation function",
        activation => activation.title(),
    };
    let bias = match layer.bias {
        crate::network::Bias::Absent => "no bias",
        crate::network::Bias::Trained => "bias",
        crate::network::Bias::Frozen => "frozen bias",
    };
    format!("{neurons}, {activation}, {bias}")
}

/// The settings of the optimizer that count: `a = 0.01`.
pub(super) fn settings(optimizer: Optimizer) -> Vec<(Subject, f64)> {
    let own = Optimizer::settings(optimizer.name()).iter().filter(|setting| setting.name != "nesterov");
    let own = own.filter_map(|setting| {
        let value = optimizer.get(setting.name)?;
        (value != 0.0).then_some((Subject::setting(setting.name), value))
    });
    [(Subject::learning_rate(), optimizer.learning_rate())].into_iter().chain(own).collect()
}
