//! The unfolded chain rule: nested errors and the sum over all ways give the number that backpropagation computes.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::formula::Expr;
use backprop_stepper::explain::unfolded::{self, MOST_WAYS, Unfolded, WAYS};
use backprop_stepper::lessons;
use backprop_stepper::operation::Kind;
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;
use serde_json::json;

/// A network with layers of these widths, three inputs, and one sample.
fn network(widths: &[usize]) -> Trainer {
    let layers: Vec<_> =
        widths.iter().map(|units| json!({ "units": units, "activation": "tanh", "bias": true })).collect();
    let outputs = widths.last().copied().unwrap_or(1);
    let document = json!({
        "version": 1,
        "network": { "inputs": 3, "layers": layers, "init": { "method": "xavier_normal", "seed": 5 } },
        "loss": "half_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": [[0.5, -1.0, 2.0]], "targets": [vec![1.0; outputs]] }
    });
    Trainer::new(Config::from_json(&document.to_string()).expect("a document"))
}

/// At the gradient of the weight from the first input to the first unit of the first layer.
fn at_first_weight(trainer: &mut Trainer) {
    let gradient = (1..=trainer.plan().operations())
        .rev()
        .find(|&index| trainer.plan().operation(index).is_some_and(|o| o.kind == Kind::WeightGradient))
        .expect("the last gradient is that of the first weight");
    trainer.seek(0, gradient).expect("a position");
}

fn value(expr: &Expr) -> f64 {
    expr.value().unwrap_or(f64::NAN)
}

/// What an expression would come to if nothing in it cancelled: rounding errors are a small part of that.
fn size(expr: &Expr) -> f64 {
    match expr {
        Expr::Sum(terms) => terms.iter().map(|term| size(&term.of)).sum(),
        Expr::Product(factors) => factors.iter().map(size).product(),
        Expr::Fraction(above, below) => size(above) / value(below).abs() * (size(below) / value(below).abs()),
        Expr::Power(base, _) => size(base) * size(base),
        Expr::Negative(of) => size(of),
        other => value(other).abs(),
    }
}

/// Whether the side gives the number, as far as doubles can tell.
fn check_side(side: &Expr, expected: f64, place: &str) {
    let (found, size) = (value(side), size(side).max(expected.abs()));
    let same = (found - expected).abs() <= 1e-9 * size + 1e-300 || found.to_bits() == expected.to_bits();
    assert!(same || !size.is_finite() || !expected.is_finite(), "{found} is not {expected}: {place}");
}

/// Checks one operation, and says whether there was something to unfold.
fn check(trainer: &Trainer) -> bool {
    let Unfolded { text, nested, ways } = unfolded::of(trainer, WAYS);
    assert!(text.ends_with('.'), "{text}");
    let kind = trainer.operation().map(|operation| operation.kind);
    let one = trainer.batch_rows().len() == 1;
    let unfolds = match kind {
        Some(Kind::HiddenError | Kind::WeightGradient | Kind::BiasGradient) => true,
        Some(Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate) => one,
        _ => false,
    };
    let Some(ways) = ways else {
        assert!(!unfolds && nested.is_none(), "{kind:?} says {text}");
        return false;
    };
    assert!(unfolds, "{kind:?} unfolds");
    let expected = ways.sum.value;
    if matches!(kind, Some(Kind::HiddenError | Kind::WeightGradient | Kind::BiasGradient)) {
        assert_eq!(expected.to_bits(), trainer.step().value.to_bits(), "another number than the step's");
    }
    let place = format!("{kind:?}, {}", ways.sum.plain(trainer.display()).symbols);
    for side in nested.iter().flat_map(|nested| nested.sides.iter()) {
        check_side(side, expected, &place);
    }
    for way in &ways.written {
        check_side(way.formula.sides.last().expect("a side"), way.formula.value, &place);
    }
    check_side(ways.sum.sides.last().expect("a side"), expected, &place);
    // What cancelled in a way is no more in the number it gives.
    let largest = size(ways.sum.sides.last().expect("a side"));
    let added = value(ways.added.sides.last().expect("a side"));
    assert!(
        (added - expected).abs() <= 1e-9 * largest + 1e-300 || !largest.is_finite() || !expected.is_finite(),
        "{added} is not {expected}: {place}"
    );
    assert!(ways.count >= 1.0);
    assert_eq!(ways.rest.is_none(), ways.count == ways.written.len() as f64);
    let mut along: Vec<&str> = ways.written.iter().map(|way| way.along.as_str()).collect();
    along.sort_unstable();
    along.dedup();
    assert_eq!(along.len(), ways.written.len(), "no way is written twice");
    true
}

