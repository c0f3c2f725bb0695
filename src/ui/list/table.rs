//! The rows of the list in a table of any length: only those in sight are drawn. One row has the focus; keys and presses
//! choose rows.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

use super::cells::Cells;
use super::columns::{head_of, width_of};
use super::group::GroupRow;
use super::hand::{follow, pressed, start};
use super::state::{Row, use_list};
use crate::app::address::use_go;
use crate::app::preferences::use_choices;
use crate::app::route::Route;
use crate::domain::insight::listing::Column;
use crate::storage::preferences::Density;
use crate::ui::icon::Icon;
use crate::ui::many::{ChooseAll, listening};
use crate::ui::virtual_table::Sight;

/// How wide the column is in which rows are chosen.
const CHOICE: &str = "2.5rem";
/// How high a row is until one has been measured, in pixels.
const ROW: f64 = 36.0;

/// The table.
#[component]
pub(super) fn Table() -> impl IntoView {
    let list = use_list();
    let go = use_go();
    let choices = use_choices();
    let scroller = NodeRef::<html::Div>::new();
    let sight = RwSignal::new(Sight { scroll: 0.0, window: 900.0, row: ROW });
    let rows = list.rows;
    let range = Memo::new(move |_| sight.get().rows(rows.with(|rows| rows.len())));
    let shown = Memo::new(move |_| {
        rows.with(|rows| range.get().filter_map(|at| Some((at, *rows.get(at)?))).collect::<Vec<_>>())
    });
    let look = move || {
        let Some(scroller) = scroller.get_untracked() else { return };
        let drawn = scroller.query_selector("tbody > tr[data-id]").ok().flatten();
        let row = drawn.map(|row| row.get_bounding_client_rect().height()).filter(|&height| height > 1.0);
        let now = Sight {
            scroll: f64::from(scroller.scroll_top()),
            window: f64::from(scroller.client_height()),
            row: row.unwrap_or(sight.get_untracked().row),
        };
        if now != sight.get_untracked() {
            sight.set(now);
        }
    };
    let observer = StoredValue::new_local(None::<web_sys::ResizeObserver>);
    let on_resize = Closure::<dyn Fn()>::new(look);
    Effect::new(move || {
        let Some(scroller) = scroller.get() else { return };
        if let Ok(new) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            new.observe(&scroller);
            observer.set_value(Some(new));
        }
    });
    on_cleanup(move || {
        if let Some(Some(observer)) = observer.try_get_value() {
            observer.disconnect();
        }
    });
    // Rows of another density have another height.
    Effect::new(move || {
        choices.density.track();
        rows.track();
        request_animation_frame(look);
    });
    // Brings the row with the focus into view, whoever gave it to it.
    Effect::new(move || {
        let (Some(row), Some(scroller)) = (list.at.get(), scroller.get()) else { return };
        if let Some(at) = rows.with_untracked(|rows| rows.iter().position(|&other| other == row)) {
            reveal(&scroller, sight.get_untracked().row, at);
        }
    });

    let asked = listening();
    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(asked) = asked(&event) else { return };
        let screen = (sight.get_untracked().window / sight.get_untracked().row).max(3.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a window")]
        if follow(list, asked, screen as usize - 2, go) {
            event.prevent_default();
            event.stop_propagation();
        }
    };

    #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
    let padding = move |rows: usize| format!("{}px", rows as f64 * sight.get().row);
    let columns = Memo::new(move |_| list.asked.with(|asked| asked.columns.clone()));
    let span = move || (columns.with(Vec::len) + 1).to_string();
    let draw = move |(index, row): (usize, Row)| {
        let here = move || list.at.get() == Some(row);
        let chosen = move || matches!(row, Row::Deal(id) if list.choice.has(id));
        let cells = match row {
            Row::Group(at) => view! { <GroupRow at columns /> }.into_any(),
            Row::Deal(id) => view! { <Cells id columns /> }.into_any(),
        };
        view! {
            <tr
                id=format!("row-{row}")
                data-id=row.to_string()
                aria-rowindex=(index + 2).to_string()
                aria-current=move || here().then_some("true")
                class:at=here
                class:sel=chosen
                class:gh=matches!(row, Row::Group(_))
                on:click=move |event| pressed(list, &event, row)
                on:dblclick=move |_| if let Row::Deal(id) = row { go(Route::Deal(id)) }
            >
                {cells}
            </tr>
        }
    };
    let count = Memo::new(move |_| (list.choice.all.with(|all| all.len()), list.listing.with(|all| all.count)));
    let turn = move |()| match count.get_untracked() {
        (chosen, all) if chosen == all => _ = list.choice.clear(),
        _ => list.choice.choose(list.listing.get_untracked().deals()),
    };
    let least = move || {
        let wide: f64 = columns.with(|columns| columns.iter().map(|column| width_of(*column)).sum());
        format!("{}rem", wide + 2.5)
    };
    view! {
        <div
            class="vt desktop"
            class:compact=move || choices.density.get() == Density::Compact
            role="group"
            tabindex="0"
            aria-label=list.own.label
            aria-activedescendant=move || list.at.get().map(|row| format!("row-{row}"))
            node_ref=scroller
            on:scroll=move |_| look()
            on:keydown=on_key
            on:focus=move |_| start(list)
        >
            <table
                class="table"
                style:min-inline-size=least
                aria-label=list.own.label
                aria-rowcount=move || (rows.with(|rows| rows.len()) + 1).to_string()
            >
                <colgroup>
                    <col style:inline-size=CHOICE />
                    <For each=move || columns.get() key=|column| *column let:column>
                        <col style:inline-size=format!("{}rem", width_of(column)) />
                    </For>
                </colgroup>
                <thead>
                    <tr aria-rowindex="1">
                        <th scope="col"><ChooseAll count on_turn=Callback::new(turn) /></th>
                        <For each=move || columns.get() key=|column| *column let:column><Head column /></For>
                    </tr>
                </thead>
                <tbody>
                    <tr class="vpad" aria-hidden="true"><td colspan=span style:height=move || padding(range.get().start)></td></tr>
                    <For each=move || shown.get() key=|shown| *shown children=draw />
                    <tr class="vpad" aria-hidden="true">
                        <td colspan=span style:height=move || padding(rows.with(|rows| rows.len()).saturating_sub(range.get().end))></td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

/// The head of a column: sorts by it.
#[component]
fn Head(column: Column) -> impl IntoView {
    let list = use_list();
    let name = head_of(list, column);
    let order = Memo::new(move |_| list.asked.with(|asked| asked.order));
    let sorted = move || Some(order.get()).filter(|order| order.by == column).map(|order| order.descending);
    let icon = move || sorted().map(|down| if down { Icon::ARROW_D } else { Icon::ARROW_U });
    let press = move |_| list.address.order_by(order.get_untracked().pressed(column));
    view! {
        <th
            scope="col"
            class:r=column.figures()
            aria-sort=move || sorted().map(|down| if down { "descending" } else { "ascending" })
        >
            <button type="button" class="el" title=list.own.sort_by.fill([&name]) on:click=press>
                {move || icon().map(|name| view! { <Icon name /> })}<span class="el">{name.clone()}</span>
            </button>
        </th>
    }
}

fn reveal(scroller: &web_sys::HtmlDivElement, row: f64, at: usize) {
    #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
    let top = at as f64 * row;
    let head = scroller.query_selector("thead").ok().flatten();
    let head = head.map(|head| head.get_bounding_client_rect().height()).unwrap_or_default();
    let (scroll, window) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
    if top < scroll || top + row + head > scroll + window {
        let wanted = if top < scroll { top } else { top + row + head - window };
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a list")]
        scroller.set_scroll_top(wanted.ceil() as i32);
    }
}
