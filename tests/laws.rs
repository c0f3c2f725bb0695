//! The laws of changes, tried on random days at a sales desk (see `support/steps.rs`). docs/rules.md says what is
//! allowed; here stands what is so whatever happens.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/checks.rs"]
mod checks;
#[path = "support/steps.rs"]
mod steps;
mod support;

use std::collections::BTreeMap;

use checks::{
    Check, a_change_says_what_changed, a_copy_is_the_same, derived_is_so, gates_agree_with_moves, histories_are_sound,
    histories_go_on, leads_there_and_back, replayed,
};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use steps::{Step, context, known_places};
use support::{random, slug};
use voronka::domain::{
    Answers, Change, Command, Context, Currency, Deal, DealId, EntryId, Fate, LetterId, Money, Post, Record, RecordId,
    Rejection, Way, Workspace,
};

/// A step of long ago is taken back or done again exactly when its records are as it left them and nothing needs what
/// would go.
fn old_steps_know_whether_they_fit(desk: &Workspace, done: &[Change]) -> Check {
    for change in done.iter().flat_map(|change| [change.clone(), change.reversed()]) {
        let stale = change.edits.iter().find(|edit| desk.get(edit.id) != edit.before).map(|edit| edit.id);
        match (stale, replayed(desk, change)) {
            (Some(id), after) => prop_assert_eq!(after.err(), Some(Rejection::ChangedSince(id))),
            (None, Ok(after)) => a_copy_is_the_same(&after)?,
            (
                None,
                Err(
                    Rejection::BrokenReference { .. }
                    | Rejection::UnknownStage(_)
                    | Rejection::NameTaken(_)
                    | Rejection::FunnelArchived(_),
                ),
            ) => {}
            (None, Err(why)) => prop_assert!(false, "refused for {:?}", why),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::cases(96))]

    #[test]
    fn whatever_happens_at_the_desk(start in steps::desk(), steps in steps::steps(), who in any::<Index>()) {
        let mut desk = start.clone();
        let mut done: Vec<Change> = Vec::new();
        let mut total = Change::default();
        for (number, turn) in steps.iter().enumerate() {
            let before = desk.clone();
            let command = turn.step.command(&desk, number, &done);
            match desk.apply(command.clone(), &turn.context(number)) {
                Err(_) => prop_assert!(desk == before, "refused, but something changed: {command:?}"),
                Ok(change) => {
                    let of = |what: Check| what.map_err(|why| TestCaseError::fail(format!("{why}\nafter {command:#?}")));
                    of(a_change_says_what_changed(&before, &change, &desk))?;
                    of(leads_there_and_back(&before, &change, &desk))?;
                    of(derived_is_so(&desk))?;
                    of(histories_are_sound(&desk))?;
                    if !turn.step.takes_back() {
                        of(histories_go_on(&before, &desk))?;
                    }
                    total = total.squash(change.clone());
                    done.push(change);
                }
            }
        }
        a_copy_is_the_same(&desk)?;
        a_change_says_what_changed(&start, &total, &desk)?;
        leads_there_and_back(&start, &total, &desk)?;
        old_steps_know_whether_they_fit(&desk, &done)?;
        if desk.deals().len() > 0 {
            let deal = desk.deals().nth(who.index(desk.deals().len())).unwrap().clone();
            gates_agree_with_moves(&desk, &deal, steps.len())?;
        }
    }

    /// However letters are prepared, worded anew, posted, refused and answered: each goes out once at most, what is closed
    /// stays closed, and what failed begins again only when somebody tries anew.
    #[test]
    fn no_letter_goes_out_twice(start in steps::desk(), steps in proptest::collection::vec(steps::letters(), 1..40)) {
        let mut desk = start;
        let mut sent: BTreeMap<LetterId, usize> = BTreeMap::new();
        for (number, step) in steps.iter().enumerate() {
            let before = desk.clone();
            let command = step.command(&desk, number, &[]);
            let Ok(change) = desk.apply(command, &context(number, 0)) else { continue };
            for letter in before.letters() {
                let after = desk.letter(letter.id).expect("a letter stays");
                match letter.fate {
                    Fate::Sent { .. } | Fate::Dropped(_) => {
                        prop_assert_eq!(&after.fate, &letter.fate, "what is closed stays so");
                        prop_assert_eq!((&after.subject, &after.body, &after.to), (&letter.subject, &letter.body, &letter.to));
                    }
                    Fate::Failed { .. } if after.fate != letter.fate => {
                        prop_assert!(tries_anew(step), "it began again by itself");
                    }
                    _ => {}
                }
                let answered = letter.answered.or(after.answered);
                prop_assert!(after.answered == answered && (answered.is_none() || after.sent().is_some()));
            }
            for edit in &change.edits {
                let went = |side: &Option<Record>| matches!(side, Some(Record::Letter(letter)) if letter.sent().is_some());
                if let (RecordId::Letter(id), false, true) = (edit.id, went(&edit.before), went(&edit.after)) {
                    let letter = before.letter(id).expect("it was prepared before");
                    // But for what the network took before the refusal was known (rule 60).
                    let taken = letter.queued_from().is_some()
                        && matches!(desk.letter(id).expect("a letter stays").fate, Fate::Sent { way: Way::Webhook, .. });
                    prop_assert!(taken || before.opt_out(&letter.to).is_none(), "nobody wanted it");
                    *sent.entry(id).or_default() += 1;
                }
            }
        }
        prop_assert!(sent.values().all(|&times| times == 1), "{:?}", sent);
    }

    /// A cut anywhere: what two parts of a day did, squashed, is what they did in turn.
    #[test]
    fn squashed_is_in_turn(start in steps::desk(), steps in steps::steps(), cut in any::<Index>()) {
        let mut desk = start.clone();
        let mut done: Vec<Change> = Vec::new();
        for (number, turn) in steps.iter().enumerate() {
            done.extend(desk.apply(turn.step.command(&desk, number, &done), &turn.context(number)));
        }
        let squash = |changes: &[Change]| changes.iter().cloned().fold(Change::default(), Change::squash);
        let (morning, evening) = done.split_at(cut.index(done.len() + 1));
        let middle = replayed(&start, squash(morning)).unwrap();
        prop_assert!(replayed(&middle, squash(evening)).as_ref() == Ok(&desk));
        let day = squash(morning).squash(squash(evening));
        prop_assert!(replayed(&start, day.clone()).as_ref() == Ok(&desk));
        let nothing = day.clone().squash(day.reversed());
        prop_assert!(nothing.is_empty(), "there and back is nowhere: {:?}", nothing);
    }

    /// Another tab may have saved anything; taken over, it is what is, and what it was comes back.
    #[test]
    fn anything_can_be_taken_over(start in steps::desk(), saved in proptest::collection::vec(random::record(), 1..6)) {
        let mut desk = start.clone();
        let adopted = saved.iter().map(|record| (record.id(), Some(record.clone()))).collect();
        let change = desk.apply(Command::Adopt(adopted), &context(0, 0)).unwrap();
        for record in &saved {
            let last = saved.iter().rev().find(|other| other.id() == record.id());
            prop_assert_eq!(desk.get(record.id()), last.cloned());
        }
        let back = change.reversed().edits.into_iter().map(|edit| (edit.id, edit.after)).collect();
        let mut copy = desk.clone();
        copy.apply(Command::Adopt(back), &context(1, 0)).unwrap();
        prop_assert!(copy == start, "what was saved elsewhere left a trace");
    }

    /// More records than are put in their places one by one, and fewer: it makes no difference how they come.
    #[test]
    fn many_at_once_are_one_after_another(start in steps::desk(), count in steps::sizes(), seed in any::<u64>()) {
        let records = import(&start, count, seed);
        let (mut at_once, mut in_turn) = (start.clone(), start.clone());
        let change = at_once.apply(Command::TakeIn(records.clone()), &context(0, 0)).unwrap();
        let mut squashed = Change::default();
        for record in records {
            squashed = squashed.squash(in_turn.apply(Command::TakeIn(vec![record]), &context(0, 0)).unwrap());
        }
        prop_assert!(at_once == in_turn, "at once and in turn differ");
        prop_assert_eq!(&squashed, &change);
        derived_is_so(&at_once)?;
        leads_there_and_back(&start, &change, &at_once)?;
        // And the same for what is replaced and removed at once.
        let edited: Vec<_> = at_once.deals().map(|deal| Deal { amount: None, ..Deal::clone(deal) }.into()).collect();
        let before = at_once.clone();
        let change = at_once.apply(Command::TakeIn(edited), &context(1, 0)).unwrap();
        derived_is_so(&at_once)?;
        leads_there_and_back(&before, &change, &at_once)?;
        // And for what is removed in turn, in any order.
        let mut ids: Vec<_> = in_turn.deals().map(|deal| deal.id).collect();
        ids.sort_by_key(|id| id.0.wrapping_mul(u128::from(seed | 1)));
        for (at, id) in ids.into_iter().enumerate() {
            in_turn.apply(Command::RemoveDeal(id), &context(1, 0)).unwrap();
            if at % 8 == 0 {
                derived_is_so(&in_turn)?;
            }
        }
        derived_is_so(&in_turn)?;
    }

    /// Clocks differ and stand still, identities are made anywhere: a way is in the order in which it was gone, and no
    /// move is told earlier than it was made by the clock of its device.
    #[test]
    fn a_way_is_in_the_order_in_which_it_was_gone(
        moves in proptest::collection::vec((any::<Index>(), 95..100_i64, any::<u128>()), 1..12),
    ) {
        let mut desk = support::desk(support::four_r());
        let baskets: Vec<_> = ["no-money", "account", "needs", "timing"].map(|b| slug("refresh-4r").child(b).unwrap()).into();
        let start = support::deal(1, &baskets[..1]);
        desk.apply(Command::TakeIn(vec![start.clone().into()]), &context(0, 0)).unwrap();
        let mut way = vec![baskets[0]];
        for (to, day, entry) in moves {
            let to = *to.get(&baskets);
            let command = Command::MoveDeal { deal: start.id, to, answers: Answers::default() };
            let here = Context { now: support::day(day), entry: EntryId(entry), by: None, robot: None };
            if desk.apply(command, &here).is_ok() {
                way.push(to);
                let last = desk.deal(start.id).unwrap().history.last().unwrap().clone();
                prop_assert!(last.at >= here.now && last.id == here.entry);
            }
        }
        let deal = desk.deal(start.id).unwrap();
        prop_assert_eq!(deal.history.iter().map(|entry| entry.to).collect::<Vec<_>>(), way);
        histories_are_sound(&desk)?;
    }

    /// As it is while it is dragged, before the move is made: a gate asks for what is missing whoever has it.
    #[test]
    fn a_gate_is_the_move_for_any_way_that_a_deal_has_gone(
        start in steps::desk(),
        way in proptest::collection::vec(any::<Index>(), 1..6),
        lacks in proptest::collection::vec(any::<Index>(), 0..4),
    ) {
        let mut desk = start;
        let known = known_places(&desk);
        let mut deal = support::deal(900, &way.iter().map(|at| *at.get(&known)).collect::<Vec<_>>());
        for at in lacks {
            let names: Vec<_> = deal.fields.keys().cloned().collect();
            deal.fields.remove(at.get(&names));
        }
        desk.apply(Command::TakeIn(vec![deal.clone().into()]), &context(0, 0)).unwrap();
        gates_agree_with_moves(&desk, &deal, 1)?;
    }
}

