//! Layers added, resized, removed and frozen keep what can be kept.

mod changed;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::config::change::Changed;
use backprop_stepper::network::Bias;
use changed::{article, change, drawn, read, refused, weights};
use serde_json::json;

#[test]
fn a_resized_layer_keeps_the_weights_that_have_a_place() {
    let before = article();
    let Changed { config, notes } = change(&before, &json!({ "kind": "units", "layer": 0, "units": 3 }));
    let (old, new) = (weights(&before, 0), weights(&config, 0));
    assert_eq!([new[0], new[1], new[3], new[4]], [old[0], old[1], old[2], old[3]]);
    let drawn = before.init.unwrap_or_default().weights(0, 2, 3);
    assert_eq!([new[2], new[5]], [drawn[2], drawn[5]]);
    assert_eq!(weights(&config, 1)[..2], weights(&before, 1)[..]);
    assert_eq!(
        notes,
        ["Layers 1 and 2 keep the weights that have a place; the others are drawn from seed 1."]
    );

    let Changed { config: back, notes } =
        change(&config, &json!({ "kind": "units", "layer": 0, "units": 2 }));
    assert_eq!(back, before);
    assert_eq!(notes, ["Layers 1 and 2 keep the weights that still have a place."]);
}

#[test]
fn drawn_weights_stay_absent_so_that_another_seed_draws_others() {
    let Changed { config, notes } =
        change(&drawn("half_squared_error", "identity"), &json!({ "kind": "units", "layer": 0, "units": 5 }));
    assert!(config.layers.iter().all(|layer| layer.weights.is_none()));
    assert_eq!(notes, ["Layers 1 and 2 have another shape: their weights are drawn anew, from seed 7."]);
    let other = change(&config, &json!({ "kind": "seed", "seed": 8 })).config;
    assert_ne!(weights(&other, 0), weights(&config, 0));
}

#[test]
fn layers_that_only_move_keep_their_weights_to_the_bit() {
    let before = drawn("half_squared_error", "identity");
    let Changed { config, .. } = change(&before, &json!({ "kind": "add_layer", "at": 1 }));
    let shape: Vec<_> = config.layers.iter().map(|layer| (layer.units, layer.activation)).collect();
    assert_eq!(shape, [(3, Activation::Tanh), (3, Activation::Tanh), (2, Activation::Identity)]);
    assert_eq!(weights(&config, 0), weights(&before, 0));
    assert_eq!(weights(&config, 2), weights(&before, 1));
    assert_eq!(config.layers[1].weights, None, "the new layer is drawn");

    let Changed { config: back, .. } = change(&config, &json!({ "kind": "remove_layer", "layer": 1 }));
    assert_eq!(back.network(), before.network());
}

#[test]
fn a_new_layer_is_like_its_neighbour() {
    let Changed { config, notes } = change(&article(), &json!({ "kind": "add_layer", "at": 1 }));
    assert_eq!((config.layers[1].units, config.layers[1].bias), (2, Bias::Absent));
    assert_eq!(config.layers[1].activation, Activation::Identity);
    assert_eq!(weights(&config, 2), weights(&article(), 1));
    assert_eq!(notes, ["Layer 2 is new: 2 units, identity."]);

    let config = change(&article(), &json!({ "kind": "add_layer", "at": 0, "units": 4 })).config;
    assert_eq!(config.layers.iter().map(|layer| layer.units).collect::<Vec<_>>(), [4, 2, 1]);
}

#[test]
fn a_layer_at_the_end_becomes_the_output() {
    let before = drawn("categorical_cross_entropy", "softmax");
    let Changed { config, notes } = change(&before, &json!({ "kind": "add_layer", "at": 2 }));
    assert_eq!(
        notes,
        [
            "Layer 3 is new and gives the outputs: 2 units, softmax.",
            "Layer 2, the last one before, is tanh now."
        ]
    );
    let shape: Vec<_> = config.layers.iter().map(|layer| (layer.units, layer.activation)).collect();
    assert_eq!(shape, [(3, Activation::Tanh), (2, Activation::Tanh), (2, Activation::Softmax)]);
    assert_eq!(weights(&config, 1), weights(&before, 1));
}

#[test]
fn without_its_last_layer_the_one_before_gives_the_outputs() {
    let before = drawn("categorical_cross_entropy", "softmax");
    let Changed { config, notes } = change(&before, &json!({ "kind": "remove_layer", "layer": 1 }));
    assert_eq!((config.layers[0].units, config.layers[0].activation), (2, Activation::Softmax));
    assert_eq!(
        notes[..3],
        [
            "Layer 2 is gone.",
            "Layer 1 gives the outputs now, so it is softmax, as that one was.",
            "Layer 1 is the last one now and has a unit for each of 2 targets."
        ]
    );
    refused(
        &config,
        &json!({ "kind": "remove_layer", "layer": 0 }),
        "network.layers: expected at least 1 layer",
    );
}

#[test]
fn inputs_and_outputs_bring_columns_of_the_data() {
    let before = article();
    let config = change(&before, &json!({ "kind": "inputs", "count": 3 })).config;
    assert_eq!(config.data.dataset.inputs(0), [5.0, 4.0, 0.0]);
    assert_eq!(weights(&config, 0)[..4], weights(&before, 0)[..]);
    let config = change(&config, &json!({ "kind": "inputs", "count": 1 })).config;
    assert_eq!(config.data.dataset.inputs(0), [5.0]);
    let config = change(&before, &json!({ "kind": "units", "layer": 1, "units": 2 })).config;
    assert_eq!(config.data.dataset.targets(0), [2.0, 0.0]);
}

#[test]
fn generated_data_say_how_many_inputs_there_are() {
    let mut document = serde_json::to_value(article().document()).unwrap();
    document["data"] = json!({ "generator": "circle" });
    let config = Config::from_json(&document.to_string()).unwrap();
    let error = config.changed(&read(&json!({ "kind": "inputs", "count": 3 }))).unwrap_err().to_string();
    assert!(error.starts_with("data"), "{error}");
    // One output or one for each class: either way the rows are drawn again.
    let config = change(&config, &json!({ "kind": "units", "layer": 1, "units": 2 })).config;
    assert_eq!(config.data.dataset.targets(0).len(), 2);
}

#[test]
fn what_is_frozen_stays_frozen() {
    let config = change(
        &article(),
        &json!({ "kind": "freeze_weight", "layer": 0, "input": 1, "unit": 0, "frozen": true }),
    )
    .config;
    assert_eq!(config.layers[0].frozen, [(1, 0)]);
    let config = change(&config, &json!({ "kind": "units", "layer": 0, "units": 3 })).config;
    assert_eq!(config.layers[0].frozen, [(1, 0)]);
    let config = change(&config, &json!({ "kind": "inputs", "count": 1 })).config;
    assert_eq!(config.layers[0].frozen, []);

    let with_bias = change(&article(), &json!({ "kind": "bias", "layer": 0, "bias": true })).config;
    let config = change(&with_bias, &json!({ "kind": "freeze_layer", "layer": 0, "frozen": true })).config;
    assert_eq!((config.layers[0].frozen.len(), config.layers[0].bias), (4, Bias::Frozen));
    let config = change(&config, &json!({ "kind": "units", "layer": 0, "units": 3 })).config;
    assert_eq!(config.layers[0].frozen.len(), 6, "a layer that is frozen as a whole stays so");
    let config = change(&config, &json!({ "kind": "freeze_layer", "layer": 0, "frozen": false })).config;
    assert_eq!((config.layers[0].frozen.len(), config.layers[0].bias), (0, Bias::Trained));
}
