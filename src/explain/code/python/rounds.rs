//! The update in a loop, and what follows it.

use super::Python;
use crate::explain::code::Variable;
use crate::explain::code::listing::Line;
use crate::explain::code::printer::plain;
use crate::explain::code::rounds::Rounds;
use crate::explain::code::statement::{Item, Statement};

impl Python<'_> {
    /// The update, in a loop where it is made more than once or with a part of the rows.
    pub(in crate::explain::code) fn rounds(&self, update: Vec<Line>) -> Vec<Line> {
        let batch = |rows: &str| Some(format!("    X, Y = inputs[{rows}], targets[{rows}]"));
        let (head, batch) = match self.program.rounds {
            Rounds::One => return update,
            Rounds::Several(updates) => (format!("for _ in range({updates}):"), None),
            Rounds::RestOfEpoch(first) => {
                (format!("for start in range({first}, len(inputs), size):"), batch("start:start + size"))
            }
            Rounds::Batches(_) => ("for batch in batches:".to_owned(), batch("batch")),
        };
        let mut lines = [remark(self.program.about_rounds()), plain([head])].concat();
        lines.extend(
            batch.into_iter().flat_map(|batch| Line::of(Statement::Given(Variable::Inputs), [batch])),
        );
        lines.extend(update.into_iter().map(|line| line.indented("    ")));
        lines
    }

    /// The new parameters, and what they predict.
    pub(in crate::explain::code) fn result(&self, mut lines: Vec<Line>, again: Vec<Line>) -> Vec<Line> {
        lines.push(Line::plain(""));
        lines.extend(remark(self.program.once_more()));
        if self.program.batches() {
            lines.extend(plain(["X, Y = inputs, targets"]));
        }
        lines.extend(again);
        lines
    }
}

fn remark(item: Item) -> Vec<Line> {
    let Item::Remark(text) = item else { return Vec::new() };
    plain([format!("# {text}")])
}
