//! Programs in plain JavaScript, for Node and for the console of a browser: matrices are arrays of rows, biases one row,
//! and a few small functions are all that is done with them. Sums run in the order in which this crate runs them, so that
//! where no `exp` is involved the last bit is the same.
//!
//! * `data` writes down what the program starts from, `functions` what it calls.
//! * `loss` and `optimizer` are those of its lines that depend on the experiment.

mod data;
mod functions;
mod loss;
mod optimizer;

use super::listing::Line;
use super::printer::Printer;
use super::rounds::Rounds;
use super::statement::{Printed, Statement};
use super::{Program, Variable};
use crate::activation::Activation;
use crate::explain::number;
use crate::network::Bias;
use functions::{function, slope};

pub(super) struct Javascript<'a>(pub(super) &'a Program<'a>);

impl Printer for Javascript<'_> {
    const REMARK: &'static str = "//";

    fn parts(&self) -> Vec<Vec<Line>> {
        vec![self.data(), self.parameters(), self.functions(), self.training(), self.result()]
    }

    fn statement(&self, statement: Statement) -> Vec<String> {
        let program = self.0;
        // What the forward pass once more gives a value again.
        let keyword = if program.repeats() { "const" } else { "let" };
        match statement {
            Statement::Given(_) => Vec::new(),
            Statement::PreActivations(l) => vec![format!("const Z{} = {};", l + 1, self.weighted_sums(l))],
            Statement::Values(l) => vec![format!("const {} = {};", program.values(l), self.activated(l))],
            Statement::Pass => vec![format!("{keyword} [{}] = forward(X);", program.returned())],
            Statement::Loss => vec![format!("{keyword} loss = {}", self.loss())],
            Statement::Errors(l) => self.errors(l),
            Statement::WeightGradients(l) => {
                let sums = format!("product(transposed({}), D{})", program.entering(l), l + 1);
                let several = program.config.batch_size() > 1;
                let mean = if several { format!("each((g) => g / X.length, {sums})") } else { sums };
                vec![format!("const dW{} = {mean};", l + 1)]
            }
            Statement::BiasGradients(l) => vec![format!("const db{n} = meanRow(D{n});", n = l + 1)],
            Statement::Count => vec!["t = t + 1;".to_owned()],
            Statement::NewWeights(l) => vec![self.step(l, true)],
            Statement::NewBiases(l) if program.bias(l) == Bias::Frozen => {
                vec![format!("// b{} is frozen: it stays as it is", l + 1)]
            }
            Statement::NewBiases(l) => vec![self.step(l, false)],
        }
    }

    fn again(&self, _samples: usize) -> Vec<String> {
        let keyword = if self.0.repeats() { "const " } else { "" };
        vec![
            format!("{keyword}[{}] = forward(X);", self.0.returned()),
            format!("{keyword}loss = {}", self.loss()),
        ]
    }

    fn print(&self, printed: Printed) -> String {
        match printed {
            Printed::Inputs => "console.log(\"Input:\", text(X));".to_owned(),
            Printed::Targets => "console.log(\"Actual Output:\", text(Y));".to_owned(),
            Printed::LearningRate => "console.log(\"Learning Rate:\", a);".to_owned(),
            Printed::Prediction => "console.log(\"Predicted Output:\", text(prediction));".to_owned(),
            Printed::Loss => "console.log(\"Loss:\", loss);".to_owned(),
            Printed::FirstChange => "console.log(text(each((g) => a * g, dW1)));".to_owned(),
            Printed::Weights(l) => format!("console.log(\"Updated WL{n}:\", text(W{n}));", n = l + 1),
            Printed::Biases(l) => format!("console.log(\"Updated BL{n}:\", text(b{n}));", n = l + 1),
        }
    }
}

/// How a batch is taken of the rows with a name.
type Batch = fn(&str) -> String;

impl Javascript<'_> {
    /// The update, in a loop where it is made more than once or with a part of the rows.
    fn training(&self) -> Vec<Line> {
        let program = self.0;
        let update = self.write(program.update());
        let (head, batch): (_, Option<Batch>) = match program.rounds {
            Rounds::One => return update,
            Rounds::Several(updates) => {
                (format!("for (let round = 0; round < {updates}; round += 1) {{"), None)
            }
            Rounds::RestOfEpoch(first) => (
                format!("for (let start = {first}; start < inputs.length; start += size) {{"),
                Some(|rows| format!("{rows}.slice(start, start + size)")),
            ),
            Rounds::Batches(_) => (
                "for (const batch of batches) {".to_owned(),
                Some(|rows| format!("batch.map((row) => {rows}[row])")),
            ),
        };
        let mut lines = self.write([program.about_rounds()]);
        lines.push(Line::plain(head));
        if let Some(batch) = batch {
            let given = |of: &str, rows: &str| [format!("  const {of} = {};", batch(rows))];
            lines.extend(Line::of(Statement::Given(Variable::Inputs), given("X", "inputs")));
            lines.extend(Line::of(Statement::Given(Variable::Targets), given("Y", "targets")));
        }
        lines.extend(update.into_iter().map(|line| line.indented("  ")));
        lines.push(Line::plain("}"));
        lines
    }

    /// The new parameters, and what they predict.
    fn result(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = self.write(program.new_parameters());
        lines.push(Line::plain(""));
        lines.extend(self.write([program.once_more()]));
        if program.batches() {
            lines.extend(super::printer::plain(["const X = inputs;", "const Y = targets;"]));
        }
        lines.extend(self.write(program.again()));
        lines
    }

    /// `X·W + b` of a layer.
    fn weighted_sums(&self, l: usize) -> String {
        let product = format!("product({}, W{})", self.0.entering(l), l + 1);
        if self.0.bias(l) == Bias::Absent { product } else { format!("plus({product}, b{})", l + 1) }
    }

    /// The values of a layer.
    fn activated(&self, l: usize) -> String {
        let kept = self.0.keeps_pre_activations(l);
        let z = if kept { format!("Z{}", l + 1) } else { self.weighted_sums(l) };
        match self.0.activation(l) {
            Activation::Identity => z,
            Activation::Softmax => format!("{z}.map(softmax)"),
            activation => format!("each({}, {z})", function(activation)),
        }
    }

    fn errors(&self, l: usize) -> Vec<String> {
        if l == self.0.network.last() {
            return self.output_errors();
        }
        let n = l + 1;
        let arriving = format!("product(D{}, transposed(W{}))", n + 1, n + 1);
        vec![match slope(self.0.activation(l), "h") {
            Some((slope, of_z)) => {
                let (of, matrix) = if of_z { ("z", format!("Z{n}")) } else { ("h", self.0.values(l)) };
                format!("const D{n} = each((d, {of}) => d * {slope}, {arriving}, {matrix});")
            }
            None => format!("const D{n} = {arriving};"),
        }]
    }
}

/// `[0.15, 0.1]`
fn row(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|&number| number::full(number)).collect();
    format!("[{}]", numbers.join(", "))
}
