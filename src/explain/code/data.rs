//! What the program starts from: rows, settings, parameters, what the optimizer has kept.

use super::{Lines, Program, assigned, exact, float, list};
use crate::dataset::{self, Dataset};
use crate::explain::number;
use crate::network::{Bias, Layer};

impl Program<'_> {
    pub(super) fn data(&self) -> Lines {
        let mut lines = Vec::new();
        if self.in_file {
            lines.push("import json".to_owned());
        }
        lines.extend(self.imports());
        lines.extend(["import numpy as np".to_owned(), String::new()]);
        if self.in_file {
            lines.push("# The config document of this network, as config() gives it.".to_owned());
            lines.push("config = json.load(open(\"config.json\"))".to_owned());
        }
        let (x, y) = self.row_names();
        let data = &self.config.data.dataset;
        if self.data_in_file {
            lines.push(format!("{x} = np.array(config[\"data\"][\"inputs\"])"));
            lines.push(format!("{y} = np.array(config[\"data\"][\"targets\"])"));
            if !data.test_rows().is_empty() {
                let rows: Vec<String> = data.train_rows().iter().map(usize::to_string).collect();
                lines.push(format!("rows = [{}]  # those that are trained on", rows.join(", ")));
                lines.push(format!("{x}, {y} = {x}[rows], {y}[rows]"));
            }
        } else {
            lines.push("# The data: a row for each sample.".to_owned());
            let rows = |row: fn(&Dataset, usize) -> &[f64]| {
                data.train_rows().iter().map(|&i| list(row(data, i), exact)).collect::<Vec<_>>()
            };
            lines.push(assigned(x, &rows(Dataset::inputs)));
            lines.push(assigned(y, &rows(Dataset::targets)));
        }
        lines.extend(self.order());
        lines.push(format!("a = {}  # learning rate", number::full(self.config.optimizer.learning_rate())));
        lines.extend(self.settings());
        lines
    }

    /// What all rows are called: `X` and `Y` are those of a batch.
    fn row_names(&self) -> (&'static str, &'static str) {
        if self.batches { ("inputs", "targets") } else { ("X", "Y") }
    }

    /// The order of the rows in this epoch, and how they are cut into batches.
    fn order(&self) -> Lines {
        let mut lines = Vec::new();
        let batch = self.config.batch.unwrap_or_default();
        if batch.shuffle && self.config.data.train_rows().len() > 1 {
            let epoch = self.updates() / self.config.data.dataset.updates_per_epoch(self.config.batch_size());
            let rows = dataset::shuffled(self.config.data.train_rows().len(), batch.seed, epoch);
            let rows: Vec<String> = rows.iter().map(usize::to_string).collect();
            let (x, y) = self.row_names();
            lines.push(format!("order = [{}]  # the rows, shuffled", rows.join(", ")));
            lines.push(format!("{x}, {y} = {x}[order], {y}[order]"));
        }
        if self.batches {
            lines.push(format!("size = {}  # samples in a batch", self.config.batch_size()));
        }
        lines
    }

    pub(super) fn parameters(&self) -> Lines {
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
                lines.push(matrix(&format!("W{n}"), &layer.weights, layer.units));
                if layer.bias != Bias::Absent {
                    lines.push(format!("b{n} = np.array({})", list(&layer.biases, float)));
                }
            }
            lines.extend(held(n, layer));
        }
        lines.extend(self.moments());
        lines
    }

    /// What the optimizer has kept of each parameter that it changes.
    fn moments(&self) -> Lines {
        let kept = self.config.optimizer.moments();
        if kept.is_empty() {
            return Vec::new();
        }
        let state = self.config.state.as_ref().and_then(|state| state.moments.as_ref());
        let mut lines = vec![String::new(), "# What the optimizer keeps of each of them.".to_owned()];
        for (l, layer) in self.network.layers.iter().enumerate() {
            let n = l + 1;
            for (s, &moment) in kept.iter().enumerate() {
                let letter = super::optimizer::letter(moment);
                let given = state.and_then(|moments| moments.0.get(s)?.get(l));
                let place = format!("config[\"state\"][\"{}\"][{l}]", moment.name());
                let trained = layer.bias == Bias::Trained;
                match given {
                    None => {
                        lines.push(format!("{letter}W{n} = np.zeros_like(W{n})"));
                        lines.extend(trained.then(|| format!("{letter}b{n} = np.zeros_like(b{n})")));
                    }
                    Some(_) if self.in_file => {
                        lines.push(format!("{letter}W{n} = np.array({place}[\"weights\"], dtype=float)"));
                        let biases = trained
                            .then(|| format!("{letter}b{n} = np.array({place}[\"biases\"], dtype=float)"));
                        lines.extend(biases);
                    }
                    Some(given) => {
                        lines.push(matrix(&format!("{letter}W{n}"), &given.weights, layer.units));
                        let biases = list(&given.biases, float);
                        lines.extend(trained.then(|| format!("{letter}b{n} = np.array({biases})")));
                    }
                }
            }
        }
        lines
    }
}

fn matrix(name: &str, numbers: &[f64], units: usize) -> String {
    let rows = numbers.chunks(units.max(1)).map(|row| list(row, float));
    assigned(name, &rows.collect::<Vec<_>>())
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
