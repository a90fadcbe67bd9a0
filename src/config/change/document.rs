//! The changed experiment as a document: what a document may not say, a change may not make.

use super::super::Config;
use super::super::node::Node;
use super::Draft;
use crate::error::{Error, Result};
use serde::Deserialize;

impl Draft {
    /// The config that the document of this draft stands for, its rows fitted to the inputs and outputs.
    pub(super) fn validated(&self) -> Result<Config> {
        let value = serde_json::to_value(self.config.document());
        let node = value.and_then(Node::deserialize);
        let mut node = node.map_err(|error| Error::config("", error.to_string()))?;
        let outputs = self.config.layers.last().map_or(0, |layer| layer.units);
        if let Some(data) = member(&mut node, "data") {
            fit(data, "inputs", self.config.inputs);
            fit(data, "targets", outputs);
        }
        Config::from_node(&node)
    }
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
