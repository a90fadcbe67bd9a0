//! The loss of the rows that are not trained on.

use super::Trainer;
use crate::dataset::Dataset;
use crate::forward;
use crate::loss::{Loss, Outputs};
use crate::network::Network;
use crate::values::Values;

/// Rows that go through the network at once: what is kept of them stays small.
const CHUNK: usize = 256;

/// Buffers for testing, used again each time.
#[derive(Debug, Clone, Default)]
pub(super) struct Testing {
    inputs: Vec<f64>,
    targets: Vec<f64>,
    values: Values,
}

impl Testing {
    /// The mean of the per-sample losses of the rows to test on; `None` where there are none.
    pub(super) fn loss(&mut self, network: &Network, data: &Dataset, loss: Loss) -> Option<f64> {
        let rows = data.test_rows();
        if rows.is_empty() {
            return None;
        }
        let mut sum = 0.0;
        for chunk in rows.chunks(CHUNK) {
            self.inputs.clear();
            self.targets.clear();
            for &row in chunk {
                self.inputs.extend_from_slice(data.inputs(row));
                self.targets.extend_from_slice(data.targets(row));
            }
            forward::forward(network, &self.inputs, chunk.len(), &mut self.values);
            for sample in loss.values(Outputs::of(network, &self.values), &self.targets) {
                sum += sample;
            }
        }
        Some(sum / rows.len() as f64)
    }
}

impl Trainer {
    /// The mean of the per-sample losses of the rows that are not trained on, with the parameters as they stand
    /// now; `None` where there are no such rows.
    pub fn test_loss(&self) -> Option<f64> {
        Testing::default().loss(&self.network_now(), self.dataset(), self.loss())
    }

    /// The loss of those rows at the start of the run and of every epoch that was reached, also beyond the
    /// position, as (update, loss). Empty where there are no such rows.
    pub fn test_history(&self) -> Vec<(u64, f64)> {
        self.run.test_history()
    }
}
