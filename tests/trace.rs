//! A piece of a run, operation by operation: the same as stepping through it.

use backprop_stepper::config::Config;
use backprop_stepper::explain;
use backprop_stepper::export::Trace;
use backprop_stepper::lessons;
use backprop_stepper::operation::{Kind, Phase};
use backprop_stepper::trainer::{Granularity, Trainer};

fn lesson(id: &str) -> Trainer {
    lessons::find(id).unwrap_or_else(|| panic!("no lesson {id}")).trainer()
}

#[test]
fn it_tells_what_a_walk_tells() {
    for id in ["article", "mazur", "xor", "momentum", "iris"] {
        let mut trainer = lesson(id);
        trainer.seek(3, 2).expect("a position");
        let trace = Trace::of(&trainer, 1, 2).expect("a trace");
        assert_eq!(trainer.position(), (3, 2), "{id} does not move");
        trainer.seek(1, 0).expect("a position");
        for update in &trace.updates {
            assert_eq!(update.start.text, explain::of(&trainer).text, "{id}");
            for entry in &update.entries {
                assert_eq!(entry.step, trainer.next(Granularity::Operation), "{id}");
                assert_eq!(entry.explanation, explain::of(&trainer), "{id}");
            }
            trainer.next(Granularity::Operation);
        }
        assert_eq!(trainer.position(), (3, 0), "{id}");
        assert_eq!(trace.ended, None);
    }
}

#[test]
fn it_ends_with_a_forward_pass_of_the_same_samples() {
    let mut trainer = lesson("iris");
    let trace = Trace::of(&trainer, 4, 1).expect("a trace");
    let update = &trace.updates[0];
    let closing = update.closing.as_ref().expect("a closing pass");
    assert_eq!(closing.values.batch, update.values.batch);
    assert_eq!(closing.values.before, update.values.after);
    trainer.seek(5, 0).expect("a position");
    let outputs = trainer.network().outputs();
    for (row, values) in
        update.values.batch.rows.iter().zip(closing.values.values.activations[1].chunks(outputs))
    {
        let inputs = trainer.dataset().inputs(*row);
        assert_eq!(trainer.predict(inputs).expect("inputs"), values);
    }
    let last = closing.entries.last().expect("entries");
    assert_eq!((last.step.kind, last.step.value), (Some(Kind::BatchLoss), closing.values.loss));
    assert!(closing.entries.iter().all(|entry| matches!(entry.step.phase, Phase::Forward | Phase::Loss)));
    assert!(closing.entries.iter().all(|entry| entry.step.update == 5));
}

#[test]
fn edits_are_made_again_on_the_way() {
    let mut trainer = lesson("article");
    trainer.seek(1, 0).expect("a position");
    trainer.set_weight(0, 0, 0, 2.0).expect("a weight");
    let trace = Trace::of(&trainer, 0, 2).expect("a trace");
    assert_eq!(trace.updates[0].values.before.layers[0].weights[0], 0.15);
    assert_eq!(trace.updates[1].values.before.layers[0].weights[0], 2.0);
}

#[test]
fn it_stops_where_the_run_stops() {
    let trainer = lesson("exploding");
    let mut far = trainer.clone();
    far.train(1_000).expect("a run");
    let (end, _) = far.position();
    let trace = Trace::of(&trainer, end - 1, 5).expect("a trace");
    assert_eq!(trace.updates.len(), 2);
    assert!(trace.ended.as_ref().is_some_and(|why| why.contains("no longer finite")), "{:?}", trace.ended);
    assert!(trace.updates[0].closing.is_some() && trace.updates[1].closing.is_none());
    let error = Trace::of(&trainer, end + 1, 1).expect_err("beyond the end");
    assert!(
        error.to_string().starts_with(&format!("from: expected completed updates up to {end}")),
        "{error}"
    );
}

#[test]
fn what_nobody_reads_is_refused() {
    let error = |trainer: &Trainer, from, updates| {
        Trace::of(trainer, from, updates).expect_err("too much").to_string()
    };
    let article = lesson("article");
    assert_eq!(error(&article, 0, 0), "updates: expected at least 1 update, got 0");
    assert_eq!(
        error(&article, 0, 1_000_000),
        "updates: expected at most 1304 updates, which have 23 operations each here (at most 30000 in all), got 1000000"
    );
    assert_eq!(Trace::of(&article, 0, 1304).expect("a trace").updates.len(), 1304);
    let large = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 784, "layers": [{ "units": 128 }, { "units": 10 }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 },
        "data": { "inputs": [ROW], "targets": [[0,0,0,0,0,0,0,0,0,1]] } }"#;
    let row = format!("[{}]", ["0.5"; 784].join(", "));
    let large = Trainer::new(Config::from_json(&large.replace("ROW", &row)).expect("a document"));
    assert!(
        error(&large, 0, 1).starts_with("updates: expected updates of at most 30000 operations"),
        "{}",
        error(&large, 0, 1)
    );
    // Few operations, each with a long sum.
    let wide = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 1000, "layers": [{ "units": 1 }] },
        "optimizer": { "method": "sgd", "learning_rate": 1e-9 },
        "data": { "inputs": [ROW], "targets": [[1]] } }"#;
    let row = format!("[{}]", ["0.5"; 1000].join(", "));
    let wide = Trainer::new(Config::from_json(&wide.replace("ROW", &row)).expect("a document"));
    assert!(Trace::of(&wide, 0, 9).is_ok());
    let spiral = Trace::of(&lesson("spiral"), 0, 1).expect("a trace");
    assert!(spiral.operations() > 5_000);
}
