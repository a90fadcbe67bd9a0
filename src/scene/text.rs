//! Lines of text: what stands in them, how wide they are, and where each piece goes.

use super::geometry::{Point, Rect};
use super::picture::Name;

/// How wide a text is at a font size, in CSS pixels. A canvas measures with its own font; tests and exports use
/// [`estimated_width`].
pub type Measure<'a> = &'a dyn Fn(&str, f64) -> f64;

/// The part of the theme a text is painted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// The colour of text.
    #[default]
    Ink,
    /// For what can be overlooked.
    Muted,
    /// What is being computed.
    Computed,
    /// What is being read.
    Read,
}

/// Which point of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    #[default]
    Middle,
}

/// A piece of text in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The letters.
    pub text: String,
    /// Font size in CSS pixels.
    pub size: f64,
    /// Its colour.
    pub tone: Tone,
    /// Where it is: vertically the middle of the line.
    pub at: Point,
    /// Which point of the text that is.
    pub anchor: Anchor,
}

/// A piece of a line, relative to the line's left end and middle.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    text: String,
    size: f64,
    tone: Tone,
    x: f64,
    y: f64,
}

/// One line of a label, being written from left to right.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pieces: Vec<Piece>,
    size: f64,
    width: f64,
}

impl Line {
    pub(super) fn new(size: f64) -> Self {
        Line { pieces: Vec::new(), size, width: 0.0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn width(&self) -> f64 {
        self.width
    }

    /// Leaves a gap, unless the line is still empty.
    pub(super) fn gap(mut self, width: f64) -> Self {
        if !self.is_empty() {
            self.width += width;
        }
        self
    }

    pub(super) fn text(mut self, text: &str, tone: Tone, measure: Measure<'_>) -> Self {
        if !text.is_empty() {
            let width = self.push(text, self.size, tone, 0.0, measure);
            self.width += width;
        }
        self
    }

    /// A name with its scripts one above the other.
    pub(super) fn name(mut self, name: &Name, tone: Tone, measure: Measure<'_>) -> Self {
        self = self.text(&name.base, tone, measure);
        let small = script_size(self.size);
        let mut width = 0.0f64;
        for (text, y) in [(&name.superscript, -0.36 * self.size), (&name.subscript, 0.3 * self.size)] {
            if !text.is_empty() {
                width = width.max(self.push(text, small, tone, y, measure));
            }
        }
        self.width += width;
        self
    }

    fn push(&mut self, text: &str, size: f64, tone: Tone, y: f64, measure: Measure<'_>) -> f64 {
        self.pieces.push(Piece { text: text.to_owned(), size, tone, x: self.width, y });
        let width = measure(text, size);
        if width.is_finite() { width.max(0.0) } else { estimated_width(text, size) }
    }
}

fn script_size(size: f64) -> f64 {
    (size * 0.76).max(9.5)
}

/// Height of a line of text.
pub(super) fn line_height(size: f64) -> f64 {
    (size * 1.22).round()
}

/// Lines one under the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Block {
    lines: Vec<Line>,
}

impl Block {
    pub(super) fn of(lines: Vec<Line>) -> Self {
        Block { lines: lines.into_iter().filter(|line| !line.is_empty()).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn width(&self) -> f64 {
        self.lines.iter().fold(0.0, |width, line| width.max(line.width))
    }

    pub(super) fn height(&self) -> f64 {
        self.lines.iter().map(|line| line_height(line.size)).sum()
    }

    /// The texts of the block with its middle at `centre`, every line centred.
    pub(super) fn at(&self, centre: Point) -> Vec<Text> {
        let mut texts = Vec::new();
        let mut y = centre.y - self.height() / 2.0;
        for line in &self.lines {
            let middle = y + line_height(line.size) / 2.0;
            y += line_height(line.size);
            match line.pieces.as_slice() {
                // A line of one piece is centred by whoever paints it: exact in any font.
                [only] => texts.push(Text {
                    text: only.text.clone(),
                    size: only.size,
                    tone: only.tone,
                    at: Point { x: centre.x, y: middle },
                    anchor: Anchor::Middle,
                }),
                pieces => texts.extend(pieces.iter().map(|piece| Text {
                    text: piece.text.clone(),
                    size: piece.size,
                    tone: piece.tone,
                    at: Point { x: centre.x - line.width / 2.0 + piece.x, y: middle + piece.y },
                    anchor: Anchor::Start,
                })),
            }
        }
        texts
    }

    /// All lines but the last, and the last one, each with its middle where it is in the block around `centre`.
    pub(super) fn without_last(&self, centre: Point) -> [(Block, Point); 2] {
        let mut above = self.clone();
        let last = Block { lines: above.lines.pop().into_iter().collect() };
        let at = |y: f64| Point { x: centre.x, y };
        let (up, down) = (last.height() / 2.0, above.height() / 2.0);
        [(above, at(centre.y - up)), (last, at(centre.y + down))]
    }

    /// The space it takes around `centre`.
    pub(super) fn rect(&self, centre: Point) -> Rect {
        Rect::around(centre, self.width(), self.height())
    }
}

/// Width of a text in Arial, Helvetica, Liberation Sans or another sans-serif font with their proportions.
pub fn estimated_width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| f64::from(advance(letter))).sum::<f64>() * size / 1000.0
}

/// Advance widths of U+0020 … U+007E in thousandths of the font size.
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

fn advance(letter: char) -> u16 {
    let known = (letter as usize).checked_sub(0x20).and_then(|index| ADVANCES.get(index));
    match (known, letter) {
        (Some(&width), _) => width,
        (None, '−' | '×') => 584,
        (None, '–' | 'δ' | 'η') => 556,
        (None, '⁰'..='⁹' | '⁻') => 370,
        (None, '∂') => 494,
        (None, 'Δ') => 668,
        (None, '→' | '←' | '…' | '⋯') => 1000,
        (None, _) => 700,
    }
}
