//! The markup in a lesson's texts: formulas, live values, links, emphasis.
//!
//! | written | is |
//! | --- | --- |
//! | `{w6}` | a formula in symbols, in the [`mod@notation`] of lessons |
//! | `{=prediction}` | its value at the display's digits |
//! | `{#prediction}` | its value at full precision |
//! | `{=E@0.4}` | the value that it has at another position: update 0, operation 4 |
//! | `{=E@9.0 in place}` | the value that it has there in the lesson's variant of that name |
//! | `[hmkcode](https://hmkcode.com)` | a link |
//! | `**strong**`, `` `code` `` | emphasis, and what is typed |

use crate::explain::notation::{self, Tree};

/// A position: updates completed, operations done of the next one.
pub type Position = (u64, u64);

/// A formula, and the position whose numbers it has; `None` leaves that to where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Notation {
    /// Its sides.
    pub sides: Vec<Tree>,
    /// Where its numbers are taken.
    pub at: Option<Position>,
    /// The variant of the lesson that they are taken from; `None` for the run that is told of.
    pub variant: Option<String>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Plain words.
    Text(String),
    /// A formula in symbols.
    Math(Notation),
    /// A number, looked up when the text is shown.
    Value {
        /// What it is the value of.
        of: Notation,
        /// Whether it is shown to the last digit.
        full: bool,
    },
    /// A link.
    Link {
        /// Where to.
        url: String,
        /// What is written.
        text: String,
    },
    /// Words that matter.
    Strong(String),
    /// What is typed, or printed by a program.
    Code(String),
}

/// Why a text is refused: in words, with the character where it goes wrong.
pub type Slip = String;

/// Reads a text.
///
/// # Errors
/// What is wrong with it and where.
///
/// ```
/// use backprop_stepper::lessons::inline::{Part, parse};
/// let parts = parse("The **error** is {=E@0.4}.")?;
/// assert_eq!(parts.len(), 5);
/// assert_eq!(parts[1], Part::Strong("error".into()));
/// assert!(parse("an {open formula").is_err());
/// # Ok::<(), String>(())
/// ```
pub fn parse(text: &str) -> Result<Vec<Part>, Slip> {
    let mut parts = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = || text.chars().count() - rest.chars().count();
        match marked(rest).map_err(|slip| format!("at character {}: {slip}", at()))? {
            Some((part, after)) => {
                if !words.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut words)));
                }
                parts.push(part);
                rest = after;
            }
            None => {
                words.push(first);
                rest = rest.strip_prefix(first).unwrap_or("");
            }
        }
    }
    if !words.is_empty() {
        parts.push(Part::Text(words));
    }
    Ok(parts)
}

/// A formula with an optional `@update.operation`, that with an optional name of a variant.
///
/// # Errors
/// What is wrong with it and where.
pub fn notation(text: &str) -> Result<Notation, Slip> {
    let (formula, at, variant) = match text.rsplit_once('@') {
        Some((formula, place)) => {
            let (at, variant) = place.trim().split_once(' ').unwrap_or((place.trim(), ""));
            (formula, Some(position(at)?), Some(variant.trim().to_owned()).filter(|name| !name.is_empty()))
        }
        None => (text, None, None),
    };
    let sides = notation::parse(formula).map_err(|error| format!("{error} of “{}”", formula.trim()))?;
    Ok(Notation { sides, at, variant })
}

fn position(text: &str) -> Result<Position, Slip> {
    let whole = |text: &str| text.parse::<u32>().ok().map(u64::from);
    text.split_once('.')
        .and_then(|(update, operation)| whole(update).zip(whole(operation)))
        .ok_or_else(|| format!("expected a position such as 0.19 after “@”, got “{text}”"))
}

/// What begins with a mark at the start of `rest`, and what comes after it; `None` where plain words go on.
fn marked(rest: &str) -> Result<Option<(Part, &str)>, Slip> {
    if let Some(inner) = rest.strip_prefix('{') {
        let (formula, after) =
            inner.split_once('}').ok_or("expected “}” after the formula, found the end")?;
        let part = match (formula.strip_prefix('='), formula.strip_prefix('#')) {
            (Some(of), _) => Part::Value { of: notation(of)?, full: false },
            (None, Some(of)) => Part::Value { of: notation(of)?, full: true },
            (None, None) => Part::Math(notation(formula)?),
        };
        return Ok(Some((part, after)));
    }
    if rest.starts_with('}') {
        return Err("“}” without “{”".to_owned());
    }
    if let Some(inner) = rest.strip_prefix("**") {
        let (words, after) = inner.split_once("**").ok_or("expected “**” after the words, found the end")?;
        return Ok(Some((Part::Strong(words.to_owned()), after)));
    }
    if let Some(inner) = rest.strip_prefix('`') {
        let (code, after) = inner.split_once('`').ok_or("expected “`” after the code, found the end")?;
        return Ok(Some((Part::Code(code.to_owned()), after)));
    }
    link(rest)
}

/// `[text](https://…)`. A bracket that no link begins with is a plain one.
fn link(rest: &str) -> Result<Option<(Part, &str)>, Slip> {
    let Some((text, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) else {
        return Ok(None);
    };
    let Some(target) = after.strip_prefix('(') else { return Ok(None) };
    let (url, after) = target.split_once(')').ok_or("expected “)” after the address, found the end")?;
    check_url(url)?;
    Ok(Some((Part::Link { url: url.to_owned(), text: text.to_owned() }, after)))
}

/// Only what is encrypted, and nothing that could be anything but an address.
///
/// # Errors
/// What was expected and what was found.
pub fn check_url(url: &str) -> Result<(), Slip> {
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\');
    let host = url.strip_prefix("https://").unwrap_or("");
    if host.starts_with(|c: char| c.is_ascii_alphanumeric()) && url.chars().all(plain) {
        Ok(())
    } else {
        Err(format!("expected an address that begins with https://, got “{url}”"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark() {
        let parts = parse("a [5, 4] {h1} {#w6@0.14} `x = 1` **b** [c](https://d.org/e)").expect("a text");
        assert_eq!(parts.first(), Some(&Part::Text("a [5, 4] ".into())));
        assert!(matches!(parts.get(1), Some(Part::Math(Notation { at: None, variant: None, .. }))));
        assert!(matches!(
            parts.get(3),
            Some(Part::Value { of: Notation { at: Some((0, 14)), .. }, full: true })
        ));
        assert_eq!(parts.get(5), Some(&Part::Code("x = 1".into())));
        assert_eq!(parts.get(7), Some(&Part::Strong("b".into())));
        assert_eq!(parts.get(9), Some(&Part::Link { url: "https://d.org/e".into(), text: "c".into() }));
    }

    #[test]
    fn slips_name_the_place() {
        let check = |text: &str, expected: &str| assert_eq!(parse(text).expect_err(text), expected);
        check("ab {w6", "at character 3: expected “}” after the formula, found the end");
        check(
            "é {w6 +}",
            "at character 2: at character 4: expected a number or a name, found the end of “w6 +”",
        );
        let variant = notation("E@7.0 in place").expect("a formula");
        assert_eq!((variant.at, variant.variant.as_deref()), (Some((7, 0)), Some("in place")));
        check("{w6@3}", "at character 0: expected a position such as 0.19 after “@”, got “3”");
        check("a } b", "at character 2: “}” without “{”");
        check("**a", "at character 0: expected “**” after the words, found the end");
        check(
            "[a](http://b)",
            "at character 0: expected an address that begins with https://, got “http://b”",
        );
        check("[a](https://b", "at character 0: expected “)” after the address, found the end");
    }
}
