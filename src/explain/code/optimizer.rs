//! The optimizer of the program: its settings, its rule, and a line for every matrix it changes.

use super::{Lines, Program, lines};
use crate::explain::number;
use crate::network::Bias;
use crate::optimizer::{Adam, Moment, Optimizer};

impl Program<'_> {
    /// Whether a step is nothing but the learning rate times the gradient.
    pub(super) fn is_plain(&self) -> bool {
        let Optimizer::Sgd { momentum, weight_decay, .. } = self.config.optimizer else { return false };
        momentum == 0.0 && weight_decay == 0.0
    }

    /// The settings besides the learning rate, those that do something.
    pub(super) fn settings(&self) -> Lines {
        let optimizer = self.config.optimizer;
        let given = Optimizer::settings(optimizer.name()).iter().filter_map(|setting| {
            let value = optimizer.get(setting.name)?;
            let idle = setting.name == "nesterov"
                || (value == 0.0 && ["momentum", "weight_decay"].contains(&setting.name));
            (!idle).then(|| format!("{} = {}", setting.name, number::full(value)))
        });
        let mut lines: Lines = given.collect();
        if self.counts() {
            lines.push(format!("t = {}  # updates so far", self.updates()));
        }
        lines
    }

    /// Whether the rule looks at the number of the update.
    fn counts(&self) -> bool {
        matches!(self.config.optimizer, Optimizer::Adam(_) | Optimizer::Adamw(_))
    }

    pub(super) fn count(&self) -> Option<String> {
        self.counts().then(|| "t = t + 1".to_owned())
    }

    /// The rule of a parameter `w` with its gradient `g`, where it keeps something.
    pub(super) fn step_functions(&self) -> Vec<Lines> {
        if self.config.optimizer.moments().is_empty() {
            return Vec::new();
        }
        let decay = "    g = g + weight_decay * w";
        let adam = "a * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon), m, v";
        let means = ["    m = beta1 * m + (1 - beta1) * g", "    v = beta2 * v + (1 - beta2) * g ** 2"];
        let scaled = "    return w - a * g / (np.sqrt(v) + epsilon), v";
        let mut step = match self.config.optimizer {
            Optimizer::Sgd { nesterov, .. } => {
                let ahead = if nesterov { "(g + momentum * u)" } else { "u" };
                let returned = format!("    return w - a * {ahead}, u");
                lines(&["def step(w, g, u):", "    u = momentum * u + g", &returned])
            }
            Optimizer::Adagrad { .. } => lines(&["def step(w, g, v):", "    v = v + g ** 2", scaled]),
            Optimizer::Rmsprop { .. } => {
                lines(&["def step(w, g, v):", "    v = decay * v + (1 - decay) * g ** 2", scaled])
            }
            Optimizer::Adam(_) | Optimizer::Adamw(Adam { weight_decay: 0.0, .. }) => {
                lines(&["def step(w, g, m, v):", means[0], means[1], &format!("    return w - {adam}")])
            }
            Optimizer::Adamw(_) => {
                let returned = format!("    return w * (1 - a * weight_decay) - {adam}");
                lines(&["def step(w, g, m, v):", means[0], means[1], &returned])
            }
        };
        let decays = match self.config.optimizer {
            Optimizer::Sgd { weight_decay, .. } | Optimizer::Adam(Adam { weight_decay, .. }) => {
                weight_decay != 0.0
            }
            Optimizer::Adagrad { .. } | Optimizer::Rmsprop { .. } | Optimizer::Adamw(_) => false,
        };
        if decays {
            step.insert(1, decay.to_owned());
        }
        let mut found = vec![step];
        if self.network.layers.iter().any(|layer| layer.frozen.contains(&true)) {
            found.push(lines(&[
                "def held(free, old, new):  # the old values of what is frozen",
                "    return [np.where(free, n, o) for n, o in zip(new, old)]",
            ]));
        }
        found
    }

    /// The new parameters of a layer.
    pub(super) fn step(&self, l: usize) -> Lines {
        let n = l + 1;
        let Some(layer) = self.network.layers.get(l) else { return Vec::new() };
        let is_held = layer.frozen.contains(&true);
        let moments = self.config.optimizer.moments();
        let line = |name: String, held: bool| {
            if moments.is_empty() {
                let mask = if held { format!(" * free{n}") } else { String::new() };
                let gradient = match self.is_plain() {
                    true => format!("d{name}"),
                    false => format!("(d{name} + weight_decay * {name})"),
                };
                return format!("{name} = {name} - a * {gradient}{mask}");
            }
            let kept: Vec<String> =
                moments.iter().map(|&moment| format!("{}{name}", letter(moment))).collect();
            let kept = kept.join(", ");
            let new = format!("step({name}, d{name}, {kept})");
            if held {
                format!("{name}, {kept} = held(free{n}, ({name}, {kept}), {new})")
            } else {
                format!("{name}, {kept} = {new}")
            }
        };
        let mut lines = vec![line(format!("W{n}"), is_held)];
        if layer.bias == Bias::Trained {
            lines.push(line(format!("b{n}"), false));
        }
        lines
    }
}

/// What stands before the name of a parameter for what is kept of it.
pub(super) fn letter(moment: Moment) -> &'static str {
    match moment {
        Moment::Momentum => "u",
        Moment::First => "m",
        Moment::Second => "v",
    }
}
