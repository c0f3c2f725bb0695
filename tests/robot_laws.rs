//! The laws of robots, tried on random desks with random robots, circles and all (rules 52 to 54).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "of random days only the desk on which they begin is wanted")]
#[path = "support/steps.rs"]
mod steps;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::{TODAY, day, random, slug};
use voronka::domain::insight::rfm::Code;
use voronka::domain::robots::{Act, Clock, Month, Reading, Settling, Touched, circles, touched, would};
use voronka::domain::{
    Action, ActivityKind, Attachment, AttachmentId, AttachmentKind, Cause, Change, Checksum, Command, Condition,
    Currency, CustomerId, Deal, Decimal, Deed, Holder, Member, Moment, Money, Quote, Rate, Record, RecordId, Rejection,
    Robot, Role, Run, Schedule, Slug, Span, Tongue, When, Workspace, Zone,
};

type Check = Result<(), TestCaseError>;

/// The usual week, by the clock of Moscow.
static MOSCOW: LazyLock<Schedule> = LazyLock::new(|| Schedule::usual(Zone::fixed(180)));

fn clock(number: i64) -> Clock<'static> {
    Clock { now: Moment(day(number).0 + 12 * 3_600_000), schedule: &MOSCOW, tongue: Tongue::Ru }
}

/// A robot over the funnels as they come, mostly one that moves deals: circles are wanted.
fn robot(number: usize) -> impl Strategy<Value = Robot> {
    let funnels = support::four_r();
    let places: Vec<Slug> = funnels.iter().flat_map(|funnel| funnel.places().collect::<Vec<_>>()).collect();
    let place = || select(places.clone());
    let fields = [slug("task"), slug("budget"), slug("amount"), slug("not_there")];
    let field = move || select(fields.to_vec());
    let span = || {
        prop_oneof![
            (0..2_000_u32).prop_map(Span::WorkingMinutes),
            (0..4_u16).prop_map(Span::WorkingDays),
            (0..4_u16).prop_map(Span::Days)
        ]
    };
    let role = || select(random::ROLES.to_vec());
    let when = prop_oneof![
        4 => place().prop_map(When::Entered),
        1 => (place(), span()).prop_map(|(place, span)| When::Stands(place, span)),
        1 => Just(When::OverNorm(None)),
        1 => field().prop_map(When::FieldSet),
        1 => Just(When::Won(Vec::new())),
        1 => Just(When::Lost(Vec::new())),
        1 => (0..4_u16).prop_map(When::Returns),
        1 => (field(), 0..9_u16).prop_map(|(field, days)| When::DateNear(field, days)),
        3 => half().prop_map(When::Scored),
        2 => (0..12_u16).prop_map(When::LeavesBest),
    ];
    let condition = prop_oneof![
        vec(field(), 0..2).prop_map(Condition::Filled),
        Just(Condition::NoContact),
        Just(Condition::NoTalk),
        place().prop_map(Condition::Stood),
        select(vec![slug("deals-4r"), slug("leads-4r"), slug("regular")]).prop_map(Condition::NotIn),
        half().prop_map(Condition::Scored),
    ];
    let action = prop_oneof![
        6 => place().prop_map(Action::Move),
        2 => place().prop_map(Action::Begin),
        1 => Just(Action::Return),
        1 => place().prop_map(|basket| Action::Basket(Some(slug("task")), [("есть".to_owned(), basket)].into())),
        1 => place().prop_map(|basket| Action::Basket(None, [("deals-4r.quote.value".to_owned(), basket)].into())),
        1 => role().prop_map(Action::Assign),
        1 => span().prop_map(|after| Action::Plan { kind: ActivityKind::Call, after, purpose: "Узнать".into() }),
        1 => Just(Action::Tag("робот".into())),
        1 => Just(Action::Message("Добрый день".into())),
        1 => random::robots::whom().prop_map(Action::Notify),
    ];
    let on =
        prop_oneof![5 => Just(Some(Moment(i64::MIN))), 2 => (0..120_i64).prop_map(|at| Some(day(at))), 1 => Just(None)];
    (when, vec(condition, 0..2), vec(action, 1..4), on).prop_map(move |(when, only_if, then, on)| Robot {
        id: slug(&format!("robot-{number}")),
        name: "Робот".into(),
        why: "Чтобы не ждать".into(),
        funnel: None,
        when,
        only_if,
        then,
        on,
    })
}

