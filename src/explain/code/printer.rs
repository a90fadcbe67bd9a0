//! What a language has to say for a program to be written in it.

use super::listing::Line;
use super::statement::{Item, Printed, Statement};
use super::{Program, Variable};
use crate::network::Bias;
use crate::optimizer::Moment;

/// How a program is written in one language.
///
/// A printer is made for one [`super::Program`], which knows the network, whether there are several batches, and the
/// course of the program ([`super::Program::update`] and what stands beside it). The printer puts that course together
/// with what comes before it in its language, in [`Printer::parts`], and writes each of the statements. Variables have
/// the names of [`super::Program::name`] in every language: a listing finds them in the lines by these names, outside
/// of comments and quoted text. So nothing else may have such a name where it would be taken for the variable (`a` is
/// the learning rate, not an activation).
///
/// Every operation has to find its line ([`super::Listing::line_of`]): write each statement of
/// [`super::Program::forward`] and [`super::Program::update`] exactly once (the last line of it is marked).
pub(super) trait Printer {
    /// The signs that begin a comment.
    const REMARK: &'static str;

    /// The whole program, in parts that an empty line separates: what it starts from ([`Statement::Given`] for each
    /// variable), the functions it calls, what it does, what it prints at the end.
    fn parts(&self) -> Vec<Vec<Line>>;

    /// The lines of a statement, the last one being its own. Not asked for [`Statement::Given`].
    fn statement(&self, statement: Statement) -> Vec<String>;

    /// The lines that take the forward pass and the loss of `samples` samples once more.
    fn again(&self, samples: usize) -> Vec<String>;

    /// The line that prints something.
    fn print(&self, printed: Printed) -> String;

    /// A course as its lines.
    fn write(&self, items: impl IntoIterator<Item = Item>) -> Vec<Line> {
        let lines = |item| match item {
            Item::Blank => vec![Line::plain("")],
            Item::Remark(text) => vec![Line::plain(format!("{} {text}", Self::REMARK))],
            Item::Do(statement) => Line::of(statement, self.statement(statement)),
            Item::Again(samples) => self.again(samples).into_iter().map(Line::plain).collect(),
            Item::Print(printed) => vec![Line::plain(self.print(printed))],
        };
        items.into_iter().flat_map(lines).collect()
    }
}

/// Lines that are no statements.
pub(super) fn plain<T: Into<String>>(text: impl IntoIterator<Item = T>) -> Vec<Line> {
    text.into_iter().map(Line::plain).collect()
}

/// What the optimizer has kept of each parameter that it changes: of a layer's weights and of its biases, as number `s`
/// of those that are kept, `kept` writes it. Nothing where none is.
pub(super) fn moments(
    program: &Program<'_>,
    remark: &str,
    kept: impl Fn(usize, usize, Moment) -> [String; 2],
) -> Vec<Line> {
    let all = program.config.optimizer.moments();
    if all.is_empty() {
        return Vec::new();
    }
    let mut lines = plain([String::new(), format!("{remark} What the optimizer keeps of each of them.")]);
    for (l, layer) in program.network.layers.iter().enumerate() {
        for (s, &moment) in all.iter().enumerate() {
            let [weights, biases] = kept(l, s, moment);
            lines.extend(given(Variable::OfWeights(moment, l), weights));
            if layer.bias == Bias::Trained {
                lines.extend(given(Variable::OfBiases(moment, l), biases));
            }
        }
    }
    lines
}

/// The lines that give a variable its value at the start.
pub(super) fn given(variable: Variable, text: String) -> Vec<Line> {
    Line::of(Statement::Given(variable), [text])
}
