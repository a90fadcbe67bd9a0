//! What the runs of a comparison may differ in.

use crate::config::Config;
use crate::config::choices::{Choice, Choices};
use crate::config::node::Node;
use crate::error::{Error, Result};
use crate::explain::number;
use crate::lessons;
use crate::optimizer::Optimizer;
use crate::update::Order;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The learning rate.
    LearningRate,
    /// The rule of the updates, at the same learning rate.
    Optimizer,
    /// Gradient descent's momentum.
    Momentum,
    /// When a layer's parameters change.
    UpdateOrder,
}

impl Setting {
    /// All of them.
    pub const ALL: [Setting; 4] =
        [Setting::LearningRate, Setting::Optimizer, Setting::Momentum, Setting::UpdateOrder];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Setting::LearningRate => "learning_rate",
            Setting::Optimizer => "optimizer",
            Setting::Momentum => "momentum",
            Setting::UpdateOrder => "update_order",
        }
    }

    /// A value of it in a sentence: `learning rate 0.01`, `in place`.
    pub(super) fn labelled(self, value: &str) -> String {
        match self {
            Setting::LearningRate => format!("learning rate {value}"),
            Setting::Momentum => format!("momentum {value}"),
            Setting::Optimizer | Setting::UpdateOrder => value.to_owned(),
        }
    }
}

/// One value of a setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Variation {
    /// This learning rate.
    LearningRate(f64),
    /// This rule; its learning rate is taken from the start.
    Optimizer(Optimizer),
    /// This momentum, of gradient descent: the start's own, or the usual one at its learning rate.
    Momentum(f64),
    /// This order.
    UpdateOrder(Order),
}

/// A value of a setting as JavaScript has it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Of the learning rate and the momentum.
    Number(f64),
    /// Of the optimizer and the update order, as in the config document.
    Name(&'static str),
}

impl Variation {
    /// Reads a value of `setting`. The optimizer that `start` has is meant with its own settings, another with the
    /// usual ones.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] that says what was expected.
    pub fn read(setting: Setting, start: &Config, node: &Node) -> Result<Variation> {
        let refuse = |what: &str| Error::range("values", format!("expected {what}, got {}", node.describe()));
        let text = if let Node::Text(text) = node { text.as_str() } else { "" };
        match (setting, node) {
            (Setting::LearningRate, Node::Number(rate)) => Ok(Variation::LearningRate(*rate)),
            (Setting::Momentum, Node::Number(momentum)) => Ok(Variation::Momentum(*momentum)),
            (Setting::LearningRate | Setting::Momentum, _) => Err(refuse("a number")),
            (Setting::Optimizer, _) if text == start.optimizer.name() => {
                Ok(Variation::Optimizer(start.optimizer))
            }
            (Setting::Optimizer, _) => Optimizer::usual(text, start.optimizer.learning_rate())
                .map(Variation::Optimizer)
                .ok_or_else(|| refuse(&format!("one of {}", Optimizer::NAMES.join(", ")))),
            (Setting::UpdateOrder, _) => [Order::Simultaneous, Order::InPlace]
                .into_iter()
                .find(|order| order.name() == text)
                .map(Variation::UpdateOrder)
                .ok_or_else(|| refuse("simultaneous or in_place")),
        }
    }

    /// The value itself.
    pub fn value(&self) -> Value {
        match *self {
            Variation::LearningRate(number) | Variation::Momentum(number) => Value::Number(number),
            Variation::Optimizer(optimizer) => Value::Name(optimizer.name()),
            Variation::UpdateOrder(order) => Value::Name(order.name()),
        }
    }

    /// What it is a value of.
    pub fn setting(&self) -> Setting {
        match self {
            Variation::LearningRate(_) => Setting::LearningRate,
            Variation::Optimizer(_) => Setting::Optimizer,
            Variation::Momentum(_) => Setting::Momentum,
            Variation::UpdateOrder(_) => Setting::UpdateOrder,
        }
    }

    /// The value in a few characters.
    pub fn label(&self) -> String {
        match self {
            Variation::LearningRate(value) | Variation::Momentum(value) => number::full(*value),
            Variation::Optimizer(optimizer) => {
                let all = Choices::all().optimizers.into_iter().map(|offered| offered.choice);
                short(all, optimizer.name())
            }
            Variation::UpdateOrder(order) => short(Choices::all().orders.into_iter(), order.name()),
        }
    }

