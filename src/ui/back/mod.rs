//! «Возврат»: those who have bought, scored by recency, frequency and money on a day that the address may name.
//! Deliberately not here: how scores come about (`domain::insight`).

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod bounds;
pub mod campaigns;
mod cells;
mod editor;
mod flow;
mod groups;
mod leaving;
mod migration;
mod progress;
mod seen;
mod silent;
mod table;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use self::bounds::Bounds;
use self::cells::Cells;
use self::groups::Groups;
use self::leaving::Leaving;
use self::migration::{Compared, MigrationPanel};
use self::progress::{ExpectedBuyers, Forecasting, Progress};
use self::seen::Seen;
use self::table::{Scores, export, plain};
use super::icon::Icon;
use super::kit;
use super::rail::FourSwitch;
use super::rates::RatesNote;
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::SEGMENTS;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::purchases::{Purchases, buyers, won_ends};
use crate::domain::insight::rfm::{Code, Grade, Ledger, Measure};
use crate::domain::insight::scores::{Basis, Scoring};
use crate::domain::{Column, Currency, CustomerId, Money, Pipeline};

/// What has been bought, worked out once for all pages and again when a purchase or a won deal changes.
#[derive(Clone, Copy)]
pub struct Bought {
    store: Store,
    buyers: Memo<usize>,
    purchases: Memo<Arc<Purchases>>,
    ledger: Memo<Arc<Ledger<CustomerId>>>,
}

impl Bought {
    /// Follows the purchases of a store.
    pub fn new(store: Store) -> Self {
        let purchases = Memo::new(move |_| {
            let read = |workspace: &_| Arc::new(Purchases::of(workspace, clock::offset));
            follow(store);
            store.all("purchase", read)
        });
        let buyers = Memo::new(move |_| {
            follow(store);
            store.all("purchase", buyers)
        });
        let ledger = |purchases: &Arc<Purchases>| Arc::new(purchases.lines.iter().copied().collect());
        // Purchases that differ make ledgers that differ; comparing them would cost more than drawing once too often.
        let ledger = Memo::new_with_compare(move |_| purchases.with(ledger), |_, _| true);
        Self { store, buyers, purchases, ledger }
    }

    /// How many customers have bought.
    pub fn buyers(self) -> usize {
        self.buyers.get()
    }

    /// Every purchase.
    pub fn purchases(self) -> Memo<Arc<Purchases>> {
        self.purchases
    }

    /// The purchases of every customer, to be summarised on any day.
    pub fn ledger(self) -> Memo<Arc<Ledger<CustomerId>>> {
        self.ledger
    }

    /// The scores of a day by the boundaries that were pinned then, or by its own where none were; M is the average cheque.
    pub fn scoring(self, as_of: impl Fn() -> NaiveDate + Send + Sync + 'static) -> Memo<Arc<Scoring>> {
        let measure = Measure::AverageCheque;
        self.scored(move || {
            let day = as_of();
            let pinned = self.store.all("pin", |workspace| workspace.pinned_on(day, measure).map(|pin| pin.set));
            (day, pinned.map_or(Basis::Own(measure), Basis::Pinned))
        })
    }

    /// The scores of a day by any boundaries.
    pub fn scored(self, by: impl Fn() -> (NaiveDate, Basis) + Send + Sync + 'static) -> Memo<Arc<Scoring>> {
        let by = Memo::new(move |_| by());
        let score = move |_: Option<&Arc<Scoring>>| {
            let (day, basis) = by.get();
            self.ledger.with(|ledger| Arc::new(Scoring::by(ledger, day, basis)))
        };
        Memo::new_with_compare(score, |_, _| true)
    }
}

/// Subscribes to everything that purchases come from, but for the purchases themselves.
fn follow(store: Store) {
    store.company();
    store.all("rate", |_| ());
    for end in store.all("pipeline", |workspace| won_ends(workspace).collect::<Vec<_>>()) {
        store.column(end, Column::len);
    }
}

