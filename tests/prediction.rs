//! What a network predicts over its inputs: the numbers, the words, the pictures.
#![cfg(feature = "draw")]

mod drawn;

use backprop_stepper::draw::{self, DARK, LIGHT, prediction as picture, svg};
use backprop_stepper::grid::Span;
use backprop_stepper::prediction::{Prediction, Sample, Score, Shown, Targets};
use backprop_stepper::trainer::Trainer;
use drawn::{ARTICLE, FONT, at, config, golden, trainer};
use serde_json::{Value, json};

/// A network of tanh neurons that ends in sigmoid ones, with these rows.
fn document(widths: &[usize], rows: &[(Vec<f64>, Vec<f64>)]) -> Value {
    let outputs = rows.first().map_or(1, |row| row.1.len());
    let inputs = rows.first().map_or(2, |row| row.0.len());
    let mut layers: Vec<Value> =
        widths.iter().map(|units| json!({ "units": units, "activation": "tanh" })).collect();
    layers.push(json!({ "units": outputs, "activation": "sigmoid" }));
    json!({
        "version": 1,
        "network": { "inputs": inputs, "layers": layers, "init": { "method": "xavier_uniform", "seed": 2 } },
        "loss": "mean_squared_error",
        "optimizer": { "method": "sgd", "learning_rate": 0.5 },
        "data": {
            "inputs": rows.iter().map(|row| &row.0).collect::<Vec<_>>(),
            "targets": rows.iter().map(|row| &row.1).collect::<Vec<_>>()
        }
    })
}

fn xor() -> Value {
    let row = |a: f64, b: f64| (vec![a, b], vec![f64::from(u8::from(a != b))]);
    document(&[3], &[row(0.0, 0.0), row(0.0, 1.0), row(1.0, 0.0), row(1.0, 1.0)])
}

fn three_classes() -> Value {
    let centres = [(0.0, 0.0), (2.0, 1.0), (-1.0, 2.0)];
    let rows: Vec<_> = (0..12)
        .map(|k| {
            let (x, y) = centres[k % 3];
            let shift = 0.2 * (k / 3) as f64;
            (vec![x + shift, y - shift], (0..3).map(|j| f64::from(u8::from(j == k % 3))).collect())
        })
        .collect();
    document(&[4], &rows)
}

fn wave() -> Value {
    let rows: Vec<_> = (0..9)
        .map(|k| {
            let x = 0.5 * f64::from(k) - 2.0;
            (vec![x], vec![1.0 / (1.0 + x * x), 0.5])
        })
        .collect();
    document(&[3], &rows)
}

fn trained(document: &Value, updates: u64) -> Trainer {
    let mut trainer = trainer(&document.to_string());
    trainer.train(updates).expect("so many updates are possible");
    trainer
}

fn of(trainer: &Trainer) -> Prediction {
    Prediction::of(trainer).expect("one or two inputs")
}

fn drawing(prediction: &Prediction, shown: Shown, size: (f64, f64), cell: f64) -> String {
    let theme = LIGHT.theme(FONT);
    svg::paint(size.0, size.1, FONT, |pen| picture::paint(pen, prediction, shown, size, cell, &theme))
        .expect("SVG takes it")
}

fn small_ones(prediction: &Prediction, width: f64, cell: f64) -> String {
    let theme = LIGHT.theme(FONT);
    let height = picture::parts::height(prediction, width);
    let draw = |pen: &draw::Pen<'_, svg::Svg>| {
        picture::parts::paint(pen, prediction, prediction.usual(), width, cell, &theme)
    };
    svg::paint(width, height, FONT, draw).expect("SVG takes it")
}

#[test]
fn pictures_look_as_before() {
    let size = (220.0, 240.0);
    let article = of(&at(ARTICLE, 0, 6));
    golden("prediction-article", &drawing(&article, article.usual(), size, 12.0));
    let xor = of(&trained(&xor(), 2000));
    golden("prediction-xor", &drawing(&xor, xor.usual(), size, 8.0));
    golden("prediction-xor-neurons", &small_ones(&xor, 300.0, 12.0));
    let classes = of(&trained(&three_classes(), 300));
    golden("prediction-three-classes", &drawing(&classes, Shown::Outputs, size, 8.0));
    let wave = of(&trained(&wave(), 300));
    golden("prediction-curves", &drawing(&wave, Shown::Outputs, size, 8.0));
    golden("prediction-curves-neurons", &small_ones(&wave, 300.0, 12.0));
}

