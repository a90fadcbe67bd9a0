//! The one conversion from this crate's errors to JavaScript's.

use crate::dataset::table::TableError;
use crate::error::Error;
use wasm_bindgen::JsValue;

/// A `ConfigError` (an `Error` with that `name`, and a `path`) or a `RangeError`.
pub(super) fn to_js(error: Error) -> JsValue {
    match error {
        Error::Config(error) => {
            let object = js_sys::Error::new(&error.to_string());
            object.set_name("ConfigError");
            // Defining a property on a fresh object can't fail.
            let _ = js_sys::Reflect::set(&object, &"path".into(), &error.path.as_str().into());
            object.into()
        }
        Error::Range(error) => js_sys::RangeError::new(&error.to_string()).into(),
    }
}

/// A `RangeError` that says which line and which column of a table is wrong, from 1; null where it is none.
pub(super) fn table(error: &TableError) -> JsValue {
    let object = js_sys::RangeError::new(&error.to_string());
    let number = |number: Option<f64>| number.map_or(JsValue::NULL, JsValue::from_f64);
    let line = number((error.line > 0).then_some(error.line as f64));
    let column = number(error.column.as_ref().map(|(column, _)| *column as f64));
    // Defining a property on a fresh object can't fail.
    let _ = js_sys::Reflect::set(&object, &"line".into(), &line);
    let _ = js_sys::Reflect::set(&object, &"column".into(), &column);
    object.into()
}

/// A plain `Error`.
pub(super) fn plain(message: impl AsRef<str>) -> JsValue {
    js_sys::Error::new(message.as_ref()).into()
}
