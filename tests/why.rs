//! The **why** line: every reason in a network made for it.

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::explain::why::{Compared, FLAT, Pull, Reason, Unmoved};
use backprop_stepper::explain::{self, Why};
use backprop_stepper::loss::Loss;
use backprop_stepper::operation::{Kind, Operation};
use backprop_stepper::trainer::Trainer;
use serde_json::{Value, json};

/// Two inputs, two neurons, one output, one sample: the rest is given.
fn document(hidden: &str, output: &str, loss: &str, optimizer: Value, inputs: &[f64], target: f64) -> Value {
    json!({ "version": 1, "loss": loss,
        "network": { "inputs": 2, "layers": [
            { "units": 2, "activation": hidden, "weights": [[0.5, -0.5], [0.25, -0.75]], "biases": [0, 0] },
            { "units": 1, "activation": output, "weights": [[1], [-1]], "biases": [0] }] },
        "optimizer": optimizer,
        "data": { "inputs": [inputs], "targets": [[target]] } })
}

fn sgd() -> Value {
    json!({ "method": "sgd", "learning_rate": 0.1 })
}

fn trainer(document: &Value) -> Trainer {
    Trainer::new(Config::from_json(&document.to_string()).expect("a valid document"))
}

/// The reason at one operation of an update.
fn at(document: &Value, update: u64, operation: Operation) -> Option<Why> {
    let mut trainer = trainer(document);
    trainer.seek(update, 0).expect("a reachable update");
    let index = trainer.plan().index_of(&operation).expect("an operation of this update");
    trainer.seek(update, index).expect("a position of this update");
    explain::of(&trainer).why
}

fn op(kind: Kind, layer: usize, unit: usize, input: Option<usize>) -> Operation {
    Operation { kind, layer, sample: 0, unit, input, state: 0 }
}

fn says(why: Option<Why>, reason: Reason, since: Option<Reason>, text: &str) {
    let why = why.unwrap_or_else(|| panic!("nothing is said instead of: {text}"));
    assert_eq!((why.reason, why.since, why.text.as_str()), (reason, since, text));
}

const OFF: Reason = Reason::ReluOff { always: false };

// ---- forward and loss ---------------------------------------------------------------------------------------

#[test]
fn zeros_of_the_forward_pass() {
    let plain = document("relu", "identity", "half_squared_error", sgd(), &[0.0, 0.0], 1.0);
    let text = "Everything that enters it is 0.";
    says(at(&plain, 0, op(Kind::WeightedSum, 0, 0, None)), Reason::NothingEnters, None, text);
    let text = "The ReLU is off: its weighted sum is 0, not above.";
    says(at(&plain, 0, op(Kind::Activation, 0, 0, None)), OFF, None, text);

    let mut zeros = document("relu", "identity", "half_squared_error", sgd(), &[1.0, 2.0], 1.0);
    zeros["network"]["layers"][0]["weights"] = json!([[0, -0.5], [0, -0.75]]);
    let text = "Every weight that enters it is 0.";
    says(at(&zeros, 0, op(Kind::WeightedSum, 0, 0, None)), Reason::NoWeightsIn, None, text);
    let text = "The ReLU is off: its weighted sum is −2, below 0.";
    says(at(&zeros, 0, op(Kind::Activation, 0, 1, None)), OFF, None, text);
    zeros["network"]["layers"][0]["biases"] = json!([0.5, 0]);
    assert_eq!(at(&zeros, 0, op(Kind::WeightedSum, 0, 0, None)), None);
}

#[test]
fn a_loss_of_zero() {
    for loss in Loss::ALL.map(Loss::name).into_iter().filter(|loss| !loss.ends_with("entropy")) {
        let exact = document("identity", "identity", loss, sgd(), &[1.0, 1.0], 2.0);
        let text = "Prediction and target are equal, so there is no error.";
        let reason = Reason::OnTarget { all: true };
        says(at(&exact, 0, op(Kind::Loss, 0, 0, None)), reason, None, text);
        let reason = Reason::OnTarget { all: false };
        says(at(&exact, 0, op(Kind::OutputError, 1, 0, None)), reason, None, text);
        let said = at(&exact, 0, op(Kind::WeightGradient, 1, 0, Some(0)));
        says(said, Reason::NoError, Some(reason), &format!("The error of output 1 is 0. {text}"));
        let text = "No error arrives at it: that of output 1 is 0.";
        says(at(&exact, 0, op(Kind::HiddenError, 0, 0, None)), Reason::NoErrorArrives, None, text);
    }
}

