//! The pictures on canvases, their text alternatives, and what is under the pointer.

use super::arguments;
use super::errors::to_js;
use super::paper::{Paper, Target};
use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::config::place::Place;
use crate::draw::loss_curve::{self, LossCurve};
use crate::draw::{Pen, Rgb, Theme, network};
use crate::error::{Error, Result};
use crate::explain::{self, number};
use crate::scene::{Picture, Scene};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

impl Trainer {
    fn picture(&self) -> Picture {
        Picture::of(&self.inner, &self.every_lit())
    }

    /// Names that are lit by a lesson, or pointed at.
    pub(super) fn every_lit(&self) -> Vec<String> {
        self.lit.iter().chain(&self.pointed).cloned().collect()
    }

    pub(super) fn mark_pointed(&self, scene: &mut Scene) {
        if !self.pointed.is_empty() {
            let names = explain::names(&self.inner);
            scene.point(|subject| self.pointed.contains(&names.subject(subject)));
        }
    }

    fn curve<'a>(&'a self, tests: &'a [(u64, f64)]) -> LossCurve<'a> {
        LossCurve {
            losses: self.inner.history(),
            first: self.inner.config().state.as_ref().map_or(0, |state| state.update),
            current: self.inner.position().0,
            current_loss: self.inner.batch_loss(),
            tests,
        }
    }
}

#[wasm_bindgen]
impl Trainer {
    /// The height at which the network looks best at a width, in CSS pixels.
    #[wasm_bindgen(js_name = networkHeight)]
    pub fn network_height(&self, #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue) -> f64 {
        self.picture().preferred_height(size(&width))
    }

    /// Draws the network. Sizes are in CSS pixels; the canvas gets as many device pixels as that needs.
    #[wasm_bindgen(js_name = drawNetwork)]
    pub fn draw_network(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let measure = surface.target.measure(&surface.theme.font);
        let mut scene = Scene::new(&self.picture(), surface.size.0, surface.size.1, &measure);
        self.mark_pointed(&mut scene);
        surface.paint(|pen| network::paint(pen, &scene, &surface.theme))?;
        // What is written to be taken along is not what the pointer is over.
        if surface.target.is_shown() {
            self.drawn = Some(scene);
        }
        Ok(())
    }

    /// The network in words: the same names and numbers as in the drawing, a line each.
    #[wasm_bindgen(js_name = networkText)]
    pub fn network_text(&self) -> Vec<String> {
        self.picture().lines()
    }

    /// What is under a point of the network as it was drawn last, or null.
    #[wasm_bindgen(js_name = networkHit, unchecked_return_type = "Subject | null")]
    pub fn network_hit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] y: JsValue,
    ) -> Js<JsValue> {
        match self.drawn.as_ref().and_then(|scene| scene.hit(size(&x), size(&y))) {
            Some(subject) => {
                pack(&SubjectObject::new(&subject, explain::names(&self.inner).subject(&subject)))
            }
            None => Ok(JsValue::NULL),
        }
    }

    /// Draws the loss of every update; see `drawNetwork`.
    #[wasm_bindgen(js_name = drawLoss)]
    pub fn draw_loss(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let format = |value: f64| number::plain(value, self.inner.display());
        let tests = self.inner.test_history();
        let (curve, theme) = (self.curve(&tests), &surface.theme);
        surface.paint(|pen| loss_curve::paint(pen, &curve, surface.size, theme, &format))
    }

    /// The loss curve in a sentence.
    #[wasm_bindgen(js_name = lossText)]
    pub fn loss_text(&self) -> String {
        self.curve(&self.inner.test_history()).text(&|value| number::plain(value, self.inner.display()))
    }

    /// The update under a point of the loss curve, or null.
    #[wasm_bindgen(js_name = lossHit, unchecked_return_type = "number | null")]
    pub fn loss_hit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
    ) -> JsValue {
        self.curve(&self.inner.test_history())
            .hit(size(&x), size(&width), size(&height))
            .map_or(JsValue::NULL, |update| JsValue::from_f64(update as f64))
    }
}

/// What every drawing is given: what to draw on, a size in CSS pixels, device pixels for each of them, colours and a
/// font.
pub(super) struct Surface<'a> {
    pub(super) target: Target<'a>,
    pub(super) size: (f64, f64),
    ratio: f64,
    pub(super) theme: Theme,
}

impl<'a> Surface<'a> {
    pub(super) fn of(
        target: &'a JsValue,
        (width, height): (&JsValue, &JsValue),
        ratio: &JsValue,
        theme: &JsValue,
    ) -> Js<Self> {
        let (target, theme) = (Target::of(target).map_err(to_js)?, theme_of(theme).map_err(to_js)?);
        Ok(Surface { target, size: (size(width), size(height)), ratio: size(ratio), theme })
    }

    pub(super) fn paint(&self, draw: impl FnOnce(&Pen<'_, Paper>) -> crate::draw::Result) -> Js<()> {
        self.target.paint(self.size, self.ratio, &self.theme.font, draw).map_err(to_js)
    }
}

/// A length or a place in a picture; what is no number is NaN, for which there is no picture.
pub(super) fn size(value: &JsValue) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

/// Colours from JavaScript. These are arguments, so what is wrong is a range error.
fn theme_of(value: &JsValue) -> Result<Theme> {
    let node = arguments::node(value);
    let known =
        ["surface", "ink", "muted", "line", "computed", "read", "done", "positive", "negative", "font"];
    let read = || {
        let fields = Place::root(&node).object("an object with colours and a font", &known)?;
        let colour = |name: &str| {
            let place = fields.need(name, "a colour")?;
            place.text().and_then(Rgb::parse).ok_or_else(|| place.expected("a colour such as \"#1a2b3c\""))
        };
        let font = fields.need("font", "a list of CSS family names")?;
        Ok(Theme {
            surface: colour("surface")?,
            ink: colour("ink")?,
            muted: colour("muted")?,
            line: colour("line")?,
            computed: colour("computed")?,
            read: colour("read")?,
            done: colour("done")?,
            positive: colour("positive")?,
            negative: colour("negative")?,
            font: font.text().ok_or_else(|| font.expected("a list of CSS family names"))?.to_owned(),
        })
    };
    read().map_err(|error: Error| Error::range("theme", error.to_string()))
}
