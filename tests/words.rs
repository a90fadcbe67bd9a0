//! Whole updates in words and formulas, as a person would read them: golden transcripts in `tests/words/`.
//!
//! A mismatch writes the new transcript beside the old one as `<name>.new` (not where `CI` is set); with
//! `UPDATE_GOLDEN=1` it is accepted.

use backprop_stepper::activation::Activation;
use backprop_stepper::comparison::{self, Comparison, Setting};
use backprop_stepper::config::Config;
use backprop_stepper::explain::{self, Display, Explanation, Naming, Rounding, number};
use backprop_stepper::operation::Kind;
use backprop_stepper::trainer::Trainer;
use std::fmt::Write as _;
use std::path::PathBuf;

const ARTICLE: &str = r#"{ "version": 1, "loss": "half_squared_error",
    "network": { "inputs": 2, "layers": [
        { "units": 2, "bias": false, "weights": [[0.15, 0.10], [0.20, 0.18]] },
        { "units": 1, "bias": false, "weights": [[0.05], [0.26]] }] },
    "optimizer": { "method": "sgd", "learning_rate": 0.01 },
    "data": { "inputs": [[5, 4]], "targets": [[2]] } }"#;

/// Every activation function, biases trained and frozen, a frozen weight, two samples.
const GENERAL: &str = r#"{ "version": 1, "loss": "mean_squared_error",
    "network": { "inputs": 2, "layers": [
        { "units": 3, "activation": "sigmoid", "frozen": [[1, 0]],
          "weights": [[0.15, -0.2, 0.3], [0.25, 0.1, -0.4]], "biases": [0.05, -0.1, 0] },
        { "units": 1, "activation": "tanh", "bias": "frozen", "weights": [[0.5], [-0.6], [0.7]], "biases": [0.2] },
        { "units": 2, "activation": "relu", "weights": [[0.8, -0.9]], "biases": [0.1, 0] }] },
    "optimizer": { "method": "sgd", "learning_rate": 0.5 },
    "data": { "inputs": [[1, -0.5], [0.25, 2]], "targets": [[0.5, 0], [1, 0.25]] } }"#;

/// Long sums, a batch in no order, updates in place.
const WIDE: &str = r#"{ "version": 1, "loss": "half_squared_error",
    "network": { "inputs": 15, "layers": [{ "units": 6 }, { "units": 5, "bias": false }],
                 "init": { "method": "uniform", "seed": 3 } },
    "optimizer": { "method": "sgd", "learning_rate": 1e-7 },
    "data": { "generator": "GIVEN" }, "batch": { "size": 6, "shuffle": true, "seed": 1 },
    "update_order": "in_place" }"#;

fn trainer(config: &str) -> Trainer {
    Trainer::new(Config::from_json(config).expect("a valid document"))
}

fn wide() -> Trainer {
    let rows = |width: usize| -> String {
        let row = |s: usize| {
            let cells: Vec<String> =
                (0..width).map(|i| ((s * 7 + i * 3) as f64 / 8.0 - 1.0).to_string()).collect();
            format!("[{}]", cells.join(","))
        };
        (0..9).map(row).collect::<Vec<_>>().join(",")
    };
    let data = format!("\"inputs\": [{}], \"targets\": [{}]", rows(15), rows(5));
    trainer(&WIDE.replace("\"generator\": \"GIVEN\"", &data))
}

/// The start and every operation of the first update, each written by `tell`.
fn transcript(mut trainer: Trainer, tell: impl Fn(&Trainer, &Explanation) -> String) -> String {
    let mut out = String::new();
    for operation in 0..=trainer.plan().operations() {
        trainer.seek(0, operation).expect("a position of this update");
        let told = explain::of(&trainer);
        writeln!(out, "{operation}  {}\n{}", told.title, tell(&trainer, &told)).expect("a string");
    }
    out
}

fn in_words(trainer: &Trainer, told: &Explanation) -> String {
    if told.formula.sides.is_empty() {
        return format!("    {}\n", told.text);
    }
    let written = told.formula.plain(trainer.display());
    let names = explain::names(trainer);
    let reads: Vec<String> = told
        .reads
        .iter()
        .map(|subject| format!("{} ({})", names.subject(subject), subject.quantity.name()))
        .collect();
    format!(
        "    {}\n    = {}\n    = {}\n    exactly {}\n    {}\n    reads {}\n",
        written.symbols,
        written.numbers,
        written.result,
        number::full(told.formula.value),
        told.text,
        reads.join(", ")
    )
}

