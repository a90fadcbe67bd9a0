//! JSON that a person can read, and the config document in it.

use crate::trainer::Trainer;
use serde::Serialize;

/// What fits on a line stays on one.
const LINE: usize = 150;

/// The document as it stands now: a file to open again, or to give to the command line.
pub fn config(trainer: &Trainer) -> String {
    written(&trainer.config_now().document())
}

/// A value as JSON. Lists and objects that are short stand on a line of their own, others have a line for each part.
pub(super) fn written(value: &impl Serialize) -> String {
    // What is written here has text keys and finite numbers only, which serde_json takes.
    let compact = serde_json::to_string(value).unwrap_or_default();
    let mut text = String::with_capacity(compact.len() * 5 / 4);
    lay_out(&compact, 0, &mut text);
    text.push('\n');
    text
}

/// Lays out one value that stands `depth` deep.
fn lay_out(value: &str, depth: usize, into: &mut String) {
    let inner = value.get(1..value.len().saturating_sub(1)).unwrap_or_default();
    let breaks = value.len() > LINE.saturating_sub(2 * depth) && value.starts_with(['[', '{']);
    let parts = parts(if breaks { inner } else { "" });
    if parts.is_empty() {
        spaced(value, into);
        return;
    }
    let (open, close) = if value.starts_with('[') { ('[', ']') } else { ('{', '}') };
    into.push(open);
    for (index, part) in parts.iter().enumerate() {
        into.push_str(if index == 0 { "\n" } else { ",\n" });
        indent(depth + 1, into);
        match key(part) {
            Some((key, value)) if open == '{' => {
                into.push_str(key);
                into.push_str(": ");
                lay_out(value, depth + 1, into);
            }
            _ => lay_out(part, depth + 1, into),
        }
    }
    into.push('\n');
    indent(depth, into);
    into.push(close);
}

fn indent(depth: usize, into: &mut String) {
    into.extend(std::iter::repeat_n("  ", depth));
}

/// Marks which bytes of JSON are outside of its strings.
fn outside_strings(text: &str) -> impl Iterator<Item = (usize, u8)> + '_ {
    let (mut inside, mut escaped) = (false, false);
    text.bytes().enumerate().filter(move |&(_, byte)| {
        let was_inside = inside;
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = inside,
            b'"' => inside = !inside,
            _ => {}
        }
        !was_inside && byte != b'"'
    })
}

/// The items of a list, or the members of an object, given what stands between its brackets.
fn parts(inner: &str) -> Vec<&str> {
    if inner.is_empty() {
        return Vec::new();
    }
    let (mut parts, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    for (at, byte) in outside_strings(inner) {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.extend(inner.get(from..at));
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(inner.get(from..));
    parts
}

/// A member's key, in its quotes, and its value.
fn key(member: &str) -> Option<(&str, &str)> {
    let colon = outside_strings(member).find(|&(_, byte)| byte == b':')?.0;
    Some((member.get(..colon)?, member.get(colon + 1..)?))
}

/// On one line, with a space after each comma and colon, and inside of braces; `5` for `5.0`.
fn spaced(value: &str, into: &mut String) {
    let mut copied = 0;
    for (at, byte) in outside_strings(value) {
        let empty = value.get(at..at + 2) == Some("{}") || (at > 0 && value.get(at - 1..=at) == Some("{}"));
        if byte == b'}' && !empty {
            into.push_str(value.get(copied..at).unwrap_or_default());
            into.push(' ');
            copied = at;
        }
        // A whole number is one in JSON too.
        let rest = value.get(at..).and_then(|rest| rest.strip_prefix(".0"));
        if rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric())) {
            into.push_str(value.get(copied..at).unwrap_or_default());
            copied = at + 2;
        }
        if matches!(byte, b',' | b':') || (byte == b'{' && !empty) {
            into.push_str(value.get(copied..=at).unwrap_or_default());
            into.push(' ');
            copied = at + 1;
        }
    }
    into.push_str(value.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn short_things_stay_on_a_line() {
        assert_eq!(written(&json!({})), "{}\n");
        assert_eq!(written(&json!([])), "[]\n");
        assert_eq!(
            written(&json!({ "a": [1, -2.0, 2.05, 3e-7, 1e300, {}], "b,:": "x,{}\\\"," })),
            "{ \"a\": [1, -2, 2.05, 3e-7, 1e+300, {}], \"b,:\": \"x,{}\\\\\\\",\" }\n"
        );
    }

    #[test]
    fn long_things_get_a_line_for_each_part() {
        let (long, row) = ("é".repeat(90), vec![1.5; 36]);
        let text = written(&json!({ "rows": [row, [1]], "x, y": { "long": long, "z": "]" } }));
        let row = ["1.5"; 36].join(", ");
        let rows = format!("  \"rows\": [\n    [{row}],\n    [1]\n  ],\n");
        let rest = format!("  \"x, y\": {{\n    \"long\": \"{long}\",\n    \"z\": \"]\"\n  }}\n");
        assert_eq!(text, format!("{{\n{rows}{rest}}}\n"));
    }

    #[test]
    fn it_reads_back_as_what_it_was() {
        for lesson in crate::lessons::all() {
            let text = written(&lesson.config.document());
            let again = crate::config::Config::from_json(&text).expect("a document");
            assert_eq!(again, lesson.config, "{}", lesson.id);
            assert!(!text.contains(".0,") && text.lines().all(|line| line.len() < 250), "{text}");
        }
    }
}
