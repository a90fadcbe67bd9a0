//! The way back: a [`DataConfig`] as it stands in a document.

use super::{DataConfig, Names, Source};
use serde::Serialize;

/// What was not written stays out; a generator's settings are always there.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub(crate) struct DataDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    inputs: Option<Vec<Vec<f64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<Vec<f64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Names>,
    #[serde(skip_serializing_if = "Option::is_none")]
    generator: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    samples: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    noise: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dataset: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standardise: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<TestDocument>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct TestDocument {
    fraction: f64,
    seed: u64,
}

impl DataConfig {
    /// What a document says of this data.
    pub(crate) fn document(&self) -> DataDocument {
        let document = DataDocument {
            standardise: self.preparation.standardise.then_some(true),
            test: self.preparation.test.map(|test| TestDocument { fraction: test.fraction, seed: test.seed }),
            ..DataDocument::default()
        };
        match self.source {
            Source::Rows => {
                let rows = self.given.as_ref().unwrap_or(&self.dataset);
                DataDocument {
                    inputs: Some((0..rows.len()).map(|row| rows.inputs(row).to_vec()).collect()),
                    targets: Some((0..rows.len()).map(|row| rows.targets(row).to_vec()).collect()),
                    names: self.names.document(),
                    ..document
                }
            }
            Source::Generated(recipe) => DataDocument {
                generator: Some(recipe.generator.name()),
                samples: Some(recipe.samples),
                noise: Some(recipe.noise),
                seed: Some(recipe.seed),
                ..document
            },
            Source::Iris => DataDocument { dataset: Some(crate::dataset::iris::NAME), ..document },
        }
    }
}
