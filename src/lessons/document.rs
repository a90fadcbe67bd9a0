//! A lesson's file: one published example, told scene by scene.
//!
//! What a learner reads stands in `scenes`, each tied to a stretch of positions; what the sources print stands in
//! `figures`. Numbers that depend on the experiment are not typed into the texts but looked up when they are
//! shown ([`super::inline`]), so that the texts stay true when a learner changes the numbers.

use super::figure::{Figure, Printed, Verdict};
use super::inline::{self, Notation, Part, Position};
use super::variants::{self, Variant};
use crate::config::Config;
use crate::config::node::Node;
use crate::config::place::{Fields, Place};
use crate::display::Naming;
use crate::error::{Error, Result};
use serde::Serialize;

/// A lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Its name in addresses and in the API.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// Where it comes from.
    pub source: Vec<Source>,
    /// The experiment.
    pub config: Config,
    /// What things are called, where that is not left to the network.
    pub names: Option<Naming>,
    /// The same experiment with something else in it: for figures and values beside the experiment's own.
    pub variants: Vec<Variant>,
    /// The story.
    pub scenes: Vec<Scene>,
    /// What was printed.
    pub figures: Vec<Figure>,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Where it is.
    pub url: String,
}

/// A scene.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Its name in the lesson.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Where reading it leads to.
    pub position: Position,
    /// The last position that belongs to it; the numbers in its texts are those of this one.
    pub until: Position,
    /// Names of what it lights up.
    pub lights: Vec<String>,
    /// Panels that it opens, where they are folded.
    pub panels: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Text(Vec<Part>),
    /// A formula on a line of its own.
    Formula {
        /// The formula.
        formula: Notation,
        /// Whether it is shown with numbers too.
        numbers: bool,
    },
    /// A list.
    List(Vec<Vec<Part>>),
    /// Figures, by their ids.
    Figures(Vec<String>),
    /// The NumPy program.
    Code {
        /// The lesson whose network it is for; `None` for this one's.
        of: Option<String>,
        /// What it prints when the numbers are the lesson's own.
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

impl Lesson {
    /// Reads a file.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] with the place: text that is not JSON, a field that is unknown or missing, a text or formula
    /// that can't be read, a config document that breaks a rule, a figure that does not exist.
    pub fn from_json(text: &str) -> Result<Lesson> {
        let node = Node::from_json(text)?;
        let known = ["id", "title", "summary", "source", "config", "names", "variants", "scenes", "figures"];
        let fields = Place::root(&node).object("a lesson", &known)?;
        let config = fields.need("config", "a config document")?;
        let lesson = Lesson {
            id: field(&fields, "id")?,
            title: field(&fields, "title")?,
            summary: field(&fields, "summary")?,
            source: optional_list(&fields, "source", source)?,
            config: variants::experiment(&config)?,
            names: fields.get("names").map(|place| place.choice(&Naming::ALL, Naming::name)).transpose()?,
            variants: variants::read(fields.get("variants"), config.node)?,
            scenes: list(&fields, "scenes", scene)?,
            figures: optional_list(&fields, "figures", figure)?,
        };
        lesson.check_references()?;
        Ok(lesson)
    }

    /// Whether it retells a publication.
    pub fn is_published(&self) -> bool {
        !self.source.is_empty()
    }

    /// The experiment, or a variant of it; `None` where there is no such variant.
    pub fn experiment(&self, variant: Option<&str>) -> Option<&Config> {
        match variant {
            None => Some(&self.config),
            Some(name) => {
                self.variants.iter().find(|variant| variant.name == name).map(|variant| &variant.config)
            }
        }
    }

    /// The figure with an id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Figures that scenes show have to exist, and no name may stand for two things.
    fn check_references(&self) -> Result<()> {
        let repeated = |ids: Vec<&str>| {
            ids.iter()
                .enumerate()
                .find(|(i, id)| ids.iter().take(*i).any(|earlier| earlier == *id))
                .map(|(i, _)| i)
        };
        if let Some(i) = repeated(self.scenes.iter().map(|scene| scene.id.as_str()).collect()) {
            return Err(Error::config(format!("scenes[{i}].id"), "expected an id that no other scene has"));
        }
        if let Some(i) = repeated(self.figures.iter().map(|figure| figure.id.as_str()).collect()) {
            return Err(Error::config(format!("figures[{i}].id"), "expected an id that no other figure has"));
        }
        for (f, figure) in self.figures.iter().enumerate() {
            if self.experiment(figure.variant.as_deref()).is_none() {
                let place = format!("figures[{f}].variant");
                return Err(Error::config(place, "expected the name of one of the lesson's variants"));
            }
        }
        for (s, scene) in self.scenes.iter().enumerate() {
            for (b, block) in scene.blocks.iter().enumerate() {
                let Block::Figures(ids) = block else { continue };
                if let Some(id) = ids.iter().find(|id| self.figure(id).is_none()) {
                    let place = format!("scenes[{s}].blocks[{b}].figures");
                    return Err(Error::config(place, format!("expected ids of figures, got {id:?}")));
                }
            }
        }
        Ok(())
    }
}

fn source(place: &Place<'_>) -> Result<Source> {
    let fields = place.object("a source", &["title", "author", "url"])?;
    let url = fields.need("url", "an address")?;
    inline::check_url(&text(&url)?).map_err(|slip| url.refuse(slip))?;
    Ok(Source { title: field(&fields, "title")?, author: field(&fields, "author")?, url: text(&url)? })
}

fn scene(place: &Place<'_>) -> Result<Scene> {
    let known = ["id", "title", "position", "until", "lights", "panels", "blocks"];
    let fields = place.object("a scene", &known)?;
    let until = fields.need("until", "[update, operation]")?;
    let scene = Scene {
        id: field(&fields, "id")?,
        title: field(&fields, "title")?,
        position: position(&fields.need("position", "[update, operation]")?)?,
        until: position(&until)?,
        lights: optional_list(&fields, "lights", text)?,
        panels: optional_list(&fields, "panels", text)?,
        blocks: list(&fields, "blocks", block)?,
    };
    if scene.until < scene.position {
        Err(until.expected("a position that is not before the scene's"))
    } else {
        Ok(scene)
    }
}

fn block(place: &Place<'_>) -> Result<Block> {
    let Node::Object(members) = place.node else { return Err(place.expected("a block")) };
    let kind = members.first().map_or("", |(name, _)| name.as_str());
    match kind {
        "text" => {
            let fields = place.object("a text", &["text"])?;
            Ok(Block::Text(parts(&fields.need("text", "a text")?)?))
        }
        "formula" => {
            let fields = place.object("a formula", &["formula", "numbers"])?;
            let formula = notation(&fields.need("formula", "a formula")?)?;
            let numbers = fields.get("numbers").map_or(Ok(false), |place| place.bool())?;
            Ok(Block::Formula { formula, numbers })
        }
        "list" => Ok(Block::List(list(&place.object("a list", &["list"])?, "list", parts)?)),
        "figures" => Ok(Block::Figures(list(&place.object("figures", &["figures"])?, "figures", text)?)),
        "code" => {
            let fields = place.object("a program", &["code", "of", "output"])?;
            fields.need("code", "\"numpy\"")?.choice(&["numpy"], |name| name)?;
            let of = fields.get("of").map(|place| text(&place)).transpose()?;
            Ok(Block::Code { of, output: list(&fields, "output", text)?.join("\n") })
        }
        "lesson" => {
            let fields = place.object("a way to another lesson", &["lesson", "text"])?;
            Ok(Block::Lesson { id: field(&fields, "lesson")?, text: field(&fields, "text")? })
        }
        _ => Err(place.refuse(format!(
            "expected a block that begins with one of text, formula, list, figures, code, lesson, got {kind:?}"
        ))),
    }
}

fn figure(place: &Place<'_>) -> Result<Figure> {
    let known = ["id", "values", "at", "variant", "where", "verdict", "note"];
    let fields = place.object("a figure", &known)?;
    let verdict = fields.need("verdict", "a verdict")?.choice(&Verdict::ALL, Verdict::name)?;
    let note = match (fields.get("note"), verdict.usual_note()) {
        (None, Some(usual)) => usual.to_owned(),
        _ => field(&fields, "note")?,
    };
    Ok(Figure {
        id: field(&fields, "id")?,
        values: list(&fields, "values", printed)?,
        at: position(&fields.need("at", "[update, operation]")?)?,
        variant: fields.get("variant").map(|place| text(&place)).transpose()?,
        place: field(&fields, "where")?,
        verdict,
        note,
    })
}

fn printed(place: &Place<'_>) -> Result<Printed> {
    let fields = place.object("a printed number", &["what", "printed", "from"])?;
    let what = fields.need("what", "a formula")?;
    Ok(Printed {
        what: notation(&what)?,
        digits: field(&fields, "printed")?,
        from: fields.get("from").map(|place| notation(&place)).transpose()?,
    })
}

// ---- values --------------------------------------------------------------------------------------------------------

fn text(place: &Place<'_>) -> Result<String> {
    place.text().filter(|text| !text.is_empty()).map(str::to_owned).ok_or_else(|| place.expected("a text"))
}

fn field(fields: &Fields<'_>, name: &str) -> Result<String> {
    text(&fields.need(name, "a text")?)
}

fn list<T>(fields: &Fields<'_>, name: &str, item: fn(&Place<'_>) -> Result<T>) -> Result<Vec<T>> {
    fields.need(name, "a list")?.list("a list")?.iter().map(item).collect()
}

fn optional_list<T>(fields: &Fields<'_>, name: &str, item: fn(&Place<'_>) -> Result<T>) -> Result<Vec<T>> {
    fields.get(name).map_or(Ok(Vec::new()), |place| place.list("a list")?.iter().map(item).collect())
}

fn parts(place: &Place<'_>) -> Result<Vec<Part>> {
    inline::parse(&text(place)?).map_err(|slip| place.refuse(slip))
}

fn notation(place: &Place<'_>) -> Result<Notation> {
    inline::notation(&text(place)?).map_err(|slip| place.refuse(slip))
}

fn position(place: &Place<'_>) -> Result<Position> {
    let parts = place.list("[update, operation]")?;
    let [update, operation] = parts.as_slice() else { return Err(place.expected("[update, operation]")) };
    let most = u64::from(u32::MAX);
    Ok((update.whole(0, most)?, operation.whole(0, most)?))
}
