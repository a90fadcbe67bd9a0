//! JavaScript's values as arguments: whatever arrives ends in a value or in an error that names it.

use crate::config::limits::WHOLE;
use crate::config::node::Node;
use crate::error::{Error, Result};
use crate::optimizer::Moment;
use crate::trainer::Granularity;
use js_sys::{Array, ArrayBuffer, Float64Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How deep a document may be nested. A moment with its config document needs 7.
const DEPTH: usize = 8;

/// How much of a document is left to be read.
struct Budget {
    /// Items of lists: the largest data set, the most parameters, and room for the rest.
    items: usize,
    /// Members of objects, of which a document has few but for the edits of a moment.
    members: usize,
}

const BUDGET: Budget = Budget { items: (1 << 24) + (1 << 21), members: 1 << 17 };

/// A number. JavaScript would turn text and null into one; here they are as wrong as NaN.
pub(super) fn number(value: &JsValue) -> Result<f64> {
    value
        .as_f64()
        .ok_or_else(|| Error::range("value", format!("expected a finite number, got {}", shallow(value))))
}

/// A whole number from 0.
pub(super) fn whole(name: &'static str, value: &JsValue) -> Result<u64> {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && (0.0..=WHOLE as f64).contains(&number) => Ok(number as u64),
        _ => Err(Error::range(name, format!("expected a whole number from 0, got {}", shallow(value)))),
    }
}

/// An index. On a 32-bit machine what is too large for one is no index of anything.
pub(super) fn index(name: &'static str, value: &JsValue) -> Result<usize> {
    Ok(usize::try_from(whole(name, value)?).unwrap_or(usize::MAX))
}

/// Yes or no; `undefined` is no.
pub(super) fn flag(name: &'static str, value: &JsValue) -> Result<bool> {
    match value.as_bool() {
        Some(flag) => Ok(flag),
        None if value.is_undefined() => Ok(false),
        None => Err(Error::range(name, format!("expected true or false, got {}", shallow(value)))),
    }
}

/// Text.
pub(super) fn text(name: &'static str, value: &JsValue) -> Result<String> {
    value.as_string().ok_or_else(|| Error::range(name, format!("expected text, got {}", shallow(value))))
}

/// Which number an optimizer keeps.
pub(super) fn moment(value: &JsValue) -> Result<Moment> {
    let text = value.as_string();
    let found = Moment::ALL.into_iter().find(|moment| text.as_deref() == Some(moment.name()));
    found.ok_or_else(|| {
        let names: Vec<_> = Moment::ALL.iter().map(|moment| format!("{:?}", moment.name())).collect();
        Error::range("name", format!("expected one of {}, got {}", names.join(", "), node(value).describe()))
    })
}

/// A granularity; `undefined` is an operation.
pub(super) fn granularity(value: &JsValue) -> Result<Granularity> {
    if value.is_undefined() {
        return Ok(Granularity::default());
    }
    let text = value.as_string();
    let found = Granularity::ALL.into_iter().find(|by| text.as_deref() == Some(by.name()));
    found.ok_or_else(|| {
        let names: Vec<_> = Granularity::ALL.iter().map(|by| format!("{:?}", by.name())).collect();
        Error::range("by", format!("expected one of {}, got {}", names.join(", "), node(value).describe()))
    })
}

/// A list of numbers, of at most `most`. What is not a number becomes NaN, which whoever asked refuses.
pub(super) fn numbers(name: &'static str, value: &JsValue, most: usize) -> Result<Vec<f64>> {
    let refuse = |found: String| Error::range(name, format!("expected a list of numbers, got {found}"));
    if let Some(array) = float_array(value) {
        let length = array.length() as usize;
        return if length <= most { Ok(copied(array)) } else { Err(refuse(format!("{length} of them"))) };
    }
    if is_revoked(value) || !Array::is_array(value) {
        return Err(refuse(shallow(value)));
    }
    let length = length(value);
    if length > most {
        return Err(refuse(format!("{length} of them")));
    }
    let item = |i| Reflect::get_u32(value, i as u32).ok().and_then(|item| item.as_f64()).unwrap_or(f64::NAN);
    Ok((0..length).map(item).collect())
}

