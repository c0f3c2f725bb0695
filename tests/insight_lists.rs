//! The lists of customers and baskets over a small desk, by hand-checked values.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chrono::{NaiveDate, NaiveDateTime};
use voronka::data::template::four_r;
use voronka::domain::insight::baskets::{baskets, way_back, why_not_now};
use voronka::domain::insight::board::Owner;
use voronka::domain::insight::clientele::{Offers, Sieve, clientele};
use voronka::domain::insight::purchases::{Purchases, buyers};
use voronka::domain::insight::rfm::{Code, Kind, Ledger};
use voronka::domain::insight::scores::Scoring;
use voronka::domain::{
    ActivityKind, Cause, Command, Company, Context, Currency, Customer, CustomerId, CustomerKind, Deal, DealId,
    EntryId, FourR, Loss, MemberId, Moment, Money, NextContact, Purchase, PurchaseId, PurchaseKind, Record, Slug,
    StageEntry, Text, Workspace,
};

const ZONE: i32 = 180;

fn at(text: &str) -> Moment {
    Moment::at(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), ZONE)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn rub(whole: i64) -> Option<Money> {
    Some(Money::new(whole * 100, Currency::RUB))
}

fn customer(id: u128, name: &str, city: &str) -> Record {
    Customer {
        id: CustomerId(id),
        kind: CustomerKind::Company,
        name: name.to_owned(),
        owner: None,
        created: at("2025-01-01 10:00"),
        fields: [("city".to_owned(), city.to_owned())].into(),
        tags: Default::default(),
        foreign: None,
        currency: None,
    }
    .into()
}

fn order(id: u128, customer: u128, kind: PurchaseKind, when: &str, amount: Option<Money>) -> Record {
    Purchase {
        id: PurchaseId(id),
        customer: CustomerId(customer),
        kind,
        at: at(when),
        amount,
        foreign: None,
        rate: None,
        other_rates: Default::default(),
    }
    .into()
}

/// A deal with the stages it stood on and when it entered them.
fn deal(id: u128, customer: u128, amount: Option<Money>, path: &[(&str, &str)], loss: Option<Loss>) -> Deal {
    let mut from = None;
    let mut history: Vec<StageEntry> = Vec::new();
    for (step, (stage, when)) in path.iter().enumerate() {
        let to = slug(stage);
        let id = EntryId(id * 100 + step as u128);
        history.push(StageEntry { id, from, to, at: at(when), by: None, why: None, loss: None, cause: Cause::Hand });
        from = Some(to);
    }
    let last = history.last_mut().unwrap();
    last.loss = loss;
    Deal {
        id: DealId(id),
        title: format!("Deal {id}"),
        customer: Some(CustomerId(customer)),
        amount,
        stage: last.to,
        owner: None,
        created: at(path[0].1),
        next: None,
        proofs: Default::default(),
        fields: Default::default(),
        tags: Default::default(),
        history,
        foreign: None,
        rate: None,
        other_rates: Default::default(),
    }
}

fn workspace() -> Workspace {
    let mut workspace = Workspace::default();
    let company = Company { name: "Desk".to_owned(), currency: Currency::RUB, demo: false };
    let mut records: Vec<Record> = vec![company.into()];
    records.extend(four_r().unwrap().into_iter().map(Record::from));
    records.push(customer(1, "Зелёный Привод", "Тавринск"));
    records.push(customer(2, "Насосы", "Кедровск"));
    records.push(customer(3, "Новые", "Степной"));
    let won = [("deals-4r.new", "2026-01-01 10:00"), ("deals-4r.won", "2026-02-01 01:00")];
    records.push(deal(1, 1, rub(100), &won, None).into());
    // A lead that was handed to «Сделки» has bought nothing.
    records.push(
        deal(2, 3, rub(5), &[("leads-4r.new", "2026-01-01 10:00"), ("leads-4r.to_deal", "2026-01-02 10:00")], None)
            .into(),
    );
    let mut open = deal(3, 1, rub(70), &[("deals-4r.new", "2026-03-01 10:00")], None);
    open.next = Some(NextContact { at: at("2026-04-05 10:00"), kind: ActivityKind::Call, purpose: String::new() });
    let mut sooner = deal(4, 1, rub(30), &[("deals-4r.new", "2026-03-01 10:00")], None);
    sooner.next = Some(NextContact { at: at("2026-04-03 10:00"), kind: ActivityKind::Call, purpose: String::new() });
    records.extend([open.into(), sooner.into()]);
    let dollars = Some(Money::new(100, Currency::USD));
    records.push(order(1, 1, PurchaseKind::Sale, "2026-02-21 10:00", rub(200)));
    records.push(order(2, 1, PurchaseKind::Sale, "2026-03-23 10:00", dollars));
    records.push(order(3, 1, PurchaseKind::Refund, "2026-03-24 10:00", rub(-50)));
    records.push(order(4, 2, PurchaseKind::Sale, "2025-01-05 10:00", rub(999)));
    let context = Context { now: at("2026-04-01 12:00"), by: None, robot: None, entry: EntryId(0) };
    workspace.apply(Command::TakeIn(records), &context).unwrap();
    workspace
}

