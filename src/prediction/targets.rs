//! What the targets of a data set are: classes, and of which kind, or numbers.

use crate::dataset::Dataset;

/// What the targets of a data set are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Targets {
    /// Each is 0 or 1, and both occur.
    Bits,
    /// Each is −1 or 1, and both occur.
    Signs,
    /// Of each sample's several targets one is 1 and the others 0, and it is not always the same one.
    OneHot,
    /// Anything else.
    Numbers,
}

impl Targets {
    /// What the targets of `data` are.
    pub fn of(data: &Dataset) -> Targets {
        let rows = || (0..data.len()).map(|row| data.targets(row));
        let all = |one: f64, other: f64| {
            let is = |value: f64| rows().any(|row| row.contains(&value));
            is(one) && is(other) && rows().all(|row| row.iter().all(|value| *value == one || *value == other))
        };
        if all(-1.0, 1.0) {
            return Targets::Signs;
        }
        if !all(0.0, 1.0) {
            return Targets::Numbers;
        }
        let class = |row: &[f64]| row.iter().position(|value| *value == 1.0);
        let first = rows().next().and_then(class);
        let is_one_hot = rows().all(|row| row.len() > 1 && row.iter().sum::<f64>() == 1.0)
            && rows().any(|row| class(row) != first);
        if is_one_hot { Targets::OneHot } else { Targets::Bits }
    }

    /// The value of an output that divides its two targets; `None` for numbers.
    pub fn edge(self) -> Option<f64> {
        match self {
            Targets::Bits | Targets::OneHot => Some(0.5),
            Targets::Signs => Some(0.0),
            Targets::Numbers => None,
        }
    }

    /// Whether a sample's prediction is on the side of its target; `None` for numbers.
    pub fn is_right(self, prediction: &[f64], targets: &[f64]) -> Option<bool> {
        if self == Targets::OneHot {
            return Some(greatest(prediction)? == greatest(targets)?);
        }
        let edge = self.edge()?;
        Some(prediction.iter().zip(targets).all(|(p, y)| p.is_finite() && (*p >= edge) == (*y >= edge)))
    }
}

/// The place of the greatest number, the first of equal ones; `None` where one is NaN.
pub(crate) fn greatest(values: &[f64]) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (place, &value) in values.iter().enumerate() {
        if value.is_nan() {
            return None;
        }
        if best.is_none_or(|(_, most)| value > most) {
            best = Some((place, value));
        }
    }
    best.map(|(place, _)| place)
}
