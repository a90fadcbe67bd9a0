//! Predicting: what is right, and which mistake gave what is not.

#[path = "random/mod.rs"]
mod random;

use backprop_stepper::exercise::{self, Judgement, Offered, Score, Verdict};
use backprop_stepper::lessons;
use backprop_stepper::operation::{Kind, Operation};
use backprop_stepper::trainer::{Granularity, Trainer};
use proptest::prelude::*;

/// Right before the operation that computes something of the first weight.
fn before_w1(lesson: &str, kind: Kind) -> Trainer {
    let mut trainer = lessons::find(lesson).unwrap().trainer();
    let operation = Operation { kind, layer: 0, sample: 0, unit: 0, input: Some(0), state: 0 };
    let index = trainer.plan().index_of(&operation).unwrap();
    trainer.seek(0, index - 1).unwrap();
    trainer
}

fn judge(trainer: &mut Trainer, answer: &str) -> Judgement {
    exercise::next(trainer, |exercise| exercise.judge(answer).unwrap()).unwrap()
}

fn offered(trainer: &mut Trainer) -> Vec<Offered> {
    exercise::next(trainer, |exercise| exercise.mistakes()).unwrap()
}

/// A number typed in full, and at two significant digits.
fn typed(value: f64) -> [String; 2] {
    [format!("{value}"), format!("{value:.1e}")]
}

/// Cut after two significant digits.
fn cut(value: f64) -> String {
    let text = format!("{value:.11e}");
    let (digits, power) = text.split_once('e').unwrap();
    format!("{}e{power}", &digits[..3 + usize::from(value < 0.0)])
}

/// Each number, typed in full and at two digits, is judged to be a mistake of that kind.
#[track_caller]
fn all_named(trainer: &mut Trainer, mistakes: &[(&str, f64)]) {
    for (kind, value) in mistakes {
        for answer in typed(*value) {
            let Judgement { verdict, text, mistakes } = judge(trainer, &answer);
            if text.starts_with("Right. Rounded") && answer == typed(*value)[1] {
                continue; // The right number, cut.
            }
            let named = mistakes.iter().any(|mistake| mistake.slip().name() == *kind);
            assert!(verdict == Verdict::Mistaken && named, "{answer}, {kind}: {text}");
            assert!(text.starts_with("That is what you get "), "{answer}: {text}");
        }
    }
}

/// What goes wrong with the gradient of the article's w1, `Δ w5 i1`, by its own arithmetic.
fn article_gradients() -> Vec<(&'static str, f64)> {
    let (i1, i2, w5, w6) = (5.0, 4.0, 0.05, 0.26);
    let (h1, h2) = (i1 * 0.15 + i2 * 0.20, i1 * 0.10 + i2 * 0.18);
    let prediction: f64 = h1 * w5 + h2 * w6;
    let delta = prediction - 2.0;
    let new_w5 = w5 - 0.01 * delta * h1;
    vec![
        ("factor", 2.0 * delta * w5 * i1),
        ("factor", 0.5 * delta * w5 * i1),
        ("sign", -delta * w5 * i1),
        ("updated_weight", delta * new_w5 * i1),
        ("input", delta * w5 * i2),
        ("input", delta * w5 * h1),
        ("input", delta * w5),
        ("neurons", delta * w6 * i1),
        ("neurons", delta * (w5 + w6) * i1),
        ("part", delta * i1),
        ("part", i1),
        ("target", prediction * w5 * i1),
        ("part", w5 * i1),
        ("function", 0.5 * delta * delta * w5 * i1),
    ]
}

#[test]
fn mistakes_in_the_gradient_of_the_articles_w1() {
    let mut trainer = before_w1("article", Kind::WeightGradient);
    for answer in ["-0.401325", "−0.40", "-0,4", "-4e-1", "-2/5", "-0.4013250001"] {
        assert_eq!(judge(&mut trainer, answer).verdict, Verdict::Right, "{answer}");
    }
    all_named(&mut trainer, &article_gradients());
    let offered = offered(&mut trainer);
    let kinds: Vec<&str> = offered.iter().map(|offered| offered.mistake.slip().name()).collect();
    for cannot_differ in ["slope", "mean", "bias", "learning_rate"] {
        assert!(!kinds.contains(&cannot_differ), "{cannot_differ} is offered");
    }
}

