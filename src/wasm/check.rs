//! The gradient check, as a verdict and weight by weight.

use super::trainer::Trainer;
use super::values::pack;
use crate::explain;
use crate::step::{Quantity, Subject};
use crate::trainer::ParameterCheck;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("check.d.ts");

/// So many disagreements are told one by one, the worst first.
const TOLD: usize = 100;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Verdict {
    max_relative_error: f64,
    worst: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Checks {
    text: String,
    checks: Vec<Check>,
    compared: usize,
    in_kinks: usize,
    parameters: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Check {
    name: String,
    key: String,
    analytic: f64,
    numeric: f64,
    relative_error: f64,
    relative_error_text: String,
}

fn subject(check: &ParameterCheck) -> Subject {
    Subject::parameter(Quantity::Value, check.layer, check.input, check.unit, None)
}

#[wasm_bindgen]
impl Trainer {
    /// Analytic gradients against central differences.
    #[wasm_bindgen(
        js_name = gradientCheck,
        unchecked_return_type = "{ maxRelativeError: number; worst: string }"
    )]
    pub fn gradient_check(&self) -> Result<JsValue, JsValue> {
        let check = self.inner.gradient_check();
        let names = explain::names(&self.inner);
        let worst = check.checked.first().map(|worst| names.subject(&subject(worst))).unwrap_or_default();
        pack(&Verdict { max_relative_error: check.max_relative_error(), worst })
    }

    /// The same weight by weight, the worst first.
    #[wasm_bindgen(js_name = gradientChecks, unchecked_return_type = "GradientChecks")]
    pub fn gradient_checks(&self) -> Result<JsValue, JsValue> {
        let check = self.inner.gradient_check();
        let names = explain::names(&self.inner);
        let told = check.checked.iter().take(TOLD).map(|check| Check {
            name: names.subject(&subject(check)),
            key: subject(check).key(),
            analytic: check.analytic,
            numeric: check.numeric,
            relative_error: check.relative_error(),
            relative_error_text: explain::words::relative_error(check.relative_error()),
        });
        pack(&Checks {
            text: explain::words::gradient_check(&names, &check),
            checks: told.collect(),
            compared: check.checked.len(),
            in_kinks: check.in_kinks,
            parameters: check.parameters,
        })
    }
}
