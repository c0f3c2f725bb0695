//! The 27 cells: three grids by money, recency to the right, frequency down, the best in the top left corner. A press on
//! a cell filters the table below; the cell lives in the address.

use std::fmt::Display;
use std::sync::Arc;

use leptos::prelude::*;

use super::use_till;
use crate::app::address::use_query;
use crate::app::locale::{use_format, use_words};
use crate::app::words::Words;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::rfm::{Code, Edges, Grade};
use crate::domain::insight::scores::Scoring;
use crate::ui::icon::Icon;

/// Best first, as the grids have them.
const GRADES: [Grade; 3] = [Grade::Best, Grade::Middle, Grade::Worst];

/// The cell that an address names.
pub(super) fn parse(text: &str) -> Option<Code> {
    Code::all().find(|code| code.to_string() == text)
}

/// What the cells are coloured by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colour {
    Money,
    Clients,
}

/// The boundaries of one dimension as the axis names its three groups, best first.
fn groups<T: Copy + Display>(
    words: &Words,
    sign: &str,
    edges: Option<Edges<T>>,
    best_is_low: bool,
    inside: impl Fn(T, T) -> String,
) -> [String; 3] {
    let Some(Edges { best, worst }) = edges else {
        return [words.units.none, sign, words.units.none].map(str::to_owned);
    };
    let [best_text, worst_text] = [best, worst].map(|edge| edge.to_string());
    let ret = &words.ret;
    if best_is_low {
        [ret.at_most.fill([sign, &best_text]), inside(best, worst), ret.at_least.fill([sign, &worst_text])]
    } else {
        [ret.at_least.fill([sign, &best_text]), inside(worst, best), ret.at_most.fill([sign, &worst_text])]
    }
}

/// The whole numbers strictly between two boundaries: 31–119; a dash when there are none.
fn between(words: &Words, low: u32, high: u32) -> String {
    match (low + 1, high.saturating_sub(1)) {
        (first, last) if first > last => words.units.none.to_owned(),
        (first, last) if first == last => first.to_string(),
        (first, last) => words.units.range.fill([&first.to_string(), &last.to_string()]),
    }
}

/// The panel of the 27 cells with the boundaries under them.
#[component]
pub(super) fn Cells(scoring: Memo<Arc<Scoring>>) -> impl IntoView {
    let words = use_words();
    let colour = RwSignal::new(Colour::Money);
    // Which grid a phone shows.
    let grid = RwSignal::new(0_usize);
    let names = [words.ret.m_best, words.ret.m_middle, words.ret.m_worst];
    let choose = move |which: Colour, text: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (colour.get() == which).to_string() on:click=move |_| colour.set(which)>
                {text}
            </button>
        }
    };
    let size = move |(at, name): (usize, &'static str)| {
        let count = move || words.grammar.number(scoring.with(|scoring| scoring.of_money(GRADES[at])));
        view! {
            <button type="button" aria-pressed=move || (grid.get() == at).to_string() on:click=move |_| grid.set(at)>
                {name}" "<span class="cnt">{count}</span>
            </button>
        }
    };
    view! {
        <section class="panel rfm" aria-labelledby="rfm-title">
            <div class="panel-h">
                <h2 id="rfm-title">{words.ret.segments}</h2>
                <span class="c3">{words.ret.axes}</span>
                <span class="grow"></span>
                <div class="seg sm" role="group" aria-label=words.ret.colour>
                    {choose(Colour::Money, words.ret.by_money)}{choose(Colour::Clients, words.ret.by_clients)}
                </div>
            </div>
            <div class="segments">
                <div class="seg mseg" role="group" aria-label=words.ret.size>
                    {names.into_iter().enumerate().map(size).collect_view()}
                </div>
                <div class="cubes" class:m1=move || grid.get() == 1 class:m2=move || grid.get() == 2>
                    {move || scoring.with(|scoring| view! { <Grids scoring=scoring.clone() colour /> })}
                </div>
            </div>
            {move || scoring.with(|scoring| view! { <Boundaries scoring=scoring.clone() /> })}
        </section>
    }
}

