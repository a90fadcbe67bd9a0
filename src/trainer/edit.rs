//! Edits: what a learner changes by hand, as points of history.

use super::Trainer;
use crate::config::limits::WHOLE;
use crate::config::node::Node;
use crate::config::place::Place;
use crate::config::rules::unfit_target;
use crate::error::{Error, Result};
use serde::Serialize;

/// A change of one number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A weight.
    Weight {
        /// Its layer.
        layer: usize,
        /// The input it leaves.
        input: usize,
        /// The unit it enters.
        unit: usize,
        /// Its new value.
        value: f64,
    },
    /// A bias.
    Bias {
        /// Its layer.
        layer: usize,
        /// Its unit.
        unit: usize,
        /// Its new value.
        value: f64,
    },
    /// The learning rate.
    LearningRate {
        /// Its new value.
        value: f64,
    },
    /// An input of a sample.
    Input {
        /// Row of the data set.
        sample: usize,
        /// Which input.
        input: usize,
        /// Its new value.
        value: f64,
    },
    /// A target of a sample.
    Target {
        /// Row of the data set.
        sample: usize,
        /// Which output.
        output: usize,
        /// Its new value.
        value: f64,
    },
}

impl Change {
    /// The new value.
    pub fn value(&self) -> f64 {
        match *self {
            Change::Weight { value, .. }
            | Change::Bias { value, .. }
            | Change::LearningRate { value }
            | Change::Input { value, .. }
            | Change::Target { value, .. } => value,
        }
    }

    /// The same change to another value.
    #[must_use]
    pub fn to(mut self, new: f64) -> Self {
        match &mut self {
            Change::Weight { value, .. }
            | Change::Bias { value, .. }
            | Change::LearningRate { value }
            | Change::Input { value, .. }
            | Change::Target { value, .. } => *value = new,
        }
        self
    }
}

/// An edit and when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Edit {
    /// Before this update.
    pub update: u64,
    /// What changed.
    #[serde(flatten)]
    pub change: Change,
}

impl Trainer {
    /// Makes an edit: returns to the start of the current update and drops what came later.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where there is no such place, or the value can't stand there.
    pub fn edit(&mut self, change: Change) -> Result<()> {
        let value = change.value();
        if !value.is_finite() {
            return Err(Error::range(
                "value",
                format!("expected a finite number, got {}", Node::Number(value).describe()),
            ));
        }
        if matches!(change, Change::LearningRate { .. }) && value < 0.0 {
            return Err(Error::range(
                "value",
                format!("expected a learning rate of at least 0, got {value}"),
            ));
        }
        if !self.run.has(change) {
            return Err(Error::range(
                "index",
                format!("expected something that exists, got {}", place(&change)),
            ));
        }
        if let (Change::Target { .. }, Some(expected)) = (change, unfit_target(self.loss(), value)) {
            return Err(Error::range("value", format!("expected {expected}, got {value}")));
        }
        // Minus zero becomes zero, as in a document.
        self.run.edit(change.to(value + 0.0));
        self.arrive();
        Ok(())
    }

    /// Sets one weight; see [`Trainer::edit`].
    ///
    /// # Errors
    /// As [`Trainer::edit`].
    pub fn set_weight(&mut self, layer: usize, input: usize, unit: usize, value: f64) -> Result<()> {
        self.edit(Change::Weight { layer, input, unit, value })
    }

    /// Sets one bias; see [`Trainer::edit`].
    ///
    /// # Errors
    /// As [`Trainer::edit`].
    pub fn set_bias(&mut self, layer: usize, unit: usize, value: f64) -> Result<()> {
        self.edit(Change::Bias { layer, unit, value })
    }
}

fn place(change: &Change) -> String {
    match *change {
        Change::Weight { layer, input, unit, .. } => format!("weight [{input}][{unit}] of layer {layer}"),
        Change::Bias { layer, unit, .. } => format!("bias [{unit}] of layer {layer}"),
        Change::LearningRate { .. } => "the learning rate".to_owned(),
        Change::Input { sample, input, .. } => format!("input {input} of sample {sample}"),
        Change::Target { sample, output, .. } => format!("target {output} of sample {sample}"),
    }
}

/// What a link holds: the document a run started from, the edits since, and the position.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The document at the start.
    pub config: crate::config::Config,
    /// In the order in which they were made.
    pub edits: Vec<Edit>,
    /// (update, operation).
    pub position: (u64, u64),
}

impl Moment {
    /// Reads `{ config, edits, position }`. Whether edits and position exist in that run is found by
    /// [`super::Trainer::from_moment`].
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] with the place.
    pub fn from_node(node: &Node) -> Result<Moment> {
        let place = Place::root(node);
        let fields =
            place.object("an object with config, edits and position", &["config", "edits", "position"])?;
        let config = crate::config::Config::from_node(fields.need("config", "a config document")?.node)?;
        let edits = match fields.get("edits") {
            Some(place) => place.list("a list of edits")?.iter().map(edit).collect::<Result<Vec<_>>>()?,
            None => Vec::new(),
        };
        let position = match fields.get("position") {
            Some(place) => position(&place)?,
            None => config.state.as_ref().map_or((0, 0), |state| (state.update, state.operation)),
        };
        Ok(Moment { config, edits, position })
    }
}

fn position(place: &Place<'_>) -> Result<(u64, u64)> {
    let parts = place.list("[update, operation]")?;
    let [update, operation] = parts.as_slice() else { return Err(place.expected("[update, operation]")) };
    Ok((update.whole(0, WHOLE)?, operation.whole(0, WHOLE)?))
}

fn edit(place: &Place<'_>) -> Result<Edit> {
    let known = &["update", "kind", "layer", "input", "unit", "sample", "output", "value"];
    let fields = place.object("an edit", known)?;
    // What a 32-bit index can't hold is the index of nothing, rather than a small one.
    let index = |name: &str| {
        let number = fields.need(name, "a whole number")?.whole(0, WHOLE)?;
        Ok::<_, Error>(usize::try_from(number).unwrap_or(usize::MAX))
    };
    let value = fields.need("value", "a finite number")?.number()?;
    let kinds = ["weight", "bias", "learning_rate", "input", "target"];
    let change = match fields.need("kind", "the kind of the edit")?.choice(&kinds, |kind| kind)? {
        "weight" => {
            Change::Weight { layer: index("layer")?, input: index("input")?, unit: index("unit")?, value }
        }
        "bias" => Change::Bias { layer: index("layer")?, unit: index("unit")?, value },
        "input" => Change::Input { sample: index("sample")?, input: index("input")?, value },
        "target" => Change::Target { sample: index("sample")?, output: index("output")?, value },
        _ => Change::LearningRate { value },
    };
    Ok(Edit { update: fields.need("update", "a whole number")?.whole(0, WHOLE)?, change })
}
