//! Wrong ways back: the errors of a layer, with one thing done wrongly from the outputs on.
//!
//! A mistake at the outputs reaches every weight behind them, so it is made there and carried back by the right rules.

use super::{At, How, Mistake, Wrong};
use crate::activation::Activation;
use crate::exercise::case::{Case, at, others};
use crate::loss::Loss;
use crate::network::Network;
use crate::update::Order;

/// One wrong way back.
#[derive(Debug, Clone, Copy)]
struct Way {
    start: Start,
    /// The slope of the last layer.
    output: Option<How>,
    /// The slopes of the hidden layers behind the one that is looked at.
    hidden: Option<How>,
    /// The slope of that one.
    own: Option<How>,
    /// Whether weights are read as the update does not read them: the new ones instead of the old or the reverse.
    other_weights: bool,
}

/// What is taken for `∂E/∂p`.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Start {
    Slope,
    WithoutTarget,
    Loss,
    Difference,
    /// Nothing: the difference is left out.
    One,
    /// With the targets of two outputs exchanged.
    Swapped,
}

const RIGHT: Way = Way { start: Start::Slope, output: None, hidden: None, own: None, other_weights: false };

/// Wrong errors of `unit` in `layer` for a sample. Which mistakes there are depends on the network alone.
pub(super) fn errors(case: &Case<'_>, layer: usize, unit: usize, sample: usize) -> Vec<Wrong> {
    let delta = at(case.deltas(layer, sample), unit);
    let mut wrong = scaled(case, delta);
    let ways = ways(case, layer).into_iter();
    wrong.extend(ways.map(|(mistake, way)| (mistake, at(&back(case, layer, sample, way), unit))));
    if layer < case.last() {
        wrong.extend(sums(case, layer, unit, sample));
    }
    let units = case.layer(layer).map_or(0, |layer| layer.units);
    let deltas = case.deltas(layer, sample);
    wrong.extend(
        others(unit, units).map(|other| (Mistake::ErrorOf { layer, unit: other }, at(deltas, other))),
    );
    if units > 1 {
        wrong.push((Mistake::AllErrors, deltas.iter().sum()));
    }
    wrong
}

/// What only changes how large an error is, or its sign.
fn scaled(case: &Case<'_>, delta: f64) -> Vec<Wrong> {
    let outputs = case.context.update.before.outputs();
    let mut wrong = vec![(Mistake::Turned, -delta)];
    match case.context.loss {
        Loss::HalfSquaredError => {
            wrong.push((Mistake::HalfForgotten, 2.0 * delta));
            wrong.push((Mistake::HalfKept, 0.5 * delta));
        }
        Loss::MeanSquaredError => wrong.push((Mistake::TwoForgotten, 0.5 * delta)),
        _ => {}
    }
    if outputs > 1 && !matches!(case.context.loss, Loss::HalfSquaredError | Loss::CategoricalCrossEntropy) {
        wrong.push((Mistake::ShareForgotten, outputs as f64 * delta));
    }
    wrong
}

/// The ways that go wrong before they come to `layer`, or in its slope.
fn ways(case: &Case<'_>, layer: usize) -> Vec<(Mistake, Way)> {
    let last = case.last();
    let mut ways = vec![
        (Mistake::TargetForgotten, Way { start: Start::WithoutTarget, ..RIGHT }),
        (Mistake::LossForSlope, Way { start: Start::Loss, ..RIGHT }),
        (Mistake::SizeForSign, Way { start: Start::Difference, ..RIGHT }),
        (Mistake::LossForError, Way { start: Start::Loss, output: Some(How::LeftOut), ..RIGHT }),
        (Mistake::DifferenceForgotten, Way { start: Start::One, ..RIGHT }),
        (Mistake::TargetsSwapped, Way { start: Start::Swapped, ..RIGHT }),
    ];
    for how in How::ALL {
        let slope = |at| Mistake::Slope { how, at };
        let how = Some(how);
        ways.push((slope(At::Output), Way { output: how, ..RIGHT }));
        if layer < last && how != Some(How::Twice) {
            ways.push((slope(At::Own), Way { own: how, ..RIGHT }));
            ways.push((slope(At::All), Way { output: how, hidden: how, own: how, ..RIGHT }));
        }
        if layer + 1 < last && how != Some(How::Twice) {
            ways.push((slope(At::Hidden), Way { hidden: how, own: how, ..RIGHT }));
        }
    }
    if layer < last {
        ways.push((Mistake::OtherWeights, Way { other_weights: true, ..RIGHT }));
    }
    ways
}

