//! What is said of an answer.

use super::answer::{Answer, DIGITS, Form, same};
use super::{Exercise, Mistake, Offered, is_nothing};
use crate::display::Rounding;
use crate::error::Result;
use crate::explain::{number, words};
use crate::operation::Operation;

/// How an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Right at two significant digits.
    Right,
    /// What some mistake gives.
    Mistaken,
    /// Nearly right.
    Close,
    /// None of these.
    Wrong,
}

impl Verdict {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Right => "right",
            Verdict::Mistaken => "mistaken",
            Verdict::Close => "close",
            Verdict::Wrong => "wrong",
        }
    }
}

/// What is said of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// How it is.
    pub verdict: Verdict,
    /// In a sentence or two. The right number is in it only where the answer was right.
    pub text: String,
    /// The mistakes that give what was answered, those first that give it rounded, then those that give it cut. Each is
    /// there once; several may be of one kind.
    pub mistakes: Vec<Mistake>,
}

/// At most so many mistakes are named at once.
const MOST_NAMED: usize = 5;

/// Digits that a new value has at least, where its change is not right by itself.
const DIGITS_OF_VALUE: usize = 4;

/// Why an answer is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accepted {
    /// It is the number.
    Itself,
    /// It is the number, cut.
    Cut,
    /// It is the new value where its change was asked for.
    NewValue,
}

impl Exercise<'_> {
    /// Judges an answer as it was typed.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where it is no number.
    pub fn judge(&self, answer: &str) -> Result<Judgement> {
        let answer = Answer::parse(answer)?;
        let candidates = self.candidates();
        if let Some(accepted) = self.accepted(&answer, &candidates) {
            return Ok(self.right(&answer, accepted));
        }
        let mistakes = self.offered(&candidates);
        let made = matching(&answer, &mistakes);
        if !made.is_empty() {
            return Ok(mistaken("That is what you get", &made));
        }
        if let Some((change, old)) = self.as_change(&answer) {
            if answer.is_exactly(old + self.value) {
                let text = "That may be the new value, but it has too few digits to show the change.";
                return Ok(Judgement {
                    verdict: Verdict::Close,
                    text: text.to_owned(),
                    mistakes: Vec::new(),
                });
            }
            let leads_there = |made: &&Offered| answer.form(old + made.value).is_some();
            let made: Vec<_> = matching(&change, &mistakes).into_iter().filter(leads_there).collect();
            if !made.is_empty() && !made.iter().any(|made| is_whole(made)) && !is_nothing(change.value) {
                return Ok(mistaken("As a new value, that is what you get", &made));
            }
        }
        Ok(self.otherwise(&answer, &mistakes))
    }

    /// The right answer in words, for those who want to be told.
    pub fn solution(&self) -> String {
        words::capitalised(&self.reached())
    }

    /// Whether an answer is right, and why. A mistake that gives it as well is none then.
    pub(super) fn accepted(&self, answer: &Answer, candidates: &[Offered]) -> Option<Accepted> {
        if answer.value == 0.0 && is_nothing(self.value) {
            return Some(Accepted::Itself);
        }
        match answer.form(self.value) {
            Some(Form::Exact | Form::Rounded) => return Some(Accepted::Itself),
            Some(Form::ExactCut | Form::Cut) => return Some(Accepted::Cut),
            None => {}
        }
        if self.is_new_value(answer, candidates) {
            return Some(Accepted::NewValue);
        }
        // Digits that some mistake has, and the right number has not, tell them apart where two would not.
        let exact = answer.digits > DIGITS && candidates.iter().any(|made| answer.is_exactly(made.value));
        (!exact && answer.is_near(self.value)).then_some(Accepted::Itself)
    }

    /// Whether an answer is the new value where its change was asked for, and can't have been meant otherwise.
    fn is_new_value(&self, answer: &Answer, candidates: &[Offered]) -> bool {
        let Some((change, old)) = self.as_change(answer) else { return false };
        let new = old + self.value;
        let is_new = answer.is_exactly(new);
        let is_made = |made: &Offered| !is_whole(made) && answer.form(made.value).is_some();
        let is_exactly_made = |made: &Offered| !is_whole(made) && answer.is_exactly(made.value);
        // What a mistake gives as a change is not praised as a value, unless it has every digit of that.
        let otherwise = if answer.digits > DIGITS {
            !is_new && candidates.iter().any(is_exactly_made)
        } else {
            candidates.iter().any(is_made)
        };
        if otherwise {
            return false;
        }
        if same(change.value, self.value, DIGITS) {
            return true;
        }
        let display = self.case.context.display;
        let is_shown = number::plain(answer.value, display) == number::plain(new, display);
        let leads_there = |made: &Offered| !is_whole(made) && answer.is_exactly(old + made.value);
        answer.digits >= DIGITS_OF_VALUE
            && is_new
            && is_shown
            && !answer.is_exactly(old)
            && !candidates.iter().any(leads_there)
    }

    fn right(&self, answer: &Answer, accepted: Accepted) -> Judgement {
        let reached = self.reached();
        let text = match accepted {
            Accepted::Itself => format!("Right: {reached}"),
            Accepted::Cut => {
                let mut display = self.case.context.display.significant(answer.significant());
                display.rounding = Rounding::Round;
                let rounded = number::plain(self.value, &display);
                format!("Right. Rounded, it would be {rounded}. {}", words::capitalised(&reached))
            }
            Accepted::NewValue => {
                format!("Right: that is the new value itself. {}", words::capitalised(&reached))
            }
        };
        Judgement { verdict: Verdict::Right, text, mistakes: Vec::new() }
    }

    /// `it is −0.401325.`, of a change also from where to where it leads.
    fn reached(&self) -> String {
        let show = |value: f64| number::plain(value, self.case.context.display);
        if !self.is_change() {
            return format!("it is {}.", show(self.value));
        }
        let Operation { layer, unit, input, .. } = self.case.operation;
        let (old, new) =
            (self.case.parameter(layer, input, unit), self.case.new_parameter(layer, input, unit));
        format!("it changes by {}, from {} to {}.", show(self.value), show(old), show(new))
    }

    /// An answer that may be the new value of a parameter, as a change, and the old value.
    fn as_change(&self, answer: &Answer) -> Option<(Answer, f64)> {
        let Operation { layer, unit, input, .. } = self.case.operation;
        let old = self.case.parameter(layer, input, unit);
        (self.is_change() && old != 0.0)
            .then_some((Answer { value: answer.value - old, digits: DIGITS }, old))
    }

    /// Of an answer that no mistake gives.
    fn otherwise(&self, answer: &Answer, mistakes: &[Offered]) -> Judgement {
        let say = |verdict, text: &str| Judgement { verdict, text: text.to_owned(), mistakes: Vec::new() };
        if answer.digits < DIGITS && same(answer.value, self.value, answer.digits) {
            return say(
                Verdict::Close,
                "That is right as far as it goes. It takes two digits, zeros in front not counted.",
            );
        }
        if (answer.value - self.value).abs() <= 0.05 * self.value.abs() {
            return say(Verdict::Close, "Very close: the second digit is not right yet.");
        }
        let turned = Answer { value: -answer.value, ..*answer };
        let made = matching(&turned, mistakes);
        if !made.is_empty() && answer.value != 0.0 {
            return mistaken("But for its sign, that is what you get", &made);
        }
        let shifted = |power: i32| {
            let factor: f64 = format!("1e{power}").parse().unwrap_or(1.0);
            same(answer.value * factor, self.value, DIGITS)
        };
        if answer.value != 0.0 && (-4..=4).any(|power| power != 0 && shifted(power)) {
            return say(Verdict::Close, "The digits are right, but the point stands elsewhere.");
        }
        say(Verdict::Wrong, "That is not it, and not the number of a common mistake either.")
    }
}

