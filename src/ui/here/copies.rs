//! «Копии» on the page «Здесь»: when the last one was made, making one, for oneself or for a colleague, how often to be
//! reminded, and bringing one back.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::attached::total;
use crate::app::clock;
use crate::app::copy::{Copies, Order, Place, Unsaved, save, use_copies};
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{ATTACHED, COPIES, Copies as Words};
use crate::data::copy::{Every, in_letters};
use crate::ui::attached::size;
use crate::ui::icon::Icon;
use crate::ui::import::use_inbox;

/// The shortest password that encrypts.
const SHORTEST: usize = 8;

/// Makes a copy and says what came of it.
pub(super) fn saving() -> impl Fn(Order) + Copy + Send + Sync + 'static {
    let own = use_words_of(&COPIES);
    let (store, copies, format) = (use_store(), use_copies(), use_format());
    move |order| {
        if copies.busy.get_untracked().is_some() {
            return;
        }
        spawn_local(async move {
            match save(copies, order).await {
                Ok(bytes) => store.tell(&own.saved.fill([&format.megabytes(bytes)])),
                Err(why) => store.tell(wrong(own, &why)),
            }
        });
    }
}

fn wrong(own: &Words, why: &Unsaved) -> &'static str {
    match why {
        Unsaved::Unread(_) => own.unread_disk,
        Unsaved::NoCipher => own.no_cipher,
        Unsaved::NoPlace => own.no_place,
    }
}

/// Copies, on the page «Здесь».
#[component]
pub(super) fn CopiesPanel() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let (copies, format) = (use_copies(), use_format());
    let busy = move || {
        copies.busy.get().map(|share| {
            let percent = format!("{:.0}", share * 100.0);
            view! { <progress class="prog" max="100" value=percent aria-label=own.making></progress> }
        })
    };
    view! {
        <section class="panel" aria-label=own.title>
            <div class="panel-h"><h2>{own.title}</h2></div>
            <div class="panel-b col g3">
                <p class="c2">{own.why}</p>
                <p>{move || last(own, copies, format)}</p>
                {busy}
                <Make />
                <OnePlace />
                <Habits />
            </div>
        </section>
        <section class="panel"><div class="panel-b"><Bring /></div></section>
        <section class="panel">
            <div class="panel-h"><h2>{own.colleague}</h2></div>
            <div class="panel-b"><Colleague /></div>
        </section>
    }
}

fn last(own: &Words, copies: Copies, format: Format) -> String {
    match copies.habit.with(|habit| habit.last.clone()) {
        Some(last) => {
            let when = format.moment(last.at.0, clock::now().0);
            own.last.fill([&when, &format.megabytes(last.bytes)])
        }
        None => own.never_made.to_owned(),
    }
}

/// Making a copy for oneself.
#[component]
fn Make() -> impl IntoView {
    let (words, own) = (use_words(), use_words_of(&COPIES));
    let copies = use_copies();
    let save = saving();
    let (removed, encrypt, files) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(true));
    let (password, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<&'static str>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let secret = password.get_untracked();
        let wrong = match encrypt.get_untracked() {
            true if secret.chars().count() < SHORTEST => Some(own.password_short),
            true if secret != again.get_untracked() => Some(own.password_differs),
            _ => None,
        };
        problem.set(wrong);
        if wrong.is_none() {
            let password_given = encrypt.get_untracked().then_some(secret);
            password.set(String::new());
            again.set(String::new());
            let to_place = password_given.is_none();
            let (removed, files) = (removed.get_untracked(), files.get_untracked());
            save(Order { removed, files, password: password_given, to_place, ..Order::default() });
        }
    };
    let secret = move |id: &'static str, name: &'static str, of: RwSignal<String>| {
        view! {
            <div class="field"><label for=id>{name}</label>
                <input class="input" id=id type="password" autocomplete="new-password" prop:value=of
                    aria-invalid=move || problem.get().is_some().to_string() on:input:target=move |event| of.set(event.target().value()) />
            </div>
        }
    };
    view! {
        <form class="col g3" on:submit=submit>
            <label class="check">
                <input type="checkbox" prop:checked=removed on:change:target=move |event| removed.set(event.target().checked()) />
                <span>{own.removed}</span>
            </label>
            <WithFiles files />
            <label class="check">
                <input type="checkbox" prop:checked=encrypt on:change:target=move |event| encrypt.set(event.target().checked()) />
                <span>{own.encrypt}</span>
            </label>
            {move || encrypt.get().then(|| view! {
                {secret("copy-password", own.password, password)}{secret("copy-again", own.password_again, again)}
                <p class="c2">{own.password_why}</p>
            })}
            {move || problem.get().map(|problem| view! { <p class="bad" role="alert">{problem}</p> })}
            <div class="bar">
                <button class="btn primary" type="submit" disabled=move || copies.busy.get().is_some()>
                    <Icon name=Icon::DOWNLOAD />{words.storage.download}
                </button>
            </div>
        </form>
    }
}

