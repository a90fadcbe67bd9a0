//! From a node to a [`Config`]: every rule of the document, in the order of the document.

use super::node::Node;
use super::place::{Fields, Place, count};
use super::{BatchConfig, Config, LayerConfig, limits, rules, state};
use crate::activation::Activation;
use crate::error::Result;
use crate::init::{Init, Method};
use crate::loss::Loss;
use crate::network::Bias;
use crate::optimizer::{Optimizer, Range};
use crate::update::Order;

pub(super) fn config(node: &Node) -> Result<Config> {
    let fields = Place::root(node).object(
        "a config document (an object)",
        &["version", "network", "loss", "optimizer", "data", "batch", "update_order", "state"],
    )?;
    version(&fields)?;
    let network = fields.need("network", "an object with inputs and layers")?;
    let (inputs, layers, init) = network_of(&network)?;
    let outputs = layers.last().map_or(0, |layer| layer.units);
    let loss = fields.need("loss", "the name of a loss")?.choice(&Loss::ALL, Loss::name)?;
    let optimizer = optimizer(&fields.need("optimizer", "an object with method and learning_rate")?)?;
    let data =
        super::data::data(&fields.need("data", "an object with inputs and targets")?, inputs, outputs)?;
    let batch = fields.get("batch").map(|place| batch(&place)).transpose()?;
    let order = match fields.get("update_order") {
        Some(place) => place.choice(&[Order::Simultaneous, Order::InPlace], Order::name)?,
        None => Order::default(),
    };
    let mut config = Config { inputs, layers, init, loss, optimizer, data, batch, order, state: None };
    rules::check_batch(&config, if fields.get("batch").is_some() { "batch.size" } else { "batch" })?;
    rules::check(&config, &fields)?;
    config.state = fields.get("state").map(|place| state::parse(&place, &config)).transpose()?;
    Ok(config)
}

fn version(fields: &Fields<'_>) -> Result<()> {
    let place = fields.need("version", "1")?;
    match place.node {
        Node::Number(1.0) => Ok(()),
        _ => Err(place.expected("1")),
    }
}

fn network_of(place: &Place<'_>) -> Result<(usize, Vec<LayerConfig>, Option<Init>)> {
    let fields = place.object("an object with inputs and layers", &["inputs", "layers", "init"])?;
    let width = limits::WIDTH as u64;
    let inputs = fields.need("inputs", "the number of inputs")?.whole(1, width)? as usize;
    let list = fields.need("layers", "a list of layers")?;
    let items = list.list("a list of layers")?;
    if items.is_empty() || items.len() > limits::LAYERS {
        return Err(list.refuse(format!("expected 1 to {} layers, got {}", limits::LAYERS, items.len())));
    }
    // All sizes are known before a single weight is read, so that nothing large is built in vain.
    let heads = items.iter().map(layer_head).collect::<Result<Vec<_>>>()?;
    let mut parameters = 0;
    let mut fan_in = inputs;
    for head in &heads {
        parameters += fan_in * head.units + if head.bias == Bias::Absent { 0 } else { head.units };
        fan_in = head.units;
    }
    if parameters > limits::PARAMETERS {
        let message = format!("expected at most {} weights and biases, got {parameters}", limits::PARAMETERS);
        return Err(list.refuse(message));
    }
    let mut layers = Vec::with_capacity(heads.len());
    let mut fan_in = inputs;
    for (item, head) in items.iter().zip(heads) {
        let units = head.units;
        layers.push(layer_body(item, head, fan_in)?);
        fan_in = units;
    }
    let init = fields.get("init").map(|place| init(&place)).transpose()?;
    Ok((inputs, layers, init))
}

const LAYER: (&str, &[&str]) =
    ("a layer (an object with units)", &["units", "activation", "bias", "weights", "biases", "frozen"]);

fn layer_head(place: &Place<'_>) -> Result<LayerConfig> {
    let fields = place.object(LAYER.0, LAYER.1)?;
    let units = fields.need("units", "the number of units")?.whole(1, limits::WIDTH as u64)? as usize;
    let activation = match fields.get("activation") {
        Some(place) => place.choice(&Activation::ALL, Activation::name)?,
        None => Activation::Identity,
    };
    let bias = match fields.get("bias") {
        None => Bias::Trained,
        Some(place) => match place.node {
            Node::Bool(true) => Bias::Trained,
            Node::Bool(false) => Bias::Absent,
            Node::Text(text) if text == "frozen" => Bias::Frozen,
            _ => return Err(place.expected("true, false or \"frozen\"")),
        },
    };
    Ok(LayerConfig { units, activation, bias, weights: None, biases: None, frozen: Vec::new() })
}

