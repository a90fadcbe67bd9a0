//! The NumPy programs: run, and compared with the trainer and with what the lessons say that they print.

mod python;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code;
use backprop_stepper::forward;
use backprop_stepper::lessons::{self, content::Block};
use backprop_stepper::network::Bias;
use backprop_stepper::trainer::{Granularity, Trainer};
use backprop_stepper::values::Values;
use python::run;

#[test]
fn the_programs_print_what_the_lessons_say() {
    let mut told = 0;
    for lesson in lessons::all() {
        let trainer = lesson.trainer();
        let scenes = lessons::render(lesson, &trainer).expect("a lesson that can be told");
        let programs: Vec<_> = scenes.iter().flat_map(|scene| &scene.blocks).filter_map(program).collect();
        for (text, output) in programs {
            assert_eq!(run(text).trim_end(), output, "{}", lesson.id);
            told += 1;
        }
    }
    assert!(told >= 2, "the article's lessons have a program each");
}

fn program(block: &Block) -> Option<(&str, &str)> {
    if let Block::Code { text, output, .. } = block { Some((text, output)) } else { None }
}

/// What is added to a program so that its last numbers can be read exactly.
fn exactly(config: &Config) -> String {
    let mut lines = vec!["print(\"=====\")".to_owned(), "print(repr(float(loss)))".to_owned()];
    for (l, layer) in config.layers.iter().enumerate() {
        lines.push(format!("print(*map(repr, W{}.ravel().tolist()))", l + 1));
        if layer.bias != Bias::Absent {
            lines.push(format!("print(*map(repr, b{}.ravel().tolist()))", l + 1));
        }
    }
    code::numpy(config) + &lines.join("\n")
}

/// The program trains as the trainer does: one update, or the rest of an epoch where there are several batches.
fn check_program(document: &str) {
    let config = Config::from_json(document).expect("a valid document");
    let mut trainer = Trainer::new(config.clone());
    let printed = run(&exactly(&config));
    let (_, numbers) = printed.split_once("=====\n").expect("the numbers");
    let found: Vec<f64> = numbers.split_whitespace().map(|text| text.parse().expect("a number")).collect();
    trainer.next(Granularity::Epoch);
    let network = trainer.network().clone();
    let rows = 0..trainer.dataset().len();
    let losses: Vec<f64> = rows
        .map(|row| {
            let sample = (trainer.dataset().inputs(row), trainer.dataset().targets(row));
            forward::mean_loss(&network, config.loss, sample, &mut Values::default())
        })
        .collect();
    let mut expected = vec![losses.iter().sum::<f64>() / losses.len() as f64];
    for layer in &network.layers {
        expected.extend(layer.weights.iter().chain(&layer.biases));
    }
    assert_eq!(found.len(), expected.len(), "{document}");
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-12 * expected.abs().max(1e-3),
            "{found} for {expected} in {document}"
        );
    }
}

#[test]
fn any_network_gets_its_program() {
    check_program(
        r#"{ "version": 1, "loss": "mean_squared_error",
            "network": { "inputs": 2, "init": { "method": "xavier_normal", "seed": 3 }, "layers": [
                { "units": 3, "activation": "tanh", "biases": [0.1, -0.2, 1] },
                { "units": 2, "activation": "relu", "bias": "frozen", "biases": [1, 2] },
                { "units": 2, "activation": "sigmoid", "bias": false, "frozen": [[0, 1]] }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.3 },
            "data": { "inputs": [[1, -2], [0.5, 3], [0, 1]], "targets": [[0, 1], [1, 0.5], [0.25, 1]] } }"#,
    );
    // Batches in shuffled order, the last one short, from the middle of an epoch; updated in place.
    check_program(
        r#"{ "version": 1, "loss": "half_squared_error", "update_order": "in_place",
            "network": { "inputs": 1, "init": { "method": "he_uniform", "seed": 8 }, "layers": [
                { "units": 4, "activation": "sigmoid" }, { "units": 1 }] },
            "optimizer": { "method": "sgd", "learning_rate": 1 },
            "data": { "inputs": [[1], [2], [3], [4], [5]], "targets": [[1], [4], [9], [16], [25]] },
            "batch": { "size": 2, "shuffle": true, "seed": 4 }, "state": { "update": 4 } }"#,
    );
    // Errors that only have a factor in front.
    check_program(
        r#"{ "version": 1, "loss": "mean_squared_error",
            "network": { "inputs": 1, "layers": [
                { "units": 2, "weights": [[0.5, -1]], "activation": "relu" },
                { "units": 3, "weights": [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]] }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.1 },
            "data": { "inputs": [[1], [-2]], "targets": [[1, 2, 3], [0, 0, 1]] }, "batch": { "size": 1 } }"#,
    );
    // One layer of one whole weight: an array of whole numbers could not hold the new one.
    check_program(
        r#"{ "version": 1, "loss": "half_squared_error",
            "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[1]], "biases": [0] }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.01 },
            "data": { "inputs": [[2.1]], "targets": [[4]] } }"#,
    );
}

#[test]
fn a_large_network_reads_its_numbers_from_a_file() {
    let document = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 200, "layers": [{ "units": 200 }, { "units": 1 }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 },
        "data": { "inputs": [ROW], "targets": [[2]] } }"#;
    let row = format!("[{}]", ["0.5"; 200].join(", "));
    let text = code::numpy(&Config::from_json(&document.replace("ROW", &row)).expect("a valid document"));
    assert!(text.len() < 3_000 && text.contains("json.load(open(\"config.json\"))"), "{text}");
}
