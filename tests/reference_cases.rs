//! What an independent implementation computed for 48 experiments.

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::loss::Loss;
use backprop_stepper::optimizer::Optimizer;
use backprop_stepper::trainer::Trainer;
use serde_json::{Value, json};

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("reference/cases.json")).unwrap()
}

/// The numbers of a nested list, in order.
fn flat(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(flat).collect(),
        Value::Number(number) => vec![number.as_f64().unwrap()],
        _ => Vec::new(),
    }
}

#[track_caller]
fn agree(found: &[f64], expected: &Value, what: &str) {
    let expected = flat(expected);
    assert_eq!(found.len(), expected.len(), "{what}");
    for (found, expected) in found.iter().zip(&expected) {
        let tolerance = (1e-9 * expected.abs()).max(1e-12);
        assert!((found - expected).abs() <= tolerance, "{what}: found {found:?}, expected {expected:?}");
    }
}

/// One list for each layer that the reference has: it gives no biases for a layer without.
#[track_caller]
fn agree_by_layer(found: impl Fn(usize) -> Vec<f64>, expected: &Value, what: &str) {
    for (l, expected) in expected.as_array().unwrap().iter().enumerate() {
        agree(&found(l), expected, &format!("{what} of layer {l}"));
    }
}

#[test]
fn the_first_batch_agrees() {
    for (i, case) in cases().iter().enumerate() {
        let expected = &case["expect"]["first_batch"];
        let mut trainer = Trainer::new(Config::from_json(&case["config"].to_string()).unwrap());
        agree(&[trainer.forward()], &json!([expected["loss"]]), &format!("case {i}: loss"));
        trainer.backward();
        let what = |name: &str| format!("case {i}: {name}");
        agree_by_layer(|l| trainer.pre_activations(l).unwrap(), &expected["pre_activations"], &what("z"));
        agree_by_layer(|l| trainer.activations(l).unwrap(), &expected["activations"], &what("a"));
        agree_by_layer(
            |l| trainer.weight_gradients(l).unwrap(),
            &expected["weight_gradients"],
            &what("∂E/∂w"),
        );
        agree_by_layer(|l| trainer.bias_gradients(l).unwrap(), &expected["bias_gradients"], &what("∂E/∂b"));
    }
}

#[test]
fn parameters_and_predictions_agree_after_1_and_25_updates() {
    for (i, case) in cases().iter().enumerate() {
        let mut trainer = Trainer::new(Config::from_json(&case["config"].to_string()).unwrap());
        for (more, name) in [(1, "after_1_updates"), (24, "after_25_updates")] {
            trainer.train(more).unwrap();
            let expected = &case["expect"][name];
            let what = |of: &str| format!("case {i} {name}: {of}");
            agree_by_layer(|l| trainer.weights(l).unwrap(), &expected["weights"], &what("weights"));
            agree_by_layer(|l| trainer.biases(l).unwrap(), &expected["biases"], &what("biases"));
            let predictions: Vec<f64> = (0..trainer.dataset().len())
                .flat_map(|row| trainer.predict(trainer.dataset().inputs(row)).unwrap())
                .collect();
            agree(&predictions, &expected["predictions"], &what("predictions"));
        }
    }
}

#[test]
fn there_are_48_cases_over_every_function() {
    let all = cases();
    assert_eq!(all.len(), 48);
    let text = include_str!("reference/cases.json");
    let activations = Activation::ALL.map(Activation::name);
    let losses = Loss::ALL.map(Loss::name);
    for name in activations.iter().chain(&losses).chain(&Optimizer::NAMES) {
        assert!(text.contains(&format!("\"{name}\"")), "no case has {name}");
    }
}
