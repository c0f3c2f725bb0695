//! «Прогноз по месяцам»: what is sold, what the open deals bring, against the plan, for the desk and by person.
//! Deliberately not here: the forecast (`insight::months`).

mod plan;

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use self::plan::{Plan, PlanOf, gap};
use super::asking::{SLICE, use_analysis};
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::{Store, use_store};
use crate::app::words::{AHEAD, Ahead as Own, Words};
use crate::domain::insight::months::{Cases, LeftOut, Month, Months, Outlook};
use crate::domain::{Currency, Deal, MemberId};
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::rates::RatesNote;

/// How long after the last change the deals are counted anew; the page's own question comes first.
const LATER: Duration = Duration::from_millis(700);

/// The deals as counted last; none until the first count is done.
#[derive(Clone, Copy)]
struct Counted(RwSignal<Option<Arc<Months>>>);

/// Counts the deals of all funnels once the page has its answer, and anew after changes. To be called while the page is drawn.
pub(super) fn provide() {
    let (store, analysis) = (use_store(), use_analysis());
    let counted = RwSignal::new(None);
    provide_context(Counted(counted));
    let turn = StoredValue::new(0_u32);
    let begun = Memo::new(move |before: Option<&bool>| before == Some(&true) || analysis.answer().is_some());
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        store.all("deal", |_| ());
        store.all("pipeline", |_| ());
        store.all("rate", |_| ());
        store.company();
        if let Some(waiting) = waiting.flatten() {
            waiting.clear();
        }
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let wanted = move || turn.try_get_value() == Some(mine);
        let count = move || spawn_local(count(store, counted, wanted));
        begun.get().then(|| set_timeout_with_handle(count, LATER).ok()).flatten()
    });
}

async fn count(store: Store, counted: RwSignal<Option<Arc<Months>>>, wanted: impl Fn() -> bool) {
    let now = clock::now();
    let begin = |workspace: &crate::domain::Workspace| {
        (Months::new(workspace, now, clock::offset(now)), workspace.deals().cloned().collect::<Vec<Arc<Deal>>>())
    };
    let (mut months, deals) = store.peek(begin);
    for slice in deals.chunks(SLICE) {
        clock::pause().await;
        // A later change has them counted anew, and the person may have left the page meanwhile.
        if !wanted() {
            return;
        }
        store.peek(|workspace| slice.iter().for_each(|deal| months.count(workspace, deal)));
    }
    if wanted() {
        counted.set(Some(Arc::new(months)));
    }
}

/// The panel.
#[component]
pub(super) fn MonthsPanel() -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let words = use_words();
    let format = use_format();
    let store = use_store();
    let Counted(counted) = expect_context();
    let (asked, ask) = use_query("whose");
    let whose = Memo::new(move |_| asked.with(|asked| asked.parse().ok()).filter(|&id| store.member(id).is_some()));
    let currency = store.company().map_or(Currency::RUB, |company| company.currency);
    let outlook = Memo::new(move |_| {
        let plan = |month: NaiveDate| plan::amount_of(store, PlanOf { month, whose: whose.get() }, currency);
        counted.get().map(|months| months.outlook(whose.get(), plan)).unwrap_or_default()
    });
    let money = Amounts { format, currency };
    let sheet = Signal::derive(move || {
        let row = |month: &Month| {
            let plan = plan::amount_of(store, PlanOf { month: month.first, whose: whose.get() }, currency);
            row(month, plan, money)
        };
        Sheet {
            title: own.months.to_owned(),
            heads: own.months_heads.split('|').map(str::to_owned).collect(),
            rows: outlook.with(|outlook| outlook.months.iter().map(row).collect()),
        }
    });
    let options = move || {
        let people = counted.get().map(|months| months.people()).unwrap_or_default();
        let named = people.into_iter().flatten().filter_map(|id| store.member(id));
        let option = |(value, name): (String, String)| {
            let chosen = asked.with_untracked(|asked| *asked == value);
            view! { <option value=value selected=chosen>{name}</option> }
        };
        let desk = (String::new(), own.desk.to_owned());
        std::iter::once(desk)
            .chain(named.map(|member| (member.id.to_string(), member.name.clone())))
            .map(option)
            .collect_view()
    };
    let tools = move || {
        view! {
            <label class="filter pick" class:on=move || whose.get().is_some() data-not-drawn="">
                <span>{own.whose}":"</span>
                <select on:change:target=move |event| ask(&event.target().value())>{options}</select>
            </label>
        }
    };
    let known = Memo::new(move |_| {
        let counted = counted.get()?;
        let empty = outlook.with(|told| told.deals == 0 && told.months.iter().all(|month| month.won == 0));
        Some((Arc::as_ptr(&counted) as usize, empty))
    });
    let body = move || match known.get() {
        None => view! { <p class="c3" role="status">{own.counting}</p> }.into_any(),
        Some((_, true)) => view! { <p class="c3">{own.nothing_open}</p> }.into_any(),
        Some((_, false)) => {
            let left_out = counted.get_untracked().map(|months| months.left_out()).unwrap_or_default();
            let used = Signal::derive(move || counted.get().map(|months| months.used().clone()).unwrap_or_default());
            view! {
                <p class="callout" aria-live="polite">{move || outlook.with(|told| conclusion(told, store, whose.get(), own, money))}</p>
                <Rows outlook whose money />
                {move || outlook.with(|told| notes(told, left_out, own, words, money))}
                <RatesNote used />
                {move || whose.get().is_none().then(|| view! { <Team money /> })}
            }
            .into_any()
        }
    };
    view! { <Figure id="months" title=own.months about=own.months_about sheet tools class="panel-b months">{body}</Figure> }
}

