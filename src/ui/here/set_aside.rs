//! Records that could not be read: listed with what is wrong, to be looked at and downloaded.

use leptos::prelude::*;

use crate::app::download::download;
use crate::app::locale::use_words;
use crate::app::opening::Disk;
use crate::storage::Quarantined;
use crate::ui::icon::Icon;

#[component]
pub(super) fn SetAsideList() -> impl IntoView {
    let words = use_words();
    let disk: Disk = expect_context();
    let save = move |_| {
        let all = disk.set_aside.get_untracked();
        let texts = all.iter().map(|record| format!("{}\n{}\n{}\n\n", record.key, record.why, record.raw));
        download("voronka-set-aside.txt", "text/plain", &texts.collect::<Vec<_>>());
    };
    let row = |record: Quarantined| {
        view! {
            <details>
                <summary><b>{record.key}</b>" "<span class="c3">{record.why}</span></summary>
                <pre>{record.raw}</pre>
            </details>
        }
    };
    move || {
        let all = disk.set_aside.get();
        (!all.is_empty()).then(|| {
            view! {
                <section class="panel">
                    <div class="panel-h"><h2>{words.storage.quarantine}</h2></div>
                    <div class="panel-b col g3">
                        <p class="c2">{words.storage.quarantined_why}</p>
                        {all.into_iter().map(row).collect_view()}
                        <button class="btn sm" type="button" on:click=save><Icon name=Icon::DOWNLOAD />{words.storage.download}</button>
                    </div>
                </section>
            }
        })
    }
}
