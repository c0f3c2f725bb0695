//! The first answer: whose, when, and what it comes to over many leads.

use crate::support::{ANNA, context, desk, four_r, member, slug};
use voronka::domain::insight::first_answer::{By, MINUTE, Speed, Wait, Waits, answer, taken};
use voronka::domain::insight::proportion::Proportion;
use voronka::domain::{
    Activity, ActivityId, ActivityKind, Cause, Command, Deal, DealId, Deed, EntryId, MemberId, Moment, Pipeline,
    Record, Run, RunId, Schedule, StageEntry, Text, Workspace,
};

const BORIS: MemberId = MemberId(2);
/// 2026-11-26, a Thursday, 12:00 UTC.
const NOW: Moment = Moment(1_795_694_400_000);

fn ago(minutes: i64) -> Moment {
    Moment(NOW.0 - minutes * MINUTE)
}

fn entry(number: u128, from: Option<&str>, to: &str, at: Moment, cause: Cause) -> StageEntry {
    StageEntry { id: EntryId(number), from: from.map(slug), to: slug(to), at, by: None, why: None, loss: None, cause }
}

/// A lead that came so many minutes ago and was taken by Boris's hand so many minutes later, if it was.
fn lead(id: u128, came: i64, later: Option<i64>) -> Deal {
    let mut lead = crate::support::deal(id, &[slug("leads-4r.new")]);
    lead.created = ago(came);
    lead.owner = Some(ANNA);
    lead.history = vec![entry(id * 10, None, "leads-4r.new", ago(came), Cause::Hand)];
    if let Some(later) = later {
        let by_hand = entry(id * 10 + 1, Some("leads-4r.new"), "leads-4r.mql", ago(came - later), Cause::Hand);
        lead.history.push(StageEntry { by: Some(BORIS), ..by_hand });
        lead.stage = slug("leads-4r.mql");
    }
    lead
}

fn said(id: u128, deal: u128, kind: ActivityKind, at: Moment) -> Activity {
    Activity { id: ActivityId(id), deal: DealId(deal), kind, text: "Звонил".into(), at, by: Some(ANNA) }
}

fn with(records: Vec<Record>) -> (Workspace, Pipeline) {
    let mut desk = desk(four_r());
    let all = [member(2, "Борис").into()].into_iter().chain(records).collect();
    desk.apply(Command::TakeIn(all), &context(1, 0)).unwrap();
    (desk, four_r().remove(0))
}

#[test]
fn what_is_an_answer() {
    let mut moved = lead(1, 100, Some(10));
    moved.history[1].cause = Cause::Robot(slug("assign"));
    let mut reshaped = lead(2, 100, Some(10));
    reshaped.history[1].cause = Cause::Funnel;
    let sent = |sent| Run {
        id: RunId(5),
        robot: slug("hello"),
        deal: DealId(5),
        at: ago(99),
        since: ago(100),
        did: vec![Deed::Message(Text { ru: "Здравствуйте".into(), en: "Hello".into() }, sent)],
        owner: None,
        next: None,
        rate: None,
        other_rates: Default::default(),
        undone: None,
    };
    let records: Vec<Record> = vec![
        moved.into(),
        reshaped.into(),
        lead(3, 100, Some(10)).into(),
        lead(4, 100, Some(10)).into(),
        said(1, 4, ActivityKind::Note, ago(99)).into(),
        said(2, 4, ActivityKind::HandOver, ago(98)).into(),
        said(3, 4, ActivityKind::Call, ago(96)).into(),
        said(4, 4, ActivityKind::Message, ago(95)).into(),
        lead(5, 100, None).into(),
        sent(Some(ago(80))).into(),
    ];
    let (desk, leads) = with(records);
    let of = |id| answer(&desk, &leads, desk.deal(DealId(id)).unwrap());
    assert_eq!(of(1), None, "a robot answers nobody");
    assert_eq!(of(2), None, "nor does a new edition of the funnel");
    assert_eq!(of(3), Some((ago(90), Some(BORIS))), "taken by hand");
    assert_eq!(of(4), Some((ago(96), Some(ANNA))), "a call comes before, a note is for oneself");
    assert_eq!(of(5), Some((ago(80), Some(ANNA))), "a message that a robot put ready and a person sent");
    assert_eq!(taken(desk.deal(DealId(4)).unwrap(), &leads).map(|entry| entry.at), Some(ago(90)));
    let (unsent, leads) = with(vec![lead(5, 100, None).into(), sent(None).into()]);
    assert_eq!(answer(&unsent, &leads, unsent.deal(DealId(5)).unwrap()), None, "nobody has sent it");
}

