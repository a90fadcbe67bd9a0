//! The experiments in a lesson's file: its own, and its variants.
//!
//! `"variants": { "in place": { "update_order": "in_place" } }`: a name, and the members of the config document that
//! take the place of the lesson's own.

use crate::config::Config;
use crate::config::node::Node;
use crate::config::place::Place;
use crate::error::{Error, Result};

/// The lesson's experiment with something else in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it is called: words that can follow a number.
    pub name: String,
    /// The experiment.
    pub config: Config,
}

/// A config document within the file.
pub(super) fn experiment(place: &Place<'_>) -> Result<Config> {
    Config::from_node(place.node).map_err(|error| inside(&place.path, error))
}

/// The variants of the experiment `base`.
pub(super) fn read(place: Option<Place<'_>>, base: &Node) -> Result<Vec<Variant>> {
    let Some(place) = place else { return Ok(Vec::new()) };
    let Node::Object(members) = place.node else { return Err(place.expected("variants by their names")) };
    let variant = |(name, change): &(String, Node)| {
        let path = format!("{}.{name}", place.path);
        let Node::Object(change) = change else {
            return Err(Place { path, node: change }.expected("members of a config document"));
        };
        let config = experiment(&Place { path, node: &replaced(base, change) })?;
        Ok(Variant { name: name.clone(), config })
    };
    members.iter().map(variant).collect()
}

/// A document with other members, in the place of those that it has of the same name.
fn replaced(base: &Node, change: &[(String, Node)]) -> Node {
    let Node::Object(members) = base else { return base.clone() };
    let kept = members.iter().filter(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    Node::Object(kept.chain(change).cloned().collect())
}

/// An error of a document within the document.
fn inside(path: &str, error: Error) -> Error {
    match error {
        Error::Config(error) if error.path.is_empty() => Error::config(path, error.message),
        Error::Config(error) => Error::config(format!("{path}.{}", error.path), error.message),
        error => error,
    }
}
