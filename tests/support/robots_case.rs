//! What the cases of rules say of robots: robots that are given, their work after each command and by the clock, what they
//! have written down.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Value, json};
use voronka::domain::robots::{Clock, Month, Settling, Touched, touched};
use voronka::domain::{
    Action, Change, Command, Condition, Deed, Moment, Robot, Run, Schedule, Slug, Tongue, When, Workspace,
};

use super::support::day;
use super::written::{equal, part_of};

/// A robot, as the workspace stores it but for its words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenRobot {
    id: Slug,
    when: When,
    #[serde(default)]
    only_if: Vec<Condition>,
    then: Vec<Action>,
    /// The day on which it was switched on; null is off.
    #[serde(default = "at_first")]
    on: Option<i64>,
}

fn at_first() -> Option<i64> {
    Some(-1_000)
}

impl GivenRobot {
    pub(crate) fn robot(&self) -> Robot {
        Robot {
            id: self.id,
            name: self.id.as_str().into(),
            why: self.id.as_str().into(),
            funnel: None,
            when: self.when.clone(),
            only_if: self.only_if.clone(),
            then: self.then.clone(),
            on: self.on.map(day),
        }
    }
}

/// The usual week, in UTC.
static UTC: LazyLock<Schedule> = LazyLock::new(Schedule::default);

fn clock(now: Moment) -> Clock<'static> {
    Clock { now, schedule: &UTC, tongue: Tongue::Ru }
}

fn settle(desk: &mut Workspace, deals: Vec<Touched>, now: Moment) -> Vec<Change> {
    let month = Month::of(desk, clock(now));
    let mut settling = Settling::new(deals, Some(month.into()));
    let mut done = Vec::new();
    while let Some(act) = settling.next(desk, clock(now)) {
        let change = desk.act(&act, clock(now));
        settling.done(&change);
        done.push(change);
    }
    done
}

/// What robots do about a change.
pub(crate) fn after(desk: &mut Workspace, change: &Change, now: Moment) -> Vec<Change> {
    settle(desk, touched(change), now)
}

/// What robots do when they look at all deals.
pub(crate) fn look(desk: &mut Workspace, now: Moment) -> Vec<Change> {
    let deals = desk.deals().map(|deal| deal.id.into()).collect();
    settle(desk, deals, now)
}

/// A command that takes back the last act of a robot.
pub(crate) fn take_back(desk: &Workspace, robot: Slug) -> Result<Command, String> {
    let theirs = desk.runs().filter(|run| run.robot == robot);
    let last = theirs.max_by_key(|run| run.at).ok_or_else(|| format!("{robot} has done nothing"))?;
    Ok(Command::TakeBack(last.id))
}

/// Whether robots have written down this, in the order of time and of their names.
pub(crate) fn check(desk: &Workspace, expected: &[Value]) -> Result<(), String> {
    let mut runs: Vec<_> = desk.runs().collect();
    runs.sort_by_key(|run| (run.at, run.robot));
    equal("the number of acts", &json!(runs.len()), &json!(expected.len()))?;
    for (run, expected) in runs.into_iter().zip(expected) {
        part_of(expected, &view(run)).map_err(|why| format!("{}: {why}", run.robot))?;
    }
    Ok(())
}

fn view(run: &Run) -> Value {
    json!({
        "robot": run.robot,
        "deal": run.deal.0 as u64,
        "on": run.at.days_since(day(0)),
        "since": run.since.days_since(day(0)),
        "did": run.did.iter().map(deed).collect::<Vec<_>>(),
        "undone": run.undone.is_some(),
    })
}

fn deed(deed: &Deed) -> Value {
    match deed {
        Deed::Moved(to) => json!({ "moved": to }),
        Deed::Began(_, stage) => json!({ "began": stage }),
        Deed::Assigned(member) => json!({ "assigned": member.0 as u64 }),
        Deed::Planned(at) => json!({ "planned": at.days_since(day(0)) }),
        Deed::Kept(at) => json!({ "kept": at.days_since(day(0)) }),
        Deed::Tagged(tag) => json!({ "tagged": tag }),
        Deed::Message(text, _) => json!({ "message": text.ru }),
        Deed::Told(members) => json!({ "told": members.keys().map(|member| member.0 as u64).collect::<Vec<_>>() }),
        Deed::Refused(to, lacks, rule) => json!({ "refused": to, "lacks": lacks, "rule": rule }),
        Deed::NobodyToAssign(role) => json!({ "nobody": role }),
        Deed::NotPlanned => json!("not_planned"),
    }
}
