//! The head of a deal: what it is about, who buys, what it is worth, how long it stands, who leads it, and its stages.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::page::Page;
use crate::app::address::href;
use crate::app::clock;
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::domain::insight::board::{is_stale, stood};
use crate::domain::insight::in_base::InBase;
use crate::domain::insight::story::stays;
use crate::domain::{Command, Money};
use crate::storage::preferences::Reading;
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;
use crate::ui::kit::{Avatar, money};
use crate::ui::moving::{Talk, amount, currency_of, plain};
use crate::ui::rates::RatesNote;

/// The head.
#[component]
pub(super) fn Head(page: Page) -> impl IntoView {
    view! {
        <div class="head">
            <Title page />
            <Facts page />
            <Steps page />
        </div>
    }
}

#[component]
fn Title(page: Page) -> impl IntoView {
    let words = page.words;
    let title = Memo::new(move |_| page.read(|deal| deal.title.clone()));
    let save = Callback::new(move |written: String| {
        if written.trim().is_empty() {
            return Some(words.gate.no_title);
        }
        let edit = Command::EditDeal {
            deal: page.id,
            title: Some(written),
            amount: None,
            owner: None,
            fields: BTreeMap::new(),
        };
        page.dispatch(edit, words.toast.changed.fill([&page.name()]));
        None
    });
    let customer = move || page.deal.get().and_then(|deal| page.store.customer(deal.customer?));
    let about = move || {
        let customer = customer();
        let field = |name: &str| customer.as_ref().and_then(|customer| customer.fields.get(name).cloned());
        let source = page.read(|deal| deal.fields.get("source").cloned());
        [field("industry"), field("city"), source]
            .into_iter()
            .flatten()
            .map(|part| format!(" · {part}"))
            .collect::<String>()
    };
    view! {
        <div class="col g0">
            <h2>
                <Inline label=words.board.subject value=title save>{move || title.get()}</Inline>
            </h2>
            <p class="c2">
                {move || customer().map(|customer| view! { <a class="link" href=href(Route::Customer(customer.id))>{customer.name.clone()}</a> })}
                {about}
            </p>
        </div>
    }
}

#[component]
fn Facts(page: Page) -> impl IntoView {
    let words = page.words;
    let sum = Memo::new(move |_| page.read(|deal| deal.amount));
    let stage = Memo::new(move |_| page.stage());
    let base = Memo::new(move |_| page.store.company().map(|company| company.currency));
    // Another currency than the usual one is said.
    let written = Signal::derive(move || {
        let foreign = |sum: &Money| base.get() != Some(sum.currency);
        let text = |sum: Money| match foreign(&sum) {
            true => [&plain(sum), sum.currency.code()].join(" "),
            false => plain(sum),
        };
        sum.get().map(text).unwrap_or_default()
    });
    let in_base = Memo::new(move |_| {
        sum.get().filter(|sum| base.get() != Some(sum.currency))?;
        page.read(|_| ());
        page.store.all("rate", |workspace| {
            let mut base = InBase::of(workspace);
            let minor = base.deal(workspace, workspace.deal(page.id)?, clock::now());
            Some((minor.map(|minor| Money::new(minor, base.currency)), base.used))
        })
    });
    let worth = move || {
        in_base.get().map(|(sum, used)| {
            let sum = sum.map(|sum| money(page.format, sum));
            view! { <div class="in-base c3 t12">{sum}<RatesNote used=Signal::stored(used) /></div> }
        })
    };
    let save = Callback::new(move |written: String| {
        let currency = page.store.peek(|workspace| currency_of(workspace, page.id));
        let new = match written.trim() {
            "" => None,
            text => match amount(text, currency, page.language) {
                None => return Some(words.ask.bad_amount),
                new => new,
            },
        };
        let edit =
            Command::EditDeal { deal: page.id, title: None, amount: Some(new), owner: None, fields: BTreeMap::new() };
        page.dispatch(edit, words.toast.changed.fill([&page.name()]));
        None
    });
    let shown = move || match sum.get() {
        Some(sum) => money(page.format, sum),
        None => words.deal.no_amount.to_owned(),
    };
    let age = move || {
        let (now, stage) = (clock::now(), stage.get()?);
        let schedule = page.store.schedule();
        let days = page.read(|deal| stood(deal, now, &schedule));
        let rot = page.read(|deal| is_stale(deal, &stage, now, &schedule));
        let norm = stage.norm_days;
        let of = (norm > 0).then(|| words.deal.of_norm.fill([&norm.to_string()]));
        Some(view! {
            <div class="stat">
                <dt>{words.deal.in_stage}</dt>
                <dd class:cwarn=rot>{days}" "<small>{of.unwrap_or_else(|| words.units.work_days_short.of(usize::try_from(days).unwrap_or_default()).trim_start_matches(|sign: char| sign.is_ascii_digit()).trim().to_owned())}</small></dd>
            </div>
        })
    };
    view! {
        <dl class="facts">
            <div class="stat">
                <dt>{words.deal.amount}</dt>
                <dd class:none=move || sum.get().is_none()><Inline label=words.deal.amount value=written save>{shown}</Inline>{worth}</dd>
            </div>
            {age}
            <div class="stat"><dt>{words.deal.owner}</dt><dd class="row"><Owner page /></dd></div>
        </dl>
    }
}

