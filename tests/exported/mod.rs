//! Programs of experiments of all kinds, and the numbers that they should have found after they have run.

#![allow(dead_code, reason = "each test file uses what it needs of this module")]

use super::random;
use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::explain::code::{self, Language};
use backprop_stepper::forward;
use backprop_stepper::lessons;
use backprop_stepper::network::Bias;
use backprop_stepper::optimizer::Moment;
use backprop_stepper::trainer::{Granularity, Trainer};
use backprop_stepper::values::Values;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use std::path::PathBuf;

/// An experiment from where its program starts, and what is there at its end.
pub(crate) struct Case {
    pub(crate) config: Config,
    /// How many updates the program makes, where it is said.
    updates: Option<u64>,
    /// Variables of the program, and their numbers in this order.
    pub(crate) names: Vec<String>,
    pub(crate) numbers: Vec<f64>,
}

impl Case {
    pub(crate) fn program(&self, language: Language) -> String {
        match self.updates {
            None => code::listing(&self.config, language).text(),
            Some(updates) => code::listing_of(&self.config, language, updates).text(),
        }
    }

    /// Whether nothing but sums, products, quotients and roots is taken, which are the same everywhere.
    pub(crate) fn is_exact(&self) -> bool {
        let in_pieces = |activation| {
            matches!(activation, Activation::Identity | Activation::Relu | Activation::LeakyRelu)
        };
        self.config.layers.iter().all(|layer| in_pieces(layer.activation))
            && !self.config.loss.is_cross_entropy()
            && !self.config.optimizer.name().starts_with("adam")
    }
}

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

/// Loss and predictions of all rows that are trained on, in the order of the epoch whose number is given, where it is
/// shuffled.
fn results(trainer: &Trainer, epoch: Option<u64>) -> Vec<f64> {
    let data = trainer.dataset();
    let batch = trainer.config().batch.unwrap_or_default();
    let rows = match epoch {
        Some(epoch) if batch.shuffle => data.order(batch.seed, epoch),
        _ => data.train_rows().to_vec(),
    };
    let losses = rows.iter().map(|&row| {
        let sample = (data.inputs(row), data.targets(row));
        forward::mean_loss(trainer.network(), trainer.loss(), sample, &mut Values::default())
    });
    let loss = losses.sum::<f64>() / rows.len() as f64;
    let predictions = rows.iter().flat_map(|&row| trainer.predict(data.inputs(row)).expect("a prediction"));
    std::iter::once(loss).chain(predictions).collect()
}

/// The case of a config after some updates; `None` where training diverges.
fn case(config: Config, updates: u64) -> Option<Case> {
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
    numbers.extend(results(&trainer, Some(epoch)));
    Some(Case { config: start, updates: None, names, numbers })
}

/// The same of a program of so many updates after `from` ones.
fn case_of(config: Config, from: u64, updates: u64) -> Option<Case> {
    let mut trainer = Trainer::new(config);
    trainer.train(from).expect("updates");
    let (config, epoch) = (trainer.config_now(), trainer.epoch());
    let first = trainer.position().0;
    trainer.train(updates).expect("updates");
    if trainer.position().0 != first + updates || trainer.diverged() {
        return None;
    }
    let mut case = Case { config, updates: Some(updates), names: Vec::new(), numbers: Vec::new() };
    let (mut names, mut numbers) = parameters(&trainer);
    names.extend(["loss".to_owned(), "prediction".to_owned()]);
    // Rows of several epochs are numbered as they stand.
    let epoch = case.program(Language::Numpy).contains("\norder = [").then_some(epoch);
    numbers.extend(results(&trainer, epoch));
    (case.names, case.numbers) = (names, numbers);
    Some(case)
}

/// The case of one document, whose run stays finite.
fn of_document(document: &str, updates: u64) -> Case {
    case(Config::from_json(document).expect("a valid document"), updates).expect("a finite run")
}

