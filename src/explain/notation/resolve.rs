//! From what was written to symbols with their numbers.

use super::{Scope, Tree};
use crate::explain::formula::{Expr, Leaf, Term};
use crate::explain::function::Function;
use crate::explain::layout::{Fold, Layout, Mode};
use crate::explain::piece::Piece;
use crate::explain::reading::{When, reading};
use crate::explain::{Display, Naming};
use crate::optimizer::Moment;
use crate::step::{Quantity, Subject, SubjectKind};

/// The expression, its names looked up.
pub(super) fn resolve(tree: &Tree, scope: Scope<'_>) -> Expr {
    let boxed = |tree| Box::new(resolve(tree, scope));
    match tree {
        Tree::Number(digits) => number(digits),
        Tree::Name(name) => Expr::Leaf(named(name, scope)),
        Tree::Text(text) => Expr::Text(text.clone()),
        Tree::Call(name, arguments) => call(name, arguments, scope),
        Tree::Derivative(of, by) => Expr::Leaf(derivative(of, by, scope)),
        Tree::Negative(of) => Expr::Negative(boxed(of)),
        Tree::Sum(terms) => Expr::Sum(
            terms.iter().map(|(negative, of)| Term { negative: *negative, of: resolve(of, scope) }).collect(),
        ),
        Tree::Product(factors) => Expr::Product(factors.iter().map(|of| resolve(of, scope)).collect()),
        Tree::Fraction(above, below) => Expr::Fraction(boxed(above), boxed(below)),
        Tree::Power(base, power) => Expr::Power(boxed(base), boxed(power)),
        Tree::Matrix(rows) => Expr::Matrix(
            rows.iter().map(|row| row.iter().map(|cell| resolve(cell, scope)).collect()).collect(),
        ),
        Tree::Dots => Expr::Dots,
    }
}

/// Names that stand for nothing in the network.
pub(super) fn unknown(tree: &Tree, scope: Scope<'_>) -> Vec<String> {
    match tree {
        Tree::Name(name) if subject(name, scope).is_none() => vec![name.clone()],
        Tree::Name(_) | Tree::Number(_) | Tree::Text(_) | Tree::Dots => Vec::new(),
        Tree::Negative(of) => unknown(of, scope),
        Tree::Derivative(a, b) | Tree::Fraction(a, b) | Tree::Power(a, b) => {
            [a, b].into_iter().flat_map(|of| unknown(of, scope)).collect()
        }
        Tree::Sum(terms) => terms.iter().flat_map(|(_, of)| unknown(of, scope)).collect(),
        Tree::Call(_, parts) | Tree::Product(parts) => {
            parts.iter().flat_map(|of| unknown(of, scope)).collect()
        }
        Tree::Matrix(rows) => rows.iter().flatten().flat_map(|of| unknown(of, scope)).collect(),
    }
}

fn number(digits: &str) -> Expr {
    match digits.parse::<usize>() {
        Ok(value) if value.to_string() == digits => Expr::Constant(value),
        _ => Expr::Literal { digits: digits.to_owned(), value: digits.parse().unwrap_or(f64::NAN) },
    }
}

/// The subject of a name: in the way of naming of the result, else in the article's.
fn subject(name: &str, scope: Scope<'_>) -> Option<Subject> {
    let rows = scope.trainer.batch_rows();
    let row = rows.first().copied().unwrap_or(0);
    if name == "Delta" && scope.names.outputs() == 1 {
        return Some(Subject::neuron(Quantity::Delta, scope.trainer.network().last(), 0, row));
    }
    let found =
        scope.names.find(name, row).or_else(|| scope.names.renamed(Naming::Article).find(name, row))?;
    // The loss of a batch of several is that of no one sample.
    Some(if found.kind == SubjectKind::Loss && rows.len() > 1 { Subject::loss(None) } else { found })
}

/// A subject's symbol with its number.
fn leaf(subject: Subject, scope: Scope<'_>) -> Leaf {
    Leaf {
        symbol: scope.names.symbol(&subject),
        value: reading(scope.trainer, &subject, When::Before),
        subject: Some(subject),
    }
}

