//! Choices inside the sentence of a robot: a stage, a funnel, data, a role, a span of time.

use leptos::prelude::*;

use crate::app::robots::{Sentence, fields, tongue};
use crate::domain::{Field, Pipeline, Role, Slug, Span, Text, When};
use crate::ui::icon::Icon;
use crate::ui::setup::editing::{Editing, use_editing};

/// Values with their names, under the names of their groups.
pub(super) type Groups = Vec<(String, Vec<(String, String)>)>;

/// One of several.
#[component]
pub(super) fn Pick(
    /// What is chosen, for screen readers.
    #[prop(into)]
    label: String,
    groups: Groups,
    value: String,
    #[prop(into)] on: Callback<String>,
) -> impl IntoView {
    let known = groups.iter().flat_map(|(_, options)| options).any(|(this, _)| *this == value);
    // What has left its funnel is shown as it is called in the records.
    let gone = (!known).then(|| view! { <option value=value.clone() selected=true>{value.clone()}</option> });
    let groups = groups.into_iter().map(|(group, options)| {
        let options = options.into_iter().map(|(this, name)| {
            let selected = this == value;
            view! { <option value=this selected=selected>{name}</option> }
        });
        let options = options.collect_view();
        if group.is_empty() {
            options.into_any()
        } else {
            view! { <optgroup label=group>{options}</optgroup> }.into_any()
        }
    });
    view! {
        <span class="picks">
            <select class="input" aria-label=label on:change=move |event| on.run(event_target_value(&event))>
                {gone}{groups.collect_view()}
            </select>
            <Icon name=Icon::CHEV_D />
        </span>
    }
}

fn says(editing: Editing, text: &Text) -> String {
    text.in_tongue(tongue(editing.language)).to_owned()
}

/// Names of a funnel's places under its own.
fn by_funnel(editing: Editing, places: impl Fn(&Pipeline) -> Vec<(Slug, Text)>) -> Groups {
    editing.store.peek(|workspace| {
        let funnels = workspace.pipelines().filter(|funnel| !funnel.archived);
        let groups = funnels.map(|funnel| {
            let places = places(funnel).into_iter().map(|(id, name)| (id.to_string(), says(editing, &name)));
            (says(editing, &funnel.name), places.collect::<Vec<_>>())
        });
        groups.filter(|(_, places)| !places.is_empty()).collect()
    })
}

/// Every stage, basket and end.
pub(super) fn places(editing: Editing) -> Groups {
    by_funnel(editing, |funnel| {
        let stages = funnel.stages.iter().map(|stage| (stage.id, stage.name.clone()));
        stages.chain(funnel.ends.iter().map(|end| (end.id, end.name.clone()))).collect()
    })
}

/// Every stage and basket.
pub(super) fn stages(editing: Editing) -> Groups {
    by_funnel(editing, |funnel| funnel.stages.iter().map(|stage| (stage.id, stage.name.clone())).collect())
}

/// Every reason why buyers stop.
pub(super) fn reasons(editing: Editing) -> Groups {
    by_funnel(editing, |funnel| {
        let reasons = funnel.stages.iter().flat_map(|stage| &stage.loss_reasons);
        reasons.map(|reason| (reason.id, reason.text.clone())).collect()
    })
}

/// Every funnel.
pub(super) fn funnels(editing: Editing) -> Groups {
    let all = editing.store.peek(|workspace| {
        let funnels = workspace.pipelines().filter(|funnel| !funnel.archived);
        funnels.map(|funnel| (funnel.id.to_string(), says(editing, &funnel.name))).collect()
    });
    vec![(String::new(), all)]
}

