//! The field in which a moment is written in words: its readings below it, and the few that are chosen at once.
//! Deliberately not here: how words are read (`data::when`), what becomes of the moment.

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::field::{day_of, local, moment};
use crate::app::clock;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::robots::tongue;
use crate::app::store::Store;
use crate::app::words::CONTACTS;
use crate::data::when::{Around, Candidate, Note, Wish, read, write};
use crate::domain::{Moment, Tongue};
use crate::ui::icon::Icon;

/// What the few moments that are chosen at once are in words.
const AT_ONCE: [&str; 4] = ["in an hour", "tomorrow", "monday", "in a week"];

/// A digit that stands alone for so long was meant for one of them: «1» chooses the first, «15.12» is a day.
const ALONE: Duration = Duration::from_millis(600);

/// What somebody writes of a moment.
#[derive(Clone, Copy)]
pub struct Spoken {
    store: Store,
    tongue: Tongue,
    /// The words.
    pub text: RwSignal<String>,
    /// What they come to.
    pub wish: Memo<Wish>,
    /// Which of the readings is chosen; the one after the last is that there shall be none.
    active: RwSignal<usize>,
    /// What is wrong with it.
    pub error: RwSignal<Option<&'static str>>,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This moment.
    At(Moment),
    /// No moment any more.
    Never,
    /// Nothing is written.
    Nothing,
    /// What is written is no moment; whether it names one that has passed.
    Unclear(bool),
}

impl Spoken {
    /// Nothing written yet.
    pub fn new(store: Store) -> Self {
        let text = RwSignal::new(String::new());
        let wish = Memo::new(move |_| text.with(|text| around(store, |around| read(text, around))));
        let active = RwSignal::new(0);
        let tongue = tongue(use_language());
        Self { store, tongue, text, wish, active, error: RwSignal::new(None) }
    }

    /// What is chosen, subscribing to it.
    pub fn choice(self) -> Choice {
        let active = self.active.get();
        let empty = self.text.with(|text| text.trim().is_empty());
        self.wish.with(|wish| match wish.candidates.get(active) {
            Some(one) => Choice::At(at(one)),
            None if active > 0 && active >= wish.candidates.len() => Choice::Never,
            None if empty => Choice::Nothing,
            None => Choice::Unclear(wish.past),
        })
    }

    /// Writes a moment in words, and keeps what was written beside one.
    pub fn set(self, at: NaiveDateTime) {
        let now = local(clock::now());
        let rest = self.wish.with_untracked(|wish| wish.purpose.clone());
        self.error.set(None);
        self.active.set(0);
        self.text.set(format!("{} {rest}", write(at, now, self.tongue)).trim_end().to_owned());
    }

    /// The moment that a digit alone stands for.
    fn by_digit(self, text: &str) -> Option<NaiveDateTime> {
        let digit: usize = text.parse().ok()?;
        *self.at_once().get(digit.checked_sub(1)?)?
    }

    /// The moments that are chosen at once.
    fn at_once(self) -> [Option<NaiveDateTime>; 4] {
        let today = local(clock::now()).date();
        AT_ONCE.map(|words| {
            let wish = around(self.store, |around| read(words, around));
            let far = words == "monday";
            wish.candidates.into_iter().map(|one| one.at).find(|at| !far || at.date() > today)
        })
    }
}

fn around<T>(store: Store, then: impl FnOnce(Around<'_>) -> T) -> T {
    let schedule = untrack(|| store.schedule());
    then(Around { now: local(clock::now()), schedule: &schedule })
}

fn at(one: &Candidate) -> Moment {
    moment(one.at.date(), one.at.time())
}

/// The field.
#[component]
pub fn WhenField(
    spoken: Spoken,
    /// Unique in the dialog.
    id: &'static str,
    /// What the field is for.
    label: &'static str,
    /// Whether it has the focus when the dialog opens.
    #[prop(optional)]
    first: bool,
    /// Whether there is a moment now, which may be taken away.
    #[prop(optional)]
    may_be_none: bool,
    /// A digit chose a moment, which is to be kept at once.
    #[prop(into)]
    on_digit: Callback<()>,
) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let Spoken { text, wish, active, error, .. } = spoken;
    let list = format!("{id}-list");
    let wrong = format!("{id}-wrong");
    let written = Memo::new(move |_| text.with(|text| !text.trim().is_empty()));
    let open = Memo::new(move |_| may_be_none || written.get() && wish.with(|wish| !wish.candidates.is_empty()));
    let last = move || {
        let readings = wish.with_untracked(|wish| wish.candidates.len());
        if may_be_none { readings.max(1) + 1 } else { readings }
    };
    let choose = move |chosen| {
        spoken.set(chosen);
        on_digit.run(());
    };
    let key = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => last().saturating_sub(1),
            "Enter" => {
                if let Some(chosen) = text.with_untracked(|text| spoken.by_digit(text)) {
                    event.prevent_default();
                    choose(chosen);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.update(|at| *at = (*at + step) % last().max(1));
    };
    let write = move |event| {
        error.set(None);
        active.set(0);
        let typed = event_target_value(&event);
        let chosen = spoken.by_digit(&typed).filter(|_| !written.get_untracked());
        text.set(typed.clone());
        if let Some(chosen) = chosen {
            let alone = move || text.try_with_untracked(|now| *now == typed).unwrap_or_default();
            set_timeout(
                move || {
                    if alone() {
                        choose(chosen)
                    }
                },
                ALONE,
            );
        }
    };
    let chosen_option =
        move || (open.get() && (written.get() || active.get() > 0)).then(|| format!("{id}-{}", active.get()));
    let field = NodeRef::<html::Input>::new();
    // A dialog gives the focus only to what it has when it opens.
    Effect::new(move || {
        if let Some(field) = field.get().filter(|_| first) {
            // Refused only by an element that can't have the focus.
            let _ = field.focus();
        }
    });
    let (controls, described) = (list.clone(), wrong.clone());
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=controls
                aria-activedescendant=chosen_option
                node_ref=field
                autofocus=first
                placeholder=own.placeholder
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=move || error.get().is_some().then(|| described.clone())
                prop:value=move || text.get()
                on:input=write
                on:keydown=key
            />
            {move || error.get().map(|said| view! { <span class="err" id=wrong.clone()><Icon name=Icon::ALERT_C class="i i14" />{said}</span> })}
            {move || open.get().then(|| view! { <Readings spoken id list=list.clone() may_be_none /> })}
        </div>
        <Quick spoken />
    }
}

