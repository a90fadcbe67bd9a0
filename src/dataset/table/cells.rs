//! From text to cells.
//!
//! By hand rather than with the `csv` crate or its core: those never refuse a text, count only `\n` as the end of a
//! line, and can't tell that a quote was never closed. What is wrong and where is what this reader is for.

use super::{Result, Separator, TableError};
use crate::config::limits;
use crate::config::place::count;

/// The most columns: as many inputs and as many targets as there may be.
const COLUMNS: usize = 2 * limits::WIDTH;

/// How many rows are looked at to find the separator.
const TRIED: usize = 20;

/// The cells of a text, row by row, all rows as long as the first.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// All of them, without quotes.
    text: String,
    /// Where each ends in it.
    ends: Vec<usize>,
    /// The line each row begins at.
    lines: Vec<u64>,
    pub(super) width: usize,
}

impl Cells {
    pub(super) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The line that a row begins at, from 1.
    pub(super) fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// A cell without the white space around it; empty where there is none.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let index = row * self.width + column;
        let end = |index: usize| self.ends.get(index).copied();
        let start = index.checked_sub(1).map_or(Some(0), end);
        match (start, end(index)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or("").trim(),
            _ => "",
        }
    }

    /// Ends a row of which the cells from `first` on were added at `line`. A row without any text is none.
    fn end_row(&mut self, first: usize, line: u64) -> Result<()> {
        let found = self.ends.len() - first;
        let start = first.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        if self.text.get(start..).unwrap_or("").trim().is_empty() {
            self.ends.truncate(first);
            self.text.truncate(start);
            return Ok(());
        }
        if self.lines.is_empty() {
            self.width = found;
        } else if found != self.width {
            let message =
                format!("expected {} as in line {}, got {found}", count(self.width, "cell"), self.line(0));
            // The first cell that is missing, or that has no place.
            let column = found.min(self.width) + 1;
            return Err(TableError { column: Some((column, None)), ..TableError::line(line, message) });
        }
        // One more than there may be samples, for the header.
        if self.rows() > limits::SAMPLES {
            return Err(TableError::line(line, format!("expected at most {} rows", limits::SAMPLES)));
        }
        self.lines.push(line);
        Ok(())
    }
}

/// Reads the first `most` rows.
pub(super) fn read(text: &str, separator: Separator, most: usize) -> Result<Cells> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1, separator };
    let mut cells = Cells::default();
    while !reader.rest.is_empty() && cells.rows() < most {
        let (first, line) = (cells.ends.len(), reader.line);
        loop {
            let column = cells.ends.len() - first;
            if column == COLUMNS {
                return Err(TableError::line(line, format!("expected at most {COLUMNS} columns, got more")));
            }
            reader.cell(column, &mut cells.text)?;
            cells.ends.push(cells.text.len());
            if !reader.takes(separator.byte() as char) {
                break;
            }
        }
        reader.end_of_line();
        cells.end_row(first, line)?;
    }
    Ok(cells)
}

/// The separator that cuts the first rows into the same number of cells, more than one. Where several do, or none
/// does, a tab is more likely than a semicolon, and that more likely than a comma: commas are in numbers and text.
pub(super) fn separator(text: &str) -> Separator {
    let order = [Separator::Tab, Separator::Semicolon, Separator::Comma];
    let cuts = |separator: &Separator| read(text, *separator, TRIED).is_ok_and(|cells| cells.width > 1);
    let first_line = text.trim_start().lines().next().unwrap_or("");
    let is_there = |separator: &Separator| first_line.contains(separator.byte() as char);
    let found = order.iter().find(|separator| cuts(separator));
    found.or_else(|| order.iter().find(|separator| is_there(separator))).copied().unwrap_or(Separator::Comma)
}

/// A place in the text.
struct Reader<'a> {
    rest: &'a str,
    line: u64,
    separator: Separator,
}

impl Reader<'_> {
    /// One cell, up to what ends it.
    fn cell(&mut self, column: usize, into: &mut String) -> Result<()> {
        let separator = self.separator.byte() as char;
        let blank = |c: char| c == ' ' || c == '\t' && separator != '\t';
        let quoted = self.rest.trim_start_matches(blank).strip_prefix('"');
        let Some(quoted) = quoted else {
            let end = self.rest.find([separator, '\n', '\r']).unwrap_or(self.rest.len());
            self.take(end, into);
            return Ok(());
        };
        self.rest = quoted;
        let opened = self.line;
        loop {
            let Some(end) = self.rest.find('"') else {
                let message = "expected a second quote to end what this one begins, got the end of the text";
                return Err(TableError {
                    column: Some((column + 1, None)),
                    ..TableError::line(opened, message)
                });
            };
            self.take(end, into);
            self.rest = self.rest.get(1..).unwrap_or("");
            // Two quotes in a row stand for one.
            match self.rest.strip_prefix('"') {
                Some(rest) => self.rest = rest,
                None => break,
            }
            into.push('"');
        }
        self.rest = self.rest.trim_start_matches(blank);
        if self.rest.is_empty() || self.rest.starts_with([separator, '\n', '\r']) {
            return Ok(());
        }
        let found: String = self.rest.chars().take_while(|c| !matches!(c, '\n' | '\r')).take(12).collect();
        let message = format!("expected the end of the cell after its closing quote, got {found:?}");
        Err(TableError { column: Some((column + 1, None)), ..TableError::line(self.line, message) })
    }

    /// Takes text as it is, counting its lines.
    fn take(&mut self, end: usize, into: &mut String) {
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let breaks =
            taken.matches('\n').count() + taken.matches('\r').count() - taken.matches("\r\n").count();
        self.line += breaks as u64;
        into.push_str(taken);
        self.rest = rest;
    }

    fn takes(&mut self, what: char) -> bool {
        match self.rest.strip_prefix(what) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn end_of_line(&mut self) {
        let returned = self.takes('\r');
        if self.takes('\n') || returned {
            self.line += 1;
        }
    }
}