/// Who leads it; a press hands it over.
#[component]
fn Owner(page: Page) -> impl IntoView {
    let words = page.words;
    let owner = Memo::new(move |_| page.read(|deal| deal.owner));
    let name = move || {
        let member = owner.get().and_then(|owner| page.store.member(owner));
        member.map_or_else(|| words.board.no_owner.to_owned(), |member| member.name.clone())
    };
    let label = move || format!("{}: {}", words.deal.owner, name());
    view! {
        <button class="edit" type="button" title=words.deal.hand_over aria-label=label on:click=move |_| page.talk(Talk::HandOver(page.id))>
            <span class="row">{move || owner.get().map(|member| view! { <Avatar member /> })}<span>{name}</span></span>
        </button>
    }
}

/// The stages of an ordered funnel, with the days spent on each.
#[component]
fn Steps(page: Page) -> impl IntoView {
    let words = page.words;
    let choices = use_choices();
    move || {
        let deal = page.deal.get()?;
        let pipeline = page.pipeline.get().filter(|pipeline| pipeline.ordered)?;
        let now = clock::now();
        let schedule = page.store.schedule();
        let days = stays(&deal, now, &schedule);
        let stands = pipeline.position(deal.stage);
        let steps = pipeline.stages.iter().enumerate().map(|(at, stage)| {
            let here = stands == Some(at);
            let spent = days.get(&stage.id).copied();
            let done = match stands {
                Some(stands) => at < stands,
                None => spent.is_some(),
            };
            let note = match (here, spent) {
                (true, Some(_)) => {
                    let nth = (stood(&deal, now, &schedule) + 1).to_string();
                    Some(match stage.norm_days {
                        0 => words.deal.day_no_norm.fill([&nth]),
                        norm => words.deal.day_of_stage.fill([&nth, &norm.to_string()]),
                    })
                }
                (_, Some(spent)) if done => Some(words.units.work_days_short.of(usize::try_from(spent).unwrap_or_default())),
                _ => None,
            };
            // What the buyer does there, or the seller: the ladder is read from either side, like the board.
            let step = page.language.of(match choices.reading.get() {
                Reading::Buyer => &stage.buyer_action,
                Reading::Seller => &stage.manager_action,
            });
            let about = step.clone();
            view! {
                <li title=about class:done=done && !here aria-current=here.then_some("step") data-stage=stage.id.to_string()>
                    <b>
                        {(done && !here).then(|| view! { <Icon name=Icon::CHECK /> })}
                        <span>{page.language.of(&stage.name)}</span>
                        {stage.key_stage.then(|| view! { <Icon name=Icon::KEY /> })}
                    </b>
                    {note.map(|note| view! { <span>{note}</span> })}
                    <small>{step}</small>
                </li>
            }
        });
        Some(view! { <ol class="steps" aria-label=words.deal.steps>{steps.collect_view()}</ol> })
    }
}
