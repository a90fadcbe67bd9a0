//! Networks too large for neurons and lines: their matrices as pictures and in words.
#![cfg(feature = "draw")]

mod drawn;
mod random;

use backprop_stepper::draw::{DARK, LIGHT, Rgb, network, svg};
use backprop_stepper::scene::{CloseUp, Picture, Rect, Role, Scene, Shown, Tile, estimated_width};
use backprop_stepper::step::{Quantity, SubjectKind};
use backprop_stepper::trainer::Trainer;
use drawn::{FONT, at, config, drawing, scene, trainer};
use proptest::prelude::*;

fn tile(scene: &Scene, shown: Shown) -> &Tile {
    scene.tiles.iter().find(|tile| tile.shown == shown).expect("the scene has such a matrix")
}

/// Everything that takes room.
fn taken(scene: &Scene) -> Vec<(String, Rect)> {
    let labels = scene.labels.iter().map(|label| (format!("{:?}", label.texts), label.rect));
    let tiles = scene.tiles.iter().map(|tile| (format!("{:?}", tile.shown), tile.rect));
    let scales = scene.tiles.iter().filter_map(|tile| Some(("scale".to_owned(), tile.scale?)));
    labels.chain(tiles).chain(scales).collect()
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
}

/// Whether what is computed is marked in its matrix, and named.
fn computed_is_told(scene: &Scene, trainer: &Trainer) -> bool {
    let Some(computed) = trainer.step().subject.filter(|subject| subject.kind != SubjectKind::Loss) else {
        return true;
    };
    let marks = scene.tiles.iter().flat_map(|tile| &tile.marks);
    let marked = marks.filter(|(_, role)| *role == Role::Computed).count();
    let named =
        scene.labels.iter().any(|label| label.subject == Some(computed) && label.role == Role::Computed);
    marked == 1 && named
}

proptest! {
    #![proptest_config(random::cases(120))]

    #[test]
    fn nothing_lies_on_anything(
        widths in prop_oneof![
            prop::collection::vec(prop_oneof![1usize..=40, Just(17usize), 60usize..=130], 2..=5),
            prop::collection::vec(1usize..=6, 8..=17),
        ],
        bias: bool,
        samples in 1usize..=2,
        seed in 0u64..1000,
        width in 260.0f64..1280.0,
        part in 0.0f64..1.0,
    ) {
        prop_assume!(widths.len() > 7 || widths.iter().any(|&width| width > 16));
        let config = config(&widths, "tanh", bias, samples, seed);
        let mut trainer = trainer(&config);
        let operation = (part * (trainer.plan().operations() + 1) as f64) as u64;
        trainer.seek(0, operation.min(trainer.plan().operations())).expect("the position exists");
        let picture = Picture::of(&trainer, &[]);
        let height = picture.preferred_height(width);
        let about = format!("{widths:?} bias {bias} at operation {operation}, {width} px");
        // The page's font may be wider than the one the height was chosen for.
        for wider in [1.0, 1.15] {
            let scene = Scene::new(&picture, width, height, &|text, size| wider * estimated_width(text, size));
            check_layout(&scene, &about);
            prop_assert!(computed_is_told(&scene, &trainer), "{about}: what is computed is not told");
        }
    }
}

#[test]
fn a_weighted_sum_reads_a_column_and_what_enters() {
    let trainer = at(&config(&[20, 24, 18, 10], "tanh", true, 1, 3), 0, 5);
    let scene = scene(&trainer, 900.0);
    let read = |shown| {
        let tile = tile(&scene, shown);
        let (width, height) = tile.cell();
        let (rect, _) = tile.marks.iter().find(|(_, role)| *role == Role::Read).expect("it is read");
        let cells = |length: f64, cell: f64| (length / cell).round() as usize;
        let column = cells(rect.left - tile.rect.left, width);
        (column, cells(rect.width(), width), cells(rect.height(), height))
    };
    assert_eq!(read(Shown::Weights), (2, 1, 20), "the third neuron's column");
    assert_eq!(read(Shown::Inputs), (0, 1, 20));
    assert_eq!(read(Shown::Biases), (2, 1, 1));
}