/// What has been bought, of this page.
pub fn use_bought() -> Bought {
    expect_context()
}

/// The day of this browser.
pub fn today() -> NaiveDate {
    let now = clock::now();
    now.day(clock::offset(now))
}

/// Writes sums of the currency that purchases are counted in.
#[derive(Clone, Copy)]
pub struct Till {
    format: Format,
    currency: Currency,
}

impl Till {
    /// In full: 1 250 000 ₽.
    pub fn full(self, minor: i128) -> String {
        kit::money(self.format, self.money(minor))
    }

    /// In three figures: 71,6 млн ₽.
    pub fn compact(self, minor: i128) -> String {
        self.format.money_compact(self.money(minor).minor, self.currency.code(), self.currency.exponent())
    }

    /// In three figures without the currency.
    pub fn bare(self, minor: i128) -> String {
        self.format.money_bare(self.money(minor).minor, self.currency.exponent())
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    fn money(self, minor: i128) -> Money {
        let least = if minor < 0 { i64::MIN } else { i64::MAX };
        Money::new(i64::try_from(minor).unwrap_or(least), self.currency)
    }
}

/// Sums as purchases are counted on this page.
pub fn use_till() -> Till {
    let currency = use_bought().purchases.with_untracked(|purchases| purchases.currency).unwrap_or(Currency::RUB);
    Till { format: use_format(), currency }
}

/// The three digits of a score, the better the bluer.
#[component]
pub fn CodeMark(
    /// The score; none is a dash.
    code: Option<Code>,
) -> impl IntoView {
    let words = use_words();
    let Some(code) = code else { return view! { <span class="c3">{words.units.none}</span> }.into_any() };
    let digit = |grade: Grade| view! { <b class=format!("heat v{}", grade.digit())>{grade.digit()}</b> };
    let label = words.a11y.rfm.fill([&code.to_string()]);
    view! { <span class="rfmc" role="img" aria-label=label>{[code.r, code.f, code.m].map(digit).collect_view()}</span> }
        .into_any()
}

/// The scores.
#[component]
pub fn ReturnPage(
    /// The funnel of those who have bought.
    pipeline: Arc<Pipeline>,
) -> impl IntoView {
    let words = use_words();
    let language = use_language();
    let store = use_store();
    let bought = use_bought();
    let till = use_till();
    let segments = use_words_of(&SEGMENTS);
    let (_, set_day) = use_query("asof");
    let seen = Seen::new(bought);
    provide_context(seen);
    provide_context(Compared::new(bought));
    let scoring = seen.scoring;
    let forecasting = Forecasting::new(seen.day);
    let any = Memo::new(move |_| bought.purchases.with(|purchases| !purchases.lines.is_empty()));
    let save = move |_| export(store, words, segments, till, &scoring.get_untracked());
    campaigns::Offers::provide();
    let silences = silent::silences(scoring);
    let page = move || match any.get() {
        false => view! { <NobodyYet /> }.into_any(),
        true => view! {
            <div class="page">
                <Figures scoring silences forecasting />
                <div class="grid">
                    <Cells scoring />
                    <Leaving scoring />
                </div>
                <div class="grid2">
                    <MigrationPanel />
                    <Progress forecasting />
                    <silent::Silent silences />
                </div>
                <Groups />
                <div class="pair">
                    <campaigns::Campaigns />
                    <silent::Causes />
                </div>
                <Scores scoring />
            </div>
        }
        .into_any(),
    };
    view! {
        <main class="main page-return" id="main">
            <header class="top">
                <h1 class="vh">{words.shell.funnel.fill([&language.of(&pipeline.name)])}</h1>
                <FourSwitch />
                <span class="grow"></span>
                {move || any.get().then(|| view! {
                    <Bounds />
                    <label class="row lo3">
                        <span class="c2 nw lo2">{words.ret.as_of_day}</span>
                        <input
                            class="input"
                            type="date"
                            aria-label=words.ret.as_of_day
                            prop:value=move || seen.day.get().to_string()
                            on:change:target=move |event| set_day(&event.target().value())
                        />
                    </label>
                    <button class="btn" type="button" aria-label=words.ret.export title=words.ret.export on:click=save>
                        <Icon name=Icon::DOWNLOAD /><span class="lo3">{words.ret.export}</span>
                    </button>
                })}
            </header>
            <div class="scroll">{page}</div>
            <campaigns::OfferDialog />
        </main>
    }
}

#[component]
fn NobodyYet() -> impl IntoView {
    let words = use_words();
    view! {
        <div class="empty">
            <span class="pic"><Icon name=Icon::REPEAT class="i i20" /></span>
            <h3>{words.ret.empty}</h3>
            <p>{words.ret.empty_why}</p>
            <div class="bar"><super::import::load::LoadButton /></div>
        </div>
    }
}

/// The figures above, and what is to be known about them.
#[component]
fn Figures(scoring: Memo<Arc<Scoring>>, silences: silent::Silences, forecasting: Forecasting) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let bought = use_bought();
    let till = use_till();
    let best = Code { r: Grade::Best, f: Grade::Best, m: Grade::Best };
    let figures = move || {
        let scoring = scoring.get();
        let cell = scoring.cell(best);
        #[expect(clippy::cast_precision_loss, reason = "a share for showing")]
        let share = (scoring.spent > 0).then(|| format.percent_whole(cell.spent as f64 / scoring.spent as f64));
        let leaving = scoring.leaving_within(SOON).count();
        let risk = scoring.leaving_within(SOON).filter_map(|leaves| leaves.buyer.money(Default::default()));
        let risk: i128 = risk.map(|cheque| cheque.rounded()).sum();
        view! {
            <dl class="stats">
                <div class="stat">
                    <dt>{words.ret.bought}</dt>
                    <dd>{words.grammar.number(scoring.customers.len())}" "<small>{words.ret.total.fill([&till.compact(scoring.spent)])}</small></dd>
                </div>
                <div class="stat">
                    <dt>{words.ret.best}</dt>
                    <dd>{words.grammar.number(cell.customers)}" "<small>{share.map(|share| words.ret.share.fill([&share]))}</small></dd>
                </div>
                <div class="stat">
                    <dt>{words.ret.leaving.of(SOON as usize)}</dt>
                    <dd>{words.grammar.number(leaving)}" "<small>{(leaving > 0).then(|| words.ret.at_risk.fill([&till.compact(risk)]))}</small></dd>
                </div>
                <silent::Tile silences />
                <ExpectedBuyers forecasting />
            </dl>
        }
    };
    let notes = move || {
        let scoring = scoring.get();
        let scored = scoring.customers.len();
        let without = store.all("customer", |workspace| workspace.customers().len()).saturating_sub(scored);
        let unknown = scoring.amount_unknown();
        let foreign = bought.purchases.with(|purchases| purchases.used.unknown()) > 0;
        let used = bought.purchases.with(|purchases| purchases.used.clone());
        let few = (scored < crate::domain::insight::rfm::FEWEST_MEANINGFUL).then(|| words.ret.too_few.of(scored));
        view! {
            {few.map(|few| view! { <p class="cwarn"><Icon name=Icon::ALERT class="i i14 inline" />" "{few}</p> })}
            <p class="c3 t12">
                {(without > 0).then(|| words.ret.no_purchases.of(without) + ". ")}
                {(unknown > 0).then(|| words.ret.amounts_unknown.of(unknown) + " ")}
                {foreign.then_some(words.ret.other_currency)}
            </p>
            <RatesNote used=Signal::stored(used) />
        }
    };
    view! { <div class="col">{figures}{notes}</div> }
}
