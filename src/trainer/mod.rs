//! The trainer: one run, looked at one operation at a time, both ways in time.
//!
//! A position is (updates completed, operations done of the next one). Whole passes and single operations move
//! over the same state. What was not reached yet reads as "not computed yet".

mod check;
mod checkpoints;
mod data;
mod difference;
mod divergence;
mod edit;
mod experiment;
mod granularity;
mod kept;
mod looking;
mod numbers;
mod path;
mod readings;
mod run;
mod testing;
mod timeline;

pub use check::{GradientCheck, ParameterCheck};
pub use divergence::{Cause, Divergence};
pub use edit::{Change, Edit, Moment};
pub use granularity::Granularity;
pub(crate) use looking::value;
pub use path::{Parameter, Passed};
pub use timeline::Timeline;

use crate::config::{Config, State};
use crate::dataset::Dataset;
use crate::display::Display;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::network::Network;
use crate::operation::{Kind, Operation, Plan, Stop};
use crate::optimizer::Optimizer;
use crate::step::Step;
use crate::update::{Order, Update};
use run::Run;

/// One training run and a position in it.
#[derive(Debug, Clone)]
pub struct Trainer {
    run: Run,
    operation: u64,
    plan: Plan,
    display: Display,
}

impl Trainer {
    /// How many bytes the remembered states of a run take at most: 16 MiB.
    pub const MEMORY: usize = 16 << 20;

    /// A run of `config`, at the position its state names, or at the start.
    pub fn new(config: Config) -> Self {
        Self::with_memory(config, Self::MEMORY)
    }

    /// The same with another bound on the memory for remembered states. The start and the current state are kept
    /// whatever the bound; with fewer states between them, going back computes more.
    pub fn with_memory(config: Config, bytes: usize) -> Self {
        let operation = config.state.as_ref().map_or(0, |state| state.operation);
        let run = Run::new(config, bytes);
        let plan = plan(&run, run.at());
        let mut trainer = Trainer { run, operation: 0, plan, display: Display::default() };
        trainer.stand_at(operation);
        trainer
    }

    /// The run and position that a link describes: its document, its edits made again, its position.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where an edit or the position does not exist in that run.
    ///
    /// ```
    /// # use backprop_stepper::{config::{Config, node::Node}, trainer::{Moment, Trainer}};
    /// # let config = r#"{ "version": 1, "loss": "half_squared_error",
    /// #   "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.5]] }] },
    /// #   "optimizer": { "method": "sgd", "learning_rate": 0.1 },
    /// #   "data": { "inputs": [[1]], "targets": [[3]] } }"#;
    /// let mut trainer = Trainer::new(Config::from_json(config)?);
    /// trainer.train(3)?;
    /// trainer.set_weight(0, 0, 0, 2.0)?;
    /// trainer.seek(5, 2)?;
    /// let again = Trainer::from_moment(trainer.moment())?;
    /// assert_eq!(again.network(), trainer.network());
    /// assert_eq!(again.step(), trainer.step());
    /// # Ok::<(), backprop_stepper::error::Error>(())
    /// ```
    pub fn from_moment(moment: Moment) -> Result<Self> {
        let config = Config {
            state: moment.config.state.map(|state| State { operation: 0, ..state }),
            ..moment.config
        };
        let mut trainer = Trainer::new(config);
        for edit in moment.edits {
            if edit.update < trainer.run.at() {
                return Err(Error::range("edits", "expected the updates of the edits in ascending order"));
            }
            trainer.seek_exactly("edits", edit.update, 0)?;
            trainer.edit(edit.change)?;
        }
        trainer.seek_exactly("position", moment.position.0, moment.position.1)?;
        Ok(trainer)
    }

    // ---- whole passes -------------------------------------------------------------------------------------

    /// The forward pass and the loss of the current batch; ends at the last operation of the loss, or stays
    /// where that lies behind already. Gives the batch's loss.
    pub fn forward(&mut self) -> f64 {
        let end = self.plan.forward_end();
        if self.operation < end {
            self.stand_at(end);
        }
        self.run.compute().loss
    }

