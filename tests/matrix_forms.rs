//! Operations in matrix form: what is shown on one side of an equals sign is what is shown on the other, by arithmetic
//! that is written down here once more.
#![allow(clippy::disallowed_methods, reason = "other functions than the engine has")]

mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::config::Config;
use backprop_stepper::explain::code;
use backprop_stepper::explain::formula::Expr;
use backprop_stepper::explain::matrix::{
    Apply, Equation, Form, Limits, Matrix, Role, Term, latex, of, write,
};
use backprop_stepper::explain::{self, plain};
use backprop_stepper::lessons;
use backprop_stepper::operation::Kind;
use backprop_stepper::step::{Quantity, SubjectKind};
use backprop_stepper::trainer::{Granularity, Trainer};
use proptest::prelude::*;
use std::collections::HashSet;

/// Rows of numbers; `None` where one is not computed yet.
type Grid = Vec<Vec<Option<f64>>>;

/// A matrix, or a number that fits any.
enum Value {
    Grid(Grid),
    Number(f64),
}

fn grid(matrix: &Matrix) -> Grid {
    assert_eq!(matrix.cells.len(), matrix.rows.count);
    assert!(matrix.cells.iter().all(|row| row.len() == matrix.columns.count));
    matrix.cells.iter().map(|row| row.iter().map(|cell| cell.value).collect()).collect()
}

/// What a term comes to. A row fits every row, a number every cell; other shapes have to be the same.
fn evaluated(term: &Term) -> Value {
    match term {
        Term::Matrix(matrix) => Value::Grid(grid(matrix)),
        Term::Scalar(expr) => Value::Number(number(expr)),
        Term::Product(factors) => {
            factors.iter().map(evaluated).reduce(multiplied).expect("a product has factors")
        }
        Term::Cells(factors) => {
            let product = |a, b| with(a, b, |a, b| a * b);
            factors.iter().map(evaluated).reduce(product).expect("a product has factors")
        }
        Term::Sum(terms) => {
            let signed = terms.iter().map(|(negative, term)| {
                let sign = if *negative { -1.0 } else { 1.0 };
                with(Value::Number(sign), evaluated(term), |sign, x| sign * x)
            });
            signed.reduce(|a, b| with(a, b, |a, b| a + b)).expect("a sum has terms")
        }
        Term::Over(above, below) => with(evaluated(above), evaluated(below), |a, b| a / b),
        Term::Of(apply, of) => match evaluated(of) {
            Value::Grid(rows) => Value::Grid(rows.into_iter().map(|row| applied(*apply, row)).collect()),
            Value::Number(_) => panic!("functions are taken of matrices"),
        },
    }
}

fn number(expr: &Expr) -> f64 {
    match expr {
        Expr::Constant(value) => *value as f64,
        Expr::Leaf(leaf) | Expr::Count(leaf) => leaf.value.expect("every scalar has a number"),
        Expr::Sum(terms) => {
            terms.iter().map(|term| if term.negative { -number(&term.of) } else { number(&term.of) }).sum()
        }
        Expr::Product(factors) => factors.iter().map(number).product(),
        Expr::Fraction(above, below) => number(above) / number(below),
        Expr::Power(base, power) => number(base).powf(number(power)),
        other => panic!("{other:?} is no scalar"),
    }
}

fn multiplied(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Grid(left), Value::Grid(right)) => {
            let columns = right.first().map_or(0, Vec::len);
            assert!(left.iter().all(|row| row.len() == right.len()), "the shapes of a product fit");
            let cell = |row: &Vec<Option<f64>>, j: usize| {
                let products = row.iter().zip(&right).map(|(a, below)| Some((*a)? * below[j]?));
                products.sum::<Option<f64>>()
            };
            Value::Grid(left.iter().map(|row| (0..columns).map(|j| cell(row, j)).collect()).collect())
        }
        (left, right) => with(left, right, |a, b| a * b),
    }
}

fn with(left: Value, right: Value, f: impl Fn(f64, f64) -> f64) -> Value {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(f(a, b)),
        (Value::Number(a), Value::Grid(rows)) => each(rows, |b| f(a, b)),
        (Value::Grid(rows), Value::Number(b)) => each(rows, |a| f(a, b)),
        (Value::Grid(left), Value::Grid(right)) => {
            assert!(left.len() == right.len() || right.len() == 1, "the rows of a sum fit");
            let rows = left.into_iter().enumerate().map(|(i, row)| {
                let other = right.get(i).unwrap_or(&right[0]);
                assert_eq!(row.len(), other.len(), "the columns of a sum fit");
                row.into_iter().zip(other).map(|(a, b)| Some(f(a?, (*b)?))).collect()
            });
            Value::Grid(rows.collect())
        }
    }
}

