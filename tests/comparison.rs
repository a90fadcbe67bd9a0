//! Several runs on one clock: the article's experiment at four learning rates, and what holds of any comparison.

mod random;

use backprop_stepper::comparison::{self, Behaviour, Comparison, Setting, Variation};
use backprop_stepper::config::Config;
use backprop_stepper::lessons;
use backprop_stepper::trainer::Trainer;
use backprop_stepper::update::Order;
use proptest::prelude::*;

const RATES: [f64; 4] = [0.01, 0.05, 0.1, 0.2];

fn article() -> Config {
    lessons::find("article").expect("it ships").config.clone()
}

fn rates(config: &Config, rates: &[f64]) -> Comparison {
    let variations: Vec<_> = rates.iter().copied().map(Variation::LearningRate).collect();
    Comparison::new(config, &variations).expect("the rates can be compared")
}

fn behaviours(comparison: &Comparison) -> Vec<Behaviour> {
    (0..comparison.len()).map(|run| comparison.verdict(run).expect("it is a run").behaviour).collect()
}

#[test]
fn the_article_creeps_overshoots_oscillates_and_diverges() {
    let mut comparison = rates(&article(), &RATES);
    let expected = [
        Behaviour::Creeps,
        Behaviour::OvershootsAndSettles,
        Behaviour::Oscillates,
        Behaviour::Diverges { update: 7 },
    ];
    for update in [10, 20, 60, 2000] {
        comparison.seek(update).expect("the clock goes there");
        assert_eq!(behaviours(&comparison), expected, "after {update} updates");
    }
    let words: Vec<_> =
        (0..4).filter_map(|run| comparison.verdict(run)).map(|verdict| verdict.words()).collect();
    assert_eq!(words, ["creeps", "overshoots and settles", "oscillates", "diverges at update 7"]);
}

#[test]
fn the_article_at_update_10() {
    let mut comparison = rates(&article(), &RATES);
    comparison.seek(10).expect("the clock goes there");
    let readings = comparison.readings();
    let labels: Vec<_> = readings.iter().map(|reading| reading.label.as_str()).collect();
    assert_eq!(labels, ["0.01", "0.05", "0.1", "0.2"]);
    let errors: Vec<f64> = readings.iter().map(|reading| reading.prediction[0] - reading.target[0]).collect();
    for (found, expected) in errors.iter().zip([-0.3662, -7.077e-6, 0.7117]) {
        assert!((found - expected).abs() < 1e-3 * expected.abs(), "{found} is not {expected}");
    }
    // Whoever diverged stays where its numbers were finite last.
    assert_eq!(readings.iter().map(|reading| reading.update).collect::<Vec<_>>(), [10, 10, 10, 7]);
    assert_eq!(readings[3].diverged_at, Some(7));
    assert!(!readings[3].loss.is_finite() && readings[3].prediction[0].is_finite());
    assert_eq!(comparison.lowest(), Some(1));
    assert_eq!(
        comparison.text(),
        "At update 10: learning rate 0.01: loss 0.0670595; learning rate 0.05: loss 2.50441 × 10⁻¹¹, the lowest; \
         learning rate 0.1: loss 0.253268; learning rate 0.2 diverged at update 7."
    );
    comparison.seek(0).expect("the clock goes back");
    assert_eq!(comparison.lowest(), None, "all of them have the same loss");
    assert!(!comparison.text().contains("lowest"));
    comparison.seek(6).expect("the clock goes on");
    let readings = comparison.readings();
    assert_eq!((readings[3].update, readings[3].diverged_at), (6, None), "before it happened");
    assert_eq!(behaviours(&comparison)[3], Behaviour::Diverges { update: 7 }, "but it is known");
    assert_eq!(comparison.reached(), 10);
}

#[test]
fn the_article_is_the_first_example() {
    let labels = |config: &Config, setting| -> Vec<String> {
        comparison::suggestions(config, setting).iter().map(Variation::label).collect()
    };
    assert_eq!(labels(&article(), Setting::LearningRate), ["0.01", "0.05", "0.1", "0.2"]);
    assert_eq!(labels(&article(), Setting::UpdateOrder), ["all at once", "in place"]);
    assert_eq!(labels(&article(), Setting::Optimizer), ["SGD", "Adagrad", "RMSprop", "Adam"]);
    let mut other = article();
    other.layers[0].units = 3;
    other.optimizer = other.optimizer.with_learning_rate(0.3);
    assert_eq!(labels(&other, Setting::LearningRate), ["0.3", "0.6", "1.5", "3"]);
    for setting in Setting::ALL {
        let suggested = comparison::suggestions(&article(), setting);
        assert!(Comparison::new(&article(), &suggested).is_ok(), "{}", setting.name());
    }
}

#[test]
fn the_start_is_that_of_the_run_with_its_first_edits() {
    let mut trainer = Trainer::new(article());
    trainer.set_weight(0, 1, 1, 0.5).expect("there is such a weight");
    trainer.train(5).expect("it trains");
    trainer.set_weight(0, 0, 0, 9.0).expect("there is such a weight");
    let start = comparison::start_of(&trainer);
    trainer.reset();
    trainer.set_weight(0, 1, 1, 0.5).expect("there is such a weight");
    assert_eq!(start, trainer.config_now());
}

