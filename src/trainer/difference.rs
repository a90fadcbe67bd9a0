//! The derivative of the loss in one parameter, from the loss alone.
//!
//! Central differences `(E(w + h) − E(w − h)) / 2h` for a falling row of `h`, extrapolated to `h = 0` (Ridders
//! 1982): a large `h` keeps its digits where the loss is huge, and the extrapolation takes away what a large `h`
//! gets wrong. No difference reaches from one piece of a function made of pieces (ReLU and its kin, the absolute
//! error, Huber's) to another: there `h` shrinks, and where the seam lies in `w` itself, the differences are taken on
//! the side whose slope is the convention's.

use crate::forward;
use crate::loss::{Loss, Outputs};
use crate::network::Network;
use crate::update::Batch;
use crate::values::Values;

/// The first `h`, as a part of the parameter or of 1.
const FIRST: f64 = 0.05;
/// The last one that is tried where kinks are near.
const LAST: f64 = 1e-7;
/// Steps of the extrapolation, each at half the `h` before.
const STEPS: usize = 6;

/// Which parameter of a network.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    pub(super) layer: usize,
    pub(super) input: Option<usize>,
    pub(super) unit: usize,
}

impl Parameter {
    fn place<'a>(&self, network: &'a mut Network) -> Option<&'a mut f64> {
        let layer = network.layers.get_mut(self.layer)?;
        match self.input {
            Some(input) => {
                let index = layer.index(input, self.unit);
                layer.weights.get_mut(index)
            }
            None => layer.biases.get_mut(self.unit),
        }
    }
}

/// The loss of a batch as a function of one parameter at a time.
pub(super) struct Differences<'a> {
    network: Network,
    loss: Loss,
    batch: &'a Batch,
    values: Values,
    /// On which side of its kink everything lies that has one, with the parameters as they are.
    sides: Vec<i8>,
    /// `z` and `p` of the last layer at `w + h`.
    above: (Vec<f64>, Vec<f64>),
}

impl<'a> Differences<'a> {
    pub(super) fn new(network: Network, loss: Loss, batch: &'a Batch) -> Self {
        let above = (Vec::new(), Vec::new());
        let mut differences =
            Differences { network, loss, batch, values: Values::default(), sides: Vec::new(), above };
        differences.evaluate();
        differences.sides = differences.sides_now().collect();
        differences
    }

    /// `∂E/∂w`; `None` in a kink, where there is no derivative on either side that the convention follows.
    pub(super) fn derivative(&mut self, parameter: Parameter) -> Option<f64> {
        let w = *parameter.place(&mut self.network)?;
        let mut h = FIRST * w.abs().max(1.0);
        let mut found = None;
        while h >= LAST * w.abs().max(1.0) && found.is_none() {
            found = match (self.stays(parameter, w + h), self.stays(parameter, w - h)) {
                (true, true) => Some(self.extrapolate(parameter, w, h, Side::Both)),
                (true, false) if h < 1e-3 => Some(self.extrapolate(parameter, w, h, Side::Above)),
                (false, true) if h < 1e-3 => Some(self.extrapolate(parameter, w, h, Side::Below)),
                _ => None,
            };
            h /= 4.0;
        }
        self.set(parameter, w);
        found
    }

    /// Neville's scheme over halved `h`; the entry whose neighbours differ least.
    fn extrapolate(&mut self, parameter: Parameter, w: f64, first: f64, side: Side) -> f64 {
        let mut before: Vec<f64> = Vec::with_capacity(STEPS);
        let (mut best, mut least) = (f64::NAN, f64::INFINITY);
        let mut h = first;
        for _ in 0..STEPS {
            let mut row = vec![self.difference(parameter, w, h, side)];
            // Of a central difference only even powers of h are wrong, of a one-sided one all of them.
            let mut factor = side.factor();
            for old in &before {
                let Some(newest) = row.last().copied() else { break };
                let better = newest + (newest - old) / (factor - 1.0);
                let error = (better - newest).abs().max((better - old).abs());
                row.push(better);
                if error <= least {
                    (best, least) = (better, error);
                }
                factor *= side.factor();
            }
            before = row;
            h /= 2.0;
        }
        best
    }

