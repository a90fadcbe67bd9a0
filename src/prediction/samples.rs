//! The samples in the picture, and how many of them are on the right side.

use super::{Targets, evaluate, predict};
use crate::dataset::Dataset;
use crate::network::Network;
use crate::trainer::Trainer;

/// How many samples are drawn, and how many of the current batch besides.
const SHOWN: usize = 500;
const OF_BATCH: usize = 100;
/// How much may be computed for the score, in multiplications.
const WORK: f64 = 2.0e6;

/// One sample of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Its row in the data set.
    pub row: usize,
    /// Its inputs.
    pub inputs: Vec<f64>,
    /// Its targets.
    pub targets: Vec<f64>,
    /// What the network gives for it; empty where that was not asked for.
    pub prediction: Vec<f64>,
    /// Whether the current batch has it, and not every other one too.
    pub in_batch: bool,
    /// Whether it is not trained on.
    pub is_test: bool,
}

/// How many samples are on the right side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Those that are.
    pub right: usize,
    /// Those that were looked at.
    pub looked_at: usize,
    /// Those that there are.
    pub all: usize,
}

/// The samples to draw, those of the batch last: evenly thinned where there are many.
pub(super) fn shown(trainer: &Trainer) -> Vec<Sample> {
    let (data, batch) = (trainer.dataset(), trainer.batch_rows());
    let all = data.len();
    let is_part = batch.len() < data.train_rows().len();
    let mut is_test = vec![false; all];
    for &row in data.test_rows() {
        if let Some(is_test) = is_test.get_mut(row) {
            *is_test = true;
        }
    }
    let ringed: Vec<usize> =
        if is_part { batch.iter().copied().take(OF_BATCH).collect() } else { Vec::new() };
    let each = all.div_ceil(SHOWN).max(1);
    let others = (0..all).step_by(each).filter(|row| !ringed.contains(row));
    let sample = |row: usize, in_batch: bool| Sample {
        row,
        inputs: data.inputs(row).to_vec(),
        targets: data.targets(row).to_vec(),
        prediction: Vec::new(),
        in_batch,
        is_test: is_test.get(row).copied().unwrap_or(false),
    };
    let mut samples: Vec<Sample> = others.map(|row| sample(row, false)).collect();
    samples.extend(ringed.iter().map(|&row| sample(row, true)));
    samples
}

/// The sample of the current operation, else the first one of the batch.
pub(super) fn current(trainer: &Trainer, network: &Network) -> Option<Sample> {
    let row = trainer.step().sample.or(trainer.batch_rows().first().copied())?;
    let data = trainer.dataset();
    let inputs = data.inputs(row).to_vec();
    let prediction = predict(network, &inputs);
    Some(Sample {
        row,
        inputs,
        targets: data.targets(row).to_vec(),
        prediction,
        in_batch: true,
        is_test: false,
    })
}

/// How many of some rows are on the right side, evenly thinned where there are many.
pub(super) fn score(data: &Dataset, rows: &[usize], network: &Network, kind: Targets) -> Option<Score> {
    let affordable = (WORK / evaluate::cost(network).max(1.0)).max(100.0) as usize;
    let some = rows.iter().copied().step_by(rows.len().div_ceil(affordable).max(1));
    let looked_at = some.len();
    let right = some
        .map(|row| kind.is_right(&predict(network, data.inputs(row)), data.targets(row)))
        .try_fold(0, |right, is_right| is_right.map(|is_right| right + usize::from(is_right)))?;
    (looked_at > 0).then_some(Score { right, looked_at, all: rows.len() })
}
