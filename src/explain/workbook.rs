//! A run worked through in other arithmetics, beside the run itself.
//!
//! Each needs what came before in the same arithmetic, from the start of the run where that is affordable. A
//! [`Workbook`] keeps it, so that the next step costs one operation.

use super::exact::Exact;
use super::paper::Paper;
use super::{Context, Display, names};
use crate::activation::Activation;
use crate::config::Config;
use crate::config::data::Source;
use crate::dataset::generate::{Generated, Generator};
use crate::init::Method;
use crate::network::Layer;
use crate::operation::{Kind, Operation};
use crate::trainer::{Edit, Trainer};

/// A run in other arithmetics, up to where it was asked for.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    edits: Vec<Edit>,
    display: Display,
    /// The update it begins with.
    first: u64,
    /// What is known at the start of each update from there on.
    starts: Vec<Worked>,
    now: Worked,
    /// The update that is worked at, and how many of its operations are done.
    at: Option<(u64, u64)>,
}

/// What is known of an update.
#[derive(Debug, Clone, Default)]
pub(super) struct Worked {
    pub(super) exact: Exact,
    pub(super) paper: Paper,
}

/// Where the work on the current step began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// At the start of the run.
    Run,
    /// At the start of its update, with the weights as the run had computed them.
    Update,
}

/// What is taken as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Where the work began.
    pub since: Since,
    /// Whether the numbers of the experiment were rounded already: nobody typed those that were drawn or standardised,
    /// and they are no decimal numbers.
    pub rounded: bool,
}

/// The [`size`] of an update and of all updates of a run: what is worked through while somebody waits.
const MOST_OF_UPDATE: u64 = 10_000;
const MOST_OF_RUN: u64 = 12_000;

impl Workbook {
    /// Works up to the current step of `trainer`, and calls `tell` with what is known there; `None` where the update is
    /// too large, and at its start. Every call is about the same run; it may be at any position, with any edits and
    /// display settings.
    pub(super) fn at<T>(
        &mut self,
        trainer: &Trainer,
        tell: impl FnOnce(&Worked, &Context<'_>, &Operation, Given) -> T,
    ) -> Option<T> {
        let operation = trainer.operation()?;
        let size = size(trainer);
        if size > MOST_OF_UPDATE {
            return None;
        }
        self.open(trainer, size);
        self.turn_to(trainer);
        let display = *trainer.display();
        let since = if self.first == base(trainer) { Since::Run } else { Since::Update };
        let given = Given { since, rounded: is_rounded(trainer.config()) };
        with_context(trainer, &display, |context| tell(&self.now, context, &operation, given))
    }

    /// Begins anew where what is known is about something else.
    fn open(&mut self, trainer: &Trainer, size: u64) {
        let (edits, display, base) = (trainer.edits(), *trainer.display(), base(trainer));
        let update = trainer.position().0;
        let from_start = (update - base + 1).saturating_mul(size.max(1)) <= MOST_OF_RUN;
        let first = if from_start { base } else { update };
        if edits != self.edits || display != self.display || first != self.first || self.starts.is_empty() {
            *self =
                Workbook { edits, display, first, starts: vec![Worked::default()], ..Workbook::default() };
        }
    }

    /// Works up to the current step.
    fn turn_to(&mut self, trainer: &Trainer) {
        let (update, operation) = trainer.position();
        let known = self.first + self.starts.len() as u64 - 1;
        if known < update {
            let mut earlier = trainer.clone();
            for update in known..update {
                let last = earlier.seek(update, 0).and_then(|step| earlier.seek(update, step.operations));
                if last.is_err() {
                    return;
                }
                self.work(&earlier, update, earlier.plan().operations());
                let mut ended = std::mem::take(&mut self.now);
                with_context(&earlier, &self.display, |context| ended.end(context));
                self.starts.push(ended);
                self.at = None;
            }
        }
        self.work(trainer, update, operation);
    }

    /// Works the operations of an update up to one of them.
    fn work(&mut self, trainer: &Trainer, update: u64, operation: u64) {
        let Some(start) = self.starts.get((update - self.first) as usize) else { return };
        let now = &mut self.now;
        let done = match self.at {
            Some((at, done)) if at == update => done,
            _ => {
                now.clone_from(start);
                with_context(trainer, &self.display, |context| now.begin(context));
                0
            }
        };
        with_context(trainer, &self.display, |context| {
            for index in done + 1..=operation {
                if let Some(operation) = trainer.plan().operation(index) {
                    now.work(context, &operation);
                }
            }
        });
        self.at = Some((update, done.max(operation)));
    }
}

impl Worked {
    fn begin(&mut self, context: &Context<'_>) {
        if context.display.exact {
            self.exact.begin(context);
        }
        if context.display.paper {
            self.paper.begin(context);
        }
    }

    fn work(&mut self, context: &Context<'_>, operation: &Operation) {
        let softmax =
            |layer| context.layer(layer).is_some_and(|layer: &Layer| layer.activation == Activation::Softmax);
        // Softmax reads sums of its layer whose own turn comes later.
        if operation.kind == Kind::Activation && operation.unit == 0 && softmax(operation.layer) {
            for unit in 1..context.units(operation.layer) {
                self.one(context, &Operation { kind: Kind::WeightedSum, unit, ..*operation });
            }
        }
        self.one(context, operation);
    }

    fn one(&mut self, context: &Context<'_>, operation: &Operation) {
        if context.display.exact {
            self.exact.work(context, operation);
        }
        if context.display.paper {
            self.paper.work(context, operation);
        }
    }

    fn end(&mut self, context: &Context<'_>) {
        if context.display.exact {
            self.exact.end(context);
        }
        if context.display.paper {
            self.paper.end(context);
        }
    }
}

/// Symbols in the formulas of the current update, roughly: weights times samples, and of a softmax layer, where every
/// output reads all of them, its units squared.
fn size(trainer: &Trainer) -> u64 {
    let softmax = |layer: &Layer| match layer.activation {
        Activation::Softmax => layer.units as u64 * layer.units as u64,
        _ => 0,
    };
    let network = trainer.network();
    let of_sample = network.parameters() as u64 + network.layers.iter().map(softmax).sum::<u64>();
    of_sample.saturating_mul(trainer.plan().samples() as u64)
}

/// Whether weights were drawn, or inputs drawn or standardised.
fn is_rounded(config: &Config) -> bool {
    let drawn = config.init.is_none_or(|init| init.method != Method::Zeros)
        && config.layers.iter().any(|layer| layer.weights.is_none());
    let generated = match config.data.source() {
        Source::Rows | Source::Iris => false,
        Source::Generated(Generated { generator, noise, .. }) => {
            noise > 0.0 || !matches!(generator, Generator::Xor | Generator::And | Generator::Or)
        }
    };
    drawn || generated || config.data.preparation().standardise
}

/// The first update of a run.
fn base(trainer: &Trainer) -> u64 {
    trainer.config().state.as_ref().map_or(0, |state| state.update)
}

fn with_context<T>(trainer: &Trainer, display: &Display, act: impl FnOnce(&Context<'_>) -> T) -> Option<T> {
    let names = names(trainer);
    Some(act(&Context { display, ..Context::of(trainer, trainer.current()?, &names) }))
}
