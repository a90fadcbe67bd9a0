//! The picture in words.

use super::targets::greatest;
use super::{Neuron, Prediction, Sample, Score, Shown, Targets};
use crate::explain::number;
use crate::grid::Span;

impl Prediction {
    fn format(&self, value: f64) -> String {
        number::plain(value, &self.display)
    }

    /// For places in the picture, which are not exact: three digits.
    fn rough(&self, value: f64) -> String {
        number::plain(value, &self.display.significant(3))
    }

    /// What the picture shows, a sentence each.
    pub fn text(&self, shown: Shown) -> Vec<String> {
        let mut lines = vec![self.summary(shown)];
        lines.extend(self.score_text());
        lines.extend(self.current.as_ref().map(|sample| self.sample_text(sample)));
        lines
    }

    /// What the dots of the picture stand for.
    pub fn key(&self) -> String {
        let any = |is: fn(&Sample) -> bool| self.samples.iter().any(is);
        let what = if self.up.is_none() || self.kind == Targets::OneHot || self.targets.len() == 1 {
            "Dots: samples and their targets"
        } else {
            "Dots: samples"
        };
        let ring = if any(|sample| sample.in_batch) { "; with a ring: in the current batch" } else { "" };
        let hollow = if any(|sample| sample.is_test) { "; hollow: not trained on" } else { "" };
        format!("{what}{ring}{hollow}.")
    }

    fn summary(&self, shown: Shown) -> String {
        let over = self.over();
        match shown {
            Shown::Neuron { layer, unit } => match self.neuron(layer, unit) {
                Some(neuron) => format!("{} over {over}: {}.", neuron.name, self.values(neuron)),
                None => String::new(),
            },
            Shown::Outputs if self.up.is_none() => {
                let parts = self.outputs().neurons.iter();
                let parts: Vec<String> =
                    parts.map(|neuron| format!("{} {}", neuron.name, self.values(neuron))).collect();
                format!("Outputs over {over}: {}.", parts.join("; "))
            }
            Shown::Outputs => format!("The greatest output over {over}: {}.", self.shares().join(", ")),
        }
    }

    /// `i1 from 2.5 to 7.5 and i2 from 2 to 6`.
    fn over(&self) -> String {
        let part = |name: Option<&String>, span: &Span| {
            let name = name.map_or("", String::as_str);
            format!("{name} from {} to {}", self.rough(span.least), self.rough(span.most))
        };
        let across = part(self.inputs.first(), &self.across);
        match &self.up {
            Some(up) => format!("{across} and {}", part(self.inputs.get(1), up)),
            None => across,
        }
    }

    fn values(&self, neuron: &Neuron) -> String {
        match Span::of(neuron.values.iter().copied()) {
            Some(span) if span.width() == 0.0 => format!("{} everywhere", self.rough(span.least)),
            Some(span) => format!("from {} to {}", self.rough(span.least), self.rough(span.most)),
            None => "no finite value".to_owned(),
        }
    }

    /// On how much of the plane each output is the greatest.
    fn shares(&self) -> Vec<String> {
        let neurons = &self.outputs().neurons;
        let nodes = neurons.first().map_or(0, |neuron| neuron.values.len());
        let mut counts = vec![0usize; neurons.len()];
        for node in 0..nodes {
            if let Some(count) = greatest(&self.at_node(node)).and_then(|winner| counts.get_mut(winner)) {
                *count += 1;
            }
        }
        let share = |count: usize| format!("{:.0} %", 100.0 * count as f64 / nodes.max(1) as f64);
        neurons
            .iter()
            .zip(counts)
            .map(|(neuron, count)| format!("{} on {}", neuron.name, share(count)))
            .collect()
    }

    fn at_node(&self, node: usize) -> Vec<f64> {
        let value = |neuron: &Neuron| neuron.values.get(node).copied().unwrap_or(f64::NAN);
        self.outputs().neurons.iter().map(value).collect()
    }

    fn score_text(&self) -> Option<String> {
        let text = |score: Score, what: &str| {
            let Score { right, looked_at, all } = score;
            let of = if looked_at < all { format!(", of {all},") } else { String::new() };
            let percent = 100.0 * right as f64 / looked_at.max(1) as f64;
            format!("{right} of {looked_at} {what}{of} ({percent:.1} %)")
        };
        let is_split = self.test_score.is_some();
        let train = text(self.score?, if is_split { "training samples" } else { "samples" });
        let test = self.test_score.map(|score| format!(", {}", text(score, "test samples")));
        let what = match self.kind {
            Targets::OneHot => "The greatest output is the right one for",
            _ => "On the right side:",
        };
        Some(format!("{what} {train}{}.", test.unwrap_or_default()))
    }

    fn sample_text(&self, sample: &Sample) -> String {
        let named = |names: &mut dyn Iterator<Item = &String>, values: &[f64]| {
            let parts: Vec<String> =
                names.zip(values).map(|(name, value)| format!("{name} {}", self.format(*value))).collect();
            parts.join(", ")
        };
        let outputs = &self.outputs().neurons;
        format!(
            "Sample {} ({}): {}; target {}.",
            sample.row + 1,
            named(&mut self.inputs.iter(), &sample.inputs),
            named(&mut outputs.iter().map(|neuron| &neuron.name), &sample.prediction),
            named(&mut self.targets.iter(), &sample.targets),
        )
    }

    /// The values at a place of the picture; `None` beside it.
    pub fn text_at(&self, shown: Shown, x: f64, y: Option<f64>) -> Option<String> {
        let (across, up) = (self.across.part(x), self.up.and_then(|up| Some(up.part(y?))));
        if !(0.0..=1.0).contains(&across) || up.is_some_and(|up| !(0.0..=1.0).contains(&up)) {
            return None;
        }
        let value = |neuron: &Neuron| match (self.grid(&neuron.values), up) {
            (Some(grid), Some(up)) => grid.at_parts(across, up),
            _ => crate::grid::along(&neuron.values, across),
        };
        let place = match (self.inputs.as_slice(), y) {
            ([first, second], Some(y)) => format!("{first} {}, {second} {}", self.rough(x), self.rough(y)),
            ([first, ..], _) => format!("{first} {}", self.rough(x)),
            _ => return None,
        };
        let neurons: Vec<&Neuron> = match shown {
            Shown::Outputs => self.outputs().neurons.iter().collect(),
            Shown::Neuron { layer, unit } => self.neuron(layer, unit).into_iter().collect(),
        };
        let values: Vec<String> =
            neurons.iter().map(|neuron| format!("{} {}", neuron.name, self.rough(value(neuron)))).collect();
        Some(format!("{place}: {}", values.join(", ")))
    }
}
