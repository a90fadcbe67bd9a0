//! The loss of a run, update by update.

use super::loss_axis::{MOST, Plot, SMALL};
use super::pen::Pen;
use super::thinned::in_chunks;
use super::ticks::{ticks, whole};
use super::{PaintError, Result, Theme};
use crate::scene::{Anchor, Point, Rect, estimated_width};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::DrawingBackend;
use plotters::series::LineSeries;

/// Font size of that label.
const SIZE: f64 = 12.0;

/// The losses of a run, and where in it we are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LossCurve<'a> {
    /// The loss of every update completed so far, also of those after the current position.
    pub losses: &'a [f64],
    /// Which update the first of them belongs to.
    pub first: u64,
    /// The current update.
    pub current: u64,
    /// Its loss, where the update is not completed but the loss was computed already.
    pub current_loss: Option<f64>,
    /// The loss of the rows that are not trained on, as (update, loss); empty where there are none.
    pub tests: &'a [(u64, f64)],
}

impl LossCurve<'_> {
    /// From the first update to the last one that can be gone to.
    pub(super) fn updates(&self) -> u64 {
        (self.losses.len() as u64).max(self.current.saturating_sub(self.first))
    }

    /// Index of the current update among the losses.
    fn here(&self) -> u64 {
        self.current.saturating_sub(self.first).min(self.updates())
    }

    /// The loss of the current update, as far as it is known.
    fn here_loss(&self) -> Option<f64> {
        self.losses.get(self.here() as usize).copied().or(self.current_loss)
    }

    /// The update under a point of a picture that is `width` pixels wide and `height` high.
    pub fn hit(&self, x: f64, width: f64, height: f64) -> Option<u64> {
        let plot = Plot::new(self, width, height);
        if !x.is_finite() || plot.rect.width() <= 0.0 {
            return None;
        }
        let part = ((x - plot.rect.left) / plot.rect.width()).clamp(0.0, 1.0);
        Some(self.first.saturating_add(((part * plot.updates).round() as u64).min(self.updates())))
    }

    /// The curve in some sentences, numbers as `format` writes them.
    pub fn text(&self, format: &dyn Fn(f64) -> String) -> String {
        let tests = self.tests_text(format).map_or_else(String::new, |text| format!(" {text}"));
        let scale = if self.is_logarithmic() {
            " The scale is logarithmic, since the losses grow so much."
        } else {
            ""
        };
        self.losses_text(format) + &tests + scale
    }

    /// The loss of the rows that are not trained on.
    fn tests_text(&self, format: &dyn Fn(f64) -> String) -> Option<String> {
        let (&(start, first), &(end, last)) = self.tests.first().zip(self.tests.last())?;
        if start == end {
            return Some(format!(
                "Test loss, of the samples not trained on: {} at update {end}.",
                format(last)
            ));
        }
        let finite = self.tests.iter().filter(|(_, loss)| loss.is_finite());
        let lowest = match finite.min_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((at, _)) if *at == end => ", the lowest".to_owned(),
            Some((at, loss)) => format!("; the lowest is {} at update {at}", format(*loss)),
            None => String::new(),
        };
        let (from, to) = (format(first), format(last));
        Some(format!(
            "Test loss, of the samples not trained on: from {from} at update {start} to {to} at update {end}{lowest}."
        ))
    }

    fn losses_text(&self, format: &dyn Fn(f64) -> String) -> String {
        let here = match self.here_loss() {
            Some(loss) => format!("Now at update {}, loss {}.", self.current, format(loss)),
            None => format!("Now at update {}, its loss not computed yet.", self.current),
        };
        let Some((&first, &last)) = self.losses.first().zip(self.losses.last()) else {
            return format!("No update is completed yet. {here}");
        };
        if self.losses.len() == 1 {
            return format!("Loss of 1 update: {} at update {}. {here}", format(first), self.first);
        }
        let lowest = self.losses.iter().enumerate().filter(|(_, loss)| loss.is_finite());
        let lowest = lowest.min_by(|a, b| a.1.total_cmp(b.1));
        let end = self.first.saturating_add(self.losses.len() as u64 - 1);
        let lowest = match lowest {
            Some((index, _)) if index + 1 == self.losses.len() => ", the lowest".to_owned(),
            Some((index, &loss)) => {
                format!("; the lowest is {} at update {}", format(loss), self.first + index as u64)
            }
            None => String::new(),
        };
        let (count, start) = (self.losses.len(), self.first);
        let (from, to) = (format(first), format(last));
        format!(
            "Loss of {count} updates: from {from} at update {start} to {to} at update {end}{lowest}. {here}"
        )
    }

    /// At most four points for each pixel: where the curve enters and leaves it, its least and its greatest.
    fn points(&self, from: usize, to: usize, width: f64) -> Vec<(f64, f64)> {
        let losses = self.losses.get(from..to.min(self.losses.len())).unwrap_or(&[]);
        let point = |index: usize, loss: &f64| ((from + index) as f64, *loss);
        in_chunks(losses, each(self.losses.len(), width), point)
    }

    /// The test losses from one update of the curve to another, those at both included.
    fn test_points(&self, from: u64, to: u64, width: f64) -> Vec<(f64, f64)> {
        let place = |update: u64| update.saturating_sub(self.first);
        let start = self.tests.partition_point(|(update, _)| place(*update) < from);
        let end = self.tests.partition_point(|(update, _)| place(*update) <= to.min(self.updates()));
        let tests = self.tests.get(start..end).unwrap_or(&[]);
        let point = |_, (update, loss): &(u64, f64)| (place(*update) as f64, *loss);
        in_chunks(tests, each(self.tests.len(), width), point)
    }
}

