//! The losses of several runs in one chart, with the clock.
//!
//! Each run has a colour, a way of dashing and a mark of its own, so that they can be told apart without colours,
//! and its name at the end of its curve. What leaves the chart at the top ends there with an arrow.

mod plot;

pub use plot::Scale;

use super::pen::Pen;
use super::ticks::{ticks, whole};
use super::{Result, Rgb, Theme};
use crate::comparison::Comparison;
use crate::scene::{Anchor, Point, Rect, estimated_width};
use plot::{Plot, name};
use plotters::prelude::DrawingBackend;

const SMALL: f64 = 11.0;
const SIZE: f64 = 12.0;
/// The lengths of a run's dashes and gaps in turn; empty for an unbroken line. As on the page.
pub const DASHES: [(f64, f64); 4] = [(0.0, 0.0), (9.0, 4.0), (2.0, 4.0), (15.0, 3.0)];

/// The update under a point of a picture that is `width` pixels wide and `height` high.
pub fn hit(comparison: &Comparison, x: f64, width: f64, height: f64) -> Option<u64> {
    let plot = Plot::new(comparison, Scale::default(), width, height);
    if !x.is_finite() || plot.rect.width() <= 0.0 {
        return None;
    }
    let part = ((x - plot.rect.left) / plot.rect.width()).clamp(0.0, 1.0);
    Some(comparison.first() + (part * plot.updates).round() as u64)
}

/// Paints the chart over whatever is there.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    comparison: &Comparison,
    scale: Scale,
    (width, height): (f64, f64),
    theme: &Theme,
) -> Result {
    let plot = Plot::new(comparison, scale, width, height);
    pen.rect(Rect { left: 0.0, top: 0.0, right: width, bottom: height }, theme.surface)?;
    grid(pen, comparison, &plot, theme)?;
    let x = plot.x((comparison.update() - comparison.first()) as f64);
    let (top, bottom) = (Point { x, y: plot.rect.top }, Point { x, y: plot.rect.bottom });
    pen.segment(top, bottom, 1.0, theme.ink)?;
    let ends: Vec<Option<Point>> =
        (0..comparison.len()).map(|run| curve(pen, &plot, run, theme)).collect::<Result<_>>()?;
    for (run, reading) in comparison.readings().into_iter().enumerate() {
        let update = (reading.update - comparison.first()) as f64;
        let Some(place) = plot.on_curve(run, update) else { continue };
        if reading.loss.is_finite() && place.y >= plot.rect.top {
            mark(pen, run, place, theme)?;
        }
    }
    clock(pen, comparison, &plot, theme)?;
    names(pen, comparison, &plot, &ends, theme)
}

/// Lines at round losses, the axis of updates, and what stands at both.
fn grid<B: DrawingBackend>(pen: &Pen<'_, B>, comparison: &Comparison, plot: &Plot, theme: &Theme) -> Result {
    let rect = plot.rect;
    let text = |text: &str, at: Point, anchor| pen.text(text, SMALL, at, anchor, theme.muted, &theme.font);
    for (y, label) in plot.marks() {
        let light = theme.line.towards(theme.surface, 0.3);
        pen.segment(Point { x: rect.left, y }, Point { x: rect.right, y }, 1.0, light)?;
        let x = rect.left - 7.0 - estimated_width(&label, SMALL);
        text(&label, Point { x, y }, Anchor::Start)?;
    }
    let (left, right) = (Point { x: rect.left, y: rect.bottom }, Point { x: rect.right, y: rect.bottom });
    pen.segment(left, right, 1.0, theme.line)?;
    let last = comparison.first() + plot.updates as u64;
    let room = estimated_width(&whole(last), SMALL) + 26.0;
    let y = rect.bottom + 13.0;
    for mark in ticks(plot.updates, (rect.width() / room).clamp(1.0, 10.0) as usize, true) {
        let x = plot.x(mark);
        pen.segment(Point { x, y: rect.bottom }, Point { x, y: rect.bottom + 4.0 }, 1.0, theme.line)?;
        text(&whole(comparison.first() + mark as u64), Point { x, y }, Anchor::Middle)?;
    }
    let after = rect.right + estimated_width(&whole(last), SMALL) / 2.0 + 6.0;
    text("update", Point { x: after, y }, Anchor::Start)?;
    let name = if comparison.epochs(0).is_some() { "loss E, mean of each epoch" } else { "loss E" };
    text(name, Point { x: 8.0, y: 10.0 }, Anchor::Start)
}

/// Draws a run's curve as far as it is known, and says where it ends; an arrow where it leaves the chart for good.
fn curve<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    plot: &Plot,
    run: usize,
    theme: &Theme,
) -> Result<Option<Point>> {
    let at = |&(update, loss): &(f64, f64)| Point { x: plot.x(update), y: plot.y(loss) };
    let points: Vec<Point> = plot.curves.get(run).into_iter().flatten().map(at).collect();
    let colour = colour(run, theme);
    for part in within(&points, plot.rect.top) {
        match DASHES.get(run % DASHES.len()) {
            Some(&(dash, gap)) if dash > 0.0 => pen.dashed(&part, 2.0, colour, dash, gap)?,
            _ => pen.path(&part, 2.0, colour)?,
        }
    }
    let above = points.last().is_some_and(|last| last.y < plot.rect.top);
    if !above {
        return Ok(points.last().copied());
    }
    let left = within(&points, plot.rect.top).last().and_then(|part| part.last()).copied();
    if let Some(Point { x, .. }) = left {
        let tip = Point { x, y: plot.rect.top - 7.0 };
        let (a, b) =
            (Point { x: x - 5.0, y: plot.rect.top + 1.0 }, Point { x: x + 5.0, y: plot.rect.top + 1.0 });
        pen.polygon(&[tip, a, b], colour)?;
    }
    Ok(left)
}

