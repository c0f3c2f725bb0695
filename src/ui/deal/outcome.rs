//! How a closed deal ended, with the way back into work.

use leptos::prelude::*;

use super::diary::loss_reason;
use super::page::Page;
use crate::app::clock;
use crate::domain::Outcome;
use crate::ui::icon::Icon;
use crate::ui::moving::{REASON, RETURN, Talk, iso_day};

/// The end of a closed deal; nothing for one in work.
#[component]
pub(super) fn Ended(page: Page) -> impl IntoView {
    let words = &page.words.deal;
    move || {
        let deal = page.deal.get()?;
        let pipeline = page.pipeline.get()?;
        let entry = deal.history.last()?;
        let Some(end) = pipeline.end(deal.stage) else {
            // One that waits in a funnel of refusals says until when.
            let day = deal.fields.get(RETURN).filter(|_| pipeline.refusals).and_then(|day| iso_day(day))?;
            let until = page.format.date(day, clock::now().day(0));
            let why = deal.fields.get(REASON).cloned().or_else(|| entry.why.clone());
            return Some(
                view! {
                    <div class="callout warn" role="note">
                        <Icon name=Icon::CLOCK />
                        <span><b>{words.paused.fill([&until])}</b>{why.map(|why| format!(". {why}"))}</span>
                    </div>
                }
                .into_any(),
            );
        };
        let until = entry.loss.as_ref().and_then(|loss| loss.return_on);
        let (class, icon) = match end.outcome {
            Outcome::Won => ("callout ok", Icon::CHECK),
            Outcome::Paused => ("callout warn", Icon::CLOCK),
            Outcome::Lost => ("callout bad", Icon::FLAG),
            Outcome::Moved | Outcome::Excluded => ("callout", Icon::BAN),
        };
        let title = match (end.outcome, until) {
            (Outcome::Won, _) => words.won.to_owned(),
            (Outcome::Paused, Some(day)) => words.paused.fill([&page.date(day)]),
            _ => page.language.of(&end.name),
        };
        let reason = loss_reason(page, entry);
        let said = entry.loss.as_ref().map(|loss| loss.words.clone()).filter(|said| !said.is_empty());
        let about: Vec<String> = reason.into_iter().chain(said).collect();
        Some(
            view! {
            <div class=class role="note">
                <Icon name=icon />
                <span><b>{title}</b>", "{page.day(entry.at)}{(!about.is_empty()).then(|| format!(". {}", about.join(". ")))}</span>
                <button class="btn sm" type="button" on:click=move |_| page.talk(Talk::Choose(page.id))>
                    <Icon name=Icon::UNDO />{words.reopen}
                </button>
            </div>
            }
            .into_any(),
        )
    }
}
