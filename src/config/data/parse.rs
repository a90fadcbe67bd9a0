//! From a node to a [`DataConfig`].

use super::check::{size, splittable};
use super::names::names;
use super::{DataConfig, Names, Preparation};
use crate::config::limits;
use crate::config::node::Node;
use crate::config::place::{Fields, Place, count};
use crate::dataset::generate::{Generated, Generator};
use crate::dataset::{Dataset, TestSplit, iris};
use crate::error::Result;

const KNOWN: [&str; 10] =
    ["inputs", "targets", "names", "generator", "samples", "noise", "seed", "dataset", "standardise", "test"];

/// The most noise: far more than any shape is large.
const MOST_NOISE: f64 = 10.0;

/// Reads the `data` of a network with `inputs` inputs and `outputs` outputs.
pub(crate) fn data(place: &Place<'_>, inputs: usize, outputs: usize) -> Result<DataConfig> {
    let fields = place.object("an object with inputs and targets", &KNOWN)?;
    let source = match (fields.get("generator"), fields.get("dataset")) {
        (Some(_), _) => "generator",
        (None, Some(_)) => "dataset",
        (None, None) => "inputs",
    };
    alone(&fields, source)?;
    let read = match source {
        "generator" => Read::Recipe(recipe(place, &fields, inputs, outputs)?),
        "dataset" => {
            named(place, &fields, inputs, outputs)?;
            Read::Iris
        }
        _ => Read::Rows(rows(&fields, inputs, outputs)?, names(&fields, inputs, outputs)?),
    };
    let samples = match &read {
        Read::Rows(rows, _) => rows.len(),
        Read::Recipe(recipe) => recipe.samples,
        Read::Iris => iris::ROWS,
    };
    let preparation = preparation(&fields, samples)?;
    Ok(match read {
        Read::Rows(rows, names) => DataConfig::rows(rows, preparation).with_names(names),
        Read::Recipe(recipe) => DataConfig::generated(recipe, outputs, preparation),
        Read::Iris => DataConfig::iris(preparation),
    })
}

enum Read {
    Rows(Dataset, Names),
    Recipe(Generated),
    Iris,
}

/// Refuses what belongs to another source than the one there is.
fn alone(fields: &Fields<'_>, source: &str) -> Result<()> {
    let of = |name: &str| match name {
        "inputs" | "targets" | "names" => "inputs",
        "dataset" => "dataset",
        _ => "generator",
    };
    for name in ["inputs", "targets", "names", "dataset", "samples", "noise", "seed"] {
        if let Some(place) = fields.get(name)
            && of(name) != source
        {
            return Err(place.refuse(match source {
                "inputs" => "expected only beside a generator".to_owned(),
                _ => format!("expected nothing, since the {source} says which samples there are"),
            }));
        }
    }
    Ok(())
}

fn rows(fields: &Fields<'_>, inputs: usize, outputs: usize) -> Result<Dataset> {
    let input_place = fields.need("inputs", "a list of rows")?;
    let samples = input_place.list("a list of rows")?.len();
    size(samples, inputs, outputs).map_err(|message| input_place.refuse(message))?;
    let target_place = fields.need("targets", "a list of rows")?;
    Ok(Dataset::new(
        inputs,
        outputs,
        input_place.matrix((samples, "sample"), (inputs, "input"))?,
        target_place.matrix((samples, "sample"), (outputs, "output"))?,
    ))
}

