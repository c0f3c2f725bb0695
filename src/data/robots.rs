//! Robots ready for use, in the wording of `content/robots.json`.
//! Deliberately not here: what robots do (`domain::robots`), whose funnels they need (`template`).

use serde::Deserialize;

use crate::domain::{Action, Condition, Moment, Robot, Slug, Text, When};

const ROBOTS: &str = include_str!("content/robots.json");

/// The robots that come with a new workspace. Those that are meant to work at once are on since `now`, so that they leave
/// alone whatever is so already; the others are off.
///
/// # Errors
/// What is wrong with the file; a test reads it, so a built application never meets one.
pub fn shipped(now: Moment) -> Result<Vec<Robot>, String> {
    let shipped: Vec<Shipped> = serde_json::from_str(ROBOTS).map_err(|why| why.to_string())?;
    Ok(shipped.into_iter().map(|robot| robot.since(now)).collect())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    id: Slug,
    name: Text,
    why: Text,
    funnel: Option<Slug>,
    when: When,
    only_if: Vec<Condition>,
    then: Vec<Action>,
    default_on: bool,
}

impl Shipped {
    fn since(self, now: Moment) -> Robot {
        let Self { id, name, why, funnel, when, only_if, then, default_on } = self;
        Robot { id, name, why, funnel, when, only_if, then, on: default_on.then_some(now) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::data::template;
    use crate::domain::robots::circles;
    use crate::domain::{Command, Context, EntryId, Record, Workspace};

    fn names(robot: &Robot) -> Vec<Slug> {
        let mut names = match &robot.when {
            When::Entered(place) | When::Stands(place, _) => vec![*place],
            When::Lost(reasons) => reasons.clone(),
            _ => Vec::new(),
        };
        for condition in &robot.only_if {
            if let Condition::Stood(place) | Condition::On(place) = condition {
                names.push(*place);
            }
        }
        for action in &robot.then {
            match action {
                Action::Move(to) | Action::Begin(to) => names.push(*to),
                Action::Basket(_, baskets) => names.extend(baskets.values()),
                _ => {}
            }
        }
        names
    }

    #[test]
    fn what_they_name_is_in_the_funnels_as_they_come() {
        let funnels = template::four_r().unwrap();
        let reasons = funnels.iter().flat_map(|f| &f.stages).flat_map(|stage| &stage.loss_reasons).map(|r| r.id);
        let known: BTreeSet<Slug> = funnels.iter().flat_map(|funnel| funnel.places()).chain(reasons).collect();
        // «Постоянные клиенты» is a funnel that a desk may or may not have.
        let unknown: Vec<Slug> =
            shipped(Moment(0)).unwrap().iter().flat_map(names).filter(|n| !known.contains(n)).collect();
        assert_eq!(unknown, [Slug::new("regular.running").unwrap()]);
    }

    #[test]
    fn whoever_buys_goes_to_the_regular_customers_out_of_every_funnel_of_first_purchases() {
        let robots = shipped(Moment(0)).unwrap();
        let carries = robots.iter().find(|robot| robot.id.as_str() == "won-to-regular").unwrap();
        let funnels = ["deals-4r", "new-customers", "b2b-contract"].map(|id| Slug::new(id).unwrap());
        assert_eq!(carries.when, When::Won(funnels.to_vec()));
        assert_eq!(carries.then[0], Action::Begin(Slug::new("regular.running").unwrap()));
    }

    #[test]
    fn they_are_in_both_languages_and_on_from_now() {
        let robots = shipped(Moment(7)).unwrap();
        let ids: BTreeSet<Slug> = robots.iter().map(|robot| robot.id).collect();
        assert_eq!(ids.len(), robots.len());
        for robot in &robots {
            let purposes = robot.then.iter().filter_map(|action| match action {
                Action::Plan { purpose: text, .. } | Action::Message(text) => Some(text),
                _ => None,
            });
            for text in purposes.chain([&robot.name, &robot.why]) {
                assert!(!text.ru.is_empty() && !text.en.is_empty(), "{}", robot.id);
                assert!(text.en.is_ascii() || text.en.contains('“'), "{}: {}", robot.id, text.en);
            }
            assert!(robot.on.is_none_or(|on| on == Moment(7)));
        }
        let off: Vec<_> = robots.iter().filter(|robot| robot.on.is_none()).map(|robot| robot.id.to_string()).collect();
        assert_eq!(off, ["lost-to-basket", "leaving-best"]);
    }

    #[test]
    fn they_do_not_go_in_circles() {
        let mut desk = Workspace::default();
        let records: Vec<Record> = template::four_r().unwrap().into_iter().map(Record::from).collect();
        let context = Context { now: Moment(0), by: None, robot: None, entry: EntryId(0) };
        desk.apply(Command::TakeIn(records), &context).unwrap();
        assert_eq!(circles(&shipped(Moment(0)).unwrap(), &desk), Vec::<Vec<Slug>>::new());
    }
}
