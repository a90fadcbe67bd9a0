//! Rows that are kept out of training, and the loss on them.

use backprop_stepper::config::Config;
use backprop_stepper::dataset::TestSplit;
use backprop_stepper::trainer::{Change, Granularity, Trainer};
use serde_json::{Value, json};

fn document(inputs: usize, outputs: usize, data: Value) -> Value {
    json!({
        "version": 1,
        "network": { "inputs": inputs, "layers": [{ "units": 3, "activation": "tanh" }, { "units": outputs }] },
        "loss": "half_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.05 },
        "data": data
    })
}

fn config(inputs: usize, outputs: usize, data: Value) -> Config {
    Config::from_json(&document(inputs, outputs, data).to_string()).unwrap()
}

fn written(config: &Config) -> Value {
    serde_json::to_value(config.document()).unwrap()["data"].clone()
}

#[test]
fn a_split_follows_count_fraction_and_seed() {
    let split = |fraction, seed| TestSplit { fraction, seed };
    for (samples, fraction, count) in
        [(8, 0.25, 2), (10, 0.25, 3), (2, 0.01, 1), (2, 0.99, 1), (1, 0.5, 0), (150, 0.2, 30)]
    {
        let (train, test) = split(fraction, 1).rows(samples);
        assert_eq!(test.len(), count);
        let mut all = [train.clone(), test.clone()].concat();
        all.sort_unstable();
        assert_eq!(all, (0..samples).collect::<Vec<_>>());
        assert!(train.is_sorted() && test.is_sorted());
        assert_eq!(split(fraction, 1).rows(samples), (train, test));
    }
    assert_ne!(split(0.5, 1).rows(100), split(0.5, 2).rows(100));
}

#[test]
fn only_training_rows_are_trained_on() {
    for shuffle in [false, true] {
        let mut document = document(
            2,
            1,
            json!({ "generator": "moons", "samples": 21, "noise": 0.1, "test": { "fraction": 0.3, "seed": 2 } }),
        );
        document["batch"] = json!({ "size": 4, "shuffle": shuffle });
        let config = Config::from_json(&document.to_string()).unwrap();
        let mut trainer = Trainer::new(config);
        let (train, test) = (trainer.dataset().train_rows().to_vec(), trainer.dataset().test_rows().to_vec());
        assert_eq!((train.len(), test.len()), (15, 6));
        let mut seen = Vec::new();
        for update in 0..4 {
            assert_eq!(trainer.batch_rows().len(), if update < 3 { 4 } else { 3 });
            seen.extend_from_slice(trainer.batch_rows());
            trainer.forward();
            let row = trainer.step().sample;
            assert!(row.is_none_or(|row| train.contains(&row)));
            trainer.update();
        }
        assert_eq!(trainer.epoch(), 1);
        assert_eq!(seen.is_sorted(), !shuffle);
        seen.sort_unstable();
        assert_eq!(seen, train);
        // Rows keep their numbers: an edited row that is not trained on changes no update.
        let trained = Trainer::new(trainer.config().clone()).train(8).unwrap();
        trainer.reset();
        trainer.edit(Change::Input { sample: test[0], input: 0, value: 9.0 }).unwrap();
        assert_eq!(trainer.train(8).unwrap(), trained);
    }
}

#[test]
fn edited_rows_are_written_out() {
    let data = json!({ "dataset": "iris", "standardise": true, "test": { "fraction": 0.2, "seed": 3 } });
    let mut trainer = Trainer::new(config(4, 3, data));
    trainer.train(2).unwrap();
    assert_eq!(written(&trainer.config_now())["dataset"], "iris");
    let input = Change::Input { sample: 1, input: 2, value: 0.5 };
    trainer.edit(input).unwrap();
    let data = written(&trainer.config_now());
    assert_eq!(data["inputs"][1][2], 0.5);
    assert_eq!(data["inputs"][0][0], trainer.dataset().inputs(0)[0]);
    assert_eq!((data.get("standardise"), &data["test"]), (None, &json!({ "fraction": 0.2, "seed": 3 })));
    // It continues identically.
    let document = serde_json::to_string(&trainer.config_now().document()).unwrap();
    let mut again = Trainer::new(Config::from_json(&document).unwrap());
    assert_eq!(again.dataset(), trainer.dataset());
    assert_eq!(again.train(5).unwrap(), trainer.train(5).unwrap());
    trainer.seek(2, 0).unwrap();
    trainer.previous(Granularity::Operation);
    assert_eq!(written(&trainer.config_now())["dataset"], "iris", "the edit was taken back");
}

fn tested() -> Trainer {
    let test = json!({ "fraction": 0.3, "seed": 2 });
    let data = json!({ "generator": "moons", "samples": 21, "noise": 0.1, "test": test });
    let mut document = document(2, 1, data);
    document["batch"] = json!({ "size": 4, "shuffle": true });
    Trainer::new(Config::from_json(&document.to_string()).unwrap())
}

/// From predictions, one by one.
fn test_loss(trainer: &Trainer) -> f64 {
    let data = trainer.dataset();
    let loss = |row: &usize| {
        // Half the squared error.
        let prediction = trainer.predict(data.inputs(*row)).unwrap();
        prediction.iter().zip(data.targets(*row)).map(|(p, y)| (p - y) * (p - y)).sum::<f64>() / 2.0
    };
    data.test_rows().iter().map(loss).sum::<f64>() / data.test_rows().len() as f64
}

#[test]
fn the_test_loss_is_the_mean_over_the_rows_not_trained_on() {
    let mut trainer = tested();
    for _ in 0..200 {
        assert_eq!(trainer.test_loss(), Some(test_loss(&trainer)));
        trainer.next(Granularity::Operation);
    }
    assert_eq!(Trainer::new(config(2, 1, json!({ "generator": "moons" }))).test_loss(), None);
}

#[test]
fn test_losses_are_taken_at_every_start_of_an_epoch() {
    let mut trainer = tested();
    let mut expected = Vec::new();
    for update in 0..=20 {
        if update % 4 == 0 {
            expected.push((update, test_loss(&trainer)));
        }
        assert_eq!(trainer.test_history(), expected);
        trainer.update();
    }
    // There and back they stay; what an edit drops is taken again, after the edit.
    trainer.seek(3, 2).unwrap();
    assert_eq!(trainer.test_history(), expected);
    trainer.seek(8, 0).unwrap();
    trainer.set_weight(0, 0, 0, 0.25).unwrap();
    let edited = (8, test_loss(&trainer));
    assert_ne!(edited, expected[2]);
    assert_eq!(trainer.test_history(), [expected[0], expected[1], edited]);
    trainer.train(8).unwrap();
    let after = trainer.test_history();
    assert_eq!(after.len(), 5);
    trainer.seek(0, 0).unwrap();
    trainer.seek(16, 0).unwrap();
    assert_eq!(trainer.test_history(), after);
    trainer.seek(8, 0).unwrap();
    trainer.previous(Granularity::Operation);
    assert_eq!(trainer.test_history(), expected[..3]);
    // A run that continues in the middle of an epoch has the start of the next one in its place.
    trainer.seek(6, 0).unwrap();
    let document = serde_json::to_string(&trainer.config_now().document()).unwrap();
    let mut again = Trainer::new(Config::from_json(&document).unwrap());
    again.train(3).unwrap();
    assert_eq!(again.test_history(), [(6, test_loss(&trainer)), expected[2]]);
    assert_eq!(Trainer::new(config(2, 1, json!({ "generator": "moons" }))).test_history(), []);
}
