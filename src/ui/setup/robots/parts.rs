//! The parts of a robot's sentence with their choices: what it waits for, one condition, one action.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::WAYS;
use super::grades::Grades;
use super::many::{Answers, Many};
use super::pick::{Number, Pick, PickSlug, PickSpan, ROLES, Words, data, funnels, numbered, places, reasons, stages};
use crate::app::robots::tongue;
use crate::domain::insight::clientele::SOON;
use crate::domain::insight::rfm::{Code, Grade};
use crate::domain::{Action, Condition, Slug, Span, Text, When, Whom};
use crate::ui::setup::editing::{Editing, use_editing};

/// The first stage of this funnel, or of any: where a new part begins.
fn first_stage(editing: Editing) -> Option<Slug> {
    let here = editing.store.peek(|workspace| workspace.pipeline(editing.id)?.stages.first().map(|stage| stage.id));
    here.or_else(|| stages(editing).first()?.1.first()?.0.parse().ok())
}

fn first_field(editing: Editing) -> Option<Slug> {
    data(editing).first()?.1.first()?.0.parse().ok()
}

/// The best in everything.
fn best() -> BTreeSet<Code> {
    [Code { r: Grade::Best, f: Grade::Best, m: Grade::Best }].into()
}

/// A trigger of the kind at this place of `words.robots.whens`.
pub(super) fn new_when(editing: Editing, kind: usize) -> Option<When> {
    Some(match kind {
        0 => When::Entered(first_stage(editing)?),
        1 => When::Stands(first_stage(editing)?, Span::WorkingDays(2)),
        2 => When::OverNorm(Some(editing.id)),
        3 => When::FieldSet(first_field(editing)?),
        4 => When::Won(Vec::new()),
        5 => When::Lost(Vec::new()),
        6 => When::Returns(0),
        7 => When::DateNear(first_field(editing)?, 3),
        8 => When::Scored(best()),
        _ => When::LeavesBest(SOON as u16),
    })
}

/// The place of a trigger among the kinds.
pub(super) fn kind_of(when: &When) -> usize {
    match when {
        When::Entered(_) => 0,
        When::Stands(..) => 1,
        When::OverNorm(_) => 2,
        When::FieldSet(_) => 3,
        When::Won(_) => 4,
        When::Lost(_) => 5,
        When::Returns(_) => 6,
        When::DateNear(..) => 7,
        When::Scored(_) => 8,
        When::LeavesBest(_) => 9,
    }
}

/// What belongs to a trigger besides its kind.
#[component]
pub(super) fn WhenPart(value: When, #[prop(into)] on: Callback<When>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let days = move |days: u32| u16::try_from(days).unwrap_or(u16::MAX);
    match value {
        When::Entered(place) => view! {
            <PickSlug label=words.place groups=places(editing) value=place on=move |place| on.run(When::Entered(place)) />
        }
        .into_any(),
        When::Stands(place, span) => {
            let now = StoredValue::new((place, span));
            let tell = move || {
                let (place, span) = now.get_value();
                on.run(When::Stands(place, span));
            };
            let stand = move |place| { now.update_value(|now| now.0 = place); tell(); };
            let last = move |span| { now.update_value(|now| now.1 = span); tell(); };
            view! {
                <PickSlug label=words.place groups=stages(editing) value=place on=stand />
                <PickSpan label=words.span_of value=span on=last />
            }
            .into_any()
        }
        When::OverNorm(funnel) => {
            let mut groups = funnels(editing);
            if let Some((_, options)) = groups.first_mut() {
                options.insert(0, (String::new(), words.any_funnel.to_owned()));
            }
            let value = funnel.map(|funnel| funnel.to_string()).unwrap_or_default();
            let chosen = move |text: String| on.run(When::OverNorm(text.parse().ok()));
            view! { <Pick label=words.place groups value on=chosen /> }.into_any()
        }
        When::FieldSet(field) => view! {
            <PickSlug label=words.field groups=data(editing) value=field on=move |field| on.run(When::FieldSet(field)) />
        }
        .into_any(),
        When::Won(value) => view! {
            <Many label=words.any_funnel none=words.funnels_all groups=funnels(editing) value on=move |all| on.run(When::Won(all)) />
        }
        .into_any(),
        When::Lost(value) => view! {
            <Many label=words.reasons_all none=words.reasons_all groups=reasons(editing) value on=move |all| on.run(When::Lost(all)) />
        }
        .into_any(),
        When::Returns(ahead) => view! {
            <Number label=words.days_ahead value=u32::from(ahead) on=move |count| on.run(When::Returns(days(count))) />
            <span class="c2">{words.days_unit}</span>
        }
        .into_any(),
        When::DateNear(field, ahead) => {
            let now = StoredValue::new((field, ahead));
            let tell = move || {
                let (field, ahead) = now.get_value();
                on.run(When::DateNear(field, ahead));
            };
            let named = move |field| { now.update_value(|now| now.0 = field); tell(); };
            let counted = move |count| { now.update_value(|now| now.1 = days(count)); tell(); };
            view! {
                <PickSlug label=words.field groups=data(editing) value=field on=named />
                <Number label=words.days_ahead value=u32::from(ahead) on=counted />
                <span class="c2">{words.days_unit}</span>
            }
            .into_any()
        }
        When::Scored(value) => view! {
            <Grades value on=move |codes| on.run(When::Scored(codes)) />
            <span class="c3 t12 whole">{words.month_why}</span>
        }
        .into_any(),
        When::LeavesBest(ahead) => view! {
            <Number label=words.days_ahead value=u32::from(ahead) on=move |count| on.run(When::LeavesBest(days(count))) />
            <span class="c2">{words.days_unit}</span>
            <span class="c3 t12 whole">{words.month_why}</span>
        }
        .into_any(),
    }
}

