//! From a step to formulas and sentences.
//!
//! A rule is written down as a tree of symbols whose numbers come out of the [`Update`], and that one tree is what
//! every view shows. What a step is said to give is never computed here. Evaluated are, by the functions of the
//! mathematics, the slope `f′(z)`, one sample's part of a gradient, and what a lesson's author types; and of the trees
//! themselves the other arithmetics of [`figures`], what the ways of a sum in [`unfolded`] give, and what [`mod@why`]
//! compares a step with.
//!
//! * [`rules`] knows each operation's equation, [`words`] its sentence, [`mod@why`] what makes a surprising result what
//!   it is.
//! * [`formula`] is the tree, [`function`] what it calls, [`layout`] puts parentheses where they are needed, and
//!   [`latex`], [`mathml`] and [`plain`] write down what comes out of it.
//! * [`unfolded`] puts the chain rule of an error or gradient into one expression, down to the loss.
//! * [`mod@names`] calls things by their names, [`number`] shows numbers.
//! * [`figures`] tells a step in other arithmetics too: [`exact`]ly, and as on [`paper`]; a [`workbook`] keeps both.
//! * [`matrix`] is the same with whole matrices.
//! * [`code`] writes a network down as a program.
//! * [`notation`] is the other way in: formulas that a lesson's author types.

pub mod code;
pub mod exact;
pub mod figures;
pub mod formula;
pub mod function;
pub mod latex;
pub mod layout;
pub mod mathml;
pub mod matrix;
pub mod names;
pub mod notation;
pub mod number;
pub mod paper;
pub mod piece;
pub mod plain;
pub mod reading;
pub mod rules;
pub mod unfolded;
pub mod why;
pub mod words;
pub mod workbook;

pub use crate::display::{Counting, Display, Naming, Rounding};
pub use formula::{Formula, Written};
pub use names::Names;
pub use why::Why;

use crate::loss::Loss;
use crate::operation::{Operation, Plan};
use crate::optimizer::Optimizer;
use crate::step::Subject;
use crate::trainer::Trainer;
use crate::update::Update;

/// What an explanation draws on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The update, computed.
    pub update: &'a Update,
    /// The per-sample loss it was computed with.
    pub loss: Loss,
    /// The rule of its parameter updates.
    pub optimizer: Optimizer,
    /// The number of the update, from 1.
    pub number: u64,
    /// What things are called.
    pub names: &'a Names,
    /// How numbers are shown.
    pub display: &'a Display,
}

impl<'a> Context<'a> {
    /// What an explanation of a trainer's current update draws on; the update is the trainer's, or one like it.
    pub fn of(trainer: &'a Trainer, update: &'a Update, names: &'a Names) -> Self {
        Self {
            update,
            loss: trainer.loss(),
            optimizer: trainer.optimizer(),
            number: trainer.position().0 + 1,
            names,
            display: trainer.display(),
        }
    }
}

/// One step, explained.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explanation {
    /// A few words: `Gradient of w6`.
    pub title: String,
    /// The equation; without sides at the start of an update.
    pub formula: Formula,
    /// One sentence with the result in it.
    pub text: String,
    /// The symbols of the last side of the equation.
    pub reads: Vec<Subject>,
    /// Why the result is what it is, where one may wonder.
    pub why: Option<Why>,
}

/// The explanation of an operation.
pub fn explain(context: &Context<'_>, operation: &Operation) -> Explanation {
    let formula = rules::formula(context, operation);
    Explanation {
        title: words::title(context, operation),
        text: words::sentence(context, operation, formula.value),
        reads: formula.reads(),
        why: why::why(context, operation),
        formula,
    }
}

/// The explanation of the start of an update, after `updates` completed ones. `rows` are the rows of the data
/// set in its batch.
pub fn start(updates: u64, plan: &Plan, rows: &[usize]) -> Explanation {
    Explanation {
        title: words::start_title(updates),
        text: words::start_sentence(updates, plan, rows),
        formula: Formula { value: f64::NAN, ..Formula::default() },
        ..Explanation::default()
    }
}

/// The explanation of a trainer's current step.
pub fn of(trainer: &Trainer) -> Explanation {
    match (trainer.current(), trainer.operation()) {
        (Some(update), Some(operation)) => {
            let names = names(trainer);
            let context = Context::of(trainer, update, &names);
            let told = explain(&context, &operation);
            // What an update left as it was, only the run knows.
            let why = told.why.or_else(|| why::unmoved(trainer, &context, &operation));
            Explanation { why, ..told }
        }
        _ => start(trainer.position().0, trainer.plan(), trainer.batch_rows()),
    }
}

/// The names in a trainer's network, as its display wants them.
pub fn names(trainer: &Trainer) -> Names {
    Names::new(trainer.network(), trainer.loss(), trainer.display().names)
}
