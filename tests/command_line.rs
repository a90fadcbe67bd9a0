//! The command line, started as others start it.
#![cfg(feature = "cli")]

mod python;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use backprop_stepper::explain::code::{self, Language};
use backprop_stepper::export::FORMATS;
use backprop_stepper::lessons;

struct Ended {
    code: i32,
    out: String,
    error: String,
}

fn run_with(arguments: &[&str], input: &str) -> Ended {
    let mut started = Command::new(env!("CARGO_BIN_EXE_backprop-stepper"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut pipe = started.stdin.take().expect("a pipe");
    // Whoever does not read it has closed it.
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    let done = started.wait_with_output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Ended { code: done.status.code().unwrap_or(-1), out: text(done.stdout), error: text(done.stderr) }
}

fn run(arguments: &[&str]) -> Ended {
    run_with(arguments, "")
}

/// What it writes, all being well.
fn written(arguments: &[&str]) -> String {
    let Ended { code, out, error } = run(arguments);
    assert_eq!((code, error.as_str()), (0, ""), "{arguments:?}");
    out
}

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

#[test]
fn text_reproduces_the_output_of_numpy() {
    for id in ["article", "article-2"] {
        let lesson = lessons::find(id).expect("a lesson");
        let program = python::run(&code::numpy(&lesson.config));
        let text = written(&["trace", id, "--format", "text"]);
        assert!(text.starts_with(&format!("{program}\n")), "{id}:\n{text}\n{program}");
    }
}

#[test]
fn every_format_is_written_for_a_document_too() {
    let document = written(&["trace", "mazur", "--format", "config", "--from", "3"]);
    let path = file("mazur.json", &document);
    let path = path.to_str().expect("a path");
    for format in FORMATS.iter().map(|format| format.id).chain(["svg", "svg-losses", "svg-prediction"]) {
        let starts = format == "config" || Language::find(format).is_some();
        let updates: &[&str] = if starts { &[] } else { &["-n", "2"] };
        let text = written(&[&["trace", path, "-f", format], updates].concat());
        assert!(text.len() > 20, "{format}: {text}");
        assert_eq!(text.starts_with("<svg"), format.starts_with("svg"), "{format}");
    }
    // It goes on where the document stands.
    let text = written(&["trace", path, "--digits", "3"]);
    assert!(text.contains("Start of update 4") && !text.contains("Start of update 5"), "{text}");
    assert!(text == written(&["trace", "mazur", "--from", "3", "--digits=3", "--names", "index"]));
    let piped = run_with(&["trace", "-", "--digits", "3"], &document);
    assert_eq!((piped.code, piped.out), (0, text));
}

#[test]
fn a_lesson_is_found_by_its_id_and_by_its_file() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lessons/mazur.json");
    assert!(written(&["trace", file]) == written(&["trace", "mazur"]));
}

#[test]
fn options_are_obeyed() {
    let text = written(&["trace", "article", "--digits", "3", "--rounding", "cut", "--names", "index"]);
    assert!(text.contains("= 0.394\n") && text.contains("w(2)2,1"), "{text}");
    let text = written(&["trace", "article", "--digits", "2", "--counting", "decimals"]);
    assert!(text.contains("= 0.39\n") && text.contains("= −1.61\n"), "{text}");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("article.csv");
    let said =
        written(&["trace", "article", "-f", "losses", "-n", "3", "-o", path.to_str().expect("a path")]);
    let losses = std::fs::read_to_string(&path).expect("the file");
    assert_eq!((said.as_str(), losses.lines().count()), ("", 4));
    assert_eq!(written(&["lessons"]).lines().count(), lessons::all().len());
    assert!(written(&["--help"]).starts_with("Writes some updates"));
    assert!(written(&["trace", "--help"]).contains("Exit codes"));
    assert!(written(&["--version"]).starts_with("backprop-stepper "));
    assert!(written(&["schema"]).contains("https://json-schema.org/"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let broken = file(
        "broken.json",
        r#"{ "version": 1, "loss": "half_squared_error",
            "network": { "inputs": 2, "layers": [{ "units": 1 }, { "units": 1, "weights": [[1], [2], [3]] }] },
            "optimizer": { "method": "sgd", "learning_rate": 0.1 }, "data": { "inputs": [[1, 2]], "targets": [[3]] } }"#,
    );
    let broken = broken.to_str().expect("a path");
    let cut = file("cut.json", "{\n  \"version\": 1,\n");
    let cut = cut.to_str().expect("a path");
    let layer = "network.layers[1].weights: expected 1 row (one per input) of 1 number, got 3 rows";
    for (arguments, code, expected) in [
        (&["trace", broken][..], 1, format!("{broken}: {layer}")),
        (&["trace", cut], 1, format!("{cut}: not JSON: EOF while parsing")),
        (&["trace", "nowhere.json"], 1, "nowhere.json: ".to_owned()),
        (&["trace", "artikel"], 1, "and there is no lesson \"artikel\"".to_owned()),
        (&["trace", "article", "-n", "5000"], 1, "--updates: expected at most 1304 updates".to_owned()),
        (&["trace", "article", "-o", "/nowhere/x.txt"], 1, "/nowhere/x.txt: ".to_owned()),
        (&["trace", "iris", "-f", "svg-prediction"], 1, "a network of 1 or 2 inputs".to_owned()),
        (
            &["trace", "article", "--from", "18446744073709551615"],
            1,
            "--from: expected completed updates from 0 to 10000000, got 18446744073709551615".to_owned(),
        ),
        (
            &["trace", "article", "-f", "losses", "--from", "20000000"],
            1,
            "--from: expected an update from 0 to 10000000, got 20000000".to_owned(),
        ),
        (
            &["trace", "exploding", "--from", "100000"],
            1,
            "--from: expected completed updates up to ".to_owned(),
        ),
        (
            &["trace", "article", "-n", "0"],
            2,
            "--updates: expected a whole number from 1, got \"0\"".to_owned(),
        ),
        (&["trace", "article", "-d", "18"], 2, "--digits: expected a whole number from 1 to 17".to_owned()),
        (&["trace", "article", "-f", "pdf"], 2, "--format: expected one of latex, ".to_owned()),
        (&["trace", "article", "--rounding", "up"], 2, "--rounding: expected one of round, cut".to_owned()),
        (
            &["trace", "article", "-f", "config", "-n", "3"],
            2,
            "--updates: a file of format config has a start only, which --from says".to_owned(),
        ),
        (&["trace", "article", "--colour"], 2, "invalid option '--colour'".to_owned()),
        (&["trace", "article", "mazur"], 2, "unexpected argument \"mazur\"".to_owned()),
        (&["trace"], 2, "`trace` needs a lesson or the file of a config document".to_owned()),
        (&["print"], 2, "there is no command \"print\"".to_owned()),
        (&[], 2, "a command is missing".to_owned()),
    ] {
        let ended = run(arguments);
        assert_eq!((ended.code, ended.out.as_str()), (code, ""), "{arguments:?}");
        assert!(ended.error.starts_with("error: ") && ended.error.contains(&expected), "{}", ended.error);
        assert_eq!(ended.error.contains("--help"), code == 2, "{}", ended.error);
    }
}
