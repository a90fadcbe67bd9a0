//! A step in other arithmetics: as an exact fraction, and as on paper.

use super::trainer::Trainer;
use super::values::pack;
use crate::explain::Naming;
use crate::explain::figures::{self, Figure};
use crate::lessons;
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("figures.d.ts");

#[derive(Serialize)]
struct FiguresObject {
    exact: Option<FigureObject>,
    paper: Option<FigureObject>,
}

#[derive(Serialize)]
struct FigureObject {
    numbers: String,
    note: String,
    text: String,
}

impl Trainer {
    /// How the lesson calls things; `None` leaves it to the network.
    pub(super) fn usual_names(&self) -> Option<Naming> {
        self.lesson.as_deref().and_then(lessons::find).and_then(|lesson| lesson.names)
    }
}

#[wasm_bindgen]
impl Trainer {
    /// The current step in the arithmetics that `setDisplay` asked for: as an exact fraction, and as on paper.
    #[wasm_bindgen(unchecked_return_type = "Figures")]
    pub fn figures(&mut self) -> Result<JsValue, JsValue> {
        let told = figures::figures(&mut self.workbook, &self.inner);
        let display = self.inner.display();
        let object = |figure: Figure| FigureObject {
            numbers: figure.mathml(display),
            note: figure.note,
            text: figure.text,
        };
        pack(&FiguresObject { exact: told.exact.map(object), paper: told.paper.map(object) })
    }

    /// Whether things are called as the lesson or the network has it: what `names: "usual"` gives back.
    #[wasm_bindgen(getter, js_name = namesAreUsual)]
    pub fn names_are_usual(&self) -> bool {
        self.inner.display().names == self.usual_names()
    }

    /// What becomes of a number on paper at these display settings: `rounded to 6 digits`.
    #[wasm_bindgen(js_name = keptOnPaper)]
    pub fn kept_on_paper(&self) -> String {
        figures::kept(self.inner.display())
    }
}