fn scored(workspace: &Workspace) -> (Purchases, Scoring) {
    let purchases = Purchases::of(workspace, |_| ZONE);
    let ledger: Ledger<CustomerId> = purchases.lines.iter().copied().collect();
    let scoring = Scoring::of(&ledger, day("2026-04-01"));
    (purchases, scoring)
}

#[test]
fn won_deals_and_orders_are_purchases_alike() {
    let workspace = workspace();
    let (purchases, scoring) = scored(&workspace);
    let lines: Vec<_> =
        purchases.lines.iter().map(|line| (line.customer.0, line.kind, line.date, line.amount)).collect();
    let expected = [
        // Won at one in the night of the desk's own zone.
        (1, Kind::Sale, day("2026-02-01"), Some(10_000)),
        (1, Kind::Sale, day("2026-02-21"), Some(20_000)),
        (1, Kind::Sale, day("2026-03-23"), None),
        (1, Kind::Refund, day("2026-03-24"), Some(-50_00)),
        (2, Kind::Sale, day("2025-01-05"), Some(99_900)),
    ];
    assert_eq!(lines, expected);
    assert_eq!((purchases.used.unknown(), buyers(&workspace)), (1, 2));
    assert_eq!(purchases.currency, Some(Currency::RUB));

    let first = scoring.customer(CustomerId(1)).unwrap();
    assert_eq!((first.buyer.recency, first.buyer.frequency), (9, 3));
    // 100 + 200 − 50 over two purchases of known amount.
    assert_eq!(first.cheque(), Some(12_500));
    assert_eq!(scoring.customer(CustomerId(3)), None);
    assert_eq!(scoring.spent, 25_000 + 99_900);
    assert_eq!(Code::all().map(|code| scoring.cell(code).customers).sum::<usize>(), 2);
}

#[test]
fn a_list_in_another_currency_is_counted_in_it() {
    let mut workspace = Workspace::default();
    let company = Company { name: "Desk".to_owned(), currency: Currency::RUB, demo: false };
    let euro = Some(Money::new(5_00, Currency::new("EUR").unwrap()));
    let sale = order(1, 1, PurchaseKind::Sale, "2026-02-21 10:00", euro);
    let context = Context { now: at("2026-04-01 12:00"), by: None, robot: None, entry: EntryId(0) };
    workspace.apply(Command::TakeIn(vec![company.into(), customer(1, "Насосы", ""), sale]), &context).unwrap();
    let purchases = Purchases::of(&workspace, |_| ZONE);
    assert_eq!((purchases.lines[0].amount, purchases.used.unknown()), (Some(5_00), 0));
    assert_eq!(purchases.currency, Currency::new("EUR"));
}

#[test]
fn a_customer_in_the_list() {
    let workspace = workspace();
    let (purchases, scoring) = scored(&workspace);
    let clients = clientele(&workspace, &purchases, &scoring, day("2026-04-01"));
    let [first, second, third] = &clients[..] else { panic!("three customers") };
    assert!(first.text.contains("зеленый привод") && first.text.contains("тавринск"));
    // Gaps of 20 and 30 days: the lower of the two middle ones.
    assert_eq!((first.usual, first.is_late()), (Some(20), false));
    assert_eq!((first.year, second.year), (25_000, 0));
    assert_eq!(first.open.iter().collect::<Vec<_>>(), [rub(100).unwrap()]);
    assert_eq!(first.deals, 2);
    assert_eq!(first.next.as_ref().map(|next| next.at), Some(at("2026-04-03 10:00")));
    assert_eq!((second.usual, second.next.as_ref()), (None, None));
    assert_eq!((third.score, third.deals), (None, 0));
}

