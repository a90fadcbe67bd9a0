//! The config document: every rule names its place, and every document comes back as it went.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::trainer::{Change, Trainer};
use proptest::prelude::*;
use serde_json::{Value, json};

fn article() -> Value {
    serde_json::from_str(include_str!("configs/article.json")).unwrap()
}

/// Changes the article's document at a JSON pointer; `null` there removes the member.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = article();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let place = document.pointer_mut(parent).unwrap();
    match place {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        Value::Object(members) => {
            members.insert(name.to_owned(), value);
        }
        _ => panic!("{pointer}"),
    }
    document
}

#[track_caller]
fn refused(pointer: &str, value: Value, message: &str) {
    let error = Config::from_json(&with(pointer, value).to_string()).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn each_rule_names_its_place() {
    let cases = [
        ("/version", json!(2), "version: expected 1, got 2"),
        (
            "/colour",
            json!("red"),
            "colour: unknown field, expected one of version, network, loss, optimizer, data, batch, update_order, state",
        ),
        ("/network", json!(3), "network: expected an object with inputs and layers, got 3"),
        ("/network/inputs", json!(0), "network.inputs: expected a whole number from 1 to 1024, got 0"),
        ("/network/inputs", json!(1.5), "network.inputs: expected a whole number from 1 to 1024, got 1.5"),
        ("/network/inputs", json!("2"), "network.inputs: expected a whole number from 1 to 1024, got \"2\""),
        ("/network/layers", json!([]), "network.layers: expected 1 to 16 layers, got 0"),
        (
            "/network/layers/0/unit",
            json!(2),
            "network.layers[0].unit: unknown field, expected one of units, activation, bias, weights, biases, frozen",
        ),
        (
            "/network/layers/0/units",
            json!(1025),
            "network.layers[0].units: expected a whole number from 1 to 1024, got 1025",
        ),
        (
            "/network/layers/0/activation",
            json!("step"),
            "network.layers[0].activation: expected one of \"identity\", \"sigmoid\", \"tanh\", \"relu\", \"leaky_relu\", \"elu\", \"softplus\", \"gelu\", \"silu\", \"softmax\", got \"step\"",
        ),
        (
            "/network/layers/0/bias",
            json!("thawed"),
            "network.layers[0].bias: expected true, false or \"frozen\", got \"thawed\"",
        ),
        (
            "/network/layers/0/biases",
            json!([1, 2]),
            "network.layers[0].biases: expected none, since bias is false",
        ),
        (
            "/network/layers/1/weights",
            json!([[1], [2], [3]]),
            "network.layers[1].weights: expected 2 rows (one per input) of 1 number, got 3 rows",
        ),
        (
            "/network/layers/1/weights",
            json!("w"),
            "network.layers[1].weights: expected 2 rows (one per input) of 1 number, got \"w\"",
        ),
        (
            "/network/layers/1/weights/0",
            json!([1, 2]),
            "network.layers[1].weights[0]: expected 1 number (one per unit), got 2",
        ),
        (
            "/network/layers/1/weights/0/0",
            json!(null),
            "network.layers[1].weights[0][0]: expected a finite number, got null",
        ),
        (
            "/network/layers/0/frozen",
            json!([[0, 2]]),
            "network.layers[0].frozen[0][1]: expected a whole number from 0 to 1, got 2",
        ),
        (
            "/network/init",
            json!({ "method": "magic" }),
            "network.init.method: expected one of \"xavier_uniform\", \"xavier_normal\", \"he_uniform\", \"he_normal\", \"uniform\", \"normal\", \"zeros\", got \"magic\"",
        ),
        (
            "/network/init",
            json!({ "seed": -1 }),
            "network.init.seed: expected a whole number from 0 to 9007199254740991, got -1",
        ),
        (
            "/loss",
            json!("hinge"),
            "loss: expected one of \"half_squared_error\", \"mean_squared_error\", \"mean_absolute_error\", \"huber\", \"binary_cross_entropy\", \"categorical_cross_entropy\", got \"hinge\"",
        ),
        (
            "/optimizer/learning_rate",
            json!(-0.1),
            "optimizer.learning_rate: expected a number of at least 0, got -0.1",
        ),
        (
            "/optimizer/nesterov",
            json!(true),
            "optimizer.nesterov: expected false, since nesterov needs momentum, got true",
        ),
        (
            "/optimizer/beta1",
            json!(0.9),
            "optimizer.beta1: unknown field, expected one of method, learning_rate, momentum, nesterov, weight_decay",
        ),
        (
            "/optimizer",
            json!({ "method": "adam", "learning_rate": 0.1, "beta2": 1 }),
            "optimizer.beta2: expected a number of at least 0 and below 1, got 1",
        ),
        (
            "/optimizer",
            json!({ "method": "adagrad", "learning_rate": 0.1, "epsilon": -1e-10 }),
            "optimizer.epsilon: expected a number of at least 0, got -1e-10",
        ),
        (
            "/network/layers/0/activation",
            json!("softmax"),
            "network.layers[0].activation: expected another function, since \"softmax\" stands on the last layer (layers[1]) only",
        ),
        (
            "/loss",
            json!("binary_cross_entropy"),
            "loss: expected a last layer with \"sigmoid\" or \"softmax\" for binary_cross_entropy, got \"identity\"",
        ),
        (
            "/state",
            json!({ "update": 1, "second_moment": [] }),
            "state.second_moment: expected none, since sgd as it is set keeps none",
        ),
        ("/data/inputs", json!([]), "data.inputs: expected 1 to 65536 rows, got 0"),
        ("/data/inputs", json!([[5, 4, 3]]), "data.inputs[0]: expected 2 numbers (one per input), got 3"),
        (
            "/data/targets",
            json!([[2], [3]]),
            "data.targets: expected 1 row (one per sample) of 1 number, got 2 rows",
        ),
        ("/data/inputs/0/1", json!(true), "data.inputs[0][1]: expected a finite number, got true"),
        (
            "/batch",
            json!({ "size": 0 }),
            "batch.size: expected a whole number from 1 to 9007199254740991, got 0",
        ),
        ("/batch", json!({ "shuffle": 1 }), "batch.shuffle: expected true or false, got 1"),
        (
            "/update_order",
            json!("never"),
            "update_order: expected one of \"simultaneous\", \"in_place\", got \"never\"",
        ),
        (
            "/state",
            json!({ "operation": 20 }),
            "state.operation: expected a whole number from 0 to 19, got 20",
        ),
    ];
    for (pointer, value, message) in cases {
        refused(pointer, value, message);
    }
}

#[test]
fn targets_of_a_cross_entropy_lie_between_0_and_1() {
    let mut document = with("/network/layers/1/activation", json!("softmax"));
    document["loss"] = json!("categorical_cross_entropy");
    let error = Config::from_json(&document.to_string()).unwrap_err().to_string();
    assert_eq!(
        error,
        "data.targets[0][0]: expected a number from 0 to 1 for categorical_cross_entropy, got 2"
    );
    document["data"]["targets"] = json!([[1]]);
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).unwrap());
    let change = Change::Target { sample: 0, output: 0, value: 1.5 };
    assert!(trainer.edit(change).unwrap_err().to_string().contains("from 0 to 1"));
    trainer.edit(change.to(0.5)).unwrap();
}

