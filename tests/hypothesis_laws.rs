//! The laws of hypotheses with alternating deals, tried on random days at a desk (rules 66 to 69).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use support::{context, slug};
use voronka::domain::{
    Aim, Answers, Cause, Change, Command, Context, DealId, Freedom, Handling, Hypothesis, HypothesisId, Loss, Record,
    Slug, Trial, Workspace,
};

const STAGE: &str = "deals-4r.quote";
const PLACES: [&str; 6] =
    ["deals-4r.new", "deals-4r.terms", STAGE, "deals-4r.agree", "deals-4r.lost", "refresh-4r.timing"];
const DEALS: u128 = 9;

/// What happens at the desk.
#[derive(Clone, Debug)]
enum Step {
    /// A deal is moved somewhere, by a person or by a robot; or several at once.
    Move(Vec<(Index, Index)>, bool),
    /// The last step that was not taken back is, or the last that was taken back is done again.
    Undo,
    Redo,
    /// A deal comes from a file, on the stage already.
    TakeIn,
}

fn step() -> impl Strategy<Value = Step> {
    let moves = || vec((any::<Index>(), any::<Index>()), 1..4);
    prop_oneof![
        8 => (moves(), any::<bool>()).prop_map(|(moves, robot)| Step::Move(moves, robot)),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => Just(Step::TakeIn),
    ]
}

/// A desk where everything may be skipped and nothing is asked but reasons, with deals here and there, some of which have
/// been on the stage before.
fn desk(stood: &[Index]) -> Workspace {
    let mut funnels = support::four_r();
    for funnel in &mut funnels {
        let usual = &mut funnel.policy.usual;
        (usual.skip, usual.back, usual.unproved) = (Freedom::Free, Freedom::Free, Freedom::Free);
    }
    let mut desk = support::desk(funnels);
    let ways: [&[&str]; 4] = [&PLACES[..1], &PLACES[..2], &PLACES[..3], &["refresh-4r.timing"]];
    let mut records: Vec<Record> = Vec::new();
    for (id, way) in (1..=DEALS).zip(stood) {
        let way: Vec<Slug> = ways[way.index(ways.len())].iter().map(|place| slug(place)).collect();
        records.push(support::deal(id, &way).into());
    }
    desk.apply(Command::TakeIn(records), &context(0, 0)).unwrap();
    let idea = Hypothesis {
        id: HypothesisId(1),
        name: "Разбор расчёта".into(),
        because: String::new(),
        stage: slug(STAGE),
        aim: Aim::Step,
        trial: Trial::Alternating,
        hoped: 75,
        began: support::day(50),
        ended: None,
        by: None,
        deals: BTreeMap::new(),
    };
    desk.apply(Command::PutForward(idea), &context(1, 50)).unwrap();
    desk
}

fn sides(desk: &Workspace) -> &BTreeMap<DealId, Handling> {
    &desk.hypothesis(HypothesisId(1)).unwrap().deals
}

/// A bulk of moves as the application does it: each by itself, all of them one step; what is refused is left out.
fn moved(desk: &mut Workspace, moves: &[(Index, Index)], context: impl Fn(usize) -> Context) -> Change {
    let mut done = Change::default();
    for (at, (deal, to)) in moves.iter().enumerate() {
        let answers = Answers {
            why: Some("Так надо".into()),
            loss: Some(Loss {
                reason: None, words: "Купили у других поставщиков".into(), return_on: None
            }),
            ..Answers::default()
        };
        let deal = DealId(deal.index(DEALS as usize) as u128 + 1);
        let to = slug(PLACES[to.index(PLACES.len())]);
        if let Ok(change) = desk.apply(Command::MoveDeal { deal, to, answers }, &context(at)) {
            done = done.squash(change);
        }
    }
    done
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn sides_are_level_and_stay(stood in vec(any::<Index>(), DEALS as usize), steps in vec(step(), 1..24)) {
        let mut desk = desk(&stood);
        let (mut done, mut undone): (Vec<Change>, Vec<Change>) = (Vec::new(), Vec::new());
        for (number, step) in steps.iter().enumerate() {
            let before = desk.clone();
            let told = |at: usize| context((number * 8 + at + 2) as u128, 100 + number as i64);
            match step {
                Step::Move(moves, robot) => {
                    let by = |at| {
                        let told = told(at);
                        if *robot { Context { by: None, robot: Some(slug("sql-to-deal")), ..told } } else { told }
                    };
                    let change = moved(&mut desk, moves, by);
                    for (deal, side) in sides(&before) {
                        prop_assert_eq!(sides(&desk).get(deal), Some(side), "a side has changed");
                    }
                    let mut back = desk.clone();
                    back.apply(Command::Replay(change.reversed()), &told(7)).unwrap();
                    prop_assert!(back == before, "one step back is not enough");
                    if !change.is_empty() {
                        done.push(change);
                        undone.clear();
                    }
                }
                Step::Undo => if let Some(change) = done.pop() {
                    desk.apply(Command::Replay(change.reversed()), &told(0)).unwrap();
                    undone.push(change);
                },
                Step::Redo => if let Some(change) = undone.pop() {
                    desk.apply(Command::Replay(change.clone()), &told(0)).unwrap();
                    done.push(change);
                },
                Step::TakeIn => {
                    let way: Vec<Slug> = PLACES[..3].iter().map(|place| slug(place)).collect();
                    let deal = support::deal(100 + number as u128, &way);
                    desk.apply(Command::TakeIn(vec![deal.into()]), &told(0)).unwrap();
                    prop_assert_eq!(sides(&desk), sides(&before), "what is taken in gets no side");
                }
            }
            let changed = sides(&desk).values().filter(|&&side| side == Handling::Changed).count();
            prop_assert!(sides(&desk).len() - changed <= changed + 1 && changed <= sides(&desk).len() - changed, "{changed} of {}", sides(&desk).len());
            came_once_has_a_side(&desk)?;
        }
    }
}

/// Whoever has come since the beginning for the first time has a side, and nobody else has.
fn came_once_has_a_side(desk: &Workspace) -> Result<(), TestCaseError> {
    let funnel = desk.pipeline_of(slug(STAGE)).unwrap();
    for deal in desk.deals().filter(|deal| deal.id.0 <= DEALS) {
        let first = deal.history.iter().find(|entry| funnel.position(entry.to) >= funnel.position(slug(STAGE)));
        let came = first.is_some_and(|entry| {
            entry.to == slug(STAGE) && entry.at >= support::day(50) && entry.cause != Cause::Funnel
        });
        prop_assert_eq!(sides(desk).contains_key(&deal.id), came, "deal {}", deal.id.0);
    }
    Ok(())
}
