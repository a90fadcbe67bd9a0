//! Two inputs: a field of colours over the plane.

use super::super::axes::{Plot, SMALL};
use super::super::pen::Pen;
use super::super::shades::{Shades, fill};
use super::super::{Result, Rgb, Theme, written};
use super::{class, dots};
use crate::grid::Grid;
use crate::prediction::{Neuron, Prediction, Shown};
use crate::scene::{Point, Rect};
use plotters::prelude::DrawingBackend;

/// How strong the colours of a field are at most, so that the dots stand out from it.
const STRENGTH: f64 = 0.7;
/// How many strengths the colour of a winner has.
const STRENGTHS: usize = 16;

pub(super) fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    shown: Shown,
    plot: &Plot,
    cell: f64,
    theme: &Theme,
) -> Result {
    match shown {
        Shown::Neuron { layer, unit } => {
            let Some(neuron) = prediction.neuron(layer, unit) else { return Ok(()) };
            field(pen, prediction, layer, neuron, plot.rect, cell, theme)?;
            edge(pen, prediction, layer, neuron, plot, (1.75, theme.ink))?;
            frame(pen, prediction, plot, theme)?;
            let shades = shades(prediction, layer, neuron, theme);
            let bar = legend(pen, plot, &neuron.name, theme)?;
            shades.legend(pen, bar, theme, &shades.marks())?;
            dots::paint(pen, prediction, plot, theme, &|sample| {
                let output = if prediction.is_last(layer) { unit } else { 0 };
                let several = prediction.targets.len() > 1 && !prediction.is_last(layer);
                dots::colour(prediction, sample, if several { None } else { Some(output) }, theme)
            })
        }
        Shown::Outputs => {
            winners(pen, prediction, plot.rect, cell, theme)?;
            borders(pen, prediction, plot, (1.5, theme.ink))?;
            frame(pen, prediction, plot, theme)?;
            swatches(pen, prediction, plot, theme)?;
            dots::paint(pen, prediction, plot, theme, &|sample| dots::colour(prediction, sample, None, theme))
        }
    }
}

fn frame<B: DrawingBackend>(pen: &Pen<'_, B>, prediction: &Prediction, plot: &Plot, theme: &Theme) -> Result {
    plot.outline(pen, theme)?;
    if let [first, second] = prediction.inputs.as_slice() {
        plot.axes(pen, first, second, theme)?;
    }
    Ok(())
}

/// Writes what the colours show, and says where their bar goes.
fn legend<B: DrawingBackend>(pen: &Pen<'_, B>, plot: &Plot, name: &str, theme: &Theme) -> Result<Rect> {
    let rect = plot.rect;
    let bar = Rect {
        left: (rect.right - 190.0).max(rect.left + 60.0),
        right: rect.right - 8.0,
        top: 6.0,
        bottom: 15.0,
    };
    let left = (bar.left - 10.0 - written::width(name, SMALL)).max(2.0);
    written::name(pen, name, SMALL, Point { x: left, y: 11.0 }, theme.ink, theme)?;
    Ok(bar)
}

fn shades(prediction: &Prediction, layer: usize, neuron: &Neuron, theme: &Theme) -> Shades {
    Shades::diverging(prediction.range(layer, neuron), STRENGTH, theme)
}

/// The values of a neuron as colours.
pub(super) fn field<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    layer: usize,
    neuron: &Neuron,
    rect: Rect,
    cell: f64,
    theme: &Theme,
) -> Result {
    let Some(grid) = prediction.grid(&neuron.values) else { return Ok(()) };
    let shades = shades(prediction, layer, neuron, theme);
    fill(pen, rect, cell, shades.colours(), &|across, up| shades.index(grid.at_parts(across, up)))
}

/// The line that divides a neuron's inputs into two sides.
pub(super) fn edge<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    layer: usize,
    neuron: &Neuron,
    plot: &Plot,
    (width, colour): (f64, Rgb),
) -> Result {
    let Some((values, level)) = prediction.edge(layer, neuron) else { return Ok(()) };
    let Some(grid) = prediction.grid(values) else { return Ok(()) };
    plot.contour(pen, &grid, level, width, colour)
}

