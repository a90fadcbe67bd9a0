//! Texts and pictures, and where they go.

use crate::arguments::{Task, Trace, Written};
use crate::experiment::{self, refused};
use crate::failure::Failure;
use backprop_stepper::draw::loss_curve::{self, LossCurve};
use backprop_stepper::draw::{self, LIGHT, network, prediction as field, svg};
use backprop_stepper::explain::number;
use backprop_stepper::export::{Span, Writer};
use backprop_stepper::prediction::Prediction;
use backprop_stepper::scene::{Picture, Scene, estimated_width};
use backprop_stepper::trainer::Trainer;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// The pictures: what they are asked for by, and what they are.
pub(crate) const PICTURES: [(&str, &str); 3] = [
    ("svg", "The drawing of the network, as SVG"),
    ("svg-losses", "The loss of every update, as SVG"),
    ("svg-prediction", "What the network predicts over its inputs, as SVG"),
];

const FONT: &str = "system-ui, sans-serif";
const WIDTH: f64 = 720.0;
const CURVE_HEIGHT: f64 = 240.0;
/// The side of a field over the inputs, and of a cell of it.
const FIELD: f64 = 480.0;
const CELL: f64 = 4.0;

/// Does what was asked for.
pub(crate) fn perform(task: &Task) -> Result<(), Failure> {
    match task {
        Task::Print(text) => put(text, None),
        Task::Trace(request) => put(&text(request)?, request.output.as_deref()),
    }
}

fn text(request: &Trace) -> Result<String, Failure> {
    let (mut trainer, span) = experiment::find(request)?;
    match request.format {
        Written::Text(format) => {
            if matches!(format.writer, Writer::Run(_)) {
                reach(&mut trainer, span)?;
            }
            format.write(&trainer, span).map_err(refused)
        }
        Written::Picture(id) => {
            reach(&mut trainer, span)?;
            trainer.previous(backprop_stepper::trainer::Granularity::Operation);
            picture(id, &trainer)
        }
    }
}

/// Goes to the end of the updates.
fn reach(trainer: &mut Trainer, span: Span) -> Result<(), Failure> {
    trainer.seek(span.from, 0).and_then(|_| trainer.train(span.updates)).map_err(refused)?;
    Ok(())
}

fn picture(id: &str, trainer: &Trainer) -> Result<String, Failure> {
    let theme = LIGHT.theme(FONT);
    let drawn = match id {
        "svg-losses" => {
            let tests = trainer.test_history();
            let curve = LossCurve {
                losses: trainer.history(),
                first: trainer.config().state.as_ref().map_or(0, |state| state.update),
                current: trainer.position().0,
                current_loss: trainer.batch_loss(),
                tests: &tests,
            };
            let size = (WIDTH, CURVE_HEIGHT);
            let format = |value| number::plain(value, trainer.display());
            svg::paint(size.0, size.1, FONT, |pen| loss_curve::paint(pen, &curve, size, &theme, &format))
        }
        "svg-prediction" => {
            let prediction = Prediction::of(trainer).ok_or_else(|| {
                let inputs = trainer.network().inputs;
                Failure::Refused(format!(
                    "svg-prediction: expected a network of 1 or 2 inputs, got one of {inputs}"
                ))
            })?;
            let (shown, size) = (prediction.usual(), (FIELD, FIELD));
            svg::paint(size.0, size.1, FONT, |pen| field::paint(pen, &prediction, shown, size, CELL, &theme))
        }
        _ => {
            let picture = Picture::of(trainer, &[]);
            let scene = Scene::new(&picture, WIDTH, picture.preferred_height(WIDTH), &estimated_width);
            svg::paint(scene.width, scene.height, FONT, |pen: &draw::Pen<'_, svg::Svg>| {
                network::paint(pen, &scene, &theme)
            })
        }
    };
    drawn.map_err(|error| Failure::Refused(error.to_string()))
}

fn put(text: &str, path: Option<&Path>) -> Result<(), Failure> {
    match path {
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Failure::Refused(format!("{}: {error}", path.display()))),
        None => match std::io::stdout().lock().write_all(text.as_bytes()) {
            // Whoever reads has read enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Failure::Refused(format!("standard output: {error}"))),
            Ok(()) => Ok(()),
        },
    }
}
