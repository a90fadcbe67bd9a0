//! The network: layers, their parameters, and nothing else.

use crate::activation::Activation;

/// A fully connected network. Layer 0 is the first layer with weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// Number of inputs.
    pub inputs: usize,
    /// The layers, the first one next to the inputs.
    pub layers: Vec<Layer>,
}

/// One fully connected layer: `z = x·W + b`, `a = f(z)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Number of values that enter (`fan_in`).
    pub inputs: usize,
    /// Number of neurons.
    pub units: usize,
    /// `f`.
    pub activation: Activation,
    /// Whether there is a bias, and whether an update may change it.
    pub bias: Bias,
    /// `W`, row-major `[inputs][units]`: row *i* holds the weights that leave input *i*.
    pub weights: Vec<f64>,
    /// `b`, `[units]`; empty where there is no bias.
    pub biases: Vec<f64>,
    /// Which weights an update leaves alone, `[inputs][units]`; empty where none is frozen.
    pub frozen: Vec<bool>,
}

/// What a layer's bias is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bias {
    /// There is none.
    Absent,
    /// It is added and trained.
    Trained,
    /// It is added and never updated.
    Frozen,
}

impl Layer {
    /// Index of the weight from `input` to `unit` in [`Layer::weights`].
    pub fn index(&self, input: usize, unit: usize) -> usize {
        input * self.units + unit
    }

    /// Whether an update leaves the weight at `index` alone.
    pub fn is_frozen(&self, index: usize) -> bool {
        self.frozen.get(index).copied().unwrap_or(false)
    }

    /// The weight from `input` to `unit`, or without an input the bias of `unit`; `None` where there is none.
    pub fn parameter(&self, input: Option<usize>, unit: usize) -> Option<f64> {
        match input {
            Some(input) if input < self.inputs && unit < self.units => {
                self.weights.get(self.index(input, unit)).copied()
            }
            Some(_) => None,
            None => self.biases.get(unit).copied(),
        }
    }

    /// Number of parameters.
    pub fn parameters(&self) -> usize {
        self.weights.len() + self.biases.len()
    }
}

impl Network {
    /// Number of outputs: the units of the last layer.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(0, |layer| layer.units)
    }

    /// Number of parameters, frozen ones included.
    pub fn parameters(&self) -> usize {
        self.layers.iter().map(Layer::parameters).sum()
    }

    /// A parameter of a layer, as [`Layer::parameter`].
    pub fn parameter(&self, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        self.layers.get(layer)?.parameter(input, unit)
    }

    /// Index of the last layer.
    pub fn last(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    /// Whether every parameter is a finite number.
    pub fn is_finite(&self) -> bool {
        self.layers
            .iter()
            .all(|layer| layer.weights.iter().chain(&layer.biases).all(|value| value.is_finite()))
    }
}
