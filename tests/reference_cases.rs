//! What an independent implementation computed, for every case that uses the functions there are so far.

use backprop_stepper::config::Config;
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

#[test]
fn the_first_batch_agrees() {
    let mut compared = 0;
    for (i, case) in cases().iter().enumerate() {
        // The passes before the first update do not depend on the optimizer.
        let mut document = case["config"].clone();
        document["optimizer"] = json!({ "method": "sgd", "learning_rate": 0.1 });
        let Ok(config) = Config::from_json(&document.to_string()) else { continue };
        let expected = &case["expect"]["first_batch"];
        let mut trainer = Trainer::new(config);
        agree(&[trainer.forward()], &json!([expected["loss"]]), &format!("case {i}: loss"));
        trainer.backward();
        for l in 0..trainer.network().layers.len() {
            let what = |name: &str| format!("case {i}: {name} of layer {l}");
            agree(&trainer.pre_activations(l).unwrap(), &expected["pre_activations"][l], &what("z"));
            agree(&trainer.activations(l).unwrap(), &expected["activations"][l], &what("a"));
            agree(&trainer.weight_gradients(l).unwrap(), &expected["weight_gradients"][l], &what("∂E/∂w"));
            let biases = trainer.bias_gradients(l).unwrap();
            if !biases.is_empty() {
                agree(&biases, &expected["bias_gradients"][l], &what("∂E/∂b"));
            }
        }
        compared += 1;
    }
    // Two of the 48 use nothing but the functions of this version; none of them plain gradient descent, so that
    // what happens over many updates is held by the worked examples.
    assert_eq!(compared, 2);
}
