//! Rules that are read from what stands around the funnel.

use super::*;
use std::collections::BTreeMap;
use voronka::domain::{Action, ActivityKind, Condition, MemberId, Robot, Span, Text, When, Wording};

fn robot(id: &str, when: When, then: Vec<Action>) -> Robot {
    Robot {
        id: slug(id),
        name: id.into(),
        why: Text::default(),
        funnel: None,
        when,
        only_if: Vec::new(),
        then,
        on: Some(DAY_0),
    }
}

fn entered(id: &str, from: &str, to: &str) -> Robot {
    robot(id, When::Entered(slug(from)), vec![Action::Move(slug(to))])
}

fn with(mut workspace: Workspace, robots: &[Robot]) -> Workspace {
    let records = robots.iter().cloned().map(Record::from).collect();
    workspace.apply(Command::TakeIn(records), &context(9, NOW)).unwrap();
    workspace
}

#[test]
fn robot_loop() {
    let funnel = shipped("deals-4r");
    let there = entered("there", "deals-4r.new", "deals-4r.terms");
    let on =
        robot("on", When::Stands(slug("deals-4r.terms"), Span::Days(3)), vec![Action::Move(slug("deals-4r.quote"))]);
    let back = entered("back", "deals-4r.quote", "deals-4r.new");
    let desk = || desk(vec![funnel.clone()]);
    let loops = with(desk(), &[there.clone(), on.clone(), back.clone()]);
    let found = caught(&loops, &funnel, "robot-loop", None);
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(found.fault, Fault::RobotLoop(["back", "on", "there"].map(slug).to_vec()));
    assert_eq!(found.mend, Some(Mend::SwitchOff(slug("there"))));
    // Without one of them, or with one of them off, the circle is open.
    assert_eq!(of(&with(desk(), &[there.clone(), on.clone()]), &funnel, "robot-loop"), []);
    let off = Robot { on: None, ..back.clone() };
    assert_eq!(of(&with(desk(), &[there.clone(), on.clone(), off]), &funnel, "robot-loop"), []);
    // A circle that goes on only without a planned contact, and plans one, goes round once.
    let mut plans = there;
    plans.only_if = vec![Condition::NoContact];
    assert_eq!(of(&with(desk(), &[plans.clone(), on.clone(), back.clone()]), &funnel, "robot-loop").len(), 1);
    plans.then.push(Action::Plan { kind: ActivityKind::Call, after: Span::WorkingDays(1), purpose: Text::default() });
    assert_eq!(of(&with(desk(), &[plans, on, back]), &funnel, "robot-loop"), []);
}

#[test]
fn a_circle_through_two_funnels_is_found_in_both_and_nowhere_else() {
    let funnels = ["deals-4r", "refresh-4r", "leads-4r"].map(shipped);
    let baskets: BTreeMap<String, Slug> = [("нет денег".into(), slug("refresh-4r.no-money"))].into();
    let out = robot("out", When::OverNorm(Some(slug("deals-4r"))), vec![Action::Basket(Some(slug("why")), baskets)]);
    let back = entered("back", "refresh-4r.no-money", "deals-4r.new");
    let desk = with(desk(funnels.to_vec()), &[out, back]);
    assert_eq!(funnels.each_ref().map(|funnel| of(&desk, funnel, "robot-loop").len()), [1, 1, 0]);
}

#[test]
fn nothing_enters() {
    let funnels = || vec![shipped("deals-4r"), shipped("cold")];
    let entry = |place, days_ago: f64| vec![(place, NOW as f64 - days_ago, None)];
    let desk = after(funnels(), &[entry("deals-4r.new", 1.0), entry("cold.list", 30.1)]);
    let found = caught(&desk, &shipped("cold"), "nothing-enters", None);
    assert_eq!(found.severity, Severity::Hint);
    assert_eq!(of(&desk, &shipped("deals-4r"), "nothing-enters"), []);
    let desk = after(funnels(), &[entry("cold.list", 29.9)]);
    assert_eq!(of(&desk, &shipped("cold"), "nothing-enters"), []);
    // Moving inside the funnel is no entry.
    let inside = vec![("cold.list", 400.0, None), ("cold.person", NOW as f64 - 1.0, None)];
    assert_eq!(of(&after(funnels(), &[inside]), &shipped("cold"), "nothing-enters").len(), 1);
    // A robot that feeds it is a way in, one that moves inside is none; a draft has no way in yet.
    let desk = after(funnels(), &[entry("deals-4r.new", 1.0)]);
    let fed = with(desk.clone(), &[entered("fed", "deals-4r.lost", "cold.list")]);
    assert_eq!(of(&fed, &shipped("cold"), "nothing-enters"), []);
    let inside = with(desk.clone(), &[entered("inside", "cold.list", "cold.person")]);
    assert_eq!(of(&inside, &shipped("cold"), "nothing-enters").len(), 1);
    assert_eq!(of(&desk, &shipped("post-sale"), "nothing-enters"), []);
}

