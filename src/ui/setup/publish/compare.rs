//! Two editions side by side: what was, what is; stages without a change fold into one line.

use leptos::prelude::*;

use super::lines::says;
use crate::domain::insight::edition::{Comparison, Line, Row};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};

/// What is said over a column: which edition, and about it.
#[derive(Clone)]
pub(super) struct Side {
    pub(super) title: String,
    pub(super) about: String,
}

/// The comparison as a table of two columns.
#[component]
pub(super) fn TwoSides(comparison: Comparison, before: Side, after: Side) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let Comparison { funnel, stages, ends, questions, .. } = comparison;
    let part = move |title: &'static str, lines: Vec<Line>| {
        (!lines.is_empty()).then(|| view! { <div><span></span><h3>{title}</h3>{lines.into_iter().map(|line| difference(editing, line)).collect_view()}</div> })
    };
    let ends = ends.into_iter().filter(|row| !row.is_same()).map(|row| changed(editing, row, None)).collect::<Vec<_>>();
    let others = !ends.is_empty() || !questions.is_empty();
    view! {
        <div class="vs">
            <div class="hd"><span></span><span><b>{before.title}</b>{before.about}</span><span><b>{after.title}</b>{after.about}</span></div>
            {part(words.funnel_rows, funnel)}
            {rows(editing, stages)}
            {others.then(|| view! { <div class="sep"><span>{words.ends_rows}</span></div> })}
            {ends}
            {part(words.questions_rows, questions)}
        </div>
    }
}

/// The stages, those without a change folded.
fn rows(editing: Editing, rows: Vec<Row>) -> Vec<AnyView> {
    let mut shown = Vec::new();
    let mut same: Vec<(usize, String)> = Vec::new();
    for row in rows {
        match row.after {
            Some(at) if row.is_same() => same.push((at + 1, editing.says(&row.name))),
            _ => {
                shown.extend(folded(editing, &mut same));
                shown.push(changed(editing, row.clone(), row.after.or(row.before)));
            }
        }
    }
    shown.extend(folded(editing, &mut same));
    shown
}

fn folded(editing: Editing, same: &mut Vec<(usize, String)>) -> Option<AnyView> {
    let words = editing.words.setup;
    let same = std::mem::take(same);
    let (first, last) = (same.first()?.0, same.last()?.0);
    let number = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let names: Vec<String> = same.into_iter().map(|(_, name)| name).collect();
    let text = words.same_many.fill([&number, &names.join(", ")]);
    Some(view! { <div class="same"><span></span><span>{text}</span></div> }.into_any())
}

/// A place that changed. Of a stage the number is told.
fn changed(editing: Editing, row: Row, number: Option<usize>) -> AnyView {
    let words = editing.words.setup;
    let name = editing.says(&row.name);
    let mark = match number {
        Some(at) => view! { <span class="num-badge">{at + 1}</span> }.into_any(),
        None => view! { <span class="c3"><Icon name=Icon::FLAG /></span> }.into_any(),
    };
    let (what, new) =
        if number.is_some() { (words.add_stage, words.new_stage) } else { (words.add_end, words.new_end) };
    let whole = match (row.before, row.after) {
        (Some(_), None) => Some((Some(what.to_owned()), None)),
        (None, _) => Some((None, Some(new.to_owned()))),
        (Some(was), _) if row.moved => Some((
            Some(words.moved_place.fill([&(was + 1).to_string()])),
            number.map(|at| words.moved_place.fill([&(at + 1).to_string()])),
        )),
        _ => None,
    };
    let key = row.key.then(|| view! { " "<span class="key"><Icon name=Icon::KEY />{editing.words.board.key}</span> });
    view! {
        <div>
            {mark}<h3>{name}{key}</h3>
            {whole.map(|(was, is)| sides(editing, was, is))}
            {row.lines.into_iter().map(|line| difference(editing, line)).collect_view()}
        </div>
    }
    .into_any()
}

fn difference(editing: Editing, line: Line) -> AnyView {
    sides(editing, line.before.map(|was| says(editing, &was)), line.after.map(|is| says(editing, &is)))
}

/// What was and what is, side by side.
pub(in crate::ui::setup) fn sides(editing: Editing, was: Option<String>, is: Option<String>) -> AnyView {
    let words = editing.words.setup;
    let before = match was {
        Some(was) => view! { <span class="del"><Icon name=Icon::MINUS /><s>{was}</s></span> }.into_any(),
        None => view! { <span class="no">{words.was_not}</span> }.into_any(),
    };
    let after = match is {
        Some(is) => view! { <span class="add"><Icon name=Icon::PLUS /><span>{is}</span></span> }.into_any(),
        None => view! { <span class="no">{words.was_removed}</span> }.into_any(),
    };
    view! { <p class="ln">{before}{after}</p> }.into_any()
}
