//! What the worker does: answers.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::wire::{READY, columns, read, write};
use crate::data::errand;

/// Answers whoever asks, for as long as the page keeps this worker. This is all that the worker does.
pub fn serve() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let heard = Closure::<dyn Fn(MessageEvent)>::new({
        let scope = scope.clone();
        move |event: MessageEvent| {
            let message = event.data();
            let number = message.dyn_ref::<Array>().and_then(|message| message.get(0).as_f64()).unwrap_or_default();
            let answer = read(&message).and_then(|sheet| errand::answer(&sheet).ok());
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of ours")]
            let answer = answer.map(|sheet| write(number as u32, &sheet)).unwrap_or_else(|| Array::of1(&number.into()));
            // Nobody is there to hear it when the page has gone.
            let _ = scope.post_message_with_transfer(&answer, &columns(&answer));
        }
    });
    scope.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // Lives as long as the worker does.
    heard.forget();
    let _ = scope.post_message(&Array::of1(&READY.into()));
}
