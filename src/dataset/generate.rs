//! Data sets drawn from a seed: small problems with a shape one can see.
//!
//! The stream is portable, as for weights ([`crate::init`]): PCG64 seeded with the data set's seed, moved on by
//! 2¹²⁵ draws. Rows are drawn one after another: first where the sample is (a uniform number each for what is
//! random about it), then its noise, one normal number for each number that gets noise. So more noise moves every
//! sample further in its own direction and changes nothing else.

use super::{Dataset, stream};
use crate::init::{normal, unit};
use rand_pcg::Pcg64;
use std::f64::consts::PI;

/// A shape.
///
/// Where there are two classes, they take turns row by row. Noise is normal, its deviation given: added to both
/// inputs where there are classes, to the target where there is a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// The corners of the unit square; class 1 where exactly one input is 1.
    Xor,
    /// The corners of the unit square; class 1 where both inputs are 1.
    And,
    /// The corners of the unit square; class 1 where an input is 1.
    Or,
    /// A disc of radius 0.4, evenly filled (class 1), and around it a ring from 0.7 to 1 (class 0).
    Circle,
    /// Two arms from 0.1 to 1 away from the middle, each one and a half turns; half a turn between them.
    Spiral,
    /// Two round clouds of deviation 0.15 around (−0.5, −0.5) (class 0) and (0.5, 0.5) (class 1).
    Gaussians,
    /// Two half circles of radius 2/3 that reach into each other.
    Moons,
    /// `y = 0.5 x + 0.25`, x drawn uniformly from −1 to 1.
    Line,
    /// `y = sin πx`, x drawn uniformly from −1 to 1.
    Sine,
}

/// A generator and its settings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Generated {
    /// The shape.
    pub generator: Generator,
    /// Rows.
    pub samples: usize,
    /// Deviation of the noise.
    pub noise: f64,
    /// What all of it is drawn from.
    pub seed: u64,
}

impl Generator {
    /// Every generator there is, in the order in which it is offered.
    pub const ALL: [Generator; 9] = [
        Generator::Xor,
        Generator::And,
        Generator::Or,
        Generator::Circle,
        Generator::Spiral,
        Generator::Gaussians,
        Generator::Moons,
        Generator::Line,
        Generator::Sine,
    ];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Generator::Xor => "xor",
            Generator::And => "and",
            Generator::Or => "or",
            Generator::Circle => "circle",
            Generator::Spiral => "spiral",
            Generator::Gaussians => "gaussians",
            Generator::Moons => "moons",
            Generator::Line => "line",
            Generator::Sine => "sine",
        }
    }

    /// What a reader calls it.
    pub fn title(self) -> &'static str {
        match self {
            Generator::Xor => "XOR",
            Generator::And => "AND",
            Generator::Or => "OR",
            Generator::Circle => "Circle in a ring",
            Generator::Spiral => "Two spirals",
            Generator::Gaussians => "Two clouds",
            Generator::Moons => "Two moons",
            Generator::Line => "Line",
            Generator::Sine => "Sine",
        }
    }

    /// Number of inputs.
    pub fn inputs(self) -> usize {
        if self.has_classes() { 2 } else { 1 }
    }

    /// Whether the target is one of two classes rather than a number.
    pub fn has_classes(self) -> bool {
        !matches!(self, Generator::Line | Generator::Sine)
    }

    /// Whether a network may have that many outputs: one, and where there are classes also one for each.
    pub fn fits_outputs(self, outputs: usize) -> bool {
        outputs == 1 || self.has_classes() && outputs == 2
    }

    /// Rows where the document does not say: the four corners, or 200.
    pub fn usual_samples(self) -> usize {
        match self {
            Generator::Xor | Generator::And | Generator::Or => 4,
            _ => 200,
        }
    }
}

impl Generated {
    /// The data set for a network of `outputs` outputs: with one, a class is the target 0 or 1; with two, the
    /// class's own target is 1 and the other 0.
    pub fn dataset(self, outputs: usize) -> Dataset {
        let mut random = stream(self.seed, GENERATE);
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for row in 0..self.samples {
            if self.generator.has_classes() {
                let (class, x, y) = self.generator.place(row, self.samples, &mut random);
                let (dx, dy) = (normal(&mut random, self.noise), normal(&mut random, self.noise));
                inputs.extend([x + dx + 0.0, y + dy + 0.0]);
                match outputs {
                    2 => targets.extend([f64::from(u8::from(!class)), f64::from(u8::from(class))]),
                    _ => targets.push(f64::from(u8::from(class))),
                }
            } else {
                let x = 2.0 * unit(&mut random) - 1.0;
                inputs.push(x + 0.0);
                targets.push(self.generator.curve(x) + normal(&mut random, self.noise) + 0.0);
            }
        }
        Dataset::new(self.generator.inputs(), outputs, inputs, targets)
    }
}

/// The place of these draws among all of a seed: far beyond those of weights and of shuffled batches.
const GENERATE: u64 = 1 << 61;

/// A point and whether it is of class 1.
type Placed = (bool, f64, f64);

impl Generator {
    /// Where a sample is before its noise.
    fn place(self, row: usize, samples: usize, random: &mut Pcg64) -> Placed {
        let class = row % 2 == 1;
        match self {
            Generator::Circle => {
                let (inner, outer) = if class { (0.0, 0.4) } else { (0.7, 1.0) };
                // Evenly over the area.
                let radius = (inner * inner + unit(random) * (outer * outer - inner * inner)).sqrt();
                let (x, y) = turned(radius, 2.0 * PI * unit(random));
                (class, x, y)
            }
            Generator::Spiral => {
                let arm = samples.div_ceil(2).max(2) - 1;
                let along = (row / 2) as f64 / arm as f64;
                let start = if class { PI } else { 0.0 };
                let (x, y) = turned(0.1 + 0.9 * along, start + 3.0 * PI * along);
                (class, x, y)
            }
            Generator::Gaussians => {
                let middle = if class { 0.5 } else { -0.5 };
                (class, middle + normal(random, 0.15), middle + normal(random, 0.15))
            }
            Generator::Moons => {
                let (x, y) = turned(1.0, PI * unit(random));
                let (x, y) = if class { (1.0 - x, 0.5 - y) } else { (x, y) };
                (class, (x - 0.5) / 1.5, (y - 0.25) / 1.5)
            }
            _ => {
                let (a, b) = (row & 2 != 0, row & 1 != 0);
                let class = match self {
                    Generator::And => a && b,
                    Generator::Or => a || b,
                    _ => a != b,
                };
                (class, f64::from(u8::from(a)), f64::from(u8::from(b)))
            }
        }
    }

    /// The target at an input.
    fn curve(self, x: f64) -> f64 {
        match self {
            Generator::Sine => libm::sin(PI * x),
            _ => 0.5 * x + 0.25,
        }
    }
}

fn turned(radius: f64, angle: f64) -> (f64, f64) {
    (radius * libm::cos(angle), radius * libm::sin(angle))
}
