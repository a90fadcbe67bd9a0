//! Both ways in time, bit for bit.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::config::limits;
use backprop_stepper::step::Step;
use backprop_stepper::trainer::{Change, Granularity, Trainer};
use proptest::prelude::*;

/// Everything that can be read at a position, with the losses up to it, as bits.
fn readings(trainer: &Trainer) -> Vec<u64> {
    let mut bits = random::readings(trainer);
    bits.extend(trainer.losses().iter().map(|loss| loss.to_bits()));
    bits
}

fn same(a: &Step, b: &Step) -> bool {
    a.value.to_bits() == b.value.to_bits()
        && (a.update, a.operation, a.operations, a.phase, a.kind, a.subject, a.sample, a.epoch)
            == (b.update, b.operation, b.operations, b.phase, b.kind, b.subject, b.sample, b.epoch)
}

fn case(batch: &str) -> Trainer {
    let text = format!(
        r#"{{ "version": 1, "loss": "mean_squared_error",
            "network": {{ "inputs": 2, "layers": [{{ "units": 3, "activation": "tanh" }}, {{ "units": 2 }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": 0.05 }},
            "data": {{ "inputs": [[0.1, 0.2], [0.3, -0.4], [-0.5, 0.6], [0.7, 0.8], [0.9, -1]],
                      "targets": [[1, 0], [0, 1], [1, 1], [0, 0], [0.5, 0.5]] }},
            "batch": {batch} }}"#
    );
    Trainer::new(Config::from_json(&text).unwrap())
}

proptest! {
    #![proptest_config(random::cases(120))]

    #[test]
    fn previous_undoes_next_and_seek_equals_stepping(config in random::config(), strides in prop::collection::vec(0usize..5, 1..12)) {
        let mut trainer = Trainer::new(config.clone());
        for stride in strides {
            let by = Granularity::ALL[stride];
            // From a place where this granularity stops, so that one step back is the way one step came.
            let before = (trainer.step(), readings(&trainer));
            let after = trainer.next(by);
            let there = readings(&trainer);
            let mut other = Trainer::new(config.clone());
            prop_assert!(same(&other.seek(after.update, after.operation).unwrap(), &after));
            prop_assert_eq!(readings(&other), there.clone());
            if trainer.diverged() { return Ok(()); }
            if by == Granularity::Operation || before.0.operation == 0 && by != Granularity::Epoch {
                prop_assert!(same(&trainer.previous(by), &before.0));
                prop_assert_eq!(readings(&trainer), before.1);
                prop_assert!(same(&trainer.next(by), &after));
                prop_assert_eq!(readings(&trainer), there);
            }
        }
    }

    #[test]
    fn documents_and_moments_continue_identically(config in random::config(), to in 0u64..9, part in 0.0f64..1.0, edit in 0.0f64..2.0) {
        let mut trainer = Trainer::new(config);
        trainer.train(to / 2).unwrap();
        trainer.set_weight(0, 0, 0, edit).unwrap();
        trainer.edit(Change::LearningRate { value: 0.01 }).unwrap();
        trainer.train(to / 2).unwrap();
        prop_assume!(!trainer.diverged());
        let operations = trainer.plan().operations();
        trainer.seek(trainer.position().0, (part * operations as f64) as u64).unwrap();

        let json = serde_json::to_string(&trainer.config_now().document()).unwrap();
        let mut continued = Trainer::new(Config::from_json(&json).unwrap());
        let mut restored = Trainer::from_moment(trainer.moment()).unwrap();
        prop_assert_eq!(readings(&restored), readings(&trainer));
        for _ in 0..3 {
            prop_assert!(same(&continued.step(), &trainer.step()));
            prop_assert!(same(&restored.step(), &trainer.step()));
            for l in 0..trainer.network().layers.len() {
                prop_assert_eq!(continued.weights(l).unwrap(), trainer.weights(l).unwrap());
            }
            trainer.next(Granularity::Pass);
            continued.next(Granularity::Pass);
            restored.next(Granularity::Pass);
        }
    }

    #[test]
    fn the_timeline_counts_every_position_once(config in random::config(), updates in 0u64..5) {
        let mut trainer = Trainer::new(config);
        trainer.train(updates).unwrap();
        prop_assume!(!trainer.diverged());
        let length = trainer.timeline().length;
        trainer.seek(0, 0).unwrap();
        let walked: Vec<_> = (0..length).map(|index| {
            assert_eq!(trainer.timeline().index, index);
            let position = trainer.position();
            trainer.next(Granularity::Operation);
            position
        }).collect();
        prop_assert_eq!(*walked.last().unwrap(), (updates, {
            trainer.seek(updates, 0).unwrap();
            trainer.plan().operations()
        }));
        for (index, position) in walked.iter().enumerate() {
            trainer.seek_timeline(index as u64).unwrap();
            prop_assert_eq!(trainer.position(), *position);
            prop_assert_eq!(trainer.timeline_index(position.0, position.1).unwrap(), index as u64);
        }
    }
}

#[test]
fn a_long_run_goes_back_exactly() {
    let mut trainer = case(r#"{ "size": 2, "shuffle": true, "seed": 7 }"#);
    let mut remembered = Vec::new();
    for _ in 0..200 {
        trainer.train(997).unwrap();
        trainer.next(Granularity::Layer);
        remembered.push((trainer.position(), readings(&trainer)));
    }
    assert!(trainer.checkpoint_bytes() <= 16 << 20, "{} bytes", trainer.checkpoint_bytes());
    for ((update, operation), readings_then) in remembered.iter().rev() {
        trainer.seek(*update, *operation).unwrap();
        assert_eq!(readings(&trainer), *readings_then);
    }
    let here = readings(&trainer);
    for _ in 0..50 {
        trainer.previous(Granularity::Update);
    }
    for _ in 0..50 {
        trainer.next(Granularity::Update);
    }
    let first = remembered.first().unwrap();
    trainer.seek(first.0.0, first.0.1).unwrap();
    assert_eq!(readings(&trainer), here);
}

#[test]
fn an_edit_is_a_point_of_history() {
    let mut trainer = case(r#"{ "size": 5 }"#);
    trainer.train(6).unwrap();
    let unedited = readings(&trainer);
    trainer.seek(4, 3).unwrap();
    trainer.set_weight(0, 1, 2, 0.75).unwrap();
    assert_eq!(trainer.position(), (4, 0), "an edit returns to the start of its update");
    assert_eq!(trainer.history().len(), 4, "and drops what came later");
    trainer.edit(Change::Target { sample: 1, output: 0, value: -3.0 }).unwrap();
    trainer.train(2).unwrap();
    let edited = readings(&trainer);
    assert_ne!(edited, unedited);

    // Seeking before the edits and after them again makes them again.
    trainer.seek(2, 5).unwrap();
    assert_eq!(trainer.dataset().targets(1)[0], 0.0);
    trainer.seek(6, 0).unwrap();
    assert_eq!(readings(&trainer), edited);
    assert_eq!(trainer.dataset().targets(1)[0], -3.0);

    // Going back takes the last one back first, then the one before it, then moves.
    trainer.seek(4, 1).unwrap();
    trainer.previous(Granularity::Operation);
    assert_eq!((trainer.position(), trainer.edits().len()), ((4, 0), 2));
    trainer.previous(Granularity::Update);
    assert_eq!((trainer.position(), trainer.edits().len()), ((4, 0), 1));
    assert_eq!(trainer.dataset().targets(1)[0], 0.0);
    trainer.previous(Granularity::Operation);
    assert_eq!((trainer.position(), trainer.edits().len()), ((4, 0), 0));
    trainer.train(2).unwrap();
    assert_eq!(readings(&trainer), unedited);
    trainer.seek(4, 0).unwrap();
    let step = trainer.previous(Granularity::Operation);
    assert_eq!((step.update, step.operation), (3, step.operations));
}

#[test]
fn reset_drops_edits() {
    let mut trainer = case("{}");
    let start = readings(&trainer);
    trainer.set_bias(0, 1, 0.5).unwrap();
    trainer.train(3).unwrap();
    trainer.edit(Change::Input { sample: 0, input: 1, value: 9.0 }).unwrap();
    trainer.reset();
    assert_eq!(readings(&trainer), start);
    assert_eq!(trainer.dataset().inputs(0)[1], 0.2);
    assert!(trainer.edits().is_empty());
    assert_eq!(trainer.timeline().reached, 0);
}

#[test]
fn what_does_not_exist_is_refused_and_changes_nothing() {
    let mut trainer = case("{}");
    trainer.seek(3, 7).unwrap();
    let before = readings(&trainer);
    assert!(trainer.seek(3, 10_000).is_err());
    assert!(trainer.timeline_index(3, 10_000).is_err());
    assert!(trainer.seek(limits::UPDATES + 1, 0).is_err());
    assert!(trainer.set_weight(0, 2, 0, 1.0).is_err());
    assert!(trainer.set_weight(0, 0, 3, 1.0).is_err());
    assert!(trainer.set_weight(2, 0, 0, 1.0).is_err());
    assert!(trainer.set_weight(0, 0, 0, f64::NAN).is_err());
    assert!(trainer.set_bias(0, 3, 1.0).is_err());
    assert!(trainer.edit(Change::LearningRate { value: -1.0 }).is_err());
    assert!(trainer.predict(&[1.0]).is_err());
    assert!(trainer.weights(2).is_err());
    assert!(trainer.train(u64::MAX).is_err());
    assert_eq!(trainer.position(), (3, 7));
    assert_eq!(readings(&trainer), before);
}

#[test]
fn a_continued_document_cannot_go_below_its_start() {
    let mut trainer = case("{}");
    trainer.seek(5, 2).unwrap();
    let mut continued = Trainer::new(trainer.config_now());
    assert_eq!(continued.position(), (5, 2));
    assert!(continued.seek(4, 0).is_err());
    continued.previous(Granularity::Epoch);
    continued.previous(Granularity::Update);
    assert_eq!(continued.position(), (5, 0));
    continued.next(Granularity::Update);
    trainer.next(Granularity::Update);
    assert_eq!(continued.weights(0).unwrap(), trainer.weights(0).unwrap());
    assert_eq!(continued.losses(), &trainer.losses()[5..]);
}

#[test]
fn minus_zero_survives_a_document_as_zero() {
    // JSON in JavaScript loses the sign of zero, so no weight may have it.
    let mut trainer = case("{}");
    trainer.set_weight(0, 0, 0, -0.0).unwrap();
    assert_eq!(trainer.weights(0).unwrap()[0].to_bits(), 0);
    let document = serde_json::to_string(&trainer.config_now().document()).unwrap();
    let negative = document.replacen("[[0.0,", "[[-0.0,", 1);
    assert_ne!(document, negative);
    let read = Trainer::new(Config::from_json(&negative).unwrap());
    assert_eq!(read.weights(0).unwrap()[0].to_bits(), 0);
}
