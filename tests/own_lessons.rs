//! What the lessons of our own promise, held to.

use backprop_stepper::lessons;
use backprop_stepper::trainer::Trainer;

fn trainer(id: &str) -> Trainer {
    lessons::find(id).expect("a lesson").trainer()
}

/// The mean loss over the training rows before update `update`; every lesson here but iris has one batch.
fn loss_at(trainer: &mut Trainer, update: u64) -> f64 {
    trainer.seek(update, 0).expect("a position");
    let loss = trainer.forward();
    trainer.seek(update, 0).expect("a position");
    loss
}

#[test]
fn xor_is_solved_from_its_seed_and_not_from_the_next() {
    let mut xor = trainer("xor");
    assert!(loss_at(&mut xor, 300) < 0.03);
    for row in 0..4 {
        let (inputs, target) = (xor.dataset().inputs(row), xor.dataset().targets(row)[0]);
        assert!((xor.predict(inputs).expect("a prediction")[0] - target).abs() < 0.05, "row {row}");
    }
    let mut config = xor.config().clone();
    config.init.as_mut().expect("a start").seed = 2;
    let stuck = loss_at(&mut Trainer::new(config.clone()), 1000);
    assert!((0.34..0.36).contains(&stuck), "{stuck}");
    config.layers[0].units = 4;
    for seed in 1..=50 {
        config.init.as_mut().expect("a start").seed = seed;
        let loss = loss_at(&mut Trainer::new(config.clone()), 1000);
        assert!(loss < 0.05, "four hidden neurons, seed {seed}: {loss}");
    }
}

#[test]
fn the_circle_is_fenced_in_and_the_test_samples_say_so() {
    let mut circle = trainer("circle");
    assert!(loss_at(&mut circle, 300) < 0.05);
    let beyond = (0..circle.dataset().len()).filter(|row| {
        let (point, target) = (circle.dataset().inputs(*row), circle.dataset().targets(*row));
        (point[0] * point[0] + point[1] * point[1] < 0.55 * 0.55) != (target == [1.0])
    });
    assert_eq!(beyond.count(), 1, "points across the border");
    let test = circle.test_loss().expect("test samples");
    assert!(test < 0.15 && test > loss_at(&mut circle, 300), "{test}");
}

#[test]
fn the_spiral_waits_then_bends_and_ends_below_a_hundredth() {
    let mut spiral = trainer("spiral");
    assert!(loss_at(&mut spiral, 200) > 0.65);
    assert!(loss_at(&mut spiral, 500) < 0.1);
    assert!(loss_at(&mut spiral, 750) < 0.01);
}

#[test]
fn iris_learns_and_then_learns_by_heart() {
    let mut iris = trainer("iris");
    assert_eq!((iris.dataset().train_rows().len(), iris.dataset().test_rows().len()), (105, 45));
    iris.seek(140, 0).expect("a position");
    let largest = |shares: &[f64]| (0..3).max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
    let right = iris.dataset().test_rows().iter().filter(|row| {
        let shares = iris.predict(iris.dataset().inputs(**row)).expect("a prediction");
        largest(&shares) == largest(iris.dataset().targets(**row))
    });
    assert_eq!(right.count(), 44);
    iris.seek(200, 0).expect("a position");
    let early = iris.test_loss().expect("test samples");
    iris.seek(1000, 0).expect("a position");
    assert!(early < 0.1 && iris.test_loss().expect("test samples") > early);
}

#[test]
fn the_dead_neuron_never_moves_and_the_leaking_one_does() {
    let mut dead = trainer("dead-relu");
    dead.seek(50, 0).expect("a position");
    assert_eq!(dead.parameter(0, Some(0), 0), Some(-1.0));
    assert_eq!(dead.parameter(0, None, 0), Some(-0.5));
    assert!((dead.predict(&[2.0]).expect("a prediction")[0] - 3.0).abs() < 0.01);
    let lesson = lessons::find("dead-relu").expect("a lesson");
    let mut leaking = Trainer::new(lesson.variants[0].config.clone());
    leaking.seek(50, 0).expect("a position");
    assert_ne!(leaking.parameter(0, Some(0), 0), Some(-1.0));
}

#[test]
fn the_gradient_vanishes_layer_by_layer() {
    let mut deep = trainer("vanishing-gradient");
    deep.backward();
    for l in 0..4 {
        let ratio = deep.gradient(l + 1, Some(0), 0).expect("a gradient")
            / deep.gradient(l, Some(0), 0).expect("a gradient");
        assert!((3.5..5.0).contains(&ratio), "{l}: {ratio}");
    }
}

#[test]
fn the_rate_of_a_fifth_explodes_at_update_seven() {
    let mut exploding = trainer("exploding");
    exploding.train(100).expect("an end");
    assert_eq!(exploding.position(), (7, 0));
    assert_eq!(exploding.divergence().map(|found| found.update), Some(7));
}

#[test]
fn momentum_gets_through_the_valley_in_time() {
    let lesson = lessons::find("momentum").expect("a lesson");
    let mut runs = [lesson.trainer(), Trainer::new(lesson.variants[0].config.clone())];
    let [with, without] = &mut runs;
    for run in [&mut *with, &mut *without] {
        run.seek(30, 0).expect("a position");
    }
    assert!((with.parameter(0, Some(1), 0).expect("w2") - 1.0).abs() < 0.1);
    assert!(without.parameter(0, Some(1), 0).expect("w2") < 0.0);
    assert!((without.parameter(0, Some(0), 0).expect("w1") - 1.0).abs() < 1e-6);
}
