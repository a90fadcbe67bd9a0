//! A trace as JSON, for programs to read. `trace.schema.json` says what stands where.

use super::document::written;
use super::{Entry, Trace, Traced};
use crate::config::document::Document;
use crate::explain::{Names, Written, number};
use crate::network::Network;
use crate::step::Subject;
use crate::update::Update;
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// The JSON schema of what [`trace`] writes (draft 2020-12).
pub const SCHEMA: &str = include_str!("trace.schema.json");

/// A number; JSON has none that is not finite, so those are written as text.
#[derive(Clone, Copy)]
struct Real(f64);

impl Serialize for Real {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() {
            serializer.serialize_f64(self.0)
        } else {
            serializer.serialize_str(&number::full(self.0))
        }
    }
}

#[derive(Serialize)]
struct TraceObject<'a> {
    format: &'static str,
    version: u32,
    config: Document,
    display: DisplayObject,
    updates: Vec<UpdateObject<'a>>,
    closing: Option<PassObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<&'a str>,
}

#[derive(Serialize)]
struct DisplayObject {
    digits: usize,
    counting: &'static str,
    rounding: &'static str,
    names: &'static str,
}

#[derive(Serialize)]
struct UpdateObject<'a> {
    update: u64,
    epoch: u64,
    samples: &'a [usize],
    inputs: Rows,
    targets: Rows,
    learning_rate: f64,
    predictions: Rows,
    loss: Real,
    before: Vec<LayerObject>,
    gradients: Vec<LayerObject>,
    after: Vec<LayerObject>,
    operations: Vec<OperationObject<'a>>,
}

#[derive(Serialize)]
struct PassObject<'a> {
    update: u64,
    samples: &'a [usize],
    predictions: Rows,
    loss: Real,
    operations: Vec<OperationObject<'a>>,
}

type Rows = Vec<Vec<Real>>;

#[derive(Serialize)]
struct LayerObject {
    weights: Rows,
    biases: Vec<Real>,
}

#[derive(Serialize)]
struct OperationObject<'a> {
    operation: u64,
    phase: &'static str,
    kind: &'static str,
    sample: Option<usize>,
    title: &'a str,
    writes: Option<SubjectObject>,
    reads: Vec<ReadObject>,
    formula: FormulaObject,
    value: Real,
    text: &'a str,
}

#[derive(Serialize)]
struct FormulaObject {
    symbols: String,
    numbers: String,
    result: String,
}

#[derive(Serialize)]
struct SubjectObject {
    kind: &'static str,
    quantity: &'static str,
    layer: Option<usize>,
    unit: Option<usize>,
    input: Option<usize>,
    sample: Option<usize>,
    setting: Option<&'static str>,
    name: String,
}

#[derive(Serialize)]
struct ReadObject {
    #[serde(flatten)]
    subject: SubjectObject,
    value: Option<Real>,
}

/// The whole trace.
///
/// ```
/// # use backprop_stepper::{export::{Trace, json}, lessons};
/// let trace = Trace::of(&lessons::find("article").unwrap().trainer(), 0, 1)?;
/// let text = json::trace(&trace);
/// assert!(text.contains(r#""symbols": "h_1 = i_1\\, w_1 + i_2\\, w_2""#), "{text}");
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn trace(trace: &Trace) -> String {
    let last = trace.updates.last().and_then(|update| Some((update, update.closing.as_ref()?)));
    written(&TraceObject {
        format: "backprop-stepper trace",
        version: 1,
        config: trace.config.document(),
        display: DisplayObject {
            digits: trace.display.digits,
            counting: trace.display.counting.name(),
            rounding: trace.display.rounding.name(),
            names: trace.names.naming().name(),
        },
        updates: trace.updates.iter().map(|update| update_object(trace, update)).collect(),
        closing: last.map(|(update, closing)| PassObject {
            update: update.completed + 1,
            samples: &closing.values.batch.rows,
            predictions: predictions(&closing.values),
            loss: Real(closing.values.loss),
            operations: operations(trace, &closing.entries),
        }),
        ended: trace.ended.as_deref(),
    })
}

fn update_object<'a>(trace: &Trace, update: &'a Traced) -> UpdateObject<'a> {
    let values = &update.values;
    let gradients = values.before.layers.iter().zip(&values.weight_gradients).zip(&values.bias_gradients);
    UpdateObject {
        update: update.completed,
        epoch: update.epoch,
        samples: &values.batch.rows,
        inputs: rows(&values.batch.inputs, values.before.inputs),
        targets: rows(&values.batch.targets, values.before.outputs()),
        learning_rate: update.optimizer.learning_rate(),
        predictions: predictions(values),
        loss: Real(values.loss),
        before: parameters(&values.before),
        gradients: gradients
            .map(|((layer, weights), biases)| LayerObject {
                weights: rows(weights, layer.units),
                biases: biases.iter().copied().map(Real).collect(),
            })
            .collect(),
        after: parameters(&values.after),
        operations: operations(trace, &update.entries),
    }
}

fn rows(numbers: &[f64], width: usize) -> Rows {
    numbers.chunks(width.max(1)).map(|row| row.iter().copied().map(Real).collect()).collect()
}

fn predictions(values: &Update) -> Rows {
    let outputs = values.before.outputs();
    values.values.activations.last().map(|last| rows(last, outputs)).unwrap_or_default()
}

fn parameters(network: &Network) -> Vec<LayerObject> {
    let layers = network.layers.iter().map(|layer| LayerObject {
        weights: rows(&layer.weights, layer.units),
        biases: layer.biases.iter().copied().map(Real).collect(),
    });
    layers.collect()
}

fn operations<'a>(trace: &Trace, entries: &'a [Entry]) -> Vec<OperationObject<'a>> {
    let object = |entry: &'a Entry| {
        let Entry { step, explanation, .. } = entry;
        let Written { symbols, numbers, result } = explanation.formula.latex(&trace.display);
        let side = explanation.formula.sides.last();
        let leaves = side.map(|side| side.leaves()).unwrap_or_default();
        let mut values: HashMap<Subject, Option<f64>> = HashMap::with_capacity(leaves.len());
        for leaf in leaves {
            if let Some(subject) = leaf.subject {
                values.entry(subject).or_insert(leaf.value);
            }
        }
        OperationObject {
            operation: step.operation,
            phase: step.phase.name(),
            kind: step.kind.map_or("start", |kind| kind.name()),
            sample: step.sample,
            title: &explanation.title,
            writes: step.subject.map(|subject| subject_object(&trace.names, &subject)),
            reads: explanation
                .reads
                .iter()
                .map(|subject| ReadObject {
                    subject: subject_object(&trace.names, subject),
                    value: values.get(subject).copied().flatten().map(Real),
                })
                .collect(),
            formula: FormulaObject { symbols, numbers, result },
            value: Real(step.value),
            text: &explanation.text,
        }
    };
    entries.iter().map(object).collect()
}

fn subject_object(names: &Names, subject: &Subject) -> SubjectObject {
    SubjectObject {
        kind: subject.kind.name(),
        quantity: subject.quantity.name(),
        layer: subject.layer,
        unit: subject.unit,
        input: subject.input,
        sample: subject.sample,
        setting: subject.setting,
        name: names.subject(subject),
    }
}
