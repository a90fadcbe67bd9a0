//! The computation graph of one sample: each value in a box with its gradient under it, and wires between them.
//!
//! From left to right: inputs; of each layer its weights, their products with what enters, the sums, the activations;
//! targets and the loss. Every weight has a row of its own, and what enters comes in a lane under it, so that no wire
//! crosses a box and no text lies on another. Places depend on the network alone: nothing moves while one steps.

use super::geometry::{Point, Rect};
use super::node;
use super::picture::{Figure, Flow, Name, Number, Role};
use super::text::{Block, Line, Measure, Tone, estimated_width};
use super::{Label, Link, Node, Scene};
use crate::step::Subject;

const SIZE: f64 = 12.0;
/// Height of a box of two lines, of the lane under it, and between rows.
const BOX: f64 = 36.0;
const LANE: f64 = 22.0;
const ROW: f64 = 68.0;
/// Between the neurons of a layer.
const APART: f64 = 14.0;
/// Around the whole.
const MARGIN: f64 = 8.0;
const CAPTION: f64 = 20.0;
/// Between the columns: where wires fan out, and where they go straight on.
const FAN: f64 = 46.0;
const STRAIGHT: f64 = 20.0;
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
    /// Which sample it is, where the batch has several.
    pub caption: String,
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

    /// The graph in words, those values first that others are made of: what a line is about, and the line.
    pub fn lines(&self) -> Vec<(Subject, String)> {
        let line = |value: &Value| {
            let mut said = format!("{}: {}", value.words, super::words::value(&value.value));
            if let Some(gradient) = value.gradient.as_ref().filter(|figure| figure.number.is_some()) {
                said += &format!(", gradient {}", super::words::value(gradient));
            }
            (value.subject, said + ".")
        };
        self.values.iter().map(line).collect()
    }
}

