//! PyTorch, whose autograd and optimizers know nothing of this crate, computes the same: the exported programs of all
//! kinds of experiments. Its packages are large, so that it is asked only where it is installed: for the Python that
//! `BACKPROP_PYTORCH` names, or for the one with NumPy.

mod exported;
mod python;
mod random;

use backprop_stepper::explain::code::Language;
use exported::Case;
use std::collections::BTreeMap;

/// Runs each program of a list, and prints for each the numbers in these of its variables; what the optimizer keeps is
/// asked of the optimizer.
const RUN_ALL: &str = r#"
import contextlib, io, json, sys
import torch
kept = {"u": ["momentum_buffer"], "m": ["exp_avg"], "v": ["exp_avg_sq", "square_avg", "sum"]}
def value(found, name):
    if name in found:
        return found[name]
    state = found["optimizer"].state[found[name[1:]]]
    return next(state[key] for key in kept[name[0]] if key in state)
for program, names in json.load(sys.stdin):
    found = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(program, found)
    # What is shown as a gradient is one, also of a frozen bias.
    assert all(value is not None for name, value in found.items() if name[:2] in ("dW", "db")), program
    print(json.dumps({name: value(found, name).detach().ravel().tolist() for name in names}))
"#;

/// A Python with PyTorch, if there is one.
fn python_with_pytorch() -> Option<std::ffi::OsString> {
    let named = ["BACKPROP_PYTORCH", "BACKPROP_PYTHON"].into_iter().filter_map(std::env::var_os);
    let has_pytorch = |python: &std::ffi::OsString| {
        let asked = std::process::Command::new(python).args(["-c", "import torch"]).output();
        asked.is_ok_and(|done| done.status.success())
    };
    let found = named.into_iter().find(has_pytorch);
    if found.is_none() {
        eprintln!("not run: there is no PyTorch here. Name a Python that has it in BACKPROP_PYTORCH.");
    }
    found
}

/// Programs run by PyTorch alone give what the trainer gives.
fn compare(cases: &[Case]) {
    let Some(python) = python_with_pytorch() else { return };
    let programs: Vec<_> = cases.iter().map(|case| (case.program(Language::Pytorch), &case.names)).collect();
    let input = serde_json::to_string(&programs).expect("text");
    let printed = python::run_by(&python, RUN_ALL, &input);
    assert_eq!(printed.lines().count(), programs.len());
    for ((line, case), (program, _)) in printed.lines().zip(cases).zip(&programs) {
        let mut found: BTreeMap<String, Vec<f64>> = serde_json::from_str(line).expect("numbers");
        replace_held(case, &mut found);
        let found: Vec<f64> = case.names.iter().flat_map(|name| found[name].clone()).collect();
        exported::check(case, &found, false, program);
    }
}

/// Of a frozen weight PyTorch's optimizers go on keeping something that nobody reads: it is not compared.
fn replace_held(case: &Case, found: &mut BTreeMap<String, Vec<f64>>) {
    let mut place = 0;
    for name in &case.names {
        let length = found[name].len();
        let layer = name.strip_prefix(['u', 'm', 'v']).and_then(|name| name.strip_prefix('W'));
        let layer = layer.and_then(|number| case.config.layers.get(number.parse::<usize>().ok()? - 1));
        if layer.is_some_and(|layer| !layer.frozen.is_empty()) {
            found.insert(name.clone(), case.numbers[place..place + length].to_vec());
        }
        place += length;
    }
}

#[test]
fn pytorch_agrees_about_random_networks() {
    compare(&exported::drawn());
}

#[test]
fn pytorch_agrees_about_several_updates() {
    compare(&exported::of_several_updates());
}

#[test]
fn pytorch_agrees_about_rows_that_are_not_in_the_document() {
    compare(&exported::of_other_rows());
}

#[test]
fn pytorch_agrees_about_large_logits_and_what_is_frozen() {
    compare(&exported::of_extremes());
}

#[test]
fn pytorch_agrees_about_the_reference_cases_and_the_lessons() {
    compare(&exported::of_references_and_lessons());
}