#[test]
fn no_next_home() {
    let won = |place| vec![(place, 1.0, None)];
    let sold = after(vec![shipped("deals-4r")], &[won("deals-4r.won")]);
    let found = caught(&sold, &shipped("deals-4r"), "no-next-home", None);
    assert_eq!((found.severity, found.mend), (Severity::Warning, Some(Mend::Adopt(slug("regular")))));
    // The funnel alone leads nobody: a robot does.
    let home = after(vec![shipped("deals-4r"), shipped("regular")], &[won("deals-4r.won")]);
    let found = caught(&home, &shipped("deals-4r"), "no-next-home", None);
    assert_eq!(found.severity, Severity::Warning);
    let begins = |of: &[&str]| {
        let of = of.iter().map(|of| slug(of)).collect();
        robot("won-to-regular", When::Won(of), vec![Action::Begin(slug("regular.running"))])
    };
    let off = Robot { on: None, ..begins(&[]) };
    let found = caught(&with(home.clone(), &[off]), &shipped("deals-4r"), "no-next-home", None);
    assert_eq!(found.mend, Some(Mend::SwitchOn(slug("won-to-regular"))));
    for leads in [begins(&[]), begins(&["deals-4r"])] {
        assert_eq!(of(&with(home.clone(), &[leads]), &shipped("deals-4r"), "no-next-home"), []);
    }
    assert_eq!(of(&with(home, &[begins(&["cold"])]), &shipped("deals-4r"), "no-next-home").len(), 1);
    // Leads, farmers' funnels and refusals are no first sale.
    for other in ["leads-4r", "regular", "post-sale", "refusals", "qualification", "refresh-4r"] {
        assert_eq!(of(&sold, &shipped(other), "no-next-home"), [], "{other}");
    }
}

#[test]
fn paused_no_date() {
    let paused = |days: Option<f64>| {
        let mut workspace = after(vec![shipped("deals-4r")], &[vec![("deals-4r.new", 1.0, None)]]);
        let mut deal = gone(7, &[("deals-4r.new", 1.0, None), ("deals-4r.paused", 2.0, Some("Ждут бюджет года"))]);
        #[expect(clippy::cast_possible_truncation, reason = "a day of a test")]
        let back = days.map(|days| Moment(day(NOW).0 + (days * 86_400_000.0) as i64));
        deal.history[1].loss.as_mut().unwrap().return_on = back;
        workspace.apply(Command::TakeIn(vec![deal.into()]), &context(1, NOW)).unwrap();
        workspace
    };
    for bad in [None, Some(-3.1), Some(-90.0)] {
        let found = caught(&paused(bad), &shipped("deals-4r"), "paused-no-date", None);
        assert_eq!(found.fault, Fault::PausedNoDate(vec![DealId(7)]));
        assert_eq!(found.mend, Some(Mend::Deals(vec![DealId(7)])));
    }
    for good in [Some(-2.9), Some(0.0), Some(30.0)] {
        assert_eq!(of(&paused(good), &shipped("deals-4r"), "paused-no-date"), [], "{good:?}");
    }
}

#[test]
fn refusals_wait_with_a_date() {
    let waits = |return_on| {
        let mut deal = gone(1, &[("deals-4r.new", 1.0, None), ("refusals.waiting", 2.0, Some("Ждут бюджет года"))]);
        deal.history[1].loss.as_mut().unwrap().return_on = return_on;
        let mut workspace = desk(vec![shipped("deals-4r"), shipped("refusals")]);
        workspace.apply(Command::TakeIn(vec![deal.into()]), &context(1, NOW)).unwrap();
        of(&workspace, &shipped("refusals"), "paused-no-date").len()
    };
    assert_eq!((waits(None), waits(Some(day(NOW + 9)))), (1, 0));
}

#[test]
fn regulation_unread() {
    let worded = |days_ago: i64, signs: bool| {
        let mut workspace = desk(vec![shipped("deals-4r")]);
        let (since, points) = (day(NOW - days_ago), vec!["Звонить в\u{a0}день заявки".into()]);
        let wording = Wording { since, by: None, points, forbidden: Vec::new(), done: Text::default() };
        for place in ["deals-4r", "deals-4r.quote"] {
            let word = Command::WordRegulation(slug(place), wording.clone());
            workspace.apply(word, &context(1, NOW - days_ago)).unwrap();
        }
        if signs {
            let sign = Command::SignRegulation(slug("deals-4r"), MemberId(1));
            workspace.apply(sign, &context(2, NOW)).unwrap();
        }
        of(&workspace, &shipped("deals-4r"), "regulation-unread")
    };
    let found = worded(8, false);
    assert_eq!(found.iter().map(|finding| finding.place).collect::<Vec<_>>(), [None, Some(slug("deals-4r.quote"))]);
    assert_eq!(found[0].fault, Fault::RegulationUnread(vec![MemberId(1)]));
    assert_eq!(worded(8, true).len(), 1);
    assert_eq!(worded(7, false), []);
}
