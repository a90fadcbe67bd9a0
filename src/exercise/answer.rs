//! What a learner typed, as a number, and when two numbers agree.

use crate::error::{Error, Result};

/// Digits that an answer has to have right.
pub const DIGITS: usize = 2;

/// More digits than anybody types by heart. What is typed with more is a number with that many.
const MOST_DIGITS: usize = 15;

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

    /// Whether it is `value` at [`DIGITS`] significant digits, or at those that were typed, where they are more.
    pub fn is(&self, value: f64) -> bool {
        same(self.value, value, DIGITS) || (self.digits > DIGITS && same(self.value, value, self.digits))
    }

    /// Whether it is `value` at all the digits that were typed.
    pub fn is_exactly(&self, value: f64) -> bool {
        let distance = (self.value - value).abs();
        // The rest was cut, or rounded; what comes after the twelfth digit is noise.
        distance < unit(value, self.digits.clamp(DIGITS, 12)) || distance == 0.0
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
        let is = |text: &str, value: f64| Answer::parse(text).unwrap().is(value);
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
}
