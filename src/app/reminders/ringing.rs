//! Saying what there is to be reminded of: one tab of several, under a lock, and each thing once.
//! By the service worker where there is one, so that a press on a notification finds the page even on a telephone.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, ServiceWorkerRegistration};

use super::{Leave, Reminders};
use crate::app::address::{base, href};
use crate::app::format::Format;
use crate::app::locale::Language;
use crate::app::route::Route;
use crate::app::words::{CONTACTS, Contacts};
use crate::app::{clock, lock};
use crate::domain::insight::reminding::{Bell, Bells, Morning, Rung};
use crate::domain::{ActivityKind, Deal};

/// So many deals are looked at before the page breathes.
const SLICE: usize = 2_000;
/// More contacts at once than this are said as a number.
const APART: usize = 3;

/// What a notification says, where a press on it leads, and what it takes the place of.
struct Note {
    title: String,
    body: String,
    to: Route,
    tag: String,
}

pub(super) fn start(reminders: Reminders, language: Language, format: Format) {
    spawn_local(lock::alone("voronka reminders", say(reminders, language, format)));
}

async fn say(reminders: Reminders, language: Language, format: Format) {
    let own = match language {
        Language::En => CONTACTS[0],
        Language::Ru => CONTACTS[1],
    };
    let Reminders { store, kept, choice, .. } = reminders;
    // Another tab may have said it while this one waited.
    let Some(rung) = kept.try_with_value(|kept| kept.get::<Rung>().unwrap_or_default()) else { return };
    let (now, me) = (clock::now(), untrack(|| store.me()));
    let early = choice.with_untracked(|choice| choice.early);
    let mut bells = Bells::new(me, now, early, rung.clone(), untrack(|| store.schedule()));
    let deals: Vec<Arc<Deal>> = store.peek(|workspace| workspace.deals().cloned().collect());
    for slice in deals.chunks(SLICE) {
        store.peek(|workspace| slice.iter().for_each(|deal| bells.count(workspace, deal)));
        clock::pause().await;
    }
    let morning = bells.morning();
    let said = bells.said();
    if said == rung || Leave::now() != Leave::Given {
        return;
    }
    kept.with_value(|kept| kept.set(&said));
    let notes = morning.map(|morning| greeting(own, morning)).into_iter().chain(contacts(
        reminders,
        language,
        format,
        own,
        &bells.contacts,
    ));
    for note in notes {
        show(&note).await;
    }
}

fn greeting(own: &Contacts, Morning { today, overdue }: Morning) -> Note {
    let body = if overdue > 0 { own.ring_overdue.of(overdue) } else { String::new() };
    Note { title: own.ring_today.of(today), body, to: Route::Today, tag: "voronka-morning".to_owned() }
}

fn contacts(reminders: Reminders, language: Language, format: Format, own: &Contacts, bells: &[Bell]) -> Vec<Note> {
    if bells.len() > APART {
        let title = own.ring_many.of(bells.len());
        return vec![Note { title, body: String::new(), to: Route::Today, tag: "voronka-contacts".to_owned() }];
    }
    let words = language.words();
    let note = |bell: &Bell| {
        reminders.store.peek(|workspace| {
            let deal = workspace.deal(bell.deal)?;
            let next = deal.next.as_ref()?;
            let how = match next.kind {
                ActivityKind::Letter => words.contact.letter,
                ActivityKind::Meeting => words.contact.meeting,
                ActivityKind::Message => words.contact.message,
                ActivityKind::Call | ActivityKind::Note | ActivityKind::HandOver => words.contact.call,
            };
            let when = format.time(bell.at.0);
            let about = if next.purpose.is_empty() { own.ring_contact } else { &next.purpose };
            Some(Note {
                title: own.entry.fill([&words.units.comma.fill([&when, how]), deal.called(workspace)]),
                body: about.to_owned(),
                to: Route::Deal(deal.id),
                tag: format!("voronka-{}", deal.id),
            })
        })
    };
    bells.iter().filter_map(note).collect()
}

async fn show(note: &Note) {
    let options = NotificationOptions::new();
    options.set_body(&note.body);
    options.set_tag(&note.tag);
    options.set_icon(&format!("{}/icons/icon-192.png", base()));
    let to = href(note.to);
    let data = Object::new();
    // Setting a property of a fresh plain object can't be refused.
    let _ = Reflect::set(&data, &"to".into(), &to.as_str().into());
    options.set_data(&data);
    if let Some(worker) = registration().await
        && let Ok(shown) = worker.show_notification_with_options(&note.title, &options)
        && JsFuture::from(shown).await.is_ok()
    {
        return;
    }
    // A telephone shows none without a worker; whoever comes back sees the count.
    if let Ok(shown) = Notification::new_with_options(&note.title, &options) {
        let go = Closure::once_into_js(move || {
            let _ = window().focus();
            let _ = window().location().set_href(&to);
        });
        shown.set_onclick(Some(go.unchecked_ref()));
    }
}

/// The service worker of this page, where it has one.
async fn registration() -> Option<ServiceWorkerRegistration> {
    let workers = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok().filter(JsValue::is_object)?;
    let get: Function = Reflect::get(&workers, &"getRegistration".into()).ok()?.dyn_into().ok()?;
    let found: Promise = get.call0(&workers).ok()?.dyn_into().ok()?;
    let found: ServiceWorkerRegistration = JsFuture::from(found).await.ok()?.dyn_into().ok()?;
    found.active().is_some().then_some(found)
}
