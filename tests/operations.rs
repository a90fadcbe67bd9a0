//! Operations are found by arithmetic: the order of the contract, and the same way back.

mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::explain;
use backprop_stepper::operation::{Kind, Operation, Phase, Plan};
use backprop_stepper::step::{Quantity, Subject, SubjectKind};
use backprop_stepper::trainer::Trainer;
use proptest::prelude::*;

/// The operation that computes what a step reads; `None` for what is given. A parameter's value is read as it was
/// before its update, or, in place, after it: both are there.
fn writer(trainer: &Trainer, subject: &Subject) -> Option<Operation> {
    let layer = subject.layer.unwrap_or(0);
    let row = |row| trainer.batch_rows().iter().position(|of| *of == row);
    let sample = subject.sample.and_then(row).unwrap_or(0);
    let is_last = layer == trainer.network().last();
    let several = trainer.batch_rows().len() > 1;
    let is_identity = trainer.network().layers.get(layer)?.activation.name() == "identity";
    let kind = match (subject.kind, subject.quantity) {
        (SubjectKind::Neuron, Quantity::PreActivation) => Kind::WeightedSum,
        (SubjectKind::Neuron, Quantity::Activation) if is_identity => Kind::WeightedSum,
        (SubjectKind::Neuron, Quantity::Activation) => Kind::Activation,
        (SubjectKind::Neuron, Quantity::Delta) if is_last => Kind::OutputError,
        (SubjectKind::Neuron, Quantity::Delta) => Kind::HiddenError,
        (SubjectKind::Weight | SubjectKind::Bias, Quantity::Gradient)
            if several && subject.sample.is_none() =>
        {
            Kind::BatchGradient
        }
        (SubjectKind::Weight, Quantity::Gradient) => Kind::WeightGradient,
        (SubjectKind::Bias, Quantity::Gradient) => Kind::BiasGradient,
        (SubjectKind::Loss, _) if subject.sample.is_some() => Kind::Loss,
        _ => return None,
    };
    let layer = if kind == Kind::Loss { 0 } else { layer };
    Some(Operation { kind, layer, sample, unit: subject.unit.unwrap_or(0), input: subject.input, state: 0 })
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn index_and_operation_are_inverse(config in random::config(), states in 0usize..3) {
        let network = config.network();
        let in_place = config.order == backprop_stepper::update::Order::InPlace;
        let plan = Plan::new(&network, config.batch_size(), states, in_place);
        let mut seen = std::collections::HashSet::new();
        for index in 1..=plan.operations() {
            let operation = plan.operation(index).unwrap();
            prop_assert_eq!(plan.index_of(&operation), Some(index), "{:?}", operation);
            prop_assert!(seen.insert(operation));
        }
        prop_assert_eq!(plan.operation(0), None);
        prop_assert_eq!(plan.operation(plan.operations() + 1), None);
    }

    #[test]
    fn nothing_is_read_before_it_is_written(config in random::config()) {
        let mut trainer = Trainer::new(config);
        let operations = trainer.plan().operations();
        for index in 1..=operations {
            let step = trainer.seek(0, index).unwrap();
            for subject in explain::of(&trainer).reads {
                let Some(writer) = writer(&trainer, &subject) else { continue };
                let written = trainer.plan().index_of(&writer).unwrap();
                // Softmax looks at its whole layer, while the order goes unit by unit: it takes sums ahead.
                let ahead = step.kind == Some(Kind::Activation) && writer.kind == Kind::WeightedSum;
                let softmax = ahead && trainer.network().layers[writer.layer].activation == Activation::Softmax;
                if softmax && step.subject.map(|of| (of.layer, of.sample)) == Some((subject.layer, subject.sample)) {
                    continue;
                }
                prop_assert!(written < index, "{:?} reads {subject:?} of {writer:?}", step.kind);
            }
        }
    }
}

#[test]
fn the_article_has_nineteen_operations_in_its_order() {
    let text = include_str!("configs/article.json");
    let trainer = Trainer::new(Config::from_json(text).unwrap());
    let listed: Vec<String> = (1..=trainer.plan().operations())
        .map(|index| {
            let operation = trainer.plan().operation(index).unwrap();
            let place = match operation.input {
                Some(input) => format!("[{input}][{}]", operation.unit),
                None => format!("[{}]", operation.unit),
            };
            format!(
                "{} {} {}{place}",
                trainer.plan().phase(index).name(),
                operation.kind.name(),
                operation.layer
            )
        })
        .collect();
    let expected = [
        "forward weighted_sum 0[0]",
        "forward weighted_sum 0[1]",
        "forward weighted_sum 1[0]",
        "loss loss 0[0]",
        "backward output_error 1[0]",
        "backward weight_gradient 1[1][0]",
        "backward weight_gradient 1[0][0]",
        "backward hidden_error 0[1]",
        "backward hidden_error 0[0]",
        "backward weight_gradient 0[1][1]",
        "backward weight_gradient 0[0][1]",
        "backward weight_gradient 0[1][0]",
        "backward weight_gradient 0[0][0]",
        "update weight_update 1[1][0]",
        "update weight_update 1[0][0]",
        "update weight_update 0[1][1]",
        "update weight_update 0[0][1]",
        "update weight_update 0[1][0]",
        "update weight_update 0[0][0]",
    ];
    assert_eq!(listed, expected);
}

#[test]
fn a_million_weights_cost_no_million_steps() {
    let layer = r#"{ "units": 1024, "bias": false }"#;
    let text = format!(
        r#"{{ "version": 1, "loss": "half_squared_error",
            "network": {{ "inputs": 1, "layers": [{layer}, {{ "units": 1000, "bias": false }}] }},
            "optimizer": {{ "method": "sgd", "learning_rate": 0.001 }},
            "data": {{ "inputs": [[1]], "targets": [[{}]] }} }}"#,
        vec!["0"; 1000].join(",")
    );
    let trainer = Trainer::new(Config::from_json(&text).unwrap());
    let operations = trainer.plan().operations();
    assert_eq!(operations, 1024 + 1000 + 1 + 1000 + 1_024_000 + 1024 + 1024 + 1_025_024);
    // A plan is a handful of numbers, whatever the network.
    assert!(format!("{:?}", trainer.plan()).len() < 2000);
    assert_eq!(trainer.plan().phase(operations), Phase::Update);
    let last = trainer.plan().operation(operations).unwrap();
    assert_eq!((last.kind, last.layer, last.unit, last.input), (Kind::WeightUpdate, 0, 0, Some(0)));
}

#[test]
fn every_setting_that_a_formula_reads_has_its_own_number() {
    let mut document: serde_json::Value = serde_json::from_str(include_str!("configs/article.json")).unwrap();
    document["optimizer"] = serde_json::json!({ "method": "adam", "learning_rate": 0.03, "beta1": 0.8 });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).unwrap());
    trainer.seek(2, trainer.plan().operations()).unwrap();
    let settings = |name: Option<&str>| {
        explain::of(&trainer)
            .reads
            .into_iter()
            .find(|subject| subject.kind == SubjectKind::Setting && subject.setting == name)
            .and_then(|subject| trainer.number(&subject))
    };
    for (name, value) in [(None, 0.03), (Some("beta1"), 0.8), (Some("epsilon"), 1e-8), (Some("t"), 3.0)] {
        assert_eq!(settings(name), Some(value), "{name:?}");
    }
}