/// Whether files go along, and how much larger the copy becomes; nothing where there are none.
#[component]
fn WithFiles(files: RwSignal<bool>) -> impl IntoView {
    let own = use_words_of(&ATTACHED);
    let (store, format) = (use_store(), use_format());
    move || {
        let (count, bytes) = store.all("attachment", total);
        (count > 0).then(|| {
            let name = own.with_files.fill([&size(own, format, in_letters(bytes))]);
            view! {
                <label class="check">
                    <input type="checkbox" prop:checked=files on:change:target=move |event| files.set(event.target().checked()) />
                    <span>{name}<br /><span class="c2">{own.without_files}</span></span>
                </label>
            }
        })
    }
}

/// The one file into which copies go; nothing where the browser keeps none.
#[component]
fn OnePlace() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let copies = use_copies();
    let store = use_store();
    let choose = move |_| {
        let name = store.peek(|workspace| workspace.company().map(|company| company.name.clone())).unwrap_or_default();
        spawn_local(async move {
            if let Some(place) = Place::choose(&format!("{name}.voronka.json")).await {
                copies.place.set(Some(place));
            }
        });
    };
    Place::can_be().then_some(move || match copies.place.get() {
            Some(place) => view! {
                <div class="bar">
                    <p class="c2 grow">{own.place_is.fill([&place.name()])}</p>
                    <button class="btn sm" type="button" on:click=move |_| copies.place.set(None)>{own.place_forget}</button>
                </div>
            }
            .into_any(),
            None => view! {
                <div class="bar">
                    <p class="c2 grow"><b>{own.place}</b>" "{own.place_why}</p>
                    <button class="btn sm" type="button" on:click=choose>{own.place_choose}</button>
                </div>
            }
            .into_any(),
        })
}

/// How often to be reminded.
#[component]
fn Habits() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let copies = use_copies();
    let every = move |every: Every, name: &'static str| {
        let pressed = move || copies.habit.with(|habit| habit.every == every).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| copies.remind(every)>{name}</button> }
    };
    view! {
        <div class="bar">
            <span class="c2 grow">{own.remind}</span>
            <div class="seg sm" role="group" aria-label=own.remind>
                {every(Every::Week, own.weekly)}{every(Every::Month, own.monthly)}{every(Every::Never, own.never)}
            </div>
        </div>
    }
}

/// Bringing a copy back.
#[component]
fn Bring() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let inbox = use_inbox();
    let field = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(field) = field.get_untracked() {
            if let Some(files) = field.files() {
                inbox.take(&files);
            }
            // So that the same file can be chosen once more.
            field.set_value("");
        }
    };
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    view! {
        <div class="bar">
            <p class="c2 grow"><b>{own.restore}</b>" "{own.restore_why}</p>
            <input class="vh" type="file" accept=".json,application/json" tabindex="-1" aria-label=own.restore node_ref=field on:change=chosen />
            <button class="btn" type="button" on:click=choose><Icon name=Icon::UPLOAD />{own.restore_choose}</button>
        </div>
    }
}

/// A file with which a colleague can look at everything.
#[component]
fn Colleague() -> impl IntoView {
    let own = use_words_of(&COPIES);
    let copies = use_copies();
    let save = saving();
    let invented = RwSignal::new(true);
    let give = move |_| save(Order { readonly: true, invented: invented.get_untracked(), ..Order::default() });
    view! {
        <div class="col g3">
            <p class="c2">{own.colleague_why}</p>
            <label class="check">
                <input type="checkbox" prop:checked=invented on:change:target=move |event| invented.set(event.target().checked()) />
                <span>{own.invented}<br /><span class="c2">{own.invented_why}</span></span>
            </label>
            <div class="bar">
                <button class="btn" type="button" disabled=move || copies.busy.get().is_some() on:click=give>
                    <Icon name=Icon::DOWNLOAD />{own.colleague_do}
                </button>
            </div>
        </div>
    }
}