/// What a program should print or hold is near enough: `found` has to be equal where the case is exact and `exactly` is
/// wanted.
pub(crate) fn check(case: &Case, found: &[f64], exactly: bool, program: &str) {
    let Case { names, numbers, .. } = case;
    assert_eq!(found.len(), numbers.len(), "{names:?} of\n{program}");
    for (i, (found, expected)) in found.iter().zip(numbers).enumerate() {
        let allowed = if exactly && case.is_exact() { 0.0 } else { (1e-9 * expected.abs()).max(1e-12) };
        assert!(
            (found - expected).abs() <= allowed,
            "number {i} of {names:?} is {found} for {expected} in\n{program}"
        );
    }
}

/// Experiments drawn at random.
pub(crate) fn drawn() -> Vec<Case> {
    let cases: Vec<Case> = (0..).zip(configs(160)).filter_map(|(i, config)| case(config, i % 4)).collect();
    assert!(cases.len() > 120, "only {} of the runs stay finite", cases.len());
    cases
}

/// The same with several updates each, of one epoch and of more.
pub(crate) fn of_several_updates() -> Vec<Case> {
    let several = |(i, config): (u64, Config)| case_of(config, i % 4, 1 + i % 7);
    let cases: Vec<Case> = (0..).zip(configs(80)).filter_map(several).collect();
    assert!(cases.len() > 50, "only {} of the runs stay finite", cases.len());
    for head in ["for _ in range(", "for batch in batches:", "for start in range("] {
        assert!(cases.iter().any(|case| case.program(Language::Numpy).contains(head)), "none with {head}");
    }
    cases
}

fn configs(count: usize) -> Vec<Config> {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(2026u64);
    let bytes: Vec<u8> = seed.to_le_bytes().into_iter().cycle().take(32).collect();
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(random::cases(1), rng);
    let draw = |runner: &mut TestRunner| random::config().new_tree(runner).expect("a config").current();
    (0..count).map(|_| draw(&mut runner)).collect()
}

/// Rows that a generator draws or that this crate brings along, shuffled in batches.
pub(crate) fn of_other_rows() -> Vec<Case> {
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
    vec![
        of_document(&document("binary_cross_entropy", ["2", "1"], "sigmoid", spiral), 7),
        of_document(&document("categorical_cross_entropy", ["4", "3"], "softmax", iris), 12),
    ]
}

/// Pre-activations far from 0, and weights and biases that are frozen.
pub(crate) fn of_extremes() -> Vec<Case> {
    let logits = |loss: &str, function: &str, targets: &str| {
        let document = format!(
            r#"{{ "version": 1, "loss": "{loss}",
                "network": {{ "inputs": 1, "layers": [{{ "units": 3, "activation": "{function}",
                    "weights": [[900, -900, 0.5]] }}] }},
                "optimizer": {{ "method": "sgd", "learning_rate": 0.1 }},
                "data": {{ "inputs": [[1], [-1]], "targets": [{targets}, {targets}] }} }}"#
        );
        of_document(&document, 0)
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
    vec![
        logits("binary_cross_entropy", "sigmoid", "[0, 0.5, 1]"),
        logits("binary_cross_entropy", "softmax", "[1, 0, 0.5]"),
        logits("categorical_cross_entropy", "softmax", "[0.5, 0, 1]"),
        logits("half_squared_error", "softmax", "[0.5, 0, 1]"),
        of_document(frozen, 0),
    ]
}

/// What independent implementations were asked about, and the lessons.
pub(crate) fn of_references_and_lessons() -> Vec<Case> {
    let cases: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../reference/cases.json")).expect("the cases");
    let reference = cases.iter().map(|case| Config::from_json(&case["config"].to_string()).expect("valid"));
    let lessons = lessons::all().iter().map(|lesson| lesson.config.clone());
    let finite: Vec<Case> =
        (0..).zip(reference.chain(lessons)).filter_map(|(i, config)| case(config, i % 4)).collect();
    assert!(finite.len() >= cases.len(), "only {} stay finite", finite.len());
    finite
}

/// A case so large that the program reads its numbers from `config.json`, and the folder with that file.
pub(crate) fn in_file(name: &str) -> (Case, PathBuf) {
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
    let case = of_document(&document.to_string(), 1);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let text = serde_json::to_string(&case.config.document()).expect("text");
    std::fs::write(folder.join("config.json"), text).expect("a place to write to");
    (case, folder)
}
