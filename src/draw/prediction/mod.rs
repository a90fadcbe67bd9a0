//! What a network predicts, over its one or two inputs: one picture large, or one of every neuron.

mod curves;
mod dots;
pub mod parts;
mod plane;

use super::axes::{Plot, side};
use super::pen::Pen;
use super::{Result, Rgb, Theme};
use crate::prediction::{Prediction, Shown};
use crate::scene::{Point, Rect};
use plotters::prelude::DrawingBackend;

/// How much room the legend over the picture takes.
const TOP: f64 = 44.0;
/// The side of a cell of the field.
pub const CELL: f64 = 2.0;

/// Paints the picture over whatever is there. The field has cells of about `cell` pixels: [`CELL`] looks smooth.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    shown: Shown,
    (width, height): (f64, f64),
    cell: f64,
    theme: &Theme,
) -> Result {
    let page = Rect { left: 0.0, top: 0.0, right: side(width), bottom: side(height) };
    pen.rect(page, theme.surface)?;
    match plot(prediction, shown, (width, height)) {
        Some(plot) if prediction.up.is_some() => plane::paint(pen, prediction, shown, &plot, cell, theme),
        Some(plot) => curves::paint(pen, prediction, shown, &plot, theme),
        None => Ok(()),
    }
}

/// The inputs at a point of the picture; with one input the second number is a value.
pub fn numbers(
    prediction: &Prediction,
    shown: Shown,
    (x, y): (f64, f64),
    size: (f64, f64),
) -> Option<(f64, f64)> {
    plot(prediction, shown, size)?.numbers(Point { x, y })
}

fn plot(prediction: &Prediction, shown: Shown, size: (f64, f64)) -> Option<Plot> {
    let up = match prediction.up {
        Some(up) => up,
        None => curves::span(prediction, shown)?,
    };
    Some(Plot::new(prediction.across, up, size, TOP))
}

/// The colours of several outputs. There are more outputs than colours that can be told apart at ease, so they
/// begin again, paler.
fn class(index: usize, theme: &Theme) -> Rgb {
    let colours = [theme.read, theme.computed, theme.positive, theme.negative, theme.done];
    let colour = colours.get(index % colours.len()).copied().unwrap_or(theme.ink);
    colour.towards(theme.surface, 0.22 * (index / colours.len()) as f64)
}
