//! What has to hold of data that did not come from a document.

use super::{DataConfig, Source};
use crate::config::limits;
use crate::config::place::count;
use crate::dataset::Dataset;
use crate::error::{Error, Result};

impl DataConfig {
    /// Whether a document may say this.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] with the place where a document would be refused.
    pub(crate) fn check(&self) -> Result<()> {
        if self.source == Source::Rows {
            rows(self.given.as_ref().unwrap_or(&self.dataset))?;
        }
        match self.preparation.test {
            Some(_) => splittable(self.len()).map_err(|message| Error::config("data.test", message)),
            None => Ok(()),
        }
    }
}

fn rows(rows: &Dataset) -> Result<()> {
    let (samples, inputs, outputs) = (rows.len(), rows.width(), rows.outputs());
    size(samples, inputs, outputs).map_err(|message| Error::config("data.inputs", message))?;
    for row in 0..samples {
        let (own, wanted) = (rows.targets(row), outputs);
        if own.len() != wanted {
            let message = format!("expected {} (one per output), got {}", count(wanted, "number"), own.len());
            return Err(Error::config(format!("data.targets[{row}]"), message));
        }
        for (name, numbers) in [("inputs", rows.inputs(row)), ("targets", own)] {
            if let Some((column, number)) = numbers.iter().enumerate().find(|(_, number)| !number.is_finite())
            {
                let place = format!("data.{name}[{row}][{column}]");
                return Err(Error::config(place, format!("expected a finite number, got {number}")));
            }
        }
    }
    Ok(())
}

/// Refuses more rows than there may be, or none.
pub(super) fn size(samples: usize, inputs: usize, outputs: usize) -> std::result::Result<(), String> {
    if samples == 0 || samples > limits::SAMPLES {
        return Err(format!("expected 1 to {} rows, got {samples}", limits::SAMPLES));
    }
    let most = limits::DATA / (inputs + outputs).max(1);
    if samples > most {
        return Err(format!(
            "expected at most {most} rows of {inputs} inputs and {outputs} outputs, got {samples}"
        ));
    }
    Ok(())
}

/// Refuses rows of which none would be left to train on.
pub(super) fn splittable(samples: usize) -> std::result::Result<(), String> {
    if samples < 2 {
        return Err(format!("expected at least 2 samples, one of them to train on, got {samples}"));
    }
    Ok(())
}
