//! A stage as a column: what it is called, what the buyer has done, how much stands there, the cards.
//! While a card is in the air, what the column says to it.

use std::sync::Arc;

use leptos::prelude::*;

use super::card::Card;
use super::desk::{Lane, use_desk};
use super::ribbon::{Steps, onward};
use crate::app::preferences::use_choices;
use crate::domain::{DealId, Gate, Stage};
use crate::storage::preferences::Density;
use crate::ui::gate::{refusal, sign, will_ask};
use crate::ui::icon::Icon;
use crate::ui::kit::sums;
use crate::ui::virtual_list::VirtualList;

/// The column of a stage. `help` shows how the seller helps instead of what the buyer does.
#[component]
pub(super) fn Column(stage: Stage, column: usize, lane: Lane, help: Signal<bool>) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let choices = use_choices();
    let name = desk.language.of(&stage.name);
    let label = words.board.stage.fill([&(column + 1).to_string(), &name]);
    let key = stage.key_stage.then(|| {
        view! { " "<span class="key" title=words.board.key_why><Icon name=Icon::KEY />{words.board.key}</span> }
    });
    let [action, support] = [&stage.buyer_action, &stage.help].map(|text| desk.language.of(text));
    // Close together there is no room for the steps: they wait in the tooltip.
    let title = {
        let action = action.clone();
        move || (choices.density.get() == Density::Compact).then(|| action.clone())
    };
    let step = move || if help.get() { support.clone() } else { action.clone() };
    let step_icon = move || view! { <Icon name=if help.get() { Icon::HEADSET } else { Icon::BUYER } /> };

    // What this column says to the card in the air; nothing while all are at rest.
    let gate =
        Memo::new(move |_| desk.lifted.with(|lifted| lifted.as_ref().map(|lifted| lifted.gates[column].clone())));
    let backward = move || desk.lifted.with(|lifted| lifted.as_ref().is_some_and(|lifted| column < lifted.from));
    let over = Memo::new(move |_| desk.over.get() == Some(column));
    let open = move || gate.with(|gate| matches!(gate.as_deref(), Some(Gate::Open(_))));
    let closed = move || gate.with(|gate| matches!(gate.as_deref(), Some(Gate::Closed(_))));

    let keys = Memo::new(move |_| lane.shown.with(|shown| Arc::new(shown.deals.clone())));
    let leads = desk.leads();
    // Another density is another list: every height changes at once.
    let cards = move || {
        let guess = match (choices.density.get(), leads) {
            (Density::Compact, _) => 54.0,
            (Density::Regular, true) => 110.0,
            (Density::Regular, false) => 138.0,
        };
        view! {
            <VirtualList
                keys
                guess
                class="list"
                keep=desk.at
                reveal=desk.reveal
                row=move |id: DealId| view! { <Card id column /> }
            />
        }
    };
    view! {
        <section
            class="stage"
            class:yes=move || over.get() && open()
            class:no=move || over.get() && closed()
            class:off=move || !over.get() && closed()
            data-stage=stage.id.to_string()
            aria-label=label
        >
            <h2 title=title>{name}{key}</h2>
            <p class="buyer">{step_icon}<span>{step}</span></p>
            <Total lane column />
            <div class="hold">
                {move || {
                    gate.with(|gate| {
                        let sign = sign(words, gate.as_deref()?, backward());
                        let class = if over.get() && sign.icon == Icon::BAN { "gate no" } else { sign.class };
                        Some(view! { <p class=class><Icon name=sign.icon />{sign.text}</p> })
                    })
                }}
                {move || {
                    over.get().then(|| gate.with(|gate| match gate.as_deref() {
                        Some(Gate::Open(asks)) => {
                            let asks = will_ask(words, desk.language, asks);
                            Some(view! { <div class="slot"><b>{words.board.drop_here}</b><span>{asks}</span></div> })
                        }
                        _ => None,
                    }))
                }}
                {cards}
            </div>
            {move || {
                over.get().then(|| gate.with(|gate| match gate.as_deref() {
                    Some(Gate::Closed(why)) => {
                        let (what, why) = desk.store.peek(|workspace| refusal(words, desk.language, workspace, why));
                        Some(view! {
                            <div class="why"><b><Icon name=Icon::BAN /><span>{what}</span></b><span>{why}</span></div>
                        })
                    }
                    _ => None,
                }))
            }}
        </section>
    }
}

/// How many deals stand on the stage and what they are worth; of a filtered column, how many of how many.
#[component]
fn Total(lane: Lane, column: usize) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let steps: Steps = expect_context();
    let count = move || {
        lane.shown.with(|shown| {
            let count = |n: usize| words.grammar.number(n);
            match shown.deals.len() {
                all if all == shown.all => count(all),
                some => words.units.of.fill([&count(some), &count(shown.all)]),
            }
        })
    };
    let worth = move || {
        lane.shown.with(|shown| {
            let one = shown.sums.iter().count() <= 1;
            sums(desk.format, &shown.sums, one)
        })
    };
    let has_worth = move || lane.shown.with(|shown| shown.sums.iter().next().is_some());
    view! {
        <p class="tot">
            <b>{count}</b>
            {move || has_worth().then(|| view! { <span class="mobile">{words.board.worth}</span> })}
            <span>{worth}</span>
            {move || {
                onward(&steps.0.get(), column)
                    .map(|share| {
                        let share = desk.format.percent_whole(share);
                        view! { <span class="mobile">{words.board.onward.fill([&share])}</span> }
                    })
            }}
        </p>
    }
}
