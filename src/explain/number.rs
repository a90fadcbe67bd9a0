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
/// (`1.2199999999999998` for 1.22), which cutting must not lift into sight.
const RELIABLE_DIGITS: usize = 15;

/// Every double is exact within this many significant digits.
const EXACT_DIGITS: usize = 767;

impl Shown {
    /// `value` at the display's digits. Trailing zeros are left out.
    pub fn new(value: f64, display: &Display) -> Self {
        if value.is_nan() {
            return Shown::NotANumber;
        }
        if value.is_infinite() {
            return Shown::Infinite { negative: value < 0.0 };
        }
        let Some(wanted) = wanted(value.abs(), display) else { return Shown::zero() };
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

    fn zero() -> Self {
        Shown::Decimal { negative: false, digits: "0".to_owned(), exponent: None }
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

/// `value` with the digits that are shown of it and no others: what somebody goes on with who computes on paper. A
/// 5 after them goes up there, also where the double is a little less than the decimal number that it stands for.
pub fn kept(value: f64, display: &Display) -> f64 {
    let Some(wanted) = wanted(value.abs(), display).filter(|_| value.is_finite()) else {
        return if value.is_finite() { 0.0 } else { value };
    };
    let (digits, exponent) = split(&format!("{:.*e}", RELIABLE_DIGITS - 1, value.abs()));
    let next = digits.chars().nth(wanted);
    let (digits, exponent) = match (display.rounding, next) {
        (_, None) => return value,
        (Rounding::Round, Some(next)) if next >= '5' => {
            let (kept, carried) = increased(&digits.chars().take(wanted).collect::<String>());
            (kept, exponent + i32::from(carried))
        }
        _ => cut((digits, exponent), wanted),
    };
    format!("{}{}e{exponent}", if value < 0.0 { "-" } else { "" }, with_point(&digits, 0))
        .parse()
        .unwrap_or(value)
}

/// How many digits of `value` are shown, from its first: 0 where it is rounded up to one; `None` where nothing is left of it.
fn wanted(value: f64, display: &Display) -> Option<usize> {
    let digits = display.digits.clamp(1, 17);
    if display.counting == Counting::Significant || value == 0.0 {
        return Some(digits);
    }
    let (first, exponent) = split(&format!("{value:.*e}", RELIABLE_DIGITS - 1));
    let left = exponent + 1 + digits as i32;
    // Half a unit of the last place, or more.
    let up = left == 0 && display.rounding == Rounding::Round && first >= "5".to_owned();
    usize::try_from(left).ok().filter(|&left| left > 0 || up).map(|left| left.min(17))
}

/// Digits without trailing zeros, the exponent of the first one, and whether they read back as `value`.
fn significant(value: f64, wanted: usize, rounding: Rounding) -> (String, i32, bool) {
    let (digits, exponent) = parts(&format!("{value:e}"));
    if digits.len() <= wanted {
        return (digits, exponent, true);
    }
    if wanted == 0 {
        return ("1".to_owned(), exponent + 1, false);
    }
    let (digits, exponent) = match rounding {
        Rounding::Round => rounded(value, wanted),
        Rounding::Cut if wanted < RELIABLE_DIGITS => {
            cut(parts(&format!("{value:.*e}", RELIABLE_DIGITS - 1)), wanted)
        }
        Rounding::Cut => cut((digits, exponent), wanted),
    };
    (digits, exponent, false)
}

/// Nearest to the double itself; exactly between two, away from zero.
fn rounded(value: f64, wanted: usize) -> (String, i32) {
    let (more, _) = split(&format!("{value:.wanted$e}"));
    if !more.ends_with('5') {
        return parts(&format!("{value:.*e}", wanted - 1));
    }
    // Near the middle between two: only the exact expansion tells on which side.
    let (exact, exponent) = split(&format!("{value:.*e}", EXACT_DIGITS - 1));
    let kept: String = exact.chars().take(wanted).collect();
    let up = exact.chars().nth(wanted).is_some_and(|next| next >= '5');
    let (kept, carried) = if up { increased(&kept) } else { (kept, false) };
    (stripped(kept), exponent + i32::from(carried))
}

fn cut((digits, exponent): (String, i32), wanted: usize) -> (String, i32) {
    (stripped(digits.chars().take(wanted).collect()), exponent)
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
mod tests {
    use super::*;

    fn at(digits: usize, rounding: Rounding) -> Display {
        Display { digits, rounding, ..Display::default() }
    }

    #[test]
    fn rounds_the_double_itself() {
        let check = |value: f64, digits, expected: &str| {
            assert_eq!(latex(value, &at(digits, Rounding::Round)), expected, "{value} at {digits}");
        };
        check(0.15, 6, "0.15");
        check(0.15, 17, "0.15");
        check(0.1 + 0.2, 6, "0.3");
        check(0.1 + 0.2, 17, "0.30000000000000004");
        check(-1.6053, 6, "-1.6053");
        check(-1.958466, 6, "-1.95847");
        check(2.675, 3, "2.67");
        check(0.125, 2, "0.13");
        check(0.375, 2, "0.38");
        check(-2.5, 1, "-3");
        check(9.9996, 4, "10");
        check(0.99995, 4, "1");
        check(9.5, 1, "1 \\times 10^{1}");
        check(12.0, 1, "1 \\times 10^{1}");
        check(100.0, 1, "100");
        check(1234567.8, 6, "1.23457 \\times 10^{6}");
        check(1234567.8, 8, "1234567.8");
        check(12345678.0, 8, "1.2345678 \\times 10^{7}");
        check(0.00001, 6, "0.00001");
        check(0.00000999, 6, "9.99 \\times 10^{-6}");
        check(0.0, 6, "0");
        check(-0.0, 6, "0");
        check(f64::MIN_POSITIVE, 3, "2.23 \\times 10^{-308}");
        check(5e-324, 3, "5 \\times 10^{-324}");
        check(f64::NEG_INFINITY, 6, "-\\infty");
    }

    #[test]
    fn cuts_as_articles_do() {
        let check = |value: f64, digits, expected: &str| {
            assert_eq!(plain(value, &at(digits, Rounding::Cut)), expected, "{value} at {digits}");
        };
        check(0.3947, 3, "0.394");
        check(0.27958466, 3, "0.279");
        check(-1.6053, 3, "−1.6");
        check(1.2199999999999998, 6, "1.22");
        check(1.2199999999999998, 16, "1.219999999999999");
        check(0.0999, 1, "0.09");
        check(1.99e-7, 2, "1.9 × 10⁻⁷");
    }

    #[test]
    fn decimals_are_counted_from_the_point() {
        let check = |value: f64, digits, rounding, expected: &str| {
            let display = Display { counting: Counting::Decimals, ..at(digits, rounding) };
            assert_eq!(plain(value, &display), expected, "{value} at {digits} decimals");
            assert_eq!(plain(kept(value, &display), &display), expected, "{value} kept at {digits} decimals");
        };
        let (round, cut) = (Rounding::Round, Rounding::Cut);
        check(0.3947, 3, round, "0.395");
        check(0.3947, 3, cut, "0.394");
        check(1.289618, 3, cut, "1.289");
        check(-1.6053, 2, round, "−1.61");
        check(12345.6789, 1, round, "12345.7");
        check(0.0004, 3, round, "0");
        check(-0.0004, 3, round, "0");
        check(0.0005, 3, round, "0.001");
        check(-0.00096, 3, round, "−0.001");
        check(0.00096, 3, cut, "0");
        check(0.00001, 3, round, "0");
        check(9.9996, 3, round, "10");
        check(0.9996, 3, round, "1");
        check(0.0, 3, round, "0");
        check(f64::INFINITY, 3, round, "∞");
        check(7.0, 3, round, "7");
    }

    #[test]
    fn what_is_kept_on_paper_is_what_is_shown() {
        let check = |value: f64, digits, rounding, expected: f64| {
            assert_eq!(kept(value, &at(digits, rounding)), expected, "{value} at {digits}");
        };
        check(1.288494045, 4, Rounding::Round, 1.288);
        check(1.289618, 4, Rounding::Cut, 1.289);
        check(1.2199999999999998, 6, Rounding::Cut, 1.22);
        check(-4.567e-7, 2, Rounding::Round, -4.6e-7);
        check(99.95, 3, Rounding::Round, 100.0);
        check(0.15, 17, Rounding::Round, 0.15);
        check(0.0, 3, Rounding::Round, 0.0);
        // On paper it is a 5, whatever the double nearest to it is.
        check(2.675, 3, Rounding::Round, 2.68);
        check(-0.038098237 * 0.5, 8, Rounding::Round, -0.019049119);
        assert!(kept(f64::NAN, &Display::default()).is_nan());
    }

    #[test]
    fn full_precision_is_javascripts() {
        for (value, expected) in [
            (0.5074688075164043, "0.5074688075164043"),
            (-1.6053, "-1.6053"),
            (2.0, "2"),
            (0.000001, "0.000001"),
            (1e-7, "1e-7"),
            (-2.5e-9, "-2.5e-9"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (0.0, "0"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(full(value), expected);
        }
    }

    #[test]
    fn other_forms() {
        let display = Display::default();
        assert_eq!(plain(f64::NAN, &display), "not a number");
        assert_eq!(plain(f64::INFINITY, &display), "∞");
        assert_eq!(Shown::NotComputed.plain(), "–");
        assert_eq!(plain(-1.5e-12, &display), "−1.5 × 10⁻¹²");
        assert_eq!(plain(1.5e40, &display), "1.5 × 10⁴⁰");
        assert_eq!(
            Shown::new(-1.5e-12, &display).mathml(),
            "<mrow><mn>−1.5</mn><mo>×</mo><msup><mn>10</mn><mn>−12</mn></msup></mrow>"
        );
    }
}
