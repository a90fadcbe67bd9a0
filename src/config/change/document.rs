//! The changed experiment as a document: what a document may not say, a change may not make.

use super::super::data::{DataConfig, Preparation};
use super::super::node::Node;
use super::super::{Config, rules};
use super::Draft;
use crate::dataset::Dataset;
use crate::error::{Error, Result};
use serde::Deserialize;

impl Draft {
    /// The config that the document of this draft stands for.
    pub(super) fn validated(self) -> Result<Config> {
        let outputs = self.config.layers.last().map_or(0, |layer| layer.units);
        let rows = &self.config.data.dataset;
        if (rows.width(), rows.outputs()) == (self.config.inputs, outputs) {
            self.with_same_rows(outputs)
        } else {
            self.with_fitted_rows(outputs)
        }
    }

    /// There may be millions of numbers in the rows, and they were read before: one row stands for them.
    fn with_same_rows(self, outputs: usize) -> Result<Config> {
        let Config { inputs, data, .. } = self.config;
        let row = Dataset::new(inputs, outputs, vec![0.0; inputs], vec![0.0; outputs]);
        let row = DataConfig::rows(row, Preparation::default());
        let config = Config::from_node(&node(&Config { data: row, ..self.config })?)?;
        let config = Config { data, ..config };
        rules::check_batch(&config, if config.batch.is_some() { "batch.size" } else { "batch" })?;
        rules::targets(&config)?;
        Ok(config)
    }

    fn with_fitted_rows(self, outputs: usize) -> Result<Config> {
        let mut node = node(&self.config)?;
        if let Some(data) = member(&mut node, "data") {
            fit(data, "inputs", self.config.inputs);
            fit(data, "targets", outputs);
        }
        Config::from_node(&node)
    }
}

fn node(config: &Config) -> Result<Node> {
    let value = serde_json::to_value(config.document());
    value.and_then(Node::deserialize).map_err(|error| Error::config("", error.to_string()))
}

/// Gives rows that the document holds itself columns of 0, or takes some away.
fn fit(data: &mut Node, name: &str, width: usize) {
    let Some(Node::List(rows)) = member(data, name) else { return };
    for row in rows {
        if let Node::List(numbers) = row {
            numbers.resize(width, Node::Number(0.0));
        }
    }
}

fn member<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    let Node::Object(members) = node else { return None };
    members.iter_mut().find(|(member, _)| member == name).map(|(_, node)| node)
}
