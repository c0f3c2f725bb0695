//! The example company: that it is sound under the workspace's own rules, alive, the same for everybody and complete in
//! both languages. That it shows the facts that its content promises is in `facts`.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDateTime, Timelike};
use proptest::prelude::*;
use voronka::data::demo::{DemoProblem, Language, records};
use voronka::domain::{
    Activity, Answers, Command, Context, Customer, Deal, DealDraft, EntryId, FourR, Freedom, Moment, Part, Pipeline,
    Purchase, PurchaseKind, Record, Slug, StageEntry, Workspace,
};

#[path = "demo/any_day.rs"]
mod any_day;
#[path = "demo/day.rs"]
mod day;
#[path = "demo/facts.rs"]
mod facts;
#[path = "demo/hypotheses.rs"]
mod hypotheses;
#[path = "demo/warming.rs"]
mod warming;

const CONTENT: &str = include_str!("../public/content/demo.json");
/// Moscow.
const ZONE: i32 = 180;
const SEEDS: [u64; 12] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2026, u64::MAX];

fn local(text: &str) -> Moment {
    Moment::at(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), ZONE)
}

/// The moment of the design's mock-ups: a Thursday.
fn story() -> Moment {
    local("2026-11-26 11:42")
}

/// The company of a seed; made once, for it is asked for by every test.
fn company(seed: u64) -> Vec<Record> {
    static MADE: LazyLock<BTreeMap<u64, Vec<Record>>> =
        LazyLock::new(|| SEEDS.map(|seed| (seed, records(CONTENT, Language::Ru, story(), ZONE, seed).unwrap())).into());
    MADE[&seed].clone()
}

fn opened(records: Vec<Record>) -> Workspace {
    let mut workspace = Workspace::default();
    let context = Context { now: story(), by: None, robot: None, entry: EntryId(1) };
    workspace.apply(Command::TakeIn(records), &context).unwrap();
    workspace
}

fn deals(records: &[Record]) -> impl Iterator<Item = &Deal> {
    records.iter().filter_map(|record| match record {
        Record::Deal(deal) => Some(&**deal),
        _ => None,
    })
}

fn activities(records: &[Record]) -> impl Iterator<Item = &Activity> {
    records.iter().filter_map(|record| match record {
        Record::Activity(activity) => Some(&**activity),
        _ => None,
    })
}

fn purchases(records: &[Record]) -> impl Iterator<Item = &Purchase> {
    records.iter().filter_map(|record| match record {
        Record::Purchase(purchase) => Some(&**purchase),
        _ => None,
    })
}

fn slug(name: &str) -> Slug {
    Slug::new(name).unwrap()
}

/// The furthest stage of «Сделки» that a deal has entered, from 0; 7 for a purchase.
fn reached(deal: &Deal) -> Option<usize> {
    let names = ["new", "terms", "quote", "agree", "paid", "production", "shipped", "won"];
    let level = |to: Slug| names.iter().position(|name| to == slug(&format!("deals-4r.{name}")));
    deal.history.iter().filter_map(|entry| level(entry.to)).max()
}

fn won(deal: &Deal) -> bool {
    deal.stage == slug("deals-4r.won")
}

#[test]
fn an_empty_workspace_takes_it_in() {
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let company = workspace.company().unwrap();
        assert_eq!((company.name.as_str(), company.demo), ("Приборный завод «Вектор»", true));
        assert_eq!(workspace.pipelines().count(), 4);
        assert_eq!(workspace.members().len(), 8);
        assert_eq!(workspace.customers().len(), 286);
        // No two records have the same identity.
        assert_eq!(workspace.records().count(), records.len());
    }
}

