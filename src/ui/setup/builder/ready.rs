//! Ready funnels: taken as they are or adjusted; and the usual funnel of a manager beside the buyer's (2.1).

use std::sync::Arc;

use leptos::prelude::*;

use super::Guide;
use crate::app::address::href;
use crate::app::clock;
use crate::app::locale::{use_language, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::domain::reshape::Names;
use crate::domain::{Adoption, Command, EditionId, Pipeline};
use crate::ui::icon::Icon;
use crate::ui::setup::library::{Library, Shelf};

#[component]
pub(super) fn Ready() -> impl IntoView {
    let words = use_words();
    let said = words.builder;
    let store = use_store();
    let library: Library = expect_context();
    // The funnels of the 4R model are here already; their like can be made for another segment.
    let four = store.all("pipeline", |workspace| {
        let four = workspace.pipelines().filter(|funnel| funnel.four_r.is_some() && !funnel.stages.is_empty());
        four.map(|funnel| Pipeline::clone(funnel)).collect::<Vec<_>>()
    });
    let four = StoredValue::new(four);
    let cards = move |shelf: Arc<Shelf>| {
        let all = four.get_value().into_iter().chain(shelf.funnels.iter().cloned());
        let cards = all.map(|funnel| view! { <Card funnel /> }).collect_view();
        view! { <ul class="ready">{cards}</ul><Pairs shelf /> }
    };
    let body = move || match (library.shelf.get(), library.missing.get()) {
        (Some(shelf), _) => cards(shelf).into_any(),
        (None, false) => view! { <p class="c3" role="status">{said.loading}</p> }.into_any(),
        (None, true) => view! {
            <div class="empty" role="alert">
                <h3>{said.missing}</h3>
                <p>{said.missing_why}</p>
                <button class="btn" type="button" on:click=move |_| library.fetch()>{words.storage.retry}</button>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="ready">
            <h2 id="ready">{said.ready}</h2>
            <p class="c2">{said.ready_why}</p>
            {body}
        </section>
    }
}

/// One ready funnel: for whom it is, who works it, how long it is.
#[component]
fn Card(funnel: Pipeline) -> impl IntoView {
    let words = use_words();
    let said = words.builder;
    let language = use_language();
    let store = use_store();
    let guide: Guide = expect_context();
    let id = funnel.id;
    let name = language.of(&funnel.name);
    let here = move || store.pipeline(id).is_some();
    let (segment, purpose) = (language.of(&funnel.segment), language.of(&funnel.purpose));
    let about = words.units.comma.fill([words.roles.of(funnel.role), &words.units.stages.of(funnel.stages.len())]);
    let funnel = StoredValue::new(funnel);
    let made = StoredValue::new(said.made.fill([&name]));
    let begun = StoredValue::new(said.begun.fill([&name]));
    let take = move |_| {
        let (funnel, edition) = (Box::new(funnel.get_value()), EditionId(clock::new_id()));
        let command = Command::Publish { funnel, edition, adoption: Adoption::AtOnce, moves: [].into() };
        // Refused only when it is here, and then the button is not.
        let _ = store.dispatch(command, made.get_value());
    };
    let tune = move |_| {
        let taken = store.peek(|workspace| {
            let taken = workspace.pipeline(id).is_some() || workspace.draft(id).is_some();
            taken.then(|| Names::new(workspace, clock::new_id()))
        });
        // A ready funnel keeps its names, by which robots know it, unless they are taken.
        let copy = funnel.with_value(|funnel| match taken {
            Some(mut names) => funnel.copied(funnel.name.clone(), &mut names),
            None => funnel.clone(),
        });
        let new = copy.id;
        if store.dispatch(Command::DraftFunnel(Box::new(copy)), begun.get_value()).is_ok() {
            guide.open.run((new, 0));
        }
    };
    let label = StoredValue::new(name.clone());
    let first = move || {
        match here() {
        true => view! {
            <a class="chip ok" href=href(Route::Funnel(id)) title=said.open aria-label=format!("{}: {}", said.taken, label.get_value())>
                <Icon name=Icon::CHECK />{said.taken}
            </a>
        }
        .into_any(),
        false => view! {
            <button class="btn sm" type="button" aria-label=format!("{}: {}", said.take, label.get_value()) on:click=take>{said.take}</button>
        }
        .into_any(),
    }
    };
    view! {
        <li class="panel">
            <h3>{name.clone()}</h3>
            <p class="c3 t12">{about}</p>
            <p class="c2">{segment}</p>
            <p class="c3 t12">{purpose}</p>
            <p class="row wrap">
                {first}
                <button class="btn ghost sm" type="button" aria-label=format!("{}: {name}", said.tune) on:click=tune>{said.tune}</button>
            </p>
        </li>
    }
}

/// The seven stages that most teams use, and the same seven by what the buyer does.
#[component]
fn Pairs(shelf: Arc<Shelf>) -> impl IntoView {
    let said = use_words().builder;
    let language = use_language();
    let stages = || shelf.funnels.iter().flat_map(|funnel| &funnel.stages);
    let rows = shelf.usual.iter().enumerate().map(|(at, usual)| {
        let buyers = stages().find(|stage| stage.id == usual.stage).map(|stage| {
            view! { <span class="m">{language.of(&stage.name)}</span><span class="c3 t12 block">{language.of(&stage.buyer_action)}</span> }
        });
        view! {
            <tr>
                <th scope="row"><span class="num-badge">{at + 1}</span>" "{language.of(&usual.name)}</th>
                <td class="c3">{language.of(&usual.hides)}</td>
                <td>{buyers}</td>
            </tr>
        }
    });
    view! {
        <section class="panel pairs" aria-labelledby="pairs">
            <div class="panel-h"><h2 id="pairs">{said.pairs}</h2></div>
            <div class="panel-b stack">
                <p class="c2">{said.pairs_why}</p>
                <table class="table">
                    <thead><tr><th scope="col">{said.usual}</th><th scope="col">{said.hides}</th><th scope="col">{said.buyers}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
