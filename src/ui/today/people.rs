//! The people of the desk over the week: each figure opens what it counts, each name opens that person's day.

use leptos::prelude::*;

use super::behind::Opens;
use super::day::{Counted, Day, use_day};
use crate::app::address::use_queries;
use crate::domain::insight::desk_week::PersonWeek;
use crate::domain::{DealId, MemberId};
use crate::ui::figure::{Cell, Figure, Sheet};
use crate::ui::kit::Avatar;
use crate::ui::me::members;

/// One line: of whom, the week, and what the month brings.
#[derive(Clone, PartialEq)]
struct Line {
    /// Whose; none is nobody's, or that of all together.
    whose: Option<MemberId>,
    week: PersonWeek,
    /// Won and expected this month, as it is shown.
    sum: String,
    /// The deals of that.
    brings: Vec<DealId>,
}

/// The lines, those of the desk by role and name, and what is nobody's last.
fn lines(day: Day) -> Vec<Line> {
    let order = members(day.store);
    let place =
        |whose: Option<MemberId>| order.iter().position(|member| Some(member.id) == whose).unwrap_or(usize::MAX);
    let mut lines: Vec<Line> = day.of(|counted| {
        let all = counted.week.people().filter(|(whose, week)| whose.is_some() || !nothing(week));
        let line = |(whose, week): (Option<MemberId>, &PersonWeek)| {
            let won = counted.month.won.iter().filter(|(_, owner)| *owner == whose).map(|&(deal, _)| deal);
            let brings: Vec<DealId> = won.chain(week.open.iter().copied()).collect();
            let sum = whose.filter(|_| !brings.is_empty()).and_then(|_| forecast(day, counted, whose));
            Line { whose, week: week.clone(), sum: sum.unwrap_or_else(|| day.words.units.none.to_owned()), brings }
        };
        all.map(line).collect()
    });
    lines.sort_by_key(|line| (role_place(day, line.whose), place(line.whose)));
    lines
}

/// The line of all together.
fn total(day: Day) -> Option<Line> {
    day.of(|counted| {
        let week = counted.week.total();
        let brings = counted.month.won.iter().map(|&(deal, _)| deal).chain(week.open.iter().copied()).collect();
        let sum = forecast(day, counted, None).unwrap_or_else(|| day.words.units.none.to_owned());
        Some(Line { whose: None, week, sum, brings })
    })
}

/// What the month brings somebody, or the whole desk, in three figures of the company's currency.
#[expect(clippy::cast_possible_truncation, reason = "sums of money are shown rounded")]
fn forecast(day: Day, counted: &Counted, whose: Option<MemberId>) -> Option<String> {
    let mean = counted.forecasts.get(&whose)?.mean;
    Some(day.format.money_bare(mean.round() as i64, counted.month.currency().exponent()))
}

/// Those who meet a buyer first come first.
fn role_place(day: Day, whose: Option<MemberId>) -> u8 {
    use crate::domain::Role::{Farmer, Head, Hunter, Qualifier};
    match whose.and_then(|member| day.store.member(member)).map(|member| member.role) {
        Some(Some(Qualifier)) => 0,
        Some(Some(Hunter)) => 1,
        Some(Some(Farmer)) => 2,
        Some(Some(Head)) => 3,
        Some(None) => 4,
        None => 5,
    }
}

/// Whether the week of nobody is worth no line.
fn nothing(week: &PersonWeek) -> bool {
    week.received.is_empty()
        && week.talks == 0
        && week.overdue.is_empty()
        && week.skips.is_empty()
        && week.open.is_empty()
}

