//! The Verify view's rows: every printed figure recomputed, every verdict true, a wrong figure caught.

use backprop_stepper::lessons::figure::Verdict;
use backprop_stepper::lessons::verify::{self, Row, Verified};
use backprop_stepper::lessons::{self, Lesson};

#[test]
fn every_verdict_is_true() {
    for lesson in lessons::all() {
        for row in verify::example(lesson).rows {
            assert!(row.holds, "{}: {} of {}, exactly {}", lesson.id, row.printed, row.name, row.exact);
        }
    }
}

/// How many figures have a verdict, in the order of [`Verdict::ALL`].
fn counts(example: &Verified) -> [usize; 5] {
    Verdict::ALL.map(|verdict| example.rows.iter().filter(|row| row.verdict == verdict).count())
}

#[test]
fn no_published_example_and_no_figure_is_missing() {
    let found: Vec<_> =
        lessons::verify().iter().map(|example| (example.id.clone(), counts(example))).collect();
    // equal, rounded, cut, computed from printed figures, errata
    let expected = [
        ("article", [16, 9, 5, 4, 0]),
        ("article-2", [16, 16, 0, 0, 2]),
        ("mazur", [1, 24, 0, 0, 2]),
        ("rgu", [0, 6, 1, 2, 0]),
        ("one-neuron", [6, 1, 0, 0, 0]),
        ("slow-neuron", [0, 4, 0, 0, 0]),
    ];
    assert_eq!(found, expected.map(|(id, counts)| (id.to_owned(), counts)));
}

fn row<'a>(examples: &'a [Verified], id: &str, name: &str, printed: &str) -> &'a Row {
    let example = examples.iter().find(|example| example.id == id).expect("an example");
    let found = example.rows.iter().find(|row| row.name == name && row.printed == printed);
    found.unwrap_or_else(|| panic!("{id}: nothing prints {printed} for {name}"))
}

#[test]
fn figures_stand_beside_what_is_exact() {
    let examples = lessons::verify();
    let check = |id: &str, name: &str, printed: &str, exact: &str, verdict| {
        let row = row(&examples, id, name, printed);
        assert_eq!((row.exact.as_str(), row.verdict), (exact, verdict), "{id}: {name}");
        assert!(row.what.starts_with("<math") && !row.place.is_empty());
    };
    check("article", "E", "1.289", "1.288494045", Verdict::ComputedFromPrinted);
    check("article", "prediction", "0.5074688075164043", "0.5074688075164043", Verdict::Equal);
    check("article-2", "h2", ".56", "0.5588775", Verdict::Rounded);
    check("mazur", "h1", ".593269992", "0.5932699921071872", Verdict::Rounded);
    check("mazur", "new w1", ".149780716", "0.1497807161327628", Verdict::Rounded);
    check("rgu", "new w5", ".272392", "0.27232596506128215", Verdict::ComputedFromPrinted);
    check("slow-neuron", "prediction", ".20", "0.20284842426777647", Verdict::Rounded);
}

#[test]
fn mazurs_later_results_are_those_of_the_other_order() {
    let examples = lessons::verify();
    let check = |name: &str, printed: &str, update, exact: &str| {
        let row = row(&examples, "mazur", name, printed);
        assert_eq!((row.at.0, row.variant.as_deref()), (update, Some("in place")));
        assert!(row.exact.starts_with(exact), "{} is not {exact}", row.exact);
    };
    check("E", ".291027924", 1, "0.2910279239");
    check("o1", ".015912196", 10_000, "0.0159121963");
    check("o2", ".984065734", 10_000, "0.98406573448");
    check("E", ".0000351085", 10_000, "0.000035084786296");
}

/// The rows of a lesson's file with one thing changed that are wrong.
fn wrong(id: &str, old: &str, new: &str) -> Vec<String> {
    let is = |file: &&&str| file.contains(&format!("\"id\": \"{id}\",\n  \"title\""));
    let file = lessons::FILES.iter().find(is).expect("a file");
    assert!(file.contains(old), "the file does not say {old}");
    let lesson = Lesson::from_json(&file.replacen(old, new, 1)).expect("a lesson");
    let rows = verify::example(&lesson).rows;
    rows.into_iter().filter(|row| !row.holds).map(|row| format!("{} {}", row.name, row.printed)).collect()
}

#[test]
fn what_is_wrong_is_caught() {
    let check = |id, old, new, expected: &[&str]| assert_eq!(wrong(id, old, new), expected, "{new}");
    // A digit, a verdict, where it was computed, in which order, and from what.
    check("mazur", ".593269992", ".593269993", &["h1 .593269993"]);
    check("article", "\"verdict\": \"cut\"", "\"verdict\": \"rounded\"", &["prediction 0.394"]);
    check("slow-neuron", "\"at\": [300, 2]", "\"at\": [299, 2]", &[]);
    check("slow-neuron", "\"at\": [300, 2]", "\"at\": [200, 2]", &["prediction .09"]);
    check("mazur", "\"at\": [1, 9], \"variant\": \"in place\"", "\"at\": [1, 9]", &["E .291027924"]);
    check("rgu", "0.0406*0.68", "0.0406*0.67", &["new w5 .272392"]);
    check(
        "article-2",
        "\"printed\": \".85\" }, { \"what\": \"h2\", \"printed\": \".48\" }],\n      \"at\": [1, 3]",
        "\"printed\": \".92\" }, { \"what\": \"h2\", \"printed\": \".48\" }],\n      \"at\": [1, 3]",
        &["h1 .92"],
    );
    // Not reached: the run has no such operation.
    check("one-neuron", "\"at\": [1, 2]", "\"at\": [1, 99]", &["E 2.87"]);
}
