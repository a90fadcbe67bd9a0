//! What the project needs on a machine, and how it gets there. Each part is looked for first and fetched only when it is missing;
//! where it cannot be fetched, the error says exactly what to type.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::process;
use crate::project::Project;

/// The target the page's module is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for wasm.
///
/// # Errors
///
/// When it is missing and rustup cannot add it.
pub(crate) fn wasm_target(project: &Project) -> anyhow::Result<()> {
    let query = process::output(Command::new("rustc").current_dir(&project.root).args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    if Path::new(query.trim()).is_dir() {
        return Ok(());
    }
    eprintln!("adding the target {WASM_TARGET}");
    let mut command = Command::new("rustup");
    command.current_dir(&project.root);
    process::run(command.args(["target", "add", WASM_TARGET])).with_context(|| {
        format!("the Rust target {WASM_TARGET} is missing; add it with `rustup target add {WASM_TARGET}`, or install your distribution's package of the same purpose")
    })
}

/// A component of the Rust toolchain that brings a cargo subcommand (`fmt`, `clippy`).
///
/// # Errors
///
/// When it is missing and rustup cannot add it.
pub(crate) fn component(project: &Project, name: &str, subcommand: &str) -> anyhow::Result<()> {
    if process::works(process::cargo(&project.root).args([subcommand, "--version"])) {
        return Ok(());
    }
    eprintln!("adding the component {name}");
    let mut command = Command::new("rustup");
    command.current_dir(&project.root);
    process::run(command.args(["component", "add", name])).with_context(|| {
        format!("`cargo {subcommand}` is missing; add it with `rustup component add {name}`")
    })
}

/// Node and npm.
///
/// # Errors
///
/// When they are missing or too old.
pub(crate) fn node() -> anyhow::Result<()> {
    const ADVICE: &str = "install Node.js 20 or newer with npm";
    let version = process::output(Command::new("node").arg("--version")).context(ADVICE)?;
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse().ok());
    if major.is_none_or(|number| number < 20) {
        bail!("Node.js {} is too old: {ADVICE}", version.trim());
    }
    Ok(())
}

/// The tests' npm packages, exactly as locked.
///
/// # Errors
///
/// When npm cannot install them.
pub(crate) fn npm_packages(project: &Project) -> anyhow::Result<()> {
    node()?;
    let tests = project.tests();
    let modified = |path: &str| tests.join(path).metadata().and_then(|metadata| metadata.modified()).ok();
    let wanted = modified("package-lock.json");
    let installed = modified("node_modules/.package-lock.json");
    if wanted.is_some() && installed >= wanted {
        return Ok(());
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    process::run(Command::new(npm).current_dir(&tests).args([
        "ci",
        "--no-fund",
        "--no-audit",
        "--loglevel=error",
    ]))
    .context("could not install the tests' npm packages; in tests/ run `npm ci`")
}
