//! The pictures: golden SVGs of known moments, their text alternative, what is under the pointer.
//!
//! A picture that differs from its golden file is written beside it as `<name>.new.svg`. `UPDATE_GOLDEN=1`
//! accepts what is drawn now.
#![cfg(feature = "draw")]

mod drawn;

use backprop_stepper::comparison::{Comparison, Variation};
use backprop_stepper::config::Config;
use backprop_stepper::draw::comparison::{self, Scale};
use backprop_stepper::draw::loss_curve::{self, LossCurve};
use backprop_stepper::draw::{self, DARK, LIGHT, network, svg};
use backprop_stepper::explain::{self, Display, number};
use backprop_stepper::lessons;
use backprop_stepper::scene::{Picture, Role, Scene};
use backprop_stepper::step::{Quantity, SubjectKind};
use backprop_stepper::trainer::Trainer;
use drawn::{ARTICLE, FONT, at, config, drawing, golden, scene, trainer};
use std::collections::BTreeSet;

// ---- golden files -----------------------------------------------------------------------------------------

#[test]
fn the_article_looks_as_before() {
    for (name, update, operation) in [
        ("article-start", 0, 0),
        ("article-h1", 0, 1),
        ("article-delta", 0, 5),
        ("article-gradient-of-w1", 0, 13),
        ("article-new-w4", 0, 16),
        ("article-after-one-update", 1, 0),
    ] {
        golden(name, &drawing(&scene(&at(ARTICLE, update, operation), 640.0)));
    }
    golden("article-narrow", &drawing(&scene(&at(ARTICLE, 0, 9), 340.0)));
}

#[test]
fn a_larger_network_looks_as_before() {
    let config = config(&[3, 4, 4, 2], "sigmoid", true, 1, 7);
    let mut trainer = trainer(&config);
    while trainer.step().kind.is_none_or(|kind| kind.name() != "hidden_error") {
        trainer.next(Default::default());
    }
    golden("network-3-4-4-2", &drawing(&scene(&trainer, 640.0)));
    // A thousand idle lines and their ends are many bytes and tell nothing here.
    let mut crowd = scene(&at(&self::config(&[16; 7], "tanh", true, 1, 7), 0, 35), 640.0);
    assert_eq!(crowd.links.iter().filter(|link| link.subject.is_some()).count(), 6 * 16 * 16);
    crowd.links.retain(|link| link.role.is_active());
    crowd.nodes.retain(|node| node.role.is_active());
    golden("network-six-layers-of-16", &drawing(&crowd));
}

#[test]
fn matrices_look_as_before() {
    let small = at(&config(&[6, 17, 3], "tanh", true, 2, 7), 0, 3);
    golden("matrices-6-17-3", &drawing(&scene(&small, 480.0)));
    let mut large = trainer(&config(&[90, 40, 3], "relu", true, 1, 7));
    while large.step().kind.is_none_or(|kind| kind.name() != "hidden_error") {
        large.next(Default::default());
    }
    let picture = Picture::of(&large, &[]);
    let low = Scene::new(&picture, 360.0, 440.0, &backprop_stepper::scene::estimated_width);
    golden("matrices-90-40-3-pooled", &drawing(&low));
}

#[test]
fn the_loss_curve_looks_as_before() {
    let mut trainer = trainer(ARTICLE);
    trainer.train(50).expect("50 updates are possible");
    trainer.seek(12, 0).expect("update 12 was reached");
    let display = Display::default();
    let format = |value: f64| number::plain(value, &display);
    let curve =
        LossCurve { losses: trainer.history(), first: 0, current: 12, current_loss: None, tests: &[] };
    let theme = LIGHT.theme(FONT);
    let paint = |size: (f64, f64)| {
        svg::paint(size.0, size.1, FONT, |pen| loss_curve::paint(pen, &curve, size, &theme, &format))
    };
    golden("loss-of-50-updates", &paint((560.0, 180.0)).expect("SVG takes it"));
    assert_eq!(
        curve.text(&format),
        "Loss of 50 updates: from 1.28849 at update 0 to 7.17914 × 10⁻¹² at update 49, the lowest. \
         Now at update 12, loss 0.0247242."
    );
    assert_eq!(curve.hit(0.0, 560.0, 180.0), Some(0));
    assert_eq!(curve.hit(1e9, 560.0, 180.0), Some(50));
    assert_eq!(curve.hit(f64::NAN, 560.0, 180.0), None);
}

