//! Rates of currencies: how they are read from text, and what holds of money that goes from one currency into another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "rates/found.rs"]
mod found;
mod support;

use chrono::NaiveDate;
use proptest::prelude::*;
use support::{context, day, slug};
use voronka::data::rates::{Reading, Reason, read};
use voronka::domain::insight::in_base::{InBase, in_base, without_rate};
use voronka::domain::{
    Command, Currency, Customer, CustomerId, Deal, DealId, Decimal, Money, Quote, Rate, Record, RecordId, Sums,
    Workspace,
};

fn currency(code: &str) -> Currency {
    Currency::new(code).unwrap()
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn told(reading: &Reading) -> Vec<String> {
    let one = |found: &voronka::data::rates::Found| {
        let Quote { of, to, day, units, value } = found.quote;
        format!("{}: {units} {} = {value} {} on {day}", found.line, of.code(), to.code())
    };
    reading.found.iter().map(one).collect()
}

fn reasons(reading: &Reading) -> Vec<(u32, Reason)> {
    reading.wrong.iter().map(|wrong| (wrong.line, wrong.why.clone())).collect()
}

#[test]
fn the_daily_table_of_the_bank_of_russia() {
    let reading = read(include_str!("fixtures/rates/bank_of_russia.txt"), Currency::RUB, None);
    assert_eq!(
        told(&reading),
        [
            "4: 1 AUD = 60.1234 RUB on 2026-11-20",
            "5: 1 USD = 92.5058 RUB on 2026-11-20",
            "6: 1 EUR = 100.2534 RUB on 2026-11-20",
            "7: 100 KZT = 17.7045 RUB on 2026-11-20",
            "8: 100 JPY = 59.512 RUB on 2026-11-20",
        ]
    );
    assert_eq!(reasons(&reading), [(9, Reason::NotARate("нет данных".into()))]);
}

#[test]
fn the_daily_xml_of_the_bank_of_russia() {
    let reading = read(include_str!("fixtures/rates/xml_daily.xml"), Currency::RUB, None);
    assert_eq!(told(&reading), ["1: 1 USD = 92.5058 RUB on 2026-11-20", "1: 100 KZT = 17.7045 RUB on 2026-11-20"]);
    assert_eq!(reasons(&reading), [(2, Reason::NotUnits("0".into()))]);
}

#[test]
fn a_table_of_ones_own() {
    let reading = read(include_str!("fixtures/rates/own_table.csv"), Currency::RUB, None);
    assert_eq!(
        told(&reading),
        [
            "2: 1 USD = 92.1 RUB on 2026-11-19",
            "3: 1 USD = 92.5058 RUB on 2026-11-20",
            "4: 1 EUR = 100.25 RUB on 2026-11-20",
        ]
    );
    assert_eq!(
        reasons(&reading),
        [
            (5, Reason::OwnCurrency),
            (6, Reason::Twice),
            (8, Reason::NotADay("31.11.2026".into())),
            (9, Reason::NotARate(String::new())),
            (10, Reason::NoCurrency),
            (11, Reason::NoDay),
        ]
    );
}

#[test]
fn rows_without_headers() {
    for (text, expected) in [
        ("2026-11-20;USD;92,5", "1: 1 USD = 92.5 RUB on 2026-11-20"),
        ("USD\t92.5", "1: 1 USD = 92.5 RUB on 2026-11-18"),
        ("398 KZT 100 Тенге 17,7045", "1: 100 KZT = 17.7045 RUB on 2026-11-18"),
        ("100 KZT = 17,70", "1: 100 KZT = 17.7 RUB on 2026-11-18"),
        ("1 USD = 92,50", "1: 1 USD = 92.5 RUB on 2026-11-18"),
        ("USD,92.5,2026-11-20", "1: 1 USD = 92.5 RUB on 2026-11-20"),
        ("92,5;USD", "1: 1 USD = 92.5 RUB on 2026-11-18"),
        ("$;92,5", "1: 1 USD = 92.5 RUB on 2026-11-18"),
    ] {
        let reading = read(text, Currency::RUB, Some(on("2026-11-18")));
        assert_eq!((told(&reading), reading.wrong.len()), (vec![expected.to_owned()], 0), "{text}");
    }
    let unsaid = read("000 XYZ 1 Неизвестная нет", Currency::RUB, Some(on("2026-11-18")));
    assert_eq!(reasons(&unsaid), [(1, Reason::NotARate("нет".into()))]);
    assert_eq!(read("Курсы валют\n\nна 20.11.2026\n", Currency::RUB, None).day, Some(on("2026-11-20")));
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (1..1_000_000_000_u64, 0..7_u8).prop_map(|(digits, places)| Decimal::new(digits, places).unwrap())
}

/// As bank tables have them: one, ten, … units, and a price for them of a few digits.
fn price() -> impl Strategy<Value = (Decimal, Decimal)> {
    let units = (0..5_u32).prop_map(|zeros| Decimal::new(10_u64.pow(zeros), 0).unwrap());
    (units, (1_000..10_000_000_u64).prop_map(|digits| Decimal::new(digits, 4).unwrap()))
}

fn quote(of: &str, (units, value): (Decimal, Decimal)) -> Quote {
    Quote { of: currency(of), to: Currency::RUB, day: day(0).day(0), units, value }
}

fn rate(quote: Quote, number: i64) -> Record {
    Rate::new(Quote { day: day(number).day(0), ..quote }, day(number)).unwrap().into()
}

fn desk(records: Vec<Record>) -> Workspace {
    let mut desk = support::desk(support::four_r());
    desk.apply(Command::TakeIn(records), &context(0, 0)).unwrap();
    desk
}

fn deal(id: u128, way: &[&str], amount: Money) -> Deal {
    let way: Vec<_> = way.iter().map(|stage| slug(&format!("deals-4r.{stage}"))).collect();
    Deal { amount: Some(amount), ..support::deal(id, &way) }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text, Currency::RUB, None);
    }

    #[test]
    fn anything_like_a_table_is_read(
        rows in prop::collection::vec("(USD|EUR|руб|Цифр. код|Курс|<Valute|<Value>|20\\.11\\.2026|1 0|[0-9.,;=\t| <>\"-]{0,6}){0,6}", 0..20)
    ) {
        read(&rows.join("\n"), Currency::RUB, Some(on("2026-11-20")));
    }

    #[test]
    fn what_is_written_is_read(of in "(USD|EUR|KZT|CNY)", value in decimal(), units in decimal(), number in 0..9_999_i64) {
        let day = day(number).day(0);
        let text = format!("{day}\t{of}\t{units}\t{value}");
        let reading = read(&text, Currency::RUB, None);
        let expected = Quote { of: currency(&of), to: Currency::RUB, day, units, value };
        prop_assert_eq!(reading.found.iter().map(|found| found.quote).collect::<Vec<_>>(), [expected]);
    }

    /// There and back an amount is out by what the rounding of the way there is worth, and by its own.
    #[test]
    fn there_and_back(of in "(USD|KZT|JPY|KWD)", price in price(), minor in -1_000_000_000_000..1_000_000_000_000_i64) {
        let quote = quote(&of, price);
        let money = Money::new(minor, quote.of);
        let there = quote.convert(money).unwrap();
        let back = quote.reversed().convert(there).unwrap();
        // Half a minor unit there, at the price of the way back, and half a one for the rounding of the way back.
        let exponents = i32::try_from(quote.of.exponent()).unwrap() - i32::try_from(quote.to.exponent()).unwrap();
        let of_one = 10_f64.powi(exponents) / quote.shown();
        prop_assert!((back.minor - money.minor).abs() as f64 <= 0.5 * of_one + 0.5 + 1e-6, "{money:?} {there:?} {back:?}");
    }

    /// Converted together or one by one it is the same but for the rounding: half a minor unit for each amount, and half a
    /// one for the whole.
    #[test]
    fn parts_and_the_whole(price in price(), amounts in prop::collection::vec(-1_000_000_000..1_000_000_000_i64, 0..40)) {
        let quote = quote("USD", price);
        let desk = desk(vec![rate(quote, 0)]);
        let mut sums = Sums::default();
        let mut base = InBase::of(&desk);
        let mut parts = 0;
        for &minor in &amounts {
            let money = Money::new(minor, Currency::USD);
            sums.add(money);
            parts += base.amount(&desk, money, None, day(5)).unwrap();
        }
        let whole = in_base(&desk, &sums, Some(day(5)));
        let sum = whole.money.map_or(0, |money| money.minor);
        prop_assert!((sum - parts).unsigned_abs() as usize <= amounts.len() / 2 + 1);
        prop_assert_eq!(whole.used.unknown(), 0);
    }

    /// Where no rate is known an amount is counted apart, and the rest is as it is without it.
    #[test]
    fn what_has_no_rate_adds_nothing(roubles in -1_000_000..1_000_000_i64, tenge in any::<i64>()) {
        let desk = desk(Vec::new());
        let mut sums = Sums::default();
        sums.add(Money::new(roubles, Currency::RUB));
        sums.add(Money::new(tenge, currency("KZT")));
        let whole = in_base(&desk, &sums, Some(day(5)));
        prop_assert_eq!(whole.money, Some(Money::new(roubles, Currency::RUB)));
        prop_assert_eq!(whole.rest.iter().collect::<Vec<_>>(), [Money::new(tenge, currency("KZT"))]);
        prop_assert_eq!(whole.used.unknown, [(currency("KZT"), 1)].into());
        prop_assert!(whole.used.quotes.is_empty());
    }

    /// Whatever is done with rates after a win, the deal is worth what it was.
    #[test]
    fn history_does_not_change(
        prices in prop::collection::vec((price(), -20..40_i64), 0..12),
        first in price(),
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        minor in 0..1_000_000_000_i64,
    ) {
        let way = ["new", "terms", "quote", "agree", "paid", "production", "shipped"];
        let mut desk = desk(vec![rate(quote("USD", first), 0), deal(1, &way, Money::new(minor, Currency::USD)).into()]);
        let to = slug("deals-4r.won");
        desk.apply(Command::MoveDeal { deal: DealId(1), to, answers: Default::default() }, &context(1, 20)).unwrap();
        let worth = |desk: &Workspace| InBase::of(desk).deal(desk, desk.deal(DealId(1)).unwrap(), day(90));
        let won = worth(&desk);
        prop_assert_eq!(won, quote("USD", first).convert(Money::new(minor, Currency::USD)).map(|money| money.minor));
        for (price, number) in prices {
            desk.apply(Command::TakeIn(vec![rate(quote("USD", price), number)]), &context(2, 30)).unwrap();
            prop_assert_eq!(worth(&desk), won);
        }
        for index in removed {
            let rates: Vec<RecordId> = desk.rates().map(|rate| RecordId::Rate(rate.id)).collect();
            if !rates.is_empty() {
                desk.apply(Command::Remove(*index.get(&rates)), &context(3, 30)).unwrap();
            }
            prop_assert_eq!(worth(&desk), won);
        }
    }

    /// Put down and taken back, everything is as it was: what was sold without a rate is unknown again.
    #[test]
    fn a_step_back(price in price(), minor in any::<i64>(), number in -10..10_i64) {
        let before = desk(vec![deal(1, &["new", "won"], Money::new(minor, Currency::USD)).into()]);
        let mut after = before.clone();
        let change = after.apply(Command::TakeIn(vec![rate(quote("USD", price), number)]), &context(1, 30)).unwrap();
        prop_assert_eq!(after.deal(DealId(1)).unwrap().rate.is_some(), number <= 1);
        after.apply(Command::Replay(change.reversed()), &context(2, 31)).unwrap();
        prop_assert_eq!(after, before);
    }
}

