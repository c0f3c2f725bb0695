//! What the page «Возврат» and robots go by besides the rule of scoring: pinned boundaries, groups of cells, moves of
//! customers between two days.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use support::{context, desk, slug};
use voronka::data::warming;
use voronka::domain::insight::rfm::*;
use voronka::domain::insight::scores::{Basis, Cell, Scoring, uneven};
use voronka::domain::robots::{Clock, Month};
use voronka::domain::{
    Command, CustomerId, MemberId, Moment, Pin, PinId, Purchase as Order, PurchaseId, PurchaseKind, Record, Rejection,
    Schedule, Segment, Tongue, Workspace,
};

fn date(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(number.into())
}

/// Sales and plain refunds of a few customers in a few weeks.
fn purchases() -> impl Strategy<Value = Vec<Purchase<CustomerId>>> {
    let amount = prop::option::weighted(0.8, -500_i64..2_000);
    let one = (0_u128..30, 0_u32..60, amount, prop::bool::weighted(0.9));
    let one = one.prop_map(|(customer, on, amount, is_sale)| Purchase {
        customer: CustomerId(customer),
        date: date(on),
        kind: if is_sale { Kind::Sale } else { Kind::Refund },
        amount,
    });
    prop::collection::vec(one, 0..120)
}

fn measure() -> impl Strategy<Value = Measure> {
    prop_oneof![Just(Measure::AverageCheque), Just(Measure::Total)]
}

fn ledger(purchases: &[Purchase<CustomerId>]) -> Ledger<CustomerId> {
    purchases.iter().copied().collect()
}

