//! The baskets, each with its content plan: what is written when, how many wait for it and are due, what stops it.
//! Deliberately not here: editing a plan (`plan`), the figures (`domain::insight`).

use std::sync::Arc;

use leptos::prelude::*;

use super::mail::{Mail, Talk, use_mail};
use super::plan::{ready, take_ready};
use crate::domain::insight::baskets::{Basket, baskets};
use crate::domain::insight::warming::waiting;
use crate::domain::insight::writing::stops;
use crate::domain::{Anchor, Message, Pipeline, Plan, Slug, Stop};
use crate::ui::back::today;
use crate::ui::icon::Icon;
use crate::ui::rates::{Telling, converted, write};

/// The icons of the four baskets of the model; others get the basket itself.
const ICONS: [Icon; 4] = [Icon::RUBLE, Icon::USERS, Icon::TARGET, Icon::CLOCK];

/// The baskets of the funnel.
#[component]
pub(super) fn Cards(pipeline: Arc<Pipeline>) -> impl IntoView {
    let mail = use_mail();
    let figures = {
        let pipeline = pipeline.clone();
        Memo::new(move |_| mail.store.all("deal", |workspace| baskets(workspace, &pipeline)))
    };
    let card = {
        let pipeline = pipeline.clone();
        move |(at, stage): (usize, Slug)| {
            let basket = Memo::new(move |_| {
                figures.with(|figures| figures.iter().find(|basket| basket.stage == stage).cloned())
            });
            view! { <Card mail pipeline=pipeline.clone() at stage basket /> }
        }
    };
    let stages: Vec<(usize, Slug)> = pipeline.stages.iter().map(|stage| stage.id).enumerate().collect();
    view! { <div class="baskets">{stages.into_iter().map(card).collect_view()}</div> }
}

/// A basket: what it means, how many wait, what they are worth, what they are written.
#[component]
fn Card(mail: Mail, pipeline: Arc<Pipeline>, at: usize, stage: Slug, basket: Memo<Option<Basket>>) -> impl IntoView {
    let (words, language, format) = (mail.all, mail.language, mail.format);
    let stage = pipeline.stage(stage)?.clone();
    let id = stage.id;
    let name = language.of(&stage.name);
    let label = words.refresh.basket.fill([&name]);
    let icon = ICONS.get(at).copied().unwrap_or(Icon::BASKET);
    let plan = Memo::new(move |_| mail.store.all("plan", |workspace| workspace.plan(id).cloned()));
    let read = move |read: fn(&Basket) -> usize| basket.with(|basket| basket.as_ref().map(read).unwrap_or_default());
    let worth = move || match read(|basket| basket.waiting) {
        0 => words.refresh.empty_basket.to_owned(),
        _ => basket.with(|basket| {
            basket.as_ref().map(|basket| write(format, &converted(mail.store, &basket.sums), false)).unwrap_or_default()
        }),
    };
    let telling = Telling::here();
    let by = move || {
        basket
            .with(|basket| basket.as_ref().and_then(|basket| telling.title(&converted(mail.store, &basket.sums).used)))
    };
    let returned = move || {
        let returned = read(|basket| basket.returned);
        (returned > 0).then(|| words.refresh.returned.fill([&words.grammar.number(returned)]))
    };
    let edit = mail.words.edit_plan.fill([&name]);
    let part = move || match plan.get() {
        Some(plan) => view! { <Sequence mail plan /> }.into_any(),
        None => view! { <NoPlan mail basket=id /> }.into_any(),
    };
    Some(view! {
        <section class="panel bk" aria-label=label data-stage=id.to_string()>
            <header>
                <span class="ic"><Icon name=icon class="i i20" /></span>
                <h2>{name}</h2>
                <span class="n">{move || words.grammar.number(read(|basket| basket.waiting))}</span>
                <p>{language.of(&stage.manager_action)}</p>
                <p title=by>{worth}</p>
            </header>
            <p class="def">{language.of(&stage.help)}</p>
            {part}
            <footer>
                <Icon name=Icon::BUYER /><span>{language.of(&stage.buyer_action)}</span><span class="ml">{returned}</span>
                {move || plan.with(Option::is_some).then(|| view! {
                    <button class="btn ghost icon sm" type="button" title=edit.clone() aria-label=edit.clone() on:click=move |_| mail.open(Talk::Plan(id))>
                        <Icon name=Icon::PEN />
                    </button>
                })}
            </footer>
        </section>
    })
}

