//! Laws of a list: sorting loses nothing and puts in order, groups part the deals, sums are the sums of the deals.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::Index;
use support::{context, customer, day, deal, desk, four_r, member, next_contact};
use voronka::domain::insight::board::{Filter, Need, Needle, Owner};
use voronka::domain::insight::in_base::InBase;
use voronka::domain::insight::listing::{By, Column, Gathering, Heading, Listing, Odds, Order, Query, Scope};
use voronka::domain::{
    Command, Currency, Deal, DealId, Decimal, MemberId, Moment, Money, Outcome, Quote, Rate, Record, Schedule, Slug,
    Sums, Workspace,
};

type Drawn = (Vec<Index>, u128, u128, Option<(i64, bool)>, Option<i64>, u8);

fn deals() -> impl Strategy<Value = Vec<Drawn>> {
    let money = of((-5_000..5_000_i64, any::<bool>()));
    vec((vec(any::<Index>(), 1..4), 0..4_u128, 0..4_u128, money, of(50..200_i64), 0..4_u8), 0..40)
}

fn workspace(drawn: &[Drawn]) -> Workspace {
    let mut desk = desk(four_r());
    let places: Vec<Slug> = four_r().iter().flat_map(|funnel| funnel.places().collect::<Vec<_>>()).collect();
    let mut records: Vec<Record> = vec![
        member(2, "Борис").into(),
        member(3, "анна").into(),
        customer(2, "ёлка").into(),
        customer(3, "Ель").into(),
    ];
    for ((way, whose, owner, amount, next, source), id) in drawn.iter().zip(1..) {
        let way: Vec<Slug> = way.iter().map(|at| *at.get(&places)).collect();
        let mut deal = deal(id, &way);
        deal.title = format!("Шкаф {}", id % 7);
        deal.customer = (*whose > 0).then_some(voronka::domain::CustomerId(*whose));
        deal.owner = (*owner > 0).then_some(MemberId(*owner));
        let dollars = Currency::new("USD").unwrap();
        deal.amount = amount.map(|(minor, rub)| Money::new(minor, if rub { Currency::RUB } else { dollars }));
        deal.next = next.map(|on| next_contact(day(on)));
        if *source > 0 {
            deal.fields.insert("source".into(), ["Сайт", "сарафан", "Выставка"][usize::from(*source) - 1].into());
        }
        records.push(deal.into());
    }
    desk.apply(Command::TakeIn(records), &context(0, 0)).unwrap();
    desk
}

fn month(at: Moment) -> (i32, u32) {
    use chrono::Datelike;
    let day = at.day(0);
    (day.year(), day.month())
}

fn listed(desk: &Workspace, query: &Query, slice: usize) -> Listing {
    let mut odds = Odds::default();
    desk.deals().for_each(|deal| odds.count(desk, deal));
    let mut gathering = Gathering::new(desk, query.clone(), Arc::new(odds));
    let all: Vec<Arc<Deal>> = desk.deals().cloned().collect();
    for deals in all.chunks(slice) {
        gathering.read(desk, deals, day(100), &Schedule::default(), month);
    }
    while gathering.merge() {}
    gathering.finish(desk)
}

fn query(by: Column, descending: bool, group: Option<By>, scope: Scope) -> Query {
    let order = Order { by, descending };
    let (filter, customers) = (Filter::default(), None);
    Query { funnel: None, scope, filter, stage: None, source: None, customers, order, group }
}

fn outcome(desk: &Workspace, deal: &Deal) -> Option<Outcome> {
    desk.pipeline_of(deal.stage).unwrap().end(deal.stage).map(|end| end.outcome)
}

