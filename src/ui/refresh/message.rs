//! A message of a plan, whole, as one of those who wait would get it.
//! Deliberately not here: editing it (`plan`).

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::cards::{day, stop_name};
use super::gaps::Marked;
use super::mail::{Mail, Talk};
use crate::domain::insight::warming::address;
use crate::domain::insight::writing::Written;
use crate::domain::{Deal, Slug, Stop, Workspace};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::kit::called;

/// Whom to show the message with: the first who waits for it, else the first in the basket.
fn sample(mail: Mail, workspace: &Workspace, basket: Slug, message: Slug) -> Option<Arc<Deal>> {
    let waits = mail.next.with_untracked(|next| {
        let mut all = next.iter().filter(|next| (next.basket, next.message) == (basket, message));
        all.find(|next| next.ended.is_none()).map(|next| next.deal)
    });
    let first = || workspace.column(basket).and_then(|column| column.deals().next());
    waits.or_else(first).and_then(|id| workspace.deal(id)).cloned()
}

/// The message.
#[component]
pub(super) fn MessageDialog(mail: Mail, basket: Slug, message: Slug, close: Callback<()>) -> impl IntoView {
    let words = mail.words;
    let known = mail.store.peek(|workspace| {
        let plan = workspace.plan(basket)?;
        let message = plan.messages.iter().find(|known| known.id == message)?.clone();
        let sample = sample(mail, workspace, basket, message.id);
        let shown = sample.map(|deal| {
            let to = address(workspace, &deal);
            let written = untrack(|| mail.pen()).write(workspace, &deal, to.as_deref(), &message, &BTreeMap::new());
            (called(workspace, &deal), written)
        });
        Some((message, shown))
    });
    let (message, shown) = known?;
    let language = mail.language;
    let plain =
        || Written { subject: language.of(&message.subject), body: language.of(&message.body), missing: vec![] };
    let (who, written) = match shown {
        Some((who, written)) => (words.as_gets.fill([&who]), written),
        None => (words.nobody_waits.to_owned(), plain()),
    };
    let stops: Vec<&str> = message
        .stop_when
        .iter()
        .filter(|&&stop| stop != Stop::LastMessage)
        .map(|&stop| stop_name(mail, stop))
        .collect();
    let stops = (!stops.is_empty()).then(|| words.stops.fill([&stops.join(", ")]));
    let about = format!("{}. {}", language.of(&message.purpose), day(mail, &message));
    let missing: Vec<String> = written.missing.iter().map(|gap| mail.gap(gap)).collect();
    let missing = (!missing.is_empty()).then(|| view! {
        <p class="callout warn"><Icon name=Icon::ALERT /><span>{words.not_filled.fill([&missing.join(", ")])}</span></p>
    });
    Some(view! {
        <Dialog title=language.of(&message.subject) about width="wide" on_close=close>
            <div class="body">
                <p class="c3 t12">{who}</p>
                <article class="written">
                    <h3><Marked text=written.subject /></h3>
                    <p><Marked text=written.body /></p>
                </article>
                {missing}
                <p class="c3 t12">{stops}</p>
            </div>
            <div class="df">
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| close.run(())>{mail.all.shell.close}</button>
                <button class="btn primary" type="button" on:click=move |_| mail.open(Talk::Plan(basket))>
                    <Icon name=Icon::PEN />{words.edit}
                </button>
            </div>
        </Dialog>
    })
}
