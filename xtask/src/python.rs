//! A Python with what the tests need that run the programs this project prints and check the files it writes.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::project::Project;
use crate::{apt, process};

/// Names the Python's program to the tests, and chooses it by hand.
pub(crate) const VARIABLE: &str = "BACKPROP_PYTHON";

/// Names a Python with PyTorch, which is too large to be installed for a test.
pub(crate) const PYTORCH: &str = "BACKPROP_PYTORCH";

/// What it has to import, by its name among Python's packages too.
const MODULES: [&str; 2] = ["numpy", "jsonschema"];

/// The program of a Python that has [`MODULES`]: the chosen one, or a virtual environment of our own under the target folder.
///
/// # Errors
///
/// When there is no Python 3 or they cannot be installed; says what to do.
pub(crate) fn find(project: &Project) -> anyhow::Result<PathBuf> {
    if let Some(chosen) = std::env::var_os(VARIABLE) {
        let chosen = PathBuf::from(chosen);
        if !has_modules(&chosen) {
            bail!("{VARIABLE} names {}, which cannot import {}", chosen.display(), MODULES.join(" and "));
        }
        return Ok(chosen);
    }
    let folder = project.target.join("python");
    let program = if cfg!(windows) {
        folder.join("Scripts").join("python.exe")
    } else {
        folder.join("bin").join("python3")
    };
    if has_modules(&program) {
        return Ok(program);
    }
    install(&folder, &program).with_context(|| {
        format!(
            "the tests need a Python 3 with {}: install python3 with its venv module (`apt-get install python3-venv` on \
             Debian), or name one that has them in {VARIABLE}",
            MODULES.join(" and ")
        )
    })?;
    Ok(program)
}

/// The Python that was named for PyTorch.
pub(crate) fn with_pytorch() -> Option<PathBuf> {
    std::env::var_os(PYTORCH).map(PathBuf::from)
}

/// Whether a Python has PyTorch.
pub(crate) fn has_pytorch(program: &Path) -> bool {
    process::works(Command::new(program).args(["-c", "import torch"]))
}

fn install(folder: &PathBuf, program: &PathBuf) -> anyhow::Result<()> {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let mut environment = Command::new(python);
    environment.args(["-m", "venv", "--clear"]).arg(folder);
    if !process::works(&mut environment) {
        // No Python at all, or one without the module, as Debian has it.
        apt::install(&["python3", "python3-venv"])?;
        process::run(&mut environment)?;
    }
    process::run(Command::new(program).args(["-m", "pip", "install", "--quiet"]).args(MODULES))
}

fn has_modules(program: &PathBuf) -> bool {
    process::works(Command::new(program).args(["-c", &format!("import {}", MODULES.join(", "))]))
}
