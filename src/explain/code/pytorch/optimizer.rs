//! The optimizer of `torch.optim`, and what it has kept.

use super::Pytorch;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::plain;
use crate::network::Bias;
use crate::optimizer::{Moment, Optimizer};

impl Pytorch<'_> {
    /// It is made, and given what it has kept.
    pub(super) fn optimizer(&self) -> Vec<Line> {
        let program = self.0;
        let parameters: Vec<String> = self.trained().map(|(w, _)| program.name(w)).collect();
        let settings: String = program.settings().map(|(name, _)| named(name)).collect();
        let settings = match program.config.optimizer {
            Optimizer::Adam(_) | Optimizer::Adamw(_) => {
                let decays = program.settings().any(|(name, _)| name == "weight_decay");
                let decay = if decays { "weight_decay" } else { "0" };
                format!(", betas=(beta1, beta2), eps=epsilon, weight_decay={decay}")
            }
            Optimizer::Sgd { nesterov: true, .. } => format!("{settings}, nesterov=True"),
            Optimizer::Sgd { .. } | Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } => settings,
        };
        let class = match program.config.optimizer {
            Optimizer::Sgd { .. } => "SGD",
            Optimizer::Adagrad { .. } => "Adagrad",
            Optimizer::Rmsprop { .. } => "RMSprop",
            Optimizer::Adam(_) => "Adam",
            Optimizer::Adamw(_) => "AdamW",
        };
        let mut lines = plain([
            String::new(),
            format!("optimizer = torch.optim.{class}([{}], lr=a{settings})", parameters.join(", ")),
        ]);
        if self.goes_on() {
            lines.extend(plain(self.trained().map(|(parameter, kept)| self.kept(parameter, &kept))));
        }
        lines
    }

    /// Every parameter that is trained, with what is kept of it.
    fn trained(&self) -> impl Iterator<Item = (Variable, Vec<Variable>)> + '_ {
        (0..self.0.layers).flat_map(|l| {
            let biases = self.0.bias(l) == Bias::Trained;
            let weights = (Variable::Weights(l), self.0.kept(l, true));
            std::iter::once(weights).chain(biases.then(|| (Variable::Biases(l), self.0.kept(l, false))))
        })
    }

    fn kept(&self, parameter: Variable, kept: &[Variable]) -> String {
        let is_adam = kept.len() == 2;
        let entry = |variable: &Variable| {
            let (Variable::OfWeights(moment, _) | Variable::OfBiases(moment, _)) = variable else {
                return String::new();
            };
            let key = match (moment, self.0.config.optimizer) {
                (Moment::Momentum, _) => "momentum_buffer",
                (Moment::First, _) => "exp_avg",
                (Moment::Second, Optimizer::Adagrad { .. }) => "sum",
                (Moment::Second, Optimizer::Rmsprop { .. }) => "square_avg",
                (Moment::Second, _) => "exp_avg_sq",
            };
            format!("\"{key}\": {}", self.0.name(*variable))
        };
        let entries: Vec<String> = kept.iter().map(entry).collect();
        let step = match self.0.config.optimizer {
            Optimizer::Sgd { .. } => String::new(),
            _ if is_adam => "\"step\": torch.tensor(float(t)), ".to_owned(),
            _ => format!("\"step\": torch.tensor({}.0), ", self.0.updates()),
        };
        format!("optimizer.state[{}] = {{{step}{}}}", self.0.name(parameter), entries.join(", "))
    }

    /// The step of all parameters at once.
    pub(super) fn step(&self) -> String {
        if self.held().next().is_some() { "step()".to_owned() } else { "optimizer.step()".to_owned() }
    }

    /// A step that leaves alone what is frozen: decay and momentum move a weight without a gradient, too.
    pub(super) fn held_step(&self) -> Option<Vec<String>> {
        let held: Vec<usize> = self.held().collect();
        if held.is_empty() {
            return None;
        }
        let before = held.iter().map(|n| format!("W{n}.detach().clone()")).collect::<Vec<_>>().join(", ");
        let weights = held.iter().map(|n| format!("(W{n}, free{n})")).collect::<Vec<_>>().join(", ");
        Some(vec![
            "def step():  # what is frozen keeps its value".to_owned(),
            format!("    before = [{before}]"),
            "    optimizer.step()".to_owned(),
            "    with torch.no_grad():".to_owned(),
            format!("        for (w, free), old in zip([{weights}], before):"),
            "            w.copy_(torch.where(free == 1, w, old))".to_owned(),
        ])
    }

    /// Numbers of the layers with frozen weights, from 1.
    fn held(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.layers).filter(|&l| self.0.is_held(l)).map(|l| l + 1)
    }
}

/// A setting as `torch.optim` takes it.
fn named(name: &str) -> String {
    let theirs = match name {
        "decay" => "alpha",
        "epsilon" => "eps",
        name => name,
    };
    format!(", {theirs}={name}")
}
