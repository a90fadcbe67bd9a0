//! Where a run stands that a document continues.

use super::place::{Place, count};
use super::{Config, State, limits};
use crate::error::Result;
use crate::moments::{LayerMoments, Moments};
use crate::network::{Layer, Network};
use crate::operation::Plan;
use crate::optimizer::Moment;
use crate::update::Order;

/// Reads `state`. What the optimizer keeps is 0 where it is not given.
pub(super) fn parse(place: &Place<'_>, config: &Config) -> Result<State> {
    let names = Moment::ALL.map(Moment::name);
    let known: Vec<&str> = ["update", "operation"].into_iter().chain(names).collect();
    let fields = place.object("an object with update and operation", &known)?;
    let most = limits::WHOLE - limits::UPDATES;
    let update = fields.get("update").map_or(Ok(0), |place| place.whole(0, most))?;
    let samples = config.data.dataset.batch(update, config.batch_size()).1;
    let network = config.network();
    let plan = Plan::new(&network, samples, config.optimizer.states(), config.order == Order::InPlace);
    let operation = fields.get("operation").map_or(Ok(0), |place| place.whole(0, plan.operations()))?;
    let kept = config.optimizer.moments();
    for name in names {
        if let Some(place) = fields.get(name)
            && !kept.iter().any(|moment| moment.name() == name)
        {
            let method = config.optimizer.name();
            return Err(place.refuse(format!("expected none, since {method} as it is set keeps none")));
        }
    }
    let mut given = false;
    let mut moments = Moments::zeros(&network, kept.len());
    for (moment, state) in kept.iter().zip(&mut moments.0) {
        if let Some(place) = fields.get(moment.name()) {
            *state = layers(&place, &network, *moment)?;
            given = true;
        }
    }
    Ok(State { update, operation, moments: given.then_some(moments) })
}

fn layers(place: &Place<'_>, network: &Network, moment: Moment) -> Result<Vec<LayerMoments>> {
    let what = "a list of layers";
    let items = place.list(what)?;
    if items.len() != network.layers.len() {
        let expected = count(network.layers.len(), "layer");
        return Err(place.refuse(format!("expected {expected}, got {}", items.len())));
    }
    items.iter().zip(&network.layers).map(|(item, of)| layer(item, of, moment)).collect()
}

fn layer(place: &Place<'_>, of: &Layer, moment: Moment) -> Result<LayerMoments> {
    let fields = place.object("an object with weights and biases", &["weights", "biases"])?;
    let weights = fields.need("weights", "a list of rows")?;
    let numbers = weights.matrix((of.inputs, "input"), (of.units, "unit"))?;
    let biases = match fields.get("biases") {
        Some(place) if of.biases.is_empty() => return Err(place.refuse("expected none, since bias is false")),
        Some(place) => {
            let numbers = place.numbers(of.units, "unit")?;
            not_negative(&place, &numbers, moment)?;
            numbers
        }
        None => vec![0.0; of.biases.len()],
    };
    not_negative(&weights, &numbers, moment)?;
    Ok(LayerMoments { units: of.units, weights: numbers, biases })
}

/// A mean of squares has a square root.
fn not_negative(place: &Place<'_>, numbers: &[f64], moment: Moment) -> Result<()> {
    match numbers.iter().find(|number| **number < 0.0) {
        Some(number) if moment == Moment::Second => {
            Err(place.refuse(format!("expected numbers of at least 0, got {number}")))
        }
        _ => Ok(()),
    }
}
