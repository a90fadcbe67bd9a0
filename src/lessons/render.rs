//! A lesson told for one trainer: its network, its edits, its way of showing numbers.

use super::content::{self, FigureRow, SceneContent};
use super::document::{Block, Lesson, Scene};
use super::figure::{self, Figure};
use super::inline::{Notation, Part, Position};
use super::runs::{Runs, reach};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::explain::formula::Expr;
use crate::explain::layout::Mode;
use crate::explain::notation::{self, Scope, Tree};
use crate::explain::number::{self, Shown};
use crate::explain::piece::{Piece, Sign};
use crate::explain::{self, Display, Names, code, mathml};
use crate::trainer::{Moment, Trainer};

/// The scenes of a lesson with the numbers of a run: its start document, and the edits that were made before or
/// in the part of the run that the lesson tells. The run's own position does not matter.
///
/// A run of another network (sizes, activations, loss, data set, batches) has no scenes: the lesson is not about it.
///
/// # Errors
/// Where the lesson refers to another one that does not exist.
pub fn render(lesson: &Lesson, trainer: &Trainer) -> Result<Vec<SceneContent>> {
    if !tells_of(&lesson.config, trainer.config()) {
        return Ok(Vec::new());
    }
    let names = explain::names(trainer);
    let mut teller = Teller {
        lesson,
        names: &names,
        display: *trainer.display(),
        run: beginning(lesson, trainer)?,
        original: Runs::new(lesson),
    };
    lesson.scenes.iter().map(|scene| teller.scene(scene)).collect()
}

/// Whether the story of `ours` can be told of `theirs`: everything but the numbers is the same.
fn tells_of(ours: &Config, theirs: &Config) -> bool {
    let same_layer = |(a, b): (&crate::config::LayerConfig, &crate::config::LayerConfig)| {
        a.units == b.units && a.activation == b.activation && a.bias == b.bias && a.frozen == b.frozen
    };
    ours.inputs == theirs.inputs
        && ours.layers.len() == theirs.layers.len()
        && ours.layers.iter().zip(&theirs.layers).all(same_layer)
        && ours.loss == theirs.loss
        && ours.optimizer.with_learning_rate(0.0) == theirs.optimizer.with_learning_rate(0.0)
        && ours.data.len() == theirs.data.len()
        && ours.data.test_rows() == theirs.data.test_rows()
        && ours.batch_size() == theirs.batch_size()
        && ours.order == theirs.order
        && theirs.state.as_ref().is_none_or(|state| state.update == 0)
}

/// The run once more from its start, as far as the lesson goes: it may have become a long one since.
fn beginning(lesson: &Lesson, trainer: &Trainer) -> Result<Trainer> {
    let last = lesson.scenes.iter().map(|scene| scene.until.0).max().unwrap_or(0);
    let edits = trainer.edits().into_iter().filter(|edit| edit.update <= last).collect();
    Trainer::from_moment(Moment { config: trainer.config().clone(), edits, position: (0, 0) })
}

struct Teller<'a> {
    lesson: &'a Lesson,
    names: &'a Names,
    display: Display,
    /// The run that is told of.
    run: Trainer,
    /// Runs with the lesson's own numbers, which the printed figures are of.
    original: Runs<'a>,
}

