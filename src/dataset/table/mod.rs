//! Tables of samples as text: CSV and its relatives, as spreadsheets and programs write them.
//!
//! [`read`] finds the separator (comma, semicolon or tab), the header row and the decimal mark by itself unless it
//! is told. Cells may be in quotes as in RFC 4180, lines may end in any way, empty lines are skipped, and a mark at
//! the beginning that the text is UTF-8 (BOM) does no harm.
//!
//! ```
//! use backprop_stepper::dataset::table::{self, Options};
//! let text = "length;width;species\n1,4;0,2;setosa\n4,7;1,x;versicolor\n";
//! let error = table::read(text, &Options::default()).unwrap_err();
//! assert_eq!(error.to_string(), "line 3, column 2 (width): expected a number, got \"1,x\"");
//! ```

mod cells;
mod columns;
mod samples;

pub use samples::TableSamples;

use std::fmt;

/// What stands between two cells of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// Every separator there is.
    pub const ALL: [Separator; 3] = [Separator::Comma, Separator::Semicolon, Separator::Tab];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Separator::Comma => "comma",
            Separator::Semicolon => "semicolon",
            Separator::Tab => "tab",
        }
    }

    fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }
}

/// What a reader is told rather than finds out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The separator.
    pub separator: Option<Separator>,
    /// Whether the first line has the names of the columns.
    pub header: Option<bool>,
    /// Columns to read as classes even where they hold numbers.
    pub classes: Vec<usize>,
}

/// A table that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What stands between two cells.
    pub separator: Separator,
    /// Whether the first line had the names of the columns.
    pub header: bool,
    /// Whether numbers are written with a decimal comma.
    pub decimal_comma: bool,
    /// Rows, without the header.
    pub rows: usize,
    /// The columns.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name; `column 3` where the table has none for it.
    pub name: String,
    /// What is in it.
    pub values: Values,
}

/// What is in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Finite numbers.
    Numbers(Vec<f64>),
    /// Names.
    Classes {
        /// Each name once, in the order of appearance.
        names: Vec<String>,
        /// Which of them each row has.
        rows: Vec<usize>,
    },
}

/// Where a table is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// The line of the text, from 1; 0 where it is no single line.
    pub line: u64,
    /// The column, from 1, and its name, where the header gives it one.
    pub column: Option<(usize, Option<String>)>,
    /// What was expected and what was found.
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.column) {
            (0, None) => {}
            (0, Some((column, None))) => write!(f, "column {column}: ")?,
            (0, Some((column, Some(name)))) => write!(f, "column {column} ({name}): ")?,
            (line, None) => write!(f, "line {line}: ")?,
            (line, Some((column, None))) => write!(f, "line {line}, column {column}: ")?,
            (line, Some((column, Some(name)))) => write!(f, "line {line}, column {column} ({name}): ")?,
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for TableError {}

impl TableError {
    fn whole(message: impl Into<String>) -> Self {
        TableError { line: 0, column: None, message: message.into() }
    }

    fn no_numbers() -> Self {
        TableError::whole("expected a line with numbers for each sample, no numbers found")
    }

    fn line(line: u64, message: impl Into<String>) -> Self {
        TableError { line, column: None, message: message.into() }
    }
}

/// The result of anything that a table can be wrong for.
pub type Result<T> = std::result::Result<T, TableError>;

/// Reads a table.
///
/// A column holds classes when fewer than a fifth of its cells are numbers; otherwise a cell that is none is an
/// error. A first line without a number over a line with one is a header. Where nothing else says so, a comma is
/// the decimal mark if cells are separated by something else and no number in the table has a point.
///
/// # Errors
/// A [`TableError`] with the line and the column: no rows or too many, too many columns, a line with more or fewer
/// cells than the first, an empty cell, something that is no finite number among numbers, too many classes.
pub fn read(text: &str, options: &Options) -> Result<Table> {
    let separator = options.separator.unwrap_or_else(|| cells::separator(text));
    // Of prose it helps nobody to know which line has fewer commas.
    let prose =
        |error| if text.contains(|c: char| c.is_ascii_digit()) { error } else { TableError::no_numbers() };
    let cells = cells::read(text, separator, usize::MAX).map_err(prose)?;
    columns::table(&cells, separator, options)
}