fn named(name: &str, scope: Scope<'_>) -> Leaf {
    match subject(name, scope) {
        Some(subject) => leaf(subject, scope),
        None => Leaf { symbol: symbol(name), value: None, subject: None },
    }
}

/// How a name that stands for nothing in the network is set: `x1` and `x_1` with an index, Greek letters by
/// their names, other words upright.
fn symbol(name: &str) -> Piece {
    if let Some(base) = name.strip_suffix('\'') {
        return Piece::Scripts {
            base: Box::new(symbol(base)),
            sub: None,
            sup: Some(Box::new(Piece::Letter('′'))),
        };
    }
    if let Some((base, below)) = name.split_once('_') {
        return if below.is_empty() { symbol(base) } else { symbol(base).with_sub(symbol(below)) };
    }
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let index = name.strip_prefix(letters).unwrap_or("");
    if letters.is_empty() {
        return index.parse().map_or_else(|_| Piece::Word(index.to_owned()), Piece::Index);
    }
    let base = match letter(letters) {
        Some(letter) => Piece::Letter(letter),
        None => Piece::Word(letters.to_owned()),
    };
    match index.parse() {
        Ok(index) => base.with_sub(Piece::Index(index)),
        Err(_) => base,
    }
}

fn letter(name: &str) -> Option<char> {
    Some(match name {
        "Delta" => 'Δ',
        "delta" => 'δ',
        "eta" => 'η',
        "sigma" => 'σ',
        "alpha" => 'α',
        "beta" => 'β',
        "gamma" => 'γ',
        "epsilon" => 'ε',
        "lambda" => 'λ',
        "mu" => 'μ',
        "pi" => 'π',
        "phi" => 'φ',
        name => {
            let mut letters = name.chars();
            return letters.next().filter(|_| letters.next().is_none());
        }
    })
}

fn call(name: &str, arguments: &[Tree], scope: Scope<'_>) -> Expr {
    if let [Tree::Name(of)] = arguments
        && let Some(subject) = subject(of, scope)
        && let Some(leaf) = special(name, subject, scope)
    {
        return Expr::Leaf(leaf);
    }
    if let ("new", [Tree::Call(kept, of)]) = (name, arguments)
        && let [Tree::Name(of)] = of.as_slice()
        && let Some(subject) = subject(of, scope).and_then(|of| moment(kept, of))
    {
        return Expr::Leaf(Leaf {
            symbol: Piece::New(Box::new(scope.names.symbol(&subject))),
            value: reading(scope.trainer, &subject, When::After),
            subject: Some(subject),
        });
    }
    if let ("row", [Tree::Number(row), of]) = (name, arguments)
        && let Some(leaf) = of_row(row, of, scope)
    {
        return Expr::Leaf(leaf);
    }
    let arguments = arguments.iter().map(|argument| resolve(argument, scope)).collect();
    let function = match name {
        "d" => Function::Named(Piece::Letter('∂')),
        name => Function::find(name).unwrap_or_else(|| Function::Named(symbol(name))),
    };
    Expr::Call(function, arguments)
}

/// `row(3, prediction)`, rows counted from 1
fn of_row(row: &str, of: &Tree, scope: Scope<'_>) -> Option<Leaf> {
    let row = row.parse::<usize>().ok()?.checked_sub(1)?;
    let Expr::Leaf(Leaf { subject: Some(of), .. }) = resolve(of, scope) else { return None };
    Some(leaf(Subject { sample: Some(row), ..of }, scope))
}

/// `new(w6)`, `delta(h1)`, `z(h1)`, `momentum(w6)`
fn special(name: &str, of: Subject, scope: Scope<'_>) -> Option<Leaf> {
    let neuron = of.kind == SubjectKind::Neuron;
    match name {
        "new" if matches!(of.kind, SubjectKind::Weight | SubjectKind::Bias) => Some(Leaf {
            symbol: Piece::New(Box::new(scope.names.symbol(&of))),
            value: reading(scope.trainer, &of, When::After),
            subject: Some(of),
        }),
        "delta" if neuron => Some(leaf(Subject { quantity: Quantity::Delta, ..of }, scope)),
        "z" if neuron => Some(leaf(Subject { quantity: Quantity::PreActivation, ..of }, scope)),
        name => moment(name, of).map(|moment| leaf(moment, scope)),
    }
}

