//! Per-sample losses: each `E` and its derivative `∂E/∂p` side by side.
//!
//! A further loss is one more variant, one line in [`Loss::ALL`], and an arm in each `match` here and in
//! `explain::rules`; the compiler names every place.

/// How far a prediction `p` is from its target `y`, for one sample with `K` outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// `E = ½ Σₖ (pₖ − yₖ)²`, `∂E/∂pₖ = pₖ − yₖ`.
    HalfSquaredError,
    /// `E = (1/K) Σₖ (pₖ − yₖ)²`, `∂E/∂pₖ = (2/K) (pₖ − yₖ)`.
    MeanSquaredError,
}

impl Loss {
    /// Every loss there is, in the order in which it is offered.
    pub const ALL: [Loss; 2] = [Loss::HalfSquaredError, Loss::MeanSquaredError];

    /// The name in the config document.
    pub fn name(self) -> &'static str {
        match self {
            Loss::HalfSquaredError => "half_squared_error",
            Loss::MeanSquaredError => "mean_squared_error",
        }
    }

    /// `E` of one sample.
    ///
    /// # Shapes
    /// `prediction` and `target` are `[K]`.
    pub fn value(self, prediction: &[f64], target: &[f64]) -> f64 {
        let squares: f64 = prediction.iter().zip(target).map(|(p, y)| (p - y) * (p - y)).sum();
        match self {
            Loss::HalfSquaredError => 0.5 * squares,
            Loss::MeanSquaredError => squares / prediction.len() as f64,
        }
    }

    /// `E` of each sample of a batch.
    ///
    /// # Shapes
    /// `predictions` and `targets` are `[samples][outputs]`.
    pub fn values<'a>(
        self,
        predictions: &'a [f64],
        targets: &'a [f64],
        outputs: usize,
    ) -> impl ExactSizeIterator<Item = f64> + 'a {
        let pairs = predictions.chunks_exact(outputs).zip(targets.chunks_exact(outputs));
        pairs.map(move |(p, y)| self.value(p, y))
    }

    /// `∂E/∂p` of one output, where the sample has `outputs` of them.
    pub fn slope(self, prediction: f64, target: f64, outputs: usize) -> f64 {
        match self {
            Loss::HalfSquaredError => prediction - target,
            Loss::MeanSquaredError => 2.0 / outputs as f64 * (prediction - target),
        }
    }
}
