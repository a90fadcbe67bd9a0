//! What a run can be written as. Another format is another row of [`FORMATS`].

use super::sheet::{self, Form, Sheet};
use super::{Trace, csv, document, json, latex, markdown, program, text};
use crate::error::{Error, Result};
use crate::explain::code::{self, Language};
use crate::trainer::Trainer;

/// Which kind of thing a format is, for a reader who looks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// To read and to print.
    Sheets,
    /// To run.
    Programs,
    /// For other programs to read.
    Data,
    /// To open here again.
    Experiment,
}

impl Group {
    /// The name in the JavaScript API.
    pub fn name(self) -> &'static str {
        match self {
            Group::Sheets => "sheets",
            Group::Programs => "programs",
            Group::Data => "data",
            Group::Experiment => "experiment",
        }
    }
}

/// Some updates of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Updates completed before.
    pub from: u64,
    /// How many follow.
    pub updates: u64,
}

/// What a format is written from.
#[derive(Debug, Clone, Copy)]
pub enum Writer {
    /// Some updates, operation by operation.
    Trace(fn(&Trace) -> String),
    /// Some updates as they stand on paper: each in the first of the forms, then each in the next one.
    Sheets(fn(&[Sheet]) -> String, &'static [Form]),
    /// A program that makes the updates.
    Program(Language),
    /// The document where the updates start: what a program of the same start reads. Where the run stands in that
    /// update, its operation is kept.
    Document(fn(&Trainer) -> String),
    /// The run as far as it was reached: independent of a [`Span`].
    Run(fn(&Trainer) -> String),
}

/// One way of writing down a run.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// Its name in the JavaScript API and on the command line.
    pub id: &'static str,
    /// What a reader knows it by.
    pub label: &'static str,
    /// Which kind of thing it is.
    pub group: Group,
    /// What distinguishes its files from others with the same extension; empty for none.
    pub part: &'static str,
    /// The extension of its files.
    pub extension: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// How it is written.
    pub writer: Writer,
}

const WORKSHEET: &[Form] = &[Form::Worksheet, Form::Answers];

/// All of them, in the order in which they are offered.
pub const FORMATS: &[Format] = &[
    Format {
        id: "latex",
        label: "LaTeX",
        group: Group::Sheets,
        part: "",
        extension: "tex",
        media: "application/x-tex",
        writer: Writer::Sheets(latex::document, &[Form::Worked]),
    },
    Format {
        id: "markdown",
        label: "Markdown with formulas",
        group: Group::Sheets,
        part: "",
        extension: "md",
        media: "text/markdown",
        writer: Writer::Sheets(markdown::document, &[Form::Worked]),
    },
    Format {
        id: "worksheet-latex",
        label: "Worksheet and answers, LaTeX",
        group: Group::Sheets,
        part: "worksheet",
        extension: "tex",
        media: "application/x-tex",
        writer: Writer::Sheets(latex::document, WORKSHEET),
    },
    Format {
        id: "worksheet-markdown",
        label: "Worksheet and answers, Markdown",
        group: Group::Sheets,
        part: "worksheet",
        extension: "md",
        media: "text/markdown",
        writer: Writer::Sheets(markdown::document, WORKSHEET),
    },
    Format {
        id: "text",
        label: "Plain text",
        group: Group::Sheets,
        part: "",
        extension: "txt",
        media: "text/plain",
        writer: Writer::Trace(text::trace),
    },
    Format {
        id: "numpy",
        label: "NumPy",
        group: Group::Programs,
        part: "numpy",
        extension: "py",
        media: "text/x-python",
        writer: Writer::Program(Language::Numpy),
    },
    Format {
        id: "pytorch",
        label: "PyTorch",
        group: Group::Programs,
        part: "pytorch",
        extension: "py",
        media: "text/x-python",
        writer: Writer::Program(Language::Pytorch),
    },
    Format {
        id: "rust",
        label: "Rust",
        group: Group::Programs,
        part: "",
        extension: "rs",
        media: "text/x-rust",
        writer: Writer::Program(Language::Rust),
    },
    Format {
        id: "javascript",
        label: "JavaScript",
        group: Group::Programs,
        part: "",
        extension: "js",
        media: "text/javascript",
        writer: Writer::Program(Language::Javascript),
    },
    Format {
        id: "json",
        label: "Every operation, as JSON",
        group: Group::Data,
        part: "trace",
        extension: "json",
        media: "application/json",
        writer: Writer::Trace(json::trace),
    },
    Format {
        id: "csv",
        label: "Every operation, as CSV",
        group: Group::Data,
        part: "trace",
        extension: "csv",
        media: "text/csv",
        writer: Writer::Trace(csv::trace),
    },
    Format {
        id: "losses",
        label: "Loss of every update, as CSV",
        group: Group::Data,
        part: "losses",
        extension: "csv",
        media: "text/csv",
        writer: Writer::Run(csv::losses),
    },
    Format {
        id: "config",
        label: "Config document",
        group: Group::Experiment,
        part: "",
        extension: "json",
        media: "application/json",
        writer: Writer::Document(document::config),
    },
];

