//! What holds for the picture of every network: nothing lies on anything, nothing fails, nothing is slow.
#![cfg(feature = "draw")]

mod drawn;
mod random;

use backprop_stepper::draw::loss_curve::{self, LossCurve};
use backprop_stepper::draw::{DARK, LIGHT, svg};
use backprop_stepper::scene::{Label, Picture, Rect, Role, Scene, Shape, estimated_width};
use backprop_stepper::step::SubjectKind;
use backprop_stepper::trainer::Trainer;
use drawn::{ARTICLE, FONT, at, config, drawing, scene, trainer};
use proptest::prelude::*;

/// Everything that takes room: nodes, and text outside of them.
fn taken(scene: &Scene) -> Vec<(String, Rect)> {
    let nodes = scene.nodes.iter().map(|node| (format!("node {:?}", node.subject), node.rect));
    let words =
        |label: &Label| label.texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
    let labels = scene.labels.iter().map(|label| (format!("label {:?}", words(label)), label.rect));
    let tiles = scene.tiles.iter().map(|tile| (format!("{:?}", tile.shown), tile.rect));
    let scales = scene.tiles.iter().filter_map(|tile| Some(("scale".to_owned(), tile.scale?)));
    nodes.chain(labels).chain(tiles).chain(scales).collect()
}

