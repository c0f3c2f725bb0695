//! Time and identities: the only place that reads a clock or draws randomness (I1).

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AddEventListenerOptions, MessageChannel, MessagePort};

use crate::domain::{
    ActivityId, AttachmentId, CampaignId, Context, CustomerId, DealId, EditionId, EntryId, HypothesisId, InterviewId,
    MemberId, MergerId, Moment, NoteId, PersonId, PurchaseId, RecordId, ViewId,
};

thread_local! {
    /// The greatest identity that this tab has made, and the first.
    static LAST: Cell<u128> = const { Cell::new(0) };
    static FIRST: Cell<Option<u128>> = const { Cell::new(None) };
    /// What is to be done after the next frame.
    static LATER: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Now.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far from the limit")]
pub fn now() -> Moment {
    Moment(js_sys::Date::now() as i64)
}

/// Minutes that this browser's zone is ahead of UTC at a moment, daylight saving time included.
#[expect(clippy::cast_possible_truncation, reason = "a zone is at most a day off")]
pub fn offset(at: Moment) -> i32 {
    #[expect(clippy::cast_precision_loss, reason = "a date of the calendar fits")]
    let date = js_sys::Date::new(&(at.0 as f64).into());
    -date.get_timezone_offset() as i32
}

/// What the clock of this browser shows at a moment.
pub fn local(at: Moment) -> chrono::NaiveDateTime {
    let zone = i64::from(offset(at)) * 60_000;
    chrono::DateTime::from_timestamp_millis(at.0.saturating_add(zone)).unwrap_or_default().naive_utc()
}

/// A fresh identity: 48 bits of time and 80 of chance, as a ULID; later ones of this tab are always greater.
pub fn new_id() -> u128 {
    LAST.with(|last| {
        let mut random = [0; 16];
        // Without a source of chance identities of one tab still differ, by the rule below.
        let _ = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .map(|crypto| crypto.get_random_values_with_u8_array(&mut random[6..]));
        let time = u128::from(now().0.unsigned_abs()) << 80;
        let id = (time | u128::from_be_bytes(random)).max(last.get() + 1);
        last.set(id);
        FIRST.with(|first| first.set(first.get().or(Some(id))));
        id
    })
}

/// Whether an identity was made by this tab since it was opened, so that no disk can know it.
pub fn made_here(id: RecordId) -> bool {
    let number = match id {
        // Known by a name, or made of what they are about: they may have been there and gone.
        RecordId::Company
        | RecordId::Pipeline(_)
        | RecordId::Draft(_)
        | RecordId::Robot(_)
        | RecordId::Run(_)
        | RecordId::Regulation(_)
        | RecordId::Segment(_)
        | RecordId::Plan(_)
        | RecordId::Pin(_)
        | RecordId::Letter(_)
        | RecordId::OptOut(_)
        | RecordId::Target(_)
        | RecordId::Timetable(_)
        | RecordId::Template(_)
        | RecordId::Rate(_)
        | RecordId::Apart(_)
        | RecordId::Intake(_) => return false,
        RecordId::Deal(DealId(id))
        | RecordId::Customer(CustomerId(id))
        | RecordId::Person(PersonId(id))
        | RecordId::Member(MemberId(id))
        | RecordId::Activity(ActivityId(id))
        | RecordId::Purchase(PurchaseId(id))
        | RecordId::Edition(EditionId(id))
        | RecordId::Campaign(CampaignId(id))
        | RecordId::Interview(InterviewId(id))
        | RecordId::Hypothesis(HypothesisId(id))
        | RecordId::View(ViewId(id))
        | RecordId::Merger(MergerId(id))
        | RecordId::Attachment(AttachmentId(id))
        | RecordId::Note(NoteId(id)) => id,
    };
    FIRST.with(|first| (first.get().unwrap_or(u128::MAX)..=LAST.with(Cell::get)).contains(&number))
}

/// What a command gets from outside: now, who acts, and a fresh identity.
pub fn context(by: Option<MemberId>) -> Context {
    Context { now: now(), by, robot: None, entry: EntryId(new_id()) }
}

/// Does something once what the screen shows now has been painted: what is not the answer to the hand itself. In the order
/// in which it was asked for, and all of it in one go: a frame asked for by each would make the first one wait.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let first = LATER.with_borrow_mut(|later| {
        later.push(Box::new(then));
        later.len() == 1
    });
    if first {
        let all = || LATER.take().into_iter().for_each(|then| then());
        request_animation_frame(move || set_timeout(all, Duration::ZERO));
    }
}

thread_local! {
    /// Both ends of a channel of this page to itself.
    static BREATH: Option<(MessagePort, MessagePort)> = MessageChannel::new().ok().map(|channel| {
        channel.port1().start();
        (channel.port1(), channel.port2())
    });
}

/// Lets the page breathe: comes back after the browser has handled what waits. Between slices of long work, which would wait
/// four milliseconds for each of its timers.
pub async fn pause() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let once = AddEventListenerOptions::new();
        once.set_once(true);
        BREATH.with(|breath| {
            let asked = breath.as_ref().and_then(|(one, other)| {
                one.add_event_listener_with_callback_and_add_event_listener_options("message", &resolve, &once).ok()?;
                other.post_message(&JsValue::NULL).ok()
            });
            if asked.is_none() {
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
    });
    let _ = JsFuture::from(promise).await;
}
