//! The ends of a funnel: chosen and added.

use leptos::prelude::*;

use crate::domain::{Outcome, Slug};
use crate::ui::icon::Icon;
use crate::ui::rates::{sold, write};
use crate::ui::setup::editing::use_editing;
use crate::ui::setup::figures::use_figures;
use crate::ui::setup::order::focus_later;
use crate::ui::setup::wording::OUTCOMES;

/// The ends, each with what it means by colour and icon.
#[component]
pub(super) fn Ends() -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.setup;
    let ids = Memo::new(move |_| editing.read(|f| f.ends.iter().map(|end| end.id).collect::<Vec<_>>()));
    let add = move |_| {
        let mut names = editing.names();
        let mut added = None;
        editing.edit(words.told_added.fill([words.new_end]), |funnel| {
            added = Some(funnel.add_end(editing.text(words.new_end), Outcome::Lost, &mut names));
        });
        editing.choose(added.unwrap_or(editing.id));
        focus_later("#sheet [data-field=name]");
    };
    let lived = use_figures().0;
    // What the conditional refusals of the funnel came to; nothing where there were none.
    let returned = move || {
        let saved = lived.with(|lived| lived.saved.clone());
        let bought = words.bought_later.of(saved.won.passed);
        let worth = write(editing.format, &sold(editing.store, &saved.sums), true);
        let told = [words.refused_for_now.of(saved.refused), bought].join(", ");
        let told = if worth.is_empty() { told } else { [told, worth].join(": ") };
        (saved.refused > 0).then(|| view! { <p class="nothing c3">{told}</p> })
    };
    view! {
        <div class="ends" role="group" aria-label=words.ends>
            <For each=move || ids.get() key=|id| *id let:id><EndChip end=id /></For>
            <button class="btn ghost sm" type="button" on:click=add><Icon name=Icon::PLUS />{words.add_end}</button>
        </div>
        {returned}
    }
}

#[component]
fn EndChip(end: Slug) -> impl IntoView {
    let editing = use_editing();
    let shown =
        Memo::new(move |_| editing.read(|funnel| funnel.end(end).map(|end| (editing.says(&end.name), end.outcome))));
    let here = move || (editing.chosen.get() == end).then_some("true");
    let look = move || {
        let (name, outcome) = shown.get()?;
        let (_, icon, class) = OUTCOMES.into_iter().find(|(known, ..)| *known == outcome)?;
        Some((name, icon, class))
    };
    view! {
        <button class=move || look().map(|(_, _, class)| class) type="button" data-pick=end.to_string() aria-current=here on:click=move |_| editing.choose(end)>
            {move || look().map(|(name, icon, _)| view! { <Icon name=icon /><span>{name}</span> })}
        </button>
    }
}
