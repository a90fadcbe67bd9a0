//! Where the project is and what cargo knows about it.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;

use crate::process;

/// The name of the library's package, and of what npm gets.
pub(crate) const PACKAGE: &str = "backprop-stepper";
/// The library's name, and so the generated module's.
pub(crate) const LIBRARY: &str = "backprop_stepper";

/// The project's folders and what its manifest says.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) license: String,
    pub(crate) keywords: Vec<String>,
}

impl Project {
    /// Asks cargo.
    ///
    /// # Errors
    ///
    /// When the manifest cannot be read.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask is not inside the project")?
            .to_owned();
        let metadata =
            process::output(process::cargo(&root).args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata is not JSON")?;
        let package = metadata["packages"]
            .as_array()
            .and_then(|packages| packages.iter().find(|package| package["name"] == PACKAGE))
            .with_context(|| format!("the workspace has no package `{PACKAGE}`"))?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Self {
            target: PathBuf::from(text(&metadata["target_directory"])),
            version: text(&package["version"]),
            description: text(&package["description"]),
            license: text(&package["license"]),
            keywords: package["keywords"]
                .as_array()
                .map(|words| words.iter().map(text).collect())
                .unwrap_or_default(),
            root,
        })
    }

    /// What the project makes for others.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The browser and Node tests, and their npm packages.
    pub(crate) fn tests(&self) -> PathBuf {
        self.root.join("tests")
    }
}
