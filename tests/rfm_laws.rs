//! Laws of the RFM rule, against its definition spelled out, and hand-checked cases for what the vectors leave open.

#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeSet;
use voronka::domain::insight::rfm::*;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(number.into())
}

fn sale(customer: u32, date: u32, amount: Option<i64>) -> Purchase<u32> {
    Purchase { customer, date: day(date), kind: Kind::Sale, amount }
}

fn refund(customer: u32, date: u32, amount: i64, of: Option<u32>) -> Purchase<u32> {
    let kind = of.map_or(Kind::Refund, Kind::RefundOf);
    Purchase { customer, date: day(date), kind, amount: Some(amount) }
}

fn summarise(purchases: &[Purchase<u32>], as_of: u32) -> Population<u32> {
    purchases.iter().copied().collect::<Ledger<u32>>().summarise(day(as_of))
}

fn figures(population: &Population<u32>) -> Vec<(u32, u32, u32, i128, u32)> {
    let of = |buyer: &Buyer<u32>| (buyer.customer, buyer.recency, buyer.frequency, buyer.spent, buyer.priced);
    population.buyers.iter().map(of).collect()
}

/// The group at the front by the words of the rule: the run of whole blocks whose size is nearest to a quarter.
fn group_by_definition(sorted: &[i64]) -> &[i64] {
    let n = sorted.len();
    let sizes = (1..n).filter(|&size| sorted[size - 1] != sorted[size]);
    &sorted[..sizes.min_by_key(|&size| ((4 * size).abs_diff(n), size)).unwrap_or(0)]
}

fn grades_by_definition(values: &[i64], better: Better) -> Vec<Grade> {
    let mut rising = values.to_vec();
    rising.sort_unstable();
    let falling: Vec<i64> = rising.iter().rev().copied().collect();
    let (low, high) = (group_by_definition(&rising), group_by_definition(&falling));
    assert!(low.len() + high.len() <= values.len(), "the groups overlap: {values:?}");
    let (best, worst) = if better == Better::Higher { (high, low) } else { (low, high) };
    let grade = |value| match (best.contains(value), worst.contains(value)) {
        (true, _) => Grade::Best,
        (_, true) => Grade::Worst,
        _ => Grade::Middle,
    };
    values.iter().map(grade).collect()
}

fn grades(values: &[i64], better: Better) -> Vec<Grade> {
    let edges = Edges::of(&mut values.to_vec(), better);
    values.iter().map(|&value| edges.map_or(Grade::Middle, |edges| edges.grade(value, better))).collect()
}

#[test]
fn every_pattern_of_ties_up_to_sixteen_customers_is_graded_as_defined() {
    let mut patterns = 0;
    for n in 1..=16 {
        // Bit i tells whether customer i + 1 has the next value or the same.
        for steps in 0..1u32 << (n - 1) {
            let values: Vec<i64> = (0..n).map(|i| i64::from((steps & ((1 << i) - 1)).count_ones())).collect();
            for better in [Better::Higher, Better::Lower] {
                assert_eq!(grades(&values, better), grades_by_definition(&values, better), "{values:?}");
            }
            patterns += 1;
        }
    }
    assert_eq!(patterns, 65_535);
}

fn direction() -> impl Strategy<Value = Better> {
    prop_oneof![Just(Better::Higher), Just(Better::Lower)]
}

fn amount() -> impl Strategy<Value = Option<i64>> {
    prop::option::weighted(0.8, prop_oneof![-500i64..2_000, any::<i64>(), Just(0)])
}

/// Sales and plain refunds of a few customers in a few weeks.
fn purchases() -> impl Strategy<Value = Vec<Purchase<u32>>> {
    let one = (0u32..30, 0u32..60, amount(), any::<bool>()).prop_map(|(customer, date, amount, is_sale)| Purchase {
        customer,
        date: day(date),
        kind: if is_sale { Kind::Sale } else { Kind::Refund },
        amount,
    });
    prop::collection::vec(one, 0..120)
}

fn measure() -> impl Strategy<Value = Measure> {
    prop_oneof![Just(Measure::AverageCheque), Just(Measure::Total)]
}