fn in_latex(trainer: &Trainer, told: &Explanation) -> String {
    let written = told.formula.latex(trainer.display());
    format!("    {}\n    {}\n    {}\n", written.symbols, written.numbers, written.result)
}

fn in_mathml(trainer: &Trainer, told: &Explanation) -> String {
    let written = told.formula.mathml(trainer.display());
    format!("    {}\n    {}\n    {}\n", written.symbols, written.numbers, written.result)
}

fn check(name: &str, found: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/words").join(name);
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected == found {
        return;
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, found).expect("a place to write to");
        return;
    }
    let new = path.with_file_name(format!("{name}.new"));
    if std::env::var_os("CI").is_none() {
        std::fs::write(&new, found).expect("a place to write to");
    }
    let line = expected.lines().zip(found.lines()).position(|(expected, found)| expected != found);
    let line = line.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    panic!(
        "{} differs in line {}:\n  expected {:?}\n  found    {:?}\nThe whole is in {}; UPDATE_GOLDEN=1 accepts it.",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or("the end"),
        found.lines().nth(line).unwrap_or("the end"),
        new.display()
    );
}

#[test]
fn the_article_in_words() {
    check("article.txt", &transcript(trainer(ARTICLE), in_words));
}

#[test]
fn the_article_in_latex() {
    check("article.latex.txt", &transcript(trainer(ARTICLE), in_latex));
}

#[test]
fn the_article_in_mathml() {
    check("article.mathml.txt", &transcript(trainer(ARTICLE), in_mathml));
}

#[test]
fn the_article_cut_and_by_index() {
    let mut trainer = trainer(ARTICLE);
    let display =
        Display { digits: 3, rounding: Rounding::Cut, names: Some(Naming::Index), ..Display::default() };
    trainer.set_display(display).expect("a valid display");
    check("article-index.txt", &transcript(trainer, in_words));
}

#[test]
fn a_general_network_in_words() {
    check("general.txt", &transcript(trainer(GENERAL), in_words));
}

#[test]
fn a_general_network_in_latex() {
    check("general.latex.txt", &transcript(trainer(GENERAL), in_latex));
}

#[test]
fn a_general_network_in_the_articles_names() {
    let mut trainer = trainer(GENERAL);
    let display = Display { names: Some(Naming::Article), ..Display::default() };
    trainer.set_display(display).expect("a valid display");
    check("general-article.txt", &transcript(trainer, in_words));
}

#[test]
fn long_sums_in_words() {
    let whole = transcript(wide(), in_words);
    // One of each kind is enough to read: the first block with each first word of a title.
    let mut seen = std::collections::BTreeSet::new();
    let blocks = whole.split("\n\n").filter(|block| {
        let title = block.lines().next().unwrap_or("").split_whitespace().skip(1);
        let kind: Vec<&str> = title.filter(|word| !word.contains(char::is_numeric)).collect();
        seen.insert(kind.join(" "))
    });
    check("wide.txt", &(blocks.collect::<Vec<_>>().join("\n\n") + "\n"));
}

/// Those operations of the first `updates` updates that are of one of these kinds, of the first unit of a layer.
fn excerpt(config: &str, updates: u64, kinds: &[Kind]) -> String {
    let mut trainer = trainer(config);
    let mut out = String::new();
    for update in 0..updates {
        for operation in 1..=trainer.plan().operations() {
            trainer.seek(update, operation).expect("a position of this update");
            if trainer.operation().is_some_and(|at| at.unit == 0 && kinds.contains(&at.kind)) {
                let told = explain::of(&trainer);
                writeln!(out, "{update}.{operation}  {}\n{}", told.title, in_words(&trainer, &told))
                    .expect("a string");
            }
        }
    }
    out
}

