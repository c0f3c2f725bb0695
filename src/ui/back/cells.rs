//! The 27 cells: three grids by money, recency to the right, frequency down, the best in the top left corner. A press on
//! a cell lists its customers in the table below; the cell lives in the address.

use std::fmt::Display;
use std::sync::Arc;

use leptos::prelude::*;

use super::bounds::MeasureSwitch;
use super::seen::{Who, use_seen, use_show};
use super::{today, use_bought, use_till};
use crate::app::locale::{use_format, use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::{SEGMENTS, Words};
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::rfm::{Axis, Code, Edges, Grade, Measure};
use crate::domain::insight::scores::{Scoring, uneven};
use crate::ui::icon::Icon;

/// Best first, as the grids have them.
const GRADES: [Grade; 3] = [Grade::Best, Grade::Middle, Grade::Worst];

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
        let count = move || words.grammar.number(scoring.with(|scoring| scoring.group(Axis::M, GRADES[at])));
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
                <span class="c3 axes el">{words.ret.axes}</span>
                <span class="grow"></span>
                <MeasureSwitch />
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
    let segments = use_words_of(&SEGMENTS);
    let language = use_language();
    let seen = use_seen();
    let show = use_show();
    let chosen = Memo::new(move |_| match seen.who.get() {
        Some(Who::Cell(code)) => Some(code),
        _ => None,
    });
    let store = use_store();
    let named = Memo::new(move |_| store.all("segment", |workspace| workspace.segments().cloned().collect::<Vec<_>>()));
    let group_of =
        move |code: Code| named.with(|named| named.iter().find(|group| group.cells.contains(&code)).cloned());
    let order_size = size_of(scoring.boundaries.measure);
    let names = [words.ret.m_best, words.ret.m_middle, words.ret.m_worst];
    let boundaries = scoring.boundaries;
    let money = boundaries.m.map(|edges| Edges { best: edges.best.rounded(), worst: edges.worst.rounded() });
    let cheques = match money {
        None => [words.units.none.to_owned(), words.ret.no_boundary.to_owned(), words.units.none.to_owned()],
        Some(Edges { best, worst }) => [
            words.ret.at_least.fill([order_size, &till.compact(best)]),
            words.units.range.fill([&till.bare(worst), &till.compact(best)]),
            words.ret.at_most.fill([order_size, &till.compact(worst)]),
        ],
    };
    let heads = names.into_iter().zip(cheques).zip(GRADES).enumerate().map(|(at, ((name, cheque), grade))| {
        let clients = words.units.clients.of(scoring.group(Axis::M, grade));
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
        let title = {
            let title = words.a11y.rfm.fill([&name]);
            move || match group_of(code) {
                None => title.clone(),
                Some(group) => words.units.comma.fill([&title, &segments.in_group.fill([&language.of(&group.name)])]),
            }
        };
        let in_group = move || match seen.who.get() {
            Some(Who::Group(id)) => group_of(code).is_some_and(|group| group.id == id),
            _ => false,
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
                class:mine=in_group
                style=("--k", shade)
                title=title
                aria-label=label
                aria-pressed=move || (chosen.get() == Some(code)).to_string()
                data-cell=name.clone()
                on:click=move |_| show(Who::Cell(code))
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

/// What a customer's M is called.
fn size_of(measure: Measure) -> &'static str {
    match measure {
        Measure::AverageCheque => use_words().ret.order_size,
        Measure::Total => use_words_of(&SEGMENTS).total_size,
    }
}

/// The boundaries as values and as shares of today's customers, with their day, and why groups are no quarters.
#[component]
fn Boundaries(scoring: Arc<Scoring>) -> impl IntoView {
    let words = use_words();
    let segments = use_words_of(&SEGMENTS);
    let format = use_format();
    let till = use_till();
    let bought = use_bought();
    let seen = use_seen();
    let set = scoring.boundaries;
    let days = |days: u32| words.units.days.of(days as usize);
    let ret = &words.ret;
    let share = |axis: Axis, grade: Grade, text: String| {
        let (part, whole) = (scoring.group(axis, grade), scoring.graded(axis));
        #[expect(clippy::cast_precision_loss, reason = "a share for showing")]
        let percent = format.percent(part as f64 / whole.max(1) as f64);
        let share = segments.share.fill([&percent, &words.grammar.number(part)]);
        view! { <b>{text}</b>" "<span class="c3">"("{share}")"</span> }
    };
    let none = || view! { <span class="c3">{ret.no_boundary}</span> };
    let group = |grade: Grade, name: &'static str| {
        let pick = |best: String, worst: String| if grade == Grade::Best { best } else { worst };
        let r = set.r.map(|r| pick(ret.at_most.fill(["R", &days(r.best)]), ret.at_least.fill(["R", &days(r.worst)])));
        let f = set.f.map(|f| {
            pick(ret.at_least.fill(["F", &f.best.to_string()]), ret.at_most.fill(["F", &f.worst.to_string()]))
        });
        let size = size_of(set.measure);
        let m = set.m.map(|m| {
            let [best, worst] = [m.best, m.worst].map(|edge| till.full(edge.rounded()));
            pick(ret.at_least.fill([size, &best]), ret.at_most.fill([size, &worst]))
        });
        let one = |axis, text: Option<String>| match text {
            Some(text) => share(axis, grade, text).into_any(),
            None => none().into_any(),
        };
        view! { <span>{name}": "{one(Axis::R, r)}", "{one(Axis::F, f)}", "{one(Axis::M, m)}</span> }
    };
    let ties = move || {
        let found = bought.ledger().with(|ledger| uneven(&ledger.summarise(set.as_of), &set));
        let Some(found) = found else { return ret.ties.to_owned() };
        let by = match found.axis {
            Axis::R => segments.tie_r,
            Axis::F => segments.tie_f,
            Axis::M => segments.tie_m,
        };
        let told = if found.grade == Grade::Best { segments.tie_best } else { segments.tie_worst };
        told.fill([by, &words.units.clients.of(found.customers), &words.grammar.number(found.quarter)])
    };
    let day = format.day_short(set.as_of, today());
    let which = move || match seen.pin.get() {
        Some(_) => segments.pinned_on.fill([&day]),
        None => segments.floating_on.fill([&day]),
    };
    let grown = scoring.customers.len() > 2 * set.buyers as usize;
    view! {
        <div class="bound">
            <span><Icon name=Icon::PIN class="i i14 inline c3" />" "{segments.bounds}" "<b>{which}</b>", "{words.units.clients.of(set.buyers as usize)}</span>
            {group(Grade::Best, ret.boundary_best)}
            {group(Grade::Worst, ret.boundary_worst)}
            <span class="c3">{ties}" · "{segments.direction}</span>
            {grown.then(|| view! { <span class="cwarn">{segments.now_more}</span> })}
            {(set.measure == Measure::Total && set.as_of == scoring.as_of).then(|| view! { <span class="c3">{segments.total_unpinned}</span> })}
        </div>
    }
}
