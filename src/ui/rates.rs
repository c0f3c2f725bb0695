//! Sums in the currency of the company, and by which rates they were converted: the one place where screens tell it.
//! Deliberately not here: converting (`insight::in_base`), the page where rates are kept (`setup::rates`).

use leptos::prelude::*;

use super::popup::Popup;
use crate::app::address::href;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::route::Route;
use crate::app::store::Store;
use crate::app::words::{RATES, Rates, Words};
use crate::domain::insight::in_base::{Converted, Used, in_base};
use crate::domain::{Decimal, Money, Quote, Sums};

/// So many rates are told by name; the rest are counted.
const SHOWN: usize = 30;

/// A sum in the currency of the company, now and whenever rates change; open deals count by the rates of now.
pub fn converted(store: Store, sums: &Sums) -> Converted {
    let base = store.company().map(|company| company.currency);
    // A sum that needs no rate does not hear of them.
    if sums.parts().all(|part| Some(part.currency) == base) {
        return store.peek(|workspace| in_base(workspace, sums, None));
    }
    store.all("rate", |workspace| in_base(workspace, sums, Some(clock::now())))
}

/// As [`converted`], of what was sold: only rates that deals keep count.
pub fn sold(store: Store, sums: &Sums) -> Converted {
    store.company();
    store.peek(|workspace| in_base(workspace, sums, None))
}

/// What a sum is written as: the sum in the currency of the company, and beside it by itself what has no rate, where that is
/// one currency; of several there is only a sign that they are.
pub fn write(format: Format, converted: &Converted, full: bool) -> String {
    let write = if full { Format::money } else { Format::money_compact };
    let rest: Vec<Money> = converted.rest.iter().collect();
    let shown = if rest.len() == 1 || converted.money.is_none() { &rest[..] } else { &[] };
    let sums = converted.money.iter().chain(shown);
    let sums = sums.map(|sum| write(format, sum.minor, sum.currency.code(), sum.currency.exponent()));
    let more = (shown.len() < rest.len()).then(|| "…".to_owned());
    sums.chain(more).collect::<Vec<_>>().join(" + ")
}

/// How rates are told.
#[derive(Clone, Copy)]
pub struct Telling {
    words: &'static Rates,
    comma: &'static Words,
    format: Format,
}

impl Telling {
    /// To be made while something is drawn.
    pub fn here() -> Self {
        Self { words: use_words_of(&RATES), comma: use_words(), format: use_format() }
    }

    /// «92,5058 ₽ за 1 $».
    pub fn price(self, quote: Quote) -> String {
        let round = |number: Decimal| {
            let digits = number.to_string();
            digits.starts_with('1') && digits[1..].bytes().all(|byte| byte == b'0')
        };
        // A fraction that came of two rates is told of one unit.
        let (units, value) = match (round(quote.units), round(quote.value)) {
            (false, false) => (1.0, quote.shown()),
            _ => (quote.units.shown(), quote.value.shown()),
        };
        let [units, value] = [(units, quote.of), (value, quote.to)].map(|(sum, of)| self.format.rate(sum, of.code()));
        self.words.at.fill([&value, &units])
    }

    /// «по курсу 92,5058 ₽ за 1 $ на 20 нояб.»
    pub fn by(self, quote: Quote) -> String {
        self.words.by.fill([&self.price(quote), &self.day(quote)])
    }

    /// The day of a rate.
    pub fn day(self, quote: Quote) -> String {
        let now = clock::now();
        self.format.day_short(quote.day, now.day(clock::offset(now)))
    }

    /// How many sums have no rate, and in which currencies they are.
    pub fn without(self, used: &Used) -> Option<String> {
        let codes: Vec<&str> = used.unknown.keys().map(|currency| currency.code()).collect();
        let count = || self.words.unknown.of(used.unknown());
        (!codes.is_empty()).then(|| format!("{}: {}", count(), codes.join(", ")))
    }