proptest! {
    #![proptest_config(support::cases(96))]

    #[test]
    fn groups_part_the_deals_and_sums_are_theirs(
        drawn in deals(), by in any::<Index>(), descending: bool, group in any::<Index>(), scope in any::<Index>(), slice in 1..9_usize,
    ) {
        let desk = workspace(&drawn);
        let by = *by.get(&Column::COMMON);
        let groups: Vec<Option<By>> = By::ALL.into_iter().map(Some).chain([None]).collect();
        let asked = query(by, descending, *group.get(&groups), *scope.get(&Scope::ALL));
        let found = listed(&desk, &asked, slice);

        // However it is sliced, it is one list.
        prop_assert_eq!(&found, &listed(&desk, &asked, 1_000));

        // A permutation of what was asked for.
        let belongs = |deal: &&Arc<Deal>| match asked.scope {
            Scope::Open => outcome(&desk, deal).is_none(),
            Scope::Won => outcome(&desk, deal) == Some(Outcome::Won),
            Scope::Lost => matches!(outcome(&desk, deal), Some(Outcome::Lost | Outcome::Paused | Outcome::Excluded)),
            Scope::All => true,
        };
        let wanted: BTreeSet<DealId> = desk.deals().filter(belongs).map(|deal| deal.id).collect();
        let got: Vec<DealId> = found.deals().collect();
        prop_assert_eq!(got.len(), wanted.len());
        prop_assert_eq!(got.len(), found.count);
        prop_assert_eq!(found.among, found.count);
        prop_assert_eq!(got.iter().copied().collect::<BTreeSet<_>>(), wanted);

        // Every group is of one thing, no thing has two groups, and none is empty.
        let headings: BTreeSet<&Heading> = found.groups.iter().map(|group| &group.heading).collect();
        prop_assert_eq!(headings.len(), found.groups.len());
        let mut total: BTreeMap<Currency, i128> = BTreeMap::new();
        let base = InBase::of(&desk);
        for group in &found.groups {
            prop_assert!(!group.deals.is_empty());
            let mut sums = Sums::default();
            for id in &group.deals {
                let deal = desk.deal(*id).unwrap();
                let heading = match asked.group {
                    None => Heading::All,
                    Some(By::Stage) => Heading::Stage(deal.stage),
                    Some(By::Owner) => Heading::Owner(deal.owner),
                    Some(By::Customer) => Heading::Customer(deal.customer),
                    Some(By::Source) => Heading::Source(deal.fields.get("source").cloned()),
                    Some(By::Month) => Heading::Month(deal.next.as_ref().map(|next| month(next.at))),
                };
                prop_assert_eq!(&heading, &group.heading);
                base.part(&desk, deal).into_iter().for_each(|part| sums.put(part));
                if let Some(amount) = deal.amount {
                    *total.entry(amount.currency).or_default() += i128::from(amount.minor);
                }
            }
            prop_assert_eq!(&sums, &group.sums);
        }
        let told: BTreeMap<Currency, i128> = found.sums.iter().map(|sum| (sum.currency, i128::from(sum.minor))).collect();
        prop_assert_eq!(told, total);
    }

    #[test]
    fn what_can_be_compared_stands_in_order(drawn in deals(), descending: bool, slice in 1..9_usize) {
        let desk = workspace(&drawn);
        let order = |by| listed(&desk, &query(by, descending, None, Scope::All), slice).deals().collect::<Vec<_>>();
        let of = |id: &DealId| desk.deal(*id).unwrap();
        let turned = |ordering: std::cmp::Ordering| if descending { ordering.reverse() } else { ordering };

        let by_contact = order(Column::Contact);
        let planned: Vec<Moment> = by_contact.iter().filter_map(|id| Some(of(id).next.as_ref()?.at)).collect();
        prop_assert!(planned.is_sorted_by(|a, b| turned(a.cmp(b)).is_le()));
        // What has none comes last, either way.
        prop_assert!(by_contact.iter().skip(planned.len()).all(|id| of(id).next.is_none()));

        for currency in [Currency::RUB, Currency::new("USD").unwrap()] {
            let by_amount = order(Column::Amount);
            let amounts = by_amount.iter().filter_map(|id| of(id).amount).filter(|amount| amount.currency == currency);
            let amounts: Vec<i64> = amounts.map(|amount| amount.minor).collect();
            prop_assert!(amounts.is_sorted_by(|a, b| turned(a.cmp(b)).is_le()), "{:?}", amounts);
        }
        // Ties stand by identity, whichever way the column goes.
        let titles = order(Column::Title);
        for pair in titles.windows(2).filter(|pair| of(&pair[0]).title == of(&pair[1]).title) {
            prop_assert!(pair[0] < pair[1]);
        }
        let days = order(Column::Days);
        prop_assert!(days.is_sorted_by(|a, b| turned(of(b).entered().cmp(&of(a).entered())).is_le()));
    }

    #[test]
    fn a_filter_only_takes_away(drawn in deals(), text in "[а-яё0-6 ]{0,3}", owner in of(0..4_u128), need in of(0..3_usize)) {
        let desk = workspace(&drawn);
        let whole = query(Column::Customer, false, Some(By::Owner), Scope::Open);
        let owner = match owner {
            None => Owner::Anybody,
            Some(0) => Owner::Nobody,
            Some(id) => Owner::Member(MemberId(id)),
        };
        let need = need.map(|at| [Need::Overdue, Need::Stale, Need::Silent][at]);
        let filter = Filter { text: Needle::new(&text), owner, need };
        let some = listed(&desk, &Query { filter, ..whole.clone() }, 5);
        let all: Vec<DealId> = listed(&desk, &whole, 5).deals().collect();
        let mut rest = all.iter();
        prop_assert!(some.deals().all(|id| rest.any(|other| *other == id)), "the order stays");
        prop_assert_eq!(some.among, all.len());
        for id in some.deals() {
            let deal = desk.deal(id).unwrap();
            match owner {
                Owner::Anybody => {}
                Owner::Nobody => prop_assert!(deal.owner.is_none()),
                Owner::Member(member) => prop_assert_eq!(deal.owner, Some(member)),
            }
        }
    }
}

