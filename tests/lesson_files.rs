//! The lessons' files: what is there, and that slips of the pen are refused with their place.

use backprop_stepper::lessons::{self, Lesson, inline};

#[test]
fn every_file_can_be_read() {
    for file in lessons::FILES {
        if let Err(error) = Lesson::from_json(file) {
            panic!("{error}");
        }
    }
    let ids: Vec<_> = lessons::all().iter().map(|lesson| lesson.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "article",
            "article-2",
            "mazur",
            "rgu",
            "one-neuron",
            "slow-neuron",
            "xor",
            "circle",
            "spiral",
            "iris",
            "dead-relu",
            "vanishing-gradient",
            "exploding",
            "momentum"
        ]
    );
    assert!(lessons::find("nothing").is_none());
}

#[test]
fn the_article_has_its_fourteen_scenes() {
    let ids: Vec<_> =
        lessons::find("article").expect("a lesson").scenes.iter().map(|scene| scene.id.as_str()).collect();
    let expected = [
        "network",
        "weights",
        "data-set",
        "forward-pass",
        "error",
        "reducing",
        "gradient-descent",
        "update-w6",
        "update-w1",
        "formulas",
        "matrix-form",
        "backward-pass",
        "second-forward-pass",
        "program",
    ];
    assert_eq!(ids, expected);
}

/// The first lesson's file with one thing changed.
fn broken(old: &str, new: &str) -> String {
    let file = lessons::FILES[0];
    assert!(file.contains(old), "the file does not say {old}");
    Lesson::from_json(&file.replacen(old, new, 1)).expect_err(new).to_string()
}

#[test]
fn slips_of_the_pen_are_refused_with_their_place() {
    let starts = |error: String, expected: &str| assert!(error.starts_with(expected), "{error}");
    starts(broken("\"summary\"", "\"sumary\""), "sumary: unknown field, expected one of id, title, summary");
    starts(
        broken("\"id\": \"weights\"", "\"id\": \"network\""),
        "scenes[1].id: expected an id that no other scene has",
    );
    starts(broken("{w1} = {=w1}", "{w1} = {=w1"), "scenes[1].blocks[2].list[0]: at character 7: ");
    starts(broken("h1 = i1*w1 + i2*w2", "h1 = i1*w1 +"), "scenes[3].blocks[1].formula: at character 12: ");
    starts(
        broken("\"verdict\": \"cut\"", "\"verdict\": \"short\""),
        "figures[2].verdict: expected one of \"equal\", \"rounded\"",
    );
    starts(
        broken("[\"hidden\", ", "[\"hiden\", "),
        "scenes[3].blocks[9].figures: expected ids of figures, got \"hiden\"",
    );
    starts(broken("[[0.05], [0.26]]", "[[0.05]]"), "config.network.layers[1].weights: expected 2 rows");
    starts(
        broken("\"until\": [0, 3]", "\"until\": [0, 0]"),
        "scenes[3].until: expected a position that is not before",
    );
    starts(
        broken("https://hmkcode.com", "http://hmkcode.com"),
        "source[0].url: expected an address that begins with https://",
    );
    starts(
        broken("](https://hmkcode.com", "](javascript:hmkcode.com"),
        "scenes[0].blocks[3].text: at character ",
    );
    starts(
        broken("{ \"lesson\": \"article-2\", ", "{ \"leson\": \"article-2\", "),
        "scenes[13].blocks[5]: expected a block",
    );
    starts(
        broken("\"at\": [0, 3]", "\"variant\": \"other\", \"at\": [0, 3]"),
        "figures[0].variant: expected the name of one of the lesson's variants",
    );
    let variants = |text: &str| broken("\"scenes\":", &format!("\"variants\": {text}, \"scenes\":"));
    starts(variants("[]"), "variants: expected variants by their names, got");
    starts(variants("{ \"a\": 1 }"), "variants.a: expected members of a config document, got 1");
    starts(variants("{ \"a\": { \"loss\": 1 } }"), "variants.a.loss: expected one of");
    starts(broken("{", "["), "not JSON: ");
}

#[test]
fn texts_never_panic() {
    let pieces =
        ["{", "}", "=", "#", "@", "0.4", "**", "`", "[", "](", ")", "https://a", "w6", "é", "\\", " "];
    let mut seed = 1u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..seed % 9 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        seed = seed.wrapping_add(0x9E37_79B9);
        let _ = inline::parse(&text);
        let _ = inline::notation(&text);
    }
}

#[test]
fn scenes_open_only_panels_that_fold() {
    let panels = lessons::all().iter().flat_map(|lesson| &lesson.scenes).flat_map(|scene| &scene.panels);
    let known = ["setup", "prediction", "compare", "slice", "check"];
    let named: Vec<_> = panels.collect();
    assert!(!named.is_empty());
    for panel in named {
        assert!(known.contains(&panel.as_str()), "{panel}");
    }
}
