//! Records of an import, drawn beforehand.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use voronka::domain::{
    Cause, CustomerId, Deal, EntryId, Member, Person, PersonId, Pipeline, Policy, Purchase, PurchaseId, PurchaseKind,
    Record, Role, StageEntry, Workspace,
};

use super::doing::some_deal;
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
        2 => (any::<Index>(), random::policy(), of(any::<Index>()), rarely())
            .prop_map(|(of, policy, without, copy)| Piece::Funnel { of, policy, without, copy }),
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
