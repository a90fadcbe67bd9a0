//! Sheets: what stands on them, that a large network's are bounded, and that what is written for LaTeX and Markdown can
//! be read by those.

mod random;
mod tex;

use backprop_stepper::config::Config;
use backprop_stepper::explain::{Display, Naming, Rounding, plain};
use backprop_stepper::export::sheet::{Form, Line, MOST_OPERATIONS, Part, Sheet, Side};
use backprop_stepper::export::{Format, Span, latex, markdown};
use backprop_stepper::lessons;
use backprop_stepper::trainer::{Granularity, Trainer};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn lesson(id: &str) -> Trainer {
    lessons::find(id).expect("a lesson").trainer()
}

fn plain_line(line: &Line) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Math(piece) => plain::render(piece),
        Part::Blank => "____".to_owned(),
    };
    line.iter().map(part).collect()
}

fn plain_side(side: &Side) -> String {
    match side {
        Side::Math(piece) => plain::render(piece),
        Side::Working => "________".to_owned(),
        Side::Result => "____".to_owned(),
    }
}

/// Number, title and equation of each step.
fn steps(sheet: &Sheet) -> Vec<(u64, String, String)> {
    let items = sheet.sections.iter().flat_map(|section| &section.groups).flat_map(|group| &group.items);
    let step = |item: &backprop_stepper::export::sheet::Item| {
        let sides = item.equation.symbols.iter().chain(&item.equation.numbers);
        let equation: Vec<String> = sides.map(plain_side).collect();
        (item.operation, plain_line(&item.title), equation.join(" = "))
    };
    items.map(step).collect()
}

