//! A NumPy program for one network: the same update, a line for every matrix operation.
//!
//! What it prints and how is that of the program in the notebook that the lesson `article` is told after: for the
//! article's two cases the same text, to the last digit.

use super::number;
use crate::activation::Activation;
use crate::config::Config;
use crate::dataset;
use crate::loss::Loss;
use crate::network::{Bias, Layer, Network};
use crate::update::Order;

/// Programs with more numbers than this read them from a file.
const MOST_NUMBERS: usize = 20_000;

/// A NumPy program for the network of `config`: a forward pass, its loss, the backward pass, the new parameters
/// and a second forward pass. Where the data set makes several batches, the rest of the epoch, batch by batch.
///
/// Weights that the document leaves to `init` are written down as they are drawn; what a large network holds is
/// read from `config.json` instead.
///
/// ```
/// # use backprop_stepper::{config::Config, explain::code};
/// # let config = r#"{ "version": 1, "loss": "half_squared_error",
/// #   "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.5]], "bias": false }] },
/// #   "optimizer": { "method": "sgd", "learning_rate": 0.1 },
/// #   "data": { "inputs": [[1]], "targets": [[3]] } }"#;
/// let program = code::numpy(&Config::from_json(config)?);
/// assert!(program.contains("prediction = X @ W1"));
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn numpy(config: &Config) -> String {
    let network = config.network();
    let numbers =
        network.parameters() + config.data.train_rows().len() * (network.inputs + network.outputs());
    let program = Program {
        config,
        layers: network.layers.len(),
        in_file: numbers > MOST_NUMBERS,
        batches: config.batch_size() < config.data.train_rows().len(),
        network,
    };
    let parts =
        [program.data(), program.parameters(), program.functions(), program.training(), program.result()];
    let parts: Vec<String> =
        parts.iter().map(|lines| lines.join("\n")).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

type Lines = Vec<String>;

struct Program<'a> {
    config: &'a Config,
    network: Network,
    layers: usize,
    /// Whether the numbers are in a file rather than in the program.
    in_file: bool,
    /// Whether there are several batches.
    batches: bool,
}

