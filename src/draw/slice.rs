//! The loss over one or two parameters, and the way the run has taken through it.

use super::axes::{Plot, SMALL, side};
use super::pen::Pen;
use super::shades::{Shades, fill, rough};
use super::ticks::{between, labels};
use super::{Result, Theme, written};
use crate::grid::{Grid, Span};
use crate::scene::{Anchor, Point, Rect, estimated_width};
use crate::slice::Slice;
use plotters::prelude::DrawingBackend;

/// How much room the legend over the picture takes.
const TOP: f64 = 44.0;
/// The side of a cell of the field.
pub const CELL: f64 = 2.0;
/// How many contour lines there are at most.
const LINES: usize = 9;
/// With a scale of logarithms, the least loss that has its own colour is so much smaller than the greatest. Narrower
/// valleys fall between the nodes of the grid.
const DECADES: f64 = 1e-3;
/// A way of so many updates has a dot for each.
const DOTTED: usize = 60;

/// How losses become colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shading {
    /// By the loss itself.
    Plain,
    /// By its logarithm: what is small can be told apart.
    Logarithmic,
}

/// The loss in the unit of a shading; `floor` is the least loss whose logarithm is taken.
#[derive(Debug, Clone, Copy)]
struct Measure {
    shading: Shading,
    floor: f64,
}

impl Measure {
    fn new(slice: &Slice, shading: Shading) -> Measure {
        let most = slice.losses.iter().copied().filter(|loss| loss.is_finite()).fold(0.0, f64::max);
        let most = most.min(1e300);
        Measure { shading, floor: (most * DECADES).max(f64::MIN_POSITIVE) }
    }

    fn of(&self, loss: f64) -> f64 {
        match self.shading {
            Shading::Plain => loss,
            Shading::Logarithmic if loss.is_nan() => loss,
            Shading::Logarithmic => libm::log(loss.max(self.floor)),
        }
    }

    /// What is written at the legend of a scale from one loss to another.
    fn marks(&self, shades: &Shades, losses: Span) -> Vec<(f64, String)> {
        if self.shading == Shading::Plain {
            return shades.marks();
        }
        let lowest = losses.least.max(self.floor);
        if losses.most < 20.0 * lowest {
            let round = between(lowest, losses.most, 4);
            return round.iter().map(|&loss| libm::log(loss)).zip(labels(&round)).collect();
        }
        let below = if losses.least < self.floor { "≤\u{202f}" } else { "" };
        let middle = lowest.sqrt() * losses.most.sqrt();
        let marks = [(lowest, below), (middle, ""), (losses.most, "")];
        marks.map(|(loss, before)| (libm::log(loss), format!("{before}{}", rough(loss)))).to_vec()
    }
}

/// Paints the picture over whatever is there. The field has cells of about `cell` pixels: [`CELL`] looks smooth. A
/// curve over one parameter has the losses themselves, whatever the shading.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    slice: &Slice,
    size: (f64, f64),
    cell: f64,
    shading: Shading,
    theme: &Theme,
) -> Result {
    let page = Rect { left: 0.0, top: 0.0, right: side(size.0), bottom: side(size.1) };
    pen.rect(page, theme.surface)?;
    let plot = plot(slice, size);
    match slice.grid() {
        Some(grid) => field(pen, slice, &grid, &plot, cell, shading, theme),
        None => curve(pen, slice, &plot, theme),
    }
}

/// The parameters at a point of the picture; with one parameter the second number is a loss.
pub fn numbers(slice: &Slice, (x, y): (f64, f64), size: (f64, f64)) -> Option<(f64, f64)> {
    plot(slice, size).numbers(Point { x, y })
}

fn plot(slice: &Slice, size: (f64, f64)) -> Plot {
    let up = slice.up.unwrap_or_else(|| {
        let losses = slice.losses.iter().copied().chain([slice.loss, 0.0]);
        let span = Span::of(losses).unwrap_or(Span { least: 0.0, most: 1.0 });
        let room = if span.width() > 0.0 { 0.05 * span.width() } else { 1.0 };
        Span { least: span.least, most: span.most + room }
    });
    Plot::new(slice.across, up, size, TOP)
}

