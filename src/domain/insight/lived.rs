//! What history says of the stages of a funnel, beside what the funnel says of itself: how many went on, how long they
//! stood, why they stopped. Counted deal by deal, so that a page can breathe in between (I4).

use std::collections::BTreeMap;

use super::conversion::{self, ENOUGH, Step};
use super::probability::Chances;
use super::saved::Saved;
use crate::domain::{Deal, Moment, Pipeline, Schedule, Slug, Workspace, calendar};

/// What history says of a funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lived {
    /// The steps onward from each of its stages, in order; none of baskets.
    pub steps: Vec<Step>,
    /// Working days of each finished stay.
    stays: BTreeMap<Slug, Vec<i64>>,
    /// How the deals of each stage came out.
    pub chances: Chances,
    /// How often each reason was given lately.
    pub reasons: BTreeMap<Slug, usize>,
    /// Those who refused for now, and what became of them.
    pub saved: Saved,
}

impl Lived {
    /// Counts one more deal. Reasons count since a moment; days are those of the company's working time.
    pub fn count(
        &mut self,
        workspace: &Workspace,
        pipeline: &Pipeline,
        deal: &Deal,
        since: Moment,
        schedule: &Schedule,
    ) {
        if pipeline.ordered {
            conversion::count(&mut self.steps, workspace, pipeline, deal);
        }
        self.chances.count(pipeline, deal);
        self.saved.count(workspace, pipeline, deal);
        for (entry, next) in deal.history.iter().zip(deal.history.iter().skip(1)) {
            if pipeline.position(entry.to).is_some() {
                let days = calendar::working_days(entry.at, next.at, schedule);
                self.stays.entry(entry.to).or_default().push(days);
            }
            if let Some(reason) = next.loss.as_ref().and_then(|loss| loss.reason).filter(|_| next.at >= since) {
                *self.reasons.entry(reason).or_default() += 1;
            }
        }
    }

    /// The stage from which the smallest share goes on, by its place in the order; none while no share is known.
    pub fn narrowest(&self) -> Option<usize> {
        let shares = self.steps.iter().enumerate().filter_map(|(at, step)| Some((at, step.share()?)));
        shares.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
    }

    /// The median of working days that deals stood on a stage; none while too few have left it.
    pub fn median(&self, stage: Slug) -> Option<i64> {
        let mut stays = self.stays.get(&stage).filter(|stays| stays.len() >= ENOUGH)?.clone();
        let middle = stays.len() / 2;
        Some(*stays.select_nth_unstable(middle).1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{Answers, Command, Context, DealDraft, DealId, EntryId, Loss, Record};

    const DAY: i64 = 86_400_000;

    #[test]
    fn how_long_they_stood_and_why_they_stopped() {
        let slug = |name| Slug::new(name).unwrap();
        let mut workspace = Workspace::default();
        let mut entry = 0;
        let mut apply = |workspace: &mut Workspace, now, command| {
            entry += 1;
            let context = Context { now: Moment(now), by: None, robot: None, entry: EntryId(entry) };
            workspace.apply(command, &context).unwrap();
        };
        let funnels = template::four_r().unwrap().into_iter().map(Record::from).collect();
        apply(&mut workspace, 0, Command::TakeIn(funnels));
        let (stage, reason) = (slug("deals-4r.new"), slug("deals-4r.new.unreachable"));
        // 1970-01-05 was a Monday; they stop on the Tuesdays, Thursdays, … that follow.
        let monday = 4 * DAY + DAY / 2;
        for id in 1..=10 {
            let (customer, amount, fields) = (None, None, BTreeMap::new());
            let draft = DealDraft { id: DealId(id), title: "x".into(), customer, amount, stage, fields };
            apply(&mut workspace, monday, Command::AddDeal(draft));
        }
        let days = [1, 1, 2, 2, 3, 3, 4, 7, 7, 14];
        for (id, days) in (1..).zip(days) {
            let loss = Loss { reason: Some(reason), words: String::new(), return_on: None };
            let answers = Answers { loss: Some(loss), ..Answers::default() };
            let lose = Command::MoveDeal { deal: DealId(id), to: slug("deals-4r.lost"), answers };
            apply(&mut workspace, monday + days * DAY, lose);
        }
        let funnel = workspace.pipeline(slug("deals-4r")).unwrap();
        let mut lived = Lived::default();
        for deal in workspace.deals() {
            lived.count(&workspace, funnel, deal, Moment(monday + 3 * DAY), &Schedule::default());
        }
        // Of 1 1 2 2 3 3 4 5 5 10 working days the middle.
        assert_eq!(lived.median(stage), Some(3));
        assert_eq!(lived.median(slug("deals-4r.terms")), None);
        assert_eq!(lived.reasons.get(&reason), Some(&6));
        assert_eq!((lived.steps[0].passed, lived.steps[0].decided), (0, 10));
    }
}
