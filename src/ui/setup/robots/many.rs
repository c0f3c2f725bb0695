//! Lists inside the sentence of a robot: several stages, reasons or pieces of data; answers with their baskets.

use leptos::prelude::*;

use super::pick::{Groups, Pick, PickSlug, Words};
use crate::domain::Slug;
use crate::ui::icon::Icon;
use crate::ui::setup::editing::use_editing;

/// Any number of names; `none` says what it means when there are none.
#[component]
pub(super) fn Many(
    #[prop(into)] label: String,
    none: &'static str,
    groups: Groups,
    value: Vec<Slug>,
    #[prop(into)] on: Callback<Vec<Slug>>,
) -> impl IntoView {
    let words = use_editing().words.robots;
    let chosen = RwSignal::new(value);
    let names = StoredValue::new(groups.clone());
    let name = move |id: Slug| {
        names.with_value(|groups| {
            let mut all = groups.iter().flat_map(|(_, options)| options);
            all.find(|(this, _)| *this == id.as_str()).map_or_else(|| id.to_string(), |(_, name)| name.clone())
        })
    };
    let tell = move || on.run(chosen.get_untracked());
    let chips = move || {
        let ids = chosen.get();
        let empty = ids.is_empty().then(|| view! { <span class="c3">{none}</span> });
        let chips = ids.into_iter().map(|id| {
            let away = move |_| {
                chosen.update(|ids| ids.retain(|known| *known != id));
                tell();
            };
            view! {
                <button class="chip line" type="button" title=words.take_away on:click=away>{name(id)}<Icon name=Icon::X /></button>
            }
        });
        view! { {empty}{chips.collect_view()} }
    };
    let add = move |id: Slug| {
        chosen.update(|ids| {
            if !ids.contains(&id) {
                ids.push(id);
            }
        });
        tell();
    };
    let mut offered: Groups = vec![(String::new(), vec![(String::new(), "+".to_owned())])];
    offered.extend(groups);
    let picked = move |text: String| {
        if let Ok(id) = text.parse() {
            add(id);
        }
    };
    view! { <span class="many">{chips}<Pick label groups=offered value=String::new() on=picked /></span> }
}

/// Which answer leads to which basket.
#[component]
pub(super) fn Answers(
    /// The answers to choose from; none is any words.
    answers: Option<Groups>,
    groups: Groups,
    value: Vec<(String, Slug)>,
    #[prop(into)] on: Callback<Vec<(String, Slug)>>,
) -> impl IntoView {
    let words = use_editing().words.robots;
    let rows = StoredValue::new(value);
    let count = RwSignal::new(rows.with_value(Vec::len));
    let tell = move || on.run(rows.get_value());
    let begins = answers.as_ref().and_then(|groups| Some(groups.first()?.1.first()?.0.clone())).unwrap_or_default();
    let first: Option<Slug> = groups.iter().flat_map(|(_, options)| options).find_map(|(id, _)| id.parse().ok());
    let list = move || {
        count.track();
        let all = rows.get_value();
        let views = all.into_iter().enumerate().map(|(at, (answer, basket))| {
            let said = move |text: String| {
                rows.update_value(|rows| rows[at].0 = text);
                tell();
            };
            let led = move |id: Slug| {
                rows.update_value(|rows| rows[at].1 = id);
                tell();
            };
            let away = move |_| {
                rows.update_value(|rows| drop(rows.remove(at)));
                count.set(rows.with_value(Vec::len));
                tell();
            };
            let answer = match answers.clone() {
                Some(answers) => view! { <Pick label=words.value groups=answers value=answer on=said /> }.into_any(),
                None => view! { <Words label=words.value value=answer on=said /> }.into_any(),
            };
            view! {
                <span class="pair">
                    {answer}
                    <Icon name=Icon::ARROW_R />
                    <PickSlug label=words.basket_for groups=groups.clone() value=basket on=led />
                    <button class="btn ghost icon sm" type="button" aria-label=words.take_away on:click=away><Icon name=Icon::X /></button>
                </span>
            }
        });
        views.collect_view()
    };
    let add = move |_| {
        if let Some(first) = first {
            rows.update_value(|rows| rows.push((begins.clone(), first)));
            count.set(rows.with_value(Vec::len));
        }
    };
    view! {
        <span class="col g1 whole">
            {list}
            <button class="btn ghost sm" type="button" on:click=add><Icon name=Icon::PLUS />{words.value}</button>
        </span>
    }
}