#[test]
fn several_runs_look_as_before() {
    let article = lessons::find("article").expect("it ships");
    let rates = [0.01, 0.05, 0.1, 0.2].map(Variation::LearningRate);
    let mut runs = Comparison::new(&article.config, &rates).expect("they can be compared");
    runs.seek(40).expect("the clock goes there");
    runs.seek(10).expect("the clock goes back");
    let theme = LIGHT.theme(FONT);
    for scale in Scale::ALL {
        let size = (600.0, 260.0);
        let paint = |pen: &draw::Pen<'_, svg::Svg>| comparison::paint(pen, &runs, scale, size, &theme);
        golden(
            &format!("four-rates-{}", scale.name()),
            &svg::paint(size.0, size.1, FONT, paint).expect("SVG takes it"),
        );
    }
    assert_eq!(comparison::hit(&runs, 0.0, 600.0, 260.0), Some(0));
    assert_eq!(comparison::hit(&runs, 1e9, 600.0, 260.0), Some(40));
    assert_eq!(comparison::hit(&runs, f64::NAN, 600.0, 260.0), None);
}

#[test]
fn the_test_loss_is_a_second_line() {
    let document = r#"{ "version": 1, "loss": "mean_squared_error",
        "network": { "inputs": 2, "layers": [{ "units": 4, "activation": "tanh" }, { "units": 1 }] },
        "optimizer": { "method": "sgd", "learning_rate": 0.1 }, "batch": { "size": 10 },
        "data": { "generator": "moons", "samples": 40, "noise": 0.2, "test": { "fraction": 0.25 } } }"#;
    let mut trainer = Trainer::new(Config::from_json(document).expect("the document is right"));
    trainer.train(60).expect("60 updates are possible");
    trainer.seek(20, 0).expect("update 20 was reached");
    let display = Display::default();
    let format = |value: f64| number::plain(value, &display);
    let tests = trainer.test_history();
    let curve =
        LossCurve { losses: trainer.history(), first: 0, current: 20, current_loss: None, tests: &tests };
    let (size, theme) = ((560.0, 190.0), LIGHT.theme(FONT));
    let painted =
        svg::paint(size.0, size.1, FONT, |pen| loss_curve::paint(pen, &curve, size, &theme, &format));
    let painted = painted.expect("SVG takes it");
    assert!(painted.contains(">test<") && painted.contains(">training<"));
    golden("loss-and-test-loss", &painted);
    let text = curve.text(&format);
    let (first, last) = (format(tests[0].1), format(tests[20].1));
    let said =
        format!("Test loss, of the samples not trained on: from {first} at update 0 to {last} at update 60");
    assert!(text.contains(&said), "{text}");
}

// ---- the text alternative and the pointer -----------------------------------------------------------------

#[test]
fn the_text_says_what_the_drawing_shows() {
    let trainer = at(ARTICLE, 0, 16);
    let lines = Picture::of(&trainer, &[]).lines();
    assert_eq!(
        lines,
        [
            "Input i1: 5.",
            "Input i2: 4.",
            "Neuron h1: 1.55, error −0.080265.",
            "Neuron h2: 1.22, error −0.417378.",
            "prediction: 0.3947, error Δ −1.6053, target actual 2.",
            "Loss E: 1.28849.",
            "w1 from i1 to h1: 0.15, gradient −0.401325.",
            "w2 from i2 to h1: 0.2, gradient −0.32106.",
            "w3 from i1 to h2: 0.1, gradient −2.08689.",
            "w4 from i2 to h2: 0.18 (read now), gradient −1.66951 (read now), new 0.196695 (computed now).",
            "w5 from h1 to prediction: 0.05, gradient −2.48822, new 0.0748822.",
            "w6 from h2 to prediction: 0.26, gradient −1.95847, new 0.279585.",
        ]
    );
    // Every number of the drawing stands in the text.
    for operation in 0..=19 {
        let trainer = at(ARTICLE, 0, operation);
        let text = Picture::of(&trainer, &[]).lines().join("\n");
        for label in scene(&trainer, 900.0).labels {
            for shown in label.texts.iter().filter(|shown| shown.text.contains('.')) {
                assert!(text.contains(&shown.text), "{} at operation {operation}", shown.text);
            }
        }
    }
}