proptest! {
    /// Frozen, a day without purchases changes nobody's F or M, and nobody's R for the better.
    #[test]
    fn a_day_without_purchases_changes_no_frozen_frequency_and_money(purchases in purchases(), measure in measure(), days in 1_u32..40) {
        let ledger = ledger(&purchases);
        let set = BoundarySet::of(&ledger.summarise(date(60)), measure);
        let [before, after] = [60, 60 + days].map(|on| Scoring::by(&ledger, date(on), Basis::Pinned(set)));
        prop_assert_eq!(before.customers.len(), after.customers.len());
        for (was, is) in before.customers.iter().zip(&after.customers) {
            prop_assert_eq!((was.scores.f, was.scores.m), (is.scores.f, is.scores.m));
            prop_assert!(is.scores.r <= was.scores.r);
        }
    }

    /// Customers of the same value have the same grade, by any boundaries.
    #[test]
    fn ties_are_never_split(purchases in purchases(), measure in measure(), pinned_on in 0_u32..60, as_of in 0_u32..90) {
        let ledger = ledger(&purchases);
        let set = BoundarySet::of(&ledger.summarise(date(pinned_on)), measure);
        for basis in [Basis::Own(measure), Basis::Pinned(set)] {
            let scoring = Scoring::by(&ledger, date(as_of), basis);
            let mut grades: BTreeMap<(usize, i128, u32), Option<Grade>> = BTreeMap::new();
            for score in &scoring.customers {
                let buyer = score.buyer;
                let money = buyer.money(measure).map(|money| (money.sum(), money.count()));
                let (sum, count) = money.unwrap_or((0, 0_u32));
                // Fractions by their smallest numbers.
                let divisor = (1..=count.max(1)).rev().find(|by| count % by == 0 && sum % i128::from(*by) == 0).unwrap_or(1);
                let keys = [
                    (0, i128::from(buyer.recency), 0),
                    (1, i128::from(buyer.frequency), 0),
                    (2, sum / i128::from(divisor), count / divisor),
                ];
                for (key, axis) in keys.into_iter().zip(Axis::ALL) {
                    let grade = score.scores.on(axis);
                    prop_assert_eq!(*grades.entry(key).or_insert(grade), grade, "{:?}", key);
                }
            }
        }
    }

    /// Cells, groups of a dimension and boundaries come out the same from purchases in any order; so does a migration.
    #[test]
    fn the_order_of_rows_never_matters(
        (purchases, shuffled) in purchases().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        measure in measure(), as_of in 20_u32..60, ago in 0_u32..20,
    ) {
        let (one, other) = (ledger(&purchases), ledger(&shuffled));
        prop_assert_eq!(Scoring::by(&one, date(as_of), Basis::Own(measure)), Scoring::by(&other, date(as_of), Basis::Own(measure)));
        let moves = |ledger: &Ledger<CustomerId>| {
            let (before, after) = (ledger.summarise(date(as_of - ago)), ledger.summarise(date(as_of)));
            let set = BoundarySet::of(&before, measure);
            (Moves::frozen(&before, &after, &set), Moves::reranked(&before, &after, measure))
        };
        let (one, other) = (moves(&one), moves(&other));
        prop_assert_eq!((one.0.count(), one.1.count()), (other.0.count(), other.1.count()));
        prop_assert_eq!(one, other);
    }

    /// The outer groups of a dimension never share a customer, and together with the middle they are everybody.
    #[test]
    fn every_customer_is_in_one_grade_of_a_dimension(purchases in purchases(), measure in measure(), as_of in 0_u32..60) {
        let scoring = Scoring::by(&ledger(&purchases), date(as_of), Basis::Own(measure));
        for axis in [Axis::R, Axis::F] {
            prop_assert_eq!(scoring.graded(axis), scoring.customers.len());
        }
        prop_assert_eq!(scoring.graded(Axis::M) + scoring.amount_unknown(), scoring.customers.len());
        let cells: usize = Code::all().map(|code| scoring.cell(code).customers).sum();
        prop_assert_eq!(cells, scoring.graded(Axis::M));
        for grade in Grade::ALL {
            let of: usize = Code::all().filter(|code| code.m == grade).map(|code| scoring.cell(code).customers).sum();
            prop_assert_eq!(of, scoring.group(Axis::M, grade));
        }
    }

    /// Every number of a migration is as many customers as it holds, each of them once, in the tables and in the list.
    #[test]
    fn a_number_of_a_migration_is_its_customers(
        purchases in purchases(), measure in measure(), from in 0_u32..30, to in 30_u32..60, frozen in any::<bool>(),
    ) {
        let ledger = ledger(&purchases);
        let (before, after) = (ledger.summarise(date(from)), ledger.summarise(date(to)));
        let moves = match frozen {
            true => Moves::frozen(&before, &after, &BoundarySet::of(&before, measure)),
            false => Moves::reranked(&before, &after, measure),
        };
        let held = |entry: Entry| moves.list.iter().filter(|one| one.is_of(entry)).count() as u32;
        let counted = moves.count();
        for (&(was, is), &customers) in &counted.customers {
            prop_assert_eq!(held(Entry::Places(was, is)), customers);
        }
        prop_assert_eq!(counted.customers.values().sum::<u32>() as usize, moves.list.len());
        for (axis, three) in Axis::ALL.into_iter().zip([counted.r, counted.f, counted.m]) {
            let table = moves.table(axis);
            for was in Table::SIDES {
                for is in Table::SIDES {
                    prop_assert_eq!(held(Entry::Grades(axis, was, is)), table.customers(was, is));
                    if let (Some(was_grade), Some(is_grade)) = (was, is) {
                        let at = |grade: Grade| usize::from(grade.digit()) - 1;
                        prop_assert_eq!(three[at(was_grade)][at(is_grade)], table.customers(was, is));
                    }
                }
            }
            let turns = [Turn::Up, Turn::Down, Turn::Stayed, Turn::New, Turn::Gone];
            let all: u32 = table.pairs().map(|(_, _, customers)| customers).sum();
            prop_assert_eq!(turns.into_iter().map(|turn| table.turned(turn)).sum::<u32>(), all);
            if frozen && axis == Axis::F {
                prop_assert_eq!(table.turned(Turn::Down), 0, "frequency never falls");
            }
            let flow = Flow::of(&table);
            prop_assert_eq!(flow.ribbons.iter().map(|ribbon| ribbon.customers).sum::<u32>(), all);
        }
    }

    /// However groups are written over each other, no cell is in two of them, and what was is there again when it is undone.
    #[test]
    fn groups_never_overlap(edits in prop::collection::vec((0_usize..5, prop::collection::btree_set(0_usize..27, 0..9), any::<bool>()), 1..9)) {
        let all: Vec<Code> = Code::all().collect();
        let mut desk = Workspace::default();
        for (name, cells, whole) in edits {
            let before = desk.clone();
            let group = group(&format!("g{name}"), cells.iter().map(|&at| all[at]));
            let groups = match whole {
                true => vec![self::group("other", all.iter().copied()), group.clone()],
                false => group.clone().among(desk.segments().map(AsRef::as_ref)),
            };
            let change = desk.apply(Command::Regroup(groups), &context(0, 0)).unwrap();
            let mut seen = BTreeSet::new();
            prop_assert!(desk.segments().flat_map(|group| &group.cells).all(|cell| seen.insert(*cell)));
            let kept = desk.segments().find(|known| known.id == group.id).unwrap();
            prop_assert_eq!(&kept.cells, &group.cells);
            let mut back = desk.clone();
            back.apply(Command::Replay(change.reversed()), &context(0, 0)).unwrap();
            prop_assert_eq!(back, before);
        }
    }
}

