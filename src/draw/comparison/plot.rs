//! Where things are in the chart of several runs.

use super::SMALL;
use crate::comparison::Comparison;
use crate::draw::thinned::thinned;
use crate::draw::ticks::{labels, powers, ticks};
use crate::scene::{Point, Rect, estimated_width};

/// Of the first loss: where the logarithmic scale starts and ends at the furthest.
const LEAST: f64 = 1e-12;
const MOST: f64 = 1e3;
/// Of the first loss: where the linear scale ends at the furthest.
const MOST_LINEAR: f64 = 2.5;

/// How losses are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// By their logarithm: each line is so many times the one below.
    #[default]
    Logarithmic,
    /// From 0.
    Linear,
}

impl Scale {
    /// Both of them.
    pub const ALL: [Scale; 2] = [Scale::Logarithmic, Scale::Linear];

    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Logarithmic => "log",
            Scale::Linear => "linear",
        }
    }
}

/// Where the curves are in a picture.
pub(super) struct Plot {
    pub(super) rect: Rect,
    pub(super) updates: f64,
    /// By run: the points of its curve, as (updates since the start, loss).
    pub(super) curves: Vec<Vec<(f64, f64)>>,
    scale: Scale,
    /// The losses at the lower and the upper edge.
    low: f64,
    high: f64,
}

impl Plot {
    pub(super) fn new(comparison: &Comparison, scale: Scale, width: f64, height: f64) -> Plot {
        let side = |length: f64| if length.is_finite() { length.clamp(60.0, 8000.0) } else { 300.0 };
        let (width, height) = (side(width), side(height));
        let curves: Vec<_> =
            (0..comparison.len()).map(|run| points(comparison, run, width as usize)).collect();
        let finite = || curves.iter().flatten().map(|(_, loss)| *loss);
        let first = finite().next().filter(|loss| *loss > 0.0).unwrap_or(1.0);
        let most = finite().fold(first, f64::max);
        let (low, high) = match scale {
            Scale::Linear => (0.0, most.min(first * MOST_LINEAR).min(1e300) * 1.04),
            Scale::Logarithmic => {
                let least = finite().filter(|loss| *loss > 0.0).fold(first, f64::min);
                let floor = libm::log10(least.max(first * LEAST).max(1e-300)).floor();
                let ceiling = libm::log10(most.min(first * MOST).min(1e300)).ceil().max(floor + 1.0);
                (floor, ceiling)
            }
        };
        let named = |run| estimated_width(&name(comparison, run), SMALL);
        let names = (0..comparison.len()).map(named).fold(0.0, f64::max).min(width / 3.0);
        // What stands under their ends needs about as much.
        let names = names.max(36.0);
        Plot {
            rect: Rect { left: 50.0, top: 24.0, right: width - names.ceil() - 22.0, bottom: height - 24.0 },
            updates: (comparison.reached() - comparison.first()).max(1) as f64,
            curves,
            scale,
            low,
            high,
        }
    }

    pub(super) fn x(&self, updates: f64) -> f64 {
        self.rect.left + self.rect.width() * updates / self.updates
    }

    /// May lie above the chart, but not below.
    pub(super) fn y(&self, loss: f64) -> f64 {
        let value = match self.scale {
            Scale::Linear => loss,
            Scale::Logarithmic if loss <= 0.0 => self.low,
            Scale::Logarithmic => libm::log10(loss),
        };
        let part = ((value - self.low) / (self.high - self.low)).max(0.0);
        // So far up is out of every picture.
        self.rect.bottom - self.rect.height() * part.min(1e3)
    }

    /// Where a run's curve is at an update since the start, between its points too.
    pub(super) fn on_curve(&self, run: usize, update: f64) -> Option<Point> {
        let points = self.curves.get(run)?;
        let at = |&(update, loss): &(f64, f64)| Point { x: self.x(update), y: self.y(loss) };
        let after = points.partition_point(|(at, _)| *at < update);
        let before = after.checked_sub(1).and_then(|before| points.get(before));
        let y = match (before.map(at), points.get(after).map(at)) {
            (Some(from), Some(to)) => from.towards(to, (self.x(update) - from.x) / (to.x - from.x)).y,
            (Some(only), None) | (None, Some(only)) => only.y,
            (None, None) => return None,
        };
        Some(Point { x: self.x(update), y })
    }

    /// Where lines are drawn over the chart, and what stands at them.
    pub(super) fn marks(&self) -> Vec<(f64, String)> {
        let wanted = ((self.rect.height()) / 34.0).clamp(2.0, 8.0);
        match self.scale {
            Scale::Linear => {
                let marks = ticks(self.high, wanted as usize, false);
                let labels = labels(&marks);
                marks.iter().map(|mark| self.y(*mark)).zip(labels).collect()
            }
            Scale::Logarithmic => powers(self.low, self.high, wanted)
                .into_iter()
                .map(|(part, label)| (self.rect.bottom - self.rect.height() * part, label))
                .collect(),
        }
    }
}

/// A run's curve: its losses, or the means of its epochs where each has several updates. Infinite losses are out of
/// every picture and left out.
fn points(comparison: &Comparison, run: usize, columns: usize) -> Vec<(f64, f64)> {
    match comparison.epochs(run) {
        Some((updates, means)) => {
            let end = |(epoch, mean): (f64, f64)| ((epoch + 1.0) * updates as f64 - 1.0, mean);
            thinned(&means, columns).into_iter().map(end).collect()
        }
        None => thinned(comparison.losses(run).unwrap_or(&[]), columns),
    }
}

/// What stands at the end of a run's curve.
pub(super) fn name(comparison: &Comparison, run: usize) -> String {
    comparison.label(run)
}
