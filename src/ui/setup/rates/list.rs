//! The rates by currency, the newest first; a rate is put right where it stands.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Keeping, use_typed};
use crate::app::locale::use_words_of;
use crate::app::words::RATES;
use crate::data::rates::decimal;
use crate::domain::{Command, Currency, Quote, Rate, RecordId, Slug};
use crate::ui::focus::stay;
use crate::ui::icon::Icon;
use crate::ui::inline::Inline;

/// So many days are drawn at a time: a year of them would be as long as the page ten times over.
const DRAWN: usize = 30;

/// The rates.
#[component]
pub(super) fn RateList(keeping: Keeping) -> impl IntoView {
    let words = use_words_of(&RATES);
    let pairs = Memo::new(move |_| {
        keeping.store.all("rate", |workspace| {
            let mut pairs: BTreeMap<(Currency, Currency), Vec<(chrono::NaiveDate, Slug)>> = BTreeMap::new();
            for rate in workspace.rates() {
                let Quote { of, to, day, .. } = rate.quote;
                pairs.entry((of, to)).or_default().push((day, rate.id));
            }
            pairs.values_mut().for_each(|days| days.sort_unstable_by(|one, other| other.cmp(one)));
            pairs
        })
    });
    let keys = move || pairs.with(|pairs| pairs.keys().copied().collect::<Vec<_>>());
    let none = move || {
        pairs.with(BTreeMap::is_empty).then(|| {
            view! { <div class="panel-b"><b>{words.none}</b><p class="c2">{words.none_why}</p></div> }
        })
    };
    view! {
        <section class="panel" tabindex="-1" id="rates">
            <div class="panel-h"><h2>{words.rates}</h2></div>
            <p class="about c2">{words.rates_why}</p>
            {none}
            <For each=keys key=|pair| *pair let:pair>
                <Pair keeping pair days=Signal::derive(move || pairs.with(|pairs| pairs.get(&pair).cloned().unwrap_or_default())) />
            </For>
        </section>
    }
}

/// A currency, its newest rate, and the days before under it.
#[component]
fn Pair(keeping: Keeping, pair: (Currency, Currency), days: Signal<Vec<(chrono::NaiveDate, Slug)>>) -> impl IntoView {
    let words = use_words_of(&RATES);
    let telling = keeping.telling;
    let drawn = RwSignal::new(DRAWN);
    let count = Memo::new(move |_| days.with(Vec::len));
    let newest = Memo::new(move |_| days.with(|days| days.first().map(|(_, id)| *id)));
    let now = move || {
        let rate = keeping.store.all("rate", |workspace| workspace.rate(newest.get()?).cloned())?;
        Some(view! { <b>{telling.price(rate.quote)}</b><span class="c2">{telling.day(rate.quote)}</span> })
    };
    let shown = move || days.with(|days| days.iter().take(drawn.get()).map(|(_, id)| *id).collect::<Vec<_>>());
    let more = move || {
        let rest = count.get().saturating_sub(drawn.get());
        (rest > 0).then(|| {
            let text = words.more.fill([&words.days.of(rest.min(DRAWN))]);
            view! { <button class="btn sm" type="button" on:click=move |_| drawn.update(|drawn| *drawn += DRAWN)>{text}</button> }
        })
    };
    let (of, to) = pair;
    view! {
        <details class="pair-of-rates" open=move || count.get() < 4 data-pair=format!("{}-{}", of.code(), to.code())>
            <summary><b class="code">{of.code().to_owned()}</b><span class="now">{now}</span><span class="c3 r">{move || words.days.of(count.get())}</span></summary>
            <table class="table">
                <thead><tr><th scope="col">{words.since}</th><th scope="col" class="r">{words.units}</th><th scope="col" class="r">{words.in_base.fill([to.code()])}</th><th></th></tr></thead>
                <tbody><For each=shown key=|id| *id let:id><Row keeping id /></For></tbody>
            </table>
            {more}
        </details>
    }
}

#[component]
fn Row(keeping: Keeping, id: Slug) -> impl IntoView {
    let words = use_words_of(&RATES);
    let (store, telling) = (keeping.store, keeping.telling);
    let rate: Memo<Option<Arc<Rate>>> = Memo::new(move |_| store.all("rate", |workspace| workspace.rate(id).cloned()));
    let first = rate.get_untracked()?;
    let quote = first.quote;
    let typed = use_typed();
    let named = [quote.of.code(), &telling.day(quote)].join(", ");
    let value = Signal::derive(move || rate.get().map(|rate| typed(rate.quote.value)).unwrap_or_default());
    let units = move || rate.get().map(|rate| typed(rate.quote.units));
    let save = Callback::new(move |text: String| {
        let Some(value) = decimal(&text) else { return Some(words.need_value) };
        let Some(known) = rate.get_untracked() else { return Some(words.need_value) };
        let changed = Quote { value, ..known.quote };
        keeping.put([changed], words.told_changed.fill([&telling.price(changed)]));
        None
    });
    let told = words.told_removed.fill([&named]);
    let remove = move |event: leptos::ev::MouseEvent| {
        stay(&event, "section");
        // Another tab may have removed it.
        let _ = store.dispatch(Command::Remove(RecordId::Rate(id)), told.clone());
    };
    let about = words.remove.fill([&named]);
    Some(view! {
        <tr data-rate=id.to_string()>
            <th scope="row">{telling.day(quote)}</th>
            <td class="r">{units}</td>
            <td class="r"><Inline label=words.value_of.fill([&named]) value save>{move || value.get()}</Inline></td>
            <td class="r"><button class="btn ghost icon sm" type="button" title=about.clone() aria-label=about on:click=remove><Icon name=Icon::X /></button></td>
        </tr>
    })
}
