//! A training run at the granularity of whole updates: forward by computing, back by checkpoints.
//!
//! Going back never inverts an update. The run restores a remembered state and computes on from there; every
//! computation is deterministic, so it arrives at the same bits.

use super::checkpoints::Checkpoints;
use super::edit::{Change, Edit};
use super::testing::Testing;
use crate::config::{Config, limits};
use crate::dataset::Dataset;
use crate::network::Network;
use crate::optimizer::Optimizer;
use crate::update::Update;
use std::ops::Range;

/// An edit with the value it replaced, so that it can be taken back exactly.
#[derive(Debug, Clone, Copy)]
struct Made {
    edit: Edit,
    old: f64,
}

/// The state at the start of one update, and the history that leads there.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) config: Config,
    base: u64,
    at: u64,
    pub(super) data: Dataset,
    pub(super) optimizer: Optimizer,
    /// The current update: `work.before` is the network now; the rest is valid when `fresh`.
    work: Update,
    fresh: bool,
    /// The order of the rows in one epoch, where it is shuffled.
    order: Option<(u64, Vec<usize>)>,
    edits: Vec<Made>,
    /// How many of `edits` are in force at the current update.
    applied: usize,
    losses: Vec<f64>,
    /// Which of these updates left every parameter as it was.
    still: Vec<Range<u64>>,
    /// The test loss at the start of the run and of every epoch after it; empty without rows to test on.
    tests: Vec<f64>,
    testing: Testing,
    checkpoints: Checkpoints,
}

impl Run {
    /// A run whose remembered states take at most `memory` bytes, but for the first and the current one.
    pub(super) fn new(config: Config, memory: usize) -> Self {
        let base = config.state.as_ref().map_or(0, |state| state.update);
        let network = config.network();
        let moments = config.moments(&network);
        let work = Update::new(network, moments, config.order);
        let mut run = Run {
            base,
            at: base,
            data: config.data.dataset.clone(),
            optimizer: config.optimizer,
            checkpoints: Checkpoints::new(base, &work, memory),
            work,
            fresh: false,
            order: None,
            edits: Vec::new(),
            applied: 0,
            losses: Vec::new(),
            still: Vec::new(),
            tests: Vec::new(),
            testing: Testing::default(),
            config,
        };
        run.changed();
        run
    }

    /// First update of the run.
    pub(super) fn base(&self) -> u64 {
        self.base
    }

    /// Updates completed.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// The furthest update whose start was reached.
    pub(super) fn reached(&self) -> u64 {
        self.base + self.losses.len() as u64
    }

    /// The furthest update that may be reached.
    pub(super) fn limit(&self) -> u64 {
        self.base + limits::UPDATES
    }

    /// Losses of every update completed, also of those after the current one.
    pub(super) fn history(&self) -> &[f64] {
        &self.losses
    }

    /// The network at the start of the current update, edits included.
    pub(super) fn network(&self) -> &Network {
        &self.work.before
    }

    /// The current update. Only its batch and the network before it are valid unless it was computed.
    pub(super) fn update(&self) -> &Update {
        &self.work
    }

    /// The current update, if it was computed.
    pub(super) fn computed(&self) -> Option<&Update> {
        self.fresh.then_some(&self.work)
    }

    /// Whether the current update gives a number that is not finite.
    pub(super) fn is_stuck(&mut self) -> bool {
        !self.compute().is_finite()
    }

    /// The states that are remembered, those after the current update too.
    pub(super) fn checkpoints(&self) -> &Checkpoints {
        &self.checkpoints
    }

    /// How many bytes they may take.
    pub(super) fn memory(&self) -> usize {
        self.checkpoints.budget()
    }

    /// How many bytes the checkpoints take.
    pub(super) fn checkpoint_bytes(&self) -> usize {
        self.checkpoints.bytes()
    }

    /// Computes the current update, unless that was done.
    pub(super) fn compute(&mut self) -> &Update {
        if !self.fresh {
            self.work.compute(self.config.loss, self.optimizer, self.at + 1);
            self.fresh = true;
        }
        &self.work
    }