impl Program<'_> {
    // ---- numbers ----------------------------------------------------------------------------------------------

    fn data(&self) -> Lines {
        let mut lines = Vec::new();
        if self.in_file {
            lines.push("import json".to_owned());
        }
        lines.extend(["import numpy as np".to_owned(), String::new()]);
        let (x, y) = if self.batches { ("inputs", "targets") } else { ("X", "Y") };
        if self.in_file {
            lines.push("# The config document of this network, as config() gives it.".to_owned());
            lines.push("config = json.load(open(\"config.json\"))".to_owned());
            lines.push(format!("{x} = np.array(config[\"data\"][\"inputs\"])"));
            lines.push(format!("{y} = np.array(config[\"data\"][\"targets\"])"));
        } else {
            lines.push("# The data: a row for each sample.".to_owned());
            let data = &self.config.data.dataset;
            let rows = |row: fn(&dataset::Dataset, usize) -> &[f64]| {
                data.train_rows().iter().map(|&i| list(row(data, i), exact)).collect::<Vec<_>>()
            };
            lines.push(assigned(x, &rows(dataset::Dataset::inputs)));
            lines.push(assigned(y, &rows(dataset::Dataset::targets)));
        }
        lines.extend(self.order());
        lines.push(format!("a = {}  # learning rate", number::full(self.config.optimizer.learning_rate())));
        lines
    }

    /// The order of the rows in this epoch, and how they are cut into batches.
    fn order(&self) -> Lines {
        let mut lines = Vec::new();
        let batch = self.config.batch.unwrap_or_default();
        if batch.shuffle && self.config.data.train_rows().len() > 1 {
            let epoch = self.updates() / self.config.data.dataset.updates_per_epoch(self.config.batch_size());
            let rows = dataset::shuffled(self.config.data.train_rows().len(), batch.seed, epoch);
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let (x, y) = if self.batches { ("inputs", "targets") } else { ("X", "Y") };
            lines.push(format!("order = [{}]  # the rows, shuffled", rows.join(", ")));
            lines.push(format!("{x}, {y} = {x}[order], {y}[order]"));
        }
        if self.batches {
            lines.push(format!("size = {}  # samples in a batch", self.config.batch_size()));
        }
        lines
    }

    fn parameters(&self) -> Lines {
        let mut lines = Vec::new();
        lines.push("# The weights: row i leaves value i, column j enters neuron j.".to_owned());
        for (l, layer) in self.network.layers.iter().enumerate() {
            let n = l + 1;
            if self.in_file {
                let place = format!("config[\"network\"][\"layers\"][{l}]");
                lines.push(format!("W{n} = np.array({place}[\"weights\"], dtype=float)"));
                if layer.bias != Bias::Absent {
                    lines.push(format!("b{n} = np.array({place}[\"biases\"], dtype=float)"));
                }
            } else {
                let rows = layer.weights.chunks(layer.units.max(1)).map(|row| list(row, float));
                lines.push(assigned(&format!("W{n}"), &rows.collect::<Vec<_>>()));
                if layer.bias != Bias::Absent {
                    lines.push(format!("b{n} = np.array({})", list(&layer.biases, float)));
                }
            }
            lines.extend(held(n, layer));
        }
        lines
    }

    // ---- functions --------------------------------------------------------------------------------------------

    fn functions(&self) -> Lines {
        let mut lines = Vec::new();
        let sigmoid = self.network.layers.iter().any(|layer| layer.activation == Activation::Sigmoid);
        if sigmoid {
            lines.extend(["def sigmoid(z):".to_owned(), "    return 1 / (1 + np.exp(-z))".to_owned()]);
            lines.extend([String::new(), String::new()]);
        }
        lines.push("def forward(X):".to_owned());
        for (l, layer) in self.network.layers.iter().enumerate() {
            let bias = if layer.bias == Bias::Absent { String::new() } else { format!(" + b{}", l + 1) };
            let z = format!("{} @ W{}{bias}", self.entering(l), l + 1);
            lines.push(format!("    {} = {}", self.values(l), activated(layer.activation, &z)));
        }
        lines.push(format!("    return {}", self.returned()));
        lines
    }

    /// What the forward pass gives: every layer's values.
    fn returned(&self) -> String {
        (0..self.layers).map(|l| self.values(l)).collect::<Vec<_>>().join(", ")
    }

    /// The values of a layer's neurons.
    fn values(&self, l: usize) -> String {
        if l + 1 == self.layers { "prediction".to_owned() } else { format!("A{}", l + 1) }
    }

    /// The values that enter a layer.
    fn entering(&self, l: usize) -> String {
        match l.checked_sub(1) {
            None => "X".to_owned(),
            Some(before) => self.values(before),
        }
    }

    /// The loss of `samples` samples.
    fn loss(&self, samples: usize) -> Lines {
        let several = samples > 1;
        let line = match self.config.loss {
            Loss::HalfSquaredError if several => {
                "loss = np.mean(np.sum((prediction - Y) ** 2, axis=1)) / 2  # half the squared error, mean over the samples"
            }
            Loss::HalfSquaredError => "loss = np.sum((prediction - Y) ** 2) / 2  # half the squared error",
            _ => "loss = np.mean((prediction - Y) ** 2)  # the mean squared error",
        };
        vec![line.to_owned()]
    }

    // ---- training ---------------------------------------------------------------------------------------------

    fn training(&self) -> Lines {
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
        for l in (0..self.layers).rev() {
            lines.extend(self.errors(l));
            lines.extend(self.gradients(l));
            if in_place {
                lines.extend(self.step(l));
            }
        }
        lines.push("print(np.squeeze(a * dW1))".to_owned());
        if !in_place {
            lines.extend([String::new(), "# Each of them takes a step downhill.".to_owned()]);
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
        let n = l + 1;
        let Some(layer) = self.network.layers.get(l) else { return Vec::new() };
        let arriving =
            if n == self.layers { self.loss_slope() } else { format!("D{} @ W{}.T", n + 1, n + 1) };
        let values = self.values(l);
        let line = match layer.activation {
            Activation::Identity => format!("D{n} = {arriving}"),
            Activation::Sigmoid => format!("D{n} = {} * {values} * (1 - {values})", factor(&arriving)),
            Activation::Tanh => format!("D{n} = {} * (1 - {values} ** 2)", factor(&arriving)),
            _ => format!("D{n} = {} * ({values} > 0)", factor(&arriving)),
        };
        vec![line]
    }

    /// `∂E/∂prediction` of each sample.
    fn loss_slope(&self) -> String {
        match (self.config.loss, self.network.outputs()) {
            (Loss::HalfSquaredError, _) => "prediction - Y".to_owned(),
            (Loss::MeanSquaredError, 1) => "2 * (prediction - Y)".to_owned(),
            (_, outputs) => format!("2 / {outputs} * (prediction - Y)"),
        }
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

    fn step(&self, l: usize) -> Lines {
        let n = l + 1;
        let Some(layer) = self.network.layers.get(l) else { return Vec::new() };
        let held = if layer.frozen.contains(&true) { format!(" * free{n}") } else { String::new() };
        let mut lines = vec![format!("W{n} = W{n} - a * dW{n}{held}")];
        if layer.bias == Bias::Trained {
            lines.push(format!("b{n} = b{n} - a * db{n}"));
        }
        lines
    }

    /// The new parameters, and what they predict.
    fn result(&self) -> Lines {
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

    /// Updates completed before.
    fn updates(&self) -> u64 {
        self.config.state.as_ref().map_or(0, |state| state.update)
    }
}

/// Which weights an update changes, where some are frozen.
fn held(n: usize, layer: &Layer) -> Option<String> {
    if !layer.frozen.contains(&true) {
        return None;
    }
    let row = |row: &[bool]| {
        let marks: Vec<&str> = row.iter().map(|frozen| if *frozen { "0" } else { "1" }).collect();
        format!("[{}]", marks.join(", "))
    };
    let rows: Vec<String> = layer.frozen.chunks(layer.units.max(1)).map(row).collect();
    Some(assigned(&format!("free{n}"), &rows) + "  # 0 where a weight is frozen")
}

fn activated(activation: Activation, z: &str) -> String {
    match activation {
        Activation::Identity => z.to_owned(),
        Activation::Sigmoid => format!("sigmoid({z})"),
        Activation::Tanh => format!("np.tanh({z})"),
        _ => format!("np.maximum(0, {z})"),
    }
}

/// An expression as a factor. A matrix product too: `@` and `*` bind alike, and the first one is taken first.
fn factor(expression: &str) -> String {
    let product = expression.starts_with("2 ");
    if product { expression.to_owned() } else { format!("({expression})") }
}

/// `name = np.array([[…],` with the rows below each other.
fn assigned(name: &str, rows: &[String]) -> String {
    let head = format!("{name} = np.array([");
    let indent = " ".repeat(head.len());
    format!("{head}{}])", rows.join(&format!(",\n{indent}")))
}

fn list(numbers: &[f64], write: fn(f64) -> String) -> String {
    format!("[{}]", numbers.iter().map(|&x| write(x)).collect::<Vec<_>>().join(", "))
}

/// A number of the data set, whole where it is whole: but for those that NumPy could not hold as integers.
fn exact(value: f64) -> String {
    if value.abs() < 9e15 { number::full(value) } else { float(value) }
}

/// A number that Python takes for a float: an array of whole ones could not hold the weights after an update.
fn float(value: f64) -> String {
    let text = number::full(value);
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}
