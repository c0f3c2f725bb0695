//! The day of somebody and the week and month of a desk, counted by hand: agenda, requests, discipline, money.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;
use voronka::data::template;
use voronka::domain::insight::agenda::{Agenda, Entry, Late, Silent, is_late};
use voronka::domain::insight::desk_month::{DeskMonth, Standing};
use voronka::domain::insight::desk_week::DeskWeek;
use voronka::domain::insight::first_answer::{By, Waits};
use voronka::domain::insight::months::Cases;
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Cause, Command, Company, Context, Currency, Deal, DealId, EntryId, Member,
    MemberId, Moment, Money, NextContact, Proof, Record, Role, Schedule, Slug, StageEntry, Workspace, Zone,
};

const ZONE: i32 = 180;
const ANNA: MemberId = MemberId(1);
const BORIS: MemberId = MemberId(2);

fn slug(name: &str) -> Slug {
    Slug::new(name).unwrap()
}

/// A moment by the Moscow clock in November 2026; the 26th is a Thursday.
fn at(text: &str) -> Moment {
    let local = NaiveDateTime::parse_from_str(&format!("2026-11-{text}"), "%Y-%m-%d %H:%M").unwrap();
    Moment::at(local, ZONE)
}

fn now() -> Moment {
    at("26 11:42")
}

/// A deal that went this way: where, when, by whom.
fn deal(id: u128, owner: Option<MemberId>, amount: i64, way: &[(&str, &str, Option<MemberId>)]) -> Deal {
    let mut from = None;
    let history = way.iter().zip(1..).map(|(&(to, when, by), nr)| {
        let entry = StageEntry {
            id: EntryId(id * 100 + nr),
            from,
            to: slug(to),
            at: at(when),
            by,
            why: None,
            loss: None,
            cause: Cause::Hand,
        };
        from = Some(slug(to));
        entry
    });
    let history: Vec<StageEntry> = history.collect();
    Deal {
        id: DealId(id),
        title: "Привод".into(),
        customer: None,
        amount: (amount > 0).then(|| Money::new(amount, Currency::RUB)),
        stage: history.last().unwrap().to,
        owner,
        created: history[0].at,
        next: None,
        proofs: BTreeMap::new(),
        fields: BTreeMap::new(),
        tags: BTreeSet::new(),
        history,
        foreign: None,
        rate: None,
        other_rates: BTreeMap::new(),
    }
}

fn planned(deal: Deal, when: &str) -> Deal {
    let next = NextContact { at: at(when), kind: ActivityKind::Call, purpose: "согласие".into() };
    Deal { next: Some(next), ..deal }
}

fn talk(id: u128, deal: u128, kind: ActivityKind, when: &str, by: MemberId) -> Record {
    Record::from(Activity {
        id: ActivityId(id),
        deal: DealId(deal),
        kind,
        text: "срок: апрель".into(),
        at: at(when),
        by: Some(by),
    })
}

fn desk(deals: Vec<Deal>, more: Vec<Record>) -> Workspace {
    let mut desk = Workspace::default();
    let member = |id, name: &str, role| Record::from(Member { id, name: name.into(), role: Some(role) });
    let company = Record::from(Company { name: "Вектор".into(), currency: Currency::RUB, demo: false });
    let people = [company, member(ANNA, "Анна", Role::Hunter), member(BORIS, "Борис", Role::Qualifier)];
    let funnels = template::four_r().unwrap().into_iter().map(Record::from);
    let records = people.into_iter().chain(funnels).chain(deals.into_iter().map(Record::from)).chain(more).collect();
    let context = Context { now: now(), by: None, robot: None, entry: EntryId(1) };
    desk.apply(Command::TakeIn(records), &context).unwrap();
    desk
}

/// Monday to Friday from nine to six by the Moscow clock.
fn schedule() -> Schedule {
    Schedule::usual(Zone::fixed(ZONE))
}

fn agenda(desk: &Workspace, whose: Option<MemberId>) -> Agenda {
    let mut agenda = Agenda::new(whose, now(), ZONE, Arc::new(schedule()));
    desk.deals().for_each(|deal| agenda.count(desk, deal));
    agenda.settle();
    agenda
}

