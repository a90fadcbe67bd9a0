//! Inputs of comparable size.

use super::Dataset;

impl Dataset {
    /// Each input column moved to mean 0 and scaled to deviation 1: `x → (x − μ) / σ`, with `μ = (1/n) Σ x` and
    /// `σ = √((1/n) Σ (x − μ)²)` over the training rows alone, since what is tested on must not be known before. A
    /// column that is constant there becomes 0.
    #[must_use]
    pub fn standardised(mut self) -> Dataset {
        for column in 0..self.width {
            let scale = Column::of(&self, column);
            for row in self.inputs.chunks_exact_mut(self.width) {
                if let Some(x) = row.get_mut(column) {
                    // Minus zero becomes zero, as in a document.
                    *x = scale.map_or(0.0, |scale| scale.standardised(*x)) + 0.0;
                }
            }
        }
        self
    }
}

/// Mean and deviation of a column that is not constant.
#[derive(Debug, Clone, Copy)]
struct Column {
    /// All numbers are brought below 1 by this power of two, which is exact, so that no square overflows.
    exponent: i32,
    mean: f64,
    deviation: f64,
}

impl Column {
    fn of(data: &Dataset, column: usize) -> Option<Column> {
        let at = |row: usize| data.inputs(row).get(column).copied().unwrap_or(0.0);
        let largest = (0..data.len()).map(|row| at(row).abs()).fold(0.0, f64::max);
        let exponent = libm::frexp(largest).1;
        let train = || data.train_rows().iter().map(|&row| libm::ldexp(at(row), -exponent));
        let count = data.train_rows().len() as f64;
        let first = train().next()?;
        if train().all(|x| x == first) {
            return None;
        }
        let mean = train().sum::<f64>() / count;
        let deviation = (train().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count).sqrt();
        // Numbers that differ too little to be told apart from their mean.
        (deviation > 0.0).then_some(Column { exponent, mean, deviation })
    }

    fn standardised(self, x: f64) -> f64 {
        (libm::ldexp(x, -self.exponent) - self.mean) / self.deviation
    }
}
