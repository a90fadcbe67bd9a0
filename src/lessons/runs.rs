//! Runs with a lesson's own numbers: what its printed figures are compared with.

use super::document::Lesson;
use super::figure::{Figure, Printed};
use super::inline::{Notation, Position};
use crate::display::Display;
use crate::explain::notation::{self, Scope};
use crate::explain::{self, Names};
use crate::trainer::Trainer;

/// The runs of a lesson and its variants, each begun when it is first asked for and then kept.
#[derive(Debug)]
pub(super) struct Runs<'a> {
    lesson: &'a Lesson,
    names: Names,
    begun: Vec<(Option<&'a str>, Trainer)>,
}

impl<'a> Runs<'a> {
    pub(super) fn new(lesson: &'a Lesson) -> Self {
        let own = lesson.trainer();
        Runs { lesson, names: explain::names(&own), begun: vec![(None, own)] }
    }

    /// What things are called in them.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// The run of a variant, or of the lesson itself, at a position.
    pub(super) fn at(&mut self, variant: Option<&str>, position: Position) -> Option<&Trainer> {
        if !self.begun.iter().any(|(name, _)| *name == variant) {
            let found = self.lesson.variants.iter().find(|known| Some(known.name.as_str()) == variant)?;
            self.begun.push((Some(&found.name), Trainer::new(found.config.clone())));
        }
        let (_, run) = self.begun.iter_mut().find(|(name, _)| *name == variant)?;
        reach(run, position)
    }

    /// The value of an expression where it says itself that it is taken, otherwise in `variant` at `position`.
    pub(super) fn value(&mut self, of: &Notation, variant: Option<&str>, position: Position) -> Option<f64> {
        let names = self.names.clone();
        let variant = of.variant.as_deref().or(variant);
        let trainer = self.at(variant, of.at.unwrap_or(position))?;
        notation::evaluate(of.sides.first()?, Scope { names: &names, trainer })
    }

    /// The exact value of one printed number.
    pub(super) fn exact(&mut self, figure: &Figure, printed: &Printed) -> Option<f64> {
        self.value(&printed.what, figure.variant.as_deref(), figure.at)
    }

    /// Whether a figure's declared verdict on one of its numbers is the true one.
    pub(super) fn check(&mut self, figure: &Figure, printed: &Printed) -> Result<(), String> {
        let exact = self.exact(figure, printed);
        let computed = printed.from.as_ref().and_then(|from| self.value(from, None, figure.at));
        printed.check(figure.verdict, exact, computed)
    }
}

/// A run brought to a position; `None` where it does not get there: training stops where numbers are no longer finite.
pub(super) fn reach(run: &mut Trainer, position: Position) -> Option<&Trainer> {
    if run.position() != position {
        run.seek(position.0, position.1).ok()?;
    }
    (run.position() == position).then_some(run)
}

impl Lesson {
    /// The experiment at its start, things called as the lesson calls them.
    pub fn trainer(&self) -> Trainer {
        let mut trainer = Trainer::new(self.config.clone());
        self.name_things(&mut trainer);
        trainer
    }

    /// Calls things as the lesson does.
    pub fn name_things(&self, trainer: &mut Trainer) {
        let display = Display { names: self.names, ..*trainer.display() };
        // The digits are those that it has already, so nothing is refused.
        let _ = trainer.set_display(display);
    }

    /// The exact values of a figure, with the lesson's own numbers; `None` where there is none.
    pub fn exact(&self, figure: &Figure) -> Vec<Option<f64>> {
        let mut runs = Runs::new(self);
        figure.values.iter().map(|printed| runs.exact(figure, printed)).collect()
    }
}
