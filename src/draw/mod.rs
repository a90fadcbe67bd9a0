//! The pictures, painted with plotters on whatever backend there is: a canvas in the page, SVG in tests and exports.
//!
//! Nothing here decides what is shown or where: [`network`] paints a [`crate::scene::Scene`], [`loss_curve`] the
//! losses of a run, [`comparison`] those of several, [`prediction`] a [`crate::prediction::Prediction`], and [`mod@slice`]
//! a [`crate::slice::Slice`].

mod axes;
pub mod comparison;
mod heat_map;
mod loss_axis;
pub mod loss_curve;
pub mod network;
mod pen;
pub mod prediction;
mod shades;
pub mod slice;
pub mod svg;
mod theme;
mod thinned;
mod ticks;
mod written;

pub use pen::Pen;
#[cfg(target_arch = "wasm32")]
pub(crate) use pen::family;
pub use theme::{DARK, LIGHT, Rgb, Theme};

/// Why something could not be painted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaintError(pub String);

impl std::fmt::Display for PaintError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PaintError {}

/// The result of painting.
pub type Result<T = ()> = std::result::Result<T, PaintError>;
