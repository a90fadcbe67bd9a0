//! The arithmetic between an operation and its index.

use super::{Kind, Operation, Phase};
use crate::network::{Bias, Network};

/// How far [`Plan::next_boundary`] and its twin go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The last operation of a layer in its phase.
    Layer,
    /// The last operation of a pass: forward with its loss, backward, update.
    Pass,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Forward,
    Loss,
    BatchLoss,
    Errors,
    Gradients,
    BatchGradients,
    Updates,
}

impl Part {
    fn phase(self) -> Phase {
        match self {
            Part::Forward => Phase::Forward,
            Part::Loss | Part::BatchLoss => Phase::Loss,
            Part::Errors | Part::Gradients | Part::BatchGradients => Phase::Backward,
            Part::Updates => Phase::Update,
        }
    }
}

/// A run of operations of one part of one layer: indices `start + 1 ..= start + length`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Block {
    part: Part,
    layer: usize,
    start: u64,
    length: u64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Shape {
    inputs: u64,
    units: u64,
    activated: bool,
    bias: bool,
}

impl Shape {
    /// Parameters of one unit.
    fn each(self) -> u64 {
        self.inputs + u64::from(self.bias)
    }
}

/// The arithmetic of one update of one network with one batch size.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    shapes: Vec<Shape>,
    blocks: Vec<Block>,
    samples: u64,
    states: u64,
    operations: u64,
}

impl Plan {
    /// The plan of an update of `network` with `samples` in the batch, an optimizer that keeps `states` numbers
    /// a parameter, and updates in place or simultaneous.
    pub fn new(network: &Network, samples: usize, states: usize, in_place: bool) -> Self {
        let shapes = network.layers.iter().map(|layer| Shape {
            inputs: layer.inputs as u64,
            units: layer.units as u64,
            activated: layer.activation != crate::activation::Activation::Identity,
            bias: layer.bias != Bias::Absent,
        });
        let mut plan = Plan {
            shapes: shapes.collect(),
            blocks: Vec::new(),
            samples: samples as u64,
            states: states as u64,
            operations: 0,
        };
        let layers = plan.shapes.len();
        for layer in 0..layers {
            plan.push(Part::Forward, layer);
        }
        plan.push(Part::Loss, 0);
        plan.push(Part::BatchLoss, 0);
        for layer in (0..layers).rev() {
            plan.push(Part::Errors, layer);
            plan.push(Part::Gradients, layer);
            plan.push(Part::BatchGradients, layer);
            if in_place {
                plan.push(Part::Updates, layer);
            }
        }
        if !in_place {
            for layer in (0..layers).rev() {
                plan.push(Part::Updates, layer);
            }
        }
        plan
    }

    fn push(&mut self, part: Part, layer: usize) {
        let Some(&shape) = self.shapes.get(layer) else { return };
        let several = self.samples > 1;
        let length = match part {
            Part::Forward => self.samples * shape.units * (1 + u64::from(shape.activated)),
            Part::Loss => self.samples,
            Part::BatchLoss => u64::from(several),
            Part::Errors => self.samples * shape.units,
            Part::Gradients => self.samples * shape.units * shape.each(),
            Part::BatchGradients => u64::from(several) * shape.units * shape.each(),
            Part::Updates => shape.units * shape.each() * (1 + self.states),
        };
        if length > 0 {
            self.blocks.push(Block { part, layer, start: self.operations, length });
            self.operations += length;
        }
    }

    /// How many operations the update has.
    pub fn operations(&self) -> u64 {
        self.operations
    }

    /// Samples in the batch.
    pub fn samples(&self) -> usize {
        self.samples as usize
    }

    fn block(&self, index: u64) -> Option<&Block> {
        self.blocks.iter().find(|block| index > block.start && index <= block.start + block.length)
    }

    /// The phase at `index`; [`Phase::Start`] at 0.
    pub fn phase(&self, index: u64) -> Phase {
        self.block(index).map_or(Phase::Start, |block| block.part.phase())
    }

    /// The operation at `index` (1 … [`Plan::operations`]); `None` at 0 and beyond the end.
    pub fn operation(&self, index: u64) -> Option<Operation> {
        let block = self.block(index)?;
        let shape = *self.shapes.get(block.layer)?;
        let k = index - block.start - 1;
        let layer = block.layer;
        let plain = |kind| Operation { kind, layer, sample: 0, unit: 0, input: None, state: 0 };
        Some(match block.part {
            Part::Forward => {
                let per_unit = 1 + u64::from(shape.activated);
                let (unit, sample) = ((k / per_unit) % shape.units, k / per_unit / shape.units);
                let kind = if k.is_multiple_of(per_unit) { Kind::WeightedSum } else { Kind::Activation };
                Operation { sample: sample as usize, unit: unit as usize, ..plain(kind) }
            }
            Part::Loss => Operation { sample: k as usize, ..plain(Kind::Loss) },
            Part::BatchLoss => plain(Kind::BatchLoss),
            Part::Errors => {
                let last = layer + 1 == self.shapes.len();
                let kind = if last { Kind::OutputError } else { Kind::HiddenError };
                let unit = shape.units - 1 - k % shape.units;
                Operation { sample: (k / shape.units) as usize, unit: unit as usize, ..plain(kind) }
            }
            Part::Gradients => {
                let each = shape.units * shape.each();
                let (unit, input) = parameter(shape, k % each);
                let kind = if input.is_some() { Kind::WeightGradient } else { Kind::BiasGradient };
                Operation { sample: (k / each) as usize, unit, input, ..plain(kind) }
            }
            Part::BatchGradients => {
                let (unit, input) = parameter(shape, k);
                Operation { unit, input, ..plain(Kind::BatchGradient) }
            }
            Part::Updates => {
                let (which, state) = (k / (1 + self.states), k % (1 + self.states));
                let (unit, input) = parameter(shape, which);
                let kind = match input {
                    _ if state < self.states => Kind::OptimizerState,
                    Some(_) => Kind::WeightUpdate,
                    None => Kind::BiasUpdate,
                };
                let state = if kind == Kind::OptimizerState { state as usize } else { 0 };
                Operation { unit, input, state, ..plain(kind) }
            }
        })
    }

