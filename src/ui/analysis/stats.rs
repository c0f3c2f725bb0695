//! The five figures above the funnel: how many came, were won, what share, how long, how much a day.

use leptos::prelude::*;

use super::asking::{Answer, use_analysis};
use super::behind::{Counted, Opens};
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::words::{ANALYSIS, Analysis as Own, Words};
use crate::domain::insight::funnel::{Flow, Pick};
use crate::domain::insight::proportion::Proportion;
use crate::ui::figure::Cell;
use crate::ui::rates::RatesNote;

/// Below so many decided deals a share is no share: the count alone is told (DESIGN.md, 5).
pub(super) const COUNTS_ONLY: usize = 10;
/// Below so many the range comes first.
pub(super) const RANGE_FIRST: usize = 30;
/// Milliseconds of a day.
pub(super) const DAY: f64 = 86_400_000.0;

/// A length of time as days: whole ones, or with a tenth below ten.
pub(super) fn days(format: Format, own: &Own, length: i64) -> String {
    let days = length as f64 / DAY;
    let shown = if days < 9.95 { (days * 10.0).round() / 10.0 } else { days.round() };
    own.days_number.fill([&format.number(shown)])
}

/// The same for a table.
pub(super) fn in_days(format: Format, length: Option<i64>) -> Cell {
    let days = length.map(|length| length as f64 / DAY);
    days.map_or_else(Cell::default, |days| Cell::number(format.number((days * 10.0).round() / 10.0), days))
}

/// A range in percent: 14–27.
pub(super) fn range(format: Format, words: &Words, of: Proportion) -> String {
    let (low, high) = of.range();
    let percent = |share: f64| format.number((share * 100.0).round());
    words.units.range.fill([&percent(low), &percent(high)])
}

/// A share as far as it may be told: of few the range first, of very few none.
pub(super) fn share(format: Format, words: &Words, own: &Own, of: Proportion) -> AnyView {
    let few = of.n < RANGE_FIRST;
    match of.n {
        0 => words.units.none.into_any(),
        n if n < COUNTS_ONLY => words.units.of.fill([&of.k.to_string(), &of.n.to_string()]).into_any(),
        _ if few => view! { {range(format, words, of)}" % "<small title=own.few_why>{own.few}</small> }.into_any(),
        _ => view! { {format.percent(of.share())}" "<small>{range(format, words, of)}</small> }.into_any(),
    }
}

#[component]
pub(super) fn Stats() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <Figures answer /> })
}

#[component]
fn Figures(answer: std::sync::Arc<Answer>) -> impl IntoView {
    let words = use_words();
    let own = use_words_of(&ANALYSIS);
    let format = use_format();
    let flow = &answer.report.flow;
    let before = answer.report.before.as_ref();
    let money = |minor: f64| answer.money(format, minor);
    let was = |text: String| view! { <dd class="sub">{own.was.fill([&text])}</dd> };
    let came = before.map(|before| was(words.grammar.number(before.deals)));
    let cycle_was = before.and_then(|before| before.cycle.median).map(|median| was(days(format, own, median)));
    let cycle = flow.cycle.median.map_or_else(|| words.units.none.to_owned(), |median| days(format, own, median));
    let velocity = velocity(flow).map(|a_day| (money(a_day), parts(format, words, own, flow, &answer)));
    let (speed, how) = velocity.unwrap_or_else(|| (words.units.none.to_owned(), own.no_speed.to_owned()));
    let won_of = (flow.won_known > 0).then(|| own.worth.fill([&money(flow.won_amount as f64)]));
    let decided = flow.decided();
    let of = own.decided_of.fill([
        &words.grammar.number(decided.k),
        &words.grammar.number(decided.n),
        &format.percent(flow.so_far().share()),
    ]);
    view! {
        <dl class="stats" id="conversion" data-deals=flow.deals>
            <div class="stat" data-stat="came">
                <dt>{own.deals_came}</dt>
                <dd><Opens of=Counted::new(own.deals_came, Pick::All) text=words.grammar.number(flow.deals) /></dd>
                {came}
            </div>
            <div class="stat" data-stat="won">
                <dt>{own.wins}</dt>
                <dd><Opens of=Counted::new(own.wins, Pick::Won) text=words.grammar.number(flow.won) />" "<small>{won_of}</small></dd>
                <dd class="sub">
                    <Opens of=Counted::new(own.in_work, Pick::Open) text=own.still_open.of(flow.open) />
                </dd>
            </div>
            <div class="stat" data-stat="share">
                <dt>{own.whole}</dt>
                <dd>{share(format, words, own, decided)}</dd>
                <dd class="sub">{of}</dd>
            </div>
            <div class="stat" data-stat="cycle"><dt>{own.cycle}</dt><dd>{cycle}</dd>{cycle_was}</div>
            <div class="stat" data-stat="speed"><dt>{own.speed}</dt><dd>{speed}</dd><dd class="sub">{how}</dd></div>
        </dl>
        <RatesNote used=Signal::stored(answer.reading.base.used.clone()) />
    }
}

/// Open deals times the share of the won times what one is worth, by the days that one takes: money a day, in the smallest
/// units; none while nothing was won. Source: analytics, section 3.
pub(super) fn velocity(flow: &Flow) -> Option<f64> {
    let days = flow.mean_cycle()? / DAY;
    (days > 0.0).then_some(flow.open as f64 * flow.decided().share() * flow.mean_worth()? / days)
}

/// The velocity as it is worked out: 58 × 19,9 % × 1,24 млн ÷ 46.
fn parts(format: Format, words: &Words, own: &Own, flow: &Flow, answer: &Answer) -> String {
    let days = flow.mean_cycle().unwrap_or_default() / DAY;
    own.speed_how.fill([
        &words.grammar.number(flow.open),
        &format.percent(flow.decided().share()),
        &answer.money(format, flow.mean_worth().unwrap_or_default()),
        &format.number(days.round()),
    ])
}
