//! Why a run stopped.

use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::explain;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Where a run stops because a number is no longer finite. */
export interface Divergence {
  /** Updates completed before; the next one is not finite. */
  update: number;
  /** The first number that is not. */
  subject: Subject;
  /** The same in words, and why it usually happens. */
  text: string;
  /** The position and the reason alone, where there is little room. */
  short: string;
}
"#;

#[derive(Serialize)]
struct DivergenceObject {
    update: u64,
    subject: SubjectObject,
    text: String,
    short: String,
}

#[wasm_bindgen]
impl Trainer {
    /// What stops the training here, or null where it can go on.
    #[wasm_bindgen(unchecked_return_type = "Divergence | null")]
    pub fn divergence(&mut self) -> Js<JsValue> {
        let Some(found) = self.inner.divergence() else { return Ok(JsValue::NULL) };
        let names = explain::names(&self.inner);
        pack(&DivergenceObject {
            update: found.update,
            subject: SubjectObject::new(&found.subject, names.subject(&found.subject)),
            text: explain::words::divergence(&names, self.inner.optimizer(), &found),
            short: format!(
                "Training stops at update {}. {}",
                found.update,
                explain::words::cause(found.cause)
            ),
        })
    }
}