#[test]
fn cross_entropies_without_errors() {
    let mut none = document("tanh", "softmax", "categorical_cross_entropy", sgd(), &[1.0, 1.0], 0.0);
    let text = "Every target of this sample is 0, so no output counts.";
    says(at(&none, 0, op(Kind::Loss, 0, 0, None)), Reason::NoTarget, None, text);
    says(at(&none, 0, op(Kind::OutputError, 1, 0, None)), Reason::NoTarget, None, text);
    none["data"]["targets"] = json!([[1]]);
    let text = "Softmax of a single output is 1, whatever its weighted sum, so nothing depends on it.";
    says(at(&none, 0, op(Kind::OutputError, 1, 0, None)), Reason::OnlyOutput, None, text);
    let mut half = document("tanh", "sigmoid", "binary_cross_entropy", sgd(), &[0.0, 0.0], 0.5);
    let reason = Reason::OnTarget { all: false };
    let text = "Prediction and target are equal, so there is no error.";
    says(at(&half, 0, op(Kind::OutputError, 1, 0, None)), reason, None, text);
    // Their slopes cancel, so however flat the sigmoid is, the error is not small.
    half["network"]["layers"][1]["biases"] = json!([9]);
    assert_eq!(at(&half, 0, op(Kind::OutputError, 1, 0, None)), None);
}

// ---- backward -----------------------------------------------------------------------------------------------

#[test]
fn a_relu_that_is_off_has_no_gradient() {
    let off = document("relu", "identity", "half_squared_error", sgd(), &[1.0, 1.0], 2.0);
    let text = "Its ReLU is off: the weighted sum is −1.25, below 0, where the slope is 0.";
    let mut off = off;
    off["data"]["targets"] = json!([[3]]);
    says(at(&off, 0, op(Kind::HiddenError, 0, 1, None)), OFF, None, text);
    let since = format!("The error of neuron 2 in layer 1 is 0. {text}");
    let gradient = op(Kind::WeightGradient, 0, 1, Some(0));
    says(at(&off, 0, gradient), Reason::NoError, Some(OFF), &since);
    says(at(&off, 0, op(Kind::BiasGradient, 0, 1, None)), Reason::NoError, Some(OFF), &since);
    let text = format!("Its gradient is 0. {text}");
    says(at(&off, 0, op(Kind::WeightUpdate, 0, 1, Some(0))), Reason::NoGradient, Some(OFF), &text);
    says(at(&off, 0, op(Kind::BiasUpdate, 0, 1, None)), Reason::NoGradient, Some(OFF), &text);
    // What it does not pass on, the weight after it can't learn from.
    let text = "Neuron 2 in layer 1 gives 0, since its ReLU is off, so this weight plays no part.";
    let gradient = op(Kind::WeightGradient, 1, 0, Some(1));
    says(at(&off, 0, gradient), Reason::NothingCarried { off: true }, None, text);
    // The neuron that is on has a slope of 1.
    assert_eq!(at(&off, 0, op(Kind::HiddenError, 0, 0, None)), None);
    assert_eq!(at(&off, 0, op(Kind::WeightUpdate, 0, 0, Some(0))), None);
}