fn table(sheet: &Sheet, index: usize) -> Vec<String> {
    let rows = sheet.tables.get(index).expect("a table").rows.iter();
    rows.map(|row| row.iter().map(plain_line).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn the_article_worked_out() {
    let sheet = Sheet::of(&lesson("article"), Form::Worked);
    assert_eq!(sheet.title, "Update 1, worked out");
    let steps = steps(&sheet);
    assert_eq!(steps.len(), 19);
    let step = |number: usize| {
        let (operation, title, equation) = steps.get(number - 1).expect("a step");
        assert_eq!(*operation as usize, number);
        format!("{title}: {equation}")
    };
    assert_eq!(step(1), "Hidden neuron h1: h1 = i1 · w1 + i2 · w2 = 5 · 0.15 + 4 · 0.2 = 1.55");
    assert_eq!(step(3), "Prediction: prediction = h1 · w5 + h2 · w6 = 1.55 · 0.05 + 1.22 · 0.26 = 0.3947");
    assert_eq!(
        step(13),
        "Gradient of w1: ∂E/∂w1 = ∂E/∂prediction · ∂prediction/∂h1 · ∂h1/∂w1 = Δ · w5 · i1 = −1.6053 · 0.05 · 5 = −0.401325"
    );
    let facts: Vec<String> =
        sheet.facts.iter().map(|fact| format!("{}: {}", fact.name, plain_line(&fact.value))).collect();
    assert_eq!(
        facts,
        [
            "Network: 2 inputs; hidden layer: 2 neurons, no activation function, no bias; output layer: 1 neuron, no activation function, no bias",
            "Loss: half squared error",
            "Optimizer: gradient descent (SGD), a = 0.01",
            "Sample: i1 = 5, i2 = 4; target actual = 2",
            "Before, hidden layer: w1 = 0.15, w2 = 0.2, w3 = 0.1, w4 = 0.18",
            "Before, output layer: w5 = 0.05, w6 = 0.26",
        ]
    );
    assert_eq!(table(&sheet, 0), ["prediction | 0.3947 | 0.507469", "E | 1.28849 | 1.11382"]);
    assert_eq!(table(&sheet, 1).first().expect("a row"), "w1 | 0.15 | −0.401325 | 0.154013");
    assert_eq!(table(&sheet, 1).len(), 6);
}

/// Blanks where there are results, and the answers say what belongs there.
#[test]
fn a_worksheet_and_its_answers() {
    let trainer = lesson("mazur");
    let worksheet = Sheet::of(&trainer, Form::Worksheet);
    let answers = Sheet::of(&trainer, Form::Answers);
    let (asked, answered) = (steps(&worksheet), steps(&answers));
    assert_eq!(asked.len() as u64, trainer.plan().operations());
    assert_eq!(asked.len(), answered.len());
    for ((number, title, question), (again, same, answer)) in asked.iter().zip(&answered) {
        assert_eq!((number, title), (again, same));
        assert!(question.ends_with("= ____"), "{question}");
        assert!(!answer.contains("__"), "{answer}");
        let result = answer.rsplit(" = ").next().expect("a result");
        assert!(!question.contains(result) || result.len() < 4, "{question} tells {result}");
    }
    assert_eq!(asked.first().expect("a step").2, "z_h1 = i1 · w1 + i2 · w2 + b1 = ________ = ____");
    assert_eq!(answered.first().expect("a step").2, "z_h1 = 0.05 · 0.15 + 0.1 · 0.2 + 0.35 = 0.3775");
    assert_eq!(table(&worksheet, 1).first().expect("a row"), "w1 | 0.15 | ____ | ____");
    assert!(answers.facts.is_empty());
}

/// Whatever the position in the update: the sheet is of the whole of it.
#[test]
fn a_sheet_is_of_the_update_that_is_looked_at() {
    let mut trainer = lesson("article");
    let first = Sheet::of(&trainer, Form::Worked);
    trainer.seek(0, 11).expect("a position");
    assert_eq!(Sheet::of(&trainer, Form::Worked), first);
    assert_eq!(trainer.position(), (0, 11));
    trainer.seek(1, 0).expect("a position");
    let second = Sheet::of(&trainer, Form::Worked);
    assert_eq!(second.title, "Update 2, worked out");
    assert_eq!(table(&second, 0).first().expect("a row"), "prediction | 0.507469 | 0.629649");
}

#[test]
fn the_display_is_kept() {
    let mut trainer = lesson("article");
    let display =
        Display { digits: 3, rounding: Rounding::Cut, names: Some(Naming::Index), ..Display::default() };
    trainer.set_display(display).expect("a display");
    let sheet = Sheet::of(&trainer, Form::Worked);
    assert!(
        sheet.lead.iter().any(|text| text.contains("cut after 3 significant digits")),
        "{:?}",
        sheet.lead
    );
    let steps = steps(&sheet);
    assert!(steps.iter().any(|(_, _, equation)| equation.ends_with("= 0.394")), "{steps:?}");
}

/// The formats that everything else asks for by name.
#[test]
fn formats_of_several_updates() {
    let trainer = lesson("article");
    let write =
        |id: &str, from, updates| Format::find(id).expect("a format").write(&trainer, Span { from, updates });
    let worked = write("markdown", 0, 2).expect("two updates");
    let titles = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| line.strip_prefix("# ")).map(str::to_owned).collect()
    };
    assert_eq!(titles(&worked), ["Update 1, worked out", "Update 2, worked out"]);
    let worksheet = write("worksheet-markdown", 4, 2).expect("two updates");
    assert_eq!(
        titles(&worksheet),
        ["Worksheet: update 5", "Worksheet: update 6", "Answers: update 5", "Answers: update 6"]
    );
    let sheets = [Form::Worksheet, Form::Answers].map(|form| Sheet::of(&trainer, form));
    assert_eq!(write("worksheet-latex", 0, 1), Ok(latex::document(&sheets)));
    for (from, updates) in [(0, 0), (0, 51), (u64::MAX, 2)] {
        assert!(write("latex", from, updates).is_err(), "{updates} updates from {from}");
    }
}

/// A surprising result says why it is one, except where that would tell it.
#[test]
fn the_reason_of_a_surprise() {
    let trainer = lesson("dead-relu");
    let reasons = |form| {
        let sheet = Sheet::of(&trainer, form);
        let groups = sheet.sections.into_iter().flat_map(|section| section.groups);
        groups.flat_map(|group| group.items).filter_map(|item| item.why).collect::<Vec<_>>()
    };
    let [worked, asked, answers] = Form::ALL.map(reasons);
    assert!(worked.iter().any(|why| why.contains("ReLU")), "{worked:?}");
    assert_eq!(worked, answers);
    assert!(asked.is_empty());
    let reason = worked.first().expect("a reason");
    let sheet = [Sheet::of(&trainer, Form::Worked)];
    assert!(markdown::document(&sheet).contains(&format!("*{reason}*")), "{reason}");
}

