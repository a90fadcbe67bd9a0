//! The exported programs in Rust, which use nothing of this crate, compute the same: all kinds of experiments, compiled as
//! the modules of one program. Where no `exp` is involved, to the last bit.

mod exported;
mod random;

use backprop_stepper::config::Config;
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

/// Compiles a program and runs it in its folder: what it prints, and what it prints aside; or what the compiler says.
fn try_run(program: &str, folder: &Path, more: &[String]) -> Result<(String, String), String> {
    let (source, binary) = (folder.join("program.rs"), folder.join("program"));
    std::fs::write(&source, program).expect("a place to write to");
    let compiled = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--edition", "2021", "-D", "warnings", "-C", "debuginfo=0", "-o"])
        .arg(&binary)
        .arg(&source)
        .args(more)
        .output()
        .expect("rustc starts");
    if !compiled.status.success() {
        return Err(String::from_utf8_lossy(&compiled.stderr).into_owned());
    }
    let done = Command::new(&binary).current_dir(folder).output().expect("the program starts");
    let [out, aside] = [&done.stdout, &done.stderr].map(|text| String::from_utf8_lossy(text).into_owned());
    assert!(done.status.success(), "{aside}");
    Ok((out, aside))
}

/// The same for a program that has to compile.
fn run(program: &str, folder: &Path, more: &[String]) -> (String, String) {
    try_run(program, folder, more).unwrap_or_else(|error| panic!("{error}"))
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
fn compare(name: &str, cases: &[Case]) {
    let (_, numbers) = run(&all(cases), &folder(name), &[]);
    check(cases, &numbers);
}

/// One program of many.
fn all(cases: &[Case]) -> String {
    let modules: String = cases.iter().enumerate().map(|(number, case)| module(number, case)).collect();
    let calls: String = (0..cases.len()).map(|number| format!("    p{number}::main();\n")).collect();
    format!("{modules}fn main() {{\n{calls}}}\n")
}

fn check(cases: &[Case], numbers: &str) {
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
    compare("random", &cases);
}

#[test]
fn rust_agrees_about_several_updates() {
    let mut cases = exported::of_several_updates();
    cases.truncate(48);
    compare("several", &cases);
}

#[test]
fn rust_agrees_about_other_rows_large_logits_and_what_is_frozen() {
    let cases: Vec<Case> = exported::of_other_rows().into_iter().chain(exported::of_extremes()).collect();
    compare("extremes", &cases);
}

#[test]
fn rust_agrees_about_the_reference_cases_and_the_lessons() {
    compare("references", &exported::of_references_and_lessons());
}

/// Nobody reads what an optimizer keeps after the last update; no compiler warns of it.
#[test]
fn programs_as_they_are_compile_without_warnings() {
    let settings = [
        r#""method": "sgd", "momentum": 0.9"#,
        r#""method": "adagrad""#,
        r#""method": "rmsprop""#,
        r#""method": "adam""#,
        r#""method": "adamw""#,
    ];
    let program = |(number, optimizer): (usize, &str)| {
        let document = format!(
            r#"{{ "version": 1, "loss": "mean_squared_error",
                "network": {{ "inputs": 1, "init": {{ "seed": 5 }}, "layers": [
                    {{ "units": 2, "activation": "tanh" }}, {{ "units": 1, "bias": "frozen" }}] }},
                "optimizer": {{ {optimizer}, "learning_rate": 0.1 }},
                "data": {{ "inputs": [[1], [2], [3]], "targets": [[1], [2], [3]] }},
                "batch": {{ "size": {} }} }}"#,
            3 - number % 3
        );
        let config = Config::from_json(&document).expect("a valid document");
        let alone = code::listing(&config, Language::Rust).text();
        let several = code::listing_of(&config, Language::Rust, 2).text();
        let module = |name: &str, text: String| {
            format!("pub mod {name}{number} {{\n{}}}\n", text.replacen("fn main", "pub fn main", 1))
        };
        module("alone", alone) + &module("several", several)
    };
    let modules: String = settings.into_iter().enumerate().map(program).collect();
    let calls: String = (0..5).map(|i| format!("    alone{i}::main();\n    several{i}::main();\n")).collect();
    run(&format!("{modules}fn main() {{\n{calls}}}\n"), &folder("warnings"), &[]);
}

/// Where the crate serde_json was compiled, last of all for this test: among several there may be those of another compiler.
fn serde_json() -> Vec<Vec<String>> {
    let tests = std::env::current_exe().expect("this test");
    let compiled = tests.parent().expect("a folder");
    let found = std::fs::read_dir(compiled).expect("a folder").flatten().map(|entry| entry.path());
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("libserde_json-") && name.ends_with(".rlib")
    };
    let mut libraries: Vec<PathBuf> = found.filter(is_library).collect();
    libraries.sort_by_key(|path| std::cmp::Reverse(path.metadata().and_then(|data| data.modified()).ok()));
    let arguments = |library: PathBuf| {
        vec![
            "-L".to_owned(),
            format!("dependency={}", compiled.display()),
            "--extern".to_owned(),
            format!("serde_json={}", library.display()),
        ]
    };
    libraries.into_iter().map(arguments).collect()
}

/// Whether the compiler could not take a crate as it was compiled: another version, another compiler, one that is gone.
fn is_about_a_crate(error: &str) -> bool {
    ["E0460", "E0461", "E0462", "E0463", "E0464", "E0514"]
        .iter()
        .any(|code| error.contains(&format!("error[{code}]")))
}

#[test]
fn a_program_reads_what_is_large_from_the_document() {
    let (case, config) = exported::in_file("rust");
    let program = case.program(Language::Rust);
    assert!(program.len() < 9_000 && program.contains("chosen("), "{} characters", program.len());
    std::fs::copy(config.join("config.json"), folder("large").join("config.json")).expect("a copy");
    let cases = [case];
    for library in serde_json() {
        match try_run(&all(&cases), &folder("large"), &library) {
            Ok((_, numbers)) => return check(&cases, &numbers),
            Err(error) => assert!(is_about_a_crate(&error), "{error}"),
        }
    }
    eprintln!("not run: no serde_json here that this compiler can link.");
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
