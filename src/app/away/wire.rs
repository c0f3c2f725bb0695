//! Sheets as page and worker send them to each other.

use js_sys::{Array, BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::data::errand::Sheet;

/// What the worker says when it can hear, in the place of the number of a question.
pub(super) const READY: u32 = 0;

/// A sheet as the two send it: its number, the head, the columns.
pub(super) fn write(number: u32, sheet: &Sheet) -> Array {
    let Sheet { head, small, amounts, chances, bytes } = sheet;
    let (small, amounts) = (Uint32Array::from(&small[..]), BigInt64Array::from(&amounts[..]));
    let chances = Float64Array::from(&chances[..]);
    let message = Array::of5(&number.into(), &head.into(), &small.into(), &amounts.into(), &chances.into());
    message.push(&Uint8Array::from(&bytes[..]));
    message
}

pub(super) fn read(message: &JsValue) -> Option<Sheet> {
    let message: &Array = message.dyn_ref()?;
    Some(Sheet {
        head: message.get(1).as_string()?,
        small: message.get(2).dyn_into::<Uint32Array>().ok()?.to_vec(),
        amounts: message.get(3).dyn_into::<BigInt64Array>().ok()?.to_vec(),
        chances: message.get(4).dyn_into::<Float64Array>().ok()?.to_vec(),
        bytes: message.get(5).dyn_into::<Uint8Array>().ok()?.to_vec(),
    })
}

/// The memory of the columns of a message, which goes over without being copied.
pub(super) fn columns(message: &Array) -> Array {
    (2..message.length()).filter_map(|at| js_sys::Reflect::get(&message.get(at), &"buffer".into()).ok()).collect()
}
