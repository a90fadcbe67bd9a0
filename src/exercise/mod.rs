//! Learning by predicting: what the next operation gives is asked for before it is computed.
//!
//! An [`Exercise`] is made of any operation of an update that is computed already. It asks for the result (of a
//! parameter's update for its change, new − old), knows what the common [`Mistake`]s would give instead, and judges what
//! a learner answers. Nothing has to be hidden from whoever looks at a [`Trainer`]: what its position has not reached is
//! not computed yet.

mod answer;
mod case;
mod judgement;
mod score;
mod wrong;

pub use answer::{Answer, DIGITS, Form};
pub use judgement::{Judgement, Verdict};
pub use score::Score;
pub use wrong::{At, How, Mistake, Slip};

use crate::activation::Activation;
use crate::display::Counting;
use crate::explain::{self, Context, Formula, Written, words};
use crate::operation::{Kind, Operation};
use crate::trainer::Trainer;
use answer::same;
use case::Case;

/// Digits that the numbers of a hint have at least.
const HINT_DIGITS: usize = 6;

/// One operation, asked for.
#[derive(Debug, Clone, Copy)]
pub struct Exercise<'a> {
    case: Case<'a>,
    value: f64,
}

/// A mistake that gives another number than the right one.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// What was done wrongly.
    pub mistake: Mistake,
    /// What that gives.
    pub value: f64,
    /// What comes after `That is what you get`.
    pub clause: String,
}

/// The exercise of `trainer`'s next operation, put to `use`; `None` at the end of an update, where the result is not
/// finite, and where it is [known already](told_already). The position stays where it is.
///
/// ```
/// # use backprop_stepper::{exercise, lessons};
/// let mut trainer = lessons::find("article").unwrap().trainer();
/// trainer.seek(0, 12)?;
/// let judged = exercise::next(&mut trainer, |exercise| exercise.judge("0.401325")).unwrap()?;
/// assert!(judged.text.starts_with("That is what you get with the opposite sign"));
/// # Ok::<(), backprop_stepper::error::Error>(())
/// ```
pub fn next<T>(trainer: &mut Trainer, put: impl FnOnce(&Exercise<'_>) -> T) -> Option<T> {
    let asked = |context: Context<'_>, operation| {
        let exercise = if is_told(&context, &operation) { None } else { Exercise::new(context, operation) };
        exercise.map(|exercise| put(&exercise))
    };
    ahead(trainer, asked).flatten()
}

/// Why `trainer`'s next operation is not asked for, in a sentence; `None` where its result is not known already.
///
/// Softmax reads the weighted sums of its whole layer: with the activation of the first output those of the others are
/// told, whose own turn comes later.
pub fn told_already(trainer: &mut Trainer) -> Option<String> {
    let told = |context: Context<'_>, operation| {
        is_told(&context, &operation).then(|| words::told_already(&context, &operation))
    };
    ahead(trainer, told).flatten()
}

fn is_told(context: &Context<'_>, operation: &Operation) -> bool {
    let layer = || context.update.before.layers.get(operation.layer);
    operation.kind == Kind::WeightedSum
        && operation.unit > 0
        && layer().is_some_and(|layer| layer.activation == Activation::Softmax)
}

/// The next operation, put to `use`.
fn ahead<T>(trainer: &mut Trainer, put: impl FnOnce(Context<'_>, Operation) -> T) -> Option<T> {
    let (_, operation) = trainer.ahead()?;
    let names = explain::names(trainer);
    Some(put(Context::of(trainer, trainer.prepared()?, &names), operation))
}

impl Offered {
    /// `That is what you get without the learning rate.`
    pub fn text(&self) -> String {
        format!("That is what you get {}.", self.clause)
    }
}

impl<'a> Exercise<'a> {
    /// The exercise of an operation; `None` where its result is not a finite number.
    pub fn new(context: Context<'a>, operation: Operation) -> Option<Self> {
        let case = Case { context, operation };
        let value = match operation.kind {
            Kind::WeightUpdate | Kind::BiasUpdate => wrong::change(&case),
            _ => crate::trainer::value(context.update, &operation)?,
        };
        value.is_finite().then_some(Exercise { case, value })
    }

    /// The right answer: the result of the operation, of a parameter's update the change, new − old.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Whether a change is asked for.
    pub fn is_change(&self) -> bool {
        matches!(self.case.operation.kind, Kind::WeightUpdate | Kind::BiasUpdate)
    }

    /// A few words: `Gradient of w1`.
    pub fn title(&self) -> String {
        words::title(&self.case.context, &self.case.operation)
    }

    /// What is asked for, in a sentence.
    pub fn question(&self) -> String {
        words::question(&self.case.context, &self.case.operation)
    }

    /// The equation of the operation.
    pub fn formula(&self) -> Formula {
        explain::rules::formula(&self.case.context, &self.case.operation)
    }

    /// The equation as MathML: its symbols are a first hint, its numbers a second one. They have digits enough to compute
    /// with, also where few are shown.
    pub fn hints(&self) -> Written {
        let display = *self.case.context.display;
        let enough = display.counting == Counting::Significant && display.digits >= HINT_DIGITS;
        self.formula().mathml(&if enough { display } else { display.significant(HINT_DIGITS) })
    }

    /// The mistakes that give another number than the right one, those of one number next to each other in no
    /// particular order. What cannot be told from the right answer at [`DIGITS`] digits is left out, and what
    /// [`Exercise::judge`] takes for right.
    pub fn mistakes(&self) -> Vec<Offered> {
        self.offered(&self.candidates())
    }

    /// The mistakes that are not taken for the right answer.
    fn offered(&self, candidates: &[Offered]) -> Vec<Offered> {
        let is_other = |made: &&Offered| self.accepted(&Answer::computed(made.value), candidates).is_none();
        candidates.iter().filter(is_other).cloned().collect()
    }

    /// The mistakes that give another number than the right one at [`DIGITS`] digits.
    fn candidates(&self) -> Vec<Offered> {
        let mut offered: Vec<Offered> = Vec::new();
        let whole = self.is_change().then(|| {
            let Operation { layer, unit, input, .. } = self.case.operation;
            let (old, new) =
                (self.case.parameter(layer, input, unit), self.case.new_parameter(layer, input, unit));
            [(Mistake::NotTheChange, old), (Mistake::NotTheChange, new)]
        });
        for (mistake, value) in wrong::wrong(&self.case).into_iter().chain(whole.into_iter().flatten()) {
            let is_known = |known: &Offered| {
                // The same slip twice, in other words.
                let alike = known.mistake.slip() == mistake.slip() && same(known.value, value, 9);
                alike || (known.mistake == mistake && same(known.value, value, DIGITS))
            };
            if value.is_finite() && !self.is_like(value) && !offered.iter().any(is_known) {
                let clause = mistake.clause(&self.case.context, &self.case.operation);
                offered.push(Offered { mistake, value, clause });
            }
        }
        offered
    }

    /// Whether a number can't be told from the right one.
    fn is_like(&self, value: f64) -> bool {
        same(value, self.value, DIGITS) || (is_nothing(value) && is_nothing(self.value))
    }
}

/// So small that whoever answers 0 is right.
fn is_nothing(value: f64) -> bool {
    value.abs() < 1e-15
}
