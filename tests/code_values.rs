//! What the lines of a program give at a position of the run: the numbers that the run has there, and no others.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code::{self, Language, Statement};
use backprop_stepper::explain::matrix::{self, Limits};
use backprop_stepper::explain::number;
use backprop_stepper::lessons;
use backprop_stepper::trainer::{Granularity, Trainer};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

fn at(config: &str, update: u64, operation: u64) -> Trainer {
    let mut trainer = Trainer::new(Config::from_json(config).expect("a valid document"));
    trainer.seek(update, operation).expect("a position");
    trainer
}

/// The line that is current is never "not computed yet", and holds the value of the step.
#[test]
fn the_current_line_gives_the_value_of_the_step() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]);
    let mut runner = TestRunner::new_with_rng(random::cases(1), rng);
    let drawn: Vec<Config> =
        (0..60).map(|_| random::config().new_tree(&mut runner).expect("a config").current()).collect();
    let lessons = lessons::all().iter().map(|lesson| lesson.config.clone());
    for config in lessons.chain(drawn) {
        for language in [Language::Numpy, Language::Pytorch] {
            let mut trainer = Trainer::new(config.clone());
            let listing = code::listing(&config, language);
            for _ in 0..trainer.plan().operations().min(400) {
                let step = trainer.next(Granularity::Operation);
                let operation = trainer.operation().expect("an operation");
                let line = listing.line_of(&operation).expect("a line");
                let statement = listing.statement_at(line, Some(&operation)).expect("a statement");
                let told = code::value(&trainer, statement);
                assert!(!told.contains("NaN"), "{told}");
                // Of one sample among several a gradient is not the matrix's yet; nor is a loss, or what an optimizer keeps.
                let whole = trainer.plan().samples() == 1 && !told.contains("not computed yet");
                let direct = matches!(
                    statement,
                    Statement::Errors(_) | Statement::PreActivations(_) | Statement::NewWeights(_)
                );
                if direct && (whole || matches!(statement, Statement::Errors(_))) {
                    let shown = number::plain(step.value, trainer.display());
                    assert!(told.contains(&shown), "{shown} is not in {told} at {operation:?}");
                }
            }
        }
    }
}

const BATCHES: &str = r#"{ "version": 1, "loss": "mean_squared_error",
    "network": { "inputs": 1, "layers": [
        { "units": 9, "activation": "tanh", "weights": [[1, 2, 3, 4, 5, 6, 7, 8, 9]] },
        { "units": 1, "weights": [[1],[1],[1],[1],[1],[1],[1],[1],[1]] }] },
    "optimizer": { "method": "adam", "learning_rate": 0.5 },
    "data": { "inputs": [[1], [2], [3], [4], [5], [6], [7]], "targets": [[1], [2], [3], [4], [5], [6], [7]] },
    "batch": { "size": 5 } }"#;

#[test]
fn a_line_of_a_loop_gives_what_the_current_batch_has() {
    let inputs = Statement::Given(code::Variable::Inputs);
    assert_eq!(code::value(&at(BATCHES, 0, 0), inputs), "X, 5 × 1, rows 1 to 4\n1\n2\n3\n4");
    // The second batch of the epoch is what is left over.
    let second = at(BATCHES, 1, 0);
    assert_eq!(code::value(&second, inputs), "X, 2 × 1\n6\n7");
    let all = Statement::Given(code::Variable::AllInputs);
    assert_eq!(code::value(&second, all), "inputs, 7 × 1, rows 1 to 4\n1\n2\n3\n4");
    assert_eq!(code::value(&second, Statement::Loss), "loss: not computed yet\n(the mean of 2 samples)");
    assert_eq!(code::value(&second, Statement::Errors(0)), "D1, 2 × 9: not computed yet");
    assert_eq!(code::value(&second, Statement::Count), "t = 2");
    // Around what is computed now: the last unit of the last sample.
    let wide = at(BATCHES, 0, 2 * 9 * 5);
    let told = code::value(&wide, Statement::Values(0));
    assert!(told.starts_with("A1, 5 × 9, rows 2 to 5, columns 4 to 9\n") && !told.contains('–'), "{told}");
}

#[test]
fn the_part_that_is_written_is_the_part_that_the_matrix_form_shows() {
    for operation in 1..=2 * 9 * 5 {
        let here = at(BATCHES, 0, operation);
        let form = matrix::of(&here, Limits { rows: 5, columns: 6 });
        let columns = form.equations.last().expect("an operation has an equation").result.columns;
        let told = code::value(&here, Statement::Values(0));
        let part = format!(", columns {} to {}", columns.first + 1, columns.first + columns.count);
        assert!(
            told.lines().next().is_some_and(|head| head.contains(&part) || !head.contains("columns")),
            "{told}: {part}"
        );
    }
    // The fourth sample is still on the first page, so that nothing moves.
    let told = code::value(&at(BATCHES, 0, 2 * 9 * 4), Statement::Values(0));
    assert!(told.starts_with("A1, 5 × 9, rows 1 to 4, columns 4 to 9\n"), "{told}");
}

#[test]
fn new_weights_are_there_once_they_are() {
    let lesson = lessons::find("article").expect("the article's lesson");
    let mut trainer = lesson.trainer();
    trainer.seek(0, 14).expect("a position");
    assert_eq!(code::value(&trainer, Statement::NewWeights(1)), "W2, 2 × 1\n–\n0.279585");
    assert_eq!(code::value(&trainer, Statement::NewWeights(0)), "W1, 2 × 2: not computed yet");
    let given = Statement::Given(code::Variable::Weights(1));
    assert_eq!(code::value(&trainer, given), "W2, 2 × 1\n0.05\n0.26");
}
