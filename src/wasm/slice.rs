//! The loss around the weights, as a picture.

use super::arguments;
use super::errors::to_js;
use super::pictures::{Surface, size};
use super::trainer::Trainer;
use crate::config::limits;
use crate::config::node::Node;
use crate::config::place::Place;
use crate::draw::slice::{self as draw, Shading};
use crate::error::{Error, Result};
use crate::trainer::Parameter;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("slice.d.ts");

/// The loss over one or two parameters at one moment of a run: a snapshot, which stays as it is.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Slice {
    inner: crate::slice::Slice,
}

#[wasm_bindgen]
impl Trainer {
    /// The loss of the training data over one or two parameters, all others as they stand.
    pub fn slice(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Parameter")] first: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameter | null")] second: JsValue,
    ) -> Js<Slice> {
        let slice = || {
            let first = parameter("first", &arguments::node(&first))?;
            let second = match arguments::node(&second) {
                Node::Null => None,
                node => Some(parameter("second", &node)?),
            };
            crate::slice::Slice::of(&self.inner, first, second)
        };
        Ok(Slice { inner: slice().map_err(to_js)? })
    }
}

/// A weight or a bias. These are arguments, so what is wrong is a range error.
fn parameter(name: &'static str, node: &Node) -> Result<Parameter> {
    let read = || {
        let fields = Place::root(node).object("a weight or a bias", &["layer", "input", "unit"])?;
        let whole = |name: &str| {
            let most = limits::WIDTH.max(limits::LAYERS) as u64;
            fields.need(name, "a whole number").and_then(|place| place.whole(0, most))
        };
        let input = match fields.get("input") {
            Some(place) if *place.node != Node::Null => Some(whole("input")? as usize),
            _ => None,
        };
        Ok(Parameter { layer: whole("layer")? as usize, input, unit: whole("unit")? as usize })
    };
    read().map_err(|error: Error| Error::range(name, error.to_string()))
}

#[wasm_bindgen]
impl Slice {
    /// Draws it. Sizes are in CSS pixels; the canvas gets as many device pixels as that needs. With `logarithmic`
    /// the colours go by the logarithm of the loss.
    pub fn draw(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "boolean")] logarithmic: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let shading = if logarithmic.is_truthy() { Shading::Logarithmic } else { Shading::Plain };
        surface.paint(|pen| draw::paint(pen, &self.inner, surface.size, draw::CELL, shading, &surface.theme))
    }

    /// What the picture shows, a sentence each.
    pub fn text(&self) -> Vec<String> {
        self.inner.text()
    }

    /// The loss at a point of the picture, or null beside it.
    #[wasm_bindgen(unchecked_return_type = "string | null")]
    pub fn at(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
    ) -> JsValue {
        let place = draw::numbers(&self.inner, (size(&x), size(&y)), (size(&width), size(&height)));
        let text = place.and_then(|(first, second)| self.inner.text_at(first, Some(second)));
        text.map_or(JsValue::NULL, JsValue::from)
    }
}