proptest! {
    #![proptest_config(random::cases(64))]

    #[test]
    fn whatever_unfolds_gives_the_same_number(
        config in prop_oneof![random::config(), random::extreme()],
        update in 0u64..2,
    ) {
        let mut trainer = Trainer::new(config);
        trainer.seek(update, 0).expect("a position");
        let at = trainer.position().0;
        for operation in 1..=trainer.plan().operations() {
            trainer.seek(at, operation).expect("a position of this update");
            check(&trainer);
        }
    }
}

#[test]
fn mazurs_first_weight() {
    let lesson = lessons::find("mazur").expect("a lesson");
    let mut trainer = Trainer::new(lesson.config.clone());
    at_first_weight(&mut trainer);
    let told = unfolded::of(&trainer, WAYS);
    let ways = told.ways.expect("a sum");
    let along: Vec<_> = ways.written.iter().map(|way| way.along.as_str()).collect();
    assert_eq!(along, ["x1 → a(1)1 → a(2)1 → E", "x1 → a(1)1 → a(2)2 → E"]);
    // ∂E₁/∂out and ∂E₂/∂out of the first hidden neuron as published, times its slope and the input.
    let published = [0.055399425, -0.019049119].map(|error| error * 0.241300709 * 0.05);
    for (way, published) in ways.written.iter().zip(published) {
        assert!((way.formula.value - published).abs() < 1e-11, "{} is not {published}", way.formula.value);
    }
    assert!((ways.sum.value - 0.000438568).abs() < 1e-9);
    let nested = told.nested.expect("nested errors");
    assert_eq!(
        nested.plain(trainer.display()).symbols,
        "∂E/∂w(1)1,1 = δ(1)1 · x1 = (δ(2)1 · w(2)1,1 + δ(2)2 · w(2)1,2) · a(1)1 · (1 − a(1)1) · x1 = \
         ((a(2)1 − y1) · a(2)1 · (1 − a(2)1) · w(2)1,1 + (a(2)2 − y2) · a(2)2 · (1 − a(2)2) · w(2)1,2) · \
         a(1)1 · (1 − a(1)1) · x1"
    );
    assert_eq!(
        told.text,
        "The weight from input 1 to neuron 1 in layer 1 reaches the loss in 2 ways, and what they give is added up."
    );
}

#[test]
fn ways_are_counted_before_they_are_written() {
    let mut trainer = network(&[2, 3, 2]);
    at_first_weight(&mut trainer);
    assert_eq!(
        unfolded::of(&trainer, WAYS).ways.map(|ways| (ways.count, ways.written.len())),
        Some((6.0, 6))
    );

    let mut trainer = network(&[16, 16, 16, 16, 16, 16]);
    at_first_weight(&mut trainer);
    let told = unfolded::of(&trainer, WAYS);
    let ways = told.ways.expect("a sum");
    assert_eq!((ways.count, ways.written.len()), (1_048_576.0, WAYS));
    assert!(told.text.contains("in about 1.04858 × 10⁶ ways"), "{}", told.text);
    assert!(told.text.contains(" 12 of them are written; the other about"), "{}", told.text);
    assert!(ways.sum.plain(trainer.display()).symbols.ends_with("⋯ (about 1.04856 × 10⁶ more)"));
    check(&trainer);
    let symbols = told.nested.expect("as far as it can be read").sides.last().map(|side| side.leaves().len());
    assert_eq!(symbols, Some(16 * 2 + 2), "the second side has the errors of the next layer and no more");
    let most = unfolded::of(&trainer, usize::MAX).ways.map(|ways| ways.written.len());
    assert_eq!(most, Some(160), "of 6 layers a third fewer");

    // More ways than a whole number counts.
    let wide = vec![128; 10];
    let mut trainer = network(&wide);
    at_first_weight(&mut trainer);
    let told = unfolded::of(&trainer, 1);
    assert_eq!(told.ways.map(|ways| ways.count), Some(9_223_372_036_854_775_808.0));
    assert!(told.nested.is_none() || told.nested.is_some_and(|nested| nested.sides.len() == 2));
}

