//! Cross-entropies in formulas and words.
//!
//! They are told with predictions, as they are defined. Where a prediction is so close to 0 or 1 that its shown digits
//! say nothing of its logarithm, they are told with what the prediction came from, as they are computed
//! ([`crate::cross_entropy`]).

use super::activation::{one_minus, one_plus, power_of_minus};
use super::loss::{Output, Outputs, difference, flat};
use super::softmax;
use crate::activation::Activation;
use crate::explain::formula::{Expr, Leaf, Term};
use crate::explain::function::Function;
use crate::explain::words::listed;
use crate::loss::Loss;

/// A prediction closer to 1 than this has lost digits of `1 − p`.
const CLOSE: f64 = 1e-3;

/// `E` of one sample: the rule with every term, and the rule with those that count.
pub(super) fn rule(loss: Loss, outputs: &Outputs) -> Vec<Expr> {
    let binary = loss == Loss::BinaryCrossEntropy;
    let share = || if binary { outputs.share() } else { None };
    let negative = |of| Expr::Negative(Box::new(Expr::product(share().into_iter().chain([of]).collect())));
    let general = negative(outputs.over(|p, y| {
        let log_p = weighted(Expr::Leaf(y.clone()), Function::Ln.of(p.clone()));
        if !binary {
            return log_p;
        }
        let log_q = Function::Ln.of(one_minus(p.clone().into()));
        Expr::sum(vec![log_p, weighted(one_minus(y.clone().into()), log_q)])
    }));
    let parts = parts(loss, outputs);
    let rule = if parts.iter().any(|part| part.is_from_logits(outputs)) {
        let terms = parts.iter().flat_map(|part| part.lost(outputs)).collect();
        Expr::product(share().into_iter().chain([flat(terms)]).collect())
    } else {
        negative(Expr::sum(parts.iter().map(|part| part.gained(outputs)).collect()))
    };
    if rule == general { vec![rule] } else { vec![general, rule] }
}

/// A logarithm in the sum, with what it is multiplied by.
struct Part {
    output: usize,
    /// Whether it is that of `1 − p`, for the share of the target that is not 1.
    rest: bool,
    /// `None` where it is 1.
    weight: Option<Expr>,
}

/// The terms that are not 0, or all of them where all are.
fn parts(loss: Loss, outputs: &Outputs) -> Vec<Part> {
    let both = loss == Loss::BinaryCrossEntropy;
    let all = |keep: fn(f64) -> bool| -> Vec<Part> {
        let each = outputs.each.iter().enumerate().flat_map(|(output, Output { y, .. })| {
            let target = y.value.unwrap_or(f64::NAN);
            let weight = |weight: f64, of: Expr| (weight != 1.0).then_some(of);
            let own = Part { output, rest: false, weight: weight(target, y.clone().into()) };
            let rest = Part { output, rest: true, weight: weight(1.0 - target, one_minus(y.clone().into())) };
            [(target, own), (1.0 - target, rest)].into_iter().take(if both { 2 } else { 1 })
        });
        each.filter(|(weight, _)| keep(*weight)).map(|(_, part)| part).collect()
    };
    let counting = all(|weight| weight != 0.0);
    if counting.is_empty() { all(|_| true) } else { counting }
}

impl Part {
    fn p<'a>(&self, outputs: &'a Outputs) -> Option<&'a Leaf> {
        outputs.each.get(self.output).map(|output| &output.p)
    }

    fn is_from_logits(&self, outputs: &Outputs) -> bool {
        let p = self.p(outputs).and_then(|p| p.value).unwrap_or(f64::NAN);
        if self.rest {
            is_close_to_one(p, outputs.digits)
        } else {
            p == 0.0 || shows_as_one(p, outputs.digits)
        }
    }

    /// `y ln p`
    fn gained(&self, outputs: &Outputs) -> Expr {
        let p = self.p(outputs).map_or(Expr::Constant(0), |p| p.clone().into());
        let logarithm = Function::Ln.of(if self.rest { one_minus(p) } else { p });
        match &self.weight {
            Some(weight) => weighted(weight.clone(), logarithm),
            None => logarithm,
        }
    }

    /// `−y ln p`, as terms; from the pre-activations where that has to be.
    fn lost(&self, outputs: &Outputs) -> Vec<Term> {
        if !self.is_from_logits(outputs) {
            return vec![Term { negative: true, of: self.gained(outputs) }];
        }
        let terms = self.of_logits(outputs);
        match &self.weight {
            Some(weight) => vec![Term { negative: false, of: weighted(weight.clone(), flat(terms)) }],
            None => terms,
        }
    }

    /// `−ln p` or `−ln(1 − p)`
    fn of_logits(&self, outputs: &Outputs) -> Vec<Term> {
        let z: Vec<Leaf> = outputs.each.iter().map(|output| output.z.clone()).collect();
        if outputs.activation == Activation::Softmax {
            return match self.rest {
                true => softmax::minus_log_of_rest(&z, self.output),
                false => softmax::minus_log(&z, self.output),
            };
        }
        let Some(own) = z.get(self.output) else { return Vec::new() };
        let (z, positive) = (|| Expr::Leaf(own.clone()), own.value.is_some_and(|z| z > 0.0));
        // The power is always that of a number below 0.
        let power = if positive { power_of_minus(z()) } else { Function::Exp.of(z()) };
        let mut terms = Vec::new();
        if positive == self.rest {
            terms.push(Term { negative: !positive, of: z() });
        }
        terms.push(Term { negative: false, of: Function::Ln.of(one_plus(power)) });
        terms
    }
}

