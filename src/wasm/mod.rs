//! The boundary to JavaScript: unpack, call, pack. Nothing is computed here.
//!
//! Matrices leave as row-major `Float64Array`s; plain objects through serde. Every argument is checked before
//! anything changes, and whatever is wrong becomes a JavaScript `Error`: nothing traps the instance.
#![allow(unreachable_pub, reason = "JavaScript reaches what Rust does not")]

mod arguments;
mod canvas;
mod check;
mod code;
mod comparison;
mod divergence;
mod errors;
mod exercise;
mod export;
mod figures;
mod graph;
mod matrix;
mod network;
mod paper;
mod pictures;
mod prediction;
mod readings;
mod setup;
mod sheet;
mod slice;
mod table;
mod telling;
mod trainer;
mod unfolded;
mod values;
mod verify;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
