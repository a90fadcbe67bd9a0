//! The chain rule behind an error or a gradient, unfolded: errors put into errors, and the sum over all ways.

use super::backward::{flat_product, slope, slope_factors, slope_value};
use super::leaves::{derivative, equation, known_derivative};
use super::output_error;
use crate::explain::Context;
use crate::explain::formula::{Expr, Formula, Leaf};
use crate::operation::{Kind, Operation};

/// An error, or a gradient that is an error times what enters.
#[derive(Debug, Clone)]
pub(in crate::explain) struct Root {
    /// The neuron whose error it is.
    pub layer: usize,
    pub unit: usize,
    pub sample: usize,
    /// What is unfolded.
    pub result: Leaf,
    /// The parameter, where it is a gradient.
    parameter: Option<Leaf>,
    /// What enters through it, where that is a weight.
    pub entering: Option<Leaf>,
}

impl Root {
    /// The error of a neuron.
    pub(in crate::explain) fn error(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Self {
        let result = context.delta(layer, unit, sample);
        Root { layer, unit, sample, result, parameter: None, entering: None }
    }

    /// The gradient of a parameter, of one sample.
    pub(in crate::explain) fn gradient(context: &Context<'_>, operation: &Operation) -> Self {
        let Operation { layer, unit, input, sample, .. } = *operation;
        Root {
            layer,
            unit,
            sample,
            result: context.sample_gradient(layer, input, unit, sample),
            parameter: Some(context.parameter(layer, input, unit)),
            entering: input.map(|input| context.entering(layer, input, sample)),
        }
    }

    /// Whether it is a gradient.
    pub(in crate::explain) fn is_gradient(&self) -> bool {
        self.parameter.is_some()
    }

    /// `error · x`, or the error.
    fn with_entering(&self, error: Expr) -> Expr {
        flat_product(std::iter::once(error).chain(self.entering.clone().map(Expr::Leaf)).collect())
    }
}

/// The symbols that nested errors may have in one side; more of them nobody can follow.
const MOST_SYMBOLS: usize = 90;

/// Nested errors, one layer further in each side, and last those of the outputs put in: `∂E/∂w = δ x = (δ′w′ + δ″w″)
/// f′(z) x = …`. It ends where a side would become too long. `None` where already the first one would.
pub(in crate::explain) fn nested(context: &Context<'_>, root: &Root) -> Option<Formula> {
    let last = context.update.before.last();
    let mut sides = if root.is_gradient() {
        vec![root.with_entering(context.delta(root.layer, root.unit, root.sample).into())]
    } else {
        Vec::new()
    };
    let mut terms: usize = 1;
    for depth in 1..=(last + 1).saturating_sub(root.layer) {
        if root.layer + depth <= last {
            terms = terms.saturating_mul(context.units(root.layer + depth));
        }
        if terms > MOST_SYMBOLS / 2 {
            break;
        }
        let side = root.with_entering(error(context, root.layer, root.unit, root.sample, depth));
        if side.leaves().len() > MOST_SYMBOLS {
            break;
        }
        sides.push(side);
    }
    let unfolds = sides.len() > usize::from(root.is_gradient());
    unfolds.then(|| equation(root.result.clone(), sides))
}

/// `∂E/∂z` of a neuron with the errors of `depth` layers put in; beyond the last one those of the outputs.
fn error(context: &Context<'_>, layer: usize, unit: usize, sample: usize, depth: usize) -> Expr {
    if depth == 0 {
        return context.delta(layer, unit, sample).into();
    }
    if layer >= context.update.before.last() {
        return output(context, layer, unit, sample);
    }
    let arriving = (0..context.units(layer + 1)).map(|k| {
        let error = error(context, layer + 1, k, sample, depth - 1);
        flat_product(vec![error, context.backward_weight(layer + 1, unit, k).into()])
    });
    let mut factors = vec![Expr::sum(arriving.collect())];
    let (z, a) = (context.pre_activation(layer, unit, sample), context.activation(layer, unit, sample));
    factors.extend(slope_factors(context, layer, &z, &a));
    flat_product(factors)
}

/// `∂E/∂z` of an output, from its prediction and target.
fn output(context: &Context<'_>, layer: usize, unit: usize, sample: usize) -> Expr {
    let operation = Operation { kind: Kind::OutputError, layer, sample, unit, input: None, state: 0 };
    let rule = output_error::output_error(context, &operation).sides.pop();
    rule.unwrap_or_else(|| context.delta(layer, unit, sample).into())
}

/// The error of an output with more symbols than this stands in the product of a way under its own name.
const LONGEST_ERROR: usize = 8;

/// How many ways lead from the root to the outputs; as a double, since a few wide layers make more than any whole
/// number holds.
pub(in crate::explain) fn ways(context: &Context<'_>, root: &Root) -> f64 {
    let layers = root.layer + 1..=context.update.before.last();
    layers.map(|layer| context.units(layer) as f64).product()
}

/// The units that way number `index` goes through in the layers behind the root, the last one changing first.
pub(in crate::explain) fn units_of_way(context: &Context<'_>, root: &Root, index: usize) -> Vec<usize> {
    let mut left = index;
    let mut units: Vec<usize> = (root.layer + 1..=context.update.before.last())
        .rev()
        .map(|layer| {
            let width = context.units(layer).max(1);
            let unit = left % width;
            left /= width;
            unit
        })
        .collect();
    units.reverse();
    units
}

/// What the ways from number `first` on give together; at the root with `first` 0, everything.
///
/// It is summed over what branches off way `first` behind it: the error of a neuron is the sum over all ways from there.
/// What is left of a difference would be the rounding of the sum, also where nothing is left.
pub(in crate::explain) fn from_way(context: &Context<'_>, root: &Root, first: usize) -> Option<f64> {
    let sample = root.sample;
    let slope = |layer, unit| {
        let (z, a) = (context.pre_activation(layer, unit, sample), context.activation(layer, unit, sample));
        slope_value(context, layer, &z, &a)
    };
    let last = context.update.before.last();
    let (mut layer, mut unit) = (root.layer, root.unit);
    let mut factor = match &root.entering {
        Some(entering) => entering.value?,
        None => 1.0,
    };
    let mut sum = 0.0;
    for to in units_of_way(context, root, first) {
        factor *= slope(layer, unit)?;
        let weight = |k| context.backward_weight(layer + 1, unit, k).value;
        // The units before `to` begin earlier ways, and what goes on from `to` is divided further on.
        let behind = if layer + 1 == last { to } else { to + 1 };
        for k in behind..context.units(layer + 1) {
            sum += factor * weight(k)? * context.delta(layer + 1, k, sample).value?;
        }
        factor *= weight(to)?;
        (layer, unit) = (layer + 1, to);
    }
    Some(sum)
}

/// What one way gives: the product of the derivatives along it, and with what they are.
pub(in crate::explain) fn way(context: &Context<'_>, root: &Root, units: &[usize]) -> Formula {
    let sample = root.sample;
    let z = |layer, unit| context.pre_activation(layer, unit, sample);
    let a = |layer, unit| context.activation(layer, unit, sample);
    let neurons: Vec<(usize, usize)> = std::iter::once((root.layer, root.unit))
        .chain(units.iter().enumerate().map(|(i, &unit)| (root.layer + 1 + i, unit)))
        .collect();
    let (last, end) = neurons.last().copied().unwrap_or((root.layer, root.unit));
    let delta = context.delta(last, end, sample);
    let mut chain = vec![known_derivative(context.loss_symbol(sample), &z(last, end), &delta)];
    let error = output(context, last, end, sample);
    // As the mathematics computes them: a formula may lose digits where a slope is next to 0.
    let mut value = delta.value;
    let mut times = |factor: Option<f64>| value = value.zip(factor).map(|(value, factor)| value * factor);
    let mut factors = vec![if error.leaves().len() > LONGEST_ERROR { delta.into() } else { error }];
    for pair in neurons.windows(2).rev() {
        let [(layer, unit), (next, to)] = *pair else { continue };
        let (own_z, own_a) = (z(layer, unit), a(layer, unit));
        chain.push(derivative(&z(next, to), &own_a));
        if slope(context, layer, &own_z, &own_a).is_some() {
            chain.push(derivative(&own_a, &own_z));
        }
        let weight = context.backward_weight(next, unit, to);
        times(weight.value);
        times(slope_value(context, layer, &own_z, &own_a));
        factors.push(weight.into());
        factors.extend(slope_factors(context, layer, &own_z, &own_a));
    }
    if let Some(parameter) = &root.parameter {
        chain.push(derivative(&z(root.layer, root.unit), parameter));
    }
    if let Some(entering) = &root.entering {
        times(entering.value);
        factors.push(entering.clone().into());
    }
    let sides = vec![flat_product(chain), flat_product(factors)];
    Formula { sides, value: value.unwrap_or(f64::NAN), subject: None }
}
