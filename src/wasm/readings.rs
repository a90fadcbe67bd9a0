//! Everything that can be read of a trainer at its position.

use super::arguments::{self, index};
use super::errors::to_js;
use super::trainer::Trainer;
use super::values;
use crate::error::Result;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

impl Trainer {
    fn layer(
        &self,
        layer: &JsValue,
        read: impl Fn(&crate::trainer::Trainer, usize) -> Result<Vec<f64>>,
    ) -> Js<Vec<f64>> {
        index("layer", layer).and_then(|layer| read(&self.inner, layer)).map_err(to_js)
    }
}

#[wasm_bindgen]
impl Trainer {
    /// The prediction with the weights as they stand now.
    pub fn predict(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array | number[]")] inputs: JsValue,
    ) -> Js<Vec<f64>> {
        let inputs = arguments::numbers("inputs", &inputs, crate::config::limits::WIDTH);
        inputs.and_then(|inputs| self.inner.predict(&inputs)).map_err(to_js)
    }

    /// `[fan_in][units]`, at their new values after their own update operations.
    pub fn weights(&self, #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::weights)
    }

    /// `[units]`; empty where there is no bias.
    pub fn biases(&self, #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::biases)
    }

    /// `[fan_in][units]`, means over the batch; NaN where not computed yet.
    #[wasm_bindgen(js_name = weightGradients)]
    pub fn weight_gradients(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::weight_gradients)
    }

    /// `[units]`, means over the batch; NaN where not computed yet, empty where there is no bias.
    #[wasm_bindgen(js_name = biasGradients)]
    pub fn bias_gradients(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::bias_gradients)
    }

    /// `[samples][units]` of the current batch; NaN where not computed yet.
    #[wasm_bindgen(js_name = preActivations)]
    pub fn pre_activations(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::pre_activations)
    }

    /// `[samples][units]` of the current batch; NaN where not computed yet.
    pub fn activations(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::activations)
    }

    /// `[samples][units]` of the current batch; NaN where not computed yet.
    pub fn deltas(&self, #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue) -> Js<Vec<f64>> {
        self.layer(&layer, crate::trainer::Trainer::deltas)
    }

    /// What the optimizer keeps of a layer's weights, `[fan_in][units]`, at its new values after their own
    /// operations; empty where it keeps no such number.
    pub fn moments(
        &self,
        #[wasm_bindgen(unchecked_param_type = "MomentName")] name: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        let moment = arguments::moment(&name).map_err(to_js)?;
        self.layer(&layer, |trainer, layer| trainer.weight_moments(moment, layer))
    }

    /// The same of its biases, `[units]`.
    #[wasm_bindgen(js_name = biasMoments)]
    pub fn bias_moments(
        &self,
        #[wasm_bindgen(unchecked_param_type = "MomentName")] name: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] layer: JsValue,
    ) -> Js<Vec<f64>> {
        let moment = arguments::moment(&name).map_err(to_js)?;
        self.layer(&layer, |trainer, layer| trainer.bias_moments(moment, layer))
    }

    /// Batch loss of every update so far.
    pub fn losses(&self) -> Vec<f64> {
        self.inner.losses().to_vec()
    }

    /// Batch loss of every update that was ever reached, also beyond the position.
    #[wasm_bindgen(js_name = lossHistory)]
    pub fn loss_history(&self) -> Vec<f64> {
        self.inner.history().to_vec()
    }

    /// The learning rate as it stands.
    #[wasm_bindgen(getter, js_name = learningRate)]
    pub fn learning_rate(&self) -> f64 {
        self.inner.optimizer().learning_rate()
    }

    /// Rows of the data set that the current batch has.
    #[wasm_bindgen(js_name = batchRows, unchecked_return_type = "number[]")]
    pub fn batch_rows(&self) -> Js<JsValue> {
        values::pack(&self.inner.batch_rows())
    }

    /// Which of `count` rows of the data set from `first` on the current batch has: 1 for those, 0 for the others.
    #[wasm_bindgen(js_name = inBatch)]
    pub fn in_batch(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] first: JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] count: JsValue,
    ) -> Js<Vec<u8>> {
        let marks = || Ok(self.inner.in_batch(index("first", &first)?, index("count", &count)?));
        marks().map(|marks| marks.into_iter().map(u8::from).collect()).map_err(to_js)
    }

    /// The data set as it stands: `count` rows, at most and by default 200, from `first` on.
    #[wasm_bindgen(unchecked_return_type = "{ inputs: number[][]; targets: number[][] }")]
    pub fn samples(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] first: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] count: JsValue,
    ) -> Js<JsValue> {
        let first = if first.is_undefined() { Ok(0) } else { index("first", &first) };
        let count = if count.is_undefined() { Ok(usize::MAX) } else { index("count", &count) };
        let (first, count) = first.and_then(|first| Ok((first, count?))).map_err(to_js)?;
        values::samples(&self.inner, first, count)
    }

    /// The network's sizes.
    #[wasm_bindgen(unchecked_return_type = "Shape")]
    pub fn shape(&self) -> Js<JsValue> {
        values::shape(&self.inner)
    }
}
