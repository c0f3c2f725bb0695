//! The button that takes a file in, for screens that wait for data.

use leptos::html;
use leptos::prelude::*;

use super::use_inbox;
use crate::app::locale::use_words;
use crate::ui::icon::Icon;

/// «Загрузить файл»: opens the browser's own choice of files.
#[component]
pub fn LoadButton() -> impl IntoView {
    let words = use_words();
    let inbox = use_inbox();
    let field = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if let Some(files) = field.files() {
            inbox.take(&files);
        }
        // So that the same file can be chosen once more.
        field.set_value("");
    };
    view! {
        <input
            class="vh"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.eml,.vcf,text/csv"
            multiple
            tabindex="-1"
            aria-label=words.shell.load
            node_ref=field
            on:change=chosen
        />
        <button class="btn" type="button" on:click=choose><Icon name=Icon::UPLOAD />{words.shell.load}</button>
    }
}
