//! Exact fractions of whole numbers that 128 bits hold: up to 38 digits above and below the bar.
//!
//! That is more than a reader wants to see. Whatever would not fit is `None`, never a wrong number.

use std::cmp::Ordering;

/// A fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction {
    above: i128,
    /// Above 0.
    below: i128,
}

impl Fraction {
    /// 0.
    pub const ZERO: Fraction = Fraction { above: 0, below: 1 };
    /// 1.
    pub const ONE: Fraction = Fraction { above: 1, below: 1 };

    /// A whole number.
    pub fn whole(number: usize) -> Self {
        Fraction { above: number as i128, below: 1 }
    }

    /// `above / below`; `None` for a division by 0, and where it does not fit.
    pub fn new(above: i128, below: i128) -> Option<Self> {
        let common = i128::try_from(common(above.unsigned_abs(), below.unsigned_abs())).ok()?;
        let sign = if below < 0 { -1 } else { 1 };
        let part = |number: i128| number.checked_div(common)?.checked_mul(sign);
        if below == 0 { None } else { Self::fitting(part(above)?, part(below)?) }
    }

    /// In lowest terms already. The one number without a negative counts as too long.
    fn fitting(above: i128, below: i128) -> Option<Self> {
        (above != i128::MIN).then_some(Fraction { above, below })
    }

    /// The decimal number that is written for a double: 3/20 for `0.15`.
    pub fn of(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self::parse(&format!("{value:e}")))?
    }

    /// `-1.5e-3`, `0.01`, `12`
    pub fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
        let exponent = exponent.parse::<i32>().ok()? - i32::try_from(decimals.len()).ok()?;
        let power = 10i128.checked_pow(exponent.unsigned_abs());
        match digits {
            0 => Some(Fraction::ZERO),
            digits if exponent < 0 => Fraction::new(digits, power?),
            digits => Fraction::new(digits.checked_mul(power?)?, 1),
        }
    }

    /// The number above the bar.
    pub fn above(self) -> i128 {
        self.above
    }

    /// The number below it, above 0.
    pub fn below(self) -> i128 {
        self.below
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.above == 0
    }

    /// `−1`, `0` or `1`.
    pub fn sign(self) -> Self {
        Fraction { above: self.above.signum(), below: 1 }
    }

    /// `self + other`
    pub fn plus(self, other: Self) -> Option<Self> {
        let shared = i128::try_from(common(self.below.unsigned_abs(), other.below.unsigned_abs())).ok()?;
        let (own, others) = (self.below / shared, other.below / shared);
        let above = self.above.checked_mul(others)?.checked_add(other.above.checked_mul(own)?)?;
        Fraction::new(above, self.below.checked_mul(others)?)
    }

    /// `self · other`
    pub fn times(self, other: Self) -> Option<Self> {
        // What can be cancelled is cancelled first, so that only a result that is too long is too long.
        let (one, two) = (Fraction::new(self.above, other.below)?, Fraction::new(other.above, self.below)?);
        Self::fitting(one.above.checked_mul(two.above)?, one.below.checked_mul(two.below)?)
    }

    /// `1 / self`; `None` for 0.
    pub fn inverse(self) -> Option<Self> {
        Fraction::new(self.below, self.above)
    }

    /// `−self`
    pub fn negative(self) -> Self {
        Fraction { above: -self.above, ..self }
    }

    /// `|self|`
    pub fn abs(self) -> Self {
        if self.above < 0 { self.negative() } else { self }
    }

    /// `self` multiplied with itself so many times.
    pub fn power(self, times: u64) -> Option<Self> {
        if self.above.abs() == self.below || self.is_zero() {
            let odd = times % 2 == 1;
            return Some(if times == 0 {
                Fraction::ONE
            } else if odd {
                self
            } else {
                self.abs()
            });
        }
        let times = u32::try_from(times).ok()?;
        Self::fitting(self.above.checked_pow(times)?, self.below.checked_pow(times)?)
    }

    /// `√self`, where that is a fraction: of a negative number, and of most others, it is none.
    pub fn root(self) -> Option<Self> {
        let root = |number: i128| {
            let root = u128::try_from(number).ok()?.isqrt();
            (root.checked_mul(root)? == number.unsigned_abs()).then_some(root as i128)
        };
        Some(Fraction { above: root(self.above)?, below: root(self.below)? })
    }

    /// The nearest double, or one beside it.
    pub fn value(self) -> f64 {
        self.above as f64 / self.below as f64
    }

    /// Its decimal digits without sign, where they end after at most `most` decimals: `1.288494045`.
    pub fn decimal(self, most: usize) -> Option<String> {
        let whole = self.above.unsigned_abs() / self.below.unsigned_abs();
        let mut rest = self.above.unsigned_abs() % self.below.unsigned_abs();
        let mut digits = whole.to_string();
        for place in 0..most {
            if rest == 0 {
                break;
            }
            if place == 0 {
                digits.push('.');
            }
            rest = rest.checked_mul(10)?;
            digits.push(char::from_digit((rest / self.below.unsigned_abs()) as u32, 10)?);
            rest %= self.below.unsigned_abs();
        }
        (rest == 0).then_some(digits)
    }
}