proptest! {
    #[test]
    fn grades_are_those_of_the_definition(values in prop::collection::vec(-20i64..20, 0..200), better in direction()) {
        prop_assert_eq!(grades(&values, better), grades_by_definition(&values, better));
    }

    #[test]
    fn a_better_value_never_has_a_worse_grade_and_equal_values_have_the_same(
        values in prop::collection::vec(-9i64..9, 0..60), others in prop::collection::vec(any::<i8>(), 2..20),
        better in direction(),
    ) {
        let Some(edges) = Edges::of(&mut values.clone(), better) else { return Ok(()) };
        for (&one, &other) in others.iter().zip(&others[1..]) {
            let (low, high) = (i64::from(one.min(other)), i64::from(one.max(other)));
            let (low, high) = (edges.grade(low, better), edges.grade(high, better));
            let is_monotone = if better == Better::Higher { low <= high } else { low >= high };
            prop_assert!(is_monotone);
            prop_assert!(one != other || low == high);
        }
    }

    #[test]
    fn the_order_of_purchases_changes_nothing(
        (purchases, shuffled) in purchases().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        as_of in 0u32..60, measure in measure(),
    ) {
        let (one, other) = (summarise(&purchases, as_of), summarise(&shuffled, as_of));
        prop_assert_eq!(&one, &other);
        let stored = |population| serde_json::to_string(&BoundarySet::of(population, measure)).unwrap();
        prop_assert_eq!(stored(&one), stored(&other));
    }

    #[test]
    fn what_customers_are_called_changes_nothing(purchases in purchases(), as_of in 0u32..60, measure in measure()) {
        let renamed: Vec<_> = purchases.iter().map(|&one| Purchase { customer: 100 - one.customer, ..one }).collect();
        let (one, mut other) = (summarise(&purchases, as_of), summarise(&renamed, as_of));
        let stored = |population| serde_json::to_string(&BoundarySet::of(population, measure)).unwrap();
        prop_assert_eq!(stored(&one), stored(&other));
        other.buyers.iter_mut().for_each(|buyer| buyer.customer = 100 - buyer.customer);
        other.buyers.reverse();
        prop_assert_eq!(one, other);
    }

    #[test]
    fn purchases_after_the_day_are_as_if_unknown(purchases in purchases(), as_of in 0u32..60) {
        let known: Vec<_> = purchases.iter().copied().filter(|purchase| purchase.date <= day(as_of)).collect();
        prop_assert_eq!(summarise(&purchases, as_of), summarise(&known, as_of));
    }

    #[test]
    fn own_boundaries_grade_every_dimension_as_defined(purchases in purchases(), as_of in 0u32..60) {
        let population = summarise(&purchases, as_of);
        let boundaries = BoundarySet::of(&population, Measure::Total);
        let scores: Vec<Scores> = population.buyers.iter().map(|buyer| boundaries.score(buyer)).collect();
        let check = |values: Vec<i64>, better, found: Vec<Grade>| {
            prop_assert_eq!(found, grades_by_definition(&values, better));
            Ok(())
        };
        let buyers = || population.buyers.iter();
        check(buyers().map(|buyer| buyer.recency.into()).collect(), Better::Lower, scores.iter().map(|s| s.r).collect())?;
        check(buyers().map(|buyer| buyer.frequency.into()).collect(), Better::Higher, scores.iter().map(|s| s.f).collect())?;
        // Ranks stand for sums that an i64 can't hold.
        let mut sums: Vec<i128> = buyers().filter(|buyer| buyer.priced > 0).map(|buyer| buyer.spent).collect();
        let unranked = sums.clone();
        sums.sort_unstable();
        sums.dedup();
        let ranks = unranked.iter().map(|sum| sums.binary_search(sum).unwrap() as i64).collect();
        check(ranks, Better::Higher, scores.iter().filter_map(|s| s.m).collect())?;
    }

    #[test]
    fn a_boundary_set_comes_back_from_storage_the_same(purchases in purchases(), measure in measure()) {
        let boundaries = BoundarySet::of(&summarise(&purchases, 59), measure);
        let stored = serde_json::to_string(&boundaries).unwrap();
        prop_assert_eq!(serde_json::from_str::<BoundarySet>(&stored).unwrap(), boundaries);
    }

    #[test]
    fn a_refund_of_an_order_is_the_order_for_less(purchases in purchases(), as_of in 0u32..60, less in 1i64..3_000) {
        let Some(first) = purchases.iter().position(|purchase| purchase.kind == Kind::Sale) else { return Ok(()) };
        let sold = purchases[first];
        let amount = sold.amount.map(|amount| amount.saturating_add(less));
        let mut with_refund = purchases.clone();
        with_refund[first].amount = amount;
        with_refund.push(Purchase { kind: Kind::RefundOf(first as u32), amount: amount.and(Some(-less)), ..sold });
        let mut net = purchases.clone();
        net[first].amount = amount.map(|amount| amount - less);
        if net[first].amount.is_some_and(|amount| amount <= 0) {
            net.remove(first);
        }
        prop_assert_eq!(summarise(&with_refund, as_of), summarise(&net, as_of));
    }

    #[test]
    fn without_purchases_nobody_degrades_by_ranking_and_everybody_does_by_frozen_boundaries(
        purchases in purchases(), later in 60u32..200,
    ) {
        let (before, after) = (summarise(&purchases, 59), summarise(&purchases, later));
        let migration = Migration::reranked(&before, &after, Measure::AverageCheque);
        prop_assert!(migration.customers.keys().all(|(from, to)| from == to));

        let frozen = BoundarySet::of(&before, Measure::AverageCheque);
        let Ok(leaving) = degrading(&before, &frozen, later - 59) else { return Ok(()) };
        let best = |population: &Population<u32>| -> BTreeSet<u32> {
            let is_best = |buyer: &&Buyer<u32>| frozen.score(buyer).r == Grade::Best;
            population.buyers.iter().filter(is_best).map(|buyer| buyer.customer).collect()
        };
        let left: BTreeSet<u32> = best(&before).difference(&best(&after)).copied().collect();
        prop_assert_eq!(leaving.iter().map(|leaves| leaves.buyer.customer).collect::<BTreeSet<_>>(), left);
        for leaves in leaving {
            let (eve, then) = (leaves.leaves_best_on.pred_opt().unwrap(), leaves.leaves_best_on);
            let on = |date: NaiveDate| {
                let population = purchases.iter().copied().collect::<Ledger<u32>>().summarise(date);
                let buyer = population.buyers.iter().find(|buyer| buyer.customer == leaves.buyer.customer).unwrap();
                frozen.score(buyer).r
            };
            prop_assert_eq!((on(eve), on(then)), (Grade::Best, leaves.class_then));
        }
    }

    #[test]
    fn a_migration_counts_every_customer_once(
        purchases in purchases(), from in 0u32..30, to in 30u32..60, measure in measure(),
    ) {
        let (before, after) = (summarise(&purchases, from), summarise(&purchases, to));
        let frozen = Migration::frozen(&before, &after, &BoundarySet::of(&before, measure));
        let customers = |population: &Population<u32>| population.buyers.iter().map(|buyer| buyer.customer).collect::<BTreeSet<_>>();
        let (were, are) = (customers(&before), customers(&after));
        prop_assert_eq!(frozen.customers.values().sum::<u32>() as usize, were.union(&are).count());
        let new = frozen.customers.iter().filter(|((from, _), _)| *from == Place::Outside).map(|(_, count)| count);
        prop_assert_eq!(new.sum::<u32>() as usize, are.difference(&were).count());
        for table in [frozen.r, frozen.f] {
            prop_assert_eq!(table.iter().flatten().sum::<u32>() as usize, were.intersection(&are).count());
        }
        prop_assert_eq!((frozen.f[1][0], frozen.f[2][0], frozen.f[2][1]), (0, 0, 0), "frequency never falls");
    }
}