#[test]
fn counts_and_sums_are_those_of_the_design() {
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let columns = |place| -> Vec<usize> {
            let pipeline = workspace.four_r(place).unwrap();
            pipeline.stages.iter().map(|stage| workspace.column(stage.id).map_or(0, |column| column.len())).collect()
        };
        assert_eq!(columns(FourR::Leads), [6, 9, 8]);
        assert_eq!(columns(FourR::Deals), [7, 12, 17, 7, 5, 6, 4]);
        assert_eq!(columns(FourR::Refresh), [31, 22, 25, 18]);
        let board = workspace.four_r(FourR::Deals).unwrap().stages.iter().map(|stage| {
            let sums = workspace.column(stage.id).unwrap().sums();
            sums.iter().map(|money| money.minor / 100).sum::<i64>()
        });
        let expected = [6_120_000, 14_380_000, 24_860_000, 9_740_000, 5_910_000, 7_450_000, 3_180_000];
        assert_eq!(board.collect::<Vec<_>>(), expected);
        assert_eq!(deals(&records).filter(|deal| reached(deal).is_some()).count(), 214);
        assert_eq!(deals(&records).count(), 214 + 23 + 96 + 55);
        let end = |name: &str| workspace.column(slug(name)).map_or(0, |column| column.len());
        assert_eq!((end("deals-4r.won"), end("deals-4r.lost"), end("deals-4r.paused")), (41, 109, 6));
        assert_eq!(end("leads-4r.off_target") + end("leads-4r.spam"), 55);

        let buyers = purchases(&records).map(|purchase| purchase.customer);
        let buyers = buyers.chain(deals(&records).filter(|deal| won(deal)).filter_map(|deal| deal.customer));
        assert_eq!(buyers.collect::<BTreeSet<_>>().len(), 137);
        for customer in workspace.customers() {
            let people = people(&workspace, customer);
            assert!((1..=3).contains(&people.len()), "{}", customer.name);
            assert!(people.contains(&Part::Decides), "{}", customer.name);
        }
        let refunds = purchases(&records).filter(|purchase| purchase.kind == PurchaseKind::Refund).count();
        assert!((10..=60).contains(&refunds), "{refunds}");
    }
}

/// The part in a purchase of everybody at a customer.
fn people(workspace: &Workspace, customer: &Customer) -> Vec<Part> {
    let records = workspace.of(customer.id).filter_map(|id| workspace.get(id));
    let parts = records.filter_map(|record| match record {
        Record::Person(person) => person.part,
        _ => None,
    });
    parts.collect()
}

/// Every deal is made once more by hand: added, then moved entry by entry with nothing but what its history says and the
/// data that it has. The rules of its funnels let every step through, and the histories come out equal. Of proofs its
/// sellers note some and not others, each in their way: they come from a time when nobody was asked for them.
#[test]
fn every_history_obeys_the_rules_of_its_funnels() {
    for seed in [1, 2, 2026] {
        let records = company(seed);
        let whole = opened(records.clone());
        let ground = whole.records().filter_map(|record| match record {
            Record::Pipeline(funnel) => {
                let mut funnel = Pipeline::clone(&funnel);
                funnel.policy.usual.unproved = Freedom::Free;
                Some(funnel.into())
            }
            Record::Member(_) => Some(record),
            _ => None,
        });
        let ground = opened(ground.collect());
        for deal in deals(&records) {
            let mut workspace = ground.clone();
            let context = |entry: &StageEntry| Context { now: entry.at, by: entry.by, robot: None, entry: entry.id };
            let first = &deal.history[0];
            let draft = DealDraft {
                id: deal.id,
                title: deal.title.clone(),
                customer: None,
                amount: deal.amount,
                stage: first.to,
                fields: deal.fields.clone(),
            };
            workspace.apply(Command::AddDeal(draft), &context(first)).unwrap();
            for entry in &deal.history[1..] {
                if let (Some(Some(reason)), Some(from)) = (entry.loss.as_ref().map(|loss| loss.reason), entry.from) {
                    let stage = whole.pipeline_of(from).and_then(|pipeline| pipeline.stage(from)).unwrap();
                    assert!(stage.loss_reasons.iter().any(|known| known.id == reason), "{reason} is not one of {from}");
                }
                let answers = Answers { why: entry.why.clone(), loss: entry.loss.clone(), ..Answers::default() };
                let command = Command::MoveDeal { deal: deal.id, to: entry.to, answers };
                let moved = workspace.apply(command, &context(entry));
                assert!(moved.is_ok(), "{} on {}: {moved:?}", deal.title, entry.to);
            }
            assert_eq!(workspace.deal(deal.id).unwrap().history, deal.history);
            let closed = whole.pipeline_of(deal.stage).and_then(|pipeline| pipeline.end(deal.stage)).is_some();
            assert!(!closed || deal.next.is_none(), "{} is closed and has a next contact", deal.title);
        }
    }
}

