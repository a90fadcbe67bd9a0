//! The loss over two parameters, and the way the run has taken.
#![cfg(feature = "draw")]

mod drawn;

use backprop_stepper::draw::slice::{self as picture, Shading};
use backprop_stepper::draw::{LIGHT, svg};
use backprop_stepper::slice::Slice;
use backprop_stepper::trainer::{Parameter, Trainer};
use drawn::{ARTICLE, FONT, at, config, golden, trainer};

const W5: Parameter = Parameter { layer: 1, input: Some(0), unit: 0 };
const W6: Parameter = Parameter { layer: 1, input: Some(1), unit: 0 };

fn over(trainer: &Trainer, first: Parameter, second: Option<Parameter>) -> Slice {
    Slice::of(trainer, first, second).expect("there are such parameters")
}

fn drawing(slice: &Slice, cell: f64, shading: Shading) -> String {
    let (theme, size) = (LIGHT.theme(FONT), (240.0, 260.0));
    svg::paint(size.0, size.1, FONT, |pen| picture::paint(pen, slice, size, cell, shading, &theme))
        .expect("SVG takes it")
}

#[test]
fn pictures_look_as_before() {
    let mut run = trainer(ARTICLE);
    run.train(12).expect("so many updates are possible");
    let operations = run.step().operations;
    run.seek(3, operations - 4).expect("update 3 was reached");
    golden("slice-article", &drawing(&over(&run, W5, Some(W6)), 12.0, Shading::Logarithmic));
    golden("slice-article-plain", &drawing(&over(&run, W5, Some(W6)), 12.0, Shading::Plain));
    golden("slice-article-curve", &drawing(&over(&run, W6, None), 12.0, Shading::Plain));
}

#[test]
fn the_path_is_the_way_of_the_run() {
    let mut run = trainer(&config(&[2, 3, 1], "tanh", true, 4, 5));
    let bias = Parameter { layer: 0, input: None, unit: 2 };
    let weight = Parameter { layer: 1, input: Some(2), unit: 0 };
    run.train(20).expect("so many updates are possible");
    run.seek(9, run.step().operations).expect("update 9 was reached");
    let path = run.path(&[bias, weight]).expect("there are such parameters");
    assert_eq!(path.first().map(|passed| passed.update), Some(0));
    for passed in path.iter().take(10) {
        let mut then = run.clone();
        then.seek(passed.update, 0).expect("the update was reached");
        let value = |at: Parameter| then.parameter(at.layer, at.input, at.unit);
        assert_eq!(passed.values, [value(bias).unwrap(), value(weight).unwrap()], "update {}", passed.update);
    }
    // The last entry is the position itself, where this update has changed them already.
    let last = path.last().expect("a path has an end");
    assert_eq!(last.values[0].to_bits(), run.parameter(0, None, 2).unwrap().to_bits());
    assert_eq!(last.values[1].to_bits(), run.parameter(1, Some(2), 0).unwrap().to_bits());
    assert_ne!(last.values, path[path.len() - 2].values);
    assert_eq!(run.whole_path(&[bias]).expect("there is such a bias").len(), 21);
}

#[test]
fn long_ways_are_thinned() {
    let mut run = trainer(&config(&[1, 1], "identity", false, 3, 1));
    run.train(5000).expect("so many updates are possible");
    let weight = Parameter { layer: 0, input: Some(0), unit: 0 };
    let path = run.path(&[weight]).expect("there is such a weight");
    assert!((200..=401).contains(&path.len()), "{} entries", path.len());
    assert_eq!((path[0].update, path[path.len() - 1].update), (0, 5000));
    assert!(path.windows(2).all(|pair| pair[0].update < pair[1].update));
}

#[test]
fn a_value_set_by_hand_is_on_the_way() {
    let mut run = at(ARTICLE, 4, 0);
    run.set_weight(1, 0, 0, 0.75).expect("there is such a weight");
    run.train(3).expect("so many updates are possible");
    let path = run.path(&[W5, W6]).expect("there are such parameters");
    let set = path.iter().position(|passed| passed.values[0] == 0.75).expect("the value that was set");
    assert_eq!((path[set].update, path[set - 1].update), (4, 4));
    assert_eq!(path[set].values[1], path[set - 1].values[1]);
}

#[test]
fn looking_changes_nothing() {
    let mut run = at(ARTICLE, 7, 5);
    run.train(0).expect("no update is possible");
    let (moment, step, network) = (run.moment(), run.step(), run.network().clone());
    over(&run, W5, Some(W6));
    run.path(&[W5]).expect("there is such a weight");
    assert_eq!((run.moment(), run.step(), run.network()), (moment, step, &network));
}