fn each(rows: Grid, f: impl Fn(f64) -> f64) -> Value {
    Value::Grid(rows.into_iter().map(|row| row.into_iter().map(|x| x.map(&f)).collect()).collect())
}

fn applied(apply: Apply, row: Vec<Option<f64>>) -> Vec<Option<f64>> {
    let cells = |f: fn(f64) -> f64| row.iter().map(|x| x.map(f)).collect::<Vec<_>>();
    let known: Option<Vec<f64>> = row.iter().copied().collect();
    let rows = |f: &dyn Fn(&[f64], usize) -> f64| match &known {
        Some(all) => (0..all.len()).map(|k| Some(f(all, k))).collect(),
        None => vec![None; row.len()],
    };
    let log_sum = |z: &[f64]| {
        let top = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if top == f64::NEG_INFINITY { top } else { top + z.iter().map(|z| (z - top).exp()).sum::<f64>().ln() }
    };
    match apply {
        Apply::Square => cells(|x| x * x),
        Apply::Abs => cells(f64::abs),
        Apply::Sign => cells(|x| if x == 0.0 { 0.0 } else { x.signum() }),
        Apply::Huber => cells(|d| if d.abs() <= 1.0 { d * d / 2.0 } else { d.abs() - 0.5 }),
        Apply::Clip => cells(|d| d.clamp(-1.0, 1.0)),
        Apply::Root => cells(f64::sqrt),
        Apply::Ln => cells(f64::ln),
        Apply::LnSigmoid => cells(|z| if z > 0.0 { -(-z).exp().ln_1p() } else { z - z.exp().ln_1p() }),
        Apply::LnSoftmax => rows(&|z, k| z[k] - log_sum(z)),
        Apply::LnRest => rows(&|z, k| {
            let others: Vec<f64> = z.iter().enumerate().filter(|(j, _)| *j != k).map(|(_, z)| *z).collect();
            log_sum(&others) - log_sum(z)
        }),
        Apply::Activation(Activation::Softmax) => rows(&|z, k| (z[k] - log_sum(z)).exp()),
        Apply::Activation(Activation::Identity) => row,
        Apply::Activation(Activation::Sigmoid) => cells(|z| 1.0 / (1.0 + (-z).exp())),
        Apply::Activation(Activation::Tanh) => cells(f64::tanh),
        Apply::Activation(Activation::Relu) => cells(|z| z.max(0.0)),
        Apply::Activation(Activation::LeakyRelu) => cells(|z| if z > 0.0 { z } else { 0.01 * z }),
        Apply::Activation(Activation::Elu) => cells(|z| if z > 0.0 { z } else { z.exp_m1() }),
        Apply::Activation(Activation::Softplus) => cells(|z| z.max(0.0) + (-z.abs()).exp().ln_1p()),
        // An error function of its own would be long; the crate's own is tested against SciPy's.
        Apply::Activation(Activation::Gelu) => cells(|z| Activation::Gelu.value(z)),
        Apply::Activation(Activation::Silu) => cells(|z| z / (1.0 + (-z).exp())),
    }
}

/// Every side that can be computed is the result, cell by cell. Gives how many cells were compared.
fn check(equation: &Equation, about: &str) -> usize {
    let mut compared = 0;
    for side in &equation.sides {
        let Value::Grid(rows) = evaluated(side) else { panic!("{about}: a side is a matrix") };
        assert_eq!(rows.len(), equation.result.cells.len(), "{about}: rows");
        for (row, cells) in rows.iter().zip(&equation.result.cells) {
            assert_eq!(row.len(), cells.len(), "{about}: columns");
            for (found, cell) in row.iter().zip(cells) {
                let Some(value) = cell.value.filter(|_| !cell.frozen) else { continue };
                let found = found.unwrap_or_else(|| panic!("{about}: what {value} comes from is not shown"));
                let scale = 1.0 + value.abs();
                assert!((found - value).abs() <= 1e-9 * scale, "{about}: {found} is not {value}");
                compared += 1;
            }
        }
    }
    compared
}

/// Every matrix on the sides.
fn operands(form: &Form) -> Vec<&Matrix> {
    fn collect<'a>(term: &'a Term, found: &mut Vec<&'a Matrix>) {
        match term {
            Term::Matrix(matrix) => found.push(matrix),
            Term::Scalar(_) => {}
            Term::Product(terms) | Term::Cells(terms) => terms.iter().for_each(|term| collect(term, found)),
            Term::Sum(terms) => terms.iter().for_each(|(_, term)| collect(term, found)),
            Term::Over(above, below) => [above, below].into_iter().for_each(|term| collect(term, found)),
            Term::Of(_, of) => collect(of, found),
        }
    }
    let mut found = Vec::new();
    form.equations.iter().flat_map(|equation| &equation.sides).for_each(|side| collect(side, &mut found));
    found
}

