//! Random days at a sales desk: what a step wants is drawn beforehand, whom it meets is found when its turn comes.
//! Many steps are wrong on purpose: what is refused is part of the laws.

#[path = "reshape.rs"]
pub(crate) mod reshape;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use voronka::domain::{
    Activity, ActivityId, Answers, Ask, Cause, Change, Command, Context, CustomerId, Deal, DealDraft, DealId,
    DraftCustomer, EditionId, End, EntryId, Loss, Member, MemberId, Moment, Person, PersonId, Pipeline, Policy,
    Purchase, PurchaseId, PurchaseKind, Record, Role, Slug, StageEntry, Text, Wording, Workspace,
};

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

/// A record of an import.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Deal { way: Vec<Index>, customer: u128, amount: Option<i64>, title: bool, back_in_time: bool },
    KnownDeal { deal: Index, goes_on: Option<Index>, forgets: bool },
    Customer { id: u128, name: bool },
    Person { id: u128, customer: u128 },
    Member { id: u128, role: Option<Role> },
    Purchase { id: u128, customer: u128 },
    Activity { deal: Index },
    Funnel { of: Index, policy: Policy, without: Option<Index>, copy: bool },
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
        desk.apply(Command::TakeIn(people.chain(deals).collect()), &support::context(0, 0)).expect("they are sound");
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
        1 => (index(), of(0..200_i64)).prop_map(|(deal, on)| Step::Plan { deal, on }),
        1 => (index(), any::<bool>(), any::<bool>())
            .prop_map(|(deal, again, keeps_plan)| Step::Note { deal, again, keeps_plan }),
        1 => index().prop_map(|deal| Step::Remove { deal }),
        1 => (index(), 1..5_u128, of(any::<bool>())).prop_map(|(deal, to, told)| Step::HandOver { deal, to, told }),
        1 => reshape::republish().prop_map(Step::Draft),
        1 => index().prop_map(|funnel| Step::DropDraft { funnel }),
        4 => (reshape::republish(), any::<bool>()).prop_map(|(change, drafted)| Step::Publish { change, drafted }),
        1 => (index(), of(0..3_u8)).prop_map(|(of, points)| Step::Word { of, points }),
        1 => (index(), 1..5_u128).prop_map(|(of, who)| Step::Sign { of, who }),
        3 => vec(piece(), 1..4).prop_map(Step::TakeIn),
        1 => (65..80_usize, index()).prop_map(|(count, at)| Step::TakeInMany { count, at }),
        2 => index().prop_map(Step::Undo),
        1 => index().prop_map(Step::Redo),
    ]
    .boxed();
    prop_oneof![8 => plain.clone(), 1 => plain.prop_map(|step| Step::Elsewhere(Box::new(step)))]
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

fn buyer() -> impl Strategy<Value = Buyer> {
    prop_oneof![Just(Buyer::Nobody), (1..5_u128).prop_map(Buyer::Known), prop::bool::weighted(0.8).prop_map(Buyer::New),]
}