#[test]
fn an_input_of_zero_has_no_gradient() {
    for (hidden, loss) in
        [("tanh", "half_squared_error"), ("gelu", "huber"), ("sigmoid", "mean_squared_error")]
    {
        let zero = document(hidden, "identity", loss, sgd(), &[0.0, 1.0], 3.0);
        let text = "Input 1 is 0, so this weight plays no part.";
        let reason = Reason::NothingCarried { off: false };
        says(at(&zero, 0, op(Kind::WeightGradient, 0, 0, Some(0))), reason, None, text);
        let text = format!("Its gradient is 0. {text}");
        says(at(&zero, 0, op(Kind::WeightUpdate, 0, 0, Some(0))), Reason::NoGradient, Some(reason), &text);
    }
}

#[test]
fn flat_functions_let_little_through() {
    for function in Activation::ALL.into_iter().filter(|function| *function != Activation::Softmax) {
        let steep = if function == Activation::Sigmoid { 0.25 } else { 1.0 };
        for z in [-40.0, -6.0, -3.0, -1.0, -0.1, 0.0, 0.1, 1.0, 3.0, 6.0, 40.0] {
            let mut here =
                document(function.name(), "identity", "half_squared_error", sgd(), &[0.0, 0.0], 300.0);
            here["network"]["layers"][0]["biases"] = json!([z, 0.5]);
            let said = at(&here, 0, op(Kind::HiddenError, 0, 0, None));
            let slope = function.slope(z, function.value(z));
            let expected = match function {
                Activation::Relu if z <= 0.0 => Some(OFF),
                Activation::LeakyRelu if z <= 0.0 => Some(Reason::Leaky),
                _ if slope.abs() < FLAT * steep => Some(Reason::Flat { slope }),
                _ => None,
            };
            assert_eq!(said.as_ref().map(|why| why.reason), expected, "{} at {z}", function.name());
            let by_bias = at(&here, 0, op(Kind::BiasGradient, 0, 0, None));
            let expected = if slope == 0.0 { Some(Reason::NoError) } else { expected };
            assert_eq!(by_bias.map(|why| why.reason), expected, "{} at {z}", function.name());
        }
    }
    let mut here = document("sigmoid", "identity", "half_squared_error", sgd(), &[0.0, 0.0], 3.0);
    here["network"]["layers"][0]["biases"] = json!([5, 40]);
    let said = at(&here, 0, op(Kind::BiasGradient, 0, 0, None)).expect("it is flat at 5");
    assert_eq!(
        said.text,
        "The sigmoid is nearly flat here: its slope of 0.00664806 lets little of the error through."
    );
    let said = at(&here, 0, op(Kind::HiddenError, 0, 1, None)).expect("it is flat at 40");
    assert_eq!(said.text, "The sigmoid is flat here: its slope is 0.");
    here["network"]["layers"][0]["activation"] = json!("leaky_relu");
    here["network"]["layers"][0]["biases"] = json!([-5, 40]);
    let text =
        "Its weighted sum is not above 0, where leaky ReLU lets only a hundredth of the error through.";
    says(at(&here, 0, op(Kind::HiddenError, 0, 0, None)), Reason::Leaky, None, text);
}

#[test]
fn nothing_comes_by_weights_of_zero() {
    let mut zeros = document("tanh", "identity", "half_squared_error", sgd(), &[1.0, 1.0], 3.0);
    zeros["network"]["layers"][1]["weights"] = json!([[0], [0]]);
    let text = "The weight by which the error arrives is 0.";
    says(at(&zeros, 0, op(Kind::HiddenError, 0, 0, None)), Reason::NoWeightsOut, None, text);
    zeros["network"]["layers"][1] = json!({ "units": 2, "weights": [[0, 0], [0, 1]], "biases": [0, 0] });
    zeros["data"]["targets"] = json!([[0, 3]]);
    let text = "Every weight by which an error arrives is 0.";
    says(at(&zeros, 0, op(Kind::HiddenError, 0, 0, None)), Reason::NoWeightsOut, None, text);
    zeros["network"]["layers"][1]["weights"] = json!([[1, 0], [-1, 0]]);
    let target = at(&zeros, 0, op(Kind::OutputError, 1, 0, None));
    assert_eq!(target, None, "output 1 is not on its target");
    zeros["network"]["layers"][1]["weights"] = json!([[1, 1], [1, 1]]);
    zeros["network"]["layers"][0]["weights"] = json!([[0.5, -0.5], [0.25, -0.25]]);
    zeros["data"]["targets"] = json!([[1, -1]]);
    // Both outputs are 0, one 1 too small and one 1 too large, and all weights equal.
    let text = "The errors that arrive cancel each other.";
    says(at(&zeros, 0, op(Kind::HiddenError, 0, 0, None)), Reason::Cancels, None, text);
    zeros["network"]["layers"][1]["weights"] = json!([[1, 0], [1, 1]]);
    zeros["data"]["targets"] = json!([[0, 3]]);
    let text = "Each error that could arrive is 0, or comes by a weight that is 0.";
    says(at(&zeros, 0, op(Kind::HiddenError, 0, 0, None)), Reason::NothingArrives, None, text);
    zeros["data"]["targets"] = json!([[0, 0]]);
    zeros["network"]["layers"][1]["weights"] = json!([[1, 1], [1, 1]]);
    let text = "No error arrives at it: those of all neurons that it feeds are 0.";
    says(at(&zeros, 0, op(Kind::HiddenError, 0, 0, None)), Reason::NoErrorArrives, None, text);
}

