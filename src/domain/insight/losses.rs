//! How many buyers stopped at a stage, and why: read from the entries into ends and baskets (I4).

use std::collections::BTreeMap;

use crate::domain::{Moment, Slug, Workspace};

/// How many deals stopped at a stage, by reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// Deals that stopped for a reason of the list.
    pub by_reason: BTreeMap<Slug, usize>,
    /// Deals whose reason is told in words alone.
    pub in_words: usize,
}

impl Losses {
    /// How many stopped for a reason; none is for those told in words alone.
    pub fn of(&self, reason: Option<Slug>) -> usize {
        reason.map_or(self.in_words, |reason| self.by_reason.get(&reason).copied().unwrap_or_default())
    }
}

/// Why buyers stopped at `stage` since a moment. A deal that stopped twice there counts twice: the question was asked
/// twice.
pub fn losses(workspace: &Workspace, stage: Slug, since: Moment) -> Losses {
    let mut counted = Losses::default();
    for deal in workspace.deals() {
        for entry in deal.history.iter().rev().take_while(|entry| entry.at >= since) {
            let (Some(loss), true) = (&entry.loss, entry.from == Some(stage)) else { continue };
            match loss.reason {
                Some(reason) => *counted.by_reason.entry(reason).or_default() += 1,
                None => counted.in_words += 1,
            }
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{Answers, Command, Context, DealDraft, DealId, EntryId, Loss, Record};

    #[test]
    fn those_who_stopped_here_since_then() {
        let slug = |name| Slug::new(name).unwrap();
        let mut workspace = Workspace::default();
        let mut at = 0;
        let mut apply = |workspace: &mut Workspace, now, command| {
            at += 1;
            let context = Context { now: Moment(now), by: None, robot: None, entry: EntryId(at) };
            workspace.apply(command, &context).unwrap();
        };
        let funnels = template::four_r().unwrap().into_iter().map(Record::from).collect();
        apply(&mut workspace, 0, Command::TakeIn(funnels));
        let stage = slug("deals-4r.new");
        let lost = [
            (10, Some("deals-4r.new.unreachable")),
            (20, Some("deals-4r.new.unreachable")),
            (30, Some("deals-4r.new.changed_mind")),
            (40, None),
        ];
        for (id, (when, reason)) in (1..).zip(lost) {
            let draft = DealDraft {
                id: DealId(id),
                title: "x".into(),
                customer: None,
                amount: None,
                stage,
                fields: BTreeMap::new(),
            };
            apply(&mut workspace, 1, Command::AddDeal(draft));
            let loss = Loss {
                reason: reason.map(slug), words: "Купили у другого поставщика".into(), return_on: None
            };
            let answers = Answers { loss: Some(loss), ..Answers::default() };
            apply(&mut workspace, when, Command::MoveDeal { deal: DealId(id), to: slug("deals-4r.lost"), answers });
        }
        let counted = losses(&workspace, stage, Moment(20));
        assert_eq!(counted.of(Some(slug("deals-4r.new.unreachable"))), 1);
        assert_eq!(counted.of(Some(slug("deals-4r.new.changed_mind"))), 1);
        assert_eq!(counted.of(None), 1);
        assert_eq!(losses(&workspace, slug("deals-4r.terms"), Moment(0)), Losses::default());
        // An end goes, and the lost deals are put on another: nobody stopped once more.
        let mut changed = crate::domain::Pipeline::clone(workspace.pipeline(slug("deals-4r")).unwrap());
        changed.ends.retain(|end| end.id != slug("deals-4r.lost"));
        let publish = Command::Publish {
            funnel: changed.into(),
            edition: crate::domain::EditionId(1),
            adoption: crate::domain::Adoption::AtOnce,
            moves: (1..=4).map(|id| (DealId(id), slug("deals-4r.paused"))).collect(),
        };
        apply(&mut workspace, 50, publish);
        assert_eq!(losses(&workspace, stage, Moment(20)), counted);
        assert_eq!(losses(&workspace, slug("deals-4r.lost"), Moment(0)), Losses::default());
    }
}
