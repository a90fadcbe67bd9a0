//! What a sheet of a large batch costs: counted in terms, not in seconds.

use backprop_stepper::config::Config;
use backprop_stepper::explain::{self, Context, rules};
use backprop_stepper::export::sheet::{Form, Sheet};
use backprop_stepper::export::{Format, Span};
use backprop_stepper::operation::{Kind, Operation};
use backprop_stepper::trainer::{Granularity, Trainer};

/// A network of one batch with so many samples.
fn of_samples(samples: usize) -> Trainer {
    let rows: Vec<[f64; 2]> = (0..samples).map(|s| [(s % 7) as f64, (s % 5) as f64 - 1.5]).collect();
    let targets: Vec<[f64; 1]> = (0..samples).map(|s| [(s % 3) as f64]).collect();
    let document = serde_json::json!({ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 2, "layers": [{ "units": 3, "activation": "tanh" }, { "units": 1 }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 }, "data": { "inputs": rows, "targets": targets } });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
    trainer.next(Granularity::Operation);
    trainer
}

/// Looks at the operations of a trainer that are means over its batch.
fn means(trainer: &Trainer, mut look: impl FnMut(&Context<'_>, &Operation)) {
    let names = explain::names(trainer);
    let context = Context::of(trainer, trainer.current().expect("an update"), &names);
    let plan = trainer.plan();
    for index in 1..=plan.operations() {
        let operation = plan.operation(index).expect("an operation");
        if matches!(operation.kind, Kind::BatchLoss | Kind::BatchGradient) {
            look(&context, &operation);
        }
    }
}

fn leaves(formula: &explain::Formula) -> usize {
    formula.sides.iter().map(|side| side.leaves().len()).sum()
}

#[test]
fn a_mean_over_65_536_samples_has_the_terms_that_are_written() {
    let mut most = 0;
    means(&of_samples(65_536), |context, operation| {
        most = most.max(leaves(&rules::folded(context, operation)));
    });
    assert_eq!(most, 11);
}

/// However many samples: what is written is the whole mean, folded.
#[test]
fn it_reads_as_the_whole_mean_does() {
    for samples in [2, 11, 12, 13, 40] {
        let trainer = of_samples(samples);
        let mut looked = 0;
        means(&trainer, |context, operation| {
            let (whole, folded) = (rules::formula(context, operation), rules::folded(context, operation));
            assert_eq!(folded.plain(context.display), whole.plain(context.display));
            assert_eq!(folded.mathml(context.display), whole.mathml(context.display));
            looked += 1;
        });
        assert!(looked > 13, "{looked} means of {samples} samples");
    }
}

/// What a sheet shows of a batch does not grow with it, so that a file of many updates stays a file.
#[test]
fn sheets_of_large_batches_are_as_long_as_others() {
    let written = |samples| {
        let trainer = of_samples(samples);
        let span = Span { from: 0, updates: 2 };
        let text = Format::find("worksheet-latex").expect("a format").write(&trainer, span).expect("a file");
        (text.len(), Sheet::of(&trainer, Form::Worked).sections.len())
    };
    let ((small, sections), (large, same)) = (written(100), written(65_536));
    assert!(large < small + small / 10 && sections == same, "{large} for {small}");
}

/// Every output of a softmax depends on every sum: a formula grows with the outputs, not with their square.
#[test]
fn formulas_of_1024_softmax_outputs_are_as_long_as_the_layer() {
    let target: Vec<f64> = (0..1024).map(|k| f64::from(k == 7)).collect();
    let document = serde_json::json!({ "version": 1, "loss": "mean_squared_error",
        "network": { "inputs": 1, "layers": [{ "units": 1024, "activation": "softmax" }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 },
        "data": { "inputs": vec![[1.0]; 4], "targets": vec![target; 4] } });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
    trainer.next(Granularity::Operation);
    let names = explain::names(&trainer);
    let context = Context::of(&trainer, trainer.current().expect("an update"), &names);
    let kinds = [Kind::Activation, Kind::Loss, Kind::OutputError, Kind::WeightGradient, Kind::WeightUpdate];
    for kind in kinds {
        let input = matches!(kind, Kind::WeightGradient | Kind::WeightUpdate).then_some(0);
        let operation = Operation { kind, layer: 0, unit: 3, input, sample: 1, state: 0 };
        let terms = leaves(&rules::folded(&context, &operation));
        assert!((1..6 * 1024).contains(&terms), "{terms} in {kind:?}");
    }
}
