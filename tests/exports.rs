//! What a run is written down as: JSON against its schema, CSV read back.

mod python;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code::{self, Language};
use backprop_stepper::export::{FORMATS, Format, Span, json};
use backprop_stepper::lessons;
use backprop_stepper::trainer::Trainer;
use serde_json::Value;
use std::path::PathBuf;

fn lesson(id: &str) -> Trainer {
    lessons::find(id).unwrap_or_else(|| panic!("no lesson {id}")).trainer()
}

fn written(format: &str, trainer: &Trainer, from: u64, updates: u64) -> String {
    let format = Format::find(format).expect("a format");
    format.write(trainer, Span { from, updates }).expect("a text")
}

const ONE: Span = Span { from: 0, updates: 1 };

#[test]
fn traces_are_valid_json_of_their_schema() {
    let mut traces: Vec<Value> = Vec::new();
    for id in ["article", "article-2", "mazur", "xor", "iris", "momentum", "dead-relu", "vanishing-gradient"]
    {
        let text = written("json", &lesson(id), 0, if id == "iris" { 1 } else { 2 });
        traces.push(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{id}: {error}")));
    }
    // A run that ends.
    let mut exploding = lesson("exploding");
    exploding.train(1_000).expect("a run");
    let end = exploding.position().0;
    traces.push(serde_json::from_str(&written("json", &exploding, end, 1)).expect("JSON"));
    let program = r#"
import json, sys
import jsonschema
schema, traces = json.load(sys.stdin)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for trace in traces:
    for error in validator.iter_errors(trace):
        print(error.json_path, error.message[:200])
# The schema refuses what is no trace.
trace = traces[0]
trace["updates"][0]["operations"][3]["reads"][0]["extra"] = 1
trace["updates"][1]["operations"][0]["kind"] = "sum"
del trace["closing"]
print(len(list(validator.iter_errors(trace))))
"#;
    let schema: Value = serde_json::from_str(json::SCHEMA).expect("JSON");
    let input = serde_json::to_string(&(schema, traces)).expect("JSON");
    assert_eq!(python::run_with(program, &input), "3\n");
}

#[test]
fn a_trace_says_what_stepping_says() {
    let mut trainer = lesson("mazur");
    let trace: Value = serde_json::from_str(&written("json", &trainer, 3, 1)).expect("JSON");
    trainer.seek(3, 0).expect("a position");
    let operations = trace["updates"][0]["operations"].as_array().expect("operations");
    assert_eq!(operations.len() as u64, trainer.step().operations);
    for operation in operations {
        let step = trainer.next(Default::default());
        assert_eq!(operation["value"].as_f64(), Some(step.value));
        assert_eq!(operation["operation"].as_u64(), Some(step.operation));
        let explanation = backprop_stepper::explain::of(&trainer);
        let written = explanation.formula.latex(trainer.display());
        assert_eq!(operation["formula"]["symbols"], written.symbols);
        assert_eq!(operation["formula"]["numbers"], written.numbers);
        assert_eq!(operation["text"], explanation.text);
        assert_eq!(operation["reads"].as_array().map(Vec::len), Some(explanation.reads.len()));
        for read in operation["reads"].as_array().expect("reads") {
            assert!(read["value"].is_f64(), "{read}");
        }
    }
    // Its document continues to the same numbers.
    let config = Config::from_json(&trace["config"].to_string()).expect("a document");
    let mut again = Trainer::new(config);
    again.update();
    let weight = &trace["updates"][0]["after"][0]["weights"][1][0];
    assert_eq!(again.network().layers[0].weights[2], weight.as_f64().expect("a number"));
}

/// The cells of a CSV text, read by other rules than those that wrote it.
fn cells(text: &str) -> Vec<Vec<String>> {
    let program = "import csv, json, sys, io\nprint(json.dumps(list(csv.reader(io.StringIO(sys.stdin.read(), newline='')))))";
    serde_json::from_str(&python::run_with(program, text)).expect("JSON")
}

#[test]
fn the_table_has_a_row_for_each_operation() {
    let trainer = lesson("xor");
    let rows = cells(&written("csv", &trainer, 0, 2));
    let each = trainer.plan().operations() as usize;
    let closing = trainer.plan().forward_end() as usize;
    assert_eq!(rows.len(), 1 + 2 * each + closing);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!([rows[0][0].as_str(), &rows[0][4]], ["completed_updates", "sample_index"]);
    let trace: Value = serde_json::from_str(&written("json", &trainer, 0, 2)).expect("JSON");
    let second = &trace["updates"][1];
    for (row, operation) in rows[1 + each..].iter().zip(second["operations"].as_array().expect("operations"))
    {
        let sample = operation["sample"].as_u64().map(|sample| sample.to_string()).unwrap_or_default();
        assert_eq!((&row[0], &row[4]), (&second["update"].to_string(), &sample));
    }
    let mut walker = trainer.clone();
    for row in rows[1..=each].iter() {
        let step = walker.next(Default::default());
        assert_eq!(row[1], step.operation.to_string());
        assert_eq!(row[11].parse::<f64>().expect("a number"), step.value);
    }
    assert_eq!(rows.last().map(|row| (row[0].as_str(), row[3].as_str())), Some(("2", "batch_loss")));
}

#[test]
fn the_losses_are_those_of_the_run() {
    let mut trainer = lesson("iris");
    trainer.train(20).expect("a run");
    trainer.seek(5, 0).expect("a position");
    let rows = cells(&written("losses", &trainer, 0, 1));
    assert_eq!(rows[0], ["completed_updates", "loss", "test_loss"]);
    assert_eq!(rows.len(), 21);
    let tests = trainer.test_history();
    for (row, (update, loss)) in rows[1..].iter().zip((0..).zip(trainer.history())) {
        assert_eq!((row[0].parse(), row[1].parse()), (Ok(update), Ok(*loss)));
        let test = tests.iter().find(|(at, _)| *at == update);
        assert_eq!(row[2].parse().ok(), test.map(|&(_, loss)| loss));
    }
    assert!(cells(&written("losses", &lesson("article"), 0, 1)) == [["completed_updates", "loss"]]);
}

#[test]
fn a_document_opens_again() {
    for lesson in lessons::all() {
        let mut trainer = lesson.trainer();
        trainer.seek(2, 3).expect("a position");
        let config = Config::from_json(&written("config", &trainer, 2, 1)).expect("a document");
        let again = Trainer::new(config);
        assert_eq!(
            (again.position(), again.network()),
            (trainer.position(), trainer.network()),
            "{}",
            lesson.id
        );
    }
}

/// A large program and the document that it reads are of the same update, wherever the run stands.
#[test]
fn a_large_program_reads_the_document_of_its_start() {
    let row = vec![0.5; 200];
    let document = serde_json::json!({ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 200, "layers": [{ "units": 120, "activation": "tanh" }, { "units": 1 }] },
        "optimizer": { "method": "adam", "learning_rate": 0.01 }, "data": { "inputs": [row], "targets": [[2]] } });
    let mut trainer = Trainer::new(Config::from_json(&document.to_string()).expect("a document"));
    trainer.seek(3, 5).expect("a position");
    let (program, config) = (written("numpy", &trainer, 1, 1), written("config", &trainer, 1, 1));
    let format = |id| Format::find(id).expect("a format");
    let file = format("numpy").reads(&trainer).expect("a file");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pair");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(file), config).expect("a place to write to");
    assert!(program.contains(&format!("# {file}: the config document of this network after 1 update.\n")));
    let go = format!("import os; os.chdir({:?})\n", folder.to_string_lossy());
    let printed = python::run(&(go + &program + "\nprint(\"=====\", repr(float(loss)))"));
    let found: f64 = printed.rsplit("===== ").next().expect("a loss").trim().parse().expect("a number");
    let expected = trainer.history()[2];
    assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
    // Where the run stands it is kept as it stands; what is small reads nothing, and other files neither.
    let here = Config::from_json(&written("config", &trainer, 3, 1)).expect("a document");
    assert_eq!(here.state.map(|state| (state.update, state.operation)), Some((3, 5)));
    assert_eq!((format("json").reads(&trainer), format("numpy").reads(&lesson("mazur"))), (None, None));
}

