//! Rules that hold between members of a document, each of which is right by itself.

use super::place::Fields;
use super::{Config, limits};
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::loss::Loss;

/// Softmax stands on the last layer; a cross-entropy needs predictions in (0, 1) and targets in [0, 1].
pub(super) fn check(config: &Config, fields: &Fields<'_>) -> Result<()> {
    let last = config.layers.len().saturating_sub(1);
    for (l, layer) in config.layers.iter().enumerate() {
        if layer.activation == Activation::Softmax && l != last {
            let place = format!("network.layers[{l}].activation");
            let message = format!(
                "expected another function, since \"softmax\" stands on the last layer (layers[{last}]) only"
            );
            return Err(Error::config(place, message));
        }
    }
    let Some(activation) = config.layers.last().map(|layer| layer.activation) else { return Ok(()) };
    if !config.loss.takes(activation) {
        let wanted = Activation::ALL.into_iter().filter(|activation| config.loss.takes(*activation));
        let wanted: Vec<String> = wanted.map(|activation| format!("{:?}", activation.name())).collect();
        let message = format!(
            "expected a last layer with {} for {}, got {:?}",
            wanted.join(" or "),
            config.loss.name(),
            activation.name()
        );
        return Err(Error::config("loss", message));
    }
    if fields.get("data").is_some() {
        targets(config)?;
    }
    Ok(())
}

/// Whether a batch takes no more room than there may be. `place` is where the document says how large it is.
pub(super) fn check_batch(config: &Config, place: &str) -> Result<()> {
    let units: usize = config.layers.iter().map(|layer| layer.units).sum();
    let size = config.batch_size();
    if size * units <= limits::BATCH_VALUES {
        return Ok(());
    }
    let most = limits::BATCH_VALUES / units;
    let message = format!("expected at most {most} samples a batch for {units} units, got {size}");
    Err(Error::config(place, message))
}

/// Whether every target is one the loss can be taken of.
pub(super) fn targets(config: &Config) -> Result<()> {
    for row in 0..config.data.dataset.len() {
        for (output, &target) in config.data.dataset.targets(row).iter().enumerate() {
            if let Some(expected) = unfit_target(config.loss, target) {
                let place = format!("data.targets[{row}][{output}]");
                return Err(Error::config(place, format!("expected {expected}, got {target}")));
            }
        }
    }
    Ok(())
}

/// What a loss expects of a target, where `target` is not that.
pub(crate) fn unfit_target(loss: Loss, target: f64) -> Option<String> {
    (loss.is_cross_entropy() && !(0.0..=1.0).contains(&target))
        .then(|| format!("a number from 0 to 1 for {}", loss.name()))
}