#[component]
fn Grids(scoring: Arc<Scoring>, colour: RwSignal<Colour>) -> impl IntoView {
    let words = use_words();
    let till = use_till();
    let (cell, set_cell) = use_query("cell");
    let chosen = Memo::new(move |_| parse(&cell.get()));
    let names = [words.ret.m_best, words.ret.m_middle, words.ret.m_worst];
    let boundaries = scoring.boundaries;
    let money = boundaries.m.map(|edges| Edges { best: edges.best.rounded(), worst: edges.worst.rounded() });
    let cheques = match money {
        None => [words.units.none.to_owned(), words.ret.no_boundary.to_owned(), words.units.none.to_owned()],
        Some(Edges { best, worst }) => [
            words.ret.at_least.fill([words.ret.order_size, &till.compact(best)]),
            words.units.range.fill([&till.bare(worst), &till.compact(best)]),
            words.ret.at_most.fill([words.ret.order_size, &till.compact(worst)]),
        ],
    };
    let heads = names.into_iter().zip(cheques).zip(GRADES).enumerate().map(|(at, ((name, cheque), grade))| {
        let clients = words.units.clients.of(scoring.of_money(grade));
        view! { <div class=format!("mh m{at}")><b>{name}</b><span>{cheque}" · "{clients}</span></div> }
    });
    let f = groups(words, "F", boundaries.f, false, |low, high| between(words, low, high));
    let often = [words.ret.often, words.ret.sometimes, words.ret.rarely];
    let down = f.into_iter().zip(often).map(|(text, small)| view! { <span>{text}<small>{small}</small></span> });
    let fullest = scoring.fullest();
    let leaving: Vec<Code> =
        scoring.leaving_within(SOON).filter_map(|leaves| scoring.boundaries.score(&leaves.buyer).code()).collect();
    let draw = |code: Code| {
        let cell = scoring.cell(code);
        let has = cell.customers > 0;
        let out = leaving.iter().filter(|&&other| other == code).count();
        let name = code.to_string();
        let spent = till.compact(cell.spent);
        let label = match cell.customers {
            0 => words.ret.cell_empty.fill([&name]),
            count => words.ret.cell.fill([&name, &words.units.clients.of(count), &spent]),
        };
        let label = if out > 0 { words.units.comma.fill([&label, &words.ret.crossing.of(out)]) } else { label };
        let press = {
            let name = name.clone();
            move |_| set_cell(if chosen.get_untracked() == Some(code) { "" } else { &name })
        };
        let shade = move || {
            #[expect(clippy::cast_precision_loss, reason = "a shade")]
            let (part, whole) = match colour.get() {
                Colour::Money => (cell.spent.max(0) as f64, fullest.spent.max(1) as f64),
                Colour::Clients => (cell.customers as f64, fullest.customers.max(1) as f64),
            };
            format!("{:.0}%", 5.0 + 47.0 * part / whole)
        };
        // The same recency and frequency in the other grids.
        let same = move || chosen.get().is_some_and(|at| at != code && (at.r, at.f) == (code.r, code.f));
        view! {
            <button
                type="button"
                class="cell"
                class:heat=has
                class:zero=!has
                class:at=move || chosen.get() == Some(code)
                class:same=same
                style=("--k", shade)
                title=words.a11y.rfm.fill([&name])
                aria-label=label
                aria-pressed=move || (chosen.get() == Some(code)).to_string()
                data-cell=name.clone()
                on:click=press
            >
                <b>{words.grammar.number(cell.customers)}</b>
                {has.then(|| view! { <small>{till.bare(cell.spent)}</small> })}
                {(out > 0).then(|| view! { <span class="out">{words.grammar.number(out)}<Icon name=Icon::ARROW_R /></span> })}
            </button>
        }
    };
    let cubes = GRADES.into_iter().zip(names).enumerate().map(|(at, (m, name))| {
        let cells = GRADES.into_iter().flat_map(|f| GRADES.map(|r| Code { r, f, m })).map(draw);
        view! { <div class=format!("cube m{at}") role="group" aria-label=name>{cells.collect_view()}</div> }
    });
    let r = groups(words, "R", boundaries.r, true, |low, high| between(words, low, high));
    let across = |at: usize| {
        let days = r.iter().map(|text| view! { <span>{text.clone()}<small>{words.ret.days}</small></span> });
        view! { <div class=format!("rax m{at}") aria-hidden="true">{days.collect_view()}</div> }
    };
    view! {
        <span></span>
        {heads.collect_view()}
        <div class="fax" aria-hidden="true">{down.collect_view()}</div>
        {cubes.collect_view()}
        <span></span>
        {[0, 1, 2].map(across).collect_view()}
    }
}

/// The boundaries printed as values, with their day.
#[component]
fn Boundaries(scoring: Arc<Scoring>) -> impl IntoView {
    let words = use_words();
    let format = use_format();
    let till = use_till();
    let set = scoring.boundaries;
    let days = |days: u32| words.units.days.of(days as usize);
    let ret = &words.ret;
    let none = || ret.no_boundary.to_owned();
    let [r_best, r_worst] = match set.r {
        None => [none(), none()],
        Some(r) => [ret.at_most.fill(["R", &days(r.best)]), ret.at_least.fill(["R", &days(r.worst)])],
    };
    let [f_best, f_worst] = match set.f {
        None => [none(), none()],
        Some(f) => [ret.at_least.fill(["F", &f.best.to_string()]), ret.at_most.fill(["F", &f.worst.to_string()])],
    };
    let [m_best, m_worst] = match set.m {
        None => [none(), none()],
        Some(m) => [
            ret.at_least.fill([ret.order_size, &till.full(m.best.rounded())]),
            ret.at_most.fill([ret.order_size, &till.full(m.worst.rounded())]),
        ],
    };
    let group = |name: &'static str, [r, f, m]: [String; 3]| {
        view! { <span>{name}": "<b>{r}</b>", "<b>{f}</b>", "<b>{m}</b></span> }
    };
    view! {
        <p class="bound">
            <Icon name=Icon::PIN class="i c3" />
            <span>{ret.boundaries}": "<b>{format.date(set.as_of, super::today())}</b></span>
            {group(ret.boundary_best, [r_best, f_best, m_best])}
            {group(ret.boundary_worst, [r_worst, f_worst, m_worst])}
            <span class="c3">{ret.ties}</span>
        </p>
    }
}
