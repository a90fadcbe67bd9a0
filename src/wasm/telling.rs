//! Names, formulas, sentences, scenes: what the page shows beside the pictures.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::config::node::Node;
use crate::explain::layout::Fold;
use crate::explain::{self, Display, Written, number};
use crate::lessons;
use crate::step::Subject;
use crate::trainer::Edit;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

/// The scenes as they were told last, and for what.
#[derive(Debug)]
pub(super) struct Told {
    edits: Vec<Edit>,
    display: Display,
    scenes: JsValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ExplanationObject {
    title: String,
    symbols: String,
    numbers: String,
    result: String,
    value: String,
    text: String,
    terms: usize,
    unfolded_terms: usize,
    why: Option<WhyObject>,
}

#[derive(Serialize)]
struct WhyObject {
    text: String,
    subject: Option<SubjectObject>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NamesObject {
    inputs: Vec<String>,
    neurons: Vec<Vec<String>>,
    weights: Vec<Vec<String>>,
    biases: Vec<Vec<String>>,
    targets: Vec<String>,
    loss: String,
    learning_rate: String,
}

#[derive(Serialize)]
struct LessonObject<'a> {
    id: &'a str,
    title: &'a str,
    config: crate::config::document::Document,
    summary: &'a str,
    source: &'a [lessons::Source],
}

#[wasm_bindgen]
impl Trainer {
    /// The current step for a reader: its formula as MathML, its value at full precision, its sentence. Long sums are
    /// folded unless `unfolded` is true.
    #[wasm_bindgen(unchecked_return_type = "Explanation")]
    pub fn explanation(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "boolean")] unfolded: JsValue,
    ) -> Js<JsValue> {
        let unfolded = arguments::flag("unfolded", &unfolded).map_err(to_js)?;
        let explanation = explain::of(&self.inner);
        let (formula, display) = (&explanation.formula, self.inner.display());
        let (value, terms) = (formula.value, formula.folded_terms());
        let Written { symbols, numbers, result } =
            if unfolded { formula.mathml_unfolded(display) } else { formula.mathml(display) };
        let why = explanation.why.map(|why| {
            let names = explain::names(&self.inner);
            let named = |subject: Subject| SubjectObject::new(&subject, names.subject(&subject));
            WhyObject { text: why.text, subject: why.subject.map(named) }
        });
        pack(&ExplanationObject {
            title: explanation.title,
            symbols,
            numbers,
            result,
            value: if value.is_nan() { String::new() } else { number::full(value) },
            text: explanation.text,
            terms,
            unfolded_terms: terms.min(Fold::MOST),
            why,
        })
    }

    /// What everything is called. Large for a large network: a name for each weight; see `inputNames`, `neuronNames`,
    /// `weightNames`, `biasNames` and `targetNames`.
    #[wasm_bindgen(unchecked_return_type = "Names")]
    pub fn names(&self) -> Js<JsValue> {
        let names = explain::names(&self.inner);
        let network = self.inner.network();
        let layers = || network.layers.iter().enumerate();
        pack(&NamesObject {
            inputs: (0..network.inputs).map(|i| names.input(i)).collect(),
            neurons: layers()
                .map(|(l, layer)| (0..layer.units).map(|j| names.neuron(l, j)).collect())
                .collect(),
            weights: layers()
                .map(|(l, layer)| {
                    let places = (0..layer.inputs).flat_map(|i| (0..layer.units).map(move |j| (i, j)));
                    places.map(|(i, j)| names.weight(l, i, j)).collect()
                })
                .collect(),
            biases: layers()
                .map(|(l, layer)| (0..layer.biases.len()).map(|j| names.bias(l, j)).collect())
                .collect(),
            targets: (0..network.outputs()).map(|k| names.target(k)).collect(),
            loss: names.loss(),
            learning_rate: names.learning_rate(),
        })
    }

    /// What the inputs are called.
    #[wasm_bindgen(js_name = inputNames)]
    pub fn input_names(&self) -> Vec<String> {
        let names = explain::names(&self.inner);
        (0..self.inner.network().inputs).map(|i| names.input(i)).collect()
    }

    /// What the neurons of a layer are called.
    #[wasm_bindgen(js_name = neuronNames)]
    pub fn neuron_names(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<String>> {
        let names = explain::names(&self.inner);
        let named = |layer| {
            let units = self.inner.layer(layer)?.units;
            Ok((0..units).map(|j| names.neuron(layer, j)).collect())
        };
        arguments::index("layer", &layer).and_then(named).map_err(to_js)
    }

    /// What the weights of a layer are called, `[fan_in][units]`.
    #[wasm_bindgen(js_name = weightNames)]
    pub fn weight_names(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<String>> {
        let names = explain::names(&self.inner);
        let named = |layer| {
            let (inputs, units) = (self.inner.layer(layer)?.inputs, self.inner.layer(layer)?.units);
            let places = (0..inputs).flat_map(|i| (0..units).map(move |j| (i, j)));
            Ok(places.map(|(i, j)| names.weight(layer, i, j)).collect())
        };
        arguments::index("layer", &layer).and_then(named).map_err(to_js)
    }

    /// What the biases of a layer are called; empty where it has none.
    #[wasm_bindgen(js_name = biasNames)]
    pub fn bias_names(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<String>> {
        let names = explain::names(&self.inner);
        let named = |layer| {
            let biases = self.inner.layer(layer)?.biases.len();
            Ok((0..biases).map(|j| names.bias(layer, j)).collect())
        };
        arguments::index("layer", &layer).and_then(named).map_err(to_js)
    }

    /// What the targets are called.
    #[wasm_bindgen(js_name = targetNames)]
    pub fn target_names(&self) -> Vec<String> {
        let names = explain::names(&self.inner);
        (0..self.inner.network().outputs()).map(|k| names.target(k)).collect()
    }

    /// A number at the display settings; a dash for what is not computed yet.
    pub fn format(&self, #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue) -> String {
        let value = value.as_f64().unwrap_or(f64::NAN);
        if value.is_nan() { "–".to_owned() } else { number::plain(value, self.inner.display()) }
    }

    /// Names that the pictures light up besides the current step; an empty list for none.
    pub fn light(&mut self, #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue) {
        self.lit = texts(&names);
    }

    /// Names that somebody points at, which the pictures mark more strongly; an empty list for none.
    pub fn point(&mut self, #[wasm_bindgen(unchecked_param_type = "string[]")] names: JsValue) {
        self.pointed = texts(&names);
    }

    /// The scenes of the lesson this run was made of, their formulas and numbers as this run has them. The same
    /// array as before, as long as no edit and no display setting has changed them.
    #[wasm_bindgen(unchecked_return_type = "SceneContent[]")]
    pub fn scenes(&mut self) -> Js<JsValue> {
        let Some(lesson) = self.lesson.as_deref().and_then(lessons::find) else {
            return Ok(js_sys::Array::new().into());
        };
        let (edits, display) = (self.inner.edits(), *self.inner.display());
        if let Some(told) = &self.told
            && (&told.edits, told.display) == (&edits, display)
        {
            return Ok(told.scenes.clone());
        }
        let scenes = pack(&lessons::render(lesson, &self.inner).map_err(to_js)?)?;
        self.told = Some(Told { edits, display, scenes: scenes.clone() });
        Ok(scenes)
    }
}

/// The texts of a list; none of what is no list.
fn texts(names: &JsValue) -> Vec<String> {
    match arguments::node(names) {
        Node::List(items) => items.into_iter().filter_map(Node::into_text).collect(),
        _ => Vec::new(),
    }
}

/// The lessons that ship with the package.
#[wasm_bindgen(js_name = lessons, unchecked_return_type = "Lesson[]")]
pub fn lessons_list() -> Js<JsValue> {
    let object = |lesson: &'static lessons::Lesson| LessonObject {
        id: &lesson.id,
        title: &lesson.title,
        config: lesson.config.document(),
        summary: &lesson.summary,
        source: &lesson.source,
    };
    pack(&lessons::all().iter().map(object).collect::<Vec<_>>())
}
