//! «Миграция»: who went from which grade to which between two days, as a flow, a table and a list of the 27; a press on a
//! number lists its customers. The days, the boundaries and the dimension live in the address.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use leptos::prelude::*;

use super::flow::{FlowPicture, turn_class};
use super::seen::{Who, use_seen, use_show};
use super::{Bought, today};
use crate::app::address::{use_queries, use_query};
use crate::app::locale::{use_format, use_words, use_words_of};
use crate::app::words::{SEGMENTS, Segments};
use crate::domain::CustomerId;
use crate::domain::insight::rfm::{Axis, BoundarySet, Entry, Grade, Moves, Place, Table, Turn};
use crate::ui::icon::Icon;

/// By which boundaries the two days are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    First,
    Pinned,
    Own,
}

impl By {
    /// What the address calls it; the first has no name.
    fn key(self) -> &'static str {
        match self {
            Self::First => "",
            Self::Pinned => "pinned",
            Self::Own => "own",
        }
    }
}

/// Two days and everybody who was a buyer on one of them.
#[derive(Clone, Copy)]
pub(super) struct Compared {
    days: Memo<(NaiveDate, NaiveDate)>,
    by: Memo<By>,
    moves: Memo<Arc<Moves<CustomerId>>>,
}

impl Compared {
    /// As the address says; without a word from it the last quarter, frozen.
    pub fn new(bought: Bought) -> Self {
        let seen = use_seen();
        let [(from, _), (to, _), (by, _)] = ["from", "to", "by"].map(use_query);
        let days = Memo::new(move |_| {
            let to = to.get().parse().unwrap_or_else(|_| seen.day.get());
            let from = from.get().parse().unwrap_or_else(|_| before(to, 3));
            (from.min(to), to.max(from))
        });
        let by = Memo::new(move |_| match by.get().as_str() {
            "own" => By::Own,
            "pinned" if seen.pin.with(Option::is_some) => By::Pinned,
            _ => By::First,
        });
        let moves = move |_: Option<&Arc<Moves<CustomerId>>>| {
            let (from, to) = days.get();
            let measure = seen.measure.get();
            let pinned = seen.pin.get().filter(|_| by.get() == By::Pinned);
            let own = by.get() == By::Own;
            bought.ledger().with(|ledger| {
                let (before, after) = (ledger.summarise(from), ledger.summarise(to));
                Arc::new(match pinned {
                    Some(pin) => Moves::frozen(&before, &after, &pin.set),
                    None if own => Moves::reranked(&before, &after, measure),
                    None => Moves::frozen(&before, &after, &BoundarySet::of(&before, measure)),
                })
            })
        };
        Self { days, by, moves: Memo::new_with_compare(moves, |_, _| true) }
    }

    /// The customers of a number.
    pub fn of(self, entry: Entry) -> Vec<CustomerId> {
        let is_of = |one: &&crate::domain::insight::rfm::Move<CustomerId>| one.is_of(entry);
        self.moves.with(|moves| moves.list.iter().filter(is_of).map(|one| one.customer).collect())
    }
}

/// So many months before a day.
fn before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

/// The two days of the page.
pub(super) fn use_compared() -> Compared {
    expect_context()
}

/// The name of a grade, or of those whom the day does not have.
pub(super) fn side_name(words: &Segments, grade: Option<Grade>, after: bool) -> &'static str {
    match grade {
        Some(Grade::Best) => words.best,
        Some(Grade::Middle) => words.middle,
        Some(Grade::Worst) => words.worst,
        None if after => words.gone,
        None => words.new,
    }
}

/// The name of a number: R: лучшие → средние; 333 → 233.
pub(super) fn entry_name(words: &Segments, entry: Entry) -> String {
    match entry {
        Entry::Grades(axis, was, is) => {
            format!("{axis:?}, {} → {}", side_name(words, was, false), side_name(words, is, true))
        }
        Entry::Places(was, is) => {
            let name = |place: Place, outside: &str| match place {
                Place::Cell(code) => code.to_string(),
                Place::AmountUnknown => words.none_known.to_owned(),
                Place::Outside => outside.to_owned(),
            };
            format!("{} → {}", name(was, words.new), name(is, words.gone))
        }
    }
}

/// How many rows of the list are shown at first, and how many a press adds.
const SHOWN: (usize, usize) = (12, 50);