#[test]
fn mistakes_in_the_change_of_the_articles_w1() {
    let mut trainer = before_w1("article", Kind::WeightUpdate);
    for answer in ["0.00401325", "0.0040", "0,004", "4 × 10⁻³", "0.15401325", "0.154", "0.15401"] {
        assert_eq!(judge(&mut trainer, answer).verdict, Verdict::Right, "{answer}");
    }
    let changes: Vec<_> =
        article_gradients().into_iter().map(|(kind, value)| (kind, -0.01 * value)).collect();
    all_named(&mut trainer, &changes);
    all_named(&mut trainer, &[("learning_rate", 0.401325), ("learning_rate", -0.401325), ("other", 0.15)]);
    let as_new = judge(&mut trainer, "0.551325");
    assert_eq!(as_new.text, "As a new value, that is what you get without the learning rate.");
    assert_eq!(as_new.verdict, Verdict::Mistaken);
}

/// What goes wrong with the gradient of Mazur's w1, by its own arithmetic.
fn mazur_gradients() -> Vec<(&'static str, f64)> {
    let sigmoid = |z: f64| 1.0 / (1.0 + libm::exp(-z));
    let slope = |a: f64| a * (1.0 - a);
    let (i1, i2) = (0.05, 0.10);
    let z1 = 0.15 * i1 + 0.20 * i2 + 0.35;
    let (h1, h2) = (sigmoid(z1), sigmoid(0.25 * i1 + 0.30 * i2 + 0.35));
    let (w5, w6, w7, w8) = (0.40, 0.45, 0.50, 0.55);
    let (o1, o2) = (sigmoid(w5 * h1 + w6 * h2 + 0.6), sigmoid(w7 * h1 + w8 * h2 + 0.6));
    let (by_o1, by_o2) = (o1 - 0.01, o2 - 0.99);
    let (d1, d2) = (by_o1 * slope(o1), by_o2 * slope(o2));
    let right = (d1 * w5 + d2 * w7) * slope(h1) * i1;
    let (new_w5, new_w7) = (w5 - 0.5 * d1 * h1, w7 - 0.5 * d2 * h1);
    vec![
        ("factor", 2.0 * right),
        ("sign", -right),
        ("slope", (d1 * w5 + d2 * w7) * i1),
        ("slope", (by_o1 * w5 + by_o2 * w7) * slope(h1) * i1),
        ("slope", (by_o1 * w5 + by_o2 * w7) * i1),
        ("slope", (d1 * w5 + d2 * w7) * slope(z1) * i1),
        ("slope", (d1 * w5 + d2 * w7) * slope(sigmoid(h1)) * i1),
        ("updated_weight", (d1 * new_w5 + d2 * new_w7) * slope(h1) * i1),
        ("input", right / i1 * i2),
        ("input", right / i1),
        ("input", right / i1 * h1),
        ("neurons", d1 * w5 * slope(h1) * i1),
        ("neurons", d2 * w7 * slope(h1) * i1),
        ("neurons", (d1 * w6 + d2 * w8) * slope(h1) * i1),
        ("neurons", (d1 * w6 + d2 * w8) * slope(h2) * i1),
        ("neurons", (d1 * w5 + d2 * w6) * slope(h1) * i1),
        ("neurons", (d1 * w7 + d2 * w5) * slope(h1) * i1),
        ("neurons", (d1 * (w5 + w6) + d2 * (w7 + w8)) * slope(h1) * i1),
        ("part", (d1 + d2) * slope(h1) * i1),
        ("part", (w5 + w7) * slope(h1) * i1),
        ("part", (slope(o1) * w5 + slope(o2) * w7) * slope(h1) * i1),
        ("sign", (-d1 * w5 + d2 * w7) * slope(h1) * i1),
        ("sign", (d1 * w5 - d2 * w7) * slope(h1) * i1),
        ("target", ((o1 - 0.99) * slope(o1) * w5 + (o2 - 0.01) * slope(o2) * w7) * slope(h1) * i1),
        ("slope", (d1 * w5 + d2 * w7) * h1 * i1),
        ("slope", (d1 * w5 + d2 * w7) * (1.0 - h1) * i1),
        ("slope", (by_o1 * o1 * w5 + by_o2 * o2 * w7) * slope(h1) * i1),
        ("function", 0.5 * (by_o1 * by_o1 + by_o2 * by_o2) * (w5 + w7) * slope(h1) * i1),
    ]
}

