//! Programs of some updates.

use super::Span;
use crate::error::{Error, Result};
use crate::explain::code::{self, Language};
use crate::trainer::Trainer;

/// Samples of all the updates of a program at the most: where there are batches, their rows are written down.
const MOST_SAMPLES: u64 = 200_000;

/// The program of these updates. `trainer` stands in the first of them.
///
/// # Errors
/// A [`crate::error::RangeError`] where there are none or too many of them, or something is changed between them.
pub(super) fn write(trainer: &Trainer, span: Span, language: Language) -> Result<String> {
    let samples = trainer.config().batch_size().max(1) as u64;
    let most = (MOST_SAMPLES / samples).max(1);
    let message = if span.updates == 0 {
        "expected at least 1 update, got 0".to_owned()
    } else if span.updates > most {
        format!("expected at most {most} updates in a program, got {}", span.updates)
    } else {
        let last = span.from.saturating_add(span.updates - 1);
        let between = |update: u64| (span.from + 1..=last).contains(&update);
        match trainer.edits().into_iter().map(|edit| edit.update).filter(|&update| between(update)).min() {
            None => return Ok(code::listing_of(&trainer.config_now(), language, span.updates).text()),
            Some(update) => {
                let rest = update - span.from;
                format!(
                    "expected at most {rest} updates in a program, since update {} begins with a change, got {}",
                    update + 1,
                    span.updates
                )
            }
        }
    };
    Err(Error::range("updates", message))
}