    /// Completes the current update. `false`, and nothing moves, where a loss or a parameter is not finite.
    pub(super) fn advance(&mut self) -> bool {
        if self.is_stuck() || self.at >= self.limit() {
            return false;
        }
        if self.at == self.reached() {
            self.losses.push(self.work.loss);
            if self.work.before == self.work.after {
                self.note_still();
            }
        }
        std::mem::swap(&mut self.work.before, &mut self.work.after);
        std::mem::swap(&mut self.work.moments_before, &mut self.work.moments_after);
        self.at += 1;
        self.checkpoints.record(self.at, &self.work);
        self.arrive();
        true
    }

    fn note_still(&mut self) {
        match self.still.last_mut() {
            Some(last) if last.end == self.at => last.end += 1,
            _ => self.still.push(self.at..self.at + 1),
        }
    }

    /// Whether an update that was completed left every parameter as it was.
    pub(super) fn was_still(&self, update: u64) -> bool {
        let found = self.still.partition_point(|range| range.end <= update);
        self.still.get(found).is_some_and(|range| range.contains(&update))
    }

    /// Goes to the start of `update`, back or forward. Stops on the way where an update is not finite.
    pub(super) fn go_to(&mut self, update: u64) {
        if update < self.at {
            let target = self.checkpoints.restore(update, &mut self.work);
            self.at = target;
            // Settings go back to what they were before the edits of that update; its edits follow on arrival.
            while self.applied > 0
                && self.edits.get(self.applied - 1).is_some_and(|made| made.edit.update >= target)
            {
                self.applied -= 1;
                if let Some(made) = self.edits.get(self.applied).copied()
                    && !is_parameter(made.edit.change)
                {
                    self.set(made.edit.change.to(made.old));
                }
            }
            self.arrive();
        }
        while self.at < update && self.advance() {}
    }

    /// Makes an edit at the start of the current update. What came later is dropped.
    pub(super) fn edit(&mut self, change: Change) {
        self.drop_future();
        if let Some(old) = self.get(change) {
            self.edits.push(Made { edit: Edit { update: self.at, change }, old });
            self.applied = self.edits.len();
            self.set(change);
            self.changed();
        }
    }

    /// Takes the last edit at the start of the current update back, with all that came later. `false` where
    /// there is none.
    pub(super) fn undo_edit(&mut self) -> bool {
        match self.applied.checked_sub(1).and_then(|last| self.edits.get(last)).copied() {
            Some(made) if made.edit.update == self.at => {
                self.drop_future();
                self.edits.pop();
                self.applied = self.edits.len();
                self.set(made.edit.change.to(made.old));
                self.changed();
                true
            }
            _ => false,
        }
    }