/// The output that is the greatest, the stronger in colour the further the second one is behind.
fn winners<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    rect: Rect,
    cell: f64,
    theme: &Theme,
) -> Result {
    let outputs = &prediction.outputs().neurons;
    let grids: Vec<Grid> = outputs.iter().filter_map(|neuron| prediction.grid(&neuron.values)).collect();
    let is_bounded = outputs.iter().all(|neuron| neuron.bounds.is_some());
    let unit = if is_bounded { 1.0 } else { greatest_lead(&grids) };
    let colours: Vec<Rgb> = (0..grids.len())
        .flat_map(|output| (0..STRENGTHS).map(move |strength| (output, strength)))
        .map(|(output, strength)| {
            let part = 0.12 + 0.5 * (strength as f64 + 0.5) / STRENGTHS as f64;
            theme.surface.towards(class(output, theme), part)
        })
        .collect();
    fill(pen, rect, cell, &colours, &|across, up| {
        let (winner, lead) = winner(grids.iter().map(|grid| grid.at_parts(across, up)))?;
        let strength = ((lead / unit).clamp(0.0, 1.0) * STRENGTHS as f64) as usize;
        Some(winner * STRENGTHS + strength.min(STRENGTHS - 1))
    })
}

/// Which value is the greatest, and by how much; `None` where one is not finite.
fn winner(values: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    let (mut winner, mut first, mut second) = (0, f64::NEG_INFINITY, f64::NEG_INFINITY);
    for (place, value) in values.enumerate() {
        if !value.is_finite() {
            return None;
        }
        if value > first {
            (winner, second, first) = (place, first, value);
        } else {
            second = second.max(value);
        }
    }
    (second > f64::NEG_INFINITY).then_some((winner, first - second))
}

fn greatest_lead(grids: &[Grid]) -> f64 {
    let nodes = grids.first().map_or(0, |grid| grid.values.len());
    let at = |node: usize| grids.iter().map(move |grid| grid.values.get(node).copied().unwrap_or(f64::NAN));
    let lead = (0..nodes).filter_map(|node| winner(at(node))).fold(0.0, |most, (_, lead)| lead.max(most));
    if lead > 0.0 { lead } else { 1.0 }
}

/// Where another output becomes the greatest.
fn borders<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    plot: &Plot,
    (width, colour): (f64, Rgb),
) -> Result {
    let outputs = &prediction.outputs().neurons;
    for (place, neuron) in outputs.iter().enumerate() {
        let lead = |node: usize| {
            let others = outputs.iter().enumerate().filter(|(other, _)| *other != place);
            let best = others
                .filter_map(|(_, other)| other.values.get(node))
                .copied()
                .fold(f64::NEG_INFINITY, f64::max);
            neuron.values.get(node).copied().unwrap_or(f64::NAN) - best
        };
        let leads: Vec<f64> = (0..neuron.values.len()).map(lead).collect();
        if let Some(grid) = prediction.grid(&leads) {
            plot.contour(pen, &grid, 0.0, width, colour)?;
        }
    }
    Ok(())
}

/// Which colour is which output.
pub(super) fn swatches<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    plot: &Plot,
    theme: &Theme,
) -> Result {
    let (mut x, mut y) = (plot.rect.left, 9.0);
    for (place, neuron) in prediction.outputs().neurons.iter().enumerate() {
        let width = written::width(&neuron.name, SMALL);
        if x + 16.0 + width > plot.rect.right && x > plot.rect.left {
            (x, y) = (plot.rect.left, y + 15.0);
        }
        if y > plot.rect.top - 12.0 {
            return Ok(());
        }
        pen.disc(Point { x: x + 5.0, y }, 5.0, class(place, theme))?;
        written::name(pen, &neuron.name, SMALL, Point { x: x + 15.0, y }, theme.ink, theme)?;
        x += 15.0 + width + 14.0;
    }
    Ok(())
}
