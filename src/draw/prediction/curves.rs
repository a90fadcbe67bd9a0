//! One input: what is predicted, as curves.

use super::super::axes::{Plot, SMALL};
use super::super::pen::Pen;
use super::super::{Result, Rgb, Theme, written};
use super::{class, dots, plane};
use crate::grid::Span;
use crate::prediction::{Neuron, Prediction, Shown};
use crate::scene::{Point, Rect};
use plotters::prelude::DrawingBackend;

/// The values that the picture covers.
pub(super) fn span(prediction: &Prediction, shown: Shown) -> Option<Span> {
    let own = |neuron: &Neuron| Span::of(neuron.values.iter().copied());
    let spans: Vec<Span> = match shown {
        Shown::Neuron { layer, unit } => {
            let neuron = prediction.neuron(layer, unit)?;
            let targets = if prediction.is_last(layer) { prediction.target_span } else { None };
            [own(neuron), neuron.bounds, targets].into_iter().flatten().collect()
        }
        Shown::Outputs => {
            let outputs = &prediction.outputs().neurons;
            let bounds = outputs.iter().filter_map(|neuron| neuron.bounds);
            outputs.iter().filter_map(own).chain(bounds).chain(prediction.target_span).collect()
        }
    };
    let span = spans.into_iter().reduce(|one, other| one.with(&other));
    Some(span.unwrap_or(Span::around(0.0, 1.0)).with_margin(0.08))
}

pub(super) fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    shown: Shown,
    plot: &Plot,
    theme: &Theme,
) -> Result {
    zero(pen, plot, theme)?;
    plot.outline(pen, theme)?;
    let across = prediction.inputs.first().map_or("", String::as_str);
    let outputs = prediction.outputs().neurons.len();
    match shown {
        Shown::Neuron { layer, unit } => {
            let Some(neuron) = prediction.neuron(layer, unit) else { return Ok(()) };
            plot.axes(pen, across, "", theme)?;
            let at = Point { x: plot.rect.left, y: 11.0 };
            written::name(pen, &neuron.name, SMALL, at, theme.ink, theme)?;
            curve(pen, neuron, plot, 2.0, theme.done)?;
            let is_output = prediction.is_last(layer);
            if is_output { targets(pen, prediction, unit, plot, theme.read, theme) } else { Ok(()) }
        }
        Shown::Outputs => {
            plot.axes(pen, across, "", theme)?;
            plane::swatches(pen, prediction, plot, theme)?;
            for (output, neuron) in prediction.outputs().neurons.iter().enumerate() {
                curve(pen, neuron, plot, 2.0, class(output, theme))?;
            }
            (0..outputs)
                .try_for_each(|output| targets(pen, prediction, output, plot, class(output, theme), theme))
        }
    }
}

fn zero<B: DrawingBackend>(pen: &Pen<'_, B>, plot: &Plot, theme: &Theme) -> Result {
    if plot.up.least < 0.0 && plot.up.most > 0.0 {
        let (from, to) =
            (Point { x: plot.rect.left, y: plot.y(0.0) }, Point { x: plot.rect.right, y: plot.y(0.0) });
        pen.segment(from, to, 1.0, theme.line)?;
    }
    Ok(())
}

/// The targets of the samples.
fn targets<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    output: usize,
    plot: &Plot,
    colour: Rgb,
    theme: &Theme,
) -> Result {
    for sample in &prediction.samples {
        let place = sample.inputs.first().zip(sample.targets.get(output));
        if let Some(at) = place.map(|(&x, &y)| plot.at((x, y)))
            && plot.rect.contains(at)
        {
            dots::dot(pen, sample, at, 3.5, colour, theme)?;
        }
    }
    Ok(())
}

/// The values of a neuron, broken where they are not finite.
pub(super) fn curve<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    neuron: &Neuron,
    plot: &Plot,
    width: f64,
    colour: Rgb,
) -> Result {
    let count = neuron.values.len();
    let points: Vec<Point> = neuron
        .values
        .iter()
        .enumerate()
        .map(|(node, &value)| Point { x: plot.x(plot.across.node(node, count)), y: plot.y(value) })
        .collect();
    let pieces = points.split(|point| !point.y.is_finite());
    pieces.filter(|piece| piece.len() > 1).try_for_each(|piece| {
        pen.path(&piece.iter().map(|point| clamped(*point, plot.rect)).collect::<Vec<_>>(), width, colour)
    })
}

fn clamped(point: Point, rect: Rect) -> Point {
    Point { x: point.x, y: point.y.clamp(rect.top, rect.bottom) }
}
