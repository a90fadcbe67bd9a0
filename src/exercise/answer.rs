//! What a learner typed, as a number, and when two numbers agree.

use crate::error::{Error, Result};

/// Digits that an answer has to have right.
pub const DIGITS: usize = 2;

/// More digits than anybody types by heart. What is typed with more is a number with that many.
const MOST_DIGITS: usize = 15;

/// What comes after so many digits is noise.
const MOST_CERTAIN: usize = 12;

/// How an answer comes of a number, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Rounded, at all of more than [`DIGITS`] digits.
    Exact,
    /// Cut, at all of more than [`DIGITS`] digits.
    ExactCut,
    /// The same once both are rounded to [`DIGITS`] digits.
    Rounded,
    /// Cut after [`DIGITS`] digits or more, with nothing but zeros behind.
    Cut,
}

/// A typed number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    /// The number.
    pub value: f64,
    /// Its significant digits as they were typed; those of a fraction are all there.
    pub digits: usize,
}

impl Answer {
    /// Reads `0.5`, `0,5`, `−3`, `1e-3`, `1.2 × 10⁻⁷`, `1.2*10^-7` and `1/3`.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let refused = || {
            let got = text.trim();
            let got = if got.is_empty() { "nothing".to_owned() } else { format!("“{}”", shortened(got)) };
            Error::range("answer", format!("expected a number, such as −0.4, 4e-1 or 2/5, got {got}"))
        };
        let plain = plain(text);
        let answer = match plain.split_once('/') {
            Some((above, below)) => decimal(above)
                .zip(decimal(below))
                .map(|(above, below)| Answer { value: above.value / below.value, digits: MOST_DIGITS }),
            None => decimal(&plain),
        };
        answer.filter(|answer| answer.value.is_finite()).ok_or_else(refused)
    }

    /// A number with all its digits.
    pub(super) fn computed(value: f64) -> Self {
        Answer { value, digits: MOST_DIGITS }
    }

    /// How it is `value`, if it is.
    pub fn form(&self, value: f64) -> Option<Form> {
        if self.is_far(value) {
            return None;
        }
        let digits = self.significant();
        if digits > DIGITS && self.is_rounded(value) {
            Some(Form::Exact)
        } else if digits > DIGITS && cut(self.value, value, digits) {
            Some(Form::ExactCut)
        } else if same(self.value, value, DIGITS) {
            Some(Form::Rounded)
        } else if (DIGITS..=digits).any(|digits| cut(self.value, value, digits)) {
            Some(Form::Cut)
        } else {
            None
        }
    }

    /// Whether it is `value` rounded at the digits that were typed.
    pub fn is_rounded(&self, value: f64) -> bool {
        let digits = self.significant();
        same(self.value, value, digits)
            || (digits == MOST_CERTAIN && (self.value - value).abs() < unit(value, MOST_CERTAIN))
    }

    /// Whether it is `value` at all the digits that were typed, rounded or cut.
    pub fn is_exactly(&self, value: f64) -> bool {
        !self.is_far(value) && (self.is_rounded(value) || cut(self.value, value, self.significant()))
    }

    /// Whether the difference is more than two digits allow. Quicker than to write both numbers down.
    fn is_far(&self, value: f64) -> bool {
        (self.value - value).abs() > 0.11 * self.value.abs().max(value.abs())
    }

    /// The digits that were typed, as far as they tell numbers apart.
    pub fn significant(&self) -> usize {
        self.digits.clamp(DIGITS, MOST_CERTAIN)
    }

    /// Whether it is nearer to `value` than half a unit of its second digit.
    pub fn is_near(&self, value: f64) -> bool {
        (self.value - value).abs() <= 0.5 * unit(value, DIGITS) * (1.0 + 1e-9)
    }
}

/// Whether two numbers are the same once both are rounded to so many significant digits.
pub(super) fn same(one: f64, other: f64, digits: usize) -> bool {
    one == other || rounded(one, digits) == rounded(other, digits)
}

/// Whether `one` is `other` cut after so many significant digits.
fn cut(one: f64, other: f64, digits: usize) -> bool {
    let (one, other) = (rounded(one, MOST_CERTAIN), rounded(other, MOST_CERTAIN));
    let (Some((kept, power)), Some((whole, other_power))) = (one.split_once('e'), other.split_once('e'))
    else {
        return false;
    };
    // A sign, the first digit, the point, the others.
    let end = digits + 1 + usize::from(whole.starts_with('-'));
    let rest = kept.get(end..).unwrap_or("");
    power == other_power && kept.get(..end) == whole.get(..end) && rest.bytes().all(|digit| digit == b'0')
}

/// Rounded to so many significant digits, as text.
fn rounded(value: f64, digits: usize) -> String {
    format!("{:.*e}", digits.saturating_sub(1), value)
}

