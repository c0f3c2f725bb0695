//! «Валюты»: the currency that sums are shown in, the rates to it by day, and what has none. What is changed is kept at
//! once and can be undone.
//! Deliberately not here: converting (`insight::in_base`), reading pasted tables (`data::rates`).

mod add;
mod import;
mod list;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use leptos::prelude::*;

use self::add::Add;
use self::import::Import;
use self::list::RateList;
use super::crumbs::Crumbs;
use crate::app::clock;
use crate::app::locale::{Language, use_format, use_language, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::RATES;
use crate::domain::insight::in_base::without_rate;
use crate::domain::{CURRENCIES, Command, Company, Currency, Decimal, Moment, Money, Quote, Rate};
use crate::ui::icon::Icon;
use crate::ui::kit;
use crate::ui::rates::Telling;

/// What is kept, to be changed.
#[derive(Clone, Copy)]
struct Keeping {
    store: Store,
    base: Memo<Currency>,
    telling: Telling,
}

impl Keeping {
    fn new() -> Self {
        let store = use_store();
        let base = Memo::new(move |_| store.company().map_or(Currency::RUB, |company| company.currency));
        Self { store, base, telling: Telling::here() }
    }

    /// The rate of a quote: it holds from the beginning of its day where the company is.
    fn rate(self, quote: Quote) -> Option<Rate> {
        Rate::new(quote, self.since(quote.day))
    }

    fn since(self, day: NaiveDate) -> Moment {
        untrack(|| self.store.schedule()).zone().at(day.and_time(NaiveTime::MIN))
    }

    /// Puts rates down.
    fn put(self, quotes: impl IntoIterator<Item = Quote>, told: String) {
        let rates = quotes.into_iter().filter_map(|quote| Some(self.rate(quote)?.into())).collect();
        // A rate refers to nothing, so that nothing is refused.
        let _ = self.store.dispatch(Command::TakeIn(rates), told);
    }
}

/// The currencies of the company and their rates.
#[component]
pub fn RatesPage() -> impl IntoView {
    let (shared, words) = (use_words(), use_words_of(&RATES));
    let keeping = Keeping::new();
    view! {
        <main class="main page-people" id="main">
            <header class="top">
                <Crumbs name=shared.setup.rates />
                <span class="c2 lo2">{words.lead}</span>
            </header>
            <div class="scroll"><div class="page roles">
                <Base keeping />
                <Missing keeping />
                <RateList keeping />
                <Add keeping />
                <Import keeping />
            </div></div>
        </main>
    }
}

/// The currency that sums are shown in.
#[component]
fn Base(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&RATES);
    let Keeping { store, base, .. } = keeping;
    let pick = move |event| {
        let company = store.peek(|workspace| workspace.company().map(|company| Company::clone(company)));
        let picked = Currency::new(&event_target_value(&event));
        if let (Some(company), Some(currency)) = (company, picked) {
            let told = words.told_base.fill([currency.code()]);
            // A company has nothing that could be refused.
            let _ = store.dispatch(Command::TakeIn(vec![Company { currency, ..company }.into()]), told);
        }
    };
    let options = move || {
        let base = base.get();
        // What came with a file stays among them.
        let other = (!CURRENCIES.contains(&base.code())).then_some(base);
        let all = CURRENCIES.iter().filter_map(|code| Currency::new(code)).chain(other);
        all.map(
            |one| view! { <option value=one.code().to_owned() selected=one == base>{one.code().to_owned()}</option> },
        )
        .collect_view()
    };
    view! {
        <section class="panel">
            <div class="panel-h"><h2>{words.base}</h2></div>
            <p class="about c2">{words.base_why}</p>
            <div class="panel-b bar">
                <label class="picks">
                    <select class="input" aria-label=words.base on:change=pick>{options}</select>
                    <Icon name=Icon::CHEV_D />
                </label>
            </div>
        </section>
    }
}

/// What has no rate, by currency.
#[component]
fn Missing(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&RATES);
    let store = keeping.store;
    let format = use_format();
    let without = Memo::new(move |_| {
        keeping.base.track();
        store.all("rate", |_| ());
        store.all("pipeline", |_| ());
        store.all("purchase", |_| ());
        store.all("deal", |workspace| {
            let mut rest: BTreeMap<Currency, (i128, u32)> = BTreeMap::new();
            for part in without_rate(workspace, clock::now()).parts() {
                let (sum, count) = rest.entry(part.currency).or_default();
                *sum += part.minor;
                *count += part.count;
            }
            rest
        })
    });
    move || {
        without.with(|rest| {
            let line = |(currency, (sum, count)): (&Currency, &(i128, u32))| {
                let sum = i64::try_from(*sum).ok().map(|minor| kit::money(format, Money::new(minor, *currency)));
                let count = words.sums.of(usize::try_from(*count).unwrap_or(usize::MAX));
                view! { <dt>{currency.code().to_owned()}</dt><dd>{count}<span class="c2">{sum.map(|sum| format!(" · {sum}"))}</span></dd> }
            };
            (!rest.is_empty()).then(|| {
                view! {
                    <section class="panel" id="missing">
                        <div class="panel-h"><h2>{words.missing}</h2></div>
                        <p class="about c2">{words.missing_why}</p>
                        <dl class="form panel-b">{rest.iter().map(line).collect_view()}</dl>
                    </section>
                }
            })
        })
    }
}

/// A day as a person writes it in a field of dates; none for no day.
fn day_of(text: &str) -> Option<NaiveDate> {
    text.trim().parse().ok()
}

/// Writes a number as whoever reads would type it.
fn use_typed() -> impl Fn(Decimal) -> String + Copy {
    let language = use_language();
    move |number| match language {
        Language::Ru => number.to_string().replace('.', ","),
        Language::En => number.to_string(),
    }
}