/// A condition of the kind at this place of `words.robots.conditions`.
pub(super) fn new_condition(editing: Editing, kind: usize) -> Option<Condition> {
    Some(match kind {
        0 => Condition::Filled(first_field(editing).into_iter().collect()),
        1 => Condition::Holds(first_field(editing)?, String::new()),
        2 => Condition::On(first_stage(editing)?),
        3 => Condition::Stood(first_stage(editing)?),
        4 => Condition::NoContact,
        5 => Condition::NoTalk,
        6 => Condition::NotIn(editing.id),
        7 => Condition::Tagged(String::new()),
        _ => Condition::Scored(best()),
    })
}

/// One condition.
#[component]
pub(super) fn ConditionPart(value: Condition, #[prop(into)] on: Callback<Condition>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let kind = |at: usize| view! { <span>{words.conditions[at]}</span> };
    match value {
        Condition::Filled(value) => view! {
            {kind(0)}<Many label=words.field none=words.field groups=data(editing) value on=move |all| on.run(Condition::Filled(all)) />
        }
        .into_any(),
        Condition::Holds(field, text) => {
            let now = StoredValue::new((field, text.clone()));
            let tell = move || {
                let (field, text) = now.get_value();
                on.run(Condition::Holds(field, text));
            };
            let named = move |field| { now.update_value(|now| now.0 = field); tell(); };
            let said = move |text| { now.update_value(|now| now.1 = text); tell(); };
            view! {
                {kind(1)}
                <PickSlug label=words.field groups=data(editing) value=field on=named />
                <Words label=words.value value=text on=said />
            }
            .into_any()
        }
        Condition::On(place) => view! {
            {kind(2)}<PickSlug label=words.place groups=places(editing) value=place on=move |place| on.run(Condition::On(place)) />
        }
        .into_any(),
        Condition::Stood(place) => view! {
            {kind(3)}<PickSlug label=words.place groups=places(editing) value=place on=move |place| on.run(Condition::Stood(place)) />
        }
        .into_any(),
        Condition::NoContact => kind(4).into_any(),
        Condition::NoTalk => kind(5).into_any(),
        Condition::NotIn(funnel) => view! {
            {kind(6)}<PickSlug label=words.any_funnel groups=funnels(editing) value=funnel on=move |funnel| on.run(Condition::NotIn(funnel)) />
        }
        .into_any(),
        Condition::Tagged(tag) => view! {
            {kind(7)}<Words label=words.tag value=tag on=move |tag: String| on.run(Condition::Tagged(tag.trim().to_owned())) />
        }
        .into_any(),
        Condition::Scored(value) => view! { {kind(8)}<Grades value on=move |codes| on.run(Condition::Scored(codes)) /> }.into_any(),
    }
}

/// An action of the kind at this place of `words.robots.actions`.
pub(super) fn new_action(editing: Editing, kind: usize) -> Option<Action> {
    Some(match kind {
        0 => Action::Move(first_stage(editing)?),
        1 => Action::Basket(None, Default::default()),
        2 => Action::Return,
        3 => Action::Begin(first_stage(editing)?),
        4 => Action::Assign(ROLES[1]),
        5 => Action::Plan { kind: WAYS[0], after: Span::WorkingDays(1), purpose: Text::default() },
        6 => Action::Tag(String::new()),
        7 => Action::Message(Text::default()),
        _ => Action::Notify(Whom::Owner),
    })
}

