//! Which robots would act now, on which deals.

use chrono::NaiveDate;

use super::condition::holds;
use super::identity;
use super::occasion::{NEWS, Occasion, Standing, deals};
use super::score::Month;
use super::settle::Touched;
use crate::domain::{
    Action, Cause, Command, Context, Deal, DealId, Deed, EntryId, Moment, RecordId, Robot, Run, RunId, Schedule, Slug,
    Tongue, When, Workspace,
};

/// The clock of the sales desk, and the language in which robots write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock<'s> {
    /// Now.
    pub now: Moment,
    /// When the desk works, and by which zone's clocks.
    pub schedule: &'s Schedule,
    /// In which language what is planned is written down.
    pub tongue: Tongue,
}

impl Clock<'_> {
    /// The calendar day of the desk.
    pub fn today(&self) -> NaiveDate {
        self.schedule.day(self.now)
    }
}

/// What a robot is about to do, with one deal on one occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// Which robot.
    pub robot: Slug,
    /// With which deal.
    pub deal: DealId,
    /// The moment since which it has been so.
    pub since: Moment,
    /// The identity of what will be written down of it.
    pub run: RunId,
}

/// The first robot, by name, that would act on a deal now.
pub(super) fn due(workspace: &Workspace, touched: &Touched, month: Option<&Month>, clock: Clock<'_>) -> Option<Act> {
    let deal = workspace.deal(touched.deal)?;
    let standing = Standing::of(workspace, deal, month)?;
    workspace.robots().find_map(|robot| act(robot, &standing, clock, &touched.filled))
}

/// The act of a robot with a deal, if it is due.
fn act(robot: &Robot, standing: &Standing<'_>, clock: Clock<'_>, filled: &[Slug]) -> Option<Act> {
    let on = robot.on?;
    let Standing { workspace, deal, .. } = *standing;
    let again = has_what_it_lacked(workspace, robot, deal, filled);
    let occasion =
        if again { standing.again(&robot.when, clock) } else { standing.occasion(&robot.when, clock, filled) };
    let Occasion { since, kind, mark } = occasion?;
    let run = identity::run(robot.id, deal.id, kind, mark);
    let idle = if again { workspace.run(run).is_some() } else { idle(workspace, robot, deal, run, since, clock) };
    let due = since >= on
        && !idle
        && !(begins(robot) && made_by_robots(deal))
        && robot.only_if.iter().all(|condition| holds(condition, standing, clock));
    due.then_some(Act { robot: robot.id, deal: deal.id, since, run })
}

/// Rule 53: it has acted on this occasion already, or with this deal today, or on the day of the occasion: what was too
/// much on its own day is not made up for later, or two robots would move a deal to and fro once a day for ever.
fn idle(workspace: &Workspace, robot: &Robot, deal: &Deal, run: RunId, since: Moment, clock: Clock<'_>) -> bool {
    if let Some(customer) = deal.customer.filter(|_| robot.when.goes_by_score()) {
        // Rule 58: whichever deal was their latest then, and although boundaries that are renewed move the day.
        let acted = |known: &Run| known.robot == robot.id && known.at.plus_days(NEWS) > since;
        return deals(workspace, customer).any(|deal| runs(workspace, deal).any(acted));
    }
    let day = |at: Moment| clock.schedule.day(at);
    let days = [day(clock.now), day(since)];
    let acted = |known: &Run| known.id == run || (known.robot == robot.id && days.contains(&day(known.at)));
    runs(workspace, deal.id).any(acted)
}

/// Rule 53: whether it did nothing with this deal the last time but say what it lacks, and that has just been filled.
fn has_what_it_lacked(workspace: &Workspace, robot: &Robot, deal: &Deal, filled: &[Slug]) -> bool {
    if filled.is_empty() {
        return false;
    }
    let last = runs(workspace, deal.id).filter(|run| run.robot == robot.id).max_by_key(|run| (run.at, run.id));
    last.is_some_and(|run| match run.did.as_slice() {
        [Deed::Refused(_, lacks, _)] => run.undone.is_none() && lacks.iter().any(|lack| filled.contains(lack)),
        _ => false,
    })
}

/// What robots did with a deal.
fn runs(workspace: &Workspace, deal: DealId) -> impl Iterator<Item = &Run> {
    workspace.of(deal).filter_map(|id| match id {
        RecordId::Run(id) => workspace.run(id).map(AsRef::as_ref),
        _ => None,
    })
}

fn begins(robot: &Robot) -> bool {
    robot.then.iter().any(|action| matches!(action, Action::Begin(_) | Action::Basket(..)))
}

/// Robots begin deals only from those that a person has had in hand: otherwise one that begins what it waits for would
/// never end.
fn made_by_robots(deal: &Deal) -> bool {
    deal.history.iter().all(|entry| matches!(entry.cause, Cause::Robot(_)))
}

/// What a robot would do today if it were on, deal by deal, each after what it did with the one before. Nothing is
/// changed. What was so before counts too: the robot is tried on what there is.
pub fn would(workspace: &Workspace, robot: &Robot, clock: Clock<'_>) -> Vec<Run> {
    let mut scratch = workspace.clone();
    let tried = Robot { on: Some(Moment(i64::MIN)), ..robot.clone() };
    let context = Context { now: clock.now, by: None, robot: None, entry: EntryId(0) };
    // A robot names no record that could be missing.
    let _ = scratch.apply(Command::TakeIn(vec![tried.clone().into()]), &context);
    let filled: Vec<Slug> = match robot.when {
        When::FieldSet(field) => vec![field],
        _ => Vec::new(),
    };
    let month = Month::is_wanted_by(robot).then(|| Month::of(workspace, clock));
    let mut runs = Vec::new();
    for id in workspace.deals().map(|deal| deal.id) {
        let due = scratch
            .deal(id)
            .and_then(|deal| act(&tried, &Standing::of(&scratch, deal, month.as_ref())?, clock, &filled));
        if let Some(due) = due {
            scratch.act(&due, clock);
            runs.extend(scratch.run(due.run).map(|run| Run::clone(run)));
        }
    }
    runs
}
