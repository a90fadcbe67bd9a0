//! Other data for the same experiment: what of the network stays.

mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::config::change::{Changed, SetupChange};
use backprop_stepper::config::data::{DataConfig, Preparation};
use backprop_stepper::config::node::Node;
use backprop_stepper::dataset::Dataset;
use backprop_stepper::error::Result;
use backprop_stepper::loss::Loss;
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;
use serde_json::{Value, json};

fn experiment() -> Config {
    let document = json!({
        "version": 1,
        "network": {
            "inputs": 2,
            "layers": [
                { "units": 3, "activation": "tanh", "weights": [[1, 2, 3], [4, 5, 6]], "biases": [7, 8, 9], "frozen": [[1, 2]] },
                { "units": 2, "weights": [[1, 2], [3, 4], [5, 6]], "biases": [0.5, 0.25] }
            ],
            "init": { "method": "uniform", "seed": 4 }
        },
        "loss": "half_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.05 },
        "data": { "inputs": [[1, 2]], "targets": [[3, 4]] },
        "state": { "update": 3 }
    });
    Config::from_json(&document.to_string()).unwrap()
}

fn with(data: Value) -> Result<Config> {
    Ok(changed(data)?.config)
}

fn changed(data: Value) -> Result<Changed> {
    let experiment = experiment();
    experiment.with_data(experiment.read_data(&Node::from_json(&data.to_string()).unwrap())?)
}

#[test]
fn a_network_that_fits_stays_as_it_is() {
    let config = with(json!({ "generator": "moons" })).unwrap();
    assert_eq!(config.layers, experiment().layers, "two outputs, one for each class");
    assert_eq!(config.state, None, "a new run");
    assert_eq!(config.data.len(), 200);
    assert_eq!(changed(json!({ "generator": "moons" })).unwrap().notes, [""; 0]);
    let notes = changed(json!({ "generator": "sine" })).unwrap().notes;
    assert_eq!(
        notes,
        [
            "The network has 1 input and 1 output now.",
            "Layers 1 and 2 keep the weights that still have a place."
        ]
    );
}

#[test]
fn a_network_that_does_not_fit_is_resized() {
    let config = with(json!({ "generator": "sine" })).unwrap();
    assert_eq!((config.inputs, config.layers[1].units), (1, 1));
    assert_eq!(config.layers[0].weights.as_deref(), Some(&[1.0, 2.0, 3.0][..]));
    assert_eq!(config.layers[0].frozen, []);
    assert_eq!(config.layers[1].weights.as_deref(), Some(&[1.0, 3.0, 5.0][..]));
    assert_eq!(config.layers[1].biases.as_deref(), Some(&[0.5][..]));

    let config = with(json!({ "dataset": "iris" })).unwrap();
    let (first, last) = (&config.layers[0], &config.layers[1]);
    assert_eq!((config.inputs, last.units), (4, 3));
    let drawn = config.init.unwrap().weights(0, 4, 3);
    assert_eq!(first.weights.as_deref(), Some(&[&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &drawn[6..]].concat()[..]));
    assert_eq!((first.biases.as_deref(), &first.frozen[..]), (Some(&[7.0, 8.0, 9.0][..]), &[(1, 2)][..]));
    let drawn = config.init.unwrap().weights(1, 3, 3);
    let expected = [1.0, 2.0, drawn[2], 3.0, 4.0, drawn[5], 5.0, 6.0, drawn[8]];
    assert_eq!(last.weights.as_deref(), Some(&expected[..]));
    assert_eq!(last.biases.as_deref(), Some(&[0.5, 0.25, 0.0][..]));

    let rows = json!({ "inputs": [[1, 2, 3], [4, 5, 6]], "targets": [[1], [2]], "standardise": true });
    let config = with(rows).unwrap();
    assert_eq!((config.inputs, config.layers[1].units, config.data.len()), (3, 1, 2));
}

#[test]
fn classes_are_told_where_the_loss_is_for_amounts() {
    let advice = |config: Config| Trainer::new(config).loss_advice();
    let iris = with(json!({ "dataset": "iris" })).unwrap();
    let softmax = SetupChange::Loss { loss: Loss::CategoricalCrossEntropy };
    let followed = iris.changed(&softmax).unwrap().config;
    assert_eq!(followed.layers[1].activation, Activation::Softmax);
    assert_eq!(
        advice(iris).unwrap(),
        "Each sample belongs to one of 3 classes. Softmax with the categorical cross-entropy suits them better than \
         the half squared error: the outputs become probabilities."
    );
    assert_eq!(advice(followed), None);
    for targets in
        [json!([[1, 1], [0, 1]]), json!([[1, 0], [0.5, 0.5]]), json!([[1, 0], [2, -1]]), json!([[1], [0]])]
    {
        assert_eq!(advice(with(json!({ "inputs": [[1, 2], [3, 4]], "targets": targets })).unwrap()), None);
    }
}