/// Updates in place alternate with the backward pass; each of the sections says of which layer it is.
#[test]
fn updates_in_place() {
    let document = serde_json::to_value(lesson("article").config().document());
    let mut document = document.expect("a document");
    document["update_order"] = "in_place".into();
    let json = document.to_string();
    let trainer = Trainer::new(Config::from_json(&json).expect("a document"));
    let sheet = Sheet::of(&trainer, Form::Worked);
    let titles: Vec<&str> = sheet.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Forward pass",
            "Loss",
            "Backward pass: output layer",
            "Update: output layer",
            "Backward pass: hidden layer",
            "Update: hidden layer"
        ]
    );
}

fn large(inputs: usize, layers: &[usize], samples: usize) -> Trainer {
    let row = |width: usize, s: usize| -> String {
        let cells: Vec<String> = (0..width).map(|i| format!("{}", (s * 7 + i * 3) % 11)).collect();
        format!("[{}]", cells.join(","))
    };
    let rows = |width: usize| -> String { (0..samples).map(|s| row(width, s)).collect::<Vec<_>>().join(",") };
    let layer = |units: &usize| format!(r#"{{ "units": {units}, "activation": "tanh" }}"#);
    let config = format!(
        r#"{{ "version": 1, "loss": "mean_squared_error",
            "network": {{ "inputs": {inputs}, "layers": [{}] }},
            "optimizer": {{ "method": "adam", "learning_rate": 0.01 }},
            "data": {{ "inputs": [{}], "targets": [{}] }} }}"#,
        layers.iter().map(layer).collect::<Vec<_>>().join(","),
        rows(inputs),
        rows(*layers.last().expect("a layer"))
    );
    Trainer::new(Config::from_json(&config).expect("a document"))
}

/// A sheet of a very large update has a few pages and says what it leaves out.
#[test]
fn large_updates_are_bounded() {
    let deep = large(6, &[16, 16, 16, 16, 16, 16], 1);
    let wide = large(784, &[128, 10], 2);
    let long = large(2, &[3, 1], 4000);
    for (name, trainer, most) in [("deep", deep, 250), ("wide", wide, 130), ("long", long, 110)] {
        for form in Form::ALL {
            let sheet = Sheet::of(&trainer, form);
            let steps = steps(&sheet);
            assert!(steps.len() <= most && steps.len() >= 19, "{name}: {} steps", steps.len());
            let extent = format!(
                "The whole update has {} steps; this sheet has {} of them",
                trainer.plan().operations(),
                steps.len()
            );
            assert!(sheet.lead.iter().any(|text| text.starts_with(&extent)), "{name}: {:?}", sheet.lead);
            for text in [latex::document(std::slice::from_ref(&sheet)), markdown::document(&[sheet])] {
                assert!(text.len() < 300_000, "{name}: {} bytes", text.len());
            }
        }
    }
    assert!(MOST_OPERATIONS >= lesson("xor").plan().operations(), "all of the XOR lesson fits");
}

/// Some random experiments, the same in every run: every function, loss, optimizer, batch and order is among them.
fn experiments(count: usize) -> Vec<Trainer> {
    let mut runner = TestRunner::new(random::cases(1));
    let mut draw = || random::config().new_tree(&mut runner).expect("a document").current();
    (0..count).map(|_| Trainer::new(draw())).collect()
}

/// Each step of a sheet has the result of its operation, and the page's own equation.
#[test]
fn a_sheet_tells_what_the_page_tells() {
    for mut trainer in experiments(40) {
        let sheet = Sheet::of(&trainer, Form::Worked);
        for (operation, _, equation) in steps(&sheet) {
            trainer.seek(0, operation).expect("an operation");
            let told = backprop_stepper::explain::of(&trainer).formula.plain(trainer.display());
            assert!(equation.starts_with(&told.symbols), "{equation}\n{}", told.symbols);
            assert!(equation.ends_with(&format!("= {}", told.result)), "{equation}\n{}", told.result);
            assert!(equation.contains(&told.numbers), "{equation}\n{}", told.numbers);
        }
    }
}

/// Every pair of brackets and every environment is closed, so that one slip does not swallow a page.
fn check_latex(name: &str, text: &str) {
    assert!(text.is_ascii(), "{name}: {:?}", text.chars().find(|c| !c.is_ascii()));
    for (line, number) in text.lines().zip(1..) {
        let depth = line.replace("\\{", "").replace("\\}", "").chars().fold(0i32, |depth, c| match c {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        });
        assert_eq!(depth, 0, "{name}, line {number}: {line}");
        for [open, close] in [["\\left(", "\\right)"], ["\\left|", "\\right|"], ["\\Bigl(", "\\Bigr)"]] {
            // These may end in another line.
            let of = if open.starts_with("\\B") { text } else { line };
            assert_eq!(of.matches(open).count(), of.matches(close).count(), "{name}: {line}");
        }
    }
    for environment in ["document", "align*", "longtable"] {
        let [begins, ends] =
            ["begin", "end"].map(|what| text.matches(&format!("\\{what}{{{environment}}}")).count());
        assert_eq!(begins, ends, "{name}: {environment}");
    }
}