#[test]
fn nodes_have_the_loss_of_the_changed_network() {
    let document = config(&[2, 3, 2], "tanh", true, 5, 9);
    let (first, second) =
        (Parameter { layer: 0, input: Some(1), unit: 2 }, Parameter { layer: 1, input: None, unit: 1 });
    let run = trainer(&document);
    let slice = over(&run, first, Some(second));
    let (columns, up) = (slice.columns, slice.up.expect("two parameters"));
    let rows = slice.losses.len() / columns;
    for node in [0, columns - 1, columns * (rows / 2) + 3, columns * rows - 1] {
        let mut changed = run.clone();
        changed.set_weight(0, 1, 2, slice.across.node(node % columns, columns)).expect("a weight");
        changed.set_bias(1, 1, up.node(node / columns, rows)).expect("a bias");
        let expected = changed.forward();
        assert!((slice.losses[node] - expected).abs() <= 1e-14 * expected, "node {node}");
    }
    assert_eq!(slice.loss, run.clone().forward());
}

#[test]
fn the_region_covers_the_way_and_stays() {
    let mut run = trainer(ARTICLE);
    run.train(30).expect("so many updates are possible");
    let spans = |run: &Trainer| {
        let slice = over(run, W5, Some(W6));
        (slice.across, slice.up.expect("two parameters"))
    };
    let (across, up) = spans(&run);
    for passed in run.path(&[W5, W6]).expect("there are such parameters") {
        assert!((0.05..0.95).contains(&across.part(passed.values[0])));
        assert!((0.05..0.95).contains(&up.part(passed.values[1])));
    }
    for update in [0, 3, 29] {
        run.seek(update, 0).expect("the update was reached");
        assert_eq!(spans(&run), (across, up), "at update {update}");
    }
}

#[test]
fn the_words_have_the_numbers() {
    let slice = over(&at(ARTICLE, 0, 0), W5, Some(W6));
    let text = slice.text();
    assert!(
        text[0].starts_with("Loss of the sample over w5 from ")
            && text[0].contains("every other parameter as it stands now"),
        "{}",
        text[0]
    );
    assert_eq!(text[1], "Here, at w5 0.05, w6 0.26: 1.28849.");
    assert!(
        text[2].starts_with("The lowest in the picture is ") && text[2].contains(" near w5 "),
        "{}",
        text[2]
    );
    assert_eq!(text.len(), 3, "no way yet");
    let later = over(&at(ARTICLE, 5, 0), W5, Some(W6)).text();
    assert_eq!(later[3], "The path leads from w5 0.05, w6 0.26 at update 0 to here.");
    assert_eq!(over(&at(ARTICLE, 0, 0), W6, None).text()[1], "Here, at w6 0.26: 1.28849.");
    assert_eq!(slice.text_at(1e9, Some(0.0)), None);
    assert!(
        slice.text_at(0.05, Some(0.26)).is_some_and(|text| text.starts_with("w5 0.05, w6 0.26: loss 1."))
    );
}

#[test]
fn the_step_is_known_with_its_gradients() {
    let mut run = trainer(ARTICLE);
    let last = run.step().operations;
    for (operation, is_known) in [(0, false), (4, false), (last, true)] {
        run.seek(0, operation).expect("a position of the first update");
        assert_eq!(over(&run, W5, Some(W6)).step.is_some(), is_known, "operation {operation}");
    }
    let (from, to) = over(&run, W5, Some(W6)).step.expect("known");
    assert_eq!(from, [0.05, 0.26]);
    assert_eq!(to, [run.parameter(1, Some(0), 0).unwrap(), run.parameter(1, Some(1), 0).unwrap()]);
}

#[test]
fn parameters_that_do_not_exist_are_refused() {
    let run = trainer(ARTICLE);
    for (layer, input, unit) in
        [(2, Some(0), 0), (1, Some(2), 0), (1, Some(0), 1), (0, None, 0), (usize::MAX, None, 9)]
    {
        let wrong = Parameter { layer, input, unit };
        assert!(Slice::of(&run, wrong, None).is_err() && Slice::of(&run, W5, Some(wrong)).is_err());
    }
    assert!(Slice::of(&run, W5, Some(W5)).is_err());
}

#[test]
fn huge_parameters_have_a_picture_too() {
    let mut run = trainer(&config(&[2, 2, 1], "relu", true, 3, 3));
    for value in [1e150, -1e308, 5e-324] {
        run.set_weight(1, 0, 0, value).expect("there is such a weight");
        for second in [None, Some(W6)] {
            for shading in [Shading::Plain, Shading::Logarithmic] {
                let slice = over(&run, W5, second);
                assert!(drawing(&slice, 12.0, shading).contains("loss E"));
                assert!(slice.text().len() >= 2);
            }
        }
    }
}
