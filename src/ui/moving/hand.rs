//! Handing a deal over (1.16): to whom of the desk, with how much they have already, and what they need to know.
//! Deliberately not here: who may move deals from a stage (`domain`).

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::ask::Refused;
use super::field::show_wrong;
use super::use_moves;
use crate::app::address::href;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{Language, use_format, use_language, use_words};
use crate::app::route::Route;
use crate::app::store::use_store;
use crate::domain::insight::load::{Load, to_whom};
use crate::domain::insight::story::{stands, unproved};
use crate::domain::{ActivityId, Command, Deal, DealId, Evidence, Member, MemberId, Workspace};
use crate::ui::dialog::Dialog;
use crate::ui::gate::refusal;
use crate::ui::icon::Icon;
use crate::ui::kit::{Avatar, called};

/// What the next one needs to know, as far as the records tell: the task, what the buyer has done, what is missing, and
/// when they speak next. A line each; the person edits it.
fn context(language: Language, format: Format, workspace: &Workspace, deal: &Deal) -> String {
    let words = &language.words().people;
    let told = |evidence: &Evidence| {
        let said = deal.proofs.get(&evidence.id).map(|proof| proof.words.as_str()).filter(|said| !said.is_empty());
        let text = language.of(&evidence.text);
        said.map_or(text.clone(), |said| format!("{text} ({said})"))
    };
    let task = deal.fields.get("task").filter(|task| **task != deal.title);
    let task = task.map_or_else(|| deal.title.clone(), |task| format!("{}. {task}", deal.title));
    let mut lines = vec![words.task.fill([&task])];
    if let Some(stage) = stands(workspace, deal) {
        let done: Vec<String> =
            stage.evidence.iter().filter(|evidence| deal.proofs.contains_key(&evidence.id)).map(told).collect();
        let missing: Vec<String> = unproved(&stage, deal).map(|evidence| language.of(&evidence.text)).collect();
        let line = |line: &crate::app::words::Line<1>, what: Vec<String>| {
            (!what.is_empty()).then(|| line.fill([&what.join("; ")]))
        };
        lines.extend(line(&words.done, done));
        lines.extend(line(&words.missing, missing));
    }
    lines.push(deal.next.as_ref().map_or_else(
        || words.no_next.to_owned(),
        |next| {
            let when = format.moment(next.at.0, clock::now().0);
            let what = if next.purpose.is_empty() { when } else { format!("{when}. {}", next.purpose) };
            words.next.fill([&what])
        },
    ));
    lines.join("\n")
}

/// To whom?
#[component]
pub(super) fn HandDialog(deal: DealId) -> impl IntoView {
    let store = use_store();
    let moves = use_moves();
    let words = use_words();
    let language = use_language();
    let format = use_format();
    let close = move |()| moves.talk.set(None);
    let found = store.peek(|workspace| {
        let found = workspace.deal(deal)?;
        let people = to_whom(workspace, found.stage, clock::now());
        Some((called(workspace, found), found.owner, context(language, format, workspace, found), people))
    });
    let Some((name, owner, known, people)) = found else {
        let (what, why) = (words.gate.no_record, words.gate.no_record_why);
        return view! { <Dialog title=what width="narrow" on_close=close><div class="body"><p>{why}</p></div></Dialog> }
            .into_any();
    };
    let title = words.people.hand_over.fill([&name]);
    if people.iter().all(|(member, _)| Some(member.id) == owner) {
        return view! {
            <Dialog title=title width="narrow" on_close=close>
                <div class="body"><p>{words.people.empty_why}</p></div>
                <div class="df"><span class="grow"></span><a class="btn primary" href=href(Route::People) on:click=move |_| close(())>{words.people.title}</a></div>
            </Dialog>
        }
        .into_any();
    }
    let leads = people.iter().find(|(member, _)| Some(member.id) == owner).map(|(member, _)| member.name.clone());
    let about = leads.map(|leads| words.people.leads_now.fill([&leads])).unwrap_or_default();
    let others: Vec<(Member, Load)> = people.into_iter().filter(|(member, _)| Some(member.id) != owner).collect();
    let names: StoredValue<BTreeMap<MemberId, String>> =
        StoredValue::new(others.iter().map(|(member, _)| (member.id, member.name.clone())).collect());
    let named = move |to: Option<MemberId>| match to {
        Some(to) => names.with_value(|names| names.get(&to).cloned()).unwrap_or_default(),
        None => words.people.nobody_leads.to_owned(),
    };
    let chosen = RwSignal::new(others.first().map(|(member, _)| member.id));
    let text = RwSignal::new(known);
    let refused = RwSignal::new(None::<(&'static str, String)>);
    let whom = StoredValue::new(name);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = chosen.get_untracked();
        let command = match to {
            Some(to) => {
                let note = words.people.note.fill([&named(Some(to)), text.get_untracked().trim()]);
                Command::HandOver { deal, to, told: Some((ActivityId(clock::new_id()), note)) }
            }
            None => Command::EditDeal { deal, title: None, amount: None, owner: Some(None), fields: BTreeMap::new() },
        };
        let told = whom.with_value(|whom| words.toast.handed_over.fill([whom, &named(to)]));
        match store.dispatch(command, told) {
            Ok(()) => close(()),
            Err(why) => {
                refused.set(Some(store.peek(|workspace| refusal(words, language, workspace, &why))));
                show_wrong();
            }
        }
    };
    let line = move |at: usize, to: Option<MemberId>, load: Option<Load>, role: Option<&'static str>| {
        let many = load.map(|load| words.units.deals.of(load.open));
        view! {
            <label class="radio">
                <input type="radio" name="whom" autofocus=at == 0 prop:checked=move || chosen.get() == to on:change=move |_| chosen.set(to) />
                <span class="row">{to.map(|member| view! { <Avatar member /> })}<span>{named(to)}</span>{role.map(|role| view! { <span class="c3 t12">{role}</span> })}</span>
                <small>{many}</small>
            </label>
        }
    };
    let lines = others.into_iter().enumerate().map(move |(at, (member, load))| {
        let role = member.role.map_or(words.roles.none, |role| words.roles.of(role));
        line(at, Some(member.id), Some(load), Some(role))
    });
    view! {
        <Dialog title=title about=about width="lose" on_close=close>
            <form class="body" id="hand" novalidate=true on:submit=submit>
                <Refused refused />
                <fieldset class="reasons">
                    <legend class="vh">{words.people.whom}</legend>
                    {lines.collect_view()}
                    {owner.map(|_| line(usize::MAX, None, None, None))}
                </fieldset>
                {move || chosen.get().map(|_| view! {
                    <div class="field">
                        <label for="hand-told">{words.people.tell}</label>
                        <textarea class="input" id="hand-told" rows="5" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
                        <span class="hint">{words.people.tell_why}</span>
                    </div>
                })}
            </form>
            <div class="df">
                <span class="c3 t12">{move || chosen.get().map(|to| words.people.hand_result.fill([&named(Some(to))]))}</span>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close(())>{words.shell.cancel}</button>
                <button class="btn primary" type="submit" form="hand"><Icon name=Icon::USERS />{words.people.hand_do}</button>
            </div>
        </Dialog>
    }
    .into_any()
}