/// The mistakes that give an answer: those with all the digits typed, where there are any; rounded before cut.
fn matching<'a>(answer: &Answer, mistakes: &'a [Offered]) -> Vec<&'a Offered> {
    let form = |made: &Offered| match answer.form(made.value) {
        // A value with digits of its own is not the old one.
        _ if is_whole(made) && !answer.is_exactly(made.value) => None,
        None if answer.value == 0.0 && is_nothing(made.value) => Some(Form::Rounded),
        form => form,
    };
    let mut all: Vec<_> = mistakes.iter().filter_map(|made| Some((form(made)?, made))).collect();
    if all.iter().any(|(form, _)| *form <= Form::ExactCut) {
        all.retain(|(form, _)| *form <= Form::ExactCut);
    }
    all.sort_by_key(|(form, _)| *form);
    all.into_iter().map(|(_, made)| made).collect()
}

fn is_whole(made: &Offered) -> bool {
    made.mistake == Mistake::NotTheChange
}

/// `That is what you get without the slope, or with …`, one of each kind before others of the same.
fn mistaken(begin: &str, made: &[&Offered]) -> Judgement {
    let is_first = |index: usize, one: &Offered| {
        !made.iter().take(index).any(|before| before.mistake.slip() == one.mistake.slip())
    };
    let mut named: Vec<_> =
        made.iter().enumerate().map(|(index, made)| (!is_first(index, made), made)).collect();
    named.sort_by_key(|(again, _)| *again);
    let clauses: Vec<&str> = named.iter().take(MOST_NAMED).map(|(_, made)| made.clause.as_str()).collect();
    Judgement {
        verdict: Verdict::Mistaken,
        text: format!("{begin} {}.", clauses.join("; or ")),
        mistakes: named.iter().map(|(_, made)| made.mistake).collect(),
    }
}