fn recipe(place: &Place<'_>, fields: &Fields<'_>, inputs: usize, outputs: usize) -> Result<Generated> {
    let generator =
        fields.need("generator", "the name of a generator")?.choice(&Generator::ALL, Generator::name)?;
    let samples = match fields.get("samples") {
        Some(place) => place.whole(1, limits::SAMPLES as u64)? as usize,
        None => generator.usual_samples(),
    };
    let noise = match fields.get("noise") {
        Some(place) => {
            let noise = place.number()?;
            if !(0.0..=MOST_NOISE).contains(&noise) {
                return Err(place.expected(format!("a number from 0 to {MOST_NOISE}")));
            }
            noise
        }
        None => 0.0,
    };
    let seed = fields.get("seed").map_or(Ok(1), |place| place.whole(0, limits::WHOLE))?;
    if inputs != generator.inputs() || !generator.fits_outputs(outputs) {
        let or = if generator.has_classes() { " (or 2, one for each class)" } else { "" };
        let wanted = format!("{} and 1 output{or}", count(generator.inputs(), "input"));
        return Err(misfit(place, generator.name(), &wanted, inputs, outputs));
    }
    Ok(Generated { generator, samples, noise, seed })
}

fn named(place: &Place<'_>, fields: &Fields<'_>, inputs: usize, outputs: usize) -> Result<()> {
    let name = fields.need("dataset", "the name of a data set")?.choice(&[iris::NAME], |name| name)?;
    if (inputs, outputs) != (iris::INPUTS.len(), iris::SPECIES.len()) {
        let wanted = format!("{} inputs and {} outputs", iris::INPUTS.len(), iris::SPECIES.len());
        return Err(misfit(place, name, &wanted, inputs, outputs));
    }
    Ok(())
}

fn misfit(place: &Place<'_>, name: &str, wanted: &str, inputs: usize, outputs: usize) -> crate::error::Error {
    let (inputs, outputs) = (count(inputs, "input"), count(outputs, "output"));
    place.refuse(format!("expected a network with {wanted} for {name:?}, got {inputs} and {outputs}"))
}

fn preparation(fields: &Fields<'_>, samples: usize) -> Result<Preparation> {
    Ok(Preparation {
        standardise: fields.get("standardise").map_or(Ok(false), |place| place.bool())?,
        test: fields.get("test").map(|place| test(&place, samples)).transpose()?,
    })
}

/// Reads what is to be done to `samples` rows.
pub(crate) fn preparation_of(node: &Node, samples: usize) -> Result<Preparation> {
    let place = Place { path: "data".to_owned(), node };
    preparation(&place.object("an object with standardise and test", &["standardise", "test"])?, samples)
}

fn test(place: &Place<'_>, samples: usize) -> Result<TestSplit> {
    let fields = place.object("an object with fraction and seed", &["fraction", "seed"])?;
    let fraction = fields.need("fraction", "a number between 0 and 1")?;
    let part = fraction.number()?;
    if part <= 0.0 || part >= 1.0 {
        return Err(fraction.expected("a number between 0 and 1"));
    }
    let seed = fields.get("seed").map_or(Ok(1), |place| place.whole(0, limits::WHOLE))?;
    splittable(samples).map_err(|message| place.refuse(message))?;
    Ok(TestSplit { fraction: part, seed })
}

/// Reads `data` that says by itself which network it is for. What does not say so is read for a network of
/// `network` (inputs, outputs). With `classes`, two classes have an output each.
pub(crate) fn fitting(node: &Node, network: (usize, usize), classes: bool) -> Result<DataConfig> {
    let place = Place { path: "data".to_owned(), node };
    let fields = place.object("an object with inputs and targets", &KNOWN)?;
    let width = |name: &str| match fields.get(name)?.node {
        Node::List(rows) => match rows.first()? {
            Node::List(row) => Some(row.len().clamp(1, limits::WIDTH)),
            _ => None,
        },
        _ => None,
    };
    let generator = fields.get("generator").and_then(|place| place.text());
    let generator = Generator::ALL.into_iter().find(|candidate| Some(candidate.name()) == generator);
    let (inputs, outputs) = match generator {
        Some(generator) if generator.has_classes() && (classes || network.1 == 2) => (generator.inputs(), 2),
        Some(generator) => (generator.inputs(), 1),
        None if fields.get("dataset").is_some() => (iris::INPUTS.len(), iris::SPECIES.len()),
        None => (width("inputs").unwrap_or(network.0), width("targets").unwrap_or(network.1)),
    };
    data(&place, inputs, outputs)
}
