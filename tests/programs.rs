//! The NumPy programs: run, and compared with the trainer and with what the lessons say that they print.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code;
use backprop_stepper::forward;
use backprop_stepper::lessons::{self, content::Block};
use backprop_stepper::network::Bias;
use backprop_stepper::optimizer::Moment;
use backprop_stepper::trainer::{Granularity, Trainer};
use backprop_stepper::values::Values;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Runs a program, with the Python that has NumPy.
fn run(program: &str) -> String {
    run_with(program, "")
}

/// The same with something to read.
fn run_with(program: &str, input: &str) -> String {
    let python = std::env::var_os("BACKPROP_PYTHON").unwrap_or_else(|| "python3".into());
    let has_numpy =
        Command::new(&python).args(["-c", "import numpy"]).output().is_ok_and(|done| done.status.success());
    assert!(
        has_numpy,
        "{} cannot import numpy: run `cargo xtask test`, which provides a Python with NumPy, or name one in BACKPROP_PYTHON",
        python.to_string_lossy()
    );
    let mut started = Command::new(&python)
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let input = input.to_owned();
    let mut pipe = started.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let done = started.wait_with_output().expect("Python runs");
    assert!(writer.join().is_ok(), "Python reads");
    assert!(done.status.success(), "{}\n{program}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).replace("\r\n", "\n")
}

#[test]
fn the_programs_print_what_the_lessons_say() {
    for lesson in lessons::all() {
        let trainer = Trainer::new(lesson.config.clone());
        let scenes = lessons::render(lesson, &trainer).expect("a lesson that can be told");
        let programs: Vec<_> = scenes.iter().flat_map(|scene| &scene.blocks).filter_map(program).collect();
        assert!(!programs.is_empty());
        for (text, output) in programs {
            assert_eq!(run(text).trim_end(), output, "{}", lesson.id);
        }
    }
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
