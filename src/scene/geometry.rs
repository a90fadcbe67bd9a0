//! Points, rectangles, and how they meet. CSS pixels, y downwards.

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// The point at `part` of the way to `other`: 0 is here, 1 is there.
    pub fn towards(self, other: Point, part: f64) -> Point {
        Point { x: self.x + (other.x - self.x) * part, y: self.y + (other.y - self.y) * part }
    }

    /// How far it is to `other`.
    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (other.x - self.x, other.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// How far it is to the nearest point of the line from `from` to `to`.
    pub fn distance_to_line(self, from: Point, to: Point) -> f64 {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let square = dx * dx + dy * dy;
        let part =
            if square > 0.0 { ((self.x - from.x) * dx + (self.y - from.y) * dy) / square } else { 0.0 };
        self.distance(from.towards(to, part.clamp(0.0, 1.0)))
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// The rectangle of this size around `centre`.
    pub fn around(centre: Point, width: f64, height: f64) -> Rect {
        Rect {
            left: centre.x - width / 2.0,
            top: centre.y - height / 2.0,
            right: centre.x + width / 2.0,
            bottom: centre.y + height / 2.0,
        }
    }

    /// Its middle.
    pub fn centre(&self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }

    /// From left to right.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The rectangle that is larger by `by` on every side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The smallest rectangle around both.
    pub fn with(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether the point is in it.
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.left && point.x <= self.right && point.y >= self.top && point.y <= self.bottom
    }

    /// Whether the other one lies in it completely.
    pub fn encloses(&self, other: &Rect) -> bool {
        other.left >= self.left
            && other.right <= self.right
            && other.top >= self.top
            && other.bottom <= self.bottom
    }

    /// Whether they share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How much of the line from `from` to `to` lies in it.
    pub fn length_inside(&self, from: Point, to: Point) -> f64 {
        // The part of the line between each pair of parallel edges, cut down twice (Liang and Barsky).
        let mut span = (0.0f64, 1.0f64);
        let sides =
            [(from.x, to.x - from.x, self.left, self.right), (from.y, to.y - from.y, self.top, self.bottom)];
        for (start, step, low, high) in sides {
            if step == 0.0 {
                if start < low || start > high {
                    return 0.0;
                }
            } else {
                let (a, b) = ((low - start) / step, (high - start) / step);
                span = (span.0.max(a.min(b)), span.1.min(a.max(b)));
            }
        }
        (span.1 - span.0).max(0.0) * from.distance(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_the_part_inside() {
        let rect = Rect { left: 10.0, top: 10.0, right: 20.0, bottom: 30.0 };
        let at = |x, y| Point { x, y };
        assert_eq!(rect.length_inside(at(0.0, 20.0), at(40.0, 20.0)), 10.0);
        assert_eq!(rect.length_inside(at(15.0, 0.0), at(15.0, 20.0)), 10.0);
        assert_eq!(rect.length_inside(at(0.0, 0.0), at(40.0, 0.0)), 0.0);
        assert_eq!(rect.length_inside(at(15.0, 15.0), at(15.0, 15.0)), 0.0);
    }

    #[test]
    fn touching_rectangles_do_not_overlap() {
        let one = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 10.0 };
        assert!(!one.overlaps(&Rect { left: 10.0, right: 20.0, ..one }));
        assert!(one.overlaps(&Rect { left: 9.0, right: 20.0, ..one }));
    }

    #[test]
    fn the_nearest_point_of_a_line_may_be_its_end() {
        let at = |x, y| Point { x, y };
        assert_eq!(at(5.0, 3.0).distance_to_line(at(0.0, 0.0), at(10.0, 0.0)), 3.0);
        assert_eq!(at(14.0, 3.0).distance_to_line(at(0.0, 0.0), at(10.0, 0.0)), 5.0);
    }
}