#[test]
fn gradients_of_a_batch() {
    let batch = |inputs: Value, targets: Value| {
        let mut batch = document("relu", "identity", "half_squared_error", sgd(), &[1.0, 1.0], 2.0);
        batch["data"] = json!({ "inputs": inputs, "targets": targets });
        batch
    };
    let off = batch(json!([[1, 1], [2, 1]]), json!([[3], [4]]));
    let always = Reason::ReluOff { always: true };
    let text = "The error of neuron 2 in layer 1 is 0 for every sample of the batch. Its ReLU is off, with the slope 0, for every sample of the batch.";
    says(at(&off, 0, op(Kind::BatchGradient, 0, 1, Some(0))), Reason::NoError, Some(always), text);
    let text = "Its gradient is 0. Its ReLU is off, with the slope 0, for every sample of the batch.";
    says(at(&off, 0, op(Kind::WeightUpdate, 0, 1, Some(0))), Reason::NoGradient, Some(always), text);
    let text = "Neuron 2 in layer 1 gives 0 for every sample of the batch, since its ReLU is off, so this weight plays no part.";
    let carried = Reason::NothingCarried { off: true };
    says(at(&off, 0, op(Kind::BatchGradient, 1, 0, Some(1))), carried, None, text);
    let zero = batch(json!([[0, 1], [0, 2]]), json!([[3], [4]]));
    let text = "Input 1 is 0 for every sample of the batch, so this weight plays no part.";
    let carried = Reason::NothingCarried { off: false };
    says(at(&zero, 0, op(Kind::BatchGradient, 0, 0, Some(0))), carried, None, text);
    // On the second sample the neuron is off, on the first one the input is 0.
    let either = batch(json!([[0, 1], [1, -4]]), json!([[3], [4]]));
    let text = "For each sample input 1 is 0, or the error of neuron 1 in layer 1.";
    says(at(&either, 0, op(Kind::BatchGradient, 0, 0, Some(0))), Reason::NothingInBatch, None, text);
    // Twice the same input, once 1 too much and once 1 too little.
    let cancels = batch(json!([[1, 1], [1, 1]]), json!([[1.75], [-0.25]]));
    let text = "The gradients of the samples cancel each other.";
    says(at(&cancels, 0, op(Kind::BatchGradient, 1, 0, Some(0))), Reason::Cancels, None, text);
    let text = "Its gradient is 0. The gradients of the samples cancel each other.";
    let update = op(Kind::WeightUpdate, 1, 0, Some(0));
    says(at(&cancels, 0, update), Reason::NoGradient, Some(Reason::Cancels), text);
}

// ---- update -------------------------------------------------------------------------------------------------

