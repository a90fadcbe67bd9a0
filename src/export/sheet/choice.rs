//! Which operations of an update a sheet shows: all of a small one; of a large one the first samples, and of a wide
//! one the first neurons and weights of each layer.

use crate::network::{Bias, Network};
use crate::operation::{Kind, Phase, Plan};

/// Operations on a sheet at the most, by and large: some ten printed pages.
pub const MOST_OPERATIONS: u64 = 100;

/// Operations of one sort in one layer, for one sample after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// The part of the update.
    pub(super) phase: Phase,
    /// What its first operation does.
    pub(super) kind: Kind,
    pub(super) layer: usize,
    /// Index of its first operation.
    pub(super) first: u64,
    /// Operations of one sample, or all of them where it is of no sample.
    pub(super) each: u64,
    /// Samples; 1 where it is of no sample.
    pub(super) times: u64,
    /// Operations that belong together, such as a weighted sum and its activation.
    together: u64,
}

/// What is shown of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// All of it, in order.
    pub(super) parts: Vec<Part>,
    /// The first so many samples.
    pub(super) samples: u64,
    /// Operations of each part, for each sample.
    each: u64,
}

impl Choice {
    /// The most of an update that fits: as many samples as possible; where even one is too much, the same number of
    /// operations of each part.
    pub(super) fn of(plan: &Plan, network: &Network, states: usize) -> Self {
        let mut choice =
            Choice { parts: parts(plan, network, states), samples: plan.samples() as u64, each: u64::MAX };
        while choice.operations() > MOST_OPERATIONS && choice.samples > 1 {
            // Every sample takes at least one operation.
            choice.samples = (choice.samples - 1).min(MOST_OPERATIONS);
        }
        if choice.operations() > MOST_OPERATIONS {
            choice.each = MOST_OPERATIONS;
        }
        while choice.operations() > MOST_OPERATIONS && choice.each > 1 {
            choice.each -= 1;
        }
        choice
    }

    /// How many samples and how many operations of each are shown of a part.
    pub(super) fn shown(&self, part: &Part) -> (u64, u64) {
        let each = if part.each <= self.each {
            part.each
        } else {
            // What belongs together is not taken apart.
            (self.each.next_multiple_of(part.together)).min(part.each)
        };
        (part.times.min(self.samples), each)
    }

    /// How many operations are shown.
    pub(super) fn operations(&self) -> u64 {
        self.parts.iter().map(|part| self.shown(part)).map(|(times, each)| times * each).sum()
    }

    /// Whether some neurons or weights of a layer are left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.parts.iter().any(|part| self.shown(part).1 < part.each)
    }
}

/// The parts of an update: a few dozen at most, however many operations it has.
fn parts(plan: &Plan, network: &Network, states: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut first = 1;
    while let Some(operation) = plan.operation(first) {
        let Some(layer) = network.layers.get(operation.layer) else { break };
        let units = layer.units as u64;
        let parameters = units * (layer.inputs as u64 + u64::from(layer.bias != Bias::Absent));
        let (each, together) = match operation.kind {
            Kind::WeightedSum | Kind::Activation => {
                let activated = layer.activation != crate::activation::Activation::Identity;
                let together = 1 + u64::from(activated);
                (units * together, together)
            }
            Kind::Loss | Kind::BatchLoss => (1, 1),
            Kind::OutputError | Kind::HiddenError => (units, 1),
            Kind::WeightGradient | Kind::BiasGradient | Kind::BatchGradient => (parameters, 1),
            Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate => {
                let together = 1 + states as u64;
                (parameters * together, together)
            }
        };
        let times = if operation.kind.is_of_one_sample() { plan.samples() as u64 } else { 1 };
        let phase = plan.phase(first);
        parts.push(Part {
            phase,
            kind: operation.kind,
            layer: operation.layer,
            first,
            each,
            times,
            together,
        });
        first += each * times;
    }
    parts
}
