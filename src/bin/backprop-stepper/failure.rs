//! Why the program ends without what was asked for.

use std::fmt;
use std::process::ExitCode;

/// A sentence, and whether it is about the command line itself.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line can't be understood: exit code 2.
    Usage(String),
    /// It can, but what it asks for can't be had: exit code 1.
    Refused(String),
}

impl Failure {
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Refused(_) => ExitCode::FAILURE,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) => {
                write!(f, "{message}\nTry `backprop-stepper --help`.")
            }
            Failure::Refused(message) => f.write_str(message),
        }
    }
}
