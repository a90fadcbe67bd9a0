//! The picture in words.

use super::Slice;
use crate::explain::number;
use crate::grid::Span;

impl Slice {
    fn format(&self, value: f64) -> String {
        number::plain(value, &self.display)
    }

    /// For places in the picture, which are not exact: three digits.
    fn rough(&self, value: f64) -> String {
        number::plain(value, &self.display.significant(3))
    }

    /// What the picture shows, a sentence each.
    pub fn text(&self) -> Vec<String> {
        let of = match self.samples {
            (1, 1) => "the sample".to_owned(),
            (some, all) if some == all => format!("all {all} training samples"),
            (some, all) => format!("{some} of the {all} training samples"),
        };
        let over: Vec<String> = self
            .names
            .iter()
            .zip(std::iter::once(&self.across).chain(&self.up))
            .map(|(name, span)| {
                format!("{name} from {} to {}", self.rough(span.least), self.rough(span.most))
            })
            .collect();
        let range = match Span::of(self.losses.iter().copied()) {
            Some(span) => format!("from {} to {}", self.rough(span.least), self.rough(span.most)),
            None => "nowhere finite".to_owned(),
        };
        let mut lines = vec![
            format!(
                "Loss of {of} over {}, every other parameter as it stands now: {range}.",
                over.join(" and ")
            ),
            format!(
                "Here, at {}: {}.",
                self.place(self.now(), &|value| self.format(value)),
                self.format(self.loss)
            ),
        ];
        lines.extend(self.lowest().map(|(place, loss)| {
            let place = self.place(&place, &|value| self.rough(value));
            format!("The lowest in the picture is {} near {place}.", self.rough(loss))
        }));
        lines.extend(self.way());
        lines
    }

    /// `w5 0.05, w6 0.26`.
    fn place(&self, values: &[f64], format: &dyn Fn(f64) -> String) -> String {
        let parts = self.names.iter().zip(values).map(|(name, value)| format!("{name} {}", format(*value)));
        parts.collect::<Vec<_>>().join(", ")
    }

    /// Where among the nodes the loss is lowest.
    pub fn lowest(&self) -> Option<(Vec<f64>, f64)> {
        if let Some(grid) = self.grid() {
            return grid.lowest().map(|(x, y, loss)| (vec![x, y], loss));
        }
        let finite = self.losses.iter().enumerate().filter(|(_, loss)| loss.is_finite());
        let (node, &loss) = finite.min_by(|a, b| a.1.total_cmp(b.1))?;
        Some((vec![self.across.node(node, self.columns)], loss))
    }

    fn way(&self) -> Option<String> {
        let (first, last) = (self.path.first()?, self.path.last()?);
        if first.values == last.values && self.path.len() < 3 {
            return None;
        }
        Some(format!(
            "The path leads from {} at update {} to here.",
            self.place(&first.values, &|value| self.format(value)),
            first.update
        ))
    }

    /// The loss at a place of the picture; `None` beside it. With one parameter only its value counts.
    pub fn text_at(&self, x: f64, y: Option<f64>) -> Option<String> {
        let across = self.across.part(x);
        let (loss, place) = match (self.grid(), self.up, y) {
            (Some(grid), Some(up), Some(y)) => (grid.at_parts(across, up.part(y)), vec![x, y]),
            _ => (crate::grid::along(&self.losses, across), vec![x]),
        };
        let place = self.place(&place, &|value| self.rough(value));
        loss.is_finite().then(|| format!("{place}: loss {}", self.rough(loss)))
    }
}