fn layer_body(place: &Place<'_>, head: LayerConfig, fan_in: usize) -> Result<LayerConfig> {
    let fields = place.object(LAYER.0, LAYER.1)?;
    let mut layer = head;
    if let Some(place) = fields.get("weights") {
        layer.weights = Some(place.matrix((fan_in, "input"), (layer.units, "unit"))?);
    }
    if let Some(place) = fields.get("biases") {
        if layer.bias == Bias::Absent {
            return Err(place.refuse("expected none, since bias is false"));
        }
        layer.biases = Some(place.numbers(layer.units, "unit")?);
    }
    if let Some(place) = fields.get("frozen") {
        layer.frozen = frozen(&place, fan_in, layer.units)?;
    }
    Ok(layer)
}

fn frozen(place: &Place<'_>, fan_in: usize, units: usize) -> Result<Vec<(usize, usize)>> {
    let items = place.list("a list of [input, unit]")?;
    if items.len() > fan_in * units {
        let all = count(fan_in * units, "weight");
        return Err(place.refuse(format!("expected at most {all} of this layer, got {}", items.len())));
    }
    let pair = |item: &Place<'_>| {
        let parts = item.list("[input, unit]")?;
        let [input, unit] = parts.as_slice() else { return Err(item.expected("[input, unit]")) };
        Ok((input.whole(0, fan_in as u64 - 1)? as usize, unit.whole(0, units as u64 - 1)? as usize))
    };
    let mut pairs = items.iter().map(pair).collect::<Result<Vec<_>>>()?;
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

fn init(place: &Place<'_>) -> Result<Init> {
    let fields = place.object("an object with method and seed", &["method", "seed"])?;
    let default = Init::default();
    Ok(Init {
        method: match fields.get("method") {
            Some(place) => place.choice(&Method::ALL, Method::name)?,
            None => default.method,
        },
        seed: fields.get("seed").map_or(Ok(default.seed), |place| place.whole(0, limits::WHOLE))?,
    })
}

fn optimizer(place: &Place<'_>) -> Result<Optimizer> {
    let what = "an object with method and learning_rate";
    let method = place.member(what, "method", "the name of an optimizer")?;
    let method = method.choice(&Optimizer::NAMES, |name| name)?;
    let settings = Optimizer::settings(method);
    let known: Vec<&str> =
        ["method", "learning_rate"].into_iter().chain(settings.iter().map(|setting| setting.name)).collect();
    let fields = place.object(what, &known)?;
    let learning_rate = not_negative(&fields.need("learning_rate", "a number")?)?;
    let Some(mut optimizer) = Optimizer::usual(method, learning_rate) else {
        return Err(place.expected(what));
    };
    for setting in settings {
        let Some(place) = fields.get(setting.name) else { continue };
        let value = match setting.range {
            Range::NotNegative => not_negative(&place)?,
            Range::Share => share(&place)?,
            Range::Switch => f64::from(u8::from(place.bool()?)),
        };
        optimizer = optimizer.with(setting.name, value);
    }
    if let (Optimizer::Sgd { nesterov: true, momentum: 0.0, .. }, Some(place)) =
        (optimizer, fields.get("nesterov"))
    {
        return Err(place.refuse("expected false, since nesterov needs momentum, got true"));
    }
    Ok(optimizer)
}

fn not_negative(place: &Place<'_>) -> Result<f64> {
    match place.number()? {
        value if value < 0.0 => Err(place.expected("a number of at least 0")),
        value => Ok(value),
    }
}

fn share(place: &Place<'_>) -> Result<f64> {
    match place.number()? {
        value if (0.0..1.0).contains(&value) => Ok(value),
        _ => Err(place.expected("a number of at least 0 and below 1")),
    }
}

fn batch(place: &Place<'_>) -> Result<BatchConfig> {
    let fields = place.object("an object with size, shuffle and seed", &["size", "shuffle", "seed"])?;
    Ok(BatchConfig {
        size: fields.get("size").map(|place| place.whole(1, limits::WHOLE)).transpose()?,
        shuffle: fields.get("shuffle").map_or(Ok(false), |place| place.bool())?,
        seed: fields.get("seed").map_or(Ok(1), |place| place.whole(0, limits::WHOLE))?,
    })
}