/// The two lines in a box.
fn lines(value: &Value, room: f64, short: bool, measure: Measure<'_>) -> Vec<Line> {
    let start = || {
        let line = Line::new(SIZE).text(value.operator, Tone::Muted, measure);
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
    fitting(|| Line::new(SIZE).text("∂", Tone::Muted, measure).gap(4.0), figure, room, short, measure)
}

/// A number after what stands before it, with as many digits as there is room for.
fn fitting(start: impl Fn() -> Line, figure: &Figure, room: f64, short: bool, measure: Measure<'_>) -> Line {
    let tone = node::tone(figure);
    let Some(number) = &figure.number else { return start().text("–", Tone::Muted, measure) };
    let texts = [&number.drawn, &number.short, &number.least];
    let mut tries = texts.into_iter().skip(usize::from(short)).map(|text| start().text(text, tone, measure));
    tries.find(|line| line.width() <= room).unwrap_or_else(|| start().text("…", tone, measure))
}

/// Where the columns and the rows are.
struct Layout {
    width: f64,
    height: f64,
    /// Whether numbers have few digits.
    short: bool,
    /// Left edge and width of the columns: the inputs, four of each layer, the loss.
    columns: Vec<(f64, f64)>,
    layers: Vec<Shape>,
    inputs: usize,
    top: f64,
}

impl Layout {
    fn new(graph: &Graph, width: f64) -> Self {
        let width = if width.is_finite() { width.clamp(120.0, 4000.0) } else { 300.0 };
        let (layers, inputs) = (graph.layers.clone(), graph.layers.first().map_or(0, |layer| layer.inputs));
        let top = if graph.caption.is_empty() { MARGIN } else { MARGIN + CAPTION };
        let mut layout =
            Layout { width, height: 0.0, short: false, columns: Vec::new(), layers, inputs, top };
        layout.height = layout.top + layout.inner_height() + MARGIN;
        for short in [false, true] {
            layout.short = short;
            let needed = layout.set_columns(graph, 0.0);
            if needed <= width || short {
                // What is left over goes where wires fan out.
                let fans = 2.0 * layout.layers.len() as f64 + 1.0;
                let spare = ((width - needed) / fans).clamp(0.0, 60.0);
                layout.width = layout.set_columns(graph, spare);
                break;
            }
        }
        layout
    }

    /// Gives every column its place and says how wide all of them are.
    fn set_columns(&mut self, graph: &Graph, spare: f64) -> f64 {
        let mut widths = vec![0.0f64; 4 * self.layers.len() + 2];
        let usual = if self.short { &graph.usual.short } else { &graph.usual.drawn };
        for value in &graph.values {
            let script = value.name.superscript.chars().count().max(value.name.subscript.chars().count());
            let before = estimated_width(value.operator, SIZE)
                + estimated_width(&value.name.base, SIZE)
                + script as f64 * 6.0
                + 9.0;
            let needed = before.max(16.0) + estimated_width(usual, SIZE) + 2.0 * PADDING;
            if let Some(width) = widths.get_mut(self.column(value.place)) {
                *width = width.max(needed.ceil());
            }
        }
        let mut x = MARGIN;
        self.columns.clear();
        let last = widths.len() - 1;
        for (index, width) in widths.into_iter().enumerate() {
            self.columns.push((x, width));
            let after = match (index, index % 4) {
                (index, _) if index == last => 0.0,
                (0, _) => FAN + spare,
                // Weights and their products.
                (_, 1) => STRAIGHT,
                (_, 2) => FAN + spare,
                // Sums and their activations, where there are any.
                (index, 3) => {
                    let activated = self.layers.get(index / 4).is_some_and(|layer| layer.activated);
                    if activated { STRAIGHT + 6.0 } else { 0.0 }
                }
                _ => FAN + spare,
            };
            x += width + after;
        }
        x + MARGIN
    }

    fn column(&self, place: Place) -> usize {
        let of_output = |layers: usize| {
            let activated = self.layers.last().is_some_and(|layer| layer.activated);
            4 * layers - usize::from(!activated)
        };
        match place {
            Place::Input(_) => 0,
            Place::Weight(l, ..) | Place::Bias(l, _) => 4 * l + 1,
            Place::Product(l, ..) => 4 * l + 2,
            Place::Sum(l, _) => 4 * l + 3,
            Place::Activation(l, _) => 4 * l + 4,
            Place::Target(_) => of_output(self.layers.len()),
            Place::Loss => 4 * self.layers.len() + 1,
        }
    }

    /// Height of a neuron of a layer with all of its rows.
    fn neuron_height(&self, l: usize) -> f64 {
        let Some(layer) = self.layers.get(l) else { return 0.0 };
        let bias = if layer.biased { BOX } else { -(ROW - BOX - LANE) };
        // Under an output stands its target.
        let least = if l + 1 == self.layers.len() { 2.0 * BOX + 10.0 } else { BOX };
        (layer.inputs as f64 * ROW + bias).max(least)
    }

    fn layer_height(&self, l: usize) -> f64 {
        let units = self.layers.get(l).map_or(0, |layer| layer.units);
        units as f64 * (self.neuron_height(l) + APART) - APART
    }

    fn inner_height(&self) -> f64 {
        let inputs = self.inputs as f64 * (BOX + APART) - APART;
        (0..self.layers.len()).map(|l| self.layer_height(l)).fold(inputs, f64::max)
    }

    /// Top of a neuron's rows.
    fn neuron_top(&self, l: usize, unit: usize) -> f64 {
        let free = self.inner_height() - self.layer_height(l);
        self.top + free / 2.0 + unit as f64 * (self.neuron_height(l) + APART)
    }

    /// The middle of a neuron; of an output, above its target.
    fn neuron_middle(&self, l: usize, unit: usize) -> f64 {
        let up = if l + 1 == self.layers.len() { (BOX + 10.0) / 2.0 } else { 0.0 };
        self.neuron_top(l, unit) + self.neuron_height(l) / 2.0 - up
    }

    fn rect(&self, place: Place) -> Rect {
        let (left, width) = self.columns.get(self.column(place)).copied().unwrap_or((0.0, 0.0));
        let inner = self.inner_height();
        let (middle, height) = match place {
            Place::Input(input) => (self.top + inner * (input as f64 + 0.5) / self.inputs.max(1) as f64, BOX),
            Place::Weight(l, input, unit) => (self.neuron_top(l, unit) + input as f64 * ROW + BOX / 2.0, BOX),
            Place::Product(l, input, unit) => {
                (self.neuron_top(l, unit) + input as f64 * ROW + (BOX + LANE) / 2.0, BOX + LANE - 12.0)
            }
            Place::Bias(l, unit) => {
                let rows = self.layers.get(l).map_or(0, |layer| layer.inputs) as f64 * ROW;
                (self.neuron_top(l, unit) + rows + BOX / 2.0, BOX)
            }
            Place::Sum(l, unit) | Place::Activation(l, unit) => (self.neuron_middle(l, unit), BOX),
            Place::Target(output) => {
                (self.neuron_middle(self.layers.len().saturating_sub(1), output) + BOX + 10.0, BOX)
            }
            Place::Loss => (self.top + inner / 2.0, BOX),
        };
        Rect::around(Point { x: left + width / 2.0, y: middle }, width, height)
    }

    /// Where a wire goes.
    fn path(&self, wire: &Wire) -> Vec<Point> {
        let (from, to) = (self.rect(wire.from), self.rect(wire.to));
        let start = Point { x: from.right, y: from.centre().y };
        let end = Point { x: to.left, y: to.centre().y };
        match (wire.from, wire.to) {
            (Place::Weight(..), _) => vec![start, Point { y: start.y, ..end }],
            (_, Place::Product(l, input, unit)) => {
                // Under the weight.
                let weight = self.rect(Place::Weight(l, input, unit));
                let lane = weight.bottom + LANE / 2.0;
                vec![start, Point { x: weight.left - 6.0, y: lane }, Point { y: lane, ..end }]
            }
            (Place::Bias(l, _), _) => {
                let products = self.rect(Place::Product(l, 0, 0));
                vec![start, Point { x: products.right, ..start }, end]
            }
            _ => vec![start, end],
        }
    }
}
