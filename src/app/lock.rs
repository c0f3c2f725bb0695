//! One tab at a time: a lock of the browser (Web Locks). Where the browser has none, as on an address without `https`,
//! the tab goes ahead: the key of each letter still keeps it from being sent on twice.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Does some work while no other tab does its own under the lock of this name.
pub(super) async fn alone(name: &str, work: impl Future<Output = ()> + 'static) {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok();
    let locks = locks.filter(|locks| !locks.is_undefined() && !locks.is_null());
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &"request".into()).ok());
    let (Some(locks), Some(request)) = (locks, request.and_then(|request| request.dyn_into::<Function>().ok())) else {
        return work.await;
    };
    let begin = Closure::once_into_js(move || -> Promise {
        future_to_promise(async move {
            work.await;
            Ok(JsValue::UNDEFINED)
        })
    });
    // Refused only for a page that is going away, and with it its work.
    if let Some(done) =
        request.call2(&locks, &name.into(), &begin).ok().and_then(|done| done.dyn_into::<Promise>().ok())
    {
        let _ = JsFuture::from(done).await;
    }
}
