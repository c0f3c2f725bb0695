//! The page «Здесь»: where the data are, a copy of them, the company, the looks, starting over.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::banner::reload_page;
use super::copies::{CopiesPanel, saving};
use super::reminders::RemindersPanel;
use super::set_aside::SetAsideList;
use crate::app::address::href;
use crate::app::attached::total;
use crate::app::copy::{Order, use_copies};
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::preferences::use_choices;
use crate::app::room::{ask_to_keep, room};
use crate::app::route::Route;
use crate::app::saving::Saved;
use crate::app::store::use_store;
use crate::app::words::ATTACHED;
use crate::domain::{CURRENCIES, Command, Company, Currency};
use crate::storage::Storage;
use crate::storage::preferences::Density;
use crate::ui::attached::size;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::me::MePick;

/// What this browser keeps.
#[component]
pub fn HerePage() -> impl IntoView {
    let words = use_words();
    let save = saving();
    view! {
        <main class="main page-here" id="main">
            <header class="top">
                <h1>{words.shell.here}</h1>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| save(Order { to_place: true, files: true, ..Order::default() })>
                    <Icon name=Icon::DOWNLOAD />{words.storage.download}
                </button>
            </header>
            <div class="scroll">
                <div class="page narrow">
                    <SetAsideList /><WhereData /><CopiesPanel /><Who /><RemindersPanel /><CompanyPanel /><Looks /><StartOver />
                </div>
            </div>
        </main>
    }
}

#[component]
fn WhereData() -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let known = RwSignal::new(None);
    let look = move || spawn_local(async move { known.set(room().await) });
    look();
    let ask = move |_| {
        spawn_local(async move {
            ask_to_keep().await;
            look();
        });
    };
    let records = move || {
        let count = store.all("deal", |workspace| workspace.records().count());
        words.units.records.of(count)
    };
    let saved = move || match store.saving.state.get() {
        Saved::Clean => words.storage.saved.to_owned(),
        Saved::Pending(_) => words.storage.saving.to_owned(),
        Saved::All(at) => format!("{} {}", words.storage.saved, format.time(at.0)),
        Saved::Failed(_, waiting) => words.storage.unsaved_count.of(waiting),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes: whole and not negative")]
    let used = move || {
        let (_, room) = known.get()?;
        let (used, quota) = room?;
        Some(words.storage.used.fill([&format.megabytes(used as u64), &format.megabytes(quota as u64)]))
    };
    let own = use_words_of(&ATTACHED);
    let files = move || {
        let (count, bytes) = store.all("attachment", total);
        let told = || own.count_and_size.fill([&words.grammar.number(count), &size(own, format, bytes)]);
        (count > 0).then(told)
    };
    let kept = move || {
        let (persisted, _) = known.get()?;
        Some(if persisted {
            view! { <p class="chip ok"><Icon name=Icon::SHIELD /><span>{words.storage.kept}</span></p> }.into_any()
        } else {
            view! {
                <div class="bar"><p class="c2 grow">{words.storage.persist}</p>
                    <button class="btn sm" type="button" on:click=ask>{words.storage.persist_do}</button></div>
            }
            .into_any()
        })
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.storage.this_browser}</h2></div>
            <div class="panel-b col g3">
                <p>{saved}" · "{records}</p><p class="c2">{used}</p><p class="c2">{files}</p>{kept}
            </div>
        </section>
    }
}