#[test]
fn what_an_optimizer_keeps_is_told_beside_its_weight() {
    let adam = ARTICLE.replace(r#""method": "sgd""#, r#""method": "adam""#);
    let mut trainer = trainer(&adam);
    let mut told = Vec::new();
    for _ in 0..trainer.plan().operations() {
        trainer.next(Default::default());
        let step = trainer.step();
        if !step.subject.is_some_and(|subject| subject.input == Some(1) && subject.layer == Some(1)) {
            continue;
        }
        let line = Picture::of(&trainer, &[]).lines().into_iter().find(|line| line.starts_with("w6 "));
        let plates = scene(&trainer, 640.0).labels.into_iter().filter(|label| label.is_plate);
        let computed = plates.filter(|label| label.role == Role::Computed).count();
        assert_eq!(computed, 1, "{:?}", step.kind);
        told.push(line.expect("w6 is told"));
    }
    let [_, first, second, new] = told.as_slice() else { panic!("{told:#?}") };
    assert!(first.contains("first moment −0.195847 (computed now)"), "{first}");
    assert!(second.contains("second moment 0.00383559 (computed now)"), "{second}");
    assert!(new.contains("(computed now)") && new.contains("new "), "{new}");
}

#[test]
fn a_softmax_reads_its_whole_layer() {
    let config = config(&[2, 3, 4], "softmax", true, 1, 7).replacen("softmax", "tanh", 1);
    let mut trainer = trainer(&config);
    while trainer.step().kind.is_none_or(|kind| kind.name() != "activation")
        || trainer.step().subject.is_none_or(|subject| subject.layer != Some(1))
    {
        trainer.next(Default::default());
    }
    let scene = scene(&trainer, 640.0);
    let count = |role: Role| scene.nodes.iter().filter(|node| node.role == role).count();
    assert_eq!((count(Role::Computed), count(Role::Read)), (1, 3));
}

#[test]
fn what_is_not_computed_yet_is_not_zero() {
    let lines = Picture::of(&at(ARTICLE, 0, 1), &[]).lines();
    assert_eq!(lines[2], "Neuron h1: 1.55 (computed now).");
    assert_eq!(lines[3], "Neuron h2: not computed yet.");
    assert_eq!(lines[4], "prediction: not computed yet, target actual 2.");
    assert_eq!(lines[6], "w1 from i1 to h1: 0.15 (read now).");
}

#[test]
fn the_pointer_finds_neurons_weights_and_lines() {
    let trainer = at(ARTICLE, 0, 5);
    let scene = scene(&trainer, 640.0);
    for node in &scene.nodes {
        let centre = node.rect.centre();
        assert_eq!(scene.hit(centre.x, centre.y), node.subject);
    }
    let plates = scene.labels.iter().filter(|label| label.is_plate);
    for label in plates {
        let centre = label.rect.centre();
        let hit = scene.hit(centre.x, centre.y).expect("a label is something");
        assert_eq!((Some(hit), hit.quantity), (label.subject, Quantity::Value));
    }
    for link in scene.links.iter().filter(|link| link.subject.is_some()) {
        let near_end = link.from.towards(link.to, 0.08);
        assert_eq!(scene.hit(near_end.x, near_end.y), link.subject);
    }
    assert_eq!(scene.hit(-5.0, -5.0), None);
}

#[test]
fn given_numbers_can_be_typed_over_where_they_stand() {
    // Narrow, so that the target stands under its output.
    for (width, named) in [(340.0, ["i1", "i2", "actual"]), (640.0, ["i1", "i2", "actual"])] {
        let trainer = at(ARTICLE, 0, 9);
        let names = explain::names(&trainer);
        let scene = scene(&trainer, width);
        let mut found = BTreeSet::new();
        for (x, y) in (0..scene.height as i32).flat_map(|y| (0..width as i32).map(move |x| (x, y))) {
            let Some((subject, place)) = scene.editable(f64::from(x), f64::from(y)) else { continue };
            assert_ne!(subject.kind, SubjectKind::Neuron);
            assert!(place.left >= 0.0 && place.right <= width);
            found.insert(match subject.kind {
                SubjectKind::Target => "actual".to_owned(),
                _ => names.subject(&subject),
            });
        }
        let all = named.into_iter().chain(["w1", "w2", "w3", "w4", "w5", "w6"]);
        assert_eq!(found, all.map(str::to_owned).collect(), "{width} px");
    }
}

#[test]
fn where_lines_lie_close_together_none_is_meant() {
    let scene = scene(&at(&config(&[16, 16], "tanh", true, 1, 7), 0, 0), 300.0);
    let lines: Vec<_> = scene.links.iter().filter(|link| link.subject.is_some()).collect();
    let middle = lines[100].from.towards(lines[100].to, 0.5);
    assert!(scene.hit(middle.x, middle.y).is_some() && scene.editable(middle.x, middle.y).is_none());
}

#[test]
fn both_themes_draw_everything() {
    let trainer = at(ARTICLE, 0, 16);
    let scene = scene(&trainer, 480.0);
    for palette in [LIGHT, DARK] {
        let theme = palette.theme(FONT);
        let draw = |pen: &draw::Pen<'_, svg::Svg>| network::paint(pen, &scene, &theme);
        let picture = svg::paint(scene.width, scene.height, FONT, draw).expect("SVG takes it");
        assert!(picture.contains(">0.196695<") && picture.contains(">prediction<"));
    }
}
