//! The programs as listings: each operation of an update has its line, and each line knows what it names.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code::{self, Language, Listing};
use backprop_stepper::lessons;
use backprop_stepper::trainer::Trainer;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

/// Experiments of all kinds.
fn configs() -> Vec<Config> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(random::cases(1), rng);
    let mut draw = || random::config().new_tree(&mut runner).expect("a config").current();
    let drawn: Vec<Config> = (0..120).map(|_| draw()).collect();
    lessons::all().iter().map(|lesson| lesson.config.clone()).chain(drawn).collect()
}

#[test]
fn each_operation_has_its_line() {
    for config in configs() {
        let trainer = Trainer::new(config.clone());
        for language in Language::ALL {
            let listing = code::listing(&config, language);
            for index in 1..=trainer.plan().operations() {
                let operation = trainer.plan().operation(index).expect("an operation");
                let line = listing.line_of(&operation);
                assert!(line.is_some(), "{operation:?} in\n{}", listing.text());
            }
        }
    }
}

#[test]
fn a_statement_stands_once_in_a_program() {
    for config in configs() {
        for language in Language::ALL {
            let listing = code::listing(&config, language);
            let computed = listing.lines.iter().filter_map(|line| line.statement);
            let computed: Vec<_> =
                computed.filter(|statement| !matches!(statement, code::Statement::Given(_))).collect();
            for (i, statement) in computed.iter().enumerate() {
                assert!(!computed[..i].contains(statement), "{statement:?} twice in\n{}", listing.text());
            }
        }
    }
}

fn article() -> Listing {
    let lesson = lessons::find("article").expect("the article's lesson");
    code::listing(&lesson.config, Language::Numpy)
}

/// The line in which an operation of the article's network is done.
#[test]
fn operations_of_the_article_by_their_lines() {
    let trainer = lessons::find("article").expect("the article's lesson").trainer();
    let listing = article();
    let line = |index: u64| {
        let operation = trainer.plan().operation(index).expect("an operation");
        listing.line_of(&operation).map(|line| listing.lines[line].text.trim().to_owned())
    };
    let expected = [
        (1, "A1 = X @ W1"),
        (2, "A1 = X @ W1"),
        (3, "prediction = A1 @ W2"),
        (4, "loss = np.sum((prediction - Y) ** 2) / 2  # half the squared error"),
        (5, "D2 = prediction - Y"),
        (6, "dW2 = A1.T @ D2"),
        (8, "D1 = D2 @ W2.T"),
        (10, "dW1 = X.T @ D1"),
        (14, "W2 = W2 - a * dW2"),
        (19, "W1 = W1 - a * dW1"),
    ];
    for (index, text) in expected {
        assert_eq!(line(index).as_deref(), Some(text), "operation {index}");
    }
}

#[test]
fn names_are_found_outside_of_comments_and_quotes() {
    let listing = article();
    let named = |text: &str| -> Vec<(String, String)> {
        let line = listing.lines.iter().find(|line| line.text.trim() == text).expect("the line");
        assert_eq!(line.parts().map(|(text, _)| text).collect::<String>(), line.text);
        let named = line.parts().filter_map(|(name, variable)| Some((name.to_owned(), variable?.pattern())));
        named.collect()
    };
    let pair = |name: &str, pattern: &str| (name.to_owned(), pattern.to_owned());
    assert_eq!(
        named("W2 = W2 - a * dW2"),
        [
            pair("W2", "weight:value:1:*:*:"),
            pair("W2", "weight:value:1:*:*:"),
            pair("a", "setting:value::::"),
            pair("dW2", "weight:gradient:1:*:*:"),
        ]
    );
    assert_eq!(
        named("dW2 = A1.T @ D2"),
        [
            pair("dW2", "weight:gradient:1:*:*:"),
            pair("A1", "neuron:activation:0:*::*"),
            pair("D2", "neuron:delta:1:*::*"),
        ]
    );
    assert_eq!(named("print(\"Input:\", np.squeeze(X))"), [pair("X", "input:value:::*:*")]);
    assert_eq!(named("# Backward pass: D is the error of each neuron, dW the slope of each weight."), []);
}