#[test]
fn nodes_have_what_the_trainer_predicts() {
    for (document, updates) in [(xor(), 20), (three_classes(), 5), (wave(), 3)] {
        let mut trainer = trained(&document, updates);
        // In the middle of the update, where some parameters are new already.
        let (update, operations) = (trainer.position().0, trainer.step().operations);
        trainer.seek(update, operations - 2).expect("there are more operations");
        let prediction = of(&trainer);
        let (columns, outputs) = (prediction.columns, &prediction.outputs().neurons);
        let rows = outputs[0].values.len() / columns;
        for node in [0, 1, columns - 1, columns * rows / 2, columns * rows - 1] {
            let mut inputs = vec![prediction.across.node(node % columns, columns)];
            inputs.extend(prediction.up.map(|up| up.node(node / columns, rows)));
            let expected = trainer.predict(&inputs).expect("as many inputs as the network has");
            let found: Vec<f64> = outputs.iter().map(|neuron| neuron.values[node]).collect();
            assert_eq!(found, expected, "node {node}");
        }
    }
}

#[test]
fn the_region_covers_the_data() {
    let article = of(&at(ARTICLE, 0, 0));
    assert_eq!(article.across, Span { least: 2.5, most: 7.5 });
    assert_eq!(article.up, Some(Span { least: 2.0, most: 6.0 }));
    let classes = of(&trained(&three_classes(), 0));
    for sample in &classes.samples {
        let up = classes.up.expect("two inputs");
        assert!((0.05..0.95).contains(&classes.across.part(sample.inputs[0])));
        assert!((0.05..0.95).contains(&up.part(sample.inputs[1])));
    }
}

#[test]
fn the_words_have_the_numbers() {
    let article = of(&at(ARTICLE, 0, 0));
    assert_eq!(
        article.text(article.usual()),
        [
            "prediction over i1 from 2.5 to 7.5 and i2 from 2 to 6: from 0.197 to 0.592.",
            "Sample 1 (i1 5, i2 4): prediction 0.3947; target actual 2.",
        ]
    );
    assert_eq!(
        article.text_at(article.usual(), 5.0, Some(4.0)).as_deref(),
        Some("i1 5, i2 4: prediction 0.395")
    );
    assert_eq!(article.text_at(article.usual(), 8.0, Some(4.0)), None);
    let (before, after) = (of(&trained(&xor(), 0)), of(&trained(&xor(), 4000)));
    assert!(before.score.expect("two classes").right < 4);
    assert_eq!(after.score, Some(Score { right: 4, looked_at: 4, all: 4 }));
    assert_eq!(after.text(after.usual())[1], "On the right side: 4 of 4 samples (100.0 %).");
    let classes = of(&trained(&three_classes(), 500));
    assert_eq!(
        classes.text(Shown::Outputs)[1],
        "The greatest output is the right one for 12 of 12 samples (100.0 %)."
    );
}

#[test]
fn the_score_is_counted_by_predictions() {
    let trainer = trained(&three_classes(), 20);
    let greatest = |values: &[f64]| (0..3).max_by(|a, b| values[*a].total_cmp(&values[*b]));
    let data = trainer.dataset();
    let is_right = |row: &usize| {
        let prediction = trainer.predict(data.inputs(*row)).expect("a row of the data");
        greatest(&prediction) == greatest(data.targets(*row))
    };
    let right = (0..data.len()).filter(is_right).count();
    assert_eq!(of(&trainer).score, Some(Score { right, looked_at: data.len(), all: data.len() }));
}