fn week(desk: &Workspace) -> (DeskWeek, Waits) {
    let leads = desk.pipeline(slug("leads-4r")).unwrap();
    let (mut week, mut requests) = (DeskWeek::new(desk, now()), Waits::default());
    for deal in desk.deals() {
        requests.count(desk, leads, deal, now().plus_days(-7), now(), &schedule());
        week.count(desk, deal);
    }
    week.settle(&requests);
    (week, requests)
}

#[test]
fn a_day_has_what_is_late_what_is_done_what_comes_and_what_nobody_has_planned() {
    let on = |id, owner, stage, since| deal(id, Some(owner), 100, &[(stage, since, None)]);
    let terms = "deals-4r.terms";
    let deals = vec![
        planned(on(1, ANNA, terms, "20 10:00"), "23 15:00"),
        planned(on(2, ANNA, terms, "20 10:00"), "26 11:00"),
        planned(on(3, ANNA, terms, "20 10:00"), "26 16:30"),
        planned(on(4, ANNA, terms, "20 10:00"), "26 12:15"),
        planned(on(5, ANNA, terms, "20 10:00"), "28 10:00"),
        planned(on(6, ANNA, terms, "20 10:00"), "27 09:00"),
        on(7, ANNA, terms, "16 09:00"),
        on(8, ANNA, "leads-4r.new", "26 09:00"),
        on(9, ANNA, "refresh-4r.timing", "20 10:00"),
        on(10, ANNA, "deals-4r.lost", "20 10:00"),
        planned(on(11, BORIS, terms, "20 10:00"), "24 10:00"),
        on(12, BORIS, "leads-4r.mql", "25 10:00"),
    ];
    let talks = vec![
        talk(1, 10, ActivityKind::Call, "26 10:00", ANNA),
        talk(2, 5, ActivityKind::Letter, "26 09:30", ANNA),
        talk(3, 5, ActivityKind::Meeting, "26 11:15", ANNA),
        talk(4, 3, ActivityKind::Note, "26 11:00", ANNA),
        talk(5, 3, ActivityKind::Call, "26 09:00", BORIS),
        talk(6, 7, ActivityKind::Call, "19 17:00", BORIS),
        talk(7, 7, ActivityKind::Call, "26 23:00", ANNA),
    ];
    let desk = desk(deals, talks);
    let anna = agenda(&desk, Some(ANNA));
    let late = |deal, when, days| Late { deal: DealId(deal), at: at(when), days };
    assert_eq!(anna.overdue, [late(1, "23 15:00", 3), late(2, "26 11:00", 0)]);
    let entry = |deal, when, done: Option<u128>| Entry { deal: DealId(deal), at: at(when), done: done.map(ActivityId) };
    let day = [
        entry(10, "26 10:00", Some(1)),
        entry(5, "26 11:15", Some(3)),
        entry(4, "26 12:15", None),
        entry(3, "26 16:30", None),
    ];
    assert_eq!(anna.day, day, "one line for a deal, notes are none, tomorrow is not today");
    assert_eq!((anna.done(), anna.next), (2, Some((at("27 09:00"), DealId(6)))));
    assert_eq!((anna.ahead, anna.planned), (at("27 00:00").day(ZONE), vec![entry(6, "27 09:00", None)]));
    // On a Friday the next working day is Monday, and Saturday is not forgotten.
    let mut friday = Agenda::new(Some(ANNA), at("27 17:00"), ZONE, Arc::new(schedule()));
    desk.deals().for_each(|deal| friday.count(&desk, deal));
    assert_eq!((friday.ahead, friday.planned), (at("30 00:00").day(ZONE), vec![entry(5, "28 10:00", None)]));
    // From the morning of the 16th to now: eight whole working days. What was written down for tonight has not been.
    let quiet = Silent { deal: DealId(7), days: 8, talked: Some(at("19 17:00")) };
    assert_eq!(anna.silent, [quiet], "baskets, closed deals and requests that nobody took want none");
    let boris = agenda(&desk, Some(BORIS));
    assert_eq!((boris.overdue.len(), boris.day.len(), boris.silent.len()), (1, 1, 1));
    let all = agenda(&desk, None);
    assert_eq!((all.overdue.len(), all.day.len(), all.silent.len()), (3, 5, 2));
    assert!(agenda(&desk, Some(MemberId(9))).is_empty());
    let counted = desk.deals().filter(|deal| is_late(&desk, deal, ANNA, now())).count();
    assert_eq!(counted, anna.overdue.len(), "the badge says what the list says");
}

