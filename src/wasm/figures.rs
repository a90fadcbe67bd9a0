//! A step in other arithmetics: as an exact fraction, and as on paper.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("figures.d.ts");
