//! A piece of a run, written down to be taken along.
//!
//! [`trace`] goes through some updates once and keeps every operation with its explanation. What is said of single
//! operations is written from that, so that no two formats can disagree. [`mod@format`] lists the formats.

pub mod csv;
pub mod document;
pub mod format;
pub mod json;
mod printed;
pub mod text;
pub mod trace;

pub use format::{FORMATS, Format, Group, Span, Writer};
pub use trace::{Closing, Entry, Section, Trace, Traced};
