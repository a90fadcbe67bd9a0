//! Where the columns, the rows and the wires of a graph are.

use super::{CAPTION, Graph, MARGIN, PADDING, Place, SIZE, Shape, Wire};
use crate::scene::geometry::{Point, Rect};
use crate::scene::text::estimated_width;

/// Height of a box of two lines, of the lane under it, and between rows.
const BOX: f64 = 36.0;
const LANE: f64 = 22.0;
const ROW: f64 = 68.0;
/// Between the neurons of a layer.
const APART: f64 = 14.0;
/// Between the columns: where wires fan out, and where they go straight on.
const FAN: f64 = 46.0;
const STRAIGHT: f64 = 20.0;
/// Where the columns and the rows are.
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Whether numbers have few digits.
    pub(super) short: bool,
    /// Left edge and width of the columns: the inputs, four of each layer, the loss.
    columns: Vec<(f64, f64)>,
    layers: Vec<Shape>,
    inputs: usize,
    top: f64,
}

impl Layout {
    pub(super) fn new(graph: &Graph, width: f64) -> Self {
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

    pub(super) fn rect(&self, place: Place) -> Rect {
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
    pub(super) fn path(&self, wire: &Wire) -> Vec<Point> {
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
