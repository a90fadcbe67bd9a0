//! Printed figures: where they stand, and that none is left out. Whether their verdicts are true: tests/verify.rs.

use backprop_stepper::lessons::figure::Verdict;
use backprop_stepper::lessons::{self, Lesson, document, inline};

fn lesson(id: &str) -> &'static Lesson {
    lessons::find(id).unwrap_or_else(|| panic!("no lesson {id}"))
}

#[test]
fn every_figure_stands_in_a_scene_about_its_position_and_says_why() {
    for lesson in lessons::all() {
        for figure in &lesson.figures {
            let shows = |block: &document::Block| matches!(block, document::Block::Figures(ids) if ids.contains(&figure.id));
            let scene = lesson.scenes.iter().find(|scene| scene.blocks.iter().any(shows));
            let scene = scene.unwrap_or_else(|| panic!("{} is shown nowhere", figure.id));
            assert!(figure.at <= scene.until, "{} comes later than {}", figure.id, scene.id);
            assert!(!figure.note.is_empty() && !figure.values.is_empty(), "{}", figure.id);
        }
    }
}

/// The printed figures of the project's table of worked examples: (lesson, what, printed).
const PRINTED: [(&str, &str, &str); 50] = [
    ("article", "h1", "1.55"),
    ("article", "h2", "1.22"),
    ("article", "prediction", "0.3947"),
    ("article", "prediction", "0.394"),
    ("article", "E", "1.288494045"),
    ("article", "E", "1.289"),
    ("article", "a*d(E)/d(w1)", "-0.00401325"),
    ("article", "a*d(E)/d(w3)", "-0.0208689"),
    ("article", "a*d(E)/d(w2)", "-0.0032106"),
    ("article", "a*d(E)/d(w4)", "-0.01669512"),
    ("article", "new(w1)", "0.15401325"),
    ("article", "new(w3)", "0.1208689"),
    ("article", "new(w2)", "0.2032106"),
    ("article", "new(w4)", "0.19669512"),
    ("article", "new(w1)", "0.154"),
    ("article", "new(w3)", "0.121"),
    ("article", "new(w2)", "0.203"),
    ("article", "new(w4)", "0.197"),
    ("article", "new(w5)", "0.07488215"),
    ("article", "new(w6)", "0.27958466"),
    ("article", "new(w5)", "0.074"),
    ("article", "new(w6)", "0.279"),
    ("article", "h1", "1.582"),
    ("article", "h2", "1.393"),
    ("article", "prediction", "0.5074688075164043"),
    ("article", "prediction", "0.506"),
    ("article", "E", "1.1138246802682523"),
    ("article-2", "h1", ".85"),
    ("article-2", "h2", ".48"),
    ("article-2", "prediction", ".191"),
    ("article-2", "prediction", "0.191"),
    ("article-2", "Delta", "-.809"),
    ("article-2", "E", ".327"),
    ("article-2", "E", "0.32724049999999993"),
    ("article-2", "a*d(E)/d(w1)", "-0.011326"),
    ("article-2", "a*d(E)/d(w3)", "-0.012135"),
    ("article-2", "a*d(E)/d(w2)", "-0.016989"),
    ("article-2", "a*d(E)/d(w4)", "-0.0182025"),
    ("article-2", "new(w1)", "0.121326"),
    ("article-2", "new(w3)", "0.132135"),
    ("article-2", "new(w2)", "0.226989"),
    ("article-2", "new(w4)", "0.0982025"),
    ("article-2", "new(w1)", ".12"),
    ("article-2", "new(w4)", ".10"),
    ("article-2", "new(w5)", "0.1743825"),
    ("article-2", "new(w6)", "0.169416"),
    ("article-2", "new(w5)", ".17"),
    ("article-2", "h1", ".92"),
    ("article-2", "h2", ".56"),
    ("article-2", "prediction", ".26"),
];

#[test]
fn no_printed_figure_is_left_out() {
    for (id, what, digits) in PRINTED {
        let what = inline::notation(what).expect("a formula");
        let mut printed = lesson(id).figures.iter().flat_map(|figure| &figure.values);
        assert!(printed.any(|value| value.what == what && value.digits == digits), "{id}: {digits}");
    }
    let errata = |id| lesson(id).figures.iter().filter(|figure| figure.verdict == Verdict::Erratum).count();
    assert_eq!((errata("article"), errata("article-2")), (0, 1));
}
