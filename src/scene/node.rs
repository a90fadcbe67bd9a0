//! What is written in, above and under each node of a picture.

use super::frame::Frame;
use super::picture::{Delta, Figure, LossFigure, Name, Neuron, Number, Role, Target};
use super::text::{Block, Line, Measure, Tone};
use crate::step::Subject;

/// The outline of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A circle, or two half circles and the straight lines between them.
    Round,
    /// A box with rounded corners.
    Box,
    /// Nothing: only its text is seen.
    None,
}

/// How much of a node there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Detail {
    pub(super) values: bool,
    pub(super) deltas: bool,
    pub(super) names: bool,
    /// Whether one line under a neuron has to do: the number that is in use, else its value.
    pub(super) single: bool,
}

impl Detail {
    /// From everything to nothing but circles.
    pub(super) const LEVELS: [Detail; 6] = [
        Detail { values: true, deltas: true, names: true, single: false },
        Detail { values: true, deltas: false, names: true, single: false },
        Detail { values: true, deltas: false, names: true, single: true },
        Detail { values: true, deltas: false, names: false, single: true },
        Detail { values: false, deltas: false, names: true, single: false },
        Detail { values: false, deltas: false, names: false, single: false },
    ];
}

/// A node without a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Content {
    pub(super) shape: Shape,
    pub(super) subject: Option<Subject>,
    pub(super) role: Role,
    pub(super) lit: bool,
    pub(super) half_width: f64,
    pub(super) half_height: f64,
    pub(super) inside: Block,
    pub(super) above: Block,
    pub(super) below: Block,
    /// The target the last line under it is of, where there is one.
    pub(super) target: Option<Subject>,
    /// Height kept free under it, so that nothing moves when a number appears there.
    pub(super) kept_below: f64,
}

pub(super) fn neuron(
    neuron: &Neuron,
    half_width: f64,
    frame: &Frame,
    detail: Detail,
    measure: Measure<'_>,
) -> Content {
    let name = Line::new(frame.size).name(&neuron.name, Tone::Ink, measure);
    let fits = name.width() / 2.0 + 3.0 <= half_width;
    let (inside, above) = match (detail.names, fits) {
        (false, _) => (Block::default(), Block::default()),
        (true, true) => (Block::of(vec![name]), Block::default()),
        (true, false) => (Block::default(), Block::of(vec![name])),
    };
    let mut below = Vec::new();
    let mut kept = 0;
    let mut target_below = None;
    if detail.single {
        below.push(single(neuron, !(detail.names && fits), frame, measure));
        kept += 1;
    } else if detail.values {
        let prefix = Name::plain(neuron.prefix);
        below.push(figure(&prefix, &neuron.value, frame, measure));
        kept += 1;
        if let Some(delta) = neuron.delta.as_ref().filter(|_| detail.deltas) {
            below.push(error(delta, frame, measure));
            kept += 1;
        }
        if let (Some(target), None) = (&neuron.target, frame.aside) {
            below.push(figure(&target.name, &target.value, frame, measure));
            target_below = Some(target.subject);
            kept += 1;
        }
    }
    Content {
        shape: Shape::Round,
        subject: Some(neuron.subject),
        role: neuron.role(),
        lit: neuron.lit,
        half_width,
        half_height: frame.radius,
        inside,
        above,
        below: Block::of(below),
        target: target_below,
        kept_below: f64::from(kept) * frame.line(),
    }
}

pub(super) fn target(target: &Target, frame: &Frame, measure: Measure<'_>) -> Content {
    boxed(target.subject, &target.name, &target.value, target.lit, frame, measure)
}

pub(super) fn loss(loss: &LossFigure, frame: &Frame, measure: Measure<'_>) -> Content {
    boxed(loss.subject, &loss.name, &loss.value, loss.lit, frame, measure)
}

fn boxed(
    subject: Subject,
    name: &Name,
    value: &Figure,
    lit: bool,
    frame: &Frame,
    measure: Measure<'_>,
) -> Content {
    Content {
        shape: Shape::Box,
        subject: Some(subject),
        role: value.role,
        lit,
        half_width: frame.target_half_width,
        half_height: (frame.radius * 0.72).max(9.0),
        inside: Block::of(vec![Line::new(frame.size).name(name, Tone::Ink, measure)]),
        above: Block::default(),
        below: Block::of(vec![figure(&Name::default(), value, frame, measure)]),
        target: None,
        kept_below: frame.line(),
    }
}

