//! Operations in matrix form: those of known networks, in the words and names they have.

mod operands;

use backprop_stepper::config::Config;
use backprop_stepper::explain::matrix::{Form, Limits, Matrix, Role, latex, of, write};
use backprop_stepper::explain::{code, plain};
use backprop_stepper::lessons;
use backprop_stepper::trainer::{Granularity, Trainer};
use operands::operands;
use std::collections::HashSet;

fn at(lesson: &str, operation: u64) -> Trainer {
    let mut trainer = lessons::find(lesson).expect("a lesson that ships").trainer();
    trainer.seek(0, operation).unwrap();
    trainer
}

fn shapes(trainer: &Trainer) -> Vec<String> {
    let form = of(trainer, Limits::default());
    form.equations.iter().map(|equation| write::shapes(equation, trainer.display())).collect()
}

/// The first of each kind of operation, with its layer.
fn transcript(trainer: &mut Trainer) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut lines = Vec::new();
    for operation in 1..=trainer.plan().operations() {
        trainer.seek(0, operation).unwrap();
        let now = trainer.operation().unwrap();
        if seen.insert((now.kind, now.layer, now.input.is_some(), now.state)) {
            lines.extend(shapes(trainer));
        }
    }
    lines
}

#[test]
fn the_articles_network_has_the_articles_matrices() {
    assert_eq!(
        transcript(&mut at("article", 0)),
        [
            "X 1×2 · W1 2×2 = H 1×2",
            "H 1×2 · W2 2×1 = prediction 1×1",
            "1/2 (prediction 1×1 − Y 1×1)² = E 1×1",
            "prediction 1×1 − Y 1×1 = Δ 1×1",
            "H T 2×1 · Δ 1×1 = dW2 2×1",
            "Δ 1×1 · W2 T 1×2 = D1 1×2",
            "Δ X T 2×1 · W2 T 1×2 = dW1 2×2",
            "W2 2×1 − a · Δ H T 2×1 = W2 2×1 − a dW2 2×1 = W2 new 2×1",
            "W1 2×2 − a · Δ X T 2×1 · W2 T 1×2 = W1 2×2 − a dW1 2×2 = W1 new 2×2",
        ]
        .map(|line| line.replace("H T", "HT").replace("X T", "XT"))
    );
}

#[test]
fn an_update_starts_with_nothing_computed() {
    let mut trainer = at("mazur", 0);
    assert_eq!(of(&trainer, Limits::default()), Form::default());
    trainer.prepare();
    let form = of(&trainer, Limits::default());
    assert_eq!(shapes(&trainer), ["X 1×2 · W1 2×2 + b1 1×2 = Z1 1×2"]);
    let result = &form.equations[0].result;
    assert!(result.cells.iter().flatten().all(|cell| cell.value.is_none() && cell.role == Role::Idle));
    assert!(
        operands(&form)
            .iter()
            .flat_map(|matrix| matrix.cells.iter().flatten())
            .all(|cell| cell.role == Role::Idle)
    );
    // As wide as the numbers that are to come, so that nothing moves.
    let wide = result.widths.clone();
    trainer.next(Granularity::Operation);
    assert_eq!(of(&trainer, Limits::default()).equations[0].result.widths, wide);
    assert!(wide[0] > 4);
}

#[test]
fn in_latex_the_computed_number_is_in_a_box() {
    let trainer = at("article", 1);
    let form = of(&trainer, Limits::default());
    assert_eq!(
        latex::form(&form, trainer.display()),
        [
            "\\begin{aligned} & \\underset{1 \\times 2}{\\overset{X}{\\begin{bmatrix} \\underline{5} & \\underline{4} \\end{bmatrix}}} \
          \\cdot \\underset{2 \\times 2}{\\overset{W^{1}}{\\begin{bmatrix} \\underline{0.15} & 0.1 \\\\ \\underline{0.2} & 0.18 \\end{bmatrix}}} \
          \\\\ & = \\underset{1 \\times 2}{\\overset{H}{\\begin{bmatrix} \\boxed{1.55} & \\text{–} \\end{bmatrix}}} \\end{aligned}"
        ]
    );
}

#[test]
fn what_programs_call_otherwise_is_said() {
    let trainer = at("article", 3);
    let form = of(&trainer, Limits::default());
    let names = |matrix: &Matrix| (plain::render(&matrix.name), matrix.code.clone());
    let all: Vec<_> = operands(&form).into_iter().map(names).collect();
    assert_eq!(all, [("H".to_owned(), Some("A1".to_owned())), ("W2".to_owned(), None)]);
    assert_eq!(names(&form.equations[0].result), ("prediction".to_owned(), None));
}