#[test]
fn columns_keep_their_names() {
    let rows = |names: Value| json!({ "inputs": [[1, 2], [3, 4]], "targets": [[1], [0]], "names": names });
    let written = |config: &Config| serde_json::to_value(config.document()).unwrap()["data"]["names"].clone();
    let names = json!({ "inputs": ["width", "a <b>"], "targets": [""] });
    let config = with(rows(names.clone())).unwrap();
    assert_eq!(written(&config), names);
    assert_eq!(Config::from_json(&serde_json::to_string(&config.document()).unwrap()).unwrap(), config);
    let standardised = config.data.with_preparation(Preparation { standardise: true, test: None });
    for data in [config.data.with_sample(), config.data.without_sample(0), standardised] {
        assert_eq!(data.names(), config.data.names());
    }
    let resized = config.changed(&SetupChange::Inputs { count: 3 }).unwrap().config;
    assert_eq!(written(&resized)["inputs"], json!(["width", "a <b>", ""]));
    let resized = config.changed(&SetupChange::Inputs { count: 1 }).unwrap().config;
    assert_eq!(written(&resized)["inputs"], json!(["width"]));
    assert_eq!(written(&with(rows(json!({}))).unwrap()), Value::Null);

    let iris = with(json!({ "dataset": "iris" })).unwrap();
    assert_eq!(written(&iris), Value::Null, "the data set has them");
    assert_eq!(iris.data.names().targets, ["setosa", "versicolor", "virginica"]);
    let edited = iris.with_data(iris.data.without_sample(0)).unwrap().config;
    assert_eq!(written(&edited)["inputs"][2], "petal length");

    let long = "x".repeat(101);
    for (names, message) in [
        (json!([]), "data.names: expected an object with inputs and targets, got a list of 0"),
        (json!({ "outputs": [] }), "data.names.outputs: unknown field, expected one of inputs, targets"),
        (json!({ "inputs": ["a"] }), "data.names.inputs: expected 2 names (one per input), got 1"),
        (json!({ "targets": "a" }), "data.names.targets: expected 1 name (one per target), got \"a\""),
        (
            json!({ "inputs": ["a", 1] }),
            "data.names.inputs[1]: expected a text of at most 100 characters, got 1",
        ),
    ] {
        assert_eq!(with(rows(names)).unwrap_err().to_string(), message);
    }
    assert!(with(rows(json!({ "targets": [long] }))).is_err());
    assert_eq!(
        with(json!({ "dataset": "iris", "names": {} })).unwrap_err().to_string(),
        "data.names: expected nothing, since the dataset says which samples there are"
    );
}