fn group(name: &str, cells: impl IntoIterator<Item = Code>) -> Segment {
    Segment {
        id: slug(name),
        name: name.into(),
        cells: cells.into_iter().collect(),
        meaning: "".into(),
        what_to_do: "".into(),
        offer: "".into(),
        risk: "".into(),
    }
}

#[test]
fn ready_groups_come_in_place_of_those_that_are_there() {
    let ready = warming::segments(include_str!("../public/content/groups.json")).unwrap();
    let mut desk = Workspace::default();
    desk.apply(Command::Regroup(vec![group("own", Code::all())]), &context(0, 0)).unwrap();
    desk.apply(Command::Regroup(ready.clone()), &context(0, 0)).unwrap();
    assert_eq!(desk.segments().count(), ready.len());
    assert_eq!(desk.segments().map(|group| group.cells.len()).sum::<usize>(), 27);
    let change = desk.apply(Command::Regroup(ready), &context(0, 0)).unwrap();
    assert!(change.is_empty(), "as they are already");
}

/// Customers 1 to `count`, each of whom bought once for 100, a day later than the next.
fn sellers(count: u32, last: u32) -> Vec<Purchase<CustomerId>> {
    (1..=count)
        .map(|of| Purchase {
            customer: CustomerId(of.into()),
            date: date(last - of),
            kind: Kind::Sale,
            amount: Some(10_000),
        })
        .collect()
}

#[test]
fn groups_of_cells_add_up() {
    let ledger = ledger(&sellers(40, 60));
    let scoring = Scoring::of(&ledger, date(60));
    // Everybody has bought once for as much: R alone differs.
    assert_eq!([Grade::Best, Grade::Middle, Grade::Worst].map(|grade| scoring.group(Axis::R, grade)), [10, 20, 10]);
    let both = group("both", ["322", "122"].map(|code| code.parse().unwrap()));
    assert_eq!(scoring.of_segment(&both), Cell { customers: 20, spent: 200_000 });
    assert_eq!(scoring.inside(|code| both.cells.contains(&code)).count(), 20);
}

#[test]
fn why_a_group_is_no_quarter_is_told_with_its_figures() {
    // 34 customers: 20 bought once, 14 more often, each of these as often as nobody else.
    let day = date(60);
    let mut lines = sellers(34, 60);
    for of in 1..=14_u128 {
        lines.extend((0..of).map(|_| Purchase {
            customer: CustomerId(of),
            date: day,
            kind: Kind::Sale,
            amount: Some(10_000),
        }));
    }
    let population = ledger(&lines).summarise(day);
    let found = uneven(&population, &BoundarySet::of(&population, Measure::default())).unwrap();
    assert_eq!((found.axis, found.grade, found.customers, found.quarter), (Axis::F, Grade::Worst, 20, 8));
    // R of forty different days is as near a quarter as can be, F and M have no boundaries.
    let even = ledger(&sellers(40, 60)).summarise(day);
    assert_eq!(uneven(&even, &BoundarySet::of(&even, Measure::default())), None);
}

/// A desk with orders of so many customers, the last of them on this day after 1 January 2025.
fn bought(count: u32, last: u32) -> Workspace {
    let mut desk = desk(support::four_r());
    let records = sellers(count, last).into_iter().flat_map(|line| {
        let customer = support::customer(1_000 + line.customer.0, "Завод");
        let at = Moment::at(line.date.and_hms_opt(12, 0, 0).unwrap(), 0);
        let (id, customer_id, kind) = (PurchaseId(line.customer.0), customer.id, PurchaseKind::Sale);
        let order = Order {
            id,
            customer: customer_id,
            kind,
            at,
            amount: None,
            foreign: None,
            rate: None,
            other_rates: BTreeMap::new(),
        };
        [Record::from(customer), order.into()]
    });
    desk.apply(Command::TakeIn(records.collect()), &context(0, 0)).unwrap();
    desk
}

/// The usual week, in UTC.
static UTC: LazyLock<Schedule> = LazyLock::new(Schedule::default);

fn clock(on: &str) -> Clock<'static> {
    let day: NaiveDate = on.parse().unwrap();
    Clock { now: Moment::at(day.and_hms_opt(9, 0, 0).unwrap(), 0), schedule: &UTC, tongue: Tongue::Ru }
}

