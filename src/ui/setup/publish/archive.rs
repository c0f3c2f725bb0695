//! Out of use: a funnel takes no deals any more, its open deals go where the person says, its past stays.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;

use super::lines::place_name;
use super::places::{AllTo, WhereTo};
use crate::app::address::use_go;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::reshape::Relocation;
use crate::domain::{Adoption, Command, EditionId, Pipeline, Slug};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;

/// The dialog.
#[component]
pub(super) fn ArchiveDialog(close: Callback<()>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let go = use_go();
    let Some(live) = editing.live.get_untracked() else { return ().into_any() };
    let archived = Pipeline { archived: true, ..Pipeline::clone(&live) };
    let relocation = editing.store.peek(|workspace| Relocation::of(workspace, &live, &archived));
    let chosen = RwSignal::new(BTreeMap::<Slug, Slug>::new());
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let drafted = editing.store.peek(|workspace| workspace.draft(editing.id).is_some());
    let name = editing.says(&live.name);
    let places = relocation.leaving.iter().cloned();
    let places = places.map(|leaving| view! { <WhereTo leaving chosen elsewhere=true /> }).collect::<Vec<_>>();
    let all = (places.len() > 1).then(|| view! { <AllTo leaving=relocation.leaving.clone() chosen /> });
    let title = words.archive_ask.fill([&name]);
    let archive = move |_| {
        let undecided = chosen.with_untracked(|chosen| relocation.undecided(chosen).map(|leaving| leaving.place));
        if let Some(place) = undecided {
            return refused.set(Some((words.unknown_place, words.need_place.fill([&place_name(editing, place)]))));
        }
        let moves = chosen.with_untracked(|chosen| relocation.moves(chosen, &BTreeSet::new()));
        let (funnel, edition) = (Box::new(archived.clone()), EditionId(clock::new_id()));
        let command = Command::Publish { funnel, edition, adoption: Adoption::AtOnce, moves };
        match editing.store.dispatch(command, words.told_archived.fill([&name])) {
            Ok(()) => go(Route::Setup),
            Err(why) => refused.set(Some(editing.store.peek(|w| refusal(editing.words, editing.language, w, &why)))),
        }
    };
    view! {
        <Dialog title=title about=words.archive_why width="narrow" on_close=close>
            <div class="body">
                {move || refused.get().map(|(what, why)| view! {
                    <div class="callout bad" role="alert"><Icon name=Icon::ALERT_C /><span><b>{what}</b>" "{why}</span></div>
                })}
                {drafted.then(|| view! { <div class="callout warn"><Icon name=Icon::ALERT /><span>{words.archive_draft}</span></div> })}
                {all}
                {places}
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{editing.words.shell.cancel}</button>
                <button class="btn primary" type="button" on:click=archive>{words.archive_do}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
