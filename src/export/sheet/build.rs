//! Puts a sheet together.

use super::choice::{Choice, Part as Run};
use super::{Equation, Form, Group, Item, Section, Sheet, Side, givens, results, words};
use crate::explain::formula::Formula;
use crate::explain::layout::{Fold, Layout, Mode};
use crate::explain::{self, Context, plain, rules, why};
use crate::export::trace;
use crate::operation::{Phase, Plan};
use crate::trainer::{Granularity, Trainer};

pub(super) fn sheet(trainer: &Trainer, form: Form) -> Sheet {
    let mut trainer = trainer.clone();
    let (completed, operation) = trainer.position();
    let start = explain::start(completed, trainer.plan(), trainer.batch_rows());
    if operation == 0 {
        // Everything of the update is there from its first operation on.
        trainer.next(Granularity::Operation);
    }
    let names = explain::names(&trainer);
    let number = completed + 1;
    let mut sheet = Sheet {
        form,
        title: words::title(form, number),
        lead: Vec::new(),
        facts: Vec::new(),
        sections: Vec::new(),
        tables: Vec::new(),
    };
    let Some(update) = trainer.current() else { return sheet };
    let context = Context::of(&trainer, update, &names);
    let choice = Choice::of(trainer.plan(), &update.before, context.optimizer.states());
    if form != Form::Answers {
        sheet.lead.push(start.text);
        sheet.facts = givens::facts(&context, &choice);
    }
    sheet.lead.push(words::reading(form, context.display));
    sheet.lead.extend(words::extent(&choice, trainer.plan()));
    sheet.sections = sections(&context, trainer.plan(), &choice, form);
    sheet.tables = results::tables(&context, &choice, form);
    sheet
}

/// Parts of one phase that follow each other are a section. With updates in place there are several of a phase.
fn sections(context: &Context<'_>, plan: &Plan, choice: &Choice, form: Form) -> Vec<Section> {
    let passes: Vec<&[Run]> = choice.parts.chunk_by(|one, next| one.phase == next.phase).collect();
    let layers = context.update.before.layers.len();
    let mut seen = Vec::new();
    let mut sections = Vec::new();
    for runs in &passes {
        let Some(first) = runs.first() else { continue };
        let often = passes.iter().filter(|runs| runs.first().is_some_and(|run| run.phase == first.phase));
        let title = traced(first.phase).to_owned();
        let title = if often.count() > 1 {
            format!("{title}: {}", words::layer(first.layer, layers).to_lowercase())
        } else {
            title
        };
        let said = form == Form::Answers || seen.contains(&first.phase);
        seen.push(first.phase);
        let several = context.update.batch.rows.len() > 1;
        let network = &context.update.before;
        let intro = || words::intro(first.phase, network, context.optimizer, several);
        let groups = groups(context, plan, choice, form, runs);
        sections.push(Section { title, intro: if said { String::new() } else { intro() }, groups });
    }
    sections
}

/// The heading of a pass, as it stands on everything that is written down.
fn traced(phase: Phase) -> &'static str {
    trace::Section { phase, entries: &[] }.title()
}

fn groups(context: &Context<'_>, plan: &Plan, choice: &Choice, form: Form, runs: &[Run]) -> Vec<Group> {
    let layers = context.update.before.layers.len();
    let rows = &context.update.batch.rows;
    let mut groups: Vec<Group> = Vec::new();
    for run in runs {
        let (times, each) = choice.shown(run);
        for sample in 0..times {
            let row = rows.get(sample as usize).copied().filter(|_| rows.len() > 1 && run.times > 1);
            let title = words::group(run, layers, row);
            let first = run.first + sample * run.each;
            let items = (first..first + each).filter_map(|index| item(context, plan, form, index));
            let left_out = words::left_out(run.each - each, "step of this kind");
            match groups.last_mut() {
                // Errors and gradients of the only sample; losses.
                Some(last) if last.title == title => {
                    last.items.extend(items);
                    last.left_out = left_out.or(last.left_out.take());
                }
                _ => groups.push(Group { title, items: items.collect(), left_out }),
            }
        }
    }
    if let [only] = groups.as_mut_slice() {
        only.title = None;
    }
    groups
}

fn item(context: &Context<'_>, plan: &Plan, form: Form, index: u64) -> Option<Item> {
    let operation = plan.operation(index)?;
    let rows = &context.update.batch.rows;
    let several = rows.len() > 1 && operation.kind.is_of_one_sample();
    let row = rows.get(operation.sample).copied().filter(|_| several);
    let title = words::item(context.names, context.optimizer, &operation, row);
    let formula = rules::folded(context, &operation);
    let why = (form != Form::Worksheet).then(|| why::why(context, &operation)).flatten().map(|why| why.text);
    Some(Item { operation: index, title, equation: equation(context, &formula, form), why })
}

/// The whole equation, its rule with blanks, or what belongs into those.
fn equation(context: &Context<'_>, formula: &Formula, form: Form) -> Equation {
    let layout = |mode| Layout { mode, display: context.display, fold: Fold::Row };
    let (symbols, numbers) = (layout(Mode::Symbols), layout(Mode::Numbers));
    let sides = formula.sides.iter().map(|side| Side::Math(symbols.side(side)));
    let (Some(first), Some(last)) = (formula.sides.first(), formula.sides.last()) else {
        return Equation::default();
    };
    let (put_in, result) = (numbers.side(last), numbers.number(formula.value));
    // The gradient of a bias is its neuron's error: there is nothing to compute.
    let same = plain::render(&put_in) == plain::render(&result);
    let left = || Side::Math(symbols.side(first));
    match form {
        Form::Worked => Equation {
            symbols: sides.collect(),
            numbers: if same { Vec::new() } else { vec![Side::Math(put_in)] }
                .into_iter()
                .chain([Side::Math(result)])
                .collect(),
        },
        Form::Answers => Equation {
            symbols: vec![left()],
            numbers: if same { Vec::new() } else { vec![Side::Math(put_in)] }
                .into_iter()
                .chain([Side::Math(result)])
                .collect(),
        },
        Form::Worksheet => Equation {
            symbols: vec![left(), Side::Math(symbols.side(last))],
            numbers: if same { vec![Side::Result] } else { vec![Side::Working, Side::Result] },
        },
    }
}