fn pin_by(desk: &Workspace, id: u128, on: &str, measure: Measure, by: Option<MemberId>) -> Pin {
    let now = clock(on);
    let month = Month::of(desk, now);
    let set = month.pin(&Workspace::default(), now).map_or_else(|| panic!("{month:?}"), |pin| pin.set);
    Pin {
        id: PinId(id),
        set: BoundarySet { as_of: on.parse().unwrap(), measure, ..set },
        at: now.now,
        by,
        currency: None,
    }
}

#[test]
fn a_month_pins_the_boundaries_of_its_first_day_once() {
    let mut desk = bought(40, 50);
    let (first_look, later) = (clock("2025-03-09"), clock("2025-03-20"));
    assert!(Month::wants_pin(&desk, first_look));
    let pin = Month::of(&desk, first_look).pin(&desk, first_look).unwrap();
    assert_eq!((pin.set.as_of.to_string(), pin.set.buyers, pin.by), ("2025-03-01".into(), 40, None));
    assert_eq!((pin.id, pin.at), (Pin::of_month(date(70)), Moment::at("2025-03-01T00:00:00".parse().unwrap(), 0)));
    // Whenever and wherever it is done in the month, it is the same record.
    assert_eq!(Month::of(&desk, later).pin(&desk, later), Some(pin.clone()));

    desk.apply(Command::TakeIn(vec![pin.clone().into()]), &context(0, 0)).unwrap();
    assert!(!Month::wants_pin(&desk, later));
    assert_eq!(Month::of(&desk, later).pin(&desk, later), None);
    // What is bought or told of afterwards changes nothing that is pinned.
    let other = Pin { set: BoundarySet { buyers: 41, ..pin.set }, ..Pin::clone(&pin) };
    let refused = desk.apply(Command::TakeIn(vec![other.into()]), &context(0, 0));
    assert_eq!(refused, Err(Rejection::AlreadyExists(pin.id.into())));
    // The next month pins its own.
    let april = clock("2025-04-02");
    assert!(Month::wants_pin(&desk, april));
    assert_eq!(Month::of(&desk, april).pin(&desk, april).unwrap().set.as_of.to_string(), "2025-04-01");
}

#[test]
fn a_month_pins_nothing_of_few_buyers_and_nothing_over_a_persons_word() {
    for (count, pins) in [(19, false), (20, true)] {
        let desk = bought(count, 50);
        let now = clock("2025-03-09");
        assert_eq!(Month::of(&desk, now).pin(&desk, now).is_some(), pins, "{count}");
    }
    let mut desk = bought(40, 50);
    let by_hand = pin_by(&desk, 7, "2025-03-04", Measure::AverageCheque, Some(MemberId(1)));
    desk.apply(Command::TakeIn(vec![by_hand.into()]), &context(0, 0)).unwrap();
    assert!(!Month::wants_pin(&desk, clock("2025-03-09")));
    assert!(Month::wants_pin(&desk, clock("2025-04-01")));
}

#[test]
fn robots_go_by_what_is_pinned_this_month() {
    let mut desk = bought(40, 50);
    let now = clock("2025-03-09");
    let own = Month::of(&desk, now);
    let day: NaiveDate = "2025-03-04".parse().unwrap();
    let pin = pin_by(&desk, 7, "2025-03-04", Measure::AverageCheque, Some(MemberId(1)));
    desk.apply(Command::TakeIn(vec![pin.into()]), &context(0, 0)).unwrap();
    let pinned = Month::of(&desk, now);
    assert!(own != pinned && !own.holds(&desk, now) && pinned.holds(&desk, now) && pinned.is_now(now));
    assert_eq!(Month::pinned(&desk, now), Some(pinned));
    // Before the day of the set, and in the next month, it is not what holds.
    assert_eq!(Month::pinned(&desk, clock("2025-03-03")), None);
    assert_eq!(Month::pinned(&desk, clock("2025-04-01")), None);
    // By the total nobody scores unasked.
    let total = pin_by(&bought(40, 50), 8, "2025-03-06", Measure::Total, None);
    desk.apply(Command::TakeIn(vec![total.into()]), &context(0, 0)).unwrap();
    assert_eq!(Month::pinned(&desk, now), Month::pinned(&desk, now).filter(|month| month.holds(&desk, now)));
    let held = |day: NaiveDate, measure| desk.pinned_on(day, measure).map(|pin| pin.id.0);
    assert_eq!((held(day, Measure::AverageCheque), held(date(90), Measure::AverageCheque)), (Some(7), Some(7)));
    assert_eq!((held(date(90), Measure::Total), held(day, Measure::Total)), (Some(8), None));
    assert_eq!(desk.pinned().map(|pin| pin.id.0), Some(7));
}