/// About half of the 27 scores: who comes to have one of them, has often had another.
fn half() -> impl Strategy<Value = BTreeSet<Code>> {
    vec(any::<bool>(), 27).prop_map(|has| Code::all().zip(has).filter(|(_, has)| *has).map(|(code, _)| code).collect())
}

/// Customers who have bought on some days around today, with deals that came to any place not long before.
fn customers() -> impl Strategy<Value = Vec<Record>> {
    let places: Vec<Slug> = support::four_r().iter().flat_map(|funnel| funnel.places().collect::<Vec<_>>()).collect();
    let deals = vec((select(places), 60..TODAY + 4), 0..3);
    let one = (vec(60..TODAY + 10, 0..3), deals);
    vec(one, 0..9).prop_map(|all| {
        let of = |at: usize, bought: Vec<i64>, deals: Vec<(Slug, i64)>| {
            let id = 100 + at as u128;
            let orders = bought.into_iter().enumerate();
            let orders = orders.map(|(nth, on)| support::order(id * 10 + nth as u128, id, day(on)).into());
            let deals = deals.into_iter().enumerate().map(|(nth, (place, on))| {
                let mut deal = support::deal(id * 10 + nth as u128, &[place]);
                deal.history[0].at = day(on);
                Record::from(Deal { customer: Some(CustomerId(id)), ..deal })
            });
            let customer = Record::from(support::customer(id, "Завод"));
            [customer].into_iter().chain(orders.collect::<Vec<Record>>()).chain(deals).collect::<Vec<_>>()
        };
        all.into_iter().enumerate().flat_map(|(at, (bought, deals))| of(at, bought, deals)).collect()
    })
}

/// A desk where somebody has every role or nobody has, with robots.
fn desk() -> impl Strategy<Value = Workspace> {
    let robots = (0..7_usize).prop_flat_map(|count| (0..count).map(robot).collect::<Vec<_>>());
    (steps::desk(), robots, customers(), any::<bool>()).prop_map(|(mut desk, robots, customers, staffed)| {
        let roles = [Role::Qualifier, Role::Hunter, Role::Farmer, Role::Head];
        let people = roles.into_iter().enumerate().filter(|_| staffed);
        let people =
            people.map(|(at, role)| Member { role: Some(role), ..support::member(10 + at as u128, "Вера") });
        let records = people.map(Record::from).chain(robots.into_iter().map(Record::from)).chain(customers);
        desk.apply(Command::TakeIn(records.collect()), &support::context(0, 0)).unwrap();
        desk
    })
}

fn month(desk: &Workspace, clock: Clock<'_>) -> Arc<Month> {
    Month::of(desk, clock).into()
}

/// Everything that robots do on a day with all the deals there are, reading scores by the boundaries of that morning.
fn a_day(desk: &mut Workspace, clock: Clock<'_>, filled: &[Slug]) -> Vec<(Act, Workspace, Change)> {
    let month = month(desk, clock);
    a_day_by(desk, clock, filled, &month)
}

fn a_day_by(
    desk: &mut Workspace,
    clock: Clock<'_>,
    filled: &[Slug],
    month: &Arc<Month>,
) -> Vec<(Act, Workspace, Change)> {
    let deals: Vec<Touched> = desk.deals().map(|deal| Touched { deal: deal.id, filled: filled.to_vec() }).collect();
    let most = 16 * 2 * deals.len();
    let mut settling = Settling::new(deals, Some(month.clone()));
    let mut done = Vec::new();
    while let Some(act) = settling.next(desk, clock) {
        let before = desk.clone();
        let change = desk.act(&act, clock);
        settling.done(&change);
        done.push((act, before, change));
        assert!(done.len() <= most, "{} acts and no end", done.len());
    }
    done
}

fn runs(desk: &Workspace) -> Vec<Run> {
    desk.runs().map(|run| Run::clone(run)).collect()
}

/// All records but what robots have written down of their acts.
fn but_runs(desk: &Workspace) -> Vec<Record> {
    desk.records().filter(|record| !matches!(record.id(), RecordId::Run(_))).collect()
}

