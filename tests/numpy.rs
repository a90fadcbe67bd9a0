//! NumPy, which knows nothing of this crate, computes the same: the exported programs of all kinds of experiments, run
//! many in one process.

mod python;
mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code;
use backprop_stepper::forward;
use backprop_stepper::lessons;
use backprop_stepper::network::Bias;
use backprop_stepper::optimizer::Moment;
use backprop_stepper::trainer::{Granularity, Trainer};
use backprop_stepper::values::Values;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use python::run_with;
use std::path::PathBuf;

/// Runs each program of a list, and prints for each the numbers in these of its variables.
const RUN_ALL: &str = r#"
import contextlib, io, json, sys
import numpy as np
for program, names in json.load(sys.stdin):
    found = {}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(program, found)
    print(*(repr(x) for name in names for x in np.ravel(found[name]).tolist()))
"#;

/// Names of a program's parameters, and the numbers they should have: of a layer its weights and biases, and what the
/// optimizer keeps of those that it changes.
fn parameters(trainer: &Trainer) -> (Vec<String>, Vec<f64>) {
    let (mut names, mut numbers) = (Vec::new(), Vec::new());
    for (l, layer) in trainer.network().layers.iter().enumerate() {
        names.push(format!("W{}", l + 1));
        numbers.extend(&layer.weights);
        if layer.bias != Bias::Absent {
            names.push(format!("b{}", l + 1));
            numbers.extend(&layer.biases);
        }
        for &moment in trainer.optimizer().moments() {
            let letter = match moment {
                Moment::Momentum => "u",
                Moment::First => "m",
                Moment::Second => "v",
            };
            names.push(format!("{letter}W{}", l + 1));
            numbers.extend(trainer.weight_moments(moment, l).expect("a layer"));
            if layer.bias == Bias::Trained {
                names.push(format!("{letter}b{}", l + 1));
                numbers.extend(trainer.bias_moments(moment, l).expect("a layer"));
            }
        }
    }
    (names, numbers)
}

/// Loss and predictions of all rows that are trained on, in the order of the epoch whose number is given.
fn results(trainer: &Trainer, epoch: u64) -> Vec<f64> {
    let data = trainer.dataset();
    let batch = trainer.config().batch.unwrap_or_default();
    let rows = if batch.shuffle { data.order(batch.seed, epoch) } else { data.train_rows().to_vec() };
    let losses = rows.iter().map(|&row| {
        let sample = (data.inputs(row), data.targets(row));
        forward::mean_loss(trainer.network(), trainer.loss(), sample, &mut Values::default())
    });
    let loss = losses.sum::<f64>() / rows.len() as f64;
    let predictions = rows.iter().flat_map(|&row| trainer.predict(data.inputs(row)).expect("a prediction"));
    std::iter::once(loss).chain(predictions).collect()
}

/// A program and its variables, and the numbers they should have after it has run.
type Case = ((String, Vec<String>), Vec<f64>);

/// The program of a config after some updates; `None` where training diverges.
fn expectation(config: Config, updates: u64) -> Option<Case> {
    let mut trainer = Trainer::new(config);
    trainer.train(updates).expect("updates");
    let (start, epoch) = (trainer.config_now(), trainer.epoch());
    let before = trainer.position();
    trainer.next(Granularity::Epoch);
    if trainer.position() == before || trainer.diverged() {
        return None;
    }
    let (mut names, mut numbers) = parameters(&trainer);
    names.extend(["loss".to_owned(), "prediction".to_owned()]);
    numbers.extend(results(&trainer, epoch));
    Some(((code::numpy(&start), names), numbers))
}

/// Programs run by NumPy alone give what the trainer gives.
fn compare(cases: Vec<Case>) {
    let (programs, expected): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
    let printed = run_with(RUN_ALL, &serde_json::to_string(&programs).expect("text"));
    assert_eq!(printed.lines().count(), programs.len());
    for ((line, expected), (program, names)) in printed.lines().zip(&expected).zip(&programs) {
        let found: Vec<f64> = line.split(' ').map(|text| text.parse().expect("a number")).collect();
        assert_eq!(found.len(), expected.len(), "{names:?} of\n{program}");
        for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
            let allowed = (1e-9 * expected.abs()).max(1e-12);
            assert!(
                (found - expected).abs() <= allowed,
                "number {i} of {names:?} is {found} for {expected} in\n{program}"
            );
        }
    }
}

#[test]
fn numpy_agrees_about_random_networks() {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026u64);
    let bytes: Vec<u8> = seed.to_le_bytes().into_iter().cycle().take(32).collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(random::cases(1), rng);
    let draw = |runner: &mut TestRunner| random::config().new_tree(runner).expect("a config").current();
    let cases: Vec<_> = (0..160).filter_map(|i| expectation(draw(&mut runner), i % 4)).collect();
    assert!(cases.len() > 120, "only {} of the runs stay finite", cases.len());
    compare(cases);
}

/// The expectation of one document, whose run stays finite.
fn expected(document: &str, updates: u64) -> Case {
    expectation(Config::from_json(document).expect("a valid document"), updates).expect("a finite run")
}

