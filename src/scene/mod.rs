//! Where everything in the picture of a network is, and which part it plays.
//!
//! A [`Picture`] says what there is to show; [`Scene::new`] gives each thing a place in a given width and height.
//! Whatever paints a scene decides nothing: not where, not whether, only in which colours. Finding out what is
//! under the pointer and the picture's text alternative come from the same two.
//!
//! Rules of the layout:
//! * from left to right: inputs, layers, targets with the loss under them; where there is no room for a column
//!   of targets, they are written under the outputs;
//! * no text lies on another, nor on a neuron;
//! * while the numbers of a run change, small networks keep every label where it is;
//! * where there is no room to name every weight, those of the current operation are named.

mod close_up;
mod compose;
mod frame;
mod geometry;
pub mod graph;
mod labels;
mod maps;
mod mosaic;
mod node;
mod picture;
mod place;
mod pointing;
mod reading;
mod summary;
mod text;
mod tiles;
mod words;
mod writing;

pub use close_up::{CloseUp, Entry};
pub use geometry::{Point, Rect};
pub use graph::Graph;
pub use maps::{Grid, Maps, Mark, Shown, Summary, Used, Words};
pub use node::Shape;
pub use picture::{
    Column, Delta, Edge, Figure, Figures, Flow, Item, LossFigure, Moment, Name, Neuron, Number, Parameter,
    Picture, Role, Target,
};
pub use text::{Anchor, Measure, Text, Tone, estimated_width};
pub use tiles::Tile;

use crate::step::Subject;
use frame::{Frame, Way};
use node::Detail;
use place::Stack;
use std::cell::RefCell;
use std::collections::BTreeMap;
use writing::Writing;

/// A neuron, a target, the loss, or a remark about what is not shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is; `None` for a remark.
    pub subject: Option<Subject>,
    /// Its outline.
    pub shape: Shape,
    /// The space it takes.
    pub rect: Rect,
    /// The part it plays.
    pub role: Role,
    /// Whether a lesson points at it.
    pub lit: bool,
    /// What is written in it.
    pub texts: Vec<Text>,
}

/// A line between two nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The weight it stands for; `None` for the lines to targets and loss.
    pub subject: Option<Subject>,
    /// Its left end.
    pub from: Point,
    /// Its right end.
    pub to: Point,
    /// The weight's value, divided by that of the strongest one: from -1 to 1.
    pub strength: f64,
    /// The part it plays.
    pub role: Role,
    /// Which way numbers flow along it now.
    pub flow: Flow,
    /// Whether a lesson points at it.
    pub lit: bool,
}

/// Text outside of nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it tells about.
    pub subject: Option<Subject>,
    /// The space it takes, which hides the lines behind it.
    pub rect: Rect,
    /// Whether it belongs to a weight or bias, and so has an outline when it plays a part.
    pub is_plate: bool,
    /// The part it plays.
    pub role: Role,
    /// Whether a lesson points at it.
    pub lit: bool,
    /// What is written in it.
    pub texts: Vec<Text>,
}

/// A picture with everything in its place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// The lines, painted first.
    pub links: Vec<Link>,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The texts outside of nodes.
    pub labels: Vec<Label>,
    /// Matrices, where the network is too large for nodes and lines.
    pub tiles: Vec<Tile>,
    /// What is pointed at, of all that has a subject: marked more strongly than what a lesson lights.
    pub pointed: Vec<Subject>,
}

impl Scene {
    /// Gives everything in the picture its place. Sizes out of proportion are cut down to what can be drawn.
    pub fn new(picture: &Picture, width: f64, height: f64, measure: Measure<'_>) -> Scene {
        let height = if height.is_finite() { height.clamp(40.0, 8000.0) } else { 300.0 };
        // Every way asks for the same texts, and a canvas is slow to answer.
        let known = RefCell::new(BTreeMap::<(u64, String), f64>::new());
        let measure: Measure<'_> = &|text, size| {
            let key = (size.to_bits(), text.to_owned());
            if let Some(&width) = known.borrow().get(&key) {
                return width;
            }
            let width = measure(text, size);
            known.borrow_mut().insert(key, width);
            width
        };
        if let Some(maps) = &picture.maps {
            let width = if width.is_finite() { width.clamp(120.0, 4000.0) } else { 300.0 };
            return mosaic::scene(picture, maps, width, height, measure);
        }
        let mut best: Option<(Writing, Scene)> = None;
        let mut first = None;
        for way in Way::ALL {
            let frame = Frame::new(picture, width, way, measure);
            if way.is_aside && frame.aside.is_none() {
                // Nothing to gain from a column that is not there; the ways without it follow.
                continue;
            }
            let (scene, named) = Scene::tried(picture, frame, height, measure);
            match named {
                Some(Writing::Full) => return scene,
                Some(writing) if best.as_ref().is_none_or(|(least, _)| writing < *least) => {
                    best = Some((writing, scene));
                }
                Some(_) => {}
                // As good as it gets where there are too many weights to name.
                None if picture.edges.len() > frame::NAMED_WEIGHTS => return scene,
                None => first = first.or(Some(scene)),
            }
        }
        best.map(|(_, scene)| scene).or(first).unwrap_or_default()
    }

    /// The scene in one frame, and how short weights had to be written, where all of them are named.
    fn tried(
        picture: &Picture,
        mut frame: Frame,
        height: f64,
        measure: Measure<'_>,
    ) -> (Scene, Option<Writing>) {
        let mut stack = fitting(picture, &frame, height, measure);
        if frame.detailed && stack.least_height() > height {
            frame.detailed = false;
            stack = fitting(picture, &frame, height, measure);
        }
        let placed = stack.place(&frame, height);
        let mut scene = Scene { width: frame.width, height, ..Scene::default() };
        let ends = scene.connect(picture, &placed);
        let named = scene.write(picture, &frame, &placed, &ends, measure);
        (scene, named)
    }
}

impl Picture {
    /// The height at which the picture looks best at a width, in CSS pixels.
    pub fn preferred_height(&self, width: f64) -> f64 {
        if let Some(maps) = &self.maps {
            let width = if width.is_finite() { width.clamp(120.0, 4000.0) } else { 300.0 };
            return mosaic::preferred_height(maps, width).clamp(160.0, 8000.0);
        }
        let measure: Measure<'_> = &estimated_width;
        let frame = Frame::new(self, width, Way::ALL[0], measure);
        let most = if frame.is_dense() { frame::HEIGHT } else { f64::INFINITY };
        let stack = fitting(self, &frame, most, measure);
        stack.preferred_height(&frame).clamp(160.0, 4000.0)
    }
}

/// The nodes with as much detail as the height has room for.
fn fitting(picture: &Picture, frame: &Frame, height: f64, measure: Measure<'_>) -> Stack {
    let [first, rest @ ..] = Detail::LEVELS;
    let mut stack = Stack::new(picture, frame, first, measure);
    for detail in rest {
        if stack.least_height() <= height {
            break;
        }
        stack = Stack::new(picture, frame, detail, measure);
    }
    stack
}
