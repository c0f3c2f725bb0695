//! «Уходят из лучших»: who crosses the best boundary of recency in the days to come unless they buy, by day; an offer to
//! one or all of them, a call list and a file for the calendar.

mod anyway;
mod files;
mod row;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use self::anyway::Anyway;
use self::row::{Back, Leaves};
use super::campaigns::{Suggestion, day, sides, use_offers};
use super::{today, use_bought, use_till};
use crate::app::address::use_query;
use crate::app::locale::{use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::CAMPAIGNS;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::leaving::{at_risk, leaving, stayed};
use crate::domain::insight::scores::{HORIZON, Scoring};
use crate::domain::{Arm, CustomerId, ONE_OF};
use crate::ui::icon::Icon;

/// How many are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (7, 50);

/// How many of those who bought meanwhile are shown.
const BACK: usize = 5;

/// The panel.
#[component]
pub(super) fn Leaving(scoring: Memo<Arc<Scoring>>) -> impl IntoView {
    let all = use_words();
    let words = use_words_of(&CAMPAIGNS);
    let store = use_store();
    let till = use_till();
    let offers = use_offers();
    let purchases = use_bought().purchases();
    let (ahead, set_ahead) = use_query("ahead");
    let (best, set_best) = use_query("best");
    let (as_of, _) = use_query("asof");
    let horizon = Memo::new(move |_| {
        let asked = ahead.with(|ahead| ahead.parse().ok());
        asked.filter(|days| [2 * SOON, HORIZON].contains(days)).unwrap_or(SOON)
    });
    let only_best = Memo::new(move |_| best.with(|best| best == "1"));
    let shown = RwSignal::new(SHOWN.0);
    let sides = sides();
    let list = Memo::new(move |_| scoring.with(|scoring| Arc::new(leaving(scoring, horizon.get(), only_best.get()))));
    // Offers are made today and not on a day that has passed.
    let is_today = Memo::new(move |_| as_of.with(|day| day.parse::<NaiveDate>().map_or(true, |day| day == today())));
    let free = Memo::new(move |_| {
        let stands = |id: &CustomerId| sides.with(|sides| sides.contains_key(id));
        let all = list.with(|list| list.iter().map(|leaves| leaves.buyer.customer).collect::<Vec<_>>());
        Arc::new(all.into_iter().filter(|id| !stands(id)).collect::<Vec<_>>())
    });
    let back = Memo::new(move |_| {
        store.all("campaign", |_| ());
        store.all("merger", |_| ());
        let best = scoring.with(|scoring| scoring.boundaries.r.map(|edges| edges.best));
        let find = |best: u32| {
            purchases.with(|purchases| store.peek(|workspace| stayed(workspace, &purchases.lines, best, today(), day)))
        };
        Arc::new(best.filter(|_| is_today.get()).map(find).unwrap_or_default())
    });
    let choose = move |days: u32| {
        let text = if days == SOON { all.units.days.of(days as usize) } else { days.to_string() };
        let press = move |_| {
            set_ahead(&if days == SOON { String::new() } else { days.to_string() });
            shown.set(SHOWN.0);
        };
        view! { <button type="button" aria-pressed=move || (horizon.get() == days).to_string() on:click=press>{text}</button> }
    };
    let risk =
        move || list.with(|list| (!list.is_empty()).then(|| words.at_risk.fill([&till.compact(at_risk(list))]) + " "));
    let rows = move || {
        let Some(edges) = scoring.with(|scoring| scoring.boundaries.r) else {
            return view! { <p class="lead-in">{all.ret.leaving_no_boundary}</p> }.into_any();
        };
        let rest = list.with(|list| list.len().saturating_sub(shown.get()));
        let first: Vec<_> = list.with(|list| list.iter().take(shown.get()).copied().collect());
        let none = first.is_empty();
        let boundary = all.units.days.of(edges.best as usize);
        let can_offer = is_today.get();
        let rows = first.into_iter().map(|leaves| view! { <Leaves leaves sides can_offer /> }).collect_view();
        view! {
            <p class="lead-in"><b class="risk">{risk}</b>{all.ret.leaving_why.fill([&boundary])}</p>
            {none.then(|| view! { <p class="lead-in">{all.ret.leaving_none}</p> })}
            <ul class="deg">
                {rows}
                {move || back.get().iter().take(BACK).map(|&stayed| view! { <Back stayed /> }).collect_view()}
            </ul>
            {(rest > 0).then(|| view! {
                <div class="act">
                    <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                        {all.ret.more.fill([&all.grammar.number(rest)])}
                    </button>
                </div>
            })}
        }
        .into_any()
    };
    let send = move || {
        let free = free.get();
        let gets = free.len() - free.len() / ONE_OF;
        (is_today.get() && !free.is_empty()).then(|| {
            let press = move |_| {
                let name = words.leaving_name.fill([&all.units.days.of(horizon.get_untracked() as usize)]);
                let suggestion = Suggestion { name, goal: words.leaving_goal.to_owned(), ..Suggestion::default() };
                offers.offer(free.to_vec(), suggestion);
            };
            view! { <button class="btn soft" type="button" aria-haspopup="dialog" on:click=press><Icon name=Icon::SEND />{words.send_to.of(gets)}</button> }
        })
    };
    // Whoever is left without an offer is not called with one.
    let to_call = move || {
        let control = |id: &CustomerId| sides.with_untracked(|sides| matches!(sides.get(id), Some((_, Arm::Control))));
        let list = list.get_untracked();
        list.iter().filter(|leaves| !control(&leaves.buyer.customer)).copied().collect::<Vec<_>>()
    };
    let save = files::use_files();
    let files = move || {
        list.with(|list| !list.is_empty()).then(|| view! {
            <button class="btn ghost icon sm" type="button" aria-label=words.call_list title=words.call_list_why on:click=move |_| save.calls(&to_call())><Icon name=Icon::PHONE /></button>
            <button class="btn ghost icon sm" type="button" aria-label=words.calendar title=words.calendar_why on:click=move |_| save.calendar(&to_call())><Icon name=Icon::CALENDAR /></button>
        })
    };
    view! {
        <section class="panel leaving" aria-labelledby="leaving-title">
            <div class="panel-h">
                <span class="cwarn"><Icon name=Icon::TREND_D /></span>
                <h2 id="leaving-title">{all.ret.leaving_title}</h2>
                <div class="seg sm ml" role="group" aria-label=all.ret.horizon>
                    {[SOON, 2 * SOON, HORIZON].map(choose).collect_view()}
                </div>
            </div>
            <div class="wants">
                <label class="check">
                    <input type="checkbox" prop:checked=move || only_best.get() on:change=move |event| {
                        set_best(if event_target_checked(&event) { "1" } else { "" });
                        shown.set(SHOWN.0);
                    } />
                    <span>{words.only_best}</span>
                </label>
                <span class="grow"></span>
                {files}
            </div>
            {rows}
            <div class="foot">
                <span class="c3 t12 grow">{move || (!is_today.get()).then_some(words.past_day)}<Anyway scoring horizon only_best /></span>
                {send}
            </div>
        </section>
    }
}
