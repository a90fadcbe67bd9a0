//! What the command line can ask for.

use crate::failure::Failure;
use crate::written::PICTURES;
use backprop_stepper::display::{Counting, Naming, Rounding};
use backprop_stepper::export::{FORMATS, Format, Writer};
use lexopt::{Arg, Parser, ValueExt as _};
use std::path::PathBuf;

/// One request.
#[derive(Debug)]
pub(crate) enum Task {
    /// Print a text of our own.
    Print(String),
    /// Write some updates of an experiment.
    Trace(Trace),
}

/// What of which experiment, in which format, and where to.
#[derive(Debug)]
pub(crate) struct Trace {
    /// A lesson's id, or the path of a config document.
    pub(crate) experiment: String,
    /// 1, unless it is said.
    pub(crate) updates: Option<u64>,
    /// Updates completed before; where the document starts, unless it is said.
    pub(crate) from: Option<u64>,
    pub(crate) format: Written,
    pub(crate) digits: Option<usize>,
    pub(crate) counting: Option<Counting>,
    pub(crate) rounding: Option<Rounding>,
    pub(crate) names: Option<Naming>,
    /// Standard output, unless a file is named.
    pub(crate) output: Option<PathBuf>,
}

/// A format of the library's list, or a picture.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written {
    Text(&'static Format),
    Picture(&'static str),
}

/// Reads the command line.
pub(crate) fn parse(mut parser: Parser) -> Result<Task, Failure> {
    let task = match parser.next().map_err(unreadable)? {
        None => return Err(Failure::Usage("a command is missing".to_owned())),
        Some(Arg::Short('h') | Arg::Long("help")) => Task::Print(help()),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            Task::Print(format!("backprop-stepper {}\n", env!("CARGO_PKG_VERSION")))
        }
        Some(Arg::Value(command)) => match command.to_str() {
            Some("trace") => return trace(&mut parser),
            Some("lessons") => Task::Print(lessons()),
            Some("schema") => Task::Print(backprop_stepper::export::json::SCHEMA.to_owned()),
            Some("help") => Task::Print(help()),
            _ => return Err(Failure::Usage(format!("there is no command {command:?}"))),
        },
        Some(other) => return Err(unreadable(other.unexpected())),
    };
    match parser.next().map_err(unreadable)? {
        None => Ok(task),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Task::Print(help())),
        Some(other) => Err(unreadable(other.unexpected())),
    }
}

fn trace(parser: &mut Parser) -> Result<Task, Failure> {
    let mut experiment = None;
    let mut trace = Trace {
        experiment: String::new(),
        updates: None,
        from: None,
        format: format("text")?,
        digits: None,
        counting: None,
        rounding: None,
        names: None,
        output: None,
    };
    while let Some(argument) = parser.next().map_err(unreadable)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Task::Print(help())),
            Arg::Short('n') | Arg::Long("updates") => {
                trace.updates = Some(whole(parser, "--updates", 1, u64::MAX)?);
            }
            Arg::Long("from") => trace.from = Some(whole(parser, "--from", 0, u64::MAX)?),
            Arg::Short('f') | Arg::Long("format") => trace.format = format(&text(parser)?)?,
            Arg::Short('d') | Arg::Long("digits") => {
                trace.digits = Some(whole(parser, "--digits", 1, 17)? as usize);
            }
            Arg::Long("counting") => {
                trace.counting = Some(choice(parser, "--counting", &Counting::ALL, Counting::name)?);
            }
            Arg::Long("rounding") => {
                trace.rounding = Some(choice(parser, "--rounding", &Rounding::ALL, Rounding::name)?);
            }
            Arg::Long("names") => trace.names = Some(choice(parser, "--names", &Naming::ALL, Naming::name)?),
            Arg::Short('o') | Arg::Long("output") => {
                trace.output = Some(parser.value().map_err(unreadable)?.into());
            }
            Arg::Value(value) if experiment.is_none() => {
                experiment = Some(value.string().map_err(unreadable)?);
            }
            other => return Err(unreadable(other.unexpected())),
        }
    }
    let missing = || Failure::Usage("`trace` needs a lesson or the file of a config document".to_owned());
    trace.experiment = experiment.ok_or_else(missing)?;
    if let (Some(_), Written::Text(format)) = (trace.updates, trace.format)
        && matches!(format.writer, Writer::Document(_))
    {
        let message =
            format!("--updates: a file of format {} has a start only, which --from says", format.id);
        return Err(Failure::Usage(message));
    }
    Ok(Task::Trace(trace))
}