#[test]
fn a_wide_network_is_cut_around_what_is_computed() {
    let config = r#"{ "version": 1, "loss": "half_squared_error",
        "network": { "inputs": 784, "init": { "method": "xavier_normal", "seed": 1 },
          "layers": [{ "units": 128, "activation": "relu" }, { "units": 10, "activation": "softmax" }] },
        "optimizer": { "method": "adam", "learning_rate": 0.1 },
        "data": { "generator": "circle", "samples": 8, "seed": 1 } }"#;
    // The generator has two inputs; rows of zeros have as many as it takes.
    let rows: Vec<String> = (0..8).map(|_| format!("[{}]", vec!["0.5"; 784].join(","))).collect();
    let targets: Vec<String> = (0..8).map(|_| format!("[1{}]", ",0".repeat(9))).collect();
    let data = format!(
        r#""data": {{ "inputs": [{}], "targets": [{}] }}, "batch": {{ "size": 8 }} }}"#,
        rows.join(","),
        targets.join(",")
    );
    let config = config.split("\"data\"").next().unwrap().to_owned() + &data;
    let mut trainer = Trainer::new(Config::from_json(&config).unwrap());
    // The weighted sum of unit 77 of sample 7.
    trainer.seek(0, 2 * (6 * 128 + 76) + 1).unwrap();
    let form = of(&trainer, Limits::default());
    assert_eq!(shapes(&trainer), ["X 8×784 · W1 784×128 + b1 1×128 = Z1 8×128"]);
    let result = &form.equations[0].result;
    assert_eq!((result.rows.first, result.rows.count, result.rows.after()), (4, 4, 0));
    assert_eq!((result.columns.first, result.columns.count, result.columns.after()), (75, 5, 48));
    let [x, w, b] = operands(&form)[..] else { panic!("three operands") };
    assert_eq!((x.rows, w.columns, b.columns), (result.rows, result.columns, result.columns));
    assert_eq!(x.columns, backprop_stepper::explain::matrix::Shown { first: 0, count: 5, of: 784 });
    assert_eq!(latex::left_out(w).as_deref(), Some("780 more rows and 123 more columns"));
}

#[test]
fn programs_have_every_name_or_it_says_what_they_have() {
    for lesson in ["article", "mazur", "one-neuron"] {
        let mut trainer = at(lesson, 0);
        let listing = code::listing(trainer.config(), code::Language::Numpy);
        let named = |line: &code::Line| -> Vec<String> {
            line.names
                .iter()
                .filter_map(|name| line.text.get(name.range.clone()).map(str::to_owned))
                .collect()
        };
        let variables: HashSet<String> = listing.lines.iter().flat_map(named).collect();
        for operation in 1..=trainer.plan().operations() {
            trainer.seek(0, operation).unwrap();
            let form = of(&trainer, Limits::default());
            let results = form.equations.iter().map(|equation| &equation.result);
            for matrix in operands(&form).into_iter().chain(results) {
                // Transposed or new, it is the same one.
                let name = plain::render(&matrix.name).replace("\u{a0}", " ");
                let name = name.trim_end_matches(" new").trim_end_matches('T').trim_end();
                // A slope has no name there, sums have none where their function is taken at once, nor have ones.
                if name.contains('(') || name.starts_with('Z') || matrix.pattern.is_empty() {
                    continue;
                }
                let known = matrix.code.as_deref().unwrap_or(name);
                assert!(variables.contains(known), "{lesson}: {known} is not in {variables:?}");
            }
        }
    }
}

/// Plain LaTeX takes it, with `amsmath` alone.
#[test]
fn latex_compiles() {
    let mut lines = Vec::new();
    for lesson in ["article", "mazur", "xor", "iris"] {
        let mut trainer = at(lesson, 0);
        let mut seen = HashSet::new();
        for operation in 1..=trainer.plan().operations() {
            trainer.seek(0, operation).unwrap();
            let now = trainer.operation().unwrap();
            if seen.insert((now.kind, now.layer, now.input.is_some(), now.state)) {
                let form = of(&trainer, Limits { rows: 4, columns: 3 });
                lines.extend(
                    latex::form(&form, trainer.display()).into_iter().map(|form| format!("\\[ {form} \\]")),
                );
            }
        }
    }
    let document = format!(
        "\\documentclass{{article}}\\usepackage[utf8]{{inputenc}}\\usepackage{{amsmath}}\\begin{{document}}\n{}\n\\end{{document}}\n",
        lines.join("\n")
    );
    let folder = std::env::temp_dir().join(format!("matrix-forms-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("forms.tex"), document).unwrap();
    let run = std::process::Command::new("pdflatex")
        .args(["-interaction=nonstopmode", "-halt-on-error", "forms.tex"])
        .current_dir(&folder)
        .output();
    match run {
        Ok(run) => assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout)),
        Err(_) => eprintln!("pdflatex is not there: not compiled"),
    }
    std::fs::remove_dir_all(&folder).unwrap();
}