#[test]
fn what_an_optimizer_keeps_has_the_shape_of_the_network() {
    let mut document = with("/optimizer", json!({ "method": "rmsprop", "learning_rate": 0.1 }));
    let layer = json!({ "weights": [[0, 1], [2, 3]] });
    for (kept, message) in [
        (json!([layer]), "state.second_moment: expected 2 layers, got 1"),
        (json!([layer, layer]), "state.second_moment[1].weights[0]: expected 1 number (one per unit), got 2"),
        (
            json!([layer, { "weights": [[1], [-1]] }]),
            "state.second_moment[1].weights: expected numbers of at least 0, got -1",
        ),
        (
            json!([layer, { "weights": [[1], [1]], "biases": [1] }]),
            "state.second_moment[1].biases: expected none, since bias is false",
        ),
    ] {
        document["state"] = json!({ "update": 4, "second_moment": kept });
        assert_eq!(Config::from_json(&document.to_string()).unwrap_err().to_string(), message);
    }
    document["state"]["second_moment"] = json!([layer, { "weights": [[4], [5]] }]);
    let trainer = Trainer::new(Config::from_json(&document.to_string()).unwrap());
    assert_eq!(trainer.moment_of(0, 0, Some(1), 0), Some(2.0));
    assert_eq!(trainer.moment_of(0, 1, Some(1), 0), Some(5.0));
}

