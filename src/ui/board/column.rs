//! A stage as a column: what it is called, what the buyer has done, how much stands there, the cards.
//! While a card is in the air, what the column says to it.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::card::Card;
use super::desk::{Lane, use_desk};
use super::ribbon::{Steps, onward};
use crate::app::clock::after_paint;
use crate::app::preferences::use_choices;
use crate::app::words::Words;
use crate::domain::{DealId, Gate, Stage};
use crate::storage::preferences::{Density, Reading};
use crate::ui::gate::{Sign, refusal, sign, will_ask};
use crate::ui::icon::Icon;
use crate::ui::rates::{RatesNote, Telling, converted, write};
use crate::ui::virtual_list::VirtualList;

/// What a column says to the card in the air.
#[derive(Clone, PartialEq)]
struct Says {
    gate: Arc<Gate>,
    /// The card is over this column.
    over: bool,
    /// The column comes before the one that the card is from.
    backward: bool,
}

impl Says {
    /// Classes of the column: `up` while a card is in the air.
    fn class(&self) -> &'static str {
        match (self.gate.as_ref(), self.over) {
            (Gate::Open(_), true) => "stage up yes",
            (Gate::Closed(_), true) => "stage up no",
            (Gate::Closed(_), false) => "stage up off",
            _ => "stage up",
        }
    }

    fn sign(&self, words: &'static Words) -> Sign {
        let sign = sign(words, &self.gate, self.backward);
        if self.over && is_closed(&self.gate) { Sign { class: "gate no", ..sign } } else { sign }
    }
}

fn is_open(gate: &Gate) -> bool {
    matches!(gate, Gate::Open(_))
}

fn is_closed(gate: &Gate) -> bool {
    matches!(gate, Gate::Closed(_))
}

/// The column of a stage. Under its name stands what the buyer does, or what the seller does meanwhile.
#[component]
pub(super) fn Column(stage: Stage, column: usize, lane: Lane) -> impl IntoView {
    let desk = use_desk();
    let words = desk.words;
    let choices = use_choices();
    let name = desk.language.of(&stage.name);
    let label = words.board.stage.fill([&(column + 1).to_string(), &name]);
    let key = stage.key_stage.then(|| {
        view! { " "<span class="key" title=words.board.key_why><Icon name=Icon::KEY />{words.board.key}</span> }
    });
    let texts = StoredValue::new([&stage.buyer_action, &stage.manager_action].map(|text| desk.language.of(text)));
    let sells = move || choices.reading.get() == Reading::Seller;
    let step = move || texts.with_value(|[buyer, seller]| if sells() { seller.clone() } else { buyer.clone() });
    // Close together there is no room for the steps: they wait in the tooltip.
    let title = move || (choices.density.get() == Density::Compact).then(step);
    let step_icon = move || view! { <Icon name=if sells() { Icon::HEADSET } else { Icon::BUYER } /> };

    // What this column says to the card in the air, and how near that is; nothing while all are at rest.
    let says = Memo::new(move |_| {
        let over = desk.over.get() == Some(column);
        desk.lifted.with(|lifted| {
            let lifted = lifted.as_ref()?;
            Some(Says { gate: lifted.gates[column].clone(), over, backward: column < lifted.from })
        })
    });
    let over = move |say: fn(&Gate) -> bool| {
        says.with(|says| says.as_ref().filter(|says| says.over && say(&says.gate)).map(|says| says.gate.clone()))
    };

    let keys = Memo::new(move |_| lane.shown.with(|shown| Arc::clone(&shown.deals)));
    let leads = desk.leads();
    // The cards of one column after another, so that no task of an opening page takes long.
    let begun = RwSignal::new(column == 0);
    let begin = move || _ = begun.try_set(true);
    if column > 0 {
        set_timeout(begin, Duration::ZERO);
    }
    // Another density is another list: every height changes at once.
    let list = move || {
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
                elsewhere=desk.heights
                row=move |id: DealId| view! { <Card id column /> }
            />
        }
    };
    view! {
        <section
            class=move || says.with(|says| says.as_ref().map_or("stage", Says::class))
            data-stage=stage.id.to_string()
            aria-label=label
        >
            <h2 title=title>{name}{key}</h2>
            <p class="buyer">{move || (!step().is_empty()).then(step_icon)}<span>{step}</span></p>
            <Total lane column />
            <div class="hold">
                <div class="bed">
                    <p class=move || says.with(|says| says.as_ref().map_or("gate", |says| says.sign(words).class))>
                        {move || {
                            says.with(|says| {
                                let sign = says.as_ref()?.sign(words);
                                Some(view! { <Icon name=sign.icon />{sign.text} })
                            })
                        }}
                    </p>
                    {move || {
                        over(is_open).map(|gate| {
                            let asks = match gate.as_ref() {
                                Gate::Open(asks) => will_ask(words, desk.language, asks),
                                _ => String::new(),
                            };
                            view! { <div class="slot"><b>{words.board.drop_here}</b><span>{asks}</span></div> }
                        })
                    }}
                    {move || begun.get().then(list)}
                </div>
            </div>
            {move || {
                over(is_closed).and_then(|gate| {
                    let Gate::Closed(why) = gate.as_ref() else { return None };
                    let (what, why) = desk.store.peek(|workspace| refusal(words, desk.language, workspace, why));
                    Some(view! {
                        <div class="why"><b><Icon name=Icon::BAN /><span>{what}</span></b><span>{why}</span></div>
                    })
                })
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
    // The cards first: other figures in one head lay all of them out.
    let told = RwSignal::new(lane.shown.get_untracked());
    Effect::new(move |last: Option<()>| {
        let shown = lane.shown.get();
        match last {
            Some(()) => after_paint(move || _ = told.try_set(shown)),
            None => told.set(shown),
        }
    });
    let count = move || {
        told.with(|shown| {
            let count = |n: usize| words.grammar.number(n);
            match shown.deals.len() {
                all if all == shown.all => count(all),
                some => words.units.of.fill([&count(some), &count(shown.all)]),
            }
        })
    };
    let telling = Telling::here();
    let worth = Memo::new(move |_| told.with(|shown| converted(desk.store, &shown.sums)));
    let used = Signal::derive(move || worth.with(|worth| worth.used.clone()));
    let by = move || worth.with(|worth| telling.title(&worth.used));
    let worth = move || worth.with(|worth| write(desk.format, worth, worth.rest.is_empty()));
    let has_worth = move || told.with(|shown| !shown.sums.is_empty());
    view! {
        <p class="tot">
            <b>{count}</b>
            {move || has_worth().then(|| view! { <span class="mobile">{words.board.worth}</span> })}
            <span title=by>{worth}</span>
            {move || {
                onward(&steps.0.get(), column)
                    .map(|share| {
                        let share = desk.format.percent_whole(share);
                        view! { <span class="mobile">{words.board.onward.fill([&share])}</span> }
                    })
            }}
        </p>
        <div class="mobile lane-rates"><RatesNote used /></div>
    }
}
