//! The exported programs in Rust, which use nothing of this crate, compute the same: all kinds of experiments, compiled as
//! the modules of one program. Where no `exp` is involved, to the last bit.

mod exported;
mod random;

use backprop_stepper::explain::code::{self, Language};
use backprop_stepper::lessons;
use exported::Case;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a test compiles.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rust").join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Compiles a program and runs it in its folder: what it prints, and what it prints aside.
fn run(program: &str, folder: &Path, more: &[String]) -> (String, String) {
    let (source, binary) = (folder.join("program.rs"), folder.join("program"));
    std::fs::write(&source, program).expect("a place to write to");
    let compiled = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition", "2021", "-D", "warnings", "-C", "debuginfo=0", "-o"])
        .arg(&binary)
        .arg(&source)
        .args(more)
        .output()
        .expect("rustc starts");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let done = Command::new(&binary).current_dir(folder).output().expect("the program starts");
    let [out, aside] = [&done.stdout, &done.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(done.status.success(), "{aside}");
    (out, aside)
}

/// The program of a case as a module that also prints, aside, the numbers that are compared.
fn module(number: usize, case: &Case) -> String {
    let program = case.program(Language::Rust);
    let body = program.strip_suffix("}\n").expect("the end of main");
    let show = |name: &String| match name.as_str() {
        "loss" => "    eprint!(\"{:?} \", loss);\n".to_owned(),
        name => format!("    {name}.iter().flatten().for_each(|x| eprint!(\"{{:?}} \", x));\n"),
    };
    let shown: String = case.names.iter().map(show).collect();
    format!(
        "pub mod p{number} {{\n{}\n}}\n",
        body.replacen("fn main", "pub fn main", 1) + &shown + "    eprintln!();\n}"
    )
}

/// Programs that rustc compiles give what the trainer gives.
fn compare(name: &str, cases: &[Case], more: &[String]) {
    let modules: String = cases.iter().enumerate().map(|(number, case)| module(number, case)).collect();
    let calls: String = (0..cases.len()).map(|number| format!("    p{number}::main();\n")).collect();
    let (_, numbers) = run(&format!("{modules}fn main() {{\n{calls}}}\n"), &folder(name), more);
    assert_eq!(numbers.lines().count(), cases.len());
    for (line, case) in numbers.lines().zip(cases) {
        let found: Vec<f64> = line.split_whitespace().map(|text| text.parse().expect("a number")).collect();
        exported::check(case, &found, true, &case.program(Language::Rust));
    }
}

#[test]
fn rust_agrees_about_random_networks() {
    let mut cases = exported::drawn();
    cases.truncate(48);
    compare("random", &cases, &[]);
}

#[test]
fn rust_agrees_about_other_rows_large_logits_and_what_is_frozen() {
    let cases: Vec<Case> = exported::of_other_rows().into_iter().chain(exported::of_extremes()).collect();
    compare("extremes", &cases, &[]);
}

#[test]
fn rust_agrees_about_the_reference_cases_and_the_lessons() {
    compare("references", &exported::of_references_and_lessons(), &[]);
}

/// Where the crate serde_json was compiled for this test.
fn serde_json() -> Vec<String> {
    let tests = std::env::current_exe().expect("this test");
    let compiled = tests.parent().expect("a folder");
    let found = std::fs::read_dir(compiled).expect("a folder").flatten().map(|entry| entry.path());
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("libserde_json-") && name.ends_with(".rlib")
    };
    let newest =
        found.filter(is_library).max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok());
    let library = newest.expect("serde_json, which this crate uses");
    vec![
        "-L".to_owned(),
        format!("dependency={}", compiled.display()),
        "--extern".to_owned(),
        format!("serde_json={}", library.display()),
    ]
}

#[test]
fn a_program_reads_what_is_large_from_the_document() {
    let (case, config) = exported::in_file("rust");
    let program = case.program(Language::Rust);
    assert!(program.len() < 9_000 && program.contains("chosen("), "{} characters", program.len());
    std::fs::copy(config.join("config.json"), folder("large").join("config.json")).expect("a copy");
    compare("large", &[case], &serde_json());
}

#[test]
fn what_the_articles_program_prints() {
    let lesson = lessons::find("article").expect("the article's lesson");
    let program = code::listing(&lesson.config, Language::Rust).text();
    let (printed, _) = run(&program, &folder("article"), &[]);
    assert_eq!(
        printed,
        "\
Input: [5.0, 4.0]
Actual Output: 2.0
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