/// Left, top, width and height of the rectangles in a line of SVG: one, or several of one colour as a path.
fn cells(line: &str) -> Vec<[f64; 4]> {
    let numbers = |text: &str| -> Vec<f64> {
        let parts = text.split(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != '-');
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    let first_four = |numbers: Vec<f64>| numbers.get(..4).and_then(|four| four.try_into().ok());
    if line.starts_with("<rect") {
        return first_four(numbers(line)).into_iter().collect();
    }
    let Some(places) = line.strip_prefix("<path d=\"").and_then(|rest| rest.split('"').next()) else {
        return Vec::new();
    };
    places
        .split('M')
        .filter(|cell| cell.ends_with('z'))
        .filter_map(|cell| first_four(numbers(cell)))
        .collect()
}

#[test]
fn a_field_has_the_colour_of_the_side() {
    // Trained, the corners of xor lie in the colour of their targets: more green than red, or the other way.
    let prediction = of(&trained(&xor(), 4000));
    let svg = drawing(&prediction, prediction.usual(), (220.0, 240.0), 8.0);
    let inside = |x: f64, y: f64| {
        let is_in = |&[left, top, width, height]: &[f64; 4]| {
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        let found = svg.lines().rfind(|line| cells(line).iter().any(is_in));
        let colour = found.and_then(|line| line.split("fill=\"").nth(1)).and_then(|fill| fill.get(..7));
        draw::Rgb::parse(colour.expect("a cell")).expect("a colour")
    };
    // Beside the dots, which have the same colour anyway.
    for (a, b) in [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)] {
        let size = (220.0, 240.0);
        let pixels = (0..220).flat_map(|x| (0..240).map(move |y| (f64::from(x), f64::from(y))));
        let (x, y) = pixels
            .filter_map(|pixel| {
                Some((pixel, picture::numbers(&prediction, prediction.usual(), pixel, size)?))
            })
            .min_by(|one, other| {
                let distance = |at: (f64, f64)| (at.0 - a).abs() + (at.1 - b).abs();
                distance(one.1).total_cmp(&distance(other.1))
            })
            .expect("a pixel of the plot")
            .0;
        let draw::Rgb(red, green, _) = inside(x, y);
        assert_eq!(green > red, a != b, "at {a}, {b}: {red} red, {green} green");
    }
}

#[test]
fn small_pictures_are_found_where_they_are() {
    let prediction = of(&trained(&xor(), 10));
    let mut found = Vec::new();
    for y in 0..(picture::parts::height(&prediction, 300.0) as u32) {
        for x in (0..300).step_by(7) {
            found.extend(picture::parts::hit(&prediction, (f64::from(x), f64::from(y)), 300.0));
        }
    }
    found.dedup();
    for choice in prediction.choices() {
        assert!(found.contains(&choice.shown), "{}", choice.name);
    }
    assert_eq!(picture::parts::hit(&prediction, (f64::NAN, 0.0), 300.0), None);
}

#[test]
fn test_rows_are_told_apart() {
    let mut document = three_classes();
    document["data"]["test"] = json!({ "fraction": 0.25, "seed": 1 });
    document["batch"] = json!({ "size": 2, "shuffle": true, "seed": 1 });
    let trainer = trained(&document, 300);
    let prediction = of(&trainer);
    let rows = |is: fn(&Sample) -> bool| -> Vec<usize> {
        let mut rows: Vec<_> =
            prediction.samples.iter().filter(|sample| is(sample)).map(|sample| sample.row).collect();
        rows.sort_unstable();
        rows
    };
    assert_eq!(rows(|sample| sample.is_test), trainer.dataset().test_rows());
    let mut batch = trainer.batch_rows().to_vec();
    batch.sort_unstable();
    assert_eq!(rows(|sample| sample.in_batch), batch);
    assert_eq!(rows(|_| true), (0..12).collect::<Vec<_>>());
    let text = prediction.text(prediction.usual())[1].clone();
    assert!(text.contains("of 9 training samples") && text.contains("of 3 test samples"), "{text}");
    assert_eq!(
        prediction.key(),
        "Dots: samples and their targets; with a ring: in the current batch; hollow: not trained on."
    );
}

#[test]
fn targets_are_told_apart() {
    let kind = |targets: &[&[f64]]| {
        let rows: Vec<_> = targets.iter().map(|row| (vec![0.5, 0.25], row.to_vec())).collect();
        of(&trained(&document(&[2], &rows), 0)).kind
    };
    assert_eq!(kind(&[&[0.0], &[1.0]]), Targets::Bits);
    assert_eq!(kind(&[&[1.0], &[1.0]]), Targets::Numbers);
    assert_eq!(kind(&[&[-1.0], &[1.0]]), Targets::Signs);
    assert_eq!(kind(&[&[0.0, 1.0], &[1.0, 0.0]]), Targets::OneHot);
    assert_eq!(kind(&[&[0.0, 1.0], &[1.0, 1.0]]), Targets::Bits);
    assert_eq!(kind(&[&[0.0], &[0.5]]), Targets::Numbers);
}

#[test]
fn every_network_has_a_picture_or_none() {
    assert_eq!(Prediction::of(&trainer(&config(&[3, 2, 1], "tanh", true, 4, 1))), None);
    let theme = DARK.theme(FONT);
    for (widths, activation) in
        [(&[1, 1][..], "relu"), (&[2, 40, 30], "tanh"), (&[1, 30], "sigmoid"), (&[2, 900, 2], "identity")]
    {
        let mut trainer = trainer(&config(widths, activation, true, 7, 3));
        // Huge weights: sums overflow, and nothing may panic or loop.
        for scale in [1.0, 1e200, -1e308] {
            trainer.set_weight(0, 0, 0, scale).expect("there is such a weight");
            let prediction = of(&trainer);
            for shown in [prediction.usual(), Shown::Outputs, Shown::Neuron { layer: 0, unit: 0 }] {
                for size in [(360.0, 360.0), (1.0, 1.0), (f64::NAN, 1e9)] {
                    let draw = |pen: &draw::Pen<'_, svg::Svg>| {
                        picture::paint(pen, &prediction, shown, size, 12.0, &theme)
                    };
                    assert!(svg::paint(200.0, 200.0, FONT, draw).is_ok());
                }
                assert!(!prediction.text(shown).is_empty());
            }
            assert!(small_ones(&prediction, 320.0, 12.0).contains("Layer 1"));
        }
    }
}
