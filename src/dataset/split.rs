//! Rows kept out of training, to test on.

use super::{Dataset, shuffle, stream};

/// Which rows are kept out of training.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestSplit {
    /// Their part of all rows, between 0 and 1.
    pub fraction: f64,
    /// What they are drawn from.
    pub seed: u64,
}

impl TestSplit {
    /// How many of `samples` rows: the fraction, rounded to the nearest whole number (up at a half), but at least
    /// one, and never so many that no row is left to train on.
    pub fn count(self, samples: usize) -> usize {
        let most = samples.saturating_sub(1);
        ((self.fraction * samples as f64 + 0.5).floor() as usize).max(1).min(most)
    }

    /// The rows to train on and those to test on, each in ascending order: a function of the number of rows, the
    /// fraction and the seed alone. The test rows are the first ones of a shuffled order.
    pub fn rows(self, samples: usize) -> (Vec<usize>, Vec<usize>) {
        let mut order: Vec<usize> = (0..samples).collect();
        shuffle(&mut order, &mut stream(self.seed, SPLIT));
        let mut test = order;
        let mut train = test.split_off(self.count(samples));
        test.sort_unstable();
        train.sort_unstable();
        (train, test)
    }
}

/// The place of these draws among all of a seed: far beyond those of weights and of shuffled batches.
const SPLIT: u64 = 1 << 62;

impl Dataset {
    /// The same rows, some of them kept to test on.
    #[must_use]
    pub fn split(mut self, split: TestSplit) -> Dataset {
        (self.train, self.test) = split.rows(self.len());
        self
    }
}
