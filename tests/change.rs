//! Changes of an experiment keep what can be kept, mend what goes together, and refuse the rest by name.

mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::change::{Changed, SetupChange};
use backprop_stepper::config::choices::Choices;
use backprop_stepper::config::node::Node;
use backprop_stepper::config::{BatchConfig, Config};
use backprop_stepper::init::Method;
use backprop_stepper::loss::Loss;
use backprop_stepper::network::Bias;
use backprop_stepper::optimizer::Optimizer;
use backprop_stepper::trainer::Trainer;
use backprop_stepper::update::Order;
use proptest::prelude::*;
use serde_json::{Value, json};

fn article() -> Config {
    Config::from_json(include_str!("configs/article.json")).unwrap()
}

/// 2 inputs, 3 tanh, 2 outputs, all weights drawn.
fn drawn(loss: &str, activation: &str) -> Config {
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

fn read(change: &Value) -> SetupChange {
    SetupChange::from_node(&Node::from_json(&change.to_string()).unwrap()).unwrap()
}

#[track_caller]
fn change(config: &Config, change: &Value) -> Changed {
    config.changed(&read(change)).unwrap()
}

#[track_caller]
fn refused(config: &Config, change: &Value, message: &str) {
    assert_eq!(config.changed(&read(change)).unwrap_err().to_string(), message);
}

fn weights(config: &Config, layer: usize) -> Vec<f64> {
    config.network().layers[layer].weights.clone()
}

// ---- layers ---------------------------------------------------------------------------------------------------

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
    assert!(notes.is_empty());

    let config = change(&article(), &json!({ "kind": "add_layer", "at": 0, "units": 4 })).config;
    assert_eq!(config.layers.iter().map(|layer| layer.units).collect::<Vec<_>>(), [4, 2, 1]);
}

#[test]
fn a_layer_at_the_end_becomes_the_output() {
    let before = drawn("categorical_cross_entropy", "softmax");
    let Changed { config, .. } = change(&before, &json!({ "kind": "add_layer", "at": 2 }));
    let shape: Vec<_> = config.layers.iter().map(|layer| (layer.units, layer.activation)).collect();
    assert_eq!(shape, [(3, Activation::Tanh), (2, Activation::Tanh), (2, Activation::Softmax)]);
    assert_eq!(weights(&config, 1), weights(&before, 1));
}

