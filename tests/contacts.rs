//! Contacts that are overdue for too long, and of which somebody is reminded: the numbers by hand, and what holds always.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use voronka::data::message::{Gap, known as known_of};
use voronka::data::template::four_r;
use voronka::domain::insight::escalation::{Escalated, Escalation};
use voronka::domain::insight::reach::recipients;
use voronka::domain::insight::reminding::{Bell, Bells, Morning, Rung};
use voronka::domain::insight::story::{Happened, story};
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Command, Context, Customer, CustomerId, CustomerKind, DealDraft, DealId,
    EntryId, Member, MemberId, Moment, NextContact, Person, PersonId, Record, Role, Schedule, Slug, Timetable, Tongue,
    Workspace, Zone,
};

const HEAD: MemberId = MemberId(1);
const ANNA: MemberId = MemberId(2);

/// A moment by the Moscow clock in November 2026; the 26th is a Thursday.
fn at(day: u32, hour: u32, minute: u32) -> Moment {
    Moment::at(NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(hour, minute, 0).unwrap(), 180)
}

fn schedule() -> Arc<Schedule> {
    Arc::new(Schedule::usual(Zone::fixed(180)))
}

fn context(by: Option<MemberId>, entry: u128, now: Moment) -> Context {
    Context { now, by, robot: None, entry: EntryId(entry) }
}

/// A desk with its head, Anna, and a deal of each of these owners with a contact at this moment.
fn desk(deals: &[(Option<MemberId>, Moment)]) -> Workspace {
    let mut desk = Workspace::default();
    let member = |id, name: &str, role| Record::from(Member { id, name: name.into(), role: Some(role) });
    let funnels = four_r().unwrap().into_iter().map(Record::from);
    let people = [member(HEAD, "Глава", Role::Head), member(ANNA, "Анна", Role::Hunter)];
    desk.apply(Command::TakeIn(funnels.chain(people).collect()), &context(None, 1, Moment(0))).unwrap();
    for (number, (owner, contact)) in (1..).zip(deals) {
        let draft = DealDraft {
            id: DealId(number),
            title: "Привод".into(),
            customer: None,
            amount: None,
            stage: Slug::new("deals-4r.new").unwrap(),
            fields: BTreeMap::new(),
        };
        desk.apply(Command::AddDeal(draft), &context(*owner, 10 + number, at(20, 9, 0))).unwrap();
        let next = NextContact { at: *contact, kind: ActivityKind::Call, purpose: String::new() };
        let plan = Command::PlanContact { deal: DealId(number), contact: Some(next) };
        desk.apply(plan, &context(*owner, 50 + number, at(20, 9, 0))).unwrap();
    }
    desk
}

fn escalated(desk: &Workspace, reader: Option<MemberId>, now: Moment) -> Vec<Escalated> {
    let mut found = Escalation::new(desk, reader, now, schedule());
    desk.deals().for_each(|deal| found.count(desk, deal));
    found.settle();
    found.contacts
}

#[test]
fn the_head_hears_of_contacts_that_wait_for_eight_working_hours() {
    let desk = desk(&[
        (Some(ANNA), at(26, 16, 0)),
        (Some(ANNA), at(25, 10, 0)),
        (Some(HEAD), at(24, 10, 0)),
        (None, at(24, 12, 0)),
        (Some(ANNA), at(30, 12, 0)),
    ]);
    // From Thursday 16:00 to Friday 14:59 somebody was at work for seven hours and 59 minutes.
    let deals = |now| escalated(&desk, Some(HEAD), now).iter().map(|one| one.deal.0).collect::<Vec<_>>();
    assert_eq!(deals(at(27, 14, 59)), [4, 2]);
    assert_eq!(deals(at(27, 15, 0)), [4, 2, 1]);
    let last = escalated(&desk, Some(HEAD), at(29, 12, 0));
    assert_eq!(
        last[2],
        Escalated { deal: DealId(1), owner: Some(ANNA), at: at(26, 16, 0), hours: 11 },
        "nights and Saturdays do not count"
    );
    assert_eq!(escalated(&desk, Some(ANNA), at(29, 12, 0)), [], "nobody but the head");
    assert_eq!(escalated(&desk, None, at(29, 12, 0)), []);
}