/// Every piece of data that is asked for somewhere.
pub(super) fn data(editing: Editing) -> Groups {
    let all = editing.store.peek(|workspace| {
        let sentence = Sentence { words: editing.words, tongue: tongue(editing.language), workspace };
        // What no stage asks for may be asked by a robot.
        let waited = workspace.robots().filter_map(|robot| match robot.when {
            When::FieldSet(field) => Some(field),
            _ => None,
        });
        let first = Slug::new("amount").into_iter().chain(waited);
        let mut all: Vec<(String, String)> = first.map(|field| (field.to_string(), sentence.field(field))).collect();
        for Field { id, name } in fields(workspace) {
            if all.iter().all(|(known, _)| *known != id.as_str()) {
                all.push((id.to_string(), says(editing, &name)));
            }
        }
        all
    });
    vec![(String::new(), all)]
}

/// Texts by their numbers.
pub(super) fn numbered(names: &[&str]) -> Groups {
    vec![(String::new(), names.iter().enumerate().map(|(at, name)| (at.to_string(), (*name).to_owned())).collect())]
}

/// Everybody of the sales desk.
pub(super) const ROLES: [Role; 4] = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];

/// One of the names that records go by.
#[component]
pub(super) fn PickSlug(
    #[prop(into)] label: String,
    groups: Groups,
    value: Slug,
    #[prop(into)] on: Callback<Slug>,
) -> impl IntoView {
    let chosen = move |text: String| {
        if let Ok(slug) = text.parse() {
            on.run(slug);
        }
    };
    view! { <Pick label groups value=value.to_string() on=chosen /> }
}

/// A number of minutes, hours or days.
#[component]
pub(super) fn PickSpan(#[prop(into)] label: String, value: Span, #[prop(into)] on: Callback<Span>) -> impl IntoView {
    let words = use_editing().words.robots;
    let (count, unit) = match value {
        Span::WorkingMinutes(minutes) if minutes > 0 && minutes % 60 == 0 => (minutes / 60, 1),
        Span::WorkingMinutes(minutes) => (minutes, 0),
        Span::WorkingDays(days) => (u32::from(days), 2),
        Span::Days(days) => (u32::from(days), 3),
    };
    let now = StoredValue::new((count, unit));
    let tell = move || {
        let (count, unit) = now.get_value();
        let days = u16::try_from(count).unwrap_or(u16::MAX);
        on.run(match unit {
            0 => Span::WorkingMinutes(count),
            1 => Span::WorkingMinutes(count.saturating_mul(60)),
            2 => Span::WorkingDays(days),
            _ => Span::Days(days),
        });
    };
    let counted = Callback::new(move |count: u32| {
        now.update_value(|now| now.0 = count);
        tell();
    });
    let measured = move |unit: String| {
        now.update_value(|now| now.1 = unit.parse().unwrap_or_default());
        tell();
    };
    let units = [words.minutes_unit, words.hours_unit, words.working_days_unit, words.days_unit];
    view! {
        <Number label value=count on=counted />
        <Pick label=words.span_of groups=numbered(&units) value=unit.to_string() on=measured />
    }
}

/// A whole number.
#[component]
pub(super) fn Number(#[prop(into)] label: String, value: u32, #[prop(into)] on: Callback<u32>) -> impl IntoView {
    let changed = move |event| {
        if let Ok(number) = event_target_value(&event).trim().parse() {
            on.run(number);
        }
    };
    view! { <input class="input few" type="number" min="0" max="9999" inputmode="numeric" aria-label=label value=value.to_string() on:change=changed /> }
}

/// A few words.
#[component]
pub(super) fn Words(
    #[prop(into)] label: String,
    value: String,
    #[prop(into)] on: Callback<String>,
    /// Whether there is room for more than a line.
    #[prop(optional)]
    long: bool,
) -> impl IntoView {
    let typed = move |event| on.run(event_target_value(&event));
    if long {
        view! { <textarea class="input" rows="3" placeholder=label.clone() aria-label=label prop:value=value on:input=typed></textarea> }.into_any()
    } else {
        view! { <input class="input" type="text" autocomplete="off" placeholder=label.clone() aria-label=label value=value on:input=typed /> }.into_any()
    }
}
