//! Reminders of contacts: when this page looks whether there is anything to say, and whether it may. It looks twice a minute,
//! when a deal has changed, and when somebody comes back to the page, so that a machine that slept says it on waking.
//! Deliberately not here: what there is to be reminded of (`insight::reminding`), saying it (`ringing`).

mod ringing;

use std::time::Duration;

use js_sys::{Function, Reflect};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission};

use super::clock;
use super::format::Format;
use super::locale::Language;
use super::part::part;
use super::store::Store;
use crate::domain::insight::reminding::Rung;
use crate::storage::preferences::{Preferences, Reminding};

const TICK: Duration = Duration::from_secs(30);
/// Changes that come one after another are looked at together.
const LATER: Duration = Duration::from_millis(500);

part! { pages:
    ring(reminders: Reminders, language: Language, format: Format) -> () = ringing::start(reminders, language, format);
}

/// Whether this browser lets the page show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It has none.
    Unsupported,
    /// Nobody has been asked yet.
    Unasked,
    /// The person has refused, or the browser has for them.
    Denied,
    /// It does.
    Given,
}

impl Leave {
    /// What the browser says now.
    pub fn now() -> Self {
        let known = Reflect::get(&window(), &"Notification".into()).is_ok_and(|known| known.is_function());
        if !known {
            return Self::Unsupported;
        }
        match Notification::permission() {
            NotificationPermission::Granted => Self::Given,
            NotificationPermission::Denied => Self::Denied,
            _ => Self::Unasked,
        }
    }
}

/// The reminders of this page.
#[derive(Clone, Copy)]
pub struct Reminders {
    store: Store,
    kept: StoredValue<Preferences, LocalStorage>,
    /// What the person wants of them.
    pub choice: RwSignal<Reminding>,
    /// What the browser allows.
    pub leave: RwSignal<Leave>,
}

impl Reminders {
    /// What was chosen on this device.
    pub fn new(store: Store) -> Self {
        let kept = Preferences::default();
        let choice = RwSignal::new(kept.get::<Reminding>().unwrap_or_default());
        Self { store, choice, leave: RwSignal::new(Leave::now()), kept: StoredValue::new_local(kept) }
    }

    /// Chooses otherwise. Turned on, only what comes from now on is said.
    pub fn choose(self, choice: Reminding) {
        self.kept.with_value(|kept| {
            if choice.on && !self.choice.get_untracked().on {
                kept.set(&Rung { since: clock::now(), ..Rung::default() });
            }
            kept.set(&choice);
        });
        self.choice.set(choice);
    }

    /// Asks the browser for its leave, for a press alone, and turns reminders on when it is given.
    pub fn ask(self) {
        spawn_local(async move {
            if let Ok(asked) = Notification::request_permission() {
                // Refused only where there is nobody to ask; then nothing is given either.
                let _ = JsFuture::from(asked).await;
            }
            let leave = Leave::now();
            self.leave.set(leave);
            if leave == Leave::Given {
                self.choose(Reminding { on: true, ..self.choice.get_untracked() });
            }
        });
    }

    /// Looks whether there is anything to say, for as long as the pages are drawn in this language.
    pub fn keep(self, language: Language, format: Format) {
        let looks = RwSignal::new(0_u32);
        let look = move || looks.update(|looks| *looks = looks.wrapping_add(1));
        if let Ok(ticking) = set_interval_with_handle(look, TICK) {
            on_cleanup(move || ticking.clear());
        }
        for back in ["focus", "visibilitychange"] {
            let back = window_event_listener(ev::Custom::<ev::Event>::new(back), move |_| look());
            on_cleanup(move || back.remove());
        }
        Effect::new(move |last: Option<Option<TimeoutHandle>>| {
            if let Some(Some(waiting)) = last {
                waiting.clear();
            }
            looks.track();
            self.store.all("deal", |_| ());
            if !self.choice.get().on || self.leave.get() != Leave::Given {
                return None;
            }
            let say = move || {
                spawn_local(async move {
                    // Without its part nothing is said now; the next look asks for it again.
                    let _ = ring(self, language, format).await;
                })
            };
            set_timeout_with_handle(say, LATER).ok()
        });
    }
}

/// Puts a count on the icon of the installed application; none takes it away.
pub fn badge(count: usize) {
    let navigator = window().navigator();
    let name = if count > 0 { "setAppBadge" } else { "clearAppBadge" };
    let set = Reflect::get(&navigator, &name.into()).ok().and_then(|set| set.dyn_into::<Function>().ok());
    if let Some(set) = set {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        // A browser that has no icon to put it on refuses.
        let _ = if count > 0 { set.call1(&navigator, &count.into()) } else { set.call0(&navigator) };
    }
}