/// The panel.
#[component]
pub(super) fn MigrationPanel() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let format = use_format();
    let seen = use_seen();
    let compared = use_compared();
    let (axis, set_axis) = use_query("axis");
    // None is all 27.
    let axis = Memo::new(move |_| match axis.get().as_str() {
        "f" => Some(Axis::F),
        "m" => Some(Axis::M),
        "all" => None,
        _ => Some(Axis::R),
    });
    let choose = move |which: Option<Axis>, key: &'static str, text: &'static str| {
        let on = move || (axis.get() == which).to_string();
        view! { <button type="button" aria-pressed=on on:click=move |_| set_axis(key)>{text}</button> }
    };
    let why = move || match compared.by.get() {
        By::First => words.frozen_why.to_owned(),
        By::Own => words.ranked_why.to_owned(),
        By::Pinned => {
            let day = seen.pin.get().map(|pin| format.day_short(pin.set.as_of, today())).unwrap_or_default();
            words.pinned_why.fill([&day])
        }
    };
    let nobody = Memo::new(move |_| compared.moves.with(|moves| moves.list.is_empty()));
    let body = move || match axis.get() {
        _ if nobody.get() => view! { <p class="lead-in">{words.nobody_moved}</p> }.into_any(),
        Some(axis) => {
            let table = compared.moves.with(|moves| moves.table(axis));
            view! { <FlowPicture axis table /><Legend axis table /><Grades axis table /> }.into_any()
        }
        None => view! { <All /> }.into_any(),
    };
    view! {
        <section class="panel migration" aria-labelledby="migration-title">
            <div class="panel-h">
                <h2 id="migration-title">{words.migration}</h2>
                <span class="grow"></span>
                <div class="seg sm" role="group" aria-label=words.axis>
                    {choose(Some(Axis::R), "", "R")}{choose(Some(Axis::F), "f", "F")}{choose(Some(Axis::M), "m", "M")}
                    {choose(None, "all", words.all_cells)}
                </div>
            </div>
            <Days />
            <p class="c3 t12 by-what">{why}</p>
            {body}
        </section>
    }
}

/// The two days, ready periods, and by which boundaries.
#[component]
fn Days() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let seen = use_seen();
    let compared = use_compared();
    let ask = use_queries();
    let period = move |months: u32, text: &'static str| {
        let on = move || {
            let (from, to) = compared.days.get();
            to == seen.day.get() && from == before(to, months)
        };
        let press = move |_| {
            let from = before(seen.day.get_untracked(), months).to_string();
            ask(&[("from", if months == 3 { "" } else { &from }), ("to", "")]);
        };
        view! { <button type="button" aria-pressed=move || on().to_string() on:click=press>{text}</button> }
    };
    let by = move |by: By, text: &'static str| {
        let on = move || (compared.by.get() == by).to_string();
        view! { <button type="button" aria-pressed=on on:click=move |_| ask(&[("by", by.key())])>{text}</button> }
    };
    let day = move |name: &'static str, label: &'static str, read: fn((NaiveDate, NaiveDate)) -> NaiveDate| {
        view! {
            <input
                class="input"
                type="date"
                aria-label=label
                prop:value=move || read(compared.days.get()).to_string()
                on:change:target=move |event| ask(&[(name, &event.target().value())])
            />
        }
    };
    view! {
        <div class="days">
            <div class="row">{day("from", words.earlier, |days| days.0)}<span class="c3" aria-hidden="true">"→"</span>{day("to", words.later, |days| days.1)}</div>
            <div class="seg sm" role="group" aria-label=words.period>
                {period(1, words.month)}{period(3, words.quarter)}{period(12, words.year)}
            </div>
            <div class="seg sm" role="group" aria-label=words.mode>
                {by(By::First, words.frozen)}
                {move || seen.pin.with(Option::is_some).then(|| by(By::Pinned, words.pinned_mode))}
                {by(By::Own, words.ranked)}
            </div>
        </div>
    }
}

/// How many took which step.
#[component]
fn Legend(axis: Axis, table: Table) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let compared = use_compared();
    let all = [
        (Turn::Down, words.worse),
        (Turn::Up, words.better),
        (Turn::Stayed, words.stayed),
        (Turn::New, words.new_ones),
        (Turn::Gone, words.gone_ones),
    ];
    let steps = all.into_iter().filter_map(|(turn, count)| {
        let customers = table.turned(turn) as usize;
        (customers > 0).then(|| {
            view! { <span><i class=turn_class(turn)></i>{count.of(customers)}</span> }
        })
    });
    let counted = table.pairs().map(|(_, _, customers)| customers as usize).sum::<usize>();
    let unknown = compared.moves.with_untracked(|moves| moves.list.len()).saturating_sub(counted);
    let unknown = (axis == Axis::M && unknown > 0).then(|| words.unknown_money.of(unknown));
    view! { <p class="legend">{steps.collect_view()}{unknown.map(|text| view! { <span class="c3">{text}</span> })}</p> }
}