/// One action.
#[component]
pub(super) fn ActionPart(value: Action, #[prop(into)] on: Callback<Action>) -> impl IntoView {
    let editing = use_editing();
    let words = editing.words.robots;
    let tongue = tongue(editing.language);
    let kind = |at: usize| view! { <span>{words.actions[at]}</span> };
    let roles = || ROLES.map(|role| editing.words.roles.of(role));
    let nth = |text: &str| text.parse::<usize>().ok();
    match value {
        Action::Move(place) => view! {
            {kind(0)}<PickSlug label=words.place groups=places(editing) value=place on=move |place| on.run(Action::Move(place)) />
        }
        .into_any(),
        Action::Basket(field, baskets) => {
            let now = StoredValue::new((field, baskets));
            let tell = move || {
                let (field, baskets) = now.get_value();
                on.run(Action::Basket(field, baskets));
            };
            let mut groups = data(editing);
            if let Some((_, options)) = groups.first_mut() {
                options.insert(0, (String::new(), words.basket_by_reason.to_owned()));
            }
            let by = field.map(|field| field.to_string()).unwrap_or_default();
            let by_reason = RwSignal::new(field.is_none());
            let named = move |text: String| {
                now.update_value(|now| now.0 = text.parse().ok());
                by_reason.set(text.is_empty());
                tell();
            };
            let led = Callback::new(move |all: Vec<(String, Slug)>| {
                now.update_value(|now| now.1 = all.into_iter().filter(|(answer, _)| !answer.trim().is_empty()).collect());
                tell();
            });
            let pairs = move || {
                let answers = by_reason.get().then(|| reasons(editing));
                let value = now.with_value(|(_, baskets)| baskets.clone().into_iter().collect());
                view! { <Answers answers groups=stages(editing) value on=led /> }
            };
            view! { {kind(1)}<Pick label=words.field groups value=by on=named />{pairs} }.into_any()
        }
        Action::Return => kind(2).into_any(),
        Action::Begin(place) => view! {
            {kind(3)}<PickSlug label=words.place groups=stages(editing) value=place on=move |place| on.run(Action::Begin(place)) />
        }
        .into_any(),
        Action::Assign(role) => {
            let at = ROLES.iter().position(|known| *known == role).unwrap_or_default();
            let chosen = move |text: String| {
                if let Some(&role) = nth(&text).and_then(|at| ROLES.get(at)) {
                    on.run(Action::Assign(role));
                }
            };
            view! { {kind(4)}<Pick label=words.role groups=numbered(&roles()) value=at.to_string() on=chosen /> }.into_any()
        }
        Action::Plan { kind: way, after, purpose } => {
            let shown = purpose.in_tongue(tongue).to_owned();
            let now = StoredValue::new((way, after, purpose));
            let tell = move || {
                let (kind, after, purpose) = now.get_value();
                on.run(Action::Plan { kind, after, purpose });
            };
            let at = WAYS.iter().position(|known| *known == way).unwrap_or_default();
            let names = WAYS.map(|way| words.kinds[way as usize]);
            let how = move |text: String| {
                if let Some(&way) = nth(&text).and_then(|at| WAYS.get(at)) {
                    now.update_value(|now| now.0 = way);
                    tell();
                }
            };
            let later = move |span| { now.update_value(|now| now.1 = span); tell(); };
            let said = move |text: String| { now.update_value(|now| now.2.write(tongue, &text)); tell(); };
            view! {
                {kind(5)}
                <Pick label=words.how groups=numbered(&names) value=at.to_string() on=how />
                <PickSpan label=words.after value=after on=later />
                <Words label=words.purpose value=shown on=said />
            }
            .into_any()
        }
        Action::Tag(tag) => view! {
            {kind(6)}<Words label=words.tag value=tag on=move |tag: String| on.run(Action::Tag(tag.trim().to_owned())) />
        }
        .into_any(),
        Action::Message(text) => {
            let shown = text.in_tongue(tongue).to_owned();
            let now = StoredValue::new(text);
            let said = move |words: String| {
                now.update_value(|now| now.write(tongue, &words));
                on.run(Action::Message(now.get_value()));
            };
            view! { {kind(7)}<Words label=words.text value=shown on=said long=true /> }.into_any()
        }
        Action::Notify(whom) => {
            let at = match whom {
                Whom::Owner => 0,
                Whom::Role(role) => 1 + ROLES.iter().position(|known| *known == role).unwrap_or_default(),
            };
            let [one, two, three, four] = roles();
            let chosen = move |text: String| {
                let role = nth(&text).and_then(|at| ROLES.get(at.checked_sub(1)?));
                on.run(Action::Notify(role.map_or(Whom::Owner, |&role| Whom::Role(role))));
            };
            let names = [words.owner, one, two, three, four];
            view! { {kind(8)}<Pick label=words.whom groups=numbered(&names) value=at.to_string() on=chosen /> }.into_any()
        }
    }
}