/// The errors of a layer along a way.
fn back(case: &Case<'_>, layer: usize, sample: usize, way: Way) -> Vec<f64> {
    let last = case.last();
    if layer >= last {
        return outputs(case, sample, way);
    }
    let mut deltas = outputs(case, sample, way);
    let weights = read(case, way.other_weights);
    for l in (layer..last).rev() {
        let how = if l == layer { way.own } else { way.hidden };
        deltas = arriving(weights, l, &deltas)
            .into_iter()
            .enumerate()
            .map(|(unit, arriving)| arriving * slope(case, l, unit, sample, how))
            .collect();
    }
    deltas
}

/// The network whose weights bring errors back, or the one whose weights do not.
fn read<'a>(case: &Case<'a>, other: bool) -> &'a Network {
    let update = case.context.update;
    if (update.order == Order::Simultaneous) == other { &update.after } else { &update.before }
}

/// `Σₖ δₖ wₖ` of every unit of a layer.
fn arriving(network: &Network, layer: usize, deltas: &[f64]) -> Vec<f64> {
    let Some(next) = network.layers.get(layer + 1) else { return Vec::new() };
    let rows = next.weights.chunks_exact(next.units.max(1));
    rows.map(|row| deltas.iter().zip(row).map(|(delta, weight)| delta * weight).sum()).collect()
}

/// `f′(z)` of a hidden unit, or what is taken for it.
fn slope(case: &Case<'_>, layer: usize, unit: usize, sample: usize, how: Option<How>) -> f64 {
    let activation = case.layer(layer).map_or(Activation::Identity, |layer| layer.activation);
    taken(activation, at(case.z(layer, sample), unit), at(case.a(layer, sample), unit), how)
}

fn taken(activation: Activation, z: f64, a: f64, how: Option<How>) -> f64 {
    match how {
        None => activation.slope(z, a),
        Some(How::LeftOut) => 1.0,
        // Where the slope is written with the activation, a(1 − a) and the like.
        Some(How::OfZ) => activation.slope(z, z),
        Some(How::AtA) => activation.slope(a, activation.value(a)),
        // Half of a (1 − a).
        Some(How::OnlyA) if activation == Activation::Sigmoid => a,
        Some(How::OnlyRest) if activation == Activation::Sigmoid => 1.0 - a,
        Some(How::Twice | How::OnlyA | How::OnlyRest) => f64::NAN,
    }
}

