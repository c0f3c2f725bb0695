//! What robots of a funnel wait to be told: data that the page of a deal has to offer, or they would wait in vain.
//! Deliberately not here: what stages and questions ask for (`insight::story`).

use std::collections::BTreeMap;

use super::circle::targets;
use crate::domain::{Action, Robot, Slug, When, Workspace};

fn of_funnel(workspace: &Workspace, funnel: Slug) -> impl Iterator<Item = &Robot> {
    let robots = workspace.robots().map(AsRef::as_ref);
    robots.filter(move |robot: &&Robot| robot.on.is_some() && robot.funnel == Some(funnel))
}

/// The fields whose filling a robot of a funnel waits for; before each the data of the places to which the robot then takes
/// the deal.
pub fn awaited(workspace: &Workspace, funnel: Slug) -> Vec<Slug> {
    let of_robot = |robot: &Robot| {
        let When::FieldSet(waited) = robot.when else { return Vec::new() };
        let asked_at = |place: Slug| workspace.pipeline_of(place)?.stage(place);
        let asked = targets(robot).into_iter().filter_map(asked_at).flat_map(|stage| &stage.required_fields);
        asked.map(|field| field.id).chain([waited]).collect()
    };
    of_funnel(workspace, funnel).flat_map(of_robot).collect()
}

/// What a field may hold for a robot of a funnel to choose a basket by it, and which basket that is.
pub fn answers(workspace: &Workspace, funnel: Slug, field: Slug) -> BTreeMap<&str, Slug> {
    let baskets = of_funnel(workspace, funnel).flat_map(|robot| &robot.then).filter_map(move |action| match action {
        Action::Basket(Some(by), baskets) if *by == field => Some(baskets),
        _ => None,
    });
    baskets.flatten().map(|(answer, &basket)| (answer.as_str(), basket)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{robots::shipped, template};
    use crate::domain::{Command, Context, EntryId, Moment, Record};

    fn slug(name: &str) -> Slug {
        Slug::new(name).unwrap()
    }

    fn desk(change: impl Fn(&mut Robot)) -> Workspace {
        let mut robots = shipped(Moment(0)).unwrap();
        robots.iter_mut().for_each(change);
        let funnels = template::four_r().unwrap().into_iter().map(Record::from);
        let records = funnels.chain(robots.into_iter().map(Record::from)).collect();
        let mut desk = Workspace::default();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(records), &context).unwrap();
        desk
    }

    #[test]
    fn a_lead_is_asked_for_what_its_basket_needs_and_why_it_is_not_ready() {
        let desk = desk(|_| {});
        let leads = awaited(&desk, slug("leads-4r"));
        assert_eq!(leads.last(), Some(&slug("not_ready_reason")));
        assert!(leads.contains(&slug("return_date")), "{leads:?}");
        assert_eq!(awaited(&desk, slug("refresh-4r")), []);
        let answers = answers(&desk, slug("leads-4r"), slug("not_ready_reason"));
        let baskets: std::collections::BTreeSet<Slug> = answers.values().copied().collect();
        assert_eq!(baskets.len(), 4);
        assert!(super::answers(&desk, slug("leads-4r"), slug("return_date")).is_empty());
    }

    #[test]
    fn a_robot_that_is_off_waits_for_nothing() {
        let desk = desk(|robot| robot.on = None);
        assert_eq!(awaited(&desk, slug("leads-4r")), []);
        assert!(answers(&desk, slug("leads-4r"), slug("not_ready_reason")).is_empty());
    }
}