fn check_layout(scene: &Scene, about: &str) {
    let page = Rect { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
    let taken = taken(scene);
    for (index, (name, rect)) in taken.iter().enumerate() {
        assert!(page.encloses(rect), "{about}: {name} at {rect:?} is out of {page:?}");
        for (other, other_rect) in &taken[index + 1..] {
            assert!(
                !rect.grown(-0.01).overlaps(other_rect),
                "{about}: {name} {rect:?} on {other} {other_rect:?}"
            );
        }
    }
    let outside = scene.labels.iter().flat_map(|label| label.texts.iter().map(|text| (text, label.rect)));
    let inside = scene.nodes.iter().flat_map(|node| node.texts.iter().map(|text| (text, node.rect)));
    for (text, rect) in outside.chain(inside) {
        assert!(text.size >= 9.5, "{about}: {} is too small", text.text);
        let half = if text.anchor == Default::default() { 0.5 } else { 0.0 };
        let left = text.at.x - half * estimated_width(&text.text, text.size);
        let right = left + estimated_width(&text.text, text.size);
        assert!(
            left >= rect.left - 1.0 && right <= rect.right + 1.0,
            "{about}: {} leaves its place",
            text.text
        );
    }
}

/// Whether the parameter that is being computed has its label.
fn computed_is_named(scene: &Scene, trainer: &Trainer) -> bool {
    let computed = trainer
        .step()
        .subject
        .filter(|subject| matches!(subject.kind, SubjectKind::Weight | SubjectKind::Bias));
    computed.is_none_or(|computed| {
        scene.labels.iter().any(|label| {
            label.is_plate
                && label.role == Role::Computed
                && label.subject.map(|subject| subject.thing()) == Some(computed.thing())
        })
    })
}

proptest! {
    #![proptest_config(random::cases(300))]

    #[test]
    fn nothing_lies_on_anything(
        widths in prop::collection::vec(1usize..=8, 2..=5),
        activation in prop::sample::select(vec!["identity", "sigmoid"]),
        bias: bool,
        samples in 1usize..=2,
        seed in 0u64..1000,
        width in 300.0f64..900.0,
        part in 0.0f64..1.0,
    ) {
        let config = config(&widths, activation, bias, samples, seed);
        let mut trainer = trainer(&config);
        let operation = (part * (trainer.plan().operations() + 1) as f64) as u64;
        trainer.seek(seed % 3, operation.min(trainer.plan().operations())).expect("the position exists");
        let scene = scene(&trainer, width);
        let about = format!("{widths:?} {activation} bias {bias} at operation {operation}, {width} px");
        check_layout(&scene, &about);
        prop_assert!(computed_is_named(&scene, &trainer), "{about}: what is computed has no label");
        drawing(&scene);
    }
}

proptest! {
    #![proptest_config(random::cases(200))]

    #[test]
    fn nothing_lies_on_anything_in_six_layers_of_sixteen(
        widths in prop::collection::vec(prop_oneof![1usize..=16, 9usize..=16, Just(16)], 2..=7),
        activation in prop::sample::select(vec!["identity", "tanh"]),
        bias: bool,
        samples in 1usize..=2,
        seed in 0u64..1000,
        width in 260.0f64..1280.0,
        part in 0.0f64..1.0,
    ) {
        let config = config(&widths, activation, bias, samples, seed);
        let mut trainer = trainer(&config);
        let operation = (part * (trainer.plan().operations() + 1) as f64) as u64;
        trainer.seek(0, operation.min(trainer.plan().operations())).expect("the position exists");
        let scene = scene(&trainer, width);
        let about = format!("{widths:?} {activation} bias {bias} at operation {operation}, {width} px");
        check_layout(&scene, &about);
        prop_assert!(computed_is_named(&scene, &trainer), "{about}: what is computed has no label");
        let all = widths.iter().sum::<usize>();
        let neurons = scene.nodes.iter().filter(|node| node.shape == Shape::Round).count();
        prop_assert_eq!(neurons, all, "{}: every neuron is drawn", about);
        let weights = widths.windows(2).map(|pair| pair[0] * pair[1]).sum::<usize>();
        let values = scene.labels.iter().filter(|label| !label.is_plate && label.texts.iter().any(|text| {
            text.text.contains(|letter: char| letter.is_ascii_digit() || "–…".contains(letter))
        }));
        prop_assert!(values.count() >= all, "{}: every neuron has its number", about);
        let lines = scene.links.iter().filter(|link| link.subject.is_some()).count();
        prop_assert_eq!(lines, weights, "{}: every weight is drawn", about);
    }
}

#[test]
fn small_networks_name_every_weight_and_keep_labels_in_place() {
    // Fonts differ in width: that of the page may be wider than the one the height was chosen for.
    for wider in [1.0, 1.15] {
        let measure = |text: &str, size: f64| wider * estimated_width(text, size);
        for width in (0..=25).map(|step| 300.0 + 24.0 * f64::from(step)) {
            check_labels_stay(width, &measure);
        }
    }
}

fn check_labels_stay(width: f64, measure: &dyn Fn(&str, f64) -> f64) {
    let mut trainer = trainer(ARTICLE);
    let mut places: Option<Vec<(f64, f64)>> = None;
    for _ in 0..=19 {
        let picture = Picture::of(&trainer, &[]);
        let scene = Scene::new(&picture, width, picture.preferred_height(width), measure);
        let plates: Vec<&Label> = scene.labels.iter().filter(|label| label.is_plate).collect();
        let about = format!("{width} px at {:?}, 1.0 is {}", trainer.position(), measure("1.0", 10.0));
        assert_eq!(plates.len(), 6, "{about}");
        let centre = |label: &&Label| (label.rect.centre().x, label.rect.centre().y);
        let now: Vec<(f64, f64)> = plates.iter().map(centre).collect();
        for (before, now) in places.iter().flatten().zip(&now) {
            assert!((before.0 - now.0).abs() < 0.01 && (before.1 - now.1).abs() < 0.01, "{about}: moved");
        }
        places = Some(now);
        trainer.next(Default::default());
    }
}

#[test]
fn any_size_can_be_drawn() {
    let config = config(&[8, 8, 8, 8, 8], "tanh", true, 3, 1);
    let trainer = at(&config, 0, 900);
    let picture = Picture::of(&trainer, &["w(1)1,1".to_owned()]);
    for width in [f64::NAN, -1.0, 0.0, 1.0, 40.0, 280.0, 5000.0, f64::INFINITY] {
        for height in [f64::NAN, 0.0, 140.0, 500.0, 1e12] {
            let scene = Scene::new(&picture, width, height, &estimated_width);
            drawing(&scene);
            scene.hit(f64::NAN, height);
            let strange = Scene::new(&picture, width, height, &|_, _| f64::NAN);
            drawing(&strange);
        }
        assert!(picture.preferred_height(width).is_finite());
    }
    drawing(&Scene::new(&Picture::default(), 300.0, 200.0, &estimated_width));
    let losses = [1.0, f64::NAN, f64::INFINITY, -1.0, 1e308, 5e-324, 0.0];
    let tests = [(0, 1e308), (2, f64::NAN), (3, f64::NEG_INFINITY), (u64::MAX, 5e-324)];
    let theme = DARK.theme("");
    for count in 0..=losses.len() {
        for size in [(280.0, 140.0), (0.0, 0.0), (f64::NAN, f64::INFINITY), (3000.0, 20.0)] {
            for current in [0, 3, 7, 100, u64::MAX] {
                let curve = LossCurve {
                    losses: &losses[..count],
                    first: 0,
                    current,
                    current_loss: losses.get(count).copied(),
                    tests: tests.get(..count).unwrap_or(&tests),
                };
                let painted = svg::paint(size.0, size.1, FONT, |pen| {
                    loss_curve::paint(pen, &curve, size, &theme, &|value| value.to_string())
                });
                assert!(painted.is_ok());
                curve.text(&|value| value.to_string());
                curve.hit(10.0, size.0, size.1);
            }
        }
    }
}

#[test]
fn a_hundred_thousand_losses_are_drawn_with_few_points() {
    let losses: Vec<f64> =
        (0..100_000).map(|k| 1.0 / (1.0 + f64::from(k) / 1e4) + f64::from(k % 7) / 50.0).collect();
    let curve = LossCurve { losses: &losses, first: 0, current: 100_000, current_loss: None, tests: &[] };
    let size = (600.0, 180.0);
    let theme = LIGHT.theme(FONT);
    let picture = svg::paint(size.0, size.1, FONT, |pen| {
        loss_curve::paint(pen, &curve, size, &theme, &|value| value.to_string())
    });
    assert!(picture.expect("SVG takes it").len() < 60_000);
}