#[test]
fn mistakes_with_mazurs_w1() {
    let mut gradient = before_w1("mazur", Kind::WeightGradient);
    for answer in ["0.000438568", "0.00044", "4.4e-4", "4,385677 × 10⁻⁴"] {
        assert_eq!(judge(&mut gradient, answer).verdict, Verdict::Right, "{answer}");
    }
    all_named(&mut gradient, &mazur_gradients());
    let mut change = before_w1("mazur", Kind::WeightUpdate);
    for answer in ["-0.000219284", "-0.00022", "0.149780716", "0.14978"] {
        assert_eq!(judge(&mut change, answer).verdict, Verdict::Right, "{answer}");
    }
    let right = 0.00021928386723717343;
    let changes: Vec<_> = mazur_gradients()
        .into_iter()
        .map(|(kind, value)| (kind, -0.5 * value))
        // At two digits it is the right answer.
        .filter(|(_, value)| format!("{:.1e}", value.abs()) != format!("{right:.1e}") || *value > 0.0)
        .collect();
    all_named(&mut change, &changes);
    all_named(&mut change, &[("learning_rate", -0.00043856773447434685)]);
    // The learning rate is ½, the loss has a ½, and i2 is twice i1: whoever answers this may have forgotten either.
    let text = judge(&mut change, "-0.00043856773").text;
    for mistake in ["without the learning rate", "without the ½ of the loss", "with i2 instead of i1"] {
        assert!(text.contains(mistake), "{text}");
    }
}

#[test]
fn what_is_cut_is_right_too_and_so_are_mistakes() {
    let mut gradient = before_w1("mazur", Kind::WeightGradient);
    let cut = judge(&mut gradient, "0.00043");
    assert_eq!(cut.verdict, Verdict::Right);
    assert_eq!(cut.text, "Right. Rounded, it would be 0.00044. It is 0.000438568.");
    assert_eq!(judge(&mut gradient, "-0.00043").mistakes.first().unwrap().slip().name(), "sign");
    let mut change = before_w1("mazur", Kind::WeightUpdate);
    assert_eq!(judge(&mut change, "-0.00021").verdict, Verdict::Right);
    let kinds = |judged: Judgement| judged.mistakes.iter().map(|made| made.slip().name()).collect::<Vec<_>>();
    assert!(kinds(judge(&mut change, "-0.00043")).contains(&"learning_rate"));
    assert_eq!(kinds(judge(&mut change, "0.00021"))[0], "sign");
    // The new value with too few digits for its change is not praised.
    assert_eq!(judge(&mut change, "0.1498").verdict, Verdict::Close);
    let new = judge(&mut change, "0.149781");
    assert_eq!(
        new.text,
        "Right: that is the new value itself. It changes by −0.000219284, from 0.15 to 0.149781."
    );
}

#[test]
fn what_is_nearly_right_is_helped_on() {
    let mut trainer = before_w1("article", Kind::WeightGradient);
    for (answer, verdict, says) in [
        ("-0.41", Verdict::Close, "second digit"),
        ("-4.01", Verdict::Close, "the point stands elsewhere"),
        (
            "0.601042",
            Verdict::Mistaken,
            "But for its sign, that is what you get with weights that are updated",
        ),
        ("123", Verdict::Wrong, "not it"),
    ] {
        let judged = judge(&mut trainer, answer);
        assert_eq!(judged.verdict, verdict, "{answer}: {}", judged.text);
        assert!(judged.text.contains(says), "{answer}: {}", judged.text);
        assert!(!judged.text.contains("0.4013"), "the right number is given away: {}", judged.text);
    }
    let refused = exercise::next(&mut trainer, |exercise| exercise.judge("abc").unwrap_err()).unwrap();
    assert_eq!(refused.to_string(), "answer: expected a number, such as −0.4, 4e-1 or 2/5, got “abc”");
}

#[test]
fn the_position_does_not_move_and_shows_nothing_by_being_asked() {
    let mut trainer = lessons::find("article").unwrap().trainer();
    let before = random::readings(&trainer);
    assert_eq!(exercise::next(&mut trainer, |exercise| exercise.question()).unwrap(), "What is h1?");
    assert_eq!(random::readings(&trainer), before);
    assert_eq!(trainer.position(), (0, 0));
    trainer.seek(0, 19).unwrap();
    assert!(exercise::next(&mut trainer, |exercise| exercise.question()).is_none(), "the update is complete");
}