/// How sums are written here.
#[derive(Clone, Copy)]
struct Amounts {
    format: Format,
    currency: Currency,
}

impl Amounts {
    #[expect(clippy::cast_possible_truncation, reason = "sums of money are shown rounded")]
    fn show(self, minor: f64) -> String {
        self.format.money_compact(minor.round() as i64, self.currency.code(), self.currency.exponent())
    }

    #[expect(clippy::cast_possible_truncation, reason = "sums of money are shown rounded")]
    fn range(self, own: &Own, cases: Cases) -> String {
        let bare = |minor: f64| self.format.money_bare(minor.round() as i64, self.currency.exponent());
        own.range_of.fill([&bare(cases.worst), &bare(cases.best)])
    }

    fn cell(self, minor: f64) -> Cell {
        Cell::number(self.show(minor), (minor / 10_f64.powi(self.currency.exponent().cast_signed())).round())
    }
}

fn row(month: &Month, plan: Option<i64>, money: Amounts) -> Vec<Cell> {
    let cases = month.cases();
    let sums = [month.won as f64, cases.mean, cases.worst, cases.best].map(|sum| money.cell(sum));
    let of_plan = [plan.map(|plan| plan as f64), plan.map(|plan| cases.mean - plan as f64)];
    let of_plan = of_plan.map(|sum| sum.map_or_else(Cell::default, |sum| money.cell(sum)));
    let chance =
        month.reaches.map_or_else(Cell::default, |share| Cell::number(money.format.percent_whole(share), share));
    std::iter::once(Cell::from(money.format.month(month.first))).chain(sums).chain(of_plan).chain([chance]).collect()
}