#[test]
fn every_activation_function_in_words() {
    let document = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1, "layers": [
            { "units": 1, "activation": "FUNCTION", "weights": [[1]], "bias": false },
            { "units": 1, "weights": [[2]], "bias": false }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": [[INPUT]], "targets": [[1]] } }"#;
    let mut out = String::new();
    for function in Activation::ALL {
        let inputs: &[&str] = match function {
            // Softmax stands on the last layer only.
            Activation::Identity | Activation::Softmax => continue,
            Activation::Relu | Activation::LeakyRelu => &["1.5", "-0.75", "0"],
            Activation::Elu => &["1.5", "-0.75"],
            Activation::Softplus => &["0.5", "600"],
            _ => &["0.5"],
        };
        for input in inputs {
            let document = document.replace("FUNCTION", function.name()).replace("INPUT", input);
            writeln!(out, "--- {} of {input}\n", function.name()).expect("a string");
            out += &excerpt(&document, 1, &[Kind::Activation, Kind::HiddenError]);
        }
    }
    let document = document
        .replace(
            "\"units\": 1, \"weights\": [[2]]",
            "\"units\": 3, \"weights\": [[2, -1, 0.5]], \"activation\": \"softmax\"",
        )
        .replace("FUNCTION", "identity")
        .replace("[[1]] } }", "[[1, 0, 0]] } }");
    for input in ["0.5", "400"] {
        writeln!(out, "--- softmax\n").expect("a string");
        out += &excerpt(&document.replace("INPUT", input), 1, &[Kind::Activation]);
    }
    let wide = document
        .replace(
            "\"units\": 3, \"weights\": [[2, -1, 0.5]]",
            "\"units\": 5, \"weights\": [[2, -1, 0.5, 0.25, 1]]",
        )
        .replace("[[1, 0, 0]]", "[[1, 0, 0, 0, 0]]");
    writeln!(out, "--- softmax of many\n").expect("a string");
    out += &excerpt(&wide.replace("INPUT", "0.5"), 1, &[Kind::Activation]);
    check("functions.txt", &out);
}

#[test]
fn every_loss_in_words() {
    let document = r#"{ "version": 1, "loss": "LOSS",
        "network": { "inputs": 1, "layers": [
            { "units": UNITS, "activation": "FUNCTION", "weights": [WEIGHTS], "bias": false }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": [[1]], "targets": [TARGETS] } }"#;
    let mut out = String::new();
    let mut tell = |loss: &str, function: &str, weights: &str, targets: &str| {
        let units = weights.split(',').count().to_string();
        let document = document
            .replace("LOSS", loss)
            .replace("FUNCTION", function)
            .replace("UNITS", &units)
            .replace("WEIGHTS", weights)
            .replace("TARGETS", targets);
        writeln!(out, "--- {loss} of {function}, z {weights}, targets {targets}\n").expect("a string");
        out += &excerpt(&document, 1, &[Kind::Loss, Kind::OutputError]);
    };
    for loss in ["half_squared_error", "mean_squared_error", "mean_absolute_error", "huber"] {
        tell(loss, "identity", "[0.5]", "[0.25]");
        tell(loss, "identity", "[0.5, -2]", "[0.25, 1]");
    }
    tell("huber", "identity", "[0.5]", "[-3]");
    for loss in ["half_squared_error", "huber"] {
        tell(loss, "softmax", "[0.5, -1, 2]", "[0.25, 0, 3]");
    }
    tell("half_squared_error", "softmax", "[1, -1]", "[0.25, 0]");
    for targets in ["[1]", "[0]", "[0.25]"] {
        tell("binary_cross_entropy", "sigmoid", "[0.5]", targets);
        tell("binary_cross_entropy", "sigmoid", "[800]", targets);
        tell("binary_cross_entropy", "sigmoid", "[-800]", targets);
    }
    tell("binary_cross_entropy", "sigmoid", "[0.5, -1, 2]", "[1, 0, 0.25]");
    tell("binary_cross_entropy", "softmax", "[0.5, -1, 2]", "[1, 0, 0.25]");
    tell("binary_cross_entropy", "softmax", "[30, -1, 2]", "[1, 0, 0.25]");
    tell("categorical_cross_entropy", "softmax", "[0.5, -1, 2]", "[1, 0, 0]");
    tell("categorical_cross_entropy", "softmax", "[0.5, -1, 2]", "[0.5, 0.25, 0]");
    tell("categorical_cross_entropy", "softmax", "[30, -1, 2]", "[1, 0, 0]");
    tell("categorical_cross_entropy", "softmax", "[800, -1, 2]", "[0, 1, 0]");
    tell("categorical_cross_entropy", "softmax", "[1, 2]", "[0, 0]");
    let many = ["0.5"; 14].join(", ");
    tell("half_squared_error", "softmax", &format!("[{many}]"), &format!("[1, {}]", ["0"; 13].join(", ")));
    check("losses.txt", &out);
}

#[test]
fn every_optimizer_in_words() {
    let document = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1, "layers": [
            { "units": 1, "weights": [[0.5]], "bias": false, "frozen": [FROZEN] }] },
        "optimizer": OPTIMIZER,
        "data": { "inputs": [[2]], "targets": [[3]] } }"#;
    let mut out = String::new();
    let mut tell = |optimizer: &str, frozen: &str| {
        let document = document.replace("OPTIMIZER", optimizer).replace("FROZEN", frozen);
        writeln!(out, "--- {optimizer}\n").expect("a string");
        out += &excerpt(&document, 2, &[Kind::OptimizerState, Kind::WeightUpdate]);
    };
    tell(r#"{ "method": "sgd", "learning_rate": 0.1 }"#, "");
    tell(r#"{ "method": "sgd", "learning_rate": 0.1, "weight_decay": 0.01 }"#, "");
    tell(r#"{ "method": "sgd", "learning_rate": 0.1, "momentum": 0.9 }"#, "");
    tell(r#"{ "method": "sgd", "learning_rate": 0.1, "momentum": 0.9 }"#, "[0, 0]");
    tell(
        r#"{ "method": "sgd", "learning_rate": 0.1, "momentum": 0.9, "nesterov": true, "weight_decay": 0.01 }"#,
        "",
    );
    tell(r#"{ "method": "adagrad", "learning_rate": 0.1 }"#, "");
    tell(r#"{ "method": "rmsprop", "learning_rate": 0.1 }"#, "");
    tell(r#"{ "method": "adam", "learning_rate": 0.1 }"#, "");
    tell(r#"{ "method": "adam", "learning_rate": 0.1, "weight_decay": 0.01 }"#, "");
    tell(r#"{ "method": "adamw", "learning_rate": 0.1 }"#, "");
    check("optimizers.txt", &out);
}

#[test]
fn the_end_of_a_run_in_words() {
    let document = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[WEIGHT]], "bias": false }] },
        "optimizer": { "method": "sgd", "learning_rate": RATE, "momentum": MOMENTUM },
        "data": { "inputs": [[2]], "targets": [[3]] } }"#;
    let told = |weight: &str, rate: &str, momentum: &str| {
        let document = document.replace("WEIGHT", weight).replace("RATE", rate);
        let mut trainer = trainer(&document.replace("MOMENTUM", momentum));
        assert!(trainer.train(100).is_ok());
        let found = trainer.divergence().expect("a run that diverges");
        assert_eq!(found.update, trainer.position().0);
        explain::words::divergence(&explain::names(&trainer), trainer.optimizer(), &found)
    };
    let text = told("1", "1e30", "0");
    assert!(
        text.starts_with("Training stops at update 6: from here the loss is no longer finite;"),
        "{text}"
    );
    assert!(text.contains("learning rate is too high"), "{text}");
    let text = told("1e200", "1e30", "0");
    assert!(text.starts_with("Training stops at update 0: from here the loss"), "{text}");
    assert!(text.contains("These weights, or the data, are so large"), "{text}");
    let text = told("1", "0", "1e300");
    assert!(text.contains("from here the momentum of w(1)1,1 is no longer finite"), "{text}");
    // A sample that is met exactly has a gradient of 0 from the start.
    let divided = document
        .replace(
            r#""sgd", "learning_rate": RATE, "momentum": MOMENTUM"#,
            r#""adagrad", "learning_rate": 0.1, "epsilon": 0"#,
        )
        .replace("WEIGHT", "1.5");
    let mut trainer = trainer(&divided);
    let found = trainer.divergence().expect("0 divided by 0");
    let text = explain::words::divergence(&explain::names(&trainer), trainer.optimizer(), &found);
    assert!(text.contains("so the step divides by 0. A small ε above 0 helps."), "{text}");
    assert!(!text.contains("overshoots"), "{text}");
    let rules = ["Adagrad", "SGD"].map(|name| {
        let start = comparison::suggestions(trainer.config(), Setting::Optimizer);
        start.into_iter().find(|variation| variation.label().contains(name)).expect("it is suggested")
    });
    let compared = Comparison::new(trainer.config(), &rules).expect("the rules can be compared");
    let reason = compared.verdict(0).map(|verdict| verdict.reason()).unwrap_or_default();
    assert!(reason.contains("the step divides by 0"), "{reason}");
}
