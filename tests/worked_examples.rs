//! The published figures, digit by digit: the article's two cases.

use backprop_stepper::config::Config;
use backprop_stepper::explain;
use backprop_stepper::trainer::{Change, Granularity, Trainer};

fn two_two_one(w1: &str, w2: &str, inputs: &str, target: f64, rate: f64) -> Trainer {
    let text = format!(
        r#"{{ "version": 1, "loss": "half_squared_error",
            "network": {{ "inputs": 2, "layers": [
                {{ "units": 2, "bias": false, "weights": {w1} }}, {{ "units": 1, "bias": false, "weights": {w2} }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": {rate} }},
            "data": {{ "inputs": [{inputs}], "targets": [[{target}]] }} }}"#
    );
    Trainer::new(Config::from_json(&text).unwrap())
}

fn article(rate: f64) -> Trainer {
    two_two_one("[[0.15, 0.10], [0.20, 0.18]]", "[[0.05], [0.26]]", "[5, 4]", 2.0, rate)
}

fn second() -> Trainer {
    two_two_one("[[0.11, 0.12], [0.21, 0.08]]", "[[0.14], [0.15]]", "[2, 3]", 1.0, 0.05)
}

#[track_caller]
fn close(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "found {found:?}, expected {expected:?}");
}

#[track_caller]
fn all_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        close(*found, *expected, 1e-15);
    }
}

#[test]
fn every_operation_of_the_first_update() {
    let mut trainer = article(0.01);
    let delta = 0.3947 - 2.0;
    let expected = [
        1.55,         // h1
        1.22,         // h2
        0.3947,       // prediction
        1.288494045,  // error
        delta,        // Δ
        -1.958466,    // ∂E/∂w6
        -2.488215,    // ∂E/∂w5
        delta * 0.26, // error of h2
        delta * 0.05, // error of h1
        -1.669512,    // ∂E/∂w4
        -2.08689,     // ∂E/∂w3
        -0.32106,     // ∂E/∂w2
        -0.401325,    // ∂E/∂w1
        0.27958466,   // w6
        0.07488215,   // w5
        0.19669512,   // w4
        0.1208689,    // w3
        0.2032106,    // w2
        0.15401325,   // w1
    ];
    for (i, expected) in expected.iter().enumerate() {
        let step = trainer.next(Granularity::Operation);
        assert_eq!((step.operation, step.operations), (i as u64 + 1, 19));
        close(step.value, *expected, 2e-15);
    }
    for i in (1..19).rev() {
        let step = trainer.previous(Granularity::Operation);
        assert_eq!(step.operation, i as u64);
        close(step.value, expected[i - 1], 2e-15);
    }
}

#[test]
fn the_first_update_and_the_second_forward_pass() {
    let mut trainer = article(0.01);
    close(trainer.forward(), 1.288494045, 1e-15);
    trainer.backward();
    all_close(&trainer.weight_gradients(0).unwrap(), &[-0.401325, -2.08689, -0.32106, -1.669512]);
    trainer.update();
    assert_eq!(trainer.position(), (1, 0));
    all_close(&trainer.weights(0).unwrap(), &[0.15401325, 0.1208689, 0.2032106, 0.19669512]);
    all_close(&trainer.weights(1).unwrap(), &[0.07488215, 0.27958466]);
    close(trainer.predict(&[5.0, 4.0]).unwrap()[0], 0.5074688075164043, 1e-15);
    close(trainer.forward(), 1.1138246802682523, 1e-15);
    all_close(&trainer.activations(0).unwrap(), &[1.58290865, 1.39112498]);
}

#[test]
fn predictions_over_fifty_updates() {
    let table = [
        (2, 0.6296494930525556, 1e-15),
        (3, 0.7604282474, 1e-10),
        (4, 0.8975492826, 1e-10),
        (5, 1.0374979391, 1e-10),
        (10, 1.633777, 1e-6),
        (20, 1.977144, 1e-6),
        (50, 1.999997, 1e-6),
    ];
    let mut trainer = article(0.01);
    for (updates, prediction, tolerance) in table {
        let (at, _) = trainer.position();
        trainer.train(updates - at).unwrap();
        close(trainer.predict(&[5.0, 4.0]).unwrap()[0], prediction, tolerance);
    }
}