fn piece() -> impl Strategy<Value = Piece> {
    let few = || 1..4_u128;
    let rarely = || prop::bool::weighted(0.1);
    prop_oneof![
        2 => (vec(any::<Index>(), 1..4), few(), of(any::<i64>()), prop::bool::weighted(0.9), rarely()).prop_map(
            |(way, customer, amount, title, back_in_time)| Piece::Deal { way, customer, amount, title, back_in_time }
        ),
        2 => (any::<Index>(), of(any::<Index>()), rarely())
            .prop_map(|(deal, goes_on, forgets)| Piece::KnownDeal { deal, goes_on, forgets }),
        2 => (few(), prop::bool::weighted(0.8)).prop_map(|(id, name)| Piece::Customer { id, name }),
        1 => (few(), few()).prop_map(|(id, customer)| Piece::Person { id, customer }),
        1 => (few(), of(select(&random::ROLES[..]))).prop_map(|(id, role)| Piece::Member { id, role }),
        1 => (few(), few()).prop_map(|(id, customer)| Piece::Purchase { id, customer }),
        1 => any::<Index>().prop_map(|deal| Piece::Activity { deal }),
        2 => (any::<Index>(), random::policy(), of(any::<Index>()), rarely())
            .prop_map(|(of, policy, without, copy)| Piece::Funnel { of, policy, without, copy }),
    ]
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

/// Some deal; now and then one that is not there.
fn some_deal(desk: &Workspace, at: &Index) -> DealId {
    let count = desk.deals().len();
    desk.deals().nth(at.index(10 * count + 1) / 10).map_or(DealId(404), |deal| deal.id)
}

fn some_funnel(desk: &Workspace, at: &Index) -> Slug {
    at.get(&desk.pipelines().collect::<Vec<_>>()).id
}

/// A funnel or a place, of which there may be a regulation.
fn some_page(desk: &Workspace, at: &Index) -> Slug {
    *at.get(&desk.pipelines().map(|funnel| funnel.id).chain(places(desk)).collect::<Vec<_>>())
}

impl Step {
    /// The command that does it here and now.
    pub(crate) fn command(&self, desk: &Workspace, number: usize, done: &[Change]) -> Command {
        let deal = |at: &Index| some_deal(desk, at);
        let place = |at: &Index| *at.get(&places(desk));
        let fresh = 1_000 * (1 + number as u128);
        match self {
            Self::Move { deal: who, to, said } => {
                Command::MoveDeal { deal: deal(who), to: place(to), answers: said.answers(desk, deal(who), place(to)) }
            }
            Self::Next { deal: who } => {
                let id = deal(who);
                let to = desk.deal(id).and_then(|deal| next(desk, deal)).unwrap_or(slug("nowhere"));
                Command::MoveDeal { deal: id, to, answers: Said::Everything.answers(desk, id, to) }
            }
            Self::Close { deal: who, end, said } => {
                let funnel = desk.deal(deal(who)).and_then(|deal| desk.pipeline_of(deal.stage));
                let ends = funnel.map_or(Vec::new(), |funnel| funnel.ends.iter().map(|end| end.id).collect());
                let to = ends.get(end.index(ends.len().max(1))).copied().unwrap_or(slug("nowhere"));
                Command::MoveDeal { deal: deal(who), to, answers: said.answers(desk, deal(who), to) }
            }
            Self::Add { at, title, customer } => Command::AddDeal(DealDraft {
                id: DealId(fresh),
                title: if *title { "Насосы" } else { " " }.into(),
                customer: match customer {
                    Buyer::Nobody => None,
                    Buyer::Known(id) => Some(DraftCustomer::Known(CustomerId(*id))),
                    Buyer::New(named) => {
                        let name = if *named { "Водоканал" } else { "" };
                        Some(DraftCustomer::New(CustomerId(fresh), name.into()))
                    }
                },
                amount: Some(support::roubles(number as i64)),
                stage: place(at),
                fields: support::needed(),
            }),
            Self::Edit { deal: who, title, amount, owner, field } => Command::EditDeal {
                deal: deal(who),
                title: title.map(|given| if given { "Шкафы" } else { "" }.into()),
                amount: amount.map(|amount| amount.map(support::roubles)),
                owner: owner.map(|owner| owner.map(MemberId)),
                fields: BTreeMap::from([("task".into(), if *field { "Заменить" } else { "" }.into())]),
            },
            Self::Tick { deal: who, proof, done } => {
                let stages = desk.pipelines().flat_map(|funnel| &funnel.stages);
                let proofs: Vec<_> = stages.flat_map(|stage| &stage.evidence).map(|evidence| evidence.id).collect();
                Command::TickProof {
                    deal: deal(who),
                    proof: *proof.get(&proofs),
                    words: done.then(|| "Акт № 7".into()),
                }
            }
            Self::Plan { deal: who, on } => {
                let contact = on.map(|on| support::next_contact(day(on)));
                Command::PlanContact { deal: deal(who), contact }
            }
            Self::Note { deal: who, again, keeps_plan } => {
                let id = deal(who);
                let known = desk.of(id).next().and_then(|of| desk.get(of));
                let activity = match known {
                    Some(Record::Activity(known)) if *again => {
                        Activity { text: "Ещё раз".into(), ..(*known).clone() }
                    }
                    _ => support::activity(fresh, id.0),
                };
                Command::AddActivity { activity, keeps_plan: *keeps_plan }
            }
            Self::Remove { deal: who } => Command::RemoveDeal(deal(who)),
            Self::HandOver { deal: who, to, told } => {
                let note = ActivityId(fresh);
                let told = told.map(|said| (note, if said { "Ждёт расчёт" } else { " " }.to_owned()));
                Command::HandOver { deal: deal(who), to: MemberId(*to), told }
            }
            Self::Draft(change) => Command::DraftFunnel(change.funnel(desk, fresh).into()),
            Self::DropDraft { funnel } => {
                Command::DropDraft(desk.drafts().next().map_or_else(|| some_funnel(desk, funnel), |draft| draft.id))
            }
            Self::Publish { change, drafted } => match desk.drafts().next() {
                Some(draft) if *drafted => Command::Publish {
                    funnel: Pipeline::clone(&draft.funnel).into(),
                    edition: EditionId(fresh),
                    adoption: change.adoption,
                    moves: BTreeMap::new(),
                },
                _ => change.command(desk, fresh),
            },
            Self::Word { of, points } => {
                let points = points.map(|point| Text::from(format!("Пункт {point}").as_str())).into_iter().collect();
                let wording = Wording { since: day(100), by: None, points, forbidden: vec![], done: Text::default() };
                Command::WordRegulation(some_page(desk, of), wording)
            }
            Self::Sign { of, who } => Command::SignRegulation(
                desk.regulations().next().map_or_else(|| some_page(desk, of), |regulation| regulation.id),
                MemberId(*who),
            ),
            Self::TakeIn(pieces) => {
                let numbered = pieces.iter().enumerate();
                Command::TakeIn(numbered.map(|(at, piece)| piece.record(desk, fresh + at as u128)).collect())
            }
            Self::TakeInMany { count, at } => {
                let places = known_places(desk);
                let from = at.index(places.len());
                let deal = |n: usize| support::deal(fresh + 100 + n as u128, &[places[(from + n % 5) % places.len()]]);
                Command::TakeIn((0..*count).map(|n| deal(n).into()).collect())
            }
            Self::Elsewhere(step) => {
                let mut tab = desk.clone();
                let change = tab.apply(step.command(desk, number, done), &context(number, 0)).unwrap_or_default();
                Command::Adopt(change.edits.into_iter().map(|edit| (edit.id, edit.after)).collect())
            }
            Self::Undo(_) | Self::Redo(_) if done.is_empty() => Command::Replay(Change::default()),
            // Mostly the last step, as people do.
            Self::Undo(at) => Command::Replay(recent(done, at).reversed()),
            Self::Redo(at) => Command::Replay(recent(done, at).clone()),
        }
    }

    /// Whether it may unwrite history.
    pub(crate) fn takes_back(&self) -> bool {
        match self {
            Self::Undo(_) | Self::Redo(_) => true,
            Self::Elsewhere(step) => step.takes_back(),
            _ => false,
        }
    }
}

fn recent<'a>(done: &'a [Change], at: &Index) -> &'a Change {
    let back = at.index(2 * done.len());
    &done[done.len() - 1 - back.saturating_sub(done.len())]
}

