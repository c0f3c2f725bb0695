//! Which rate is found where several are told, and what counts by it.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use voronka::domain::insight::board::Filter;
use voronka::domain::insight::in_base::{InBase, without_rate};
use voronka::domain::insight::listing::{Column, Gathering, Order, Query, Scope};
use voronka::domain::insight::purchases::Purchases;
use voronka::domain::insight::rfm::{BoundarySet, Ledger, Measure};
use voronka::domain::robots::{Clock, Month};
use voronka::domain::{
    Command, Currency, Decimal, End, Moment, Money, Outcome, Pin, PinId, Pipeline, PurchaseId, Quote, Rate, RecordId,
    Schedule, SumPart, Sums, Tongue, Workspace,
};

use super::support::{self, context, day, slug};
use super::{currency, deal, decimal, desk, rate};

/// So many of one currency are so many of another from a day on.
fn told(of: &str, to: &str, value: &str, number: i64) -> voronka::domain::Record {
    let day: NaiveDate = day(number).day(0);
    let quote =
        Quote { of: currency(of), to: currency(to), day, units: "1".parse().unwrap(), value: value.parse().unwrap() };
    Rate::new(quote, support::day(number)).unwrap().into()
}

fn hundred(desk: &Workspace, of: &str, to: &str, at: Moment) -> Option<i64> {
    let quote = desk.quotes().at(currency(of), currency(to), at)?;
    quote.convert(Money::new(100, currency(of))).map(|money| money.minor)
}

/// A dollar is 90 roubles in January, and in June a rouble is a cent.
#[test]
fn the_newest_holds_in_whichever_direction_it_is_told() {
    let mut desk = desk(vec![told("USD", "RUB", "90", 0), told("RUB", "USD", "0.01", 150)]);
    assert_eq!(hundred(&desk, "USD", "RUB", day(149)), Some(9_000));
    assert_eq!(hundred(&desk, "USD", "RUB", day(180)), Some(10_000));
    assert_eq!(hundred(&desk, "RUB", "USD", day(180)), Some(1));
    // Of one day the one that is told in this direction.
    desk.apply(Command::TakeIn(vec![told("USD", "RUB", "95", 150)]), &context(1, 0)).unwrap();
    assert_eq!(hundred(&desk, "USD", "RUB", day(180)), Some(9_500));
}

#[test]
fn by_way_of_a_third_in_whichever_direction_it_is_told() {
    let desk = desk(vec![told("KZT", "USD", "0.002", 0), told("KZT", "EUR", "0.001", 0)]);
    assert_eq!([("USD", "EUR"), ("EUR", "USD")].map(|(of, to)| hundred(&desk, of, to, day(1))), [Some(50), Some(200)]);
}

/// Of several ways the one whose older rate is the newest, whatever the currencies are called.
#[test]
fn by_way_of_the_third_that_was_told_last() {
    let old = [told("USD", "CNY", "7", 0), told("EUR", "CNY", "14", 200)];
    let new = [told("USD", "RUB", "100", 100), told("EUR", "RUB", "110", 90)];
    let desk = desk([old, new].concat());
    assert_eq!(hundred(&desk, "EUR", "USD", day(300)), Some(110));
    assert_eq!(hundred(&desk, "EUR", "USD", day(50)), None);
}

const CODES: [&str; 5] = ["USD", "RUB", "EUR", "KZT", "CNY"];

