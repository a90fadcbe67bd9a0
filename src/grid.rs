//! Numbers over a stretch of a line or a rectangle of the plane, for the pictures of functions.

/// What is larger is cut to this, so that no width overflows.
const MOST: f64 = 1e300;

/// From one number to a larger one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Its lower end.
    pub least: f64,
    /// Its upper end.
    pub most: f64,
}

impl Span {
    /// From the least to the greatest of the finite ones among some numbers; `None` where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Span> {
        values.into_iter().filter(|value| value.is_finite()).fold(None, |span: Option<Span>, value| {
            let value = value.clamp(-MOST, MOST);
            Some(match span {
                Some(span) => Span { least: span.least.min(value), most: span.most.max(value) },
                None => Span { least: value, most: value },
            })
        })
    }

    /// As far to both sides of a number.
    pub fn around(middle: f64, half: f64) -> Span {
        Span { least: middle - half, most: middle + half }
    }

    /// How long it is.
    pub fn width(&self) -> f64 {
        self.most - self.least
    }

    /// The number in its middle.
    pub fn middle(&self) -> f64 {
        self.least + self.width() / 2.0
    }

    /// The number that is `part` of the way up.
    pub fn at(&self, part: f64) -> f64 {
        self.least + self.width() * part
    }

    /// Which part of the way up a number is.
    pub fn part(&self, value: f64) -> f64 {
        (value - self.least) / self.width()
    }

    /// The number at node `index` of `count` nodes, the first and last of which are the ends.
    pub fn node(&self, index: usize, count: usize) -> f64 {
        self.at(index as f64 / count.saturating_sub(1).max(1) as f64)
    }

    /// With `margin` of its width more on both sides. A single number gets half of itself on both sides, at
    /// least 1.
    pub fn with_margin(&self, margin: f64) -> Span {
        let size = self.least.abs().max(self.most.abs());
        if self.width() > 1e-9 * size {
            return Span::around(self.middle(), self.width() * (0.5 + margin));
        }
        Span::around(self.middle(), (0.5 * size).max(1.0))
    }

    /// The smallest span that has both in it.
    pub fn with(&self, other: &Span) -> Span {
        Span { least: self.least.min(other.least), most: self.most.max(other.most) }
    }
}

/// A function of two numbers at the nodes of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The first number, from left to right.
    pub across: Span,
    /// The second number, upwards.
    pub up: Span,
    /// Nodes from left to right, at least 2.
    pub columns: usize,
    /// The values, row-major `[rows][columns]`, the lowest row first.
    pub values: Vec<f64>,
}