#[test]
fn the_backward_pass_shows_gradients_where_there_are_any() {
    let config = config(&[20, 17, 3], "tanh", true, 1, 3);
    let mut trainer = trainer(&config);
    trainer.forward();
    let shown = |trainer: &Trainer| -> Vec<Shown> {
        let scene = scene(trainer, 900.0);
        let matrices = scene.tiles.iter().map(|tile| tile.shown);
        matrices.filter(|shown| matches!(shown, Shown::Weights | Shown::Gradients)).collect()
    };
    assert_eq!(shown(&trainer), [Shown::Weights, Shown::Weights]);
    let mut seen = Vec::new();
    while trainer.step().kind.is_none_or(|kind| kind.name() != "weight_update") {
        trainer.next(Default::default());
        let now = shown(&trainer);
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    let (w, g) = (Shown::Weights, Shown::Gradients);
    // The errors of the hidden layer are computed with the weights of the last one.
    assert_eq!(seen, [vec![w, w], vec![w, g], vec![w, w], vec![g, g], vec![w, w]]);
}

#[test]
fn cells_of_a_pool_show_the_largest_number_and_say_so() {
    let trainer = at(&config(&[784, 128, 10], "relu", true, 1, 3), 0, 5);
    let scene = scene(&trainer, 640.0);
    check_layout(&scene, "784-128-10");
    let tile = tile(&scene, Shown::Weights);
    assert_eq!((tile.pool, tile.values.len()), ((10, 2), 79 * 64));
    let weights = &trainer.network().layers[0].weights;
    let peak = weights.iter().fold(0.0f64, |peak, weight| peak.max(weight.abs()));
    for (value, subject) in tile.values.iter().zip(&tile.subjects) {
        let (input, unit) = (subject.input.unwrap(), subject.unit.unwrap());
        assert_eq!(*value, weights[input * 128 + unit] / peak);
        let (top, left) = (input / 10 * 10, unit / 2 * 2);
        let pool = (top..(top + 10).min(784)).flat_map(|i| (left..left + 2).map(move |j| i * 128 + j));
        let largest = pool.map(|index| weights[index].abs()).fold(0.0, f64::max);
        assert!((value.abs() * peak - largest).abs() < 1e-15);
    }
    let words: Vec<&str> =
        scene.labels.iter().flat_map(|label| &label.texts).map(|text| text.text.as_str()).collect();
    assert!(words.contains(&"W(1): each cell stands for 10 × 2 weights"), "{words:?}");
}

#[test]
fn the_text_of_a_large_network_is_short() {
    let trainer = at(&config(&[784, 128, 10], "relu", true, 1, 3), 0, 1);
    let lines = Picture::of(&trainer, &[]).lines();
    assert!(lines.len() < 40, "{} lines", lines.len());
    assert_eq!(lines[0], "The network is drawn as matrices, a cell of colour for each number.");
    assert!(lines[1].starts_with("z(1)1: ") && lines[1].ends_with(" (computed now)."), "{}", lines[1]);
    assert!(lines.iter().any(|line| line.ends_with("more numbers are read now.")));
    let weights = lines.iter().find(|line| line.starts_with("Weights of layer 1, 784 × 128: from −0.08"));
    assert!(weights.is_some_and(|line| line.contains(", mean ")), "{lines:?}");
    assert!(lines.iter().any(|line| line == "Errors of layer 2, 10: not computed yet."), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Neurons of layer 1, 128: 1 computed so far, ")));
}

#[test]
fn the_pointer_finds_the_number_of_a_cell() {
    let trainer = at(&config(&[20, 24, 18, 10], "tanh", true, 1, 3), 0, 5);
    let scene = scene(&trainer, 1000.0);
    for tile in &scene.tiles {
        let (width, height) = tile.cell();
        for (index, subject) in tile.subjects.iter().enumerate() {
            let (row, column) = (index / tile.columns, index % tile.columns);
            let (x, y) =
                (tile.rect.left + (column as f64 + 0.5) * width, tile.rect.top + (row as f64 + 0.5) * height);
            assert_eq!(scene.hit(x, y), Some(*subject));
            // Only what is given can be typed over, and only where one number is one cell.
            let editable = scene.editable(x, y).map(|(subject, _)| subject);
            let is_given = subject.quantity == Quantity::Value;
            assert_eq!(editable.is_some(), is_given && width >= 9.0 && height >= 9.0, "{subject:?}");
        }
    }
    assert_eq!(scene.hit(1.0, scene.height - 1.0), None);
}

#[test]
fn a_neuron_is_told_number_by_number() {
    let trainer = at(&config(&[784, 128, 10], "tanh", true, 1, 3), 0, 6);
    let neuron = CloseUp::of(&trainer, 0, 2).expect("there is such a neuron");
    assert_eq!(
        (neuron.name.as_str(), neuron.function, neuron.more),
        ("a(1)3", "tanh", 784 - CloseUp::WEIGHTS)
    );
    assert!(neuron.activation.is_some() && neuron.pre_activation.is_some() && neuron.delta.is_none());
    assert!(neuron.weights.windows(2).all(|pair| pair[0].value.abs() >= pair[1].value.abs()));
    let first = &neuron.weights[0];
    let column = (0..784).map(|input| trainer.parameter(0, Some(input), 2).unwrap().abs());
    assert_eq!(first.value.abs(), column.fold(0.0, f64::max));
    let input = first.subject.input.unwrap();
    assert_eq!(first.from, format!("x{}", input + 1));
    assert_eq!(first.entering, Some(trainer.dataset().inputs(0)[input]));
    assert_eq!(neuron.bias.map(|bias| bias.name), Some("b(1)3".to_owned()));
    assert!(CloseUp::of(&trainer, 0, 128).is_err() && CloseUp::of(&trainer, 2, 0).is_err());
}

#[test]
fn a_neuron_that_is_pointed_at_has_its_column_marked() {
    let trainer = at(&config(&[784, 128, 10], "tanh", true, 1, 3), 0, 0);
    let picture = Picture::of(&trainer, &["a(1)3".to_owned()]);
    let scene = Scene::new(&picture, 640.0, picture.preferred_height(640.0), &estimated_width);
    let weights = tile(&scene, Shown::Weights);
    let (rect, role) = weights.marks[0];
    assert_eq!((rect.height(), role), (weights.rect.height(), Role::Done));
    assert_eq!((rect.left - weights.rect.left, rect.width()), (weights.cell().0, weights.cell().0));
}

#[test]
fn negative_cells_are_told_apart_without_colours() {
    let scene = scene(&at(&config(&[17, 3], "tanh", false, 1, 3), 0, 0), 400.0);
    let mut theme = LIGHT.theme(FONT);
    theme.negative = theme.positive;
    let plain = svg::paint(scene.width, scene.height, FONT, |pen| network::paint(pen, &scene, &theme));
    let heights = |svg: &str| svg.matches(&format!("height=\"{}\"", 6.5)).count();
    assert!(heights(&plain.expect("SVG takes it")) > heights(&drawing(&scene)));
}

#[test]
fn any_size_can_be_drawn() {
    for widths in [&[30, 40, 2][..], &[2; 17]] {
        let trainer = at(&config(widths, "tanh", true, 2, 1), 0, 90);
        let picture = Picture::of(&trainer, &["w(1)1,1".to_owned()]);
        for width in [f64::NAN, -1.0, 0.0, 40.0, 280.0, 5000.0, f64::INFINITY] {
            for height in [f64::NAN, 0.0, 140.0, 1e12] {
                let scene = Scene::new(&picture, width, height, &estimated_width);
                for palette in [LIGHT, DARK] {
                    let theme = palette.theme("");
                    let painted =
                        svg::paint(scene.width, scene.height, "", |pen| network::paint(pen, &scene, &theme));
                    assert!(painted.is_ok());
                }
                scene.hit(f64::NAN, height);
                Scene::new(&picture, width, height, &|_, _| f64::NAN);
            }
            assert!(picture.preferred_height(width).is_finite());
        }
    }
    let _: Rgb = LIGHT.theme("").ink;
}
