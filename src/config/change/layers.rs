//! Layers added, taken away and resized: what becomes of their weights.

use super::super::limits::{LAYERS, PARAMETERS, WIDTH};
use super::super::place::count;
use super::super::{Config, LayerConfig};
use super::Draft;
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::init::Init;
use crate::network::Bias;

/// Units of a further layer, unless they are asked for.
const USUAL_UNITS: usize = 16;

/// A layer and what it was before.
struct Part {
    layer: LayerConfig,
    /// Its index, inputs and units; `None` for a new one.
    was: Option<(usize, usize, usize)>,
}

impl Draft {
    pub(super) fn set_inputs(&mut self, inputs: usize) -> Result<()> {
        let parts = parts(&self.config);
        self.config.inputs = inputs;
        self.assemble(parts)
    }

    /// As many inputs and outputs as the data have.
    pub(super) fn set_ends(&mut self, inputs: usize, outputs: usize) -> Result<()> {
        let mut parts = parts(&self.config);
        self.config.inputs = inputs;
        if let Some(last) = parts.last_mut() {
            last.layer.units = outputs;
        }
        self.assemble(parts)
    }

    pub(super) fn set_units(&mut self, layer: usize, units: usize) -> Result<()> {
        self.layer(layer)?;
        let mut parts = parts(&self.config);
        if let Some(part) = parts.get_mut(layer) {
            part.layer.units = units;
        }
        self.assemble(parts)
    }

    pub(super) fn add_layer(&mut self, at: usize, units: Option<usize>) -> Result<()> {
        let layers = &self.config.layers;
        let last = layers.len();
        if at > last {
            return Err(Error::range("at", format!("expected a place from 0 to {last}, got {at}")));
        }
        if last >= LAYERS {
            let message = format!("expected at most {LAYERS} layers, and there are {last} already");
            return Err(Error::config("network.layers", message));
        }
        let before = at.checked_sub(1).and_then(|layer| layers.get(layer));
        let outputs = layers.last().map_or(1, |layer| layer.units);
        let usual = if at == last {
            outputs
        } else {
            before.map_or(self.config.inputs, |layer| layer.units).min(USUAL_UNITS)
        };
        // The last layer is rarely an example for a hidden one.
        let hidden = |layer: usize| layers.get(layer).filter(|_| layer + 1 < last);
        let like = at.checked_sub(1).and_then(hidden).or_else(|| hidden(at));
        let mut made = LayerConfig {
            units: units.unwrap_or(usual),
            activation: like.map_or(Activation::Tanh, |layer| layer.activation),
            bias: like.map_or(Bias::Trained, |layer| layer.bias),
            weights: None,
            biases: None,
            frozen: Vec::new(),
        };
        if made.bias == Bias::Frozen {
            made.bias = Bias::Trained;
        }
        let mut parts = parts(&self.config);
        if let Some(output) = parts.last_mut().filter(|_| at == last) {
            // What the loss was taken of moves on; the layer that was the last becomes a hidden one.
            std::mem::swap(&mut output.layer.activation, &mut made.activation);
        }
        let (units, title) = (count(made.units, "unit"), made.activation.title());
        let hidden = parts.last().map_or(title, |part| part.layer.activation.title());
        let role = if at == last { " and gives the outputs" } else { "" };
        self.note(format!("Layer {} is new{role}: {units}, {title}.", at + 1));
        if at == last && hidden != title {
            self.note(format!("Layer {last}, the last one before, is {hidden} now."));
        }
        parts.insert(at, Part { layer: made, was: None });
        self.assemble(parts)
    }

    pub(super) fn remove_layer(&mut self, layer: usize) -> Result<()> {
        self.layer(layer)?;
        let mut parts = parts(&self.config);
        if parts.len() == 1 {
            return Err(Error::config("network.layers", "expected at least 1 layer"));
        }
        let removed = parts.remove(layer);
        self.note(format!("Layer {} is gone.", layer + 1));
        if layer == parts.len()
            && let Some(last) = parts.last_mut()
        {
            // What the loss is taken of, and what the data have targets for, stays.
            if last.layer.activation != removed.layer.activation {
                let title = removed.layer.activation.title();
                self.note(format!("Layer {layer} gives the outputs now, so it is {title}, as that one was."));
            }
            last.layer.activation = removed.layer.activation;
            if last.layer.units != removed.layer.units {
                last.layer.units = removed.layer.units;
                let targets = count(removed.layer.units, "target");
                self.note(format!("Layer {layer} is the last one now and has a unit for each of {targets}."));
            }
        }
        self.assemble(parts)
    }

    pub(super) fn set_bias(&mut self, layer: usize, bias: Bias) -> Result<()> {
        let layer = self.layer(layer)?;
        layer.bias = bias;
        if bias == Bias::Absent {
            layer.biases = None;
        }
        Ok(())
    }

    pub(super) fn freeze_weight(
        &mut self,
        layer: usize,
        (input, unit): (usize, usize),
        frozen: bool,
    ) -> Result<()> {
        let fan_in = self.fan_in(layer);
        let layer = self.layer(layer)?;
        if input >= fan_in {
            let message = format!("expected an input from 0 to {}, got {input}", fan_in.saturating_sub(1));
            return Err(Error::range("input", message));
        }
        if unit >= layer.units {
            let most = layer.units.saturating_sub(1);
            return Err(Error::range("unit", format!("expected a unit from 0 to {most}, got {unit}")));
        }
        layer.frozen.retain(|&pair| pair != (input, unit));
        if frozen {
            layer.frozen.push((input, unit));
            layer.frozen.sort_unstable();
        }
        Ok(())
    }

