//! Several runs on one clock: the same start, one setting different.
//!
//! The start is a config document: by [`start_of`] that of a trainer's run, edits before its first update included.
//! Every run is a [`Trainer`] of its own, so that each shows what a separate run would, to the last bit. A run that
//! diverges stays at its last finite position while the clock goes on.

pub mod behaviour;
mod variation;

pub use behaviour::{Behaviour, Verdict};
pub use variation::{Setting, Value, Variation, suggestions};

use crate::config::{Config, State};
use crate::display::Display;
use crate::error::{Error, RangeError, Result};
use crate::explain::number;
use crate::step::{Quantity, Subject};
use crate::trainer::{Divergence, Edit, Moment, Trainer};
use behaviour::Course;

/// How many runs there may be.
pub const RUNS: std::ops::RangeInclusive<usize> = 2..=4;
/// How far the clock goes.
pub const UPDATES: u64 = 100_000;

/// Several runs from one start, and how far they are.
#[derive(Debug, Clone)]
pub struct Comparison {
    runs: Vec<Run>,
    setting: Setting,
    first: u64,
    clock: u64,
    reached: u64,
}

#[derive(Debug, Clone)]
struct Run {
    variation: Variation,
    trainer: Trainer,
    /// The loss of every update reached, the first one of the clock at index 0.
    losses: Vec<f64>,
    /// `prediction − target` beside them, where there is one sample with one output.
    errors: Vec<f64>,
    /// How many samples the batches of an epoch have, that of the clock's first update first.
    sizes: Vec<usize>,
    divergence: Option<Divergence>,
}

/// What can be read of a run at the clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its value of the setting: `0.01`, `in place`.
    pub label: String,
    /// Where it stands: at the clock, or at the last finite position.
    pub update: u64,
    /// The batch's loss there. It is not finite where that is what ended the run.
    pub loss: f64,
    /// The prediction for the first sample.
    pub prediction: Vec<f64>,
    /// That sample's targets.
    pub target: Vec<f64>,
    /// The update that gave a number which is not finite, if the clock is there or beyond.
    pub diverged_at: Option<u64>,
}

impl Reading {
    /// The first prediction less its target.
    pub fn error(&self) -> f64 {
        match (self.prediction.first(), self.target.first()) {
            (Some(prediction), Some(target)) => prediction - target,
            _ => f64::NAN,
        }
    }
}

impl Comparison {
    /// Runs of `config` with one variation each, the clock at its start.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for fewer than two or more than four variations, and for variations that are
    /// equal, of different settings, or impossible.
    pub fn new(config: &Config, variations: &[Variation]) -> Result<Self> {
        let refuse = |message: String| Err(Error::range("values", message));
        if !RUNS.contains(&variations.len()) {
            return refuse(format!(
                "expected {} to {} runs, got {}",
                RUNS.start(),
                RUNS.end(),
                variations.len()
            ));
        }
        let setting = variations.first().map_or(Setting::LearningRate, |variation| variation.setting());
        for (index, variation) in variations.iter().enumerate() {
            variation.check().map_err(|error| of_run(index, error))?;
            if variation.setting() != setting {
                return refuse("expected values of one setting".to_owned());
            }
            if let Some(earlier) = variations.iter().take(index).position(|earlier| earlier == variation) {
                let (one, other, label) = (earlier + 1, index + 1, variation.label());
                return refuse(format!(
                    "runs {one} and {other}: expected different values, got {label} twice"
                ));
            }
        }
        let mut config = config.clone();
        config.state = config.state.take().map(|state| State { operation: 0, ..state });
        let first = config.state.as_ref().map_or(0, |state| state.update);
        let runs = variations.iter().map(|variation| Run::new(variation, &config)).collect();
        let mut comparison = Comparison { runs, setting, first, clock: first, reached: first };
        comparison.arrive();
        Ok(comparison)
    }

    /// What the runs differ in.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// The clock: updates completed.
    pub fn update(&self) -> u64 {
        self.clock
    }

    /// Where the clock starts.
    pub fn first(&self) -> u64 {
        self.first
    }

    /// The furthest update the clock has reached.
    pub fn reached(&self) -> u64 {
        self.reached
    }

