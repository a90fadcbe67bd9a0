//! The data of a document: generators, iris, standardising.

use backprop_stepper::config::Config;
use backprop_stepper::dataset::generate::{Generated, Generator};
use backprop_stepper::dataset::{Dataset, TestSplit, iris};
use serde_json::{Value, json};

fn document(inputs: usize, outputs: usize, data: Value) -> Value {
    json!({
        "version": 1,
        "network": { "inputs": inputs, "layers": [{ "units": 3, "activation": "tanh" }, { "units": outputs }] },
        "loss": "half_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.05 },
        "data": data
    })
}

fn config(inputs: usize, outputs: usize, data: Value) -> Config {
    Config::from_json(&document(inputs, outputs, data).to_string()).unwrap()
}

fn refused(inputs: usize, outputs: usize, data: Value, message: &str) {
    let error = Config::from_json(&document(inputs, outputs, data).to_string()).unwrap_err();
    assert_eq!(error.to_string(), message);
}

fn written(config: &Config) -> Value {
    serde_json::to_value(config.document()).unwrap()["data"].clone()
}

#[test]
fn what_was_written_comes_back() {
    for (inputs, outputs, data) in [
        (2, 1, json!({ "generator": "circle", "samples": 50, "noise": 0.1, "seed": 7 })),
        (1, 1, json!({ "generator": "sine", "samples": 9, "noise": 0.0, "seed": 0, "standardise": true })),
        (4, 3, json!({ "dataset": "iris", "standardise": true, "test": { "fraction": 0.2, "seed": 3 } })),
        (2, 1, json!({ "inputs": [[1.0, 2.0], [3.0, 5.0]], "targets": [[1.0], [0.0]], "standardise": true })),
        (2, 1, json!({ "inputs": [[1.0, 2.0], [3.0, 5.0]], "targets": [[1.0], [0.0]] })),
    ] {
        let config = config(inputs, outputs, data.clone());
        assert_eq!(written(&config), data);
        let again = Config::from_json(&serde_json::to_string(&config.document()).unwrap()).unwrap();
        assert_eq!(again, config);
    }
    let defaults = |name: &str| written(&config(2, 1, json!({ "generator": name })));
    assert_eq!(defaults("moons"), json!({ "generator": "moons", "samples": 200, "noise": 0.0, "seed": 1 }));
    assert_eq!(defaults("xor"), json!({ "generator": "xor", "samples": 4, "noise": 0.0, "seed": 1 }));
}

#[test]
fn what_is_wrong_is_named() {
    let generator = |more: Value| {
        let mut data = json!({ "generator": "circle" });
        data.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        data
    };
    let rows = json!({ "inputs": [[1, 2]], "targets": [[1]] });
    let with = |name: &str, value: Value| {
        let mut data = rows.clone();
        data[name] = value;
        data
    };
    for (data, message) in [
        (
            json!({ "generator": "foo" }),
            "data.generator: expected one of \"xor\", \"and\", \"or\", \"circle\", \"spiral\", \"gaussians\", \"moons\", \"line\", \"sine\", got \"foo\"",
        ),
        (json!({ "dataset": "mnist" }), "data.dataset: expected \"iris\", got \"mnist\""),
        (generator(json!({ "samples": 0 })), "data.samples: expected a whole number from 1 to 65536, got 0"),
        (generator(json!({ "noise": -1 })), "data.noise: expected a number from 0 to 10, got -1"),
        (generator(json!({ "noise": null })), "data.noise: expected a finite number, got null"),
        (
            generator(json!({ "seed": 1.5 })),
            "data.seed: expected a whole number from 0 to 9007199254740991, got 1.5",
        ),
        (
            generator(json!({ "inputs": [[1, 2]] })),
            "data.inputs: expected nothing, since the generator says which samples there are",
        ),
        (
            generator(json!({ "dataset": "iris" })),
            "data.dataset: expected nothing, since the generator says which samples there are",
        ),
        (with("noise", json!(0.1)), "data.noise: expected only beside a generator"),
        (with("standardise", json!(1)), "data.standardise: expected true or false, got 1"),
        (with("test", json!(0.5)), "data.test: expected an object with fraction and seed, got 0.5"),
        (with("test", json!({})), "data.test.fraction: expected a number between 0 and 1, got nothing"),
        (
            with("test", json!({ "fraction": 1 })),
            "data.test.fraction: expected a number between 0 and 1, got 1",
        ),
        (
            with("test", json!({ "fraction": 0.5 })),
            "data.test: expected at least 2 samples, one of them to train on, got 1",
        ),
        (
            with("shape", json!(1)),
            "data.shape: unknown field, expected one of inputs, targets, names, generator, samples, noise, seed, dataset, standardise, test",
        ),
    ] {
        refused(2, 1, data, message);
    }
    refused(
        3,
        1,
        json!({ "generator": "circle" }),
        "data: expected a network with 2 inputs and 1 output (or 2, one for each class) for \"circle\", got 3 inputs and 1 output",
    );
    refused(
        1,
        2,
        json!({ "generator": "sine" }),
        "data: expected a network with 1 input and 1 output for \"sine\", got 1 input and 2 outputs",
    );
    refused(
        2,
        3,
        json!({ "dataset": "iris" }),
        "data: expected a network with 4 inputs and 3 outputs for \"iris\", got 2 inputs and 3 outputs",
    );
}

