//! Random hypotheses, plans of months and working times.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use voronka::domain::{
    Aim, DealId, Ended, Handling, Hours, Hypothesis, HypothesisId, Record, Target, Timetable, Trial,
};

use super::warming::day;
use super::{moment, money, owner, slug, words};

pub(crate) const AIMS: [Aim; 3] = [Aim::Step, Aim::Won, Aim::Stay];
pub(crate) const TRIALS: [Trial; 2] = [Trial::Alternating, Trial::BeforeAfter];
pub(crate) const HANDLINGS: [Handling; 2] = [Handling::AsBefore, Handling::Changed];

/// A record of any of these kinds.
pub(crate) fn record() -> BoxedStrategy<Record> {
    prop_oneof![
        hypothesis().prop_map(Record::from),
        target().prop_map(Record::from),
        timetable().prop_map(Record::from),
    ]
    .boxed()
}

/// Two records of one kind and one identity.
pub(crate) fn two_of_one() -> BoxedStrategy<(Record, Record)> {
    prop_oneof![
        (hypothesis(), hypothesis()).prop_map(|(a, b)| (a.clone().into(), Hypothesis { id: a.id, ..b }.into())),
        (target(), target()).prop_map(|(a, b)| (a.clone().into(), Target { id: a.id, ..b }.into())),
        (timetable(), timetable()).prop_map(|(a, b)| (a.clone().into(), Timetable { id: a.id, ..b }.into())),
    ]
    .boxed()
}

fn hypothesis() -> BoxedStrategy<Hypothesis> {
    let ended = (moment(), any::<bool>(), words()).prop_map(|(at, kept, words)| Ended { at, kept, words });
    let deals = btree_map(any::<u128>().prop_map(DealId), select(&HANDLINGS[..]), 0..4);
    let about = (any::<u128>().prop_map(HypothesisId), words(), words(), slug());
    let how = (select(&AIMS[..]), select(&TRIALS[..]), any::<u16>(), moment());
    (about, how, proptest::option::of(ended), owner(), deals)
        .prop_map(|((id, name, because, stage), (aim, trial, hoped, began), ended, by, deals)| Hypothesis {
            id,
            name,
            because,
            stage,
            aim,
            trial,
            hoped,
            began,
            ended,
            by,
            deals,
        })
        .boxed()
}

fn target() -> BoxedStrategy<Target> {
    (slug(), day(), owner(), money())
        .prop_map(|(id, month, member, amount)| Target { id, month, member, amount })
        .boxed()
}

fn timetable() -> BoxedStrategy<Timetable> {
    let hours = || vec((any::<u16>(), any::<u16>()).prop_map(|(from, to)| Hours { from, to }), 0..3);
    let week = [hours(), hours(), hours(), hours(), hours(), hours(), hours()];
    (slug(), proptest::option::of(words()), week, btree_set(day(), 0..4), any::<u16>())
        .prop_map(|(id, zone, week, holidays, patience)| Timetable { id, zone, week, holidays, patience })
        .boxed()
}
