//! «Силы и деньги»: what share of the touches goes to each segment, source, product or manager, and what share of the money
//! comes from there.
//! Deliberately not here: the figures (`insight::effort`).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asking::{Answer, SLICE, use_analysis};
use crate::app::address::use_query;
use crate::app::clock;
use crate::app::format::Format;
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::store::Store;
use crate::app::words::{AHEAD, Ahead as Own, Line, Words};
use crate::domain::insight::effort::{Effort, Share, Spent, Told, Verdict, touches};
use crate::domain::insight::funnel::{Fate, NOBODY, OWNER, PRODUCT, SEGMENT, SOURCE, Way};
use crate::domain::{Moment, calendar};
use crate::ui::figure::{Cell, Figure, Sheet};

/// By what deals are told apart here, as the address has it.
const KINDS: [(&str, usize); 4] = [("segment", SEGMENT), ("source", SOURCE), ("product", PRODUCT), ("manager", OWNER)];
/// So many groups are shown; the numbers behind them have more.
const SHOWN: usize = 8;
/// So many groups stand in the numbers.
const WRITTEN: usize = 500;

/// Effort by each of [`KINDS`].
type Counted = [Effort; KINDS.len()];

/// The panel.
#[component]
pub(super) fn EffortPanel() -> impl IntoView {
    let analysis = use_analysis();
    move || analysis.answer().map(|answer| view! { <Efforts answer store=analysis.store /> })
}

/// Counts the deals of an answer, in slices; none when it is not wanted any more.
async fn count(answer: Arc<Answer>, store: Store, wanted: impl Fn() -> bool) -> Option<Counted> {
    let mut counted = Counted::default();
    let (journeys, as_of) = (&answer.reading.journeys, answer.question.cut.as_of);
    let deals: Vec<usize> = answer.question.cut.of(journeys).collect();
    let schedule = untrack(|| store.schedule());
    for slice in deals.chunks(SLICE) {
        clock::pause().await;
        if !wanted() {
            return None;
        }
        store.peek(|workspace| {
            for &deal in slice {
                let Some(record) = answer.reading.deals.get(deal).and_then(|&id| workspace.deal(id)) else { continue };
                let fate = Way::of(journeys, deal, as_of).fate;
                let open = || calendar::working_days(Moment(journeys.came(deal)), Moment(as_of), &schedule);
                let spent = Spent {
                    touches: touches(workspace, record),
                    days: if fate == Fate::Open { open() } else { 0 },
                    won: fate == Fate::Won,
                    money: journeys.amount(deal).filter(|_| fate == Fate::Won).unwrap_or_default(),
                };
                for (effort, (_, dimension)) in counted.iter_mut().zip(KINDS) {
                    effort.count(journeys.label(deal, dimension), spent);
                }
            }
        });
    }
    Some(counted)
}

#[component]
fn Efforts(answer: Arc<Answer>, store: Store) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let format = use_format();
    let counted = RwSignal::new(None::<Arc<Counted>>);
    let alive = StoredValue::new(());
    spawn_local({
        let answer = answer.clone();
        async move {
            let wanted = move || alive.try_get_value().is_some();
            if let Some(all) = count(answer, store, wanted).await.filter(|_| wanted()) {
                counted.set(Some(Arc::new(all)));
            }
        }
    });
    let (asked, ask) = use_query("effort");
    let kind = Memo::new(move |_| asked.with(|asked| KINDS.iter().position(|(name, _)| name == asked)).unwrap_or(0));
    let told = Memo::new(move |_| counted.get().map(|counted| counted[kind.get()].told()).unwrap_or_default());
    let names = Names { answer: answer.clone(), store, own };
    let sheet = {
        let names = names.clone();
        Signal::derive(move || Sheet {
            title: own.effort.to_owned(),
            heads: own.effort_heads.split('|').map(str::to_owned).collect(),
            rows: told
                .with(|told| told.iter().take(WRITTEN).map(|told| row(told, &names, kind.get(), format)).collect()),
        })
    };
    let tools = move || {
        let names = [own.segment, own.source, own.product, own.manager];
        let option = |((name, _), text): ((&'static str, usize), &'static str)| {
            let chosen = asked.with_untracked(|asked| asked == name);
            view! { <option value=name selected=chosen>{text}</option> }
        };
        view! {
            <label class="filter pick on" data-not-drawn="">
                <span>{own.by}":"</span>
                <select on:change:target=move |event| ask(&event.target().value())>
                    {KINDS.into_iter().zip(names).map(option).collect_view()}
                </select>
            </label>
        }
    };
    let body = move || {
        if counted.with(Option::is_none) {
            return view! { <p class="c3" role="status">{own.counting}</p> }.into_any();
        }
        let told = told.get();
        if told.iter().all(|told| told.group.touches == 0) {
            return view! { <p class="c3">{own.nothing_touched}</p> }.into_any();
        }
        let names = names.clone();
        view! {
            <Conclusion told=told.clone() names=names.clone() kind=kind.get() />
            <Groups told names kind=kind.get() />
            <p class="c3 t12">{own.touches_why}</p>
        }
        .into_any()
    };
    view! { <Figure id="effort" title=own.effort about=own.effort_about sheet tools class="panel-b months">{body.clone()}</Figure> }
}

/// What groups are called.
#[derive(Clone)]
struct Names {
    answer: Arc<Answer>,
    store: Store,
    own: &'static Own,
}

