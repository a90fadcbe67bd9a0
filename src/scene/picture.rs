//! What a picture of a network has to show, before anything has a place: plain data.

use super::maps::Maps;
use crate::step::Subject;

/// The part something plays in the current operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Role {
    /// Not computed yet.
    #[default]
    Pending,
    /// Known.
    Done,
    /// The current operation reads it.
    Read,
    /// The current operation computes it.
    Computed,
}

impl Role {
    /// Whether the current operation has to do with it.
    pub fn is_active(self) -> bool {
        self >= Role::Read
    }
}

/// Which way numbers flow at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// From the inputs to the loss.
    Forward,
    /// From the loss to the weights.
    Backward,
    /// Nowhere.
    #[default]
    Still,
}

/// A name: a base with an optional superscript and subscript.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// In one line of plain text, as sentences use it.
    pub plain: String,
    /// The base.
    pub base: String,
    /// Above right of the base.
    pub superscript: String,
    /// Below right of the base.
    pub subscript: String,
}

impl Name {
    /// A name without scripts.
    pub fn plain(name: impl Into<String>) -> Self {
        let plain = name.into();
        Name { base: plain.clone(), plain, ..Name::default() }
    }
}

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Number {
    /// At the display settings, as sentences have it.
    pub text: String,
    /// The same, as the picture has it: without spaces.
    pub drawn: String,
    /// With fewer digits, for where that is too long.
    pub short: String,
    /// With a single one.
    pub least: String,
}

impl Number {
    /// A number from its texts, longest first.
    pub fn new(text: String, short: &str, least: &str) -> Self {
        // The only numbers with spaces are products with a power of ten.
        let drawn = |text: &str| text.replace(' ', "");
        Number { drawn: drawn(&text), short: drawn(short), least: drawn(least), text }
    }
}

/// One number of a thing, and its part in the current operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// The number; `None` when it is not computed yet.
    pub number: Option<Number>,
    /// Its part.
    pub role: Role,
}

/// A circle of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Neuron {
    /// What a hit on it means.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// In front of the value, where that is not the neuron's final one: `z`.
    pub prefix: &'static str,
    /// Its value.
    pub value: Figure,
    /// Its error; `None` for an input, which has none.
    pub delta: Option<Delta>,
    /// Its bias.
    pub bias: Option<Parameter>,
    /// What it should have given; `None` where it is not an output.
    pub target: Option<Target>,
    /// Whether a lesson points at it.
    pub lit: bool,
}

impl Neuron {
    /// The part the neuron plays as a whole.
    pub fn role(&self) -> Role {
        self.value.role.max(self.delta.as_ref().map_or(Role::Pending, |delta| delta.figure.role))
    }
}

/// The error of a neuron.
#[derive(Debug, Clone, PartialEq)]
pub struct Delta {
    /// `δ`, or the name a lesson has for it.
    pub name: Name,
    /// Its number.
    pub figure: Figure,
}

/// What an output should have given.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What a hit on it means.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Figure,
    /// Whether a lesson points at it.
    pub lit: bool,
}

/// A weight or a bias.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// What a hit on it means.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// Its value now, which decides how thick its line is.
    pub strength: f64,
    /// Its numbers; `None` where the network is too large to show those of every weight.
    pub figures: Option<Figures>,
    /// The part it plays as a whole.
    pub role: Role,
    /// Whether a lesson points at it.
    pub lit: bool,
}

/// The numbers of a parameter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// Before the current update.
    pub value: Figure,
    /// Its gradient.
    pub gradient: Figure,
    /// After the current update, once that was computed.
    pub new: Figure,
    /// What the optimizer keeps of it, as far as the current operation has to do with that.
    pub moments: Vec<Moment>,
}

/// A number that the optimizer keeps of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// What it is, in words.
    pub word: &'static str,
    /// Its letter.
    pub letter: &'static str,
    /// Its number.
    pub figure: Figure,
}

/// One row of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A neuron.
    Neuron(Box<Neuron>),
    /// So many more, which are not shown.
    More(usize),
}

/// The inputs, or the neurons of one layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// A weight and the two shown neurons it joins.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The column it leaves; it enters the next one.
    pub column: usize,
    /// Row in that column.
    pub from: usize,
    /// Row in the next column.
    pub to: usize,
    /// Its numbers.
    pub weight: Parameter,
}

/// The loss.
#[derive(Debug, Clone, PartialEq)]
pub struct LossFigure {
    /// What a hit on it means.
    pub subject: Subject,
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Figure,
    /// Whether a lesson points at it.
    pub lit: bool,
}

/// Everything the picture of a network shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Columns from left to right: the inputs, then each layer.
    pub columns: Vec<Column>,
    /// Weights between the neurons shown.
    pub edges: Vec<Edge>,
    /// The same as matrices, where the network is too large for neurons and lines: then there are no columns.
    pub maps: Option<Maps>,
    /// The loss.
    pub loss: Option<LossFigure>,
    /// Which way numbers flow.
    pub flow: Flow,
    /// The column that has to be seen, where there is no room for all.
    pub focus: usize,
    /// Which sample of the batch is shown; empty where there is only one.
    pub caption: String,
    /// A number as long as they usually are: keeps places while numbers change.
    pub usual: Number,
}

impl Picture {
    /// The neuron in a row of a column.
    pub fn neuron(&self, column: usize, row: usize) -> Option<&Neuron> {
        match self.columns.get(column)?.items.get(row)? {
            Item::Neuron(neuron) => Some(neuron),
            Item::More(_) => None,
        }
    }

    /// Every neuron shown, column by column.
    pub fn neurons(&self) -> impl Iterator<Item = &Neuron> {
        self.columns.iter().flat_map(|column| &column.items).filter_map(|item| match item {
            Item::Neuron(neuron) => Some(&**neuron),
            Item::More(_) => None,
        })
    }
}
