//! Plain objects for JavaScript.

use super::errors::plain;
use crate::config::node::Node;
use crate::config::place::Place;
use crate::error::{Error, Result};
use crate::explain::{self, Counting, Display, Naming, Rounding, Written};
use crate::network::Bias;
use crate::step::Subject;
use crate::trainer::{Edit, Trainer};
use serde::Serialize;
use wasm_bindgen::JsValue;

type Js<T> = std::result::Result<T, JsValue>;

/// Packs a plain structure: maps become objects, what is absent becomes null.
pub(super) fn pack(value: &(impl Serialize + ?Sized)) -> Js<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| plain(error.to_string()))
}

#[derive(Serialize)]
pub(super) struct SubjectObject {
    kind: &'static str,
    quantity: &'static str,
    layer: Option<usize>,
    unit: Option<usize>,
    input: Option<usize>,
    sample: Option<usize>,
    setting: Option<&'static str>,
    name: String,
}

impl SubjectObject {
    pub(super) fn new(subject: &Subject, name: String) -> Self {
        SubjectObject {
            kind: subject.kind.name(),
            quantity: subject.quantity.name(),
            layer: subject.layer,
            unit: subject.unit,
            input: subject.input,
            sample: subject.sample,
            setting: subject.setting,
            name,
        }
    }
}

#[derive(Serialize)]
struct FormulaObject {
    symbols: String,
    numbers: String,
    result: String,
}

#[derive(Serialize)]
struct StepObject {
    update: u64,
    epoch: u64,
    phase: &'static str,
    operation: u64,
    operations: u64,
    sample: Option<usize>,
    kind: &'static str,
    subject: Option<SubjectObject>,
    reads: Vec<SubjectObject>,
    value: f64,
    formula: FormulaObject,
    text: String,
}

/// The current step with its formula and sentence.
pub(super) fn step(trainer: &Trainer) -> Js<JsValue> {
    let step = trainer.step();
    let explanation = explain::of(trainer);
    let names = explain::names(trainer);
    let subject = |subject: &Subject| SubjectObject::new(subject, names.subject(subject));
    let Written { symbols, numbers, result } = explanation.formula.latex(trainer.display());
    pack(&StepObject {
        update: step.update,
        epoch: step.epoch,
        phase: step.phase.name(),
        operation: step.operation,
        operations: step.operations,
        sample: step.sample,
        kind: step.kind.map_or("start", |kind| kind.name()),
        subject: step.subject.as_ref().map(subject),
        reads: explanation.reads.iter().map(subject).collect(),
        value: step.value,
        formula: FormulaObject { symbols, numbers, result },
        text: explanation.text,
    })
}

#[derive(Serialize)]
struct MomentObject {
    config: crate::config::document::Document,
    edits: Vec<Edit>,
    position: (u64, u64),
}

/// What a link holds.
pub(super) fn moment(trainer: &Trainer) -> Js<JsValue> {
    let moment = trainer.moment();
    pack(&MomentObject { config: moment.config.document(), edits: moment.edits, position: moment.position })
}

#[derive(Serialize)]
struct TimelineObject {
    index: u64,
    length: u64,
    reached: u64,
}

/// The positions reached.
pub(super) fn timeline(trainer: &Trainer) -> Js<JsValue> {
    let timeline = trainer.timeline();
    pack(&TimelineObject { index: timeline.index, length: timeline.length, reached: timeline.reached })
}

#[derive(Serialize)]
struct SamplesObject<'a> {
    inputs: Vec<&'a [f64]>,
    targets: Vec<&'a [f64]>,
}

/// How many rows of a data set a page gets to see at once.
const ROWS: usize = 200;

/// The data set as it stands, from a row on.
pub(super) fn samples(trainer: &Trainer, first: usize, count: usize) -> Js<JsValue> {
    let data = trainer.dataset();
    let rows = first..data.len().min(first.saturating_add(count.min(ROWS)));
    pack(&SamplesObject {
        inputs: rows.clone().map(|row| data.inputs(row)).collect(),
        targets: rows.map(|row| data.targets(row)).collect(),
    })
}

#[derive(Serialize)]
struct ShapeObject {
    inputs: usize,
    layers: Vec<LayerObject>,
    parameters: usize,
    samples: usize,
    numbers: usize,
}

#[derive(Serialize)]
struct LayerObject {
    units: usize,
    activation: &'static str,
    bias: BiasObject,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BiasObject {
    Switch(bool),
    Word(&'static str),
}

/// The network's sizes.
pub(super) fn shape(trainer: &Trainer) -> Js<JsValue> {
    let network = trainer.network();
    let layers = network.layers.iter().map(|layer| LayerObject {
        units: layer.units,
        activation: layer.activation.name(),
        bias: match layer.bias {
            Bias::Absent => BiasObject::Switch(false),
            Bias::Trained => BiasObject::Switch(true),
            Bias::Frozen => BiasObject::Word("frozen"),
        },
    });
    pack(&ShapeObject {
        inputs: network.inputs,
        layers: layers.collect(),
        parameters: network.parameters(),
        samples: trainer.dataset().len(),
        numbers: trainer.size(),
    })
}

#[derive(Serialize)]
struct DisplayObject {
    digits: usize,
    rounding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<&'static str>,
    // Only where they are not as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    counting: Option<&'static str>,
    #[serde(skip_serializing_if = "is_off")]
    exact: bool,
    #[serde(skip_serializing_if = "is_off")]
    paper: bool,
}

fn is_off(on: &bool) -> bool {
    !on
}

/// Display settings for JavaScript.
pub(super) fn display_object(display: &Display) -> Js<JsValue> {
    pack(&DisplayObject {
        digits: display.digits,
        rounding: display.rounding.name(),
        names: display.names.map(Naming::name),
        counting: (display.counting != Counting::default()).then(|| display.counting.name()),
        exact: display.exact,
        paper: display.paper,
    })
}

/// Display settings from JavaScript, `usual` being the names that are used where nobody chose. These are arguments, so what is wrong is a range error.
pub(super) fn display(current: Display, usual: Option<Naming>, node: &Node) -> Result<Display> {
    let read = || {
        let fields = Place::root(node).object(
            "an object with digits, counting, rounding, names, exact and paper",
            &["digits", "counting", "rounding", "names", "exact", "paper"],
        )?;
        let mut display = current;
        if let Some(place) = fields.get("digits") {
            display.digits = place.whole(1, 17)? as usize;
        }
        if let Some(place) = fields.get("rounding") {
            display.rounding = place.choice(&Rounding::ALL, Rounding::name)?;
        }
        if let Some(place) = fields.get("names") {
            let names = [Some(Naming::Article), Some(Naming::Index), None];
            let chosen = place.choice(&names, |naming| naming.map_or("usual", Naming::name))?;
            display.names = chosen.or(usual);
        }
        if let Some(place) = fields.get("counting") {
            display.counting = place.choice(&Counting::ALL, Counting::name)?;
        }
        if let Some(place) = fields.get("exact") {
            display.exact = place.bool()?;
        }
        if let Some(place) = fields.get("paper") {
            display.paper = place.bool()?;
        }
        Ok(display)
    };
    read().map_err(|error: Error| Error::range("display", error.to_string()))
}
