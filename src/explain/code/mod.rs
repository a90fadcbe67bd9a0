//! A program for one network: the same update, a line for every matrix operation, in one of several languages.
//!
//! What it prints and how is that of the program in the notebook that the lesson `article` is told after: in NumPy for
//! the article's two cases the same text, to the last digit.
//!
//! * [`statement`] says what a program does and [`variable`] what it does it with, whatever the language. `program`
//!   decides what one network needs of it and `course` puts it in order.
//! * `printer` is what a language has to say for itself, as `numpy`, `pytorch`, `javascript` and `rust` do; the first
//!   two share `python`. A further one is a module with a `Printer` and a variant of [`Language`].
//! * [`mod@listing`] is what comes out: lines, each with its statement and the variables it names. [`value()`] says what
//!   a line gives at a position of a run.

mod course;
mod javascript;
pub mod listing;
mod numpy;
mod printer;
mod program;
mod python;
mod pytorch;
mod rounds;
mod rust;
pub mod statement;
pub mod value;
pub mod variable;

pub use listing::{Line, Listing, Name};
pub use program::file;
pub use statement::Statement;
pub use value::value;
pub use variable::Variable;

use crate::config::Config;
use printer::Printer;
use program::Program;
use rounds::Rounds;

/// What a program is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Python with NumPy.
    #[default]
    Numpy,
    /// Python with PyTorch.
    Pytorch,
    /// Rust without a crate.
    Rust,
    /// JavaScript without a library.
    Javascript,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Language; 4] = [Language::Numpy, Language::Pytorch, Language::Rust, Language::Javascript];

    /// The name in the JavaScript API and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Language::Numpy => "numpy",
            Language::Pytorch => "pytorch",
            Language::Rust => "rust",
            Language::Javascript => "javascript",
        }
    }

    /// What a reader calls it.
    pub fn title(self) -> &'static str {
        match self {
            Language::Numpy => "NumPy",
            Language::Pytorch => "PyTorch",
            Language::Rust => "Rust",
            Language::Javascript => "JavaScript",
        }
    }

    /// The end of the name of a file with such a program.
    pub fn extension(self) -> &'static str {
        match self {
            Language::Numpy | Language::Pytorch => "py",
            Language::Rust => "rs",
            Language::Javascript => "js",
        }
    }

    /// The language of this name.
    pub fn find(name: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.name() == name)
    }
}

/// A program for the network of `config`: a forward pass, its loss, the backward pass, the new parameters
/// and a second forward pass. Where the data set makes several batches, the rest of the epoch, batch by batch.
///
/// Weights that the document leaves to `init` are written down as they are drawn, rows of a generator too; what a
/// large document holds itself is read from a [`file()`] instead.
///
/// ```
/// # use backprop_stepper::{config::Config, explain::code::{self, Language}};
/// # let config = r#"{ "version": 1, "loss": "half_squared_error",
/// #   "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.5]], "bias": false }] },
/// #   "optimizer": { "method": "sgd", "learning_rate": 0.1 },
/// #   "data": { "inputs": [[1]], "targets": [[3]] } }"#;
/// let program = code::listing(&Config::from_json(config)?, Language::Numpy).text();
/// assert!(program.contains("prediction = X @ W1"));
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn listing(config: &Config, language: Language) -> Listing {
    listing_of_rounds(config, language, Rounds::current(config))
}

/// The same for so many updates from the current one on, at least one: in a loop, with the rows of each where they are not
/// all. What it makes the same as [`listing()`] does it writes the same.
///
/// ```
/// # use backprop_stepper::{config::Config, explain::code::{self, Language}};
/// # let config = r#"{ "version": 1, "loss": "half_squared_error",
/// #   "network": { "inputs": 1, "layers": [{ "units": 1, "weights": [[0.5]], "bias": false }] },
/// #   "optimizer": { "method": "sgd", "learning_rate": 0.1 },
/// #   "data": { "inputs": [[1]], "targets": [[3]] } }"#;
/// let program = code::listing_of(&Config::from_json(config)?, Language::Numpy, 5).text();
/// assert!(program.contains("for _ in range(5):"));
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn listing_of(config: &Config, language: Language, updates: u64) -> Listing {
    listing_of_rounds(config, language, Rounds::of(config, updates.max(1)))
}

fn listing_of_rounds(config: &Config, language: Language, rounds: Rounds) -> Listing {
    fn write<P: Printer>(language: Language, program: &Program<'_>, printer: &P) -> Listing {
        Listing::new(language, program, printer.parts(), P::REMARK)
    }
    let program = Program::new(config, rounds);
    match language {
        Language::Numpy => write(language, &program, &numpy::Numpy(&program)),
        Language::Pytorch => write(language, &program, &pytorch::Pytorch(&program)),
        Language::Rust => write(language, &program, &rust::Rust(&program)),
        Language::Javascript => write(language, &program, &javascript::Javascript(&program)),
    }
}

/// The NumPy program of [`listing()`].
pub fn numpy(config: &Config) -> String {
    listing(config, Language::Numpy).text()
}
