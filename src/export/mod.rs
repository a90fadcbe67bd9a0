//! A piece of a run, written down to be taken along.
//!
//! [`trace`] goes through some updates once and keeps every operation with its explanation. What is said of single
//! operations is written from that, so that no two formats can disagree. [`sheet`] is one update as it stands on paper: of
//! a network too large for a trace it shows a part. [`mod@format`] lists the formats.

pub mod csv;
pub mod document;
pub mod format;
pub mod json;
pub mod latex;
mod lines;
pub mod markdown;
mod printed;
mod program;
pub mod sheet;
pub mod text;
pub mod trace;

pub use format::{FORMATS, Format, Group, Span, Writer};
pub use trace::{Closing, Entry, Section, Trace, Traced};
