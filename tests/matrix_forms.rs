//! Operations in matrix form: what is shown on one side of an equals sign is what is shown on the other, by arithmetic
//! that is written down here once more.
#![allow(clippy::disallowed_methods, reason = "other functions than the engine has")]

mod operands;
mod random;

use backprop_stepper::activation::Activation;
use backprop_stepper::explain;
use backprop_stepper::explain::formula::Expr;
use backprop_stepper::explain::matrix::{Apply, Equation, Form, Limits, Matrix, Role, Term, of};
use backprop_stepper::operation::Kind;
use backprop_stepper::step::{Quantity, SubjectKind};
use backprop_stepper::trainer::Trainer;
use operands::operands;
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
