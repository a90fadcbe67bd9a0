//! The chain rule behind an error or a gradient, unfolded down to the loss and to what the weight carries: first as
//! errors put into errors, then as the sum over all ways through the network.

use super::formula::{Expr, Formula, Leaf, Term};
use super::piece::{Piece, Sign};
use super::rules::unfolded::{self as rules, Root};
use super::{Context, number, words};
use crate::operation::{Kind, Operation};
use crate::trainer::Trainer;

/// Ways that are written unless more are asked for.
pub const WAYS: usize = 12;

/// Ways that are written at the most.
pub const MOST_WAYS: usize = 240;

/// Neurons that they go through at the most, all together: of a deep network fewer ways are written.
const MOST_NEURONS: usize = 960;

/// Ways of a network that are written at the most.
fn most_ways(context: &Context<'_>, root: &Root) -> usize {
    let layers = (context.update.before.last() + 1).saturating_sub(root.layer);
    (MOST_NEURONS / layers.max(1)).clamp(WAYS, MOST_WAYS)
}

/// A chain rule, unfolded; or why there is none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unfolded {
    /// What leads to what, in a sentence or two; where there is nothing to unfold, why not.
    pub text: String,
    /// Errors put into errors, a layer further in each side: `∂E/∂w = δ x = (δ₁ w₁ + δ₂ w₂) f′(z) x = …`. `None` where
    /// there is nothing to unfold, or where already the first side would be too long.
    pub nested: Option<Formula>,
    /// The sum over all ways; `None` where there is nothing to unfold.
    pub ways: Option<Ways>,
}

/// The sum over all ways from a weight to the loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Ways {
    /// How many there are; a double, since there may be more than a whole number holds.
    pub count: f64,
    /// The first of them.
    pub written: Vec<Way>,
    /// How many more can be asked for.
    pub more: usize,
    /// What the others give together; `None` where all are written.
    pub rest: Option<f64>,
    /// `∂E/∂w = … + … + …`, a term for each of those written, and one for the rest.
    pub sum: Formula,
    /// The same with what each of them gives, a number.
    pub added: Formula,
}

/// One way from a weight to the loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Where it leads along: `i1 → h1 → o2 → E`.
    pub along: String,
    /// The derivatives along it, what they are, and what that gives.
    pub formula: Formula,
}

/// The current step of a trainer, with so many ways.
pub fn of(trainer: &Trainer, ways: usize) -> Unfolded {
    match (trainer.current(), trainer.operation()) {
        (Some(update), Some(operation)) => {
            let names = super::names(trainer);
            unfold(&Context::of(trainer, update, &names), &operation, ways)
        }
        _ => Unfolded { text: NOTHING_YET.to_owned(), ..Unfolded::default() },
    }
}

const NOTHING_YET: &str =
    "Errors and gradients have a chain rule to unfold: they follow in the backward pass.";

/// The chain rule of an operation, with at most `ways` ways ([`MOST_WAYS`] of them at the most, of a deep network
/// fewer). That of a new parameter is the one of its gradient.
pub fn unfold(context: &Context<'_>, operation: &Operation, ways: usize) -> Unfolded {
    let root = match root(context, operation) {
        Ok(root) => root,
        Err(text) => return Unfolded { text: text.to_owned(), ..Unfolded::default() },
    };
    let nested = rules::nested(context, &root);
    let ways = sum(context, &root, ways);
    Unfolded { text: words::unfolded(context, operation, &ways, nested.as_ref()), nested, ways: Some(ways) }
}

fn root(context: &Context<'_>, operation: &Operation) -> Result<Root, &'static str> {
    let Operation { layer, unit, sample, .. } = *operation;
    match operation.kind {
        Kind::WeightedSum | Kind::Activation | Kind::Loss | Kind::BatchLoss => Err(NOTHING_YET),
        Kind::OutputError => {
            Err("This is where the chain rule begins: nothing lies between an output and the loss.")
        }
        Kind::HiddenError => Ok(Root::error(context, layer, unit, sample)),
        Kind::WeightGradient | Kind::BiasGradient => Ok(Root::gradient(context, operation)),
        Kind::BatchGradient => {
            Err("The gradient over the batch is a mean. Those of its samples unfold where they are computed.")
        }
        Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate if context.several() => {
            Err("The gradient used here is a mean. Those of its samples unfold where they are computed.")
        }
        Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate => {
            Ok(Root::gradient(context, operation))
        }
    }
}

/// The sum over the ways from `root` to the loss.
fn sum(context: &Context<'_>, root: &Root, asked: usize) -> Ways {
    let count = rules::ways(context, root);
    let most = most_ways(context, root);
    let written: Vec<Way> = (0..asked.min(most))
        .take_while(|&index| (index as f64) < count)
        .map(|index| {
            let units = rules::units_of_way(context, root, index);
            Way { along: along(context, root, &units), formula: rules::way(context, root, &units) }
        })
        .collect();
    let total = root.result.value.unwrap_or(f64::NAN);
    let left = count - written.len() as f64;
    let rest = (left > 0.0).then(|| match written.len() {
        0 => total,
        first => rules::from_way(context, root, first).unwrap_or(f64::NAN),
    });
    let mut terms: Vec<Expr> = written.iter().filter_map(|way| way.formula.sides.last().cloned()).collect();
    if let Some(rest) = rest {
        let more = format!(" ({} more)", counted(context, left));
        let symbol = Piece::Row(vec![Piece::Sign(Sign::Dots), Piece::Text(more)]);
        terms.push(Expr::Leaf(Leaf { symbol, value: Some(rest), subject: None }));
    }
    let given = written.iter().map(|way| way.formula.value).chain(rest);
    let equation = |sum| {
        let sides = vec![Expr::Leaf(root.result.clone()), sum];
        Formula { sides, value: total, subject: root.result.subject }
    };
    let added = equation(Expr::Sum(given.map(given_number).collect()));
    let more = (count.min(most as f64) as usize).saturating_sub(written.len());
    Ways { count, more, rest, sum: equation(Expr::sum(terms)), added, written }
}

/// A number in a sum; what is below 0 is taken off.
fn given_number(value: f64) -> Term {
    let number = Leaf { symbol: Piece::Sign(Sign::Dots), value: Some(value.abs()), subject: None };
    Term { negative: value < 0.0, of: Expr::Leaf(number) }
}

/// `i1 → h1 → o2 → E`
fn along(context: &Context<'_>, root: &Root, units: &[usize]) -> String {
    let names = context.names;
    let entering = root.entering.as_ref().map(|leaf| super::plain::render(&leaf.symbol));
    let behind = units.iter().enumerate().map(|(i, &unit)| names.neuron(root.layer + 1 + i, unit));
    let stations = entering.into_iter().chain([names.neuron(root.layer, root.unit)]).chain(behind);
    stations.chain([names.loss()]).collect::<Vec<_>>().join(" → ")
}

/// A number of ways: exactly while that says something.
pub(super) fn counted(context: &Context<'_>, count: f64) -> String {
    if count < 1e6 { format!("{count}") } else { format!("about {}", number::plain(count, context.display)) }
}
