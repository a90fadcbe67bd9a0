//! What everything is called: the article's names, and those by index.

use super::{Meaning, SETTINGS, sub};
use backprop_stepper::activation::Activation;
use backprop_stepper::explain::Naming;
use backprop_stepper::loss::Loss;
use backprop_stepper::step::{Quantity, Subject, SubjectKind};

impl Meaning {
    pub(super) fn neuron(&self, letter: &str, l: usize, j: usize) -> String {
        let layer = &self.layers[l];
        let last = l + 1 == self.layers.len();
        if self.naming == Naming::Index {
            return format!("{letter}^{{({})}}{}", l + 1, sub(&(j + 1).to_string()));
        }
        let before: usize = self.layers[..l].iter().map(|layer| layer.units).sum();
        let own = match (last, layer.units) {
            (true, 1) => "\\mathrm{prediction}".to_owned(),
            (true, _) => format!("o{}", sub(&(j + 1).to_string())),
            (false, _) => format!("h{}", sub(&(before + j + 1).to_string())),
        };
        let identity = layer.activation == Activation::Identity;
        let difference = last && layer.units == 1 && identity && self.loss == Loss::HalfSquaredError;
        match letter {
            "a" => own,
            "z" if identity => own,
            "\\delta" if difference => "\\Delta".to_owned(),
            letter => format!("{letter}{}", sub(&own)),
        }
    }

    pub(super) fn parameter(&self, l: usize, input: Option<usize>, unit: usize, new: bool) -> String {
        let layer = &self.layers[l];
        let before = &self.layers[..l];
        if self.naming == Naming::Index {
            let (letter, index) = match input {
                Some(i) => ("w", format!("{},{}", i + 1, unit + 1)),
                None => ("b", (unit + 1).to_string()),
            };
            let new = if new { "\\,\\mathrm{new}" } else { "" };
            return format!("{letter}^{{({}){new}}}{}", l + 1, sub(&index));
        }
        let (letter, number) = match input {
            Some(i) => (
                "w",
                before.iter().map(|layer| layer.inputs * layer.units).sum::<usize>()
                    + unit * layer.inputs
                    + i,
            ),
            None => ("b", before.iter().filter(|l| l.bias).map(|layer| layer.units).sum::<usize>() + unit),
        };
        let new = if new { "^{\\mathrm{new}}" } else { "" };
        format!("{letter}{}{new}", sub(&(number + 1).to_string()))
    }

    /// The symbol of a number that a step says it reads.
    pub(crate) fn symbol(&self, subject: &Subject, several: bool) -> String {
        let (layer, unit) = (subject.layer.unwrap_or(0), subject.unit.unwrap_or(0));
        let article = self.naming == Naming::Article;
        let loss = match subject.sample {
            Some(row) if several => format!("E{}", sub(&(row + 1).to_string())),
            _ => "E".to_owned(),
        };
        let own = match subject.kind {
            SubjectKind::Input => {
                let letter = if article { "i" } else { "x" };
                format!("{letter}{}", sub(&(subject.input.unwrap() + 1).to_string()))
            }
            SubjectKind::Neuron => match subject.quantity {
                Quantity::PreActivation => self.neuron("z", layer, unit),
                Quantity::Delta => self.neuron("\\delta", layer, unit),
                _ => self.neuron("a", layer, unit),
            },
            SubjectKind::Weight | SubjectKind::Bias => self.parameter(layer, subject.input, unit, false),
            SubjectKind::Target if article && self.targets.len() == 1 => "\\mathrm{actual}".to_owned(),
            SubjectKind::Target => {
                format!("{}{}", if article { "\\mathrm{actual}" } else { "y" }, sub(&(unit + 1).to_string()))
            }
            SubjectKind::Loss => loss.clone(),
            SubjectKind::Setting => match subject.setting {
                None if article => "a".to_owned(),
                None => "\\eta".to_owned(),
                Some("t") => "t".to_owned(),
                Some(name) => SETTINGS.iter().find(|(known, _)| *known == name).unwrap().1.to_owned(),
            },
        };
        match subject.quantity {
            Quantity::Gradient => format!("∂{loss}/∂{own}"),
            Quantity::FirstMoment => format!("m{}", sub(&own)),
            Quantity::SecondMoment => format!("v{}", sub(&own)),
            Quantity::Momentum => format!("u{}", sub(&own)),
            _ => own,
        }
    }
}
