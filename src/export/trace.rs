//! Some updates of a run, operation by operation: what every written format is made of.

use crate::config::Config;
use crate::error::{Error, Result};
use crate::explain::{self, Context, Display, Explanation, Names, words};
use crate::loss::Loss;
use crate::operation::{Operation, Phase};
use crate::optimizer::Optimizer;
use crate::step::Step;
use crate::trainer::{Granularity, Trainer};
use crate::update::Update;

/// Operations of a trace at the most, those of the closing passes included. More of them nobody reads.
pub const MOST_OPERATIONS: u64 = 30_000;

/// Symbols in the formulas of a trace at the most: each takes some hundred bytes.
pub const MOST_SYMBOLS: usize = 300_000;

/// Some updates of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The document as it stands at the start of the first of them. A trainer made of it does the same updates, where
    /// no edit comes between them.
    pub config: Config,
    /// The per-sample loss.
    pub loss: Loss,
    /// What things are called.
    pub names: Names,
    /// How numbers are shown.
    pub display: Display,
    /// The updates, one after the other; at least one.
    pub updates: Vec<Traced>,
    /// Why there are fewer of them than were asked for, in words: the last one is no longer finite, or the run is at
    /// its greatest length.
    pub ended: Option<String>,
}

/// One update.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// Updates completed before it.
    pub completed: u64,
    /// The walk over the data it belongs to, from 0.
    pub epoch: u64,
    /// The rule of its parameter updates, with the learning rate as it stands.
    pub optimizer: Optimizer,
    /// The start of it: its title, and in one sentence which samples it uses.
    pub start: Explanation,
    /// Its operations, in order.
    pub entries: Vec<Entry>,
    /// Everything it computes, matrix by matrix: batch, parameters before and after, values, gradients.
    pub values: Update,
    /// The forward pass of the same samples with the new parameters; `None` where those are not finite.
    pub closing: Option<Closing>,
}

/// A forward pass with the new parameters, and its loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// Its operations, in order: those of the forward pass and of the loss, counted from 1.
    pub entries: Vec<Entry>,
    /// What it computes. [`Update::before`] holds the new parameters; what comes after the loss belongs to no pass.
    pub values: Update,
}

/// One operation, explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What is computed, where, and the result.
    pub step: Step,
    /// The operation itself.
    pub operation: Operation,
    /// Its title, equation and sentence.
    pub explanation: Explanation,
}

/// Operations of one phase that follow each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Section<'a> {
    /// The phase.
    pub phase: Phase,
    /// The operations.
    pub entries: &'a [Entry],
}

impl Trace {
    /// The updates of `trainer`'s run from the one after `from` completed updates on: `updates` of them, shown as the
    /// trainer shows them. Edits are made again on the way. The trainer itself does not move.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where the run does not get there, for 0 updates, and where there would be more
    /// than [`MOST_OPERATIONS`] or [`MOST_SYMBOLS`].
    ///
    /// ```
    /// # use backprop_stepper::{export::Trace, lessons};
    /// let trainer = lessons::find("article").unwrap().trainer();
    /// let trace = Trace::of(&trainer, 0, 2)?;
    /// let [first, second] = trace.updates.as_slice() else { panic!("two updates") };
    /// assert_eq!(first.entries.len(), 19);
    /// assert_eq!(first.entries[0].explanation.title, "Hidden neuron h1");
    /// // The forward pass with the new weights is the one that the next update begins with.
    /// assert_eq!(first.closing.as_ref().unwrap().values.loss, second.values.loss);
    /// # Ok::<(), backprop_stepper::error::Error>(())
    /// ```
    pub fn of(trainer: &Trainer, from: u64, updates: u64) -> Result<Trace> {
        let mut trainer = trainer.clone();
        trainer.seek_exactly("from", from, 0)?;
        check_length(&trainer, updates)?;
        let mut trace = Trace {
            config: trainer.config_now(),
            loss: trainer.loss(),
            names: explain::names(&trainer),
            display: *trainer.display(),
            updates: Vec::new(),
            ended: None,
        };
        let mut room = MOST_SYMBOLS;
        while (trace.updates.len() as u64) < updates && trace.ended.is_none() {
            trace.take(&mut trainer, &mut room)?;
        }
        Ok(trace)
    }

