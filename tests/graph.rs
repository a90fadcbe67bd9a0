//! The computation graph: golden pictures, its text, what is under the pointer, and that nothing lies on anything.
#![cfg(feature = "draw")]

mod drawn;
mod random;

use backprop_stepper::explain;
use backprop_stepper::lessons;
use backprop_stepper::scene::graph::{Graph, Place, Value};
use backprop_stepper::scene::{Flow, Label, Role, Scene, estimated_width};
use backprop_stepper::step::{Quantity, Subject};
use backprop_stepper::trainer::Trainer;
use drawn::{ARTICLE, at, config, drawing, golden, trainer};
use proptest::prelude::*;

fn lesson(id: &str, operation: u64) -> Trainer {
    let mut trainer = Trainer::new(lessons::find(id).expect("it ships").config.clone());
    trainer.seek(0, operation).expect("an operation of the first update");
    trainer
}

fn graph(trainer: &Trainer) -> Graph {
    Graph::of(trainer, &[]).expect("small enough")
}

fn picture(trainer: &Trainer, width: f64) -> Scene {
    graph(trainer).scene(width, &estimated_width)
}

#[test]
fn graphs_look_as_before() {
    for (name, operation) in
        [("graph-article-start", 0), ("graph-article-delta", 5), ("graph-article-w1", 13)]
    {
        golden(name, &drawing(&picture(&at(ARTICLE, 0, operation), 1160.0)));
    }
    golden("graph-xor-hidden-error", &drawing(&picture(&lesson("xor", 34), 1160.0)));
    golden("graph-mazur-narrow", &drawing(&picture(&lesson("mazur", 9), 320.0)));
}

#[test]
fn the_article_in_words() {
    let lines: Vec<String> = graph(&at(ARTICLE, 0, 6)).lines().into_iter().map(|(_, line, _)| line).collect();
    assert_eq!(lines[0], "Input i1: 5.");
    assert_eq!(lines[2], "Weight w1: 0.15.");
    assert_eq!(lines[3], "Product of i1 and w1: 0.75.");
    let at_end = graph(&at(ARTICLE, 0, 13));
    let lines: Vec<String> = at_end.lines().into_iter().map(|(_, line, _)| line).collect();
    assert!(lines.contains(&"Product of i1 and w1: 0.75, gradient −0.080265.".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"Weight w1: 0.15, gradient −0.401325 (computed now).".to_owned()), "{lines:#?}");
    assert!(lines.contains(&"Loss E: 1.28849, gradient 1.".to_owned()), "{lines:#?}");
}

/// The graph has the gradients of one sample; what a batch's mean is made of and an update reads are others.
#[test]
fn the_gradient_of_a_sample_is_not_taken_for_that_of_the_batch() {
    let weight = Subject::weight(Quantity::Value, 1, 1, 0, None);
    let said = |operation: u64| {
        let lines = graph(&lesson("xor", operation)).lines();
        let (_, line, role) = lines.into_iter().find(|(subject, ..)| *subject == weight).expect("a line");
        (line.split_once(": ").expect("a name before the number").1.to_owned(), role)
    };
    let of = |text: &str, role| (text.to_owned(), role);
    assert_eq!(said(34), of("1.19417, gradient of sample 1: 0 (computed now).", Role::Computed));
    assert_eq!(said(46), of("1.19417, gradient of sample 1: 0 (read now).", Role::Read));
    assert_eq!(
        said(87),
        of("1.15204 (computed now), before 1.19417, gradient of sample 1: 0.", Role::Computed)
    );
}

#[test]
fn large_networks_say_why_there_is_no_graph() {
    let refused =
        Graph::of(&trainer(&config(&[6, 6, 6], "tanh", true, 1, 7)), &[]).expect_err("it is too large");
    assert_eq!(refused, "The graph of one sample has 97 operations here, and can be drawn for up to 40.");
}

