//! The changed experiment as a document: what a document may not say, a change may not make.

use super::super::data::{DataConfig, Preparation, Source};
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
        let inputs = self.config.inputs;
        let rows = &self.config.data.dataset;
        if (rows.width(), rows.outputs()) == (inputs, outputs) {
            return self.with_rows_apart(outputs);
        }
        match self.config.data.source() {
            Source::Rows => {
                let data = self.config.data.with_columns(inputs, outputs);
                data.check()?;
                Draft { config: Config { data, ..self.config }, ..self }.with_rows_apart(outputs)
            }
            // The document says how they are made, and may not say it for such a network.
            Source::Generated(_) | Source::Iris => Config::from_node(&node(&self.config)?),
        }
    }

    /// There may be millions of numbers in the rows, and they were checked before: one row stands for them.
    fn with_rows_apart(self, outputs: usize) -> Result<Config> {
        let Config { inputs, data, .. } = self.config;
        let row = Dataset::new(inputs, outputs, vec![0.0; inputs], vec![0.0; outputs]);
        let row = DataConfig::rows(row, Preparation::default());
        let config = Config::from_node(&node(&Config { data: row, ..self.config })?)?;
        let config = Config { data, ..config };
        rules::check_batch(&config, if config.batch.is_some() { "batch.size" } else { "batch" })?;
        rules::targets(&config)?;
        Ok(config)
    }
}

fn node(config: &Config) -> Result<Node> {
    let value = serde_json::to_value(config.document());
    value.and_then(Node::deserialize).map_err(|error| Error::config("", error.to_string()))
}