/// Nothing in it is read by Markdown before the formulas are: no backslash before a sign, no `_` that begins emphasis.
fn check_markdown(name: &str, text: &str) {
    let mut display = false;
    for line in text.lines() {
        if line == "$$" {
            display = !display;
            continue;
        }
        let inline = |(i, part): (usize, &str)| (i % 2 == 1).then(|| part.to_owned());
        let formulas: Vec<String> = if display {
            vec![line.to_owned()]
        } else {
            let words = line.replace("\\$", "");
            assert_eq!(words.matches('$').count() % 2, 0, "{name}: {line}");
            words.split('$').enumerate().filter_map(inline).collect()
        };
        for formula in formulas {
            let letters: Vec<char> = formula.chars().collect();
            for pair in letters.windows(2) {
                if let [before, after] = pair {
                    assert!(*before != '\\' || after.is_ascii_alphabetic(), "{name}: {formula}");
                    assert!(
                        *after != '_'
                            || before.is_ascii_alphanumeric()
                            || !formula.contains(&format!("{before}_{{")),
                        "{name}: {formula}"
                    );
                }
            }
            assert!(!formula.contains(['<', '>', '|', '*', '`']), "{name}: {formula}");
        }
    }
    assert!(!display, "{name}: a formula does not end");
}

#[test]
fn files_hold_together() {
    let shown = |trainer: &mut Trainer, digits, names| {
        let display = Display { digits, names: Some(names), ..Display::default() };
        trainer.set_display(display).expect("a display");
    };
    for (number, mut trainer) in experiments(60).into_iter().enumerate() {
        let (digits, names) = (1 + number % 17, Naming::ALL[number % 2]);
        shown(&mut trainer, digits, names);
        for form in Form::ALL {
            let sheet = Sheet::of(&trainer, form);
            let name = format!("experiment {number}, {}", form.name());
            check_latex(&name, &latex::document(std::slice::from_ref(&sheet)));
            check_markdown(&name, &markdown::document(&[sheet]));
        }
    }
}

/// Sheets of a run that explodes, and of numbers far from 1.
#[test]
fn what_is_no_number_is_written_too() {
    let mut trainer = lesson("exploding");
    while trainer.position().0 < 2000 && !trainer.diverged() {
        trainer.next(Granularity::Update);
    }
    let sheets = Form::ALL.map(|form| Sheet::of(&trainer, form));
    check_latex("exploding", &latex::document(&sheets));
    check_markdown("exploding", &markdown::document(&sheets));
}

/// Everything compiles, and nothing runs off the page.
#[test]
fn pdflatex_compiles_them() {
    if !tex::is_there() {
        return;
    }
    let compile = |name: &str, sheets: &[Sheet]| {
        let compiled = tex::compile(name, &latex::document(sheets));
        assert!(compiled.overfull.is_empty(), "{name}: {:?}", compiled.overfull);
        compiled.pages
    };
    let forms = |trainer: &Trainer| Form::ALL.map(|form| Sheet::of(trainer, form));
    let lessons: Vec<Sheet> = lessons::all().iter().flat_map(|lesson| forms(&lesson.trainer())).collect();
    compile("lessons", &lessons);
    let mut random = Vec::new();
    for (number, mut trainer) in experiments(60).into_iter().enumerate() {
        let display = Display {
            digits: [6, 3, 17, 10][number % 4],
            names: Some(Naming::ALL[number / 4 % 2]),
            ..Display::default()
        };
        trainer.set_display(display).expect("a display");
        random.extend(forms(&trainer));
    }
    compile("random", &random);
    let mut far = lesson("exploding");
    far.train(500).expect("a run");
    let large = [large(30, &[20, 12], 30), large(784, &[128, 10], 2), far];
    compile("large", &large.iter().flat_map(forms).collect::<Vec<_>>());
    let pages = compile("article", &[Sheet::of(&lesson("article"), Form::Worked)]);
    assert!(pages <= 3, "the article takes {pages} pages");
}
