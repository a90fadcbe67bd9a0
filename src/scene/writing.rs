//! What the labels of weights and biases say, and how much room that takes.

use super::node::{digits, tone};
use super::picture::{Name, Number, Parameter, Role};
use super::text::{Block, Line, Measure, Tone};

/// Around the text of a label.
const PADDING: (f64, f64) = (3.5, 2.0);
/// How a label may be written: with every digit first, with its name alone at last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Writing {
    /// Name and value in one line.
    Full,
    /// Name above value.
    Tall,
    /// As [`Writing::Full`], with fewer digits.
    Short,
    /// As [`Writing::Tall`], with fewer digits.
    Small,
    Name,
}

impl Writing {
    pub(super) const ALL: [Writing; 5] =
        [Writing::Full, Writing::Tall, Writing::Short, Writing::Small, Writing::Name];
    /// Those with a number.
    pub(super) const NUMBERS: [Writing; 4] = [Writing::Full, Writing::Tall, Writing::Short, Writing::Small];

    pub(super) fn is_short(self) -> bool {
        matches!(self, Writing::Short | Writing::Small)
    }

    fn is_tall(self) -> bool {
        matches!(self, Writing::Tall | Writing::Small)
    }
}

/// The label of a parameter.
pub(super) fn block(parameter: &Parameter, writing: Writing, size: f64, measure: Measure<'_>) -> Block {
    let name = Line::new(size).name(&parameter.name, Tone::Muted, measure);
    let Some(figures) = parameter.figures.as_ref().filter(|_| writing != Writing::Name) else {
        return Block::of(vec![name]);
    };
    let short = writing.is_short();
    let number = |line: Line, number: &Option<Number>, tone| match number {
        Some(number) => line.text(digits(number, short), tone, measure),
        None => line,
    };
    let gap = size * 0.4;
    let mut lines = match writing.is_tall() {
        true => vec![name, number(Line::new(size), &figures.value.number, tone(&figures.value))],
        false => vec![number(name.gap(gap), &figures.value.number, tone(&figures.value))],
    };
    let second = |sign: &str, figure: &super::picture::Figure| {
        let line = Line::new(size).text(sign, Tone::Muted, measure).gap(gap * 0.6);
        number(line, &figure.number, tone(figure))
    };
    let kept = figures.moments.iter().find(|moment| moment.figure.role == Role::Computed);
    if let Some(moment) = kept {
        lines.push(second(moment.letter, &moment.figure));
    } else if figures.new.number.is_some() {
        lines.push(second("→", &figures.new));
    } else if figures.gradient.number.is_some() {
        lines.push(second("∂", &figures.gradient));
    }
    Block::of(lines)
}

/// The label of a parameter on one line: with all of its numbers, with fewer digits, and only with what plays a part.
pub(super) fn in_a_line(parameter: &Parameter, size: f64, measure: Measure<'_>) -> [Line; 3] {
    [(false, false), (true, false), (true, true)].map(|(short, only_active)| {
        let mut line = Line::new(size).name(&parameter.name, Tone::Muted, measure);
        let Some(figures) = &parameter.figures else { return line };
        let moments = figures.moments.iter().map(|moment| (moment.letter, &moment.figure));
        let numbers = [("", &figures.value), ("∂", &figures.gradient)].into_iter().chain(moments);
        for (sign, figure) in numbers.chain([("→", &figures.new)]) {
            let Some(number) = &figure.number else { continue };
            if !only_active || figure.role.is_active() {
                line = line.gap(4.0).text(sign, Tone::Muted, measure);
                line = line.gap(if sign.is_empty() { 0.0 } else { 3.0 });
                line = line.text(digits(number, short), tone(figure), measure);
            }
        }
        line
    })
}

/// Room for a label whatever its numbers become, so that it stays where it is.
pub(super) fn kept(
    parameter: &Parameter,
    usual: &Number,
    writing: Writing,
    size: f64,
    measure: Measure<'_>,
) -> (f64, f64) {
    let line = |name: &Name, number: &str| {
        Line::new(size)
            .name(name, Tone::Muted, measure)
            .gap(size * 0.4)
            .text(number, Tone::Ink, measure)
            .width()
    };
    let usual = digits(usual, writing.is_short());
    let current = block(parameter, writing, size, measure);
    let first = if writing.is_tall() { "" } else { usual };
    let width = current.width().max(line(&parameter.name, first)).max(line(&Name::plain("→"), usual));
    let lines = if writing.is_tall() { 3.0 } else { 2.0 };
    padded(width, current.height().max(lines * super::text::line_height(size)))
}

/// The size of a plate around text of this size.
pub(super) fn padded(width: f64, height: f64) -> (f64, f64) {
    (width + 2.0 * PADDING.0, height + 2.0 * PADDING.1)
}

/// Sizes of a label by way of writing, in the order of [`Writing::ALL`].
pub(super) type Sizes = [(f64, f64); 5];
