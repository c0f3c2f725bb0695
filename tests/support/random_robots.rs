//! Random robots and what they did.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use voronka::domain::insight::rfm::Code;
use voronka::domain::{Action, Condition, DealId, Deed, MemberId, Robot, Run, RunId, Span, When, Whom};

use super::{ACTIVITIES, ROLES, moment, next_contact, owner, slug, text, words};

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        any::<u32>().prop_map(Span::WorkingMinutes),
        any::<u16>().prop_map(Span::WorkingDays),
        any::<u16>().prop_map(Span::Days),
    ]
}

/// Some of the 27 scores; none of them too.
pub(crate) fn scores() -> impl Strategy<Value = BTreeSet<Code>> {
    btree_set(select(Code::all().collect::<Vec<_>>()), 0..6)
}

fn when() -> BoxedStrategy<When> {
    let names = || vec(slug(), 0..3);
    prop_oneof![
        slug().prop_map(When::Entered),
        (slug(), span()).prop_map(|(stage, span)| When::Stands(stage, span)),
        of(slug()).prop_map(When::OverNorm),
        slug().prop_map(When::FieldSet),
        names().prop_map(When::Won),
        names().prop_map(When::Lost),
        any::<u16>().prop_map(When::Returns),
        (slug(), any::<u16>()).prop_map(|(field, days)| When::DateNear(field, days)),
        scores().prop_map(When::Scored),
        any::<u16>().prop_map(When::LeavesBest),
    ]
    .boxed()
}

fn condition() -> BoxedStrategy<Condition> {
    prop_oneof![
        vec(slug(), 0..3).prop_map(Condition::Filled),
        (slug(), words()).prop_map(|(field, value)| Condition::Holds(field, value)),
        slug().prop_map(Condition::On),
        slug().prop_map(Condition::Stood),
        Just(Condition::NoContact),
        Just(Condition::NoTalk),
        slug().prop_map(Condition::NotIn),
        words().prop_map(Condition::Tagged),
        scores().prop_map(Condition::Scored),
    ]
    .boxed()
}

pub(crate) fn whom() -> impl Strategy<Value = Whom> {
    prop_oneof![Just(Whom::Owner), select(&ROLES[..]).prop_map(Whom::Role)]
}

fn action() -> BoxedStrategy<Action> {
    prop_oneof![
        slug().prop_map(Action::Move),
        (of(slug()), btree_map(words(), slug(), 0..3)).prop_map(|(field, baskets)| Action::Basket(field, baskets)),
        Just(Action::Return),
        slug().prop_map(Action::Begin),
        select(&ROLES[..]).prop_map(Action::Assign),
        (select(&ACTIVITIES[..]), span(), text()).prop_map(|(kind, after, purpose)| Action::Plan {
            kind,
            after,
            purpose
        }),
        words().prop_map(Action::Tag),
        text().prop_map(Action::Message),
        whom().prop_map(Action::Notify),
    ]
    .boxed()
}

pub(crate) fn robot() -> BoxedStrategy<Robot> {
    let about = (slug(), text(), text(), of(slug()));
    (about, when(), vec(condition(), 0..3), vec(action(), 0..4), of(moment()))
        .prop_map(|((id, name, why, funnel), when, only_if, then, on)| Robot {
            id,
            name,
            why,
            funnel,
            when,
            only_if,
            then,
            on,
        })
        .boxed()
}

fn deed() -> BoxedStrategy<Deed> {
    prop_oneof![
        slug().prop_map(Deed::Moved),
        (any::<u128>(), slug()).prop_map(|(deal, stage)| Deed::Began(DealId(deal), stage)),
        any::<u128>().prop_map(|member| Deed::Assigned(MemberId(member))),
        moment().prop_map(Deed::Planned),
        moment().prop_map(Deed::Kept),
        words().prop_map(Deed::Tagged),
        (text(), of(moment())).prop_map(|(text, sent)| Deed::Message(text, sent)),
        btree_map(any::<u128>().prop_map(MemberId), of(moment()), 0..3).prop_map(Deed::Told),
        (slug(), vec(slug(), 0..3), of(any::<u8>())).prop_map(|(to, lacks, rule)| Deed::Refused(to, lacks, rule)),
        select(&ROLES[..]).prop_map(Deed::NobodyToAssign),
        Just(Deed::NotPlanned),
    ]
    .boxed()
}

pub(crate) fn run() -> BoxedStrategy<Run> {
    let was = (owner(), of(next_contact()), super::rates());
    (any::<u128>(), slug(), any::<u128>(), moment(), moment(), vec(deed(), 0..12), was, of(moment()))
        .prop_map(|(id, robot, deal, at, since, did, (owner, next, (rate, other_rates)), undone)| Run {
            id: RunId(id),
            robot,
            deal: DealId(deal),
            at,
            since,
            did,
            owner,
            next,
            rate,
            other_rates,
            undone,
        })
        .boxed()
}
