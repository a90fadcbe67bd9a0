//! Round numbers along an axis.

use crate::explain::number::superscript;

/// Marks from 0 up to `most`, about `wanted` of them, at a step of 1, 2 or 5 times a power of ten. Empty where
/// there is nothing to divide.
pub(super) fn ticks(most: f64, wanted: usize, whole: bool) -> Vec<f64> {
    if !most.is_finite() || most <= 0.0 {
        return Vec::new();
    }
    let Some(step) = step(most, wanted) else { return Vec::new() };
    let step = if whole { step.max(1.0) } else { step };
    let count = (most / step * (1.0 + 1e-9)).floor() as usize;
    (0..=count.min(50)).map(|k| k as f64 * step).collect()
}

/// A step of 1, 2 or 5 times a power of ten that divides `length` into about `wanted` parts.
pub(super) fn step(length: f64, wanted: usize) -> Option<f64> {
    let rough = length / wanted.max(1) as f64;
    let power = libm::pow(10.0, libm::log10(rough).floor());
    if !power.is_normal() {
        return None;
    }
    let steps = [1.0, 2.0, 5.0, 10.0];
    Some(power * steps.into_iter().find(|step| step * power >= rough * (1.0 - 1e-9)).unwrap_or(10.0))
}

/// Round marks from `least` to `most`, as [`ticks`].
pub(super) fn between(least: f64, most: f64, wanted: usize) -> Vec<f64> {
    let length = most - least;
    if !length.is_finite() || length <= 0.0 {
        return Vec::new();
    }
    let Some(step) = step(length, wanted) else { return Vec::new() };
    let (first, last) = ((least / step - 1e-9).ceil(), (most / step + 1e-9).floor());
    // Where the numbers are so large that a step is lost in them, there are no marks.
    if first.abs().max(last.abs()) > 1e9 {
        return Vec::new();
    }
    let count = (last - first).max(-1.0) as i64 + 1;
    (0..count.min(50)).map(|k| (first + k as f64) * step + 0.0).collect()
}

/// Marks at whole powers of ten from `10^low` up to `10^high`, about `wanted` of them, the highest first: how far up each
/// is, from 0 to 1, and what is written there.
pub(super) fn powers(low: f64, high: f64, wanted: f64) -> Vec<(f64, String)> {
    let decades = high - low;
    let step = (decades / wanted).ceil().max(1.0);
    let count = (decades / step).floor() as usize;
    let mark = |k: usize| {
        let exponent = high - k as f64 * step;
        let label = match exponent as i32 {
            0 => "1".to_owned(),
            1 => "10".to_owned(),
            -1 => "0.1".to_owned(),
            exponent => format!("10{}", superscript(exponent)),
        };
        ((exponent - low) / decades, label)
    };
    (0..=count.min(20)).map(mark).collect()
}

/// What is written at each of the marks: as many decimals as the step has.
pub(super) fn labels(ticks: &[f64]) -> Vec<String> {
    let step = match *ticks {
        // One mark alone: it has at most two digits.
        [only] => only.abs() / 10.0,
        [first, second, ..] => second - first,
        [] => 0.0,
    };
    let last = ticks.iter().fold(0.0f64, |most, tick| most.max(tick.abs()));
    let exponent = if step > 0.0 { libm::log10(step * (1.0 + 1e-9)).floor() as i32 } else { 0 };
    let largest = if last > 0.0 { libm::log10(last * (1.0 + 1e-9)).floor() as i32 } else { 0 };
    ticks
        .iter()
        .map(|&tick| match (exponent, largest) {
            _ if tick == 0.0 => "0".to_owned(),
            (-4.., ..=5) => format!("{tick:.*}", exponent.min(0).unsigned_abs() as usize),
            _ => power_of_ten(tick, exponent),
        })
        .map(|label| label.replace('-', "\u{2212}"))
        .collect()
}

/// `2×10⁻⁷`, with the decimals that a step of `10^exponent` makes necessary.
fn power_of_ten(value: f64, exponent: i32) -> String {
    let own = libm::log10(value.abs() * (1.0 + 1e-9)).floor() as i32;
    let decimals = (own - exponent).clamp(0, 15) as usize;
    let power = libm::pow(10.0, f64::from(own));
    format!("{:.decimals$}×10{}", value / power, superscript(own))
}

/// A whole number, its digits in groups of three where it has more than four.
pub(super) fn whole(number: u64) -> String {
    let digits = number.to_string();
    if digits.len() <= 4 {
        return digits;
    }
    let first = digits.len() % 3;
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 3 == first {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(most: f64, expected: &[&str]) {
        assert_eq!(labels(&ticks(most, 4, false)), expected, "up to {most}");
    }

    #[test]
    fn marks_are_round() {
        check(1.288494, &["0", "0.5", "1.0"]);
        check(0.9, &["0", "0.5"]);
        check(1.0, &["0", "0.5", "1.0"]);
        check(0.8, &["0", "0.2", "0.4", "0.6", "0.8"]);
        check(4.0, &["0", "1", "2", "3", "4"]);
        check(4500.0, &["0", "2000", "4000"]);
        check(3e7, &["0", "1×10⁷", "2×10⁷", "3×10⁷"]);
        check(2e-12, &["0", "5×10⁻¹³", "1.0×10⁻¹²", "1.5×10⁻¹²", "2.0×10⁻¹²"]);
    }

    #[test]
    fn marks_lie_between() {
        let check = |least, most, expected: &[&str]| assert_eq!(labels(&between(least, most, 4)), expected);
        check(2.5, 7.5, &["4", "6"]);
        check(-1.2, 1.2, &["−1", "0", "1"]);
        check(-0.3, 0.1, &["−0.3", "−0.2", "−0.1", "0", "0.1"]);
        check(1e9, 3e9, &["1.0×10⁹", "1.5×10⁹", "2.0×10⁹", "2.5×10⁹", "3.0×10⁹"]);
        assert_eq!(labels(&[0.5]), ["0.50"]);
        for (least, most) in
            [(0.0, 0.0), (1.0, 0.0), (f64::NAN, 1.0), (f64::MIN, f64::MAX), (1e15, 1e15 + 1.0)]
        {
            assert!(between(least, most, 4).is_empty(), "{least} to {most}");
        }
    }

    #[test]
    fn powers_of_ten_are_marked() {
        let check = |low, high, wanted, expected: &[&str]| {
            let marks = powers(low, high, wanted);
            assert_eq!(marks.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), expected);
            assert_eq!(marks.first().map(|(part, _)| *part), Some(1.0));
        };
        check(-2.0, 2.0, 5.0, &["10²", "10", "1", "0.1", "10⁻²"]);
        check(0.0, 190.0, 4.0, &["10¹⁹⁰", "10¹⁴²", "10⁹⁴", "10⁴⁶"]);
    }

    #[test]
    fn nothing_is_divided_into_nothing() {
        for most in [0.0, -1.0, f64::NAN, f64::INFINITY, 5e-324] {
            assert!(ticks(most, 4, false).is_empty(), "{most}");
        }
        assert_eq!(ticks(1.0, 6, true), [0.0, 1.0]);
        assert_eq!(ticks(f64::MAX, 4, false).len(), 4);
    }

    #[test]
    fn long_whole_numbers_are_grouped() {
        assert_eq!(whole(9999), "9999");
        assert_eq!(whole(100_000), "100\u{202f}000");
        assert_eq!(whole(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
