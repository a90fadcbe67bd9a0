//! Random walks through runs: steps, jumps and edits of every kind, with hardly any memory for remembered states.
//! Wherever a walk comes, a link and a document lead to the same bits.

mod random;

use backprop_stepper::config::Config;
use backprop_stepper::trainer::{Change, Granularity, Trainer};
use proptest::prelude::*;
use random::readings;

fn losses(trainer: &Trainer) -> Vec<u64> {
    trainer.losses().iter().map(|loss| loss.to_bits()).collect()
}

/// A document that continues a run in the middle of an update, after `updates` of them.
fn continued(config: Config, updates: u64) -> Option<Config> {
    let mut trainer = Trainer::new(config);
    trainer.train(updates).unwrap();
    if trainer.diverged() {
        return None;
    }
    let operation = updates * 7919 % (trainer.plan().operations() + 1);
    trainer.seek(updates, operation).unwrap();
    let json = serde_json::to_string(&trainer.config_now().document()).unwrap();
    Some(Config::from_json(&json).unwrap())
}

/// One move of a walk: what, how far, how, and a number for it.
type Move = (u8, u64, usize, f64);

fn go(trainer: &mut Trainer, base: u64, (what, far, how, number): Move) {
    let change = match what {
        0 => {
            trainer.next(Granularity::ALL[how]);
            None
        }
        1 => {
            trainer.previous(Granularity::ALL[how]);
            None
        }
        2 => {
            trainer.seek(base + far, 0).unwrap();
            None
        }
        3 => {
            let length = trainer.timeline().length;
            trainer.seek_timeline((number * length as f64) as u64 % length).unwrap();
            None
        }
        4 => Some(Change::Weight { layer: 0, input: 0, unit: 0, value: number }),
        5 => Some(Change::Input { sample: 0, input: 0, value: number }),
        6 => Some(Change::LearningRate { value: number * 0.2 }),
        7 => Some(Change::Target { sample: 0, output: 0, value: number }),
        _ => {
            trainer.train(far % 20).unwrap();
            None
        }
    };
    if let Some(change) = change {
        trainer.edit(change).unwrap();
        assert_eq!(trainer.position().1, 0);
    }
}

proptest! {
    #![proptest_config(random::cases(150))]

    #[test]
    fn every_place_can_be_linked_to(
        config in random::config(),
        base in 0u64..17,
        moves in prop::collection::vec((0u8..9, 0u64..60, 0usize..5, 0.0f64..1.0), 1..30),
    ) {
        let Some(config) = continued(config, base) else { return Ok(()) };
        let mut trainer = Trainer::with_memory(config, 2048);
        for one in moves {
            go(&mut trainer, base, one);
            let timeline = trainer.timeline();
            prop_assert!(timeline.index < timeline.length);
            let (update, operation) = trainer.position();
            prop_assert_eq!(trainer.timeline_index(update, operation).unwrap(), timeline.index);

            let mut linked = Trainer::from_moment(trainer.moment()).unwrap();
            prop_assert_eq!(linked.position(), trainer.position());
            prop_assert_eq!(readings(&linked), readings(&trainer));
            prop_assert_eq!(losses(&linked), losses(&trainer));
            prop_assert_eq!(linked.diverged(), trainer.diverged());

            let json = serde_json::to_string(&trainer.config_now().document()).unwrap();
            let mut read = Trainer::new(Config::from_json(&json).unwrap());
            prop_assert_eq!(readings(&read), readings(&trainer));
            prop_assert_eq!(read.diverged(), trainer.diverged());
        }
    }
}

#[test]
fn a_link_beyond_the_end_of_a_run_is_refused() {
    let text = include_str!("configs/article.json").replace("0.01", "0.2");
    let mut trainer = Trainer::new(Config::from_json(&text).unwrap());
    trainer.train(100).unwrap();
    let (end, _) = trainer.position();
    let mut moment = trainer.moment();
    moment.position = (end + 1, 0);
    let error = Trainer::from_moment(moment.clone()).unwrap_err().to_string();
    assert!(error.starts_with("position: expected completed updates up to"), "{error}");
    moment.position = (end, 0);
    let change = Change::LearningRate { value: 0.1 };
    moment.edits.push(backprop_stepper::trainer::Edit { update: end + 1, change });
    let error = Trainer::from_moment(moment).unwrap_err().to_string();
    assert!(error.starts_with("edits: expected completed updates up to"), "{error}");
}
