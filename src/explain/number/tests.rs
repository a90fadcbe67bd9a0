//! How numbers are shown, digit by digit.

use super::*;
use proptest::prelude::*;

fn at(digits: usize, rounding: Rounding) -> Display {
    Display { digits, rounding, ..Display::default() }
}

#[test]
fn rounds_the_decimal_number_that_the_double_stands_for() {
    let check = |value: f64, digits, expected: &str| {
        assert_eq!(latex(value, &at(digits, Rounding::Round)), expected, "{value} at {digits}");
    };
    check(0.15, 6, "0.15");
    check(0.15, 17, "0.15");
    check(0.1 + 0.2, 6, "0.3");
    check(0.1 + 0.2, 17, "0.30000000000000004");
    check(-1.6053, 6, "-1.6053");
    check(-1.958466, 6, "-1.95847");
    check(2.675, 3, "2.68");
    check(1.005, 3, "1.01");
    check(0.15, 1, "0.2");
    check(1125899906842624.5, 16, "1.125899906842625 \\times 10^{15}");
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
    check(0.00044, 3, round, "0.0004");
    check(-0.0005, 3, round, "−0.0005");
    check(-0.00096, 3, round, "−0.001");
    check(0.00096, 3, cut, "0.0009");
    check(-4.44e-7, 3, round, "−4 × 10⁻⁷");
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

proptest! {
    /// What is kept is what is shown, to the last digit. (Only zeros that fill up an integer are known then.)
    #[test]
    fn kept_and_shown_are_rounded_alike(
        decimal in -99_999i64..100_000,
        exponent in -9i32..4,
        noise in -2i64..3,
        digits in 1usize..18,
        cut in any::<bool>(),
        decimals in any::<bool>(),
    ) {
        let value: f64 = format!("{decimal}e{exponent}").parse().expect("a number");
        let value = f64::from_bits(value.to_bits().saturating_add_signed(noise));
        let rounding = if cut { Rounding::Cut } else { Rounding::Round };
        let counting = if decimals { Counting::Decimals } else { Counting::Significant };
        let display = Display { counting, ..at(digits, rounding) };
        let kept = kept(value, &display);
        prop_assert_eq!(super::kept(kept, &display), kept);
        if Shown::new(value, &display).is_scientific() {
            prop_assert_eq!(kept, read(&plain(value, &display)));
        } else {
            prop_assert_eq!(plain(kept, &display), plain(value, &display));
        }
    }
}

/// `−1.2 × 10⁻⁷`
fn read(text: &str) -> f64 {
    let ascii: String = text
        .replace(" × 10", "e")
        .chars()
        .map(|c| match c {
            '−' | '⁻' => '-',
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            '⁰'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10).expect("a digit"),
            c => c,
        })
        .collect();
    ascii.parse().expect("a number")
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
