//! Node, which knows nothing of this crate, computes the same: the exported programs of all kinds of experiments, run many
//! in one process. Where no `exp` is involved, to the last bit.

mod exported;
mod node;
mod random;

use backprop_stepper::config::Config;
use backprop_stepper::explain::code::{self, Language};
use backprop_stepper::lessons;
use exported::Case;

/// Runs each program of a list, and prints for each the numbers in these of its variables.
const RUN_ALL: &str = r#"
const programs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const print = console.log;
console.log = () => {};
for (const [program, names] of programs) {
  const found = new Function("require", `"use strict";\n${program}\nreturn [${names}];`)(require);
  print(JSON.stringify(found.flat(Infinity)));
}
"#;

/// Programs run by Node alone give what the trainer gives.
fn compare(cases: &[Case], before: &str) {
    let program = |case: &Case| before.to_owned() + &case.program(Language::Javascript);
    let programs: Vec<_> = cases.iter().map(|case| (program(case), &case.names)).collect();
    let printed = node::run_with(RUN_ALL, &serde_json::to_string(&programs).expect("text"));
    assert_eq!(printed.lines().count(), programs.len());
    for ((line, case), (program, _)) in printed.lines().zip(cases).zip(&programs) {
        let found: Vec<f64> = serde_json::from_str(line).expect("numbers");
        exported::check(case, &found, true, program);
    }
}

#[test]
fn node_agrees_about_random_networks() {
    let cases = exported::drawn();
    let exact = cases.iter().filter(|case| case.is_exact()).count();
    assert!(exact >= 5, "only {exact} of them are compared bit for bit");
    compare(&cases, "");
}

#[test]
fn node_agrees_about_several_updates() {
    compare(&exported::of_several_updates(), "");
}

#[test]
fn node_agrees_about_rows_that_are_not_in_the_document() {
    compare(&exported::of_other_rows(), "");
}

#[test]
fn node_agrees_about_large_logits_and_what_is_frozen() {
    compare(&exported::of_extremes(), "");
}

#[test]
fn a_program_reads_what_is_large_from_the_document() {
    let (case, folder) = exported::in_file("javascript");
    let program = case.program(Language::Javascript);
    assert!(program.len() < 6_000 && program.contains("rows.map"), "{} characters", program.len());
    compare(&[case], &format!("process.chdir({:?});\n", folder.to_string_lossy()));
}

#[test]
fn node_agrees_about_the_reference_cases_and_the_lessons() {
    compare(&exported::of_references_and_lessons(), "");
}

#[test]
fn what_the_articles_program_prints() {
    let lesson = lessons::find("article").expect("the article's lesson");
    let printed = node::run(&code::listing(&lesson.config, Language::Javascript).text());
    assert_eq!(
        printed,
        "\
Input: [5, 4]
Actual Output: 2
Learning Rate: 0.01
Predicted Output: 0.3947
Loss: 1.288494045
[[-0.00401325, -0.020868900000000003], [-0.0032106, -0.01669512]]
Updated WL1: [[0.15401325, 0.1208689], [0.20321060000000002, 0.19669512]]
Updated WL2: [0.07488215000000001, 0.27958466]
Predicted Output: 0.5074688075164043
Loss: 1.1138246802682523
"
    );
}

/// The names of its functions and of the layers' variables do not clash, however many layers there are.
#[test]
fn a_deep_network_runs() {
    let layers = vec![serde_json::json!({ "units": 2, "activation": "relu" }); 16];
    let document = serde_json::json!({
        "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 2, "layers": layers, "init": { "method": "he_normal", "seed": 4 } },
        "optimizer": { "method": "sgd", "learning_rate": 0.01 },
        "data": { "inputs": [[1, 2]], "targets": [[3, 4]] }
    });
    let config = Config::from_json(&document.to_string()).expect("a valid document");
    let printed = node::run(&code::listing(&config, Language::Javascript).text());
    assert!(printed.contains("Updated WL16:"), "{printed}");
}
