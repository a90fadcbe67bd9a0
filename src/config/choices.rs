//! Everything that can be chosen in an experiment, with a short title for people.

use crate::activation::Activation;
use crate::init::Method;
use crate::loss::Loss;
use crate::optimizer::{Optimizer, Range};
use crate::update::Order;
use serde::Serialize;

/// Something to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// Its name in the document.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
}

/// An optimizer to choose.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptimizerChoice {
    /// Name and title.
    #[serde(flatten)]
    pub choice: Choice,
    /// What it goes by, besides the learning rate.
    pub settings: Vec<SettingChoice>,
}

/// A setting of an optimizer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SettingChoice {
    /// Name and title.
    #[serde(flatten)]
    pub choice: Choice,
    /// Whether it is on or off rather than a number.
    pub switch: bool,
    /// Its usual value.
    pub usual: f64,
}

/// Everything there is to choose, each in the order in which it is offered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// Of a layer.
    pub activations: Vec<Choice>,
    /// Which of them only the last layer may have.
    pub last_only: Vec<&'static str>,
    /// Of the experiment.
    pub losses: Vec<Choice>,
    /// Of the experiment.
    pub optimizers: Vec<OptimizerChoice>,
    /// How weights are drawn.
    pub inits: Vec<Choice>,
    /// When parameters change.
    pub orders: Vec<Choice>,
}

impl Choices {
    /// All of them.
    pub fn all() -> Choices {
        let activation = |one: Activation| Choice { name: one.name(), title: one.title() };
        let loss = |one: Loss| Choice { name: one.name(), title: one.title() };
        let init = |one: Method| Choice { name: one.name(), title: init_title(one) };
        let order = |one: Order| Choice { name: one.name(), title: order_title(one) };
        Choices {
            activations: Activation::ALL.map(activation).to_vec(),
            last_only: vec![Activation::Softmax.name()],
            losses: Loss::ALL.map(loss).to_vec(),
            optimizers: Optimizer::NAMES.map(optimizer).to_vec(),
            inits: Method::ALL.map(init).to_vec(),
            orders: [Order::Simultaneous, Order::InPlace].map(order).to_vec(),
        }
    }
}

impl Activation {
    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Activation::Identity => "identity",
            Activation::Sigmoid => "sigmoid",
            Activation::Tanh => "tanh",
            Activation::Relu => "ReLU",
            Activation::LeakyRelu => "leaky ReLU",
            Activation::Elu => "ELU",
            Activation::Softplus => "softplus",
            Activation::Gelu => "GELU",
            Activation::Silu => "SiLU",
            Activation::Softmax => "softmax",
        }
    }
}

impl Loss {
    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Loss::HalfSquaredError => "half squared error",
            Loss::MeanSquaredError => "mean squared error",
            Loss::MeanAbsoluteError => "mean absolute error",
            Loss::Huber => "Huber loss",
            Loss::BinaryCrossEntropy => "binary cross-entropy",
            Loss::CategoricalCrossEntropy => "categorical cross-entropy",
        }
    }
}

fn init_title(method: Method) -> &'static str {
    match method {
        Method::XavierUniform => "Xavier, uniform",
        Method::XavierNormal => "Xavier, normal",
        Method::HeUniform => "He, uniform",
        Method::HeNormal => "He, normal",
        Method::Uniform => "uniform, −1 to 1",
        Method::Normal => "normal, deviation 1",
        Method::Zeros => "all 0",
    }
}

fn order_title(order: Order) -> &'static str {
    match order {
        Order::Simultaneous => "all at once",
        Order::InPlace => "in place, layer by layer",
    }
}

fn optimizer(name: &'static str) -> OptimizerChoice {
    let title = match name {
        "sgd" => "gradient descent (SGD)",
        "adagrad" => "Adagrad",
        "rmsprop" => "RMSprop",
        "adam" => "Adam",
        "adamw" => "AdamW",
        _ => name,
    };
    let usual = Optimizer::usual(name, 0.0);
    let settings = Optimizer::settings(name).iter().map(|setting| SettingChoice {
        choice: Choice { name: setting.name, title: setting_title(setting.name) },
        switch: setting.range == Range::Switch,
        usual: usual.and_then(|usual| usual.get(setting.name)).unwrap_or(0.0),
    });
    OptimizerChoice { choice: Choice { name, title }, settings: settings.collect() }
}

fn setting_title(name: &'static str) -> &'static str {
    match name {
        "momentum" => "Momentum",
        "nesterov" => "Nesterov",
        "weight_decay" => "Weight decay",
        "decay" => "Decay",
        "beta1" => "β₁ (first moment)",
        "beta2" => "β₂ (second moment)",
        "epsilon" => "Epsilon ε",
        _ => name,
    }
}
