//! Random days at a sales desk: what a step wants is drawn beforehand, whom it meets is found when its turn comes.
//! Many steps are wrong on purpose: what is refused is part of the laws.

#[path = "doing.rs"]
pub(crate) mod doing;
#[path = "pieces.rs"]
mod pieces;
#[path = "reshape.rs"]
pub(crate) mod reshape;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use voronka::domain::{Command, Context, End, EntryId, Member, MemberId, Moment, Post, Record, Slug, Workspace};

use self::pieces::{Piece, piece};
use self::reshape::{Republish, reshape};
use super::support::{self, day, random, slug};

/// What somebody wants to do.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Move {
        deal: Index,
        to: Index,
        said: Said,
    },
    Next {
        deal: Index,
    },
    Close {
        deal: Index,
        end: Index,
        said: Said,
    },
    Add {
        at: Index,
        title: bool,
        customer: Buyer,
    },
    Edit {
        deal: Index,
        title: Option<bool>,
        amount: Option<Option<i64>>,
        owner: Option<Option<u128>>,
        field: bool,
    },
    Tick {
        deal: Index,
        proof: Index,
        done: bool,
    },
    Tag {
        deal: Index,
        on: bool,
    },
    Plan {
        deal: Index,
        on: Option<i64>,
    },
    Note {
        deal: Index,
        again: bool,
        keeps_plan: bool,
    },
    Remove {
        deal: Index,
    },
    HandOver {
        deal: Index,
        to: u128,
        told: Option<bool>,
    },
    /// Makes one of two customers, with one person of two.
    Merge {
        into: u128,
        gone: u128,
        people: bool,
    },
    /// Makes two again of the last that were made one.
    Split,
    /// Keeps a file with a deal or a customer; one in four is larger than what is kept.
    Attach {
        deal: Option<Index>,
        customer: u128,
        large: bool,
    },
    /// Says something of a file, or removes it.
    OfFile {
        file: Index,
        said: Option<bool>,
    },
    /// Writes a note on a customer, or puts one into other words.
    NoteOn {
        customer: u128,
        again: bool,
        words: bool,
    },
    /// Removes somebody at a customer, or a customer.
    RemoveBuyer {
        customer: bool,
        id: u128,
    },
    Draft(Republish),
    DropDraft {
        funnel: Index,
    },
    /// What is drafted, or another change.
    Publish {
        change: Republish,
        drafted: bool,
    },
    Word {
        of: Index,
        points: Option<u8>,
    },
    Sign {
        of: Index,
        who: u128,
    },
    Prepare(Vec<(u128, u8)>),
    Post {
        letter: Index,
        post: Post,
    },
    TakeIn(Vec<Piece>),
    TakeInMany {
        count: usize,
        at: Index,
    },
    /// Another tab does it and saves it.
    Elsewhere(Box<Self>),
    Undo(Index),
    Redo(Index),
}

/// What a person answers, asked or not.
#[derive(Clone, Debug)]
pub(crate) enum Said {
    Nothing,
    Everything,
    Something {
        why: Option<bool>,
        reason: Option<Index>,
        words: bool,
        return_in: Option<i64>,
        amount: bool,
        fields: bool,
        /// Whether the proofs that are given say something.
        proofs: Option<bool>,
    },
}

/// A step, by whom, and by a clock that is so many hours wrong.
#[derive(Clone, Debug)]
pub(crate) struct Turn {
    pub(crate) step: Step,
    by: Option<MemberId>,
    robot: bool,
    hours_wrong: i64,
}

