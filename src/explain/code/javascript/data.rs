//! What the program starts from: rows, settings, parameters, what the optimizer has kept.

use super::{Javascript, row};
use crate::dataset::Dataset;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, given, moments, plain};
use crate::explain::code::rounds::Rounds;
use crate::explain::number;
use crate::network::{Bias, Layer};
use crate::optimizer::Moment;

impl Javascript<'_> {
    pub(super) fn data(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = Vec::new();
        if program.in_file {
            let (file, what) = program.file();
            lines.extend(plain([
                format!("// {what}, read by Node."),
                format!(
                    "const config = JSON.parse(require(\"node:fs\").readFileSync(\"{file}\", \"utf8\"));"
                ),
            ]));
        }
        lines.extend(self.rows());
        lines.extend(self.order());
        let rate = number::full(program.config.optimizer.learning_rate());
        lines.extend(given(Variable::LearningRate, format!("const a = {rate};  // learning rate")));
        for (name, value) in program.settings() {
            lines.extend(given(Variable::Setting(name), format!("const {name} = {};", number::full(value))));
        }
        if program.counts() {
            lines.push(Line::plain(format!("let t = {};  // updates so far", program.updates())));
        }
        lines
    }

    fn rows(&self) -> Vec<Line> {
        let program = self.0;
        let data = &program.config.data.dataset;
        // Put into another order below.
        let keyword = if program.order().is_some() { "let" } else { "const" };
        let mut lines = Vec::new();
        let own = program.data_in_file;
        let chosen = own && !data.test_rows().is_empty();
        if chosen {
            let rows: Vec<String> = data.train_rows().iter().map(usize::to_string).collect();
            let rows = rows.join(", ");
            lines.push(Line::plain(format!("const rows = [{rows}];  // those that are trained on")));
        } else if !own {
            lines.push(Line::plain("// The data: a row for each sample."));
        }
        type Rows = fn(&Dataset, usize) -> &[f64];
        let parts: [(&str, Rows); 2] = [("inputs", Dataset::inputs), ("targets", Dataset::targets)];
        for (variable, (name, of)) in program.row_variables().into_iter().zip(parts) {
            let head = format!("{keyword} {} = ", program.name(variable));
            let text = if chosen {
                format!("{head}rows.map((row) => config.data.{name}[row]);")
            } else if own {
                format!("{head}config.data.{name};")
            } else {
                let rows = data.train_rows().iter().map(|&i| row(of(data, i)));
                assigned(&head, &rows.collect::<Vec<_>>())
            };
            lines.extend(given(variable, text));
        }
        lines
    }

    /// The order of the rows in this epoch, and how they are cut into batches.
    fn order(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = Vec::new();
        if let Some(rows) = program.order() {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            lines.push(Line::plain(format!("const order = [{}];  // the rows, shuffled", rows.join(", "))));
            for name in program.row_variables().map(|variable| program.name(variable)) {
                lines.push(Line::plain(format!("{name} = order.map((row) => {name}[row]);")));
            }
        }
        if let Some(lists) = program.batch_lists("const batches = ", "", ";") {
            lines.push(Line::plain("// The rows of each update."));
            lines.extend(plain(lists.split('\n')));
        }
        if let Rounds::RestOfEpoch(_) = program.rounds {
            let size = program.config.batch_size();
            lines.push(Line::plain(format!("const size = {size};  // samples in a batch")));
        }
        lines
    }

    pub(super) fn parameters(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = plain(["// The weights: row i leaves value i, column j enters neuron j."]);
        for (l, layer) in program.network.layers.iter().enumerate() {
            let n = l + 1;
            let keyword = if layer.bias == Bias::Frozen { "const" } else { "let" };
            let (weights, biases) = if program.in_file {
                let place = format!("config.network.layers[{l}]");
                (format!("let W{n} = {place}.weights;"), format!("{keyword} b{n} = [{place}.biases];"))
            } else {
                (
                    matrix(&format!("let W{n} = "), &layer.weights, layer.units),
                    matrix(&format!("{keyword} b{n} = "), &layer.biases, layer.units),
                )
            };
            lines.extend(given(Variable::Weights(l), weights));
            if layer.bias != Bias::Absent {
                lines.extend(given(Variable::Biases(l), biases));
            }
            if program.is_held(l) {
                lines.extend(given(Variable::Free(l), held(n, layer)));
            }
        }
        lines.extend(self.moments());
        lines
    }

    /// What the optimizer has kept of each parameter that it changes.
    fn moments(&self) -> Vec<Line> {
        moments(self.0, Self::REMARK, |l, s, moment| self.kept(l, s, moment))
    }

    /// What is kept of the weights of a layer and of its biases, as number `s` of those that are kept.
    fn kept(&self, l: usize, s: usize, moment: Moment) -> [String; 2] {
        let program = self.0;
        let [w, b] = [Variable::OfWeights, Variable::OfBiases]
            .map(|of| format!("let {} = ", program.name(of(moment, l))));
        let state = program.config.state.as_ref().and_then(|state| state.moments.as_ref());
        let units = program.network.layers.get(l).map_or(1, |layer| layer.units);
        let n = l + 1;
        match state.and_then(|moments| moments.0.get(s)?.get(l)) {
            None => [format!("{w}each(() => 0, W{n});"), format!("{b}each(() => 0, b{n});")],
            Some(_) if program.in_file => {
                let place = format!("config.state.{}[{l}]", moment.name());
                [format!("{w}{place}.weights;"), format!("{b}[{place}.biases];")]
            }
            Some(given) => [matrix(&w, &given.weights, units), matrix(&b, &given.biases, units)],
        }
    }
}

fn matrix(head: &str, numbers: &[f64], units: usize) -> String {
    assigned(head, &numbers.chunks(units.max(1)).map(row).collect::<Vec<_>>())
}

/// `const name = [[…],` with the rows below each other.
fn assigned(head: &str, rows: &[String]) -> String {
    let indent = " ".repeat(head.len() + 1);
    format!("{head}[{}];", rows.join(&format!(",\n{indent}")))
}

/// Which weights an update changes, where some are frozen.
fn held(n: usize, layer: &Layer) -> String {
    let marks: Vec<f64> = layer.frozen.iter().map(|frozen| if *frozen { 0.0 } else { 1.0 }).collect();
    matrix(&format!("const free{n} = "), &marks, layer.units) + "  // 0 where a weight is frozen"
}
