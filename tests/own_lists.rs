//! Lists that were saved here and come back: recognised, with their identities, and nothing changes but what was mended.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::sync::LazyLock;

use chrono::NaiveDateTime;
use voronka::data::demo::{Language, records};
use voronka::data::import::{Build, Kind, Sheet, Source, Surveying, System, Taken, own, recognise};
use voronka::data::table::{Dialect, decode};
use voronka::domain::insight::clientele::{Client, clientele};
use voronka::domain::insight::purchases::Purchases;
use voronka::domain::insight::scores::Scoring;
use voronka::domain::{Command, Context, Currency, DealId, EntryId, Moment, Record, Workspace};

const CONTENT: &str = include_str!("../public/content/demo.json");
const NOW: Moment = Moment(1_795_682_520_000);

fn local(at: Moment) -> NaiveDateTime {
    chrono::DateTime::from_timestamp_millis(at.0 + 180 * 60_000).unwrap().naive_utc()
}

fn company() -> &'static Workspace {
    static MADE: LazyLock<Workspace> = LazyLock::new(|| {
        let mut desk = Workspace::default();
        let records = records(CONTENT, Language::Ru, NOW, 180, 4).unwrap();
        let context = Context { now: NOW, by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(records), &context).unwrap();
        desk
    });
    &MADE
}

fn clients() -> Vec<Client> {
    let today = NOW.day(180);
    let purchases = Purchases::of(company(), |_| 180);
    let scoring = Scoring::of(&purchases.lines.iter().copied().collect(), today);
    clientele(company(), &purchases, &scoring, today)
}

/// What a file comes to, taken in where it was saved.
fn come_back(text: &str, kind: Kind) -> Taken {
    let source = Source::new("own.csv", decode(text.as_bytes()).unwrap().text).unwrap();
    let mut plan = recognise(&source).unwrap();
    assert_eq!((plan.system, plan.kind), (System::Own, kind));
    let mut surveying = Surveying::new(&source, &plan);
    while !surveying.step(500).unwrap().finished {}
    let seen = surveying.finish();
    plan.stages.suggest(&seen.stages, company(), plan.kind);
    let mut build = Build::new(company(), vec![Sheet { source, plan, seen }], Currency::RUB, NOW);
    let mut next = 0;
    let mut ids = || {
        next += 1;
        next
    };
    while !build.step(500, &mut ids, &|at| Moment::at(at, 180)).unwrap().finished {}
    build.finish()
}

fn deals(dialect: Dialect) -> String {
    let all: Vec<DealId> = company().deals().map(|deal| deal.id).collect();
    own::deals(company(), "Сделки".into(), all, dialect, &local).csv(dialect).collect()
}

fn customers(dialect: Dialect) -> String {
    let clients = clients();
    let all: Vec<&Client> = clients.iter().collect();
    own::customers(company(), "Клиенты".into(), &all, dialect, &local).csv(dialect).collect()
}

#[test]
fn a_list_that_comes_back_changes_nothing() {
    for dialect in [Dialect::RU, Dialect::EN] {
        for (text, kind) in [(deals(dialect), Kind::Deals), (customers(dialect), Kind::Customers)] {
            let taken = come_back(&text, kind);
            assert_eq!(taken.records, [], "{dialect:?} {kind:?}");
            assert_eq!(taken.files[0].rejected, [], "{dialect:?} {kind:?}");
            let rows = if kind == Kind::Deals { company().deals().len() } else { company().customers().len() };
            assert_eq!(taken.files[0].taken as usize, rows);
        }
    }
}

#[test]
fn what_was_mended_in_a_spreadsheet_is_mended_here() {
    let deal = company().deals().find(|deal| deal.amount.is_some()).unwrap();
    let text = deals(Dialect::RU).replace(&deal.title, "Другой предмет");
    let taken = come_back(&text, Kind::Deals);
    let named = |record: &Record| match record {
        Record::Deal(deal) => deal.title == "Другой предмет",
        _ => false,
    };
    assert!(!taken.records.is_empty() && taken.records.iter().all(named));
    assert!(taken.records.iter().any(|record| record.id() == deal.id.into()));

    let customer = company().customers().next().unwrap();
    let text = customers(Dialect::EN).replace(&customer.name, "Другое имя");
    let taken = come_back(&text, Kind::Customers);
    let [Record::Customer(after)] = &taken.records[..] else { panic!("{:?}", taken.records) };
    assert_eq!((after.id, after.name.as_str(), &after.foreign), (customer.id, "Другое имя", &customer.foreign));
}
