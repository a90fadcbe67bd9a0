//! Every way an input can be wrong. The words stand in `Display`; the fields say which place.

use std::fmt;

/// Why a call or a document was refused. Nothing has changed when one of these comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The config document breaks a rule.
    Config(ConfigError),
    /// An argument names something that does not exist: a layer, an index, a position, a length.
    Range(RangeError),
}

/// A place in the config document and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The place, written as JavaScript would: `network.layers[1].weights`. Empty for the document itself.
    pub path: String,
    /// What was expected and what was found: `expected 2 rows (one per input) of 1 number, got 3 rows`.
    pub message: String,
}

/// An argument and what was expected of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeError {
    /// The argument's name.
    pub argument: &'static str,
    /// What was expected and what was found.
    pub message: String,
}

impl Error {
    /// A [`ConfigError`] at `path`.
    pub fn config(path: impl Into<String>, message: impl Into<String>) -> Self {
        Error::Config(ConfigError { path: path.into(), message: message.into() })
    }

    /// A [`RangeError`] of `argument`.
    pub fn range(argument: &'static str, message: impl Into<String>) -> Self {
        Error::Range(RangeError { argument, message: message.into() })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Config(error) => error.fmt(f),
            Error::Range(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.argument, self.message)
    }
}

impl std::error::Error for Error {}
impl std::error::Error for ConfigError {}
impl std::error::Error for RangeError {}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Error::Config(error)
    }
}

impl From<RangeError> for Error {
    fn from(error: RangeError) -> Self {
        Error::Range(error)
    }
}

/// The result of anything that can be refused.
pub type Result<T> = std::result::Result<T, Error>;
