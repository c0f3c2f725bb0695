//! «На этап»: every place a deal could go, each with its gate; a refused one says why.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::ask::Refused;
use super::{Talk, told, use_moves};
use crate::app::locale::{use_format, use_language, use_words};
use crate::app::store::use_store;
use crate::domain::{Deal, DealId, End, FourR, Gate, MemberId, Outcome, Pipeline, Slug, Workspace};
use crate::ui::dialog::Dialog;
use crate::ui::gate::{place, refusal, sign, will_ask};
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// A place and what stands before it.
#[derive(Clone)]
struct Target {
    place: Slug,
    gate: Gate,
    backward: bool,
}

/// The stages of the deal's own funnel, its ends, and other funnels with what is open there.
type Targets = (Vec<Target>, Vec<Target>, Vec<(Arc<Pipeline>, Vec<Target>)>);

/// Where a deal could go.
fn targets(workspace: &Workspace, deal: &Deal, me: Option<MemberId>) -> Option<Targets> {
    let own = workspace.pipeline_of(deal.stage)?;
    let here = own.position(deal.stage);
    let target = |place: Slug| Target { place, gate: workspace.gate(deal, place, me), backward: false };
    let stages = own
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| Target { backward: own.ordered && here.is_some_and(|here| at < here), ..target(stage.id) });
    // A closed deal is opened again first. A lead that is ready to buy goes on as a deal, among the other funnels below;
    // its own end would close it.
    let elsewhere =
        |end: &End| end.outcome == Outcome::Moved || (own.four_r == Some(FourR::Leads) && end.outcome == Outcome::Won);
    let ends = own.ends.iter().filter(|end| here.is_some() && !elsewhere(end)).map(|end| target(end.id));
    // Of the funnels of the model the first stage is shown also when it is closed, with the reason; of the others only
    // what is open: a desk may have many of them.
    let mut others: Vec<&Arc<Pipeline>> = workspace.pipelines().filter(|pipeline| !pipeline.archived).collect();
    others.sort_by_key(|pipeline| (pipeline.four_r.is_none(), pipeline.four_r));
    let others = others.into_iter().filter(|pipeline| here.is_some() && pipeline.id != own.id);
    let others = others.filter_map(|pipeline| {
        let open = pipeline.stages.iter().map(|stage| target(stage.id));
        let shown = |at: usize| at == 0 && pipeline.four_r.is_some();
        let open: Vec<Target> = open
            .enumerate()
            .filter(|(at, to)| shown(*at) || matches!(to.gate, Gate::Open(_)))
            .map(|(_, to)| to)
            .collect();
        (!open.is_empty()).then(|| (Arc::clone(pipeline), open))
    });
    Some((stages.collect(), ends.collect(), others.collect()))
}

/// Where to?
#[component]
pub(super) fn ChooseDialog(deal: DealId) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let list = NodeRef::<html::Div>::new();
    let go = move |to: Slug| {
        let told = store.peek(|workspace| {
            let deal = workspace.deal(deal)?;
            Some(told(language, format, workspace, deal, to, None))
        });
        if let Err(why) = moves.request(deal, to, told.unwrap_or_default()) {
            refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why))));
        }
    };
    let line = move |first: Option<Slug>, Target { place: to, gate, backward }: Target| {
        let sign = sign(words, &gate, backward);
        let (name, note) = store.peek(|workspace| {
            let note = match &gate {
                Gate::Here => String::new(),
                Gate::Open(asks) => will_ask(words, language, asks),
                Gate::Closed(why) => {
                    let (what, why) = refusal(words, language, workspace, why);
                    if why.is_empty() { what.to_owned() } else { why }
                }
            };
            (place(language, workspace, to), note)
        });
        let open = matches!(gate, Gate::Open(_));
        let here = (gate == Gate::Here).then_some("step");
        let press = move |_| {
            if open {
                go(to);
            }
        };
        view! {
            <li aria-current=here>
                <button type="button" autofocus=first == Some(to) data-stage=to.to_string() aria-disabled=(!open).then_some("true") on:click=press>
                    <b>{name}</b>
                    <span class=sign.class><Icon name=sign.icon />{sign.text}</span>
                    {(!note.is_empty()).then(|| view! { <small>{note}</small> })}
                </button>
            </li>
        }
    };
    let group = move |name: String, places: Vec<Target>| {
        (!places.is_empty()).then(|| {
            view! {
                <section class="col g1">
                    <h3 class="c3 t12">{name}</h3>
                    <ul class="gates">{places.into_iter().map(move |place| line(None, place)).collect_view()}</ul>
                </section>
            }
        })
    };
    let me = store.acting();
    let found = store.peek(|workspace| {
        let deal = workspace.deal(deal)?;
        Some((called(workspace, deal), targets(workspace, deal, me)?))
    });
    let close = move |()| moves.talk.set(None);
    let (name, (stages, ends, others)) = match found {
        Some(found) => found,
        None => (words.gate.no_record.to_owned(), Default::default()),
    };
    let onward = |place: &&Target| matches!(place.gate, Gate::Open(_)) && !place.backward;
    let first =
        stages.iter().find(onward).or_else(|| stages.iter().find(|place| place.backward)).map(|place| place.place);
    let others = others.into_iter().map(move |(pipeline, places)| {
        let name = words.shell.funnel.fill([&language.of(&pipeline.name)]);
        group(name, places)
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let by = match event.code().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = list.get_untracked() {
            step(&list, by);
        }
    };
    view! {
        <Dialog title=words.gate.choose about=name width="narrow" on_close=close>
            <div class="body" node_ref=list on:keydown=on_key>
                <Refused refused />
                <ul class="gates">{stages.into_iter().map(move |place| line(first, place)).collect_view()}</ul>
                {group(words.gate.choose_finish.to_owned(), ends)}
                {others.collect_view()}
            </div>
            <div class="df">
                <button class="btn" type="button" on:click=move |_| moves.talk.set(Some(Talk::HandOver(deal)))>
                    <Icon name=Icon::USERS />{words.deal.hand_over}
                </button>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
            </div>
        </Dialog>
    }
}

/// Moves the focus among the places.
fn step(list: &web_sys::Element, by: i32) {
    let Ok(buttons) = list.query_selector_all(".gates button") else { return };
    let all: Vec<web_sys::HtmlElement> =
        (0..buttons.length()).filter_map(|at| buttons.item(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let at = all.iter().position(|button| active.as_ref().is_some_and(|active| active == button.as_ref()));
    let next = match (at, by) {
        (None, _) => 0,
        (Some(at), 1) => (at + 1).min(all.len().saturating_sub(1)),
        (Some(at), _) => at.saturating_sub(1),
    };
    if let Some(button) = all.get(next) {
        // Refused only by an element that can't have the focus.
        let _ = button.focus();
    }
}
