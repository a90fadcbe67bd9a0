//! Matrix forms in LaTeX, with the packages `amsmath` and nothing else.
//!
//! Above each matrix stands its name, below its shape. What is computed is in a box, what is read for it is underlined.

use super::model::{Cell, Equation, Form, Matrix, Role, Shown};
use super::write::{Token, parts, scalar, shape};
use crate::explain::number::Shown as Number;
use crate::explain::piece::Piece;
use crate::explain::{Display, latex};

/// An environment for each equation of a form: `aligned` lines that each begin with an equals sign. It stands in
/// mathematics.
pub fn form(form: &Form, display: &Display) -> Vec<String> {
    form.equations.iter().map(|equation| self::equation(equation, display)).collect()
}

/// One equation.
pub fn equation(equation: &Equation, display: &Display) -> String {
    let mut out = "\\begin{aligned} & ".to_owned();
    for (i, token) in parts(equation).into_iter().flatten().enumerate() {
        match token {
            Token::Sign("=") if i > 0 => out.push_str(" \\\\ & = "),
            token => out.push_str(&written(token, display)),
        }
    }
    out.push_str(" \\end{aligned}");
    out
}

fn written(token: Token<'_>, display: &Display) -> String {
    match token {
        Token::Sign(sign) => match sign {
            "·" => " \\cdot ",
            "⊙" => " \\odot ",
            "⊘" => " \\oslash ",
            "−" => " - ",
            "+" => " + ",
            _ => " = ",
        }
        .to_owned(),
        Token::Minus => "-".to_owned(),
        Token::Scalar { of, grouped } => latex::render(&scalar(of, grouped, display).1) + "\\, ",
        Token::Open { function, fence } => {
            let function = match function {
                // A root of what is in parentheses.
                Some(Piece::Text(text)) if text == "√" => "\\surd".to_owned(),
                Some(function) => latex::render(&function).replace('−', "-"),
                None => String::new(),
            };
            format!("{function}\\left{fence}")
        }
        Token::Close { fence, power } => {
            let power = power.map(|power| format!("^{{\\odot {power}}}")).unwrap_or_default();
            format!("\\right{fence}{power}")
        }
        Token::Matrix(matrix) => self::matrix(matrix, display),
    }
}

/// A matrix with its name above and its shape below.
pub fn matrix(matrix: &Matrix, display: &Display) -> String {
    let mut rows: Vec<Vec<String>> =
        matrix.cells.iter().map(|row| row.iter().map(|cell| self::cell(cell, display)).collect()).collect();
    for row in &mut rows {
        if matrix.columns.first > 0 {
            row.insert(0, "\\cdots".to_owned());
        }
        if matrix.columns.after() > 0 {
            row.push("\\cdots".to_owned());
        }
    }
    let width = rows.first().map_or(1, Vec::len);
    let gap = || vec!["\\vdots".to_owned(); width];
    if matrix.rows.first > 0 {
        rows.insert(0, gap());
    }
    if matrix.rows.after() > 0 {
        rows.push(gap());
    }
    let rows: Vec<String> = rows.iter().map(|row| row.join(" & ")).collect();
    // What stands in a matrix of ones is its name already.
    let name = latex::render(&matrix.name).replace('\u{a0}', "~");
    let shape = shape(matrix).replace('×', " \\times ");
    format!(
        "\\underset{{{shape}}}{{\\overset{{{name}}}{{\\begin{{bmatrix}} {} \\end{{bmatrix}}}}}}",
        rows.join(" \\\\ ")
    )
}

fn cell(cell: &Cell, display: &Display) -> String {
    let number = cell.value.map_or(Number::NotComputed, |value| Number::new(value, display)).latex();
    match cell.role {
        Role::Computed => format!("\\boxed{{{number}}}"),
        Role::Read => format!("\\underline{{{number}}}"),
        Role::Idle => number,
    }
}

/// How much of a matrix is left out, in words; `None` where all of it is shown.
pub fn left_out(matrix: &Matrix) -> Option<String> {
    let missing = |shown: Shown, what: &str| {
        let count = shown.of - shown.count;
        (count > 0).then(|| format!("{count} more {what}{}", if count == 1 { "" } else { "s" }))
    };
    let missing: Vec<String> =
        [missing(matrix.rows, "row"), missing(matrix.columns, "column")].into_iter().flatten().collect();
    (!missing.is_empty()).then(|| missing.join(" and "))
}
