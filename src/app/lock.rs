//! One tab at a time: a lock of the browser (Web Locks). Where the browser has none, as on an address without `https`,
//! the tab goes ahead with what must be done: the key of each letter still keeps it from being sent on twice.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Does some work while no other tab does its own under the lock of this name.
pub(super) async fn alone(name: &str, work: impl Future<Output = ()> + 'static) {
    let Some((locks, request)) = locks() else { return work.await };
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

/// Does some work if no other tab holds the lock of this name, and keeps the others from getting it meanwhile. Where the
/// browser has no locks nobody knows, and nothing is done.
pub(super) async fn if_free(name: &str, work: impl Future<Output = ()> + 'static) {
    let Some((locks, request)) = locks() else { return };
    let begin = Closure::once_into_js(move |lock: JsValue| -> Promise {
        future_to_promise(async move {
            if !lock.is_null() {
                work.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let options = option("ifAvailable", &JsValue::TRUE);
    if let Ok(done) = request.call3(&locks, &name.into(), &options, &begin) {
        let _ = JsFuture::from(Promise::resolve(&done)).await;
    }
}

/// Holds the lock of this name together with other tabs for as long as this one lives. Comes back when it is held.
pub(super) async fn together(name: &str) {
    let Some((locks, request)) = locks() else { return };
    let mut given = None;
    let held = Promise::new(&mut |resolve, _| given = Some(resolve));
    let begin = Closure::once_into_js(move || -> Promise {
        if let Some(given) = given {
            let _ = given.call0(&JsValue::NULL);
        }
        Promise::new(&mut |_, _| ())
    });
    let options = option("mode", &"shared".into());
    // Refused only for a page that is going away.
    if let Ok(refused) = request.call3(&locks, &name.into(), &options, &begin) {
        let _ = JsFuture::from(Promise::race(&Array::of2(&held, &refused))).await;
    }
}

/// The browser's locks, and how they are asked for.
fn locks() -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    let locks = Some(locks).filter(|locks| !locks.is_undefined() && !locks.is_null())?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}

fn option(name: &str, value: &JsValue) -> Object {
    let options = Object::new();
    // Setting a member of a plain object can't fail.
    let _ = Reflect::set(&options, &name.into(), value);
    options
}