impl PartialOrd for Fraction {
    /// `None` where the two are too long to be compared.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.plus(other.negative()).map(|difference| difference.above.cmp(&0))
    }
}

/// The greatest common divisor; 1 for two zeros.
fn common(mut one: u128, mut other: u128) -> u128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Fraction {
        Fraction::parse(text).unwrap_or_else(|| panic!("{text} is no decimal number"))
    }

    fn ratio(above: i128, below: i128) -> Option<Fraction> {
        Some(Fraction { above, below })
    }

    #[test]
    fn decimal_numbers_are_fractions() {
        assert_eq!(Fraction::of(0.15), ratio(3, 20));
        assert_eq!(Fraction::of(-1.6053), ratio(-16053, 10000));
        assert_eq!(Fraction::of(1e-8), ratio(1, 100_000_000));
        assert_eq!(Fraction::of(-0.0), ratio(0, 1));
        assert_eq!(Fraction::of(0.0), ratio(0, 1));
        assert_eq!(Fraction::of(12.0), ratio(12, 1));
        assert_eq!(Fraction::of(1e30), ratio(10i128.pow(30), 1));
        for none in [1e40, 1e-40, f64::MIN_POSITIVE, f64::MAX, f64::NAN, f64::INFINITY] {
            assert_eq!(Fraction::of(none), None, "{none}");
        }
    }

    #[test]
    fn sums_and_products_are_in_lowest_terms() {
        assert_eq!(of("0.15").plus(of("0.05")), ratio(1, 5));
        assert_eq!(of("0.15").plus(of("-0.15")), ratio(0, 1));
        assert_eq!(of("1.5").times(of("-0.4")), ratio(-3, 5));
        assert_eq!(of("-0.2").inverse(), ratio(-5, 1));
        assert_eq!(of("0").inverse(), None);
        assert_eq!(Fraction::new(3, -6), ratio(-1, 2));
        assert_eq!(of("-1.5").power(3), ratio(-27, 8));
        assert_eq!(of("-1").power(u64::MAX), ratio(-1, 1));
        assert_eq!(of("0.999").power(1000), None);
        assert_eq!(of("2.25").root(), ratio(3, 2));
        assert_eq!(of("2").root(), None);
        assert_eq!(of("-4").root(), None);
        assert!(of("0.1") < of("0.11") && of("-0.2") < of("0.1"));
    }

    #[test]
    fn what_does_not_fit_is_no_number() {
        let long = of("1e37").plus(Fraction::ONE).expect("it fits");
        assert_eq!(long.times(long), None);
        assert_eq!(long.times(of("100")), None);
        assert_eq!(of("1e-38").plus(of("1e-38")), ratio(1, 5 * 10i128.pow(37)));
        assert_eq!(long.times(long.inverse().expect("not 0")), ratio(1, 1));
        assert_eq!(Fraction::new(i128::MIN, -1), None);
        assert_eq!(Fraction::new(i128::MIN, i128::MIN), None);
        assert_eq!(Fraction::new(1, 0), None);
    }

    #[test]
    fn decimals_end_or_do_not() {
        let written = |above, below| Fraction::new(above, below).and_then(|fraction| fraction.decimal(12));
        assert_eq!(written(257_698_809, 200_000_000).as_deref(), Some("1.288494045"));
        assert_eq!(written(-1, 20).as_deref(), Some("0.05"));
        assert_eq!(written(7, 1).as_deref(), Some("7"));
        assert_eq!(written(1, 3), None);
        assert_eq!(written(1, 1 << 13), None);
    }
}
