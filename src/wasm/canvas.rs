//! Painting on a canvas with plotters-canvas, sharp at every device pixel ratio.
//!
//! plotters counts in whole pixels and knows no ratio; its canvas backend measures text with elements in the page.
//! This wrapper counts in eighths of a device pixel, puts upright and level lines on whole device pixels, and lets
//! the canvas itself measure.

use super::paper::Paper;
use crate::draw::{self, Pen};
use crate::error::{self, Error};
use crate::scene::estimated_width;
use js_sys::Reflect;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Units in a device pixel.
const UNITS: i32 = 8;
/// The greatest side of a picture in CSS pixels, and of a canvas in device pixels.
const MOST: f64 = 8192.0;
const MOST_DEVICE: f64 = 16384.0;
/// The most device pixels a canvas may have.
const MOST_AREA: f64 = 1e8;
/// The greatest device pixel ratio.
const MOST_RATIO: f64 = 16.0;

/// Sets the canvas up for a picture of `width` by `height` CSS pixels, clears it, and paints.
pub(super) fn paint(
    canvas: &HtmlCanvasElement,
    width: f64,
    height: f64,
    ratio: f64,
    draw: impl FnOnce(&Pen<'_, Paper>) -> draw::Result,
) -> error::Result<()> {
    let ratio = within("devicePixelRatio", ratio, MOST_RATIO)?;
    let (width, height) = sides(width, height)?;
    let (across, down) = ((width * ratio).round().max(1.0), (height * ratio).round().max(1.0));
    if across > MOST_DEVICE || down > MOST_DEVICE || across * down > MOST_AREA {
        return Err(Error::range(
            "width",
            format!("expected a canvas of at most {MOST_AREA} device pixels, got {across} by {down}"),
        ));
    }
    // Setting a size clears the canvas and forgets its state, even where the size stays the same.
    let size = (across as u32, down as u32);
    if (canvas.width(), canvas.height()) != size {
        for (side, pixels) in [("width", size.0), ("height", size.1)] {
            // Through `Reflect`, since an object that is not quite a canvas may throw.
            let set = Reflect::set(canvas, &side.into(), &pixels.into());
            set.map_err(|_| Error::range("canvas", "expected one whose size can be set"))?;
        }
    }
    let unfit = || Error::range("canvas", "expected one with a 2d context");
    let context = context(canvas).ok_or_else(unfit)?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or_else(unfit)?;
    let unit = 1.0 / f64::from(UNITS);
    let transformed = context.set_transform(unit, 0.0, 0.0, unit, 0.0, 0.0);
    transformed.map_err(|_| Error::range("canvas", "expected one that can be scaled"))?;
    let units = |pixels: f64| pixels * f64::from(UNITS);
    context.clear_rect(0.0, 0.0, units(across), units(down));
    context.set_line_cap("round");
    context.set_line_join("round");
    let area = DrawingArea::<Paper, Shift>::from(Paper::Canvas(Canvas {
        inner,
        context,
        size,
        filling: None,
        stroking: None,
    }));
    draw(&Pen::new(&area, units(ratio))).map_err(|error| Error::range("canvas", error.to_string()))
}

/// A length of a picture. Written so that NaN is refused too.
fn within(name: &'static str, value: f64, most: f64) -> error::Result<f64> {
    if value > 0.0 && value <= most {
        Ok(value)
    } else {
        Err(Error::range(name, format!("expected a number above 0, at most {most}, got {value}")))
    }
}

/// Width and height of a picture in CSS pixels.
pub(super) fn sides(width: f64, height: f64) -> error::Result<(f64, f64)> {
    Ok((within("width", width, MOST)?, within("height", height, MOST)?))
}

/// How wide a text is on the canvas in a font, as the layout asks.
pub(super) fn measure<'a>(canvas: &HtmlCanvasElement, font: &'a str) -> impl Fn(&str, f64) -> f64 + 'a {
    let context = context(canvas);
    // Choosing a font takes longer than measuring in it.
    let chosen = Cell::new(f64::NAN);
    move |text, size| {
        let Some(context) = &context else { return estimated_width(text, size) };
        if chosen.replace(size) != size {
            choose_font(context, size, draw::family(font), "normal");
        }
        width(context, text).unwrap_or_else(|| estimated_width(text, size))
    }
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// Chooses the font enlarged, as it is painted: small text is rounded to whole pixels on some systems.
fn choose_font(context: &CanvasRenderingContext2d, size: f64, family: &str, style: &str) {
    context.set_font(&format!("{style} {}px {family}", size * f64::from(UNITS)));
}

