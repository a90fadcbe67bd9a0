//! A matrix as cells of colour, its scale, and what in it plays a part.

use super::pen::Pen;
use super::{Result, Rgb, Theme};
use crate::scene::{Rect, Role, Tile};
use plotters::prelude::DrawingBackend;

/// How many colours there are on each side of zero.
const SHADES: usize = 24;
/// Cells of this size have a line between them.
const APART: f64 = 8.0;

/// Paints a matrix in its place.
pub(super) fn paint<B: DrawingBackend>(pen: &Pen<'_, B>, tile: &Tile, theme: &Theme) -> Result {
    let rect = tile.rect;
    // What is not computed yet is no number at all, not zero.
    pen.rect(rect, pending(theme))?;
    for (colour, cells) in by_colour(tile, theme) {
        cells.iter().try_for_each(|&cell| pen.rect(cell, colour))?;
    }
    pen.outline(rect.grown(0.5), 1.0, theme.line.towards(theme.muted, 0.5))?;
    if let Some(scale) = tile.scale {
        paint_scale(pen, scale, theme)?;
    }
    for &(rect, role) in &tile.marks {
        let (colour, width) = match role {
            Role::Computed => (theme.computed, 2.5),
            Role::Read => (theme.read, 2.0),
            _ => (theme.surface.towards(theme.read, 0.5), 2.0),
        };
        pen.outline(rect.grown(width / 2.0), width, colour)?;
    }
    Ok(())
}

/// The colour of what is not computed yet.
fn pending(theme: &Theme) -> Rgb {
    theme.surface.towards(theme.line, 0.55)
}

/// The colour of a number between -1 and 1, by its step from zero.
fn shade(step: i32, theme: &Theme) -> Rgb {
    let end = if step < 0 { theme.negative } else { theme.positive };
    // A little more colour where there is little, so that small numbers do not look like zero.
    let part = (f64::from(step.unsigned_abs()) / SHADES as f64).sqrt();
    theme.surface.towards(end, 0.25 * part + 0.75 * part * part)
}

/// Where positive and negative have one colour, as in the colours of some systems, what is negative has half a cell.
fn extent(cell: Rect, step: i32, theme: &Theme) -> Rect {
    if step < 0 && theme.positive == theme.negative { Rect { top: cell.centre().y, ..cell } } else { cell }
}

/// Which step from zero a number has.
fn step(value: f64) -> i32 {
    (value * SHADES as f64).round() as i32
}

/// Cells by their colours, neighbours in one: a canvas takes longest for changing its colour.
fn by_colour(tile: &Tile, theme: &Theme) -> Vec<(Rgb, Vec<Rect>)> {
    let (width, height) = tile.cell();
    let gap = if width.min(height) >= APART { 1.0 } else { 0.0 };
    let mut steps: Vec<Vec<Rect>> = vec![Vec::new(); 2 * SHADES + 1];
    for (row, values) in tile.values.chunks(tile.columns.max(1)).enumerate() {
        let top = tile.rect.top + row as f64 * height;
        let mut column = 0;
        for run in values.chunk_by(|a, b| gap == 0.0 && a.is_nan() == b.is_nan() && step(*a) == step(*b)) {
            let left = tile.rect.left + column as f64 * width;
            column += run.len();
            let Some(&value) = run.first().filter(|value| !value.is_nan()) else { continue };
            let right = tile.rect.left + column as f64 * width;
            let cell = Rect { left, top, right: right - gap, bottom: top + height - gap };
            let step = step(value);
            // From 0 for -1 to twice the number of shades for 1.
            let index = usize::try_from(step + SHADES as i32).unwrap_or(0);
            if let Some(cells) = steps.get_mut(index) {
                cells.push(extent(cell, step, theme));
            }
        }
    }
    let shades = (-(SHADES as i32)..).zip(steps).filter(|(_, cells)| !cells.is_empty());
    shades.map(|(step, cells)| (shade(step, theme), cells)).collect()
}

fn paint_scale<B: DrawingBackend>(pen: &Pen<'_, B>, scale: Rect, theme: &Theme) -> Result {
    const BARS: i32 = 16;
    let edge = |bar: i32| scale.left + (scale.width() * f64::from(bar + BARS) / f64::from(2 * BARS)).round();
    for bar in -BARS..BARS {
        let value = (f64::from(bar) + 0.5) / f64::from(BARS);
        let cell = Rect { left: edge(bar), right: edge(bar + 1), ..scale };
        let step = step(value);
        pen.rect(extent(cell, step, theme), shade(step, theme))?;
    }
    pen.outline(scale.grown(0.5), 1.0, theme.line.towards(theme.muted, 0.5))
}