    /// Adds the trainer's current update, and moves the trainer to the next one.
    fn take(&mut self, trainer: &mut Trainer, room: &mut usize) -> Result<()> {
        let (completed, _) = trainer.position();
        let start = explain::start(completed, trainer.plan(), trainer.batch_rows());
        let stopped = trainer.divergence();
        let optimizer = trainer.optimizer();
        let mut entries = Vec::new();
        let mut values = None;
        for _ in 0..trainer.plan().operations() {
            let step = trainer.next(Granularity::Operation);
            let (Some(update), Some(operation)) = (trainer.current(), trainer.operation()) else { break };
            let context = Context::of(trainer, update, &self.names);
            let explanation = self.explain(&context, &operation, room)?;
            entries.push(Entry { step, operation, explanation });
            if values.is_none() {
                values = Some(update.clone());
            }
        }
        let Some(values) = values else { return Ok(()) };
        let mut closing = None;
        if stopped.is_none() {
            let (again, steps) = trainer.closing();
            let mut entries = Vec::with_capacity(steps.len());
            let context = Context { number: completed + 2, ..Context::of(trainer, &again, &self.names) };
            for (operation, step) in steps {
                let explanation = self.explain(&context, &operation, room)?;
                entries.push(Entry { step, operation, explanation });
            }
            closing = Some(Closing { entries, values: again });
        }
        let epoch = trainer.epoch();
        self.updates.push(Traced { completed, epoch, optimizer, start, entries, values, closing });
        trainer.next(Granularity::Update);
        self.ended = match stopped {
            Some(divergence) => Some(words::divergence(&self.names, optimizer, &divergence)),
            None if trainer.position().0 == completed => {
                Some("The run is at its greatest length.".to_owned())
            }
            None => None,
        };
        Ok(())
    }

    /// The explanation of an operation, as long as there is room for its symbols.
    fn explain(&self, context: &Context<'_>, operation: &Operation, room: &mut usize) -> Result<Explanation> {
        let explanation = explain::explain(context, operation);
        let symbols: usize = explanation.formula.sides.iter().map(|side| side.leaves().len()).sum();
        *room = room.checked_sub(symbols).ok_or_else(|| {
            let message = format!(
                "expected updates whose formulas have at most {MOST_SYMBOLS} symbols; after {} operations there are more",
                self.operations()
            );
            Error::range("updates", message)
        })?;
        Ok(explanation)
    }

    /// How many operations it has, without the closing passes.
    pub fn operations(&self) -> usize {
        self.updates.iter().map(|update| update.entries.len()).sum()
    }
}

/// Refuses more operations than a trace may have, before anything is computed.
fn check_length(trainer: &Trainer, updates: u64) -> Result<()> {
    let each = trainer.plan().operations() + trainer.plan().forward_end();
    let most = MOST_OPERATIONS / each.max(1);
    if (1..=most).contains(&updates) {
        return Ok(());
    }
    let message = match most {
        _ if updates == 0 => "expected at least 1 update, got 0".to_owned(),
        0 => format!(
            "expected updates of at most {MOST_OPERATIONS} operations with the forward pass after it, got one of {each}"
        ),
        most => format!(
            "expected at most {most} updates, which have {each} operations each here (at most {MOST_OPERATIONS} in all), got {updates}"
        ),
    };
    Err(Error::range("updates", message))
}

impl Traced {
    /// The number of the update, from 1.
    pub fn number(&self) -> u64 {
        self.completed + 1
    }

    /// Its operations, phase by phase. With updates in place, backward pass and updates alternate.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        sections(&self.entries)
    }
}

impl Closing {
    /// Its operations, phase by phase.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        sections(&self.entries)
    }
}

fn sections(entries: &[Entry]) -> impl Iterator<Item = Section<'_>> {
    let parts = entries.chunk_by(|one, next| one.step.phase == next.step.phase);
    parts.filter_map(|entries| Some(Section { phase: entries.first()?.step.phase, entries }))
}

impl Section<'_> {
    /// A heading: `Forward pass`.
    pub fn title(&self) -> &'static str {
        match self.phase {
            Phase::Start => "Start",
            Phase::Forward => "Forward pass",
            Phase::Loss => "Loss",
            Phase::Backward => "Backward pass",
            Phase::Update => "Update",
        }
    }
}
