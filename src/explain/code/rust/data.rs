//! What the program starts from: settings, rows, parameters, what the optimizer has kept.

use super::{Rust, float, row};
use crate::dataset::Dataset;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{Printer, given, moments, plain};
use crate::explain::code::rounds::Rounds;
use crate::network::{Bias, Layer};
use crate::optimizer::Moment;

impl Rust<'_> {
    /// Constants, which every function knows.
    pub(super) fn settings(&self) -> Vec<Line> {
        let rate = float(self.0.config.optimizer.learning_rate());
        let mut lines = given(Variable::LearningRate, format!("const a: f64 = {rate};  // learning rate"));
        for (name, value) in self.0.settings() {
            lines.extend(given(Variable::Setting(name), format!("const {name}: f64 = {};", float(value))));
        }
        lines
    }

    pub(super) fn data(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = Vec::new();
        if program.in_file {
            let (file, what) = program.file();
            lines.extend(plain([
                format!("// {what}, read with the crate serde_json."),
                format!("let document = std::fs::read_to_string(\"{file}\").expect(\"{file}\");"),
                "let config: serde_json::Value = serde_json::from_str(&document).expect(\"a config document\");"
                    .to_owned(),
            ]));
        }
        lines.extend(self.rows());
        lines.extend(self.order());
        if program.counts() {
            lines.push(Line::plain(format!("let mut t = {}.0;  // updates so far", program.updates())));
        }
        lines
    }

    fn rows(&self) -> Vec<Line> {
        let program = self.0;
        let data = &program.config.data.dataset;
        let mut lines = Vec::new();
        let own = program.data_in_file;
        let chosen = own && !data.test_rows().is_empty();
        if chosen {
            let rows = indices(data.train_rows());
            lines.push(Line::plain(format!("let rows = [{rows}];  // those that are trained on")));
        } else if !own {
            lines.push(Line::plain("// The data: a row for each sample."));
        }
        type Rows = fn(&Dataset, usize) -> &[f64];
        let parts: [(&str, Rows); 2] = [("inputs", Dataset::inputs), ("targets", Dataset::targets)];
        for (variable, (name, of)) in program.row_variables().into_iter().zip(parts) {
            let (head, place) = (format!("let {} = ", program.name(variable)), data_place(name));
            let text = if chosen {
                format!("{head}chosen(&matrix(&{place}), &rows);")
            } else if own {
                format!("{head}matrix(&{place});")
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
            lines.push(Line::plain(format!("let order = [{}];  // the rows, shuffled", indices(&rows))));
            for name in program.row_variables().map(|variable| program.name(variable)) {
                lines.push(Line::plain(format!("let {name} = chosen(&{name}, &order);")));
            }
        }
        if let Some(lists) = program.batch_lists("let batches = ", "vec!", ";") {
            lines.push(Line::plain("// The rows of each update."));
            lines.extend(plain(lists.split('\n')));
        }
        if let Rounds::RestOfEpoch(_) = program.rounds {
            let size = program.config.batch_size();
            lines.push(Line::plain(format!("let size = {size};  // samples in a batch")));
        }
        lines
    }

    /// Whether rows are chosen by their numbers.
    pub(super) fn chooses(&self) -> bool {
        let has_tests = !self.0.config.data.dataset.test_rows().is_empty();
        matches!(self.0.rounds, Rounds::Batches(_))
            || self.0.order().is_some()
            || (self.0.data_in_file && has_tests)
    }

    pub(super) fn parameters(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = plain(["// The weights: row i leaves value i, column j enters neuron j."]);
        for (l, layer) in program.network.layers.iter().enumerate() {
            let n = l + 1;
            let keyword = if layer.bias == Bias::Frozen { "let" } else { "let mut" };
            let heads = [format!("let mut W{n} = "), format!("{keyword} b{n} = ")];
            let [weights, biases] = if program.in_file {
                from_document(&heads, &format!("config[\"network\"][\"layers\"][{l}]"))
            } else {
                [
                    matrix(&heads[0], &layer.weights, layer.units),
                    matrix(&heads[1], &layer.biases, layer.units),
                ]
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
        let heads = [Variable::OfWeights, Variable::OfBiases]
            .map(|of| format!("let mut {} = ", program.name(of(moment, l))));
        let state = program.config.state.as_ref().and_then(|state| state.moments.as_ref());
        let units = program.network.layers.get(l).map_or(1, |layer| layer.units);
        let n = l + 1;
        match state.and_then(|moments| moments.0.get(s)?.get(l)) {
            None => {
                let zeros = |head: &str, of: &str| format!("{head}each([&{of}{n}], |_| 0.0);");
                [zeros(&heads[0], "W"), zeros(&heads[1], "b")]
            }
            Some(_) if program.in_file => {
                from_document(&heads, &format!("config[\"state\"][\"{}\"][{l}]", moment.name()))
            }
            Some(given) => {
                [matrix(&heads[0], &given.weights, units), matrix(&heads[1], &given.biases, units)]
            }
        }
    }
}

fn data_place(name: &str) -> String {
    format!("config[\"data\"][\"{name}\"]")
}

fn indices(rows: &[usize]) -> String {
    rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// The parameters of a layer, or what is kept of them, from their place in the document.
fn from_document(heads: &[String; 2], place: &str) -> [String; 2] {
    let [weights, biases] = heads;
    [format!("{weights}matrix(&{place}[\"weights\"]);"), format!("{biases}vec![row(&{place}[\"biases\"])];")]
}

fn matrix(head: &str, numbers: &[f64], units: usize) -> String {
    assigned(head, &numbers.chunks(units.max(1)).map(row).collect::<Vec<_>>())
}

/// `let name = vec![vec![…],` with the rows below each other.
fn assigned(head: &str, rows: &[String]) -> String {
    let indent = " ".repeat(head.len() + "vec![".len());
    format!("{head}vec![{}];", rows.join(&format!(",\n{indent}")))
}

/// Which weights an update changes, where some are frozen.
fn held(n: usize, layer: &Layer) -> String {
    let marks: Vec<f64> = layer.frozen.iter().map(|frozen| if *frozen { 0.0 } else { 1.0 }).collect();
    matrix(&format!("let free{n} = "), &marks, layer.units) + "  // 0 where a weight is frozen"
}