/// A document, walked with bounded depth and size: objects that contain themselves, getters that throw and the
/// like become [`Node::Other`], which the validator refuses by name.
pub(super) fn node(value: &JsValue) -> Node {
    walk(value, DEPTH, &mut { BUDGET })
}

fn walk(value: &JsValue, depth: usize, left: &mut Budget) -> Node {
    if let Some(number) = value.as_f64() {
        return Node::Number(number);
    }
    if value.is_undefined() || value.is_null() {
        return Node::Null;
    }
    if let Some(flag) = value.as_bool() {
        return Node::Bool(flag);
    }
    if let Some(text) = value.as_string() {
        return Node::Text(text);
    }
    if !value.is_object() || value.is_function() {
        return Node::Other(shallow(value));
    }
    if is_revoked(value) {
        return thrown();
    }
    if depth == 0 {
        return Node::Other("something nested too deeply".to_owned());
    }
    if let Some(array) = float_array(value) {
        return match left.items.checked_sub(array.length() as usize) {
            Some(rest) => {
                left.items = rest;
                Node::List(copied(array).into_iter().map(Node::Number).collect())
            }
            None => too_much(),
        };
    }
    if Array::is_array(value) || ArrayBuffer::is_view(value) {
        list(value, depth, left)
    } else {
        object(value, depth, left)
    }
}

/// Whether even asking what it is throws, as a revoked proxy does. What throws outside of a `Reflect` call would
/// leave the handle that asked locked for ever.
fn is_revoked(value: &JsValue) -> bool {
    (value.is_object() || value.is_function()) && Reflect::get_prototype_of(value).is_err()
}

/// A real array of doubles: not a proxy of one, nor an object that only inherits from it.
fn float_array(value: &JsValue) -> Option<&Float64Array> {
    if ArrayBuffer::is_view(value) { value.dyn_ref() } else { None }
}

/// Its numbers. One whose buffer was taken away has the length 0, and throws when it is copied all the same.
fn copied(array: &Float64Array) -> Vec<f64> {
    if array.length() == 0 { Vec::new() } else { array.to_vec() }
}

fn list(value: &JsValue, depth: usize, left: &mut Budget) -> Node {
    let length = length(value);
    let Some(rest) = left.items.checked_sub(length) else { return too_much() };
    left.items = rest;
    let item = |i| match Reflect::get_u32(value, i as u32) {
        Ok(item) => walk(&item, depth - 1, left),
        Err(_) => thrown(),
    };
    Node::List((0..length).map(item).collect())
}

fn object(value: &JsValue, depth: usize, left: &mut Budget) -> Node {
    let Ok(keys) = Reflect::own_keys(value) else { return thrown() };
    let mut members = Vec::new();
    for key in keys.iter() {
        // Symbols are no members of a document; members that are undefined are absent, as in JSON.
        let Some(name) = key.as_string() else { continue };
        let Some(rest) = left.members.checked_sub(1) else { return too_much() };
        left.members = rest;
        match Reflect::get(value, &key) {
            Ok(member) if member.is_undefined() => {}
            Ok(member) => members.push((name, walk(&member, depth - 1, left))),
            Err(_) => members.push((name, thrown())),
        }
    }
    Node::Object(members)
}

fn length(value: &JsValue) -> usize {
    Reflect::get(value, &"length".into()).ok().and_then(|length| length.as_f64()).unwrap_or(0.0) as usize
}

fn too_much() -> Node {
    Node::Other("more values than a document may hold".to_owned())
}

fn thrown() -> Node {
    Node::Other("a property that throws".to_owned())
}

/// What a value is, without looking into it.
fn shallow(value: &JsValue) -> String {
    match value.js_typeof().as_string().as_deref() {
        Some("object") if value.is_null() => "null".to_owned(),
        Some("object") => "an object".to_owned(),
        Some("undefined") => "undefined".to_owned(),
        Some("bigint") => "a bigint".to_owned(),
        Some("string") => Node::Text(value.as_string().unwrap_or_default()).describe(),
        Some("number") => Node::Number(value.as_f64().unwrap_or(f64::NAN)).describe(),
        Some(kind) => format!("a {kind}"),
        None => "something unknown".to_owned(),
    }
}
