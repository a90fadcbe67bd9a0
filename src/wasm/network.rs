//! The network as it was drawn last, number by number.

use super::arguments::index;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::explain::{self, number};
use crate::scene::{CloseUp, Entry};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("network.d.ts");

#[derive(Serialize)]
struct NumberObject {
    subject: SubjectObject,
    value: f64,
    text: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

#[derive(Serialize)]
struct EntryObject {
    subject: SubjectObject,
    from: String,
    entering: f64,
    value: f64,
    gradient: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CloseUpObject {
    name: String,
    function: &'static str,
    pre_activation: f64,
    activation: f64,
    delta: f64,
    bias: Option<EntryObject>,
    weights: Vec<EntryObject>,
    more: usize,
}

#[wasm_bindgen]
impl Trainer {
    /// The number at a point of the network as it was drawn last that can be typed over, and its place in the drawing;
    /// null where there is none, or where it is not clear which is meant.
    #[wasm_bindgen(js_name = networkNumber, unchecked_return_type = "DrawnNumber | null")]
    pub fn network_number(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
    ) -> Js<JsValue> {
        let place = |value: &JsValue| value.as_f64().unwrap_or(f64::NAN);
        let found = self.drawn.as_ref().and_then(|scene| scene.editable(place(&x), place(&y)));
        let Some((subject, rect)) = found else { return Ok(JsValue::NULL) };
        let Some(value) = self.inner.number(&subject) else { return Ok(JsValue::NULL) };
        let name = explain::names(&self.inner).subject(&subject);
        let text = format!("{name} = {}", number::plain(value, self.inner.display()));
        pack(&NumberObject {
            subject: SubjectObject::new(&subject, name),
            value,
            text,
            x: rect.left,
            y: rect.top,
            width: rect.width(),
            height: rect.height(),
        })
    }

    /// A neuron number by number: its weights of the largest size first, its bias, and what is computed of it.
    #[wasm_bindgen(js_name = closeUp, unchecked_return_type = "CloseUp")]
    pub fn close_up(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] unit: JsValue,
    ) -> Js<JsValue> {
        let place = index("layer", &layer).and_then(|layer| Ok((layer, index("unit", &unit)?)));
        let found = place.and_then(|(layer, unit)| CloseUp::of(&self.inner, layer, unit)).map_err(to_js)?;
        let entry = |entry: &Entry| EntryObject {
            subject: SubjectObject::new(&entry.subject, entry.name.clone()),
            from: entry.from.clone(),
            entering: entry.entering.unwrap_or(f64::NAN),
            value: entry.value,
            gradient: entry.gradient.unwrap_or(f64::NAN),
        };
        pack(&CloseUpObject {
            name: found.name,
            function: found.function,
            pre_activation: found.pre_activation.unwrap_or(f64::NAN),
            activation: found.activation.unwrap_or(f64::NAN),
            delta: found.delta.unwrap_or(f64::NAN),
            bias: found.bias.as_ref().map(entry),
            weights: found.weights.iter().map(entry).collect(),
            more: found.more,
        })
    }
}