#[test]
fn requests_are_whose_took_them_and_the_norm_judges() {
    let came = |id, when, taken: Option<(&str, MemberId)>| {
        let mut way = vec![("leads-4r.new", when, None)];
        way.extend(taken.map(|(then, by)| ("leads-4r.mql", then, Some(by))));
        deal(id, None, 0, &way)
    };
    let deals = vec![
        came(1, "25 10:00", Some(("25 10:03", BORIS))),
        came(2, "25 11:00", Some(("25 11:15", BORIS))),
        came(3, "25 12:00", Some(("25 12:16", ANNA))),
        came(4, "25 13:00", Some(("25 14:30", BORIS))),
        came(5, "26 11:36", None),
        Deal { owner: Some(BORIS), ..came(6, "26 11:04", None) },
        came(7, "18 10:00", Some(("18 10:01", BORIS))),
    ];
    let desk = desk(deals, vec![]);
    let (week, requests) = week(&desk);
    let speed = requests.speed(By::WorkingTime);
    assert_eq!(
        (speed.median, speed.on_time.k, speed.on_time.n),
        (Some(15.5), 2, 5),
        "3, 15, 16, 90, and one of 38 waits"
    );
    let waiting: Vec<_> = requests.waiting().iter().map(|wait| (wait.lead.0, wait.working / 60_000)).collect();
    assert_eq!(waiting, [(6, 38), (5, 6)]);
    let of = |whose| week.people().find(|(who, _)| *who == whose).map(|(_, week)| (week.handled, week.received.len()));
    assert_eq!((of(Some(BORIS)), of(Some(ANNA)), of(None)), (Some((3, 4)), Some((1, 1)), Some((0, 1))));
    assert_eq!((week.total().handled, week.total().received.len()), (4, 6));
}

#[test]
fn steps_of_the_week_by_hand_that_skipped_or_had_no_proof() {
    let proved = |mut deal: Deal, desk: &Workspace, when: &str| {
        let funnel = desk.pipeline(slug("deals-4r")).unwrap();
        let all = funnel.stages.iter().flat_map(|stage| &stage.evidence);
        deal.proofs = all.map(|proof| (proof.id, Proof { at: at(when), ..Proof::default() })).collect();
        deal
    };
    let empty = desk(vec![], vec![]);
    let anna = Some(ANNA);
    let step = |id, way: &[(&str, &str, Option<MemberId>)]| deal(id, anna, 0, way);
    let (new, terms, quote) = ("deals-4r.new", "deals-4r.terms", "deals-4r.quote");
    let in_order = proved(step(1, &[(new, "23 10:00", anna), (terms, "24 10:00", anna)]), &empty, "23 11:00");
    let too_late = proved(step(2, &[(new, "23 10:00", anna), (terms, "24 10:00", anna)]), &empty, "24 11:00");
    let over = proved(step(3, &[(new, "23 10:00", anna), (quote, "24 10:00", anna)]), &empty, "23 11:00");
    let long_ago = step(4, &[(new, "10 10:00", anna), (quote, "12 10:00", anna)]);
    let back = step(5, &[(terms, "23 10:00", anna), (new, "24 10:00", anna)]);
    let lost = step(6, &[(new, "23 10:00", anna), ("deals-4r.lost", "24 10:00", anna)]);
    let mut robot = step(7, &[(new, "23 10:00", anna), (quote, "24 10:00", None)]);
    robot.history[1].cause = Cause::Robot(slug("robot"));
    let home = proved(
        step(
            8,
            &[(new, "20 10:00", anna), (terms, "20 11:00", anna), (new, "23 10:00", anna), (quote, "24 10:00", anna)],
        ),
        &empty,
        "20 09:00",
    );
    let desk = desk(vec![in_order, too_late, over, long_ago, back, lost, robot, home], vec![]);
    let (week, _) = week(&desk);
    let (_, anna) = week.people().find(|(who, _)| *who == anna).unwrap();
    assert_eq!((&anna.skips[..], &anna.unproved[..]), (&[DealId(3)][..], &[DealId(2)][..]));
}