    pub(super) fn freeze_layer(&mut self, layer: usize, frozen: bool) -> Result<()> {
        let fan_in = self.fan_in(layer);
        let layer = self.layer(layer)?;
        layer.frozen = if frozen { every(fan_in, layer.units) } else { Vec::new() };
        layer.bias = match layer.bias {
            Bias::Absent => Bias::Absent,
            _ if frozen => Bias::Frozen,
            _ => Bias::Trained,
        };
        Ok(())
    }

    fn fan_in(&self, layer: usize) -> usize {
        let before = layer.checked_sub(1).and_then(|before| self.config.layers.get(before));
        before.map_or(self.config.inputs, |before| before.units)
    }

    /// The layers in their new places. Sizes are checked before a single weight is drawn.
    fn assemble(&mut self, parts: Vec<Part>) -> Result<()> {
        check_sizes(self.config.inputs, &parts)?;
        let init = self.config.init.unwrap_or_default();
        let (mut kept, mut filled, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
        let mut fan_in = self.config.inputs;
        let mut layers = Vec::with_capacity(parts.len());
        for (index, Part { mut layer, was }) in parts.into_iter().enumerate() {
            if let Some(was) = was {
                let (_, inputs, units) = was;
                match layer.weights {
                    _ if (fan_in, layer.units) == (inputs, units) => {}
                    None => drawn.push(index + 1),
                    Some(_) if fan_in > inputs || layer.units > units => filled.push(index + 1),
                    Some(_) => kept.push(index + 1),
                }
                settle_in(&mut layer, was, (index, fan_in), init);
            }
            fan_in = layer.units;
            layers.push(layer);
        }
        self.config.layers = layers;
        let seed = init.seed;
        if let Some((layers, keep)) = subject(&kept, ["keeps", "keep"]) {
            self.note(format!("{layers} {keep} the weights that still have a place."));
        }
        if let Some((layers, keep)) = subject(&filled, ["keeps", "keep"]) {
            self.note(format!(
                "{layers} {keep} the weights that have a place; the others are drawn from seed {seed}."
            ));
        }
        if let Some((layers, have)) = subject(&drawn, ["has another shape: its", "have another shape: their"])
        {
            self.note(format!("{layers} {have} weights are drawn anew, from seed {seed}."));
        }
        Ok(())
    }
}

/// `Layer 2`, `Layers 1 and 2`, and what goes with one or with several.
fn subject(which: &[usize], [one, several]: [&'static str; 2]) -> Option<(String, &'static str)> {
    let (last, others) = which.split_last()?;
    if others.is_empty() {
        return Some((format!("Layer {last}"), one));
    }
    let others: Vec<_> = others.iter().map(usize::to_string).collect();
    Some((format!("Layers {} and {last}", others.join(", ")), several))
}

fn check_sizes(inputs: usize, parts: &[Part]) -> Result<()> {
    let range = |path: String, size: usize| {
        Error::config(path, format!("expected a whole number from 1 to {WIDTH}, got {size}"))
    };
    if !(1..=WIDTH).contains(&inputs) {
        return Err(range("network.inputs".to_owned(), inputs));
    }
    let (mut parameters, mut fan_in) = (0, inputs);
    for (l, Part { layer, .. }) in parts.iter().enumerate() {
        if !(1..=WIDTH).contains(&layer.units) {
            return Err(range(format!("network.layers[{l}].units"), layer.units));
        }
        parameters += fan_in * layer.units + if layer.bias == Bias::Absent { 0 } else { layer.units };
        fan_in = layer.units;
    }
    if parameters > PARAMETERS {
        let message = format!("expected at most {PARAMETERS} weights and biases, got {parameters}");
        return Err(Error::config("network.layers", message));
    }
    Ok(())
}

fn parts(config: &Config) -> Vec<Part> {
    let mut fan_in = config.inputs;
    let part = |(index, layer): (usize, &LayerConfig)| {
        let inputs = std::mem::replace(&mut fan_in, layer.units);
        Part { layer: layer.clone(), was: Some((index, inputs, layer.units)) }
    };
    config.layers.iter().enumerate().map(part).collect()
}

/// Fits weights, biases and what is frozen to a layer's new place and shape.
fn settle_in(
    layer: &mut LayerConfig,
    (old_index, old_inputs, old_units): (usize, usize, usize),
    (index, inputs): (usize, usize),
    init: Init,
) {
    let units = layer.units;
    if (inputs, units) == (old_inputs, old_units) {
        if layer.weights.is_none() && index != old_index {
            layer.weights = Some(init.weights(old_index, inputs, units));
        }
        return;
    }
    if let Some(given) = &layer.weights {
        let mut weights = init.weights(index, inputs, units);
        for (row, old) in weights.chunks_mut(units.max(1)).zip(given.chunks(old_units.max(1))) {
            for (weight, old) in row.iter_mut().zip(old) {
                *weight = *old;
            }
        }
        layer.weights = Some(weights);
    }
    if let Some(biases) = &mut layer.biases {
        biases.resize(units, 0.0);
    }
    if !layer.frozen.is_empty() && layer.frozen.len() == old_inputs * old_units {
        layer.frozen = every(inputs, units);
    }
    layer.frozen.retain(|&(input, unit)| input < inputs && unit < units);
}

fn every(inputs: usize, units: usize) -> Vec<(usize, usize)> {
    (0..inputs).flat_map(|input| (0..units).map(move |unit| (input, unit))).collect()
}