/// How many of so many points share a pixel of a width; two of them are still drawn as they are.
fn each(points: usize, width: f64) -> usize {
    match points.div_ceil(width.max(1.0) as usize) {
        ..=2 => 1,
        each => each,
    }
}

/// Paints the curve over whatever is there.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    curve: &LossCurve<'_>,
    (width, height): (f64, f64),
    theme: &Theme,
    format: &dyn Fn(f64) -> String,
) -> Result {
    let plot = Plot::new(curve, width, height);
    let page = Rect { left: 0.0, top: 0.0, right: plot.rect.right + 14.0, bottom: plot.rect.bottom + 24.0 };
    pen.rect(page, theme.surface)?;
    grid(pen, curve, &plot, theme)?;
    if curve.losses.is_empty() && curve.current_loss.is_none() {
        let text = "No loss computed yet";
        return pen.text(text, SIZE, plot.rect.centre(), Anchor::Middle, theme.muted, &theme.font);
    }
    let here = curve.here();
    let future = theme.done.towards(theme.surface, 0.6);
    if !curve.tests.is_empty() {
        let width = plot.rect.width();
        // The last one before the current update goes on to the first one after it.
        let last = curve.tests.iter().map(|(update, _)| update.saturating_sub(curve.first));
        let last = last.take_while(|update| *update <= here).last().unwrap_or(0);
        let test_future = theme.read.towards(theme.surface, 0.6);
        series(pen, &plot, curve.test_points(last, u64::MAX, width), 1.75, test_future)?;
        series(pen, &plot, curve.test_points(0, last, width), 2.0, theme.read)?;
        legend(pen, &plot, theme)?;
    }
    let mut past = curve.points(0, (here as usize).saturating_add(1), plot.rect.width());
    if here as usize >= curve.losses.len() {
        past.extend(curve.current_loss.filter(|loss| loss.is_finite()).map(|loss| (here as f64, loss)));
    }
    series(pen, &plot, curve.points(here as usize, curve.losses.len(), plot.rect.width()), 1.75, future)?;
    series(pen, &plot, past, 2.0, theme.done)?;
    marker(pen, curve, &plot, theme, format)
}

/// Which line is which, over the plot and away from every label in it.
fn legend<B: DrawingBackend>(pen: &Pen<'_, B>, plot: &Plot, theme: &Theme) -> Result {
    let y = 10.0;
    let mut right = plot.rect.right;
    for (name, colour) in [("test", theme.read), ("training", theme.done)] {
        let x = right - estimated_width(name, SMALL);
        pen.text(name, SMALL, Point { x, y }, Anchor::Start, colour, &theme.font)?;
        pen.segment(Point { x: x - 22.0, y }, Point { x: x - 6.0, y }, 2.0, colour)?;
        right = x - 36.0;
    }
    Ok(())
}

