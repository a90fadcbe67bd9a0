//! What the pictures are drawn on: a canvas, or an object that is given the picture as SVG. One backend for both, so that
//! what paints is compiled once.

use super::canvas::{self, Canvas, measure};
use crate::draw::svg::{self, Svg};
use crate::draw::{self, Pen};
use crate::error::{Error, Result};
use crate::scene::estimated_width;
use js_sys::Reflect;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

/// How wide a text is at a size.
type Measure<'a> = Box<dyn Fn(&str, f64) -> f64 + 'a>;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("paper.d.ts");

/// The member of an object that is given the picture.
const SVG: &str = "svg";

/// Where a picture goes.
pub(super) enum Target<'a> {
    Canvas(&'a HtmlCanvasElement),
    Svg(&'a JsValue),
}

impl<'a> Target<'a> {
    pub(super) fn of(value: &'a JsValue) -> Result<Self> {
        let get = |name: &str| Reflect::get(value, &name.into()).ok();
        // A real canvas: asking a proxy of one for its width throws, and must not do so inside of a call.
        let has = |side: &str| get(side).is_some_and(|side| side.as_f64().is_some());
        let canvas = if has("width") && has("height") { value.dyn_ref() } else { None };
        match canvas {
            Some(canvas) => Ok(Target::Canvas(canvas)),
            None if get(SVG).is_some_and(|svg| svg.is_string()) => Ok(Target::Svg(value)),
            None => Err(Error::range("canvas", "expected a canvas element, or an object with svg: \"\"")),
        }
    }

    /// Whether somebody may point at it.
    pub(super) fn is_shown(&self) -> bool {
        matches!(self, Target::Canvas(_))
    }

    /// How wide a text is there in a font.
    pub(super) fn measure<'b>(&self, font: &'b str) -> Measure<'b> {
        match self {
            Target::Canvas(canvas) => Box::new(measure(canvas, font)),
            Target::Svg(_) => Box::new(estimated_width),
        }
    }

    pub(super) fn paint(
        &self,
        (width, height): (f64, f64),
        ratio: f64,
        font: &str,
        draw: impl FnOnce(&Pen<'_, Paper>) -> draw::Result,
    ) -> Result<()> {
        let object = match self {
            Target::Canvas(canvas) => return canvas::paint(canvas, width, height, ratio, draw),
            Target::Svg(object) => object,
        };
        let (width, height) = canvas::sides(width, height)?;
        let unfit = |reason: String| Error::range("canvas", reason);
        let svg = svg::paint_as(width, height, font, Paper::Svg, Paper::svg, draw)
            .map_err(|error| unfit(error.to_string()))?;
        match Reflect::set(object, &SVG.into(), &svg.into()) {
            Ok(true) => Ok(()),
            _ => Err(unfit("expected an object whose svg can be set".to_owned())),
        }
    }
}

/// A backend.
pub(super) enum Paper {
    Canvas(Canvas),
    Svg(Svg),
}

impl Paper {
    fn svg(&mut self) -> Option<&mut Svg> {
        if let Paper::Svg(svg) = self { Some(svg) } else { None }
    }
}

type Failure = DrawingErrorKind<<Canvas as DrawingBackend>::ErrorType>;
type Done<T = ()> = std::result::Result<T, Failure>;

/// SVG takes everything.
fn taken<T>(done: std::result::Result<T, DrawingErrorKind<std::convert::Infallible>>) -> Done<T> {
    done.map_err(|error| match error {
        DrawingErrorKind::DrawingError(never) => match never {},
        DrawingErrorKind::FontError(error) => DrawingErrorKind::FontError(error),
    })
}

/// The same of whichever it is.
macro_rules! either {
    ($paper:expr, $backend:ident => $done:expr) => {
        match $paper {
            Paper::Canvas($backend) => $done,
            Paper::Svg($backend) => taken($done),
        }
    };
}

impl DrawingBackend for Paper {
    type ErrorType = <Canvas as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Paper::Canvas(canvas) => canvas.get_size(),
            Paper::Svg(svg) => svg.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Done {
        either!(self, paper => paper.ensure_prepared())
    }

    fn present(&mut self) -> Done {
        either!(self, paper => paper.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        either!(self, paper => paper.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        either!(self, paper => paper.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        either!(self, paper => paper.draw_rect(from, to, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        either!(self, paper => paper.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        either!(self, paper => paper.draw_circle(centre, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        either!(self, paper => paper.fill_polygon(path, style))
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        either!(self, paper => paper.draw_text(text, style, at))
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Done<(u32, u32)> {
        either!(self, paper => paper.estimate_text_size(text, style))
    }
}