/// `momentum(w6)`, `first_moment(w6)`: what the optimizer keeps of a parameter.
fn moment(name: &str, of: Subject) -> Option<Subject> {
    let moment = Moment::ALL.into_iter().find(|moment| moment.name() == name)?;
    let kept = matches!(of.kind, SubjectKind::Weight | SubjectKind::Bias);
    kept.then_some(Subject { quantity: moment.into(), ..of })
}

/// `∂of/∂by`, with a number where the network has one for it.
fn derivative(of: &Tree, by: &Tree, scope: Scope<'_>) -> Leaf {
    let (of, by) = (resolve(of, scope), resolve(by, scope));
    let subjects = match (&of, &by) {
        (Expr::Leaf(of), Expr::Leaf(by)) => of.subject.zip(by.subject),
        _ => None,
    };
    let same = subjects.and_then(|(of, by)| same(of, by, scope));
    let value = match same {
        Some(subject) => reading(scope.trainer, &subject, When::Before),
        None => subjects.and_then(|(of, by)| local(of, by, scope)),
    };
    let part = |expr: &Expr| match expr {
        Expr::Leaf(leaf) => leaf.symbol.clone().marked(leaf.subject.filter(|_| same.is_none())),
        expr => {
            let display = Display::default();
            let piece = Layout { mode: Mode::Symbols, display: &display, fold: Fold::Never }.side(expr);
            Piece::Group(Box::new(piece))
        }
    };
    Leaf { symbol: Piece::derivative(part(&of), part(&by)), value, subject: same }
}

/// The number of the experiment that a derivative of the loss is: a gradient or an error.
fn same(of: Subject, by: Subject, scope: Scope<'_>) -> Option<Subject> {
    if of.kind != SubjectKind::Loss {
        return None;
    }
    match by.kind {
        SubjectKind::Weight | SubjectKind::Bias => {
            Some(Subject { quantity: Quantity::Gradient, sample: of.sample, ..by })
        }
        SubjectKind::Neuron => {
            let by_z = by.quantity == Quantity::PreActivation || scope.names.is_identity(by.layer?);
            by_z.then_some(Subject { quantity: Quantity::Delta, ..by })
        }
        _ => None,
    }
}

/// The derivative of a neuron by what enters it, by a weight or bias of its own, or by its pre-activation.
fn local(of: Subject, by: Subject, scope: Scope<'_>) -> Option<f64> {
    let (layer, unit) = (of.layer?, of.unit?);
    if of.kind != SubjectKind::Neuron {
        return None;
    }
    let own_z = Subject { quantity: Quantity::PreActivation, ..of };
    let slope = if of.quantity == Quantity::PreActivation {
        1.0
    } else {
        let z = reading(scope.trainer, &own_z, When::Before)?;
        let a = reading(scope.trainer, &of, When::Before)?;
        scope.trainer.network().layers.get(layer)?.activation.slope(z, a)
    };
    let own_parameter = by.layer == of.layer && by.unit == of.unit;
    let before = layer.checked_sub(1);
    let inner = match by.kind {
        SubjectKind::Neuron if by == own_z => 1.0,
        SubjectKind::Neuron if by.layer == before && by.quantity == Quantity::Activation => {
            let weight = Subject::weight(Quantity::Value, layer, by.unit?, unit, None);
            reading(scope.trainer, &weight, When::Before)?
        }
        SubjectKind::Input if layer == 0 => {
            let weight = Subject::weight(Quantity::Value, layer, by.input?, unit, None);
            reading(scope.trainer, &weight, When::Before)?
        }
        SubjectKind::Weight if own_parameter => {
            let entering = match before {
                Some(before) => Subject::neuron(Quantity::Activation, before, by.input?, of.sample?),
                None => Subject::input(by.input?, of.sample?),
            };
            reading(scope.trainer, &entering, When::Before)?
        }
        SubjectKind::Bias if own_parameter => 1.0,
        _ => return None,
    };
    Some(inner * slope)
}