    /// The index of `operation`; `None` where this update has no such operation.
    pub fn index_of(&self, operation: &Operation) -> Option<u64> {
        let part = match operation.kind {
            Kind::WeightedSum | Kind::Activation => Part::Forward,
            Kind::Loss => Part::Loss,
            Kind::BatchLoss => Part::BatchLoss,
            Kind::OutputError | Kind::HiddenError => Part::Errors,
            Kind::WeightGradient | Kind::BiasGradient => Part::Gradients,
            Kind::BatchGradient => Part::BatchGradients,
            Kind::OptimizerState | Kind::WeightUpdate | Kind::BiasUpdate => Part::Updates,
        };
        let block = self.blocks.iter().find(|block| block.part == part && block.layer == operation.layer)?;
        let shape = *self.shapes.get(block.layer)?;
        let (sample, unit) = (operation.sample as u64, operation.unit as u64);
        if sample >= self.samples || unit >= shape.units {
            return None;
        }
        let k = match part {
            Part::Forward => {
                let per_unit = 1 + u64::from(shape.activated);
                (sample * shape.units + unit) * per_unit + u64::from(operation.kind == Kind::Activation)
            }
            Part::Loss => sample,
            Part::BatchLoss => 0,
            Part::Errors => sample * shape.units + shape.units - 1 - unit,
            Part::Gradients => sample * shape.units * shape.each() + place(shape, unit, operation.input)?,
            Part::BatchGradients => place(shape, unit, operation.input)?,
            Part::Updates => {
                let state =
                    if operation.kind == Kind::OptimizerState { operation.state as u64 } else { self.states };
                place(shape, unit, operation.input)? * (1 + self.states) + state
            }
        };
        let index = block.start + 1 + k;
        // What the arithmetic gives for an operation that is not there (the activation of an identity layer, a
        // bias that does not exist) decodes to another one.
        (self.operation(index)? == *operation).then_some(index)
    }

    /// Last operation of the forward pass, its loss included.
    pub fn forward_end(&self) -> u64 {
        self.end(|part| matches!(part, Part::Loss | Part::BatchLoss))
    }

    /// Last operation of the backward pass.
    pub fn backward_end(&self) -> u64 {
        self.end(|part| part.phase() == Phase::Backward)
    }

    fn end(&self, is: impl Fn(Part) -> bool) -> u64 {
        self.blocks.iter().rev().find(|block| is(block.part)).map_or(0, |block| block.start + block.length)
    }

    /// The first place to stop at after `index`, or `None` where the next one is the start of the next update.
    pub fn next_boundary(&self, index: u64, stop: Stop) -> Option<u64> {
        self.boundaries(stop).into_iter().find(|&boundary| boundary > index)
    }

    /// The last place to stop at before `index`; 0, the start of the update, counts as one.
    pub fn previous_boundary(&self, index: u64, stop: Stop) -> u64 {
        self.boundaries(stop).into_iter().rev().find(|&boundary| boundary < index).unwrap_or(0)
    }

    /// The last operation of each layer or pass. At most a few dozen.
    fn boundaries(&self, stop: Stop) -> Vec<u64> {
        match stop {
            Stop::Pass => vec![self.forward_end(), self.backward_end(), self.operations],
            Stop::Layer => {
                let mut ends = Vec::new();
                for (i, block) in self.blocks.iter().enumerate() {
                    let follows = self.blocks.get(i + 1).is_some_and(|next| {
                        next.part.phase() == block.part.phase() && next.layer == block.layer
                    });
                    if !follows {
                        ends.push(block.start + block.length);
                    }
                }
                ends
            }
        }
    }
}

/// Parameter `k` of a layer in the order of the gradients: (unit, input or bias).
fn parameter(shape: Shape, k: u64) -> (usize, Option<usize>) {
    let each = shape.each();
    let unit = shape.units - 1 - k / each;
    let r = k % each;
    (unit as usize, (r < shape.inputs).then(|| (shape.inputs - 1 - r) as usize))
}

/// The inverse of [`parameter`].
fn place(shape: Shape, unit: u64, input: Option<usize>) -> Option<u64> {
    let r = match input {
        Some(input) if (input as u64) < shape.inputs => shape.inputs - 1 - input as u64,
        Some(_) => return None,
        None => shape.inputs,
    };
    Some((shape.units - 1 - unit) * shape.each() + r)
}
