//! The bar itself, at the head of the page.

use leptos::prelude::*;

use super::archive::ArchiveDialog;
use super::dialog::PublishDialog;
use super::history::HistoryDialog;
use super::republish;
use crate::app::address::use_go;
use crate::app::route::Route;
use crate::domain::{Command, Pipeline};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::more::More;
use crate::ui::setup::order::focus_later;

/// Which dialog is open.
#[derive(Clone, Copy, PartialEq)]
enum Talk {
    Publish,
    History,
    Archive,
}

/// Draft or in force, and what can be done with the whole funnel.
#[component]
pub fn PublishBar() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let go = use_go();
    let talk = RwSignal::new(None::<Talk>);
    let close = Callback::new(move |()| talk.set(None));
    let drafted = Memo::new(move |_| editing.store.draft(editing.id).is_some());
    let edition = Memo::new(move |_| editing.edition());
    let archived = Memo::new(move |_| editing.live.with(|live| live.as_ref().is_some_and(|live| live.archived)));
    let name = move || editing.read(|funnel| editing.says(&funnel.name));
    let drop_draft = move |_| {
        let only = edition.get_untracked() == 0;
        // Refused only when it is gone already.
        let _ = editing.store.dispatch(Command::DropDraft(editing.id), words.told_draft_dropped);
        if only {
            go(Route::Setup);
        } else {
            focus_later(".top .pop > .btn");
        }
    };
    let copy = move |_| {
        let mut names = editing.names();
        let called = editing.text(&words.copy_of.fill([&name()]));
        let copied = editing.funnel.with_untracked(|funnel| funnel.as_ref().map(|f| f.copied(called, &mut names)));
        let Some(copied) = copied else { return };
        let (id, told) = (copied.id, words.told_copy.fill([&editing.says(&copied.name)]));
        if editing.store.dispatch(Command::DraftFunnel(Box::new(copied)), told).is_ok() {
            go(Route::Funnel(id));
        }
    };
    let back = move |_| {
        let Some(live) = editing.live.get_untracked() else { return };
        let told = words.told_back.fill([&editing.says(&live.name)]);
        let _ = republish(editing.store, Pipeline { archived: false, ..Pipeline::clone(&live) }, told);
    };
    let state = move || {
        let number = edition.get();
        if drafted.get() {
            view! {
                <span class="chip acc lo3">{words.draft_of.fill([&(number + 1).to_string()])}</span>
                <span class="c3 lo1">{words.draft_why}</span>
            }
            .into_any()
        } else {
            let archived = archived.get().then(|| view! { <span class="chip">{words.archived_title}</span> });
            view! { {archived}<span class="c3 lo3">{words.edition_in_force.fill([&number.to_string()])}</span> }
                .into_any()
        }
    };
    let actions = move || {
        drafted.get().then(|| {
            let compare = (edition.get() > 0).then(|| view! {
                <button class="btn lo2" type="button" on:click=move |_| talk.set(Some(Talk::Publish))>
                    {words.compare_with.fill([&edition.get().to_string()])}
                </button>
            });
            view! {
                <button class="btn ghost lo3" type="button" on:click=drop_draft><Icon name=Icon::UNDO />{words.drop_draft}</button>
                {compare}
                <button class="btn primary" type="button" on:click=move |_| talk.set(Some(Talk::Publish))>{words.publish}</button>
            }
        })
    };
    let dialog = move || {
        talk.get().map(|talk| match talk {
            Talk::Publish => view! { <PublishDialog close /> }.into_any(),
            Talk::History => view! { <HistoryDialog close /> }.into_any(),
            Talk::Archive => view! { <ArchiveDialog close /> }.into_any(),
        })
    };
    view! {
        {state}
        <span class="grow"></span>
        {actions}
        <More label=words.more>
            <button type="button" on:click=move |_| talk.set(Some(Talk::History))><Icon name=Icon::CLOCK />{words.history}</button>
            <button type="button" on:click=copy><Icon name=Icon::COPY />{words.copy_funnel}</button>
            {move || drafted.get().then(|| view! {
                <button type="button" on:click=drop_draft><Icon name=Icon::UNDO />{words.drop_draft}</button>
            })}
            {move || match (edition.get(), archived.get()) {
                (0, _) => None,
                (_, true) => Some(view! { <hr /><button type="button" on:click=back><Icon name=Icon::UNDO />{words.bring_back}</button> }.into_any()),
                (_, false) => Some(view! { <hr /><button type="button" on:click=move |_| talk.set(Some(Talk::Archive))><Icon name=Icon::BOX />{words.archive}</button> }.into_any()),
            }}
        </More>
        {dialog}
    }
}