/// What the page lists as without a rate is what no total holds: whether it is open, sold or lost.
#[test]
fn what_has_no_rate() {
    let usd = |minor| Money::new(minor, Currency::USD);
    let deals = [(1, "new"), (2, "won"), (3, "lost")].map(|(id, end)| deal(id, &["new", end], usd(100)).into());
    let mut desk =
        desk([deals.to_vec(), vec![deal(4, &["new", "lost"], Money::new(100, Currency::RUB)).into()]].concat());
    let without = |desk: &Workspace| without_rate(desk, day(30)).parts().map(|part| part.count).sum::<u32>();
    assert_eq!(without(&desk), 3);
    let price = (Decimal::new(1, 0).unwrap(), Decimal::new(80, 0).unwrap());
    // Of now: the open deal alone has a rate.
    desk.apply(Command::TakeIn(vec![rate(quote("USD", price), 20)]), &context(1, 30)).unwrap();
    assert_eq!(without(&desk), 2);
    // Of then: the others have one too.
    desk.apply(Command::TakeIn(vec![rate(quote("USD", price), -20)]), &context(2, 30)).unwrap();
    assert_eq!(without(&desk), 0);
}

#[test]
fn a_deal_begins_in_the_currency_of_its_customer_else_in_the_companys() {
    let abroad = Customer { currency: Some(Currency::USD), ..support::customer(8, "Анкара Помпа") };
    let tenge = rate(quote("KZT", ("100".parse().unwrap(), "17.7045".parse().unwrap())), 1);
    let mut desk = desk(vec![abroad.clone().into(), support::customer(9, "Элеватор").into(), tenge]);
    let begins = |desk: &Workspace, id: Option<u128>| desk.currency_for(id.map(CustomerId));
    assert_eq!(
        [Some(8), Some(9), Some(99), None].map(|id| begins(&desk, id)),
        [Currency::USD, Currency::RUB, Currency::RUB, Currency::RUB]
    );
    assert!(["RUB", "USD", "KZT"].into_iter().all(|code| desk.currencies().contains(&currency(code))));
    assert!(!desk.currencies().contains(&currency("TRY")));

    // Deals that are there keep their amounts whatever the customer's currency becomes.
    let old = Deal { customer: Some(CustomerId(8)), ..deal(3, &["new"], Money::new(5_000, Currency::USD)) };
    desk.apply(Command::TakeIn(vec![old.clone().into()]), &context(2, 2)).unwrap();
    let lira = Customer { currency: Some(currency("TRY")), ..abroad };
    let change = desk.apply(Command::TakeIn(vec![lira.into()]), &context(3, 3)).unwrap();
    assert_eq!(change.edits.len(), 1);
    assert_eq!(desk.deal(DealId(3)).unwrap().amount, old.amount);
    assert_eq!(begins(&desk, Some(8)), currency("TRY"));
    desk.apply(Command::Replay(change.reversed()), &context(4, 4)).unwrap();
    assert_eq!(begins(&desk, Some(8)), Currency::USD);
}
