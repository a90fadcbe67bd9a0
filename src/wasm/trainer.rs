//! The trainer's handle: passes, steps, readings, edits, documents.

use super::arguments::{self, granularity, index, number, whole};
use super::code::Written;
use super::errors::to_js;
use super::telling::Told;
use super::values;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::explain::workbook::Workbook;
use crate::lessons;
use crate::scene::Scene;
use crate::trainer::{Change, Moment};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

/// One training run and a position in it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Trainer {
    pub(super) inner: crate::trainer::Trainer,
    /// Id of the lesson it was made of.
    pub(super) lesson: Option<String>,
    /// Names that a scene lights up.
    pub(super) lit: Vec<String>,
    /// Those of them that somebody points at.
    pub(super) pointed: Vec<String>,
    /// The lesson as it was told last.
    pub(super) told: Option<Told>,
    /// The program's lines as they were written last.
    pub(super) written: Option<Written>,
    /// What is known of the run in other arithmetics.
    pub(super) workbook: Workbook,
    /// The network as it was drawn last.
    pub(super) drawn: Option<Scene>,
    /// The computation graph as it was drawn last.
    pub(super) graph_drawn: Option<Scene>,
}

impl Trainer {
    fn new(inner: crate::trainer::Trainer, lesson: Option<String>) -> Self {
        Trainer {
            inner,
            lesson,
            lit: Vec::new(),
            pointed: Vec::new(),
            told: None,
            written: None,
            workbook: Workbook::default(),
            drawn: None,
            graph_drawn: None,
        }
    }

    fn edit(&mut self, change: Result<Change>) -> Js<()> {
        change.and_then(|change| self.inner.edit(change)).map_err(to_js)
    }
}

#[wasm_bindgen]
impl Trainer {
    /// A run of a config document. Throws a `ConfigError` that names the place where it breaks a rule.
    #[wasm_bindgen(constructor)]
    pub fn from_config(#[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue) -> Js<Trainer> {
        let config = Config::from_node(&arguments::node(&config)).map_err(to_js)?;
        Ok(Trainer::new(crate::trainer::Trainer::new(config), None))
    }

    /// A run of a lesson that ships with the package.
    #[wasm_bindgen(js_name = fromLesson)]
    pub fn from_lesson(#[wasm_bindgen(unchecked_param_type = "string")] id: JsValue) -> Js<Trainer> {
        let lesson = id.as_string().as_deref().and_then(lessons::find).ok_or_else(|| {
            let known: Vec<_> = lessons::all().iter().map(|lesson| lesson.id.as_str()).collect();
            let got = arguments::node(&id).describe();
            to_js(Error::range("id", format!("expected one of {}, got {got}", known.join(", "))))
        })?;
        Ok(Trainer::new(lesson.trainer(), Some(lesson.id.clone())))
    }

    /// The run and position that `moment()` described, optionally as a run of a lesson.
    #[wasm_bindgen(js_name = fromMoment)]
    pub fn from_moment(
        #[wasm_bindgen(unchecked_param_type = "Moment")] moment: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "string")] lesson: JsValue,
    ) -> Js<Trainer> {
        let moment = Moment::from_node(&arguments::node(&moment)).map_err(to_js)?;
        let mut inner = crate::trainer::Trainer::from_moment(moment).map_err(to_js)?;
        let lesson = lesson.as_string().as_deref().and_then(lessons::find);
        if let Some(lesson) = lesson {
            lesson.name_things(&mut inner);
        }
        Ok(Trainer::new(inner, lesson.map(|lesson| lesson.id.clone())))
    }

    /// Id of the lesson this run was made of, or null.
    #[wasm_bindgen(getter, unchecked_return_type = "string | null")]
    pub fn lesson(&self) -> JsValue {
        self.lesson.as_deref().map_or(JsValue::NULL, JsValue::from_str)
    }

    /// The forward pass and the loss of the current batch; returns the batch's loss.
    pub fn forward(&mut self) -> f64 {
        self.inner.forward()
    }

    /// The backward pass; runs the forward pass first if it is due.
    pub fn backward(&mut self) {
        self.inner.backward();
    }

    /// Completes the current update; runs what is due first.
    pub fn update(&mut self) {
        self.inner.update();
    }

    /// That many updates in one call; returns the last batch loss.
    pub fn train(&mut self, #[wasm_bindgen(unchecked_param_type = "number")] updates: JsValue) -> Js<f64> {
        whole("updates", &updates).and_then(|updates| self.inner.train(updates)).map_err(to_js)
    }

    /// Whether a loss or a parameter is no longer finite. Training stops there by itself.
    #[wasm_bindgen(getter)]
    pub fn diverged(&mut self) -> bool {
        self.inner.diverged()
    }

