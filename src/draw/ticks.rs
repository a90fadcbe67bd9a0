//! Round numbers along an axis.

use crate::explain::number::superscript;

/// Marks from 0 up to `most`, about `wanted` of them, at a step of 1, 2 or 5 times a power of ten. Empty where
/// there is nothing to divide.
pub(super) fn ticks(most: f64, wanted: usize, whole: bool) -> Vec<f64> {
    if !most.is_finite() || most <= 0.0 {
        return Vec::new();
    }
    let rough = most / wanted.max(1) as f64;
    let power = libm::pow(10.0, libm::log10(rough).floor());
    if !power.is_normal() {
        return Vec::new();
    }
    let steps = [1.0, 2.0, 5.0, 10.0];
    let step = power * steps.into_iter().find(|step| step * power >= rough * (1.0 - 1e-9)).unwrap_or(10.0);
    let step = if whole { step.max(1.0) } else { step };
    let count = (most / step * (1.0 + 1e-9)).floor() as usize;
    (0..=count.min(50)).map(|k| k as f64 * step).collect()
}

/// What is written at each of the marks: as many decimals as the step has.
pub(super) fn labels(ticks: &[f64]) -> Vec<String> {
    let step = ticks.get(1).copied().unwrap_or(0.0);
    let last = ticks.last().copied().unwrap_or(0.0);
    let exponent = if step > 0.0 { libm::log10(step * (1.0 + 1e-9)).floor() as i32 } else { 0 };
    let largest = if last > 0.0 { libm::log10(last * (1.0 + 1e-9)).floor() as i32 } else { 0 };
    ticks
        .iter()
        .map(|&tick| match (exponent, largest) {
            _ if tick == 0.0 => "0".to_owned(),
            (-4.., ..=5) => format!("{tick:.*}", exponent.min(0).unsigned_abs() as usize),
            _ => power_of_ten(tick, exponent),
        })
        .collect()
}

/// `2×10⁻⁷`, with the decimals that a step of `10^exponent` makes necessary.
fn power_of_ten(value: f64, exponent: i32) -> String {
    let own = libm::log10(value * (1.0 + 1e-9)).floor() as i32;
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
