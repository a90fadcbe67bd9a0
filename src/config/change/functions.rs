//! Functions that go together: which loss takes which activation, which setting of an optimizer needs which.

use super::super::rules::unfit_target;
use super::{Draft, Settling};
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::loss::Loss;
use crate::optimizer::{Optimizer, Range};

/// The momentum that Nesterov's comes with, where there is none.
const USUAL_MOMENTUM: f64 = 0.9;

impl Draft {
    /// Which target stands in the way is said in words of the data: nobody who chooses a loss thinks of a document.
    pub(super) fn set_loss(&mut self, loss: Loss) -> Result<()> {
        let dataset = &self.config.data.dataset;
        for row in 0..dataset.len() {
            for (output, &target) in dataset.targets(row).iter().enumerate() {
                if unfit_target(loss, target).is_some() {
                    let (sample, output, loss) = (row + 1, output + 1, loss.title());
                    let message = format!(
                        "target {output} of sample {sample} is {target}; {loss} needs targets from 0 to 1"
                    );
                    return Err(Error::config("loss", message));
                }
            }
        }
        self.config.loss = loss;
        Ok(())
    }

    /// Only the learning rate is kept: what is usual for other settings depends on the optimizer.
    pub(super) fn set_optimizer(&mut self, method: &str) -> Result<()> {
        let rate = self.config.optimizer.learning_rate();
        let expected = || Error::range("method", format!("expected one of {}", Optimizer::NAMES.join(", ")));
        self.config.optimizer = Optimizer::usual(method, rate).ok_or_else(expected)?;
        Ok(())
    }

    pub(super) fn set_optimizer_setting(&mut self, name: &str, value: f64) -> Result<()> {
        let optimizer = self.config.optimizer;
        if name == "learning_rate" {
            self.config.optimizer = optimizer.with_learning_rate(value);
            return Ok(());
        }
        let settings = Optimizer::settings(optimizer.name());
        let Some(setting) = settings.iter().find(|setting| setting.name == name) else {
            let names = settings.iter().map(|setting| setting.name);
            let names: Vec<_> = ["learning_rate"].into_iter().chain(names).collect();
            let method = optimizer.name();
            let message = format!("expected a setting of {method} ({}), got {name:?}", names.join(", "));
            return Err(Error::range("name", message));
        };
        if setting.range == Range::Switch && value != 0.0 && value != 1.0 {
            let message = format!("expected true or false, got {value}");
            return Err(Error::config(format!("optimizer.{name}"), message));
        }
        self.config.optimizer = optimizer.with(name, value);
        if let Optimizer::Sgd { nesterov: true, momentum: 0.0, .. } = self.config.optimizer {
            if name == "nesterov" {
                self.config.optimizer = self.config.optimizer.with("momentum", USUAL_MOMENTUM);
                self.note(format!("Nesterov’s rule needs momentum, which is {USUAL_MOMENTUM} now."));
            } else {
                self.config.optimizer = self.config.optimizer.with("nesterov", 0.0);
                self.note("Nesterov’s rule needs momentum, so it is off now.");
            }
        }
        Ok(())
    }

    /// Mends what the change broke elsewhere.
    pub(super) fn settle(&mut self, Settling { chosen, shape }: Settling) {
        self.settle_softmax(chosen);
        let loss = self.config.loss;
        let last = self.config.layers.len();
        let Some(output) = self.config.layers.last_mut() else { return };
        if !loss.takes(output.activation) {
            if chosen == Some(last - 1) {
                self.config.loss = Loss::MeanSquaredError;
                self.note(format!(
                    "The loss is the mean squared error now: {} can’t be taken of {}.",
                    loss.title(),
                    output_title(self)
                ));
            } else {
                let activation = taken_by(loss);
                output.activation = activation;
                let title = activation.title();
                self.note(format!("Layer {last} is {title} now, as {} needs it.", loss.title()));
            }
        }
        let single = self
            .config
            .layers
            .last()
            .is_some_and(|layer| layer.units == 1 && layer.activation == Activation::Softmax);
        if single && shape {
            self.note("Softmax of a single unit is always 1: it needs a unit for each class.");
        }
    }

    /// Softmax that a change of layers took from the end becomes a function of each unit with the same values.
    fn settle_softmax(&mut self, chosen: Option<usize>) {
        let last = self.config.layers.len().saturating_sub(1);
        for layer in 0..last {
            if let Some(hidden) = self.config.layers.get_mut(layer)
                && hidden.activation == Activation::Softmax
                && chosen != Some(layer)
            {
                hidden.activation = Activation::Sigmoid;
                self.note(format!(
                    "Layer {} is sigmoid now: softmax stands on the last layer only.",
                    layer + 1
                ));
            }
        }
    }
}

fn output_title(draft: &Draft) -> &'static str {
    draft.config.layers.last().map_or("", |layer| layer.activation.title())
}

/// The activation that comes with a loss.
fn taken_by(loss: Loss) -> Activation {
    match loss {
        Loss::CategoricalCrossEntropy => Activation::Softmax,
        Loss::HalfSquaredError
        | Loss::MeanSquaredError
        | Loss::MeanAbsoluteError
        | Loss::Huber
        | Loss::BinaryCrossEntropy => Activation::Sigmoid,
    }
}
