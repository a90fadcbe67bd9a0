//! Changes of the experiment: layers, functions, optimizer, start.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::config::Config;
use crate::config::change::{Changed, SetupChange};
use crate::config::choices::Choices;
use crate::config::document::Document;
use crate::error::{Error, Result};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("setup.d.ts");

#[derive(Serialize)]
struct ChangedObject {
    config: Document,
    note: String,
}

/// Everything that can be chosen in an experiment, with a short title each.
#[wasm_bindgen(unchecked_return_type = "Choices")]
pub fn choices() -> Js<JsValue> {
    pack(&Choices::all())
}

/// A config document with one change: at its start, and what else had to change in plain sentences.
#[wasm_bindgen(js_name = changeConfig, unchecked_return_type = "Changed")]
pub fn change_config(
    #[wasm_bindgen(unchecked_param_type = "Config")] config: JsValue,
    #[wasm_bindgen(unchecked_param_type = "SetupChange")] change: JsValue,
) -> Js<JsValue> {
    let changed = || Config::from_node(&arguments::node(&config))?.changed(&read(&change)?);
    packed(changed())
}

#[wasm_bindgen]
impl Trainer {
    /// The document to start another run from: the numbers as they stand at the start of the current update, without
    /// a `state`. Weights that the document does not give and nothing has changed stay absent.
    #[wasm_bindgen(unchecked_return_type = "Config")]
    pub fn experiment(&self) -> Js<JsValue> {
        pack(&self.inner.experiment().document())
    }

    /// `experiment()` with one change; see `changeConfig`. This trainer stays as it is.
    #[wasm_bindgen(unchecked_return_type = "Changed")]
    pub fn changed(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SetupChange")] change: JsValue,
    ) -> Js<JsValue> {
        packed(read(&change).and_then(|change| self.inner.changed(&change)))
    }

    /// `[fan_in][units]` of a layer: 1 where no update changes the weight, 0 where it is trained.
    #[wasm_bindgen(js_name = frozenWeights)]
    pub fn frozen_weights(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<u8>> {
        let read = |layer| {
            let weights = self.inner.weights(layer)?.len();
            let layers = &self.inner.network().layers;
            let frozen = |index| layers.get(layer).is_some_and(|layer| layer.is_frozen(index));
            Ok((0..weights).map(|index| u8::from(frozen(index))).collect())
        };
        arguments::index("layer", &layer).and_then(read).map_err(to_js)
    }

    /// What the experiment consists of, without its numbers.
    #[wasm_bindgen(unchecked_return_type = "Setup")]
    pub fn setup(&self) -> Js<JsValue> {
        pack(&self.inner.config().summary())
    }
}

/// A change is an argument: what is wrong with it is a range error.
fn read(change: &JsValue) -> Result<SetupChange> {
    SetupChange::from_node(&arguments::node(change))
        .map_err(|error| Error::range("change", error.to_string()))
}

pub(super) fn packed(changed: Result<Changed>) -> Js<JsValue> {
    let Changed { config, notes } = changed.map_err(to_js)?;
    pack(&ChangedObject { config: config.document(), note: notes.join(" ") })
}
