//! The optimizer of a program in Python: its rule, and a line for every matrix it changes.

use super::{Python, lines};
use crate::explain::code::Variable;
use crate::optimizer::{Adam, Optimizer};

impl Python<'_> {
    /// The rule of a parameter `w` with its gradient `g`, where it keeps something.
    pub(in crate::explain::code) fn step_functions(&self) -> Vec<Vec<String>> {
        if self.program.config.optimizer.moments().is_empty() {
            return Vec::new();
        }
        let decay = "    g = g + weight_decay * w";
        let module = self.library.module;
        let adam =
            format!("a * (m / (1 - beta1 ** t)) / ({module}.sqrt(v / (1 - beta2 ** t)) + epsilon), m, v");
        let means = ["    m = beta1 * m + (1 - beta1) * g", "    v = beta2 * v + (1 - beta2) * g ** 2"];
        let scaled = &format!("    return w - a * g / ({module}.sqrt(v) + epsilon), v");
        let mut step = match self.program.config.optimizer {
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
        if self.program.decays_gradient() {
            step.insert(1, decay.to_owned());
        }
        let mut found = vec![step];
        if (0..self.program.layers).any(|l| self.program.is_held(l)) {
            found.push(lines(&[
                "def held(free, old, new):  # the old values of what is frozen",
                &format!("    return [{module}.where(free == 1, n, o) for n, o in zip(new, old)]"),
            ]));
        }
        found
    }

    /// The new weights of a layer, or its new biases, and what is kept of them.
    pub(in crate::explain::code) fn step(&self, l: usize, weights: bool) -> String {
        let program = self.program;
        let n = l + 1;
        let name = program.name(if weights { Variable::Weights(l) } else { Variable::Biases(l) });
        let held = weights && program.is_held(l);
        let kept: Vec<String> = program.kept(l, weights).into_iter().map(|kept| program.name(kept)).collect();
        if kept.is_empty() {
            let mask = if held { format!(" * free{n}") } else { String::new() };
            let gradient = match program.is_plain() {
                true => format!("d{name}"),
                false => format!("(d{name} + weight_decay * {name})"),
            };
            return format!("{name} = {name} - a * {gradient}{mask}");
        }
        let kept = kept.join(", ");
        let new = format!("step({name}, d{name}, {kept})");
        if held {
            format!("{name}, {kept} = held(free{n}, ({name}, {kept}), {new})")
        } else {
            format!("{name}, {kept} = {new}")
        }
    }
}