/// The table: the grade before in the row, after in the column.
#[component]
fn Grades(axis: Axis, table: Table) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let seen = use_seen();
    let show = use_show();
    let sides = |after: bool| {
        let there = move |side: &Option<Grade>| {
            side.is_some() || (if after { table.after(*side) } else { table.before(*side) }) > 0
        };
        Table::SIDES.into_iter().filter(there).collect::<Vec<_>>()
    };
    let (rows, columns) = (sides(false), sides(true));
    let cell = |was: Option<Grade>, is: Option<Grade>| {
        let customers = table.customers(was, is);
        if customers == 0 {
            return view! { <td class="r c3">{shared.units.none}</td> }.into_any();
        }
        let entry = Entry::Grades(axis, was, is);
        let turn = Turn::of(was, is);
        let arrow = match turn {
            Turn::Up => "↑ ",
            Turn::Down => "↓ ",
            _ => "",
        };
        let label = format!("{}: {}", entry_name(words, entry), shared.units.clients.of(customers as usize));
        let on = move || seen.who.get() == Some(Who::Move(entry));
        view! {
            <td class=format!("r {}", turn_class(turn))>
                <button
                    type="button"
                    aria-label=label
                    aria-pressed=move || on().to_string()
                    data-entry=entry.to_string()
                    on:click=move |_| show(Who::Move(entry))
                >
                    {arrow}{shared.grammar.number(customers as usize)}
                </button>
            </td>
        }
        .into_any()
    };
    let row = |&was: &Option<Grade>| {
        let cells = columns.iter().map(|&is| cell(was, is)).collect_view();
        view! { <tr><th scope="row">{side_name(words, was, false)}</th>{cells}</tr> }
    };
    let head = columns.iter().enumerate().map(|(at, &is)| {
        let name = side_name(words, is, true);
        let name = if at == 0 { format!("{}: {name}", words.became) } else { name.to_owned() };
        view! { <th scope="col" class="r">{name}</th> }
    });
    view! {
        <table class="table mx">
            <thead><tr><th scope="col">{words.was}</th>{head.collect_view()}</tr></thead>
            <tbody>{rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// Every pair of cells that somebody went, the most travelled first; staying comes last among equals.
#[component]
fn All() -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let seen = use_seen();
    let show = use_show();
    let compared = use_compared();
    let shown = RwSignal::new(SHOWN.0);
    let all = Memo::new(move |_| {
        let counted = compared.moves.with(|moves| moves.count());
        let mut all: Vec<((Place, Place), u32)> = counted.customers.into_iter().collect();
        all.sort_by_key(|&((was, is), customers)| (std::cmp::Reverse(customers), was == is));
        all
    });
    let row = move |((was, is), customers): ((Place, Place), u32)| {
        let entry = Entry::Places(was, is);
        let turn = match (was, is) {
            (Place::Outside, _) => Turn::New,
            (_, Place::Outside) => Turn::Gone,
            (Place::Cell(was), Place::Cell(is)) => {
                let sum = |code: crate::domain::insight::rfm::Code| code.r.digit() + code.f.digit() + code.m.digit();
                match sum(was).cmp(&sum(is)) {
                    std::cmp::Ordering::Less => Turn::Up,
                    std::cmp::Ordering::Greater => Turn::Down,
                    std::cmp::Ordering::Equal => Turn::Stayed,
                }
            }
            _ => Turn::Stayed,
        };
        let label = format!("{}: {}", entry_name(words, entry), shared.units.clients.of(customers as usize));
        let on = move || seen.who.get() == Some(Who::Move(entry));
        view! {
            <li>
                <button
                    type="button"
                    aria-label=label
                    aria-pressed=move || on().to_string()
                    data-entry=entry.to_string()
                    on:click=move |_| show(Who::Move(entry))
                >
                    <i class=turn_class(turn)></i><span>{entry_name(words, entry)}</span><b>{shared.grammar.number(customers as usize)}</b>
                </button>
            </li>
        }
    };
    let rest = move || {
        let rest = all.with(Vec::len).saturating_sub(shown.get());
        (rest > 0).then(|| {
            view! {
                <div class="act">
                    <button class="btn sm" type="button" on:click=move |_| shown.update(|shown| *shown += SHOWN.1)>
                        {words.more.fill([&shared.grammar.number(rest)])}<Icon name=Icon::CHEV_D />
                    </button>
                </div>
            }
        })
    };
    view! {
        <ul class="pairs">{move || all.with(|all| all.iter().take(shown.get()).copied().map(row).collect_view())}</ul>
        {rest}
    }
}
