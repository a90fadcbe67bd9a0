//! Why a run stopped.

use super::trainer::Trainer;
use super::values::{SubjectObject, pack};
use crate::explain::{self, Names};
use crate::step::SubjectKind;
use crate::trainer::Divergence;
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
}
"#;

#[derive(Serialize)]
struct DivergenceObject {
    update: u64,
    subject: SubjectObject,
    text: String,
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
            text: words(&names, &found),
        })
    }
}

fn words(names: &Names, divergence: &Divergence) -> String {
    let name = names.subject(&divergence.subject);
    let what = match divergence.subject.kind {
        SubjectKind::Loss => "the loss".to_owned(),
        SubjectKind::Weight => format!("the weight {name}"),
        SubjectKind::Bias => format!("the bias {name}"),
        _ => name,
    };
    let why = if divergence.update == 0 {
        "These weights, or the data, are so large that their products are beyond what a computer can hold."
    } else {
        "Usually the learning rate is too high: each step overshoots by more than the one before, and the weights \
         explode. A smaller one helps."
    };
    let number = divergence.update + 1;
    format!(
        "Training stops before update {number}, in which {what} is no longer finite; every number up to here is. \
         {why} Reset starts over."
    )
}