#[test]
fn customers_of_a_city_without_a_contact_or_later_than_usual() {
    let mut workspace = workspace();
    let silent = deal(5, 3, rub(9), &[("deals-4r.new", "2026-03-01 10:00")], None);
    let context = Context { now: at("2026-04-01 12:00"), by: None, robot: None, entry: EntryId(0) };
    workspace.apply(Command::TakeIn(vec![silent.into()]), &context).unwrap();
    let (purchases, scoring) = scored(&workspace);
    let clients = clientele(&workspace, &purchases, &scoring, day("2026-04-01"));
    let held = |sieve: Sieve| clients.iter().filter(|one| sieve.lets(one)).map(|one| one.id.0).collect::<Vec<_>>();
    assert_eq!(held(Sieve::default()), [1, 2, 3]);
    assert_eq!(held(Sieve { city: "Кедровск".into(), ..Sieve::default() }), [2]);
    assert_eq!(held(Sieve { trade: "Насосы".into(), ..Sieve::default() }), [0; 0]);
    assert_eq!(held(Sieve { silent: true, ..Sieve::default() }), [3]);
    assert_eq!(held(Sieve { late: true, ..Sieve::default() }), [0; 0]);
    assert_eq!(held(Sieve { owner: Owner::Nobody, city: "Степной".into(), ..Sieve::default() }), [3]);
    assert_eq!(held(Sieve { owner: Owner::Member(MemberId(1)), ..Sieve::default() }), [0; 0]);
    // What is offered leaves as many as it says, and no more than asked is offered: the most common, by name.
    let offers = Offers::of(clients.iter(), 2);
    assert_eq!((offers.late, offers.silent, offers.cities.len()), (0, 1, 2));
    for (city, count) in Offers::of(clients.iter(), 10).cities {
        assert_eq!(held(Sieve { city, ..Sieve::default() }).len(), count);
    }
}

#[test]
fn who_waits_in_the_baskets_and_why() {
    let mut workspace = workspace();
    let said = Loss { reason: None, words: "После ремонта".to_owned(), return_on: None };
    let listed = Loss { reason: Some(slug("refresh-4r.account.left")), words: String::new(), return_on: None };
    let path = [
        ("leads-4r.new", "2026-01-01 10:00"),
        ("leads-4r.mql", "2026-01-02 10:00"),
        ("refresh-4r.timing", "2026-01-03 10:00"),
    ];
    let waits = deal(10, 2, rub(40), &path, Some(said));
    let straight = deal(11, 3, None, &[("refresh-4r.timing", "2026-01-03 10:00")], Some(listed));
    let returned = [path[0], path[2], ("leads-4r.new", "2026-01-09 10:00")];
    let records = vec![waits.clone().into(), straight.clone().into(), deal(12, 3, None, &returned, None).into()];
    let context = Context { now: at("2026-04-01 12:00"), by: None, robot: None, entry: EntryId(0) };
    workspace.apply(Command::TakeIn(records), &context).unwrap();

    let refresh = workspace.four_r(FourR::Refresh).unwrap();
    let counted: Vec<_> = baskets(&workspace, refresh).into_iter().map(|b| (b.stage, b.waiting, b.returned)).collect();
    let name = |basket: &str| slug(&format!("refresh-4r.{basket}"));
    let expected = [(name("no-money"), 0, 0), (name("account"), 0, 0), (name("needs"), 0, 0), (name("timing"), 2, 1)];
    assert_eq!(counted, expected);
    assert_eq!(why_not_now(&workspace, &waits), Some(Text::from("После ремонта")));
    assert_eq!(why_not_now(&workspace, &straight).unwrap().ru, "Наш человек ушёл");
    assert_eq!(way_back(&workspace, &waits), Some(slug("leads-4r.mql")));
    assert_eq!(way_back(&workspace, &straight), Some(slug("leads-4r.new")));
}
