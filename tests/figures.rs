//! Steps in other arithmetics: exact fractions, and what an author prints who rounds at every step.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::figures::{self, Figure};
use backprop_stepper::explain::workbook::Workbook;
use backprop_stepper::explain::{self, Counting, Display, Rounding};
use backprop_stepper::lessons;
use backprop_stepper::trainer::{Change, Granularity, Trainer};
use proptest::prelude::*;

const EXACT: Display = Display {
    digits: 6,
    counting: Counting::Significant,
    rounding: Rounding::Round,
    names: None,
    exact: true,
    paper: false,
};

fn lesson(id: &str, display: Display) -> Trainer {
    let mut trainer = lessons::find(id).unwrap_or_else(|| panic!("no lesson {id}")).trainer();
    trainer.set_display(Display { names: trainer.display().names, ..display }).expect("a valid display");
    trainer
}

fn on_paper(digits: usize, counting: Counting, rounding: Rounding) -> Display {
    Display { digits, counting, rounding, exact: false, paper: true, names: None }
}

#[track_caller]
fn exact(trainer: &Trainer) -> Figure {
    figures::of(trainer).exact.expect("it was asked for")
}

/// What an author who rounds prints of a step: the first one of the update that gives a number of this name.
fn printed(trainer: &mut Trainer, update: u64, title: &str) -> String {
    let mut step = trainer.seek(update, 1).expect("a position");
    while explain::of(trainer).title != title {
        assert!(step.operation < step.operations, "there is no {title}");
        step = trainer.next(Granularity::Operation);
    }
    let figure = figures::of(trainer).paper.expect("it was asked for");
    figure.plain(trainer.display()).rsplit(" = ").next().unwrap_or_default().to_owned()
}

#[track_caller]
fn all_printed(trainer: &mut Trainer, figures: &[(u64, &str, &str)]) {
    for (update, title, expected) in figures {
        assert_eq!(printed(trainer, *update, title), *expected, "{title} in update {update}");
    }
}

#[test]
fn the_articles_error_is_this_fraction() {
    let mut trainer = lesson("article", EXACT);
    trainer.seek(0, 4).expect("the loss");
    let figure = exact(&trainer);
    assert_eq!(
        figure.latex(trainer.display()),
        r"\frac{1}{2} \cdot (0.3947 - 2)^{2} = \frac{257698809}{200000000} = 1.288494045"
    );
    assert_eq!(figure.text, "Exactly 257698809/200000000 = 1.288494045.");
}

#[test]
fn every_number_of_two_updates_of_the_article_is_a_fraction() {
    let mut trainer = lesson("article", EXACT);
    let mut workbook = Workbook::default();
    for update in 0..2 {
        for operation in 1..=19 {
            let step = trainer.seek(update, operation).expect("a position");
            let figure = figures::figures(&mut workbook, &trainer).exact.expect("it was asked for");
            let result = figure.sides.get(1).unwrap_or_else(|| panic!("{operation}: {}", figure.text));
            let value = result.value().expect("a number");
            assert!((value - step.value).abs() <= 1e-14 * value.abs(), "{update}.{operation}: {value:?}");
            // The numbers that stand there come to it.
            let numbers = figure.sides.first().and_then(|side| side.value()).expect("numbers");
            assert!((numbers - value).abs() <= 1e-14 * value.abs(), "{update}.{operation}: {numbers:?}");
            // And with or without a memory it is the same.
            assert_eq!(exact(&trainer), figure);
        }
    }
    trainer.seek(2, 4).expect("the third loss");
    let figure = exact(&trainer);
    assert_eq!(figure.sides, []);
    assert_eq!(figure.text, "No fraction: it would have more than 38 digits above or below its bar.");
}

#[test]
fn a_power_of_e_ends_the_fractions() {
    let mut trainer = lesson("mazur", EXACT);
    trainer.seek(0, 1).expect("the sum of the first hidden neuron");
    assert_eq!(exact(&trainer).text, "Exactly 151/400 = 0.3775.");
    trainer.seek(0, 2).expect("its sigmoid");
    assert_eq!(exact(&trainer).text, "No fraction: a power of e is in it, and that is irrational.");
    assert_eq!(exact(&trainer).mathml(trainer.display()), "");
}

#[test]
fn an_edit_is_the_number_that_was_given() {
    let mut trainer = lesson("article", EXACT);
    trainer.seek(1, 0).expect("the second update");
    trainer.edit(Change::Weight { layer: 0, input: 0, unit: 0, value: 0.5 }).expect("a weight");
    trainer.seek(1, 1).expect("its first sum");
    // 5 · 0.5 + 4 · 0.2032106
    assert_eq!(exact(&trainer).text, "Exactly 4141053/1250000 = 3.3128424.");
}

