//! Formulas over the outputs of a softmax layer: powers of e that no calculator has to give up on.

use super::leaves::any;
use crate::explain::Context;
use crate::explain::formula::{Expr, Leaf, Term};
use crate::explain::function::Function;

/// From here on `eˣ` and `e⁻ˣ` are avoided. (A double holds up to e⁷⁰⁹, but a shown exponent may be rounded.)
pub(super) const LARGEST_POWER: f64 = 500.0;

/// Longer sums over outputs stand with a `Σ` in a derivation.
pub(super) const LONGEST_CHAIN: usize = 2;

/// The powers `e^z` of some pre-activations, each relative to the largest where those would overflow.
struct Powers<'a> {
    of: Vec<&'a Leaf>,
    largest: Option<&'a Leaf>,
}

impl<'a> Powers<'a> {
    fn new(of: Vec<&'a Leaf>) -> Self {
        let value = |leaf: &Leaf| leaf.value.unwrap_or(f64::NAN);
        let largest = of.iter().copied().max_by(|a, b| value(a).total_cmp(&value(b)));
        Powers { of, largest: largest.filter(|leaf| value(leaf).abs() > LARGEST_POWER) }
    }

    /// `e^z`, or `e^(z − largest)`.
    fn power(&self, z: &Leaf) -> Expr {
        let z = Expr::Leaf(z.clone());
        Function::Exp.of(match self.largest {
            None => z,
            Some(largest) => Expr::difference(z, Expr::Leaf(largest.clone())),
        })
    }

    fn sum(&self) -> Expr {
        match self.of.as_slice() {
            [] => Expr::Constant(0),
            of => Expr::sum(of.iter().map(|z| self.power(z)).collect()),
        }
    }

    /// `ln Σ e^z`, as terms of a sum.
    fn logarithm(&self, negative: bool) -> Vec<Term> {
        let largest = self.largest.map(|largest| Term { negative, of: Expr::Leaf(largest.clone()) });
        let logarithm = Term { negative, of: Function::Ln.of(self.sum()) };
        largest.into_iter().chain([logarithm]).collect()
    }
}

/// `aₖ = e^zₖ / Σⱼ e^zⱼ`: the sides of the equation that follow `a = `.
pub(super) fn rule(context: &Context<'_>, layer: usize, unit: usize, z: &[Leaf]) -> Vec<Expr> {
    let powers = Powers::new(z.iter().collect());
    let Some(own) = z.get(unit) else { return Vec::new() };
    let mut sides = Vec::new();
    if z.len() > LONGEST_CHAIN || powers.largest.is_some() {
        let each = Function::Exp.of(any(context.names.any_pre_activation(layer, 'j')));
        let below = Expr::SumOver('j', Box::new(each));
        sides.push(Expr::fraction(Function::Exp.of(own.clone()), below));
    }
    sides.push(Expr::fraction(powers.power(own), powers.sum()));
    sides
}

/// `−ln pₖ`, from the pre-activations.
pub(super) fn minus_log(z: &[Leaf], unit: usize) -> Vec<Term> {
    let Some(own) = z.get(unit) else { return Vec::new() };
    let value = |leaf: &Leaf| leaf.value.unwrap_or(f64::NAN);
    let others: Vec<&Leaf> = others(z, unit).collect();
    if others.iter().all(|other| value(other) <= value(own)) {
        let part =
            |other: &&Leaf| Function::Exp.of(Expr::difference((*other).clone().into(), own.clone().into()));
        let terms = std::iter::once(Expr::Constant(1)).chain(others.iter().map(part));
        return vec![Term { negative: false, of: Function::Ln.of(Expr::sum(terms.collect())) }];
    }
    let mut terms = Powers::new(z.iter().collect()).logarithm(false);
    terms.push(Term { negative: true, of: own.clone().into() });
    terms
}

/// `−ln(1 − pₖ)`, from the pre-activations.
pub(super) fn minus_log_of_rest(z: &[Leaf], unit: usize) -> Vec<Term> {
    let mut terms = Powers::new(z.iter().collect()).logarithm(false);
    terms.extend(Powers::new(others(z, unit).collect()).logarithm(true));
    terms
}

/// `pₖ / (1 − pⱼ)`, from the pre-activations: what `k` has of all but `j`.
pub(super) fn share_without(z: &[Leaf], k: usize, j: usize) -> Expr {
    let powers = Powers::new(others(z, j).collect());
    match z.get(k) {
        Some(own) => Expr::fraction(powers.power(own), powers.sum()),
        None => Expr::Constant(0),
    }
}

fn others(z: &[Leaf], unit: usize) -> impl Iterator<Item = &Leaf> {
    z.iter().enumerate().filter(move |(j, _)| *j != unit).map(|(_, z)| z)
}