#[test]
fn the_four_corners() {
    for (name, targets) in
        [("xor", [0.0, 1.0, 1.0, 0.0]), ("and", [0.0, 0.0, 0.0, 1.0]), ("or", [0.0, 1.0, 1.0, 1.0])]
    {
        let data = config(2, 1, json!({ "generator": name })).data.dataset;
        let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
        for row in 0..4 {
            assert_eq!(data.inputs(row), corners[row]);
            assert_eq!(data.targets(row), [targets[row]]);
        }
    }
}

fn every(samples: usize, noise: f64, seed: u64) -> impl Iterator<Item = (Generator, Dataset)> {
    Generator::ALL
        .into_iter()
        .map(move |generator| (generator, Generated { generator, samples, noise, seed }.dataset(1)))
}

#[test]
fn generators_follow_their_seed_alone() {
    for ((generator, one), (_, again)) in every(40, 0.1, 5).zip(every(40, 0.1, 5)) {
        assert_eq!(one, again, "{}", generator.name());
    }
    for ((generator, one), (_, other)) in every(40, 0.1, 5).zip(every(40, 0.1, 6)) {
        assert_ne!(one, other, "{}", generator.name());
    }
    for (generator, data) in every(41, 0.0, 1) {
        assert_eq!(data.len(), 41);
        for row in 0..data.len() {
            let numbers = data.inputs(row).iter().chain(data.targets(row));
            assert!(numbers.clone().all(|x| (-1.6..=1.6).contains(x)), "{}: {numbers:?}", generator.name());
        }
    }
}

#[test]
fn shapes_are_what_they_say() {
    for (generator, data) in every(400, 0.0, 3) {
        for row in 0..data.len() {
            let (x, y) = (data.inputs(row), data.targets(row)[0]);
            let radius = x.iter().map(|x| x * x).sum::<f64>().sqrt();
            match generator {
                Generator::Circle if y == 1.0 => assert!(radius <= 0.4),
                Generator::Circle => assert!((0.7..=1.0).contains(&radius)),
                Generator::Spiral => {
                    let along = (radius - 0.1) / 0.9;
                    let angle = 3.0 * std::f64::consts::PI * along + std::f64::consts::PI * y;
                    assert!((x[0] - radius * libm::cos(angle)).abs() < 1e-9, "{row}");
                    assert!((x[1] - radius * libm::sin(angle)).abs() < 1e-9, "{row}");
                }
                Generator::Line => assert!((y - (0.5 * x[0] + 0.25)).abs() < 1e-12),
                Generator::Sine => assert!((y - libm::sin(std::f64::consts::PI * x[0])).abs() < 1e-12),
                _ => assert!(y == 0.0 || y == 1.0),
            }
        }
        if generator.has_classes() && generator.usual_samples() == 200 {
            let ones: f64 = (0..data.len()).map(|row| data.targets(row)[0]).sum();
            assert_eq!(ones, 200.0, "half of the rows are of each class");
        }
    }
}

