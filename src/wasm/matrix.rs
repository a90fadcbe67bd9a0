//! The current operation as what is done with whole matrices.

use super::arguments::index;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::error::Result;
use crate::explain::matrix::write::{self, Token};
use crate::explain::matrix::{self, Cell, Equation, Form, Limits, Matrix, Role, Shown};
use crate::explain::{Display, mathml, number, plain};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("matrix.d.ts");

#[derive(Serialize)]
struct FormObject {
    equations: Vec<EquationObject>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct EquationObject {
    label: String,
    parts: Vec<Vec<TokenObject>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum TokenObject {
    Sign {
        text: &'static str,
    },
    Scalar {
        name: String,
        value: String,
    },
    Open {
        fence: &'static str,
        name: String,
    },
    Close {
        fence: &'static str,
        power: String,
    },
    Matrix {
        name: String,
        label: String,
        code: String,
        shape: String,
        rows: ShownObject,
        columns: ShownObject,
        cells: Vec<Vec<CellObject>>,
        widths: Vec<usize>,
        pattern: String,
    },
}

#[derive(Serialize)]
struct ShownObject {
    first: usize,
    count: usize,
    of: usize,
    after: usize,
}

#[derive(Serialize)]
struct CellObject {
    text: String,
    subject: String,
    role: &'static str,
    frozen: bool,
    missing: bool,
}

#[wasm_bindgen]
impl Trainer {
    /// The current step as what is done with whole matrices, each cut to so many rows and columns around what is looked at.
    /// At the start of an update it is that of the first operation, with nothing computed yet; of an update that takes long
    /// it has no equations there.
    #[wasm_bindgen(js_name = matrixForm, unchecked_return_type = "MatrixForm")]
    pub fn matrix_form(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] rows: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] columns: JsValue,
    ) -> Js<JsValue> {
        let limits = limits(&rows, &columns).map_err(to_js)?;
        matrix::prepare(&mut self.inner);
        pack(&form(&matrix::of(&self.inner, limits), self.inner.display()))
    }

    /// The largest forms of every kind of operation that this update has: what a page lays out to know how much room it
    /// takes to step through it.
    #[wasm_bindgen(js_name = matrixForms, unchecked_return_type = "MatrixForm[]")]
    pub fn matrix_forms(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] rows: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] columns: JsValue,
    ) -> Js<JsValue> {
        let limits = limits(&rows, &columns).map_err(to_js)?;
        matrix::prepare(&mut self.inner);
        let forms = matrix::forms(&self.inner, limits);
        pack(&forms.iter().map(|told| form(told, self.inner.display())).collect::<Vec<_>>())
    }
}

/// More rows or columns nobody reads at once.
const MOST: usize = 64;

fn limits(rows: &JsValue, columns: &JsValue) -> Result<Limits> {
    let within = |name, value| index(name, value).map(|value| value.clamp(1, MOST));
    Ok(Limits { rows: within("rows", rows)?, columns: within("columns", columns)? })
}

fn form(form: &Form, display: &Display) -> FormObject {
    let equations = form.equations.iter().map(|equation| self::equation(equation, display));
    FormObject { equations: equations.collect(), notes: form.notes.clone() }
}

fn equation(equation: &Equation, display: &Display) -> EquationObject {
    let parts = write::parts(equation).into_iter();
    EquationObject {
        label: write::shapes(equation, display),
        parts: parts
            .map(|part| part.into_iter().map(|token| self::token(token, display)).collect())
            .collect(),
    }
}

fn token(token: Token<'_>, display: &Display) -> TokenObject {
    match token {
        Token::Sign(text) => TokenObject::Sign { text },
        Token::Minus => TokenObject::Sign { text: "−" },
        Token::Scalar { of, grouped } => {
            let (name, value) = write::scalar(of, grouped, display);
            let name = name.map(|name| mathml::inline(&name)).unwrap_or_default();
            TokenObject::Scalar { name, value: mathml::inline(&value) }
        }
        Token::Open { function, fence } => {
            TokenObject::Open { fence, name: function.map(|name| mathml::inline(&name)).unwrap_or_default() }
        }
        Token::Close { fence, power } => {
            TokenObject::Close { fence, power: power.map(|power| power.to_string()).unwrap_or_default() }
        }
        Token::Matrix(matrix) => self::matrix_object(matrix, display),
    }
}

fn matrix_object(matrix: &Matrix, display: &Display) -> TokenObject {
    let row = |row: &Vec<Cell>| row.iter().map(|cell| self::cell(cell, display)).collect();
    TokenObject::Matrix {
        name: mathml::inline(&matrix.name),
        label: plain::render(&matrix.name).replace('\u{a0}', " "),
        code: matrix.code.clone().unwrap_or_default(),
        shape: write::shape(matrix),
        rows: shown(matrix.rows),
        columns: shown(matrix.columns),
        cells: matrix.cells.iter().map(row).collect(),
        widths: matrix.widths.clone(),
        pattern: matrix.pattern.clone(),
    }
}

fn shown(shown: Shown) -> ShownObject {
    ShownObject { first: shown.first, count: shown.count, of: shown.of, after: shown.after() }
}

fn cell(cell: &Cell, display: &Display) -> CellObject {
    CellObject {
        text: cell.value.map_or_else(|| "–".to_owned(), |value| number::plain(value, display)),
        subject: cell.subject.map(|subject| subject.key()).unwrap_or_default(),
        role: match cell.role {
            Role::Idle => "idle",
            Role::Read => "read",
            Role::Computed => "computed",
        },
        frozen: cell.frozen,
        missing: cell.value.is_none(),
    }
}
