//! Where the losses of a run are in their picture: on a linear axis, or, once they have grown beyond it, by powers of ten.

use super::loss_curve::LossCurve;
use super::ticks::{labels, powers, ticks};
use crate::scene::{Rect, estimated_width};

/// Font size of what stands at the axes.
pub(super) const SMALL: f64 = 11.0;
/// The greatest loss that still has a place on the axis.
pub(super) const MOST: f64 = 1e300;
/// What the axis of losses is called, in the corner over it.
const NAME: &str = "loss E";
/// The same where the axis goes by powers of ten.
const NAME_LOGARITHMIC: &str = "loss E, logarithmic";
/// How many times the loss that a run began with, and that of its middle, the greatest may be before the axis goes by
/// powers of ten: on a linear one all but a few updates of a run that explodes would lie on the ground.
const GROWN: f64 = 1e3;
/// Of the first loss: where such an axis starts at the furthest.
const LEAST: f64 = 1e-6;

/// Where the curve is in a picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Plot {
    pub(super) rect: Rect,
    /// How many updates there are from left to right.
    pub(super) updates: f64,
    /// Whether the axis goes by powers of ten; then its ends are exponents.
    pub(super) is_logarithmic: bool,
    /// The lower end of the axis.
    pub(super) low: f64,
    /// The upper one.
    pub(super) high: f64,
    /// Where lines are drawn over the picture, as losses or exponents, and what stands at them.
    pub(super) marks: Vec<(f64, String)>,
}

impl Plot {
    pub(super) fn new(curve: &LossCurve<'_>, width: f64, height: f64) -> Plot {
        let side = |length: f64| if length.is_finite() { length.clamp(60.0, 8000.0) } else { 300.0 };
        let (width, height) = (side(width), side(height));
        let wanted = ((height - 50.0) / 34.0).clamp(2.0, 6.0);
        let most = curve.most();
        let is_logarithmic = curve.is_logarithmic();
        let (low, high, marks) = if is_logarithmic {
            let (low, high) = curve.exponents();
            let place = |(part, label)| (low + part * (high - low), label);
            (low, high, powers(low, high, wanted).into_iter().map(place).collect())
        } else {
            let marks = ticks(most, wanted as usize, false);
            let labels = labels(&marks);
            (
                0.0,
                if most > 0.0 { most * 1.04 } else { 1.0 },
                marks.into_iter().zip(labels).collect::<Vec<_>>(),
            )
        };
        let label = marks.iter().map(|(_, label)| estimated_width(label, SMALL)).fold(8.0, f64::max);
        Plot {
            rect: Rect {
                left: label.ceil() + 14.0,
                top: if curve.tests.is_empty() { 24.0 } else { 42.0 },
                right: width - 14.0,
                bottom: height - 24.0,
            },
            updates: curve.updates().max(1) as f64,
            is_logarithmic,
            low,
            high,
            marks,
        }
    }

    pub(super) fn x(&self, updates: f64) -> f64 {
        self.rect.left + self.rect.width() * updates / self.updates
    }

    pub(super) fn y(&self, loss: f64) -> f64 {
        self.height(self.on_axis(loss))
    }

    pub(super) fn height(&self, on_axis: f64) -> f64 {
        let part = (on_axis - self.low) / (self.high - self.low);
        self.rect.bottom - self.rect.height() * part.clamp(0.0, 1.0)
    }

    /// Where a loss is on the axis.
    pub(super) fn on_axis(&self, loss: f64) -> f64 {
        match self.is_logarithmic {
            true if loss <= 0.0 => self.low,
            true => libm::log10(loss).max(self.low),
            false => loss,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        if self.is_logarithmic { NAME_LOGARITHMIC } else { NAME }
    }
}

impl LossCurve<'_> {
    /// Every loss that has a place in the picture.
    fn known(&self) -> impl Iterator<Item = f64> {
        let tests = self.tests.iter().map(|(_, loss)| loss);
        self.losses.iter().chain(&self.current_loss).chain(tests).copied().filter(|loss| loss.is_finite())
    }

    /// The greatest.
    fn most(&self) -> f64 {
        self.known().fold(0.0, f64::max).min(MOST)
    }

    /// Whether the losses have grown so much that their axis goes by powers of ten. A loss that falls, however far, stays
    /// on a linear one, which shows how much of it is gone.
    pub fn is_logarithmic(&self) -> bool {
        let Some(&first) = self.losses.first() else { return false };
        let middle = self.losses.get(self.losses.len() / 2).copied().unwrap_or(first);
        let usual = if middle.is_finite() { first.max(middle) } else { first };
        usual.is_finite() && usual > 0.0 && self.most() / usual > GROWN
    }

    /// The powers of ten that all losses lie between, but nothing far below the first.
    fn exponents(&self) -> (f64, f64) {
        let first = self.losses.first().copied().filter(|loss| *loss > 0.0).unwrap_or(1.0);
        let least =
            self.known().filter(|loss| *loss > 0.0).fold(first, f64::min).max(first * LEAST).max(1e-300);
        let low = libm::log10(least).floor();
        (low, libm::log10(self.most()).ceil().max(low + 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(losses: &[f64]) -> LossCurve<'_> {
        LossCurve { losses, ..LossCurve::default() }
    }

    #[test]
    fn losses_that_explode_go_by_powers_of_ten() {
        let exploding = [1.3, 5.0, 80.0, 1e5, 1e12, 1e40, 4e190];
        let exploding = curve(&exploding);
        assert!(exploding.is_logarithmic());
        assert!(exploding.text(&|loss| loss.to_string()).contains("The scale is logarithmic"));
        let plot = Plot::new(&exploding, 400.0, 190.0);
        assert_eq!((plot.low, plot.high), (0.0, 191.0));
        let rows: Vec<f64> = exploding.losses.iter().map(|loss| plot.y(*loss)).collect();
        assert!(rows.is_sorted_by(|a, b| a > b), "each is higher up: {rows:?}");
        assert_eq!(plot.y(f64::INFINITY), plot.rect.top);
        assert_eq!(plot.y(0.0), plot.rect.bottom);
    }

    #[test]
    fn all_others_stay_on_a_linear_axis() {
        for losses in [
            &[][..],
            &[1.0, 1e-3, 1e-9],
            &[0.0, 0.0],
            &[1e-9, 1.0, 0.8, 0.7],
            &[0.0, 3.0, 2.0],
            &[f64::NAN, 1.0],
        ] {
            assert!(!curve(losses).is_logarithmic(), "{losses:?}");
            assert_eq!(Plot::new(&curve(losses), 400.0, 190.0).low, 0.0);
        }
    }
}