impl Format {
    /// The format with this id.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] that lists what there is.
    pub fn find(id: &str) -> Result<&'static Format> {
        FORMATS.iter().find(|format| format.id == id).ok_or_else(|| {
            let known: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
            Error::range("format", format!("expected one of {}, got {id:?}", known.join(", ")))
        })
    }

    /// Whether it is about some updates, whose number can be chosen.
    pub fn has_span(&self) -> bool {
        matches!(self.writer, Writer::Trace(_) | Writer::Sheets(..) | Writer::Program(_))
    }

    /// The file that it reads beside itself, if it does: the config document of the same start, under this name.
    pub fn reads(&self, trainer: &Trainer) -> Option<&'static str> {
        match self.writer {
            Writer::Program(_) => code::file(trainer.config()),
            Writer::Trace(_) | Writer::Sheets(..) | Writer::Document(_) | Writer::Run(_) => None,
        }
    }

    /// Writes some updates of a run, shown as `trainer` shows them. The trainer does not move. What has no span takes
    /// only the start of this one.
    ///
    /// # Errors
    /// A [`crate::error::RangeError`] where the run has no such updates, or too many of them are asked for.
    pub fn write(&self, trainer: &Trainer, span: Span) -> Result<String> {
        match self.writer {
            Writer::Trace(write) => Ok(write(&Trace::of(trainer, span.from, span.updates)?)),
            Writer::Sheets(write, forms) => Ok(write(&sheet::several(trainer, span, forms)?)),
            Writer::Program(language) => program::write(&at(trainer, span.from)?, span, language),
            Writer::Document(write) => Ok(write(&at(trainer, span.from)?)),
            Writer::Run(write) => Ok(write(trainer)),
        }
    }

    /// A name for its file: `article-update-1.tex`.
    ///
    /// ```
    /// # use backprop_stepper::export::{Format, Span};
    /// let span = Span { from: 2, updates: 3 };
    /// assert_eq!(Format::find("csv")?.file_name("article", span), "article-trace-update-3-5.csv");
    /// assert_eq!(Format::find("rust")?.file_name("article", span), "article-update-3-5.rs");
    /// assert_eq!(Format::find("config")?.file_name("article", span), "article.json");
    /// # Ok::<(), backprop_stepper::error::Error>(())
    /// ```
    pub fn file_name(&self, experiment: &str, span: Span) -> String {
        let mut name = experiment.to_owned();
        if !self.part.is_empty() {
            name = format!("{name}-{}", self.part);
        }
        if self.has_span() {
            name = format!("{name}-update-{}", span.from.saturating_add(1));
            if span.updates > 1 {
                name = format!("{name}-{}", span.from.saturating_add(span.updates));
            }
        }
        format!("{name}.{}", self.extension)
    }
}

/// The run where an update starts; where it stands in that update, as it stands.
fn at(trainer: &Trainer, from: u64) -> Result<Trainer> {
    let mut trainer = trainer.clone();
    if trainer.position().0 != from {
        trainer.seek_exactly("from", from, 0)?;
    }
    Ok(trainer)
}