#[test]
fn how_long_is_a_setting_of_the_desk() {
    let mut desk = desk(&[(Some(ANNA), at(26, 10, 0))]);
    let mut keep = |patience| {
        let timetable = Timetable { patience, ..Timetable::usual().unwrap() };
        desk.apply(Command::TakeIn(vec![timetable.into()]), &context(None, 90, at(26, 9, 0))).unwrap();
        escalated(&desk, Some(HEAD), at(26, 12, 0)).len()
    };
    assert_eq!([keep(0), keep(2), keep(3)], [1, 1, 0]);
}

fn bells(desk: &Workspace, whose: Option<MemberId>, now: Moment, early: u16, rung: &Rung) -> Bells {
    let mut bells = Bells::new(whose, now, early, rung.clone(), schedule());
    desk.deals().for_each(|deal| bells.count(desk, deal));
    bells
}

#[test]
fn each_contact_rings_once_and_so_does_the_morning() {
    let desk = desk(&[(Some(ANNA), at(26, 14, 0)), (Some(ANNA), at(25, 14, 0)), (Some(HEAD), at(26, 14, 0))]);
    let rung = Rung { since: at(26, 8, 0), ..Rung::default() };
    let mut early = bells(&desk, Some(ANNA), at(26, 8, 59), 15, &rung);
    assert_eq!((early.morning(), early.contacts.len()), (None, 0), "nobody is at work yet");
    let rung = early.said();
    let mut morning = bells(&desk, Some(ANNA), at(26, 9, 0), 15, &rung);
    assert_eq!(morning.morning(), Some(Morning { today: 1, overdue: 1 }));
    let rung = morning.said();
    assert_eq!(bells(&desk, Some(ANNA), at(26, 9, 1), 15, &rung).morning(), None, "said once");
    assert_eq!(bells(&desk, Some(ANNA), at(26, 13, 44), 15, &rung).contacts, []);
    let mut quarter = bells(&desk, Some(ANNA), at(26, 13, 45), 15, &rung);
    assert_eq!(quarter.contacts, [Bell { deal: DealId(1), at: at(26, 14, 0) }]);
    let rung = quarter.said();
    assert_eq!(bells(&desk, Some(ANNA), at(26, 14, 0), 15, &rung).contacts, []);
    assert_eq!(bells(&desk, None, at(26, 14, 0), 0, &rung).contacts.len(), 1, "the head's own still rings for all");
    // A machine that slept says it when it wakes, and the next day no more.
    let slept = Rung { since: at(26, 8, 0), ..Rung::default() };
    assert_eq!(bells(&desk, Some(ANNA), at(26, 20, 0), 15, &slept).contacts.len(), 1);
    assert_eq!(bells(&desk, Some(ANNA), at(27, 14, 0), 15, &slept).contacts, []);
    assert_eq!(bells(&desk, Some(ANNA), at(28, 12, 0), 15, &slept).morning(), None, "a Saturday has no morning");
}

#[test]
fn a_proof_that_was_written_down_with_a_talk_is_told_with_it() {
    let mut desk = desk(&[(Some(ANNA), at(26, 14, 0))]);
    let id = DealId(1);
    let proof = desk.pipeline_of(Slug::new("deals-4r.new").unwrap()).unwrap().stages[0].evidence[0].id;
    let words = "Цифры сходятся с нашими";
    let talk = |id, text: &str, at| Activity {
        id: ActivityId(id),
        deal: DealId(1),
        kind: ActivityKind::Call,
        text: text.into(),
        at,
        by: Some(ANNA),
    };
    let add = |activity| Command::AddActivity { activity, keeps_plan: true };
    let now = at(26, 12, 0);
    desk.apply(add(talk(7, words, now)), &context(Some(ANNA), 91, now)).unwrap();
    desk.apply(add(talk(8, words, at(25, 12, 0))), &context(Some(ANNA), 92, now)).unwrap();
    let tick = Command::TickProof { deal: id, proof, words: Some(words.into()) };
    desk.apply(tick, &context(Some(ANNA), 93, Moment(now.0 + 3))).unwrap();
    let told = story(&desk, desk.deal(id).unwrap(), &schedule());
    let shown = |number| {
        told.iter().find_map(|(_, happened)| match happened {
            Happened::Talked(activity, shown) if activity.id == ActivityId(number) => Some(shown.clone()),
            _ => None,
        })
    };
    assert_eq!((shown(7), shown(8)), (Some(vec![proof]), Some(vec![])));
    assert!(!told.iter().any(|(_, happened)| matches!(happened, Happened::Proved(..))), "and not once more by itself");
}

