//! Sheets in Markdown with formulas between dollar signs, as GitHub, Jupyter and most editors set them.
//!
//! Some of them read a formula as Markdown first: of a backslash before a sign only the sign is left, and two `_` after
//! brackets begin and end emphasis. So formulas here have no such thing in them: all commands have names, and a `_`
//! after a bracket has a space behind it.

use super::lines::{Writing, lines};
use super::sheet::{Group, Item, Line, Part, Section, Sheet, Table};
use crate::explain::latex;
use crate::explain::piece::Piece;

const WRITING: Writing =
    Writing { formula, working: "\\underline{\\hspace{16em}}", result: "\\underline{\\hspace{6em}}" };

/// Sheets as one Markdown file, with a rule between them.
///
/// ```
/// # use backprop_stepper::{export::{markdown, sheet::{Form, Sheet}}, lessons};
/// let trainer = lessons::find("article").unwrap().trainer();
/// let file = markdown::document(&[Sheet::of(&trainer, Form::Answers)]);
/// assert!(file.starts_with("# Answers: update 1\n"));
/// assert!(file.contains("$$\nh_1 = 5 \\cdot 0.15 + 4 \\cdot 0.2 = 1.55\n$$"));
/// ```
pub fn document(sheets: &[Sheet]) -> String {
    let sheets: Vec<String> = sheets.iter().map(sheet).collect();
    format!("{}\n", sheets.join("\n---\n\n").trim_end())
}

fn sheet(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n\n", escaped(&sheet.title));
    for paragraph in &sheet.lead {
        out.push_str(&format!("{}\n\n", escaped(paragraph)));
    }
    for fact in &sheet.facts {
        out.push_str(&format!("- **{}:** {}\n", escaped(&fact.name), line(&fact.value)));
    }
    if !sheet.facts.is_empty() {
        out.push('\n');
    }
    for section in &sheet.sections {
        self::section(section, &mut out);
    }
    out.push_str("## Results\n\n");
    for table in &sheet.tables {
        self::table(table, &mut out);
    }
    out
}

fn section(section: &Section, out: &mut String) {
    out.push_str(&format!("## {}\n\n", escaped(&section.title)));
    if !section.intro.is_empty() {
        out.push_str(&format!("{}\n\n", escaped(&section.intro)));
    }
    for group in &section.groups {
        self::group(group, out);
    }
}

fn group(group: &Group, out: &mut String) {
    if let Some(title) = &group.title {
        out.push_str(&format!("### {}\n\n", escaped(title)));
    }
    for item in &group.items {
        self::item(item, out);
    }
    if let Some(left_out) = &group.left_out {
        out.push_str(&format!("*{}*\n\n", escaped(left_out)));
    }
}

fn item(item: &Item, out: &mut String) {
    out.push_str(&format!("**{}** {}\n\n", item.operation, line(&item.title)));
    let lines = lines(&item.equation, WRITING);
    let whole = match lines.as_slice() {
        [only] => only.replacen('&', "", 1),
        // In these it does as the usual end of a line, of which Markdown would leave one backslash.
        lines => format!("\\begin{{aligned}}\n{}\n\\end{{aligned}}", lines.join(" \\cr\n")),
    };
    out.push_str(&format!("$$\n{whole}\n$$\n\n"));
    if let Some(why) = &item.why {
        out.push_str(&format!("*{}*\n\n", escaped(why)));
    }
}

fn table(table: &Table, out: &mut String) {
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&format!("{}:\n\n", escaped(&table.caption)));
    out.push_str(&row(table.head.iter().map(|name| escaped(name)).collect()));
    let right = table.head.len().saturating_sub(1);
    out.push_str(&format!("| --- |{}\n", " ---: |".repeat(right)));
    for cells in &table.rows {
        out.push_str(&row(cells.iter().map(line).collect()));
    }
    out.push('\n');
    if let Some(left_out) = &table.left_out {
        out.push_str(&format!("*{}*\n\n", escaped(left_out)));
    }
}

fn line(line: &Line) -> String {
    line.iter()
        .map(|part| match part {
            Part::Text(text) => escaped(text),
            Part::Math(piece) => format!("${}$", formula(piece)),
            Part::Blank => format!("${}$", WRITING.result),
        })
        .collect()
}

/// A formula that is still the same after Markdown was read in it.
fn formula(piece: &Piece) -> String {
    let named = latex::render(piece)
        .replace("\\,", "\\thinspace ")
        .replace("\\operatorname", "\\mathrm")
        .replace("\\\\", "\\cr ");
    let mut out = String::with_capacity(named.len());
    let mut letters = named.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            // Where a name has them: nothing but letters and digits can stand between dollar signs everywhere.
            '\\' if letters.peek().is_some_and(|next| !next.is_ascii_alphabetic()) => {
                letters.next();
            }
            '|' => out.push_str("\\vert "),
            '<' => out.push_str("\\lt "),
            '>' => out.push_str("\\gt "),
            '`' | '*' | '$' | '\n' => {}
            '_' if out.ends_with(|before: char| !before.is_ascii_alphanumeric()) => out.push_str("_ "),
            letter => out.push(letter),
        }
    }
    // A space after a command is only needed before a letter.
    out.replace("  ", " ").trim_end().to_owned()
}

/// Words that stay words.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '$' | '~' | '&' => {
                out.extend(['\\', c])
            }
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::piece::Sign;

    #[test]
    fn a_formula_has_nothing_that_markdown_reads() {
        let weight = |layer| Piece::of_layer('w', layer, Piece::pair(1, 2));
        let product = Piece::Row(vec![
            Piece::New(Box::new(weight(0))),
            Piece::Sign(Sign::Thin),
            Piece::Function("sgn"),
            Piece::Group(Box::new(weight(1))),
        ]);
        assert_eq!(
            formula(&product),
            "w^{(1)\\thinspace \\mathrm{new}}_ {1,2}\\thinspace \\mathrm{sgn}(w^{(2)}_ {1,2})"
        );
    }

    #[test]
    fn bars_are_no_cells_of_a_table() {
        let difference = Piece::Row(vec![Piece::Letter('p'), Piece::Sign(Sign::Minus), Piece::Letter('y')]);
        assert_eq!(formula(&Piece::Bars(Box::new(difference))), "\\vert p - y\\vert");
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(escaped("a*b_c [x](y) <i> $2 | #"), "a\\*b\\_c \\[x\\](y) \\<i\\> \\$2 \\| \\#");
    }
}
