//! Data sets: tables pasted or opened from files, generators, what is known of a trainer's data.

use super::arguments::{self, index};
use super::errors::{self, to_js};
use super::setup::packed;
use super::trainer::Trainer;
use super::values::pack;
use crate::config::data::Source;
use crate::config::place::Place;
use crate::dataset::generate::Generator;
use crate::dataset::iris;
use crate::dataset::table::{self, Column, Options, Separator, Table, Values};
use crate::error::{Error, Result};
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("table.d.ts");

/// How many rows of a table a page gets to see before it decides.
const PREVIEW: usize = 5;

/// A text that is longer than this is no data set.
const MOST_TEXT: u32 = 1 << 26;

#[derive(Serialize)]
struct TableObject {
    separator: &'static str,
    header: bool,
    decimal: &'static str,
    rows: usize,
    columns: Vec<ColumnObject>,
    inputs: Vec<usize>,
    targets: Vec<usize>,
}

#[derive(Serialize)]
struct ColumnObject {
    name: String,
    kind: &'static str,
    classes: Vec<String>,
    preview: Vec<String>,
}

impl ColumnObject {
    fn new(column: Column, rows: usize) -> Self {
        let preview = (0..rows.min(PREVIEW)).map(|row| column.text(row)).collect();
        let (kind, classes) = match column.values {
            Values::Numbers(_) => ("number", Vec::new()),
            Values::Classes { names, .. } => ("class", names),
        };
        ColumnObject { name: column.name, kind, classes, preview }
    }
}

/// Reads a table as text. Throws a `RangeError` with `line` and `column` (from 1, or null) where it is wrong.
#[wasm_bindgen(js_name = readTable, unchecked_return_type = "TableSummary")]
pub fn read_table(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "TableOptions")] options: JsValue,
) -> Js<JsValue> {
    let table = table_of(&text, &options)?;
    let (inputs, targets) = table.likely();
    let Table { separator, header, decimal_comma, rows, columns } = table;
    pack(&TableObject {
        separator: separator.name(),
        header,
        decimal: if decimal_comma { "comma" } else { "point" },
        rows,
        columns: columns.into_iter().map(|column| ColumnObject::new(column, rows)).collect(),
        inputs,
        targets,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SamplesObject<'a> {
    inputs: Vec<&'a [f64]>,
    targets: Vec<&'a [f64]>,
    input_names: Vec<String>,
    target_names: Vec<String>,
}

/// The samples of a table, with these of its columns as inputs and targets.
#[wasm_bindgen(js_name = tableData, unchecked_return_type = "TableSamples")]
pub fn table_data(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "TableOptions | undefined")] options: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] inputs: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] targets: JsValue,
) -> Js<JsValue> {
    let inputs = columns("inputs", &inputs).map_err(to_js)?;
    let targets = columns("targets", &targets).map_err(to_js)?;
    let samples =
        table_of(&text, &options)?.data(&inputs, &targets).map_err(|error| errors::table(&error))?;
    let data = &samples.dataset;
    pack(&SamplesObject {
        inputs: (0..data.len()).map(|row| data.inputs(row)).collect(),
        targets: (0..data.len()).map(|row| data.targets(row)).collect(),
        input_names: samples.inputs,
        target_names: samples.targets,
    })
}

fn table_of(text: &JsValue, options: &JsValue) -> Js<Table> {
    let long = text.dyn_ref::<js_sys::JsString>().is_some_and(|text| text.length() > MOST_TEXT);
    let text = if long { None } else { text.as_string() };
    let text = text.ok_or_else(|| {
        to_js(Error::range("text", format!("expected text of at most {MOST_TEXT} characters")))
    })?;
    let options = options_of(options).map_err(to_js)?;
    table::read(&text, &options).map_err(|error| errors::table(&error))
}

/// These are arguments, so what is wrong is a range error.
fn options_of(value: &JsValue) -> Result<Options> {
    if value.is_undefined() {
        return Ok(Options::default());
    }
    let node = arguments::node(value);
    let read = || {
        let what = "an object with separator, header and classes";
        let fields = Place::root(&node).object(what, &["separator", "header", "classes"])?;
        let separator = fields.get("separator").map(|place| place.choice(&Separator::ALL, Separator::name));
        let classes = match fields.get("classes") {
            Some(place) => place
                .list("a list of columns")?
                .iter()
                .map(|item| Ok(item.whole(0, u64::from(u32::MAX))? as usize))
                .collect::<Result<Vec<_>>>()?,
            None => Vec::new(),
        };
        let header = fields.get("header").map(|place| place.bool()).transpose()?;
        Ok(Options { separator: separator.transpose()?, header, classes })
    };
    read().map_err(|error: Error| Error::range("options", error.to_string()))
}

fn columns(name: &'static str, value: &JsValue) -> Result<Vec<usize>> {
    let numbers = arguments::numbers(name, value, 1 << 12)?;
    let column = |number: f64| index(name, &JsValue::from_f64(number));
    numbers.into_iter().map(column).collect()
}

#[derive(Serialize)]
struct GeneratorObject {
    id: &'static str,
    title: &'static str,
    kind: &'static str,
    inputs: usize,
    outputs: usize,
    samples: usize,
}

/// Every data set that a config can name, in the order in which they are offered.
#[wasm_bindgen(unchecked_return_type = "DataSetInfo[]")]
pub fn generators() -> Js<JsValue> {
    let generator = |generator: Generator| GeneratorObject {
        id: generator.name(),
        title: generator.title(),
        kind: "generator",
        inputs: generator.inputs(),
        outputs: 1,
        samples: generator.usual_samples(),
    };
    let mut all: Vec<_> = Generator::ALL.into_iter().map(generator).collect();
    all.push(GeneratorObject {
        id: iris::NAME,
        title: iris::TITLE,
        kind: "dataset",
        inputs: iris::INPUTS.len(),
        outputs: iris::SPECIES.len(),
        samples: iris::ROWS,
    });
    pack(&all)
}