#[test]
fn a_layer_that_is_frozen_as_a_whole_stays_so() {
    let mut experiment = experiment();
    experiment.layers[0].frozen = (0..6).map(|place| (place / 3, place % 3)).collect();
    let iris = experiment.read_data(&Node::from_json(r#"{ "dataset": "iris" }"#).unwrap()).unwrap();
    assert_eq!(experiment.with_data(iris).unwrap().config.layers[0].frozen.len(), 12);
}

#[test]
fn data_that_no_document_may_hold_are_refused() {
    let experiment = experiment();
    let of = |inputs: Vec<f64>, targets: Vec<f64>| {
        let rows = DataConfig::rows(Dataset::new(2, 2, inputs, targets), Preparation::default());
        experiment.with_data(rows).unwrap_err().to_string()
    };
    assert_eq!(of(vec![0.0, f64::NAN], vec![0.0; 2]), "data.inputs[0][1]: expected a finite number, got NaN");
    assert_eq!(of(vec![0.0; 2], vec![0.0]), "data.targets[0]: expected 2 numbers (one per output), got 0");
    assert_eq!(
        of(vec![0.0; 2 * 65_537], vec![0.0; 2 * 65_537]),
        "data.inputs: expected 1 to 65536 rows, got 65537"
    );
    let mut strict = experiment.clone();
    strict.loss = Loss::BinaryCrossEntropy;
    strict.layers[1].activation = Activation::Sigmoid;
    let rows = strict.read_data(&Node::from_json(r#"{ "inputs": [[1, 2]], "targets": [[1, 2]] }"#).unwrap());
    assert_eq!(
        strict.with_data(rows.unwrap()).unwrap_err().to_string(),
        "data.targets[0][1]: expected a number from 0 to 1 for binary_cross_entropy, got 2"
    );
}

proptest! {
    #![proptest_config(random::cases(200))]

    /// There are two ways to another number of inputs or outputs: the network, and the data. They lead to the same.
    #[test]
    fn resized_by_its_data_or_by_hand_it_is_the_same(
        document in random::document(), inputs in 1usize..7, outputs in 1usize..5, frozen in any::<bool>(),
    ) {
        let mut config = Config::from_json(&document.to_string()).unwrap();
        if frozen {
            config = config.changed(&SetupChange::FreezeLayer { layer: 0, frozen }).unwrap().config;
        }
        let last = config.layers.len() - 1;
        for (change, wide, high) in [
            (SetupChange::Inputs { count: inputs }, inputs, config.layers[last].units),
            (SetupChange::Units { layer: last, units: outputs }, config.inputs, outputs),
        ] {
            let Ok(by_hand) = config.changed(&change) else { continue };
            let by_data = config.with_data(config.data.with_columns(wide, high)).unwrap();
            prop_assert_eq!(&by_data.config.layers, &by_hand.config.layers);
            let text = serde_json::to_string(&by_data.config.document()).unwrap();
            prop_assert_eq!(Config::from_json(&text).unwrap(), by_data.config);
        }
    }
}

#[test]
fn samples_come_and_go() {
    let data = json!({ "dataset": "iris", "standardise": true, "test": { "fraction": 0.2 } });
    let config = with(data).unwrap();
    let more = config.with_data(config.data.with_sample()).unwrap().config;
    assert_eq!((more.data.len(), more.data.test_rows().len()), (151, 30));
    assert_eq!(
        (more.data.dataset.inputs(150), more.data.dataset.targets(150)),
        (&[0.0; 4][..], &[0.0; 3][..])
    );
    assert_eq!(more.data.dataset.inputs(0), config.data.dataset.inputs(0), "standardised already");
    assert!(!more.data.preparation().standardise);
    let less = more.with_data(more.data.without_sample(3)).unwrap().config;
    assert_eq!((less.data.len(), less.data.train_rows().len()), (150, 120));
    assert_eq!(less.data.dataset.inputs(3), config.data.dataset.inputs(4));
    assert_eq!(less.data.dataset.targets(149), [0.0; 3]);

    let two =
        with(json!({ "inputs": [[1], [2]], "targets": [[1], [2]], "test": { "fraction": 0.5 } })).unwrap();
    let error = two.with_data(two.data.without_sample(0)).unwrap_err();
    assert_eq!(error.to_string(), "data.test: expected at least 2 samples, one of them to train on, got 1");
    let one = experiment();
    let error = one.with_data(one.data.without_sample(0)).unwrap_err();
    assert_eq!(error.to_string(), "data.inputs: expected 1 to 65536 rows, got 0");
    let error = one.existing_sample(1).unwrap_err();
    assert_eq!(error.to_string(), "sample: expected a sample from 0 to 0, got 1");
}

#[test]
fn the_same_samples_are_prepared_in_another_way() {
    let node = |value: Value| Node::from_json(&value.to_string()).unwrap();
    let rows = json!({ "inputs": [[1], [2], [6]], "targets": [[1], [2], [3]] });
    for data in [rows, json!({ "generator": "line", "samples": 3 }), json!({ "dataset": "iris" })] {
        let raw = with(data).unwrap();
        let prepared = |config: &Config, value: Value| {
            let preparation = config.read_preparation(&node(value)).unwrap();
            config.with_data(config.data.with_preparation(preparation)).unwrap().config
        };
        let both = prepared(&raw, json!({ "standardise": true, "test": { "fraction": 0.4, "seed": 2 } }));
        assert_eq!(both.data.source(), raw.data.source());
        assert!(
            !both.data.test_rows().is_empty() && both.data.dataset.inputs(0) != raw.data.dataset.inputs(0)
        );
        assert_eq!(prepared(&both, json!({})).data, raw.data, "nothing is lost");
    }
    let error = experiment().read_preparation(&node(json!({ "test": { "fraction": 2 } }))).unwrap_err();
    assert_eq!(error.to_string(), "data.test.fraction: expected a number between 0 and 1, got 2");
}

#[test]
fn what_is_wrong_is_named() {
    for (data, message) in [
        (json!([]), "data: expected an object with inputs and targets, got a list of 0"),
        (json!({}), "data.inputs: expected a list of rows, got nothing"),
        (
            json!({ "inputs": [[1], [1, 2]], "targets": [[1], [1]] }),
            "data.inputs[1]: expected 1 number (one per input), got 2",
        ),
        (
            json!({ "inputs": [[]], "targets": [[1]] }),
            "data.inputs[0]: expected 1 number (one per input), got 0",
        ),
        (
            json!({ "inputs": [[1]], "targets": [1] }),
            "data.targets[0]: expected 2 numbers (one per output), got 1",
        ),
        (
            json!({ "generator": 1 }),
            "data.generator: expected one of \"xor\", \"and\", \"or\", \"circle\", \"spiral\", \"gaussians\", \"moons\", \"line\", \"sine\", got 1",
        ),
    ] {
        assert_eq!(with(data).unwrap_err().to_string(), message);
    }
    let wide = |width: usize| json!({ "inputs": [vec![0; width]], "targets": [[1]] });
    assert_eq!(
        with(wide(1025)).unwrap_err().to_string(),
        "data.inputs[0]: expected 1024 numbers (one per input), got 1025"
    );
    with(wide(1024)).unwrap();
}
