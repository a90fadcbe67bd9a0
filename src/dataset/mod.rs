//! The data set, which rows of it are trained on, and how those are cut into batches.

pub mod generate;
pub mod iris;
mod split;
mod standardise;
pub mod table;

pub use split::TestSplit;

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// Samples: each a row of inputs and a row of targets. Some rows may be kept out of training, to test on.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    width: usize,
    outputs: usize,
    inputs: Vec<f64>,
    targets: Vec<f64>,
    train: Vec<usize>,
    test: Vec<usize>,
}

impl Dataset {
    /// A data set of rows of `width` inputs and `outputs` targets, both row-major, all of them trained on.
    pub fn new(width: usize, outputs: usize, inputs: Vec<f64>, targets: Vec<f64>) -> Self {
        let rows = inputs.len() / width.max(1);
        Dataset { width, outputs, inputs, targets, train: (0..rows).collect(), test: Vec::new() }
    }

    /// Number of samples, those to test on included.
    pub fn len(&self) -> usize {
        self.inputs.len() / self.width.max(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Numbers in a row of inputs.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Numbers in a row of targets.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// The rows that are trained on, in ascending order.
    pub fn train_rows(&self) -> &[usize] {
        &self.train
    }

    /// The rows that are only tested on, in ascending order.
    pub fn test_rows(&self) -> &[usize] {
        &self.test
    }

    /// The inputs of a row; empty where there is no such row.
    pub fn inputs(&self, row: usize) -> &[f64] {
        self.inputs.chunks_exact(self.width.max(1)).nth(row).unwrap_or(&[])
    }

    /// The targets of a row; empty where there is no such row.
    pub fn targets(&self, row: usize) -> &[f64] {
        self.targets.chunks_exact(self.outputs.max(1)).nth(row).unwrap_or(&[])
    }

    /// How many classes the rows belong to: with a target for each class, of which the row's own is 1 and the others
    /// are 0. `None` where some row is not like that, or there is only one target.
    pub fn classes(&self) -> Option<usize> {
        let is_one = |row: usize| {
            let targets = self.targets(row);
            targets.iter().all(|target| *target == 0.0 || *target == 1.0)
                && targets.iter().sum::<f64>() == 1.0
        };
        (self.outputs > 1 && (0..self.len()).all(is_one)).then_some(self.outputs)
    }

    /// One input, to read or change; `None` where there is no such place.
    pub fn input_mut(&mut self, row: usize, input: usize) -> Option<&mut f64> {
        self.inputs.chunks_exact_mut(self.width.max(1)).nth(row)?.get_mut(input)
    }

    /// One target, to read or change; `None` where there is no such place.
    pub fn target_mut(&mut self, row: usize, output: usize) -> Option<&mut f64> {
        self.targets.chunks_exact_mut(self.outputs.max(1)).nth(row)?.get_mut(output)
    }

    /// The same rows, all of them trained on.
    #[must_use]
    pub fn whole(mut self) -> Dataset {
        self.train = (0..self.len()).collect();
        self.test = Vec::new();
        self
    }

    /// One row more at the end, all of it 0. All rows are trained on.
    #[must_use]
    pub fn with_row(mut self) -> Dataset {
        self.inputs.resize(self.inputs.len() + self.width, 0.0);
        self.targets.resize(self.targets.len() + self.outputs, 0.0);
        self.whole()
    }

    /// One row less; the same where there is no such row. All rows are trained on.
    #[must_use]
    pub fn without_row(mut self, row: usize) -> Dataset {
        if row < self.len() {
            self.inputs.drain(row * self.width..(row + 1) * self.width);
            self.targets.drain(row * self.outputs..(row + 1) * self.outputs);
        }
        self.whole()
    }

    /// The same rows with other numbers of columns: further ones are 0, the last ones go.
    #[must_use]
    pub fn with_columns(self, width: usize, outputs: usize) -> Dataset {
        Dataset {
            inputs: resized(self.inputs, self.width, width),
            targets: resized(self.targets, self.outputs, outputs),
            width,
            outputs,
            ..self
        }
    }

    /// Updates in one walk over the rows that are trained on.
    pub fn updates_per_epoch(&self, batch_size: usize) -> u64 {
        self.train.len().div_ceil(batch_size.max(1)).max(1) as u64
    }

    /// Where the batch of an update starts in its epoch's order, and how many samples it has. The last one of an
    /// epoch may be short.
    pub fn batch(&self, update: u64, batch_size: usize) -> (usize, usize) {
        let start = (update % self.updates_per_epoch(batch_size)) as usize * batch_size;
        (start, batch_size.min(self.train.len().saturating_sub(start)))
    }

    /// The rows that are trained on in the order in which an epoch takes them where it is shuffled.
    pub fn order(&self, seed: u64, epoch: u64) -> Vec<usize> {
        let place = |index: usize| self.train.get(index).copied();
        shuffled(self.train.len(), seed, epoch).into_iter().filter_map(place).collect()
    }
}

/// Rows of `before` numbers as rows of `now`.
fn resized(numbers: Vec<f64>, before: usize, now: usize) -> Vec<f64> {
    if before == now {
        return numbers;
    }
    let mut resized = Vec::with_capacity(numbers.len() / before.max(1) * now);
    for row in numbers.chunks_exact(before.max(1)) {
        resized.extend(row.iter().copied().chain(std::iter::repeat(0.0)).take(now));
    }
    resized
}

/// The order of `samples` rows in an epoch: a function of seed and epoch alone.
///
/// A Fisher–Yates shuffle, its numbers from PCG64 (XSL RR 128/64) seeded with `seed` and moved on by
/// `(epoch + 2²⁰)·2⁶⁴` draws, beyond those of any layer's weights ([`crate::init`]). A number below `n` is the upper half of the 128-bit product of a draw with `n`.
pub fn shuffled(samples: usize, seed: u64, epoch: u64) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..samples).collect();
    shuffle(&mut rows, &mut stream(seed, epoch.saturating_add(1 << 20)));
    rows
}

/// The draws of a seed, moved on by `number`·2⁶⁴.
fn stream(seed: u64, number: u64) -> Pcg64 {
    let mut generator = Pcg64::seed_from_u64(seed);
    generator.advance(u128::from(number) << 64);
    generator
}

fn shuffle(rows: &mut [usize], generator: &mut Pcg64) {
    for i in (1..rows.len()).rev() {
        let j = ((u128::from(generator.next_u64()) * (i as u128 + 1)) >> 64) as usize;
        rows.swap(i, j);
    }
}