// ---- two parameters ---------------------------------------------------------------------------------------

fn field<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    slice: &Slice,
    grid: &Grid,
    plot: &Plot,
    cell: f64,
    shading: Shading,
    theme: &Theme,
) -> Result {
    let measure = Measure::new(slice, shading);
    let measured =
        Grid { values: grid.values.iter().map(|&loss| measure.of(loss)).collect(), ..grid.clone() };
    let span = Span::of(measured.values.iter().copied()).unwrap_or(Span { least: 0.0, most: 1.0 });
    let span = if span.width() > 0.0 { span } else { Span::around(span.least, 1.0) };
    let shades = Shades::rising(span, theme.read, theme);
    fill(pen, plot.rect, cell, shades.colours(), &|across, up| shades.index(measured.at_parts(across, up)))?;
    let thin = theme.ink.towards(theme.surface, 0.45);
    for line in 0..LINES {
        plot.contour(pen, &measured, span.at((line as f64 + 0.5) / LINES as f64), 1.0, thin)?;
    }
    plot.outline(pen, theme)?;
    if let [first, second] = slice.names.as_slice() {
        plot.axes(pen, first, second, theme)?;
    }
    let losses = Span::of(grid.values.iter().copied()).unwrap_or(Span { least: 0.0, most: 1.0 });
    legend(pen, &shades, plot, &measure.marks(&shades, losses), theme)?;
    lowest(pen, slice, plot, theme)?;
    way(pen, slice, plot, theme)
}

fn legend<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    shades: &Shades,
    plot: &Plot,
    marks: &[(f64, String)],
    theme: &Theme,
) -> Result {
    let rect = plot.rect;
    let bar = Rect {
        left: (rect.right - 190.0).max(rect.left + 60.0),
        right: rect.right - 8.0,
        top: 6.0,
        bottom: 15.0,
    };
    let left = bar.left - 10.0 - written::width("loss E", SMALL);
    written::name(pen, "loss E", SMALL, Point { x: left.max(2.0), y: 11.0 }, theme.ink, theme)?;
    shades.legend(pen, bar, theme, marks)
}

/// A cross where the loss is lowest.
fn lowest<B: DrawingBackend>(pen: &Pen<'_, B>, slice: &Slice, plot: &Plot, theme: &Theme) -> Result {
    let Some((place, _)) = slice.lowest() else { return Ok(()) };
    let [x, y] = *place.as_slice() else { return Ok(()) };
    let Point { x, y } = plot.at((x, y));
    let at = |dx: f64, dy: f64| Point { x: x + dx, y: y + dy };
    for (width, colour) in [(4.0, theme.surface), (1.75, theme.ink)] {
        pen.segment(at(-4.5, -4.5), at(4.5, 4.5), width, colour)?;
        pen.segment(at(-4.5, 4.5), at(4.5, -4.5), width, colour)?;
    }
    Ok(())
}

/// Where the run came from, its way, this update's step, and where it is.
fn way<B: DrawingBackend>(pen: &Pen<'_, B>, slice: &Slice, plot: &Plot, theme: &Theme) -> Result {
    let at = |values: &[f64]| match *values {
        [x, y] if x.is_finite() && y.is_finite() => Some(plot.at((x, y))),
        _ => None,
    };
    let points: Vec<Point> = slice.path.iter().filter_map(|passed| at(&passed.values)).collect();
    if points.len() > 1 {
        pen.path(&points, 4.0, theme.surface)?;
        pen.path(&points, 1.75, theme.computed)?;
    }
    if points.len() <= DOTTED {
        points.iter().try_for_each(|&point| pen.disc(point, 2.5, theme.computed))?;
    }
    if let Some((from, to)) = &slice.step
        && let Some((from, to)) = at(from).zip(at(to))
    {
        arrow(pen, from, to, theme)?;
    }
    let (start, now) = (points.first().copied(), points.last().copied());
    if let Some(start) = start.filter(|start| now.is_some_and(|now| start.distance(now) > 1.0)) {
        pen.disc(start, 5.5, theme.surface)?;
        pen.ring(start, 4.5, 1.75, theme.computed)?;
        label(pen, "start", start, now, plot, theme)?;
    }
    if let Some(now) = now {
        pen.disc(now, 6.0, theme.surface)?;
        pen.disc(now, 4.75, theme.computed)?;
        label(pen, "now", now, start, plot, theme)?;
    }
    Ok(())
}