/// The worth of the last of so many significant digits; those of 0 are worth nothing.
fn unit(value: f64, digits: usize) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let text = format!("{:e}", value.abs());
    let exponent = text.split_once('e').and_then(|(_, exponent)| exponent.parse::<i32>().ok()).unwrap_or(0);
    format!("1e{}", exponent + 1 - digits as i32).parse().unwrap_or(0.0)
}

/// With ordinary signs and nothing between them.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut raised = false;
    for letter in text.trim().chars() {
        let above = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == letter);
        if (above.is_some() || letter == '⁻') && !raised {
            raised = true;
            plain.push('^');
        }
        match letter {
            '\u{2212}' | '\u{2013}' | '⁻' => plain.push('-'),
            '×' | '·' => plain.push('*'),
            '⁄' | '∕' | '÷' => plain.push('/'),
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' => {}
            _ => match above.and_then(|digit| char::from_digit(digit as u32, 10)) {
                Some(digit) => plain.push(digit),
                None => plain.push(letter.to_ascii_lowercase()),
            },
        }
    }
    plain.replace("*10^", "e").replace("x10^", "e")
}

/// `[sign] digits [point digits] [e exponent]`, the point a comma or not.
fn decimal(text: &str) -> Option<Answer> {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let is_digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let (whole, part) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, ""));
    if !is_digits(whole) || !is_digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    if !is_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)) || exponent.is_empty() {
        return None;
    }
    let value = format!("{}e{exponent}", mantissa.replace(',', ".")).parse().ok()?;
    let digits = format!("{whole}{part}").trim_start_matches('0').len();
    Some(Answer { value, digits: digits.clamp(1, MOST_DIGITS) })
}

fn shortened(text: &str) -> String {
    const MOST: usize = 24;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, value, digits) in [
            ("0.5", 0.5, 1),
            (" 0,50 ", 0.5, 2),
            ("-.4", -0.4, 1),
            ("−3", -3.0, 1),
            ("+3.", 3.0, 1),
            ("1e-3", 1e-3, 1),
            ("1.25E3", 1250.0, 3),
            ("1.2 × 10⁻⁷", 1.2e-7, 2),
            ("1.2*10^-7", 1.2e-7, 2),
            ("2 × 10⁷", 2e7, 1),
            ("1/4", 0.25, 15),
            ("−2/5", -0.4, 15),
            ("0", 0.0, 1),
            ("0.00401325", 0.00401325, 6),
        ] {
            assert_eq!(Answer::parse(text).unwrap(), Answer { value, digits }, "{text}");
        }
        for text in [
            "", "  ", "abc", "1,234.5", "1.2.3", "0x10", "1/0", "inf", "nan", "1e", "--1", "1e999", "/", "e5",
        ] {
            assert!(Answer::parse(text).is_err(), "{text}");
        }
        let long = "z".repeat(100);
        assert!(Answer::parse(&long).unwrap_err().to_string().len() < 150);
    }

    #[test]
    fn agreement_at_two_digits() {
        let is = |text: &str, value: f64| {
            Answer::parse(text).unwrap().form(value).is_some_and(|form| form <= Form::Rounded)
        };
        for text in ["-0.4", "-0.40", "-0.401", "-0.401325", "-0.4013", "-4e-1", "-2/5"] {
            assert!(is(text, -0.401325), "{text}");
        }
        for text in ["-0.41", "-0.39", "0.40", "-0.04", "-0.3", "-0.5", "0"] {
            assert!(!is(text, -0.401325), "{text}");
        }
        assert!(is("0.0135", 0.01349) && is("0.013", 0.01349) && !is("0.014", 0.01349));
        assert!(
            !is("0.0095", 0.01049),
            "nothing is added to the tolerance where a power of ten lies between"
        );
        assert!(is("0", 0.0) && !is("0.1", 0.0) && !is("0", 1e-20));
        assert!(Answer::parse("0.01352").unwrap().is_near(0.01349));
        assert!(!Answer::parse("0.04").unwrap().is_near(0.0));
    }

    #[test]
    fn cut_is_another_form() {
        let form = |text: &str, value: f64| Answer::parse(text).unwrap().form(value);
        assert_eq!(form("0.00043", 0.000438568), Some(Form::Cut));
        assert_eq!(form("0.000430", 0.000438568), Some(Form::Cut));
        assert_eq!(form("0.000439", 0.000438568), Some(Form::Exact));
        assert_eq!(form("0.000438", 0.000438568), Some(Form::ExactCut));
        assert_eq!(form("0.00044", 0.000438568), Some(Form::Rounded));
        assert_eq!(form("-0.21", -0.219), Some(Form::Cut));
        for (text, value) in [("0.21", -0.219), ("0.000431", 0.000438568), ("0.021", 0.219), ("0", 0.1)] {
            assert_eq!(form(text, value), None, "{text}");
        }
        // What is 0.3 but for noise is not 0.29 when it is cut.
        assert_eq!(form("0.29", 0.3 - 1e-16), None);
    }
}