/// This month in a sentence.
fn conclusion(told: &Outlook, store: Store, whose: Option<MemberId>, own: &Own, money: Amounts) -> Option<String> {
    let month = told.months.first()?;
    let name = capitalised(&money.format.month(month.first));
    let mean = month.cases().mean;
    Some(match plan::amount_of(store, PlanOf { month: month.first, whose }, money.currency) {
        None => own.expect_no_plan.fill([&name, &money.show(mean)]),
        Some(plan) => {
            let short = plan as f64 - mean;
            let line = if short > 0.0 { &own.expect_short } else { &own.expect_over };
            line.fill([&name, &money.show(mean), &money.show(plan as f64), &money.show(short.abs())])
        }
    })
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// The months.
#[component]
fn Rows(outlook: Memo<Outlook>, whose: Memo<Option<MemberId>>, money: Amounts) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let store = use_store();
    let most = Memo::new(move |_| {
        let plan =
            |month: &Month| plan::amount_of(store, PlanOf { month: month.first, whose: whose.get() }, money.currency);
        let highest = |month: &Month| month.cases().best.max(plan(month).unwrap_or_default() as f64);
        outlook.with(|told| told.months.iter().map(highest).fold(1.0, f64::max)) * 1.04
    });
    let firsts = outlook.with_untracked(|told| told.months.iter().map(|month| month.first).collect::<Vec<_>>());
    let line = move |(at, first): (usize, NaiveDate)| {
        let month = Memo::new(move |_| outlook.with(|told| told.months.get(at).copied()));
        let shown = move |told: fn(&Month) -> f64| month.get().map(|month| money.show(told(&month)));
        let of = Signal::derive(move || PlanOf { month: first, whose: whose.get() });
        view! {
            <tr data-month=first.to_string()>
                <th scope="row" class="nw">{money.format.month(first)}</th>
                <td class="wide"><Band month=month.into() of most money /></td>
                <td class="r nw">{move || shown(|month| month.won as f64)}</td>
                <td class="r nw">
                    <b>{move || shown(|month| month.cases().mean)}</b>" "
                    <small class="c3">{move || month.get().map(|month| money.range(own, month.cases()))}</small>
                </td>
                <td class="r nw"><Plan of money name=own.plan_of.fill([&money.format.month(first)]) /></td>
                <td class="r nw">{move || month.get().and_then(|month| gap(&month, plan::amount_of(store, of.get(), money.currency), own, money))}</td>
            </tr>
        }
    };
    view! {
        <div class="scrollx" tabindex="0" role="region" aria-label=own.months>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{own.month}</th><th scope="col"><span class="reg c3">{own.cases}</span></th>
                        <th scope="col" class="r">{own.sold}</th><th scope="col" class="r">{own.expected}</th>
                        <th scope="col" class="r">{own.plan}</th><th scope="col" class="r">{own.gap}</th>
                    </tr>
                </thead>
                <tbody>{firsts.into_iter().enumerate().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// A month as a band from the worst case to the best, with what is expected and what is planned.
#[component]
fn Band(month: Signal<Option<Month>>, of: Signal<PlanOf>, most: Memo<f64>, money: Amounts) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let store = use_store();
    let place = move |sum: f64| format!("{:.1}%", (sum / most.get() * 100.0).clamp(0.0, 100.0));
    let cases = move || month.get().map(|month| month.cases()).unwrap_or_default();
    let label = move || {
        let cases = cases();
        own.month_is.fill([&money.format.month(of.get().month), &money.show(cases.mean), &money.range(own, cases)])
    };
    let planned = move || {
        let plan = plan::amount_of(store, of.get(), money.currency)?;
        Some(view! { <u style=("--b", place(plan as f64))></u> })
    };
    view! {
        <span class="whisk" style=("--lo", move || place(cases().worst)) style=("--hi", move || place(cases().best))
            style=("--p", move || place(cases().mean)) role="img" aria-label=label title=label>
            <i></i><b></b>{planned}
        </span>
    }
}

/// What stands below the months: what is counted, and what is not.
fn notes(told: &Outlook, left_out: LeftOut, own: &Own, words: &Words, money: Amounts) -> impl IntoView + use<> {
    let some = |n: usize, of: &crate::app::words::Count| (n > 0).then(|| of.of(n));
    let LeftOut { unpriced, waiting, untold } = left_out;
    let out = [some(unpriced, &own.unpriced), some(waiting, &own.waiting), some(untold, &own.untold)];
    let out = out.into_iter().flatten().reduce(|all, one| words.units.comma.fill([&all, &one]));
    let lines = [
        (told.later >= 1.0).then(|| own.later.fill([&money.show(told.later)])),
        (told.undated >= 1.0).then(|| own.undated.fill([&money.show(told.undated)])),
        some(told.shrunk, &own.shrunk),
        out.map(|out| own.waiting_for.fill([&out])),
    ];
    let lines = lines.into_iter().flatten().map(|line| view! { <p>{line}</p> });
    view! { <div class="c2 t12">{lines.collect_view()}</div><p class="c3 t12">{own.cases_why}</p> }
}

/// This month by person. Each is worked out in a task of its own.
#[component]
fn Team(money: Amounts) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let store = use_store();
    let Counted(counted) = expect_context();
    let told = RwSignal::new(Vec::<(MemberId, Month)>::new());
    let turn = StoredValue::new(0_u32);
    Effect::new(move || {
        let Some(months) = counted.get() else { return };
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        spawn_local(async move {
            let mut all = Vec::new();
            for member in months.people().into_iter().flatten() {
                clock::pause().await;
                if turn.try_get_value() != Some(mine) {
                    return;
                }
                let first = months.outlook(Some(member), |_| None).months.first().copied();
                all.extend(first.map(|month| (member, month)));
            }
            all.sort_by(|(_, one), (_, other)| other.cases().mean.total_cmp(&one.cases().mean));
            if turn.try_get_value() == Some(mine) {
                told.set(all);
            }
        });
    });
    let line = move |(member, month): (MemberId, Month)| {
        let name = store.member(member).map(|member| member.name.clone()).unwrap_or_default();
        let of = Signal::stored(PlanOf { month: month.first, whose: Some(member) });
        view! {
            <tr>
                <th scope="row">{name.clone()}</th>
                <td class="r nw">{money.show(month.won as f64)}</td>
                <td class="r nw"><b>{money.show(month.cases().mean)}</b>" "<small class="c3">{money.range(own, month.cases())}</small></td>
                <td class="r nw"><Plan of money name=own.plan_whose.fill([&name]) /></td>
                <td class="r nw">{move || gap(&month, plan::amount_of(store, of.get(), money.currency), own, money)}</td>
            </tr>
        }
    };
    move || {
        let told = told.get();
        (told.len() > 1).then(|| {
            view! {
                <h3 class="t14">{own.by_people}</h3>
                <div class="scrollx" tabindex="0" role="region" aria-label=own.by_people>
                    <table class="table" id="months-people">
                        <thead>
                            <tr>
                                <th scope="col">{own.person}</th><th scope="col" class="r">{own.sold}</th>
                                <th scope="col" class="r">{own.expected}</th><th scope="col" class="r">{own.plan}</th>
                                <th scope="col" class="r">{own.gap}</th>
                            </tr>
                        </thead>
                        <tbody>{told.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    }
}