/// `∂E/∂value` by a difference: what micrograd would show in the box.
#[test]
fn gradients_are_those_of_the_values() {
    for document in [
        config(&[2, 3, 2], "tanh", true, 1, 7),
        config(&[1, 2, 2, 1], "sigmoid", false, 1, 3),
        config(&[2, 2, 1], "gelu", true, 2, 5),
    ] {
        let mut trainer = trainer(&document);
        let end = trainer.plan().backward_end();
        trainer.seek(0, end).expect("the backward pass ends there");
        let graph = graph(&trainer);
        let find =
            |place: Place| graph.values.iter().find(|value| value.place == place).expect("it is there");
        let number = |value: &Value| read(&value.value);
        for value in &graph.values {
            let Some(by) = value.gradient.as_ref().filter(|figure| figure.number.is_some()).map(read) else {
                continue;
            };
            // Each gradient is the sum, over the wires that leave, of the next one times the slope along the wire.
            let through = graph.wires.iter().filter(|wire| wire.from == value.place).map(|wire| {
                let next = find(wire.to);
                let back = next.gradient.as_ref().map_or(f64::NAN, read);
                match wire.to {
                    Place::Product(l, input, unit) => {
                        let other = match value.place {
                            Place::Weight(..) => graph
                                .wires
                                .iter()
                                .find(|wire| wire.to == next.place && wire.from != value.place)
                                .map(|wire| number(find(wire.from))),
                            _ => Some(number(find(Place::Weight(l, input, unit)))),
                        };
                        let part = back * other.expect("a product has two factors");
                        if let Some(told) = wire.gradient.as_ref().filter(|figure| figure.number.is_some()) {
                            assert!((read(told) - part).abs() < 1e-4, "{told:?} for {part}");
                        }
                        part
                    }
                    Place::Activation(l, _) => {
                        let layer = trainer.network().layers.get(l).expect("a layer");
                        back * layer.activation.slope(number(value), number(next))
                    }
                    _ => back,
                }
            });
            let sum: f64 = through.sum();
            let is_end = matches!(value.place, Place::Loss)
                || graph.wires.iter().any(|wire| wire.from == value.place && wire.to == Place::Loss);
            assert!(is_end || (by - sum).abs() < 1e-4, "{}: {by} is not {sum}", value.words);
        }
    }
}

/// A figure as it is shown, read back.
fn read(figure: &backprop_stepper::scene::Figure) -> f64 {
    let shown = &figure.number.as_ref().expect("it is computed").drawn;
    let plain: String = shown
        .chars()
        .map(|letter| match letter {
            '−' | '⁻' => '-',
            '⁰' => '0',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁴'..='⁹' => char::from_digit(letter as u32 - 0x2070, 10).unwrap_or('0'),
            letter => letter,
        })
        .collect();
    plain.replace("×10", "e").parse().expect("a number")
}

#[test]
fn the_operation_is_marked_and_pointed_at() {
    let trainer = at(ARTICLE, 0, 1);
    let scene = picture(&trainer, 1160.0);
    let computed: Vec<_> = scene.nodes.iter().filter(|node| node.role == Role::Computed).collect();
    assert_eq!(computed.len(), 1);
    let centre = computed[0].rect.centre();
    assert_eq!(scene.hit(centre.x, centre.y), computed[0].subject);
    assert!(scene.links.iter().any(|link| link.flow == Flow::Forward));
    assert_eq!(scene.hit(-5.0, -5.0), None);
    assert_eq!(scene.hit(f64::NAN, 0.0), None);
    let lit = Graph::of(&trainer, &["w1".to_owned()]).expect("small enough");
    assert_eq!(lit.values.iter().filter(|value| value.lit).count(), 1);
    let every = explain::names(&trainer);
    let names: Vec<String> = lit.values.iter().map(|value| every.subject(&value.subject)).collect();
    assert!(names.contains(&"actual".to_owned()) && names.contains(&"E".to_owned()));
}

/// The graph is of one sample: a number of the batch must not be told as the sample's own, nor the other way round.
#[test]
fn in_a_batch_the_graph_says_whose_numbers_it_has() {
    let mean = lesson("xor", 46);
    assert_eq!(mean.operation().map(|operation| operation.kind.name()), Some("batch_gradient"));
    let graph = graph(&mean);
    assert_eq!(graph.caption, "Sample 1 alone; this step is about the batch");
    for value in &graph.values {
        let gradient = value.gradient.as_ref().map_or(Role::Done, |figure| figure.role);
        assert!(value.value.role != Role::Computed && gradient != Role::Computed, "{value:?}");
    }
    let lines: Vec<String> = graph.lines().into_iter().map(|(_, line, _)| line).collect();
    assert!(lines.iter().any(|line| line.contains(", gradient of sample 1: 0 (read now)")), "{lines:#?}");
    let loss = self::graph(&lesson("xor", 29));
    let last = loss.lines().pop().expect("the loss").1;
    assert_eq!(last, "Loss E1: 0.693147 (read now).");
}

