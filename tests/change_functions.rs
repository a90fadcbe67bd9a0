//! Functions that go together change together; a start is drawn anew, or handed on by a run.

mod changed;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::change::Changed;
use backprop_stepper::config::{BatchConfig, Config};
use backprop_stepper::init::Method;
use backprop_stepper::loss::Loss;
use backprop_stepper::optimizer::Optimizer;
use backprop_stepper::trainer::Trainer;
use backprop_stepper::update::Order;
use changed::{article, change, drawn, read, refused, weights};
use serde_json::{Value, json};

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
        "loss: target 1 of sample 1 is 2; binary cross-entropy needs targets from 0 to 1"
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
fn frozen_weights_are_part_of_the_experiment() {
    let freeze = json!({ "kind": "freeze_weight", "layer": 0, "input": 0, "unit": 1, "frozen": true });
    for before in [article(), drawn("half_squared_error", "identity")] {
        let frozen = change(&before, &freeze).config;
        for (again, note) in [
            (json!({ "kind": "draw" }), "All weights but the frozen ones are drawn anew, from seed"),
            (
                json!({ "kind": "seed", "seed": 9 }),
                "All weights but the frozen ones are drawn anew, from seed 9.",
            ),
            (json!({ "kind": "init", "method": "zeros" }), "All weights but the frozen ones are 0."),
        ] {
            let Changed { config, notes } = change(&frozen, &again);
            assert!(notes[0].starts_with(note), "{notes:?}");
            let (old, new) = (weights(&before, 0), weights(&config, 0));
            let drawn = config.init.unwrap().weights(0, 2, config.layers[0].units);
            assert_eq!((new[1], new[0], &new[2..]), (old[1], drawn[0], &drawn[2..]));
            assert_eq!(config.layers[1].weights, None);
        }
        let all = change(&before, &json!({ "kind": "freeze_layer", "layer": 0, "frozen": true })).config;
        assert_eq!(weights(&change(&all, &json!({ "kind": "draw" })).config, 0), weights(&before, 0));
    }
}

#[test]
fn a_softmax_of_one_unit_is_spoken_of_where_it_comes_about() {
    let softmax = change(&article(), &json!({ "kind": "activation", "layer": 1, "activation": "softmax" }));
    let said = |notes: &[String]| notes.iter().any(|note| note.starts_with("Softmax of a single unit"));
    assert!(said(&softmax.notes));
    for (other, says) in [
        (json!({ "kind": "bias", "layer": 0, "bias": true }), false),
        (json!({ "kind": "optimizer", "method": "adam" }), false),
        (json!({ "kind": "shuffle", "shuffle": true }), false),
        (json!({ "kind": "draw" }), false),
        (json!({ "kind": "add_layer", "at": 1 }), true),
    ] {
        assert_eq!(said(&change(&softmax.config, &other).notes), says, "{other}");
    }
}

#[test]
fn batches_and_order_change_alone() {
    let before = article();
    let changes = [
        (json!({ "kind": "batch_size", "size": 1 }), BatchConfig { size: Some(1), ..BatchConfig::USUAL }),
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
    let Changed { config, notes } = change(&before, &json!({ "kind": "batch_size", "size": 99 }));
    assert_eq!(config.batch.and_then(|batch| batch.size), None, "as the form shows it");
    assert_eq!(notes, ["There is only 1 sample to train on: a batch takes all of them."]);
    let config = change(&before, &json!({ "kind": "update_order", "order": "in_place" })).config;
    assert_eq!(config, Config { order: Order::InPlace, ..before });
}

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