#[test]
fn everybody_whom_one_may_write_to_once() {
    let mut desk = desk(&[(Some(ANNA), at(26, 14, 0))]);
    let fields = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<BTreeMap<_, _>>()
    };
    let customer = Customer {
        id: CustomerId(70),
        kind: CustomerKind::Company,
        name: "Завод".into(),
        owner: None,
        created: at(20, 9, 0),
        fields: fields(&[("phone", "8 900 555-12-34")]),
        tags: BTreeSet::new(),
        foreign: None,
        currency: None,
    };
    let person = |id, name: &str, pairs: &[(&str, &str)]| Person {
        id: PersonId(id),
        customer: CustomerId(70),
        also: BTreeSet::new(),
        name: name.into(),
        part: None,
        stance: None,
        fields: fields(pairs),
        foreign: None,
    };
    let known = [
        customer.into(),
        person(71, "Рыжов Павел Сергеевич", &[("phone", "+7 (900) 555 12 34"), ("email", "r@zavod.ru")]).into(),
        person(72, "Без адреса", &[("job_title", "директор")]).into(),
    ];
    desk.apply(Command::TakeIn(known.into()), &context(None, 94, at(26, 9, 0))).unwrap();
    let mut deal = voronka::domain::Deal::clone(desk.deal(DealId(1)).unwrap());
    deal.customer = Some(CustomerId(70));
    deal.fields = fields(&[("email", "zakupki@zavod.ru")]);
    let found = recipients(&desk, &deal);
    let names: Vec<_> = found.iter().map(|one| (one.person, one.name.as_str())).collect();
    // The company's number is that of the person; the address of the request is nobody's yet.
    assert_eq!(names, [(Some(PersonId(71)), "Рыжов Павел Сергеевич"), (None, "Завод")]);
    assert_eq!(found[1].fields["email"], "zakupki@zavod.ru");
    let values = known_of(&desk, &deal, &found[0].name, None, Tongue::Ru);
    assert_eq!(values[&Gap::Name], "Павел Сергеевич");
    assert_eq!((values[&Gap::Company].as_str(), values[&Gap::Manager].as_str()), ("Завод", "Анна"));
    assert!(!values.contains_key(&Gap::Amount) && !values.contains_key(&Gap::Ours));
}

proptest! {
    #[test]
    fn whatever_the_clock_does_nothing_rings_twice(
        contacts in prop::collection::vec(0_i64..5 * 1440, 1..8),
        mut looks in prop::collection::vec(0_i64..6 * 1440, 1..40),
        early in 0_u16..90,
    ) {
        let start = at(23, 0, 0);
        let minute = |minutes: i64| Moment(start.0 + minutes * 60_000);
        let deals: Vec<_> = contacts.iter().map(|at| (Some(ANNA), minute(*at))).collect();
        let desk = desk(&deals);
        looks.sort_unstable();
        let mut rung = Rung { since: start, ..Rung::default() };
        let (mut told, mut mornings) = (Vec::new(), Vec::new());
        for look in looks {
            let mut bells = bells(&desk, Some(ANNA), minute(look), early, &rung);
            mornings.extend(bells.morning().map(|_| schedule().day(minute(look))));
            told.extend(bells.contacts.iter().map(|bell| bell.deal));
            prop_assert!(bells.contacts.iter().all(|bell| bell.at.0 - i64::from(early) * 60_000 <= minute(look).0));
            rung = bells.said();
        }
        let (rings, days) = (told.len(), mornings.len());
        told.sort_unstable();
        told.dedup();
        mornings.dedup();
        prop_assert_eq!((rings, days), (told.len(), mornings.len()));
    }
}
