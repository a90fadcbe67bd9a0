//! Any one number by what it is called.

use super::Trainer;
use crate::step::{Quantity, Subject, SubjectKind};

impl Trainer {
    /// The number that a subject stands for, as it stands at the position; `None` where it is not computed yet or does
    /// not exist. One sample's own gradient is known only while it is looked at.
    pub fn number(&self, subject: &Subject) -> Option<f64> {
        let Subject { layer, unit, input, sample, .. } = *subject;
        let row = || self.batch_rows().iter().position(|&row| Some(row) == sample);
        match subject.kind {
            SubjectKind::Input => self.dataset().inputs(sample?).get(input?).copied(),
            SubjectKind::Target => self.dataset().targets(sample?).get(unit?).copied(),
            SubjectKind::Neuron => match subject.quantity {
                Quantity::PreActivation => self.pre_activation(layer?, unit?, row()?),
                Quantity::Delta => self.delta(layer?, unit?, row()?),
                _ => self.activation(layer?, unit?, row()?),
            },
            SubjectKind::Weight | SubjectKind::Bias => self.number_of_parameter(subject),
            SubjectKind::Loss => match sample.filter(|_| self.plan().samples() > 1) {
                Some(_) => self.sample_loss(row()?),
                None => self.batch_loss(),
            },
            SubjectKind::Setting => match subject.setting {
                None => Some(self.optimizer().learning_rate()),
                Some(Subject::UPDATE) => Some((self.position().0 + 1) as f64),
                Some(name) => self.optimizer().get(name),
            },
        }
    }

    fn number_of_parameter(&self, subject: &Subject) -> Option<f64> {
        let Subject { layer, unit, input, .. } = *subject;
        if subject.kind == SubjectKind::Weight && input.is_none() {
            return None;
        }
        let step = self.step();
        match subject.quantity {
            Quantity::Gradient if step.subject.as_ref() == Some(subject) => Some(step.value),
            Quantity::Gradient => self.gradient(layer?, input, unit?),
            Quantity::FirstMoment | Quantity::SecondMoment | Quantity::Momentum => {
                let mut kept = self.optimizer().moments().iter();
                let state = kept.position(|&moment| Quantity::from(moment) == subject.quantity)?;
                self.moment_of(state, layer?, input, unit?)
            }
            _ => self.parameter(layer?, input, unit?),
        }
    }
}
