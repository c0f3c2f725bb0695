//! The editor of a group: its words, and its cells on a picture of the 27. A cell that another group has goes over to this
//! one, and that is said.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::locale::{Language, use_language, use_words, use_words_of};
use crate::app::store::use_store;
use crate::app::words::SEGMENTS;
use crate::domain::insight::rfm::{Code, Grade};
use crate::domain::{Command, Segment, Text};
use crate::ui::dialog::Dialog;

/// Best first, as the grids have them.
const GRADES: [Grade; 3] = [Grade::Best, Grade::Middle, Grade::Worst];

/// A text of the group that is edited.
type Field = fn(&mut Segment) -> &mut Text;

/// The dialog.
#[component]
pub(super) fn GroupEditor(group: Segment, on_close: Callback<()>) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let language = use_language();
    let store = use_store();
    let known = store.peek(|workspace| workspace.segments().any(|other| other.id == group.id));
    let id = group.id;
    let cells = RwSignal::new(group.cells.clone());
    let wrong = RwSignal::new(None::<&'static str>);
    let draft = StoredValue::new(group.clone());
    let field = move |label: &'static str, rows: u32, of: Field| {
        let value = draft.try_update_value(|draft| language.of(of(draft))).unwrap_or_default();
        let write = move |text: String| draft.update_value(|draft| write(language, of(draft), &text));
        let input = match rows {
            1 => view! {
                <input class="input" type="text" prop:value=value on:input:target=move |event| write(event.target().value()) />
            }
            .into_any(),
            _ => view! {
                <textarea class="input" rows=rows prop:value=value on:input:target=move |event| write(event.target().value())></textarea>
            }
            .into_any(),
        };
        view! { <label class="field"><span class="label">{label}</span>{input}</label> }
    };
    let others = move || {
        store.peek(|workspace| workspace.segments().filter(|other| other.id != id).cloned().collect::<Vec<_>>())
    };
    let keep = move || {
        let Some(group) = draft.try_get_value() else { return };
        let group = Segment { cells: cells.get_untracked(), ..group };
        let name = language.of(&group.name);
        let lacks = match () {
            () if name.trim().is_empty() => Some(words.need_name),
            () if group.cells.is_empty() => Some(words.need_cells),
            () => None,
        };
        wrong.set(lacks);
        if lacks.is_none() {
            let all = store.peek(|workspace| group.among(workspace.segments().map(AsRef::as_ref)));
            // Groups come in place of whatever there is.
            let _ = store.dispatch(Command::Regroup(all), words.told_kept.fill([&name]));
            on_close.run(());
        }
    };
    let remove = move |_| {
        let left = others().iter().map(|other| Segment::clone(other)).collect();
        let _ = store.dispatch(Command::Regroup(left), words.told_removed);
        on_close.run(());
    };
    let taken = move || {
        let cells = cells.get();
        let from = others().into_iter().filter_map(|other| {
            let codes: Vec<String> =
                other.cells.iter().rev().filter(|cell| cells.contains(cell)).map(Code::to_string).collect();
            (!codes.is_empty()).then(|| words.taken_from.fill([&language.of(&other.name), &codes.join(", ")]))
        });
        from.map(|text| view! { <p class="cwarn t12">{text}</p> }).collect_view()
    };
    let title = if known { words.edit_group } else { words.new_group };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        keep();
    };
    view! {
        <Dialog title width="wide" on_close>
            <form class="body" id="group-form" on:submit=submit>
                {field(words.name, 1, |group| &mut group.name)}
                <Picker cells others=others() />
                <div aria-live="polite">{taken}</div>
                {field(words.meaning, 2, |group| &mut group.meaning)}
                {field(words.what_to_do, 2, |group| &mut group.what_to_do)}
                {field(words.offer, 2, |group| &mut group.offer)}
                {field(words.risk, 2, |group| &mut group.risk)}
            </form>
            <div class="df">
                {known.then(|| view! { <button class="btn ghost" type="button" on:click=remove>{words.remove}</button> })}
                <span class="grow cbad" role="alert">{move || wrong.get()}</span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>{words.cancel}</button>
                <button class="btn primary" type="submit" form="group-form">{words.keep}</button>
            </div>
        </Dialog>
    }
}

/// Writes a text that may be empty in both languages at once.
fn write(language: Language, text: &mut Text, words: &str) {
    if words.trim().is_empty() { *text = Text::default() } else { language.write(text, words) }
}

/// The 27 cells to choose from, by money.
#[component]
fn Picker(cells: RwSignal<BTreeSet<Code>>, others: Vec<std::sync::Arc<Segment>>) -> impl IntoView {
    let words = use_words_of(&SEGMENTS);
    let shared = use_words();
    let language = use_language();
    let names = [shared.ret.m_best, shared.ret.m_middle, shared.ret.m_worst];
    let cell = |code: Code| {
        let owner = others.iter().find(|other| other.cells.contains(&code)).map(|other| language.of(&other.name));
        let label = shared.a11y.rfm.fill([&code.to_string()]);
        let label = match &owner {
            Some(owner) => shared.units.comma.fill([&label, &words.in_group.fill([owner])]),
            None => label,
        };
        let press = move |_| {
            cells.update(|cells| {
                if !cells.remove(&code) {
                    cells.insert(code);
                }
            });
        };
        let on = move || cells.with(|cells| cells.contains(&code));
        view! {
            <button type="button" class:owned=owner.is_some() aria-pressed=move || on().to_string() aria-label=label.clone() title=label on:click=press>
                {code.to_string()}
            </button>
        }
    };
    let grids = GRADES.into_iter().zip(names).map(|(m, name)| {
        let cells = GRADES.into_iter().flat_map(|f| GRADES.map(|r| Code { r, f, m })).map(cell).collect_view();
        view! { <div class="col g1" role="group" aria-label=name><span class="c2 t12">{name}</span><div class="nine">{cells}</div></div> }
    });
    view! {
        <fieldset class="picker">
            <legend class="c2 t12 m">{words.cells}" "<span class="c3 reg">{words.cells_why}</span></legend>
            {grids.collect_view()}
        </fieldset>
    }
}