/// The panel.
#[component]
pub(super) fn PeoplePanel() -> impl IntoView {
    let day = use_day();
    let own = day.own;
    let found = Memo::new(move |_| lines(day));
    let total = Memo::new(move |_| total(day));
    let sheet = move |found: &[Line]| {
        let number =
            |count: usize| Cell::number(day.number(count), f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
        let row = |Line { whose, week, sum, .. }: &Line| {
            vec![
                day.name(*whose).into(),
                number(week.handled),
                number(week.received.len()),
                number(week.talks),
                number(week.overdue.len()),
                number(week.skips.len()),
                number(week.unproved.len()),
                sum.clone().into(),
            ]
        };
        let taken = own.requests_why;
        let heads = [own.person, taken, own.requests, own.talks, own.late, own.skips, own.unproved, own.likely_col];
        Sheet {
            title: own.people.to_owned(),
            heads: heads.map(str::to_owned).into(),
            rows: found.iter().map(row).collect(),
        }
    };
    let head = move |name: &'static str, why: &'static str| view! { <th scope="col" class="r" title=why>{name}</th> };
    move || {
        let found = found.get();
        let sheet = sheet(&found);
        let found = StoredValue::new(found);
        view! {
            <Figure id="people" title=own.people sheet class="scrollx">
                <table class="table team">
                    <thead><tr>
                        <th scope="col">{own.person}</th>
                        {head(own.requests, own.requests_why)}
                        {head(own.talks, own.talks_why)}
                        {head(own.late, own.late_why)}
                        {head(own.skips, own.skips_why)}
                        {head(own.unproved, own.unproved_why)}
                        {head(own.likely_col, own.likely_why)}
                    </tr></thead>
                    <tbody>{found.with_value(|found| found.iter().cloned().map(|line| view! { <Person line /> }).collect_view())}</tbody>
                    <tfoot><tr><td>{own.total}</td>{total.get().map(|line| view! { <Cells name=own.total.to_owned() line /> })}</tr></tfoot>
                </table>
            </Figure>
        }
    }
}

#[component]
fn Person(line: Line) -> impl IntoView {
    let whose = line.whose;
    let name = use_day().name(whose);
    view! { <tr data-member=whose.map(|member| member.to_string())><Name whose /><Cells name line /></tr> }
}

/// Who; a press opens their day.
#[component]
fn Name(whose: Option<MemberId>) -> impl IntoView {
    let day = use_day();
    let set = use_queries();
    let Some(member) = whose else {
        return view! { <th scope="row" class="c3">{day.own.nobody}</th> }.into_any();
    };
    let name = day.name(whose);
    let role = day.store.member(member).and_then(|member| member.role).map(|role| day.words.roles.of(role));
    let label = day.own.day_of.fill([&name]);
    let open = move |_| set(&[("who", &member.to_string()), ("part", "")]);
    view! {
        <th scope="row">
            <span class="row"><Avatar member /><button class="opens el" type="button" title=label.clone() aria-label=label on:click=open>{brief(&name)}</button><span class="c3 t12 role">{role}</span></span>
        </th>
    }
    .into_any()
}

/// The figures of a line.
#[component]
fn Cells(name: String, line: Line) -> impl IntoView {
    let Line { week, sum, brings, .. } = line;
    let day = use_day();
    let (words, own) = (day.words, day.own);
    let title = move |figure: &str| words.units.comma.fill([&name, figure]);
    let requests = match week.received.len() {
        0 => words.units.none.to_owned(),
        came => words.units.of.fill([&day.number(week.handled), &day.number(came)]),
    };
    let count = |figure: &'static str, deals: Vec<DealId>| {
        let text = day.number(deals.len());
        let bad = !deals.is_empty();
        view! { <td class="r" class:bad=bad><Opens title=title(figure) deals text /></td> }
    };
    view! {
        <td class="r nw"><Opens title=title(own.requests) deals=week.received.clone() text=requests /></td>
        <td class="r"><Opens title=title(own.talks) deals=week.talked.clone() text=day.number(week.talks) /></td>
        {count(own.late, week.overdue.clone())}
        {count(own.skips, week.skips.clone())}
        {count(own.unproved, week.unproved.clone())}
        <td class="r nw"><Opens title=title(own.likely_col) deals=brings text=sum /></td>
    }
}

/// «Т. Гараев» for «Тимур Гараев»; a name of one word is itself.
fn brief(name: &str) -> String {
    match name.split_once(' ') {
        Some((first, rest)) => match first.chars().next() {
            Some(initial) => format!("{initial}.\u{a0}{rest}"),
            None => name.to_owned(),
        },
        None => name.to_owned(),
    }
}
