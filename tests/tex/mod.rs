//! A plain `pdflatex`, for tests that compile what is written for it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What came of a file.
pub(crate) struct Compiled {
    /// Pages of the PDF.
    pub(crate) pages: usize,
    /// What runs off the page, as the log says it.
    pub(crate) overfull: Vec<String>,
}

/// Whether `pdflatex` is here. Where it is not, says what would bring it: a verdict without it is no failure.
pub(crate) fn is_there() -> bool {
    let there = Command::new("pdflatex").arg("--version").output().is_ok_and(|done| done.status.success());
    if !there {
        eprintln!(
            "no pdflatex here, so nothing was compiled: on Debian `apt-get install --no-install-recommends texlive-latex-base` (120 MB) brings it"
        );
    }
    there
}

/// Compiles a file of this name.
pub(crate) fn compile(name: &str, source: &str) -> Compiled {
    let folder = folder(name);
    std::fs::write(folder.join("sheet.tex"), source).expect("a place to write to");
    let done = Command::new("pdflatex")
        .args(["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "sheet.tex"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .expect("pdflatex runs");
    let log = String::from_utf8_lossy(&std::fs::read(folder.join("sheet.log")).expect("a log")).into_owned();
    assert!(done.status.success(), "{name}: {}", errors(&log));
    let pages = log.split("sheet.pdf (").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
    let overfull = log.lines().filter(|line| line.starts_with("Overfull \\hbox")).map(str::to_owned);
    let compiled = Compiled { pages: pages.expect("a number of pages"), overfull: overfull.collect() };
    std::fs::remove_dir_all(&folder).expect("a folder of this test");
    compiled
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tex-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a place to write to");
    folder
}

/// The first error with the lines after it.
fn errors(log: &str) -> String {
    let lines: Vec<&str> = log.lines().skip_while(|line| !line.starts_with('!')).take(8).collect();
    lines.join("\n")
}
