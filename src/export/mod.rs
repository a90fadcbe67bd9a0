//! A piece of a run, written down to be taken along.
//!
//! [`trace`] goes through some updates once and keeps every operation with its explanation. Every format is written
//! from that, so that no two of them can disagree.

pub mod trace;

pub use trace::{Closing, Entry, Section, Trace, Traced};
