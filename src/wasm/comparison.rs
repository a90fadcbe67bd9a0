//! Several runs on one clock.

use super::arguments::{self, whole};
use super::errors::to_js;
use super::pictures::{Surface, size};
use super::trainer::Trainer;
use super::values::pack;
use crate::comparison::{self, Setting, Variation};
use crate::config::Config;
use crate::config::node::Node;
use crate::draw::comparison::Scale;
use crate::error::{Error, Result};
use crate::explain;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("comparison.d.ts");

/// The most parameters that are listed for each run.
const FEW: usize = 12;

/// Several runs from the same start, differing in one setting, on one clock.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Comparison {
    inner: comparison::Comparison,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunObject {
    label: String,
    update: u64,
    loss: f64,
    error: f64,
    prediction: Vec<f64>,
    target: Vec<f64>,
    diverged_at: Option<u64>,
    lowest: bool,
    verdict: String,
    reason: String,
    parameters: Vec<ParameterObject>,
}

#[derive(Serialize)]
struct ParameterObject {
    name: String,
    value: f64,
}

#[wasm_bindgen]
impl Trainer {
    /// The document its run started from, with the edits made before the first update: where a comparison starts.
    #[wasm_bindgen(js_name = startConfig, unchecked_return_type = "Config")]
    pub fn start_config(&self) -> Js<JsValue> {
        pack(&comparison::start_of(&self.inner).document())
    }

    /// Every edit made in this run, also those after the current position.
    #[wasm_bindgen(unchecked_return_type = "Edit[]")]
    pub fn edits(&self) -> Js<JsValue> {
        pack(&self.inner.edits())
    }

    /// The edits made before the first update.
    #[wasm_bindgen(js_name = startEdits, unchecked_return_type = "Edit[]")]
    pub fn start_edits(&self) -> Js<JsValue> {
        pack(&comparison::first_edits(&self.inner))
    }
}

#[wasm_bindgen]
impl Comparison {
    /// Two to four runs of a config document, each with another value of the setting: numbers for the learning rate
    /// and the momentum, names for the optimizer and the update order.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ComparedSetting")] setting: JsValue,
        #[wasm_bindgen(unchecked_param_type = "(number | string)[]")] values: JsValue,
    ) -> Js<Comparison> {
        let config = Config::from_node(&arguments::node(&config)).map_err(to_js)?;
        let variations = setting_of(&setting).and_then(|setting| variations(setting, &config, &values));
        let inner = variations.and_then(|variations| comparison::Comparison::new(&config, &variations));
        Ok(Comparison { inner: inner.map_err(to_js)? })
    }

    /// Values of a setting worth comparing from a config document.
    #[wasm_bindgen(unchecked_return_type = "(number | string)[]")]
    pub fn suggestions(
        #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ComparedSetting")] setting: JsValue,
    ) -> Js<JsValue> {
        let config = Config::from_node(&arguments::node(&config)).map_err(to_js)?;
        let setting = setting_of(&setting).map_err(to_js)?;
        let values = comparison::suggestions(&config, setting);
        Ok(values.iter().map(value_of).collect::<js_sys::Array>().into())
    }

    /// The clock: updates completed.
    #[wasm_bindgen(getter)]
    pub fn update(&self) -> f64 {
        self.inner.update() as f64
    }

    /// Where the clock starts.
    #[wasm_bindgen(getter)]
    pub fn first(&self) -> f64 {
        self.inner.first() as f64
    }

    /// The furthest update the clock has reached.
    #[wasm_bindgen(getter)]
    pub fn reached(&self) -> f64 {
        self.inner.reached() as f64
    }

    /// Whether no run goes on from here: the clock is at its end, or all of them have diverged.
    #[wasm_bindgen(getter)]
    pub fn over(&self) -> bool {
        self.inner.is_over()
    }

    /// Sets the clock; every run goes there, or to its last finite position before.
    pub fn seek(&mut self, #[wasm_bindgen(unchecked_param_type = "number")] update: JsValue) -> Js<()> {
        whole("update", &update).and_then(|update| self.inner.seek(update)).map_err(to_js)
    }

    /// The clock goes on by one update.
    pub fn next(&mut self) {
        self.inner.next();
    }

    /// The clock goes back by one update.
    pub fn previous(&mut self) {
        self.inner.previous();
    }

    /// Every run at the clock.
    #[wasm_bindgen(unchecked_return_type = "ComparedRun[]")]
    pub fn runs(&self) -> Js<JsValue> {
        let lowest = self.inner.lowest();
        let runs = self.inner.readings().into_iter().enumerate().map(|(run, reading)| {
            let verdict = self.inner.verdict(run);
            RunObject {
                error: reading.error(),
                label: reading.label,
                update: reading.update,
                loss: reading.loss,
                prediction: reading.prediction,
                target: reading.target,
                diverged_at: reading.diverged_at,
                lowest: lowest == Some(run),
                verdict: verdict.as_ref().map(comparison::Verdict::words).unwrap_or_default(),
                reason: verdict.as_ref().map(comparison::Verdict::reason).unwrap_or_default(),
                parameters: self.inner.trainer(run).map(parameters).unwrap_or_default(),
            }
        });
        pack(&runs.collect::<Vec<_>>())
    }

    /// The losses of a run, as far as it was ever reached.
    pub fn losses(&self, #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue) -> Js<Vec<f64>> {
        let losses = arguments::index("run", &run)
            .and_then(|run| self.inner.losses(run).ok_or_else(|| missing(run, self.inner.len())));
        losses.map(<[f64]>::to_vec).map_err(to_js)
    }

    /// The document a run started from.
    #[wasm_bindgen(js_name = configOf, unchecked_return_type = "Config")]
    pub fn config_of(&self, #[wasm_bindgen(unchecked_param_type = "number")] run: JsValue) -> Js<JsValue> {
        let trainer = arguments::index("run", &run)
            .and_then(|run| self.inner.trainer(run).ok_or_else(|| missing(run, self.inner.len())));
        pack(&trainer.map_err(to_js)?.config().document())
    }

    /// Its text shows numbers as the trainer's do from now on.
    #[wasm_bindgen(js_name = showAs)]
    pub fn show_as(&mut self, trainer: &Trainer) -> Js<()> {
        self.inner.set_display(*trainer.inner.display()).map_err(to_js)
    }

    /// The comparison at the clock in a sentence.
    pub fn text(&self) -> String {
        self.inner.text()
    }

    /// Draws the losses of all runs; see `Trainer.drawNetwork`.
    pub fn draw(
        &self,
        #[wasm_bindgen(unchecked_param_type = "HTMLCanvasElement | SvgTarget")] canvas: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
        #[wasm_bindgen(js_name = devicePixelRatio, unchecked_param_type = "number")] ratio: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Theme")] theme: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "\"log\" | \"linear\"")] scale: JsValue,
    ) -> Js<()> {
        let surface = Surface::of(&canvas, (&width, &height), &ratio, &theme)?;
        let scale = if scale.is_undefined() {
            Ok(Scale::default())
        } else {
            choice("scale", &scale, &Scale::ALL, Scale::name)
        };
        let scale = scale.map_err(to_js)?;
        surface.paint(|pen| {
            crate::draw::comparison::paint(pen, &self.inner, scale, surface.size, &surface.theme)
        })
    }

    /// The update under a point of the drawing, or null.
    #[wasm_bindgen(unchecked_return_type = "number | null")]
    pub fn hit(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] width: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] height: JsValue,
    ) -> JsValue {
        crate::draw::comparison::hit(&self.inner, size(&x), size(&width), size(&height))
            .map_or(JsValue::NULL, |update| JsValue::from_f64(update as f64))
    }
}

