//! What the program starts from: rows, settings, parameters, what the optimizer has kept.

use super::{Python, float, list};
use crate::dataset::Dataset;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::{given, moments, plain};
use crate::explain::code::rounds::Rounds;
use crate::explain::number;
use crate::network::{Bias, Layer};
use crate::optimizer::Moment;

impl Python<'_> {
    /// Rows and settings; where it `counts`, the number of updates so far. `imports` are modules that it needs besides
    /// its library.
    pub(in crate::explain::code) fn data(&self, imports: Vec<String>, counts: bool) -> Vec<Line> {
        let program = self.program;
        let mut lines = Vec::new();
        if program.in_file {
            lines.push(Line::plain("import json"));
        }
        lines.extend(plain(imports));
        lines.extend(plain(self.library.imports.iter().copied()));
        lines.push(Line::plain(""));
        if program.in_file {
            let (file, what) = program.file();
            lines.extend(plain([format!("# {what}."), format!("config = json.load(open(\"{file}\"))")]));
        }
        lines.extend(self.rows());
        lines.extend(self.order());
        let rate = number::full(program.config.optimizer.learning_rate());
        lines.extend(given(Variable::LearningRate, format!("a = {rate}  # learning rate")));
        for (name, value) in program.settings() {
            lines.extend(given(Variable::Setting(name), format!("{name} = {}", number::full(value))));
        }
        if counts {
            lines.push(Line::plain(format!("t = {}  # updates so far", program.updates())));
        }
        lines
    }

    fn rows(&self) -> Vec<Line> {
        let program = self.program;
        let [inputs, targets] = program.row_variables();
        let (x, y) = (program.name(inputs), program.name(targets));
        let data = &program.config.data.dataset;
        let mut lines = Vec::new();
        if program.data_in_file {
            lines.extend(given(inputs, self.of_file(&x, "inputs")));
            lines.extend(given(targets, self.of_file(&y, "targets")));
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
                data.train_rows().iter().map(|&i| list(row(data, i), self.library.number)).collect::<Vec<_>>()
            };
            lines.extend(given(inputs, self.assigned(&x, &rows(Dataset::inputs), "")));
            lines.extend(given(targets, self.assigned(&y, &rows(Dataset::targets), "")));
        }
        lines
    }

    /// The order of the rows in this epoch, and how they are cut into batches.
    fn order(&self) -> Vec<Line> {
        let program = self.program;
        let mut lines = Vec::new();
        if let Some(rows) = program.order() {
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let [x, y] = program.row_variables().map(|variable| program.name(variable));
            lines.push(Line::plain(format!("order = [{}]  # the rows, shuffled", rows.join(", "))));
            lines.push(Line::plain(format!("{x}, {y} = {x}[order], {y}[order]")));
        }
        if let Some(lists) = program.batch_lists("batches = ", "", "") {
            lines.push(Line::plain("# The rows of each update."));
            lines.extend(plain(lists.split('\n')));
        }
        if let Rounds::RestOfEpoch(_) = program.rounds {
            lines.push(Line::plain(format!("size = {}  # samples in a batch", program.config.batch_size())));
        }
        lines
    }

    /// The rows of the document, in its file.
    fn of_file(&self, name: &str, rows: &str) -> String {
        format!("{name} = {}(config[\"data\"][\"{rows}\"]{})", self.library.array, self.library.rows)
    }

    /// The parameters at the start of the update.
    pub(in crate::explain::code) fn parameters(&self) -> Vec<Line> {
        let program = self.program;
        let mut lines = plain(["# The weights: row i leaves value i, column j enters neuron j."]);
        let trained = self.library.trained;
        for (l, layer) in program.network.layers.iter().enumerate() {
            let given_by = self.parameters_of(
                program.in_file.then(|| format!("config[\"network\"][\"layers\"][{l}]")),
                [Variable::Weights(l), Variable::Biases(l)],
                (&layer.weights, &layer.biases, layer.units),
                [trained, trained],
            );
            let [weights, biases] = given_by;
            lines.extend(given(Variable::Weights(l), weights));
            if layer.bias != Bias::Absent {
                lines.extend(given(Variable::Biases(l), biases));
            }
            if program.is_held(l) {
                lines.extend(given(Variable::Free(l), self.held(l, layer)));
            }
        }
        lines
    }

    /// What the optimizer has kept of each parameter that it changes.
    pub(in crate::explain::code) fn moments(&self) -> Vec<Line> {
        moments(self.program, "#", |l, s, moment| self.kept(l, s, moment))
    }

    /// What is kept of the weights of a layer and of its biases, as number `s` of those that are kept.
    fn kept(&self, l: usize, s: usize, moment: Moment) -> [String; 2] {
        let program = self.program;
        let variables = [Variable::OfWeights(moment, l), Variable::OfBiases(moment, l)];
        let state = program.config.state.as_ref().and_then(|state| state.moments.as_ref());
        let units = program.network.layers.get(l).map_or(1, |layer| layer.units);
        match state.and_then(|moments| moments.0.get(s)?.get(l)) {
            None => {
                let like = [Variable::Weights(l), Variable::Biases(l)];
                let zeros = |(variable, like)| {
                    let (name, like) = (program.name(variable), program.name(like));
                    format!("{name} = {}.zeros_like({like})", self.library.module)
                };
                let [w, b] = variables;
                [zeros((w, like[0])), zeros((b, like[1]))]
            }
            Some(given) => {
                let place = format!("config[\"state\"][\"{}\"][{l}]", moment.name());
                let numbers = (given.weights.as_slice(), given.biases.as_slice(), units);
                self.parameters_of(program.in_file.then_some(place), variables, numbers, [""; 2])
            }
        }
    }

    /// A matrix and a row of numbers as the values of two variables: written out, or from a place in the document.
    /// `more` is what else their arrays are made with.
    fn parameters_of(
        &self,
        place: Option<String>,
        variables: [Variable; 2],
        (weights, biases, units): (&[f64], &[f64], usize),
        more: [&str; 2],
    ) -> [String; 2] {
        let [w, b] = variables.map(|variable| self.program.name(variable));
        let array = self.library.array;
        match place {
            Some(place) => {
                let floats = self.library.floats;
                [(w, "weights", more[0]), (b, "biases", more[1])].map(|(name, which, more)| {
                    format!("{name} = {array}({place}[\"{which}\"]{floats}{more})")
                })
            }
            None => {
                let rows = weights.chunks(units.max(1)).map(|row| list(row, float)).collect::<Vec<_>>();
                let biases = format!("{b} = {array}({}{})", list(biases, float), more[1]);
                [self.assigned(&w, &rows, more[0]), biases]
            }
        }
    }

    /// Which weights an update changes, where some are frozen.
    fn held(&self, l: usize, layer: &Layer) -> String {
        let row = |row: &[bool]| {
            let marks: Vec<&str> = row.iter().map(|frozen| if *frozen { "0" } else { "1" }).collect();
            format!("[{}]", marks.join(", "))
        };
        let rows: Vec<String> = layer.frozen.chunks(layer.units.max(1)).map(row).collect();
        let name = self.program.name(Variable::Free(l));
        self.assigned(&name, &rows, "") + "  # 0 where a weight is frozen"
    }
}
