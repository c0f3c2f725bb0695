//! Which columns the list shows, and in which order: a menu with boxes.

use leptos::prelude::*;

use super::address::USUAL;
use super::state::{List, use_list};
use crate::domain::insight::listing::Column;
use crate::domain::{Pipeline, Slug};
use crate::ui::icon::Icon;

/// How wide a column is, in rem.
pub(super) fn width_of(column: Column) -> f64 {
    match column {
        Column::Customer => 15.0,
        Column::Title => 17.0,
        Column::Stage | Column::Contact | Column::Tags | Column::Field(_) => 10.0,
        Column::Amount | Column::Expected | Column::Source => 9.0,
        Column::Outcome => 13.0,
        Column::Chance | Column::Created | Column::Last => 7.5,
        Column::Days => 6.0,
        Column::Owner => 5.0,
    }
}

/// What the screen calls a column.
pub(super) fn head_of(list: List, column: Column) -> String {
    let own = list.own;
    let name = match column {
        Column::Title => own.title,
        Column::Customer => own.customer,
        Column::Stage => own.stage,
        Column::Owner => own.owner,
        Column::Amount => own.amount,
        Column::Chance => own.chance,
        Column::Expected => own.expected,
        Column::Contact => own.contact,
        Column::Days => own.days,
        Column::Source => own.source,
        Column::Tags => own.tags,
        Column::Created => own.created,
        Column::Last => own.last,
        Column::Outcome => own.outcome,
        Column::Field(field) => return list.pipeline.with_value(|pipeline| field_name(list, pipeline, field)),
    };
    name.to_owned()
}

fn field_name(list: List, pipeline: &Pipeline, field: Slug) -> String {
    let known = pipeline.stages.iter().flat_map(|stage| stage.required_fields.iter().chain(&stage.exit_fields));
    let mut known = known.filter(|known| known.id == field);
    known.next().map_or_else(|| field.to_string(), |known| list.language.of(&known.name))
}

/// Every column that this funnel can show.
pub(super) fn offered(list: List) -> Vec<Column> {
    let mut all = Column::COMMON.to_vec();
    list.pipeline.with_value(|pipeline| {
        for stage in &pipeline.stages {
            for field in stage.required_fields.iter().chain(&stage.exit_fields) {
                // These two are columns already.
                let own = matches!(field.id.as_str(), "amount" | "source");
                if !own && !all.contains(&Column::Field(field.id)) {
                    all.push(Column::Field(field.id));
                }
            }
        }
    });
    all
}

/// The button and the menu under it. It stays open while boxes are pressed.
#[component]
pub(super) fn ColumnsMenu() -> impl IntoView {
    let list = use_list();
    let own = list.own;
    let open = RwSignal::new(false);
    let shown = Memo::new(move |_| list.asked.with(|asked| asked.columns.clone()));
    let whole = NodeRef::<leptos::html::Div>::new();
    let leave = move |event: leptos::ev::FocusEvent| {
        use wasm_bindgen::JsCast;
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let Some(whole) = whole.try_get_untracked() else { return };
        if to.is_some() && !whole.is_some_and(|whole| whole.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.code() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
        }
    };
    let turn = move |column: Column| {
        let mut columns = shown.get_untracked();
        match columns.iter().position(|other| *other == column) {
            // A table without columns shows nothing.
            Some(_) if columns.len() == 1 => {}
            Some(at) => _ = columns.remove(at),
            None => columns.push(column),
        }
        list.address.show_columns(&columns);
    };
    let shift = move |column: Column, down: bool| {
        let mut columns = shown.get_untracked();
        let Some(at) = columns.iter().position(|other| *other == column) else { return };
        let to = if down { at + 1 } else { at.wrapping_sub(1) };
        if to < columns.len() {
            columns.swap(at, to);
            list.address.show_columns(&columns);
        }
    };
    // Those that are shown come first, in their order.
    let lines = move || {
        let shown = shown.get();
        let rest = offered(list).into_iter().filter(|column| !shown.contains(column)).collect::<Vec<_>>();
        shown.into_iter().chain(rest).collect::<Vec<_>>()
    };
    let line = move |column: Column| {
        let name = head_of(list, column);
        let on = move || shown.with(|shown| shown.contains(&column));
        let arrow = move |down: bool, icon: Icon, says: &'static str| {
            let label = format!("{says}: {}", head_of(list, column));
            view! {
                <button class="btn ghost icon sm" type="button" aria-label=label.clone() title=label on:click=move |_| shift(column, down)>
                    <Icon name=icon />
                </button>
            }
        };
        view! {
            <li>
                <label class="check"><input type="checkbox" prop:checked=on on:change=move |_| turn(column) /><span>{name}</span></label>
                {move || on().then(|| view! { <span class="row g1">{arrow(false, Icon::ARROW_U, own.up)}{arrow(true, Icon::ARROW_D, own.down)}</span> })}
            </li>
        }
    };
    let reset = move |_| list.address.set("cols", "");
    let usual = move || shown.with(|shown| shown.iter().all(|column| USUAL.contains(column)));
    view! {
        <div class="pop" node_ref=whole on:focusout=leave on:keydown=key>
            <button
                class="filter"
                type="button"
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=Icon::COLUMNS />{own.columns}": "<b>{move || shown.with(Vec::len)}</b><Icon name=Icon::CHEV_D />
            </button>
            {move || open.get().then(|| view! {
                <div class="menu cols" role="group" aria-label=own.columns>
                    <ul><For each=lines key=|column| *column children=line /></ul>
                    {move || (!usual()).then(|| view! { <button type="button" on:click=reset><Icon name=Icon::UNDO />{own.reset}</button> })}
                </div>
            })}
        </div>
    }
}
