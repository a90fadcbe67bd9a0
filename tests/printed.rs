//! Plain text begins with what the NumPy program of the same network prints, line for line.

mod python;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code;
use backprop_stepper::export::{Format, Span};
use backprop_stepper::lessons;
use backprop_stepper::trainer::Trainer;

fn text(trainer: &Trainer, from: u64, updates: u64) -> String {
    Format::find("text").and_then(|format| format.write(trainer, Span { from, updates })).expect("a text")
}

#[test]
fn both_cases_of_the_article_print_what_their_programs_print() {
    for id in ["article", "article-2"] {
        let mut trainer = lessons::find(id).expect("a lesson").trainer();
        let program = python::run(&code::numpy(trainer.config()));
        let once = text(&trainer, 0, 1);
        assert!(once.starts_with(&program), "{id}:\n{program}\n{once}");
        // The first update's lines, then those of the second, which goes on from there.
        trainer.seek(1, 0).expect("a position");
        let next = python::run(&code::numpy(&trainer.config_now()));
        assert!(text(&trainer, 0, 2).starts_with(&format!("{program}\n{next}\n")), "{id}");
        assert!(text(&trainer, 1, 1).starts_with(&format!("{next}\n")), "{id}");
    }
}

/// Words of a text, numbers apart: equal but for the last digits that another order of adding changes.
fn same(text: &str, program: &str) -> Result<(), String> {
    let mut lines = text.lines();
    for expected in program.lines() {
        let found = lines.next().unwrap_or("");
        if found == expected {
            continue;
        }
        let words = |line: &str| -> Vec<String> {
            line.replace(['[', ']'], " ").split_whitespace().map(str::to_owned).collect()
        };
        let (found_words, expected_words) = (words(found), words(expected));
        let close =
            |(found, expected): (&String, &String)| match (found.parse::<f64>(), expected.parse::<f64>()) {
                (Ok(found), Ok(expected)) => (found - expected).abs() <= 2e-8 * expected.abs().max(1.0),
                _ => found == expected,
            };
        if found_words.len() != expected_words.len() || !found_words.iter().zip(&expected_words).all(close) {
            return Err(format!("{found:?} for {expected:?}"));
        }
    }
    Ok(())
}

fn check(config: Config) {
    let program = python::run(&code::numpy(&config));
    let text = text(&Trainer::new(config), 0, 1);
    if let Err(problem) = same(&text, &program) {
        panic!("{problem}\n{program}\n{}", text.get(..program.len()).unwrap_or(&text));
    }
}

#[test]
fn so_does_any_network_with_one_batch() {
    let documents = [
        // Tables, rows, single numbers; biases; whole and broken inputs; powers of ten.
        r#"{ "version": 1, "loss": "mean_squared_error",
            "network": { "inputs": 3, "init": { "method": "normal", "seed": 3 }, "layers": [
                { "units": 12, "activation": "tanh", "bias": true }, { "units": 1, "activation": "sigmoid" },
                { "units": 1, "bias": false }, { "units": 2, "bias": "frozen", "biases": [1, 2] }] },
            "optimizer": { "method": "sgd", "learning_rate": 1 },
            "data": { "inputs": [[1, -2, 3], [0.5, 3, 1e-7], [0, 1, 2500]], "targets": [[0, 1], [-1, 50], [7, 1]] } }"#,
        r#"{ "version": 1, "loss": "half_squared_error",
            "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.000012345678912]], "biases": [-3] }] },
            "optimizer": { "method": "sgd", "learning_rate": 1e-7 },
            "data": { "inputs": [[123456789]], "targets": [[-4e8]] } }"#,
    ];
    let documents = documents.map(|document| Config::from_json(document).expect("a document"));
    let lessons = ["mazur", "xor", "dead-relu", "momentum", "circle"];
    let lessons = lessons.map(|id| lessons::find(id).expect("a lesson").config.clone());
    documents.into_iter().chain(lessons).for_each(check);
}

#[test]
fn so_do_arrays_that_are_cut() {
    let row = |count: usize| {
        let numbers: Vec<String> = (0..count).map(|at| format!("{}", at as f64 / 7.0 - 3.0)).collect();
        format!("[{}]", numbers.join(", "))
    };
    let wide = |inputs: usize, units: usize| {
        format!(
            r#"{{ "version": 1, "loss": "half_squared_error",
                "network": {{ "inputs": {inputs}, "init": {{ "method": "uniform", "seed": 2 }}, "layers": [{{ "units": {units} }}] }},
                "optimizer": {{ "method": "sgd", "learning_rate": 0.001 }},
                "data": {{ "inputs": [{}], "targets": [{}] }} }}"#,
            row(inputs),
            row(units)
        )
    };
    for document in [wide(1, 1001), wide(1001, 1), wide(40, 30)] {
        check(Config::from_json(&document).expect("a document"));
    }
}
