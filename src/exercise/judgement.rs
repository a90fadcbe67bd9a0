//! What is said of an answer.

use super::answer::{Answer, DIGITS, same};
use super::{Exercise, Mistake, Offered, is_nothing};
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
    /// The mistakes that give what was answered.
    pub mistakes: Vec<Mistake>,
}

/// At most so many mistakes are named at once.
const MOST_NAMED: usize = 5;

impl Exercise<'_> {
    /// Judges an answer as it was typed.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where it is no number.
    pub fn judge(&self, answer: &str) -> Result<Judgement> {
        let answer = Answer::parse(answer)?;
        if self.is_right(&answer) {
            return Ok(self.right(&self.reached()));
        }
        let mistakes = self.mistakes();
        let made = matching(&answer, &mistakes);
        let whole = self.as_change(&answer);
        // A new value where its change was asked for is as good, unless it may have been meant otherwise.
        if whole.is_some_and(|change| self.is_right(&change))
            && (answer.digits > DIGITS || made.iter().all(is_whole))
        {
            return Ok(self.right(&format!("that is the new value itself. {}", self.reached())));
        }
        // Digits that some mistake has, and the right number has not, tell them apart where two would not.
        let exact = answer.digits > DIGITS && made.iter().any(|made| answer.is_exactly(made.value));
        if !exact && answer.is_near(self.value) {
            return Ok(self.right(&self.reached()));
        }
        if !made.is_empty() {
            return Ok(mistaken("That is what you get", &made));
        }
        if let Some(change) = whole {
            let made = matching(&change, &mistakes);
            if !made.is_empty() && !made.iter().any(is_whole) && !is_nothing(change.value) {
                return Ok(mistaken("As a new value, that is what you get", &made));
            }
        }
        Ok(self.otherwise(&answer, &mistakes))
    }

    /// The right answer in words, for those who want to be told.
    pub fn solution(&self) -> String {
        words::capitalised(&self.reached())
    }

    fn is_right(&self, answer: &Answer) -> bool {
        let display = self.case.context.display.significant(DIGITS);
        // Whoever looks at numbers that are cut, cuts.
        let shown = |value| number::plain(value, &display);
        answer.is(self.value)
            || (answer.digits >= DIGITS && shown(answer.value) == shown(self.value))
            || (answer.value == 0.0 && is_nothing(self.value))
    }

    fn right(&self, what: &str) -> Judgement {
        Judgement { verdict: Verdict::Right, text: format!("Right: {what}"), mistakes: Vec::new() }
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

    /// An answer that may be the new value of a parameter, as a change.
    fn as_change(&self, answer: &Answer) -> Option<Answer> {
        let Operation { layer, unit, input, .. } = self.case.operation;
        let old = self.case.parameter(layer, input, unit);
        (self.is_change() && old != 0.0).then_some(Answer { value: answer.value - old, digits: DIGITS })
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

/// The mistakes that give an answer: those with all the digits typed, where there are any.
fn matching<'a>(answer: &Answer, mistakes: &'a [Offered]) -> Vec<&'a Offered> {
    let all = |is: &dyn Fn(f64) -> bool| mistakes.iter().filter(|made| is(made.value)).collect::<Vec<_>>();
    let exact = all(&|value| answer.is_exactly(value));
    if !exact.is_empty() && answer.digits > DIGITS {
        return exact;
    }
    all(&|value| answer.is(value) || (answer.value == 0.0 && is_nothing(value)))
}

fn is_whole(made: &&Offered) -> bool {
    made.mistake == Mistake::NotTheChange
}

/// `That is what you get without the slope, or with …`
fn mistaken(begin: &str, made: &[&Offered]) -> Judgement {
    let named = made.get(..MOST_NAMED.min(made.len())).unwrap_or(&[]);
    let clauses: Vec<&str> = named.iter().map(|made| made.clause.as_str()).collect();
    Judgement {
        verdict: Verdict::Mistaken,
        text: format!("{begin} {}.", clauses.join("; or ")),
        mistakes: named.iter().map(|made| made.mistake).collect(),
    }
}
