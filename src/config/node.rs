//! A document as it arrives, before it means anything.
//!
//! The validator reads this tree rather than a typed structure, so that it can name the place of whatever is
//! wrong, and so that numbers which JSON does not have (NaN, infinities) arrive from JavaScript as they are.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number, also one that is not finite.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object, its members in the order of the document.
    Object(Vec<(String, Node)>),
    /// Something no document can hold: a function, a symbol, a value nested too deeply. The words say what.
    Other(String),
}

impl Node {
    /// Parses JSON text. The error has the line and column.
    ///
    /// # Errors
    /// A [`crate::error::Error::Config`] when the text is not JSON.
    pub fn from_json(text: &str) -> crate::error::Result<Node> {
        serde_json::from_str(text)
            .map_err(|error| crate::error::Error::config("", format!("not JSON: {error}")))
    }

    /// The text, if it is one.
    pub fn into_text(self) -> Option<String> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What was found, for an error message: short, and with the value where that helps.
    pub fn describe(&self) -> String {
        match self {
            Node::Null => "null".to_owned(),
            Node::Bool(value) => value.to_string(),
            Node::Number(value) if value.is_nan() => "NaN".to_owned(),
            Node::Number(value) if value.is_infinite() => {
                if *value > 0.0 {
                    "Infinity".to_owned()
                } else {
                    "-Infinity".to_owned()
                }
            }
            // As JavaScript would write them.
            Node::Number(value) if *value != 0.0 && !(1e-6..1e21).contains(&value.abs()) => {
                format!("{value:e}")
            }
            Node::Number(value) => value.to_string(),
            Node::Text(text) if text.chars().count() > 40 => {
                format!("{:?}…", text.chars().take(40).collect::<String>())
            }
            Node::Text(text) => format!("{text:?}"),
            Node::List(list) => format!("a list of {}", list.len()),
            Node::Object(_) => "an object".to_owned(),
            Node::Other(what) => what.clone(),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Node::Object(object))
    }
}
