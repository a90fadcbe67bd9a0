//! A node together with the path that leads to it: every check that fails names its place.

use super::node::Node;
use crate::error::{Error, Result};

/// A node and where it stands in the document.
#[derive(Debug, Clone)]
pub(crate) struct Place<'a> {
    /// `network.layers[1].weights`.
    pub(crate) path: String,
    /// What stands there.
    pub(crate) node: &'a Node,
}

/// The members of an object whose names were checked.
#[derive(Debug)]
pub(crate) struct Fields<'a> {
    path: String,
    members: &'a [(String, Node)],
}

impl<'a> Place<'a> {
    /// The document itself.
    pub(crate) fn root(node: &'a Node) -> Self {
        Place { path: String::new(), node }
    }

    /// An error at this place: "expected …, got …".
    pub(crate) fn expected(&self, what: impl AsRef<str>) -> Error {
        Error::config(self.path.clone(), format!("expected {}, got {}", what.as_ref(), self.node.describe()))
    }

    /// An error at this place, in its own words.
    pub(crate) fn refuse(&self, message: impl Into<String>) -> Error {
        Error::config(self.path.clone(), message)
    }

    /// An object with members of these names only, each at most once.
    pub(crate) fn object(&self, what: &str, known: &[&str]) -> Result<Fields<'a>> {
        let Node::Object(members) = self.node else { return Err(self.expected(what)) };
        for (i, (name, _)) in members.iter().enumerate() {
            let path = join(&self.path, name);
            if !known.contains(&name.as_str()) {
                let message = format!("unknown field, expected one of {}", known.join(", "));
                return Err(Error::config(path, message));
            }
            if members.iter().take(i).any(|(earlier, _)| earlier == name) {
                return Err(Error::config(path, "expected this field once, got it twice"));
            }
        }
        Ok(Fields { path: self.path.clone(), members })
    }

    /// One member of an object whose names are not checked yet, because they depend on it.
    pub(crate) fn member(&self, what: &str, name: &str, member: &str) -> Result<Place<'a>> {
        let Node::Object(members) = self.node else { return Err(self.expected(what)) };
        Fields { path: self.path.clone(), members }.need(name, member)
    }

    /// A list, its items with their places.
    pub(crate) fn list(&self, what: &str) -> Result<Vec<Place<'a>>> {
        let Node::List(items) = self.node else { return Err(self.expected(what)) };
        let place = |(i, node)| Place { path: format!("{}[{i}]", self.path), node };
        Ok(items.iter().enumerate().map(place).collect())
    }

    /// A finite number. Minus zero becomes zero: JSON would lose its sign, and a link must restore every bit.
    pub(crate) fn number(&self) -> Result<f64> {
        match self.node {
            Node::Number(value) if value.is_finite() => Ok(value + 0.0),
            _ => Err(self.expected("a finite number")),
        }
    }

    /// A whole number from `least` to `most`.
    pub(crate) fn whole(&self, least: u64, most: u64) -> Result<u64> {
        match self.node {
            Node::Number(value)
                if value.fract() == 0.0 && *value >= least as f64 && *value <= most as f64 =>
            {
                Ok(*value as u64)
            }
            _ => Err(self.expected(format!("a whole number from {least} to {most}"))),
        }
    }

    /// The text that stands here, if it is one.
    pub(crate) fn text(&self) -> Option<&'a str> {
        match self.node {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub(crate) fn bool(&self) -> Result<bool> {
        match self.node {
            Node::Bool(value) => Ok(*value),
            _ => Err(self.expected("true or false")),
        }
    }

    /// One of some named things.
    pub(crate) fn choice<T: Copy>(&self, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T> {
        if let Node::Text(text) = self.node
            && let Some(found) = all.iter().find(|candidate| name(**candidate) == text)
        {
            return Ok(*found);
        }
        let names: Vec<_> = all.iter().map(|candidate| format!("{:?}", name(*candidate))).collect();
        match names.as_slice() {
            [only] => Err(self.expected(only)),
            _ => Err(self.expected(format!("one of {}", names.join(", ")))),
        }
    }

    /// A matrix of finite numbers, row-major. `row` and `column` say what they stand for.
    pub(crate) fn matrix(&self, rows: (usize, &str), columns: (usize, &str)) -> Result<Vec<f64>> {
        let shape =
            || format!("{} (one per {}) of {}", count(rows.0, "row"), rows.1, count(columns.0, "number"));
        let Node::List(items) = self.node else { return Err(self.expected(shape())) };
        if items.len() != rows.0 {
            let got = count(items.len(), "row");
            return Err(self.refuse(format!("expected {}, got {got}", shape())));
        }
        let mut numbers = Vec::with_capacity(rows.0 * columns.0);
        for row in self.list("a list")? {
            row.numbers_into(columns, &mut numbers)?;
        }
        Ok(numbers)
    }

    /// A list of `length` finite numbers, one per `what`.
    pub(crate) fn numbers(&self, length: usize, what: &str) -> Result<Vec<f64>> {
        let mut numbers = Vec::with_capacity(length);
        self.numbers_into((length, what), &mut numbers)?;
        Ok(numbers)
    }

    fn numbers_into(&self, (length, what): (usize, &str), numbers: &mut Vec<f64>) -> Result<()> {
        let shape = || format!("{} (one per {what})", count(length, "number"));
        let Node::List(items) = self.node else { return Err(self.expected(shape())) };
        if items.len() != length {
            return Err(self.refuse(format!("expected {}, got {}", shape(), items.len())));
        }
        for (i, node) in items.iter().enumerate() {
            match node {
                // The common case builds no path: a data set has many thousands of numbers.
                Node::Number(value) if value.is_finite() => numbers.push(value + 0.0),
                _ => {
                    return Err(
                        Place { path: format!("{}[{i}]", self.path), node }.expected("a finite number")
                    );
                }
            }
        }
        Ok(())
    }
}

impl<'a> Fields<'a> {
    /// The member, if it is there.
    pub(crate) fn get(&self, name: &str) -> Option<Place<'a>> {
        let (_, node) = self.members.iter().find(|(member, _)| member == name)?;
        Some(Place { path: join(&self.path, name), node })
    }

    /// The member, which has to be there.
    pub(crate) fn need(&self, name: &str, what: &str) -> Result<Place<'a>> {
        self.get(name)
            .ok_or_else(|| Error::config(join(&self.path, name), format!("expected {what}, got nothing")))
    }
}

/// `3 rows`, `1 row`.
pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// The place of a member. A name can be as long as a stranger likes; what is shown of it can't.
fn join(path: &str, name: &str) -> String {
    let (name, dots) = match name.char_indices().nth(40) {
        Some((end, _)) => (name.get(..end).unwrap_or_default(), "…"),
        None => (name, ""),
    };
    let point = if path.is_empty() { "" } else { "." };
    format!("{path}{point}{name}{dots}")
}
