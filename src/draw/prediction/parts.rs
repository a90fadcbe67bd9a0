//! The same small picture for every neuron, laid out by layer.

use super::super::axes::{Plot, SMALL, side};
use super::super::pen::Pen;
use super::super::{Result, Theme, written};
use super::{curves, plane};
use crate::prediction::{Neuron, Prediction, Shown};
use crate::scene::{Anchor, Point, Rect};
use plotters::prelude::DrawingBackend;

/// Room between two pictures.
const GAP: f64 = 10.0;
/// Room over a picture for its name, and over a layer for its own.
const NAME: f64 = 19.0;
const HEAD: f64 = 22.0;
/// The least and the greatest side of a picture.
const SIDES: (f64, f64) = (52.0, 88.0);
/// The side of a cell of the field.
pub const CELL: f64 = 3.0;

/// Where one neuron is.
struct Part {
    layer: usize,
    unit: usize,
    rect: Rect,
}

/// Every neuron's place in a picture of this width, the heads of the layers, and the height.
fn layout(prediction: &Prediction, width: f64) -> (Vec<Part>, Vec<(String, f64)>, f64) {
    let width = side(width) - 4.0;
    let most = prediction.layers.iter().map(|layer| layer.neurons.len()).max().unwrap_or(1).max(1) as f64;
    let size = ((width + GAP) / most - GAP).clamp(SIDES.0, SIDES.1).floor();
    let columns = (((width + GAP) / (size + GAP)).floor() as usize).max(1);
    let (mut parts, mut heads, mut y) = (Vec::new(), Vec::new(), 0.0);
    for (l, layer) in prediction.layers.iter().enumerate() {
        let (shown, units) = (layer.neurons.len(), layer.units);
        let more =
            if shown < units { format!(", the first {shown} of {units} neurons") } else { String::new() };
        let what = if prediction.is_last(l) { "outputs" } else { "hidden" };
        heads.push((format!("Layer {}, {what}{more}", l + 1), y + HEAD / 2.0));
        y += HEAD;
        for unit in 0..shown {
            let (column, row) = (unit % columns, unit / columns);
            let left = 2.0 + column as f64 * (size + GAP);
            let top = y + NAME + row as f64 * (size + NAME + 6.0);
            parts.push(Part {
                layer: l,
                unit,
                rect: Rect { left, top, right: left + size, bottom: top + size },
            });
        }
        y += shown.div_ceil(columns) as f64 * (size + NAME + 6.0) + 6.0;
    }
    (parts, heads, y)
}

/// How high the picture is at a width.
pub fn height(prediction: &Prediction, width: f64) -> f64 {
    layout(prediction, width).2.ceil().max(1.0)
}

/// The neuron at a point of a picture of this width.
pub fn hit(prediction: &Prediction, (x, y): (f64, f64), width: f64) -> Option<Shown> {
    let (parts, ..) = layout(prediction, width);
    let point = Point { x, y };
    let part = parts.iter().find(|part| Rect { top: part.rect.top - NAME, ..part.rect }.contains(point))?;
    Some(Shown::Neuron { layer: part.layer, unit: part.unit })
}

/// Paints them over whatever is there; the one that is shown large has a frame. The fields have cells of about
/// `cell` pixels.
///
/// # Errors
/// What the backend refuses.
pub fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    shown: Shown,
    width: f64,
    cell: f64,
    theme: &Theme,
) -> Result {
    let (parts, heads, height) = layout(prediction, width);
    pen.rect(Rect { left: 0.0, top: 0.0, right: side(width), bottom: height }, theme.surface)?;
    for (head, y) in heads {
        pen.text(&head, SMALL + 1.0, Point { x: 2.0, y }, Anchor::Start, theme.muted, &theme.font)?;
    }
    for Part { layer, unit, rect } in parts {
        let Some(neuron) = prediction.neuron(layer, unit) else { continue };
        let at = Point { x: rect.left, y: rect.top - 9.0 };
        written::name(pen, &neuron.name, SMALL, at, theme.ink, theme)?;
        part(pen, prediction, layer, neuron, rect, cell, theme)?;
        if shown == (Shown::Neuron { layer, unit }) {
            pen.outline(rect.grown(1.0), 2.0, theme.read)?;
        } else {
            pen.outline(rect, 1.0, theme.muted.towards(theme.surface, 0.3))?;
        }
    }
    Ok(())
}

fn part<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    layer: usize,
    neuron: &Neuron,
    rect: Rect,
    cell: f64,
    theme: &Theme,
) -> Result {
    if let Some(up) = prediction.up {
        let plot = Plot { rect, across: prediction.across, up };
        plane::field(pen, prediction, layer, neuron, rect, cell, theme)?;
        return plane::edge(pen, prediction, layer, neuron, &plot, (1.0, theme.ink));
    }
    let up = prediction.range(layer, neuron).with_margin(0.1);
    let plot = Plot { rect, across: prediction.across, up };
    curves::curve(pen, neuron, &plot, 1.5, theme.done)
}