/// The place that follows: the next stage, the first end after the last one, the first stage of the next funnel.
fn next(desk: &Workspace, deal: &Deal) -> Option<Slug> {
    let funnel = desk.pipeline_of(deal.stage)?;
    let places: Vec<_> = funnel.places().collect();
    let at = places.iter().position(|&place| place == deal.stage)?;
    places.get(at + 1).or(places.first()).copied()
}

impl Said {
    fn answers(&self, desk: &Workspace, deal: DealId, to: Slug) -> Answers {
        match self {
            Self::Nothing => Answers::default(),
            Self::Everything => {
                let asks = desk.deal(deal).map(|deal| desk.gate(deal, to, Some(support::ANNA)));
                match asks {
                    Some(voronka::domain::Gate::Open(asks)) => answers_to(&asks),
                    _ => Answers { why: Some("Надо".into()), ..Answers::default() },
                }
            }
            Self::Something { why, reason, words, return_in, amount, fields, proofs } => {
                let stages = desk.pipelines().flat_map(|funnel| &funnel.stages);
                let reasons: Vec<_> = stages.flat_map(|stage| &stage.loss_reasons).map(|reason| reason.id).collect();
                let stage = desk.deal(deal).and_then(|deal| desk.pipeline_of(deal.stage)?.stage(deal.stage));
                let evidence = stage.into_iter().flat_map(|stage| &stage.evidence).map(|evidence| evidence.id);
                let told = |said: bool| evidence.map(|id| (id, if said { "Акт № 7" } else { "" }.to_owned())).collect();
                Answers {
                    why: why.map(|said| if said { "Надо" } else { " " }.into()),
                    loss: Some(Loss {
                        reason: reason.map(|at| *at.get(&reasons)),
                        words: if *words { "Ушли к другому поставщику" } else { "Ушли" }.into(),
                        return_on: return_in.map(|days| day(100 + days)),
                    }),
                    amount: amount.then(|| support::roubles(7)),
                    fields: if *fields { support::needed() } else { BTreeMap::new() },
                    proofs: proofs.map(told).unwrap_or_default(),
                }
            }
        }
    }
}

