//! Long sums are folded, and unfold to as many terms as a page can hold; in LaTeX every term is written.

use backprop_stepper::config::Config;
use backprop_stepper::explain::layout::Fold;
use backprop_stepper::explain::{self, Formula};
use backprop_stepper::trainer::Trainer;
use serde_json::json;

/// The weighted sum of a neuron with so many inputs and a bias.
fn weighted_sum(inputs: usize) -> (Formula, Trainer) {
    let document = json!({
        "version": 1,
        "network": {
            "inputs": inputs,
            "layers": [{ "units": 1, "activation": "sigmoid", "bias": true }],
            "init": { "method": "xavier_uniform", "seed": 1 }
        },
        "loss": "half_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": [vec![0.5; inputs]], "targets": [[1.0]] }
    });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
    trainer.seek(0, 1).expect("the first operation");
    (explain::of(&trainer).formula, trainer)
}

/// How many weights stand in it.
fn weights(written: &str) -> usize {
    written.matches("data-subject=\"weight:").count()
}

#[test]
fn a_short_sum_is_whole() {
    let (formula, trainer) = weighted_sum(11);
    assert_eq!(formula.folded_terms(), 0);
    let display = trainer.display();
    assert_eq!(formula.mathml(display), formula.mathml_unfolded(display));
    assert_eq!(weights(&formula.mathml(display).numbers), 11);
}

#[test]
fn a_long_sum_unfolds_to_all_of_its_terms() {
    let (formula, trainer) = weighted_sum(20);
    let display = trainer.display();
    assert_eq!(formula.folded_terms(), 21, "twenty products and the bias");
    let (folded, unfolded) = (formula.mathml(display), formula.mathml_unfolded(display));
    for (folded, unfolded) in [(&folded.symbols, &unfolded.symbols), (&folded.numbers, &unfolded.numbers)] {
        assert!(folded.contains("(11 more terms)"), "{folded}");
        assert_eq!(weights(folded), 9, "the first eight and, beside the bias, the last");
        assert!(!unfolded.contains("more"), "{unfolded}");
        assert_eq!(weights(unfolded), 20);
    }
    assert_eq!(folded.result, unfolded.result);
    assert!(!formula.latex(display).numbers.contains("cdots"), "in LaTeX every term is written");
}

#[test]
fn what_no_page_can_hold_says_what_it_leaves_out() {
    let (formula, trainer) = weighted_sum(1024);
    assert_eq!(formula.folded_terms(), 1025);
    let unfolded = formula.mathml_unfolded(trainer.display());
    assert_eq!(weights(&unfolded.numbers), Fold::MOST - 1, "and the bias");
    assert!(unfolded.numbers.contains("(25 more terms)"));
}
