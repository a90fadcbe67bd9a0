//! Updates that leave every parameter as it was: the run knows them, however it came to where it stands.

use backprop_stepper::config::Config;
use backprop_stepper::explain;
use backprop_stepper::explain::why::{Reason, Unmoved};
use backprop_stepper::trainer::Trainer;
use serde_json::{Value, json};

/// One weight without a bias, times 1 for each of the inputs.
fn document(weight: f64, rate: f64, inputs: &[f64], target: f64) -> Value {
    let rows = |of: &dyn Fn(f64) -> f64| inputs.iter().map(|x| [of(*x)]).collect::<Vec<_>>();
    json!({ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[weight]], "bias": false }] },
        "optimizer": { "method": "sgd", "learning_rate": rate },
        "data": { "inputs": rows(&|x| x), "targets": rows(&|_| target) } })
}

fn trainer(document: &Value) -> Trainer {
    Trainer::new(Config::from_json(&document.to_string()).expect("a document"))
}

/// Why the loss of an update is that of the update before.
fn reason(trainer: &mut Trainer, update: u64) -> Option<Reason> {
    trainer.seek(update, trainer.plan().forward_end()).expect("a position");
    explain::of(trainer).why.map(|why| why.reason)
}

#[test]
fn it_is_known_of_any_number_of_samples() {
    let mut many = trainer(&document(0.5, 0.1, &vec![0.0; 50_001], 1.0));
    assert_eq!(reason(&mut many, 2), Some(Reason::Unmoved(Unmoved::NoGradient)));
}

/// A step across the valley, to a place just as high, is one.
#[test]
fn the_same_loss_elsewhere_is_no_standstill() {
    let mut across = trainer(&document(0.0, 2.0, &[1.0], 1.0));
    assert_eq!(reason(&mut across, 3), None);
    assert_eq!(across.history(), [0.5, 0.5, 0.5]);
    assert!((0..3).all(|update| !across.was_still(update)));
}

#[test]
fn it_is_known_after_going_back_and_forgotten_with_what_is_dropped() {
    let mut tiny = trainer(&document(0.5, 1e-30, &[1.0], 1.0));
    let said = Some(Reason::Unmoved(Unmoved::TooSmall));
    assert_eq!(reason(&mut tiny, 9), said);
    for update in [1, 5, 2, 9] {
        assert_eq!(reason(&mut tiny, update), said);
    }
    assert_eq!((tiny.was_still(8), tiny.was_still(9)), (true, false));
    tiny.seek(4, 0).expect("a position");
    tiny.set_weight(0, 0, 0, 100.0).expect("a weight");
    tiny.train(2).expect("updates");
    // The update after the edit starts from another weight, and leaves that.
    let still: Vec<bool> = (0..8).map(|update| tiny.was_still(update)).collect();
    assert_eq!(still, [true, true, true, true, true, true, false, false]);
}