/// The parts of a line that lie below the upper edge, cut at it.
fn within(points: &[Point], top: f64) -> Vec<Vec<Point>> {
    let mut parts = Vec::new();
    let mut part: Vec<Point> = points.first().filter(|point| point.y >= top).copied().into_iter().collect();
    for pair in points.windows(2) {
        let &[from, to] = pair else { continue };
        let crossing = || from.towards(to, (top - from.y) / (to.y - from.y));
        match (from.y >= top, to.y >= top) {
            (true, true) => part.push(to),
            (true, false) => {
                part.push(crossing());
                parts.push(std::mem::take(&mut part));
            }
            (false, true) => part = vec![crossing(), to],
            (false, false) => {}
        }
    }
    parts.push(part);
    parts.retain(|part| part.len() > 1);
    parts
}

/// The clock's reading over its line.
fn clock<B: DrawingBackend>(pen: &Pen<'_, B>, comparison: &Comparison, plot: &Plot, theme: &Theme) -> Result {
    let label = format!("update {}", whole(comparison.update()));
    let half = estimated_width(&label, SIZE) / 2.0;
    let x = plot.x((comparison.update() - comparison.first()) as f64);
    // Beside the name of the axis of losses.
    let name = if comparison.epochs(0).is_some() { 160.0 } else { 56.0 };
    let x = x.min(plot.rect.right - half).max(name + half);
    pen.text(&label, SIZE, Point { x, y: 10.0 }, Anchor::Middle, theme.ink, &theme.font)
}

/// The runs' names at the ends of their curves, kept apart.
fn names<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    comparison: &Comparison,
    plot: &Plot,
    ends: &[Option<Point>],
    theme: &Theme,
) -> Result {
    let mut places: Vec<(usize, Point)> =
        ends.iter().enumerate().filter_map(|(run, end)| Some((run, (*end)?))).collect();
    places.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut lowest = plot.rect.top - 8.0;
    for (_, place) in &mut places {
        place.y = place.y.max(lowest + 14.0);
        lowest = place.y;
    }
    let mut highest = plot.rect.bottom + 8.0;
    for (_, place) in places.iter_mut().rev() {
        place.y = place.y.min(highest - 14.0);
        highest = place.y;
    }
    for (run, place) in places {
        // A curve that ends early has its name where it ends; there is room in the chart.
        let x = place.x + 9.0;
        let text = name(comparison, run);
        if x < plot.rect.right {
            let width = estimated_width(&text, SMALL);
            let plate = Rect::around(Point { x: x + width / 2.0, y: place.y }, width + 4.0, 14.0);
            pen.rect(plate, theme.surface)?;
        }
        pen.text(&text, SMALL, Point { x, y: place.y }, Anchor::Start, colour(run, theme), &theme.font)?;
    }
    Ok(())
}

/// A colour for each of the runs, each fit for text.
fn colour(run: usize, theme: &Theme) -> Rgb {
    match run % 4 {
        0 => theme.read,
        1 => theme.positive.towards(theme.ink, 0.25),
        2 => theme.negative.towards(theme.ink, 0.2),
        _ => theme.computed,
    }
}

/// A disc, a square, a triangle or a diamond.
fn mark<B: DrawingBackend>(pen: &Pen<'_, B>, run: usize, at: Point, theme: &Theme) -> Result {
    let corners: &[(f64, f64)] = match run % 4 {
        0 => &[],
        1 => &[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        2 => &[(0.0, -1.3), (1.25, 1.0), (-1.25, 1.0)],
        _ => &[(0.0, -1.45), (1.45, 0.0), (0.0, 1.45), (-1.45, 0.0)],
    };
    for (size, colour) in [(6.0, theme.surface), (4.5, colour(run, theme))] {
        if corners.is_empty() {
            pen.disc(at, size, colour)?;
            continue;
        }
        let outline: Vec<Point> =
            corners.iter().map(|(x, y)| Point { x: at.x + x * size, y: at.y + y * size }).collect();
        pen.polygon(&outline, colour)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{DARK, LIGHT};

    #[test]
    fn the_runs_colours_differ() {
        for palette in [LIGHT, DARK] {
            let theme = palette.theme("sans-serif");
            for run in 0..4 {
                for other in 0..run {
                    let (Rgb(a, b, c), Rgb(d, e, f)) = (colour(run, &theme), colour(other, &theme));
                    let distance: u32 =
                        [(a, d), (b, e), (c, f)].iter().map(|(x, y)| u32::from(x.abs_diff(*y))).sum();
                    assert!(distance > 60, "runs {run} and {other} look alike");
                }
            }
        }
    }

    #[test]
    fn a_line_is_cut_at_the_upper_edge() {
        let at = |x, y| Point { x, y };
        let line =
            [at(0.0, 20.0), at(1.0, 10.0), at(2.0, 0.0), at(3.0, 10.0), at(4.0, -10.0), at(5.0, -90.0)];
        let parts = within(&line, 5.0);
        assert_eq!(
            parts,
            [
                vec![at(0.0, 20.0), at(1.0, 10.0), at(1.5, 5.0)],
                vec![at(2.5, 5.0), at(3.0, 10.0), at(3.25, 5.0)]
            ]
        );
        assert!(within(&[], 5.0).is_empty());
    }
}