/// An act is one change, which a person can take back: then everything is as it was, but for the mark on what is written
/// down of it; and there are two ways to do so, that come to the same.
fn can_be_taken_back(before: &Workspace, act: &Act, change: &Change, after: &Workspace) -> Check {
    let ids: BTreeSet<_> = change.edits.iter().map(|edit| edit.id).collect();
    prop_assert_eq!(ids.len(), change.edits.len());
    prop_assert!(ids.contains(&act.run.into()), "nothing is written down of it");
    let context = support::context(1, TODAY + 50);
    let mut back = after.clone();
    let undone = back.apply(Command::Replay(change.taken_back(context.now)), &context).unwrap();
    prop_assert_eq!(but_runs(&back), but_runs(before));
    prop_assert_eq!(back.run(act.run).unwrap().undone, Some(context.now));
    let mut other = after.clone();
    other.apply(Command::TakeBack(act.run), &context).unwrap();
    prop_assert!(other == back, "taken back by its record it is another");
    // Done again, and taken back again.
    let mut again = back.clone();
    again.apply(Command::Replay(undone.taken_back(context.now)), &context).unwrap();
    prop_assert!(&again == after, "done again it is another");
    // What a person took back is not done again on that occasion.
    let touched = touched(&undone);
    prop_assert!(touched.iter().all(|touched| touched.filled.is_empty()));
    let mut settling = Settling::new(touched, Some(month(&back, clock(TODAY))));
    for later in 0..3 {
        while let Some(next) = settling.next(&back, clock(TODAY + later)) {
            prop_assert_ne!(next.run, act.run);
            let change = back.act(&next, clock(TODAY + later));
            settling.done(&change);
        }
    }
    Ok(())
}