impl Grid {
    /// How many rows of nodes there are.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    fn value(&self, column: usize, row: usize) -> f64 {
        let index = row * self.columns + column;
        if column < self.columns { self.values.get(index).copied().unwrap_or(f64::NAN) } else { f64::NAN }
    }

    /// The value at a place given by parts of the way across and up, linear between the nodes.
    pub fn at_parts(&self, across: f64, up: f64) -> f64 {
        let (columns, rows) = (self.columns, self.rows());
        if columns < 2 || rows < 2 || !(0.0..=1.0).contains(&across) || !(0.0..=1.0).contains(&up) {
            return f64::NAN;
        }
        let (x, y) = (across * (columns - 1) as f64, up * (rows - 1) as f64);
        let (column, row) = ((x as usize).min(columns - 2), (y as usize).min(rows - 2));
        let (x, y) = (x - column as f64, y - row as f64);
        let low = self.value(column, row) * (1.0 - x) + self.value(column + 1, row) * x;
        let high = self.value(column, row + 1) * (1.0 - x) + self.value(column + 1, row + 1) * x;
        low * (1.0 - y) + high * y
    }

    /// The least value, and where it is.
    pub fn lowest(&self) -> Option<(f64, f64, f64)> {
        let finite = self.values.iter().enumerate().filter(|(_, value)| value.is_finite());
        let (index, &value) = finite.min_by(|a, b| a.1.total_cmp(b.1))?;
        let (column, row) = (index % self.columns, index / self.columns);
        Some((self.across.node(column, self.columns), self.up.node(row, self.rows()), value))
    }

    /// The lines along which the function has the value `level`: marching squares, the pieces joined. Cells with
    /// a corner that is not finite have none.
    pub fn contour(&self, level: f64) -> Vec<Vec<(f64, f64)>> {
        let mut links = vec![[NONE; 2]; 2 * self.values.len()];
        for row in 0..self.rows().saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                for (from, to) in self.pieces(column, row, level).into_iter().flatten() {
                    link(&mut links, from, to);
                    link(&mut links, to, from);
                }
            }
        }
        let mut lines = Vec::new();
        // Lines that end at the rim begin there; what is left then are closed ones.
        for is_open in [true, false] {
            for start in 0..links.len() {
                let ends = links.get(start).map_or(0, |next| next.iter().filter(|end| **end != NONE).count());
                if ends == if is_open { 1 } else { 2 } {
                    lines.push(
                        trace(&mut links, start).into_iter().map(|edge| self.crossing(edge, level)).collect(),
                    );
                }
            }
        }
        lines
    }

    /// The pieces of a contour in one cell, each from one edge of the grid to another.
    fn pieces(&self, column: usize, row: usize, level: f64) -> [Option<(usize, usize)>; 2] {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(x, y)| self.value(column + x, row + y));
        if corners.iter().any(|corner| !corner.is_finite()) {
            return [None, None];
        }
        let here = 2 * (row * self.columns + column);
        let (bottom, left, right, top) = (here, here + 1, here + 3, here + 2 * self.columns);
        let is_high = corners.map(|corner| corner >= level);
        let is_middle_high = corners.iter().sum::<f64>() / 4.0 >= level;
        match is_high {
            [false, false, false, false] | [true, true, true, true] => [None, None],
            [true, false, false, false] | [false, true, true, true] => [Some((left, bottom)), None],
            [false, true, false, false] | [true, false, true, true] => [Some((bottom, right)), None],
            [false, false, true, false] | [true, true, false, true] => [Some((right, top)), None],
            [false, false, false, true] | [true, true, true, false] => [Some((left, top)), None],
            [true, true, false, false] | [false, false, true, true] => [Some((left, right)), None],
            [true, false, false, true] | [false, true, true, false] => [Some((bottom, top)), None],
            [true, false, true, false] if is_middle_high => [Some((left, top)), Some((bottom, right))],
            [false, true, false, true] if !is_middle_high => [Some((left, top)), Some((bottom, right))],
            [true, false, true, false] | [false, true, false, true] => {
                [Some((left, bottom)), Some((right, top))]
            }
        }
    }

    /// Where a contour crosses an edge. Even edges lead to the right from their node, odd ones up.
    fn crossing(&self, edge: usize, level: f64) -> (f64, f64) {
        let (node, is_up) = (edge / 2, edge % 2 == 1);
        let (column, row) = (node % self.columns, node / self.columns);
        let (from, to) =
            (self.value(column, row), self.value(column + usize::from(!is_up), row + usize::from(is_up)));
        let part = ((level - from) / (to - from)).clamp(0.0, 1.0);
        let (x, y) = if is_up { (0.0, part) } else { (part, 0.0) };
        let across = (column as f64 + x) / (self.columns - 1) as f64;
        let up = (row as f64 + y) / (self.rows() - 1) as f64;
        (self.across.at(across), self.up.at(up))
    }
}

/// The value `part` of the way along a row of values, linear between them; NaN outside.
pub fn along(values: &[f64], part: f64) -> f64 {
    let place = part * values.len().saturating_sub(1) as f64;
    if !(0.0..=1.0).contains(&part) || values.len() < 2 {
        return f64::NAN;
    }
    let node = (place as usize).min(values.len() - 2);
    let value = |node: usize| values.get(node).copied().unwrap_or(f64::NAN);
    let rest = place - node as f64;
    value(node) * (1.0 - rest) + value(node + 1) * rest
}

