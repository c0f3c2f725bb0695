//! «Устройство»: every funnel of the company, those at work and those in the archive, and the ways to people and to a new
//! funnel.
//! Deliberately not here: how one funnel works (`funnel`).

use std::sync::Arc;

use leptos::prelude::*;

use super::inbox::InboxButton;
use super::publish::republish;
use super::robots::RobotNotes;
use super::templates::TemplatesButton;
use crate::app::address::href;
use crate::app::locale::{use_language, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::domain::{Pipeline, Slug};
use crate::ui::icon::Icon;

/// So many funnels need a field to find one.
const MANY: usize = 12;

/// A funnel in the list: the one in force, or a draft of one that never was.
#[derive(Clone, PartialEq)]
struct Known {
    funnel: Arc<Pipeline>,
    /// The number of the edition in force; 0 of a draft alone.
    edition: usize,
    draft: bool,
    robots: usize,
}

/// The funnels of the company.
#[component]
pub fn SetupPage() -> impl IntoView {
    let store = use_store();
    let all_words = use_words();
    let words = all_words.setup;
    let language = use_language();
    let wanted = RwSignal::new(String::new());
    let known = Memo::new(move |_| {
        for kind in ["pipeline", "draft", "edition", "robot"] {
            store.all(kind, |_| ());
        }
        store.peek(|workspace| {
            let robots = |id: Slug| workspace.robots().filter(|robot| robot.funnel == Some(id)).count();
            let drafts = workspace.drafts().filter(|draft| workspace.pipeline(draft.id).is_none());
            let drafts = drafts.map(|draft| Known {
                funnel: Arc::clone(&draft.funnel),
                edition: 0,
                draft: true,
                robots: robots(draft.id),
            });
            let live = workspace.pipelines().map(|funnel| Known {
                funnel: Arc::clone(funnel),
                edition: workspace.editions(funnel.id).len() + 1,
                draft: workspace.draft(funnel.id).is_some(),
                robots: robots(funnel.id),
            });
            let mut known: Vec<Known> = live.chain(drafts).collect();
            // The way of a buyer through the 4R model first, the rest by what they are called.
            known.sort_by_key(|known| {
                let place = known.funnel.four_r;
                (place.is_none(), place, language.of(&known.funnel.name).to_lowercase())
            });
            known
        })
    });
    let found = move |archived: bool| {
        let wanted = wanted.with(|wanted| wanted.trim().to_lowercase());
        known.with(|known| {
            let fits = |funnel: &Pipeline| language.of(&funnel.name).to_lowercase().contains(&wanted);
            let found = known.iter().filter(|known| known.funnel.archived == archived && fits(&known.funnel));
            found.cloned().collect::<Vec<_>>()
        })
    };
    let rows = move |archived: bool| found(archived).into_iter().map(|known| view! { <Row known /> }).collect_view();
    let many = move || known.with(|known| known.len() > MANY);
    let nothing = move || {
        (found(false).is_empty()).then(|| view! {
            <div class="empty">
                <span class="pic"><Icon name=Icon::BOARD class="i i20" /></span>
                <h3>{words.empty}</h3>
                <p>{words.empty_why}</p>
                <div class="bar"><a class="btn primary" href=href(Route::NewFunnel)><Icon name=Icon::PLUS />{words.new_funnel}</a></div>
            </div>
        })
    };
    view! {
        <main class="main page-setup" id="main">
            <header class="top">
                <h1>{words.title}</h1>
                <span class="grow"></span>
                {move || many().then(|| view! {
                    <span class="with-icon desktop"><Icon name=Icon::SEARCH /><input class="input" type="search" aria-label=words.find placeholder=words.find on:input=move |event| wanted.set(event_target_value(&event)) /></span>
                })}
                <div class="row ways">
                    <a class="btn" href=href(Route::People) aria-label=all_words.people.title><Icon name=Icon::USERS />{all_words.people.title}</a>
                    <a class="btn" href=href(Route::Hours) aria-label=words.hours><Icon name=Icon::CLOCK />{words.hours}</a>
                    <a class="btn" href=href(Route::Rates) aria-label=words.rates><Icon name=Icon::RUBLE />{words.rates}</a>
                    <TemplatesButton />
                    <InboxButton />
                </div>
                <a class="btn primary" href=href(Route::NewFunnel)><Icon name=Icon::PLUS />{words.new_funnel}</a>
            </header>
            <div class="scroll">
                <div class="page">
                    <p class="lead">{words.about}</p>
                    <RobotNotes />
                    <section class="panel" aria-label=words.in_use><ul class="funnels">{move || rows(false)}</ul>{nothing}</section>
                    {move || (!found(true).is_empty()).then(|| view! {
                        <section class="panel" aria-labelledby="archived">
                            <div class="panel-h ruled"><h2 id="archived">{words.archived_title}</h2><span class="c3">{words.archived_why}</span></div>
                            <ul class="funnels">{rows(true)}</ul>
                        </section>
                    })}
                </div>
            </div>
        </main>
    }
}

#[component]
fn Row(known: Known) -> impl IntoView {
    let store = use_store();
    let all_words = use_words();
    let words = all_words.setup;
    let language = use_language();
    let Known { funnel, edition, draft, robots } = known;
    let (name, purpose) = (language.of(&funnel.name), language.of(&funnel.purpose));
    let stages = if funnel.ordered { words.stages_of } else { words.baskets_count };
    let stages = if funnel.stages.is_empty() { words.scores_of.to_owned() } else { stages.of(funnel.stages.len()) };
    let edition = if edition == 0 { words.new_draft.to_owned() } else { words.edition_of.fill([&edition.to_string()]) };
    let (id, counted) = (funnel.id, Arc::clone(&funnel));
    // A funnel of scores holds no deals.
    let open = move || (!counted.stages.is_empty()).then(|| words.open_deals.of(store.open_deals(&counted)));
    let archived = funnel.archived;
    let back = move |_| {
        let Some(live) = store.peek(|workspace| workspace.pipeline(id).cloned()) else { return };
        let told = words.told_back.fill([&language.of(&live.name)]);
        // A funnel without deals takes them again: nothing can stand in the way.
        let _ = republish(store, Pipeline { archived: false, ..Pipeline::clone(&live) }, told);
    };
    let tags = format!("{}?tab=robots", href(Route::Funnel(id)));
    view! {
        <li>
            <a class="go" href=href(Route::Funnel(id))><b>{name}</b><span class="by">{purpose}</span></a>
            <span class="c2">{all_words.roles.of(funnel.role)}</span>
            <span class="c2">{stages}</span>
            <span class="c2">{open}</span>
            <span class="c2">{(robots > 0).then(|| view! { <a class="row g1" href=tags><Icon name=Icon::ROBOT class="i i14" />{robots}</a> })}</span>
            <span class="row">
                <span class="c3">{edition}</span>
                {draft.then(|| view! { <span class="chip acc">{words.no_draft}</span> })}
                {archived.then(|| view! { <button class="btn sm" type="button" on:click=back><Icon name=Icon::UNDO />{words.bring_back}</button> })}
            </span>
        </li>
    }
}