/// `(p − y)/K`: the slope of the loss and that of the sigmoid, which cancel.
pub(super) fn error_of_sigmoid(outputs: &Outputs, output: &Output) -> Vec<Expr> {
    let p = || Expr::Leaf(output.p.clone());
    let scaled = |factors: Vec<Expr>| Expr::product(outputs.share().into_iter().chain(factors).collect());
    let d = difference(&output.p, &output.y);
    let by_p = Expr::fraction(d.clone(), Expr::Product(vec![p(), one_minus(p())]));
    vec![scaled(vec![by_p, p(), one_minus(p())]), scaled(vec![d])]
}

/// `pₖ Σⱼ yⱼ − yₖ`, and `pₖ − yₖ` where the targets add up to 1.
pub(super) fn error_of_softmax(outputs: &Outputs, output: &Output) -> Expr {
    let total: f64 = outputs.each.iter().filter_map(|output| output.y.value).sum();
    if total == 1.0 {
        return difference(&output.p, &output.y);
    }
    let targets = Expr::sum(outputs.each.iter().map(|output| output.y.clone().into()).collect());
    Expr::difference(Expr::Product(vec![output.p.clone().into(), targets]), output.y.clone().into())
}

/// The binary one of softmax: `(1/K) [pₖ − yₖ − pₖ Σ_{j ≠ k} (pⱼ − yⱼ)/(1 − pⱼ)]`
pub(super) fn binary_error_of_softmax(outputs: &Outputs, unit: usize) -> Option<Expr> {
    let output = outputs.each.get(unit)?;
    let z: Vec<Leaf> = outputs.each.iter().map(|output| output.z.clone()).collect();
    let others = outputs.each.iter().enumerate().filter(|(j, _)| *j != unit);
    let terms: Vec<Expr> = others
        .map(|(j, Output { p, y, .. })| {
            let close = is_close_to_one(p.value.unwrap_or(f64::NAN), outputs.digits);
            // p/(1 − p) of a prediction next to 1 is taken from the pre-activations.
            if close {
                Expr::Product(vec![softmax::share_without(&z, unit, j), difference(p, y)])
            } else {
                let share = Expr::fraction(output.p.clone().into(), one_minus(p.clone().into()));
                Expr::Product(vec![share, difference(p, y)])
            }
        })
        .collect();
    let own = [(false, &output.p), (true, &output.y)];
    let mut sum: Vec<Term> =
        own.into_iter().map(|(negative, leaf)| Term { negative, of: leaf.clone().into() }).collect();
    sum.extend(terms.into_iter().map(|of| Term { negative: true, of }));
    Some(Expr::product(outputs.share().into_iter().chain([Expr::Sum(sum)]).collect()))
}

/// A sentence names at most so many logarithms.
const MOST_NAMED: usize = 3;

/// `E` of one sample in words.
pub(super) fn spoken(loss: Loss, outputs: &Outputs, show: &dyn Fn(&Leaf) -> String) -> String {
    let parts = parts(loss, outputs);
    let count = outputs.each.len();
    let mean = loss == Loss::BinaryCrossEntropy && count > 1;
    if parts.iter().any(|part| part.is_from_logits(outputs)) {
        let what = if mean { "the mean cross-entropy" } else { "the cross-entropy" };
        let of = if count == 1 { "the prediction" } else { "the predictions" };
        let from = if count == 1 { "pre-activation" } else { "pre-activations" };
        return format!(
            "{what} of {of}, taken from the {from} because a prediction this close to 0 or 1 has lost its digits"
        );
    }
    if parts.len() > MOST_NAMED {
        let what = if mean { "the mean cross-entropy" } else { "the cross-entropy" };
        return format!("{what} of the {count} predictions with their targets");
    }
    let logarithms: Vec<String> = parts
        .iter()
        .filter_map(|part| {
            let output = outputs.each.get(part.output)?;
            let (p, y) = (show(&output.p), show(&output.y));
            let of = if part.rest { format!("1 minus {p}") } else { p };
            Some(match (&part.weight, part.rest) {
                (None, _) => format!("the natural logarithm of {of}"),
                (Some(_), false) => format!("{y} times the natural logarithm of {of}"),
                (Some(_), true) => format!("(1 minus {y}) times the natural logarithm of {of}"),
            })
        })
        .collect();
    match logarithms.as_slice() {
        [one] if !mean => format!("minus {one}"),
        of if mean => format!("minus 1 divided by {count}, times the sum of {}", listed(of)),
        of => format!("minus the sum of {}", listed(of)),
    }
}

fn weighted(weight: Expr, logarithm: Expr) -> Expr {
    Expr::Product(vec![weight, logarithm])
}

/// Whether the shown digits of `1 − p` say little of it.
fn is_close_to_one(p: f64, digits: usize) -> bool {
    1.0 - p < CLOSE || shows_as_one(p, digits)
}

/// Whether `p` is shown as 1, or close to it.
fn shows_as_one(p: f64, digits: usize) -> bool {
    1.0 - p < libm::pow(10.0, -(digits as f64))
}
