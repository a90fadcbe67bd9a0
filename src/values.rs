//! What the passes write down on their way through the network.

/// What the passes compute for each neuron, row-major `[samples][units]`, one entry a layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Values {
    /// `z`.
    pub pre_activations: Vec<Vec<f64>>,
    /// `a`.
    pub activations: Vec<Vec<f64>>,
    /// `∂Eₛ/∂z`.
    pub deltas: Vec<Vec<f64>>,
}

/// One sample's part of values that are `[samples][width]`; `None` where there is no such sample.
pub fn row(values: &[f64], width: usize, sample: usize) -> Option<&[f64]> {
    values.get(sample * width..(sample + 1) * width)
}