#[test]
fn noise_moves_the_same_samples() {
    for ((generator, calm), (_, noisy)) in every(4000, 0.0, 9).zip(every(4000, 0.2, 9)) {
        let mut moved = Vec::new();
        for row in 0..calm.len() {
            let of = |data: &Dataset| match generator.has_classes() {
                true => data.inputs(row).to_vec(),
                false => data.targets(row).to_vec(),
            };
            moved.extend(of(&noisy).iter().zip(of(&calm)).map(|(a, b)| a - b));
        }
        let mean = moved.iter().sum::<f64>() / moved.len() as f64;
        let deviation =
            (moved.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / moved.len() as f64).sqrt();
        assert!(
            mean.abs() < 0.015 && (deviation - 0.2).abs() < 0.015,
            "{}: {mean} {deviation}",
            generator.name()
        );
    }
}

#[test]
fn two_outputs_are_one_for_each_class() {
    let data = config(2, 2, json!({ "generator": "moons", "samples": 3 })).data.dataset;
    assert_eq!(
        (data.targets(0), data.targets(1), data.targets(2)),
        (&[1.0, 0.0][..], &[0.0, 1.0][..], &[1.0, 0.0][..])
    );
}

#[test]
fn iris_is_fishers() {
    let data = iris::dataset();
    assert_eq!(data.len(), 150);
    assert_eq!((data.inputs(0), data.targets(0)), (&[5.1, 3.5, 1.4, 0.2][..], &[1.0, 0.0, 0.0][..]));
    // The two rows that differ in the copy of the UCI repository.
    assert_eq!(data.inputs(34), [4.9, 3.1, 1.5, 0.2]);
    assert_eq!(data.inputs(37), [4.9, 3.6, 1.4, 0.1]);
    assert_eq!((data.inputs(149), data.targets(149)), (&[5.9, 3.0, 5.1, 1.8][..], &[0.0, 0.0, 1.0][..]));
    let mean = |column: usize| (0..150).map(|row| data.inputs(row)[column]).sum::<f64>() / 150.0;
    for (column, published) in [5.843_333, 3.057_333, 3.758, 1.199_333].into_iter().enumerate() {
        assert!((mean(column) - published).abs() < 1e-6);
    }
}

#[test]
fn standardised_columns_have_mean_0_and_deviation_1() {
    let data = json!({ "dataset": "iris", "standardise": true, "test": { "fraction": 0.3 } });
    let data = config(4, 3, data).data.dataset;
    let of = |rows: &[usize], column: usize| {
        let at = |row: &usize| data.inputs(*row)[column];
        let mean = rows.iter().map(at).sum::<f64>() / rows.len() as f64;
        let square = rows.iter().map(|row| (at(row) - mean) * (at(row) - mean)).sum::<f64>();
        (mean, (square / rows.len() as f64).sqrt())
    };
    for column in 0..4 {
        let (mean, deviation) = of(data.train_rows(), column);
        assert!(mean.abs() < 1e-12 && (deviation - 1.0).abs() < 1e-12);
        let (mean, deviation) = of(data.test_rows(), column);
        assert!(mean != 0.0 && deviation != 1.0, "nothing is known of the test rows");
    }
}

#[test]
fn what_can_not_be_standardised_becomes_0() {
    let inputs = [[2.0, 1e308, 0.0, 5e-324], [2.0, -1e308, 0.0, 0.0], [2.0, 1e308, -0.0, 0.0]];
    let inputs: Vec<Value> = inputs.iter().map(|row| json!(row)).collect();
    let data = json!({ "inputs": inputs, "targets": [[0], [0], [0]], "standardise": true });
    let data = config(4, 1, data).data.dataset;
    for row in 0..3 {
        assert_eq!((data.inputs(row)[0], data.inputs(row)[2]), (0.0, 0.0));
        assert!(data.inputs(row).iter().all(|x| x.is_finite()), "{:?}", data.inputs(row));
    }
    assert!((data.inputs(0)[1] - 0.5f64.sqrt()).abs() < 1e-12);
    assert!((data.inputs(0)[3] - 2f64.sqrt()).abs() < 1e-12);
}

/// A portable stream is one that gives these numbers everywhere and for good: links hold seeds.
#[test]
fn streams_stay_as_they_are() {
    let mut text = String::new();
    for (generator, data) in every(3, 0.1, 1) {
        for row in 0..3 {
            let numbers: Vec<String> = data.inputs(row).iter().map(|x| format!("{x}")).collect();
            text += &format!("{} {} {}\n", generator.name(), numbers.join(" "), data.targets(row)[0]);
        }
    }
    text += &format!("{:?}\n", TestSplit { fraction: 0.3, seed: 1 }.rows(20).1);
    assert_eq!(text, include_str!("bits/data.txt"));
}