/// Rule 58: a robot that goes by scores acts within a week of the day, and once a week with one customer, whose deals that
/// were closed stay so.
fn once_a_week(desk: &Workspace) -> Check {
    let mut weekly: BTreeMap<_, Vec<Moment>> = BTreeMap::new();
    for run in runs(desk) {
        let (robot, deal) = (desk.robot(run.robot).unwrap(), desk.deal(run.deal).unwrap());
        if robot.when.goes_by_score() {
            let ahead = 12; // a robot of this desk looks so far ahead of the day at most
            prop_assert!(run.at.days_since(run.since) <= ahead + 7, "{:?}", run);
            weekly.entry((run.robot, deal.customer)).or_default().push(run.at);
            let opened = deal.history.windows(2).any(|pair| {
                let closed = desk.pipeline_of(pair[0].to).is_none_or(|funnel| funnel.end(pair[0].to).is_some());
                closed && pair[1].cause == Cause::Robot(robot.id)
            });
            prop_assert!(!opened, "opened again: {:?}", deal.history);
        }
    }
    for ((robot, customer), mut acts) in weekly {
        acts.sort();
        let apart = acts.windows(2).all(|pair| pair[1].days_since(pair[0]) >= 7);
        prop_assert!(customer.is_some() && apart, "{}: {:?}", robot, acts);
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn whatever_robots_there_are(start in desk(), days in vec(0..6_i64, 1..5)) {
        let mut desk = start.clone();
        let mut today = TODAY;
        for later in days {
            today += later;
            let filled: &[Slug] = if later == 1 { &[slug("task"), slug("budget")] } else { &[] };
            let clock = clock(today);
            let mut twin = desk.clone();
            let month = month(&desk, clock);
            let done = a_day(&mut desk, clock, filled);
            let again = a_day(&mut twin, clock, filled);
            prop_assert!(desk == twin && done.len() == again.len(), "the same twice is not the same");
            for (at, (act, before, change)) in done.iter().enumerate() {
                let after = done.get(at + 1).map_or(&desk, |(_, next, _)| next);
                can_be_taken_back(before, act, change, after)?;
            }
            // A deal that robots have opened again is no purchase any more, and tomorrow's boundaries are others.
            prop_assert!(a_day_by(&mut twin, clock, &[], &month).is_empty(), "they were not finished");
        }
        let mut daily: BTreeMap<_, usize> = BTreeMap::new();
        for run in runs(&desk) {
            // What only says what it lacks may be tried once more.
            let tried = matches!(run.did.as_slice(), [Deed::Refused(_, lacks, _)] if !lacks.is_empty());
            *daily.entry((run.robot, run.deal, run.at.day(180))).or_default() += usize::from(!tried);
            let on = desk.robot(run.robot).unwrap().on.expect("what is off does nothing");
            prop_assert!(run.since >= on, "it was so before: {:?}", run);
            prop_assert!(run.since <= run.at);
        }
        prop_assert!(daily.values().all(|&count| count <= 1), "more than once a day: {:?}", daily);
        once_a_week(&desk)?;
        // Robots themselves end what they begin: no deal of theirs has begun another.
        let begun: BTreeSet<_> = runs(&desk).iter().flat_map(|run| run.did.clone()).filter_map(|deed| match deed {
            Deed::Began(deal, _) => Some(deal),
            _ => None,
        }).collect();
        for run in runs(&desk).iter().filter(|run| begun.contains(&run.deal)) {
            prop_assert!(!run.did.iter().any(|deed| matches!(deed, Deed::Began(..))));
        }
    }

    /// Switched on now, they leave alone whatever is so.
    #[test]
    fn what_was_so_before_is_left_alone(start in desk()) {
        let mut desk = start;
        let now = clock(TODAY);
        let on: Vec<Record> =
            desk.robots().map(|robot| Robot { on: Some(Moment(now.now.0 + 1)), ..Robot::clone(robot) }.into()).collect();
        desk.apply(Command::TakeIn(on), &support::context(0, TODAY)).unwrap();
        prop_assert!(a_day(&mut desk, now, &[]).is_empty());
    }

    /// However many customers are read at a time, the boundaries are the same.
    #[test]
    fn a_month_is_read_in_slices(desk in desk(), slice in 1..4_usize) {
        let clock = clock(TODAY);
        let mut reading = Reading::new(&desk, clock);
        while reading.go_on(&desk, slice) {}
        let month = reading.month();
        prop_assert!(month.is_now(clock) && month.holds(&desk, clock));
        prop_assert_eq!(month, Month::of(&desk, clock));
    }

    /// A robot is tried without a trace, and what it says is what it does.
    #[test]
    fn tried_and_done(start in desk(), which in any::<Index>()) {
        prop_assume!(start.robots().len() > 0);
        let mut robot = Robot::clone(start.robots().nth(which.index(start.robots().len())).unwrap());
        prop_assume!(!matches!(robot.when, When::FieldSet(_)));
        let tried = would(&start, &robot, clock(TODAY));
        robot.on = Some(Moment(i64::MIN));
        let mut desk = start;
        let others = desk.robots().map(|other| (RecordId::Robot(other.id), None)).collect();
        desk.apply(Command::Adopt(others), &support::context(0, TODAY)).unwrap();
        desk.apply(Command::TakeIn(vec![robot.into()]), &support::context(0, TODAY)).unwrap();
        a_day(&mut desk, clock(TODAY), &[]);
        let known: BTreeSet<_> = tried.iter().map(|run| run.id).collect();
        // Deals that it has begun are looked at too when it is at work.
        let done: Vec<Run> = runs(&desk).into_iter().filter(|run| known.contains(&run.id)).collect();
        prop_assert_eq!(done.len(), tried.len());
    }

    /// What leads nowhere twice is no circle, and whoever goes round and round is found.
    #[test]
    fn circles_are_found(start in desk()) {
        let robots: Vec<Robot> = start.robots().map(|robot| Robot::clone(robot)).collect();
        let groups = circles(&robots, &start);
        let mut met = BTreeSet::new();
        prop_assert!(groups.iter().flatten().all(|id| met.insert(*id)), "nobody is in two of them");
        let mut desk = start;
        for (_, _, change) in a_day(&mut desk, clock(TODAY), &[]) {
            for touched in touched(&change) {
                let deal = desk.deal(touched.deal).unwrap();
                let by = |robot: Slug| deal.history.iter().filter(move |e| e.cause == Cause::Robot(robot));
                for robot in &robots {
                    prop_assert!(by(robot.id).count() <= robot.then.len(), "twice a day");
                }
            }
        }
    }
}

#[test]
fn two_robots_that_send_a_deal_to_and_fro() {
    let moves = |id: &str, from: &str, to: &str| Robot {
        id: slug(id),
        name: id.into(),
        why: id.into(),
        funnel: None,
        when: When::Entered(slug(from)),
        only_if: Vec::new(),
        then: vec![Action::Move(slug(to))],
        on: Some(day(0)),
    };
    let there = moves("there", "refresh-4r.needs", "refresh-4r.timing");
    let back = moves("back", "refresh-4r.timing", "refresh-4r.needs");
    let aside = moves("aside", "leads-4r.sql", "refresh-4r.needs");
    let mut desk = support::desk(support::four_r());
    assert_eq!(circles([&aside, &back, &there], &desk), [vec![slug("back"), slug("there")]]);
    assert_eq!(circles([&aside, &back], &desk), Vec::<Vec<Slug>>::new());
    let mut deal = support::deal(1, &[slug("leads-4r.new"), slug("leads-4r.mql"), slug("refresh-4r.needs")]);
    deal.fields.insert("email".into(), "a@b".into());
    let records = vec![there.into(), back.into(), deal.into()];
    desk.apply(Command::TakeIn(records), &support::context(0, 0)).unwrap();
    let way = |desk: &Workspace| desk.deals().next().unwrap().history.len();
    assert_eq!(a_day(&mut desk, clock(2), &[]).len(), 2);
    assert_eq!(way(&desk), 5);
    // Neither on that day nor on a later one: nobody has moved it since.
    for later in 2..40 {
        assert!(a_day(&mut desk, clock(later), &[]).is_empty(), "day {later}");
    }
}

/// A robot that does this when a deal comes to a stage, and what it does with a deal of dollars that was there on that day.
fn acts(when: &str, then: Action, stood: &[&str]) -> (Workspace, Act) {
    let robot = Robot {
        id: slug("robot"),
        name: "Робот".into(),
        why: "Чтобы не ждать".into(),
        funnel: None,
        when: When::Entered(slug(when)),
        only_if: Vec::new(),
        then: vec![then],
        on: Some(day(0)),
    };
    let way: Vec<Slug> = stood.iter().map(|place| slug(place)).collect();
    let mut deal = support::deal(1, &way);
    deal.amount = Some(Money::new(100, Currency::USD));
    let [one, ninety] = [1, 90].map(|number| Decimal::new(number, 0).unwrap());
    let quote = Quote { of: Currency::USD, to: Currency::RUB, day: day(0).day(0), units: one, value: ninety };
    let rate = Rate::new(quote, day(0)).unwrap();
    let mut desk = support::desk(support::four_r());
    let records = vec![robot.into(), rate.into(), deal.into()];
    desk.apply(Command::TakeIn(records), &support::context(0, 0)).unwrap();
    let mut done = a_day(&mut desk, clock(stood.len() as i64), &[]);
    let (act, ..) = done.remove(0);
    assert!(done.is_empty());
    (desk, act)
}

/// Files that people have kept with the deal that a robot has begun are work of theirs: they don't go unasked.
#[test]
fn a_deal_that_was_begun_and_has_a_file_stays() {
    let (mut desk, act) = acts("leads-4r.sql", Action::Begin(slug("deals-4r.new")), &["leads-4r.new", "leads-4r.sql"]);
    assert!(desk.can_take_back(act.run));
    let begun = desk.deals().map(|deal| deal.id).find(|&deal| deal != act.deal).unwrap();
    let file = Attachment {
        id: AttachmentId(7),
        of: Holder::Deal(begun),
        name: "Договор.pdf".into(),
        media: "application/pdf".into(),
        size: 100,
        sha256: Checksum([7; 32]),
        at: day(3),
        by: Some(support::ANNA),
        caption: None,
        kind: AttachmentKind::File,
    };
    desk.apply(Command::Attach(file), &support::context(2, 3)).unwrap();
    let refused = desk.apply(Command::TakeBack(act.run), &support::context(3, 4));
    assert_eq!(refused, Err(Rejection::ChangedSince(begun.into())));
    desk.apply(Command::Detach(AttachmentId(7)), &support::context(4, 5)).unwrap();
    desk.apply(Command::TakeBack(act.run), &support::context(5, 6)).unwrap();
}

/// A sale that a robot has opened again and a person makes a sale again keeps the rate that it kept, whatever has been put
/// right since.
#[test]
fn a_sale_is_given_back_with_its_rate() {
    let sold = &["deals-4r.new", "deals-4r.won"];
    let (mut desk, act) = acts("deals-4r.won", Action::Move(slug("deals-4r.new")), sold);
    let rate = |desk: &Workspace| desk.deals().next().unwrap().rate.map(|quote| quote.value.to_string());
    assert_eq!(rate(&desk), None);
    let mut right = *desk.rates().next().unwrap().as_ref();
    right.quote.value = Decimal::new(95, 0).unwrap();
    desk.apply(Command::TakeIn(vec![right.into()]), &support::context(2, 3)).unwrap();
    desk.apply(Command::TakeBack(act.run), &support::context(3, 4)).unwrap();
    assert_eq!(rate(&desk).as_deref(), Some("90"));
}
