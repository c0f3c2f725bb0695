//! Letters that are due, read one by one before they are prepared: as each goes out, and what still has to be written.
//! Deliberately not here: preparing them (`today`).

use leptos::prelude::*;

use super::gaps::Marked;
use super::mail::{Due, Mail, Talk};
use crate::app::address::href;
use crate::app::clock;
use crate::app::route::Route;
use crate::domain::insight::writing::{is_common, letter as drawn};
use crate::domain::{Command, LetterId};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// The preview.
#[component]
pub(super) fn DuePreview(mail: Mail, letter: LetterId, close: Callback<()>) -> impl IntoView {
    let words = mail.words;
    let place = move || mail.due.with(|due| due.iter().position(|due| due.next.letter == letter));
    let due = Memo::new(move |_| mail.due.with(|due| due.iter().find(|due| due.next.letter == letter).cloned()));
    let first = due.get_untracked()?;
    let deal = first.next.deal;
    let customer = first.next.customer;
    let who = mail.store.peek(|workspace| workspace.deal(deal).map(|deal| called(workspace, deal)))?;
    let to = move || due.with(|due| due.as_ref().and_then(|due| due.next.to.clone()));
    let step = move |by: isize| {
        let at = place()?.checked_add_signed(by)?;
        mail.due.with(|due| due.get(at).map(|due| due.next.letter))
    };
    let turn = move |by: isize| {
        if let Some(to) = untrack(|| step(by)) {
            mail.open(Talk::Due(to));
        }
    };
    let of = move || {
        let at = place().map(|at| at + 1).unwrap_or_default();
        mail.all.units.of.fill([&mail.all.grammar.number(at), &mail.all.grammar.number(mail.due.with(|due| due.len()))])
    };
    let text = move || {
        let written = mail.written(&due.get()?.next)?;
        Some(view! {
            <article class="written">
                <h3><Marked text=written.subject /></h3>
                <p><Marked text=written.body /></p>
            </article>
        })
    };
    let missing = Memo::new(move |_| due.with(|due| due.as_ref().map(|due| due.missing.clone()).unwrap_or_default()));
    let any = Memo::new(move |_| missing.with(|missing| !missing.is_empty()));
    // One that is filled goes, and the others keep what is being written into them.
    let fields = move || {
        any.get().then(|| {
            view! {
                <section class="open-gaps">
                    <h3>{words.to_fill}</h3>
                    <For each=move || missing.get() key=Clone::clone children=move |gap| view! { <Gap mail letter gap /> } />
                </section>
            }
        })
    };
    let address = move || match to() {
        Some(to) => view! { <span>{to}</span> }.into_any(),
        None => view! {
            <span class="cbad">{words.no_address}</span>", "
            <a class="link" href=href(Route::Customer(customer)) on:click=move |_| close.run(())>{words.to_customer}</a>
        }
        .into_any(),
    };
    let prepare = move |_| {
        let Some(due) = due.get_untracked() else { return };
        let after = untrack(|| step(1).or_else(|| step(-1)));
        let made = untrack(|| mail.written(&due.next))
            .and_then(|written| drawn(&due.next, written, clock::now(), mail.store.acting()));
        if let Some(made) = made
            && mail.dispatch(vec![Command::PrepareLetters(vec![made])], words.prepared.of(1))
        {
            mail.talk.set(after.map(Talk::Due));
        }
    };
    let suppress = move |_| {
        if let Some(to) = untrack(to) {
            mail.suppress(&to, "");
            close.run(());
        }
    };
    let whole = move || due.with(|due| due.as_ref().is_some_and(Due::is_whole));
    Some(view! {
        <Dialog title=who.clone() width="wide" on_close=close>
            <div class="body">
                <p class="row wrap">
                    <span class="c3">{words.to}</span>{address}<span class="grow"></span>
                    <a class="link" href=href(Route::Deal(deal)) on:click=move |_| close.run(())>{words.to_deal}</a>
                </p>
                {text}
                {fields}
            </div>
            <div class="df">
                <button class="btn ghost icon" type="button" aria-label=words.previous title=words.previous disabled=move || step(-1).is_none() on:click=move |_| turn(-1)>
                    <Icon name=Icon::CHEV_L />
                </button>
                <span class="c3 nw" role="status">{of}</span>
                <button class="btn ghost icon" type="button" aria-label=words.next title=words.next disabled=move || step(1).is_none() on:click=move |_| turn(1)>
                    <Icon name=Icon::CHEV_R />
                </button>
                <span class="grow"></span>
                {move || to().is_some().then(|| view! {
                    <button class="btn ghost" type="button" on:click=suppress><Icon name=Icon::BAN />{words.suppress}</button>
                })}
                <button class="btn primary" type="button" disabled=move || !whole() on:click=prepare>{words.prepare_one}</button>
            </div>
        </Dialog>
    })
}

/// A gap that a person fills: in this letter, or in all from now on.
#[component]
fn Gap(mail: Mail, letter: LetterId, gap: String) -> impl IntoView {
    let words = mail.words;
    let text = RwSignal::new(String::new());
    let everywhere = RwSignal::new(is_common(&gap));
    let name = mail.gap(&gap);
    let fill = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let value = text.get_untracked().trim().to_owned();
        if !value.is_empty() {
            mail.fill(letter, gap.clone(), value, everywhere.get_untracked());
        }
    };
    let first = everywhere.get_untracked();
    view! {
        <form class="gapform" on:submit=fill>
            <label class="field"><span class="label">{name}</span>
                <input class="input" type="text" autocomplete="off" on:input=move |event| text.set(event_target_value(&event)) />
            </label>
            <label class="check">
                <input type="checkbox" checked=first on:change=move |event| everywhere.set(event_target_checked(&event)) />
                <span>{words.in_all}</span>
            </label>
            <button class="btn sm" type="submit">{words.fill}</button>
        </form>
    }
}