proptest! {
    /// What one currency is worth in another is known when it is known the other way round.
    #[test]
    fn both_ways_or_neither(
        quotes in prop::collection::vec((0..5_usize, 0..5_usize, decimal(), decimal(), 0..40_i64), 0..9),
        at in 0..50_i64,
    ) {
        let different = quotes.into_iter().filter(|(of, to, ..)| of != to);
        let records = different.map(|(of, to, units, value, number)| {
            let quote = Quote { of: currency(CODES[of]), to: currency(CODES[to]), day: day(0).day(0), units, value };
            rate(quote, number)
        });
        let desk = desk(records.collect());
        for (of, to) in CODES.into_iter().flat_map(|of| CODES.map(|to| (of, to))).filter(|(of, to)| of != to) {
            let found = |of, to| desk.quotes().at(currency(of), currency(to), day(at));
            let (there, back) = (found(of, to), found(to, of));
            prop_assert_eq!(there.is_some(), back.is_some(), "{} {}", of, to);
            prop_assert_eq!(there.map(|quote| quote.day), back.map(|quote| quote.day));
        }
    }

    /// A number comes before another when it is less, whatever digits it is written with.
    #[test]
    fn numbers_stand_by_what_they_are(a in decimal(), b in decimal()) {
        // Of nine digits and at most six places: exact in this many parts.
        let parts = |number: Decimal| {
            let text = number.to_string();
            let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
            format!("{whole}{part:0<6}").parse::<u128>().unwrap()
        };
        prop_assert_eq!(a.cmp(&b), parts(a).cmp(&parts(b)));
    }
}

/// What was added up before stays known when something else is added up.
#[test]
fn a_sum_forgets_nothing() {
    let desk = desk(vec![told("USD", "RUB", "90", 0)]);
    let mut base = InBase::of(&desk);
    base.amount(&desk, Money::new(100, Currency::USD), None, day(1));
    base.amount(&desk, Money::new(100, currency("EUR")), None, day(1));
    let before = base.used.clone();
    let mut sums = Sums::default();
    sums.add(Money::new(100, currency("KZT")));
    let whole = base.sum(&desk, &sums, Some(day(1)));
    assert_eq!(whole.used.unknown.keys().copied().collect::<Vec<_>>(), [currency("KZT")]);
    assert_eq!(base.used, before);
}

/// Orders from outside stand among what has no rate, as far as they say what they were worth.
#[test]
fn orders_without_a_rate() {
    let order = |id, amount| voronka::domain::Purchase { amount, ..support::order(id, 9, day(5)) };
    let euros = Some(Money::new(700, currency("EUR")));
    let orders =
        [order(1, euros), order(2, None), order(3, Some(support::roubles(5)))].map(voronka::domain::Record::from);
    let mut desk = desk([vec![support::customer(9, "Элеватор").into()], orders.to_vec()].concat());
    let without = |desk: &Workspace| {
        without_rate(desk, day(30)).parts().map(|part| (part.currency, part.minor, part.count)).collect::<Vec<_>>()
    };
    assert_eq!(without(&desk), [(currency("EUR"), 700, 1)]);
    desk.apply(Command::TakeIn(vec![told("EUR", "RUB", "100", 20)]), &context(1, 30)).unwrap();
    assert_eq!(without(&desk), [(currency("EUR"), 700, 1)], "it is told for later days alone");
    desk.apply(Command::TakeIn(vec![told("EUR", "RUB", "90", 1)]), &context(2, 30)).unwrap();
    assert_eq!(without(&desk), []);
    assert_eq!(desk.purchase(PurchaseId(1)).unwrap().rate.map(|quote| quote.value), "90".parse().ok());
}

fn everything() -> Query {
    let order = Order { by: Column::Amount, descending: false };
    let (filter, customers) = (Filter::default(), None);
    Query { funnel: None, scope: Scope::All, filter, stage: None, source: None, customers, order, group: None }
}

