//! The optimizer of the program: its rule, and a line for every matrix it changes.

use super::Javascript;
use crate::explain::code::Variable;
use crate::optimizer::{Adam, Optimizer};

impl Javascript<'_> {
    /// The rule of the parameters `W` of a layer with their gradients `G`, where it keeps something.
    pub(super) fn step_functions(&self) -> Vec<Vec<String>> {
        let program = self.0;
        if program.config.optimizer.moments().is_empty() {
            return Vec::new();
        }
        let second = "V = each((v, g) => beta2 * v + (1 - beta2) * g * g, V, G);";
        let adam = [
            "M = each((m, g) => beta1 * m + (1 - beta1) * g, M, G);",
            second,
            "const first = 1 - beta1 ** t;",
            "const second = 1 - beta2 ** t;",
        ];
        let scaled = "return [each((w, g, v) => w - (a * g) / (Math.sqrt(v) + epsilon), W, G, V), V];";
        let by_adam = "(a * (m / first)) / (Math.sqrt(v / second) + epsilon), W, M, V), M, V];";
        let (kept, mut body): (&str, Vec<String>) = match program.config.optimizer {
            Optimizer::Sgd { nesterov, .. } => {
                let new = if nesterov {
                    "return [each((w, g, u) => w - a * (g + momentum * u), W, G, U), U];"
                } else {
                    "return [each((w, u) => w - a * u, W, U), U];"
                };
                ("U", vec!["U = each((u, g) => momentum * u + g, U, G);".to_owned(), new.to_owned()])
            }
            Optimizer::Adagrad { .. } => {
                ("V", vec!["V = each((v, g) => v + g * g, V, G);".to_owned(), scaled.to_owned()])
            }
            Optimizer::Rmsprop { .. } => {
                let mean = "V = each((v, g) => decay * v + (1 - decay) * g * g, V, G);";
                ("V", vec![mean.to_owned(), scaled.to_owned()])
            }
            Optimizer::Adam(_) | Optimizer::Adamw(Adam { weight_decay: 0.0, .. }) => {
                let new = format!("return [each((w, m, v) => w - {by_adam}");
                ("M, V", adam.into_iter().map(str::to_owned).chain([new]).collect())
            }
            Optimizer::Adamw(_) => {
                let new = format!("return [each((w, m, v) => w * (1 - a * weight_decay) - {by_adam}");
                ("M, V", adam.into_iter().map(str::to_owned).chain([new]).collect())
            }
        };
        if program.decays_gradient() {
            body.insert(0, "G = each((g, w) => g + weight_decay * w, G, W);".to_owned());
        }
        let mut step = vec![format!("function step(W, G, {kept}) {{")];
        step.extend(body.into_iter().map(|line| format!("  {line}")));
        step.push("}".to_owned());
        let mut found = vec![step];
        if (0..program.layers).any(|l| program.is_held(l)) {
            found.push(
                [
                    "// The old values of what is frozen.",
                    "function held(free, old, now) {",
                    "  return now.map((A, i) => each((x, before, f) => (f ? x : before), A, old[i], free));",
                    "}",
                ]
                .map(str::to_owned)
                .into(),
            );
        }
        found
    }

    /// The new weights of a layer, or its new biases, and what is kept of them.
    pub(super) fn step(&self, l: usize, weights: bool) -> String {
        let program = self.0;
        let n = l + 1;
        let name = program.name(if weights { Variable::Weights(l) } else { Variable::Biases(l) });
        let held = weights && program.is_held(l);
        let kept: Vec<String> = program.kept(l, weights).into_iter().map(|kept| program.name(kept)).collect();
        if kept.is_empty() {
            let gradient = if program.is_plain() { "g" } else { "(g + weight_decay * w)" };
            return if held {
                format!("{name} = each((w, g, f) => w - a * {gradient} * f, {name}, d{name}, free{n});")
            } else {
                format!("{name} = each((w, g) => w - a * {gradient}, {name}, d{name});")
            };
        }
        let kept = kept.join(", ");
        let new = format!("step({name}, d{name}, {kept})");
        if held {
            format!("[{name}, {kept}] = held(free{n}, [{name}, {kept}], {new});")
        } else {
            format!("[{name}, {kept}] = {new};")
        }
    }
}