/// Who sits here; nothing while the sales desk is empty.
#[component]
fn Who() -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let someone = Memo::new(move |_| store.all("member", |workspace| workspace.members().len() > 0));
    move || {
        someone.get().then(|| {
            view! {
                <section class="panel">
                    <div class="panel-h"><h2>{words.people.who_here}</h2></div>
                    <div class="panel-b col g3">
                        <MePick />
                        <p><a class="link" href=href(Route::People)>{words.people.all_people}</a></p>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn CompanyPanel() -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let change = move |how: &dyn Fn(&mut Company)| {
        let Some(mut company) = store.peek(|workspace| workspace.company().map(|company| Company::clone(company)))
        else {
            return;
        };
        how(&mut company);
        let told = words.toast.changed.fill([&company.name]);
        // A company has nothing that could be refused.
        let _ = store.dispatch(Command::TakeIn(vec![company.into()]), told);
    };
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        if !name.is_empty() {
            change(&|company| company.name.clone_from(&name));
        }
    };
    let recount = move |event| {
        if let Some(currency) = Currency::new(&event_target_value(&event)) {
            change(&|company| company.currency = currency);
        }
    };
    let name = move || store.company().map(|company| company.name.clone()).unwrap_or_default();
    let currency = Memo::new(move |_| store.company().map(|company| company.currency));
    let option = move |code: &'static str| {
        view! { <option selected=move || currency.get().is_some_and(|c| c.code() == code)>{code}</option> }
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.board.company}</h2></div>
            <div class="panel-b col g3">
                <div class="field"><label for="company">{words.board.company}</label>
                    <input class="input" id="company" prop:value=name on:change=rename /></div>
                <div class="field"><label for="currency">{words.board.currency}</label>
                    <label class="picks">
                        <select class="input" id="currency" on:change=recount>{CURRENCIES.map(option).collect_view()}</select>
                        <Icon name=Icon::CHEV_D />
                    </label></div>
            </div>
        </section>
    }
}

#[component]
fn Looks() -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let choices = use_choices();
    let speak = move |other: Language, name: &'static str| {
        let pressed = (other == language).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| choices.speak(other)>{name}</button> }
    };
    let close = move |density: Density, name: &'static str| {
        let pressed = move || (choices.density.get() == density).to_string();
        view! { <button type="button" aria-pressed=pressed on:click=move |_| choices.set_density(density)>{name}</button> }
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.shell.looks}</h2></div>
            <div class="panel-b col g3">
                <div class="seg" role="group" aria-label=words.shell.language>
                    {speak(Language::Ru, "Русский")}{speak(Language::En, "English")}
                </div>
                <div class="seg" role="group" aria-label=words.shell.density>
                    {close(Density::Regular, words.shell.density_normal)}{close(Density::Compact, words.shell.density_compact)}
                </div>
                <button class="btn" type="button" on:click=move |_| choices.toggle_theme()>
                    <Icon name=Icon::MOON />{words.shell.theme}
                </button>
            </div>
        </section>
    }
}

/// The one thing that can't be undone, and says so.
#[component]
fn StartOver() -> impl IntoView {
    let words = use_words();
    let store = use_store();
    let copies = use_copies();
    let save = saving();
    let asked = RwSignal::new(false);
    let erase = move |_| {
        spawn_local(async move {
            let Some(link) = store.saving.link() else { return };
            match link.storage.clear().await {
                Ok(()) => {
                    copies.forget();
                    if let Some(tabs) = &link.tabs {
                        tabs.post(&crate::storage::tabs::Message::Everything);
                    }
                    reload_page();
                }
                Err(why) => {
                    asked.set(false);
                    store.saving.fail(why);
                }
            }
        });
    };
    view! {
        <section class="panel">
            <div class="panel-b bar">
                <p class="c2 grow">{words.storage.erase_why}</p>
                <button class="btn" type="button" on:click=move |_| asked.set(true)><Icon name=Icon::TRASH />{words.storage.erase}</button>
            </div>
        </section>
        {move || asked.get().then(|| view! {
            <Dialog title=words.storage.erase_ask about=words.storage.erase_why width="narrow" on_close=move |()| asked.set(false)>
                <div class="body">
                    <button class="btn" type="button" on:click=move |_| save(Order { files: true, ..Order::default() })><Icon name=Icon::DOWNLOAD />{words.storage.download}</button>
                </div>
                <div class="df">
                    <span class="grow"></span>
                    <button class="btn" type="button" on:click=move |_| asked.set(false)>{words.shell.cancel}</button>
                    <button class="btn danger" type="button" on:click=erase>{words.storage.erase_do}</button>
                </div>
            </Dialog>
        })}
    }
}
