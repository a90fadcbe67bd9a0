//! **Backpropagation, one number at a time.**
//!
//! This crate trains small fully connected networks and can stop at every single number on the way. It is
//! the engine of the `backprop-stepper` page, and a plain Rust library besides.
//!
//! # Reading order
//!
//! The modules stand in the order in which the data flows:
//!
//! 1. **The experiment.** [`config`] is the document a user writes; [`network`], [`init`] and [`dataset`] are
//!    what it becomes; [`error`] is every way it can be wrong.
//! 2. **The mathematics.** [`activation`] and [`loss`] are tables of functions and their derivatives
//!    ([`cross_entropy`] where the two have to be taken at once).
//!    [`forward`], [`backward`] and [`optimizer`] are the three movements of a training update, and [`update`]
//!    plays them in order and keeps every intermediate value ([`values`], [`moments`]). There are no words here, and no
//!    tracing.
//! 3. **The story.** [`operation`] numbers the operations of an update by arithmetic, [`trainer`] moves
//!    through them in both directions, and [`step`] says what is looked at now; [`display`] is how a reader
//!    wants to see it.
//! 4. **The telling.** [`explain`] turns a step into formulas and sentences, [`lessons`] holds the published
//!    examples, [`comparison`] sets several runs side by side, [`scene`] and [`draw`] make the pictures;
//!    [`prediction`] is what a network makes of its inputs, and [`mod@slice`] its loss over two parameters, each over a
//!    [`grid`]. [`export`] writes a piece of a run down, to be taken along.
//!
//! # Conventions
//!
//! * All numbers are `f64`. Native code and WebAssembly give the same bits: transcendental functions come from
//!   `libm`, and random numbers from a seeded PCG generator.
//! * Layer 0 is the first layer with weights. A weight matrix is row-major `[fan_in][units]`, and
//!   `z = x·W + b`. Values of a batch are row-major `[samples][units]`.
//! * A step carries a value that the mathematics computed; the telling only says how it came about.
//! * No document and no argument can make the library panic. What is wrong with it comes back as an
//!   [`error::Error`]. (Whoever builds a [`config::Config`] by hand rather than from a document has to keep its rules.)

pub mod error;

pub mod config;
pub mod dataset;
pub mod init;
pub mod network;

pub mod activation;
pub mod cross_entropy;
pub mod loss;

pub mod backward;
pub mod forward;
pub mod moments;
pub mod optimizer;
pub mod update;
pub mod values;

pub mod display;
pub mod operation;
pub mod step;
pub mod trainer;

pub mod comparison;
pub mod exercise;
pub mod explain;
pub mod export;
pub mod grid;
pub mod lessons;
pub mod prediction;
pub mod scene;
pub mod slice;

#[cfg(feature = "draw")]
pub mod draw;

#[cfg(all(target_arch = "wasm32", feature = "draw"))]
mod wasm;
