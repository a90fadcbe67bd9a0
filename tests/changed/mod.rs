//! Experiments to change, and what comes of it.
#![allow(dead_code, reason = "each test file uses what it needs of this module")]

use backprop_stepper::config::Config;
use backprop_stepper::config::change::{Changed, SetupChange};
use backprop_stepper::config::node::Node;
use serde_json::{Value, json};

pub(crate) fn article() -> Config {
    Config::from_json(include_str!("../configs/article.json")).unwrap()
}

/// 2 inputs, 3 tanh, 2 outputs, all weights drawn.
pub(crate) fn drawn(loss: &str, activation: &str) -> Config {
    let document = json!({
        "version": 1,
        "network": {
            "inputs": 2,
            "layers": [{ "units": 3, "activation": "tanh" }, { "units": 2, "activation": activation }],
            "init": { "method": "he_normal", "seed": 7 }
        },
        "loss": loss,
        "optimizer": { "method": "sgd", "learning_rate": 0.05 },
        "data": { "inputs": [[0, 1], [1, 0], [1, 1]], "targets": [[0, 1], [1, 0], [1, 0]] }
    });
    Config::from_json(&document.to_string()).unwrap()
}

pub(crate) fn read(change: &Value) -> SetupChange {
    SetupChange::from_node(&Node::from_json(&change.to_string()).unwrap()).unwrap()
}

#[track_caller]
pub(crate) fn change(config: &Config, change: &Value) -> Changed {
    config.changed(&read(change)).unwrap()
}

#[track_caller]
pub(crate) fn refused(config: &Config, change: &Value, message: &str) {
    assert_eq!(config.changed(&read(change)).unwrap_err().to_string(), message);
}

pub(crate) fn weights(config: &Config, layer: usize) -> Vec<f64> {
    config.network().layers[layer].weights.clone()
}
