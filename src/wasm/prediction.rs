//! What the network predicts, as pictures.

use super::arguments;
use super::errors::to_js;
use super::pictures::{Surface, size};
use super::trainer::Trainer;
use super::values::pack;
use crate::draw::prediction as draw;
use crate::error::{Error, Result};
use crate::prediction::Shown;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("prediction.d.ts");

/// What the network makes of its inputs at one moment of a run: a snapshot, which stays as it is.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Prediction {
    inner: crate::prediction::Prediction,
}

#[derive(Serialize)]
struct ChoiceObject {
    id: String,
    name: String,
    layer: Option<usize>,
}

#[wasm_bindgen]
impl Trainer {
    /// What the network predicts with its parameters as they stand; null where it has more than two inputs.
    #[wasm_bindgen(unchecked_return_type = "Prediction | null")]
    pub fn prediction(&self) -> JsValue {
        let found = crate::prediction::Prediction::of(&self.inner);
        found.map_or(JsValue::NULL, |inner| Prediction { inner }.into())
    }
}

impl Prediction {
    /// A choice by its id; the usual one where there is none.
    fn shown(&self, id: &JsValue) -> Result<Shown> {
        if id.is_undefined() || id.is_null() {
            return Ok(self.inner.usual());
        }
        let choices = self.inner.choices();
        let text = id.as_string();
        let found = choices.iter().find(|choice| text.as_deref() == Some(&self::id(choice.shown)));
        found.map(|choice| choice.shown).ok_or_else(|| {
            let got = arguments::node(id).describe();
            Error::range("shown", format!("expected the id of one of the choices, got {got}"))
        })
    }
}

/// The id of a choice: `outputs`, or layer and unit as in `0.2`.
fn id(shown: Shown) -> String {
    match shown {
        Shown::Outputs => "outputs".to_owned(),
        Shown::Neuron { layer, unit } => format!("{layer}.{unit}"),
    }
}

#[wasm_bindgen]
impl Prediction {
    /// Everything that can be shown; what is shown at first comes first.
    #[wasm_bindgen(unchecked_return_type = "PredictionChoice[]")]
    pub fn choices(&self) -> Js<JsValue> {
        let object = |choice: crate::prediction::Choice| ChoiceObject {
            id: id(choice.shown),
            name: choice.name,
            layer: match choice.shown {
                Shown::Outputs => None,
                Shown::Neuron { layer, .. } => Some(layer),
            },
        };
        pack(&self.inner.choices().into_iter().map(object).collect::<Vec<_>>())
    }

    /// Draws one of the choices. Sizes are in CSS pixels; the canvas gets as many device pixels as that needs.
    pub fn draw(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string | null")] shown: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let shown = self.shown(&shown).map_err(to_js)?;
        surface.paint(|pen| draw::paint(pen, &self.inner, shown, surface.size, draw::CELL, &surface.theme))
    }

    /// What the picture shows, a sentence each.
    pub fn text(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "string | null")] shown: JsValue,
    ) -> Js<Vec<String>> {
        Ok(self.inner.text(self.shown(&shown).map_err(to_js)?))
    }

    /// What the dots of the picture stand for.
    pub fn key(&self) -> String {
        self.inner.key()
    }

    /// The values at a point of the picture, or null beside it.
    #[wasm_bindgen(unchecked_return_type = "string | null")]
    pub fn at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string | null")] shown: JsValue,
    ) -> Js<JsValue> {
        let shown = self.shown(&shown).map_err(to_js)?;
        let place = draw::numbers(&self.inner, shown, (size(&x), size(&y)), (size(&width), size(&height)));
        let text = place.and_then(|(first, second)| self.inner.text_at(shown, first, Some(second)));
        Ok(text.map_or(JsValue::NULL, JsValue::from))
    }

    /// The height of the small pictures of all neurons at a width, in CSS pixels.
    #[wasm_bindgen(js_name = partsHeight)]
    pub fn parts_height(&self, #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue) -> f64 {
        draw::parts::height(&self.inner, size(&width))
    }

    /// Draws the small pictures of all neurons; see `draw`.
    #[wasm_bindgen(js_name = drawParts)]
    pub fn draw_parts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string | null")] shown: JsValue,
    ) -> Js<()> {
        let height = JsValue::from_f64(self.parts_height(width.clone()));
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let shown = self.shown(&shown).map_err(to_js)?;
        surface.paint(|pen| {
            draw::parts::paint(pen, &self.inner, shown, surface.size.0, draw::parts::CELL, &surface.theme)
        })
    }

    /// The id of the small picture at a point, or null.
    #[wasm_bindgen(js_name = partAt, unchecked_return_type = "string | null")]
    pub fn part_at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
    ) -> JsValue {
        let found = draw::parts::hit(&self.inner, (size(&x), size(&y)), size(&width));
        found.map_or(JsValue::NULL, |shown| JsValue::from(id(shown)))
    }
}