#[test]
fn a_refund_reaches_its_order_from_its_own_day_on() {
    // Two orders of 1, one of 2; the second order of 1 is returned whole on day 20, a third of 2's on day 15.
    let purchases = [
        refund(1, 20, -500, Some(2)),
        sale(1, 0, Some(1_000)),
        sale(1, 10, Some(500)),
        sale(2, 5, Some(900)),
        refund(2, 15, -300, Some(3)),
    ];
    assert_eq!(figures(&summarise(&purchases, 14)), [(1, 4, 2, 1_500, 2), (2, 9, 1, 900, 1)]);
    assert_eq!(figures(&summarise(&purchases, 19)), [(1, 9, 2, 1_500, 2), (2, 14, 1, 600, 1)]);
    assert_eq!(figures(&summarise(&purchases, 20)), [(1, 20, 1, 1_000, 1), (2, 15, 1, 600, 1)]);
}

#[test]
fn refunds_without_a_sale_behind_their_link_and_of_unknown_amount_are_defined() {
    // 9 leads nowhere and 1 to a refund: both lower the sum only.
    let purchases = [sale(1, 0, Some(1_000)), refund(1, 1, -100, Some(9)), refund(1, 1, -10, Some(1))];
    assert_eq!(figures(&summarise(&purchases, 5)), [(1, 5, 1, 890, 1)]);
    let unknown = Purchase { amount: None, ..refund(1, 1, 0, Some(0)) };
    assert_eq!(figures(&summarise(&[sale(1, 0, Some(1_000)), unknown], 5)), [(1, 5, 1, 0, 0)]);
    // Everything given back: no buyer any more.
    assert_eq!(figures(&summarise(&[sale(1, 0, Some(1_000)), refund(1, 1, -1_000, Some(0))], 5)), []);
}

