//! The run as a program: its text, and its lines with what each of them gives.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::error::{Error, Result};
use crate::explain::code::{self, Language, Line, Listing};
use crate::trainer::Edit;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("code.d.ts");

/// The lines as they were written last, and of what.
#[derive(Debug)]
pub(super) struct Written {
    update: u64,
    edits: Vec<Edit>,
    listing: Listing,
}

#[derive(Serialize)]
struct LanguageObject {
    id: &'static str,
    title: &'static str,
    extension: &'static str,
}

#[derive(Serialize)]
struct PartObject<'a> {
    text: &'a str,
    subject: Option<String>,
}

#[wasm_bindgen]
impl Trainer {
    /// A program for this network as it stands at the start of the current update.
    pub fn code(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ProgramLanguage")] language: JsValue,
    ) -> Js<String> {
        let language = self::language(&language).map_err(to_js)?;
        Ok(code::listing(&self.inner.config_now(), language).text())
    }

    /// The lines of that program for reading: where there are very many rows or letters, the first of them.
    #[wasm_bindgen(js_name = codeLines, unchecked_return_type = "ProgramPart[][]")]
    pub fn code_lines(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "ProgramLanguage")] language: JsValue,
    ) -> Js<JsValue> {
        let listing = language_of(&language).map(|language| self.listing(language))?;
        pack(&listing.lines.iter().map(parts).collect::<Vec<_>>())
    }

    /// The line of `codeLines()` that the current operation is part of; null at the start of an update.
    #[wasm_bindgen(js_name = codeLine, unchecked_return_type = "number | null")]
    pub fn code_line(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "ProgramLanguage")] language: JsValue,
    ) -> Js<JsValue> {
        let operation = self.inner.operation();
        let listing = language_of(&language).map(|language| self.listing(language))?;
        let line = operation.and_then(|operation| listing.line_of(&operation));
        Ok(line.map_or(JsValue::NULL, |line| JsValue::from_f64(line as f64)))
    }

    /// What a line of `codeLines()` gives, with the numbers of the current batch at the current position: text with a
    /// line for each row. Null for a line that gives nothing.
    #[wasm_bindgen(js_name = codeValue, unchecked_return_type = "string | null")]
    pub fn code_value(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] line: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "ProgramLanguage")] language: JsValue,
    ) -> Js<JsValue> {
        let line = arguments::index("line", &line).map_err(to_js)?;
        let operation = self.inner.operation();
        let listing = language_of(&language).map(|language| self.listing(language))?;
        let lines = listing.lines.len();
        if line >= lines {
            let expected = format!("expected a line from 0 to {}, got {line}", lines.saturating_sub(1));
            return Err(to_js(Error::range("line", expected)));
        }
        let statement = listing.statement_at(line, operation.as_ref());
        let value = statement.map(|statement| code::value(&self.inner, statement));
        Ok(value.map_or(JsValue::NULL, |value| JsValue::from_str(&value)))
    }
}

impl Trainer {
    /// The lines as they are now; written anew where the start of the update is another one.
    fn listing(&mut self, language: Language) -> &Listing {
        let (update, edits) = (self.inner.position().0, self.inner.edits());
        let is_it = |written: &Written| {
            (written.update, written.listing.language) == (update, language) && written.edits == edits
        };
        let written = match self.written.take().filter(is_it) {
            Some(written) => written,
            None => {
                let listing = code::listing(&self.inner.config_now(), language).cut();
                Written { update, edits, listing }
            }
        };
        &self.written.insert(written).listing
    }
}

/// The languages that a program can be written in.
#[wasm_bindgen(js_name = programLanguages, unchecked_return_type = "{ id: ProgramLanguage; title: string; extension: string }[]")]
pub fn program_languages() -> Js<JsValue> {
    let object = |language: Language| LanguageObject {
        id: language.name(),
        title: language.title(),
        extension: language.extension(),
    };
    pack(&Language::ALL.map(object))
}

fn parts(line: &Line) -> Vec<PartObject<'_>> {
    let part = |(text, variable): (_, Option<code::Variable>)| PartObject {
        text,
        subject: variable.map(code::Variable::pattern),
    };
    line.parts().map(part).collect()
}

fn language_of(value: &JsValue) -> Js<Language> {
    language(value).map_err(to_js)
}

/// A language; `undefined` is NumPy.
fn language(value: &JsValue) -> Result<Language> {
    if value.is_undefined() {
        return Ok(Language::default());
    }
    value.as_string().as_deref().and_then(Language::find).ok_or_else(|| {
        let names: Vec<_> = Language::ALL.iter().map(|language| format!("{:?}", language.name())).collect();
        let got = arguments::node(value).describe();
        Error::range("language", format!("expected one of {}, got {got}", names.join(", ")))
    })
}
