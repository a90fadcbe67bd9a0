//! Backpropagation against differences of the loss, over random networks with every function there is.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;
use serde_json::{Value, json};

proptest! {
    #![proptest_config(random::cases(300))]

    #[test]
    fn gradients_agree_with_differences(config in random::config(), updates in 0u64..3) {
        let mut trainer = Trainer::new(config);
        trainer.train(updates).unwrap();
        // Of one unit softmax makes 1, and no cross-entropy of that but 0 is finite.
        prop_assume!(!trainer.diverged());
        let check = trainer.gradient_check();
        prop_assert!(check.max_relative_error() < 1e-6, "{:?}", check.checked.first());
        prop_assert_eq!(check.checked.len() + check.in_kinks, check.parameters);
    }
}

fn trainer(layer: Value, loss: &str, inputs: Value, targets: Value) -> Trainer {
    let document = json!({
        "version": 1,
        "network": { "inputs": inputs[0].as_array().unwrap().len(), "layers": [layer] },
        "loss": loss,
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": inputs, "targets": targets }
    });
    Trainer::new(Config::from_json(&document.to_string()).unwrap())
}

#[test]
fn at_a_kink_the_slope_is_that_of_the_left() {
    for (activation, slope) in [("relu", 0.0), ("leaky_relu", 0.01), ("elu", 1.0)] {
        // z = 0 exactly: to the right every slope is 1, and ELU's is on both sides.
        let layer = json!({ "units": 1, "activation": activation, "bias": false, "weights": [[0]] });
        let check = trainer(layer, "half_squared_error", json!([[1]]), json!([[3]])).gradient_check();
        assert_eq!(check.checked.len(), 1, "{activation}");
        assert_eq!(check.checked[0].analytic, -3.0 * slope);
        assert!(check.max_relative_error() < 1e-6, "{activation}: {check:?}");
    }
}

#[test]
fn next_to_a_kink_no_difference_reaches_across() {
    for z in [1e-3, 1e-5, -1e-3, -1e-5] {
        let layer = json!({ "units": 1, "activation": "relu", "bias": false, "weights": [[z]] });
        let check = trainer(layer, "half_squared_error", json!([[1]]), json!([[3]])).gradient_check();
        assert!(check.max_relative_error() < 1e-6, "{z}: {check:?}");
    }
}

#[test]
fn where_the_absolute_error_is_0_there_is_no_slope_to_compare() {
    let layer = json!({ "units": 1, "bias": false, "weights": [[2]] });
    let check = trainer(layer, "mean_absolute_error", json!([[1]]), json!([[2]])).gradient_check();
    assert_eq!((check.checked.len(), check.in_kinks), (0, 1));
}

#[test]
fn a_huge_loss_leaves_the_other_gradients_their_digits() {
    let layer = json!({ "units": 2, "weights": [[0.5, 0.5], [0.1, 0.2]] });
    let (inputs, targets) = (json!([[1, 1e-3], [2, 1]]), json!([[1e9, 0], [1, 0.5]]));
    let check = trainer(layer, "mean_squared_error", inputs, targets).gradient_check();
    assert!(check.max_relative_error() < 1e-6, "{check:?}");
}

#[test]
fn a_gradient_taken_at_other_weights_is_found_wrong() {
    // With in-place updates the earlier layer's gradient is taken at weights that have changed already: it is the
    // slope of no loss, and the differences know.
    let mut document: Value = serde_json::from_str(include_str!("configs/article.json")).unwrap();
    document["update_order"] = json!("in_place");
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).unwrap());
    trainer.seek(0, trainer.plan().operations()).unwrap();
    let check = trainer.gradient_check();
    assert!(check.max_relative_error() < 1e-9);
    for checked in check.checked {
        let shown = trainer.gradient(checked.layer, checked.input, checked.unit).unwrap();
        let wrong = backprop_stepper::trainer::ParameterCheck { analytic: shown, ..checked };
        assert_eq!(wrong.relative_error() > 1e-3, checked.layer == 0, "{wrong:?}");
    }
}

#[test]
fn a_large_network_is_checked_on_some_of_its_samples() {
    let layer = json!({ "units": 1024, "activation": "tanh" });
    let inputs: Value =
        (0..64).map(|s| (0..1000).map(|i| json!(f64::from((s * i) % 7) / 7.0)).collect::<Value>()).collect();
    let targets: Value = (0..64).map(|_| json!(vec![0.5; 1024])).collect();
    let check = trainer(layer, "mean_squared_error", inputs, targets).gradient_check();
    assert!(
        check.samples < 64 && check.checked.len() >= 16 && check.batch == 64,
        "{} {}",
        check.samples,
        check.checked.len()
    );
    assert!(check.max_relative_error() < 1e-6, "{:?}", check.checked.first());
}

#[test]
fn of_a_middling_network_hundreds_of_weights_are_checked() {
    let layer = json!({ "units": 30, "activation": "tanh" });
    let inputs: Value =
        (0..200).map(|s| (0..784).map(|i| json!(f64::from((s * i) % 7) / 70.0)).collect::<Value>()).collect();
    let targets: Value = (0..200).map(|_| json!(vec![0.5; 30])).collect();
    let check = trainer(layer, "mean_squared_error", inputs, targets).gradient_check();
    assert!(check.checked.len() >= 256 && check.samples < 200, "{} {}", check.checked.len(), check.samples);
    assert!(check.max_relative_error() < 1e-6, "{:?}", check.checked.first());
}
