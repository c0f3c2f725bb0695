//! The menu of a figure: the other view, copy, files, print.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::picture::{self, NotDrawn};
use super::print;
use super::sheet::Sheet;
use crate::app::clipboard::table_to_clipboard;
use crate::app::download::{download, download_blob};
use crate::app::locale::use_words_of;
use crate::app::store::use_store;
use crate::app::words::FIGURES;
use crate::ui::icon::Icon;
use crate::ui::popup::Popup;

/// The button and what hangs under it.
#[component]
pub(super) fn Tools(
    sheet: Signal<Sheet>,
    /// The whole figure.
    panel: NodeRef<html::Section>,
    /// Whether the numbers are shown instead of the chart.
    as_table: RwSignal<bool>,
) -> impl IntoView {
    let words = use_words_of(&FIGURES);
    view! {
        <div data-not-drawn="">
            <Popup
                button="btn ghost icon sm"
                label=words.menu
                name=Signal::stored(words.menu.to_owned())
                face=move || view! { <Icon name=Icon::MORE /> }
            >
                <Menu sheet panel as_table />
            </Popup>
        </div>
    }
}

#[component]
fn Menu(sheet: Signal<Sheet>, panel: NodeRef<html::Section>, as_table: RwSignal<bool>) -> impl IntoView {
    let words = use_words_of(&FIGURES);
    let store = use_store();
    let element = move || panel.get_untracked().map(|panel| panel.unchecked_into::<HtmlElement>());
    // The menu goes away with what was pressed in it; whoever works with keys stays where they were.
    let back = move || {
        let opener = element().and_then(|panel| panel.query_selector(".panel-h > :last-child button").ok().flatten());
        if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
            // Refused only by an element that can't have the focus.
            let _ = opener.focus();
        }
    };
    let turn = move |_| {
        as_table.update(|table| *table = !*table);
        back();
    };
    let copy = move |_| {
        let (text, markup) = sheet.with_untracked(|sheet| (sheet.tabbed(), sheet.markup()));
        back();
        spawn_local(async move {
            let copied = table_to_clipboard(&text, &markup).await;
            store.tell(if copied { words.copied } else { words.not_copied });
        });
    };
    let csv = move |_| {
        sheet.with_untracked(|sheet| download(&sheet.file("csv"), "text/csv", &[sheet.csv()]));
        back();
    };
    let png = move |_| {
        let Some(element) = element() else { return };
        let name = sheet.with_untracked(|sheet| sheet.file("png"));
        back();
        spawn_local(async move {
            match picture::picture(&element).await {
                Ok(blob) => download_blob(&name, &blob),
                Err(NotDrawn) => store.tell(words.not_drawn),
            }
        });
    };
    let print = move |_| {
        if let Some(element) = element() {
            print::alone(element);
        }
        back();
    };
    let (other, face) =
        if as_table.get_untracked() { (words.as_picture, Icon::CHART) } else { (words.as_table, Icon::TABLE) };
    view! {
        <button type="button" data-do="turn" on:click=turn><Icon name=face />{other}</button>
        <button type="button" data-do="copy" on:click=copy><Icon name=Icon::COPY />{words.copy}</button>
        <button type="button" data-do="csv" on:click=csv><Icon name=Icon::FILE />{words.csv}</button>
        <button type="button" data-do="png" on:click=png><Icon name=Icon::DOWNLOAD />{words.png}</button>
        <button type="button" data-do="print" on:click=print><Icon name=Icon::PRINT />{words.print}</button>
    }
}