#[test]
fn a_boundary_of_money_is_kept_in_its_smallest_numbers() {
    // Everybody buys twice: 400 / 2 and 100 / 2.
    let purchases = [sale(1, 0, Some(100)), sale(1, 0, Some(300)), sale(2, 0, Some(99)), sale(2, 0, Some(1))];
    let money = BoundarySet::of(&summarise(&purchases, 5), Measure::AverageCheque).m.unwrap();
    assert_eq!([money.best, money.worst].map(|money| (money.sum(), money.count())), [(200, 1), (50, 1)]);
}

#[test]
fn average_and_total_rank_differently() {
    let purchases = [sale(1, 0, Some(500)), sale(2, 0, Some(300)), sale(2, 1, Some(300)), sale(3, 0, Some(100))];
    let population = summarise(&purchases, 5);
    let m = |measure| {
        let boundaries = BoundarySet::of(&population, measure);
        population.buyers.iter().map(|buyer| boundaries.score(buyer).m.unwrap().digit()).collect::<Vec<_>>()
    };
    assert_eq!(m(Measure::AverageCheque), [3, 2, 1]);
    assert_eq!(m(Measure::Total), [2, 3, 1]);
}

#[test]
fn a_customer_whose_orders_were_taken_back_is_gone_and_a_first_buyer_is_new() {
    let purchases = [
        sale(1, 0, Some(100)),
        sale(2, 0, Some(200)),
        refund(2, 9, -200, Some(1)),
        sale(3, 8, None),
        sale(4, 0, Some(300)),
    ];
    let migration = Migration::reranked(&summarise(&purchases, 5), &summarise(&purchases, 10), Measure::AverageCheque);
    let shown = |place: &Place| match place {
        Place::Cell(code) => code.to_string(),
        other => format!("{other:?}"),
    };
    let moves: Vec<_> = migration.customers.iter().map(|((from, to), n)| (shown(from), shown(to), *n)).collect();
    let expected = [("221", "121", 1), ("222", "Outside", 1), ("223", "123", 1), ("Outside", "AmountUnknown", 1)];
    assert_eq!(moves, expected.map(|(from, to, n)| (from.to_owned(), to.to_owned(), n)));
    assert_eq!(migration.r, [[0, 0, 0], [2, 0, 0], [0, 0, 0]]);
    assert_eq!(migration.m, [[1, 0, 0], [0, 0, 0], [0, 0, 1]]);
}

#[test]
fn a_silent_best_client_was_best_lately_and_still_is_in_all_else() {
    // 7 and 8 buy most and for most, and 7 goes on buying; 1 comes late.
    let mut purchases: Vec<_> = (2..=8).map(|customer| sale(customer, customer, Some(customer.into()))).collect();
    purchases.extend([sale(7, 9, Some(700)), sale(8, 9, Some(800)), sale(1, 25, Some(1)), sale(7, 30, Some(700))]);
    let (before, now) = (summarise(&purchases, 10), summarise(&purchases, 31));
    let (then_set, now_set) =
        (BoundarySet::of(&before, Measure::AverageCheque), BoundarySet::of(&now, Measure::AverageCheque));
    let silent = silent_best((&before, &then_set), (&now, &now_set));
    assert_eq!(silent.iter().map(|buyer| buyer.customer).collect::<Vec<_>>(), [8]);
}

#[test]
fn the_calendar_week_ends_on_sunday() {
    // 2025-01-06 is a Monday.
    let horizons: Vec<u32> = (5..12).map(|number| days_to_sunday(day(number))).collect();
    assert_eq!(horizons, [6, 5, 4, 3, 2, 1, 0]);
}

#[test]
fn there_are_twenty_seven_cells() {
    let codes: Vec<String> = Code::all().map(|code| code.to_string()).collect();
    assert_eq!((codes.len(), codes[0].as_str(), codes[26].as_str()), (27, "111", "333"));
    assert!(codes.is_sorted());
}