fn missing(run: usize, runs: usize) -> Error {
    Error::range("run", format!("expected 0 to {}, got {run}", runs.saturating_sub(1)))
}

fn setting_of(value: &JsValue) -> Result<Setting> {
    choice("setting", value, &Setting::ALL, Setting::name)
}

/// One of several by its name.
fn choice<T: Copy>(
    argument: &'static str,
    value: &JsValue,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T> {
    named(argument, &arguments::node(value), all, name)
}

fn named<T: Copy>(
    argument: &'static str,
    node: &Node,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T> {
    let found = match node {
        Node::Text(text) => all.iter().copied().find(|one| name(*one) == text),
        _ => None,
    };
    found.ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|one| name(*one)).collect();
        Error::range(argument, format!("expected one of {}, got {}", names.join(", "), node.describe()))
    })
}

fn variations(setting: Setting, config: &Config, values: &JsValue) -> Result<Vec<Variation>> {
    let node = arguments::node(values);
    let Node::List(items) = &node else {
        return Err(Error::range("values", format!("expected a list, got {}", node.describe())));
    };
    // Whoever compares says how many there may be; no more of them have to be looked at.
    let read = |(run, item): (usize, &Node)| {
        Variation::read(setting, config, item).map_err(|error| comparison::of_run(run, error))
    };
    items.iter().take(comparison::RUNS.end() + 1).enumerate().map(read).collect()
}

fn value_of(variation: &Variation) -> JsValue {
    match variation.value() {
        comparison::Value::Number(number) => JsValue::from_f64(number),
        comparison::Value::Name(name) => JsValue::from_str(name),
    }
}

/// Every weight and bias by its name, where there are few.
fn parameters(trainer: &crate::trainer::Trainer) -> Vec<ParameterObject> {
    if trainer.network().parameters() > FEW {
        return Vec::new();
    }
    let names = explain::names(trainer);
    let object = |(subject, value)| ParameterObject { name: names.subject(&subject), value };
    comparison::parameters(trainer).into_iter().map(object).collect()
}