    /// Goes on by one operation, layer, pass, update or epoch.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn next(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "Granularity")] by: JsValue,
    ) -> Js<JsValue> {
        self.inner.next(granularity(&by).map_err(to_js)?);
        values::step(&self.inner)
    }

    /// Goes back by one operation, layer, pass, update or epoch, exactly to the last bit.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn previous(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "Granularity")] by: JsValue,
    ) -> Js<JsValue> {
        self.inner.previous(granularity(&by).map_err(to_js)?);
        values::step(&self.inner)
    }

    /// Goes to any position already reached or not, exactly to the last bit.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn seek(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] update: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] operation: JsValue,
    ) -> Js<JsValue> {
        let operation = if operation.is_undefined() { Ok(0) } else { whole("operation", &operation) };
        let position = whole("update", &update).and_then(|update| Ok((update, operation?)));
        position.and_then(|(update, operation)| self.inner.seek(update, operation)).map_err(to_js)?;
        values::step(&self.inner)
    }

    /// Back to the start, edits dropped.
    #[wasm_bindgen(unchecked_return_type = "Step")]
    pub fn reset(&mut self) -> Js<JsValue> {
        self.inner.reset();
        values::step(&self.inner)
    }

    /// What is looked at now.
    #[wasm_bindgen(getter, unchecked_return_type = "Step")]
    pub fn step(&self) -> Js<JsValue> {
        values::step(&self.inner)
    }

    /// Sets a weight: a point of history, undone by `previous()` like anything else.
    #[wasm_bindgen(js_name = setWeight)]
    pub fn set_weight(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] unit: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue,
    ) -> Js<()> {
        let change = || {
            let (layer, input, unit) =
                (index("layer", &layer)?, index("input", &input)?, index("unit", &unit)?);
            Ok(Change::Weight { layer, input, unit, value: number(&value)? })
        };
        self.edit(change())
    }

    /// Sets a bias; see `setWeight`.
    #[wasm_bindgen(js_name = setBias)]
    pub fn set_bias(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] unit: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue,
    ) -> Js<()> {
        let change = || {
            Ok(Change::Bias {
                layer: index("layer", &layer)?,
                unit: index("unit", &unit)?,
                value: number(&value)?,
            })
        };
        self.edit(change())
    }

    /// Sets the learning rate; see `setWeight`.
    #[wasm_bindgen(js_name = setLearningRate)]
    pub fn set_learning_rate(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue,
    ) -> Js<()> {
        let change = || Ok(Change::LearningRate { value: number(&value)? });
        self.edit(change())
    }

    /// Sets an input of a sample; see `setWeight`.
    #[wasm_bindgen(js_name = setInput)]
    pub fn set_input(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] sample: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue,
    ) -> Js<()> {
        let change = || {
            Ok(Change::Input {
                sample: index("sample", &sample)?,
                input: index("input", &input)?,
                value: number(&value)?,
            })
        };
        self.edit(change())
    }

    /// Sets a target of a sample; see `setWeight`.
    #[wasm_bindgen(js_name = setTarget)]
    pub fn set_target(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] sample: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] output: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] value: JsValue,
    ) -> Js<()> {
        let change = || {
            Ok(Change::Target {
                sample: index("sample", &sample)?,
                output: index("output", &output)?,
                value: number(&value)?,
            })
        };
        self.edit(change())
    }

    /// How formulas and sentences show numbers and names, for another trainer's `setDisplay`. Without `names` the
    /// network decides.
    #[wasm_bindgen(
        unchecked_return_type = "Display & { digits: number; rounding: \"round\" | \"cut\"; names?: \"article\" | \"index\" }"
    )]
    pub fn display(&self) -> Js<JsValue> {
        values::display_object(self.inner.display())
    }

    /// How formulas and sentences show numbers and names; what is left out stays as it is.
    #[wasm_bindgen(js_name = setDisplay)]
    pub fn set_display(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Display")] display: JsValue,
    ) -> Js<()> {
        let display = values::display(*self.inner.display(), self.usual_names(), &arguments::node(&display));
        display.and_then(|display| self.inner.set_display(display)).map_err(to_js)
    }

    /// The document as it stands now; `new Trainer(t.config())` continues identically.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn config(&self) -> Js<JsValue> {
        values::pack(&self.inner.config_now().document())
    }

    /// The document at the start, the edits since, and the position: what a link holds.
    #[wasm_bindgen(unchecked_return_type = "Required<Moment>")]
    pub fn moment(&self) -> Js<JsValue> {
        values::moment(&self.inner)
    }

    /// Every position reached so far as one running index.
    #[wasm_bindgen(getter, unchecked_return_type = "Timeline")]
    pub fn timeline(&self) -> Js<JsValue> {
        values::timeline(&self.inner)
    }

    /// Goes to the position with this running index.
    #[wasm_bindgen(js_name = seekTimeline, unchecked_return_type = "Step")]
    pub fn seek_timeline(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "number")] index: JsValue,
    ) -> Js<JsValue> {
        whole("index", &index).and_then(|index| self.inner.seek_timeline(index)).map_err(to_js)?;
        values::step(&self.inner)
    }

    /// The running index of a position.
    #[wasm_bindgen(js_name = positionOf)]
    pub fn position_of(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] update: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] operation: JsValue,
    ) -> Js<f64> {
        let index = whole("update", &update)
            .and_then(|update| self.inner.timeline_index(update, whole("operation", &operation)?));
        index.map(|index| index as f64).map_err(to_js)
    }
}