#[test]
fn what_is_left_out_gives_no_rounding() {
    // 8 ways, and of the last ones nothing comes back: their outputs are hit.
    let hit = |weight: f64, weights: &[&[f64]], ways: usize, targets: &[f64]| {
        let document = json!({
            "version": 1,
            "network": { "inputs": 1, "layers": [
                { "units": 1, "weights": [[weight]], "activation": "tanh" }, { "units": targets.len(), "weights": weights, "bias": false }
            ] },
            "loss": "half_squared_error",
            "optimizer": { "method": "sgd", "learning_rate": 0.1 },
            "data": { "inputs": [[0.3]], "targets": [targets] }
        });
        let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
        at_first_weight(&mut trainer);
        let told = unfolded::of(&trainer, ways);
        (told.ways.expect("a sum").rest, told.text)
    };
    for weight in 1..60 {
        let (rest, text) = hit(
            f64::from(weight) / 7.0,
            &[&[0.1, 0.3, 0.7, 0.9, 0.0, 0.0, 0.0, 0.0]],
            4,
            &[0.33, 0.77, 0.11, 0.29, 0.0, 0.0, 0.0, 0.0],
        );
        assert_eq!(rest, Some(0.0));
        assert!(text.ends_with(" 4 of them are written; the other 4 give 0."), "{text}");
    }
    let (_, text) = hit(0.7, &[&[0.1, 0.3]], 1, &[0.33, 0.0]);
    assert!(text.contains(" 1 of them is written; the other one gives 0.0"), "{text}");
}

#[test]
fn the_rest_is_what_the_ways_give_that_are_not_written() {
    let mut trainer = network(&[2, 3, 4, 2]);
    at_first_weight(&mut trainer);
    let all = unfolded::of(&trainer, MOST_WAYS).ways.expect("a sum").written;
    assert_eq!(all.len(), 24);
    for ways in 0..24 {
        let told = unfolded::of(&trainer, ways).ways.expect("a sum");
        let left: f64 = all.iter().skip(ways).map(|way| way.formula.value).sum();
        let rest = told.rest.expect("more ways");
        assert!((rest - left).abs() <= 1e-15, "from {ways} on {rest}, not {left}");
    }
}

#[test]
fn deep_networks_write_fewer_ways() {
    let written = |depth: usize| {
        let mut trainer = network(&vec![8; depth]);
        at_first_weight(&mut trainer);
        let told = unfolded::of(&trainer, usize::MAX).ways.expect("a sum");
        assert_eq!(told.more, 0);
        let few = unfolded::of(&trainer, WAYS).ways.expect("a sum");
        assert_eq!(few.more, told.written.len() - WAYS);
        (told.written.len(), told.sum.sides.iter().map(|side| side.leaves().len()).sum::<usize>())
    };
    assert_eq!(written(4).0, MOST_WAYS);
    let (ways, symbols) = written(16);
    assert_eq!(ways, 60);
    assert!(symbols < 5000, "{symbols} symbols");
}

#[test]
fn what_does_not_unfold_says_why() {
    let mut trainer = network(&[2, 1]);
    assert!(unfolded::of(&trainer, WAYS).text.contains("backward pass"));
    let outputs = |trainer: &Trainer| trainer.operation().map(|operation| operation.kind);
    for index in 1..=trainer.plan().operations() {
        trainer.seek(0, index).expect("a position");
        let told = unfolded::of(&trainer, WAYS);
        match outputs(&trainer) {
            Some(Kind::OutputError) => assert!(told.text.starts_with("This is where the chain rule begins")),
            Some(Kind::WeightUpdate) => assert!(told.ways.is_some(), "that of its gradient"),
            _ => {}
        }
    }
}