#[test]
fn a_wait_in_real_and_in_working_time() {
    let schedule = Schedule::default();
    // Came on Wednesday at 17:50, taken on Thursday at 9:05; came and answered at night; a clock that is behind.
    let night = lead(1, 18 * 60 + 10, Some(15 * 60 + 15));
    let asleep = lead(2, 15 * 60, Some(60));
    let behind = lead(3, -5, None);
    let (desk, leads) = with(vec![night.into(), asleep.into(), behind.into()]);
    let wait = |id| Wait::of(&desk, &leads, desk.deal(DealId(id)).unwrap(), NOW, &schedule);
    assert_eq!((wait(1).real, wait(1).working), ((15 * 60 + 15) * MINUTE, 15 * MINUTE));
    assert!(!wait(1).is_late(), "fifteen minutes are within fifteen");
    assert_eq!((wait(2).real, wait(2).working), (60 * MINUTE, 0), "answered while all are away");
    assert_eq!((wait(3).real, wait(3).working), (0, 0));
}

#[test]
fn what_many_waits_come_to() {
    // All in the working hours of one Thursday: 3, 15, 16, 40 and 100 minutes; 10 and 61 waiting still.
    let leads = [(1, Some(3)), (2, Some(15)), (3, Some(16)), (4, Some(40)), (5, Some(100))];
    let mut records: Vec<Record> = leads.map(|(id, taken)| lead(id, 150, taken).into()).to_vec();
    records.extend([lead(6, 10, None).into(), lead(7, 61, None).into(), lead(8, 8 * 24 * 60, Some(1)).into()]);
    let (desk, funnel) = with(records);
    let mut waits = Waits::default();
    assert_eq!(waits.speed(By::WorkingTime), Speed::default());
    for lead in desk.deals() {
        waits.count(&desk, &funnel, lead, NOW.plus_days(-7), NOW, &Schedule::default());
    }
    let speed = waits.speed(By::WorkingTime);
    assert_eq!((speed.answered, speed.unanswered), (5, 2));
    assert_eq!(speed.median, Some(16.0));
    // Type 7: place 0.9 × 4 = 3.6 of 3, 15, 16, 40, 100: 40 + 0.6 × 60.
    assert!((speed.p90.unwrap() - 76.0).abs() < 1e-9);
    assert_eq!(speed.in_five, Proportion { k: 1, n: 7 }, "both that wait are late for five minutes");
    assert_eq!(speed.on_time, Proportion { k: 2, n: 6 }, "one of them for the norm");
    assert_eq!(speed.in_hour, Proportion { k: 4, n: 6 }, "and for an hour");
    assert_eq!(waits.waiting().iter().map(|wait| wait.lead.0).collect::<Vec<_>>(), [7, 6]);
    let people = waits.people(By::WorkingTime);
    assert_eq!(people[&Some(BORIS)].answered, 5);
    assert_eq!((people[&Some(ANNA)].unanswered, people[&Some(ANNA)].on_time), (2, Proportion { k: 0, n: 1 }));
    let bars: Vec<usize> = waits.bars(By::WorkingTime).iter().map(|bar| bar.leads).collect();
    // Up to 2.5, 5, … 15; 18, 21, … 30; 40, 50, 60; more.
    assert_eq!(bars, [0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1]);
    assert_eq!(waits.bars(By::RealTime).iter().map(|bar| bar.to).next_back(), Some(None));
}