    /// The backward pass, after the forward pass if that is due; ends at its last operation, or stays where that
    /// lies behind already.
    pub fn backward(&mut self) {
        let end = self.plan.backward_end();
        if self.operation < end {
            self.stand_at(end);
        }
    }

    /// Completes the current update, with whatever of it is due; ends at the start of the next one.
    pub fn update(&mut self) {
        self.advance();
    }

    /// Completes `updates` updates and gives the loss of the last one. Stops where a loss or a parameter is no
    /// longer finite ([`Trainer::diverged`]), with the loss found there.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where the run would become longer than [`crate::config::limits::UPDATES`].
    pub fn train(&mut self, updates: u64) -> Result<f64> {
        let target = self.run.at().saturating_add(updates);
        if target > self.run.limit() {
            let most = self.run.limit() - self.run.at();
            return Err(Error::range(
                "updates",
                format!("expected at most {most} more updates, got {updates}"),
            ));
        }
        if updates > 0 {
            self.go_to(target);
        }
        if self.run.at() < target {
            return Ok(self.run.compute().loss);
        }
        Ok(self.losses().last().copied().or(self.batch_loss()).unwrap_or(f64::NAN))
    }

    /// Whether the current update gives a loss or a parameter that is not finite; computes it if that is due.
    /// Training stops before it, at the last finite position.
    pub fn diverged(&mut self) -> bool {
        self.run.is_stuck()
    }

    // ---- steps --------------------------------------------------------------------------------------------

    /// Goes on by one operation, layer, pass, update or epoch. Stays where training has diverged or the run has
    /// its greatest length.
    pub fn next(&mut self, by: Granularity) -> Step {
        match by {
            Granularity::Operation if self.operation < self.plan.operations() => {
                self.stand_at(self.operation + 1)
            }
            Granularity::Layer | Granularity::Pass => {
                match self.plan.next_boundary(self.operation, stop(by)) {
                    Some(boundary) => self.stand_at(boundary),
                    None => self.advance(),
                }
            }
            Granularity::Epoch => {
                let per_epoch = self.updates_per_epoch();
                self.go_to(((self.run.at() / per_epoch + 1) * per_epoch).min(self.run.limit()));
            }
            Granularity::Operation | Granularity::Update => self.advance(),
        }
        self.step()
    }

    /// Goes back by one operation, layer, pass, update or epoch, exactly to the last bit. An edit at the current
    /// start of an update is taken back first. Stays at the start of the run.
    pub fn previous(&mut self, by: Granularity) -> Step {
        if self.operation == 0 && self.run.undo_edit() {
            return self.step();
        }
        let at = self.run.at();
        let first = at == self.run.base();
        match by {
            Granularity::Operation | Granularity::Layer | Granularity::Pass if self.operation == 0 => {
                if !first {
                    self.go_to(at - 1);
                    self.stand_at(self.plan.operations());
                }
            }
            Granularity::Operation => self.stand_at(self.operation - 1),
            Granularity::Layer | Granularity::Pass => {
                self.stand_at(self.plan.previous_boundary(self.operation, stop(by)));
            }
            Granularity::Update if self.operation > 0 || first => self.stand_at(0),
            Granularity::Update => self.go_to(at - 1),
            Granularity::Epoch => {
                let per_epoch = self.updates_per_epoch();
                let within = if self.operation > 0 || first { at } else { at - 1 };
                self.go_to((within / per_epoch * per_epoch).max(self.run.base()));
            }
        }
        self.step()
    }

    /// Goes to a position: back by checkpoints, forward by training up to it, exactly to the last bit. Edits
    /// are made again on the way.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for an update before the run's first or beyond [`crate::config::limits::UPDATES`], and for
    /// an operation that the update does not have.
    pub fn seek(&mut self, update: u64, operation: u64) -> Result<Step> {
        self.check_position("update", update, operation)?;
        self.go_to(update);
        if self.run.at() == update {
            self.stand_at(operation);
        }
        Ok(self.step())
    }

