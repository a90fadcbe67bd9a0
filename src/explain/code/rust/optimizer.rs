//! The optimizer of the program: its rule, and a line for every matrix it changes.

use super::Rust;
use crate::explain::code::Variable;
use crate::optimizer::{Adam, Optimizer};

const HELD: &str = "\
/// The old values of what is frozen.
fn held(free: &Matrix, old: &Matrix, new: &Matrix) -> Matrix {
    each([free, old, new], |[f, before, x]| if f == 1.0 { x } else { before })
}";

impl Rust<'_> {
    /// The rule of the parameters `W` of a layer with their gradients `G`, where it keeps something.
    pub(super) fn step_functions(&self) -> Vec<Vec<String>> {
        let program = self.0;
        if program.config.optimizer.moments().is_empty() {
            return Vec::new();
        }
        let (kept, body) = self.rule();
        let arguments: String = kept.iter().map(|name| format!(", {name}: &Matrix")).collect();
        let results = vec!["Matrix"; kept.len() + 1].join(", ");
        let count = if program.counts() { ", t: f64" } else { "" };
        let mut step = vec![format!("fn step(W: &Matrix, G: &Matrix{arguments}{count}) -> ({results}) {{")];
        if program.decays_gradient() {
            step.push("    let G = &each([G, W], |[g, w]| g + weight_decay * w);".to_owned());
        }
        step.extend(body.into_iter().map(|line| format!("    {line}")));
        step.push("}".to_owned());
        let mut found = vec![step];
        if (0..program.layers).any(|l| program.is_held(l)) {
            found.push(HELD.lines().map(str::to_owned).collect());
        }
        found
    }

    /// What is kept, and the lines that make the new values of it and of the parameters.
    fn rule(&self) -> (&'static [&'static str], Vec<String>) {
        let lines = |text: &[&str]| text.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let scaled = "(each([W, G, &V], |[w, g, v]| w - a * g / (v.sqrt() + epsilon)), V)";
        match self.0.config.optimizer {
            Optimizer::Sgd { nesterov, .. } => {
                let new = if nesterov {
                    "(each([W, G, &U], |[w, g, u]| w - a * (g + momentum * u)), U)"
                } else {
                    "(each([W, &U], |[w, u]| w - a * u), U)"
                };
                (&["U"], lines(&["let U = each([U, G], |[u, g]| momentum * u + g);", new]))
            }
            Optimizer::Adagrad { .. } => {
                (&["V"], lines(&["let V = each([V, G], |[v, g]| v + g * g);", scaled]))
            }
            Optimizer::Rmsprop { .. } => {
                let mean = "let V = each([V, G], |[v, g]| decay * v + (1.0 - decay) * g * g);";
                (&["V"], lines(&[mean, scaled]))
            }
            Optimizer::Adam(_) | Optimizer::Adamw(_) => {
                let w = if self.decays_weight() { "w * (1.0 - a * weight_decay)" } else { "w" };
                let step = "a * (m / first) / ((v / second).sqrt() + epsilon)";
                let new = format!("(each([W, &M, &V], |[w, m, v]| {w} - {step}), M, V)");
                let means = [
                    "let M = each([M, G], |[m, g]| beta1 * m + (1.0 - beta1) * g);",
                    "let V = each([V, G], |[v, g]| beta2 * v + (1.0 - beta2) * g * g);",
                    "let (first, second) = (1.0 - beta1.powf(t), 1.0 - beta2.powf(t));",
                    &new,
                ];
                (&["M", "V"], lines(&means))
            }
        }
    }

    /// Whether the weight decay is taken off the weight itself.
    fn decays_weight(&self) -> bool {
        match self.0.config.optimizer {
            Optimizer::Adamw(Adam { weight_decay, .. }) => weight_decay != 0.0,
            _ => false,
        }
    }

    /// The new weights of a layer, or its new biases, and what is kept of them.
    pub(super) fn step(&self, l: usize, weights: bool) -> Vec<String> {
        let program = self.0;
        let n = l + 1;
        let name = program.name(if weights { Variable::Weights(l) } else { Variable::Biases(l) });
        let held = weights && program.is_held(l);
        let kept: Vec<String> = program.kept(l, weights).into_iter().map(|kept| program.name(kept)).collect();
        if kept.is_empty() {
            let gradient = if program.is_plain() { "g" } else { "(g + weight_decay * w)" };
            return vec![if held {
                format!("{name} = each([&{name}, &d{name}, &free{n}], |[w, g, f]| w - a * {gradient} * f);")
            } else {
                format!("{name} = each([&{name}, &d{name}], |[w, g]| w - a * {gradient});")
            }];
        }
        let arguments: String = kept.iter().map(|kept| format!(", &{kept}")).collect();
        let count = if program.counts() { ", t" } else { "" };
        let call = format!("step(&{name}, &d{name}{arguments}{count});");
        let all: Vec<String> = std::iter::once(name).chain(kept).collect();
        if !held {
            return vec![format!("({}) = {call}", all.join(", "))];
        }
        // What is kept of a frozen weight stays, too.
        let fresh: Vec<String> = all.iter().map(|name| format!("new_{name}")).collect();
        let old = all.iter().map(|name| format!("{name} = held(&free{n}, &{name}, &new_{name});"));
        std::iter::once(format!("let ({}) = {call}", fresh.join(", "))).chain(old.rev()).collect()
    }
}
