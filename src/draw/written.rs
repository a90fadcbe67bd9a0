//! Names as they are written by hand: w1 with its 1 below, a(1)2 with its layer above.

use super::pen::Pen;
use super::{Result, Rgb, Theme};
use crate::scene::{Anchor, Point, estimated_width};
use plotters::prelude::DrawingBackend;

/// Size of a script, of that of its base.
const SCRIPT: f64 = 0.8;

/// Base, superscript and subscript of a name.
fn parts(name: &str) -> (&str, &str, &str) {
    let whole = (name, "", "");
    let Some(end) = name.find(|letter: char| letter == '(' || letter.is_ascii_digit()) else { return whole };
    let (base, rest) = name.split_at(end);
    let is_letters = !base.is_empty() && base.chars().all(char::is_alphabetic);
    let (above, below) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((_, below)) => rest.split_at(rest.len() - below.len()),
        None => ("", rest),
    };
    let is_places = !below.is_empty() && below.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
    if is_letters && is_places { (base, above, below) } else { whole }
}

/// How wide a name is.
pub(super) fn width(name: &str, size: f64) -> f64 {
    let (base, above, below) = parts(name);
    let script = |text| estimated_width(text, SCRIPT * size);
    estimated_width(base, size) + script(above).max(script(below))
}

/// Writes a name from a point to the right; vertically the point is its middle.
pub(super) fn name<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    name: &str,
    size: f64,
    at: Point,
    colour: Rgb,
    theme: &Theme,
) -> Result {
    let (base, above, below) = parts(name);
    pen.text(base, size, at, Anchor::Start, colour, &theme.font)?;
    let x = at.x + estimated_width(base, size);
    for (script, y) in [(above, at.y - 0.36 * size), (below, at.y + 0.3 * size)] {
        if !script.is_empty() {
            pen.text(script, SCRIPT * size, Point { x, y }, Anchor::Start, colour, &theme.font)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_have_scripts() {
        assert_eq!(parts("w12"), ("w", "", "12"));
        assert_eq!(parts("w(2)3,1"), ("w", "(2)", "3,1"));
        assert_eq!(parts("prediction"), ("prediction", "", ""));
        for whole in ["", "1", "(1)", "a(1", "a(1)", "loss E 2"] {
            assert_eq!(parts(whole), (whole, "", ""));
        }
    }
}
