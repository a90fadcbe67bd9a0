//! A field of colours: from numbers to colours, and many cells painted with few rectangles.

use super::axes::SMALL;
use super::pen::Pen;
use super::ticks::{between, labels};
use super::{Result, Rgb, Theme};
use crate::grid::Span;
use crate::scene::{Anchor, Point, Rect, estimated_width};
use plotters::prelude::DrawingBackend;

/// How many colours a scale has.
const SHADES: usize = 64;

/// Colours for numbers, from one end to the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shades {
    span: Span,
    colours: Vec<Rgb>,
}

impl Shades {
    /// From the theme's colour for what is negative over its ground to its colour for what is positive.
    /// With a `strength` of 1 the ends are those colours themselves.
    pub(super) fn diverging(span: Span, strength: f64, theme: &Theme) -> Shades {
        let colour = |part: f64| {
            let end = if part < 0.0 { theme.negative } else { theme.positive };
            theme.surface.towards(end, strength * part.abs())
        };
        Shades { span, colours: (0..SHADES).map(|k| colour(2.0 * middle(k) - 1.0)).collect() }
    }

    /// From the theme's ground up to a colour.
    pub(super) fn rising(span: Span, colour: Rgb, theme: &Theme) -> Shades {
        Shades {
            span,
            colours: (0..SHADES).map(|k| theme.surface.towards(colour, 0.85 * middle(k))).collect(),
        }
    }

    /// Which of the colours a number has; `None` where it is not finite.
    pub(super) fn index(&self, value: f64) -> Option<usize> {
        let part = self.span.part(value);
        part.is_finite().then(|| ((part.clamp(0.0, 1.0) * SHADES as f64) as usize).min(SHADES - 1))
    }

    pub(super) fn colours(&self) -> &[Rgb] {
        &self.colours
    }

    /// The colour of a number.
    pub(super) fn colour(&self, value: f64) -> Option<Rgb> {
        self.colours.get(self.index(value)?).copied()
    }

    /// Round numbers of the scale, and how they are written.
    pub(super) fn marks(&self) -> Vec<(f64, String)> {
        let round = between(self.span.least, self.span.most, 4);
        round.iter().copied().zip(labels(&round)).collect()
    }

    /// A bar with all colours, and what is written at some of its values.
    pub(super) fn legend<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        bar: Rect,
        theme: &Theme,
        marks: &[(f64, String)],
    ) -> Result {
        let edge = |k: usize| bar.left + (bar.width() * k as f64 / SHADES as f64).round();
        for (k, &colour) in self.colours.iter().enumerate() {
            pen.rect(Rect { left: edge(k), right: edge(k + 1), ..bar }, colour)?;
        }
        pen.outline(bar, 1.0, theme.muted.towards(theme.surface, 0.3))?;
        let y = bar.bottom + 10.0;
        for (mark, label) in marks {
            let half = estimated_width(label, SMALL) / 2.0;
            let x = bar.left + bar.width() * self.span.part(*mark);
            pen.segment(Point { x, y: bar.bottom }, Point { x, y: bar.bottom + 3.0 }, 1.0, theme.muted)?;
            let x = x.min(bar.right + 10.0 - half);
            pen.text(label, SMALL, Point { x, y }, Anchor::Middle, theme.muted, &theme.font)?;
        }
        Ok(())
    }
}

/// The middle of a colour's part of the scale.
fn middle(k: usize) -> f64 {
    (k as f64 + 0.5) / SHADES as f64
}

/// A number for a legend: two digits.
pub(super) fn rough(value: f64) -> String {
    let display = crate::explain::Display { digits: 2, ..crate::explain::Display::default() };
    crate::explain::number::plain(value, &display).replace(' ', "")
}

/// Paints `rect` in cells of about `cell` pixels. `index` says which of the colours a cell has, by the parts of the
/// way across and up where its middle is. Neighbours in a row are one rectangle, and each colour is chosen once: a
/// canvas would take longer for its cells one by one.
pub(super) fn fill<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    rect: Rect,
    cell: f64,
    colours: &[Rgb],
    index: &dyn Fn(f64, f64) -> Option<usize>,
) -> Result {
    let count = |length: f64| (length / cell.max(0.5)).round().clamp(1.0, 2000.0) as usize;
    let (columns, rows) = (count(rect.width()), count(rect.height()));
    let x = |column: usize| rect.left + rect.width() * column as f64 / columns as f64;
    let y = |row: usize| rect.bottom - rect.height() * row as f64 / rows as f64;
    let mut runs: Vec<Vec<Rect>> = vec![Vec::new(); colours.len()];
    for row in 0..rows {
        let up = (row as f64 + 0.5) / rows as f64;
        let at = |column: usize| index((column as f64 + 0.5) / columns as f64, up);
        let mut from = (0, at(0));
        for column in 1..=columns {
            let next = if column < columns { at(column) } else { None };
            if column < columns && next == from.1 {
                continue;
            }
            let run = Rect { left: x(from.0), right: x(column), top: y(row + 1), bottom: y(row) };
            if let Some(runs) = from.1.and_then(|index| runs.get_mut(index)) {
                runs.push(run);
            }
            from = (column, next);
        }
    }
    for (runs, &colour) in runs.iter().zip(colours) {
        runs.iter().try_for_each(|&run| pen.rect(run, colour))?;
    }
    Ok(())
}