/// The loss where it has no column of its own: one line of text.
pub(super) fn loss_line(loss: &LossFigure, frame: &Frame, measure: Measure<'_>) -> Content {
    let line = figure(&loss.name, &loss.value, frame, measure);
    remark(Some(loss.subject), loss.value.role, loss.lit, vec![line])
}

/// How many neurons of a column, or how many columns, are not shown.
pub(super) fn more(count: usize, what: &str, dots: &str, frame: &Frame, measure: Measure<'_>) -> Content {
    let count = format!("{count} {what}");
    let lines = vec![
        Line::new(frame.size + 4.0).text(dots, Tone::Muted, measure),
        Line::new(11.0).text(&count, Tone::Muted, measure),
    ];
    remark(None, Role::Pending, false, lines)
}

fn remark(subject: Option<Subject>, role: Role, lit: bool, lines: Vec<Line>) -> Content {
    let inside = Block::of(lines);
    Content {
        shape: Shape::None,
        subject,
        role,
        lit,
        half_width: inside.width() / 2.0 + 3.0,
        half_height: inside.height() / 2.0,
        inside,
        above: Block::default(),
        below: Block::default(),
        target: None,
        kept_below: 0.0,
    }
}

/// A name and a number, in as much room as there is under a neuron.
fn figure(name: &Name, figure: &Figure, frame: &Frame, measure: Measure<'_>) -> Line {
    let line = |with_name: bool, text: &str| {
        let line = Line::new(frame.size);
        let line =
            if with_name { line.name(name, Tone::Muted, measure).gap(frame.size * 0.35) } else { line };
        line.text(text, tone(figure), measure)
    };
    let Some(number) = &figure.number else {
        let named = line(true, "–");
        return if named.width() <= frame.text_width { named } else { line(false, "–") };
    };
    let tries =
        [(true, &number.drawn), (true, &number.short), (false, &number.short), (false, &number.least)];
    // In a crowd all numbers are equally long.
    let tries = tries.into_iter().skip(usize::from(frame.is_dense()));
    let mut lines = tries.map(|(with_name, text)| line(with_name, text));
    lines.find(|line| line.width() <= frame.text_width).unwrap_or_else(|| line(false, "…"))
}

/// The one number of a neuron there is room for: what the current operation uses, else its value. What is used has
/// its name where that stands nowhere else.
fn single(neuron: &Neuron, nameless: bool, frame: &Frame, measure: Measure<'_>) -> Line {
    let delta = neuron.delta.as_ref().filter(|delta| delta.figure.role > neuron.value.role);
    let target = neuron.target.as_ref().filter(|_| frame.aside.is_none());
    let target = target.filter(|target| target.value.role > neuron.value.role);
    match (delta, target) {
        (Some(delta), _) => figure(&delta.name, &delta.figure, frame, measure),
        (None, Some(target)) => figure(&target.name, &target.value, frame, measure),
        (None, None) if nameless && neuron.value.role.is_active() && neuron.prefix.is_empty() => {
            figure(&neuron.name, &neuron.value, frame, measure)
        }
        (None, None) => figure(&Name::plain(neuron.prefix), &neuron.value, frame, measure),
    }
}

/// The error of a neuron; nothing before it was computed.
fn error(delta: &Delta, frame: &Frame, measure: Measure<'_>) -> Line {
    if delta.figure.number.is_none() {
        Line::new(frame.size)
    } else {
        figure(&delta.name, &delta.figure, frame, measure)
    }
}

/// The colour of a number.
pub(super) fn tone(figure: &Figure) -> Tone {
    match figure.role {
        Role::Computed => Tone::Computed,
        Role::Read => Tone::Read,
        Role::Done => Tone::Ink,
        Role::Pending => Tone::Muted,
    }
}

/// As much of a number as its place needs.
pub(super) fn digits(number: &Number, short: bool) -> &str {
    if short { &number.short } else { &number.drawn }
}
