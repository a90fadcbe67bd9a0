//! The network as it was drawn last, number by number.

use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::explain::{self, number};
use crate::step::{Subject, SubjectKind};
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
        let Some(value) = self.given(&subject) else { return Ok(JsValue::NULL) };
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
}

impl Trainer {
    /// A number that is given, not computed, as it stands now.
    fn given(&self, subject: &Subject) -> Option<f64> {
        let data = self.inner.dataset();
        match subject.kind {
            SubjectKind::Weight | SubjectKind::Bias => {
                self.inner.parameter(subject.layer?, subject.input, subject.unit?)
            }
            SubjectKind::Input => data.inputs(subject.sample?).get(subject.input?).copied(),
            SubjectKind::Target => data.targets(subject.sample?).get(subject.unit?).copied(),
            _ => None,
        }
    }
}
