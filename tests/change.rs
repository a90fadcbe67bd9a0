//! A change is read strictly, refused by name, and gives an experiment whatever it is a change of.

mod changed;
mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::config::change::SetupChange;
use backprop_stepper::config::choices::{Choice, Choices};
use backprop_stepper::config::node::Node;
use backprop_stepper::init::Method;
use backprop_stepper::loss::Loss;
use backprop_stepper::optimizer::Optimizer;
use backprop_stepper::trainer::Trainer;
use changed::{article, change, read, refused, weights};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn places_that_do_not_exist_are_named() {
    let article = article();
    refused(
        &article,
        &json!({ "kind": "remove_layer", "layer": 2 }),
        "layer: expected a layer from 0 to 1, got 2",
    );
    refused(&article, &json!({ "kind": "add_layer", "at": 3 }), "at: expected a place from 0 to 2, got 3");
    let frozen = |layer, input, unit| json!({ "kind": "freeze_weight", "layer": layer, "input": input, "unit": unit, "frozen": true });
    refused(&article, &frozen(2, 0, 0), "layer: expected a layer from 0 to 1, got 2");
    refused(&article, &frozen(1, 2, 0), "input: expected an input from 0 to 1, got 2");
    refused(&article, &frozen(1, 0, 1), "unit: expected a unit from 0 to 0, got 1");
    for units in [json!(0), json!(1025), json!(9_007_199_254_740_991_u64)] {
        refused(
            &article,
            &json!({ "kind": "units", "layer": 0, "units": units }),
            &format!("network.layers[0].units: expected a whole number from 1 to 1024, got {}", units),
        );
    }
    refused(
        &article,
        &json!({ "kind": "inputs", "count": 0 }),
        "network.inputs: expected a whole number from 1 to 1024, got 0",
    );
}

#[test]
fn limits_hold() {
    let mut config = article();
    for _ in 0..14 {
        config = change(&config, &json!({ "kind": "add_layer", "at": 1 })).config;
    }
    refused(
        &config,
        &json!({ "kind": "add_layer", "at": 1 }),
        "network.layers: expected at most 16 layers, and there are 16 already",
    );
    let wide = change(&article(), &json!({ "kind": "units", "layer": 0, "units": 1024 })).config;
    refused(
        &wide,
        &json!({ "kind": "add_layer", "at": 1, "units": 1024 }),
        "network.layers: expected at most 1048576 weights and biases, got 1051648",
    );
}

#[test]
fn limits_of_batches_hold_for_rows_that_are_not_read_again() {
    let mut document = serde_json::to_value(article().document()).unwrap();
    document["data"] = json!({ "generator": "circle", "samples": 65536, "test": { "fraction": 0.25 } });
    document["batch"] = json!({ "size": 65536 });
    let config = Config::from_json(&document.to_string()).unwrap();
    refused(
        &config,
        &json!({ "kind": "units", "layer": 0, "units": 100 }),
        "batch.size: expected at most 41527 samples a batch for 101 units, got 49152",
    );
    let changed = change(&config, &json!({ "kind": "units", "layer": 0, "units": 50 })).config;
    assert_eq!(changed.data, config.data);
}

