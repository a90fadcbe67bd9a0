//! The lessons: every text read, every scene told, whatever a learner does to the numbers.

use backprop_stepper::config::Config;
use backprop_stepper::explain::{Display, Naming, names, notation};
use backprop_stepper::lessons::content::{Block, Part};
use backprop_stepper::lessons::inline::{self, Notation};
use backprop_stepper::lessons::{self, Lesson, SceneContent, document};
use backprop_stepper::trainer::{Change, Granularity, Trainer};

fn lesson(id: &str) -> &'static Lesson {
    lessons::find(id).unwrap_or_else(|| panic!("no lesson {id}"))
}

fn trainer(id: &str) -> Trainer {
    lesson(id).trainer()
}

fn told(id: &str, trainer: &Trainer) -> Vec<SceneContent> {
    lessons::render(lesson(id), trainer).expect("a lesson that can be told")
}

fn values(parts: &[Part]) -> impl Iterator<Item = &str> {
    parts.iter().filter_map(|part| if let Part::Value { value } = part { Some(value.as_str()) } else { None })
}

/// Every text of a scene, list items too.
fn texts(scene: &SceneContent) -> Vec<&[Part]> {
    scene.blocks.iter().flat_map(texts_of).collect()
}

fn texts_of(block: &Block) -> Vec<&[Part]> {
    match block {
        Block::Text { parts } => vec![parts.as_slice()],
        Block::List { items } => items.iter().map(Vec::as_slice).collect(),
        _ => Vec::new(),
    }
}

fn all_values(scenes: &[SceneContent]) -> Vec<String> {
    scenes.iter().flat_map(texts).flat_map(values).map(str::to_owned).collect()
}

// ---- positions -----------------------------------------------------------------------------------------------------

#[test]
fn reading_on_moves_forward_and_leaves_no_operation_out() {
    for lesson in lessons::all() {
        let scenes = &lesson.scenes;
        for pair in scenes.windows(2) {
            assert!(
                pair[0].position <= pair[1].position,
                "{}: {} before {}",
                lesson.id,
                pair[0].id,
                pair[1].id
            );
            assert!(pair[0].until <= pair[1].until, "{}: {} until {}", lesson.id, pair[0].id, pair[1].id);
        }
        let mut trainer = lesson.trainer();
        let mut reached = scenes.first().expect("scenes").position;
        for scene in scenes {
            trainer.seek(reached.0, reached.1).expect("a position");
            let following = if reached.1 < trainer.step().operations {
                (reached.0, reached.1 + 1)
            } else {
                (reached.0 + 1, 0)
            };
            // Nothing is left out before the next scene's update, but one may train on to that.
            let left_out = scene.position.0 > following.0 && scene.position.1 == 0;
            assert!(
                scene.position <= following || left_out,
                "{}: no scene is about {following:?}",
                lesson.id
            );
            reached = reached.max(scene.until);
        }
        for scene in scenes {
            assert!(trainer.seek(scene.position.0, scene.position.1).is_ok(), "{}", scene.id);
            assert!(trainer.seek(scene.until.0, scene.until.1).is_ok(), "{}", scene.id);
        }
    }
}

// ---- scenes --------------------------------------------------------------------------------------------------------

#[test]
fn every_scene_is_told_with_all_its_numbers() {
    for lesson in lessons::all() {
        let trainer = lesson.trainer();
        let scenes = told(&lesson.id, &trainer);
        assert_eq!(scenes.len(), lesson.scenes.len());
        for scene in &scenes {
            assert!(!scene.title.is_empty() && !scene.blocks.is_empty(), "{}", scene.id);
            for value in texts(scene).into_iter().flat_map(values) {
                assert!(
                    value.starts_with(|c: char| c.is_ascii_digit() || c == '\u{2212}'),
                    "{}: {value}",
                    scene.id
                );
            }
            for block in &scene.blocks {
                check_block(&scene.id, block);
            }
            for name in &scene.lights {
                assert!(names(&trainer).find(name, 0).is_some(), "{}: nothing is called {name}", scene.id);
            }
        }
    }
}

