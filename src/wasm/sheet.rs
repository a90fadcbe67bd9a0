//! An update on paper, for the page that prints it.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::config::node::Node;
use crate::error::{Error, Result};
use crate::explain::mathml;
use crate::explain::piece::{Piece, Sign};
use crate::export::sheet::{Equation, Fact, Form, Group, Item, Line, Part, Section, Sheet, Side, Table};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("sheet.d.ts");

#[derive(Serialize)]
struct SheetObject {
    form: &'static str,
    title: String,
    lead: Vec<String>,
    facts: Vec<FactObject>,
    sections: Vec<SectionObject>,
    tables: Vec<TableObject>,
}

#[derive(Serialize)]
struct FactObject {
    name: String,
    value: Vec<PartObject>,
}

#[derive(Serialize)]
struct SectionObject {
    title: String,
    intro: String,
    groups: Vec<GroupObject>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GroupObject {
    title: Option<String>,
    items: Vec<ItemObject>,
    left_out: Option<String>,
}

#[derive(Serialize)]
struct ItemObject {
    operation: u64,
    title: Vec<PartObject>,
    math: String,
    blanks: Vec<&'static str>,
    why: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TableObject {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<Vec<PartObject>>>,
    left_out: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PartObject {
    Text(String),
    Math { math: String },
    Blank { blank: bool },
}

#[wasm_bindgen]
impl Trainer {
    /// The update that is looked at, on paper: worked out (`worked`), as a worksheet, or as the answers to that.
    #[wasm_bindgen(unchecked_return_type = "Sheet")]
    pub fn sheet(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Sheet[\"form\"]")] form: JsValue,
    ) -> Js<JsValue> {
        let form = if form.is_undefined() { Form::Worked } else { read(&form).map_err(to_js)? };
        pack(&sheet(Sheet::of(&self.inner, form)))
    }
}

fn read(value: &JsValue) -> Result<Form> {
    let node = arguments::node(value);
    let found = match &node {
        Node::Text(name) => Form::ALL.into_iter().find(|form| form.name() == name),
        _ => None,
    };
    found.ok_or_else(|| {
        let known: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        Error::range("form", format!("expected one of {}, got {}", known.join(", "), node.describe()))
    })
}

fn sheet(sheet: Sheet) -> SheetObject {
    SheetObject {
        form: sheet.form.name(),
        title: sheet.title,
        lead: sheet.lead,
        facts: sheet.facts.into_iter().map(fact).collect(),
        sections: sheet.sections.into_iter().map(section).collect(),
        tables: sheet.tables.into_iter().map(table).collect(),
    }
}

fn fact(Fact { name, value }: Fact) -> FactObject {
    FactObject { name, value: line(&value) }
}

fn section(Section { title, intro, groups }: Section) -> SectionObject {
    SectionObject { title, intro, groups: groups.into_iter().map(group).collect() }
}

fn group(Group { title, items, left_out }: Group) -> GroupObject {
    GroupObject { title, items: items.iter().map(item).collect(), left_out }
}

fn item(Item { operation, title, equation, why }: &Item) -> ItemObject {
    let Equation { symbols, numbers } = equation;
    let mut object = ItemObject {
        operation: *operation,
        title: line(title),
        math: String::new(),
        blanks: Vec::new(),
        why: why.clone(),
    };
    for side in symbols.iter().chain(numbers) {
        match side {
            Side::Math(piece) if object.math.is_empty() => object.math = mathml::block(piece),
            Side::Math(piece) => {
                let row = Piece::Row(vec![Piece::Sign(Sign::Equals), piece.clone()]);
                object.math.push_str(&mathml::block(&row));
            }
            Side::Working => object.blanks.push("working"),
            Side::Result => object.blanks.push("result"),
        }
    }
    object
}

fn table(Table { caption, head, rows, left_out }: Table) -> TableObject {
    let rows = rows.iter().map(|row| row.iter().map(line).collect()).collect();
    TableObject { caption, head, rows, left_out }
}

fn line(line: &Line) -> Vec<PartObject> {
    let part = |part: &Part| match part {
        Part::Text(text) => PartObject::Text(text.clone()),
        Part::Math(piece) => PartObject::Math { math: mathml::inline(piece) },
        Part::Blank => PartObject::Blank { blank: true },
    };
    line.iter().map(part).collect()
}