#[test]
fn proofs_follow_their_stage_and_notes_their_deal() {
    let records = company(1);
    let created: BTreeMap<_, _> = deals(&records).map(|deal| (deal.id, deal.created)).collect();
    let mut ticked = 0;
    for deal in deals(&records) {
        for (proof, proved) in &deal.proofs {
            let stage = slug(proof.as_str().rsplit_once('.').unwrap().0);
            let entry = deal.history.iter().find(|entry| entry.to == stage);
            assert!(entry.is_some_and(|entry| entry.at <= proved.at), "{}: {proof} before its stage", deal.title);
            ticked += 1;
        }
    }
    assert!(ticked > 800, "{ticked}");
    let notes = activities(&records).inspect(|note| assert!(note.at >= created[&note.deal], "{:?}", note.text)).count();
    assert!((1_000..2_500).contains(&notes), "{notes}");
}

#[test]
fn the_next_contacts_of_the_design() {
    for seed in SEEDS {
        let records = company(seed);
        let workspace = opened(records.clone());
        let today = story().day(ZONE);
        let count = |place, which: &dyn Fn(&Deal) -> bool| {
            let stages = workspace.four_r(place).unwrap().stages.iter();
            let open = stages.filter_map(|stage| workspace.column(stage.id)).flat_map(|column| column.deals());
            open.filter(|&id| which(workspace.deal(id).unwrap())).count()
        };
        let overdue = |deal: &Deal| deal.next.as_ref().is_some_and(|next| next.at < story());
        let now = |deal: &Deal| deal.next.as_ref().is_some_and(|next| next.at.day(ZONE) == today);
        let none = |deal: &Deal| deal.next.is_none();
        let board = (count(FourR::Deals, &overdue), count(FourR::Deals, &now), count(FourR::Deals, &none));
        assert_eq!(board, (3, 9, 2));
        assert_eq!((count(FourR::Leads, &overdue), count(FourR::Leads, &none)), (1, 3));
        assert_eq!((count(FourR::Refresh, &overdue), count(FourR::Refresh, &now)), (0, 14));
        let silent = count(FourR::Refresh, &none);
        assert!((1..=15).contains(&silent), "{silent}");
        // At a quarter of an hour, as people plan.
        let plans = deals(&records).filter_map(|deal| deal.next.as_ref()).filter(|next| next.at > story());
        assert_eq!(plans.filter(|next| next.at.0 % 900_000 != 0).count(), 0);
    }
}

#[test]
fn the_same_seed_and_now_give_the_same_company() {
    assert!(records(CONTENT, Language::Ru, story(), ZONE, 1).unwrap() == company(1));
    let titles = |seed| -> Vec<String> { deals(&company(seed)).map(|deal| deal.title.clone()).collect() };
    assert_ne!(titles(1), titles(2));
    // The plan of a month is known by its month, whatever the seed.
    let drawn = |record: &&Record| !matches!(record, Record::Target(_));
    let ids = |records: Vec<Record>| -> BTreeSet<_> { records.iter().filter(drawn).map(Record::id).collect() };
    assert!(ids(company(1)).intersection(&ids(company(2))).count() <= 5); // the company and its four funnels
    // Another day, zone and language: the same records by identity.
    let elsewhere = records(CONTENT, Language::En, local("2031-03-02 23:10"), -300, 1).unwrap();
    assert!(ids(elsewhere) == ids(company(1)));
}

