//! A step in other arithmetics, beside what the run computed: exactly, as a fraction, and as on paper, from figures of
//! which only the shown digits were kept.

use super::exact::{self, Exact, Missing};
use super::formula::{Expr, Leaf};
use super::layout::{Fold, Layout, Mode};
use super::paper::Paper;
use super::piece::{Piece, Sign};
use super::workbook::{Given, Since, Workbook};
use super::{Context, Counting, Display, Rounding, latex, mathml, number, plain};
use crate::operation::Operation;
use crate::trainer::Trainer;

/// A step in another arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The rule with its numbers, and what it comes to; empty where that can't be written.
    pub sides: Vec<Expr>,
    /// What the equation does not say: how its result compares, where the numbers come from; or why there is none.
    pub note: String,
    /// What it comes to and how that compares in a sentence, or why there is nothing.
    pub text: String,
}

/// A step in the arithmetics that the display settings ask for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// As an exact fraction.
    pub exact: Option<Figure>,
    /// As on paper.
    pub paper: Option<Figure>,
}

/// The current step of `trainer` in the arithmetics that its display settings ask for; none at the start of an update.
/// Whoever asks for one step after the other keeps the workbook.
pub fn figures(workbook: &mut Workbook, trainer: &Trainer) -> Figures {
    let display = *trainer.display();
    if !(display.exact || display.paper) || trainer.operation().is_none() {
        return Figures::default();
    }
    let told = workbook.at(trainer, |worked, context, operation, given| Figures {
        exact: display.exact.then(|| exactly(&worked.exact, context, operation, given)),
        paper: display.paper.then(|| on_paper(&worked.paper, context, operation, given)),
    });
    told.unwrap_or_else(|| {
        let refused =
            |what: &str| nothing(format!("This update has too many numbers to be worked through {what}."));
        Figures {
            exact: display.exact.then(|| refused("in fractions")),
            paper: display.paper.then(|| refused("on paper")),
        }
    })
}

/// The same without a workbook.
pub fn of(trainer: &Trainer) -> Figures {
    figures(&mut Workbook::default(), trainer)
}

/// There is no number, for this reason.
fn nothing(why: String) -> Figure {
    Figure { sides: Vec::new(), note: why.clone(), text: why }
}

fn exactly(exact: &Exact, context: &Context<'_>, operation: &Operation, given: Given) -> Figure {
    /// Decimals of a result that is written as a decimal number too.
    const MOST: usize = 30;
    match exact.told(context, operation) {
        Ok((numbers, result)) => {
            let bar = exact::bar(result);
            let sign = if result.above() < 0 { "\u{2212}" } else { "" };
            let fraction = match result.below() {
                1 => String::new(),
                below => format!("{sign}{}/{below}", result.abs().above()),
            };
            let decimal = result.decimal(MOST).map(|digits| format!("{sign}{digits}"));
            let forms = [Some(fraction).filter(|text| !text.is_empty()), decimal].into_iter().flatten();
            let mut sides = vec![numbers, bar];
            if result.below() != 1 && result.decimal(MOST).is_some() {
                sides.push(exact::decimal(result, MOST));
            }
            Figure {
                sides,
                note: exact_note(given),
                text: exact_text(&forms.collect::<Vec<_>>().join(" = "), given),
            }
        }
        Err(missing) => nothing(no_fraction(missing)),
    }
}

fn exact_note(given: Given) -> String {
    let since = match given.since {
        Since::Run => "",
        Since::Update => "Counted from the weights at the start of this update.",
    };
    let rounded = if given.rounded { ROUNDED } else { "" };
    [since, rounded].into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" ")
}

fn exact_text(result: &str, given: Given) -> String {
    let from = from(given.since);
    if given.rounded {
        format!("As a fraction {result}{from}. {ROUNDED}")
    } else {
        format!("Exactly {result}{from}.")
    }
}

const ROUNDED: &str =
    "Numbers that were drawn or standardised are rounded to 17 digits, and taken as if these were all.";

fn no_fraction(missing: Missing) -> String {
    match missing {
        Missing::Irrational(what) => format!("No fraction: {what} is in it, and that is irrational."),
        Missing::TooLong => {
            "No fraction: it would have more than 38 digits above or below its bar.".to_owned()
        }
        Missing::Undefined => "No fraction: it has no result.".to_owned(),
        Missing::NotComputed => "No fraction: a number in it is not computed yet.".to_owned(),
    }
}

fn on_paper(paper: &Paper, context: &Context<'_>, operation: &Operation, given: Given) -> Figure {
    let Some((told, rule)) = paper.told(context, operation) else {
        return nothing("Nothing is on paper yet.".to_owned());
    };
    let value = told.formula.value;
    let truth = super::explain(context, operation).formula.value;
    let [kept, full] = [value, truth].map(|value| number::plain(value, context.display));
    let symbol = Piece::Row(Vec::new());
    let result = Leaf { symbol, value: Some(value), subject: told.formula.subject };
    let (note, text) = if value.to_bits() == number::kept(truth, context.display).to_bits() || kept == full {
        ("The same as with all digits".to_owned(), format!("On paper {kept}, as with all digits"))
    } else {
        (format!("With all digits {full}"), format!("On paper {kept}, with all digits {full}"))
    };
    Figure {
        sides: vec![rule, Expr::Leaf(result)],
        note: format!("{note}{}.", from(given.since)),
        text: format!("{text}{}.", from(given.since)),
    }
}

fn from(since: Since) -> &'static str {
    match since {
        Since::Run => "",
        Since::Update => ", counted from the weights at the start of this update",
    }
}

/// What is kept of a number: `rounded to 6 digits`, `cut to 3 decimals`.
pub fn kept(display: &Display) -> String {
    let how = match display.rounding {
        Rounding::Round => "rounded",
        Rounding::Cut => "cut",
    };
    let what = match display.counting {
        Counting::Significant => "digit",
        Counting::Decimals => "decimal",
    };
    let plural = if display.digits == 1 { "" } else { "s" };
    format!("{how} to {} {what}{plural}", display.digits)
}

impl Figure {
    /// As a complete `<math>` element that begins with its equals sign; empty where there is nothing to write.
    pub fn mathml(&self, display: &Display) -> String {
        if self.sides.is_empty() {
            return String::new();
        }
        // All sides in one row, which a page may take apart at the signs.
        let sides = match self.piece(display, Fold::Row) {
            Piece::Row(sides) => sides,
            side => vec![side],
        };
        mathml::block(&Piece::Row([vec![Piece::Sign(Sign::Equals)], sides].concat()))
    }

    /// In LaTeX, every term written out; empty where there is nothing to write.
    pub fn latex(&self, display: &Display) -> String {
        latex::render(&self.piece(display, Fold::Never))
    }

    /// In plain text; empty where there is nothing to write.
    pub fn plain(&self, display: &Display) -> String {
        plain::render(&self.piece(display, Fold::Row))
    }

    fn piece(&self, display: &Display, fold: Fold) -> Piece {
        Layout { mode: Mode::Numbers, display, fold }.equation(&self.sides)
    }
}
