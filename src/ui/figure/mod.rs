//! The frame around a chart: its numbers as a table, copied, printed, saved as a file for spreadsheets and as a picture.
//! Deliberately not here: the charts.

#![expect(unreachable_pub, reason = "`#[component]` makes the properties of a component of one module public")]

mod picture;
mod sheet;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

pub use self::sheet::{Cell, Sheet};
use super::icon::Icon;
use super::popup::Popup;
use crate::app::clipboard::to_clipboard;
use crate::app::download::{download, download_blob};
use crate::app::locale::use_words_of;
use crate::app::store::use_store;
use crate::app::words::FIGURES;

/// What marks the figure that alone is to be printed.
const ALONE: &str = "print-one";

/// A panel with a chart.
#[component]
pub fn Figure(
    /// What its element is called: `losses`.
    id: &'static str,
    /// Its title.
    #[prop(into)]
    title: String,
    /// One line of meaning beside the title.
    #[prop(optional, into)]
    about: String,
    /// Its numbers.
    sheet: Sheet,
    /// What else stands in its head: a legend, a switch.
    #[prop(optional, into)]
    tools: ViewFn,
    /// The class of its body.
    #[prop(optional)]
    class: &'static str,
    /// The chart.
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words_of(&FIGURES);
    let panel = NodeRef::<html::Section>::new();
    let as_table = RwSignal::new(false);
    let about = (!about.is_empty()).then(|| view! { <span class="c3">{about}</span> });
    let heading = format!("{id}-title");
    let labelled = heading.clone();
    let sheet = StoredValue::new(sheet);
    let chart = StoredValue::new(children);
    let body = move || match as_table.get() {
        true => view! { <div class="panel-b"><Table sheet /></div> }.into_any(),
        false => view! { <div class=class>{chart.with_value(|chart| chart())}</div> }.into_any(),
    };
    view! {
        <section class="panel figure" id=id node_ref=panel aria-labelledby=labelled>
            <div class="panel-h">
                <h2 id=heading>{title}</h2>
                {about}
                <span class="grow"></span>
                {tools.run()}
                <div data-not-drawn="">
                    <Popup button="btn ghost icon sm" label=words.menu name=Signal::stored(words.menu.to_owned()) face=move || view! { <Icon name=Icon::MORE /> }>
                        <Tools sheet panel as_table />
                    </Popup>
                </div>
            </div>
            {body}
        </section>
    }
}

/// What can be done with a figure.
#[component]
fn Tools(sheet: StoredValue<Sheet>, panel: NodeRef<html::Section>, as_table: RwSignal<bool>) -> impl IntoView {
    let words = use_words_of(&FIGURES);
    let store = use_store();
    let element = move || panel.get_untracked().map(|panel| panel.unchecked_into::<web_sys::HtmlElement>());
    let copy = move |_| {
        let copied = sheet.with_value(|sheet| to_clipboard(&sheet.tabbed()));
        store.tell(if copied { words.copied } else { words.not_copied });
    };
    let csv = move |_| sheet.with_value(|sheet| download(&sheet.file("csv"), "text/csv", &[sheet.csv()]));
    let png = move |_| {
        let Some(element) = element() else { return };
        let name = sheet.with_value(|sheet| sheet.file("png"));
        spawn_local(async move {
            match picture::picture(&element).await {
                Ok(blob) => download_blob(&name, &blob),
                Err(picture::NotDrawn) => store.tell(words.not_drawn),
            }
        });
    };
    let print = move |_| {
        let Some(element) = element() else { return };
        // The mark is there only while the browser prints, which it does before it comes back.
        let _ = element.class_list().add_1(ALONE);
        let root = document().document_element();
        let _ = root.as_ref().map(|root| root.class_list().add_1("prints-one"));
        let _ = window().print();
        let _ = element.class_list().remove_1(ALONE);
        let _ = root.map(|root| root.class_list().remove_1("prints-one"));
    };
    let turn = move || if as_table.get() { words.as_picture } else { words.as_table };
    let turn_icon = move || if as_table.get() { Icon::CHART } else { Icon::TABLE };
    view! {
        <button type="button" on:click=move |_| as_table.update(|table| *table = !*table)>{move || view! { <Icon name=turn_icon() /> }}{turn}</button>
        <button type="button" on:click=copy><Icon name=Icon::COPY />{words.copy}</button>
        <button type="button" on:click=csv><Icon name=Icon::FILE />{words.csv}</button>
        <button type="button" on:click=png><Icon name=Icon::DOWNLOAD />{words.png}</button>
        <button type="button" on:click=print><Icon name=Icon::PRINT />{words.print}</button>
    }
}

/// The numbers as a table.
#[component]
fn Table(sheet: StoredValue<Sheet>) -> impl IntoView {
    let sheet = sheet.get_value();
    let head = |(at, head): (usize, String)| view! { <th scope="col" class:r=at.gt(&0)>{head}</th> };
    let row = |row: Vec<Cell>| {
        let mut cells = row.into_iter().map(|cell| cell.text);
        let first = cells.next();
        view! { <tr><th scope="row">{first}</th>{cells.map(|cell| view! { <td class="r">{cell}</td> }).collect_view()}</tr> }
    };
    let label = sheet.title.clone();
    view! {
        <div class="scrollx" tabindex="0" role="region" aria-label=label>
            <table class="table">
                <caption class="vh">{sheet.title}</caption>
                <thead><tr>{sheet.heads.into_iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody>{sheet.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