/// The form of a trainer's position is right: it adds up, and marks what the step computes and reads.
fn check_form(trainer: &Trainer, about: &str) -> usize {
    let form = of(trainer, Limits::NONE);
    let compared: usize = form.equations.iter().map(|equation| check(equation, about)).sum();
    let step = trainer.step();
    let result = &form.equations.last().expect("there is an equation").result;
    let computed: Vec<_> = result.cells.iter().flatten().filter(|cell| cell.role == Role::Computed).collect();
    assert_eq!(computed.len(), 1, "{about}: one cell is computed");
    assert_eq!(computed[0].subject, step.subject, "{about}");
    assert_eq!(computed[0].value, Some(step.value), "{about}");
    let operands = operands(&form);
    let marked = operands.iter().flat_map(|matrix| matrix.cells.iter().flatten());
    assert!(marked.clone().all(|cell| cell.role != Role::Computed), "{about}: sides are read");
    let marked: HashSet<_> =
        marked.filter(|cell| cell.role == Role::Read).filter_map(|cell| cell.subject).collect();
    // The matrix product of a batch's means has the samples' gradients nowhere.
    if step.kind == Some(Kind::BatchGradient) {
        return compared;
    }
    for read in explain::of(trainer).reads {
        // A slope has one subject, though some are computed of two numbers; terms of a loss may be told from `Z`.
        let neuron = read.kind == SubjectKind::Neuron && read.quantity != Quantity::Delta;
        let scalar = read.kind == SubjectKind::Setting || read.quantity == Quantity::Delta;
        assert!(marked.contains(&read) || neuron || scalar, "{about}: {read:?} is read and not marked");
    }
    compared
}

proptest! {
    #![proptest_config(random::cases(150))]

    #[test]
    fn both_sides_are_the_same(config in random::config()) {
        let mut trainer = Trainer::new(config);
        trainer.train(2).unwrap();
        let operations = trainer.plan().operations();
        let (update, _) = trainer.position();
        let mut compared = 0;
        for operation in (1..=operations).step_by(1 + operations as usize / 60).chain([operations]) {
            trainer.seek(update, operation).unwrap();
            if trainer.position() != (update, operation) || trainer.diverged() {
                return Ok(());
            }
            let about = format!("{:?} of {}", trainer.operation(), trainer.loss().name());
            compared += check_form(&trainer, &about);
        }
        prop_assert!(compared > 0);
    }

    #[test]
    fn a_cut_matrix_is_a_part_of_it(config in random::config(), at in 0.0f64..1.0, rows in 1usize..4, columns in 1usize..4) {
        let mut trainer = Trainer::new(config);
        let operation = 1 + (at * trainer.plan().operations() as f64) as u64;
        trainer.seek(0, operation.min(trainer.plan().operations())).unwrap();
        let (whole, cut) = (of(&trainer, Limits::NONE), of(&trainer, Limits { rows, columns }));
        let matrices = |form: &Form| -> Vec<Matrix> {
            let results = form.equations.iter().map(|equation| &equation.result);
            operands(form).into_iter().chain(results).cloned().collect()
        };
        for (whole, cut) in matrices(&whole).iter().zip(&matrices(&cut)) {
            prop_assert_eq!((whole.rows.of, whole.columns.of), (cut.rows.of, cut.columns.of));
            let fewer = if cut.rows.of > rows { (rows - 1).max(1) } else { rows };
            for (shown, most) in [(cut.rows, fewer), (cut.columns, columns)] {
                prop_assert_eq!(shown.first + shown.count + shown.after(), shown.of);
                prop_assert_eq!(shown.count, shown.of.min(most));
            }
            let part = whole.cells.iter().skip(cut.rows.first).take(cut.rows.count);
            let part: Vec<_> = part
                .map(|row| row.iter().skip(cut.columns.first).take(cut.columns.count).cloned().collect::<Vec<_>>())
                .collect();
            // Numbers not computed are NaN nowhere, so that cells can be compared.
            prop_assert_eq!(&part, &cut.cells);
            prop_assert_eq!(cut.widths.len(), cut.columns.count);
        }
        let result = &cut.equations.last().unwrap().result;
        prop_assert!(result.cells.iter().flatten().any(|cell| cell.role == Role::Computed));
    }
}

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
