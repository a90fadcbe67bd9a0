//! An SVG backend that writes what a person can read: one element a line, one decimal a coordinate.

use super::{PaintError, Pen, Result};
use crate::explain::mathml::escaped;
use crate::scene::estimated_width;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

/// Units in a pixel: coordinates are written in tenths.
const SCALE: i32 = 10;

/// Paints on a picture of `width` by `height` pixels and gives the SVG document.
///
/// # Errors
/// What painting gives.
pub fn paint(
    width: f64,
    height: f64,
    font: &str,
    draw: impl FnOnce(&Pen<'_, Svg>) -> Result,
) -> Result<String> {
    paint_as(width, height, font, |svg| svg, |svg| Some(svg), draw)
}

/// The same by a backend that has this one within it, and hands it out again.
///
/// # Errors
/// What painting gives.
pub fn paint_as<B: DrawingBackend>(
    width: f64,
    height: f64,
    font: &str,
    wrap: impl FnOnce(Svg) -> B,
    within: impl FnOnce(&mut B) -> Option<&mut Svg>,
    draw: impl FnOnce(&Pen<'_, B>) -> Result,
) -> Result<String> {
    let side = |length: f64| if length.is_finite() { length.clamp(1.0, 16_000.0).round() as u32 } else { 1 };
    let (width, height) = (side(width), side(height));
    let svg = Svg { width, height, body: String::new(), open: None, cells: None };
    let backend = Rc::new(RefCell::new(wrap(svg)));
    draw(&Pen::new(&DrawingArea::<B, Shift>::from(&backend), f64::from(SCALE)))?;
    let mut backend = backend.try_borrow_mut().map_err(|error| PaintError(error.to_string()))?;
    let svg = within(&mut backend).ok_or_else(|| PaintError("expected an SVG document".to_owned()))?;
    svg.close();
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{}\" fill=\"none\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\">\n{}</svg>\n",
        escaped(font),
        svg.body
    ))
}

/// A document being written.
pub struct Svg {
    width: u32,
    height: u32,
    body: String,
    /// Lines of one style that follow each other become one path: its style, and where they go.
    open: Option<(String, String)>,
    /// Filled rectangles of one colour that follow each other become one path too: their colour, and where they are.
    cells: Option<(String, Vec<[i32; 4]>)>,
}

/// SVG text takes everything.
type Never = std::convert::Infallible;
type Done = std::result::Result<(), DrawingErrorKind<Never>>;

impl Svg {
    fn close(&mut self) {
        match self.cells.take() {
            Some((paint, cells)) if let [[x, y, width, height]] = cells[..] => {
                let [x, y, width, height] = [x, y, width, height].map(decimal);
                let place = format_args!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
                self.push(format_args!("<rect {place} {paint}/>"));
            }
            Some((paint, cells)) => {
                let places = cells.iter().map(|&[x, y, width, height]| {
                    let left = decimal(width.saturating_neg());
                    format!("M{}h{}v{}h{left}z", pair((x, y)), decimal(width), decimal(height))
                });
                let places: String = places.collect();
                self.push(format_args!("<path d=\"{places}\" {paint}/>"));
            }
            None => {}
        }
        if let Some((style, places)) = self.open.take() {
            self.push(format_args!("<path d=\"{}\" {style}/>", places.trim_end()));
        }
    }

    fn push(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        let _ = writeln!(self.body, "{element}");
    }

    fn element(&mut self, element: std::fmt::Arguments<'_>) {
        self.close();
        self.push(element);
    }

    fn line(&mut self, points: impl IntoIterator<Item = BackendCoord>, style: &impl BackendStyle) {
        let style = stroke(style);
        if self.cells.is_some() || self.open.as_ref().is_none_or(|(open, _)| *open != style) {
            self.close();
            self.open = Some((style, String::new()));
        }
        if let Some((_, places)) = &mut self.open {
            for (index, point) in points.into_iter().enumerate() {
                let _ = write!(places, "{}{} ", if index == 0 { "M" } else { "L" }, pair(point));
            }
        }
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Never;

    fn get_size(&self) -> (u32, u32) {
        (self.width * SCALE.unsigned_abs(), self.height * SCALE.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.line([from, to], style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let (width, height) = (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1));
        let paint = paint_of(style, fill);
        if fill {
            if self.open.is_some() || self.cells.as_ref().is_some_and(|(open, _)| *open != paint) {
                self.close();
            }
            self.cells.get_or_insert((paint, Vec::new())).1.push([from.0, from.1, width, height]);
            return Ok(());
        }
        let [x, y, width, height] = [from.0, from.1, width, height].map(decimal);
        self.element(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>"
        ));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.line(path, style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let (x, y) = (decimal(centre.0), decimal(centre.1));
        let radius = decimal(i32::try_from(radius).unwrap_or(0));
        let paint = paint_of(style, fill);
        self.element(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {paint}/>"));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let points: Vec<String> = path.into_iter().map(pair).collect();
        let paint = paint_of(style, true);
        self.element(format_args!("<polygon points=\"{}\" {paint}/>", points.join(" ")));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        // From the named line of the text down to its baseline, in parts of the font size.
        let down = match style.anchor().v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.2,
        };
        let (x, y) = (decimal(at.0), decimal(at.1.saturating_add((down * size).round() as i32)));
        let size = decimal(size.round() as i32);
        let fill = fill(&style.color());
        let text = escaped(text);
        self.element(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{anchor} {fill}>{text}</text>"
        ));
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> std::result::Result<(u32, u32), DrawingErrorKind<Never>> {
        Ok((estimated_width(text, style.size()).round() as u32, style.size().round() as u32))
    }
}

/// Tenths as a decimal number: `12.5`, `3`.
fn decimal(units: i32) -> String {
    let (sign, size) = (if units < 0 { "-" } else { "" }, units.unsigned_abs());
    match size % 10 {
        0 => format!("{sign}{}", size / 10),
        tenth => format!("{sign}{}.{tenth}", size / 10),
    }
}

fn pair((x, y): BackendCoord) -> String {
    format!("{},{}", decimal(x), decimal(y))
}

fn colour(colour: &BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn stroke(style: &impl BackendStyle) -> String {
    let width = decimal(i32::try_from(style.stroke_width()).unwrap_or(SCALE));
    let color = style.color();
    format!("stroke=\"{}\"{} stroke-width=\"{width}\"", colour(&color), opacity("stroke", &color))
}

fn fill(color: &BackendColor) -> String {
    format!("fill=\"{}\"{}", colour(color), opacity("fill", color))
}

fn opacity(what: &str, color: &BackendColor) -> String {
    if color.alpha >= 1.0 { String::new() } else { format!(" {what}-opacity=\"{:.2}\"", color.alpha) }
}

fn paint_of(style: &impl BackendStyle, filled: bool) -> String {
    if filled { fill(&style.color()) } else { stroke(style) }
}