impl Turn {
    /// When and by whom it is done.
    pub(crate) fn context(&self, number: usize) -> Context {
        let robot = self.robot.then(|| slug("stale"));
        Context { by: self.by, robot, ..context(number, self.hours_wrong) }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Buyer {
    Nobody,
    Known(u128),
    New(bool),
}

/// A desk with funnels of any rules, a few people and a few deals that have gone any way.
pub(crate) fn desk() -> impl Strategy<Value = Workspace> {
    let ends = (any::<bool>(), any::<bool>());
    let asks = vec(reshape::asks().boxed(), 0..4);
    let deals = vec((vec(any::<Index>(), 1..5), any::<bool>(), any::<bool>()), 2..6);
    let roles = vec(of(select(&random::ROLES[..])), 3);
    (vec((random::policy(), ends, asks), 4), deals, roles).prop_map(|(rules, deals, roles)| {
        let mut funnels = support::four_r();
        for (at, (funnel, (policy, (asks_reason, asks_return), asks))) in funnels.iter_mut().zip(rules).enumerate() {
            funnel.policy = policy;
            if let Some(end) = funnel.ends.last_mut() {
                *end = End { asks_reason, asks_return, ..end.clone() };
            }
            reshape(funnel, &asks, &Workspace::default(), at as u128);
        }
        let mut desk = support::desk(funnels);
        let known = known_places(&desk);
        let people = roles.into_iter().enumerate().map(|(at, role)| {
            let id = 1 + at as u128;
            Record::from(Member { role, ..support::member(id, "Анна") })
        });
        let deals = deals.iter().enumerate().map(|(at, (way, bare, unproved))| {
            let mut deal = support::deal(1 + at as u128, &way.iter().map(|at| *at.get(&known)).collect::<Vec<_>>());
            if *bare {
                deal.fields.clear();
            }
            if *unproved {
                deal.proofs.clear();
                deal.owner = None;
            }
            Record::from(deal)
        });
        let letters = (0..2).map(|of| Record::from(doing::letter(1, of, 0)));
        let records = people.chain(deals).chain(letters).collect();
        desk.apply(Command::TakeIn(records), &support::context(0, 0)).expect("they are sound");
        desk
    })
}

/// What is done in a few days.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Turn>> {
    let by = prop_oneof![6 => Just(Some(support::ANNA)), 3 => of((1..5_u128).prop_map(MemberId))];
    let hours_wrong = prop_oneof![4 => Just(0), 1 => -90..90_i64];
    let turn = (step().boxed(), by, prop::bool::weighted(0.1), hours_wrong);
    vec(turn.prop_map(|(step, by, robot, hours_wrong)| Turn { step, by, robot, hours_wrong }), 1..24)
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let plain = prop_oneof![
        6 => (index(), index(), said()).prop_map(|(deal, to, said)| Step::Move { deal, to, said }),
        6 => index().prop_map(|deal| Step::Next { deal }),
        6 => (index(), index(), said()).prop_map(|(deal, end, said)| Step::Close { deal, end, said }),
        4 => (index(), prop::bool::weighted(0.9), buyer()).prop_map(|(at, title, customer)| Step::Add { at, title, customer }),
        2 => (index(), of(prop::bool::weighted(0.8)), of(of(0..999_i64)), of(of(1..5_u128)), any::<bool>())
            .prop_map(|(deal, title, amount, owner, field)| Step::Edit { deal, title, amount, owner, field }),
        1 => (index(), index(), any::<bool>()).prop_map(|(deal, proof, done)| Step::Tick { deal, proof, done }),
        1 => (index(), any::<bool>()).prop_map(|(deal, on)| Step::Tag { deal, on }),
        1 => (index(), of(0..200_i64)).prop_map(|(deal, on)| Step::Plan { deal, on }),
        1 => (index(), any::<bool>(), any::<bool>())
            .prop_map(|(deal, again, keeps_plan)| Step::Note { deal, again, keeps_plan }),
        1 => index().prop_map(|deal| Step::Remove { deal }),
        1 => (index(), 1..5_u128, of(any::<bool>())).prop_map(|(deal, to, told)| Step::HandOver { deal, to, told }),
        2 => (1..5_u128, 1..5_u128, any::<bool>())
            .prop_map(|(into, gone, people)| Step::Merge { into, gone, people }),
        1 => Just(Step::Split),
        1 => (any::<bool>(), 1..5_u128).prop_map(|(customer, id)| Step::RemoveBuyer { customer, id }),
        5 => files(),
        1 => reshape::republish().prop_map(Step::Draft),
        1 => index().prop_map(|funnel| Step::DropDraft { funnel }),
        4 => (reshape::republish(), any::<bool>()).prop_map(|(change, drafted)| Step::Publish { change, drafted }),
        1 => (index(), of(0..3_u8)).prop_map(|(of, points)| Step::Word { of, points }),
        1 => (index(), 1..5_u128).prop_map(|(of, who)| Step::Sign { of, who }),
        2 => vec((1..4_u128, 0..3_u8), 1..4).prop_map(Step::Prepare),
        4 => (index(), post()).prop_map(|(letter, post)| Step::Post { letter, post }),
        3 => vec(piece(), 1..4).prop_map(Step::TakeIn),
        1 => (65..80_usize, index()).prop_map(|(count, at)| Step::TakeInMany { count, at }),
        2 => index().prop_map(Step::Undo),
        1 => index().prop_map(Step::Redo),
    ]
    .boxed();
    prop_oneof![8 => plain.clone(), 1 => plain.prop_map(|step| Step::Elsewhere(Box::new(step)))]
}

/// What is done with files and notes on customers.
fn files() -> impl Strategy<Value = Step> {
    let keep = (of(any::<Index>()), 1..5_u128, prop::bool::weighted(0.25));
    prop_oneof![
        2 => keep.prop_map(|(deal, customer, large)| Step::Attach { deal, customer, large }),
        3 => (any::<Index>(), of(any::<bool>())).prop_map(|(file, said)| Step::OfFile { file, said }),
        1 => (1..5_u128, any::<bool>(), prop::bool::weighted(0.8)).prop_map(|(customer, again, words)| Step::NoteOn {
            customer,
            again,
            words
        }),
    ]
}

fn said() -> impl Strategy<Value = Said> {
    let loss = (of(any::<Index>()), any::<bool>(), of(-150..150_i64));
    let something = (of(any::<bool>()), loss, any::<bool>(), any::<bool>(), of(any::<bool>())).prop_map(
        |(why, (reason, words, return_in), amount, fields, proofs)| Said::Something {
            why,
            reason,
            words,
            return_in,
            amount,
            fields,
            proofs,
        },
    );
    prop_oneof![2 => Just(Said::Nothing), 3 => Just(Said::Everything), 2 => something]
}

/// What happens to letters on a few days, files and other tabs included.
pub(crate) fn letters() -> impl Strategy<Value = Step> {
    let prepare = vec((1..3_u128, 0..3_u8), 1..4).prop_map(Step::Prepare).boxed();
    let posted = (any::<Index>(), post()).prop_map(|(letter, post)| Step::Post { letter, post }).boxed();
    let filed = vec(pieces::letters(), 1..3).prop_map(Step::TakeIn).boxed();
    let elsewhere = posted.clone().prop_map(|step| Step::Elsewhere(Box::new(step)));
    prop_oneof![2 => prepare, 8 => posted, 2 => filed, 1 => elsewhere]
}

/// What becomes of a letter.
fn post() -> impl Strategy<Value = Post> {
    prop_oneof![
        3 => select(&random::warming::WAYS[..]).prop_map(Post::Sent),
        2 => Just(Post::Queue),
        2 => of(0..9_999_999_i64).prop_map(|wait| Post::Missed { why: "503".into(), wait }),
        1 => Just(Post::Refused("550".into())),
        1 => Just(Post::Dropped),
        2 => Just(Post::Answered),
    ]
}

fn buyer() -> impl Strategy<Value = Buyer> {
    prop_oneof![Just(Buyer::Nobody), (1..5_u128).prop_map(Buyer::Known), prop::bool::weighted(0.8).prop_map(Buyer::New),]
}

/// When the step happens: a day after the one before by a clock that may be wrong, with a fresh identity that is
/// greater or less than those before.
pub(crate) fn context(number: usize, hours_wrong: i64) -> Context {
    let entry = EntryId((1 << 64) + (number as u128 * 7_919) % 1_000_003);
    Context {
        now: Moment(day(100 + number as i64).0 + hours_wrong * 3_600_000),
        by: Some(support::ANNA),
        robot: None,
        entry,
    }
}

/// Everything that a deal can stand on.
pub(crate) fn known_places(desk: &Workspace) -> Vec<Slug> {
    desk.pipelines().flat_map(|funnel| funnel.places()).collect()
}

/// Everything that a deal can stand on, and a stage that is not there.
pub(crate) fn places(desk: &Workspace) -> Vec<Slug> {
    known_places(desk).into_iter().chain([slug("nowhere")]).collect()
}

/// Hand-picked orders of magnitude for how many records an import brings.
pub(crate) fn sizes() -> impl Strategy<Value = usize> {
    select(vec![1_usize, 63, 64, 65, 66, 130])
}
