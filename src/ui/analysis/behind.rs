//! The deals behind a figure: every number on the page opens those that it counts.

use std::sync::Arc;

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use crate::app::address::{href, use_go};
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::words::ANALYSIS;
use crate::data::import::own as own_lists;
use crate::domain::insight::funnel::Pick;
use crate::domain::{DealId, Moment};
use crate::ui::dialog::Dialog;
use crate::ui::export::Export;
use crate::ui::kit;
use crate::ui::virtual_table::{Head, Order, VirtualTable};

/// The deals that a figure counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    /// What the figure says of them.
    pub(super) title: String,
    /// Which they are.
    pub(super) pick: Pick,
    /// Whether they are those of the period before.
    pub(super) before: bool,
}

impl Counted {
    /// Those of the period.
    pub(super) fn new(title: impl Into<String>, pick: Pick) -> Self {
        Self { title: title.into(), pick, before: false }
    }
}

/// The figure whose deals are open.
#[derive(Clone, Copy, Default)]
pub(super) struct Behind(pub(super) RwSignal<Option<Counted>>);

/// A figure that opens its deals.
#[component]
pub(super) fn Opens(of: Counted, #[prop(into)] text: String) -> impl IntoView {
    let own = use_words_of(&ANALYSIS);
    let Behind(open) = expect_context();
    let label = own.open_deals.fill([&of.title]);
    view! {
        <button class="opens" type="button" title=label on:click=move |_| open.set(Some(of.clone()))>{text}</button>
    }
}

/// The dialog.
#[component]
pub(super) fn BehindDialog() -> impl IntoView {
    let analysis = use_analysis();
    let Behind(open) = expect_context();
    move || {
        let of = open.get()?;
        // Those of the answer that was on the page when the figure was pressed.
        let answer = untrack(|| analysis.answer())?;
        Some(view! { <Deals answer of close=Callback::new(move |()| open.set(None)) /> })
    }
}

const FIRST: Order = Order { by: "came", descending: true };

#[component]
fn Deals(answer: Arc<Answer>, of: Counted, close: Callback<()>) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let go = use_go();
    let deals = answer.deals(&of);
    let (count, worth) = (deals.len(), answer.worth(&of, format));
    let about = own.deals_worth.fill([&own.deals.of(count), &worth]);
    let heads: Arc<[Head]> = [
        Head { key: "deal", name: own.deal, figures: false },
        Head { key: "stage", name: own.stage, figures: false },
        Head { key: "amount", name: own.amount, figures: true },
        Head { key: "owner", name: own.owner, figures: false },
        Head { key: "came", name: own.came_on, figures: true },
    ]
    .into();
    let order = RwSignal::new(FIRST);
    let sort = {
        let heads = heads.clone();
        move |text: String| order.set(Order::parse(&text, &heads).unwrap_or(FIRST))
    };
    let keys = {
        let answer = answer.clone();
        Memo::new(move |_| Arc::new(answer.sorted(&deals, order.get())))
    };
    let (store, title) = (use_analysis().store, of.title.clone());
    let sheet = move |dialect| {
        let ids = keys.get_untracked();
        let local = |at| clock::local(at);
        store.peek(|workspace| own_lists::deals(workspace, title.clone(), ids.iter().copied(), dialect, &local))
    };
    let at = RwSignal::new(None);
    let row = {
        let answer = answer.clone();
        move |id: DealId| view! { <DealRow answer=answer.clone() id /> }
    };
    view! {
        <Dialog title=of.title about width="wide" on_close=close>
            <div class="df"><span class="grow"></span><Export sheet=Callback::new(sheet) /></div>
            <div class="body all-prospects">
                {(count == 0).then(|| view! { <p class="c3">{words.units.none}</p> })}
                <VirtualTable
                    label=own.deals_behind
                    heads
                    order=Signal::derive(move || Some(order.get()))
                    on_order=Callback::new(sort)
                    keys
                    at
                    on_at=Callback::new(move |id| at.set(Some(id)))
                    on_open=Callback::new(move |id| go(Route::Deal(id)))
                    row
                />
            </div>
        </Dialog>
    }
}

