//! Work done away from the page: the worker, fetched and started when it is first asked for, and what it does itself.
//!
//! Whoever asks gets an answer or [`Unanswered`]; a worker that broke is let go, and the next one to ask starts another.
//! Deliberately not here: what is worked out (`data::errand`).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, BigInt64Array, Float64Array, Function, Promise, Uint32Array};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Event, HtmlMetaElement, MessageEvent, Worker};

use crate::data::errand::{self, Sheet};

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

/// What the worker says when it can hear, in the place of the number of a question.
const READY: u32 = 0;

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

/// A sheet as the two send it: its number, the head, the columns.
fn write(number: u32, sheet: &Sheet) -> Array {
    let Sheet { head, small, amounts, chances } = sheet;
    let (small, amounts) = (Uint32Array::from(&small[..]), BigInt64Array::from(&amounts[..]));
    let chances = Float64Array::from(&chances[..]);
    Array::of5(&number.into(), &head.into(), &small.into(), &amounts.into(), &chances.into())
}

fn read(message: &JsValue) -> Option<Sheet> {
    let message: &Array = message.dyn_ref()?;
    Some(Sheet {
        head: message.get(1).as_string()?,
        small: message.get(2).dyn_into::<Uint32Array>().ok()?.to_vec(),
        amounts: message.get(3).dyn_into::<BigInt64Array>().ok()?.to_vec(),
        chances: message.get(4).dyn_into::<Float64Array>().ok()?.to_vec(),
    })
}

/// The memory of the columns of a message, which goes over without being copied.
fn columns(message: &Array) -> Array {
    (2..message.length()).filter_map(|at| js_sys::Reflect::get(&message.get(at), &"buffer".into()).ok()).collect()
}

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