#[test]
fn what_softmax_has_read_is_not_asked_for() {
    let mut trainer = lessons::find("iris").unwrap().trainer();
    let mut known = 0;
    while trainer.position().1 < trainer.plan().forward_end() {
        let next = trainer.plan().operation(trainer.position().1 + 1).unwrap();
        let told = exercise::told_already(&mut trainer);
        let asked = exercise::next(&mut trainer, |exercise| exercise.question());
        let stands = next.kind == Kind::WeightedSum && next.layer == 1 && next.unit > 0;
        assert_eq!((told.is_some(), asked.is_some()), (stands, !stands), "{next:?}: {told:?}, {asked:?}");
        if let Some(text) = told {
            known += 1;
            assert!(text.contains("the weighted sum of output "), "{text}");
            assert!(text.ends_with(
                " is known already: softmax has read it for the activation of output 1. There is nothing to predict."
            ));
        }
        trainer.next(Granularity::Operation);
    }
    assert_eq!(known, 2 * trainer.batch_rows().len());
}

#[test]
fn a_batch_of_many_is_asked_about_without_walking_back_for_every_sample() {
    let mut trainer = lessons::find("spiral").unwrap().trainer();
    let operation =
        Operation { kind: Kind::BatchGradient, layer: 0, sample: 0, unit: 0, input: Some(0), state: 0 };
    let index = trainer.plan().index_of(&operation).unwrap();
    trainer.seek(0, index - 1).unwrap();
    let kinds: Vec<_> = offered(&mut trainer).iter().map(|offered| offered.mistake.slip().name()).collect();
    assert!(kinds.contains(&"mean") && kinds.contains(&"sign"), "{kinds:?}");
}

#[test]
fn scores_in_words() {
    let text = |first, later, shown| Score { first, later, shown }.text();
    assert_eq!(text(0, 0, 0), "");
    assert_eq!(text(19, 0, 0), "All 19 predicted.");
    assert_eq!(text(17, 2, 0), "All 19 predicted, 17 of them at once.");
    assert_eq!(text(12, 3, 4), "15 of 19 predicted, 12 of them at once.");
    assert_eq!(text(0, 0, 1), "1 number so far, none predicted.");
    assert_eq!(text(1, 0, 0), "1 of 1 predicted.");
}

proptest! {
    #![proptest_config(random::cases(24))]

    /// Of any operation of any network: the result is right in full and at two digits, no mistake is, and each mistake
    /// that is offered is named.
    #[test]
    fn any_network(config in random::config(), updates in 0u64..3) {
        let mut trainer = Trainer::new(config);
        trainer.train(updates).unwrap();
        let step = trainer.plan().operations() / 40 + 1;
        loop {
            let mut judged = 0;
            let asked = exercise::next(&mut trainer, |exercise| -> Result<(), TestCaseError> {
                judged += 1;
                for answer in typed(exercise.value()) {
                    let right = exercise.judge(&answer).unwrap();
                    prop_assert_eq!(right.verdict, Verdict::Right, "{}: {}", answer, right.text);
                }
                if exercise.value() != 0.0 {
                    let cut = cut(exercise.value());
                    let right = exercise.judge(&cut).unwrap();
                    prop_assert_eq!(right.verdict, Verdict::Right, "{}: {}", cut, right.text);
                }
                for Offered { mistake, value, clause } in exercise.mistakes() {
                    prop_assert!(value.is_finite() && !clause.contains("another rule"));
                    let judgement = exercise.judge(&format!("{value}")).unwrap();
                    prop_assert_eq!(judgement.verdict, Verdict::Mistaken, "{} for {}, {:?}: {}", value, exercise.value(), mistake, judgement.text);
                    prop_assert!(judgement.mistakes.contains(&mistake), "{value} for {}, {mistake:?}: {}", exercise.value(), judgement.text);
                }
                Ok(())
            });
            if let Some(result) = asked { result?; }
            let before = trainer.position();
            for _ in 0..step { trainer.next(Granularity::Operation); }
            if trainer.position().0 != before.0 || trainer.position() == before { break; }
        }
    }
}
