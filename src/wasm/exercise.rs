//! The next number, asked for.

use super::arguments;
use super::errors::to_js;
use super::trainer::Trainer;
use super::values::pack;
use crate::exercise::{self, Exercise, Judgement, Score};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

type Js<T> = std::result::Result<T, JsValue>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("exercise.d.ts");

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionObject {
    title: String,
    text: String,
    is_change: bool,
}

#[derive(Serialize)]
struct HintsObject {
    rule: String,
    numbers: String,
}

#[derive(Serialize)]
struct JudgementObject {
    verdict: &'static str,
    text: String,
    mistakes: Vec<&'static str>,
}

#[derive(Serialize)]
struct MistakeObject {
    kind: &'static str,
    value: f64,
    text: String,
}

impl Trainer {
    /// Something about the next operation; null where it has no exercise.
    fn exercise<T: Serialize>(&mut self, put: impl FnOnce(&Exercise<'_>) -> T) -> Js<JsValue> {
        pack(&exercise::next(&mut self.inner, put))
    }
}

#[wasm_bindgen]
impl Trainer {
    /// Asks for what the next operation gives; of a parameter's update, for its change. Null at the end of an update,
    /// where the number is not finite, and where it is known already. The position stays where it is.
    #[wasm_bindgen(unchecked_return_type = "Question | null")]
    pub fn question(&mut self) -> Js<JsValue> {
        self.exercise(|exercise| QuestionObject {
            title: exercise.title(),
            text: exercise.question(),
            is_change: exercise.is_change(),
        })
    }

    /// Why the next operation is not asked for, in a sentence: softmax has read its result before its turn. Null where
    /// that is not known already.
    #[wasm_bindgen(js_name = toldAlready, unchecked_return_type = "string | null")]
    pub fn told_already(&mut self) -> Js<JsValue> {
        pack(&exercise::told_already(&mut self.inner))
    }

    /// The rule of the next operation, and with its numbers, as MathML; null where there is no question.
    #[wasm_bindgen(unchecked_return_type = "Hints | null")]
    pub fn hints(&mut self) -> Js<JsValue> {
        self.exercise(|exercise| {
            let written = exercise.hints();
            HintsObject { rule: written.symbols, numbers: written.numbers }
        })
    }

    /// What is said of an answer as it was typed: `-0.4`, `0,5`, `1e-3` or `1/3`. Null where there is no question. Throws
    /// a `RangeError` where it is no number.
    #[wasm_bindgen(unchecked_return_type = "Judgement | null")]
    pub fn judge(&mut self, #[wasm_bindgen(unchecked_param_type = "string")] answer: JsValue) -> Js<JsValue> {
        let answer = arguments::text("answer", &answer).map_err(to_js)?;
        let judged = exercise::next(&mut self.inner, |exercise| exercise.judge(&answer));
        let object = |Judgement { verdict, text, mistakes }| {
            let mut kinds = Vec::new();
            for kind in mistakes.iter().map(|mistake| mistake.slip().name()) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            JudgementObject { verdict: verdict.name(), text, mistakes: kinds }
        };
        pack(&judged.transpose().map_err(to_js)?.map(object))
    }

    /// The answer in a sentence; null where there is no question.
    #[wasm_bindgen(unchecked_return_type = "string | null")]
    pub fn solution(&mut self) -> Js<JsValue> {
        self.exercise(|exercise| exercise.solution())
    }

    /// The common mistakes that give another number than the right one, for whoever makes exercises of their own; null
    /// where there is no question.
    #[wasm_bindgen(unchecked_return_type = "CommonMistake[] | null")]
    pub fn mistakes(&mut self) -> Js<JsValue> {
        self.exercise(|exercise| {
            let object = |offered: exercise::Offered| MistakeObject {
                kind: offered.mistake.slip().name(),
                value: offered.value,
                text: offered.text(),
            };
            exercise.mistakes().into_iter().map(object).collect::<Vec<_>>()
        })
    }
}

/// How many numbers were predicted, in a sentence: right at the first attempt without a hint, right later, shown. Empty
/// where none was asked for.
#[wasm_bindgen(js_name = scoreText)]
pub fn score_text(
    #[wasm_bindgen(unchecked_param_type = "number")] first: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] later: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] shown: JsValue,
) -> Js<String> {
    let count = |name, value: &JsValue| {
        arguments::whole(name, value).map(|count| u32::try_from(count).unwrap_or(u32::MAX))
    };
    let read = || {
        Ok(Score {
            first: count("first", &first)?,
            later: count("later", &later)?,
            shown: count("shown", &shown)?,
        })
    };
    read().map(|score| score.text()).map_err(to_js)
}
