//! Robots that move deals in a circle: each leads to where the next one waits.

use std::collections::BTreeSet;

use crate::domain::{Action, Outcome, Pipeline, Robot, Slug, When, Workspace};

/// Groups of robots each of which can set off every other of its group, in the order in which they are given. A robot that
/// sets itself off is a group of its own.
pub fn circles<'a>(robots: impl IntoIterator<Item = &'a Robot>, workspace: &Workspace) -> Vec<Vec<Slug>> {
    let robots: Vec<&Robot> = robots.into_iter().collect();
    let count = robots.len();
    let takes_up = |robot: &Robot, place| waits_at(robot, workspace.pipeline_of(place).map(AsRef::as_ref), place);
    let leads = |from: &Robot, to: &Robot| targets(from).iter().any(|&place| takes_up(to, place));
    let mut reach: Vec<Vec<bool>> =
        robots.iter().map(|from| robots.iter().map(|to| leads(from, to)).collect()).collect();
    for via in 0..count {
        for from in 0..count {
            if reach[from][via] {
                let onward = reach[via].clone();
                reach[from].iter_mut().zip(onward).for_each(|(known, more)| *known |= more);
            }
        }
    }
    let mut grouped = BTreeSet::new();
    let mut groups = Vec::new();
    for (one, reached) in reach.iter().enumerate() {
        if reached[one] && grouped.insert(one) {
            let group: Vec<usize> = (one..count).filter(|&other| reached[other] && reach[other][one]).collect();
            grouped.extend(group.iter().copied());
            groups.push(group.into_iter().map(|at| robots[at].id).collect());
        }
    }
    groups
}

/// The stages and ends to which a robot moves the deal itself. One that it begins is not among them, and no circle: robots
/// do not begin from what robots began.
pub fn targets(robot: &Robot) -> Vec<Slug> {
    let of = |action: &Action| match action {
        Action::Move(to) => vec![*to],
        Action::Basket(_, baskets) => baskets.values().copied().collect(),
        _ => Vec::new(),
    };
    robot.then.iter().flat_map(of).collect()
}

/// The stages and baskets on which a robot begins deals.
pub fn begins(robot: &Robot) -> impl Iterator<Item = Slug> + '_ {
    robot.then.iter().filter_map(|action| if let Action::Begin(at) = action { Some(*at) } else { None })
}

/// Whether a robot acts, at once or later, because a deal has come to a place of a funnel.
pub fn waits_at(robot: &Robot, funnel: Option<&Pipeline>, place: Slug) -> bool {
    let outcome = funnel.and_then(|funnel| funnel.end(place)).map(|end| end.outcome);
    match &robot.when {
        When::Entered(waits) | When::Stands(waits, _) => *waits == place,
        When::OverNorm(waits) => outcome.is_none() && waits.is_none_or(|waits| funnel.is_some_and(|f| f.id == waits)),
        When::Won(funnels) => {
            outcome == Some(Outcome::Won) && (funnels.is_empty() || funnel.is_some_and(|f| funnels.contains(&f.id)))
        }
        When::Lost(_) => outcome == Some(Outcome::Lost),
        When::Returns(_) => outcome == Some(Outcome::Paused) || funnel.is_some_and(|funnel| funnel.refusals),
        When::FieldSet(_) | When::DateNear(..) | When::Scored(_) | When::LeavesBest(_) => false,
    }
}
