//! The funnel and its stages, with the edition of each regulation and how many have read it.

use leptos::prelude::*;

use super::shown::use_shown;
use crate::app::clock;
use crate::domain::Slug;
use crate::domain::insight::regulation::signing;
use crate::ui::icon::Icon;

/// The list.
#[component]
pub(super) fn List() -> impl IntoView {
    let shown = use_shown();
    let words = shown.editing.words.regulations;
    let all = Memo::new(move |_| shown.all());
    view! {
        <nav class="panel places" aria-label=words.list>
            <ol class="stages"><For each=move || all.get() key=|of| *of let:of><Row of /></For></ol>
        </nav>
    }
}

#[component]
fn Row(of: Slug) -> impl IntoView {
    let shown = use_shown();
    let editing = shown.editing;
    let words = editing.words;
    let regulation = Memo::new(move |_| editing.store.all("regulation", |workspace| workspace.regulation(of).cloned()));
    let here = move || (shown.of.get() == of).then_some("true");
    let number = move || match shown.stage(of) {
        Some((at, _)) => view! { <span class="num-badge">{at + 1}</span> }.into_any(),
        None => view! { <Icon name=Icon::NOTE /> }.into_any(),
    };
    let edition = move || {
        regulation.with(|known| known.as_ref().map_or(words.regulations.none.to_owned(), |known| shown.edition(known)))
    };
    let name = move || if of == editing.id { words.regulations.whole.to_owned() } else { shown.name(of) };
    let read = Memo::new(move |_| {
        let now = clock::now();
        let known = regulation.get()?;
        let schedule = editing.store.schedule();
        let signing = editing.store.all("member", |workspace| signing(workspace, &known, now, &schedule));
        Some(signing.share()).filter(|share| share.n > 0)
    });
    let share = move || {
        read.get().map(|share| {
            let (k, n) = (share.k.to_string(), share.n.to_string());
            let title = words.regulations.signed.fill([&k, &n]);
            view! { <span class="cv" class:cwarn=share.k < share.n title=title.clone() aria-label=title>{words.units.of.fill([&k, &n])}</span> }
        })
    };
    view! {
        <li aria-current=here>
            <button class="pick" type="button" data-of=of.to_string() aria-current=here on:click=move |_| shown.choose(of)>
                {number}<span><b>{name}</b><span class="by">{edition}</span></span>{share}
            </button>
        </li>
    }
}
