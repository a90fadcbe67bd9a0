//! Sheets in LaTeX: one file that a plain `pdflatex` compiles, with packages that every installation of it has, and in
//! nothing but ASCII.
//!
//! Equations are broken so that everything fits between the margins.

mod text;

use super::lines::{Writing, lines};
use super::sheet::{Form, Group, Item, Line, Part, Section, Sheet, Table};
use crate::explain::latex;
use crate::explain::piece::Piece;
use text::{escaped, plain_math};

const PREAMBLE: &str = r"\documentclass[11pt,a4paper,fleqn]{article}
\usepackage{amsmath}
\usepackage{longtable}
\usepackage[margin=20mm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt plus 2pt}
\setlength{\mathindent}{2.5em}
\setlength{\LTleft}{0pt}
\allowdisplaybreaks
\AtBeginDocument{\abovedisplayskip=1pt \belowdisplayskip=4pt plus 2pt}
\raggedright
\raggedbottom
% A step: its number and what it computes.
\newcommand{\step}[2]{\par\makebox[2.5em][l]{\textbf{#1}}#2\nopagebreak}
% What makes a result what it is.
\newcommand{\why}[1]{\par\hangindent=2.5em\makebox[2.5em][l]{}\emph{#1}\par}
% The steps of one layer.
\newcommand{\layer}[1]{\par\medskip\textbf{\textit{#1}}\nopagebreak\par\nopagebreak}
% Something that is given.
\newcommand{\given}[2]{\par\hangindent=2.5em\textbf{#1.} #2\par}
% Blanks: to put the numbers in, and for a result.
\newcommand{\working}{\underline{\hspace{75mm}}}
\newcommand{\result}{\underline{\hspace{25mm}}}
";

const WRITING: Writing = Writing { formula: rendered, working: "\\working", result: "\\result" };

/// Sheets as one LaTeX file, each beginning on a new page.
///
/// ```
/// # use backprop_stepper::{export::{latex, sheet::{Form, Sheet}}, lessons};
/// let trainer = lessons::find("article").unwrap().trainer();
/// let file = latex::document(&[Sheet::of(&trainer, Form::Worked)]);
/// assert!(file.starts_with("% ") && file.trim_end().ends_with(r"\end{document}"));
/// assert!(file.is_ascii());
/// ```
pub fn document(sheets: &[Sheet]) -> String {
    let mut out = String::from("% Written by Backprop Stepper. Compile with pdflatex.\n");
    out.push_str(PREAMBLE);
    out.push_str("\\begin{document}\n");
    for (i, sheet) in sheets.iter().enumerate() {
        if i > 0 {
            out.push_str("\\newpage\n");
        }
        self::sheet(sheet, &mut out);
    }
    out.push_str("\\end{document}\n");
    out
}

fn sheet(sheet: &Sheet, out: &mut String) {
    out.push_str(&format!("\\section*{{{}}}\n", escaped(&sheet.title)));
    for paragraph in &sheet.lead {
        out.push_str(&format!("{}\n\n", escaped(paragraph)));
    }
    for fact in &sheet.facts {
        out.push_str(&format!("\\given{{{}}}{{{}}}\n", escaped(&fact.name), line(&fact.value)));
    }
    // Whoever writes by hand needs room.
    let worksheet = sheet.form == Form::Worksheet;
    out.push_str(if worksheet { "\\setlength{\\jot}{10pt}\n" } else { "\\setlength{\\jot}{3pt}\n" });
    for section in &sheet.sections {
        self::section(section, out);
    }
    out.push_str("\\subsection*{Results}\n");
    let stretch = if worksheet { "1.8" } else { "1.2" };
    out.push_str(&format!("\\renewcommand{{\\arraystretch}}{{{stretch}}}\n"));
    for table in &sheet.tables {
        self::table(table, out);
    }
}

fn section(section: &Section, out: &mut String) {
    out.push_str(&format!("\\subsection*{{{}}}\n", escaped(&section.title)));
    if !section.intro.is_empty() {
        out.push_str(&format!("{}\n", escaped(&section.intro)));
    }
    for group in &section.groups {
        self::group(group, out);
    }
}

fn group(group: &Group, out: &mut String) {
    if let Some(title) = &group.title {
        out.push_str(&format!("\\layer{{{}}}\n", escaped(title)));
    }
    for item in &group.items {
        self::item(item, out);
    }
    if let Some(left_out) = &group.left_out {
        out.push_str(&format!("\\par\\emph{{{}}}\n", escaped(left_out)));
    }
}

fn item(item: &Item, out: &mut String) {
    out.push_str(&format!("\\step{{{}}}{{{}}}\n", item.operation, line(&item.title)));
    let lines = lines(&item.equation, WRITING);
    out.push_str(&format!("\\begin{{align*}}\n{}\n\\end{{align*}}\n", lines.join(" \\\\\n")));
    if let Some(why) = &item.why {
        out.push_str(&format!("\\why{{{}}}\n", escaped(why)));
    }
}

fn table(table: &Table, out: &mut String) {
    let columns = format!("l{}", "r".repeat(table.head.len().saturating_sub(1)));
    let head: Vec<String> = table.head.iter().map(|name| format!("\\textbf{{{}}}", escaped(name))).collect();
    out.push_str(&format!("{}\n", escaped(&format!("{}.", table.caption))));
    out.push_str(&format!(
        "\\begin{{longtable}}{{{columns}}}\n{} \\\\ \\hline\n\\endhead\n",
        head.join(" & ")
    ));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(line).collect();
        out.push_str(&format!("{} \\\\\n", cells.join(" & ")));
    }
    out.push_str("\\end{longtable}\n");
    if let Some(left_out) = &table.left_out {
        out.push_str(&format!("\\par\\emph{{{}}}\n", escaped(left_out)));
    }
}

fn line(line: &Line) -> String {
    line.iter()
        .map(|part| match part {
            Part::Text(text) => escaped(text),
            Part::Math(piece) => format!("${}$", rendered(piece)),
            Part::Blank => "\\result".to_owned(),
        })
        .collect()
}

/// A formula in nothing but ASCII.
fn rendered(piece: &Piece) -> String {
    plain_math(&latex::render(piece))
}
