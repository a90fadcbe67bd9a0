//! A NumPy program for one network: the same update, a line for every matrix operation.
//!
//! What it prints and how is that of the program in the notebook that the lesson `article` is told after: for the
//! article's two cases the same text, to the last digit.
//!
//! * `data` writes down what the program starts from, `functions` what it calls.
//! * `loss`, `training` and `optimizer` are what it does.

mod data;
mod functions;
mod loss;
mod optimizer;
mod training;

use super::number;
use crate::activation::Activation;
use crate::config::Config;
use crate::config::data::Source;
use crate::network::Network;

/// Programs with more numbers than this read them from a file.
const MOST_NUMBERS: usize = 20_000;

/// A NumPy program for the network of `config`: a forward pass, its loss, the backward pass, the new parameters
/// and a second forward pass. Where the data set makes several batches, the rest of the epoch, batch by batch.
///
/// Weights that the document leaves to `init` are written down as they are drawn, rows of a generator too; what a
/// large document holds itself is read from `config.json` instead.
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
    let rows = config.data.train_rows().len();
    let numbers = network.parameters() + rows * (network.inputs + network.outputs());
    let in_file = numbers > MOST_NUMBERS;
    let own_rows = config.data.source() == Source::Rows && !config.data.preparation().standardise;
    let program = Program {
        config,
        layers: network.layers.len(),
        in_file,
        data_in_file: in_file && own_rows,
        batches: config.batch_size() < rows,
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
    /// Whether the parameters are in a file rather than in the program.
    in_file: bool,
    /// Whether the rows are too: what the document draws from a seed is not in it.
    data_in_file: bool,
    /// Whether there are several batches.
    batches: bool,
}

impl Program<'_> {
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

    fn activation(&self, l: usize) -> Activation {
        self.network.layers.get(l).map_or(Activation::Identity, |layer| layer.activation)
    }

    fn last_activation(&self) -> Activation {
        self.activation(self.network.last())
    }

    /// Updates completed before.
    fn updates(&self) -> u64 {
        self.config.state.as_ref().map_or(0, |state| state.update)
    }
}

/// Each line after another, as Python has them in a block.
fn lines(text: &[&str]) -> Lines {
    text.iter().map(|line| (*line).to_owned()).collect()
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
