//! What columns are called: `"names": { "inputs": ["petal length"], "targets": ["setosa"] }`.

use crate::config::place::{Fields, Place, count};
use crate::error::Result;
use serde::Serialize;

/// Characters in a name.
const LONGEST: usize = 100;

/// What the columns of a data set are called; nothing for inputs or targets that have no names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Names {
    /// A name for each input. A column that came later has an empty one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    /// A name for each target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
}

impl Names {
    pub(super) fn of(inputs: &[&str], targets: &[&str]) -> Names {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Names { inputs: owned(inputs), targets: owned(targets) }
    }

    /// What a document says of them; nothing where there are none.
    pub(super) fn document(&self) -> Option<Names> {
        (*self != Names::default()).then(|| self.clone())
    }

    /// The same for other numbers of columns, as `Dataset::with_columns` makes them.
    pub(super) fn with_columns(mut self, inputs: usize, targets: usize) -> Names {
        for (names, columns) in [(&mut self.inputs, inputs), (&mut self.targets, targets)] {
            if !names.is_empty() {
                names.resize(columns, String::new());
            }
        }
        self
    }
}

/// Reads the `names` of a data set of `inputs` inputs and `targets` targets.
pub(super) fn names(fields: &Fields<'_>, inputs: usize, targets: usize) -> Result<Names> {
    let Some(place) = fields.get("names") else { return Ok(Names::default()) };
    let fields = place.object("an object with inputs and targets", &["inputs", "targets"])?;
    let read = |member: &str, columns: usize, what: &str| {
        fields.get(member).map_or_else(|| Ok(Vec::new()), |place| list(&place, columns, what))
    };
    Ok(Names { inputs: read("inputs", inputs, "input")?, targets: read("targets", targets, "target")? })
}

fn list(place: &Place<'_>, columns: usize, what: &str) -> Result<Vec<String>> {
    let shape = format!("{} (one per {what})", count(columns, "name"));
    let items = place.list(&shape)?;
    if items.len() != columns {
        return Err(place.refuse(format!("expected {shape}, got {}", items.len())));
    }
    let name = |item: &Place<'_>| match item.text() {
        Some(text) if text.chars().nth(LONGEST).is_none() => Ok(text.to_owned()),
        _ => Err(item.expected(format!("a text of at most {LONGEST} characters"))),
    };
    items.iter().map(name).collect()
}
