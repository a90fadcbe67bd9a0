//! Remembered states of a run, within a bounded memory.

use crate::update::Update;

/// The parameters, and what the optimizer keeps of them, at the start of some updates. The first update of the run is always among them; the rest are
/// `stride` apart, and the stride doubles whenever the budget is reached.
#[derive(Debug, Clone)]
pub(super) struct Checkpoints {
    base: u64,
    stride: u64,
    budget: usize,
    entries: Vec<(u64, Vec<f64>)>,
}

impl Checkpoints {
    /// Starts with the state of the run's first update.
    pub(super) fn new(base: u64, start: &Update, budget: usize) -> Self {
        Checkpoints { base, stride: 1, budget, entries: vec![(base, flatten(start))] }
    }

    /// Remembers the state at `update` if it is due. The current state, which the run itself holds, counts.
    pub(super) fn record(&mut self, update: u64, now: &Update) {
        if !(update - self.base).is_multiple_of(self.stride) || self.last() >= update {
            return;
        }
        let bytes = entry_bytes(numbers(now));
        while (self.entries.len() + 2).saturating_mul(bytes) > self.budget {
            if self.entries.len() == 1 {
                return;
            }
            self.stride *= 2;
            let (base, stride) = (self.base, self.stride);
            self.entries.retain(|(at, _)| (at - base).is_multiple_of(stride));
        }
        if (update - self.base).is_multiple_of(self.stride) {
            self.entries.push((update, flatten(now)));
        }
    }

    /// Writes the last remembered state at or before `update` into `into`, and says at which update it was.
    pub(super) fn restore(&self, update: u64, into: &mut Update) -> u64 {
        let found = self.entries.partition_point(|(at, _)| *at <= update).saturating_sub(1);
        match self.entries.get(found) {
            Some((at, parameters)) => {
                unflatten(parameters, into);
                *at
            }
            None => self.base,
        }
    }

    /// Every remembered state in order: its update, and its parameters, weights before biases, layer by layer.
    pub(super) fn states(&self) -> impl ExactSizeIterator<Item = (u64, &[f64])> + Clone {
        self.entries.iter().map(|(update, parameters)| (*update, parameters.as_slice()))
    }

    /// How many bytes the remembered states may take.
    pub(super) fn budget(&self) -> usize {
        self.budget
    }

    /// Forgets every state after `update`.
    pub(super) fn truncate(&mut self, update: u64) {
        self.entries.retain(|(at, _)| *at <= update);
    }

    /// How many bytes the remembered states take.
    pub(super) fn bytes(&self) -> usize {
        self.entries.iter().map(|(_, parameters)| entry_bytes(parameters.len())).sum()
    }

    fn last(&self) -> u64 {
        self.entries.last().map_or(self.base, |(at, _)| *at)
    }
}

fn entry_bytes(parameters: usize) -> usize {
    // The list of states may have room for twice as many as it holds; the allocator keeps some bytes for each.
    parameters * size_of::<f64>() + 2 * size_of::<(u64, Vec<f64>)>() + 16
}

/// How many numbers the state before an update has.
fn numbers(update: &Update) -> usize {
    update.before.parameters() * (1 + update.moments_before.0.len())
}

fn flatten(update: &Update) -> Vec<f64> {
    let mut flat = Vec::with_capacity(numbers(update));
    for layer in &update.before.layers {
        flat.extend_from_slice(&layer.weights);
        flat.extend_from_slice(&layer.biases);
    }
    update.moments_before.slices().for_each(|numbers| flat.extend_from_slice(numbers));
    flat
}

fn unflatten(flat: &[f64], into: &mut Update) {
    let mut rest = flat;
    let parameters = into.before.layers.iter_mut().flat_map(|layer| [&mut layer.weights, &mut layer.biases]);
    for values in parameters.chain(into.moments_before.slices_mut()) {
        let Some((head, tail)) = rest.split_at_checked(values.len()) else { return };
        values.copy_from_slice(head);
        rest = tail;
    }
}
