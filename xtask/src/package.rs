//! `dist/npm/`: what `npm pack` makes the package from. Its main entry is the engine alone, which imports without a DOM; the element
//! is an entry of its own, because importing it registers a custom element.

use std::path::Path;

use serde_json::json;

use crate::files;
use crate::project::{LIBRARY, PACKAGE, Project};
use crate::site::SCHEMA;

/// The manifest, with gaps for what `Cargo.toml` says.
const MANIFEST: &str = include_str!("../npm/package.json.in");
/// The types of the main entry. The engine re-exports the generated module and wraps its `init`.
const ENGINE_TYPES: &str = include_str!("../npm/engine.d.ts");
/// The types of the element's entry.
const ELEMENT_TYPES: &str = include_str!("../npm/define.d.ts");

/// Files of `www/` that belong to the site's own pages; they would only be weight here.
const PAGE_ONLY: &[&str] = &[
    "page.js",
    "page-theme.js",
    "page.css",
    "address.js",
    "embed.js",
    "embed.css",
    "verify.js",
    "verify.css",
    "sheet.js",
    "sheet.css",
    "paper.js",
    "icon.svg",
];

/// Writes the modules of `www/`, the generated package under `pkg/`, the manifest, the README and the licences.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn write(project: &Project, bindings: &Path, npm: &Path) -> anyhow::Result<()> {
    files::copy_folder(&project.root.join("www"), npm)?;
    for name in PAGE_ONLY {
        files::remove_file(&npm.join(name))?;
    }
    files::copy_folder(bindings, &npm.join("pkg"))?;
    declare_libraries(&npm.join("pkg").join(format!("{LIBRARY}.d.ts")))?;
    files::write(&npm.join("engine.d.ts"), ENGINE_TYPES)?;
    files::write(&npm.join("define.d.ts"), ELEMENT_TYPES)?;
    files::copy(&project.root.join(SCHEMA.0), &npm.join(SCHEMA.1))?;
    for name in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        files::copy(&project.root.join(name), &npm.join(name))?;
    }
    files::write(&npm.join("package.json"), &manifest(project, npm)?)
}

/// What the generated types speak of: canvases, and `Symbol.dispose`. A project whose own settings leave these out compiles too.
fn declare_libraries(types: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(types)?;
    files::write(
        types,
        &format!("/// <reference lib=\"dom\" />\n/// <reference lib=\"esnext.disposable\" />\n{text}"),
    )
}

/// The manifest, written out as text: in `exports` the order of the conditions counts, and a JSON object here would lose it.
fn manifest(project: &Project, npm: &Path) -> anyhow::Result<String> {
    let mut contents = Vec::new();
    for file in files::walk(npm)? {
        let place = file.strip_prefix(npm)?;
        contents.extend(place.iter().next().map(|first| first.to_string_lossy().into_owned()));
    }
    contents.dedup();
    Ok(MANIFEST
        .replace("{name}", &json!(PACKAGE).to_string())
        .replace("{version}", &json!(project.version).to_string())
        .replace("{description}", &json!(project.description).to_string())
        .replace("{keywords}", &json!(project.keywords).to_string())
        .replace("{license}", &json!(project.license).to_string())
        .replace("{files}", &json!(contents).to_string()))
}
