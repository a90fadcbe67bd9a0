//! What programs in Python have in common, whichever library they use.
//!
//! * `data` writes down what a program starts from, `optimizer` the rule of its steps, `rounds` the loop around them.

mod data;
mod optimizer;
mod rounds;

use super::Program;
use super::listing::Line;
use crate::explain::number;

/// A library of matrices, and how its arrays are made.
pub(super) struct Library {
    /// What its functions stand behind: `np`.
    pub(super) module: &'static str,
    /// What makes an array of lists: `np.array`.
    pub(super) array: &'static str,
    /// What else an array of parameters in a file is made with, since they may look whole.
    pub(super) floats: &'static str,
    /// The same for rows of the data.
    pub(super) rows: &'static str,
    /// What else an array is made with that is trained.
    pub(super) trained: &'static str,
    /// A number of the data set.
    pub(super) number: fn(f64) -> String,
    /// The lines that import it.
    pub(super) imports: &'static [&'static str],
}

/// A program in Python.
pub(super) struct Python<'a> {
    pub(super) program: &'a Program<'a>,
    pub(super) library: Library,
}

impl Python<'_> {
    /// An array of rows below each other, given a name.
    fn assigned(&self, name: &str, rows: &[String], more: &str) -> String {
        let head = format!("{name} = {}([", self.library.array);
        let indent = " ".repeat(head.len());
        format!("{head}{}]{more})", rows.join(&format!(",\n{indent}")))
    }

    /// The lines of definitions, two empty ones after each.
    pub(super) fn definitions(definitions: impl IntoIterator<Item = Vec<String>>) -> Vec<Line> {
        let mut lines = Vec::new();
        for definition in definitions {
            lines.extend(super::printer::plain(definition));
            lines.extend(super::printer::plain(["", ""]));
        }
        lines
    }
}

/// Each line after another, as Python has them in a block.
pub(super) fn lines(text: &[&str]) -> Vec<String> {
    text.iter().map(|line| (*line).to_owned()).collect()
}

fn list(numbers: &[f64], write: fn(f64) -> String) -> String {
    format!("[{}]", numbers.iter().map(|&x| write(x)).collect::<Vec<_>>().join(", "))
}

/// A number of the data set, whole where it is whole: but for those that NumPy could not hold as integers.
pub(super) fn exact(value: f64) -> String {
    if value.abs() < 9e15 { number::full(value) } else { float(value) }
}

/// A number that Python takes for a float: an array of whole ones could not hold the weights after an update.
pub(super) fn float(value: f64) -> String {
    let text = number::full(value);
    if text.contains(['.', 'e']) { text } else { text + ".0" }
}