/// What is computed and read has all its digits where there is room, and what a new weight was is told with it.
#[test]
fn a_new_weight_is_seen_to_differ_in_a_narrow_graph() {
    let trainer = lesson("mazur", 36);
    let graph = graph(&trainer);
    let scene = graph.scene(320.0, &estimated_width);
    let computed = scene.nodes.iter().find(|node| node.role == Role::Computed).expect("a new weight");
    assert!(computed.texts.iter().any(|text| text.text == "0.149781"), "{computed:?}");
    let name = explain::names(&trainer).subject(&computed.subject.expect("a weight"));
    let line =
        format!("Weight {name}: 0.149781 (computed now), before 0.15, gradient 0.000438568 (read now).");
    assert!(graph.lines().iter().any(|(_, told, _)| *told == line), "{:#?}", graph.lines());
}

/// What is pointed at has a ring of its own, also around what a lesson lights already: inputs, weights, targets, loss.
#[test]
fn what_is_pointed_at_has_a_ring() {
    let trainer = at(ARTICLE, 0, 13);
    let names = explain::names(&trainer);
    for thing in [names.input(0), names.weight(0, 0, 0), names.target(0), names.loss(), names.neuron(1, 0)] {
        let lit = [thing.clone()];
        let network = backprop_stepper::scene::Picture::of(&trainer, &lit);
        for width in [900.0, 320.0] {
            for mut scene in [
                Graph::of(&trainer, &lit).expect("small enough").scene(width, &estimated_width),
                Scene::new(&network, width, 400.0, &estimated_width),
            ] {
                let before = drawing(&scene);
                scene.point(|subject| names.subject(subject) == thing);
                assert!(scene.pointed.iter().all(|subject| names.subject(subject) == thing));
                assert_ne!(drawing(&scene), before, "{thing} at {width}");
            }
        }
    }
}

fn nothing_overlaps(scene: &Scene) -> std::result::Result<(), TestCaseError> {
    let rects: Vec<_> = scene.nodes.iter().map(|node| node.rect).collect();
    let labels: Vec<_> = scene.labels.iter().map(|label: &Label| label.rect).collect();
    for (i, one) in rects.iter().chain(&labels).enumerate() {
        prop_assert!(one.left >= 0.0 && one.top >= 0.0, "{one:?}");
        prop_assert!(
            one.right <= scene.width && one.bottom <= scene.height,
            "{:?} in {} by {}",
            one,
            scene.width,
            scene.height
        );
        for other in rects.iter().chain(&labels).skip(i + 1) {
            prop_assert!(!one.overlaps(other), "{one:?} and {other:?}");
        }
    }
    for link in &scene.links {
        for rect in &rects {
            prop_assert!(
                rect.grown(-1.0).length_inside(link.from, link.to) == 0.0,
                "{link:?} through {rect:?}"
            );
        }
    }
    for node in &scene.nodes {
        for text in &node.texts {
            let width = estimated_width(&text.text, text.size);
            let left = if text.anchor == backprop_stepper::scene::Anchor::Middle {
                text.at.x - width / 2.0
            } else {
                text.at.x
            };
            prop_assert!(
                left >= node.rect.left - 0.5 && left + width <= node.rect.right + 0.5,
                "{text:?} in {:?}",
                node.rect
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(random::cases(80))]

    #[test]
    fn nothing_lies_on_anything_and_nothing_moves(config in random::config(), width in 200.0f64..1500.0) {
        let mut trainer = Trainer::new(config);
        let Ok(first) = Graph::of(&trainer, &[]) else { return Ok(()) };
        let places: Vec<_> = first.scene(width, &estimated_width).nodes.iter().map(|node| node.rect).collect();
        let operations = trainer.plan().operations();
        for operation in (1..=operations).step_by(1 + operations as usize / 12) {
            trainer.seek(0, operation).expect("an operation of this update");
            let graph = Graph::of(&trainer, &[]).expect("as small as before");
            let scene = graph.scene(width, &estimated_width);
            prop_assert_eq!((scene.width, scene.height), graph.size(width));
            if trainer.batch_rows().len() == 1 {
                let now: Vec<_> = scene.nodes.iter().map(|node| node.rect).collect();
                prop_assert_eq!(&now, &places);
            }
            nothing_overlaps(&scene)?;
            prop_assert_eq!(graph.lines().len(), graph.values.len());
        }
    }
}
