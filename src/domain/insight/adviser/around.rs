//! What can be read from what stands around the funnel: robots, other funnels, regulations, who waits for a date.

use super::past::Past;
use super::{Fault, Finding, Mend, Severity, Tab};
use crate::domain::robots::{begins, circles, targets, waits_at};
use crate::domain::{
    Action, Condition, Deal, DealId, FourR, MemberId, Moment, Outcome, Pipeline, Robot, Role, Slug, Workspace,
};

/// Days after which a date of return is past for good.
const GRACE: i64 = 3;
/// Days after which everybody should have read a regulation.
const READ_WITHIN: i64 = 7;
/// The funnel of regular customers and the robot that fills it, as they are shipped.
const REGULAR: &str = "regular";
const TO_REGULAR: &str = "won-to-regular";

pub(super) fn faults(
    workspace: &Workspace,
    funnel: &Pipeline,
    past: Option<&Past>,
    now: Moment,
    found: &mut Vec<Finding>,
) {
    let robots: Vec<&Robot> = workspace.robots().map(AsRef::as_ref).filter(|robot| robot.on.is_some()).collect();
    if let Some(circle) = circle(workspace, funnel, &robots) {
        let off = circle.last().copied().map(Mend::SwitchOff);
        found.push(Fault::RobotLoop(circle).at(None, off));
    }
    if let Some(past) = past {
        let open = workspace.pipeline(funnel.id).is_some() && !funnel.archived && !funnel.stages.is_empty();
        let fed = funnel.four_r == Some(FourR::Leads) || robots.iter().any(|robot| leads_into(robot, funnel));
        if open && !fed && past.came == 0 && workspace.deals().len() > 0 {
            found.push(Fault::NothingEnters.at(None, Mend::Look(Tab::Robots)));
        }
    }
    found.extend(next_home(workspace, funnel, &robots, past));
    let undated = undated(workspace, funnel, now);
    if !undated.is_empty() {
        found.push(Fault::PausedNoDate(undated.clone()).at(None, Mend::Deals(undated)));
    }
    let places = std::iter::once(funnel.id).chain(funnel.stages.iter().map(|stage| stage.id));
    for regulation in places.filter_map(|place| workspace.regulation(place)) {
        let Some((edition, wording)) = regulation.current() else { continue };
        let signed =
            |member: &MemberId| regulation.signed.get(member).is_some_and(|signature| signature.edition == edition);
        let unread: Vec<_> = workspace.members().map(|member| member.id).filter(|member| !signed(member)).collect();
        if wording.since.plus_days(READ_WITHIN) < now && !unread.is_empty() {
            let place = funnel.stage(regulation.id).map(|stage| stage.id);
            found.push(Fault::RegulationUnread(unread).at(place, Mend::Look(Tab::Regulation)));
        }
    }
}

fn leads_into(robot: &Robot, funnel: &Pipeline) -> bool {
    targets(robot).into_iter().chain(begins(robot)).any(|to| funnel.stage(to).is_some())
        && !funnel.stages.iter().any(|stage| waits_at(robot, Some(funnel), stage.id))
}

/// Robots that hand one deal round through this funnel, if any do and nothing on the way changes what they ask for.
fn circle(workspace: &Workspace, funnel: &Pipeline, robots: &[&Robot]) -> Option<Vec<Slug>> {
    let here = |robot: &&Robot| funnel.places().any(|place| waits_at(robot, Some(funnel), place));
    circles(robots.iter().copied(), workspace).into_iter().find(|circle| {
        let circle: Vec<&Robot> = robots.iter().copied().filter(|robot| circle.contains(&robot.id)).collect();
        circle.iter().any(here) && !breaks(&circle)
    })
}

/// Whether a circle breaks by itself: one of its robots goes on only while no contact is planned, and one plans it.
fn breaks(circle: &[&Robot]) -> bool {
    let asks = |robot: &Robot| robot.only_if.contains(&Condition::NoContact);
    let plans = |robot: &Robot| robot.then.iter().any(|action| matches!(action, Action::Plan { .. }));
    circle.iter().any(|robot| asks(robot)) && circle.iter().any(|robot| plans(robot))
}

/// Where a customer goes after the first purchase. Before there was one it is only worth a look.
fn next_home(workspace: &Workspace, funnel: &Pipeline, robots: &[&Robot], past: Option<&Past>) -> Option<Finding> {
    let first_sale = funnel.role == Role::Hunter && funnel.ordered && !funnel.refusals && !funnel.archived;
    let won = funnel.end_with(Outcome::Won).filter(|_| first_sale)?;
    let led = robots.iter().any(|robot| {
        waits_at(robot, Some(funnel), won.id)
            && targets(robot).into_iter().chain(begins(robot)).any(|to| funnel.stage(to).is_none())
    });
    if led {
        return None;
    }
    let home = |other: &Pipeline| {
        other.id.as_str() == REGULAR || (other.role == Role::Farmer && other.ordered && other.four_r.is_none())
    };
    let has_home = workspace.pipelines().any(|other| !other.archived && other.id != funnel.id && home(other));
    let mend = match (Slug::new(REGULAR), Slug::new(TO_REGULAR)) {
        (Ok(regular), _) if !has_home => Mend::Adopt(regular),
        (_, Ok(robot)) if workspace.robot(robot).is_some() => Mend::SwitchOn(robot),
        _ => Mend::Look(Tab::Robots),
    };
    let mut finding = Fault::NoNextHome.at(None, mend);
    if past.is_none_or(|past| past.bought == 0) {
        finding.severity = Severity::Hint;
    }
    Some(finding)
}

/// Deals that refused for now and will not return by themselves.
fn undated(workspace: &Workspace, funnel: &Pipeline, now: Moment) -> Vec<DealId> {
    let paused = funnel.ends.iter().filter(|end| end.outcome == Outcome::Paused).map(|end| end.id);
    let waiting = funnel.stages.iter().filter(|_| funnel.refusals).map(|stage| stage.id);
    let columns = paused.chain(waiting).filter_map(|place| workspace.column(place));
    let deals = columns.flat_map(|column| column.deals()).filter_map(|id| workspace.deal(id));
    deals.filter(|deal| returns(deal).is_none_or(|day| day.plus_days(GRACE) < now)).map(|deal| deal.id).collect()
}

/// When a deal that waits returns.
fn returns(deal: &Deal) -> Option<Moment> {
    deal.history.iter().rev().find_map(|entry| entry.loss.as_ref()).and_then(|loss| loss.return_on)
}
