//! Every printed figure of every published example, recomputed: proof for a reader, and a test.

use super::document::{Lesson, Source};
use super::figure::{self, Figure, Printed, Verdict};
use super::inline::Position;
use super::runs::Runs;
use crate::explain::layout::Mode;
use crate::explain::notation::{self, Scope};
use crate::explain::number::{self, Shown};
use crate::explain::{Display, mathml, plain};
use serde::Serialize;

/// A published example and its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// The lesson that tells it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where the figures were printed.
    pub source: Vec<Source>,
    /// One row for each printed number.
    pub rows: Vec<Row>,
}

/// One printed number beside the exact one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What it is the value of, as MathML.
    pub what: String,
    /// The same as plain text.
    pub name: String,
    /// As printed.
    pub printed: String,
    /// Where it was printed: `text`, `program`, `picture`.
    #[serde(rename = "where")]
    pub place: String,
    /// Where in the run it is taken.
    pub at: Position,
    /// The variant of the lesson whose run it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// The exact value, the shortest text that reads back as the same number; a dash where there is none.
    pub exact: String,
    /// How the lesson says that they relate.
    pub verdict: Verdict,
    /// Whether that is true.
    pub holds: bool,
    /// Why, where it does not go without saying.
    pub note: String,
}

/// Recomputes every printed figure of the examples that ship with the library, each by a run of its own.
///
/// ```
/// use backprop_stepper::lessons;
/// assert!(lessons::verify().iter().flat_map(|example| &example.rows).all(|row| row.holds));
/// ```
pub fn verify() -> Vec<Verified> {
    super::all().iter().filter(|lesson| lesson.is_published()).map(example).collect()
}

/// The same for one lesson.
pub fn example(lesson: &Lesson) -> Verified {
    let mut runs = Runs::new(lesson);
    let mut rows = Vec::new();
    for figure in &lesson.figures {
        rows.extend(figure.values.iter().map(|printed| row(&mut runs, figure, printed)));
    }
    Verified { id: lesson.id.clone(), title: lesson.title.clone(), source: lesson.source.clone(), rows }
}

fn row(runs: &mut Runs<'_>, figure: &Figure, printed: &Printed) -> Row {
    let exact = runs.exact(figure, printed);
    let holds = runs.check(figure, printed).is_ok();
    let names = runs.names().clone();
    let what = runs.at(None, (0, 0)).map(|trainer| {
        let scope = Scope { names: &names, trainer };
        notation::piece(&printed.what.sides, scope, Mode::Symbols, &Display::default())
    });
    Row {
        what: what.as_ref().map(mathml::inline).unwrap_or_default(),
        name: what.as_ref().map(plain::render).unwrap_or_default(),
        printed: figure::with_minus(&printed.digits),
        place: figure.place.clone(),
        at: printed.what.at.unwrap_or(figure.at),
        variant: figure.variant.clone(),
        exact: exact
            .map_or_else(|| Shown::NotComputed.plain(), |value| figure::with_minus(&number::full(value))),
        verdict: figure.verdict,
        holds,
        note: note(figure, printed, exact),
    }
}

/// The figure's note, unless it is the usual one; what the exact value's last digits are where the printed one is equal
/// without them.
fn note(figure: &Figure, printed: &Printed, exact: Option<f64>) -> String {
    let noisy = exact.is_some_and(|value| figure::shown(&printed.digits, value) != number::full(value));
    if figure.verdict == Verdict::Equal && noisy {
        "Its last digits are noise of binary arithmetic.".to_owned()
    } else if Some(figure.note.as_str()) == figure.verdict.usual_note() {
        String::new()
    } else {
        figure.note.clone()
    }
}
