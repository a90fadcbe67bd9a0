//! Tables with commas, as spreadsheets read them (RFC 4180).

use super::{Entry, Trace};
use crate::explain::number;
use crate::trainer::Trainer;
use std::fmt::Write as _;

/// A row for each operation: what it reads and writes, its rule in symbols and in numbers, and its value at full
/// precision. The forward pass with the new parameters comes last; its rows count as of the update that would follow.
///
/// It counts as the JSON does: `completed_updates` are those before, and `sample_index` is the sample's place among the
/// rows of the data set, from 0. Its titles count from 1, as everything that people read does.
pub fn trace(trace: &Trace) -> String {
    let mut text =
        "completed_updates,operation,phase,kind,sample_index,title,name,quantity,reads,symbols,numbers,value,text\r\n"
            .to_owned();
    for update in &trace.updates {
        update.entries.iter().for_each(|entry| row(&mut text, trace, entry));
    }
    if let Some(closing) = trace.updates.last().and_then(|update| update.closing.as_ref()) {
        closing.entries.iter().for_each(|entry| row(&mut text, trace, entry));
    }
    text
}

fn row(text: &mut String, trace: &Trace, entry: &Entry) {
    let Entry { step, explanation, .. } = entry;
    let written = explanation.formula.plain(&trace.display);
    let subject = step.subject.as_ref();
    let reads: Vec<String> = explanation.reads.iter().map(|subject| trace.names.subject(subject)).collect();
    let sample = step.sample.map(|sample| sample.to_string()).unwrap_or_default();
    let cells = [
        step.update.to_string(),
        step.operation.to_string(),
        step.phase.name().to_owned(),
        step.kind.map_or("start", |kind| kind.name()).to_owned(),
        sample,
        explanation.title.clone(),
        subject.map(|subject| trace.names.subject(subject)).unwrap_or_default(),
        subject.map_or("", |subject| subject.quantity.name()).to_owned(),
        reads.join(" "),
        written.symbols,
        written.numbers,
        number::full(step.value),
        explanation.text.clone(),
    ];
    line(text, &cells);
}

/// The batch loss of every update that was reached, and where samples are kept to test on, their loss at the start of
/// each epoch: with the parameters as they are after so many `completed_updates`.
pub fn losses(trainer: &Trainer) -> String {
    let first = trainer.config().state.as_ref().map_or(0, |state| state.update);
    let tests = trainer.test_history();
    let mut text = format!("completed_updates,loss{}\r\n", if tests.is_empty() { "" } else { ",test_loss" });
    for (update, loss) in (first..).zip(trainer.history()) {
        let mut cells = vec![update.to_string(), number::full(*loss)];
        if !tests.is_empty() {
            let test = tests.binary_search_by_key(&update, |&(at, _)| at).ok().and_then(|at| tests.get(at));
            cells.push(test.map(|&(_, loss)| number::full(loss)).unwrap_or_default());
        }
        line(&mut text, &cells);
    }
    text
}

fn line(text: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            // Writing to a string does not fail.
            let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}