#[test]
fn names_stand_by_the_alphabet_and_stages_as_in_their_funnel() {
    let first: Vec<Slug> = four_r()[1].stages.iter().map(|stage| stage.id).collect();
    let mut desk = desk(four_r());
    let mut records: Vec<Record> = vec![customer(2, "ёлка").into(), customer(3, "Ель").into()];
    for (id, (stage, whose)) in [(first[2], 3), (first[0], 2), (first[1], 1)].into_iter().enumerate() {
        let mut deal = deal(id as u128 + 1, &[stage]);
        deal.customer = Some(voronka::domain::CustomerId(whose));
        records.push(deal.into());
    }
    desk.apply(Command::TakeIn(records), &context(0, 0)).unwrap();
    let by_name = listed(&desk, &query(Column::Customer, false, None, Scope::Open), 2);
    assert_eq!(by_name.deals().collect::<Vec<_>>(), [DealId(2), DealId(1), DealId(3)]);
    let by_stage = listed(&desk, &query(Column::Customer, false, Some(By::Stage), Scope::Open), 2);
    let headings: Vec<_> = by_stage.groups.iter().map(|group| group.heading.clone()).collect();
    assert_eq!(headings, [first[0], first[1], first[2]].map(Heading::Stage));
}

#[test]
fn a_rate_makes_sums_of_two_currencies_follow_one_another() {
    let stage = four_r()[1].stages[0].id;
    let [dollars, tenge] = ["USD", "KZT"].map(|code| Currency::new(code).unwrap());
    let sums = [(50_000, dollars), (2_000_000, Currency::RUB), (6_000_000, Currency::RUB), (900, tenge)];
    let deals = sums.into_iter().zip(1..).map(|((minor, currency), id)| {
        let mut deal = deal(id, &[stage]);
        deal.amount = Some(Money::new(minor, currency));
        Record::from(deal)
    });
    let [one, ninety] = [1, 90].map(|number| Decimal::new(number, 0).unwrap());
    let quote = Quote { of: dollars, to: Currency::RUB, day: day(1).day(0), units: one, value: ninety };
    let rate = Rate::new(quote, day(1)).unwrap();
    let mut desk = desk(four_r());
    desk.apply(Command::TakeIn(deals.chain([rate.into()]).collect()), &context(0, 0)).unwrap();
    let by_amount = listed(&desk, &query(Column::Amount, false, None, Scope::Open), 3);
    // 500 $ are 45,000 ₽; what has no rate stands apart, after what can be compared.
    assert_eq!(by_amount.deals().collect::<Vec<_>>(), [2, 1, 3, 4].map(DealId));
}
