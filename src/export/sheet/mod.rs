//! One update on paper: worked out, as a worksheet with blanks, or as the answers to that.
//!
//! A [`Sheet`] says what stands on it, in order, and nothing of how it looks: [`super::latex`] and [`super::markdown`]
//! write it as files, the page `sheet.html` sets it for printing. Every equation and every number on it is that of
//! the operation's own explanation.

mod build;
mod choice;
mod givens;
mod results;
mod words;

pub use choice::MOST_OPERATIONS;

use super::Span;
use crate::error::{Error, Result};
use crate::explain::piece::Piece;
use crate::trainer::Trainer;

/// What a sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Everything worked out: rule, numbers put in, result.
    #[default]
    Worked,
    /// The rules, with blanks for numbers and results.
    Worksheet,
    /// What belongs into the blanks.
    Answers,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 3] = [Form::Worked, Form::Worksheet, Form::Answers];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Form::Worked => "worked",
            Form::Worksheet => "worksheet",
            Form::Answers => "answers",
        }
    }
}

/// One update on paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it is for.
    pub form: Form,
    /// A heading: `Update 1, worked out`.
    pub title: String,
    /// What it is about and how to read it; a paragraph each.
    pub lead: Vec<String>,
    /// The network, its data and its parameters as they are given.
    pub facts: Vec<Fact>,
    /// The operations, pass by pass.
    pub sections: Vec<Section>,
    /// The results.
    pub tables: Vec<Table>,
}

/// Something that is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What: `Loss`.
    pub name: String,
    /// And what it is.
    pub value: Line,
}

/// A pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// A heading: `Forward pass`.
    pub title: String,
    /// What it is about; empty on the answers.
    pub intro: String,
    /// Its operations, layer by layer.
    pub groups: Vec<Group>,
}

/// Operations that follow each other in one layer and for one sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// A heading, where there is more than one group: `Output layer, sample 2`.
    pub title: Option<String>,
    /// The operations.
    pub items: Vec<Item>,
    /// What of it is not on the sheet, in words.
    pub left_out: Option<String>,
}

/// An operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its number in the update.
    pub operation: u64,
    /// What it computes: `Gradient of w₆`.
    pub title: Line,
    /// How.
    pub equation: Equation,
    /// What makes a surprising result what it is; on a worksheet nothing, for it would tell the result.
    pub why: Option<String>,
}

/// Sides of an equation with equals signs between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Equation {
    /// What is computed and, unless these are the answers, its rule in symbols.
    pub symbols: Vec<Side>,
    /// The rule with numbers put in, and the result.
    pub numbers: Vec<Side>,
}

/// A side of an equation.
#[derive(Debug, Clone, PartialEq)]
pub enum Side {
    /// A formula or a number.
    Math(Piece),
    /// Room to put the numbers in.
    Working,
    /// Room for the result.
    Result,
}

/// Words and formulas in one line.
pub type Line = Vec<Part>;

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A formula or a number.
    Math(Piece),
    /// Room for a number.
    Blank,
}

/// A table of results.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows; the first cell of each says what it is about.
    pub rows: Vec<Vec<Line>>,
    /// What of it is not on the sheet, in words.
    pub left_out: Option<String>,
}

impl Sheet {
    /// The update that `trainer` stands at or in, whatever its operation. The trainer itself does not move.
    ///
    /// ```
    /// # use backprop_stepper::{export::sheet::{Form, Sheet}, lessons};
    /// let trainer = lessons::find("article").unwrap().trainer();
    /// let sheet = Sheet::of(&trainer, Form::Worked);
    /// let titles: Vec<&str> = sheet.sections.iter().map(|section| section.title.as_str()).collect();
    /// assert_eq!(titles, ["Forward pass", "Loss", "Backward pass", "Update"]);
    /// ```
    pub fn of(trainer: &Trainer, form: Form) -> Self {
        build::sheet(trainer, form)
    }
}

/// Updates that are written as sheets at the most.
pub const MOST_UPDATES: u64 = 50;

/// Some updates of a run, each in the first of the forms, then each in the next one. The trainer does not move.
///
/// # Errors
/// A [`crate::error::RangeError`] where the run has no such updates, for none, and for more than [`MOST_UPDATES`].
pub fn several(trainer: &Trainer, span: Span, forms: &[Form]) -> Result<Vec<Sheet>> {
    if !(1..=MOST_UPDATES).contains(&span.updates) {
        let message = format!("expected 1 to {MOST_UPDATES} updates, got {}", span.updates);
        return Err(Error::range("updates", message));
    }
    let mut trainer = trainer.clone();
    let mut sheets = Vec::new();
    for form in forms {
        for after in 0..span.updates {
            trainer.seek_exactly("from", span.from.saturating_add(after), 0)?;
            sheets.push(Sheet::of(&trainer, *form));
        }
    }
    Ok(sheets)
}
