//! Written and read, written and restored: the same again, whatever the workspace.

use proptest::collection::vec;
use proptest::prelude::*;
use voronka::data::copy::{Rule, Way};
use voronka::domain::{Change, Command, Workspace};

use crate::support::{self, random};
use crate::{copied, read_in, restored, stands, steps, world};

/// A desk after some days.
fn after(desk: &Workspace, turns: &[steps::Turn], from: usize) -> Workspace {
    let (mut desk, mut done) = (desk.clone(), Vec::<Change>::new());
    for (number, turn) in turns.iter().enumerate() {
        let number = from + number;
        let command = turn.step.command(&desk, number, &done);
        done.extend(desk.apply(command, &turn.context(number)));
    }
    desk
}

proptest! {
    #![proptest_config(support::cases(64))]

    #[test]
    fn any_records_are_read_as_they_were_written(
        records in vec(random::record(), 0..24),
        piece in 1..200_usize,
    ) {
        let world = world(records);
        let copy = read_in(copied(&world).as_bytes(), piece).unwrap();
        prop_assert_eq!((copy.damage, copy.unread, &copy.troubles), (None, 0, &vec![]));
        prop_assert_eq!(&copy.header, &crate::header());
        prop_assert!(copy.beyond.is_empty(), "{:?}", copy.beyond);
        prop_assert!(copy.workspace == world);
        // Written once more it is the same file.
        prop_assert_eq!(copied(&copy.workspace), copied(&world));
    }

    #[test]
    fn restored_where_nothing_is_it_is_the_same(desk in steps::desk(), turns in steps::steps()) {
        let desk = after(&desk, &turns, 0);
        let copy = read_in(copied(&desk).as_bytes(), 512).unwrap();
        for way in [Way::Replace, Way::Add(Rule::Newer)] {
            let (restored, plan) = restored(&Workspace::default(), &copy, way);
            prop_assert!(restored == desk, "{way:?}: {:?}", plan.kept);
            prop_assert!(plan.kept.is_empty() && plan.mended == 0);
        }
        // Restored over itself nothing becomes of anything.
        prop_assert!(restored(&desk, &copy, Way::Replace).1.edits.is_empty());
    }

    /// Also by the way of an import, which can be refused.
    #[test]
    fn it_is_taken_in_as_an_import_is(desk in steps::desk(), turns in steps::steps()) {
        let desk = after(&desk, &turns, 0);
        let copy = read_in(copied(&desk).as_bytes(), 512).unwrap();
        let mut empty = Workspace::default();
        let taken = empty.apply(Command::TakeIn(copy.workspace.records().collect()), &support::context(1, 0));
        prop_assert!(taken.is_err() || empty == desk);
    }

    #[test]
    fn whatever_has_passed_since_what_is_restored_stands_and_no_history_is_unwritten(
        desk in steps::desk(),
        before in steps::steps(),
        since in steps::steps(),
    ) {
        let then = after(&desk, &before, 0);
        let now = after(&then, &since, 500);
        let copy = read_in(copied(&then).as_bytes(), 512).unwrap();
        for way in [Way::Replace, Way::Add(Rule::Newer), Way::Add(Rule::There), Way::Add(Rule::Here)] {
            let (after, plan) = restored(&now, &copy, way);
            prop_assert_eq!(stands(&after), Ok(()), "{:?}", way);
            for deal in now.deals() {
                match after.deal(deal.id) {
                    Some(restored) => prop_assert!(restored.history.starts_with(&deal.history), "{way:?} {}", deal.id),
                    None => prop_assert_eq!(way, Way::Replace),
                }
            }
            if let Way::Add(rule) = way {
                prop_assert!(now.records().all(|record| after.get(record.id()).is_some()));
                let stays = rule != Rule::There;
                prop_assert!(!stays || now.records().all(|record| after.get(record.id()) == Some(record.clone())));
            }
            for record in then.records().filter(|_| way == Way::Replace) {
                let taken = after.get(record.id()) == Some(record.clone());
                prop_assert!(taken || plan.kept.contains_key(&record.id()), "{:?}", record.id());
            }
            // It can be taken back.
            let mut again = now.clone();
            let change = again.apply(Command::Adopt(plan.edits), &support::context(1, 0)).unwrap();
            again.apply(Command::Replay(change.reversed()), &support::context(2, 0)).unwrap();
            prop_assert!(again == now);
        }
    }
}