fn check_block(scene: &str, block: &Block) {
    let formula = |text: &str| {
        assert!(text.starts_with("<math") && text.ends_with("</math>"), "{scene}: {text}");
        assert!(!text.contains('–'), "{scene}: not computed: {text}");
    };
    match block {
        Block::Formula { symbols, numbers } => {
            formula(symbols);
            if let Some(numbers) = numbers {
                formula(numbers);
            }
        }
        Block::Figures { rows } => {
            assert!(!rows.is_empty(), "{scene}");
            for row in rows {
                formula(&row.what);
                assert!(
                    !row.exact.contains('–') && !row.printed.is_empty() && !row.place.is_empty(),
                    "{scene}: {row:?}"
                );
            }
        }
        Block::Code { language, text, output } => {
            assert_eq!(language, "python");
            assert!(text.contains("import numpy as np") && !output.is_empty(), "{scene}");
        }
        Block::Lesson { id, text } => {
            assert!(lessons::find(id).is_some() && !text.is_empty(), "{scene}: {id}")
        }
        Block::Text { parts } => assert!(!parts.is_empty(), "{scene}"),
        Block::List { items } => assert!(!items.is_empty(), "{scene}"),
    }
}

#[test]
fn formulas_name_only_what_the_network_has() {
    // W1 and W2 are the matrices themselves, z is anything that a function is shown of.
    for lesson in lessons::all() {
        let trainer = lesson.trainer();
        let names = names(&trainer);
        let scope = notation::Scope { names: &names, trainer: &trainer };
        for formula in lesson.scenes.iter().flat_map(|scene| &scene.blocks).flat_map(formulas) {
            let unknown: Vec<_> =
                formula.sides.iter().flat_map(|side| notation::unknown(side, scope)).collect();
            assert!(
                unknown.iter().all(|name| matches!(name.as_str(), "W_1" | "W_2" | "z")),
                "{}: {unknown:?}",
                lesson.id
            );
        }
    }
}

fn formulas(block: &document::Block) -> Vec<&Notation> {
    let of = |part| match part {
        &inline::Part::Math(ref formula) | &inline::Part::Value { of: ref formula, .. } => Some(formula),
        _ => None,
    };
    match block {
        document::Block::Text(parts) => parts.iter().filter_map(of).collect(),
        document::Block::List(items) => items.iter().flatten().filter_map(of).collect(),
        document::Block::Formula { formula, .. } => vec![formula],
        _ => Vec::new(),
    }
}

#[test]
fn links_are_encrypted_and_the_sources_are_named() {
    for lesson in lessons::all() {
        let scenes = told(&lesson.id, &lesson.trainer());
        let links = scenes.iter().flat_map(texts).flatten().filter_map(|part| match part {
            Part::Link { link, .. } => Some(link.as_str()),
            _ => None,
        });
        let urls: Vec<&str> = lesson.source.iter().map(|source| source.url.as_str()).chain(links).collect();
        assert!(urls.iter().all(|url| url.starts_with("https://")), "{urls:?}");
        assert_eq!(lesson.is_published(), !lesson.figures.is_empty(), "{}", lesson.id);
    }
}

#[test]
fn a_chapter_in_numbers() {
    let scenes = told("article", &trainer("article"));
    let scene = |id: &str| scenes.iter().find(|scene| scene.id == id).expect("a scene");
    let numbers = |id: &str| -> Vec<String> {
        let of = |block: &Block| match block {
            Block::Formula { numbers, .. } => numbers.as_deref().map(words),
            _ => None,
        };
        scene(id).blocks.iter().filter_map(of).collect()
    };
    assert_eq!(numbers("weights"), ["=0.150.10.20.18", "=0.050.26"]);
    assert_eq!(
        numbers("forward-pass"),
        [
            "=5·0.15+4·0.2=1.55",
            "=5·0.1+4·0.18=1.22",
            "=1.55·0.05+1.22·0.26=0.3947",
            "54·0.150.10.20.18=1.551.22",
            "1.551.22·0.050.26=0.3947",
        ]
    );
    assert_eq!(numbers("error"), ["=12·(0.3947−2)2=1.28849"]);
    assert_eq!(numbers("reducing"), ["=(5·0.15+4·0.2)·0.05+(5·0.1+4·0.18)·0.26=0.3947"]);
    assert_eq!(
        numbers("update-w6"),
        [
            "=0.3947−2=−1.6053",
            "=1.22",
            "=−1.6053·1.22=−1.95847",
            "=0.26−0.01·(−1.6053)·1.22=0.279585",
            "=−1.6053·1.55=−2.48822",
        ]
    );
    assert_eq!(
        numbers("update-w1"),
        [
            "=0.05",
            "=5",
            "=−1.6053·0.05·5=−0.401325",
            "=−1.6053·0.05=−0.080265",
            "=0.15−0.01·(−1.6053)·0.05·5=0.154013"
        ]
    );
    let second: Vec<&str> = texts(scene("second-forward-pass")).into_iter().flat_map(values).collect();
    assert_eq!(second, ["0.3947", "0.507469", "2", "1.28849", "1.11382"]);
}

