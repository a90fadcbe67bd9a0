//! What is under the pointer, and which numbers can be typed over where they stand.

use super::geometry::{Point, Rect};
use super::{Link, Role, Scene};
use crate::step::{Quantity, Subject, SubjectKind};

/// How near to a line the pointer has to be.
const REACH: f64 = 6.0;
/// By how much the nearest line has to be nearer than any other to be meant for certain.
const CLEAR: f64 = 3.0;

impl Scene {
    /// Marks everything of which this is true as pointed at.
    pub fn point(&mut self, is_pointed: impl Fn(&Subject) -> bool) {
        let nodes = self.nodes.iter().filter_map(|node| node.subject);
        let links = self.links.iter().filter_map(|link| link.subject);
        let labels = self.labels.iter().filter_map(|label| label.subject);
        let mut pointed: Vec<Subject> = Vec::new();
        for subject in nodes.chain(links).chain(labels).filter(is_pointed) {
            if !pointed.contains(&subject) {
                pointed.push(subject);
            }
        }
        self.pointed = pointed;
    }

    /// Whether what stands for a subject is pointed at.
    pub fn is_pointed(&self, subject: Option<&Subject>) -> bool {
        subject.is_some_and(|subject| self.pointed.contains(subject))
    }

    /// What is at a point: a neuron, a number, or a weight's line nearby.
    pub fn hit(&self, x: f64, y: f64) -> Option<Subject> {
        let point = Point { x, y };
        if let Some(subject) = self.tiles.iter().find_map(|tile| tile.hit(point)) {
            return Some(subject);
        }
        let label =
            || self.labels.iter().find(|label| label.rect.contains(point)).and_then(|label| label.subject);
        let line = || self.near(point).first().and_then(|(_, link)| link.subject);
        self.node_at(point).or_else(label).or_else(line)
    }

    /// Where the neuron or value is that is being computed; `None` where there is none.
    pub fn focus(&self) -> Option<Rect> {
        self.nodes.iter().find(|node| node.role == Role::Computed).map(|node| node.rect)
    }

    /// The number that can be typed over at a point, and the space it takes in the picture: a weight, a bias, an
    /// input or a target. Where several lines are equally near, none is meant.
    pub fn editable(&self, x: f64, y: f64) -> Option<(Subject, Rect)> {
        let point = Point { x, y };
        if let Some(tile) = self.tiles.iter().find(|tile| tile.rect.contains(point)) {
            let (width, height) = tile.cell();
            let subject = tile.hit(point).filter(is_given).filter(|_| tile.is_clear());
            return subject.map(|subject| (subject, Rect::around(point, width, height)));
        }
        if let Some(subject) = self.node_at(point) {
            return is_given(&subject).then(|| (subject, self.number_of(&subject, point)));
        }
        if let Some(label) = self.labels.iter().find(|label| label.rect.contains(point)) {
            return label.subject.filter(is_given).map(|subject| (subject, label.rect));
        }
        match self.near(point).as_slice() {
            [(distance, _), (next, _), ..] if next - distance < CLEAR => None,
            [(_, link), ..] => link.subject.map(|subject| (subject, self.number_of(&subject, point))),
            [] => None,
        }
    }

    fn node_at(&self, point: Point) -> Option<Subject> {
        self.nodes.iter().find(|node| node.rect.grown(2.0).contains(point)).and_then(|node| node.subject)
    }

    /// Lines of weights at a point, the nearest one first.
    fn near(&self, point: Point) -> Vec<(f64, &Link)> {
        let lines = self.links.iter().filter(|link| link.subject.is_some());
        let lines = lines.map(|link| (point.distance_to_line(link.from, link.to), link));
        let mut near: Vec<(f64, &Link)> = lines.filter(|(distance, _)| *distance <= REACH).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near
    }

    /// Where the number of a thing is written; where it is written nowhere, a place around the point.
    fn number_of(&self, subject: &Subject, point: Point) -> Rect {
        let label = self.labels.iter().find(|label| label.subject.as_ref() == Some(subject));
        label.map_or_else(|| Rect::around(point, 40.0, 20.0), |label| label.rect)
    }
}

/// Whether a number is given, not computed.
fn is_given(subject: &Subject) -> bool {
    use SubjectKind::{Bias, Input, Target, Weight};
    subject.quantity == Quantity::Value && matches!(subject.kind, Input | Target | Weight | Bias)
}