/// When a message is due, in a few letters: «сразу», «+7 дн.», «за 30 дн.».
pub(super) fn day(mail: Mail, message: &Message) -> String {
    let days = mail.all.units.days_short.of(message.day.unsigned_abs().into());
    match (message.anchor, message.day) {
        (Anchor::Entry, 0) => mail.words.at_once.to_owned(),
        (Anchor::PurchaseDate, 0) => mail.words.on_the_day.to_owned(),
        (Anchor::PurchaseDate, ..0) => mail.words.before.fill([&days]),
        (Anchor::PurchaseDate, _) => mail.words.after.fill([&days]),
        (Anchor::Entry, 1..) => format!("+{days}"),
        (Anchor::Entry, _) => format!("−{days}"),
    }
}

/// What ends a sequence, in one word or two.
pub(super) fn stop_name(mail: Mail, stop: Stop) -> &'static str {
    match stop {
        Stop::Reply => mail.words.stop_reply,
        Stop::Purchase => mail.words.stop_purchase,
        Stop::Unsubscribed => mail.words.stop_unsubscribed,
        Stop::DealOpened => mail.words.stop_deal,
        Stop::LastMessage => mail.words.stop_last,
    }
}

/// The messages in the order of their days: first those counted from the entry, then those before the purchase.
pub(super) fn by_day(plan: &Plan) -> Vec<Message> {
    let mut messages = plan.messages.clone();
    messages.sort_by_key(|message| (message.anchor == Anchor::PurchaseDate, message.day));
    messages
}

/// The plan of a basket.
#[component]
fn Sequence(mail: Mail, plan: Arc<Plan>) -> impl IntoView {
    let words = mail.words;
    let basket = plan.id;
    let none = mail.all.units.none;
    let stops: Vec<&str> = stops(&plan).into_iter().map(|stop| stop_name(mail, stop)).collect();
    let stopped = (!stops.is_empty()).then(|| words.stops.fill([&stops.join(", ")]));
    let row = move |message: Message| {
        let id = message.id;
        let figures = Memo::new(move |_| mail.next.with(|next| waiting(next, basket, id, today())));
        let is_due = move || figures.get().1 > 0;
        let number = move |count: usize| if count == 0 { none.to_owned() } else { mail.all.grammar.number(count) };
        let (subject, when) = (mail.language.of(&message.subject), day(mail, &message));
        let title = subject.clone();
        let label = {
            let (subject, when) = (subject.clone(), when.clone());
            move || {
                let (wait, due) = figures.get();
                words.message_label.fill([
                    &subject,
                    &when,
                    &mail.all.grammar.number(wait),
                    &mail.all.grammar.number(due),
                ])
            }
        };
        view! {
            <li class:due=is_due>
                <button type="button" aria-label=label title=title on:click=move |_| mail.open(Talk::Message(basket, id))>
                    <span class="st"><Icon name=Icon::MAIL /></span>
                    <span class="el">{subject}</span>
                    <span class="tm">{when}</span>
                    <span class="ct">{move || number(figures.get().0)}</span>
                    <span class="td">{move || number(figures.get().1)}</span>
                </button>
            </li>
        }
    };
    view! {
        <div>
            <p class="cap" aria-hidden="true"><span>{words.wait}</span><span>{words.today}</span></p>
            <ol class="seq">{by_day(&plan).into_iter().map(row).collect_view()}</ol>
            <p class="stops c3 t12">{stopped}</p>
        </div>
    }
}

/// A basket that nobody is written from yet.
#[component]
fn NoPlan(mail: Mail, basket: Slug) -> impl IntoView {
    let words = mail.words;
    let has = RwSignal::new(true);
    let take = move |_| {
        leptos::task::spawn_local(async move {
            match ready(basket).await {
                Ok(Some(plan)) => take_ready(mail, plan),
                Ok(None) => has.set(false),
                Err(()) => mail.store.tell(words.no_network),
            }
        });
    };
    view! {
        <div class="noplan">
            <p class="c2">{words.no_plan}</p>
            <div class="row">
                {move || has.get().then(|| view! {
                    <button class="btn sm" type="button" on:click=take><Icon name=Icon::PLUS />{words.take_ready}</button>
                })}
                <button class="btn ghost sm" type="button" on:click=move |_| mail.open(Talk::Plan(basket))>
                    <Icon name=Icon::PEN />{words.write_own}
                </button>
            </div>
        </div>
    }
}
