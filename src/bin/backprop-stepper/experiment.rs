//! The run that a request is about.

use crate::arguments::Trace;
use crate::failure::Failure;
use backprop_stepper::config::Config;
use backprop_stepper::error::Error;
use backprop_stepper::export::Span;
use backprop_stepper::lessons::{self, Lesson};
use backprop_stepper::trainer::Trainer;
use std::io::Read as _;

/// The run, shown as the request wants it, and which of its updates.
pub(crate) fn find(request: &Trace) -> Result<(Trainer, Span), Failure> {
    let mut trainer = match lessons::find(&request.experiment) {
        Some(lesson) => lesson.trainer(),
        None => document(&request.experiment)?,
    };
    let mut display = *trainer.display();
    display.digits = request.digits.unwrap_or(display.digits);
    display.counting = request.counting.unwrap_or(display.counting);
    display.rounding = request.rounding.unwrap_or(display.rounding);
    display.names = request.names.or(display.names);
    trainer.set_display(display).map_err(refused)?;
    let from = request.from.unwrap_or_else(|| trainer.position().0);
    Ok((trainer, Span { from, updates: request.updates.unwrap_or(1) }))
}

/// The run of a file: of a config document, or of a lesson, as those that ship are written.
fn document(path: &str) -> Result<Trainer, Failure> {
    let mut text = String::new();
    let read = match path {
        "-" => std::io::stdin().lock().read_to_string(&mut text).map(|_| ()),
        path => std::fs::read_to_string(path).map(|found| text = found),
    };
    let name = if path == "-" { "standard input" } else { path };
    read.map_err(|error| {
        let lesson = !path.contains(['.', '/', '\\']) && path != "-";
        let hint = if lesson {
            format!(", and there is no lesson {path:?} (see `backprop-stepper lessons`)")
        } else {
            String::new()
        };
        Failure::Refused(format!("{name}: {error}{hint}"))
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let run = if is_lesson(text) {
        Lesson::from_json(text).map(|lesson| lesson.trainer())
    } else {
        Config::from_json(text).map(Trainer::new)
    };
    run.map_err(|error| Failure::Refused(format!("{name}: {error}")))
}

/// Whether a document has its config inside of it. What is no JSON is refused as a config document.
fn is_lesson(text: &str) -> bool {
    let document: Option<serde_json::Value> = serde_json::from_str(text).ok();
    document.is_some_and(|document| document.get("config").is_some() && document.get("network").is_none())
}

/// What the library refuses, in the words of the command line: its arguments are options here.
pub(crate) fn refused(error: Error) -> Failure {
    match error {
        Error::Range(error) if ["from", "updates", "digits"].contains(&error.argument) => {
            Failure::Refused(format!("--{error}"))
        }
        // Where to go before something is written.
        Error::Range(error) if error.argument == "update" => {
            Failure::Refused(format!("--from: {}", error.message))
        }
        error => Failure::Refused(error.to_string()),
    }
}
