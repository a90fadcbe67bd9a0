//! The one conversion from this crate's errors to JavaScript's.

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

/// A plain `Error`.
pub(super) fn plain(message: impl AsRef<str>) -> JsValue {
    js_sys::Error::new(message.as_ref()).into()
}
