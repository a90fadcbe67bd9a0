//! The `data` of a document: where the rows come from, and what is done to them.
//!
//! ```json
//! { "inputs": [[0, 1]], "targets": [[1]] }
//! { "generator": "spiral", "samples": 200, "noise": 0.1, "seed": 1 }
//! { "dataset": "iris" }
//! ```
//!
//! Each of them optionally with
//!
//! * `"standardise": true`: every input column gets mean 0 and deviation 1, both taken from the rows that are
//!   trained on ([`Dataset::standardised`]).
//! * `"names": { "inputs": ["petal length"], "targets": ["setosa"] }`, beside rows only: what their columns are
//!   called ([`Names`]). Nothing is computed from it.
//! * `"test": { "fraction": 0.25, "seed": 1 }`: that part of the rows is not trained on ([`TestSplit`]).
//!
//! A generator has 200 samples unless the document says otherwise (`xor`, `and`, `or`: 4, which are the four
//! corners), noise 0 and seed 1. What it draws is in [`crate::dataset::generate`].

mod check;
mod names;
mod parse;
mod write;

pub use names::Names;
pub(super) use parse::{data, fitting, preparation_of};
pub(super) use write::DataDocument;

use crate::dataset::generate::Generated;
use crate::dataset::{Dataset, TestSplit, iris};

/// Where the rows come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source {
    /// The document holds them.
    Rows,
    /// Drawn from a seed.
    Generated(Generated),
    /// Fisher's iris.
    Iris,
}

/// What is done to the rows before anything is trained on them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Preparation {
    /// Whether every input column gets mean 0 and deviation 1.
    pub standardise: bool,
    /// Which rows are kept to test on.
    pub test: Option<TestSplit>,
}

/// The data set and how the document came by it.
#[derive(Debug, Clone, PartialEq)]
pub struct DataConfig {
    /// The rows as they are trained and tested on.
    pub dataset: Dataset,
    source: Source,
    preparation: Preparation,
    /// Given rows as the document has them, where they are standardised.
    given: Option<Dataset>,
    names: Names,
}

impl DataConfig {
    /// Rows that the document gives itself.
    pub fn rows(rows: Dataset, preparation: Preparation) -> DataConfig {
        let given = preparation.standardise.then(|| rows.clone());
        DataConfig {
            dataset: preparation.prepared(rows),
            source: Source::Rows,
            preparation,
            given,
            names: Names::default(),
        }
    }

    /// Rows drawn for a network of `outputs` outputs.
    pub fn generated(recipe: Generated, outputs: usize, preparation: Preparation) -> DataConfig {
        let dataset = preparation.prepared(recipe.dataset(outputs));
        DataConfig {
            dataset,
            source: Source::Generated(recipe),
            preparation,
            given: None,
            names: Names::default(),
        }
    }

    /// Fisher's iris.
    pub fn iris(preparation: Preparation) -> DataConfig {
        let dataset = preparation.prepared(iris::dataset());
        DataConfig {
            dataset,
            source: Source::Iris,
            preparation,
            given: None,
            names: Names::of(&iris::INPUTS, &iris::SPECIES),
        }
    }

    /// The document's `data` after rows were edited by hand: as it was where nothing changed, otherwise with every
    /// row written out as it stands, standardised already where that was asked for. The rows to test on stay the
    /// same.
    #[must_use]
    pub fn with_rows(&self, rows: &Dataset) -> DataConfig {
        if *rows == self.dataset {
            return self.clone();
        }
        let (source, preparation) = self.source_of(true);
        DataConfig { dataset: rows.clone(), source, preparation, given: None, names: self.names.clone() }
    }

    /// The same samples, prepared in another way.
    #[must_use]
    pub fn with_preparation(&self, preparation: Preparation) -> DataConfig {
        match self.source {
            Source::Rows => {
                DataConfig::rows(self.given.clone().unwrap_or_else(|| self.dataset.clone()), preparation)
                    .with_names(self.names.clone())
            }
            Source::Generated(recipe) => DataConfig::generated(recipe, self.dataset.outputs(), preparation),
            Source::Iris => DataConfig::iris(preparation),
        }
    }

    /// One sample more, all of it 0. The rows are written out as they stand; which of them are tested on is drawn
    /// anew.
    #[must_use]
    pub fn with_sample(&self) -> DataConfig {
        self.rewritten(self.dataset.clone().with_row())
    }

    /// One sample less; see [`DataConfig::with_sample`].
    #[must_use]
    pub fn without_sample(&self, row: usize) -> DataConfig {
        self.rewritten(self.dataset.clone().without_row(row))
    }

    /// The same samples for a network of other sizes: further columns are 0, the last ones go. Only given rows can be
    /// resized; others are written out as they stand.
    #[must_use]
    pub fn with_columns(&self, inputs: usize, outputs: usize) -> DataConfig {
        let resized = match self.source {
            Source::Rows => {
                let rows = self.given.as_ref().unwrap_or(&self.dataset).clone();
                DataConfig::rows(rows.with_columns(inputs, outputs), self.preparation)
            }
            Source::Generated(_) | Source::Iris => {
                self.rewritten(self.dataset.clone().with_columns(inputs, outputs))
            }
        };
        resized.with_names(self.names.clone().with_columns(inputs, outputs))
    }

    fn rewritten(&self, rows: Dataset) -> DataConfig {
        DataConfig::rows(rows, Preparation { standardise: false, ..self.preparation })
            .with_names(self.names.clone())
    }

    fn with_names(self, names: Names) -> DataConfig {
        DataConfig { names, ..self }
    }

    /// What the columns are called.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Where rows come from that may have been `edited` since.
    pub fn source_of(&self, edited: bool) -> (Source, Preparation) {
        if !edited {
            return (self.source, self.preparation);
        }
        (Source::Rows, Preparation { standardise: false, ..self.preparation })
    }

    /// Where the rows come from.
    pub fn source(&self) -> Source {
        self.source
    }

    /// What was done to them.
    pub fn preparation(&self) -> Preparation {
        self.preparation
    }

    /// Number of rows, those to test on included.
    pub fn len(&self) -> usize {
        self.dataset.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.dataset.is_empty()
    }

    /// The rows that are trained on.
    pub fn train_rows(&self) -> &[usize] {
        self.dataset.train_rows()
    }

    /// The rows that are only tested on.
    pub fn test_rows(&self) -> &[usize] {
        self.dataset.test_rows()
    }
}

impl Preparation {
    fn prepared(self, rows: Dataset) -> Dataset {
        let rows = match self.test {
            Some(test) => rows.split(test),
            None => rows.whole(),
        };
        if self.standardise { rows.standardised() } else { rows }
    }
}
