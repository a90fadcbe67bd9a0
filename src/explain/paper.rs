//! A run as on paper: of each result only the digits that are shown are kept, and the next one is computed from them.
//!
//! It is an update like any other, with other numbers in it: whatever tells of an update can tell of this one. Settings
//! of the optimizer are used as they were given. (Of `β₂ = 0.999` two digits would leave `1 − β₂ = 0`.)

use super::formula::{Expr, Leaf};
use super::{Context, Explanation, explain, number, rules, words};
use crate::activation::Activation;
use crate::moments::Moments;
use crate::network::{Layer, Network};
use crate::operation::{Kind, Operation};
use crate::step::{Quantity, SubjectKind};
use crate::update::Update;

/// What is known on paper of an update, operation by operation.
#[derive(Debug, Clone, Default)]
pub struct Paper {
    before: Option<Before>,
    update: Option<Update>,
}

/// How the update before ended.
#[derive(Debug, Clone)]
struct Before {
    /// On paper.
    network: Network,
    moments: Moments,
    /// In the run itself: what differs from it now was edited.
    truth: Network,
}

impl Paper {
    /// Starts an update: given numbers are read at the shown digits, and what was edited is given.
    pub(super) fn begin(&mut self, context: &Context<'_>) {
        let mut update = context.update.clone();
        let keep = |numbers: &mut Vec<f64>| {
            numbers.iter_mut().for_each(|number| *number = number::kept(*number, context.display));
        };
        keep(&mut update.batch.inputs);
        keep(&mut update.batch.targets);
        update.moments_before.slices_mut().for_each(keep);
        for (l, layer) in update.before.layers.iter_mut().enumerate() {
            let now = layer.clone();
            [&mut layer.weights, &mut layer.biases].into_iter().for_each(keep);
            if let Some(before) = &self.before
                && let (Some(truth), Some(paper)) = (before.truth.layers.get(l), before.network.layers.get(l))
            {
                restore(layer, &now, truth, paper);
            }
        }
        if let Some(Before { moments, .. }) = self.before.take() {
            update.moments_before = moments;
        }
        update.after.clone_from(&update.before);
        update.moments_after.clone_from(&update.moments_before);
        self.update = Some(update);
    }

    /// Works out an operation; its predecessors in the update have been worked out.
    pub(super) fn work(&mut self, context: &Context<'_>, operation: &Operation) {
        let Some(update) = &mut self.update else { return };
        let (_, value) = worked(&Context { update, ..*context }, operation);
        write(update, operation, value);
    }

    /// Ends an update: the next one goes on with its figures.
    pub(super) fn end(&mut self, context: &Context<'_>) {
        let Some(Update { after, moments_after, .. }) = self.update.take() else { return };
        self.before =
            Some(Before { network: after, moments: moments_after, truth: context.update.after.clone() });
    }

    /// The explanation of an operation with the figures on paper, and its rule with exactly these.
    pub(super) fn told(&self, context: &Context<'_>, operation: &Operation) -> Option<(Explanation, Expr)> {
        let context = Context { update: self.update.as_ref()?, ..*context };
        let (rule, value) = worked(&context, operation);
        let mut explanation = explain(&context, operation);
        explanation.formula.value = value;
        explanation.text = words::sentence(&context, operation, value);
        Some((explanation, rule?))
    }
}

/// The last side of an operation's formula, and what is kept of what it comes to.
fn worked(context: &Context<'_>, operation: &Operation) -> (Option<Expr>, f64) {
    let mut formula = rules::formula(context, operation);
    // The gradients of single samples are not stored anywhere; on paper they were rounded as well.
    let is_of_sample =
        |leaf: &Leaf| leaf.subject.is_some_and(|subject| subject.quantity == Quantity::Gradient);
    let rule = formula.sides.pop().map(|rule| {
        rule.replaced(&|leaf| match leaf.value {
            Some(value) if is_of_sample(leaf) => {
                Expr::Leaf(Leaf { value: Some(number::kept(value, context.display)), ..leaf.clone() })
            }
            _ if is_count(leaf) => Expr::Count(leaf.clone()),
            _ => Expr::Leaf(leaf.clone()),
        })
    });
    let value = rule.as_ref().and_then(Expr::value).unwrap_or(f64::NAN);
    (rule, number::kept(value, context.display))
}

fn is_count(leaf: &Leaf) -> bool {
    leaf.subject.is_some_and(|subject| {
        subject.kind == SubjectKind::Setting && subject.setting == Some(crate::step::Subject::UPDATE)
    })
}

/// Puts the figures on paper back where nothing was edited since.
fn restore(layer: &mut Layer, now: &Layer, truth: &Layer, paper: &Layer) {
    let all = [
        (&mut layer.weights, &now.weights, &truth.weights, &paper.weights),
        (&mut layer.biases, &now.biases, &truth.biases, &paper.biases),
    ];
    for (to, now, truth, paper) in all {
        for (((to, now), truth), paper) in to.iter_mut().zip(now).zip(truth).zip(paper) {
            if now.to_bits() == truth.to_bits() {
                *to = *paper;
            }
        }
    }
}

/// Puts a result where the following operations find it.
fn write(update: &mut Update, operation: &Operation, value: f64) {
    let Operation { kind, layer, sample, unit, input, state } = *operation;
    let single = update.batch.rows.len() == 1;
    let Some(shape) = update.before.layers.get(layer) else { return };
    let (units, identity) = (shape.units, shape.activation == Activation::Identity);
    let set = |numbers: Option<&mut Vec<f64>>, index: usize| {
        if let Some(number) = numbers.and_then(|numbers| numbers.get_mut(index)) {
            *number = value;
        }
    };
    let parameter = |weights, biases| match input {
        Some(input) => (weights, input * units + unit),
        None => (biases, unit),
    };
    let of_neuron = sample * units + unit;
    match kind {
        Kind::WeightedSum => {
            set(update.values.pre_activations.get_mut(layer), of_neuron);
            if identity {
                set(update.values.activations.get_mut(layer), of_neuron);
            }
        }
        Kind::Activation => set(update.values.activations.get_mut(layer), of_neuron),
        Kind::Loss => {
            set(Some(&mut update.sample_losses), sample);
            if single {
                update.loss = value;
            }
        }
        Kind::BatchLoss => update.loss = value,
        Kind::OutputError | Kind::HiddenError => set(update.values.deltas.get_mut(layer), of_neuron),
        Kind::WeightGradient | Kind::BiasGradient if !single => {}
        Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => {
            let (numbers, index) =
                parameter(update.weight_gradients.get_mut(layer), update.bias_gradients.get_mut(layer));
            set(numbers, index);
        }
        Kind::OptimizerState => {
            let Some(kept) = update.moments_after.0.get_mut(state).and_then(|kept| kept.get_mut(layer))
            else {
                return;
            };
            let (numbers, index) = parameter(Some(&mut kept.weights), Some(&mut kept.biases));
            set(numbers, index);
        }
        Kind::WeightUpdate | Kind::BiasUpdate => {
            let Some(layer) = update.after.layers.get_mut(layer) else { return };
            let (numbers, index) = parameter(Some(&mut layer.weights), Some(&mut layer.biases));
            set(numbers, index);
        }
    }
}