    /// Whether no run goes on from here: the clock is at its end, or all of them have diverged.
    pub fn is_over(&self) -> bool {
        let ended = |run: &Run| run.divergence.is_some_and(|found| found.update <= self.clock);
        self.clock >= self.first.saturating_add(UPDATES) || self.runs.iter().all(ended)
    }

    /// Sets the clock. Every run goes there, or to its last finite position before.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for an update before the start or more than [`UPDATES`] after it.
    pub fn seek(&mut self, update: u64) -> Result<()> {
        let last = self.first + UPDATES;
        if !(self.first..=last).contains(&update) {
            let message = format!("expected an update from {} to {last}, got {update}", self.first);
            return Err(Error::range("update", message));
        }
        self.clock = update;
        self.arrive();
        Ok(())
    }

    /// The clock goes on by one update, unless it is at its end.
    pub fn next(&mut self) {
        self.clock = (self.clock + 1).min(self.first + UPDATES);
        self.arrive();
    }

    /// The clock goes back by one update, unless it is at its start.
    pub fn previous(&mut self) {
        self.clock = self.clock.saturating_sub(1).max(self.first);
        self.arrive();
    }

    fn arrive(&mut self) {
        self.reached = self.reached.max(self.clock);
        for run in &mut self.runs {
            run.go_to(self.first, self.clock);
        }
    }

    /// The runs at the clock, in the order of their variations.
    pub fn readings(&self) -> Vec<Reading> {
        self.runs.iter().map(|run| run.reading(self.first, self.clock)).collect()
    }

    /// The losses of a run by update, as far as it was ever reached; `None` where there is no such run.
    pub fn losses(&self, run: usize) -> Option<&[f64]> {
        self.runs.get(run).map(|run| run.losses.as_slice())
    }

    /// How many updates an epoch has, and the mean loss of every epoch that a run has completed; `None` where an
    /// epoch is one update, and while there are few.
    pub fn epochs(&self, run: usize) -> Option<(usize, Vec<f64>)> {
        let run = self.runs.get(run)?;
        let (updates, means) = (run.sizes.len(), behaviour::epochs(&run.losses, &run.sizes));
        (updates > 1 && means.len() >= behaviour::FEWEST).then_some((updates, means))
    }

    /// The value of the setting that a run has; empty where there is no such run.
    pub fn label(&self, run: usize) -> String {
        self.runs.get(run).map(|run| run.variation.label()).unwrap_or_default()
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// There are always runs.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// How a run behaves, judged by all it was seen to do, also beyond the clock.
    pub fn verdict(&self, run: usize) -> Option<Verdict> {
        let run = self.runs.get(run)?;
        Some(behaviour::judge(&Course {
            losses: &run.losses,
            errors: &run.errors,
            sizes: &run.sizes,
            divergence: run.divergence,
        }))
    }

    /// The trainer of a run, at the clock.
    pub fn trainer(&self, run: usize) -> Option<&Trainer> {
        self.runs.get(run).map(|run| &run.trainer)
    }

    /// Where the run lowest at the clock stands among them, by a loss that is finite; `None` where several are as low.
    pub fn lowest(&self) -> Option<usize> {
        let readings = self.readings();
        let finite = readings
            .iter()
            .enumerate()
            .filter(|(_, reading)| reading.loss.is_finite() && reading.diverged_at.is_none());
        let (index, least) = finite.clone().min_by(|a, b| a.1.loss.total_cmp(&b.1.loss))?;
        (finite.filter(|(_, reading)| reading.loss == least.loss).count() == 1).then_some(index)
    }

    /// How its text shows numbers.
    pub fn display(&self) -> Display {
        self.runs.first().map(|run| *run.trainer.display()).unwrap_or_default()
    }

    /// Changes how its text shows numbers.
    ///
    /// # Errors
    /// As [`Trainer::set_display`].
    pub fn set_display(&mut self, display: Display) -> Result<()> {
        self.runs.iter_mut().try_for_each(|run| run.trainer.set_display(display))
    }

    /// The comparison at the clock in a sentence.
    pub fn text(&self) -> String {
        let (lowest, display) = (self.lowest(), self.display());
        let parts = self.readings().into_iter().enumerate().map(|(index, reading)| {
            let label = self.setting.labelled(&reading.label);
            match reading.diverged_at {
                Some(update) => format!("{label} diverged at update {update}"),
                None => {
                    let lowest = if lowest == Some(index) { ", the lowest" } else { "" };
                    let loss = number::plain(reading.loss, &display);
                    format!("{label}: loss {loss}{lowest}")
                }
            }
        });
        format!("At update {}: {}.", self.clock, parts.collect::<Vec<_>>().join("; "))
    }
}

impl Run {
    fn new(variation: &Variation, start: &Config) -> Self {
        let config = variation.apply(start);
        let (size, data) = (config.batch_size(), &config.data.dataset);
        let first = config.state.as_ref().map_or(0, |state| state.update);
        let updates = first..first + data.updates_per_epoch(size);
        let sizes = updates.map(|update| data.batch(update, size).1).collect();
        Run {
            variation: *variation,
            trainer: Trainer::new(config),
            losses: Vec::new(),
            errors: Vec::new(),
            sizes,
            divergence: None,
        }
    }

