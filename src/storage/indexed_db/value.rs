//! Between our values and the plain objects of the database: across as JSON text, and what cannot be read as text too.

use super::super::{Quarantined, StorageError, parse};
use super::transaction::fault;
use js_sys::{Array, JSON, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};

/// Values as the plain objects that the database shows, made in one go: crossing over once is what makes it fast.
pub(super) fn to_js(values: &[impl Serialize]) -> Result<Array, StorageError> {
    let text = serde_json::to_string(values).map_err(|error| StorageError::Other(error.to_string()))?;
    JSON::parse(&text).map(JsCast::unchecked_into).map_err(fault)
}

pub(super) fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, String> {
    match JSON::stringify(value) {
        Ok(text) => parse(&text.as_string().unwrap_or_default()),
        Err(error) => Err(fault(error).to_string()),
    }
}

/// What was stored, apart from what of it cannot be read and why. One by one only when there is something bad among it.
pub(super) fn sort_out<T: DeserializeOwned>(values: &Array) -> (Vec<T>, Vec<(JsValue, String)>) {
    if let Ok(read) = from_js::<Vec<T>>(values) {
        return (read, Vec::new());
    }
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for value in values.iter() {
        match from_js(&value) {
            Ok(row) => read.push(row),
            Err(why) => unread.push((value, why)),
        }
    }
    (read, unread)
}

pub(super) fn about(raw: &JsValue, why: String) -> Quarantined {
    let key = Reflect::get(raw, &"id".into()).unwrap_or_default();
    Quarantined { key: shown(&key), raw: json(raw), why }
}

/// A key as text: itself when it is one, else as JSON.
pub(super) fn shown(value: &JsValue) -> String {
    value.as_string().unwrap_or_else(|| json(value))
}

pub(super) fn json(value: &JsValue) -> String {
    match JSON::stringify(value).map(|text| text.as_string()) {
        Ok(Some(text)) => text,
        _ => format!("{value:?}"),
    }
}