/// No edge.
const NONE: usize = usize::MAX;

fn link(links: &mut [[usize; 2]], from: usize, to: usize) {
    if let Some(end) = links.get_mut(from).and_then(|ends| ends.iter_mut().find(|end| **end == NONE)) {
        *end = to;
    }
}

/// Walks along the links from `start` until there is no other, and takes them away.
fn trace(links: &mut [[usize; 2]], start: usize) -> Vec<usize> {
    let mut line = vec![start];
    let mut at = start;
    loop {
        let Some(next) = links.get(at).and_then(|ends| ends.iter().copied().find(|end| *end != NONE)) else {
            return line;
        };
        for (one, other) in [(at, next), (next, at)] {
            if let Some(end) = links.get_mut(one).and_then(|ends| ends.iter_mut().find(|end| **end == other))
            {
                *end = NONE;
            }
        }
        line.push(next);
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(columns: usize, rows: usize, f: impl Fn(f64, f64) -> f64) -> Grid {
        let (across, up) = (Span { least: -2.0, most: 2.0 }, Span { least: -1.0, most: 3.0 });
        let values = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .map(|(column, row)| f(across.node(column, columns), up.node(row, rows)))
            .collect();
        Grid { across, up, columns, values }
    }

    #[test]
    fn a_plane_is_met_exactly_between_the_nodes() {
        let plane = grid(5, 4, |x, y| 3.0 * x - y + 0.5);
        for (across, up) in [(0.0, 0.0), (1.0, 1.0), (0.3, 0.7), (0.99, 0.01)] {
            let expected = 3.0 * plane.across.at(across) - plane.up.at(up) + 0.5;
            assert!((plane.at_parts(across, up) - expected).abs() < 1e-12);
        }
        assert!(plane.at_parts(1.01, 0.5).is_nan() && plane.at_parts(f64::NAN, 0.5).is_nan());
        assert_eq!(plane.lowest(), Some((-2.0, 3.0, -8.5)));
    }

    #[test]
    fn contours_are_joined() {
        let [line] = grid(9, 9, |x, y| x + 0.5 * y).contour(0.25).try_into().expect("one straight line");
        assert!(line.len() > 8);
        assert!(line.iter().all(|(x, y): &(f64, f64)| (x + 0.5 * y - 0.25).abs() < 1e-12));
        let [circle] =
            grid(41, 41, |x, y| x * x + (y - 1.0) * (y - 1.0)).contour(1.0).try_into().expect("one circle");
        assert_eq!(circle.first(), circle.last());
        assert!(
            circle
                .iter()
                .all(|(x, y): &(f64, f64)| ((x * x + (y - 1.0) * (y - 1.0)).sqrt() - 1.0).abs() < 0.01)
        );
        // A saddle is cut one way or the other, never into crossing lines.
        assert_eq!(grid(2, 2, |x, y| x * (y - 1.0)).contour(0.5).len(), 2);
    }

    #[test]
    fn what_is_not_finite_has_no_contour() {
        assert!(grid(5, 5, |_, _| f64::NAN).contour(0.0).is_empty());
        assert!(grid(5, 5, |_, _| f64::INFINITY).contour(0.0).is_empty());
        assert_eq!(grid(3, 3, |x, _| 1.0 / (x * 0.0)).lowest(), None);
    }

    #[test]
    fn margins_hold_for_single_numbers() {
        assert_eq!(Span::of([f64::NAN]), None);
        let margin = |values: &[f64]| Span::of(values.iter().copied()).expect("a number").with_margin(0.1);
        assert_eq!(margin(&[5.0]), Span { least: 2.5, most: 7.5 });
        assert_eq!(margin(&[0.0]), Span { least: -1.0, most: 1.0 });
        let around = margin(&[0.0, 1.0]);
        assert!((around.least + 0.1).abs() < 1e-15 && (around.most - 1.1).abs() < 1e-15, "{around:?}");
        assert!(margin(&[f64::MAX, f64::MIN]).width().is_finite());
    }
}
