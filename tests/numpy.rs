//! NumPy, which knows nothing of this crate, computes the same: the exported programs of all kinds of experiments, run
//! many in one process.

mod exported;
mod python;
mod random;

use backprop_stepper::explain::code::Language;
use exported::Case;
use python::run_with;

/// Runs each program of a list, and prints for each the numbers in these of its variables.
const RUN_ALL: &str = r#"
import contextlib, io, json, sys
import numpy as np
for program, names in json.load(sys.stdin):
    found = {}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        exec(program, found)
    print(*(repr(x) for name in names for x in np.ravel(found[name]).tolist()))
"#;

/// Programs run by NumPy alone give what the trainer gives.
fn compare(cases: &[Case], before: &str) {
    let program = |case: &Case| before.to_owned() + &case.program(Language::Numpy);
    let programs: Vec<_> = cases.iter().map(|case| (program(case), &case.names)).collect();
    let printed = run_with(RUN_ALL, &serde_json::to_string(&programs).expect("text"));
    assert_eq!(printed.lines().count(), programs.len());
    for ((line, case), (program, _)) in printed.lines().zip(cases).zip(&programs) {
        let found: Vec<f64> = line.split(' ').map(|text| text.parse().expect("a number")).collect();
        exported::check(case, &found, false, program);
    }
}

#[test]
fn numpy_agrees_about_random_networks() {
    compare(&exported::drawn(), "");
}

#[test]
fn numpy_agrees_about_several_updates() {
    compare(&exported::of_several_updates(), "");
}

#[test]
fn numpy_agrees_about_rows_that_are_not_in_the_document() {
    compare(&exported::of_other_rows(), "");
}

#[test]
fn numpy_agrees_about_large_logits_and_what_is_frozen() {
    compare(&exported::of_extremes(), "");
}

#[test]
fn a_program_reads_what_is_large_from_the_document() {
    let (case, folder) = exported::in_file("numpy");
    let program = case.program(Language::Numpy);
    assert!(program.len() < 6_000 && program.contains("[rows]"), "{} characters", program.len());
    compare(&[case], &format!("import os; os.chdir({:?})\n", folder.to_string_lossy()));
}

#[test]
fn numpy_agrees_about_the_reference_cases_and_the_lessons() {
    compare(&exported::of_references_and_lessons(), "");
}