    fn go_to(&mut self, first: u64, clock: u64) {
        while self.divergence.is_none() && first + (self.losses.len() as u64) <= clock {
            let update = first + self.losses.len() as u64;
            // An update within the run's limits, and an operation every update has.
            if self.trainer.seek(update, 0).is_err() {
                return;
            }
            if let Some(error) = self.error() {
                self.errors.push(error);
            }
            self.losses.push(self.trainer.forward());
            self.divergence = self.trainer.divergence();
        }
        let update = self.divergence.map_or(clock, |last| last.update.min(clock));
        // Reached before, so it exists.
        let _ = self.trainer.seek(update, 0);
    }

    /// `prediction − target` of the only output of the only sample.
    fn error(&self) -> Option<f64> {
        let data = self.trainer.dataset();
        match (data.train_rows(), data.targets(self.row())) {
            (&[_], &[target]) => Some(self.prediction().first()? - target),
            _ => None,
        }
    }

    /// The first row that is trained on.
    fn row(&self) -> usize {
        self.trainer.dataset().train_rows().first().copied().unwrap_or(0)
    }

    /// The prediction for the first sample.
    fn prediction(&self) -> Vec<f64> {
        self.trainer.predict(self.trainer.dataset().inputs(self.row())).unwrap_or_default()
    }

    fn reading(&self, first: u64, clock: u64) -> Reading {
        let update = self.trainer.position().0;
        let index = usize::try_from(update.saturating_sub(first)).unwrap_or(usize::MAX);
        Reading {
            label: self.variation.label(),
            update,
            loss: self.losses.get(index).copied().unwrap_or(f64::NAN),
            prediction: self.prediction(),
            target: self.trainer.dataset().targets(self.row()).to_vec(),
            diverged_at: self.divergence.map(|found| found.update).filter(|update| *update <= clock),
        }
    }
}

/// What is wrong with the value of a run, with the number that people call the run by.
pub fn of_run(run: usize, error: Error) -> Error {
    match error {
        Error::Range(RangeError { argument, message }) => {
            Error::range(argument, format!("run {}: {message}", run + 1))
        }
        Error::Config(_) => error,
    }
}

/// The edits that were made before the first update of a trainer's run.
pub fn first_edits(trainer: &Trainer) -> Vec<Edit> {
    let first = trainer.config().state.as_ref().map_or(0, |state| state.update);
    trainer.edits().into_iter().filter(|edit| edit.update == first).collect()
}

/// The document from which a trainer's run started, with the edits that were made before its first update.
pub fn start_of(trainer: &Trainer) -> Config {
    let config = trainer.config().clone();
    let first = config.state.as_ref().map_or(0, |state| state.update);
    let start = Moment { config: config.clone(), edits: first_edits(trainer), position: (first, 0) };
    // Edits that were made once can be made again.
    Trainer::from_moment(start).map_or(config, |start| start.config_now())
}

/// Every weight and bias of a trainer, layer by layer, with its value.
pub fn parameters(trainer: &Trainer) -> Vec<(Subject, f64)> {
    let mut all = Vec::new();
    for (l, layer) in trainer.network().layers.iter().enumerate() {
        let inputs = (0..layer.inputs).map(Some).chain([None]);
        for (unit, input) in (0..layer.units).flat_map(|unit| inputs.clone().map(move |input| (unit, input)))
        {
            if let Some(value) = trainer.parameter(l, input, unit) {
                all.push((Subject::parameter(Quantity::Value, l, input, unit, None), value));
            }
        }
    }
    all
}
