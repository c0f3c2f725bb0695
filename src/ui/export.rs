//! «Выгрузить»: a list as a file, with the columns and rows that are shown.
//! Deliberately not here: what stands in the cells (`data::table::Sheet`), which list gives which columns.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::Icon;
use super::popup::Popup;
use crate::app::download::{download, download_bytes};
use crate::app::locale::{Language, use_language, use_words_of};
use crate::app::store::use_store;
use crate::app::words::COPIES;
use crate::app::{away, clock};
use crate::data::table::{Dialect, Sheet};

/// What a workbook is to browsers.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The button, and the kinds of file under it.
#[component]
pub fn Export(
    /// The list as it is shown now, in the dialect of whoever reads it.
    sheet: Callback<Dialect, Sheet>,
    /// Class of the button.
    #[prop(default = "btn")]
    button: &'static str,
) -> impl IntoView {
    let own = use_words_of(&COPIES);
    let store = use_store();
    let dialect = match use_language() {
        Language::Ru => Dialect::RU,
        Language::En => Dialect::EN,
    };
    let csv = move |_| {
        let sheet = sheet.run(dialect);
        spawn_local(async move {
            let mut parts = Vec::new();
            for part in sheet.csv(dialect) {
                parts.push(part);
                clock::pause().await;
            }
            download(&sheet.file("csv"), "text/csv", &parts);
        });
    };
    let xlsx = move |_| {
        let sheet = sheet.run(dialect);
        spawn_local(async move {
            let paper = sheet.paper(clock::pause).await;
            match away::xlsx(paper).await {
                Ok(bytes) => download_bytes(&sheet.file("xlsx"), XLSX, &bytes),
                Err(_) => store.tell(own.no_workbook),
            }
        });
    };
    view! {
        <Popup
            button
            label=own.export
            face=move || view! { <Icon name=Icon::DOWNLOAD />{own.export} }
        >
            <button type="button" on:click=xlsx><Icon name=Icon::TABLE />{own.xlsx}</button>
            <button type="button" on:click=csv><Icon name=Icon::FILE />{own.csv}</button>
        </Popup>
    }
}