#[test]
fn what_keeps_a_parameter() {
    let mut frozen = document("tanh", "identity", "half_squared_error", sgd(), &[1.0, 1.0], 3.0);
    frozen["network"]["layers"][1]["frozen"] = json!([[0, 0]]);
    let update = op(Kind::WeightUpdate, 1, 0, Some(0));
    let said = at(&frozen, 0, update).expect("it is frozen");
    assert_eq!(said.reason, Reason::Frozen);
    assert_eq!(said.text, "Its gradient is −0.963246, but it is frozen: no update changes it.");
    frozen["network"]["layers"][1]["bias"] = json!("frozen");
    assert_eq!(at(&frozen, 0, op(Kind::BiasUpdate, 1, 0, None)).map(|why| why.reason), Some(Reason::Frozen));
    let still = document(
        "tanh",
        "identity",
        "huber",
        json!({ "method": "adam", "learning_rate": 0 }),
        &[1.0, 1.0],
        3.0,
    );
    says(at(&still, 0, update), Reason::RateZero, None, "The learning rate is 0, so nothing changes.");
    let tiny = document(
        "tanh",
        "identity",
        "huber",
        json!({ "method": "sgd", "learning_rate": 1e-20 }),
        &[1.0, 1.0],
        3.0,
    );
    let text = "The step is smaller than the last digit that a computer keeps of this number.";
    says(at(&tiny, 0, update), Reason::StepTooSmall, None, text);
}

