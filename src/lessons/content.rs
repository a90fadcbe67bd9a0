//! What a view gets of a lesson: plain data, formulas typeset, numbers filled in.

use super::figure::Verdict;
use super::inline::Position;
use serde::Serialize;

/// One scene, as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SceneContent {
    /// Its name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where reading it leads to.
    pub position: Position,
    /// The last position that belongs to it.
    pub until: Position,
    /// What it lights up, by the names the display has.
    pub lights: Vec<String>,
    /// Panels that it opens, where they are folded.
    pub panels: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a scene.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text {
        /// Its parts.
        parts: Vec<Part>,
    },
    /// A formula on a line of its own, as MathML.
    Formula {
        /// In symbols.
        symbols: String,
        /// With numbers put in, where there are some.
        #[serde(skip_serializing_if = "Option::is_none")]
        numbers: Option<String>,
    },
    /// A list.
    List {
        /// Its items.
        items: Vec<Vec<Part>>,
    },
    /// Printed figures beside the exact ones.
    Figures {
        /// A row for each.
        rows: Vec<FigureRow>,
    },
    /// A program.
    Code {
        /// `python`
        language: String,
        /// The program.
        text: String,
        /// What it prints; empty where that is not known.
        output: String,
    },
    /// The way to another lesson.
    Lesson {
        /// Which one.
        id: String,
        /// What the button says.
        text: String,
    },
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A formula.
    Math {
        /// MathML.
        math: String,
    },
    /// A number.
    Value {
        /// As text; a dash where nothing has computed it.
        value: String,
    },
    /// A link.
    Link {
        /// Where to.
        link: String,
        /// What is written.
        text: String,
    },
    /// Words that matter.
    Strong {
        /// The words.
        strong: String,
    },
    /// What is typed, or printed by a program.
    Code {
        /// The text.
        code: String,
    },
}

/// A printed figure beside the exact one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureRow {
    /// What it is a figure of: MathML.
    pub what: String,
    /// As printed.
    pub printed: String,
    /// Where: `text`, `program`, `picture`.
    #[serde(rename = "where")]
    pub place: String,
    /// The exact one.
    pub exact: String,
    /// How they relate.
    pub verdict: Verdict,
    /// Why, in a sentence.
    pub note: String,
}