#[test]
fn the_article_cuts_to_three_decimals() {
    // All but two of the first update: .120 and .196 are what cutting gives, the article rounds them up.
    let mut trainer = lesson("article", on_paper(3, Counting::Decimals, Rounding::Cut));
    all_printed(
        &mut trainer,
        &[
            (0, "Hidden neuron h1", "1.55"),
            (0, "Prediction", "0.394"),
            (0, "Loss", "1.289"),
            (0, "Error of the prediction", "−1.606"),
            (0, "New w1", "0.154"),
            (0, "New w2", "0.203"),
            (0, "New w5", "0.074"),
            (0, "New w6", "0.279"),
        ],
    );
    trainer.seek(0, 4).expect("the loss");
    let figure = figures::of(&trainer).paper.expect("it was asked for");
    assert_eq!(figure.latex(trainer.display()), r"\frac{1}{2} \cdot (0.394 - 2)^{2} = 1.289");
    assert_eq!(figure.text, "On paper 1.289, with all digits 1.288.");
}

#[test]
fn the_article_goes_on_from_its_printed_weights() {
    let mut trainer = lesson("article", on_paper(3, Counting::Decimals, Rounding::Round));
    // With rounding the second sums are those that were printed …
    all_printed(&mut trainer, &[(1, "Hidden neuron h1", "1.582"), (1, "Hidden neuron h2", "1.393")]);
    // … and with the two weights that were cut, its second prediction.
    trainer.seek(1, 0).expect("the second update");
    for (input, value) in [0.074, 0.279].into_iter().enumerate() {
        trainer.edit(Change::Weight { layer: 1, input, unit: 0, value }).expect("a weight");
    }
    all_printed(
        &mut trainer,
        &[(1, "Hidden neuron h1", "1.582"), (1, "Hidden neuron h2", "1.393"), (1, "Prediction", "0.506")],
    );
}

#[test]
fn the_second_case_with_two_decimals_is_what_its_printed_weights_give() {
    let mut trainer = lesson("article-2", on_paper(2, Counting::Decimals, Rounding::Round));
    all_printed(
        &mut trainer,
        &[
            (0, "New w1", "0.12"),
            (0, "New w2", "0.23"),
            (0, "New w3", "0.13"),
            (0, "New w4", "0.1"),
            (0, "New w5", "0.17"),
            (0, "New w6", "0.17"),
            // The lesson says so of the printed figures .92 and .26, which were not computed from them.
            (1, "Hidden neuron h1", "0.93"),
            (1, "Prediction", "0.25"),
        ],
    );
}

#[test]
fn mazur_rounds_to_nine_decimals() {
    let mut trainer = lesson("mazur", on_paper(9, Counting::Decimals, Rounding::Round));
    all_printed(
        &mut trainer,
        &[
            (0, "Weighted sum of h1", "0.3775"),
            (0, "Activation of h1", "0.593269992"),
            (0, "Activation of h2", "0.596884378"),
            (0, "Weighted sum of o1", "1.105905967"),
            (0, "Activation of o2", "0.772928465"),
            (0, "Loss", "0.298371109"),
            (0, "Error of o1", "0.138498562"),
            (0, "Gradient of w5", "0.082167041"),
            (0, "Gradient of w1", "0.000438568"),
            (0, "New w6", "0.408666186"),
            // His .511301270 is the exact one: from his own nine decimals it would be this.
            (0, "New w7", "0.511301271"),
            (0, "New w8", "0.561370121"),
            (0, "New w1", "0.149780716"),
        ],
    );
}

#[test]
fn what_is_far_or_large_says_so() {
    let mut display = on_paper(4, Counting::Significant, Rounding::Round);
    display.exact = true;
    let mut trainer = lesson("article", display);
    trainer.seek(20_000, 3).expect("a position");
    let paper = figures::of(&trainer).paper.expect("it was asked for");
    assert!(paper.text.contains("from the weights at the start of this update"), "{}", paper.text);

    let wide = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 2, "layers": [{ "units": 100 }, { "units": 100 }, { "units": 1 }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1 }, "data": { "generator": "xor", "samples": 4 } }"#;
    let mut trainer = Trainer::new(Config::from_json(wide).expect("a document"));
    trainer.set_display(display).expect("a valid display");
    trainer.seek(0, 1).expect("a position");
    let told = figures::of(&trainer);
    for figure in [told.exact, told.paper] {
        assert!(figure.expect("it was asked for").text.starts_with("This update has too many numbers"));
    }
}

/// One weight `w`, input 1.
fn single(weight: f64, display: Display) -> Trainer {
    let document = format!(
        r#"{{ "version": 1, "loss": "half_squared_error",
        "network": {{ "inputs": 1, "layers": [{{ "units": 1, "weights": [[{weight}]], "bias": false }}] }},
        "optimizer": {{ "method": "sgd", "learning_rate": 0.1 }},
        "data": {{ "inputs": [[1]], "targets": [[3]] }} }}"#
    );
    let mut trainer = Trainer::new(Config::from_json(&document).expect("a document"));
    trainer.set_display(display).expect("a valid display");
    trainer.seek(0, 1).expect("the prediction");
    trainer
}

