//! How a number is shown: significant digits, rounded or cut, and its shortest exact form.

use super::{Counting, Display, Rounding};

/// A number as it is shown, before a renderer gives it its signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Nothing has computed it yet.
    NotComputed,
    /// The result of a computation that has none, such as ∞ − ∞.
    NotANumber,
    /// Beyond the largest double.
    Infinite {
        /// Whether it is −∞.
        negative: bool,
    },
    /// `±digits × 10^exponent`.
    Decimal {
        /// Whether a minus sign stands before it.
        negative: bool,
        /// Digits, perhaps with a point: `0.3947`, `12`.
        digits: String,
        /// The power of ten, where it is written with one.
        exponent: Option<i32>,
    },
}

/// Below `10^SMALLEST` and from `10^LARGEST` on a number is written with a power of ten.
const SMALLEST: i32 = -5;
const LARGEST: i32 = 7;

/// Decimal digits that a double always keeps. What comes after them is noise of the binary computation
/// (`1.2199999999999998` for 1.22), which neither cutting nor rounding may lift into sight.
const RELIABLE_DIGITS: usize = 15;

impl Shown {
    /// `value` at the display's digits. Trailing zeros are left out.
    pub fn new(value: f64, display: &Display) -> Self {
        if value.is_nan() {
            return Shown::NotANumber;
        }
        if value.is_infinite() {
            return Shown::Infinite { negative: value < 0.0 };
        }
        let wanted = wanted(value.abs(), display);
        let (digits, exponent, exact) = significant(value.abs(), wanted, display.rounding);
        // An integer part longer than the digits wanted would pretend that the zeros filled in are known.
        let padded = exponent >= wanted as i32;
        let scientific = !(SMALLEST..LARGEST).contains(&exponent) || (padded && !exact);
        let negative = value < 0.0;
        if scientific {
            Shown::Decimal { negative, digits: with_point(&digits, 0), exponent: Some(exponent) }
        } else {
            Shown::Decimal { negative, digits: with_point(&digits, exponent), exponent: None }
        }
    }

    /// Whether a minus sign stands before it.
    pub fn is_negative(&self) -> bool {
        matches!(self, Shown::Infinite { negative: true } | Shown::Decimal { negative: true, .. })
    }

    /// Whether it is a product, `1.2 × 10⁻⁷`.
    pub fn is_scientific(&self) -> bool {
        matches!(self, Shown::Decimal { exponent: Some(_), .. })
    }

    /// As text: `−1.6053`, `1.2 × 10⁻⁷`, `∞`, `–` for what is not computed yet.
    pub fn plain(&self) -> String {
        match self {
            Shown::NotComputed => "–".to_owned(),
            Shown::NotANumber => "not a number".to_owned(),
            Shown::Infinite { negative } => format!("{}∞", minus(*negative)),
            Shown::Decimal { negative, digits, exponent: None } => format!("{}{digits}", minus(*negative)),
            Shown::Decimal { negative, digits, exponent: Some(exponent) } => {
                format!("{}{digits} × 10{}", minus(*negative), superscript(*exponent))
            }
        }
    }

    /// In LaTeX: `-1.6053`, `1.2 \times 10^{-7}`, `\infty`.
    pub fn latex(&self) -> String {
        let sign = if self.is_negative() { "-" } else { "" };
        match self {
            Shown::NotComputed => "\\text{–}".to_owned(),
            Shown::NotANumber => "\\text{not a number}".to_owned(),
            Shown::Infinite { .. } => format!("{sign}\\infty"),
            Shown::Decimal { digits, exponent: None, .. } => format!("{sign}{digits}"),
            Shown::Decimal { digits, exponent: Some(exponent), .. } => {
                format!("{sign}{digits} \\times 10^{{{exponent}}}")
            }
        }
    }

    /// In MathML: `<mn>−1.6053</mn>`.
    pub fn mathml(&self) -> String {
        match self {
            Shown::NotComputed | Shown::NotANumber => format!("<mtext>{}</mtext>", self.plain()),
            Shown::Infinite { .. } | Shown::Decimal { exponent: None, .. } => {
                format!("<mn>{}</mn>", self.plain())
            }
            Shown::Decimal { negative, digits, exponent: Some(exponent) } => format!(
                "<mrow><mn>{}{digits}</mn><mo>×</mo><msup><mn>10</mn><mn>{}{}</mn></msup></mrow>",
                minus(*negative),
                minus(*exponent < 0),
                exponent.unsigned_abs()
            ),
        }
    }
}