#[test]
fn what_was_kept_before_the_first_update_stays_in_the_document() {
    let mut document = article();
    document["optimizer"]["momentum"] = json!(0.9);
    let kept = json!([{ "weights": [[1, 2], [3, 4]] }, { "weights": [[5], [6]] }]);
    document["state"] = json!({ "update": 0, "momentum": kept });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).unwrap());
    let mut again = Trainer::new(trainer.config_now());
    trainer.update();
    again.update();
    assert_eq!(again.network(), trainer.network());
}

#[test]
fn what_is_missing_is_named() {
    for (pointer, message) in [
        ("version", "version: expected 1, got nothing"),
        ("network", "network: expected an object with inputs and layers, got nothing"),
        ("loss", "loss: expected the name of a loss, got nothing"),
        ("optimizer", "optimizer: expected an object with method and learning_rate, got nothing"),
        ("data", "data: expected an object with inputs and targets, got nothing"),
    ] {
        let mut document = article();
        document.as_object_mut().unwrap().remove(pointer);
        assert_eq!(Config::from_json(&document.to_string()).unwrap_err().to_string(), message);
    }
}

#[test]
fn limits_hold() {
    let layers = |units: &[usize]| units.iter().map(|units| json!({ "units": units })).collect::<Value>();
    refused(
        "/network/layers",
        layers(&[1024, 1024, 1]),
        "network.layers: expected at most 1048576 weights and biases, got 1053697",
    );
    refused("/network/layers", layers(&[1; 17]), "network.layers: expected 1 to 16 layers, got 17");
    let mut document = with("/network/layers", layers(&[1000, 1]));
    document["data"] = json!({ "inputs": vec![[1, 2]; 5000], "targets": vec![[1]; 5000] });
    let error = Config::from_json(&document.to_string()).unwrap_err();
    assert_eq!(error.to_string(), "batch: expected at most 4190 samples a batch for 1001 units, got 5000");
    document["batch"] = json!({ "size": 4190 });
    Config::from_json(&document.to_string()).unwrap();
}

#[test]
fn text_that_is_not_json_says_where() {
    let error = Config::from_json("{ \"version\": 1,, }").unwrap_err().to_string();
    assert!(error.starts_with("not JSON: ") && error.contains("line 1 column"), "{error}");
    let twice = r#"{ "version": 1, "version": 1 }"#;
    assert_eq!(
        Config::from_json(twice).unwrap_err().to_string(),
        "version: expected this field once, got it twice"
    );
    assert!(Config::from_json(&"[".repeat(100_000)).is_err());
}

#[test]
fn defaults_are_those_of_the_contract() {
    let mut document = article();
    document["network"]["layers"] = json!([{ "units": 3 }]);
    document["data"]["targets"] = json!([[1, 2, 3]]);
    let config = Config::from_json(&document.to_string()).unwrap();
    let network = config.network();
    assert_eq!(network.layers[0].activation.name(), "identity");
    assert_eq!(network.layers[0].biases, [0.0; 3]);
    let limit = (6.0f64 / 5.0).sqrt();
    assert!(network.layers[0].weights.iter().all(|w| w.abs() <= limit && *w != 0.0));
    assert_eq!(config.network(), network, "a seeded start is the same each time");
    document["batch"] = json!({ "size": 1000 });
    assert_eq!(Config::from_json(&document.to_string()).unwrap().batch_size(), 1);
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn round_trip(document in random::document()) {
        let config = Config::from_json(&document.to_string()).unwrap();
        let written = serde_json::to_string(&config.document()).unwrap();
        prop_assert_eq!(&Config::from_json(&written).unwrap(), &config);
        let drawn = config.with_network(&config.network());
        let written = serde_json::to_string(&drawn.document()).unwrap();
        prop_assert_eq!(Config::from_json(&written).unwrap().network(), config.network());
    }
}
