//! Programs in Rust with nothing but its standard library: matrices are vectors of rows, biases one row. Only a document
//! too large to be written down takes a crate, to be read.
//!
//! * `data` writes down what the program starts from, `functions` what it calls.
//! * `loss` and `optimizer` are those of its lines that depend on the experiment.

mod data;
mod functions;
mod loss;
mod optimizer;

use super::Program;
use super::listing::Line;
use super::printer::{Printer, plain};
use super::python::float;
use super::rounds::Rounds;
use super::statement::{Printed, Statement};
use crate::activation::Activation;
use crate::network::Bias;
use functions::{function, slope};

pub(super) struct Rust<'a>(pub(super) &'a Program<'a>);

impl Printer for Rust<'_> {
    const REMARK: &'static str = "//";

    fn parts(&self) -> Vec<Vec<Line>> {
        let head = plain([
            "// Matrices have capital letters, as on paper.",
            "#![allow(non_snake_case, non_upper_case_globals, unused_assignments, unused_variables)]",
        ]);
        let begin = plain(["fn main() {"]);
        let mut main = vec![self.data(), self.parameters(), self.training(), self.result()];
        main.iter_mut().for_each(|part| {
            *part = std::mem::take(part).into_iter().map(|line| line.indented("    ")).collect();
        });
        if let Some(first) = main.first_mut() {
            first.splice(0..0, begin);
        }
        if let Some(last) = main.last_mut() {
            last.push(Line::plain("}"));
        }
        [vec![head, self.settings(), self.functions()], main].concat()
    }

    fn statement(&self, statement: Statement) -> Vec<String> {
        let program = self.0;
        match statement {
            Statement::Given(_) => Vec::new(),
            Statement::PreActivations(l) => vec![format!("let Z{} = {};", l + 1, self.weighted_sums(l))],
            Statement::Values(l) => vec![format!("let {} = {};", program.values(l), self.activated(l))],
            Statement::Pass => vec![self.pass()],
            Statement::Loss => vec![format!("let loss = {}", self.loss())],
            Statement::Errors(l) => self.errors(l),
            Statement::WeightGradients(l) => {
                let sums = format!("product(&transposed(&{}), &D{})", program.entering(l), l + 1);
                let several = program.config.batch_size() > 1;
                let mean = if several { format!("each([&{sums}], |[g]| g / X.len() as f64)") } else { sums };
                vec![format!("let dW{} = {mean};", l + 1)]
            }
            Statement::BiasGradients(l) => vec![format!("let db{n} = mean_row(&D{n});", n = l + 1)],
            Statement::Count => vec!["t = t + 1.0;".to_owned()],
            Statement::NewWeights(l) => self.step(l, true),
            Statement::NewBiases(l) if program.bias(l) == Bias::Frozen => {
                vec![format!("// b{} is frozen: it stays as it is", l + 1)]
            }
            Statement::NewBiases(l) => self.step(l, false),
        }
    }

    fn again(&self, _samples: usize) -> Vec<String> {
        vec![self.pass(), format!("let loss = {}", self.loss())]
    }

    fn print(&self, printed: Printed) -> String {
        let shown = |what: &str, matrix: &str| format!("println!(\"{what}: {{}}\", text(&{matrix}));");
        match printed {
            Printed::Inputs => shown("Input", "X"),
            Printed::Targets => shown("Actual Output", "Y"),
            Printed::LearningRate => "println!(\"Learning Rate: {}\", a);".to_owned(),
            Printed::Prediction => shown("Predicted Output", "prediction"),
            Printed::Loss => "println!(\"Loss: {}\", loss);".to_owned(),
            Printed::FirstChange => "println!(\"{}\", text(&each([&dW1], |[g]| a * g)));".to_owned(),
            Printed::Weights(l) => shown(&format!("Updated WL{}", l + 1), &format!("W{}", l + 1)),
            Printed::Biases(l) => shown(&format!("Updated BL{}", l + 1), &format!("b{}", l + 1)),
        }
    }
}

/// How a batch is taken of the rows with a name.
type Batch = fn(&str) -> String;