#[test]
fn paper_rounds_as_the_card_does() {
    for (weight, digits, shown) in
        [(2.675, 3, "2.68"), (1.005, 3, "1.01"), (0.15, 1, "0.2"), (1234.0, 2, "1200")]
    {
        let trainer = single(weight, on_paper(digits, Counting::Significant, Rounding::Round));
        let paper = figures::of(&trainer).paper.expect("it was asked for");
        assert_eq!(paper.text, format!("On paper {shown}, as with all digits."));
    }
}

/// A softmax layer of so many units, 4 samples.
fn softmax(units: usize) -> Trainer {
    let targets: Vec<Vec<f64>> = vec![vec![0.5; units]; 4];
    let document = serde_json::json!({
        "version": 1, "loss": "mean_squared_error",
        "network": { "inputs": 1, "layers": [{ "units": units, "activation": "softmax" }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1 },
        "data": { "inputs": [[1.0], [2.0], [3.0], [4.0]], "targets": targets }
    });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
    trainer.set_display(on_paper(4, Counting::Significant, Rounding::Round)).expect("a valid display");
    trainer
}

#[test]
fn every_output_of_softmax_reads_all_of_them() {
    // What is worked through has no more symbols than somebody waits for; in a wide layer an update has millions.
    for (units, told) in [(10, true), (48, true), (300, false), (1024, false)] {
        let mut trainer = softmax(units);
        let operations = trainer.plan().operations();
        let mut symbols = 0;
        if told {
            for operation in 1..=operations {
                trainer.seek(0, operation).expect("a position");
                symbols += explain::of(&trainer).formula.sides.last().map_or(0, |side| side.leaves().len());
            }
        }
        assert!(symbols < 150_000, "{units} units: {symbols} symbols");
        trainer.seek(0, operations).expect("a position");
        let paper = figures::of(&trainer).paper.expect("it was asked for");
        assert_eq!(!paper.text.starts_with("This update has too many numbers"), told, "{units} units");
    }
}

#[test]
fn what_was_rounded_before_is_not_called_exact() {
    let drawn = |data: &str, weights: &str| {
        let document = format!(
            r#"{{ "version": 1, "loss": "half_squared_error",
            "network": {{ "inputs": 2, "layers": [{{ "units": 1{weights} }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": 0.1 }}, "data": {data} }}"#
        );
        let mut trainer = Trainer::new(Config::from_json(&document).expect("a document"));
        trainer.set_display(EXACT).expect("a valid display");
        trainer.seek(0, 1).expect("the first sum");
        exact(&trainer)
    };
    let given = r#", "weights": [[0.5], [0.25]]"#;
    let rows = r#""inputs": [[1, 0], [2, 0.5]], "targets": [[1], [0]]"#;
    for (data, weights) in [
        (r#"{ "generator": "xor" }"#, ""),
        (r#"{ "generator": "xor", "noise": 0.1 }"#, given),
        (&*format!("{{ {rows}, \"standardise\": true }}"), given),
    ] {
        let figure = drawn(data, weights);
        assert!(figure.text.starts_with("As a fraction "), "{data}: {}", figure.text);
        assert!(figure.note.contains("drawn or standardised are rounded"), "{data}: {}", figure.note);
    }
    for data in [r#"{ "generator": "xor" }"#, &*format!("{{ {rows} }}")] {
        let figure = drawn(data, given);
        assert!(figure.text.starts_with("Exactly "), "{data}: {}", figure.text);
        assert_eq!(figure.note, "");
    }
}

#[test]
fn nothing_is_told_where_nothing_was_asked_for() {
    let mut trainer = lesson("article", Display::default());
    trainer.seek(0, 4).expect("the loss");
    assert_eq!(figures::of(&trainer), figures::Figures::default());
    trainer.set_display(Display { exact: true, paper: true, ..Display::default() }).expect("a valid display");
    assert!(figures::of(&trainer).exact.is_some() && figures::of(&trainer).paper.is_some());
    trainer.seek(1, 0).expect("a start");
    assert_eq!(figures::of(&trainer), figures::Figures::default());
}

proptest! {
    #![proptest_config(random::cases(48))]

    /// With all digits, paper is the run itself; and what is called a fraction is the value of the step.
    #[test]
    fn other_arithmetics_come_to_the_same_numbers(config in random::config(), updates in 1u64..3) {
        let mut trainer = Trainer::new(config);
        let display = Display { digits: 17, exact: true, paper: true, ..Display::default() };
        trainer.set_display(display).expect("a valid display");
        let mut workbook = Workbook::default();
        let end = (updates, 0);
        while trainer.position() < end {
            let before = trainer.position();
            let step = trainer.next(Granularity::Operation);
            if trainer.position() == before {
                return Ok(());
            }
            let told = figures::figures(&mut workbook, &trainer);
            for figure in [told.exact, told.paper].into_iter().flatten() {
                let Some(value) = figure.sides.get(1).and_then(|side| side.value()) else { continue };
                let room = 1e-9 * step.value.abs().max(1e-3);
                prop_assert!((value - step.value).abs() <= room, "{:?}: {value:?}, {:?}", step, figure.text);
            }
        }
    }
}