/// MathML without its tags.
fn words(mathml: &str) -> String {
    let parts = mathml.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<String>().replace(['\u{2061}', '\u{2062}', '[', ']'], "").replace('\u{22C5}', "·")
}

// ---- a learner changes numbers -------------------------------------------------------------------------------------

#[test]
fn texts_follow_edits() {
    let mut edited = trainer("article");
    edited.edit(Change::LearningRate { value: 0.05 }).expect("valid");
    edited.edit(Change::Input { sample: 0, input: 0, value: 7.0 }).expect("valid");
    edited.edit(Change::Target { sample: 0, output: 0, value: -3.0 }).expect("valid");
    edited.set_weight(1, 1, 0, -0.5).expect("valid");
    let mut expected = edited.clone();
    expected.seek(0, 3).expect("a position");
    let prediction = expected.activation(1, 0, 0).expect("computed");
    let scenes = told("article", &edited);
    let shown = all_values(&scenes);
    for value in ["0.05", "7", "\u{2212}3", "\u{2212}0.5"] {
        assert!(shown.iter().any(|shown| shown == value), "{value}");
    }
    let prediction = backprop_stepper::explain::number::plain(prediction, edited.display());
    assert!(shown.contains(&prediction), "{prediction}");
    // What was printed stays beside the numbers it was printed for, and no output is claimed for other numbers.
    let figures = |scenes: &[SceneContent]| -> Vec<Block> {
        let blocks = scenes.iter().flat_map(|scene| &scene.blocks);
        blocks.filter(|block| matches!(block, Block::Figures { .. })).cloned().collect()
    };
    assert_eq!(figures(&scenes), figures(&told("article", &trainer("article"))));
    let programs: Vec<(&str, &str)> =
        scenes.iter().flat_map(|scene| &scene.blocks).filter_map(program).collect();
    assert!(programs[0].0.contains("X = np.array([[7, 4]])") && programs[0].1.is_empty());
    assert!(programs[1].0.contains("X = np.array([[2, 3]])") && !programs[1].1.is_empty());
}

fn program(block: &Block) -> Option<(&str, &str)> {
    if let Block::Code { text, output, .. } = block { Some((text, output)) } else { None }
}

#[test]
fn the_position_of_the_run_does_not_matter() {
    let mut far = trainer("article");
    far.train(5_000).expect("in range");
    far.next(Granularity::Operation);
    let expected = told("article", &trainer("article"));
    assert_eq!(told("article", &far), expected);
    // An edit that comes after the story changes nothing in it; one in the middle changes the rest.
    far.edit(Change::LearningRate { value: 0.5 }).expect("valid");
    assert_eq!(told("article", &far), expected);
    far.seek(1, 0).expect("a position");
    far.set_weight(0, 0, 0, 0.9).expect("valid");
    let changed = told("article", &far);
    assert_eq!(changed[..12], expected[..12]);
    assert_ne!(changed[12], expected[12]);
    far.reset();
    assert_eq!(told("article", &far), expected);
}

#[test]
fn any_numbers_can_be_told() {
    for extreme in [0.0, 1e-300, -1e300, f64::MAX, f64::MIN_POSITIVE] {
        let mut trainer = trainer("article");
        trainer.set_weight(0, 0, 0, extreme).expect("valid");
        trainer.edit(Change::Input { sample: 0, input: 1, value: extreme }).expect("valid");
        trainer.edit(Change::LearningRate { value: extreme.abs() }).expect("valid");
        assert_eq!(told("article", &trainer).len(), 14, "{extreme}");
    }
}

#[test]
fn every_way_of_showing_numbers_and_names() {
    let mut trainer = trainer("article");
    for digits in [1, 17] {
        for naming in Naming::ALL {
            let display = Display { digits, names: Some(naming), ..Display::default() };
            trainer.set_display(display).expect("valid");
            let scenes = told("article", &trainer);
            let names = names(&trainer);
            for name in scenes.iter().flat_map(|scene| &scene.lights) {
                assert!(names.find(name, 0).is_some(), "nothing is called {name}");
            }
        }
    }
}

#[test]
fn another_network_has_no_scenes() {
    let other = |text: &str| Trainer::new(Config::from_json(text).expect("a valid document"));
    let wide = other(
        r#"{ "version": 1, "loss": "half_squared_error",
            "network": { "inputs": 3, "layers": [{ "units": 2 }, { "units": 1, "activation": "tanh" }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.01 },
            "data": { "inputs": [[5, 4, 3]], "targets": [[2]] } }"#,
    );
    assert!(told("article", &wide).is_empty());
    assert_eq!(told("article", &trainer("article-2")).len(), 14);
}
