//! Cross-entropies from logits: fused with the sigmoid or softmax in front of them, so that they stay finite.
//!
//! `ln p` of a probability that was computed first has lost what it needs: for a logit of −800 the probability is 0
//! and its logarithm infinite, though the loss is 800. The same goes for `∂E/∂p · ∂p/∂z`, an infinity times zero
//! where their product is a plain `p − y`.

use crate::activation::sigmoid;

/// `E = −(1/K) Σₖ [yₖ ln pₖ + (1 − yₖ) ln(1 − pₖ)]` with `p = σ(z)`: `(1/K) Σₖ [max(z, 0) − y z + ln(1 + e^−|z|)]`.
///
/// # Shapes
/// `z` and `targets` are `[K]`.
pub fn binary_of_sigmoid(z: &[f64], targets: &[f64]) -> f64 {
    let terms = z.iter().zip(targets).map(|(&z, &y)| {
        // `max(z, 0) − y z` without cancellation.
        let linear = if z > 0.0 { z * (1.0 - y) } else { -z * y };
        linear + libm::log1p(libm::exp(-z.abs()))
    });
    terms.sum::<f64>() / z.len() as f64
}

/// `∂E/∂z = (p − y)/K` of [`binary_of_sigmoid`], appended for each output.
pub fn binary_errors_of_sigmoid(z: &[f64], targets: &[f64], errors: &mut Vec<f64>) {
    let outputs = z.len() as f64;
    errors.extend(z.iter().zip(targets).map(|(&z, &y)| (sigmoid(z) - y) / outputs));
}

/// `E = −Σₖ yₖ ln pₖ` with `p = softmax(z)`: `Σₖ yₖ (ln Σⱼ e^zⱼ − zₖ)`.
///
/// # Shapes
/// `z` and `targets` are `[K]`.
pub fn categorical_of_softmax(z: &[f64], targets: &[f64]) -> f64 {
    let top = Top::of(z);
    // What a target of 0 counts for is 0, whatever the logit.
    let terms = z.iter().zip(targets).filter(|(_, y)| **y != 0.0);
    // A sum that starts at minus zero would show as one where every target is 0.
    terms.map(|(z, y)| y * (top.value - z + top.log_of_sum)).sum::<f64>() + 0.0
}

/// `∂E/∂zₖ = pₖ Σⱼ yⱼ − yₖ` of [`categorical_of_softmax`], appended for each output.
///
/// # Shapes
/// `predictions` and `targets` are `[K]`.
pub fn categorical_errors_of_softmax(predictions: &[f64], targets: &[f64], errors: &mut Vec<f64>) {
    let total: f64 = targets.iter().sum();
    errors.extend(predictions.iter().zip(targets).map(|(p, y)| p * total - y));
}

/// `E = −(1/K) Σₖ [yₖ ln pₖ + (1 − yₖ) ln(1 − pₖ)]` with `p = softmax(z)`.
///
/// # Shapes
/// `z` and `targets` are `[K]`.
pub fn binary_of_softmax(z: &[f64], targets: &[f64]) -> f64 {
    let top = Top::of(z);
    let terms = z.iter().zip(targets).enumerate().map(|(k, (&z, &y))| {
        let log_p = z - top.value - top.log_of_sum;
        let log_q =
            if k == top.index { top.log_of_others - top.log_of_sum } else { libm::log1p(-libm::exp(log_p)) };
        let part = |weight: f64, log: f64| if weight == 0.0 { 0.0 } else { weight * log };
        part(y, log_p) + part(1.0 - y, log_q)
    });
    -terms.sum::<f64>() / z.len() as f64 + 0.0
}

/// `∂E/∂z` of [`binary_of_softmax`], appended for each output.
///
/// With `qₖ = 1 − pₖ`: `K ∂E/∂zₖ = (1 − yₖ) pₖ − yₖ qₖ + Σ_{j ≠ k} [yⱼ pₖ − (1 − yⱼ) pⱼ pₖ/qⱼ]`. The share
/// `pₖ/qⱼ` is `k`'s softmax among all but `j`, so that it stays exact where `pⱼ` is nearly 1.
pub fn binary_errors_of_softmax(z: &[f64], predictions: &[f64], targets: &[f64], errors: &mut Vec<f64>) {
    let top = Top::of(z);
    let outputs = z.len() as f64;
    let pairs = || predictions.iter().zip(targets).enumerate();
    // The sums over all j, from which each k takes its own part away; the largest output stands apart.
    let through =
        |(j, (p, y)): (usize, (&f64, &f64))| if j == top.index { 0.0 } else { (1.0 - y) * p / (1.0 - p) };
    let total: f64 = targets.iter().sum();
    let through_others: f64 = pairs().map(through).sum();
    let largest = pairs().nth(top.index).map_or(0.0, |(_, (p, y))| (1.0 - y) * p);
    for ((k, (&p, &y)), &z) in pairs().zip(z) {
        let (rest, share) = if k == top.index {
            (libm::exp(top.log_of_others - top.log_of_sum), 0.0)
        } else {
            (1.0 - p, libm::exp(z - top.value - top.log_of_others))
        };
        let others = (total - y) - (through_others - through((k, (&p, &y))));
        errors.push(((1.0 - y) * p - y * rest + p * others - largest * share) / outputs);
    }
}

/// The largest logit and what the others weigh beside it.
struct Top {
    index: usize,
    value: f64,
    /// `ln Σ e^(z − value)` over all.
    log_of_sum: f64,
    /// The same over all but the largest; minus infinity where there are no others.
    log_of_others: f64,
}

impl Top {
    fn of(z: &[f64]) -> Self {
        let mut index = 0;
        for (k, value) in z.iter().enumerate() {
            if z.get(index).is_some_and(|largest| value > largest) {
                index = k;
            }
        }
        let value = z.get(index).copied().unwrap_or(f64::NAN);
        let others = || z.iter().enumerate().filter(|(k, _)| *k != index).map(|(_, z)| *z);
        // Relative to the largest of the others, so that what they weigh among themselves is kept.
        let second = others().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = others().map(|z| libm::exp(z - second)).sum();
        let log_of_sum = if sum == 0.0 { 0.0 } else { libm::log1p(sum * libm::exp(second - value)) };
        Top { index, value, log_of_sum, log_of_others: second - value + libm::log(sum) }
    }
}