#[test]
fn a_larger_rate_overshoots_and_settles() {
    let mut trainer = article(0.05);
    for expected in [0.3947, 1.04194928791, 1.79851838774, 2.03998742331, 1.98774921077, 2.00347914585] {
        close(trainer.predict(&[5.0, 4.0]).unwrap()[0], expected, 1e-11);
        trainer.update();
    }
}

#[test]
fn far_too_large_a_rate_diverges_and_stops() {
    let mut trainer = article(0.2);
    trainer.train(100).unwrap();
    assert!(trainer.diverged());
    let (at, operation) = trainer.position();
    assert!(at < 10 && operation == 0, "stopped at {at}.{operation}");
    assert!(trainer.weights(0).unwrap().iter().all(|w| w.is_finite()));
    trainer.update();
    assert_eq!(trainer.position(), (at, 0));
    trainer.seek(1, 0).unwrap();
    assert!(!trainer.diverged());

    // It is known from then on, on whatever way one comes there, and no step forward leads back.
    trainer.seek(at, 10).unwrap();
    assert!(trainer.diverged());
    for by in [Granularity::Update, Granularity::Epoch] {
        trainer.next(by);
        assert_eq!(trainer.position(), (at, 10));
    }
    trainer.train(1).unwrap();
    assert_eq!(trainer.position(), (at, 10));
    assert!(Trainer::new(trainer.config_now()).diverged());
    // An edit before the end changes the end.
    trainer.seek(1, 0).unwrap();
    trainer.edit(Change::LearningRate { value: 0.0 }).unwrap();
    trainer.seek(at + 1, 0).unwrap();
    assert_eq!(trainer.position(), (at + 1, 0));
    assert!(!trainer.diverged());
}

#[test]
fn a_divergence_is_told_in_words() {
    let words = |trainer: &mut Trainer| {
        let found = trainer.divergence().expect("it diverged");
        explain::words::divergence(&explain::names(trainer), trainer.optimizer(), &found)
    };
    let mut trainer = article(0.2);
    assert_eq!(trainer.divergence(), None);
    trainer.train(100).unwrap();
    assert_eq!(
        words(&mut trainer),
        "Training stops at update 7: from here the loss is no longer finite; every number up to here is. \
         Usually the learning rate is too high: each step overshoots by more than the one before, and the weights \
         explode. A smaller one helps. Reset starts over."
    );
    // The step was too long for a double, so the rate is to blame here too.
    assert!(
        words(&mut article(1e308)).starts_with("Training stops at update 0: from here the weight w6 is no")
    );
    assert!(words(&mut article(1e308)).contains("learning rate is too high"));
    let mut trainer = article(0.01);
    trainer.edit(Change::Input { sample: 0, input: 0, value: 1e200 }).unwrap();
    assert!(words(&mut trainer).contains("These weights, or the data, are so large"));
}

#[test]
fn the_second_case() {
    let mut trainer = second();
    close(trainer.forward(), 0.3272405, 1e-15);
    all_close(&trainer.activations(0).unwrap(), &[0.85, 0.48]);
    trainer.backward();
    close(trainer.deltas(1).unwrap()[0], -0.809, 1e-15);
    let scaled: Vec<f64> = trainer.weight_gradients(0).unwrap().iter().map(|g| 0.05 * g).collect();
    all_close(&scaled, &[-0.011326, -0.012135, -0.016989, -0.0182025]);
    trainer.update();
    all_close(&trainer.weights(0).unwrap(), &[0.121326, 0.132135, 0.226989, 0.0982025]);
    all_close(&trainer.weights(1).unwrap(), &[0.1743825, 0.169416]);
    close(trainer.forward(), 0.2769571713929, 1e-13);
    all_close(&trainer.activations(0).unwrap(), &[0.923619, 0.5588775]);
    close(trainer.predict(&[2.0, 3.0]).unwrap()[0], 0.2557457808075, 1e-13);
}