impl Names {
    fn of(&self, kind: usize, label: u32) -> String {
        let reading = &self.answer.reading;
        let none = [self.own.no_segment, self.own.no_source, self.own.no_product, self.own.no_manager][kind];
        let member =
            || reading.members.get(label).and_then(|&id| self.store.member(id)).map(|known| known.name.clone());
        let name = match KINDS[kind].1 {
            OWNER => member(),
            SEGMENT => reading.segments.get(label).cloned(),
            PRODUCT => reading.products.get(label).cloned(),
            _ => reading.sources.get(label).cloned(),
        };
        name.filter(|_| label != NOBODY).unwrap_or_else(|| none.to_owned())
    }
}

fn row(told: &Told, names: &Names, kind: usize, format: Format) -> Vec<Cell> {
    let count = |n: f64| Cell::number(format.number(n), n);
    let share = |share: Option<Share>| {
        let of = |value: f64| Cell::number(format.percent(value), value);
        share.map_or_else(Default::default, |share| [of(share.share), of(share.low), of(share.high)])
    };
    let group = &told.group;
    let counts = [group.deals as f64, group.won as f64, group.touches as f64].map(count);
    let money = Cell::number(names.answer.bare(format, group.money), names.answer.major(group.money));
    let name = Cell::from(names.of(kind, group.label));
    let shares = share(told.effort).into_iter().chain(share(told.money));
    std::iter::once(name).chain(counts).chain(shares).chain([count(group.days as f64), money]).collect()
}

/// Where effort and money part most, when that is no chance.
#[component]
fn Conclusion(told: Vec<Told>, names: Names, kind: usize) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let format = use_format();
    let sentence = |told: &Told| {
        let (effort, money) = told.effort.zip(told.money)?;
        let costly = told.verdict == Verdict::Costly;
        let nobody = told.group.label == NOBODY;
        let lines: [[&Line<3>; 2]; 4] = [
            [&own.costly_segment, &own.fruitful_segment],
            [&own.costly_source, &own.fruitful_source],
            [&own.costly_product, &own.fruitful_product],
            [&own.costly_manager, &own.fruitful_manager],
        ];
        let line = match (nobody, costly) {
            (true, true) => &own.costly_nobody,
            (true, false) => &own.fruitful_nobody,
            (false, _) => lines[kind][usize::from(!costly)],
        };
        let percent = |share: Share| format.percent_whole(share.share);
        let whole = |share: f64| format.number((share * 100.0).round());
        let text = line.fill([&percent(effort), &names.of(kind, told.group.label), &percent(money)]);
        let ranges = own.ranges.fill([&whole(effort.low), &whole(effort.high), &whole(money.low), &whole(money.high)]);
        Some(view! { <p><b>{text}</b>" "{ranges}</p> })
    };
    let sure = |verdict: Verdict| told.iter().filter(move |told| told.verdict == verdict);
    let said: Vec<_> =
        sure(Verdict::Costly).take(1).chain(sure(Verdict::Fruitful).take(1)).filter_map(sentence).collect();
    let unsaid = || {
        let few = told.iter().all(|told| told.verdict == Verdict::TooFew);
        view! { <p>{if few { own.too_few } else { own.even }}</p> }
    };
    let (count, nothing) = (said.len(), said.is_empty().then(unsaid));
    view! { <div class="callout" data-said=count><div>{said}{nothing}</div></div> }
}

#[component]
fn Groups(told: Vec<Told>, names: Names, kind: usize) -> impl IntoView {
    let own = use_words_of(&AHEAD);
    let words = use_words();
    let format = use_format();
    let line = |told: &Told| {
        let group = &told.group;
        let count = |n: i64| format.number(n as f64);
        view! {
            <tr>
                <th scope="row">{names.of(kind, group.label)}</th>
                <td class="r nw">{words.grammar.number(group.deals)}</td>
                <td class="r nw">{format.number(group.touches as f64)}</td>
                <td>{part(told.effort, "var(--d-blue)", format, words, own.share_of_effort)}</td>
                <td>{part(told.money, "var(--d-teal)", format, words, own.share_of_money)}</td>
                <td class="r nw">{count(group.days)}</td>
                <td class="r nw">{names.answer.money(format, group.money as f64)}</td>
            </tr>
        }
    };
    let rows = told.iter().take(SHOWN).map(line).collect_view();
    let more = (told.len() > SHOWN).then(|| {
        view! { <p class="c3 t12">{own.others.fill([&words.grammar.number(told.len() - SHOWN)])}</p> }
    });
    view! {
        <div class="scrollx" tabindex="0" role="region" aria-label=own.effort>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col"></th><th scope="col" class="r">{own.deals}</th>
                        <th scope="col" class="r">{own.touches}</th><th scope="col">{own.share_of_effort}</th>
                        <th scope="col">{own.share_of_money}</th><th scope="col" class="r">{own.open_days}</th>
                        <th scope="col" class="r">{own.money}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
}

/// A share with its range, drawn and written.
fn part(share: Option<Share>, colour: &'static str, format: Format, words: &Words, name: &str) -> AnyView {
    let Some(Share { share, low, high }) = share else { return words.units.none.into_any() };
    let whole = |share: f64| format.number((share * 100.0).round());
    let range = words.units.range.fill([&whole(low), &whole(high)]);
    let place = |share: f64| format!("{:.1}%", share * 100.0);
    let label = words.units.comma.fill([&format!("{name}: {}", format.percent_whole(share)), &range]);
    view! {
        <span class="whisk" style=("--lo", place(low)) style=("--hi", place(high)) style=("--p", place(share)) style=("--c", colour)
            role="img" aria-label=label><i></i><b></b></span>
        <span class="nw">{format.percent_whole(share)}" "<small class="c3">{range}</small></span>
    }
    .into_any()
}
