//! A program as its lines: what stands in them, which statement each is, and which names it has.

use super::statement::Statement;
use super::variable::Variable;
use super::{Language, Program};
use crate::operation::Operation;
use std::collections::HashMap;
use std::ops::Range;

/// A program, line by line.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// What it is written in.
    pub language: Language,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// All of it, indented as it is.
    pub text: String,
    /// What it does; `None` where that is nothing of the update: a function's definition, a comment, printing.
    pub statement: Option<Statement>,
    /// The variables named in it, in order.
    pub names: Vec<Name>,
}

/// A variable's name in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// Where it stands in the line, in bytes.
    pub range: Range<usize>,
    /// What it names.
    pub variable: Variable,
}

impl Line {
    /// A line that is no statement.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Line { text: text.into(), statement: None, names: Vec::new() }
    }

    /// The lines of a statement. All of them are its own where what it gives is written in rows, else the last one is.
    pub(super) fn of(statement: Statement, text: impl IntoIterator<Item = String>) -> Vec<Line> {
        let mut lines: Vec<Line> =
            text.into_iter().flat_map(|text| text.split('\n').map(Line::plain).collect::<Vec<_>>()).collect();
        if matches!(statement, Statement::Given(_)) {
            lines.iter_mut().for_each(|line| line.statement = Some(statement));
        } else if let Some(line) = lines.last_mut() {
            line.statement = Some(statement);
        }
        lines
    }

    /// The same with `indent` in front, unless it is empty.
    pub(super) fn indented(mut self, indent: &str) -> Self {
        if !self.text.is_empty() {
            self.text.insert_str(0, indent);
        }
        self
    }

    /// Its text cut into what names a variable and what does not.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Option<Variable>)> {
        let mut parts = Vec::new();
        let mut done = 0;
        for name in &self.names {
            parts.push((done..name.range.start, None));
            parts.push((name.range.clone(), Some(name.variable)));
            done = name.range.end;
        }
        parts.push((done..self.text.len(), None));
        parts
            .into_iter()
            .filter_map(|(range, variable)| Some((self.text.get(range)?, variable)))
            .filter(|(text, _)| !text.is_empty())
    }
}

impl Listing {
    /// The parts of a program with an empty line between them.
    pub(super) fn new(
        language: Language,
        program: &Program<'_>,
        parts: Vec<Vec<Line>>,
        remark: &str,
    ) -> Self {
        let variables = program.variables();
        let mut lines: Vec<Line> = Vec::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            if !lines.is_empty() {
                lines.push(Line::plain(""));
            }
            lines.extend(part);
        }
        for line in &mut lines {
            line.names = names(&line.text, remark, &variables);
        }
        Listing { language, lines }
    }

    /// The program as it is saved and run.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }

    /// What a line does at an operation: its statement, or where a call does several, the one that the operation is part
    /// of.
    pub fn statement_at(&self, line: usize, operation: Option<&Operation>) -> Option<Statement> {
        let own = self.lines.get(line)?.statement?;
        let other = operation
            .filter(|operation| self.line_of(operation) == Some(line))
            .map(|operation| Statement::of(operation)[0])
            .filter(|&other| own.includes(other));
        Some(other.unwrap_or(own))
    }

    /// The line that an operation of the update is part of, from 0.
    ///
    /// Every operation has one, in programs of several batches that of the loop's first round.
    pub fn line_of(&self, operation: &Operation) -> Option<usize> {
        let place = |wanted| self.lines.iter().position(|line| line.statement == Some(wanted));
        let statements = Statement::of(operation);
        let includes = |line: &Line| line.statement.is_some_and(|other| other.includes(statements[0]));
        statements.into_iter().find_map(place).or_else(|| self.lines.iter().position(includes))
    }
}

/// So many lines of what is written in rows are shown, where there are more of them.
const MOST_ROWS: usize = 16;

/// So much of a line is shown.
const MOST_LETTERS: usize = 300;

impl Listing {
    /// The program for reading: of rows and letters by the thousand only the first, and how many there are more.
    #[must_use]
    pub fn cut(&self) -> Listing {
        let mut lines: Vec<Line> = Vec::new();
        let runs =
            self.lines.chunk_by(|one, other| one.statement.is_some() && one.statement == other.statement);
        for run in runs {
            let shown = if run.len() > MOST_ROWS + 2 { MOST_ROWS } else { run.len() };
            lines.extend(run.iter().take(shown).map(Line::cut));
            if shown < run.len() {
                let text = format!("… {} more rows", run.len() - shown);
                lines.push(Line {
                    statement: run.first().and_then(|line| line.statement),
                    ..Line::plain(text)
                });
            }
        }
        Listing { language: self.language, lines }
    }
}

impl Line {
    fn cut(&self) -> Line {
        let Some((end, _)) = self.text.char_indices().nth(MOST_LETTERS) else { return self.clone() };
        let (shown, rest) = self.text.split_at(end);
        Line {
            text: format!("{shown} … {} more characters", rest.chars().count()),
            statement: self.statement,
            names: self.names.iter().filter(|name| name.range.end <= end).cloned().collect(),
        }
    }
}

/// Where the names of variables stand in a line, outside of comments and of text in quotation marks.
fn names(text: &str, remark: &str, variables: &HashMap<String, Variable>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quoted = None;
    // After a dot or a number comes no variable of ours: `np.squeeze`, `1e5`.
    let mut before = ' ';
    let end = (text.len(), ' ');
    for (i, c) in text.char_indices().chain([end]) {
        if let Some(mark) = quoted {
            if c == mark {
                quoted = None;
            }
            continue;
        }
        let of_word = c.is_alphanumeric() || c == '_';
        match start {
            None if of_word => start = Some((i, before)),
            Some((from, before)) if !of_word => {
                let variable = text.get(from..i).and_then(|word| variables.get(word));
                if let (Some(&variable), false) = (variable, before == '.') {
                    found.push(Name { range: from..i, variable });
                }
                start = None;
            }
            _ => {}
        }
        if c == '"' || c == '\'' {
            quoted = Some(c);
        } else if start.is_none() && text.get(i..).is_some_and(|rest| rest.starts_with(remark)) {
            break;
        }
        before = c;
    }
    found
}
