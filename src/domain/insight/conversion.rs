//! How many of the deals that reached a stage went further: the figures of the ribbon over a board.
//!
//! Counted from history, never from the columns (I4). A deal counts on every stage up to the furthest one it entered,
//! whether it stood there or passed over it. Decided are those that went further or ended there; who still stands in
//! the funnel, or is to come back on a date (a conditional refusal), is not decided, and who never was a buyer
//! (off-target, spam) is not counted at all. Leaving for baskets is an end, leaving for a funnel with order is going
//! further: a lead became a deal.
//!
//! Deliberately not here: intervals, norms and bottlenecks.

use crate::domain::{Deal, Outcome, Pipeline, Workspace};

/// The fewest decided deals of which a share is told: of fewer only counts say anything.
pub const ENOUGH: usize = 10;

/// Of the decided deals that reached a stage, those that went further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Went further.
    pub passed: usize,
    /// Went further or ended there.
    pub decided: usize,
}

impl Step {
    /// The share that went further; none when too few are decided.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals")]
    pub fn share(self) -> Option<f64> {
        (self.decided >= ENOUGH).then(|| self.passed as f64 / self.decided as f64)
    }
}

/// Counts one more deal among the steps onward from each stage of a funnel with order; at first there are none. Over all
/// deals they are the conversion of everything that ever stood in it.
pub fn count(steps: &mut Vec<Step>, workspace: &Workspace, pipeline: &Pipeline, deal: &Deal) {
    steps.resize(pipeline.stages.len(), Step::default());
    let Some((furthest, fate)) = way(workspace, pipeline, deal) else { return };
    let passed = if fate == Fate::Through { steps.len() } else { furthest };
    for step in &mut steps[..passed] {
        step.passed += 1;
        step.decided += 1;
    }
    if fate == Fate::Ended {
        steps[furthest].decided += 1;
    }
}

/// How the way of a deal through a funnel came out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It stands there or is to come back.
    Open,
    /// The buyer stopped there.
    Ended,
    /// It was won, or went on to another funnel with order.
    Through,
}

/// The furthest stage a deal entered in a funnel, and how that came out; none when it never was there or does not count.
fn way(workspace: &Workspace, pipeline: &Pipeline, deal: &Deal) -> Option<(usize, Fate)> {
    let mut furthest = None;
    let mut fate = Fate::Open;
    for entry in &deal.history {
        if let Some(at) = pipeline.position(entry.to) {
            furthest = furthest.max(Some(at));
            fate = Fate::Open;
        } else if let Some(end) = pipeline.end(entry.to) {
            fate = match end.outcome {
                Outcome::Won => {
                    // A file may know of a sale nothing but that it came about: then the buyer took every step.
                    furthest = furthest.or(Some(0));
                    Fate::Through
                }
                Outcome::Lost | Outcome::Moved => Fate::Ended,
                Outcome::Paused => Fate::Open,
                Outcome::Excluded => return None,
            };
        } else if furthest.is_some() && fate == Fate::Open {
            let on = workspace.pipeline_of(entry.to).is_some_and(|other| other.ordered);
            fate = if on { Fate::Through } else { Fate::Ended };
        }
    }
    furthest.map(|furthest| (furthest, fate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Cause, Command, Company, Context, Currency, DealId, EntryId, Moment, Record, Slug, StageEntry,
    };
    use std::collections::{BTreeMap, BTreeSet};

    fn deal(id: u128, way: &[&str]) -> Deal {
        let places: Vec<Slug> = way.iter().map(|place| Slug::new(place).unwrap()).collect();
        let history: Vec<StageEntry> = places
            .iter()
            .enumerate()
            .map(|(at, &to)| StageEntry {
                id: EntryId(id * 100 + at as u128),
                from: at.checked_sub(1).map(|before| places[before]),
                to,
                at: Moment(at as i64),
                by: None,
                why: None,
                loss: None,
                cause: Cause::Hand,
            })
            .collect();
        Deal {
            id: DealId(id),
            title: "Привод".into(),
            customer: None,
            amount: None,
            stage: *places.last().unwrap(),
            owner: None,
            created: Moment(0),
            next: None,
            proofs: BTreeMap::new(),
            fields: BTreeMap::new(),
            tags: BTreeSet::new(),
            history,
            foreign: None,
        }
    }

    fn figures(pipeline: &str, ways: &[&[&str]]) -> Vec<(usize, usize)> {
        let mut workspace = Workspace::default();
        let company = Company { name: "Вектор".into(), currency: Currency::RUB, demo: false };
        let pipelines = crate::data::template::four_r().unwrap().into_iter().map(Record::from);
        let deals = ways.iter().enumerate().map(|(id, way)| Record::from(deal(id as u128 + 1, way)));
        let records = pipelines.chain([company.into()]).chain(deals).collect();
        let context = Context { now: Moment(9), by: None, robot: None, entry: EntryId(1) };
        workspace.apply(Command::TakeIn(records), &context).unwrap();
        let pipeline = workspace.pipeline(Slug::new(pipeline).unwrap()).unwrap();
        let mut steps = Vec::new();
        workspace.deals().for_each(|deal| count(&mut steps, &workspace, pipeline, deal));
        steps.into_iter().map(|step| (step.passed, step.decided)).collect()
    }

    #[test]
    fn deals_count_up_to_the_furthest_stage() {
        let lost: &[&str] = &["deals-4r.new", "deals-4r.terms", "deals-4r.quote", "deals-4r.terms", "deals-4r.lost"];
        let open: &[&str] = &["deals-4r.new", "deals-4r.terms"];
        let won: &[&str] = &["deals-4r.new", "deals-4r.won"];
        let paused: &[&str] = &["deals-4r.new", "deals-4r.terms", "deals-4r.paused"];
        let reopened: &[&str] = &["deals-4r.new", "deals-4r.lost", "deals-4r.new"];
        let steps = figures("deals-4r", &[lost, open, won, paused, reopened]);
        // Went beyond the first: the lost one, the open one, the won one and the paused one; the reopened one stands.
        assert_eq!(steps, [(4, 4), (2, 2), (1, 2), (1, 1), (1, 1), (1, 1), (1, 1)]);
    }

    #[test]
    fn a_sale_without_stages_took_every_step_and_a_loss_without_stages_none() {
        assert_eq!(figures("leads-4r", &[&["leads-4r.to_deal"], &["leads-4r.off_target"]]), [(1, 1); 3]);
        assert_eq!(figures("deals-4r", &[&["deals-4r.lost"]]), [(0, 0); 7]);
    }

    #[test]
    fn a_lead_that_becomes_a_deal_went_further_and_spam_never_was_there() {
        let deal: &[&str] = &["leads-4r.new", "leads-4r.mql", "leads-4r.sql", "deals-4r.new", "deals-4r.lost"];
        let later: &[&str] = &["leads-4r.new", "leads-4r.mql", "refresh-4r.timing"];
        let back: &[&str] = &["leads-4r.new", "leads-4r.mql", "refresh-4r.timing", "leads-4r.mql"];
        let spam: &[&str] = &["leads-4r.new", "leads-4r.spam"];
        assert_eq!(figures("leads-4r", &[deal, later, back, spam]), [(3, 3), (1, 2), (1, 1)]);
        assert_eq!(figures("deals-4r", &[deal, later, back, spam])[0], (0, 1));
    }

    #[test]
    fn few_deals_make_no_share() {
        assert_eq!(Step { passed: 9, decided: 9 }.share(), None);
        assert_eq!(Step { passed: 4, decided: 10 }.share(), Some(0.4));
    }
}