#[test]
fn a_change_is_read_strictly() {
    let cases = [
        (json!(3), "expected a change (an object with a kind), got 3"),
        (json!({}), "kind: expected the kind of the change, got nothing"),
        (json!({ "kind": "units", "layer": 0 }), "units: expected a whole number, got nothing"),
        (
            json!({ "kind": "units", "layer": 0, "units": 2, "seed": 1 }),
            "seed: unknown field, expected one of layer, units, kind",
        ),
        (
            json!({ "kind": "units", "layer": -1, "units": 2 }),
            "layer: expected a whole number from 0 to 9007199254740991, got -1",
        ),
        (
            json!({ "kind": "units", "layer": 0, "units": -1 }),
            "units: expected a whole number from 1 to 1024, got -1",
        ),
        (json!({ "kind": "bias", "layer": 0, "bias": 1 }), "bias: expected true, false or \"frozen\", got 1"),
        (json!({ "kind": "shuffle", "shuffle": 1 }), "shuffle: expected true or false, got 1"),
        (
            json!({ "kind": "batch_size", "size": 0 }),
            "size: expected a whole number from 1 to 9007199254740991, got 0",
        ),
        (
            json!({ "kind": "optimizer_setting", "name": "momentum", "value": "x" }),
            "value: expected a finite number, got \"x\"",
        ),
    ];
    for (change, message) in cases {
        let error = SetupChange::from_node(&Node::from_json(&change.to_string()).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn everything_there_is_can_be_chosen() {
    let choices = Choices::all();
    let names = |choices: &[Choice]| -> Vec<&str> { choices.iter().map(|choice| choice.name).collect() };
    assert_eq!(names(&choices.activations), Activation::ALL.map(Activation::name));
    assert_eq!(names(&choices.losses), Loss::ALL.map(Loss::name));
    assert_eq!(names(&choices.inits), Method::ALL.map(Method::name));
    assert_eq!(choices.optimizers.len(), Optimizer::NAMES.len());
    let titles =
        choices.activations.iter().chain(&choices.losses).chain(&choices.inits).map(|choice| choice.title);
    for title in titles {
        assert!(!title.contains('_'), "{title} is a name, not a title");
    }
}

fn any_change() -> impl Strategy<Value = Value> {
    let layer = 0usize..4;
    let names = |names: Vec<&'static str>| prop::sample::select(names);
    prop_oneof![
        (1usize..5).prop_map(|count| json!({ "kind": "inputs", "count": count })),
        (0usize..4).prop_map(|at| json!({ "kind": "add_layer", "at": at })),
        layer.clone().prop_map(|layer| json!({ "kind": "remove_layer", "layer": layer })),
        (layer.clone(), 1usize..6)
            .prop_map(|(layer, units)| json!({ "kind": "units", "layer": layer, "units": units })),
        (layer.clone(), names(Activation::ALL.map(Activation::name).to_vec()))
            .prop_map(|(layer, name)| json!({ "kind": "activation", "layer": layer, "activation": name })),
        (layer.clone(), any::<bool>())
            .prop_map(|(layer, bias)| json!({ "kind": "bias", "layer": layer, "bias": bias })),
        (layer, any::<bool>())
            .prop_map(|(layer, frozen)| json!({ "kind": "freeze_layer", "layer": layer, "frozen": frozen })),
        names(Loss::ALL.map(Loss::name).to_vec()).prop_map(|loss| json!({ "kind": "loss", "loss": loss })),
        names(Optimizer::NAMES.to_vec()).prop_map(|method| json!({ "kind": "optimizer", "method": method })),
        (0u64..9).prop_map(|seed| json!({ "kind": "seed", "seed": seed })),
        Just(json!({ "kind": "draw" })),
    ]
}

proptest! {
    #![proptest_config(random::cases(200))]

    /// Whatever is changed into whatever, what comes of it is a document that comes back as it went, and trains.
    #[test]
    fn a_changed_experiment_is_an_experiment(document in random::document(), changes in prop::collection::vec(any_change(), 1..8)) {
        let mut config = Config::from_json(&document.to_string()).unwrap();
        for change in &changes {
            let Ok(changed) = config.changed(&read(change)) else { continue };
            let text = serde_json::to_string(&changed.config.document()).unwrap();
            prop_assert_eq!(&Config::from_json(&text).unwrap(), &changed.config);
            let fan_in = |config: &Config, layer: usize| config.network().layers.get(layer).map(|layer| (layer.inputs, layer.units));
            if !matches!(change["kind"].as_str(), Some("seed" | "draw" | "add_layer" | "remove_layer")) {
                for layer in 0..config.layers.len() {
                    if fan_in(&config, layer) == fan_in(&changed.config, layer) {
                        prop_assert_eq!(weights(&config, layer), weights(&changed.config, layer));
                    }
                }
            }
            config = changed.config;
        }
        let mut trainer = Trainer::new(config);
        trainer.train(2).unwrap();
    }
}