/// The errors of the last layer along a way; NaN where there is no such way.
fn outputs(case: &Case<'_>, sample: usize, way: Way) -> Vec<f64> {
    let last = case.last();
    let (z, p, y) = (case.z(last, sample), case.a(last, sample), case.targets(sample));
    let right = case.deltas(last, sample);
    let (loss, count) = (case.context.loss, p.len());
    let activation = case.layer(last).map_or(Activation::Identity, |layer| layer.activation);
    let sample_loss = at(&case.context.update.sample_losses, sample);
    // Together with its own activation a cross-entropy has the error p − y.
    let fused =
        loss.is_cross_entropy() && (activation == Activation::Sigmoid || activation == Activation::Softmax);
    let each = p.iter().zip(z).zip(y).zip(right).map(|(((&p, &z), &target), &right)| {
        let by_p = match way.start {
            Start::Slope if way.output.is_none() => return right,
            Start::Slope => loss.slope(p, target, count),
            Start::WithoutTarget if fused => {
                return if loss == Loss::BinaryCrossEntropy { p / count as f64 } else { p };
            }
            Start::WithoutTarget => loss.slope(p, 0.0, count),
            Start::Loss => sample_loss,
            Start::One if fused => return 1.0,
            Start::One => 1.0,
            Start::Swapped if count != 2 => f64::NAN,
            // The other target is what both come to, less this one.
            Start::Swapped if fused => {
                let difference = p - (y.iter().sum::<f64>() - target);
                return if loss == Loss::BinaryCrossEntropy { difference / count as f64 } else { difference };
            }
            Start::Swapped => loss.slope(p, y.iter().sum::<f64>() - target, count),
            Start::Difference if matches!(loss, Loss::Huber | Loss::MeanAbsoluteError) => {
                (p - target) / count as f64
            }
            Start::Difference => f64::NAN,
        };
        match (way.output, activation) {
            (Some(How::LeftOut), _) => by_p,
            (Some(How::Twice), _) if fused => right * activation.slope(z, p),
            (Some(How::Twice), Activation::Softmax) => by_p * activation.slope(z, p),
            (Some(How::Twice), _) | (_, Activation::Softmax) => f64::NAN,
            (Some(_), _) if fused => f64::NAN,
            (how, _) => by_p * taken(activation, z, p, how),
        }
    });
    each.collect()
}

/// Sums over the wrong neurons, or over the right ones with wrong weights.
fn sums(case: &Case<'_>, layer: usize, unit: usize, sample: usize) -> Vec<Wrong> {
    let network = read(case, false);
    let (Some(own), Some(next)) = (network.layers.get(layer), network.layers.get(layer + 1)) else {
        return Vec::new();
    };
    let slope = slope(case, layer, unit, sample, None);
    let deltas = case.deltas(layer + 1, sample);
    let weight = |unit, k| network.parameter(layer + 1, Some(unit), k).unwrap_or(f64::NAN);
    let through = |k: usize| at(deltas, k) * weight(unit, k) * slope;
    let arriving = arriving(network, layer, deltas);
    let mut wrong = vec![(Mistake::WeightsForgotten, deltas.iter().sum::<f64>() * slope)];
    let weights = (0..next.units).map(|k| weight(unit, k));
    wrong.push((Mistake::ErrorsForgotten, weights.sum::<f64>() * slope));
    if next.units > 1 {
        let whole = at(&arriving, unit) * slope;
        wrong.extend(
            others(usize::MAX, next.units)
                .map(|k| (Mistake::OnlyPath { layer: layer + 1, unit: k }, through(k))),
        );
        let paths = others(usize::MAX, next.units);
        wrong.extend(
            paths.map(|k| (Mistake::PathTurned { layer: layer + 1, unit: k }, whole - 2.0 * through(k))),
        );
        if next.units > 2 {
            let without = others(usize::MAX, next.units);
            wrong.extend(
                without.map(|k| (Mistake::PathForgotten { layer: layer + 1, unit: k }, whole - through(k))),
            );
        }
        wrong.push((Mistake::PathsAveraged, whole / next.units as f64));
    }
    if next.units == 2 {
        let crossed = (0..2).map(|k| at(deltas, 1 - k) * weight(unit, k));
        wrong.push((Mistake::PathsCrossed, crossed.sum::<f64>() * slope));
    }
    for other in others(unit, own.units) {
        let slope_of_other = self::slope(case, layer, other, sample, None);
        wrong.push((Mistake::WeightsOf { layer, unit: other }, at(&arriving, other) * slope));
        wrong.push((Mistake::SlopeOf { layer, unit: other }, at(&arriving, unit) * slope_of_other));
    }
    if own.units > 1 {
        wrong.push((Mistake::AllWeights, arriving.iter().sum::<f64>() * slope));
        let entering = (0..next.units).map(|k| at(deltas, k) * weight(k, unit));
        wrong.push((Mistake::Transposed, entering.sum::<f64>() * slope));
    }
    wrong
}