/// A later now moves every date by as much. Days of the week stay, so it is said exactly for whole weeks.
#[test]
fn another_now_moves_dates_and_nothing_else() {
    const DAYS: i64 = 7 * 29;
    let here = company(1);
    let moved = records(CONTENT, Language::Ru, story().plus_days(DAYS), ZONE, 1).unwrap();
    assert_eq!(moved.len(), here.len());
    let later = |at: Moment| at.plus_days(DAYS);
    for (here, moved) in here.iter().zip(&moved) {
        match (here, moved) {
            (Record::Deal(here), Record::Deal(moved)) => {
                let dates = |deal: &Deal| -> Vec<Moment> {
                    let returns = deal.history.iter().filter_map(|entry| entry.loss.as_ref()?.return_on);
                    let entries = deal.history.iter().map(|entry| entry.at).chain(returns);
                    let next = deal.next.as_ref().map(|next| next.at);
                    entries
                        .chain([deal.created])
                        .chain(next)
                        .chain(deal.proofs.values().map(|proof| proof.at))
                        .collect()
                };
                assert_eq!(dates(here).into_iter().map(later).collect::<Vec<_>>(), dates(moved));
                assert_eq!((&here.title, here.amount, here.stage), (&moved.title, moved.amount, moved.stage));
                assert_eq!((here.customer, here.owner), (moved.customer, moved.owner));
            }
            // The texts of the others name dates, which move with the rest.
            (Record::Activity(here), Record::Activity(moved)) => assert_eq!(later(here.at), moved.at),
            (Record::Purchase(here), Record::Purchase(moved)) => {
                assert_eq!((later(here.at), here.amount), (moved.at, moved.amount));
            }
            (Record::Customer(here), Record::Customer(moved)) => {
                assert_eq!((later(here.created), &here.name), (moved.created, &moved.name));
            }
            // A plan is of a month, and another now is in another.
            (Record::Target(here), Record::Target(moved)) => assert_eq!(here.amount, moved.amount),
            (here, moved) => assert_eq!(here, moved),
        }
    }
}

