//! Where each node stands.

use super::frame::{Frame, MARGIN, SlotKind};
use super::geometry::{Point, Rect};
use super::node::{self, Content, Detail, Shape};
use super::picture::{Item, Picture};
use super::text::{Block, Line, Measure, Tone};

/// What a node is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A row of a column.
    Item(usize, usize),
    /// Columns that are not seen.
    Skipped,
    /// The target of an output, by its row.
    Target(usize),
    Loss,
}

/// A node and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) of: Of,
    pub(super) content: Content,
    pub(super) centre: Point,
}

impl Placed {
    /// The node itself.
    pub(super) fn outline(&self) -> Rect {
        Rect::around(self.centre, 2.0 * self.content.half_width, 2.0 * self.content.half_height)
    }

    /// Where the text above it goes.
    pub(super) fn above(&self) -> Point {
        let y = self.centre.y - self.content.half_height - GAP - self.content.above.height() / 2.0;
        Point { x: self.centre.x, y }
    }

    /// Where the text under it goes.
    pub(super) fn below(&self) -> Point {
        let y = self.centre.y + self.content.half_height + GAP + self.content.below.height() / 2.0;
        Point { x: self.centre.x, y }
    }

    /// Everything that no label may cover, now or when more numbers appear.
    pub(super) fn kept(&self, text_width: f64) -> Vec<Rect> {
        let mut kept = vec![self.outline()];
        if !self.content.above.is_empty() {
            kept.push(self.content.above.rect(self.above()));
        }
        if self.content.kept_below > 0.0 {
            let top = self.centre.y + self.content.half_height + GAP;
            let half = text_width.max(self.content.below.width()) / 2.0;
            let (left, right) = (self.centre.x - half, self.centre.x + half);
            kept.push(Rect { left, top, right, bottom: top + self.content.kept_below });
        }
        kept
    }
}

/// Between a node and its text.
pub(super) const GAP: f64 = 5.0;

/// The nodes of a picture, all sizes known, still without heights to stand at.
pub(super) struct Stack {
    nodes: Vec<(Of, f64, Content)>,
    /// Room above a neuron: its name, its bias.
    above: f64,
    /// Room under a neuron.
    below: f64,
    rows: usize,
    /// How many items each node's column has, and which of them it is.
    ranks: Vec<(usize, usize)>,
    caption: f64,
}

impl Stack {
    pub(super) fn new(picture: &Picture, frame: &Frame, detail: Detail, measure: Measure<'_>) -> Stack {
        let mut stack = Stack {
            nodes: Vec::new(),
            above: 0.0,
            below: 0.0,
            rows: frame.rows,
            ranks: Vec::new(),
            caption: if picture.caption.is_empty() { 0.0 } else { frame.line() + 2.0 },
        };
        for slot in &frame.slots {
            match slot.kind {
                SlotKind::Skipped(columns) => {
                    let what = if columns == 1 { "layer" } else { "layers" };
                    let content = node::more(columns, what, "⋯", frame, measure);
                    stack.push(Of::Skipped, slot.x, content, (1, 0));
                }
                SlotKind::Column(index) => {
                    let items = picture.columns.get(index).map_or(&[][..], |column| &column.items);
                    for (row, item) in items.iter().enumerate() {
                        let content = match item {
                            Item::Neuron(neuron) => {
                                node::neuron(neuron, slot.half_width, frame, detail, measure)
                            }
                            Item::More(count) => node::more(*count, "more", "⋮", frame, measure),
                        };
                        stack.push(Of::Item(index, row), slot.x, content, (items.len(), row));
                    }
                }
            }
        }
        stack.push_outcome(picture, frame, detail, measure);
        let bias = match (frame.biases && !frame.is_dense(), frame.detailed) {
            (false, _) => 0.0,
            (true, true) => 2.0 * frame.line() + 6.0,
            (true, false) => frame.line() + 6.0,
        };
        let of = |size: fn(&Content) -> f64| {
            stack.nodes.iter().map(|(.., content)| size(content)).fold(0.0, f64::max)
        };
        stack.below = of(|content| content.kept_below);
        stack.above = of(|content| content.above.height()) + bias;
        stack
    }