/// Lines at round losses, the axis, and what stands at both.
fn grid<B: DrawingBackend>(pen: &Pen<'_, B>, curve: &LossCurve<'_>, plot: &Plot, theme: &Theme) -> Result {
    let rect = plot.rect;
    let text = |text: &str, at: Point, anchor| pen.text(text, SMALL, at, anchor, theme.muted, &theme.font);
    for (mark, label) in &plot.marks {
        let y = plot.height(*mark);
        let light = theme.line.towards(theme.surface, if *mark == plot.low { 0.0 } else { 0.45 });
        pen.segment(Point { x: rect.left, y }, Point { x: rect.right, y }, 1.0, light)?;
        let x = rect.left - 7.0 - estimated_width(label, SMALL);
        text(label, Point { x, y }, Anchor::Start)?;
    }
    if plot.marks.iter().all(|(mark, _)| *mark != plot.low) {
        let (left, right) = (Point { x: rect.left, y: rect.bottom }, Point { x: rect.right, y: rect.bottom });
        pen.segment(left, right, 1.0, theme.line)?;
    }
    let last = curve.first.saturating_add(curve.updates());
    let room = estimated_width(&whole(last), SMALL) + 26.0;
    let y = rect.bottom + 13.0;
    let name = "update";
    let name_left = rect.right - estimated_width(name, SMALL);
    for mark in ticks(plot.updates, (rect.width() / room).clamp(1.0, 10.0) as usize, true) {
        let label = whole(curve.first.saturating_add(mark as u64));
        let x = plot.x(mark);
        let half = estimated_width(&label, SMALL) / 2.0;
        pen.segment(Point { x, y: rect.bottom }, Point { x, y: rect.bottom + 4.0 }, 1.0, theme.line)?;
        if x + half + 8.0 < name_left {
            text(&label, Point { x, y }, Anchor::Middle)?;
        }
    }
    text(name, Point { x: name_left, y }, Anchor::Start)?;
    text(plot.name(), Point { x: 8.0, y: 10.0 }, Anchor::Start)
}

fn series<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    plot: &Plot,
    points: Vec<(f64, f64)>,
    width: f64,
    colour: super::Rgb,
) -> Result {
    if points.len() < 2 {
        return Ok(());
    }
    let rect = plot.rect;
    let (left, right) = (pen.units(rect.left), pen.units(rect.right));
    let (top, bottom) = (pen.units(rect.top), pen.units(rect.bottom));
    let coordinates = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        0.0..plot.updates,
        plot.low..plot.high,
        (left..right, bottom..top),
    );
    let area = pen.area().apply_coord_spec(coordinates);
    let points = points.into_iter().map(|(update, loss)| (update, plot.on_axis(loss.clamp(0.0, MOST))));
    for element in LineSeries::new(points, pen.line(width, colour)) {
        area.draw(&element).map_err(|error| PaintError(error.to_string()))?;
    }
    Ok(())
}

/// The current update: a line up, a dot on the curve, the number beside it.
fn marker<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    curve: &LossCurve<'_>,
    plot: &Plot,
    theme: &Theme,
    format: &dyn Fn(f64) -> String,
) -> Result {
    let rect = plot.rect;
    let x = plot.x(curve.here() as f64);
    let line = theme.computed.towards(theme.surface, 0.45);
    pen.dashed(&[Point { x, y: rect.bottom }, Point { x, y: rect.top }], 1.0, line, 3.0, 3.0)?;
    let loss = curve.here_loss();
    let label = match loss {
        Some(loss) => format!("update {}: {}", whole(curve.current), format(loss)),
        None => format!("update {}: –", whole(curve.current)),
    };
    let y = plot.y(loss.filter(|loss| !loss.is_nan()).unwrap_or(0.0));
    let (width, height) = (estimated_width(&label, SIZE) + 10.0, 18.0);
    // Above the dot, where a falling curve leaves room on the right; while there is no dot, away from the curve.
    let right = x + 7.0 + width <= rect.right + 10.0;
    let middle_x = if right { x + 7.0 + width / 2.0 } else { x - 7.0 - width / 2.0 };
    let before = (curve.here() as usize).checked_sub(1).and_then(|index| curve.losses.get(index));
    let is_high = before.is_some_and(|loss| plot.y(*loss) < rect.centre().y);
    let middle_y = match loss {
        Some(_) => y - 13.0,
        None if is_high => rect.bottom - height,
        None => rect.top + height / 2.0,
    };
    let middle_y = middle_y.max(if curve.tests.is_empty() { 0.0 } else { 19.0 } + height / 2.0 + 1.0);
    // Beside the name of the axis, where it is as high up as that.
    let corner =
        if middle_y < 28.0 { 8.0 + estimated_width(plot.name(), SMALL) + 4.0 } else { rect.left + 2.0 };
    let middle =
        Point { x: middle_x.min(rect.right + 12.0 - width / 2.0).max(corner + width / 2.0), y: middle_y };
    let plate = Rect::around(middle, width, height);
    pen.polygon(&super::pen::rounded(plate, 4.0), theme.surface)?;
    pen.text(&label, SIZE, middle, Anchor::Middle, theme.computed, &theme.font)?;
    if loss.is_some() {
        let dot = Point { x, y };
        pen.disc(dot, 5.5, theme.surface)?;
        pen.disc(dot, 4.5, theme.computed)?;
    }
    Ok(())
}