    /// All that there is to tell, as one text; none when everything was in one currency.
    pub fn title(self, used: &Used) -> Option<String> {
        let lines: Vec<String> =
            used.quotes.iter().rev().take(SHOWN).map(|&quote| self.by(quote)).chain(self.without(used)).collect();
        lines.into_iter().reduce(|all, line| self.comma.units.comma.fill([&all, &line]))
    }
}

/// By which rates the figures above were converted, and what has none, with the way to put it down. Nothing while all is in
/// one currency.
#[component]
pub fn RatesNote(
    /// What was used.
    #[prop(into)]
    used: Signal<Used>,
) -> impl IntoView {
    let telling = Telling::here();
    let words = telling.words;
    let rates = move |used: &Used| {
        match used.quotes.len() {
        0 => None,
        1 => used.quotes.first().map(|&quote| view! { <span>{telling.by(quote)}</span> }.into_any()),
        count => {
            Some(view! { <details><summary class="link">{words.by_rates.of(count)}</summary>{lines(telling, used)}</details> }.into_any())
        }
    }
    };
    let without = move |used: &Used| {
        telling.without(used).map(|text| view! { <span class="cwarn">{text}" "<a class="link" href=href(Route::Rates)>{words.page}</a></span> })
    };
    move || {
        used.with(|used| {
            (!used.is_empty()).then(|| view! { <div class="rated c3 t12">{rates(used)}{without(used)}</div> })
        })
    }
}

/// The rates one under another.
fn lines(telling: Telling, used: &Used) -> impl IntoView + use<> {
    let rest = used.quotes.len().saturating_sub(SHOWN);
    let rest = (rest > 0).then(|| view! { <li>{telling.words.more.fill([&rest.to_string()])}</li> });
    let lines = used.quotes.iter().rev().take(SHOWN).map(|&quote| view! { <li>{telling.by(quote)}</li> });
    view! { <ul>{lines.collect_view()}{rest}</ul> }
}

/// The same where there is room for a few words only: they open all of it.
#[component]
pub fn RatesPopup(
    /// What was used.
    #[prop(into)]
    used: Signal<Used>,
) -> impl IntoView {
    let telling = Telling::here();
    let words = telling.words;
    let shown = Memo::new(move |_| used.with(|used| !used.is_empty()));
    let face = move || {
        used.with(|used| match (used.quotes.len(), used.unknown()) {
            (0, unknown) => words.unrated.of(unknown),
            (1, 0) => used.quotes.first().map(|&quote| telling.by(quote)).unwrap_or_default(),
            (count, 0) => words.by_rates.of(count),
            (count, unknown) => telling.comma.units.comma.fill([&words.by_rates.of(count), &words.unrated.of(unknown)]),
        })
    };
    move || {
        shown.get().then(|| {
            view! {
                <Popup class="pop rated" button="link" label=words.page face=move || face>
                    <div class="t12">{move || used.with(|used| (lines(telling, used), telling.without(used)))}</div>
                    <a class="link" href=href(Route::Rates)>{words.page}</a>
                </Popup>
            }
        })
    }
}

/// A sum of deals in the currency of the company; what is written on it says by which rates.
#[component]
pub fn Sum(
    /// The sum.
    #[prop(into)]
    sums: Signal<Sums>,
    /// The store.
    store: Store,
    /// What stands there when there is no sum.
    #[prop(optional)]
    none: &'static str,
) -> impl IntoView {
    let telling = Telling::here();
    let shown = Memo::new(move |_| sums.with(|sums| converted(store, sums)));
    move || {
        shown.with(|shown| {
            let text = write(telling.format, shown, false);
            match telling.title(&shown.used) {
                _ if text.is_empty() => none.into_any(),
                Some(title) => {
                    let said = title.clone();
                    view! { <span title=title>{text}<span class="vh">{said}</span></span> }.into_any()
                }
                None => text.into_any(),
            }
        })
    }
}
