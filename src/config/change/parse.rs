//! A change as it arrives: `{ "kind": "units", "layer": 0, "units": 3 }`.

use super::super::limits::{WHOLE, WIDTH};
use super::super::node::Node;
use super::super::place::{Fields, Place};
use super::SetupChange;
use crate::activation::Activation;
use crate::error::{Error, Result};
use crate::init::Method;
use crate::loss::Loss;
use crate::network::Bias;
use crate::optimizer::Optimizer;
use crate::update::Order;

/// The kinds, each with the fields it has.
const KINDS: [(&str, &[&str]); 18] = [
    ("inputs", &["count"]),
    ("add_layer", &["at", "units"]),
    ("remove_layer", &["layer"]),
    ("units", &["layer", "units"]),
    ("activation", &["layer", "activation"]),
    ("bias", &["layer", "bias"]),
    ("freeze_weight", &["layer", "input", "unit", "frozen"]),
    ("freeze_layer", &["layer", "frozen"]),
    ("loss", &["loss"]),
    ("optimizer", &["method"]),
    ("optimizer_setting", &["name", "value"]),
    ("init", &["method"]),
    ("seed", &["seed"]),
    ("draw", &[]),
    ("batch_size", &["size"]),
    ("shuffle", &["shuffle"]),
    ("shuffle_seed", &["seed"]),
    ("update_order", &["order"]),
];

impl SetupChange {
    /// Reads a change.
    ///
    /// # Errors
    /// A [`crate::error::ConfigError`] with the place in the change.
    pub fn from_node(node: &Node) -> Result<SetupChange> {
        let place = Place::root(node);
        let names: Vec<_> = KINDS.iter().map(|(kind, _)| *kind).collect();
        let every: Vec<_> = KINDS.iter().flat_map(|(_, fields)| *fields).copied().chain(["kind"]).collect();
        let kind = place
            .object("a change (an object with a kind)", &every)?
            .need("kind", "the kind of the change")?
            .choice(&names, |kind| kind)?;
        let own = KINDS.iter().find(|one| one.0 == kind).map_or(&[][..], |one| one.1);
        let own: Vec<_> = own.iter().copied().chain(["kind"]).collect();
        read(kind, &place.object("a change", &own)?)
    }
}

fn read(kind: &str, fields: &Fields<'_>) -> Result<SetupChange> {
    let whole = |name: &str| fields.need(name, "a whole number")?.whole(0, WHOLE);
    // What a 32-bit index can't hold is the index of nothing, rather than a small one.
    let index = |name: &str| Ok::<_, Error>(usize::try_from(whole(name)?).unwrap_or(usize::MAX));
    // One range for all that is no size, also for what is no index: the one that the layers have.
    let size = |name: &str| {
        let place = fields.need(name, "a whole number")?;
        place.whole(0, WHOLE).map_err(|_| place.expected(format!("a whole number from 1 to {WIDTH}")))?;
        index(name)
    };
    let flag = |name: &str| fields.need(name, "true or false")?.bool();
    let given = |name: &str| fields.get(name).filter(|place| *place.node != Node::Null);
    Ok(match kind {
        "inputs" => SetupChange::Inputs { count: size("count")? },
        "add_layer" => SetupChange::AddLayer {
            at: index("at")?,
            units: given("units").map(|_| size("units")).transpose()?,
        },
        "remove_layer" => SetupChange::RemoveLayer { layer: index("layer")? },
        "units" => SetupChange::Units { layer: index("layer")?, units: size("units")? },
        "activation" => SetupChange::Activation {
            layer: index("layer")?,
            activation: fields
                .need("activation", "the name of an activation")?
                .choice(&Activation::ALL, Activation::name)?,
        },
        "bias" => SetupChange::Bias { layer: index("layer")?, bias: bias(fields)? },
        "freeze_weight" => SetupChange::FreezeWeight {
            layer: index("layer")?,
            input: index("input")?,
            unit: index("unit")?,
            frozen: flag("frozen")?,
        },
        "freeze_layer" => SetupChange::FreezeLayer { layer: index("layer")?, frozen: flag("frozen")? },
        "loss" => SetupChange::Loss {
            loss: fields.need("loss", "the name of a loss")?.choice(&Loss::ALL, Loss::name)?,
        },
        "optimizer" => SetupChange::Optimizer {
            method: fields
                .need("method", "the name of an optimizer")?
                .choice(&Optimizer::NAMES, |name| name)?,
        },
        "optimizer_setting" => setting(fields)?,
        "init" => SetupChange::Init {
            method: fields.need("method", "the name of a method")?.choice(&Method::ALL, Method::name)?,
        },
        "seed" => SetupChange::Seed { seed: whole("seed")? },
        "batch_size" => {
            SetupChange::BatchSize { size: given("size").map(|place| place.whole(1, WHOLE)).transpose()? }
        }
        "shuffle" => SetupChange::Shuffle { shuffle: flag("shuffle")? },
        "shuffle_seed" => SetupChange::ShuffleSeed { seed: whole("seed")? },
        "update_order" => SetupChange::Order {
            order: fields
                .need("order", "the name of an order")?
                .choice(&[Order::Simultaneous, Order::InPlace], Order::name)?,
        },
        _ => SetupChange::Draw,
    })
}

fn bias(fields: &Fields<'_>) -> Result<Bias> {
    let place = fields.need("bias", "true, false or \"frozen\"")?;
    match place.node {
        Node::Bool(true) => Ok(Bias::Trained),
        Node::Bool(false) => Ok(Bias::Absent),
        Node::Text(text) if text == "frozen" => Ok(Bias::Frozen),
        _ => Err(place.expected("true, false or \"frozen\"")),
    }
}

fn setting(fields: &Fields<'_>) -> Result<SetupChange> {
    let name = fields.need("name", "the name of a setting")?;
    let name = name.text().ok_or_else(|| name.expected("the name of a setting"))?.to_owned();
    let place = fields.need("value", "a number, true or false")?;
    let value = match place.node {
        Node::Bool(value) => f64::from(u8::from(*value)),
        _ => place.number()?,
    };
    Ok(SetupChange::OptimizerSetting { name, value })
}
