//! What an optimizer remembers of each parameter from one update to the next.

use crate::network::Network;

/// The numbers an optimizer keeps, in the order of [`crate::optimizer::Optimizer::moments`]: for each of them and
/// each layer, one for every parameter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moments(pub Vec<Vec<LayerMoments>>);

/// One number for each parameter of a layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerMoments {
    /// Number of neurons.
    pub units: usize,
    /// `[inputs][units]`.
    pub weights: Vec<f64>,
    /// `[units]`; empty where there is no bias.
    pub biases: Vec<f64>,
}

impl Moments {
    /// `states` numbers for each parameter of `network`, all 0: what every run starts with.
    pub fn zeros(network: &Network, states: usize) -> Self {
        let layers: Vec<LayerMoments> = network
            .layers
            .iter()
            .map(|layer| LayerMoments {
                units: layer.units,
                weights: vec![0.0; layer.weights.len()],
                biases: vec![0.0; layer.biases.len()],
            })
            .collect();
        Moments(vec![layers; states])
    }

    /// One number; `None` where there is none.
    pub fn get(&self, state: usize, layer: usize, input: Option<usize>, unit: usize) -> Option<f64> {
        let layer = self.0.get(state)?.get(layer)?;
        match input {
            Some(input) if unit < layer.units => layer.weights.get(input * layer.units + unit).copied(),
            Some(_) => None,
            None => layer.biases.get(unit).copied(),
        }
    }

    /// Whether every number is finite.
    pub fn is_finite(&self) -> bool {
        self.slices().all(|numbers| numbers.iter().all(|number| number.is_finite()))
    }

    /// Every row of numbers, in order.
    pub fn slices(&self) -> impl Iterator<Item = &[f64]> {
        self.0.iter().flatten().flat_map(|layer| [layer.weights.as_slice(), layer.biases.as_slice()])
    }

    /// Every row of numbers, to change.
    pub fn slices_mut(&mut self) -> impl Iterator<Item = &mut Vec<f64>> {
        self.0.iter_mut().flatten().flat_map(|layer| [&mut layer.weights, &mut layer.biases])
    }

    /// Copies all numbers from others of the same shape.
    pub fn copy_from(&mut self, other: &Moments) {
        for (to, from) in self.slices_mut().zip(other.slices()) {
            to.copy_from_slice(from);
        }
    }
}