/// A word beside a point, on the side away from another point.
fn label<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    word: &str,
    at: Point,
    other: Option<Point>,
    plot: &Plot,
    theme: &Theme,
) -> Result {
    let width = estimated_width(word, SMALL) + 6.0;
    let is_left = other.is_some_and(|other| other.x > at.x);
    let fits = |is_left: bool| {
        if is_left { at.x - 9.0 - width > plot.rect.left } else { at.x + 9.0 + width < plot.rect.right }
    };
    let is_left = if fits(is_left) { is_left } else { !is_left };
    let x = if is_left { at.x - 8.0 - width / 2.0 } else { at.x + 8.0 + width / 2.0 };
    let middle = Point { x, y: at.y };
    pen.polygon(&super::pen::rounded(Rect::around(middle, width, 15.0), 3.0), theme.surface)?;
    pen.text(word, SMALL, middle, Anchor::Middle, theme.computed, &theme.font)
}

/// An arrow long enough to be seen.
fn arrow<B: DrawingBackend>(pen: &Pen<'_, B>, from: Point, to: Point, theme: &Theme) -> Result {
    let length = from.distance(to);
    if length < 9.0 {
        return Ok(());
    }
    let along = |part: f64| from.towards(to, part);
    let (back, wide) = (along(1.0 - 8.0 / length), 4.0 / length);
    let across = Point { x: -(to.y - from.y) * wide, y: (to.x - from.x) * wide };
    pen.segment(from, back, 4.5, theme.surface)?;
    pen.segment(from, back, 2.0, theme.ink)?;
    let head = [
        to,
        Point { x: back.x + across.x, y: back.y + across.y },
        Point { x: back.x - across.x, y: back.y - across.y },
        to,
    ];
    pen.polygon(&head, theme.ink)
}

// ---- one parameter ----------------------------------------------------------------------------------------

fn curve<B: DrawingBackend>(pen: &Pen<'_, B>, slice: &Slice, plot: &Plot, theme: &Theme) -> Result {
    plot.outline(pen, theme)?;
    let across = slice.names.first().map_or("", String::as_str);
    plot.axes(pen, across, "", theme)?;
    written::name(pen, "loss E", SMALL, Point { x: plot.rect.left, y: 11.0 }, theme.ink, theme)?;
    let count = slice.losses.len();
    let nodes = slice.losses.iter().enumerate();
    let points: Vec<Point> = nodes
        .map(|(node, &loss)| Point { x: plot.x(slice.across.node(node, count)), y: plot.y(loss) })
        .collect();
    for piece in points.split(|point| !point.y.is_finite()).filter(|piece| piece.len() > 1) {
        pen.path(piece, 2.0, theme.done)?;
    }
    // The way lies on the curve: nothing else is known of the losses that others had.
    let on_curve = |value: f64| {
        let loss = crate::grid::along(&slice.losses, slice.across.part(value));
        loss.is_finite().then(|| plot.at((value, loss)))
    };
    let passed: Vec<Point> =
        slice.path.iter().filter_map(|passed| on_curve(passed.values.first().copied()?)).collect();
    passed.iter().try_for_each(|&point| pen.disc(point, 2.5, theme.computed.towards(theme.surface, 0.25)))?;
    let now = slice.now().first().map(|&value| plot.at((value, slice.loss)));
    if let Some(start) = passed.first().filter(|start| now.is_some_and(|now| start.distance(now) > 1.0)) {
        pen.disc(*start, 5.5, theme.surface)?;
        pen.ring(*start, 4.5, 1.75, theme.computed)?;
        label(pen, "start", *start, now, plot, theme)?;
    }
    if let Some(now) = now.filter(|now| now.y.is_finite()) {
        pen.disc(now, 6.0, theme.surface)?;
        pen.disc(now, 4.75, theme.computed)?;
        label(pen, "now", now, passed.first().copied(), plot, theme)?;
    }
    Ok(())
}