/// `value` as text at the display's digits: `−1.6053`.
pub fn plain(value: f64, display: &Display) -> String {
    Shown::new(value, display).plain()
}

/// `value` in LaTeX at the display's digits: `-1.6053`.
pub fn latex(value: f64, display: &Display) -> String {
    Shown::new(value, display).latex()
}

/// The shortest text that reads back as the same double, as JavaScript writes it: `0.5074688075164043`, `1e-7`.
pub fn full(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    if value.is_infinite() {
        return format!("{sign}Infinity");
    }
    let (digits, exponent) = parts(&format!("{:e}", value.abs()));
    if (-6..21).contains(&exponent) {
        return format!("{sign}{}", with_point(&digits, exponent));
    }
    let plus = if exponent > 0 { "+" } else { "" };
    format!("{sign}{}e{plus}{exponent}", with_point(&digits, 0))
}

/// `value` with the digits that are shown of it and no others: what somebody goes on with who computes on paper.
pub fn kept(value: f64, display: &Display) -> f64 {
    if !value.is_finite() {
        return value;
    }
    let wanted = wanted(value.abs(), display);
    let (digits, exponent, _) = significant(value.abs(), wanted, display.rounding);
    let sign = if value < 0.0 { "-" } else { "" };
    format!("{sign}{}e{exponent}", with_point(&digits, 0)).parse().unwrap_or(value)
}

/// How many digits of `value` are shown, from its first that is not 0. There is always that one: a small number that
/// is shown as 0 would stop every computation that uses it.
fn wanted(value: f64, display: &Display) -> usize {
    let digits = display.digits.clamp(1, 17);
    if display.counting == Counting::Significant || value == 0.0 {
        return digits;
    }
    let (_, exponent) = split(&format!("{value:.*e}", RELIABLE_DIGITS - 1));
    exponent.saturating_add(1 + digits as i32).clamp(1, 17) as usize
}

/// Digits without trailing zeros, the exponent of the first one, and whether they read back as `value`.
///
/// They are those of the decimal number that the double stands for: a 5 after them goes up (or is cut) also where the
/// double is a little less, as everybody expects of 2.675.
fn significant(value: f64, wanted: usize, rounding: Rounding) -> (String, i32, bool) {
    let shortest = parts(&format!("{value:e}"));
    if shortest.0.len() <= wanted {
        return (shortest.0, shortest.1, true);
    }
    let (digits, exponent) =
        if wanted < RELIABLE_DIGITS { split(&format!("{value:.*e}", RELIABLE_DIGITS - 1)) } else { shortest };
    let up = rounding == Rounding::Round && digits.chars().nth(wanted).is_some_and(|next| next >= '5');
    let taken: String = digits.chars().take(wanted).collect();
    let (taken, carried) = if up { increased(&taken) } else { (taken, false) };
    (stripped(taken), exponent + i32::from(carried), false)
}

/// The next number with as many digits, and whether it got one digit more (`999` becomes `1`).
fn increased(digits: &str) -> (String, bool) {
    let mut next: Vec<char> = digits.chars().collect();
    for digit in next.iter_mut().rev() {
        if *digit == '9' {
            *digit = '0';
        } else {
            *digit = char::from_digit(digit.to_digit(10).unwrap_or(0) + 1, 10).unwrap_or('0');
            return (next.into_iter().collect(), false);
        }
    }
    ("1".to_owned(), true)
}

/// `1.50e-3` as its digits `15` and its exponent −3.
fn parts(scientific: &str) -> (String, i32) {
    let (digits, exponent) = split(scientific);
    (stripped(digits), exponent)
}

/// `1.50e-3` as its digits `150` and its exponent −3.
fn split(scientific: &str) -> (String, i32) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    (mantissa.chars().filter(char::is_ascii_digit).collect(), exponent.parse().unwrap_or(0))
}

fn stripped(digits: String) -> String {
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() { "0".to_owned() } else { kept.to_owned() }
}

/// Digits with a decimal point, the first digit standing for `10^exponent`.
fn with_point(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let whole = exponent as usize + 1;
    match digits.split_at_checked(whole) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}", "0".repeat(whole - digits.len())),
    }
}

fn minus(negative: bool) -> &'static str {
    if negative { "\u{2212}" } else { "" }
}

/// `⁻⁷`.
pub(crate) fn superscript(exponent: i32) -> String {
    let raised = |digit| match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        // ⁰ and ⁴ to ⁹ stand in a row of their own.
        digit => char::from_u32(0x2070 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit),
    };
    exponent.to_string().chars().map(raised).collect()
}

#[cfg(test)]
mod tests;