    /// Refuses what no document could say.
    pub(super) fn check(&self) -> Result<()> {
        match self {
            Variation::LearningRate(rate) if !rate.is_finite() || *rate < 0.0 => {
                Err(Error::range("values", format!("expected a learning rate of at least 0, got {rate}")))
            }
            Variation::Momentum(momentum) if !momentum.is_finite() || *momentum < 0.0 => {
                Err(Error::range("values", format!("expected a momentum of at least 0, got {momentum}")))
            }
            _ => Ok(()),
        }
    }

    /// The start with this value. What the optimizer of a continued run kept is forgotten by another one.
    pub(super) fn apply(&self, start: &Config) -> Config {
        let mut config = start.clone();
        match *self {
            // Minus zero becomes zero, as in a document.
            Variation::LearningRate(rate) => {
                config.optimizer = config.optimizer.with_learning_rate(rate + 0.0)
            }
            Variation::Optimizer(optimizer) => {
                config.optimizer = optimizer.with_learning_rate(start.optimizer.learning_rate());
            }
            Variation::Momentum(momentum) => {
                let rate = start.optimizer.learning_rate();
                let descent = match start.optimizer {
                    Optimizer::Sgd { .. } => Some(start.optimizer),
                    _ => Optimizer::usual("sgd", rate),
                };
                config.optimizer = descent.unwrap_or(start.optimizer).with("momentum", momentum + 0.0);
                if momentum == 0.0 {
                    config.optimizer = config.optimizer.with("nesterov", 0.0);
                }
            }
            Variation::UpdateOrder(order) => config.order = order,
        }
        if config.optimizer.moments() != start.optimizer.moments()
            && let Some(state) = &mut config.state
        {
            state.moments = None;
        }
        config
    }
}

/// The short form of what is offered under this name: what stands in brackets in its title, or before the comma.
fn short(mut offered: impl Iterator<Item = Choice>, name: &str) -> String {
    let title = offered.find(|choice| choice.name == name).map_or(name, |choice| choice.title);
    let bracketed = title.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    bracketed.or_else(|| title.split(',').next()).unwrap_or(title).to_owned()
}

/// Values of a setting worth comparing from this start: the learning rates that show all there is to see in the
/// article's network, or the document's own and greater ones; other rules than its own; both orders.
pub fn suggestions(start: &Config, setting: Setting) -> Vec<Variation> {
    match setting {
        Setting::LearningRate => {
            let rate = start.optimizer.learning_rate();
            let rates = if is_article(start) {
                [0.01, 0.05, 0.1, 0.2]
            } else if rate > 0.0 && rate * 10.0 <= f64::MAX {
                [rate, rate * 2.0, rate * 5.0, rate * 10.0]
            } else {
                [0.001, 0.01, 0.1, 1.0]
            };
            rates.into_iter().map(Variation::LearningRate).collect()
        }
        Setting::Optimizer => {
            let mut all = vec![start.optimizer];
            let named = |name: &&str| Optimizer::usual(name, start.optimizer.learning_rate());
            all.extend(
                Optimizer::NAMES.iter().filter(|name| **name != start.optimizer.name()).filter_map(named),
            );
            all.into_iter().take(*super::RUNS.end()).map(Variation::Optimizer).collect()
        }
        Setting::Momentum => {
            let own = start.optimizer.get("momentum").unwrap_or(0.0);
            let mut all = vec![own];
            all.extend([0.0, 0.5, 0.9].into_iter().filter(|other| *other != own));
            all.into_iter().map(Variation::Momentum).collect()
        }
        Setting::UpdateOrder => {
            [Order::Simultaneous, Order::InPlace].into_iter().map(Variation::UpdateOrder).collect()
        }
    }
}

/// Whether this is the first lesson's experiment, at whatever learning rate.
fn is_article(start: &Config) -> bool {
    let Some(article) = lessons::find("article") else { return false };
    let own = &article.config;
    (start.inputs, &start.layers, start.loss, &start.data) == (own.inputs, &own.layers, own.loss, &own.data)
        && start.optimizer.with_learning_rate(0.0) == own.optimizer.with_learning_rate(0.0)
}