impl Rust<'_> {
    /// The update, in a loop where it is made more than once or with a part of the rows.
    fn training(&self) -> Vec<Line> {
        let program = self.0;
        let update = self.write(program.update());
        let (head, batch): (_, Option<Batch>) = match program.rounds {
            Rounds::One => return update,
            Rounds::Several(updates) => (vec![format!("for _ in 0..{updates} {{")], None),
            Rounds::RestOfEpoch(first) => {
                let head = [
                    format!("for start in ({first}..inputs.len()).step_by(size) {{"),
                    "    let end = inputs.len().min(start + size);".to_owned(),
                ];
                (head.into(), Some(|rows| format!("{rows}[start..end].to_vec()")))
            }
            Rounds::Batches(_) => {
                (vec!["for batch in &batches {".to_owned()], Some(|rows| format!("chosen(&{rows}, batch)")))
            }
        };
        let mut lines = self.write([program.about_rounds()]);
        lines.extend(plain(head));
        if let Some(batch) = batch {
            let given = |of: &str, rows: &str| [format!("    let {of} = {};", batch(rows))];
            lines.extend(Line::of(Statement::Given(super::Variable::Inputs), given("X", "inputs")));
            lines.extend(Line::of(Statement::Given(super::Variable::Targets), given("Y", "targets")));
        }
        lines.extend(update.into_iter().map(|line| line.indented("    ")));
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
            lines.extend(plain(["let (X, Y) = (inputs, targets);"]));
        }
        lines.extend(self.write(program.again()));
        lines
    }

    /// The forward pass is called, with every parameter.
    fn pass(&self) -> String {
        let parameters: String = self.parameter_names().map(|name| format!(", &{name}")).collect();
        format!("let {} = forward(&X{parameters});", self.returned())
    }

    /// What the forward pass gives, as a pattern and as an expression.
    fn returned(&self) -> String {
        let names = self.0.returned();
        if names.contains(',') { format!("({names})") } else { names }
    }

    fn parameter_names(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.0.layers).flat_map(|l| {
            let bias = (self.0.bias(l) != Bias::Absent).then(|| format!("b{}", l + 1));
            std::iter::once(format!("W{}", l + 1)).chain(bias)
        })
    }

    /// `X·W + b` of a layer, in the function `forward`, whose arguments are references.
    fn weighted_sums(&self, l: usize) -> String {
        let n = l + 1;
        let entering = if l == 0 { "X".to_owned() } else { format!("&{}", self.0.entering(l)) };
        let product = format!("product({entering}, W{n})");
        if self.0.bias(l) == Bias::Absent { product } else { format!("plus(&{product}, b{n})") }
    }

    /// The values of a layer.
    fn activated(&self, l: usize) -> String {
        let kept = self.0.keeps_pre_activations(l);
        let z = if kept { format!("Z{}", l + 1) } else { self.weighted_sums(l) };
        match self.0.activation(l) {
            Activation::Identity if kept => format!("{z}.clone()"),
            Activation::Identity => z,
            Activation::Softmax => format!("softmax(&{z})"),
            activation => format!("each([&{z}], |[z]| {})", function(activation)),
        }
    }

    fn errors(&self, l: usize) -> Vec<String> {
        if l == self.0.network.last() {
            return self.output_errors();
        }
        let n = l + 1;
        let arriving = format!("product(&D{}, &transposed(&W{}))", n + 1, n + 1);
        vec![match slope(self.0.activation(l), "h") {
            Some((slope, of_z)) => {
                let (of, matrix) = if of_z { ("z", format!("Z{n}")) } else { ("h", self.0.values(l)) };
                format!("let D{n} = each([&{arriving}, &{matrix}], |[d, {of}]| d * {slope});")
            }
            None => format!("let D{n} = {arriving};"),
        }]
    }
}

/// `vec![0.15, 0.1]`
fn row(numbers: &[f64]) -> String {
    format!("vec![{}]", numbers.iter().map(|&number| float(number)).collect::<Vec<_>>().join(", "))
}