#[test]
fn every_format_is_written_and_named() {
    let trainer = lesson("mazur");
    let mut names = std::collections::HashSet::new();
    for format in FORMATS {
        assert!(!format.write(&trainer, ONE).expect("a text").is_empty(), "{}", format.id);
        assert!(names.insert(format.file_name("mazur", ONE)), "{} has a file name of its own", format.id);
        assert_eq!(Format::find(format.id).map(|found| found.id), Ok(format.id));
        if format.has_span() {
            let error = format.write(&trainer, Span { from: 0, updates: 0 }).expect_err("no update");
            assert!(error.to_string().starts_with("updates: expected "), "{error}");
        }
    }
    let error = Format::find("pdf").expect_err("no such format").to_string();
    assert!(error.starts_with("format: expected one of ") && error.ends_with(", got \"pdf\""), "{error}");
}

#[test]
fn every_language_is_among_the_formats() {
    for language in Language::ALL {
        let format = Format::find(language.name()).expect("a format");
        assert_eq!((format.label, format.extension), (language.title(), language.extension()));
        let trainer = lesson("mazur");
        assert_eq!(format.write(&trainer, ONE), Ok(code::listing(trainer.config(), language).text()));
    }
}

#[test]
fn a_program_makes_the_updates_that_its_name_says() {
    let format = Format::find("javascript").expect("a format");
    let mut trainer = lesson("article");
    let written = |trainer: &Trainer, from, updates| format.write(trainer, Span { from, updates });
    let config = trainer.config().clone();
    let three = Span { from: 0, updates: 3 };
    assert_eq!(format.file_name("article", three), "article-update-1-3.js");
    let text = code::listing_of(&config, Language::Javascript, 3).text();
    assert!(text.contains("round < 3;"), "{text}");
    assert_eq!(format.write(&trainer, three), Ok(text));
    let error = written(&trainer, 0, 200_001).expect_err("too many").to_string();
    assert_eq!(error, "updates: expected at most 200000 updates in a program, got 200001");
    assert!(written(&trainer, 0, u64::MAX).is_err());
    // What is changed on the way stands in no program.
    trainer.train(2).expect("updates");
    trainer.set_weight(0, 0, 0, 0.5).expect("a weight");
    assert!(written(&trainer, 0, 2).is_ok() && written(&trainer, 2, 5).is_ok());
    let error = written(&trainer, 0, 3).expect_err("a change").to_string();
    assert!(
        error.starts_with("updates: expected at most 2 updates in a program, since update 3 "),
        "{error}"
    );
}