    /// Every edit, also those after the current update.
    pub(super) fn edits(&self) -> impl Iterator<Item = Edit> + '_ {
        self.edits.iter().map(|made| made.edit)
    }

    /// Whether edits have left the data set other than the document has it. Only what they touched is looked at.
    pub(super) fn has_other_data(&self) -> bool {
        self.edits.iter().take(self.applied).any(|made| match made.edit.change {
            Change::Input { sample, input, .. } => {
                let of = |data: &Dataset| data.inputs(sample).get(input).copied();
                of(&self.data) != of(&self.config.data.dataset)
            }
            Change::Target { sample, output, .. } => {
                let of = |data: &Dataset| data.targets(sample).get(output).copied();
                of(&self.data) != of(&self.config.data.dataset)
            }
            Change::Weight { .. } | Change::Bias { .. } | Change::LearningRate { .. } => false,
        })
    }

    /// Whether the change names something that exists.
    pub(super) fn has(&self, change: Change) -> bool {
        self.get(change).is_some()
    }

    fn get(&self, change: Change) -> Option<f64> {
        match change {
            Change::Weight { layer, input, unit, .. } => {
                let layer = self.work.before.layers.get(layer)?;
                (input < layer.inputs && unit < layer.units)
                    .then(|| layer.weights.get(layer.index(input, unit)).copied())?
            }
            Change::Bias { layer, unit, .. } => self.work.before.layers.get(layer)?.biases.get(unit).copied(),
            Change::LearningRate { .. } => Some(self.optimizer.learning_rate()),
            Change::Input { sample, input, .. } => self.data.inputs(sample).get(input).copied(),
            Change::Target { sample, output, .. } => self.data.targets(sample).get(output).copied(),
        }
    }

    fn set(&mut self, change: Change) {
        let value = change.value();
        let place = match change {
            Change::Weight { layer, input, unit, .. } => {
                self.work.before.layers.get_mut(layer).and_then(|layer| {
                    let index = layer.index(input, unit);
                    layer.weights.get_mut(index)
                })
            }
            Change::Bias { layer, unit, .. } => {
                self.work.before.layers.get_mut(layer).and_then(|layer| layer.biases.get_mut(unit))
            }
            Change::LearningRate { .. } => {
                self.optimizer = self.optimizer.with_learning_rate(value);
                None
            }
            Change::Input { sample, input, .. } => self.data.input_mut(sample, input),
            Change::Target { sample, output, .. } => self.data.target_mut(sample, output),
        };
        if let Some(place) = place {
            *place = value;
        }
    }

    /// Applies the edits of the update just reached.
    fn arrive(&mut self) {
        while let Some(made) = self.edits.get(self.applied).copied()
            && made.edit.update == self.at
        {
            self.set(made.edit.change);
            self.applied += 1;
        }
        self.changed();
    }

    fn changed(&mut self) {
        self.fresh = false;
        self.load_batch();
        self.test();
    }

    /// The test loss at (update, loss), as far as it was ever reached.
    pub(super) fn test_history(&self) -> Vec<(u64, f64)> {
        self.tests.iter().enumerate().map(|(index, loss)| (self.tested_at(index as u64), *loss)).collect()
    }

    /// The update at whose start the test loss with this index is taken.
    fn tested_at(&self, index: u64) -> u64 {
        let per_epoch = self.data.updates_per_epoch(self.config.batch_size());
        if index == 0 { self.base } else { (self.base / per_epoch + index) * per_epoch }
    }

    /// Takes the test loss where it is due and not known yet.
    fn test(&mut self) {
        if self.at == self.tested_at(self.tests.len() as u64) {
            let loss = self.testing.loss(&self.work.before, &self.data, self.config.loss);
            self.tests.extend(loss);
        }
    }

    fn drop_future(&mut self) {
        self.edits.truncate(self.applied);
        self.losses.truncate((self.at - self.base) as usize);
        self.still.retain(|range| range.start < self.at);
        if let Some(last) = self.still.last_mut() {
            last.end = last.end.min(self.at);
        }
        while self.tests.len().checked_sub(1).is_some_and(|last| self.tested_at(last as u64) >= self.at) {
            self.tests.pop();
        }
        self.checkpoints.truncate(self.at);
    }

    fn load_batch(&mut self) {
        let size = self.config.batch_size();
        let (start, samples) = self.data.batch(self.at, size);
        let batch = &mut self.work.batch;
        batch.rows.clear();
        match self.config.batch.filter(|batch| batch.shuffle) {
            Some(shuffle) => {
                let epoch = self.at / self.data.updates_per_epoch(size);
                if self.order.as_ref().is_none_or(|(of, _)| *of != epoch) {
                    self.order = Some((epoch, self.data.order(shuffle.seed, epoch)));
                }
                if let Some((_, order)) = &self.order {
                    batch.rows.extend(order.iter().skip(start).take(samples));
                }
            }
            None => batch.rows.extend(self.data.train_rows().iter().skip(start).take(samples)),
        }
        batch.inputs.clear();
        batch.targets.clear();
        for &row in &batch.rows {
            batch.inputs.extend_from_slice(self.data.inputs(row));
            batch.targets.extend_from_slice(self.data.targets(row));
        }
    }
}

fn is_parameter(change: Change) -> bool {
    matches!(change, Change::Weight { .. } | Change::Bias { .. })
}
