//! The regulation of the stage on which the deal stands, folded under the buyer's step.
//! Deliberately not here: editing it and who has read it (`setup`).

use leptos::prelude::*;

use super::page::Page;
use crate::app::address::href;
use crate::app::route::Route;
use crate::ui::icon::Icon;
use crate::ui::regulation::{Charter, Sign, edition};

/// The regulation; nothing where the stage has none.
#[component]
pub(super) fn StageRegulation(page: Page) -> impl IntoView {
    let words = page.words;
    let store = page.store;
    let stage = Memo::new(move |_| page.stage().map(|stage| stage.id));
    let found = Memo::new(move |_| {
        let stage = stage.get()?;
        store.all("regulation", |workspace| workspace.regulation(stage).cloned())
    });
    let unread = move || {
        let me = store.me()?;
        let signed = found.with(|found| {
            let found = found.as_ref()?;
            let (edition, _) = found.current()?;
            Some(found.signed.get(&me).is_some_and(|signature| signature.edition == edition))
        });
        (signed == Some(false)).then(|| view! { <span class="chip warn">{words.regulations.you_not}</span> })
    };
    move || {
        let regulation = found.get()?;
        let (number, wording) = regulation.current()?;
        let of = regulation.id;
        let name = Signal::derive(move || page.place(of));
        let funnel = page.pipeline.with(|pipeline| pipeline.as_ref().map(|pipeline| pipeline.id))?;
        let whole = format!("{}?tab=regulation&of={of}", href(Route::Funnel(funnel)));
        let chip = edition(words, page.format, number, wording.since);
        let wording = wording.clone();
        Some(view! {
            <details class="panel stage-rule">
                <summary class="panel-h"><Icon name=Icon::NOTE /><b>{words.regulations.on_deal}</b><span class="chip line">{chip}</span>{unread}<Icon name=Icon::CHEV_D class="i i14 ml" /></summary>
                <div class="panel-b col g3"><Charter wording /><Sign of name /><a class="link" href=whole>{words.regulations.on_deal_all}</a></div>
            </details>
        })
    }
}