/// What the words may mean.
#[component]
fn Readings(spoken: Spoken, id: &'static str, list: String, may_be_none: bool) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let format = use_format();
    let Spoken { wish, active, .. } = spoken;
    let option = move |place: usize, icon: Icon, name: String, about: String| {
        view! {
            <button
                type="button"
                role="option"
                tabindex="-1"
                id=format!("{id}-{place}")
                class:at=move || active.get() == place
                aria-selected=move || (active.get() == place).to_string()
                on:click=move |_| active.set(place)
            >
                <Icon name=icon />{name}<small>{about}</small>
            </button>
        }
    };
    let found = move || {
        let now = clock::now();
        let readings = wish.with(|wish| wish.candidates.clone());
        let count = readings.len();
        let options = readings.into_iter().enumerate().map(|(place, one)| {
            let name =
                if one.said_hour { format.moment(at(&one).0, now.0) } else { format.day(one.at.date(), day_of(now)) };
            option(place, Icon::CALENDAR, name, about(&one))
        });
        let never =
            may_be_none.then(|| option(count.max(1), Icon::X, own.no_date.to_owned(), own.no_date_why.to_owned()));
        (options.collect_view(), never)
    };
    view! { <div class="menu when" id=list role="listbox" aria-label=own.dates>{found}</div> }
}

/// How far a moment is, and what is to be known of it.
fn about(one: &Candidate) -> String {
    let (words, own, format) = (use_words(), use_words_of(&CONTACTS), use_format());
    let now = local(clock::now());
    let days = one.at.date().signed_duration_since(now.date()).num_days();
    let far = match usize::try_from(days).unwrap_or_default() {
        0 => format.duration(one.at - now + TimeDelta::seconds(59)),
        days => words.units.days_short.of(days),
    };
    let far = own.ahead.fill([&far]);
    match one.note {
        None => far,
        Some(Note::DayOff) => words.units.comma.fill([&far, own.day_off]),
        Some(Note::AfterHours) => words.units.comma.fill([&far, own.after_hours]),
    }
}

/// The moments that are chosen at once.
#[component]
fn Quick(spoken: Spoken) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let format = use_format();
    let names = [own.in_hour, own.tomorrow, own.monday, own.in_week];
    let now = clock::now();
    let buttons = names.into_iter().zip(spoken.at_once()).enumerate().filter_map(|(place, (name, when))| {
        let when = when?;
        let then = moment(when.date(), when.time());
        let shown =
            if when.date() == day_of(now) { format.time(then.0) } else { format.date(when.date(), day_of(now)) };
        let pressed = move || (spoken.choice() == Choice::At(then)).to_string();
        Some(view! {
            <button type="button" aria-pressed=pressed on:click=move |_| spoken.set(when)>
                <span class="kbd desktop" aria-hidden="true">{place + 1}</span>" "{name}<small>{shown}</small>
            </button>
        })
    });
    view! { <div class="quick" role="group" aria-label=own.quick>{buttons.collect_view()}</div> }
}

/// The browser's own calendar, for whoever would rather press than write.
#[component]
pub fn PickDay(spoken: Spoken, id: &'static str) -> impl IntoView {
    let own = use_words_of(&CONTACTS);
    let shown = move || match spoken.choice() {
        Choice::At(at) => local(at).format("%Y-%m-%dT%H:%M").to_string(),
        Choice::Never | Choice::Nothing | Choice::Unclear(_) => String::new(),
    };
    let pick = move |event| {
        if let Ok(at) = NaiveDateTime::parse_from_str(&event_target_value(&event), "%Y-%m-%dT%H:%M") {
            spoken.set(at);
        }
    };
    view! {
        <div class="field">
            <label for=id>{own.pick_day}</label>
            <input class="input" id=id type="datetime-local" prop:value=shown on:change=pick />
        </div>
    }
}
