//! Records of an import, drawn beforehand.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use voronka::domain::insight::rfm;
use voronka::domain::{
    Arm, Campaign, CampaignId, Cause, CustomerId, Deal, EntryId, Fate, Grievance, Interview, InterviewId, Letter,
    Member, OptOut, Pin, PinId, Pipeline, Policy, Purchase, PurchaseId, PurchaseKind, Record, Role, StageEntry,
    Workspace,
};

use super::doing::{letter, some_deal};
use super::places;
use super::support::{self, day, random, slug};

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
    OptOut { address: u8 },
    Letter { known: Index, worded: bool, unsent: bool },
    Interview { id: u128, customer: u128, cause: Grievance, words: bool },
    Campaign { id: u128, side: Arm, name: bool },
    Pin { id: u128, best: i64 },
    Funnel { of: Index, policy: Policy, without: Option<Index>, copy: bool },
}

pub(super) fn piece() -> impl Strategy<Value = Piece> {
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
        2 => letters(),
        1 => (few(), few(), select(&random::warming::GRIEVANCES[..]), any::<bool>())
            .prop_map(|(id, customer, cause, words)| Piece::Interview { id, customer, cause, words }),
        1 => (few(), select(&random::warming::ARMS[..]), any::<bool>())
            .prop_map(|(id, side, name)| Piece::Campaign { id, side, name }),
        1 => (few(), 1..3_i64).prop_map(|(id, best)| Piece::Pin { id, best }),
        2 => (any::<Index>(), random::policy(), of(any::<Index>()), rarely())
            .prop_map(|(of, policy, without, copy)| Piece::Funnel { of, policy, without, copy }),
    ]
}

/// What a file says of letters and of who wants none.
pub(super) fn letters() -> impl Strategy<Value = Piece> {
    prop_oneof![
        1 => (0..2_u8).prop_map(|address| Piece::OptOut { address }),
        2 => (any::<Index>(), any::<bool>(), prop::bool::weighted(0.3))
            .prop_map(|(known, worded, unsent)| Piece::Letter { known, worded, unsent }),
    ]
}

impl Piece {
    pub(super) fn record(&self, desk: &Workspace, fresh: u128) -> Record {
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
            Self::Person { id, customer } => support::person(*id, *customer, "Пётр").into(),
            Self::Member { id, role } => Member { role: *role, ..support::member(*id, "Борис") }.into(),
            Self::Purchase { id, customer } => Purchase {
                id: PurchaseId(*id),
                customer: CustomerId(*customer),
                kind: PurchaseKind::Sale,
                at: day(1),
                amount: None,
                foreign: None,
                rate: None,
                other_rates: Default::default(),
            }
            .into(),
            Self::Activity { deal } => support::activity(fresh, some_deal(desk, deal).0).into(),
            Self::OptOut { address } => {
                let address = format!("{address}@zavod.example");
                OptOut { id: OptOut::of(&address), address, at: day(1), why: String::new(), by: None }.into()
            }
            Self::Letter { known, worded, unsent } => {
                let all: Vec<_> = desk.letters().collect();
                let Some(&known) = all.get(known.index(all.len().max(1))) else {
                    return letter(1, 0, 0).into();
                };
                let mut letter = Letter::clone(known);
                if *worded {
                    letter.subject = "Из файла".into();
                }
                if *unsent {
                    letter.fate = Fate::Ready;
                }
                letter.into()
            }
            Self::Interview { id, customer, cause, words } => Interview {
                id: InterviewId(*id),
                customer: CustomerId(*customer),
                deal: None,
                cause: *cause,
                words: if *words { "Ушли к соседям" } else { "Ушли" }.into(),
                at: day(1),
                by: None,
            }
            .into(),
            Self::Campaign { id, side, name } => Campaign {
                id: CampaignId(*id),
                name: if *name { "Ревизия" } else { "Осень" }.into(),
                goal: String::new(),
                offer: String::new(),
                began: day(1),
                until: day(30).day(0),
                by: None,
                customers: [(CustomerId(1), *side)].into(),
            }
            .into(),
            Self::Pin { id, best } => {
                let bought = [*best, 50].into_iter().zip(1..).map(|(ago, customer)| rfm::Purchase {
                    customer: CustomerId(customer),
                    date: day(100 - ago).day(0),
                    kind: rfm::Kind::Sale,
                    amount: None,
                });
                let population = bought.collect::<rfm::Ledger<_>>().summarise(day(100).day(0));
                let set = rfm::BoundarySet::of(&population, rfm::Measure::AverageCheque);
                Pin { id: PinId(*id), set, at: day(100), by: None, currency: None }.into()
            }
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
