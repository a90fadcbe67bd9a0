//! A printed figure beside the exact one: how one became the other.

use super::inline::{Notation, Position};
use crate::explain::number;
use serde::Serialize;

/// How a printed figure relates to the exact one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is the exact one.
    Equal,
    /// It is the exact one, rounded at the printed digits.
    Rounded,
    /// It is the exact one, cut at the printed digits; rounding would give another figure.
    Cut,
    /// It is right for figures that were rounded or cut before, not for the exact ones.
    ComputedFromPrinted,
    /// It is wrong.
    Erratum,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 5] =
        [Verdict::Equal, Verdict::Rounded, Verdict::Cut, Verdict::ComputedFromPrinted, Verdict::Erratum];

    /// The name in a lesson's file and in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Equal => "equal",
            Verdict::Rounded => "rounded",
            Verdict::Cut => "cut",
            Verdict::ComputedFromPrinted => "computed_from_printed",
            Verdict::Erratum => "erratum",
        }
    }
}

impl Verdict {
    /// The reason that goes without saying; `None` where a lesson has to give one.
    pub fn usual_note(self) -> Option<&'static str> {
        match self {
            Verdict::Equal => Some("Every digit is there."),
            Verdict::Rounded => Some("Rounded at its last digit."),
            Verdict::Cut => Some("Cut after its last digit; rounding would give another one."),
            Verdict::ComputedFromPrinted | Verdict::Erratum => None,
        }
    }
}

/// Figures that were printed in one place and came about in one way.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its name in the lesson.
    pub id: String,
    /// What was printed, and of what.
    pub values: Vec<Printed>,
    /// Where in the run the exact values are taken.
    pub at: Position,
    /// The variant of the lesson whose run it is; `None` for the lesson's own.
    pub variant: Option<String>,
    /// Where it was printed: `text`, `program`, `picture`.
    pub place: String,
    /// How they relate to the exact ones.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub note: String,
}

/// One printed number.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// What it is the value of.
    pub what: Notation,
    /// The digits as printed, with or without the zero before the point: `.154`, `-0.809`.
    pub digits: String,
    /// The computation with printed figures that gives it, where there is one: `1/2*(0.394 - 2)^2`.
    pub from: Option<Notation>,
}

/// Digits of a double that are not noise of the binary computation.
const RELIABLE: usize = 15;

/// How a printed figure follows from the exact value, if it does: [`Verdict::Equal`], else [`Verdict::Rounded`],
/// else [`Verdict::Cut`]. `None` where neither rounding nor cutting at the printed digits gives it, and where
/// `printed` is no decimal number.
///
/// ```
/// use backprop_stepper::lessons::figure::{Verdict, judge};
/// assert_eq!(judge("0.3947", 0.3947), Some(Verdict::Equal));
/// assert_eq!(judge(".395", 0.3947), Some(Verdict::Rounded));
/// assert_eq!(judge(".394", 0.3947), Some(Verdict::Cut));
/// assert_eq!(judge("1.289", 1.288494045), None);
/// ```
pub fn judge(printed: &str, exact: f64) -> Option<Verdict> {
    let printed = Decimal::parse(printed)?;
    if !exact.is_finite() {
        return None;
    }
    let places = printed.fraction.len();
    let exact_text = number::full(exact);
    let clean = clean(exact);
    if [&exact_text, &clean].iter().any(|text| Decimal::parse(text).is_some_and(|exact| exact == printed)) {
        return Some(Verdict::Equal);
    }
    let exact = Decimal::parse(&clean)?;
    if exact.rounded(places).is_same(&printed) {
        Some(Verdict::Rounded)
    } else if exact.cut(places).is_same(&printed) {
        Some(Verdict::Cut)
    } else {
        None
    }
}

/// Whether `printed` is what rounding or cutting `computed` gives.
pub fn follows(printed: &str, computed: f64) -> bool {
    judge(printed, computed).is_some()
}

/// The exact value as it is shown beside a printed one: to the last digit; without the noise of the binary
/// computation (`0.20321060000000002`) where that is all that the last digits are and the printed figure does not
/// have them.
pub fn shown(printed: &str, exact: f64) -> String {
    let full = number::full(exact);
    let clean = clean(exact);
    if clean.len() + 2 < full.len() && printed != full { clean } else { full }
}

/// With real minus signs, for readers.
pub fn with_minus(text: &str) -> String {
    text.replace('-', "\u{2212}")
}

/// `value` at [`RELIABLE`] significant digits, trailing zeros left out, in the shape of [`number::full`].
fn clean(value: f64) -> String {
    let reliable = format!("{value:.*e}", RELIABLE - 1);
    number::full(reliable.parse().unwrap_or(value))
}

impl Printed {
    /// Whether the declared verdict is the true one, given the `exact` value, and whether what was `computed` from
    /// printed figures ([`Printed::from`]) gives the printed one; else what is wrong with it.
    ///
    /// # Errors
    /// In words: which figure, what was declared, what was found.
    pub fn check(&self, verdict: Verdict, exact: Option<f64>, computed: Option<f64>) -> Result<(), String> {
        let digits = &self.digits;
        let Some(exact) = exact else { return Err(format!("{digits}: there is no exact value")) };
        let found = judge(digits, exact);
        let right = match verdict {
            Verdict::Equal | Verdict::Rounded | Verdict::Cut => found == Some(verdict),
            Verdict::ComputedFromPrinted | Verdict::Erratum => found.is_none(),
        };
        if right {
            return self.check_origin(verdict, computed);
        }
        let found = found.map_or("neither equal, rounded nor cut", Verdict::name);
        Err(format!("{digits} for {}: declared {}, is {found}", number::full(exact), verdict.name()))
    }
}