#[test]
fn talks_overdue_contacts_and_open_deals() {
    let mut deals: Vec<Deal> = Vec::new();
    for (id, end) in [(100, "deals-4r.won"), (101, "deals-4r.lost")] {
        deals.push(deal(id, Some(BORIS), 1_000, &[("deals-4r.new", "02 10:00", None), (end, "03 10:00", None)]));
    }
    deals.push(planned(deal(1, Some(ANNA), 50_000, &[("deals-4r.new", "20 10:00", None)]), "25 10:00"));
    deals.push(planned(deal(2, Some(ANNA), 25_000, &[("deals-4r.new", "20 10:00", None)]), "27 10:00"));
    deals.push(planned(deal(3, Some(ANNA), 0, &[("refresh-4r.timing", "20 10:00", None)]), "25 10:00"));
    let talks = vec![
        talk(1, 1, ActivityKind::Call, "25 10:00", ANNA),
        talk(2, 1, ActivityKind::Letter, "26 10:00", ANNA),
        talk(3, 2, ActivityKind::Call, "25 10:00", BORIS),
        talk(4, 1, ActivityKind::Call, "25 11:00", BORIS),
        talk(5, 1, ActivityKind::Call, "19 11:41", BORIS),
        talk(6, 1, ActivityKind::HandOver, "25 11:00", BORIS),
    ];
    let desk = desk(deals, talks);
    let (week, _) = week(&desk);
    let of = |whose| week.people().find(|(who, _)| *who == Some(whose)).unwrap().1;
    let (anna, boris, total) = (of(ANNA), of(BORIS), week.total());
    assert_eq!((anna.talks, &anna.talked[..]), (2, &[DealId(1)][..]));
    assert_eq!((boris.talks, boris.talked.len()), (2, 2));
    assert_eq!(
        (total.talks, &total.talked[..]),
        (4, &[DealId(1), DealId(2)][..]),
        "one deal of two people is one deal"
    );
    assert_eq!((anna.overdue.len(), anna.open.len(), boris.open.len()), (2, 2, 0));
    assert_eq!((total.overdue.len(), total.open.len()), (2, 2));
}

#[test]
fn a_month_is_what_was_won_in_it_in_the_currency_of_the_company() {
    let won = |id, owner, amount, when| {
        deal(id, Some(owner), amount, &[("deals-4r.new", "01 09:00", None), ("deals-4r.won", when, None)])
    };
    let mut dollars = won(5, ANNA, 70, "05 10:00");
    dollars.amount = Some(Money::new(70, Currency::USD));
    // By the clock in Moscow the first of these was won in October.
    let mut before = won(1, ANNA, 1_000, "01 10:00");
    before.history[1].at = Moment(at("01 00:00").0 - 1);
    before.history[0].at = Moment(before.history[1].at.0 - 1);
    let desk = desk(
        vec![
            before,
            won(2, ANNA, 200, "01 10:00"),
            won(3, BORIS, 30, "26 11:00"),
            won(4, ANNA, 0, "02 10:00"),
            dollars,
            deal(6, Some(BORIS), 9, &[("leads-4r.new", "02 10:00", None)]),
            deal(7, Some(BORIS), 9, &[("deals-4r.new", "02 10:00", None), ("deals-4r.lost", "03 10:00", None)]),
        ],
        vec![],
    );
    let mut month = DeskMonth::new(&desk, now(), ZONE);
    desk.deals().for_each(|deal| month.count(&desk, deal));
    assert_eq!((month.month.to_string(), month.won.len(), month.left_out), ("2026-11-01".to_owned(), 4, 2));
    assert_eq!(
        (month.of(None), month.of(Some(ANNA)), month.of(Some(BORIS)), month.of(Some(MemberId(9)))),
        (230, 200, 30, 0)
    );
}

#[test]
fn a_gap_is_what_the_forecast_falls_short_of() {
    let standing =
        |won, mean, plan| Standing { won, forecast: Cases { worst: mean - 16.0, mean, best: mean + 15.0 }, plan };
    assert_eq!(standing(156, 197.0, Some(220)).gap(), Some(23.0));
    assert_eq!(standing(156, 220.0, Some(220)).gap(), None);
    assert_eq!(standing(156, 197.0, None).gap(), None);
    let [won, forecast, plan] = standing(156, 197.0, Some(220)).scale();
    assert!((won - 0.6627).abs() < 1e-4 && (forecast - 0.8369).abs() < 1e-4 && (plan - 0.9346).abs() < 1e-4);
    assert!(standing(0, 0.0, None).scale().iter().all(|share| *share == 0.0));
}
