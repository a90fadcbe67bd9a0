//! Two axes around a rectangle, and where numbers are in it.

use super::pen::Pen;
use super::ticks::{between, labels};
use super::{Result, Rgb, Theme, written};
use crate::grid::{Grid, Span};
use crate::scene::{Anchor, Point, Rect, estimated_width};
use plotters::prelude::DrawingBackend;

/// Font size of numbers and names.
pub(super) const SMALL: f64 = 11.0;
/// The least and the greatest side of a picture in CSS pixels.
const SIDES: (f64, f64) = (60.0, 8000.0);

/// A rectangle of a picture, and the numbers at its sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub(super) rect: Rect,
    pub(super) across: Span,
    pub(super) up: Span,
}

impl Plot {
    /// The plot in a picture of `width` by `height`, with `top` pixels over it, as much room on the left as the
    /// numbers need, and whole pixels for its sides.
    pub(super) fn new(across: Span, up: Span, (width, height): (f64, f64), top: f64) -> Plot {
        let (width, height) = (side(width), side(height));
        let marks = labels(&between(up.least, up.most, wanted(height - top, 40.0)));
        let label = marks.iter().map(|label| estimated_width(label, SMALL)).fold(8.0, f64::max);
        let left = label.ceil() + 14.0;
        let rect = Rect {
            left,
            top,
            right: (width - 12.0).floor().max(left + 8.0),
            bottom: (height - 24.0).floor().max(top + 8.0),
        };
        Plot { rect, across, up }
    }

    pub(super) fn x(&self, value: f64) -> f64 {
        self.rect.left + self.rect.width() * self.across.part(value)
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        self.rect.bottom - self.rect.height() * self.up.part(value)
    }

    pub(super) fn at(&self, (x, y): (f64, f64)) -> Point {
        Point { x: self.x(x), y: self.y(y) }
    }

    /// The numbers at a point of the picture; `None` beside the plot.
    pub(super) fn numbers(&self, point: Point) -> Option<(f64, f64)> {
        if !self.rect.contains(point) {
            return None;
        }
        let (x, y) = (point.x - self.rect.left, self.rect.bottom - point.y);
        Some((self.across.at(x / self.rect.width()), self.up.at(y / self.rect.height())))
    }

    /// Marks and numbers at the left and lower side, and the names of both axes.
    pub(super) fn axes<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        across: &str,
        up: &str,
        theme: &Theme,
    ) -> Result {
        let rect = self.rect;
        let text =
            |text: &str, at: Point, anchor| pen.text(text, SMALL, at, anchor, theme.muted, &theme.font);
        let marks = between(self.up.least, self.up.most, wanted(rect.height(), 40.0));
        for (&mark, label) in marks.iter().zip(labels(&marks)) {
            let y = self.y(mark);
            pen.segment(Point { x: rect.left - 4.0, y }, Point { x: rect.left, y }, 1.0, theme.muted)?;
            text(&label, Point { x: rect.left - 7.0 - estimated_width(&label, SMALL), y }, Anchor::Start)?;
        }
        let marks = between(self.across.least, self.across.most, wanted(rect.width(), 60.0));
        let name_left = rect.right - written::width(across, SMALL);
        let y = rect.bottom + 13.0;
        for (&mark, label) in marks.iter().zip(labels(&marks)) {
            let (x, half) = (self.x(mark), estimated_width(&label, SMALL) / 2.0);
            pen.segment(Point { x, y: rect.bottom }, Point { x, y: rect.bottom + 4.0 }, 1.0, theme.muted)?;
            if x + half + 6.0 < name_left {
                text(&label, Point { x, y }, Anchor::Middle)?;
            }
        }
        written::name(pen, across, SMALL, Point { x: name_left, y }, theme.muted, theme)?;
        let x = (rect.left - 7.0 - written::width(up, SMALL)).max(2.0);
        written::name(pen, up, SMALL, Point { x, y: rect.top - 15.0 }, theme.muted, theme)
    }

    /// The lines along which a grid has a value.
    pub(super) fn contour<B: DrawingBackend>(
        &self,
        pen: &Pen<'_, B>,
        grid: &Grid,
        level: f64,
        width: f64,
        colour: Rgb,
    ) -> Result {
        grid.contour(level).into_iter().try_for_each(|line| {
            let points: Vec<Point> = line.into_iter().map(|point| self.at(point)).collect();
            pen.path(&points, width, colour)
        })
    }

    /// The outline.
    pub(super) fn outline<B: DrawingBackend>(&self, pen: &Pen<'_, B>, theme: &Theme) -> Result {
        pen.outline(self.rect, 1.0, theme.muted.towards(theme.surface, 0.3))
    }
}

/// A side of a picture that can be painted.
pub(super) fn side(length: f64) -> f64 {
    if length.is_finite() { length.clamp(SIDES.0, SIDES.1) } else { 300.0 }
}

/// How many marks there is room for.
fn wanted(length: f64, each: f64) -> usize {
    (length / each).clamp(3.0, 6.0) as usize
}