impl Printed {
    fn check_origin(&self, verdict: Verdict, computed: Option<f64>) -> Result<(), String> {
        let digits = &self.digits;
        match (&self.from, computed) {
            (None, _) if verdict == Verdict::ComputedFromPrinted => {
                Err(format!("{digits}: computed from what?"))
            }
            (None, _) => Ok(()),
            (Some(_), Some(value)) if follows(digits, value) => Ok(()),
            (Some(_), Some(value)) => Err(format!("{digits} does not follow from {}", number::full(value))),
            (Some(_), None) => Err(format!("{digits}: what it was computed from has no value")),
        }
    }
}

/// A decimal number as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    /// Without leading zeros.
    whole: String,
    fraction: String,
}

impl Decimal {
    fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let decimal = |digits: &str| digits.chars().all(|c| c.is_ascii_digit());
        if !decimal(whole) || !decimal(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        Some(Decimal {
            negative,
            whole: whole.trim_start_matches('0').to_owned(),
            fraction: fraction.to_owned(),
        })
    }

    /// The same number; how many zeros end it, and the sign of zero, do not matter.
    fn is_same(&self, other: &Decimal) -> bool {
        let fraction = |of: &Decimal| of.fraction.trim_end_matches('0').to_owned();
        let zero = self.whole.is_empty() && fraction(self).is_empty();
        (self.negative == other.negative || zero)
            && self.whole == other.whole
            && fraction(self) == fraction(other)
    }

    fn cut(&self, places: usize) -> Decimal {
        Decimal { fraction: self.fraction.chars().take(places).collect(), ..self.clone() }
    }

    /// Half a unit of the last place goes away from zero.
    fn rounded(&self, places: usize) -> Decimal {
        let cut = self.cut(places);
        if self.fraction.chars().nth(places).is_none_or(|next| next < '5') {
            return cut;
        }
        let mut digits: Vec<char> = cut.whole.chars().chain(cut.fraction.chars()).collect();
        let mut carry = true;
        for digit in digits.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == '9';
            *digit = if carry { '0' } else { char::from_u32(*digit as u32 + 1).unwrap_or('0') };
        }
        let fraction = digits.split_off(digits.len() - cut.fraction.len()).into_iter().collect();
        let whole = carry.then_some('1').into_iter().chain(digits).collect();
        Decimal { negative: self.negative, whole, fraction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_a_figure_comes_about() {
        let check =
            |printed, exact, expected| assert_eq!(judge(printed, exact), expected, "{printed} for {exact}");
        check("1.22", 1.2199999999999998, Some(Verdict::Equal));
        check(".12", 0.121326, Some(Verdict::Rounded));
        check("0.2795", 0.27958466, Some(Verdict::Cut));
        check("0.2796", 0.27958466, Some(Verdict::Rounded));
        check("-0.809", -0.809, Some(Verdict::Equal));
        check("\u{2212}.81", -0.809, Some(Verdict::Rounded));
        check(".809", -0.809, None);
        check("0.32724049999999993", 0.32724049999999993, Some(Verdict::Equal));
        check("0.3272405", 0.32724049999999993, Some(Verdict::Equal));
        check("0.5074688075164043", 0.5074688075164043, Some(Verdict::Equal));
        check("0.5074688075164042", 0.5074688075164043, None);
        check("10.0", 9.96, Some(Verdict::Rounded));
        check("10", 9.96, Some(Verdict::Rounded));
        check("0.125", 0.1245, Some(Verdict::Rounded));
        check("nonsense", 1.0, None);
        check("1e3", 1000.0, None);
        check("", 1.0, None);
        check("1", f64::NAN, None);
    }

    #[test]
    fn noise_is_not_shown() {
        assert_eq!(shown("0.203", 0.20321060000000002), "0.2032106");
        assert_eq!(shown("0.506", 0.5074688075164043), "0.5074688075164043");
        assert_eq!(shown("0.32724049999999993", 0.32724049999999993), "0.32724049999999993");
        assert_eq!(shown("0.327", 0.32724049999999993), "0.3272405");
    }

    #[test]
    fn a_declared_verdict_is_checked() {
        let what = crate::lessons::inline::notation("E").expect("a formula");
        let printed = Printed { what, digits: "1.289".into(), from: None };
        let check = |printed: &Printed, verdict, exact, computed| {
            printed.check(verdict, exact, computed).expect_err("wrong")
        };
        let exact = Some(1.288494045);
        let unfounded = check(&printed, Verdict::ComputedFromPrinted, exact, None);
        assert_eq!(unfounded, "1.289: computed from what?");
        let from = crate::lessons::inline::notation("1/2*(0.394 - 2)^2").expect("a formula");
        let printed = Printed { from: Some(from), ..printed };
        assert!(printed.check(Verdict::ComputedFromPrinted, exact, Some(1.289618)).is_ok());
        let slip = check(&printed, Verdict::ComputedFromPrinted, exact, Some(1.2880125));
        assert_eq!(slip, "1.289 does not follow from 1.2880125");
        let wrong = check(&printed, Verdict::Rounded, exact, Some(1.289618));
        assert_eq!(wrong, "1.289 for 1.288494045: declared rounded, is neither equal, rounded nor cut");
        check(&printed, Verdict::Erratum, Some(1.2886), None);
        check(&printed, Verdict::Equal, None, None);
    }
}