impl Teller<'_> {
    fn scene(&mut self, scene: &Scene) -> Result<SceneContent> {
        Ok(SceneContent {
            id: scene.id.clone(),
            title: scene.title.clone(),
            position: scene.position,
            until: scene.until,
            panels: scene.panels.clone(),
            lights: scene.lights.iter().map(|name| self.light(name)).collect(),
            blocks: scene.blocks.iter().map(|block| self.block(block, scene.until)).collect::<Result<_>>()?,
        })
    }

    /// A name as the display has it.
    fn light(&self, name: &str) -> String {
        let article = self.names.renamed(explain::Naming::Article);
        article.find(name, 0).map_or_else(|| name.to_owned(), |subject| self.names.subject(&subject))
    }

    fn block(&mut self, block: &Block, at: Position) -> Result<content::Block> {
        Ok(match block {
            Block::Text(parts) => content::Block::Text { parts: self.parts(parts, at) },
            Block::List(items) => {
                content::Block::List { items: items.iter().map(|item| self.parts(item, at)).collect() }
            }
            Block::Formula { formula, numbers } => content::Block::Formula {
                symbols: mathml::block(&self.symbols(&formula.sides)),
                numbers: if *numbers {
                    self.numbers(formula, at).map(|piece| mathml::block(&piece))
                } else {
                    None
                },
            },
            Block::Figures(ids) => {
                let figures = ids.iter().filter_map(|id| self.lesson.figure(id));
                content::Block::Figures { rows: figures.map(|figure| self.figure(figure)).collect() }
            }
            Block::Code { of, output } => self.code(of.as_deref(), output)?,
            Block::Lesson { id, text } => content::Block::Lesson { id: id.clone(), text: text.clone() },
        })
    }

    // ---- texts ----------------------------------------------------------------------------------------------------

    fn parts(&mut self, parts: &[Part], at: Position) -> Vec<content::Part> {
        parts.iter().map(|part| self.part(part, at)).collect()
    }

    fn part(&mut self, part: &Part, at: Position) -> content::Part {
        match part {
            Part::Text(text) => content::Part::Text(text.clone()),
            Part::Math(formula) => {
                content::Part::Math { math: mathml::inline(&self.symbols(&formula.sides)) }
            }
            Part::Value { of, full } => {
                let value = match of.variant {
                    Some(_) => self.original.value(of, None, at),
                    None => reach(&mut self.run, of.at.unwrap_or(at)).and_then(|run| {
                        notation::evaluate(of.sides.first()?, Scope { names: self.names, trainer: run })
                    }),
                };
                let text = match value {
                    Some(value) if *full => number::full(value),
                    Some(value) => number::plain(value, &self.display),
                    None => Shown::NotComputed.plain(),
                };
                content::Part::Value { value: text }
            }
            Part::Link { url, text } => content::Part::Link { link: url.clone(), text: text.clone() },
            Part::Strong(strong) => content::Part::Strong { strong: strong.clone() },
            Part::Code(code) => content::Part::Code { code: code.clone() },
        }
    }

    // ---- formulas -------------------------------------------------------------------------------------------------

    fn symbols(&self, sides: &[Tree]) -> Piece {
        let scope = Scope { names: self.names, trainer: &self.run };
        notation::piece(sides, scope, Mode::Symbols, &self.display)
    }

    /// A formula with numbers put in: `= 5 · 0.15 + 4 · 0.2 = 1.55` for an equation of one number, side by side for
    /// one of matrices. `None` where the run does not get that far.
    fn numbers(&mut self, formula: &Notation, at: Position) -> Option<Piece> {
        let run = reach(&mut self.run, formula.at.unwrap_or(at))?;
        let scope = Scope { names: self.names, trainer: run };
        let set = |sides: &[Tree]| notation::piece(sides, scope, Mode::Numbers, &self.display);
        let equals = || Piece::Sign(Sign::Equals);
        let (first, rest) = formula.sides.split_first()?;
        let last = rest.last().map_or(rest, std::slice::from_ref);
        Some(match (notation::resolve(first, scope), last) {
            (_, []) => set(&formula.sides),
            (Expr::Matrix(_), _) => {
                Piece::Row(vec![equals(), set(rest), equals(), set(std::slice::from_ref(first))])
            }
            (Expr::Leaf(leaf), [Tree::Name(_)]) if leaf.value.is_some() => {
                Piece::Row(vec![equals(), set(last)])
            }
            (Expr::Leaf(leaf), _) if leaf.value.is_some() => {
                Piece::Row(vec![equals(), set(last), equals(), set(std::slice::from_ref(first))])
            }
            (Expr::Leaf(_), _) => Piece::Row(vec![equals(), set(last)]),
            _ => set(&formula.sides),
        })
    }

    // ---- figures --------------------------------------------------------------------------------------------------

    fn figure(&mut self, figure: &Figure) -> FigureRow {
        let exact: Vec<String> = figure
            .values
            .iter()
            .map(|printed| {
                self.original
                    .exact(figure, printed)
                    .map_or_else(|| Shown::NotComputed.plain(), |value| figure::shown(&printed.digits, value))
            })
            .collect();
        let mut what = Vec::new();
        for printed in &figure.values {
            if !what.is_empty() {
                what.push(Piece::Sign(Sign::Next));
            }
            what.push(self.symbols(&printed.what.sides));
        }
        let digits: Vec<&str> = figure.values.iter().map(|printed| printed.digits.as_str()).collect();
        FigureRow {
            what: mathml::inline(&Piece::Row(what)),
            printed: figure::with_minus(&digits.join(", ")),
            place: figure.place.clone(),
            exact: figure::with_minus(&exact.join(", ")),
            verdict: figure.verdict,
            note: figure.note.clone(),
        }
    }

    // ---- programs -------------------------------------------------------------------------------------------------

    fn code(&mut self, of: Option<&str>, output: &str) -> Result<content::Block> {
        let (config, own) = match of {
            Some(id) => {
                let other = super::find(id)
                    .ok_or_else(|| Error::range("lesson", format!("expected a lesson, got {id:?}")))?;
                (other.config.clone(), true)
            }
            None => {
                // As it stands at the start, edits included.
                let config = reach(&mut self.run, (0, 0)).map(|run| run.config_now());
                let config = config.unwrap_or_else(|| self.lesson.config.clone());
                let own = config == self.lesson.config;
                (config, own)
            }
        };
        Ok(content::Block::Code {
            language: "python".to_owned(),
            text: code::numpy(&config),
            output: if own { output.to_owned() } else { String::new() },
        })
    }
}