/// Whether somebody tries to send a letter, here or in another tab.
fn tries_anew(step: &Step) -> bool {
    match step {
        Step::Elsewhere(step) => tries_anew(step),
        step => matches!(step, Step::Post { post: Post::Queue | Post::Sent(_), .. }),
    }
}

/// Customers and deals of an import: amounts of two currencies, none, and great ones; some entries at the same moment.
fn import(desk: &Workspace, count: usize, seed: u64) -> Vec<Record> {
    let known = known_places(desk);
    // A plain generator of its own: the test draws one seed instead of thousands of values.
    let mut state = seed | 1;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let record = |at: usize| {
        let id = 10 + at as u128;
        if draw(10) == 0 {
            return support::customer(id, "Завод").into();
        }
        let mut deal = support::deal(id, &[known[draw(known.len())]]);
        deal.history[0].at = support::day(draw(3) as i64);
        deal.amount = match draw(5) {
            0 => None,
            1 => Some(Money::new(draw(1_000) as i64, Currency::USD)),
            2 => Some(Money::new(i64::MAX, Currency::RUB)),
            3 => Some(Money::new(i64::MIN, Currency::RUB)),
            _ => Some(support::roubles(draw(1_000) as i64)),
        };
        deal.into()
    };
    (0..count).map(record).collect()
}

