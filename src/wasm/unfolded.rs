//! The chain rule of the current step, unfolded.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::explain::unfolded::{self, Unfolded, WAYS};
use crate::explain::{Display, Formula, Written};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("unfolded.d.ts");

#[derive(Serialize)]
struct FormulaObject {
    symbols: String,
    numbers: String,
    result: String,
}

#[derive(Serialize)]
struct WayObject {
    along: String,
    formula: FormulaObject,
}

#[derive(Serialize)]
struct UnfoldedObject {
    text: String,
    nested: Option<FormulaObject>,
    count: f64,
    more: usize,
    ways: Vec<WayObject>,
    added: String,
    result: String,
}

fn written(formula: &Formula, display: &Display) -> FormulaObject {
    let Written { symbols, numbers, result } = formula.mathml(display);
    FormulaObject { symbols, numbers, result }
}

#[wasm_bindgen]
impl Trainer {
    /// The chain rule behind the current step, with so many ways through the network written: 12 unless more are asked
    /// for, and 240 at the most (of a deep network fewer).
    #[wasm_bindgen(unchecked_return_type = "Unfolded")]
    pub fn unfolded(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] ways: JsValue,
    ) -> Result<JsValue, JsValue> {
        let most = if ways.is_undefined() { Ok(WAYS) } else { arguments::index("ways", &ways) };
        let Unfolded { text, nested, ways } = unfolded::of(&self.inner, most.map_err(to_js)?);
        let display = self.inner.display();
        let ways = ways.as_ref();
        let count = ways.map_or(0.0, |ways| ways.count);
        let added = ways.map(|ways| ways.added.mathml(display)).unwrap_or_default();
        let listed = ways.map_or(&[][..], |ways| &ways.written);
        pack(&UnfoldedObject {
            text,
            nested: nested.map(|nested| written(&nested, display)),
            count,
            more: ways.map_or(0, |ways| ways.more),
            ways: listed
                .iter()
                .map(|way| WayObject { along: way.along.clone(), formula: written(&way.formula, display) })
                .collect(),
            added: added.numbers,
            result: added.result,
        })
    }
}