#[test]
fn what_can_not_be_compared_is_refused() {
    let refused = |variations: &[Variation]| {
        Comparison::new(&article(), variations).map(|_| ()).expect_err("it is refused").to_string()
    };
    let rate = Variation::LearningRate;
    assert_eq!(refused(&[rate(0.1)]), "values: expected 2 to 4 runs, got 1");
    assert_eq!(refused(&[rate(0.1); 5]), "values: expected 2 to 4 runs, got 5");
    assert_eq!(
        refused(&[rate(0.1), rate(0.1)]),
        "values: runs 1 and 2: expected different values, got 0.1 twice"
    );
    assert_eq!(
        refused(&[rate(0.1), rate(-1.0)]),
        "values: run 2: expected a learning rate of at least 0, got -1"
    );
    assert_eq!(
        refused(&[rate(0.1), rate(f64::NAN)]),
        "values: run 2: expected a learning rate of at least 0, got NaN"
    );
    let order = Variation::UpdateOrder(Order::InPlace);
    assert_eq!(refused(&[rate(0.1), order]), "values: expected values of one setting");
    let mut comparison = rates(&article(), &RATES);
    let error = comparison.seek(comparison::UPDATES + 1).expect_err("that is too far").to_string();
    assert_eq!(error, "update: expected an update from 0 to 100000, got 100001");
    assert_eq!(comparison.update(), 0);
    comparison.previous();
    assert_eq!(comparison.update(), 0);
}

#[test]
fn the_clock_knows_where_nothing_goes_on() {
    let mut diverging = rates(&article(), &[0.2, 0.3]);
    assert!(!diverging.is_over());
    diverging.seek(7).expect("the clock goes there");
    assert!(diverging.is_over(), "both have diverged");
    diverging.seek(2).expect("the clock goes back");
    assert!(!diverging.is_over());
    let mut one = rates(&article(), &[0.01, 0.2]);
    one.seek(99).expect("the clock goes there");
    assert!(!one.is_over(), "one of them goes on");
    one.seek(comparison::UPDATES).expect("the clock goes there");
    assert!(one.is_over(), "the clock is at its end");
}

#[test]
fn a_rate_that_moves_nothing_does_not_make_the_loss_grow() {
    let document = r#"{ "version": 1, "loss": "mean_squared_error",
        "network": { "inputs": 2, "layers": [{ "units": 4, "activation": "tanh" }, { "units": 1 }],
            "init": { "method": "xavier_uniform", "seed": 3 } },
        "optimizer": { "method": "sgd", "learning_rate": 1e-6 }, "batch": { "size": 7, "shuffle": true, "seed": 1 },
        "data": { "generator": "moons", "samples": 100, "noise": 0.2, "seed": 1 } }"#;
    let config = Config::from_json(document).expect("a document");
    let mut comparison = rates(&config, &[1e-7, 1e-1]);
    comparison.seek(15 * 29).expect("the clock goes there");
    assert_eq!(behaviours(&comparison)[0], Behaviour::StandsStill);
}

/// Every number that can be read, as bits.
fn bits(comparison: &Comparison) -> Vec<Vec<u64>> {
    let each = comparison.readings().into_iter().enumerate().map(|(run, reading)| {
        let mut bits = vec![reading.update, reading.loss.to_bits()];
        bits.extend(reading.prediction.iter().map(|value| value.to_bits()));
        bits.extend(comparison.trainer(run).map(random::readings).unwrap_or_default());
        bits
    });
    each.collect()
}

proptest! {
    #![proptest_config(random::cases(60))]

    #[test]
    fn every_run_is_that_of_a_trainer_of_its_own(config in random::config(), updates in 0u64..30, factor in 0.5f64..40.0) {
        let rate = config.optimizer.learning_rate();
        let mut comparison = rates(&config, &[rate + 0.01, (rate + 0.02) * factor]);
        let first = comparison.first();
        comparison.seek(first + updates).unwrap();
        for (run, rate) in [rate + 0.01, (rate + 0.02) * factor].into_iter().enumerate() {
            let mut own = Trainer::new(Config { optimizer: config.optimizer.with_learning_rate(rate), ..config.clone() });
            own.seek(first, 0).unwrap();
            own.train(updates).unwrap();
            let reading = &comparison.readings()[run];
            prop_assert_eq!(reading.update, own.position().0);
            prop_assert_eq!(comparison.trainer(run).map(random::readings), Some(random::readings(&own)));
            let diverged = own.diverged();
            prop_assert_eq!(reading.diverged_at, diverged.then_some(own.position().0));
            let known: Vec<u64> = own.losses().iter().map(|loss| loss.to_bits()).collect();
            let found: Vec<u64> = comparison.losses(run).unwrap().iter().map(|loss| loss.to_bits()).collect();
            prop_assert_eq!(&found[..known.len()], &known[..]);
            prop_assert_eq!(reading.loss.to_bits(), own.forward().to_bits());
        }
    }

    #[test]
    fn the_clock_goes_both_ways(config in random::config(), places in prop::collection::vec(0u64..25, 1..6)) {
        let rate = config.optimizer.learning_rate();
        let mut comparison = rates(&config, &[rate + 0.01, rate + 5.0]);
        let first = comparison.first();
        let mut known = Vec::new();
        for _ in 0..25 {
            known.push(bits(&comparison));
            comparison.next();
        }
        for place in places {
            comparison.seek(first + place).unwrap();
            prop_assert_eq!(&bits(&comparison), &known[place as usize]);
            prop_assert_eq!(comparison.update(), first + place);
            prop_assert_eq!(comparison.reached(), first + 25);
            if place > 0 {
                comparison.previous();
                prop_assert_eq!(&bits(&comparison), &known[place as usize - 1]);
            }
        }
    }
}
