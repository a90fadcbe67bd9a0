//! Printed figures, computed again.

use super::values::pack;
use crate::lessons;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("verify.d.ts");

/// Every printed figure of every published example beside the exact one, recomputed now.
#[wasm_bindgen(js_name = verify, unchecked_return_type = "Verified[]")]
pub fn verify() -> Result<JsValue, JsValue> {
    pack(&lessons::verify())
}
