//! What the program starts from: rows, settings, parameters, what the optimizer has kept.

use super::{Numpy, assigned, exact, float, list};
use crate::dataset::Dataset;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::plain;
use crate::explain::code::statement::Statement;
use crate::explain::number;
use crate::network::{Bias, Layer};
use crate::optimizer::Moment;

impl Numpy<'_> {
    pub(super) fn data(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = Vec::new();
        if program.in_file {
            lines.push(Line::plain("import json"));
        }
        lines.extend(plain(self.imports()));
        lines.extend(plain(["import numpy as np", ""]));
        if program.in_file {
            lines.extend(plain([
                "# The config document of this network, as config() gives it.",
                "config = json.load(open(\"config.json\"))",
            ]));
        }
        lines.extend(self.rows());
        lines.extend(self.order());
        let rate = number::full(program.config.optimizer.learning_rate());
        lines.extend(given(Variable::LearningRate, format!("a = {rate}  # learning rate")));
        for (name, value) in program.settings() {
            lines.extend(given(Variable::Setting(name), format!("{name} = {}", number::full(value))));
        }
        if program.counts() {
            lines.push(Line::plain(format!("t = {}  # updates so far", program.updates())));
        }
        lines
    }

    fn rows(&self) -> Vec<Line> {
        let program = self.0;
        let [inputs, targets] = program.row_variables();
        let (x, y) = (program.name(inputs), program.name(targets));
        let data = &program.config.data.dataset;
        let mut lines = Vec::new();
        if program.data_in_file {
            lines.extend(given(inputs, format!("{x} = np.array(config[\"data\"][\"inputs\"])")));
            lines.extend(given(targets, format!("{y} = np.array(config[\"data\"][\"targets\"])")));
            if !data.test_rows().is_empty() {
                let rows: Vec<String> = data.train_rows().iter().map(usize::to_string).collect();
                lines.extend(plain([
                    format!("rows = [{}]  # those that are trained on", rows.join(", ")),
                    format!("{x}, {y} = {x}[rows], {y}[rows]"),
                ]));
            }
        } else {
            lines.push(Line::plain("# The data: a row for each sample."));
            let rows = |row: fn(&Dataset, usize) -> &[f64]| {
                data.train_rows().iter().map(|&i| list(row(data, i), exact)).collect::<Vec<_>>()
            };
            lines.extend(given(inputs, assigned(&x, &rows(Dataset::inputs))));
            lines.extend(given(targets, assigned(&y, &rows(Dataset::targets))));
        }
        lines
    }

    /// The order of the rows in this epoch, and how they are cut into batches.
    fn order(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = Vec::new();
        if let Some(rows) = program.order() {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let [x, y] = program.row_variables().map(|variable| program.name(variable));
            lines.push(Line::plain(format!("order = [{}]  # the rows, shuffled", rows.join(", "))));
            lines.push(Line::plain(format!("{x}, {y} = {x}[order], {y}[order]")));
        }
        if program.batches {
            lines.push(Line::plain(format!("size = {}  # samples in a batch", program.config.batch_size())));
        }
        lines
    }

    pub(super) fn parameters(&self) -> Vec<Line> {
        let program = self.0;
        let mut lines = plain(["# The weights: row i leaves value i, column j enters neuron j."]);
        for (l, layer) in program.network.layers.iter().enumerate() {
            let n = l + 1;
            let (weights, biases) = if program.in_file {
                let place = format!("config[\"network\"][\"layers\"][{l}]");
                (
                    format!("W{n} = np.array({place}[\"weights\"], dtype=float)"),
                    format!("b{n} = np.array({place}[\"biases\"], dtype=float)"),
                )
            } else {
                (
                    matrix(&format!("W{n}"), &layer.weights, layer.units),
                    format!("b{n} = np.array({})", list(&layer.biases, float)),
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
        let program = self.0;
        let kept = program.config.optimizer.moments();
        if kept.is_empty() {
            return Vec::new();
        }
        let mut lines = plain(["", "# What the optimizer keeps of each of them."]);
        for (l, layer) in program.network.layers.iter().enumerate() {
            for (s, &moment) in kept.iter().enumerate() {
                let (weights, biases) = self.kept(l, s, moment);
                lines.extend(given(Variable::OfWeights(moment, l), weights));
                if layer.bias == Bias::Trained {
                    lines.extend(given(Variable::OfBiases(moment, l), biases));
                }
            }
        }
        lines
    }

    /// What is kept of the weights of a layer and of its biases, as number `s` of those that are kept.
    fn kept(&self, l: usize, s: usize, moment: Moment) -> (String, String) {
        let program = self.0;
        let [w, b] = [Variable::OfWeights, Variable::OfBiases].map(|of| program.name(of(moment, l)));
        let state = program.config.state.as_ref().and_then(|state| state.moments.as_ref());
        let units = program.network.layers.get(l).map_or(1, |layer| layer.units);
        let n = l + 1;
        match state.and_then(|moments| moments.0.get(s)?.get(l)) {
            None => (format!("{w} = np.zeros_like(W{n})"), format!("{b} = np.zeros_like(b{n})")),
            Some(_) if program.in_file => {
                let place = format!("config[\"state\"][\"{}\"][{l}]", moment.name());
                (
                    format!("{w} = np.array({place}[\"weights\"], dtype=float)"),
                    format!("{b} = np.array({place}[\"biases\"], dtype=float)"),
                )
            }
            Some(given) => {
                (matrix(&w, &given.weights, units), format!("{b} = np.array({})", list(&given.biases, float)))
            }
        }
    }
}

fn given(variable: Variable, text: String) -> Vec<Line> {
    Line::of(Statement::Given(variable), [text])
}

fn matrix(name: &str, numbers: &[f64], units: usize) -> String {
    let rows = numbers.chunks(units.max(1)).map(|row| list(row, float));
    assigned(name, &rows.collect::<Vec<_>>())
}

/// Which weights an update changes, where some are frozen.
fn held(n: usize, layer: &Layer) -> String {
    let row = |row: &[bool]| {
        let marks: Vec<&str> = row.iter().map(|frozen| if *frozen { "0" } else { "1" }).collect();
        format!("[{}]", marks.join(", "))
    };
    let rows: Vec<String> = layer.frozen.chunks(layer.units.max(1)).map(row).collect();
    assigned(&format!("free{n}"), &rows) + "  # 0 where a weight is frozen"
}
