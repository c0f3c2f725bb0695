//! Buyers who refused for now, and what became of them (1.10, U8).
//!
//! A refusal is conditional where the buyer is to come back: an end for a pause, or a funnel of refusals. It is saved when
//! the deal is won later, and decided when it is won or lost for good. Read from history (I4); a deal that a new edition of
//! its funnel has put there has not refused.
//!
//! Deliberately not here: when a buyer is to return (`robots`), why they refused (`losses`).

use super::conversion::Step;
use crate::domain::{Cause, Deal, FourR, Outcome, Pipeline, StageEntry, Sums, Workspace};

/// What became of conditional refusals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Deals that were ever refused on a condition in the funnel.
    pub refused: usize,
    /// Those that were won later, of those that are decided: the others wait, or are at work again.
    pub won: Step,
    /// What the won ones are worth, by currency.
    pub sums: Sums,
}

impl Saved {
    /// Counts one more deal, if it was ever refused on a condition in this funnel.
    pub fn count(&mut self, workspace: &Workspace, funnel: &Pipeline, deal: &Deal) {
        let refused = deal.history.iter().any(|entry| refuses(workspace, funnel, entry));
        let Some(now) = workspace.pipeline_of(deal.stage).filter(|_| refused) else { return };
        self.refused += 1;
        match now.end(deal.stage).map(|end| end.outcome) {
            // A lead that became a deal has bought nothing yet.
            Some(Outcome::Won) if now.four_r != Some(FourR::Leads) => {
                self.won.passed += 1;
                self.won.decided += 1;
                self.sums.add_deal(deal);
            }
            Some(Outcome::Lost | Outcome::Excluded) => self.won.decided += 1,
            _ => {}
        }
    }
}

fn refuses(workspace: &Workspace, funnel: &Pipeline, entry: &StageEntry) -> bool {
    let there = workspace.funnel_that_had(entry.to).filter(|_| entry.cause != Cause::Funnel);
    there.is_some_and(|there| {
        let waits = there.end(entry.to).map_or(there.refusals, |end| end.outcome == Outcome::Paused);
        waits && there.id == funnel.id
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{Command, Context, Currency, DealId, EntryId, Moment, Money, Pipeline, Record, Slug};

    fn slug(name: &str) -> Slug {
        Slug::new(name).unwrap()
    }

    /// A deal of so many roubles that has gone this way; a place after «!» is one where the funnel put it.
    fn deal(id: u128, way: &[&str], roubles: i64) -> Deal {
        let entry = |(at, place): (usize, &&str)| StageEntry {
            id: EntryId(id * 100 + at as u128),
            from: at.checked_sub(1).map(|before| slug(way[before].trim_start_matches('!'))),
            to: slug(place.trim_start_matches('!')),
            at: Moment(at as i64),
            by: None,
            why: None,
            loss: None,
            cause: if place.starts_with('!') { Cause::Funnel } else { Cause::Hand },
        };
        let history: Vec<StageEntry> = way.iter().enumerate().map(entry).collect();
        Deal {
            id: DealId(id),
            title: "Привод".into(),
            customer: None,
            amount: (roubles > 0).then(|| Money::new(roubles * 100, Currency::RUB)),
            stage: history.last().unwrap().to,
            owner: None,
            created: Moment(0),
            next: None,
            proofs: [].into(),
            fields: [].into(),
            tags: [].into(),
            history,
            foreign: None,
            rate: None,
            other_rates: Default::default(),
        }
    }

    /// What is counted of a funnel, among those of 4R and a funnel of refusals with a stage and two ends.
    fn saved(funnel: &str, deals: &[Deal]) -> Saved {
        let mut funnels = template::four_r().unwrap();
        let deals_4r = funnels[1].clone();
        let end = |at: usize, name: &str| crate::domain::End { id: slug(name), ..deals_4r.ends[at].clone() };
        funnels.push(Pipeline {
            id: slug("refusals"),
            four_r: None,
            stages: vec![crate::domain::Stage { id: slug("refusals.waits"), ..deals_4r.stages[0].clone() }],
            ends: vec![end(0, "refusals.saved"), end(1, "refusals.lost")],
            refusals: true,
            ..deals_4r
        });
        let records = funnels.into_iter().map(Record::from).chain(deals.iter().cloned().map(Record::from)).collect();
        let mut workspace = Workspace::default();
        let context = Context { now: Moment(9), by: None, robot: None, entry: EntryId(1) };
        workspace.apply(Command::TakeIn(records), &context).unwrap();
        let mut saved = Saved::default();
        let funnel = workspace.pipeline(slug(funnel)).unwrap();
        workspace.deals().for_each(|deal| saved.count(&workspace, funnel, deal));
        saved
    }

    #[test]
    fn those_who_came_back_and_bought() {
        let deals = [
            deal(1, &["deals-4r.new", "deals-4r.paused", "deals-4r.new", "deals-4r.won"], 700),
            deal(2, &["deals-4r.new", "refusals.waits", "deals-4r.new", "deals-4r.won"], 50),
            deal(3, &["deals-4r.new", "refusals.waits", "refusals.saved"], 0),
            deal(4, &["deals-4r.new", "deals-4r.paused", "deals-4r.new", "deals-4r.lost"], 10_000),
            deal(5, &["deals-4r.new", "refusals.waits", "refusals.lost"], 10_000),
            // Not decided: waits, waits, is at work again, became a deal.
            deal(6, &["deals-4r.new", "deals-4r.paused"], 10_000),
            deal(7, &["deals-4r.new", "refusals.waits"], 10_000),
            deal(8, &["deals-4r.new", "deals-4r.paused", "deals-4r.new", "deals-4r.terms"], 10_000),
            deal(9, &["deals-4r.new", "deals-4r.paused", "leads-4r.to_deal"], 10_000),
        ];
        let [paused, put_aside] = ["deals-4r", "refusals"].map(|funnel| saved(funnel, &deals));
        assert_eq!((paused.refused, put_aside.refused), (5, 4));
        assert_eq!(paused.won, Step { passed: 1, decided: 2 });
        assert_eq!(put_aside.won, Step { passed: 2, decided: 3 });
        assert_eq!(paused.sums.iter().collect::<Vec<_>>(), [Money::new(70_000, Currency::RUB)]);
        assert_eq!(put_aside.sums.iter().collect::<Vec<_>>(), [Money::new(5_000, Currency::RUB)]);
        assert_eq!(saved("leads-4r", &deals), Saved::default());
    }

    #[test]
    fn who_never_refused_is_not_saved() {
        let deals = [
            deal(1, &["deals-4r.new", "deals-4r.won"], 700),
            deal(2, &["deals-4r.new", "deals-4r.lost", "deals-4r.new", "deals-4r.won"], 700),
            deal(3, &["deals-4r.new", "refresh-4r.timing", "deals-4r.new", "deals-4r.won"], 700),
            // Put there when the funnel changed.
            deal(4, &["deals-4r.new", "!refusals.waits", "deals-4r.new", "deals-4r.won"], 700),
        ];
        assert_eq!(["deals-4r", "refusals"].map(|funnel| saved(funnel, &deals)), [Saved::default(), Saved::default()]);
    }
}
