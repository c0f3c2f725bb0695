//! What is so of every workspace and every change, whatever has happened.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use voronka::domain::{
    Answers, Ask, Change, Command, Context, Currency, Deal, Gate, MemberId, RecordId, Rejection, Workspace,
};

use super::steps::doing::answers_to;
use super::steps::{context, places};

pub(crate) type Check = Result<(), TestCaseError>;

/// What a workspace says of its boards and links is what its records say.
pub(crate) fn derived_is_so(desk: &Workspace) -> Check {
    let mut stages: BTreeMap<_, Vec<&Deal>> = BTreeMap::new();
    for deal in desk.deals() {
        stages.entry(deal.stage).or_default().push(deal);
    }
    for place in places(desk).into_iter().chain(stages.keys().copied()) {
        let mut deals = stages.get(&place).cloned().unwrap_or_default();
        deals.sort_by_key(|deal| Reverse((deal.entered(), deal.id)));
        let column = desk.column(place);
        prop_assert_eq!(column.is_some(), !deals.is_empty(), "an empty column is none: {}", place);
        let Some(column) = column else { continue };
        prop_assert_eq!(column.len(), deals.len());
        prop_assert_eq!(column.deals().collect::<Vec<_>>(), deals.iter().map(|deal| deal.id).collect::<Vec<_>>());
        prop_assert_eq!(column.get(0), Some(deals[0].id));
        let mut sums: BTreeMap<Currency, i128> = BTreeMap::new();
        for amount in deals.iter().filter_map(|deal| deal.amount) {
            *sums.entry(amount.currency).or_default() += i128::from(amount.minor);
        }
        let held = |sum: i128| sum.clamp(i64::MIN.into(), i64::MAX.into());
        let shown: Vec<_> = column.sums().iter().map(|sum| (sum.currency, i128::from(sum.minor))).collect();
        prop_assert_eq!(shown, sums.into_iter().map(|(currency, sum)| (currency, held(sum))).collect::<Vec<_>>());
    }
    let mut links: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    for record in desk.records() {
        for parent in record.refers_to() {
            links.entry(parent).or_default().insert(record.id());
        }
    }
    for parent in desk.records().map(|record| record.id()).chain(links.keys().copied()) {
        prop_assert_eq!(desk.of(parent).collect::<BTreeSet<_>>(), links.get(&parent).cloned().unwrap_or_default());
    }
    for funnel in desk.pipelines() {
        for place in funnel.places() {
            prop_assert_eq!(desk.pipeline_of(place).map(|owner| owner.id), Some(funnel.id));
        }
    }
    Ok(())
}

/// The same records, taken in anew, are the same workspace.
pub(crate) fn a_copy_is_the_same(desk: &Workspace) -> Check {
    let mut copy = Workspace::default();
    let taken = copy.apply(Command::TakeIn(desk.records().collect()), &context(0, 0));
    prop_assert!(taken.is_ok(), "the copy was refused: {:?}", taken);
    prop_assert!(&copy == desk, "the copy is another");
    Ok(())
}

pub(crate) fn replayed(desk: &Workspace, change: Change) -> Result<Workspace, Rejection> {
    let mut desk = desk.clone();
    desk.apply(Command::Replay(change), &context(0, 0)).map(|_| desk)
}

/// A change leads from the one workspace to the other and back.
pub(crate) fn leads_there_and_back(before: &Workspace, change: &Change, after: &Workspace) -> Check {
    let back = replayed(after, change.reversed());
    prop_assert!(back.as_ref() == Ok(before), "reversed: {:?}", back.err());
    let there = replayed(before, change.clone());
    prop_assert!(there.as_ref() == Ok(after), "done again: {:?}", there.err());
    prop_assert_eq!(&change.reversed().reversed(), change);
    Ok(())
}

/// At most one edit of each record, each makes a difference, and says what was and what is.
pub(crate) fn a_change_says_what_changed(before: &Workspace, change: &Change, after: &Workspace) -> Check {
    let ids: BTreeSet<_> = change.edits.iter().map(|edit| edit.id).collect();
    prop_assert_eq!(ids.len(), change.edits.len());
    for edit in &change.edits {
        prop_assert_ne!(&edit.before, &edit.after);
        prop_assert_eq!(&edit.before, &before.get(edit.id));
        prop_assert_eq!(&edit.after, &after.get(edit.id));
    }
    let kept = |desk: &Workspace| desk.records().filter(|r| !ids.contains(&r.id())).collect::<Vec<_>>();
    prop_assert!(kept(before) == kept(after), "something changed that the change does not name");
    Ok(())
}

/// Every deal stands where its history ends, and the history is in order.
pub(crate) fn histories_are_sound(desk: &Workspace) -> Check {
    for deal in desk.deals() {
        prop_assert_eq!(deal.history.last().map(|entry| entry.to), Some(deal.stage));
        prop_assert!(deal.history.is_sorted_by(|a, b| (a.at, a.id) < (b.at, b.id)), "{:?}", deal.history);
    }
    Ok(())
}

pub(crate) fn histories_go_on(before: &Workspace, after: &Workspace) -> Check {
    for deal in before.deals() {
        if let Some(later) = after.deal(deal.id) {
            prop_assert!(later.history.starts_with(&deal.history), "history of {} was unwritten", deal.id);
        }
    }
    Ok(())
}

/// What the board shows at a stage to anybody is what a move to it meets.
pub(crate) fn gates_agree_with_moves(desk: &Workspace, deal: &Deal, number: usize) -> Check {
    let people = desk.members().map(|member| Some(member.id));
    for by in people.chain([None, Some(MemberId(404))]) {
        gates_agree_for(desk, deal, number, by)?;
    }
    Ok(())
}

fn gates_agree_for(desk: &Workspace, deal: &Deal, number: usize, by: Option<MemberId>) -> Check {
    for to in places(desk) {
        let mut tab = desk.clone();
        let context = Context { by, ..context(number, 0) };
        let mut go = |answers| tab.apply(Command::MoveDeal { deal: deal.id, to, answers }, &context);
        let moved = go(Answers::default());
        match desk.gate(deal, to, by) {
            Gate::Here => prop_assert_eq!(moved, Err(Rejection::AlreadyThere)),
            Gate::Closed(why) => {
                prop_assert_eq!(moved, Err(why.clone()));
                let said = Answers { why: Some("Надо".into()), ..Answers::default() };
                prop_assert_eq!(go(said), Err(why), "a reason does not open what is closed");
            }
            Gate::Open(asks) if asks.is_empty() => prop_assert!(moved.is_ok(), "{} is open, but {:?}", to, moved),
            Gate::Open(asks) => {
                prop_assert_eq!(moved, Err(Rejection::Needs(asks.clone())));
                // All but one answer is not enough.
                for (at, ask) in asks.iter().enumerate() {
                    let others: Vec<_> = asks.iter().filter(|other| *other != ask).cloned().collect();
                    let reasons = |asks: &[Ask]| answers_to(asks).why.is_some();
                    if reasons(&others) && (reasons(&asks[at..=at]) || matches!(ask, Ask::Proofs { or_why: true, .. }))
                    {
                        continue; // one reason is for all
                    }
                    prop_assert!(go(answers_to(&others)).is_err(), "{} is open without {:?}", to, ask);
                }
                let answered = go(answers_to(&asks));
                prop_assert!(answered.is_ok(), "{} is open when {:?} is answered, but {:?}", to, asks, answered);
            }
        }
    }
    Ok(())
}
