//! The computation graph of one sample: each value in a box with its gradient under it, and wires between them.
//!
//! From left to right: inputs; of each layer its weights, their products with what enters, the sums, the activations;
//! targets and the loss. Every weight has a row of its own, and what enters comes in a lane under it, so that no wire
//! crosses a box and no text lies on another. Places depend on the network alone: nothing moves while one steps.

mod layout;

use super::geometry::Point;
use super::node;
use super::picture::{Figure, Flow, Name, Number, Role};
use super::text::{Block, Line, Measure, Tone};
use super::{Label, Link, Node, Scene};
use crate::step::Subject;
use layout::Layout;

const SIZE: f64 = 12.0;
const SMALL: f64 = 10.5;
/// Around the whole.
const MARGIN: f64 = 8.0;
const CAPTION: f64 = 20.0;
/// Around the text of a box.
const PADDING: f64 = 7.0;

/// Which value stands in a place: layers, inputs and units from 0, a weight's input before its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An input.
    Input(usize),
    /// A weight.
    Weight(usize, usize, usize),
    /// The product of a weight and what enters by it.
    Product(usize, usize, usize),
    /// A bias.
    Bias(usize, usize),
    /// The sum of a neuron.
    Sum(usize, usize),
    /// Its activation, where there is an activation function.
    Activation(usize, usize),
    /// A target.
    Target(usize),
    /// The loss.
    Loss,
}

/// A box of the graph.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where it stands.
    pub place: Place,
    /// What a hit on it means.
    pub subject: Subject,
    /// What makes it of the values that enter: `×`, `+`, `σ`.
    pub operator: &'static str,
    /// Its name; empty for a product.
    pub name: Name,
    /// What it is, in words.
    pub words: String,
    /// The value, forward.
    pub value: Figure,
    /// What a parameter was before the current update, once that has changed it.
    pub before: Option<Number>,
    /// The gradient of the loss by it, backward; `None` where there is none.
    pub gradient: Option<Figure>,
    /// Whether it is pointed at.
    pub lit: bool,
}

/// A line from a value to one that is made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Wire {
    /// Its left end.
    pub from: Place,
    /// Its right end.
    pub to: Place,
    /// What comes back along it, where that is not the whole gradient of the value.
    pub gradient: Option<Figure>,
    /// What a hit on that means.
    pub subject: Option<Subject>,
    /// The part it plays.
    pub role: Role,
    /// Which way numbers go along it now.
    pub flow: Flow,
}

/// What the places of a layer depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Values that enter.
    pub inputs: usize,
    /// Neurons.
    pub units: usize,
    /// Whether they have biases.
    pub biased: bool,
    /// Whether they have an activation function.
    pub activated: bool,
}

/// The computation graph of one sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// Every value, those first that others are made of.
    pub values: Vec<Value>,
    /// Every wire.
    pub wires: Vec<Wire>,
    /// The layers.
    pub layers: Vec<Shape>,
    /// Which sample it is, where the batch has several, and what the current operation has to do with it.
    pub caption: String,
    /// The number of the sample, from 1, where the batch has several.
    pub sample: Option<usize>,
    /// A number as long as they usually are.
    pub usual: Number,
}

impl Graph {
    /// Graphs of so many operations at most are drawn.
    pub const MOST: usize = 40;

    /// How wide and high the picture is in a box of a width, in CSS pixels: it may be wider than the box.
    pub fn size(&self, width: f64) -> (f64, f64) {
        let layout = Layout::new(self, width);
        (layout.width, layout.height)
    }

