//! Numbers and arrays as NumPy prints them, digit for digit, at its usual settings: eight digits after the point, as few as
//! tell doubles apart, a width common to the whole array, lines of 75 characters, long arrays cut.

use crate::explain::number;

/// Digits after the point.
const PRECISION: usize = 8;
/// Characters of a line.
const LINE: usize = 75;
/// Larger arrays are cut to so many entries at each end of a row or column.
const MOST: usize = 1000;
const EDGE: usize = 3;

/// `np.squeeze` of a matrix, printed: a number, a row or a table. Whole numbers throughout are printed as such where
/// the program has written them down as such.
pub(super) fn squeezed(numbers: &[f64], width: usize, integers: bool) -> String {
    let rows = numbers.len() / width.max(1);
    match numbers {
        [only] => scalar(*only, integers),
        _ if rows == 1 || width == 1 => row(numbers, integers),
        _ => table(numbers, width, integers),
    }
}

/// One number by itself: the shortest text that reads back as the same double.
pub(super) fn scalar(value: f64, integer: bool) -> String {
    if integer {
        return number::full(value);
    }
    if !value.is_finite() {
        return not_finite(value).to_owned();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = parts(&scientific);
    if value == 0.0 || (-4..16).contains(&exponent) {
        let text = format!("{value}");
        return if text.contains('.') { text } else { text + ".0" };
    }
    format!("{digits}e{}", signed(exponent, 2))
}

/// An array of one dimension.
pub(super) fn row(numbers: &[f64], integers: bool) -> String {
    let cut = numbers.len() > MOST;
    let shown: Vec<f64> = edges(numbers.len(), cut).filter_map(|at| numbers.get(at?).copied()).collect();
    let style = Style::of(&shown, integers);
    line(numbers, cut, &style, 1, LINE)
}

fn table(numbers: &[f64], width: usize, integers: bool) -> String {
    let cut = numbers.len() > MOST;
    let rows: Vec<&[f64]> = numbers.chunks(width).collect();
    let places = || edges(rows.len(), cut);
    let shown = places()
        .flatten()
        .filter_map(|at| rows.get(at))
        .flat_map(|row| edges(width, cut).filter_map(|at| row.get(at?).copied()));
    let style = Style::of(&shown.collect::<Vec<_>>(), integers);
    let lines: Vec<String> = places()
        .map(|at| match at.and_then(|at| rows.get(at)) {
            Some(row) => line(row, cut, &style, 2, LINE - 1),
            None => "...".to_owned(),
        })
        .collect();
    format!("[{}]", lines.join("\n "))
}

/// Which entries are shown; `None` is the gap between them.
fn edges(count: usize, cut: bool) -> impl Iterator<Item = Option<usize>> {
    let cut = cut && count > 2 * EDGE;
    let (head, tail) = if cut { (EDGE, count - EDGE) } else { (count, count) };
    (0..head).map(Some).chain(cut.then_some(None)).chain((tail..count).map(Some))
}

/// Entries between brackets, broken into lines that begin `indent` deep.
fn line(numbers: &[f64], cut: bool, style: &Style, indent: usize, width: usize) -> String {
    let (mut text, mut length) = ("[".to_owned(), indent);
    for (index, at) in edges(numbers.len(), cut).enumerate() {
        let word = match at.and_then(|at| numbers.get(at)) {
            Some(&number) => style.write(number),
            None => "...".to_owned(),
        };
        if index > 0 {
            text.push(' ');
            length += 1;
        }
        // One character is kept for the closing bracket.
        if length + word.len() > width - 1 && length > indent {
            text.truncate(text.trim_end().len());
            text.push('\n');
            text.extend(std::iter::repeat_n(' ', indent));
            length = indent;
        }
        length += word.len();
        text.push_str(&word);
    }
    text.push(']');
    text
}

/// How all numbers of an array are written.
enum Style {
    Whole { width: usize },
    Decimal { left: usize, right: usize },
    Scientific { left: usize, right: usize, exponent: usize },
}

impl Style {
    fn of(numbers: &[f64], integers: bool) -> Style {
        let longest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        if integers {
            return Style::Whole { width: longest(&mut numbers.iter().map(|&x| number::full(x).len())) };
        }
        let finite = || numbers.iter().copied().filter(|x| x.is_finite());
        let sizes = || finite().map(f64::abs).filter(|x| *x != 0.0);
        let (largest, smallest) = (sizes().fold(0.0, f64::max), sizes().fold(f64::INFINITY, f64::min));
        let scientific =
            sizes().next().is_some() && (largest >= 1e8 || smallest < 0.0001 || largest / smallest > 1000.0);
        // What stands for a number that is not finite takes the place of all digits and the point.
        let room = |left: usize, right: usize| {
            let others = numbers.iter().filter(|x| !x.is_finite());
            let longest = longest(&mut others.map(|&x| not_finite(x).len()));
            left.max(longest.saturating_sub(right + 1))
        };
        if scientific {
            let written: Vec<(String, String)> = finite().map(scientific_parts).collect();
            let digits = || written.iter().map(|(digits, _)| digits.split_once('.').unwrap_or((digits, "")));
            let right = longest(&mut digits().map(|(_, fraction)| fraction.len()));
            let exponent = longest(&mut written.iter().map(|(_, exponent)| exponent.len())).saturating_sub(1);
            let left = longest(&mut digits().map(|(whole, _)| whole.len()));
            Style::Scientific { left: room(left, exponent + 2 + right), right, exponent }
        } else {
            let written: Vec<String> = finite().map(decimal).collect();
            let digits = || written.iter().map(|text| text.split_once('.').unwrap_or((text, "")));
            let right = longest(&mut digits().map(|(_, fraction)| fraction.len()));
            let left = longest(&mut digits().map(|(whole, _)| whole.len()));
            Style::Decimal { left: room(left, right), right }
        }
    }

    fn write(&self, value: f64) -> String {
        match *self {
            Style::Whole { width } => format!("{:>width$}", number::full(value)),
            Style::Decimal { left, right } if !value.is_finite() => {
                format!("{:>1$}", not_finite(value), left + right + 1)
            }
            Style::Decimal { left, right } => {
                let text = decimal(value);
                let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
                format!("{whole:>left$}.{fraction:<right$}")
            }
            Style::Scientific { left, right, exponent } if !value.is_finite() => {
                format!("{:>1$}", not_finite(value), left + right + exponent + 3)
            }
            Style::Scientific { left, right, exponent } => {
                let (digits, power) = scientific_parts(value);
                let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
                let power = signed(power.parse().unwrap_or(0), exponent);
                format!("{whole:>left$}.{fraction:0<right$}e{power}")
            }
        }
    }
}

/// With a point, at most [`PRECISION`] digits behind it, and no more of them than needed.
fn decimal(value: f64) -> String {
    let text = format!("{value}");
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    if fraction.len() <= PRECISION {
        return if text.contains('.') { text } else { text + "." };
    }
    format!("{value:.PRECISION$}").trim_end_matches('0').to_owned()
}

/// Digits with a point, at most [`PRECISION`] behind it, and the power of ten with its sign.
fn scientific_parts(value: f64) -> (String, String) {
    let shortest = format!("{value:e}");
    let (digits, exponent) = parts(&shortest);
    let long = digits.split_once('.').is_some_and(|(_, fraction)| fraction.len() > PRECISION);
    let rounded = if long { format!("{value:.PRECISION$e}") } else { String::new() };
    let (digits, exponent) = if long { parts(&rounded) } else { (digits, exponent) };
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').to_owned() } else { format!("{digits}.") };
    (digits, signed(exponent, 2))
}

/// `1.5e-3` as `1.5` and −3.
fn parts(scientific: &str) -> (&str, i32) {
    let (digits, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    (digits, exponent.parse().unwrap_or(0))
}

/// An exponent with its sign and at least so many digits.
fn signed(exponent: i32, digits: usize) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:0>digits$}", exponent.unsigned_abs())
}

fn not_finite(value: f64) -> &'static str {
    match value {
        _ if value.is_nan() => "nan",
        _ if value > 0.0 => "inf",
        _ => "-inf",
    }
}
