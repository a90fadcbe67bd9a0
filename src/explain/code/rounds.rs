//! Which updates a program makes, and with which rows.

use super::Program;
use super::statement::Item;
use crate::config::Config;
use crate::dataset;

/// The updates of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rounds {
    /// One update with all rows.
    One,
    /// So many updates with all rows, always in the same order.
    Several(u64),
    /// The batches of an epoch, in its order, from this row of it on.
    RestOfEpoch(usize),
    /// Updates with these rows each, as they are counted in the program.
    Batches(Vec<Vec<usize>>),
}

impl Rounds {
    /// The current update, or where there are several batches the rest of its epoch.
    pub(super) fn current(config: &Config) -> Self {
        let (size, rows) = (config.batch_size(), config.data.train_rows().len());
        if size >= rows {
            return Rounds::One;
        }
        let (first, _) = config.data.dataset.batch(completed(config), size);
        Rounds::RestOfEpoch(first)
    }

    /// So many updates from the current one on.
    pub(super) fn of(config: &Config, updates: u64) -> Self {
        let (size, rows) = (config.batch_size(), config.data.train_rows().len());
        let shuffles = config.batch.unwrap_or_default().shuffle && rows > 1;
        let per_epoch = config.data.dataset.updates_per_epoch(size);
        match Rounds::current(config) {
            Rounds::One if updates == 1 => Rounds::One,
            Rounds::One if !shuffles => Rounds::Several(updates),
            rest @ Rounds::RestOfEpoch(_) if updates == per_epoch - completed(config) % per_epoch => rest,
            _ => Rounds::Batches(batches(config, updates)),
        }
    }
}

/// Updates completed before.
pub(super) fn completed(config: &Config) -> u64 {
    config.state.as_ref().map_or(0, |state| state.update)
}

/// The rows of each of so many updates, counted among those that are trained on.
fn batches(config: &Config, updates: u64) -> Vec<Vec<usize>> {
    let (size, rows) = (config.batch_size(), config.data.train_rows().len());
    let batch = config.batch.unwrap_or_default();
    let per_epoch = config.data.dataset.updates_per_epoch(size);
    let mut order: Vec<usize> = (0..rows).collect();
    let mut shuffled = None;
    let of = |number: u64| {
        let update = completed(config).saturating_add(number);
        let epoch = update / per_epoch;
        if batch.shuffle && shuffled != Some(epoch) {
            order = dataset::shuffled(rows, batch.seed, epoch);
            shuffled = Some(epoch);
        }
        let (start, length) = config.data.dataset.batch(update, size);
        order.get(start..start + length).unwrap_or_default().to_vec()
    };
    (0..updates).map(of).collect()
}

impl Program<'_> {
    /// Whether its update is in a loop.
    pub(super) fn repeats(&self) -> bool {
        self.rounds != Rounds::One
    }

    /// Whether every round takes other rows, as `X` and `Y`.
    pub(super) fn batches(&self) -> bool {
        matches!(self.rounds, Rounds::RestOfEpoch(_) | Rounds::Batches(_))
    }

    /// What is remarked before its loop.
    pub(super) fn about_rounds(&self) -> Item {
        Item::Remark(match &self.rounds {
            Rounds::One => "One update.".to_owned(),
            Rounds::Several(updates) => format!("{updates} updates with all samples."),
            Rounds::RestOfEpoch(first) => {
                let what = if *first == 0 { "One epoch" } else { "The rest of the epoch" };
                format!("{what}, batch by batch. The last one may be short.")
            }
            Rounds::Batches(batches) if batches.len() == 1 => {
                "One update, with the samples of its batch.".to_owned()
            }
            Rounds::Batches(batches) => format!("{} updates, batch by batch.", batches.len()),
        })
    }

    /// The rows of each batch as lists, below each other, where they are written down: `batches = [[0, 2],`.
    pub(super) fn batch_lists(&self, head: &str, list: &str, end: &str) -> Option<String> {
        let Rounds::Batches(batches) = &self.rounds else { return None };
        let rows = batches.iter().map(|rows| {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            format!("{list}[{}]", rows.join(", "))
        });
        let separator = format!(",\n{}", " ".repeat(head.len() + 1));
        Some(format!("{head}[{}]{end}", rows.collect::<Vec<_>>().join(&separator)))
    }
}