/// The width of a text in the chosen font.
fn width(context: &CanvasRenderingContext2d, text: &str) -> Option<f64> {
    let width = context.measure_text(text).ok()?.width() / f64::from(UNITS);
    width.is_finite().then_some(width)
}

/// A canvas that counts in eighths of a device pixel.
pub(super) struct Canvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// The colour that rectangles are filled with, where the context still has it: choosing it takes far longer than
    /// filling, and a field of colours is thousands of rectangles.
    filling: Option<(u8, u8, u8)>,
    /// The colour and width of lines, likewise: a network has more than a thousand.
    stroking: Option<((u8, u8, u8), u32)>,
}

impl Canvas {
    /// The backend, for what may choose another colour.
    fn inner(&mut self) -> &mut CanvasBackend {
        (self.filling, self.stroking) = (None, None);
        &mut self.inner
    }
}

type Failure = DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>;
type Done = Result<(), Failure>;

/// The style of a line that is a whole number of device pixels wide.
struct WholePixels {
    color: BackendColor,
    width: u32,
}

impl BackendStyle for WholePixels {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// The nearest place where a line of this many device pixels covers whole ones.
fn snapped(place: i32, pixels: i32) -> i32 {
    let half = if pixels % 2 == 1 { UNITS / 2 } else { 0 };
    place
        .saturating_sub(half)
        .saturating_add(UNITS / 2)
        .div_euclid(UNITS)
        .saturating_mul(UNITS)
        .saturating_add(half)
}

impl DrawingBackend for Canvas {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let unit = UNITS.unsigned_abs();
        (self.size.0 * unit, self.size.1 * unit)
    }

    fn ensure_prepared(&mut self) -> Done {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Done {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.inner().draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let corner = |(x, y): BackendCoord| (snapped(x, 0), snapped(y, 0));
        let (from, to) = (corner(from), corner(to));
        let color = style.color();
        if fill && self.filling == Some(color.rgb) && color.alpha == 1.0 {
            let number = f64::from;
            self.context.fill_rect(
                number(from.0),
                number(from.1),
                number(to.0.saturating_sub(from.0)),
                number(to.1.saturating_sub(from.1)),
            );
            return Ok(());
        }
        self.inner().draw_rect(from, to, style, fill)?;
        self.filling = (fill && color.alpha == 1.0).then_some(color.rgb);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let mut points: Vec<BackendCoord> = path.into_iter().collect();
        if let [from, to] = points.as_mut_slice()
            && (from.0 == to.0 || from.1 == to.1)
        {
            let unit = UNITS.unsigned_abs();
            let pixels = ((style.stroke_width() + unit / 2) / unit).max(1);
            let whole = i32::try_from(pixels).unwrap_or(1);
            if from.0 == to.0 {
                from.0 = snapped(from.0, whole);
                to.0 = from.0;
            } else {
                from.1 = snapped(from.1, whole);
                to.1 = from.1;
            }
            // Not the backend's `draw_line`: that moves such lines by half a unit.
            return self
                .inner()
                .draw_path(points, &WholePixels { color: style.color(), width: pixels * unit });
        }
        let color = style.color();
        let chosen = (color.rgb, style.stroke_width());
        if let [from, to] = points[..]
            && self.stroking == Some(chosen)
            && color.alpha == 1.0
        {
            self.context.begin_path();
            self.context.move_to(f64::from(from.0), f64::from(from.1));
            self.context.line_to(f64::from(to.0), f64::from(to.1));
            self.context.stroke();
            return Ok(());
        }
        self.inner().draw_path(points, style)?;
        self.stroking = (color.alpha == 1.0).then_some(chosen);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.inner().draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.inner().fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.inner().draw_text(text, style, at)
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), Failure> {
        let size = style.size();
        choose_font(&self.context, size, style.family().as_str(), style.style().as_str());
        let width = width(&self.context, text).unwrap_or_else(|| estimated_width(text, size));
        Ok((width.round() as u32, size.round() as u32))
    }
}