    /// Refuses positions that no run of this document has.
    fn check_position(&self, argument: &'static str, update: u64, operation: u64) -> Result<()> {
        let (first, last) = (self.run.base(), self.run.limit());
        if !(first..=last).contains(&update) {
            let what = if argument == "update" { "an update from" } else { "completed updates from" };
            return Err(Error::range(argument, format!("expected {what} {first} to {last}, got {update}")));
        }
        let operations = plan(&self.run, update).operations();
        if operation > operations {
            let message = format!("expected an operation from 0 to {operations}, got {operation}");
            return Err(Error::range("operation", message));
        }
        Ok(())
    }

    /// [`Trainer::seek`], where an earlier end of the training is an error. Errors are about `argument`, which counts
    /// completed updates.
    pub(crate) fn seek_exactly(&mut self, argument: &'static str, update: u64, operation: u64) -> Result<()> {
        self.check_position(argument, update, operation)?;
        self.seek(update, operation)?;
        let at = self.run.at();
        if at == update {
            return Ok(());
        }
        let message = format!(
            "expected completed updates up to {at}, where this run is no longer finite, got {update}"
        );
        Err(Error::range(argument, message))
    }

    /// Back to the start of the document, edits dropped.
    pub fn reset(&mut self) -> Step {
        let config = self.run.config.clone();
        let config = Config { state: config.state.map(|state| State { operation: 0, ..state }), ..config };
        let display = self.display;
        *self = Trainer::with_memory(config, self.run.memory());
        self.display = display;
        self.step()
    }

    fn advance(&mut self) {
        if self.run.advance() {
            self.arrive();
        }
    }

    fn go_to(&mut self, update: u64) {
        let before = self.run.at();
        self.run.go_to(update);
        // Where training can't go on, the position stays where it was.
        if self.run.at() != before || update <= before {
            self.arrive();
        }
    }

    /// At the start of an update.
    fn arrive(&mut self) {
        self.operation = 0;
        let samples = self.run.update().batch.rows.len();
        if samples != self.plan.samples() {
            self.plan = plan(&self.run, self.run.at());
        }
    }

    fn stand_at(&mut self, operation: u64) {
        if operation > 0 {
            self.run.compute();
        }
        self.operation = operation;
    }

    fn updates_per_epoch(&self) -> u64 {
        self.run.data.updates_per_epoch(self.run.config.batch_size())
    }

    // ---- display and document -------------------------------------------------------------------------------

    /// How numbers and names are shown.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for digits other than 1 to 17.
    pub fn set_display(&mut self, display: Display) -> Result<()> {
        if !(1..=17).contains(&display.digits) {
            return Err(Error::range("digits", format!("expected 1 to 17 digits, got {}", display.digits)));
        }
        self.display = display;
        Ok(())
    }

    /// The document as it stands now. A trainer made of it continues identically. In the middle of an update it
    /// describes the update's start, and `state.operation` says how far it is.
    pub fn config_now(&self) -> Config {
        let (update, operation) = self.position();
        let kept = self.run.update().moments_before.clone();
        // At the very start nothing is kept, unless the run's own document gave it.
        let given = self.run.config.state.as_ref().is_some_and(|state| state.moments.is_some());
        let moments = (!kept.0.is_empty()).then_some(kept);
        let begun = update > 0 || operation > 0 || given;
        Config {
            optimizer: self.run.optimizer,
            data: self.run.config.data.with_rows(&self.run.data),
            state: begun.then_some(State { update, operation, moments }),
            ..self.run.config.with_network(self.run.network())
        }
    }

    /// The document at the start, the edits, and the position.
    pub fn moment(&self) -> Moment {
        Moment {
            config: self.run.config.clone(),
            edits: self.run.edits().collect(),
            position: self.position(),
        }
    }
}

fn stop(by: Granularity) -> Stop {
    if by == Granularity::Layer { Stop::Layer } else { Stop::Pass }
}

fn plan(run: &Run, update: u64) -> Plan {
    let samples = run.data.batch(update, run.config.batch_size()).1;
    Plan::new(run.network(), samples, run.optimizer.states(), run.config.order == Order::InPlace)
}
