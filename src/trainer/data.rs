//! What can be asked at every step, however large the data set is.

use super::Trainer;
use crate::config::data::{Preparation, Source};
use crate::loss::Loss;

impl Trainer {
    /// Where the samples come from, as far as no edit has changed them, and what was done to them.
    pub fn data_source(&self) -> (Source, Preparation) {
        self.config().data.source_of(self.run.has_other_data())
    }

    /// Why another loss would suit the samples better, where the rows belong to classes and the loss is one for
    /// amounts. It is [`Loss::CategoricalCrossEntropy`].
    pub fn loss_advice(&self) -> Option<String> {
        let loss = self.config().loss;
        if matches!(loss, Loss::BinaryCrossEntropy | Loss::CategoricalCrossEntropy) {
            return None;
        }
        let classes = self.dataset().classes()?;
        Some(format!(
            "Each sample belongs to one of {classes} classes. Softmax with the categorical cross-entropy suits them \
             better than the {}: the outputs become probabilities.",
            loss.title()
        ))
    }

    /// Which of `count` rows of the data set from `first` on the current batch has: as many as there are of them.
    pub fn in_batch(&self, first: usize, count: usize) -> Vec<bool> {
        let count = count.min(self.dataset().len().saturating_sub(first));
        let mut marks = vec![false; count];
        for row in self.batch_rows() {
            if let Some(mark) = row.checked_sub(first).and_then(|place| marks.get_mut(place)) {
                *mark = true;
            }
        }
        marks
    }

    /// How many numbers the run holds on to: parameters and what the optimizer keeps of them, samples, losses. The
    /// states it remembers are not among them; see [`Trainer::checkpoint_bytes`].
    pub fn size(&self) -> usize {
        let parameters = self.network().parameters() * (1 + self.optimizer().states());
        let data = self.dataset();
        parameters + data.len() * (data.width() + data.outputs()) + self.history().len()
    }
}
