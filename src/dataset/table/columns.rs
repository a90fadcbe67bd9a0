//! From cells to columns: the header, the decimal mark, numbers and classes.

use super::cells::Cells;
use super::{Column, Options, Result, Separator, Table, TableError, Values};
use crate::config::limits;
use std::collections::{BTreeMap, HashSet};

pub(super) fn table(cells: &Cells, separator: Separator, options: &Options) -> Result<Table> {
    if cells.rows() == 0 {
        return Err(TableError::whole("expected a table with a line for each sample, got no text"));
    }
    if let Some(column) = options.classes.iter().find(|column| **column >= cells.width) {
        let message = format!("expected one of the {} columns, got column {}", cells.width, column + 1);
        return Err(TableError::whole(message));
    }
    let decimal_comma = separator != Separator::Comma && has_decimal_commas(cells);
    let number = |row: usize, column: usize| number(cells.cell(row, column), decimal_comma);
    let header = options.header.unwrap_or_else(|| has_header(cells, &number));
    let first = usize::from(header);
    let rows = cells.rows() - first;
    if rows == 0 {
        return Err(TableError::line(
            cells.line(0),
            "expected samples below the names of the columns, got none",
        ));
    }
    if has_no_samples(cells, &number) {
        return Err(TableError::no_numbers());
    }
    if rows > limits::SAMPLES {
        let message = format!("expected at most {} samples, got {rows}", limits::SAMPLES);
        return Err(TableError::whole(message));
    }
    let columns = (0..cells.width).map(|index| {
        let given = Some(cells.cell(0, index)).filter(|name| header && !name.is_empty()).map(short);
        let column = Reading { cells, first, index, given: given.clone() };
        let values = if options.classes.contains(&index) || column.is_of_classes(&number) {
            column.classes()?
        } else {
            column.numbers(&number)?
        };
        Ok(Column { name: given.unwrap_or_else(|| format!("column {}", index + 1)), values })
    });
    let columns = columns.collect::<Result<Vec<_>>>()?;
    Ok(Table { separator, header, decimal_comma, rows, columns })
}

/// Some cell is a number with a decimal comma, and none is one with a point.
fn has_decimal_commas(cells: &Cells) -> bool {
    let mut commas = false;
    for row in 0..cells.rows() {
        for column in 0..cells.width {
            let cell = cells.cell(row, column);
            if cell.contains('.') && number(cell, false).is_some() {
                return false;
            }
            commas = commas || cell.contains(',') && number(cell, true).is_some();
        }
    }
    commas
}

/// No number in the first row: samples without numbers are no samples.
fn has_header(cells: &Cells, number: &dyn Fn(usize, usize) -> Option<f64>) -> bool {
    cells.rows() > 1 && (0..cells.width).all(|column| number(0, column).is_none())
}

/// No number anywhere, and in no column a text twice: names of columns by themselves, or sentences. A table of
/// nothing but classes has some of them again.
fn has_no_samples(cells: &Cells, number: &dyn Fn(usize, usize) -> Option<f64>) -> bool {
    let mut seen = HashSet::new();
    (0..cells.width).all(|column| {
        seen.clear();
        let mut rows = 0..cells.rows();
        rows.all(|row| {
            let cell = cells.cell(row, column);
            number(row, column).is_none() && (cell.is_empty() || seen.insert(cell))
        })
    })
}

/// A column that is being read.
struct Reading<'a> {
    cells: &'a Cells,
    /// The first row that is not the header.
    first: usize,
    index: usize,
    given: Option<String>,
}

impl Reading<'_> {
    fn rows(&self) -> std::ops::Range<usize> {
        self.first..self.cells.rows()
    }

    /// Fewer than a fifth of the cells are numbers.
    fn is_of_classes(&self, number: &dyn Fn(usize, usize) -> Option<f64>) -> bool {
        let numbers = self.rows().filter(|row| number(*row, self.index).is_some()).count();
        numbers * 5 < self.rows().len()
    }

    fn numbers(&self, number: &dyn Fn(usize, usize) -> Option<f64>) -> Result<Values> {
        let read = |row: usize| match number(row, self.index) {
            // Minus zero becomes zero, as in a document.
            Some(value) if value.is_finite() => Ok(value + 0.0),
            Some(_) => Err(self.expected(row, "a number that fits into double precision")),
            None => Err(self.expected(row, "a number")),
        };
        Ok(Values::Numbers(self.rows().map(read).collect::<Result<Vec<_>>>()?))
    }

    fn classes(&self) -> Result<Values> {
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let mut names = Vec::new();
        let mut rows = Vec::new();
        for row in self.rows() {
            let cell = self.cells.cell(row, self.index);
            if cell.is_empty() {
                return Err(self.expected(row, "the name of a class"));
            }
            let class = *known.entry(cell).or_insert(names.len());
            if class == names.len() {
                if class == limits::WIDTH {
                    let message = format!("expected at most {} different names, got more", limits::WIDTH);
                    return Err(TableError { message, ..self.expected(row, "") });
                }
                names.push(cell.to_owned());
            }
            rows.push(class);
        }
        Ok(Values::Classes { names, rows })
    }

    fn expected(&self, row: usize, what: &str) -> TableError {
        let cell = self.cells.cell(row, self.index);
        let got = if cell.is_empty() { "nothing".to_owned() } else { format!("{:?}", short(cell)) };
        TableError {
            line: self.cells.line(row),
            column: Some((self.index + 1, self.given.clone())),
            message: format!("expected {what}, got {got}"),
        }
    }
}

/// A cell can be as long as a stranger likes; what is shown of it can't.
pub(super) fn short(cell: &str) -> String {
    match cell.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", cell.get(..end).unwrap_or_default()),
        None => cell.to_owned(),
    }
}

/// A decimal number, as in 0.25, −3 or 1e-3; perhaps infinite, where it is too large.
fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    let mark = if decimal_comma { ',' } else { '.' };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let minus = cell.contains('\u{2212}').then(|| cell.replace('\u{2212}', "-"));
    let plain = minus.as_deref().unwrap_or(cell);
    let unsigned = plain.strip_prefix(['+', '-']).unwrap_or(plain);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, part) = mantissa.split_once(mark).unwrap_or((mantissa, ""));
    let is_number = digits(whole) && digits(part) && whole.len() + part.len() > 0;
    let has_exponent = exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent));
    if !is_number || !has_exponent {
        return None;
    }
    if decimal_comma { plain.replace(',', ".").parse().ok() } else { plain.parse().ok() }
}
