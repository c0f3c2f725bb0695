//! The worker as the page knows it: fetched and started when it is first asked for. Whoever asks gets an answer or
//! [`Unanswered`]; a worker that broke is let go, and the next one to ask starts another.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlMetaElement, MessageEvent, Worker};

use super::wire::{READY, columns, read, write};
use crate::data::errand::Sheet;

/// The worker could not be fetched, or broke off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered;

/// Has a sheet answered by the worker.
///
/// # Errors
/// See [`Unanswered`].
pub async fn ask(sheet: &Sheet) -> Result<Sheet, Unanswered> {
    let desk = Desk::now()?;
    JsFuture::from(desk.ready.clone()).await.map_err(|_| Unanswered)?;
    let answer = JsFuture::from(desk.send(sheet)).await.map_err(|_| Unanswered)?;
    read(&answer).ok_or(Unanswered)
}

thread_local! {
    /// The worker of this page, once there is one.
    static DESK: RefCell<Option<Rc<Desk>>> = const { RefCell::new(None) };
}

/// Whom the answer of a number is for, and who hears that there will be none.
type Waiting = Rc<RefCell<HashMap<u32, (Function, Function)>>>;

struct Desk {
    worker: Worker,
    /// Messages that come before it can hear would be lost.
    ready: Promise,
    waiting: Waiting,
    last: Cell<u32>,
    // Called by the browser as long as the worker lives.
    _heard: Closure<dyn Fn(MessageEvent)>,
    _broken: Closure<dyn Fn(Event)>,
}

impl Desk {
    /// The one there is, or a new one.
    fn now() -> Result<Rc<Self>, Unanswered> {
        if let Some(desk) = DESK.with_borrow(Clone::clone) {
            return Ok(desk);
        }
        let desk = Rc::new(Self::open().map_err(|_| Unanswered)?);
        DESK.set(Some(desk.clone()));
        Ok(desk)
    }

    fn open() -> Result<Self, JsValue> {
        let worker = Worker::new(&address().ok_or(JsValue::NULL)?)?;
        let waiting = Waiting::default();
        let heard = Closure::<dyn Fn(MessageEvent)>::new({
            let waiting = waiting.clone();
            move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                let number = message.get(0).as_f64().unwrap_or_default();
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of ours")]
                if let Some((answered, unanswered)) = waiting.borrow_mut().remove(&(number as u32)) {
                    let how = if message.length() == 1 && number > 0.0 { unanswered } else { answered };
                    // What a promise does with it is the promise's affair.
                    let _ = how.call1(&JsValue::NULL, &message);
                }
            }
        });
        let broken = Closure::<dyn Fn(Event)>::new({
            let waiting = waiting.clone();
            move |_| {
                if let Some(desk) = DESK.take() {
                    desk.worker.terminate();
                }
                for (_, unanswered) in waiting.take().into_values() {
                    let _ = unanswered.call0(&JsValue::NULL);
                }
            }
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(broken.as_ref().unchecked_ref()));
        let ready = promise(&waiting, READY);
        Ok(Self { worker, ready, waiting, last: Cell::new(READY), _heard: heard, _broken: broken })
    }

    /// The answer to come.
    fn send(&self, sheet: &Sheet) -> Promise {
        self.last.set(self.last.get() + 1);
        let number = self.last.get();
        let promise = promise(&self.waiting, number);
        let message = write(number, sheet);
        // Numbers are handed over, not copied; a worker that is gone is heard of as an error.
        let _ = self.worker.post_message_with_transfer(&message, &columns(&message));
        promise
    }
}

fn promise(waiting: &Waiting, number: u32) -> Promise {
    Promise::new(&mut |answered, unanswered| {
        waiting.borrow_mut().insert(number, (answered, unanswered));
    })
}

/// Where the worker is: the page says so, because a release puts it into a directory of its own.
fn address() -> Option<String> {
    let element = document().query_selector("meta[name=worker]").ok()??;
    Some(element.dyn_into::<HtmlMetaElement>().ok()?.content())
}
