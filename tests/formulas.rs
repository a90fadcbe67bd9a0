//! Every formula says what it computes. A reader of LaTeX of its own takes it apart, and names, slopes and values of its
//! own give it a meaning: each side in symbols, derivations included, and the numbers put in, come to the value of the
//! step; both have the same structure; and what the step says it reads are the symbols that stand there.

mod latex;
mod meaning;
mod random;

use backprop_stepper::explain::unfolded::{self, MOST_WAYS};
use backprop_stepper::explain::{self, Display, Explanation, Formula, Naming};
use backprop_stepper::operation::{Kind, Operation};
use backprop_stepper::trainer::Trainer;
use latex::Node;
use meaning::Meaning;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every digit of a double.
const DIGITS: usize = 17;

/// Whether a number is what a formula came to, which without cancelling would have come to `size`.
fn same((found, size): (f64, f64), value: f64) -> bool {
    (found - value).abs() <= 1e-11 * size.max(value.abs()) + 1e-300 || found == value || !size.is_finite()
}

/// The layer whose units an index of a sum counts.
fn summed(operation: &Operation, trainer: &Trainer) -> usize {
    match operation.kind {
        Kind::HiddenError => operation.layer + 1,
        Kind::Loss => trainer.network().last(),
        _ => operation.layer,
    }
}

/// Checks that every side of an equation comes to its value, and that symbols and numbers are the same formula. Gives
/// the last side.
fn check_equation(formula: &Formula, trainer: &Trainer, meaning: &Meaning, layer: usize) -> Node {
    let written = formula.latex(trainer.display());
    let place = format!("{written:?}, {}", formula.value);
    let mut sides = latex::read(&written.symbols);
    for side in &sides {
        let found = meaning.value(side, layer);
        assert!(same(found, formula.value), "{side:?} is {found:?}: {place}");
    }
    let [numbers] = <[Node; 1]>::try_from(latex::read(&written.numbers)).expect("one side of numbers");
    let found = meaning.value(&numbers, layer);
    assert!(same(found, formula.value), "the numbers are {found:?}: {place}");
    let [result] = <[Node; 1]>::try_from(latex::read(&written.result)).expect("a result");
    assert_eq!(meaning.value(&result, layer).0, formula.value, "another result: {place}");
    let last = sides.pop().expect("a side");
    assert!(last.is_shaped_like(&numbers), "{last:?} is not shaped like {numbers:?}: {place}");
    last
}

/// Checks that the step reads exactly the symbols of the last side.
fn check_reads(told: &Explanation, last: &Node, meaning: &Meaning, several: bool) {
    let mut symbols = Vec::new();
    last.symbols(&mut symbols);
    let new = |symbol: &str| symbol.replace("^{\\mathrm{new}}", "").replace("\\,\\mathrm{new}", "");
    let found: BTreeSet<String> =
        symbols.iter().filter(|symbol| *symbol != "\\pi").map(|symbol| new(symbol)).collect();
    let read: BTreeSet<String> = told.reads.iter().map(|subject| meaning.symbol(subject, several)).collect();
    assert_eq!(found, read, "what stands there is not what is read: {}", told.title);
}

/// Checks that a sentence has the result in it.
fn check_sentence(told: &Explanation) {
    let text = told.text.replace('\u{2212}', "-").replace(" × 10", "e");
    let low = |c: char| "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c);
    let text: String = text
        .chars()
        .map(|c| low(c).map_or(c, |at| "-0123456789".chars().nth(at).expect("a digit")))
        .collect();
    let words = text.split(|c: char| !(c.is_ascii_digit() || ".e-".contains(c)));
    let mut numbers = words.filter_map(|word| word.trim_end_matches('.').parse::<f64>().ok());
    assert!(
        numbers.any(|number| number == told.formula.value),
        "{} is not in {:?}",
        told.formula.value,
        told.text
    );
}

fn check_update(trainer: &mut Trainer, naming: Naming, in_place: bool) {
    let (update, _) = trainer.position();
    let batch = trainer.batch_rows().len();
    let meanings: Vec<Meaning> =
        (0..batch).map(|sample| Meaning::new(trainer, naming, sample, in_place)).collect();
    for index in 1..=trainer.plan().operations() {
        trainer.seek(update, index).expect("a position of this update");
        let operation = trainer.operation().expect("an operation");
        let meaning = &meanings[if operation.kind.is_of_one_sample() { operation.sample } else { 0 }];
        let told = explain::of(trainer);
        let last = check_equation(&told.formula, trainer, meaning, summed(&operation, trainer));
        check_reads(&told, &last, meaning, batch > 1);
        check_sentence(&told);
        let unfolded = unfolded::of(trainer, MOST_WAYS);
        for formula in unfolded.nested.iter().chain(unfolded.ways.iter().map(|ways| &ways.sum)) {
            check_equation(formula, trainer, meaning, operation.layer);
        }
        for way in unfolded.ways.iter().flat_map(|ways| &ways.written) {
            check_equation(&way.formula, trainer, meaning, operation.layer);
        }
    }
}

proptest! {
    #![proptest_config(random::cases(40))]

    #[test]
    fn every_formula_says_what_it_computes(
        document in random::document(),
        article in any::<bool>(),
        update in 0u64..3,
    ) {
        let in_place = document["update_order"] == "in_place";
        let config = backprop_stepper::config::Config::from_json(&document.to_string()).expect("a document");
        let naming = if article { Naming::Article } else { Naming::Index };
        let mut trainer = Trainer::new(config);
        trainer.set_display(Display { digits: DIGITS, names: Some(naming), ..Display::default() }).expect("a display");
        trainer.seek(update, 0).expect("a position");
        if !trainer.diverged() {
            check_update(&mut trainer, naming, in_place);
        }
    }
}
