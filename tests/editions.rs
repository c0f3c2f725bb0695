//! The laws of editions: a new one never loses or doubles a deal or its history, nothing past is edited, and the deals at
//! work go by the edition that the person says. docs/rules.md says it in words (45 to 50); here it is tried on random
//! funnels, and what fails is shown with its seed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/checks.rs"]
#[allow(dead_code, reason = "each test program uses its own part")]
mod checks;
#[path = "support/steps.rs"]
#[allow(dead_code, reason = "each test program uses its own part")]
mod steps;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use checks::{
    Check, a_copy_is_the_same, derived_is_so, gates_agree_with_moves, histories_are_sound, histories_go_on, replayed,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use steps::reshape::{self, Reshape, adoption, kept, reshape};
use steps::{context, known_places};
use voronka::domain::{
    Adoption, Ask, Cause, Change, Command, Deal, DealId, Edition, EditionId, Gate, Pipeline, Record, Slug, Workspace,
};

/// What publishing did to the deals: none is gone, none is new, each stands somewhere and remembers all it did, and only
/// those that were told to move have moved.
fn nothing_is_lost(before: &Workspace, moves: &BTreeMap<DealId, Slug>, after: &Workspace) -> Check {
    let ids = |desk: &Workspace| desk.deals().map(|deal| deal.id).collect::<Vec<_>>();
    prop_assert_eq!(ids(before), ids(after));
    histories_go_on(before, after)?;
    histories_are_sound(after)?;
    let mut standing = 0;
    for funnel in after.pipelines() {
        standing += funnel.places().filter_map(|place| after.column(place)).map(|column| column.len()).sum::<usize>();
    }
    prop_assert_eq!(standing, after.deals().len(), "a deal stands nowhere, or twice");
    for (was, is) in before.deals().zip(after.deals()) {
        let Some(&to) = moves.get(&was.id) else {
            prop_assert_eq!(was, is, "moved untold");
            continue;
        };
        let added = &is.history[was.history.len()..];
        prop_assert_eq!(added.len(), 1);
        prop_assert_eq!((added[0].from, added[0].to, added[0].cause), (Some(was.stage), to, Cause::Funnel));
        let entered = Deal { stage: to, history: is.history.clone(), ..Deal::clone(was) };
        prop_assert_eq!(&entered, is.as_ref(), "more than its place has changed");
        let closed = |desk: &Workspace, place| desk.pipeline_of(place).unwrap().end(place).is_some();
        prop_assert_eq!(closed(before, was.stage), closed(after, to), "open deals stay open, closed ones closed");
    }
    Ok(())
}

/// What publishing did to the funnels: the new one is in force, the old one is kept as it was, the others are the same.
fn the_old_one_is_kept(before: &Workspace, funnel: &Pipeline, edition: EditionId, after: &Workspace) -> Check {
    prop_assert_eq!(after.pipeline(funnel.id).map(AsRef::as_ref), Some(funnel));
    prop_assert!(after.draft(funnel.id).is_none());
    let past = |desk: &Workspace| desk.editions(funnel.id).into_iter().cloned().collect::<Vec<Arc<Edition>>>();
    let mut expected = past(before);
    if let Some(live) = before.pipeline(funnel.id).filter(|live| live.as_ref() != funnel) {
        let kept = after.edition(edition).expect("it is kept");
        prop_assert_eq!(&kept.funnel, live);
        expected.push(kept.clone());
        // Each moment has its edition, also the last one of each.
        for (at, edition) in expected.iter().enumerate() {
            let next = expected.get(at + 1).map_or(after.pipeline(funnel.id), |next| Some(&next.funnel));
            prop_assert_eq!(
                after.funnel_at(funnel.id, voronka::domain::Moment(edition.until.0 - 1)),
                Some(&edition.funnel)
            );
            prop_assert_eq!(after.funnel_at(funnel.id, edition.until), next);
        }
        for place in live.places() {
            prop_assert!(after.funnel_that_had(place).is_some(), "{} is forgotten", place);
        }
    }
    prop_assert_eq!(past(after), expected);
    let others = |desk: &Workspace| desk.pipelines().filter(|other| other.id != funnel.id).cloned().collect::<Vec<_>>();
    prop_assert_eq!(others(before), others(after));
    Ok(())
}

/// The desk without the past of its funnels.
fn without_past(desk: &Workspace) -> Workspace {
    let mut copy = Workspace::default();
    let records = desk.records().filter(|record| !matches!(record, Record::Edition(_)));
    copy.apply(Command::TakeIn(records.collect()), &context(0, 0)).expect("the records are sound");
    copy
}

/// What every gate says of a deal to everybody.
fn gates(desk: &Workspace, deal: &Deal, places: &[Slug]) -> Vec<Gate> {
    let people = desk.members().map(|member| Some(member.id)).chain([None]);
    people.flat_map(|by| places.iter().map(move |&to| desk.gate(deal, to, by))).collect()
}

proptest! {
    #![proptest_config(support::cases(64))]

    #[test]
    fn a_new_edition_loses_nothing(start in steps::desk(), days in steps::steps(), change in proptest::collection::vec(reshape::republish(), 1..5)) {
        let mut desk = start;
        let mut done = Vec::new();
        for (number, turn) in days.iter().enumerate() {
            done.extend(desk.apply(turn.step.command(&desk, number, &done), &turn.context(number)));
        }
        for (at, change) in change.iter().enumerate() {
            let number = days.len() + at;
            let before = desk.clone();
            let command = change.command(&desk, 1_000 * number as u128 + 500_000);
            let Ok(made) = desk.apply(command.clone(), &context(number, at as i64 * -30)) else {
                prop_assert!(desk == before, "refused, but something changed");
                continue;
            };
            let Command::Publish { funnel, edition, moves, .. } = command else { unreachable!("it publishes") };
            let same = before.pipeline(funnel.id).is_some_and(|live| **live == *funnel);
            nothing_is_lost(&before, &if same { BTreeMap::new() } else { moves }, &desk)?;
            the_old_one_is_kept(&before, &funnel, edition, &desk)?;
            derived_is_so(&desk)?;
            a_copy_is_the_same(&desk)?;
            let back = replayed(&desk, made.reversed());
            prop_assert!(back.as_ref() == Ok(&before), "publishing and taking it back is not nothing: {:?}", back.err());
        }
        if let Some(deal) = desk.deals().last() {
            gates_agree_with_moves(&desk, deal, days.len() + 10)?;
        }
    }

    /// Whatever happens, an edition that has once been kept stays as it was until publishing it is taken back.
    #[test]
    fn editions_are_never_edited(start in steps::desk(), days in steps::steps()) {
        let mut desk = start;
        let mut done: Vec<Change> = Vec::new();
        for (number, turn) in days.iter().enumerate() {
            let command = turn.step.command(&desk, number, &done);
            let before = desk.clone();
            let Ok(change) = desk.apply(command, &turn.context(number)) else { continue };
            for funnel in before.pipelines() {
                for edition in before.editions(funnel.id) {
                    match desk.edition(edition.id) {
                        Some(is) => prop_assert_eq!(is, edition),
                        None => prop_assert!(turn.step.takes_back(), "{} is gone", edition.id),
                    }
                }
            }
            done.push(change);
            for funnel in desk.pipelines() {
                let until: Vec<_> = desk.editions(funnel.id).iter().map(|edition| edition.until).collect();
                let each: BTreeSet<_> = until.iter().collect();
                prop_assert_eq!(each.len(), until.len(), "two editions were in force until the same moment");
            }
        }
    }

    /// By an edition that holds at once a deal goes as if there had never been another one.
    #[test]
    fn at_once_is_as_if_it_had_always_been_so(
        start in steps::desk(),
        of in any::<Index>(),
        first in proptest::collection::vec(kept(), 1..4),
        before in adoption(),
        then in proptest::collection::vec(kept(), 1..4),
    ) {
        let mut desk = start;
        let id = of.get(&desk.pipelines().collect::<Vec<_>>()).id;
        publish(&mut desk, id, &first, before, 1);
        publish(&mut desk, id, &then, Adoption::AtOnce, 2);
        // What would have made it unfit was left out.
        prop_assume!(desk.editions(id).last().is_some_and(|last| last.adoption == Adoption::AtOnce));
        let plain = without_past(&desk);
        let places = known_places(&desk);
        for deal in desk.deals() {
            prop_assert_eq!(gates(&desk, deal, &places), gates(&plain, deal, &places));
        }
    }

    /// By an edition that is for new deals alone every other deal goes as if it had not come, to everywhere that was there;
    /// and deals that are elsewhere go as if there had never been another one.
    #[test]
    fn for_new_deals_is_as_if_nothing_had_happened_to_the_others(
        start in steps::desk(),
        of in any::<Index>(),
        changes in proptest::collection::vec(kept(), 1..4),
    ) {
        let mut desk = start.clone();
        let id = of.get(&desk.pipelines().collect::<Vec<_>>()).id;
        let old = start.pipeline(id).unwrap().clone();
        publish(&mut desk, id, &changes, Adoption::NewDeals, 1);
        let (then, plain) = (known_places(&start), without_past(&desk));
        let own: Vec<_> = old.places().collect();
        for deal in desk.deals() {
            if old.position(deal.stage).is_some() {
                prop_assert_eq!(gates(&desk, deal, &own), gates(&start, deal, &own));
            } else {
                prop_assert_eq!(gates(&desk, deal, &then), gates(&plain, deal, &then));
            }
        }
    }

    /// From an edition that holds from the next stage on, a deal is asked to leave its stage for what the old one asked, and
    /// to enter the next for what the new one asks; once it has come to a stage, as if there had never been another one.
    #[test]
    fn from_the_next_stage_is_half_and_half(
        start in steps::desk(),
        of in any::<Index>(),
        changes in proptest::collection::vec(kept(), 1..4),
        to in any::<Index>(),
    ) {
        let mut desk = start.clone();
        let id = of.get(&desk.pipelines().collect::<Vec<_>>()).id;
        let old = start.pipeline(id).unwrap().clone();
        publish(&mut desk, id, &changes, Adoption::NextStage, 1);
        let (plain, places) = (without_past(&desk), known_places(&desk));
        for deal in desk.deals() {
            if let Some(stage) = old.stage(deal.stage) {
                for &to in &places {
                    let Gate::Open(asks) = desk.gate(deal, to, None) else { continue };
                    let left: Vec<_> = stage.evidence.iter().map(|proof| proof.id).collect();
                    let entered = desk.pipeline_of(to).and_then(|funnel| Some(funnel.needed(funnel.stage(to)?)));
                    let data = stage.exit_fields.iter().cloned().chain(entered.into_iter().flatten());
                    let data: Vec<_> = data.map(|field| field.id).collect();
                    for ask in &asks {
                        match ask {
                            Ask::Proofs { missing, .. } => prop_assert!(missing.iter().all(|proof| left.contains(&proof.id))),
                            Ask::Fields(fields) => prop_assert!(fields.iter().all(|field| data.contains(&field.id))),
                            Ask::WhyLost(reasons) => prop_assert_eq!(reasons, &stage.loss_reasons),
                            _ => {}
                        }
                    }
                }
            }
            let to = *to.get(&places);
            let Gate::Open(asks) = desk.gate(deal, to, Some(support::ANNA)) else { continue };
            let mut moved = desk.clone();
            let answers = steps::doing::answers_to(&asks);
            moved.apply(Command::MoveDeal { deal: deal.id, to, answers }, &context(40, 0)).unwrap();
            let mut plain = plain.clone();
            plain.apply(Command::TakeIn(vec![moved.deal(deal.id).unwrap().as_ref().clone().into()]), &context(41, 0)).unwrap();
            let deal = moved.deal(deal.id).unwrap();
            prop_assert_eq!(gates(&moved, deal, &places), gates(&plain, deal, &places));
        }
    }
}

/// Puts a funnel in force as these changes make it; those that make it unfit are left out.
fn publish(desk: &mut Workspace, id: Slug, changes: &[Reshape], adoption: Adoption, number: u128) {
    for (nth, change) in changes.iter().enumerate() {
        let number = number * 10 + nth as u128;
        let mut funnel = Pipeline::clone(desk.pipeline(id).unwrap());
        reshape(&mut funnel, std::slice::from_ref(change), desk, number);
        let edition = EditionId(number);
        let command = Command::Publish { funnel: funnel.into(), edition, adoption, moves: BTreeMap::new() };
        let _ = desk.apply(command, &context(number as usize, 0));
    }
}

/// The laws would hold where nothing is published: most changes go through, and deals are moved by them.
#[test]
fn much_is_published() {
    let mut runner = TestRunner::deterministic();
    let (mut tried, mut through, mut moved, mut closed, mut archived) = (0, 0, 0, 0, 0);
    for _ in 0..200 {
        let mut desk = steps::desk().new_tree(&mut runner).unwrap().current();
        for number in 0..5_u128 {
            let change = reshape::republish().new_tree(&mut runner).unwrap().current();
            let command = change.command(&desk, 1_000 + number);
            let Command::Publish { funnel, moves, .. } = command.clone() else { unreachable!("it publishes") };
            tried += 1;
            let ends = moves.values().filter(|&&to| funnel.end(to).is_some()).count();
            if let Ok(change) = desk.apply(command, &context(number as usize, 0)) {
                through += usize::from(!change.is_empty());
                moved += moves.len();
                closed += ends;
                archived += usize::from(funnel.archived);
            }
        }
    }
    println!("{through} of {tried} went through, {moved} deals moved, {closed} of them closed, {archived} archived");
    assert!(through > 300 && moved > 100 && closed > 20 && archived > 20);
}