fn unreadable(error: lexopt::Error) -> Failure {
    Failure::Usage(error.to_string())
}

fn text(parser: &mut Parser) -> Result<String, Failure> {
    parser.value().and_then(|value| value.string()).map_err(unreadable)
}

fn whole(parser: &mut Parser, option: &str, least: u64, most: u64) -> Result<u64, Failure> {
    let text = text(parser)?;
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| {
        let range =
            if most == u64::MAX { format!("from {least}") } else { format!("from {least} to {most}") };
        Failure::Usage(format!("{option}: expected a whole number {range}, got {text:?}"))
    })
}

fn choice<T: Copy>(
    parser: &mut Parser,
    option: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, Failure> {
    let text = text(parser)?;
    all.iter().copied().find(|one| name(*one) == text).ok_or_else(|| {
        let known: Vec<_> = all.iter().map(|one| name(*one)).collect();
        Failure::Usage(format!("{option}: expected one of {}, got {text:?}", known.join(", ")))
    })
}

fn format(id: &str) -> Result<Written, Failure> {
    if let Some((picture, _)) = PICTURES.iter().find(|(picture, _)| *picture == id) {
        return Ok(Written::Picture(picture));
    }
    Format::find(id).map(Written::Text).map_err(|_| {
        let known = FORMATS.iter().map(|format| format.id).chain(PICTURES.iter().map(|(id, _)| *id));
        Failure::Usage(format!(
            "--format: expected one of {}, got {id:?}",
            known.collect::<Vec<_>>().join(", ")
        ))
    })
}

fn lessons() -> String {
    let lessons = backprop_stepper::lessons::all();
    let width = lessons.iter().map(|lesson| lesson.id.len()).max().unwrap_or(0);
    lessons.iter().map(|lesson| format!("{:<width$}  {}\n", lesson.id, lesson.title)).collect()
}

fn help() -> String {
    let formats = FORMATS.iter().map(|format| (format.id, format.label)).chain(PICTURES.iter().copied());
    let formats: String = formats.map(|(id, label)| format!("  {id:<20}{label}\n")).collect();
    format!(
        "\
Writes some updates of a training run, operation by operation: the same texts that the page’s exports write.

Usage: backprop-stepper trace EXPERIMENT [options]
       backprop-stepper lessons     the lessons, by their ids
       backprop-stepper schema      the JSON schema of `--format json`

EXPERIMENT is the id of a lesson, the path of a config document or of a lesson (JSON), or - for one on standard input.

Options of `trace`:
  -n, --updates N       how many updates (1)
      --from U          after U completed ones (where the document starts)
  -f, --format FORMAT   one of those below (text)
  -d, --digits N        how many digits formulas show, 1 to 17 (6)
      --counting HOW    significant or decimals: which digits those are (significant)
      --rounding HOW    round or cut: what becomes of the digits after them (round)
      --names NAMES     article (w1, h1, prediction) or index (w⁽¹⁾₁,₁, a⁽¹⁾₁); otherwise as the lesson or network wants
  -o, --output FILE     where to, instead of standard output
  -h, --help            this text
  -V, --version         the version

Formats:
{formats}
The losses go up to the last of the updates. Pictures show its last operation. Programs make the
updates; the config document starts after --from. A large program reads that document, saved as config.json beside it.

Exit codes: 0 when all went well; 1 when the experiment or a file was refused, with the place; 2 when the command line was
not understood.
"
    )
}