/// The sum of a list is what its rows come to: what has ended counts by the rate of its end, and not by one of now.
#[test]
fn a_list_counts_what_has_ended_by_the_rate_of_its_end() {
    let usd = |minor| Money::new(minor, Currency::USD);
    let eur = Money::new(100, currency("EUR"));
    let deals = [
        deal(1, &["new"], usd(100)),
        deal(2, &["new", "lost"], usd(100)),
        deal(3, &["new", "won"], usd(100)),
        deal(4, &["new", "lost"], eur),
    ];
    let rates = [told("USD", "RUB", "80", -20), told("USD", "RUB", "95", 40), told("EUR", "RUB", "100", 40)];
    let desk = desk([deals.map(Into::into).to_vec(), rates.to_vec()].concat());
    let now = day(50);
    let mut gathering = Gathering::new(&desk, everything(), Arc::default());
    gathering.read(&desk, desk.deals(), now, &Schedule::default(), |_| (2026, 1));
    let listing = gathering.finish(&desk);
    let mut base = InBase::of(&desk);
    let rows: Vec<Option<i64>> = desk.deals().map(|deal| base.deal(&desk, deal, now)).collect();
    assert_eq!(rows, [Some(9_500), Some(8_000), Some(8_000), None]);
    let whole = InBase::of(&desk).sum(&desk, &listing.sums, Some(now));
    assert_eq!(whole.money, Some(Money::new(25_500, Currency::RUB)));
    assert_eq!(whole.rest.iter().collect::<Vec<_>>(), [eur]);
    assert_eq!(listing.sums.parts().map(|part: SumPart| part.count).sum::<u32>(), 4);
}

/// A funnel whose end comes to be a sale makes sales of what has ended there, and back again.
#[test]
fn an_end_that_becomes_a_sale() {
    let funnel = || support::four_r().into_iter().find(|funnel| funnel.id == slug("deals-4r")).unwrap();
    let with = |outcome| {
        let mut funnel = funnel();
        let end = funnel.ends.iter_mut().find(|end| end.id == slug("deals-4r.lost")).unwrap();
        *end = End { outcome, ..end.clone() };
        funnel
    };
    let mut desk =
        desk(vec![told("USD", "RUB", "80", -20), deal(1, &["new", "lost"], Money::new(100, Currency::USD)).into()]);
    let value = |desk: &Workspace| desk.deals().next().unwrap().rate.map(|quote| quote.value.to_string());
    assert_eq!(value(&desk), None);
    let publish = |funnel: Pipeline, id| Command::Publish {
        funnel: funnel.into(),
        edition: voronka::domain::EditionId(id),
        adoption: voronka::domain::Adoption::AtOnce,
        moves: Default::default(),
    };
    let change = desk.apply(publish(with(Outcome::Won), 1), &context(1, 30)).unwrap();
    assert_eq!(value(&desk).as_deref(), Some("80"));
    assert!(change.edits.iter().any(|edit| matches!(edit.id, RecordId::Deal(_))));
    desk.apply(publish(with(Outcome::Lost), 2), &context(2, 31)).unwrap();
    assert_eq!(value(&desk), None);
}

/// Boundaries of roubles say nothing of dollars, and hold again when the company comes back to roubles.
#[test]
fn boundaries_of_another_currency_do_not_count() {
    let order = voronka::domain::Purchase { amount: Some(support::roubles(500)), ..support::order(1, 9, day(5)) };
    let records = vec![support::customer(9, "Элеватор").into(), order.into(), told("USD", "RUB", "90", 0)];
    let mut desk = desk(records);
    let sold: Ledger<_> = Purchases::of(&desk, |_| 0).lines.into_iter().collect();
    let set = BoundarySet::of(&sold.summarise(day(20).day(0)), Measure::default());
    let pin = |id, number, currency| Pin { id: PinId(id), set, at: day(number), by: None, currency };
    let pins = vec![pin(1, 20, None).into(), pin(2, 21, Some(Currency::RUB)).into()];
    desk.apply(Command::TakeIn(pins), &context(1, 22)).unwrap();
    let clock = Clock { now: day(23), schedule: &Schedule::default(), tongue: Tongue::Ru };
    let held = |desk: &Workspace| desk.pinned().map(|pin| pin.id.0);
    assert_eq!(held(&desk), Some(2));
    let rouble = Month::of(&desk, clock);
    for (currency, pinned) in [(Currency::USD, Some(1)), (Currency::RUB, Some(2))] {
        let company = voronka::domain::Company { currency, ..support::company() };
        desk.apply(Command::TakeIn(vec![company.into()]), &context(2, 23)).unwrap();
        assert_eq!(held(&desk), pinned, "what was pinned before currencies were written down counts for any");
        assert_eq!(rouble.holds(&desk, clock), currency == Currency::RUB);
    }
}