#[component]
fn DealRow(answer: Arc<Answer>, id: DealId) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let language = use_language();
    let store = use_analysis().store;
    let came = answer.number(id).map(|deal| answer.reading.journeys.came(deal)).unwrap_or_default();
    move || {
        let Some(deal) = store.deal(id) else { return view! { <td colspan="5">{words.units.none}</td> }.into_any() };
        let (called, stage) = store.peek(|workspace| {
            let funnel = workspace.funnel_that_had(deal.stage);
            let place = funnel.and_then(|funnel| {
                let stage = funnel.stage(deal.stage).map(|stage| &stage.name);
                stage.or_else(|| funnel.end(deal.stage).map(|end| &end.name)).cloned()
            });
            (kit::called(workspace, &deal), place)
        });
        let owner = deal.owner.and_then(|owner| store.member(owner)).map(|member| member.name.clone());
        let amount = deal.amount.map_or_else(|| words.units.none.to_owned(), |amount| kit::money(format, amount));
        view! {
            <th scope="row"><div><a href=href(Route::Deal(id))>{called}</a><small class="c3">{deal.title.clone()}</small></div></th>
            <td>{stage.map(|name| language.of(&name))}</td>
            <td class="r nw">{amount}</td>
            <td>{owner}</td>
            <td class="r nw">{day(format, came)}</td>
        }
        .into_any()
    }
}

fn day(format: Format, at: i64) -> String {
    let day = |at: Moment| at.day(clock::offset(at));
    format.day_short(day(Moment(at)), day(clock::now()))
}

impl Answer {
    /// The deals of a figure, by their number.
    fn deals(&self, of: &Counted) -> Vec<usize> {
        let cut = match self.question.before.filter(|_| of.before) {
            Some(earlier) => self.question.cut.at_equal_age(earlier),
            None => self.question.cut,
        };
        of.pick.of(&self.reading.journeys, cut).collect()
    }

    /// What they are worth together.
    fn worth(&self, of: &Counted, format: Format) -> String {
        let amounts = self.deals(of).into_iter().filter_map(|deal| self.reading.journeys.amount(deal));
        self.money(format, amounts.fold(0_i64, i64::saturating_add) as f64)
    }

    /// Money in three figures.
    pub(super) fn money(&self, format: Format, minor: f64) -> String {
        #[expect(clippy::cast_possible_truncation, reason = "sums of money are shown rounded")]
        format.money_compact(minor as i64, self.currency.code(), self.currency.exponent())
    }

    /// Money in three figures without the currency.
    pub(super) fn bare(&self, format: Format, minor: i64) -> String {
        format.money_bare(minor, self.currency.exponent())
    }

    /// Money in whole units of the currency, as spreadsheets have it.
    pub(super) fn major(&self, minor: i64) -> f64 {
        minor as f64 / 10_f64.powi(self.currency.exponent().cast_signed())
    }

    /// The number of a deal.
    fn number(&self, id: DealId) -> Option<usize> {
        // Deals are read in the order of their identities.
        self.reading.deals.binary_search(&id).ok()
    }

    /// Deals in an order.
    fn sorted(&self, deals: &[usize], order: Order) -> Vec<DealId> {
        let mut deals = deals.to_vec();
        let journeys = &self.reading.journeys;
        match order.by {
            "amount" => deals.sort_by_key(|&deal| journeys.amount(deal)),
            "owner" => deals.sort_by_key(|&deal| journeys.label(deal, crate::domain::insight::funnel::OWNER)),
            "stage" => deals.sort_by_key(|&deal| journeys.of(deal).last().map(|step| step.to)),
            "deal" => {}
            _ => deals.sort_by_key(|&deal| journeys.came(deal)),
        }
        if order.descending {
            deals.reverse();
        }
        deals.into_iter().filter_map(|deal| self.reading.deals.get(deal).copied()).collect()
    }
}