#[test]
fn numpy_agrees_about_rows_that_are_not_in_the_document() {
    let network = r#""network": { "inputs": INPUTS, "init": { "seed": 5 }, "layers": [
        { "units": 4, "activation": "gelu" }, { "units": OUTPUTS, "activation": "FUNCTION" }] },
        "optimizer": { "method": "adam", "learning_rate": 0.05 }, "batch": { "size": 16, "shuffle": true }"#;
    let document = |loss: &str, sizes: [&str; 2], function: &str, data: &str| {
        let network =
            network.replace("INPUTS", sizes[0]).replace("OUTPUTS", sizes[1]).replace("FUNCTION", function);
        format!(r#"{{ "version": 1, "loss": "{loss}", {network}, "data": {data} }}"#)
    };
    let spiral = r#"{ "generator": "spiral", "samples": 90, "noise": 0.1, "seed": 3, "standardise": true,
        "test": { "fraction": 0.3, "seed": 2 } }"#;
    let iris = r#"{ "dataset": "iris", "standardise": true, "test": { "fraction": 0.2 } }"#;
    compare(vec![
        expected(&document("binary_cross_entropy", ["2", "1"], "sigmoid", spiral), 7),
        expected(&document("categorical_cross_entropy", ["4", "3"], "softmax", iris), 12),
    ]);
}

#[test]
fn numpy_agrees_about_large_logits_and_what_is_frozen() {
    let logits = |loss: &str, function: &str, targets: &str| {
        format!(
            r#"{{ "version": 1, "loss": "{loss}",
                "network": {{ "inputs": 1, "layers": [{{ "units": 3, "activation": "{function}",
                    "weights": [[900, -900, 0.5]] }}] }},
                "optimizer": {{ "method": "sgd", "learning_rate": 0.1 }},
                "data": {{ "inputs": [[1], [-1]], "targets": [{targets}, {targets}] }} }}"#
        )
    };
    // What the optimizer kept of a frozen weight stays.
    let frozen = r#"{ "version": 1, "loss": "huber",
        "network": { "inputs": 2, "layers": [
            { "units": 2, "activation": "elu", "frozen": [[0, 1]], "weights": [[1, -2], [0.5, 0.25]] },
            { "units": 1, "bias": "frozen", "weights": [[1], [2]], "biases": [0.5] }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1, "momentum": 0.9, "weight_decay": 0.01 },
        "data": { "inputs": [[1, 2]], "targets": [[3]] },
        "state": { "update": 3, "momentum": [
            { "weights": [[0.1, 0.2], [0.3, 0.4]], "biases": [0.5, 0.6] },
            { "weights": [[0.7], [0.8]], "biases": [0.9] }] } }"#;
    compare(vec![
        expected(&logits("binary_cross_entropy", "sigmoid", "[0, 0.5, 1]"), 0),
        expected(&logits("binary_cross_entropy", "softmax", "[1, 0, 0.5]"), 0),
        expected(&logits("categorical_cross_entropy", "softmax", "[0.5, 0, 1]"), 0),
        expected(&logits("half_squared_error", "softmax", "[0.5, 0, 1]"), 0),
        expected(frozen, 0),
    ]);
}

#[test]
fn a_program_reads_what_is_large_from_the_document() {
    let rows: Vec<Vec<f64>> =
        (0..600).map(|s| (0..90).map(|i| f64::from((s * 7 + i * 3) % 11) / 8.0 - 0.5).collect()).collect();
    let targets: Vec<[f64; 1]> = (0..600).map(|s| [f64::from(s % 3)]).collect();
    let document = serde_json::json!({
        "version": 1, "loss": "mean_absolute_error",
        "network": { "inputs": 90, "layers": [{ "units": 3, "activation": "silu" }, { "units": 1 }] },
        "optimizer": { "method": "rmsprop", "learning_rate": 0.01 },
        "data": { "inputs": rows, "targets": targets, "test": { "fraction": 0.5 } },
        "batch": { "size": 50 }
    });
    let config = Config::from_json(&document.to_string()).expect("a valid document");
    let mut trainer = Trainer::new(config.clone());
    trainer.train(1).expect("an update");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let text = serde_json::to_string(&trainer.config_now().document()).expect("text");
    std::fs::write(folder.join("config.json"), text).expect("a place to write to");
    let ((program, names), numbers) = expectation(config, 1).expect("a finite run");
    assert!(program.len() < 6_000 && program.contains("[rows]"), "{} characters", program.len());
    let there = format!("import os; os.chdir({:?})\n{program}", folder.to_string_lossy());
    compare(vec![((there, names), numbers)]);
}

#[test]
fn numpy_agrees_about_the_reference_cases_and_the_lessons() {
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("reference/cases.json")).expect("the cases");
    let reference = cases.iter().map(|case| Config::from_json(&case["config"].to_string()).expect("valid"));
    let lessons = lessons::all().iter().map(|lesson| lesson.config.clone());
    let finite: Vec<Case> =
        (0..).zip(reference.chain(lessons)).filter_map(|(i, config)| expectation(config, i % 4)).collect();
    assert!(finite.len() >= cases.len(), "only {} stay finite", finite.len());
    compare(finite);
}