#[test]
fn without_its_last_layer_the_one_before_gives_the_outputs() {
    let before = drawn("categorical_cross_entropy", "softmax");
    let Changed { config, notes } = change(&before, &json!({ "kind": "remove_layer", "layer": 1 }));
    assert_eq!((config.layers[0].units, config.layers[0].activation), (2, Activation::Softmax));
    assert_eq!(notes[0], "Layer 1 is the last one now and has a unit for each of 2 targets.");
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

// ---- functions ------------------------------------------------------------------------------------------------

#[test]
fn a_loss_brings_the_activation_it_needs() {
    let Changed { config, notes } = change(
        &drawn("half_squared_error", "tanh"),
        &json!({ "kind": "loss", "loss": "categorical_cross_entropy" }),
    );
    assert_eq!(config.layers[1].activation, Activation::Softmax);
    assert_eq!(notes, ["Layer 2 is softmax now, as categorical cross-entropy needs it."]);

    let Changed { config, notes } = change(
        &drawn("half_squared_error", "tanh"),
        &json!({ "kind": "loss", "loss": "binary_cross_entropy" }),
    );
    assert_eq!(config.layers[1].activation, Activation::Sigmoid);
    assert_eq!(notes, ["Layer 2 is sigmoid now, as binary cross-entropy needs it."]);

    for kept in ["sigmoid", "softmax"] {
        let before = drawn("half_squared_error", kept);
        let Changed { config, notes } =
            change(&before, &json!({ "kind": "loss", "loss": "binary_cross_entropy" }));
        assert_eq!(config.layers[1].activation.name(), kept);
        assert!(notes.is_empty());
    }
}

#[test]
fn an_activation_brings_a_loss_that_takes_it() {
    let before = drawn("categorical_cross_entropy", "softmax");
    let Changed { config, notes } =
        change(&before, &json!({ "kind": "activation", "layer": 1, "activation": "relu" }));
    assert_eq!((config.loss, config.layers[1].activation), (Loss::MeanSquaredError, Activation::Relu));
    assert_eq!(
        notes,
        ["The loss is the mean squared error now: categorical cross-entropy can’t be taken of ReLU."]
    );
    let config = change(&before, &json!({ "kind": "activation", "layer": 0, "activation": "relu" })).config;
    assert_eq!(config.loss, Loss::CategoricalCrossEntropy);
}

#[test]
fn what_can_not_be_mended_is_refused() {
    let error =
        article().changed(&read(&json!({ "kind": "loss", "loss": "binary_cross_entropy" }))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "data.targets[0][0]: expected a number from 0 to 1 for binary_cross_entropy, got 2"
    );
    let error = article()
        .changed(&read(&json!({ "kind": "activation", "layer": 0, "activation": "softmax" })))
        .unwrap_err();
    assert!(error.to_string().starts_with("network.layers[0].activation: expected another"), "{error}");
}

#[test]
fn softmax_of_one_unit_is_pointed_out() {
    let Changed { notes, .. } =
        change(&article(), &json!({ "kind": "activation", "layer": 1, "activation": "softmax" }));
    assert_eq!(notes, ["Softmax of a single unit is always 1: it needs a unit for each class."]);
}

#[test]
fn an_optimizer_comes_with_its_usual_settings_and_the_learning_rate_there_is() {
    for method in Optimizer::NAMES {
        let config = change(&article(), &json!({ "kind": "optimizer", "method": method })).config;
        assert_eq!(Some(config.optimizer), Optimizer::usual(method, article().optimizer.learning_rate()));
        for setting in Optimizer::settings(method) {
            if setting.name == "nesterov" {
                continue;
            }
            let change = json!({ "kind": "optimizer_setting", "name": setting.name, "value": 0.25 });
            let config = self::change(&config, &change).config;
            assert_eq!(config.optimizer.get(setting.name), Some(0.25), "{method} {}", setting.name);
        }
    }
    let rate = json!({ "kind": "optimizer_setting", "name": "learning_rate", "value": 0.5 });
    assert_eq!(change(&article(), &rate).config.optimizer.learning_rate(), 0.5);
}

#[test]
fn nesterov_and_momentum_go_together() {
    let on = json!({ "kind": "optimizer_setting", "name": "nesterov", "value": true });
    let Changed { config, notes } = change(&article(), &on);
    assert_eq!(config.optimizer.get("momentum"), Some(0.9));
    assert_eq!(notes, ["Nesterov’s rule needs momentum, which is 0.9 now."]);
    let off = json!({ "kind": "optimizer_setting", "name": "momentum", "value": 0 });
    let Changed { config, notes } = change(&config, &off);
    assert_eq!(config.optimizer.get("nesterov"), Some(0.0));
    assert_eq!(notes, ["Nesterov’s rule needs momentum, so it is off now."]);
}

#[test]
fn settings_are_checked_like_those_of_a_document() {
    let setting =
        |name: &str, value: Value| json!({ "kind": "optimizer_setting", "name": name, "value": value });
    refused(
        &article(),
        &setting("beta1", json!(0.5)),
        "name: expected a setting of sgd (learning_rate, momentum, nesterov, weight_decay), got \"beta1\"",
    );
    refused(
        &article(),
        &setting("momentum", json!(-1)),
        "optimizer.momentum: expected a number of at least 0, got -1",
    );
    refused(
        &article(),
        &setting("learning_rate", json!(-1)),
        "optimizer.learning_rate: expected a number of at least 0, got -1",
    );
    refused(
        &article(),
        &setting("nesterov", json!(0.5)),
        "optimizer.nesterov: expected true or false, got 0.5",
    );
}

// ---- the start ------------------------------------------------------------------------------------------------

#[test]
fn a_method_or_a_seed_draws_all_weights_anew() {
    for (method, name) in Method::ALL.map(|method| (method, method.name())) {
        let Changed { config, notes } = change(&article(), &json!({ "kind": "init", "method": name }));
        assert_eq!(config.init.map(|init| init.method), Some(method));
        assert!(config.layers.iter().all(|layer| layer.weights.is_none()), "{name}");
        assert_eq!(notes.len(), 1);
    }
    let Changed { config, notes } = change(&article(), &json!({ "kind": "seed", "seed": 5 }));
    assert_eq!(config.init.map(|init| init.seed), Some(5));
    assert_eq!(notes, ["All weights are drawn anew, from seed 5."]);
    let again = change(&config, &json!({ "kind": "draw" })).config;
    assert_eq!(again.init.map(|init| init.seed), Some(6));
    assert_ne!(weights(&again, 0), weights(&config, 0));
    let last = change(&article(), &json!({ "kind": "seed", "seed": 9_007_199_254_740_991_u64 })).config;
    assert_eq!(change(&last, &json!({ "kind": "draw" })).config.init.map(|init| init.seed), Some(0));
}

#[test]
fn frozen_biases_are_part_of_the_experiment_and_trained_ones_start_again() {
    let mut document = serde_json::to_value(article().document()).unwrap();
    document["network"]["layers"][0]["bias"] = json!("frozen");
    document["network"]["layers"][0]["biases"] = json!([0.35, 0.36]);
    document["network"]["layers"][1]["bias"] = json!(true);
    document["network"]["layers"][1]["biases"] = json!([0.6]);
    let config = Config::from_json(&document.to_string()).unwrap();
    let config = change(&config, &json!({ "kind": "draw" })).config;
    assert_eq!(config.network().layers[0].biases, [0.35, 0.36]);
    assert_eq!(config.network().layers[1].biases, [0.0]);
}

#[test]
fn batches_and_order_change_alone() {
    let before = article();
    let changes = [
        (json!({ "kind": "batch_size", "size": 2 }), BatchConfig { size: Some(2), ..BatchConfig::USUAL }),
        (json!({ "kind": "batch_size", "size": null }), BatchConfig::USUAL),
        (
            json!({ "kind": "shuffle", "shuffle": true }),
            BatchConfig { shuffle: true, ..before.batch.unwrap_or(BatchConfig::USUAL) },
        ),
        (
            json!({ "kind": "shuffle_seed", "seed": 4 }),
            BatchConfig { seed: 4, ..before.batch.unwrap_or(BatchConfig::USUAL) },
        ),
    ];
    for (change, batch) in changes {
        let batch = BatchConfig {
            size: if change["kind"] == "batch_size" {
                batch.size
            } else {
                before.batch.and_then(|batch| batch.size)
            },
            ..batch
        };
        let Changed { config, notes } = self::change(&before, &change);
        assert_eq!(config, Config { batch: Some(batch), ..before.clone() }, "{change}");
        assert!(notes.is_empty());
    }
    let config = change(&before, &json!({ "kind": "update_order", "order": "in_place" })).config;
    assert_eq!(config, Config { order: Order::InPlace, ..before });
}

// ---- of a run -------------------------------------------------------------------------------------------------

#[test]
fn a_run_hands_on_its_trained_weights_and_forgets_the_rest() {
    let mut config = article();
    config.optimizer = Optimizer::usual("adam", 0.01).unwrap();
    let mut trainer = Trainer::new(config);
    trainer.train(5).unwrap();
    let trained = trainer.network().clone();
    let changed =
        trainer.changed(&read(&json!({ "kind": "activation", "layer": 0, "activation": "gelu" }))).unwrap();
    assert_eq!(changed.config.network().layers[0].weights, trained.layers[0].weights);
    assert_eq!(changed.config.state, None);
}

#[test]
fn what_was_drawn_stays_absent_until_something_changes_it() {
    let mut trainer = Trainer::new(drawn("half_squared_error", "identity"));
    assert_eq!(trainer.experiment(), drawn("half_squared_error", "identity"));
    trainer.set_weight(1, 0, 0, 2.0).unwrap();
    let experiment = trainer.experiment();
    assert_eq!(experiment.layers[0].weights, None);
    assert_eq!(experiment.network(), *trainer.network());
    trainer.reset();
    trainer.train(1).unwrap();
    assert!(
        trainer.experiment().layers.iter().all(|layer| layer.weights.is_some() && layer.biases.is_some())
    );
}

// ---- wrong changes --------------------------------------------------------------------------------------------

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
    let names = |choices: &[backprop_stepper::config::choices::Choice]| -> Vec<&str> {
        choices.iter().map(|choice| choice.name).collect()
    };
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

// ---- any change of any experiment -----------------------------------------------------------------------------

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