/// The laws would hold of days on which nothing happens: every command goes through at times, and every way of being
/// refused is met.
#[test]
fn the_days_are_full_of_everything() {
    let mut runner = TestRunner::deterministic();
    let (mut through, mut refused) = (BTreeMap::new(), BTreeMap::new());
    let days = (steps::desk(), steps::steps());
    for _ in 0..900 {
        let (mut desk, steps) = days.new_tree(&mut runner).unwrap().current();
        let mut done = Vec::new();
        for (number, turn) in steps.iter().enumerate() {
            let command = turn.step.command(&desk, number, &done);
            let what = word(&command);
            match desk.apply(command, &turn.context(number)) {
                Ok(change) => {
                    if !change.is_empty() {
                        *through.entry(what).or_insert(0) += 1;
                    }
                    done.push(change);
                }
                Err(why) => *refused.entry(word(&why)).or_insert(0) += 1,
            }
        }
    }
    println!("through: {through:?}\nrefused: {refused:?}");
    let commands = [
        "AddActivity",
        "AddDeal",
        "Adopt",
        "Attach",
        "Detach",
        "DraftFunnel",
        "DropDraft",
        "EditDeal",
        "HandOver",
        "MoveDeal",
        "PlanContact",
        "Post",
        "PrepareLetters",
        "Publish",
        "Remove",
        "RemoveDeal",
        "Replay",
        "SayOf",
        "SignRegulation",
        "TagDeal",
        "TakeIn",
        "TickProof",
        "WordRegulation",
        "WriteNote",
    ];
    assert_eq!(through.keys().collect::<Vec<_>>(), commands.iter().collect::<Vec<_>>());
    let rejections = [
        "AlreadyExists",
        "AlreadyThere",
        "BackForbidden",
        "BrokenHistory",
        "BrokenReference",
        "ChangedSince",
        "DealClosed",
        "DealsLeft",
        "FileTooLarge",
        "FunnelArchived",
        "HasDealings",
        "LetterClosed",
        "NameMissing",
        "NameTaken",
        "Needs",
        "NotAnEnd",
        "NotFound",
        "NotTheirs",
        "NothingSaid",
        "OptedOut",
        "ProofWithoutWords",
        "ReasonTooShort",
        "ReturnInPast",
        "SecondKeyStage",
        "StageNameless",
        "StageSkipped",
        "TitleMissing",
        "UnknownProof",
        "UnknownReason",
        "UnknownStage",
    ];
    assert_eq!(refused.keys().collect::<Vec<_>>(), rejections.iter().collect::<Vec<_>>());
}

/// The name of a variant.
fn word(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
}

/// Not even the order of the edits is seen when a change is squashed away in part.
#[test]
fn a_squash_forgets_what_came_and_went() {
    let mut desk = support::desk(support::four_r());
    let mut apply = |command| desk.apply(command, &context(1, 0)).unwrap();
    let came = apply(Command::TakeIn(vec![support::deal(1, &[slug("deals-4r.new")]).into()]));
    let other = apply(Command::TakeIn(vec![support::customer(2, "Водоканал").into()]));
    let went = apply(Command::RemoveDeal(DealId(1)));
    let total = came.squash(other.clone()).squash(went);
    assert_eq!(total, other);
}
