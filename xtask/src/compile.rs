//! The library as WebAssembly, with the JavaScript and the types that wasm-bindgen writes for it.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::args::Profile;
use crate::process;
use crate::project::{LIBRARY, PACKAGE, Project};
use crate::tools;

/// Compiles and writes `backprop_stepper.js`, its `.d.ts` and `backprop_stepper_bg.wasm` into a folder.
///
/// # Errors
///
/// When the wasm target cannot be had, the code does not compile, or wasm-bindgen refuses it.
pub(crate) fn bindings(project: &Project, profile: Profile, folder: &Path) -> anyhow::Result<()> {
    tools::wasm_target(project)?;
    let wasm = cdylib(project, profile)?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&wasm)
        .web(true)?
        .typescript(true)
        // The library's default leaves out the address of the wasm, and `init()` without an argument would throw.
        .omit_default_module_path(false);
    if profile == Profile::Release {
        // Saves nearly all that an optimiser would, and unlike `strip` leaves the section that lists target features.
        bindgen.remove_name_section(true).remove_producers_section(true);
    }
    bindgen.generate(folder).with_context(|| format!("wasm-bindgen could not process {}", wasm.display()))
}

/// The path of the compiled module.
fn cdylib(project: &Project, profile: Profile) -> anyhow::Result<PathBuf> {
    let mut command = process::cargo(&project.root);
    // `cargo rustc` with one crate type: beside an rlib, cargo leaves link-time optimisation out.
    command.args(["rustc", "--package", PACKAGE, "--lib"]);
    command.args(["--crate-type", "cdylib", "--target", tools::WASM_TARGET]);
    command.args(["--message-format", "json-render-diagnostics"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    let messages = process::output(&mut command)?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact" && message["target"]["name"] == LIBRARY)
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|end| end == "wasm"))
        .context("cargo compiled the library but named no .wasm file")
}
