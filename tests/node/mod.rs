//! Node, for tests that run programs in JavaScript.

#![allow(dead_code, reason = "each test file uses what it needs of this module")]

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Runs a program and gives what it prints.
pub(crate) fn run(program: &str) -> String {
    run_with(program, "")
}

/// The same with something to read.
pub(crate) fn run_with(program: &str, input: &str) -> String {
    let mut started = Command::new("node")
        .args(["--eval", program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Node starts: it has to be installed, version 20 or later");
    let input = input.to_owned();
    let mut pipe = started.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let done = started.wait_with_output().expect("Node runs");
    // A program that reads nothing may have ended before all was written.
    let _ = writer.join();
    assert!(done.status.success(), "{}\n{program}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
