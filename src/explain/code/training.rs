//! What the program does: forward pass, loss, backward pass, new parameters.

use super::functions::slope;
use super::{Lines, Program};
use crate::network::Bias;
use crate::update::Order;

impl Program<'_> {
    pub(super) fn training(&self) -> Lines {
        if !self.batches {
            return self.update();
        }
        let per_epoch = self.config.data.dataset.updates_per_epoch(self.config.batch_size());
        let first = (self.updates() % per_epoch) as usize * self.config.batch_size();
        let what = if first == 0 { "One epoch" } else { "The rest of the epoch" };
        let mut lines = vec![
            format!("# {what}, batch by batch. The last one may be short."),
            format!("for start in range({first}, len(inputs), size):"),
            "    X, Y = inputs[start:start + size], targets[start:start + size]".to_owned(),
        ];
        lines.extend(
            self.update().into_iter().map(|line| if line.is_empty() { line } else { format!("    {line}") }),
        );
        lines
    }

    /// One update, with what the notebook prints of it.
    fn update(&self) -> Lines {
        let mut lines = vec![
            "print(\"Input:\", np.squeeze(X))".to_owned(),
            "print(\"Actual Output:\", np.squeeze(Y))".to_owned(),
            "print(\"Learning Rate:\", a)".to_owned(),
            String::new(),
            "# Forward pass and loss.".to_owned(),
        ];
        lines.extend(self.pass(self.config.batch_size()));
        lines.extend([
            String::new(),
            "# Backward pass: D is the error of each neuron, dW the slope of each weight.".to_owned(),
        ]);
        let in_place = self.config.order == Order::InPlace;
        if in_place {
            lines.extend(self.count());
        }
        for l in (0..self.layers).rev() {
            lines.extend(self.errors(l));
            lines.extend(self.gradients(l));
            if in_place {
                lines.extend(self.step(l));
            }
        }
        if self.is_plain() {
            lines.push("print(np.squeeze(a * dW1))".to_owned());
        }
        if !in_place {
            lines.extend([String::new(), "# Each of them takes a step downhill.".to_owned()]);
            lines.extend(self.count());
            lines.extend((0..self.layers).rev().flat_map(|l| self.step(l)));
        }
        lines
    }

    /// A forward pass of `samples` samples and its loss, printed.
    fn pass(&self, samples: usize) -> Lines {
        let mut lines = vec![format!("{} = forward(X)", self.returned())];
        lines.extend(self.loss(samples));
        lines.push("print(\"Predicted Output:\", np.squeeze(prediction))".to_owned());
        lines.push("print(\"Loss:\", loss)".to_owned());
        lines
    }

    fn errors(&self, l: usize) -> Lines {
        if l == self.network.last() {
            return self.output_errors();
        }
        let n = l + 1;
        let arriving = format!("D{} @ W{}.T", n + 1, n + 1);
        vec![match slope(self.activation(l), &format!("Z{n}"), &self.values(l)) {
            Some(slope) => format!("D{n} = {} * {slope}", factor(&arriving)),
            None => format!("D{n} = {arriving}"),
        }]
    }

    fn gradients(&self, l: usize) -> Lines {
        let n = l + 1;
        let mean = if self.config.batch_size() > 1 { " / len(X)" } else { "" };
        let mut lines = vec![format!("dW{n} = {}.T @ D{n}{mean}", self.entering(l))];
        if self.network.layers.get(l).is_some_and(|layer| layer.bias == Bias::Trained) {
            lines.push(format!("db{n} = D{n}.mean(axis=0)"));
        }
        lines
    }

    /// The new parameters, and what they predict.
    pub(super) fn result(&self) -> Lines {
        let mut lines = Vec::new();
        for (l, layer) in self.network.layers.iter().enumerate() {
            let n = l + 1;
            lines.push(format!("print(\"Updated WL{n}:\\n\", np.squeeze(W{n}))"));
            if layer.bias == Bias::Trained {
                lines.push(format!("print(\"Updated BL{n}:\\n\", b{n})"));
            }
        }
        lines.push(String::new());
        if self.batches {
            lines.push("# All samples once more, with the new weights.".to_owned());
            lines.push("X, Y = inputs, targets".to_owned());
        } else {
            lines.push("# The forward pass once more, with the new weights.".to_owned());
        }
        lines.extend(self.pass(self.config.data.train_rows().len()));
        lines
    }
}

/// An expression as a factor. A matrix product too: `@` and `*` bind alike, and the first one is taken first.
pub(super) fn factor(expression: &str) -> String {
    let product = expression.starts_with("2 ") || expression.starts_with("np.");
    if product { expression.to_owned() } else { format!("({expression})") }
}
