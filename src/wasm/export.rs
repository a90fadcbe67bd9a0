//! What can be taken along: a run in every format.

use super::arguments::{self, whole};
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::config::node::Node;
use crate::error::{Error, Result};
use crate::export::{FORMATS, Format, Span};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("export.d.ts");

/// What a run that is no lesson's is called in the names of files.
const NAME: &str = "network";

#[derive(Serialize)]
struct FormatObject {
    id: &'static str,
    label: &'static str,
    group: &'static str,
    extension: &'static str,
    media: &'static str,
    updates: bool,
}

#[derive(Serialize)]
struct ExportedObject {
    name: String,
    media: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reads: Option<&'static str>,
}

/// Every format, in the order in which they are offered.
#[wasm_bindgen(unchecked_return_type = "Format[]")]
pub fn formats() -> Js<JsValue> {
    let object = |format: &Format| FormatObject {
        id: format.id,
        label: format.label,
        group: format.group.name(),
        extension: format.extension,
        media: format.media,
        updates: format.has_span(),
    };
    pack(&FORMATS.iter().map(object).collect::<Vec<_>>())
}

#[wasm_bindgen]
impl Trainer {
    /// The run in a format: `updates` of it (1) after `from` completed ones (those before the position), with numbers and
    /// names as formulas show them. A program and the document start after `from` updates, whatever `updates` is. This trainer does not move.
    #[wasm_bindgen(js_name = exportAs, unchecked_return_type = "Exported")]
    pub fn export_as(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] format: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] updates: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] from: JsValue,
    ) -> Js<JsValue> {
        let exported = || -> Result<ExportedObject> {
            let format = format_of(&format)?;
            let given = |name, value: &JsValue, usual| {
                if value.is_undefined() { Ok(usual) } else { whole(name, value) }
            };
            let span = Span {
                updates: given("updates", &updates, 1)?,
                from: given("from", &from, self.inner.position().0)?,
            };
            let text = format.write(&self.inner, span)?;
            let name = format.file_name(self.lesson.as_deref().unwrap_or(NAME), span);
            Ok(ExportedObject { name, media: format.media, text, reads: format.reads(&self.inner) })
        };
        pack(&exported().map_err(to_js)?)
    }
}

fn format_of(value: &JsValue) -> Result<&'static Format> {
    match arguments::node(value) {
        Node::Text(id) => Format::find(&id),
        other => {
            Err(Error::range("format", format!("expected the name of a format, got {}", other.describe())))
        }
    }
}
