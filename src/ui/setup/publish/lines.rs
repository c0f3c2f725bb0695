//! A difference in words.

use leptos::prelude::*;

use crate::domain::insight::edition::{Asked, Listed, Matter, Wanted};
use crate::domain::{Freedom, Pipeline, Slug};
use crate::ui::setup::editing::Editing;
use crate::ui::setup::wording::{four_r, freedom, kind, outcome, phase};

/// What one side of a difference says.
pub(super) fn says(editing: Editing, matter: &Matter) -> String {
    let words = editing.words.setup;
    let of_role = |text: String, role: &Option<crate::domain::Role>| match role {
        Some(role) => words.for_role.fill([editing.words.roles.of(*role), &text]),
        None => text,
    };
    match matter {
        Matter::Name(text) => words.line_name.fill([&editing.says(text)]),
        Matter::BuyerStep(text) => words.line_step.fill([&editing.says(text)]),
        Matter::Task(text) => words.line_task.fill([&editing.says(text)]),
        Matter::Help(text) => words.line_help.fill([&editing.says(text)]),
        Matter::Script(text) => words.line_script.fill([&editing.says(text)]),
        Matter::Proof(proof) => {
            let named = words.proof_line.fill([&editing.says(&proof.text), kind(words, proof.kind)]);
            if proof.required { named } else { editing.words.units.comma.fill([&named, words.optional]) }
        }
        Matter::Enter(field) => words.line_enter.fill([&editing.says(&field.name)]),
        Matter::Leave(field) => words.line_leave.fill([&editing.says(&field.name)]),
        Matter::Reason(reason) => words.line_reason.fill([&editing.says(&reason.text)]),
        Matter::Phase(aida) => words.line_phase.fill([phase(words, *aida)]),
        Matter::Key => words.line_key.to_owned(),
        Matter::Norm(0) => words.line_no_norm.to_owned(),
        Matter::Norm(days) => words.line_norm.fill([&days.to_string()]),
        Matter::ContactExcuses(true) => words.line_excused.to_owned(),
        Matter::ContactExcuses(false) => words.line_not_excused.to_owned(),
        Matter::Probability(Some(percent)) => words.line_chance.fill([&percent.to_string()]),
        Matter::Probability(None) => words.line_chance_history.to_owned(),
        Matter::Movers(roles) if roles.is_empty() => words.line_everybody.to_owned(),
        Matter::Movers(roles) => {
            let roles: Vec<&str> = roles.iter().map(|&role| editing.words.roles.of(role)).collect();
            words.line_movers.fill([&roles.join(", ")])
        }
        Matter::Order(listed) => words.line_order.fill([words.lists[match listed {
            Listed::Script => 0,
            Listed::Proofs => 1,
            Listed::Enter => 2,
            Listed::Leave => 3,
            Listed::Reasons => 4,
            Listed::Questions => 5,
        }]]),
        Matter::Outcome(kind) => words.line_outcome.fill([outcome(words, *kind)]),
        Matter::AsksReason => words.line_asks_reason.to_owned(),
        Matter::AsksReturn => words.line_asks_return.to_owned(),
        Matter::Question(question) => words.line_question.fill([&editing.says(&question.text)]),
        Matter::Purpose(text) => words.line_purpose.fill([&editing.says(text)]),
        Matter::Segment(text) => words.line_segment.fill([&editing.says(text)]),
        Matter::FourR(place) => {
            words.line_four_r.fill([place.map_or(editing.words.units.none, |place| four_r(words, place))])
        }
        Matter::Worker(role) => words.line_worker.fill([editing.words.roles.of(*role)]),
        Matter::Ordered(true) => words.line_ordered.to_owned(),
        Matter::Ordered(false) => words.line_baskets.to_owned(),
        Matter::Refusals(true) => words.line_refusals.to_owned(),
        Matter::Refusals(false) => words.line_no_refusals.to_owned(),
        Matter::Archived(true) => words.line_archived.to_owned(),
        Matter::Archived(false) => words.in_force.to_owned(),
        Matter::Skip(role, free) => of_role(words.line_skip.fill([freedom(words, *free)]), role),
        Matter::Back(role, free) => of_role(words.line_back.fill([freedom(words, *free)]), role),
        Matter::Unproved(role, free) => of_role(words.line_unproved.fill([freedom(words, *free)]), role),
    }
}

/// What deals will be asked for, and at which stage.
pub(super) fn asks(editing: Editing, draft: &Pipeline, asked: &Asked) -> String {
    let words = editing.words.setup;
    let number = draft.position(asked.stage).unwrap_or_default() + 1;
    let number = number.to_string();
    match &asked.what {
        Wanted::ToEnter(field) => words.will_ask_enter.fill([&lower(&editing.says(&field.name)), &number]),
        Wanted::ToLeave(field) => words.will_ask_leave.fill([&lower(&editing.says(&field.name)), &number]),
        Wanted::Proof(proof, Freedom::Forbidden) => words.will_need_proof.fill([&editing.says(&proof.text), &number]),
        Wanted::Proof(proof, _) => words.will_ask_proof.fill([&editing.says(&proof.text), &number]),
    }
}

/// A name inside a sentence: «Сумма» is «сумма», «ЛПР» stays.
fn lower(name: &str) -> String {
    let mut signs = name.chars();
    match (signs.next(), signs.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(signs).collect()
        }
        _ => name.to_owned(),
    }
}

/// What a stage or an end is called: in the draft, else wherever it is or was.
pub(super) fn place_name(editing: Editing, place: Slug) -> String {
    let name = |funnel: &Pipeline| {
        let stage = funnel.stage(place).map(|stage| &stage.name);
        stage.or_else(|| funnel.end(place).map(|end| &end.name)).map(|name| editing.says(name))
    };
    let drafted = editing.funnel.with_untracked(|funnel| funnel.as_deref().and_then(name));
    let known = || editing.store.peek(|workspace| workspace.funnel_that_had(place).and_then(|funnel| name(funnel)));
    drafted.or_else(known).unwrap_or_else(|| place.to_string())
}