/// Every text of a record that is in one language.
fn texts(record: &Record) -> Vec<String> {
    let values = |fields: &BTreeMap<String, String>| fields.values().cloned().collect::<Vec<_>>();
    match record {
        Record::Company(company) => vec![company.name.clone()],
        Record::Member(member) => vec![member.name.clone()],
        Record::Customer(customer) => [vec![customer.name.clone()], values(&customer.fields)].concat(),
        Record::Person(person) => [vec![person.name.clone()], values(&person.fields)].concat(),
        Record::Activity(activity) => vec![activity.text.clone()],
        Record::Deal(deal) => {
            let whys = deal.history.iter().filter_map(|entry| entry.why.clone());
            let losses = deal.history.iter().filter_map(|entry| entry.loss.as_ref().map(|loss| loss.words.clone()));
            let next = deal.next.as_ref().map(|next| next.purpose.clone());
            let said = whys.chain(losses.filter(|words| !words.is_empty())).chain(next);
            let own = [deal.title.clone()].into_iter().chain(values(&deal.fields)).chain(deal.tags.iter().cloned());
            own.chain(said).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn both_languages_are_complete() {
    let cyrillic = |text: &str| text.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    let latin = |text: &str| text.chars().any(|letter| letter.is_ascii_alphabetic());
    for seed in SEEDS {
        for language in [Language::Ru, Language::En] {
            let records = records(CONTENT, language, story(), ZONE, seed).unwrap();
            for text in records.iter().flat_map(texts) {
                assert_eq!(text.trim(), text);
                assert!(!text.is_empty() && !text.contains(['{', '}']) && !text.contains(".."), "{text:?}");
                match language {
                    // Goods have codes of their own in each language; only addresses of e-mail are always Latin.
                    Language::Ru => assert!(!latin(&text) || text.ends_with(".example"), "{text:?}"),
                    Language::En => assert!(!cyrillic(&text), "{text:?}"),
                }
            }
        }
    }
}

#[test]
fn nobody_can_be_reached_under_the_addresses() {
    for text in company(1).iter().flat_map(texts) {
        assert!(!text.contains('@') || text.ends_with(".example"), "{text}");
        assert!(!text.starts_with("+7") || text.contains(" 555-"), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whenever and wherever it is opened: it is taken in, its past is past, people work in working hours, and the steps
    /// of a deal follow one another.
    #[test]
    fn at_any_time_and_place(now in 0i64..4_102_444_800_000, zone in -720i32..=840, seed: u64) {
        let records = records(CONTENT, Language::En, Moment(now), zone, seed).unwrap();
        let context = Context { now: Moment(now), by: None, robot: None, entry: EntryId(1) };
        let taken = Workspace::default().apply(Command::TakeIn(records.clone()), &context);
        prop_assert!(taken.is_ok(), "{taken:?}");
        let (mut past, mut planned) = (Vec::new(), Vec::new());
        for deal in deals(&records) {
            for two in deal.history.windows(2) {
                prop_assert!(two[0].at < two[1].at && two[0].id < two[1].id && two[1].from == Some(two[0].to));
            }
            prop_assert_eq!(deal.created, deal.history[0].at);
            past.extend(deal.history.iter().map(|entry| entry.at).chain(deal.proofs.values().map(|proof| proof.at)));
            planned.extend(deal.next.as_ref().map(|next| next.at));
            planned.extend(deal.history.iter().filter_map(|entry| entry.loss.as_ref()?.return_on));
        }
        past.extend(activities(&records).map(|activity| activity.at));
        past.extend(purchases(&records).map(|purchase| purchase.at));
        past.extend(records.iter().filter_map(|record| match record {
            Record::Customer(customer) => Some(customer.created),
            _ => None,
        }));
        for at in &past {
            prop_assert!(at.0 <= now, "{at:?} is after {now}");
        }
        for at in past.iter().chain(&planned) {
            let clock = chrono::DateTime::from_timestamp_millis(at.0 + i64::from(zone) * 60_000).unwrap();
            prop_assert!((9..18).contains(&clock.hour()) && clock.weekday().number_from_monday() <= 5, "{clock}");
        }
    }
}

#[test]
fn clocks_out_of_range_are_no_reason_to_fail() {
    for now in [i64::MIN, -1, 0, i64::MAX] {
        for zone in [i32::MIN, 0, i32::MAX] {
            assert!(records(CONTENT, Language::Ru, Moment(now), zone, 1).is_ok(), "{now} {zone}");
        }
    }
}

#[test]
fn bad_content_is_named() {
    let problem = |content: &str| records(content, Language::Ru, story(), ZONE, 1).unwrap_err();
    let unknown = |place: &str, name: &str| DemoProblem { place: place.into(), why: format!("there is no {name:?}") };
    assert_eq!(problem("").place, "content");
    assert!(problem("{}").to_string().contains("missing field `company`"));
    for (from, to, expected) in [
        ("\"customer\": \"c01\"", "\"customer\": \"c99\"", unknown("customer", "c99")),
        ("\"trade\": \"pumps\"", "\"trade\": \"ships\"", unknown("trade", "ships")),
        ("\"sku\": \"VCH-37\", \"few\"", "\"sku\": \"X\", \"few\"", unknown("product", "X")),
        ("\"owner\": \"garaev\"", "\"owner\": \"nobody\"", unknown("person", "nobody")),
        ("\"stage\": \"terms\", \"days\"", "\"stage\": \"term\", \"days\"", unknown("stage", "term")),
        ("\"farmer\": \"nesterova\"", "\"farmer\": \"anybody\"", unknown("person", "anybody")),
    ] {
        assert!(CONTENT.contains(from), "{from}");
        assert_eq!(problem(&CONTENT.replace(from, to)), expected);
    }
    let empty = problem(&CONTENT.replace("\"en\": \"Vector Instrument Works\"", "\"en\": \" \""));
    assert!(empty.why.contains("a text is empty in one of the languages at line 2"), "{empty}");
    let mut none: serde_json::Value = serde_json::from_str(CONTENT).unwrap();
    none["cities"] = serde_json::json!([]);
    assert!(problem(&none.to_string()).why.contains("a list is empty"));
}
