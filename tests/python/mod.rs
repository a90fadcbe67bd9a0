//! Python with NumPy, for tests that run programs.

#![allow(dead_code, reason = "each test file uses what it needs of this module")]

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs a program, with the Python that has NumPy.
pub(crate) fn run(program: &str) -> String {
    run_with(program, "")
}

/// The same with something to read.
pub(crate) fn run_with(program: &str, input: &str) -> String {
    let python = std::env::var_os("BACKPROP_PYTHON").unwrap_or_else(|| "python3".into());
    let has_numpy =
        Command::new(&python).args(["-c", "import numpy"]).output().is_ok_and(|done| done.status.success());
    assert!(
        has_numpy,
        "{} cannot import numpy: run `cargo xtask test`, which provides a Python with NumPy, or name one in BACKPROP_PYTHON",
        python.to_string_lossy()
    );
    run_by(&python, program, input)
}

/// The same by any Python.
pub(crate) fn run_by(python: &std::ffi::OsStr, program: &str, input: &str) -> String {
    let mut started = Command::new(python)
        .args(["-c", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let input = input.to_owned();
    let mut pipe = started.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let done = started.wait_with_output().expect("Python runs");
    assert!(writer.join().is_ok(), "Python reads");
    assert!(done.status.success(), "{}\n{program}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).replace("\r\n", "\n")
}
