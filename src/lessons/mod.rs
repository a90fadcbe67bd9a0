//! Lessons, one JSON file each: published examples with their printed figures and errata, and examples of our own.
//!
//! * [`document`] is what a file says, and reads it: every slip of the pen is refused with its place.
//! * [`inline`] reads the formulas, values, links and emphasis in its texts.
//! * [`figure`] compares a printed figure with the exact one; [`mod@verify`] does so with all of them.
//! * [`variants`] are the same experiment with something else in it.
//! * [`render`] tells the lesson for one trainer, its numbers and edits included, as the plain [`content`] that a
//!   view shows.

pub mod content;
pub mod document;
pub mod figure;
pub mod inline;
mod render;
mod runs;
pub mod variants;
pub mod verify;

pub use content::SceneContent;
pub use document::{Lesson, Source};
pub use render::render;
pub use verify::verify;

use std::sync::OnceLock;

/// The files that ship with the library, in the order in which they are offered.
pub const FILES: [&str; 14] = [
    include_str!("article.json"),
    include_str!("article-2.json"),
    include_str!("mazur.json"),
    include_str!("rgu.json"),
    include_str!("one-neuron.json"),
    include_str!("slow-neuron.json"),
    include_str!("xor.json"),
    include_str!("circle.json"),
    include_str!("spiral.json"),
    include_str!("iris.json"),
    include_str!("dead-relu.json"),
    include_str!("vanishing-gradient.json"),
    include_str!("exploding.json"),
    include_str!("momentum.json"),
];

/// Every lesson, in the order in which they are offered. Read once.
pub fn all() -> &'static [Lesson] {
    static LESSONS: OnceLock<Vec<Lesson>> = OnceLock::new();
    // A file that could not be read would be missing here; a test reads each of them.
    LESSONS.get_or_init(|| FILES.iter().filter_map(|file| Lesson::from_json(file).ok()).collect())
}

/// The lesson with an id.
pub fn find(id: &str) -> Option<&'static Lesson> {
    all().iter().find(|lesson| lesson.id == id)
}
