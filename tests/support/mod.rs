//! What the tests of the domain and of its stored shape share: short names for identities, a sales desk with the 4R
//! funnels, deals that have gone a given way. Random records and commands are in [`random`].
#![allow(dead_code, reason = "each test program uses its own part")]

pub(crate) mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::test_runner::{Config as ProptestConfig, FileFailurePersistence};
use voronka::data::template;
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Cause, Command, Company, Context, Currency, Customer, CustomerId, CustomerKind,
    Deal, DealId, EntryId, Member, MemberId, Moment, Money, NextContact, Person, PersonId, Pipeline, Proof, Purchase,
    PurchaseId, PurchaseKind, Record, Slug, StageEntry, Workspace,
};

/// 2026-09-01, 00:00 UTC: the day 0 of every test.
pub(crate) const DAY_0: Moment = Moment(1_788_220_800_000);

/// The day on which commands are given, unless a test says otherwise; what was before took place one day after another.
pub(crate) const TODAY: i64 = 100;

/// The seller of every test.
pub(crate) const ANNA: MemberId = MemberId(1);

/// The customer of every test.
pub(crate) const FACTORY: CustomerId = CustomerId(1);

pub(crate) fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap_or_else(|_| panic!("{text:?} is no name"))
}

pub(crate) fn day(number: i64) -> Moment {
    DAY_0.plus_days(number)
}

pub(crate) fn roubles(number: i64) -> Money {
    Money::new(number * 100, Currency::RUB)
}

/// The next command of a test: Anna's, so many days after day 0, with an identity for the entry that no other has.
pub(crate) fn context(number: u128, days: i64) -> Context {
    Context { now: day(days), by: Some(ANNA), robot: None, entry: EntryId(1_000_000 + number) }
}

pub(crate) fn company() -> Company {
    Company { name: "Приборы".into(), currency: Currency::RUB, demo: false }
}

pub(crate) fn member(id: u128, name: &str) -> Member {
    Member { id: MemberId(id), name: name.into(), role: None }
}

pub(crate) fn customer(id: u128, name: &str) -> Customer {
    Customer {
        id: CustomerId(id),
        kind: CustomerKind::Company,
        name: name.into(),
        owner: Some(ANNA),
        created: DAY_0,
        fields: BTreeMap::new(),
        tags: BTreeSet::new(),
        foreign: None,
        currency: None,
    }
}

/// Somebody at a customer.
pub(crate) fn person(id: u128, customer: u128, name: &str) -> Person {
    Person {
        id: PersonId(id),
        customer: CustomerId(customer),
        also: BTreeSet::new(),
        name: name.into(),
        part: None,
        stance: None,
        fields: BTreeMap::new(),
        foreign: None,
    }
}

/// An order of 100 roubles.
pub(crate) fn order(id: u128, customer: u128, at: Moment) -> Purchase {
    let (id, customer, kind) = (PurchaseId(id), CustomerId(customer), PurchaseKind::Sale);
    Purchase {
        id,
        customer,
        kind,
        at,
        amount: Some(roubles(100)),
        foreign: None,
        rate: None,
        other_rates: BTreeMap::new(),
    }
}

pub(crate) fn activity(id: u128, deal: u128) -> Activity {
    Activity {
        id: ActivityId(id),
        deal: DealId(deal),
        kind: ActivityKind::Call,
        text: "Просил перезвонить".into(),
        at: DAY_0,
        by: Some(ANNA),
    }
}

/// A deal that has gone this way, a stage a day from day 0, and has all data and proofs that the 4R funnels ask for.
pub(crate) fn deal(id: u128, way: &[Slug]) -> Deal {
    let entries = way.iter().enumerate().map(|(at, &to)| StageEntry {
        id: EntryId(id * 1_000 + at as u128),
        from: at.checked_sub(1).map(|before| way[before]),
        to,
        at: day(at as i64),
        by: Some(ANNA),
        why: None,
        loss: None,
        cause: Cause::Hand,
    });
    Deal {
        id: DealId(id),
        title: "12 преобразователей".into(),
        customer: Some(FACTORY),
        amount: Some(roubles(100)),
        stage: *way.last().expect("a deal has been somewhere"),
        owner: Some(ANNA),
        created: DAY_0,
        next: None,
        proofs: proved(),
        fields: needed(),
        tags: BTreeSet::new(),
        history: entries.collect(),
        foreign: None,
        rate: None,
        other_rates: BTreeMap::new(),
    }
}

/// The four funnels as they come.
pub(crate) fn four_r() -> Vec<Pipeline> {
    static READ: LazyLock<Vec<Pipeline>> = LazyLock::new(|| template::four_r().expect("the template is sound"));
    READ.clone()
}

/// All data but the amount that any stage of the 4R funnels needs.
pub(crate) fn needed() -> BTreeMap<String, String> {
    static READ: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let funnels = four_r();
        let fields = funnels.iter().flat_map(|funnel| &funnel.stages).flat_map(|stage| &stage.required_fields);
        let texts = fields.filter(|field| field.id.as_str() != "amount");
        texts.map(|field| (field.id.to_string(), "есть".into())).collect()
    });
    READ.clone()
}

/// All proofs that any stage of the 4R funnels asks for, noted by Anna on day 0.
pub(crate) fn proved() -> BTreeMap<Slug, Proof> {
    static READ: LazyLock<BTreeMap<Slug, Proof>> = LazyLock::new(|| {
        let funnels = four_r();
        let proofs = funnels.iter().flat_map(|funnel| &funnel.stages).flat_map(|stage| &stage.evidence);
        proofs.map(|proof| (proof.id, Proof { at: DAY_0, by: Some(ANNA), words: "есть".into() })).collect()
    });
    READ.clone()
}

/// A desk with these funnels, Anna and one customer, where nothing has happened yet.
pub(crate) fn desk(funnels: Vec<Pipeline>) -> Workspace {
    let mut records: Vec<Record> =
        vec![company().into(), member(1, "Анна").into(), customer(1, "Завод «Импульс»").into()];
    records.extend(funnels.into_iter().map(Record::from));
    let mut desk = Workspace::default();
    desk.apply(Command::TakeIn(records), &context(0, 0)).expect("the desk is sound");
    desk
}

/// How many cases of a property to try: so many, or what `PROPTEST_CASES` says. What fails is shown with its seed, and
/// the seed is kept beside the test, to be tried first from then on.
pub(crate) fn cases(usually: u32) -> ProptestConfig {
    let asked = ProptestConfig::default(); // reads the environment
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { usually };
    let kept = FileFailurePersistence::WithSource("proptest-regressions");
    ProptestConfig { cases, failure_persistence: Some(Box::new(kept)), ..asked }
}

/// A call planned for a moment.
pub(crate) fn next_contact(at: Moment) -> NextContact {
    NextContact { at, kind: ActivityKind::Call, purpose: String::new() }
}