    /// Targets and loss.
    fn push_outcome(&mut self, picture: &Picture, frame: &Frame, detail: Detail, measure: Measure<'_>) {
        let last = picture.columns.len().saturating_sub(1);
        let items = picture.columns.last().map_or(&[][..], |column| &column.items);
        let rank = (items.len().max(1), items.len().saturating_sub(1));
        match (frame.aside, frame.slots.last()) {
            (Some(x), _) => {
                for row in 0..items.len() {
                    if let Some(target) = picture.neuron(last, row).and_then(|neuron| neuron.target.as_ref())
                    {
                        self.push(
                            Of::Target(row),
                            x,
                            node::target(target, frame, measure),
                            (items.len(), row),
                        );
                    }
                }
                if let Some(loss) = &picture.loss {
                    self.push(Of::Loss, x, node::loss(loss, frame, measure), rank);
                }
            }
            (None, Some(slot)) if detail.values => {
                if let Some(loss) = &picture.loss {
                    self.push(Of::Loss, slot.x, node::loss_line(loss, frame, measure), rank);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, of: Of, x: f64, content: Content, rank: (usize, usize)) {
        self.nodes.push((of, x, content));
        self.ranks.push(rank);
    }

    /// Height of the largest neuron with its texts.
    fn block(&self) -> f64 {
        let height = self.nodes.iter().map(|(.., content)| 2.0 * content.half_height).fold(0.0, f64::max);
        let texts = [self.above, self.below].into_iter().filter(|&text| text > 0.0).map(|text| text + GAP);
        height + texts.sum::<f64>()
    }

    /// The distance of rows that looks best.
    fn pitch(&self, frame: &Frame) -> f64 {
        // Two labels of lines that cross need room one above the other, unless the columns are far apart.
        let labels = match frame.pitch {
            pitch if pitch < 130.0 => 132.0,
            pitch if pitch < 220.0 => 108.0,
            _ => 72.0,
        };
        let roomy = match (frame.detailed && !frame.is_dense(), self.rows) {
            (false, _) | (true, 1) => 0.0,
            (true, 2) => self.block() + labels,
            (true, 3) => 124.0,
            (true, 4) => 108.0,
            (true, _) => 92.0,
        };
        // Where a bias would stand above it, a neuron is far enough from the one before.
        let gap = match () {
            () if frame.is_dense() => 4.0,
            () if frame.biases && !frame.detailed => 2.0,
            () => 12.0,
        };
        (self.block() + gap).max(roomy)
    }

    /// The smallest distance of rows at which nothing touches.
    fn least(&self) -> f64 {
        self.block() + 1.0
    }

    /// Places relative to the middle of the picture, at a distance of rows.
    fn spread(&self, pitch: f64) -> Vec<f64> {
        // A neuron's circle stands off the middle of its row, by its texts.
        let shift = (self.above - self.below) / 2.0;
        let mut last_output = 0.0;
        let mut heights: Vec<f64> = Vec::new();
        for ((of, _, content), &(count, row)) in self.nodes.iter().zip(&self.ranks) {
            let wide =
                if count < self.rows { pitch * (self.rows as f64 / count as f64).min(1.3) } else { pitch };
            let mut y = (row as f64 - (count as f64 - 1.0) / 2.0) * wide + shift;
            if *of == Of::Loss {
                // Under the last output, with its text between; a box of its own a little further off.
                let least = last_output + GAP + 4.0 + content.half_height;
                let step = if content.shape == Shape::None {
                    least
                } else {
                    (0.72 * pitch).min(104.0).max(least + 10.0)
                };
                y += step;
            } else if matches!(of, Of::Target(_)) || content.shape == Shape::Round {
                last_output = content.half_height + content.kept_below;
            }
            heights.push(y);
        }
        heights
    }

    /// Top and bottom of the content at a distance of rows.
    fn extent(&self, pitch: f64) -> (f64, f64) {
        let heights = self.spread(pitch);
        self.nodes.iter().zip(heights).fold((0.0f64, 0.0f64), |(top, bottom), ((.., content), y)| {
            let neuron = content.shape == Shape::Round;
            let above = if neuron && self.above > 0.0 { self.above + GAP } else { 0.0 };
            let below = if content.kept_below > 0.0 { content.kept_below + GAP } else { 0.0 };
            (top.min(y - content.half_height - above), bottom.max(y + content.half_height + below))
        })
    }

    /// The height at which the picture looks best.
    pub(super) fn preferred_height(&self, frame: &Frame) -> f64 {
        let (top, bottom) = self.extent(self.pitch(frame));
        (bottom - top + 2.0 * MARGIN + self.caption).ceil()
    }

    /// The smallest height at which nothing touches.
    pub(super) fn least_height(&self) -> f64 {
        let (top, bottom) = self.extent(self.least());
        bottom - top + 2.0 * MARGIN + self.caption
    }

    /// Every node in its place, in a picture of this height.
    pub(super) fn place(self, frame: &Frame, height: f64) -> Vec<Placed> {
        let room = height - 2.0 * MARGIN - self.caption;
        let fits = |pitch: f64| {
            let (top, bottom) = self.extent(pitch);
            bottom - top <= room
        };
        let (mut low, mut high) = (2.0, self.pitch(frame) * 1.25);
        for _ in 0..24 {
            let middle = (low + high) / 2.0;
            if fits(middle) { low = middle } else { high = middle }
        }
        let (top, bottom) = self.extent(low);
        let middle = MARGIN + self.caption + (room - (bottom - top)) / 2.0 - top;
        let heights = self.spread(low);
        self.nodes
            .into_iter()
            .zip(heights)
            .map(|((of, x, content), y)| Placed { of, content, centre: Point { x, y: (y + middle).round() } })
            .collect()
    }
}

/// The line at the top that says which sample is shown.
pub(super) fn caption(picture: &Picture, frame: &Frame, measure: Measure<'_>) -> Option<(Block, Point)> {
    if picture.caption.is_empty() {
        return None;
    }
    let block = Block::of(vec![Line::new(frame.size).text(&picture.caption, Tone::Muted, measure)]);
    let centre = Point { x: MARGIN + block.width() / 2.0, y: MARGIN - 2.0 + block.height() / 2.0 };
    (block.width() <= frame.width - 2.0 * MARGIN).then_some((block, centre))
}