#[derive(Serialize)]
struct SourceObject {
    source: &'static str,
    name: Option<&'static str>,
    samples: usize,
    noise: Option<f64>,
    seed: Option<u64>,
    standardise: bool,
    test: Option<TestObject>,
}

#[derive(Serialize)]
struct TestObject {
    fraction: f64,
    seed: u64,
    samples: usize,
}

#[wasm_bindgen]
impl Trainer {
    /// `experiment()` with other data, its network resized where they need it. This trainer stays as it is.
    #[wasm_bindgen(js_name = withData, unchecked_return_type = "Changed")]
    pub fn with_data(
        &self,
        #[wasm_bindgen(unchecked_param_type = "DataDocument")] data: JsValue,
    ) -> Js<JsValue> {
        let experiment = self.inner.experiment();
        let data = experiment.read_data(&arguments::node(&data));
        packed(data.and_then(|data| experiment.with_data(data)))
    }

    /// `experiment()` with the same samples prepared in another way.
    #[wasm_bindgen(js_name = withPreparation, unchecked_return_type = "Changed")]
    pub fn with_preparation(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Preparation")] preparation: JsValue,
    ) -> Js<JsValue> {
        let experiment = self.inner.experiment();
        let preparation = experiment.read_preparation(&arguments::node(&preparation));
        let data = preparation.map(|preparation| experiment.data.with_preparation(preparation));
        packed(data.and_then(|data| experiment.with_data(data)))
    }

    /// `experiment()` with one sample more at the end, all of it 0.
    #[wasm_bindgen(js_name = withSample, unchecked_return_type = "Changed")]
    pub fn with_sample(&self) -> Js<JsValue> {
        let experiment = self.inner.experiment();
        packed(experiment.with_data(experiment.data.with_sample()))
    }

    /// `experiment()` with one sample less.
    #[wasm_bindgen(js_name = withoutSample, unchecked_return_type = "Changed")]
    pub fn without_sample(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] sample: JsValue,
    ) -> Js<JsValue> {
        let experiment = self.inner.experiment();
        let row = index("sample", &sample).and_then(|row| experiment.existing_sample(row));
        packed(row.and_then(|row| experiment.with_data(experiment.data.without_sample(row))))
    }

    /// Where the samples come from, as far as no edit has changed them, and what was done to them.
    #[wasm_bindgen(js_name = dataSource, unchecked_return_type = "DataSource")]
    pub fn data_source(&self) -> Js<JsValue> {
        let data = self.inner.dataset();
        let (source, preparation) = self.inner.data_source();
        let recipe = match source {
            Source::Generated(recipe) => Some(recipe),
            _ => None,
        };
        let test = |test: crate::dataset::TestSplit| TestObject {
            fraction: test.fraction,
            seed: test.seed,
            samples: data.test_rows().len(),
        };
        pack(&SourceObject {
            source: match source {
                Source::Rows => "rows",
                Source::Generated(_) => "generator",
                Source::Iris => "dataset",
            },
            name: match source {
                Source::Rows => None,
                Source::Generated(recipe) => Some(recipe.generator.name()),
                Source::Iris => Some(iris::NAME),
            },
            samples: data.len(),
            noise: recipe.map(|recipe| recipe.noise),
            seed: recipe.map(|recipe| recipe.seed),
            standardise: preparation.standardise,
            test: preparation.test.map(test),
        })
    }

    /// What the columns of the data set are called; without `inputs` or `targets` where those have no names.
    #[wasm_bindgen(js_name = dataNames, unchecked_return_type = "DataNames")]
    pub fn data_names(&self) -> Js<JsValue> {
        pack(self.inner.config().data.names())
    }

    /// Why softmax with the categorical cross-entropy would suit the samples better than the loss there is; null where
    /// it would not.
    #[wasm_bindgen(js_name = lossAdvice, unchecked_return_type = "string | null")]
    pub fn loss_advice(&self) -> JsValue {
        self.inner.loss_advice().map_or(JsValue::NULL, |advice| JsValue::from_str(&advice))
    }

    /// The loss of the rows that are not trained on, with the parameters as they stand now; null where there are
    /// none.
    #[wasm_bindgen(js_name = testLoss, unchecked_return_type = "number | null")]
    pub fn test_loss(&self) -> JsValue {
        self.inner.test_loss().map_or(JsValue::NULL, JsValue::from_f64)
    }

    /// That loss at the start of the run and of every epoch that was reached, also beyond the position: pairs of
    /// update and loss, `[pairs][2]`.
    #[wasm_bindgen(js_name = testHistory)]
    pub fn test_history(&self) -> Vec<f64> {
        self.inner.test_history().into_iter().flat_map(|(update, loss)| [update as f64, loss]).collect()
    }

    /// The rows of the data set that are trained on.
    #[wasm_bindgen(js_name = trainRows, unchecked_return_type = "number[]")]
    pub fn train_rows(&self) -> Js<JsValue> {
        pack(self.inner.dataset().train_rows())
    }

    /// The rows of the data set that are only tested on.
    #[wasm_bindgen(js_name = testRows, unchecked_return_type = "number[]")]
    pub fn test_rows(&self) -> Js<JsValue> {
        pack(self.inner.dataset().test_rows())
    }
}