    /// Everything in its place, in a box of a width.
    pub fn scene(&self, width: f64, measure: Measure<'_>) -> Scene {
        let layout = Layout::new(self, width);
        let mut scene = Scene { width: layout.width, height: layout.height, ..Scene::default() };
        for wire in &self.wires {
            let path = layout.path(wire);
            let ends = path
                .windows(2)
                .filter_map(|ends| if let [from, to] = ends { Some((*from, *to)) } else { None });
            let last = path.len().saturating_sub(2);
            for (index, (from, to)) in ends.enumerate() {
                // One head a wire, at the end that numbers come to.
                let has_head = if wire.flow == Flow::Backward { index == 0 } else { index == last };
                scene.links.push(Link {
                    subject: None,
                    from,
                    to,
                    strength: 0.0,
                    role: wire.role,
                    flow: if has_head { wire.flow } else { Flow::Still },
                    lit: false,
                });
            }
            if let (Some(figure), [.., start, end]) =
                (wire.gradient.as_ref().filter(|figure| figure.number.is_some()), &path[..])
            {
                let room = end.x - start.x - 34.0;
                let block = Block::of(vec![gradient(figure, room, layout.short, measure)]);
                let centre = start.towards(*end, 0.5);
                scene.labels.push(Label {
                    subject: wire.subject,
                    rect: block.rect(centre),
                    is_plate: false,
                    role: figure.role,
                    lit: false,
                    texts: block.at(centre),
                });
            }
        }
        for value in &self.values {
            let rect = layout.rect(value.place);
            let role =
                value.value.role.max(value.gradient.as_ref().map_or(Role::Pending, |figure| figure.role));
            let lines = lines(value, rect.width() - PADDING, layout.short, measure);
            scene.nodes.push(Node {
                subject: Some(value.subject),
                shape: node::Shape::Box,
                rect,
                role,
                lit: value.lit,
                texts: Block::of(lines).at(rect.centre()),
            });
        }
        if !self.caption.is_empty() {
            let block = Block::of(vec![Line::new(SIZE).text(&self.caption, Tone::Muted, measure)]);
            let centre = Point { x: MARGIN + block.width() / 2.0, y: CAPTION / 2.0 + 2.0 };
            let (rect, texts) = (block.rect(centre), block.at(centre));
            scene.labels.push(Label {
                subject: None,
                rect,
                is_plate: false,
                role: Role::Done,
                lit: false,
                texts,
            });
        }
        scene
    }

    /// The graph in words, those values first that others are made of: what a line is about, the line, and its part in
    /// the current operation.
    pub fn lines(&self) -> Vec<(Subject, String, Role)> {
        let of = self.sample.map_or_else(String::new, |sample| format!(" of sample {sample}:"));
        let line = |value: &Value| {
            let mut said = format!("{}: {}", value.words, super::words::value(&value.value));
            if let Some(before) = &value.before {
                said += &format!(", before {}", before.text);
            }
            if let Some(gradient) = value.gradient.as_ref().filter(|figure| figure.number.is_some()) {
                said += &format!(", gradient{of} {}", super::words::value(gradient));
            }
            let role = value.gradient.as_ref().map_or(value.value.role, |by| by.role.max(value.value.role));
            (value.subject, said + ".", role)
        };
        self.values.iter().map(line).collect()
    }
}

/// The two lines in a box.
fn lines(value: &Value, room: f64, short: bool, measure: Measure<'_>) -> Vec<Line> {
    let start = |size: f64| {
        let line = Line::new(size).text(value.operator, Tone::Muted, measure);
        let gap = if value.operator.is_empty() || value.name.base.is_empty() { 0.0 } else { 4.0 };
        line.gap(gap).name(&value.name, Tone::Ink, measure).gap(5.0)
    };
    let mut lines = vec![fitting(start, &value.value, room, short, measure)];
    if let Some(figure) = &value.gradient {
        lines.push(gradient(figure, room, short, measure));
    }
    lines
}

fn gradient(figure: &Figure, room: f64, short: bool, measure: Measure<'_>) -> Line {
    fitting(|size| Line::new(size).text("∂", Tone::Muted, measure).gap(4.0), figure, room, short, measure)
}

/// A number after what stands before it, with as many digits as there is room for. What is computed or read now has
/// those of the display settings also in a narrow graph, in smaller letters if it has to.
fn fitting(
    start: impl Fn(f64) -> Line,
    figure: &Figure,
    room: f64,
    short: bool,
    measure: Measure<'_>,
) -> Line {
    let tone = node::tone(figure);
    let Some(number) = &figure.number else { return start(SIZE).text("–", Tone::Muted, measure) };
    let active = figure.role.is_active();
    let tries = [
        (&number.drawn, SIZE, active || !short),
        (&number.drawn, SMALL, active),
        (&number.short, SIZE, true),
        (&number.least, SIZE, true),
    ];
    let tries = tries.into_iter().filter(|(.., may)| *may);
    let mut lines = tries.map(|(text, size, _)| start(size).text(text, tone, measure));
    lines.find(|line| line.width() <= room).unwrap_or_else(|| start(SIZE).text("…", tone, measure))
}
