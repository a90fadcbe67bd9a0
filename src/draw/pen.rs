//! Painting in CSS pixels on a plotters drawing area, the coordinates of which are whole numbers.
//!
//! A backend's unit is a part of a CSS pixel, so that nothing is rounded visibly: an eighth of a device pixel on a
//! canvas, a tenth of a pixel in SVG.

use super::theme::Rgb;
use super::{PaintError, Result};
use crate::scene::{Anchor, Point, Rect};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, CoordMapper, Drawable, PathElement, PointCollection, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontFamily, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// Something to paint with.
pub struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    scale: f64,
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    /// A pen for an area that has `scale` units in a CSS pixel.
    pub fn new(area: &'a DrawingArea<B, Shift>, scale: f64) -> Self {
        Pen { area, scale }
    }

    /// The area it paints on.
    pub fn area(&self) -> &'a DrawingArea<B, Shift> {
        self.area
    }

    /// So many CSS pixels in units of the area.
    pub fn units(&self, pixels: f64) -> i32 {
        // `as` goes to the nearest number there is, and to 0 for NaN.
        (pixels * self.scale).round() as i32
    }

    /// So many CSS pixels as a width of a line, at least one unit.
    pub fn stroke(&self, pixels: f64) -> u32 {
        self.units(pixels).max(1).unsigned_abs()
    }

    fn at(&self, point: Point) -> (i32, i32) {
        (self.units(point.x), self.units(point.y))
    }

    /// A line through points.
    pub fn path(&self, points: &[Point], width: f64, colour: Rgb) -> Result {
        let points: Vec<(i32, i32)> = points.iter().map(|&point| self.at(point)).collect();
        self.draw(&PathElement::new(points, self.line(width, colour)))
    }

    /// A straight line.
    pub fn segment(&self, from: Point, to: Point, width: f64, colour: Rgb) -> Result {
        self.path(&[from, to], width, colour)
    }

    /// A line through points, with gaps.
    pub fn dashed(&self, points: &[Point], width: f64, colour: Rgb, dash: f64, gap: f64) -> Result {
        dashes(points, dash, gap).iter().try_for_each(|dash| self.path(dash, width, colour))
    }

    /// A filled shape.
    pub fn polygon(&self, points: &[Point], colour: Rgb) -> Result {
        let points: Vec<(i32, i32)> = points.iter().map(|&point| self.at(point)).collect();
        self.draw(&Polygon::new(points, fill(colour)))
    }

    /// A filled circle.
    pub fn disc(&self, centre: Point, radius: f64, colour: Rgb) -> Result {
        self.draw(&Circle::new(self.at(centre), self.stroke(radius), fill(colour)))
    }

    /// A circle's outline.
    pub fn ring(&self, centre: Point, radius: f64, width: f64, colour: Rgb) -> Result {
        self.draw(&Circle::new(self.at(centre), self.stroke(radius), self.line(width, colour)))
    }

    /// A filled rectangle.
    pub fn rect(&self, rect: Rect, colour: Rgb) -> Result {
        let corners =
            [self.at(Point { x: rect.left, y: rect.top }), self.at(Point { x: rect.right, y: rect.bottom })];
        self.draw(&Rectangle::new(corners, fill(colour)))
    }

    /// A rectangle's outline.
    pub fn outline(&self, rect: Rect, width: f64, colour: Rgb) -> Result {
        let at = |x, y| Point { x, y };
        let Rect { left, top, right, bottom } = rect;
        let corners = [at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)];
        self.path(&corners, width, colour)
    }

    /// Text, vertically centred on a point.
    pub fn text(&self, text: &str, size: f64, at: Point, anchor: Anchor, colour: Rgb, font: &str) -> Result {
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
        };
        let font = (FontFamily::Name(family(font)), size * self.scale, FontStyle::Normal).into_font();
        let colour = rgb(colour);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(horizontal, VPos::Center));
        self.area.draw_text(text, &style, self.at(at)).map_err(|error| PaintError(error.to_string()))
    }

    /// The style of a line.
    pub fn line(&self, width: f64, colour: Rgb) -> ShapeStyle {
        ShapeStyle { color: rgb(colour).into(), filled: false, stroke_width: self.stroke(width) }
    }

    fn draw<'e, E, M>(&self, element: &'e E) -> Result
    where
        M: CoordMapper,
        &'e E: PointCollection<'e, (i32, i32), M>,
        E: Drawable<B, M>,
    {
        self.area.draw(element).map_err(|error| PaintError(error.to_string()))
    }
}

/// The font families to ask for: something in any case, since a canvas keeps its last font where there is none.
pub(crate) fn family(font: &str) -> &str {
    if font.trim().is_empty() { "sans-serif" } else { font }
}

fn fill(colour: Rgb) -> ShapeStyle {
    ShapeStyle { color: rgb(colour).into(), filled: true, stroke_width: 1 }
}

fn rgb(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

/// Cuts a line through points into dashes.
fn dashes(points: &[Point], dash: f64, gap: f64) -> Vec<Vec<Point>> {
    let mut dashes: Vec<Vec<Point>> = Vec::new();
    let mut current: Vec<Point> = points.first().copied().into_iter().collect();
    // How far it is to the next end of a dash or of a gap.
    let (mut left, mut drawing) = (dash.max(0.5), true);
    for pair in points.windows(2) {
        let &[mut from, to] = pair else { continue };
        let mut length = from.distance(to);
        while length > left {
            from = from.towards(to, left / length);
            length -= left;
            if drawing {
                current.push(from);
                dashes.push(std::mem::take(&mut current));
            } else {
                current = vec![from];
            }
            drawing = !drawing;
            left = if drawing { dash.max(0.5) } else { gap.max(0.5) };
        }
        left -= length;
        if drawing {
            current.push(to);
        }
    }
    if drawing && current.len() > 1 {
        dashes.push(current);
    }
    dashes
}

/// The outline of a rectangle with round corners, closed, starting at the top.
pub(super) fn rounded(rect: Rect, radius: f64) -> Vec<Point> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0).max(0.0);
    // Enough corners for a curve that looks round at its size.
    let steps = ((radius * 0.7) as usize).clamp(2, 12);
    let corners = [
        (rect.right - radius, rect.top + radius, -0.25),
        (rect.right - radius, rect.bottom - radius, 0.0),
        (rect.left + radius, rect.bottom - radius, 0.25),
        (rect.left + radius, rect.top + radius, 0.5),
    ];
    let mut points = Vec::with_capacity(4 * steps + 5);
    for (x, y, turn) in corners {
        for step in 0..=steps {
            let angle = (turn + 0.25 * step as f64 / steps as f64) * std::f64::consts::TAU;
            points.push(Point { x: x + radius * libm::cos(angle), y: y + radius * libm::sin(angle) });
        }
    }
    points.extend(points.first().copied());
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_around_corners() {
        let at = |x, y| Point { x, y };
        let found = dashes(&[at(0.0, 0.0), at(4.0, 0.0), at(4.0, 5.0)], 3.0, 2.0);
        assert_eq!(found, [vec![at(0.0, 0.0), at(3.0, 0.0)], vec![at(4.0, 1.0), at(4.0, 4.0)]]);
        assert!(dashes(&[], 3.0, 2.0).is_empty());
    }
}
