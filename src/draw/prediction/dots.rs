//! The samples in the picture.

use super::super::axes::Plot;
use super::super::pen::Pen;
use super::super::shades::Shades;
use super::super::{Result, Rgb, Theme};
use super::class;
use crate::grid::Span;
use crate::prediction::targets::greatest;
use crate::prediction::{Prediction, Sample, Targets};
use crate::scene::Point;
use plotters::prelude::DrawingBackend;

/// The dots of the plane: those in the batch with a ring, those not trained on hollow.
pub(super) fn paint<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    prediction: &Prediction,
    plot: &Plot,
    theme: &Theme,
    colour: &dyn Fn(&Sample) -> Rgb,
) -> Result {
    let radius = radius(prediction, plot);
    for sample in &prediction.samples {
        if let [x, y] = sample.inputs.as_slice()
            && let Some(at) = inside(plot, *x, *y)
        {
            dot(pen, sample, at, radius, colour(sample), theme)?;
        }
    }
    if let Some(sample) = prediction.current.as_ref()
        && let [x, y] = sample.inputs.as_slice()
        && let Some(at) = inside(plot, *x, *y)
        && prediction.count == 1
    {
        pen.ring(at, radius + 3.0, 1.75, theme.ink)?;
    }
    Ok(())
}

/// Small where there are many.
fn radius(prediction: &Prediction, plot: &Plot) -> f64 {
    let crowd = prediction.samples.len() as f64 / (plot.rect.width() * plot.rect.height()).max(1.0);
    (0.1 / crowd.max(1e-9).sqrt()).clamp(3.0, 4.5)
}

fn inside(plot: &Plot, x: f64, y: f64) -> Option<Point> {
    let at = plot.at((x, y));
    plot.rect.contains(at).then_some(at)
}

/// One sample.
pub(super) fn dot<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    sample: &Sample,
    at: Point,
    radius: f64,
    colour: Rgb,
    theme: &Theme,
) -> Result {
    pen.disc(at, radius + 1.25, theme.surface)?;
    pen.disc(at, radius, colour)?;
    if sample.is_test {
        pen.disc(at, 0.6 * radius, theme.surface)?;
    }
    if sample.in_batch {
        pen.ring(at, radius + 2.5, 1.5, theme.ink)?;
    }
    Ok(())
}

/// The colour of a sample's target: of one output, or of the one that is meant.
pub(super) fn colour(prediction: &Prediction, sample: &Sample, output: Option<usize>, theme: &Theme) -> Rgb {
    let Some(output) = output else {
        let place = if prediction.kind == Targets::OneHot { greatest(&sample.targets) } else { None };
        return place.map_or(theme.ink, |place| class(place, theme));
    };
    let target = sample.targets.get(output).copied().unwrap_or(f64::NAN);
    let span = match prediction.kind.edge() {
        Some(edge) => Span::around(edge, if prediction.kind == Targets::Signs { 1.0 } else { 0.5 }),
        None => prediction.outputs().neurons.get(output).map_or(Span::around(0.0, 1.0), |neuron| {
            prediction.range(prediction.layers.len().saturating_sub(1), neuron)
        }),
    };
    // Stronger than the field, so that a dot stands out from what is predicted right.
    let shades = Shades::diverging(span, 1.0, theme);
    shades.colour(target).map_or(theme.ink, |colour| colour.towards(theme.ink, 0.3))
}