#[test]
fn what_makes_a_step_another_one() {
    let reason = |optimizer: Value, update: u64, layer: usize, input: usize| {
        let here = document("tanh", "identity", "half_squared_error", optimizer, &[1.0, 1.0], 3.0);
        at(&here, update, op(Kind::WeightUpdate, layer, 0, Some(input))).map(|why| (why.reason, why.text))
    };
    let momentum = Pull { momentum: true, decay: false, divisor: None };
    let decay = Pull { momentum: false, decay: true, divisor: None };
    assert_eq!(reason(sgd(), 3, 0, 0), None);
    let with_momentum = json!({ "method": "sgd", "learning_rate": 0.01, "momentum": 0.9 });
    assert_eq!(reason(with_momentum.clone(), 0, 0, 0), None, "at first there is nothing to add");
    let (said, text) = reason(with_momentum, 1, 0, 0).expect("momentum adds to the second step");
    assert!(matches!(said, Reason::Longer(Compared { pull, .. }) if pull == momentum), "{said:?}");
    assert!(text.ends_with("as learning rate times gradient would have it: momentum adds to it."), "{text}");
    let ahead = json!({ "method": "sgd", "learning_rate": 0.01, "momentum": 0.9, "nesterov": true });
    let (said, _) = reason(ahead, 0, 0, 0).expect("Nesterov's momentum looks ahead from the start");
    assert!(matches!(said, Reason::Longer(Compared { pull, .. }) if pull == momentum), "{said:?}");
    let decayed = json!({ "method": "sgd", "learning_rate": 0.01, "weight_decay": 0.5 });
    let (said, text) = reason(decayed, 0, 0, 0).expect("decay works against the growing weight");
    assert!(matches!(said, Reason::Shorter(Compared { pull, .. }) if pull == decay), "{said:?}");
    assert!(text.ends_with(": weight decay works against it."), "{text}");
    let heavy = json!({ "method": "sgd", "learning_rate": 0.01, "weight_decay": 50 });
    let (said, _) = reason(heavy, 0, 0, 0).expect("decay is stronger than the gradient");
    assert!(matches!(said, Reason::Against(Compared { pull, .. }) if pull == decay), "{said:?}");
    for (method, word) in
        [("adagrad", "sum of squares"), ("rmsprop", "mean of squares"), ("adam", "second moment")]
    {
        let (said, text) =
            reason(json!({ "method": method, "learning_rate": 0.01 }), 0, 0, 0).expect("it divides");
        let divides = |pull: Pull| pull.divisor.is_some() && !pull.momentum && !pull.decay;
        assert!(
            matches!(said, Reason::Longer(step) | Reason::Shorter(step) if divides(step.pull)),
            "{said:?}"
        );
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn a_parameter_moves_on_without_a_gradient() {
    let mut here = document(
        "relu",
        "identity",
        "half_squared_error",
        json!({ "method": "sgd", "learning_rate": 0.5, "momentum": 0.9 }),
        &[1.0, 1.0],
        -9.0,
    );
    // The first step switches neuron 1 off; its weights go on by momentum.
    let said = at(&here, 1, op(Kind::WeightUpdate, 0, 0, Some(0))).expect("it moves on");
    assert_eq!(said.reason, Reason::MovesOn(Pull { momentum: true, decay: false, divisor: None }));
    assert_eq!(said.text, "Its gradient is 0; the momentum of earlier gradients moves it on.");
    here["optimizer"] = json!({ "method": "adamw", "learning_rate": 0.5 });
    let said = at(&here, 0, op(Kind::WeightUpdate, 0, 1, Some(0))).expect("it shrinks");
    assert_eq!(said.reason, Reason::MovesOn(Pull { momentum: false, decay: true, divisor: None }));
    assert_eq!(said.text, "Its gradient is 0; weight decay shrinks it.");
    let text = "It starts at 0 and takes in 0.1 of the gradient; the step will make up for that.";
    let first = op(Kind::OptimizerState, 0, 0, Some(0));
    says(at(&here, 0, first), Reason::StartsAtZero, None, text);
    let text =
        "It starts at 0 and takes in 0.001 of the square of the gradient; the step will make up for that.";
    says(at(&here, 0, Operation { state: 1, ..first }), Reason::StartsAtZero, None, text);
    assert_eq!(at(&here, 1, first), None);
}

#[test]
fn a_loss_that_stays() {
    let here = |optimizer: Value, target: f64| {
        document("relu", "identity", "half_squared_error", optimizer, &[1.0, 1.0], target)
    };
    let loss = op(Kind::Loss, 0, 0, None);
    let still = here(json!({ "method": "sgd", "learning_rate": 0 }), 3.0);
    assert_eq!(at(&still, 0, loss), None, "there is no loss before the first");
    let text = "As large as before: the learning rate is 0, so no parameter has changed.";
    says(at(&still, 1, loss), Reason::Unmoved(Unmoved::RateZero), None, text);
    let mut tiny = here(json!({ "method": "sgd", "learning_rate": 1e-30 }), 3.0);
    assert_eq!(at(&tiny, 2, loss), None, "the biases are 0, so that even the smallest step changes them");
    for layer in 0..2 {
        tiny["network"]["layers"][layer]["bias"] = json!("frozen");
    }
    let said = at(&tiny, 2, loss).expect("nothing has moved").reason;
    assert_eq!(said, Reason::Unmoved(Unmoved::TooSmall));
    assert_eq!(at(&here(sgd(), 3.0), 1, loss), None);
    let mut frozen = here(sgd(), 3.0);
    for (layer, all) in [(0, json!([[0, 0], [0, 1], [1, 0], [1, 1]])), (1, json!([[0, 0], [1, 0]]))] {
        frozen["network"]["layers"][layer]["frozen"] = all;
        frozen["network"]["layers"][layer]["bias"] = json!("frozen");
    }
    let text = "As large as before: every parameter is frozen.";
    says(at(&frozen, 1, loss), Reason::Unmoved(Unmoved::Frozen), None, text);
    let mut dead = here(sgd(), 3.0);
    dead["network"]["layers"][1]["activation"] = json!("relu");
    dead["network"]["layers"][1]["biases"] = json!([-9]);
    let text = "As large as before: in the last update every gradient was 0, so no parameter has changed.";
    says(at(&dead, 1, loss), Reason::Unmoved(Unmoved::NoGradient), None, text);
    // A number changed by hand makes it another run from there.
    let mut edited = trainer(&still);
    edited.seek(1, 0).expect("it goes on");
    edited.set_weight(0, 0, 1, -2.0).expect("there is such a weight");
    let index = edited.plan().index_of(&loss).expect("there is a loss");
    edited.seek(1, index).expect("there is a loss");
    assert_eq!(explain::of(&edited).why, None);
}
