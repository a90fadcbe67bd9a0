//! The picture in words: its text alternative, the same numbers in the order of reading.

use super::picture::{Column, Edge, Figure, Figures, Item, Neuron, Parameter, Picture, Role};

/// A picture with more weights tells only of those that play a part.
const LISTED: usize = 100;

impl Picture {
    /// One line for each thing shown: `w1 from i1 to h1: 0.15, new 0.154013`.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.caption.is_empty() {
            lines.push(format!("Values of {}.", self.caption));
        }
        if let Some(maps) = &self.maps {
            lines.extend(maps.lines());
        }
        let last = self.columns.len().saturating_sub(1);
        for (index, column) in self.columns.iter().enumerate() {
            let what = match index {
                0 => "Input",
                index if index == last => "Output",
                _ => "Neuron",
            };
            lines.extend(neurons(column, what));
            lines.extend(column.items.iter().filter_map(|item| {
                match item {
                    Item::Neuron(neuron) => neuron
                        .bias
                        .as_ref()
                        .map(|bias| self::parameter(bias, &format!("of {}", neuron.name.plain))),
                    Item::More(_) => None,
                }
            }));
        }
        if let Some(loss) = &self.loss {
            lines.push(format!("Loss {}: {}.", loss.name.plain, value(&loss.value)));
        }
        lines.extend(self.weights());
        lines
    }

    fn weights(&self) -> Vec<String> {
        let told =
            |edge: &&Edge| self.edges.len() <= LISTED || edge.weight.role.is_active() || edge.weight.lit;
        let mut lines: Vec<String> = self.edges.iter().filter(told).map(|edge| self.weight(edge)).collect();
        let more = self.edges.len() - lines.len();
        if more > 0 {
            let weights = if more == 1 { "weight is" } else { "weights are" };
            lines.push(format!("{more} more {weights} drawn without numbers."));
        }
        lines
    }

    fn weight(&self, edge: &Edge) -> String {
        let name = |column: usize, row: usize| {
            self.neuron(column, row).map(|neuron| neuron.name.plain.as_str()).unwrap_or_default()
        };
        let (from, to) = (name(edge.column, edge.from), name(edge.column + 1, edge.to));
        parameter(&edge.weight, &format!("from {from} to {to}"))
    }
}

fn neurons(column: &Column, what: &str) -> Vec<String> {
    let line = |item: &Item| match item {
        Item::Neuron(neuron) => self::neuron(neuron, what),
        Item::More(1) => "1 more is not shown.".to_owned(),
        Item::More(count) => format!("{count} more are not shown."),
    };
    column.items.iter().map(line).collect()
}

fn neuron(neuron: &Neuron, what: &str) -> String {
    let name = &neuron.name.plain;
    // What is called by a word, `prediction`, needs no other word before it.
    let mut line = match what {
        "Output" if name.chars().count() > 1 && name.chars().all(char::is_alphabetic) => name.clone(),
        what => format!("{what} {name}"),
    };
    line += ": ";
    if !neuron.prefix.is_empty() {
        line += &format!("{} = ", neuron.prefix);
    }
    line += &value(&neuron.value);
    if let Some(delta) = neuron.delta.as_ref().filter(|delta| delta.figure.number.is_some()) {
        // Where it has a name of its own: `δ_h2` would say once more whose it is.
        let own = if delta.name.base == "δ" { String::new() } else { format!("{} ", delta.name.plain) };
        line += &format!(", error {own}{}", value(&delta.figure));
    }
    if let Some(target) = &neuron.target {
        line += &format!(", target {} {}", target.name.plain, value(&target.value));
    }
    line + "."
}

/// All numbers of a weight or bias; `place` says which neurons it belongs to, where the name does not.
pub(super) fn parameter(parameter: &Parameter, place: &str) -> String {
    let name = &parameter.name.plain;
    let place = if place.is_empty() { String::new() } else { format!(" {place}") };
    let Some(Figures { value: old, gradient, new, moments }) = &parameter.figures else {
        return format!("{name}{place}.");
    };
    let mut line = format!("{name}{place}: {}", value(old));
    let moments = moments.iter().map(|moment| (moment.word, &moment.figure));
    for (word, figure) in [("gradient", gradient)].into_iter().chain(moments).chain([("new", new)]) {
        if figure.number.is_some() {
            line += &format!(", {word} {}", value(figure));
        }
    }
    line + "."
}

/// A number and the part it plays.
pub(super) fn value(figure: &Figure) -> String {
    let Some(number) = &figure.number else { return "not computed yet".to_owned() };
    match figure.role {
        Role::Computed => format!("{} (computed now)", number.text),
        Role::Read => format!("{} (read now)", number.text),
        Role::Pending | Role::Done => number.text.clone(),
    }
}