    fn difference(&mut self, parameter: Parameter, w: f64, h: f64, side: Side) -> f64 {
        let (high, low) = match side {
            Side::Both => (w + h, w - h),
            Side::Above => (w + h, w),
            Side::Below => (w, w - h),
        };
        self.set(parameter, high);
        self.evaluate();
        let outputs = Outputs::of(&self.network, &self.values);
        self.above.0.clear();
        self.above.0.extend_from_slice(outputs.pre_activations);
        self.above.1.clear();
        self.above.1.extend_from_slice(outputs.predictions);
        self.set(parameter, low);
        self.evaluate();
        let below = Outputs::of(&self.network, &self.values);
        let above = Outputs { pre_activations: &self.above.0, predictions: &self.above.1, ..below };
        change(self.loss, above, below, &self.batch.targets) / self.batch.rows.len() as f64 / (high - low)
    }

    fn set(&mut self, parameter: Parameter, value: f64) {
        if let Some(place) = parameter.place(&mut self.network) {
            *place = value;
        }
    }

    fn evaluate(&mut self) {
        forward::forward(&self.network, &self.batch.inputs, self.batch.rows.len(), &mut self.values);
    }

    /// Whether nothing changes its side of a kink on the way to `value`.
    fn stays(&mut self, parameter: Parameter, value: f64) -> bool {
        self.set(parameter, value);
        self.evaluate();
        self.sides_now().eq(self.sides.iter().copied())
    }

    /// The piece in which every pre-activation lies where its function is made of pieces, and every prediction where
    /// the loss is.
    fn sides_now(&self) -> impl Iterator<Item = i8> + '_ {
        let kinked = |layer: usize| {
            self.network.layers.get(layer).is_some_and(|layer| layer.activation.is_in_pieces())
        };
        let of_layers = self
            .values
            .pre_activations
            .iter()
            .enumerate()
            .filter(move |(layer, _)| kinked(*layer))
            // At 0 the slope is that of the left.
            .flat_map(|(_, z)| z.iter().map(|z| i8::from(*z > 0.0)));
        let predictions = self.values.activations.last().map_or(&[][..], Vec::as_slice);
        let loss = self.loss;
        let of_loss = predictions.iter().zip(&self.batch.targets).map(move |(p, y)| piece(loss, p - y));
        of_layers.chain(of_loss)
    }
}

/// The piece of a loss in which a difference `d = p − y` lies: left, middle or right; 0 for a loss of one piece.
fn piece(loss: Loss, d: f64) -> i8 {
    let side = i8::from(d > 0.0) - i8::from(d < 0.0);
    match loss {
        Loss::MeanAbsoluteError => side,
        Loss::Huber if d.abs() <= 1.0 => 0,
        Loss::Huber => side,
        Loss::HalfSquaredError
        | Loss::MeanSquaredError
        | Loss::BinaryCrossEntropy
        | Loss::CategoricalCrossEntropy => 0,
    }
}

/// How much larger the sum of the samples' losses is `above` than `below`, both in the same pieces. Of differences it
/// is taken output by output and without subtracting squares, so that a huge loss takes no digits from a small change.
fn change(loss: Loss, above: Outputs<'_>, below: Outputs<'_>, targets: &[f64]) -> f64 {
    let units = above.units as f64;
    let sum = |of_output: fn(f64, f64, f64) -> f64| -> f64 {
        let pairs = above.predictions.iter().zip(below.predictions).zip(targets);
        pairs.map(|((a, b), y)| of_output(a - b, a - y, b - y)).sum()
    };
    match loss {
        Loss::HalfSquaredError => sum(|moved, a, b| 0.5 * moved * (a + b)),
        Loss::MeanSquaredError => sum(|moved, a, b| moved * (a + b)) / units,
        Loss::MeanAbsoluteError => sum(|moved, a, b| moved * sign(a + b)) / units,
        Loss::Huber => {
            let of_output = |moved: f64, a: f64, b: f64| match piece(Loss::Huber, a) {
                0 => 0.5 * moved * (a + b),
                side => moved * f64::from(side),
            };
            sum(of_output) / units
        }
        Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy => {
            loss.values(above, targets).zip(loss.values(below, targets)).map(|(a, b)| a - b).sum()
        }
    }
}

/// −1, 0 or 1.
fn sign(d: f64) -> f64 {
    f64::from(i8::from(d > 0.0) - i8::from(d < 0.0))
}

/// Where differences are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    Above,
    Below,
}

impl Side {
    fn factor(self) -> f64 {
        if self == Side::Both { 4.0 } else { 2.0 }
    }
}