/// What answers these questions, no more.
pub(crate) fn answers_to(asks: &[Ask]) -> Answers {
    let mut answers = Answers::default();
    let silent = || Loss { reason: None, words: String::new(), return_on: None };
    for ask in asks {
        match ask {
            Ask::WhySkip(_) | Ask::WhyBack | Ask::WhyReopen => answers.why = Some("Надо".into()),
            Ask::WhyLost(reasons) => {
                let loss = answers.loss.get_or_insert_with(silent);
                loss.reason = reasons.first().map(|reason| reason.id);
                loss.words = "Ушли к другому поставщику".into();
            }
            Ask::ReturnOn => answers.loss.get_or_insert_with(silent).return_on = Some(day(10_000)),
            Ask::Proofs { missing, .. } => {
                answers.proofs.extend(missing.iter().map(|proof| (proof.id, "Акт № 7".into())));
            }
            Ask::Fields(fields) => {
                for field in fields {
                    match field.id.as_str() {
                        "amount" => answers.amount = Some(support::roubles(1)),
                        name => drop(answers.fields.insert(name.into(), "есть".into())),
                    }
                }
            }
        }
    }
    answers
}

impl Piece {
    fn record(&self, desk: &Workspace, fresh: u128) -> Record {
        match self {
            Self::Deal { way, customer, amount, title, back_in_time } => {
                let places = places(desk);
                let way: Vec<_> = way.iter().map(|at| *at.get(&places)).collect();
                let mut deal = support::deal(fresh, &way);
                deal.customer = Some(CustomerId(*customer));
                deal.amount = amount.map(|minor| voronka::domain::Money { minor, ..support::roubles(0) });
                if !title {
                    deal.title = String::new();
                }
                if *back_in_time && let Some(entry) = deal.history.first_mut() {
                    entry.at = day(50);
                }
                deal.into()
            }
            Self::KnownDeal { deal, goes_on, forgets } => {
                let Some(known) = desk.deal(some_deal(desk, deal)) else {
                    return support::member(2, "Борис").into();
                };
                let mut deal = Deal { title: "Из файла".into(), ..Deal::clone(known) };
                if *forgets && deal.history.len() > 1 {
                    deal.history.pop();
                    deal.stage = deal.history.last().map_or(deal.stage, |entry| entry.to);
                }
                if let Some(at) = goes_on {
                    let to = *at.get(&places(desk));
                    let at = deal.entered().plus_days(1);
                    let from = Some(deal.stage);
                    deal.history.push(StageEntry {
                        id: EntryId(fresh),
                        from,
                        to,
                        at,
                        by: None,
                        why: None,
                        loss: None,
                        cause: Cause::Hand,
                    });
                    deal.stage = to;
                }
                deal.into()
            }
            Self::Customer { id, name } => support::customer(*id, if *name { "Завод" } else { "" }).into(),
            Self::Person { id, customer } => Person {
                id: PersonId(*id),
                customer: CustomerId(*customer),
                name: "Пётр".into(),
                fields: BTreeMap::new(),
            }
            .into(),
            Self::Member { id, role } => Member { role: *role, ..support::member(*id, "Борис") }.into(),
            Self::Purchase { id, customer } => Purchase {
                id: PurchaseId(*id),
                customer: CustomerId(*customer),
                kind: PurchaseKind::Sale,
                at: day(1),
                amount: None,
                foreign: None,
            }
            .into(),
            Self::Activity { deal } => support::activity(fresh, some_deal(desk, deal).0).into(),
            Self::Funnel { of, policy, without, copy } => {
                // As it was in the beginning, so that stages that were given up come back.
                let funnels = support::four_r();
                let mut funnel = Pipeline { policy: policy.clone(), ..of.get(&funnels).clone() };
                if *copy {
                    funnel.id = slug("copy");
                }
                if let Some(without) = without {
                    let gone = *without.get(&funnel.places().collect::<Vec<_>>());
                    funnel.stages.retain(|stage| stage.id != gone);
                    funnel.ends.retain(|end| end.id != gone);
                }
                funnel.into()
            }
        }
    }
}

/// Hand-picked orders of magnitude for how many records an import brings.
pub(crate) fn sizes() -> impl Strategy<Value = usize> {
    select(vec![1_usize, 63, 64, 65, 66, 130])
}
