//! How many of the deals that reached a stage went further: the figures of the ribbon over a board.
//!
//! Counted from history, never from the columns (I4). A deal counts on every stage up to the furthest one it entered,
//! whether it stood there or passed over it. Decided are those that went further or ended there; who still stands in
//! the funnel, or is to come back on a date (a conditional refusal), is not decided, and who never was a buyer
//! (off-target, spam) is not counted at all. Leaving for baskets is an end, leaving for a funnel with order is going
//! further: a lead became a deal. Leaving for a funnel of refusals decides nothing before the buyer returns or is lost.
//! Where a new edition of the funnel put a deal, it stands, but the buyer has taken no step; what stood before a stage
//! that is gone counts as it did.
//!
//! Deliberately not here: intervals, norms and bottlenecks.

use crate::domain::{Cause, Deal, Outcome, Pipeline, Workspace};

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
/// deals they are the conversion of everything that ever stood in it. The funnel may be a past edition: then the steps are
/// those of that edition.
pub fn count(steps: &mut Vec<Step>, workspace: &Workspace, pipeline: &Pipeline, deal: &Deal) {
    steps.resize(pipeline.stages.len(), Step::default());
    let Some(way) = Way::of(workspace, pipeline, deal) else { return };
    for (step, passed) in steps.iter_mut().zip(&way.passed) {
        step.passed += usize::from(*passed);
        step.decided += usize::from(*passed);
    }
    if let (Fate::Ended, Some(furthest)) = (way.fate, way.furthest)
        && !way.passed[furthest]
    {
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

impl Fate {
    fn at(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Won => Self::Through,
            Outcome::Lost | Outcome::Moved | Outcome::Excluded => Self::Ended,
            Outcome::Paused => Self::Open,
        }
    }
}

/// The way of a deal through a funnel.
struct Way {
    /// The stages that the buyer got past.
    passed: Vec<bool>,
    /// The furthest stage on which it stood, if any.
    furthest: Option<usize>,
    fate: Fate,
}

impl Way {
    /// None for somebody who never was a buyer.
    fn of(workspace: &Workspace, pipeline: &Pipeline, deal: &Deal) -> Option<Self> {
        let mut way = Self { passed: vec![false; pipeline.stages.len()], furthest: None, fate: Fate::Open };
        let mut stood = false;
        for entry in &deal.history {
            let by_buyer = entry.cause != Cause::Funnel;
            if let Some(at) = pipeline.position(entry.to) {
                if by_buyer {
                    way.pass(way.furthest.unwrap_or(0), at);
                }
                (way.furthest, way.fate, stood) = (way.furthest.max(Some(at)), Fate::Open, true);
                continue;
            }
            let known = pipeline.end(entry.to).map(|_| pipeline);
            let Some(there) = known.or_else(|| workspace.funnel_that_had(entry.to).map(AsRef::as_ref)) else {
                continue;
            };
            let own = there.id == pipeline.id;
            match there.end(entry.to).map(|end| end.outcome) {
                Some(Outcome::Excluded) if own => return None,
                Some(outcome) if own || (stood && there.refusals) => way.fate = Fate::at(outcome),
                None if own && by_buyer => {
                    // A stage that only another edition has: the buyer got past what stands before it there.
                    let before = there.stages.iter().take_while(|stage| stage.id != entry.to);
                    let past = before.filter_map(|stage| pipeline.position(stage.id)).max().map_or(0, |at| at + 1);
                    way.pass(way.furthest.unwrap_or(0), past);
                    (way.fate, stood) = (Fate::Open, true);
                }
                // No step of the buyer, or a buyer who is to come back: nothing is decided.
                _ if own || !by_buyer || there.refusals => {}
                _ if stood && way.fate == Fate::Open => {
                    way.fate = if there.ordered { Fate::Through } else { Fate::Ended };
                }
                _ => {}
            }
        }
        if way.fate == Fate::Through {
            // A file may know of a sale nothing but that it came about: then the buyer took every step.
            way.pass(way.furthest.unwrap_or(0), pipeline.stages.len());
        }
        Some(way)
    }

    fn pass(&mut self, from: usize, to: usize) {
        if let Some(stages) = self.passed.get_mut(from..to) {
            stages.fill(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Adoption, Command, Company, Context, Currency, DealId, EditionId, EntryId, Moment, Record, Slug, StageEntry,
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
            rate: None,
            other_rates: BTreeMap::new(),
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

    /// «Обсудить условия» goes, and with it its deals: one still at work and one lost there before.
    #[test]
    fn where_a_new_edition_put_a_deal_the_buyer_has_taken_no_step() {
        let slug = |name| Slug::new(name).unwrap();
        let mut workspace = Workspace::default();
        let funnels = crate::data::template::four_r().unwrap();
        let mut changed = funnels[1].clone();
        changed.stages.retain(|stage| stage.id != slug("deals-4r.terms"));
        let at_work = deal(1, &["deals-4r.new", "deals-4r.terms"]);
        let lost = deal(2, &["deals-4r.new", "deals-4r.terms", "deals-4r.lost"]);
        let passed = deal(3, &["deals-4r.new", "deals-4r.terms", "deals-4r.agree"]);
        let deals = [at_work, lost, passed].map(Record::from);
        let records = funnels.into_iter().map(Record::from).chain(deals).collect();
        let context = |now| Context { now: Moment(now), by: None, robot: None, entry: EntryId(7_000 + now as u128) };
        workspace.apply(Command::TakeIn(records), &context(9)).unwrap();
        let publish = Command::Publish {
            funnel: changed.into(),
            edition: EditionId(1),
            adoption: Adoption::AtOnce,
            moves: BTreeMap::from([(DealId(1), slug("deals-4r.agree"))]),
        };
        workspace.apply(publish, &context(10)).unwrap();
        let figures = |workspace: &Workspace, pipeline: &Pipeline| {
            let mut steps = Vec::new();
            workspace.deals().for_each(|deal| count(&mut steps, workspace, pipeline, deal));
            steps.into_iter().map(|step| (step.passed, step.decided)).collect::<Vec<_>>()
        };
        let live = |workspace: &Workspace| workspace.pipeline(slug("deals-4r")).unwrap().clone();
        // All three got past the first stage; only the third went on to «Согласовать».
        let steps = figures(&workspace, &live(&workspace));
        assert_eq!(steps, [(3, 3), (1, 1), (0, 0), (0, 0), (0, 0), (0, 0)]);
        // The first goes on from there, and is lost there.
        let loss = crate::domain::Loss {
            reason: None, words: "Купили у других поставщиков".into(), return_on: None
        };
        let answers = crate::domain::Answers { loss: Some(loss), ..Default::default() };
        let lose = Command::MoveDeal { deal: DealId(1), to: slug("deals-4r.lost"), answers };
        workspace.apply(lose, &context(11)).unwrap();
        let steps = figures(&workspace, &live(&workspace));
        assert_eq!(steps, [(3, 3), (1, 1), (0, 1), (0, 0), (0, 0), (0, 0)]);
        // By the edition that was in force: two got to «Обсудить условия», and one of the two was lost there.
        let then = workspace.editions(slug("deals-4r"))[0].funnel.clone();
        let steps = figures(&workspace, &then);
        assert_eq!(steps, [(3, 3), (1, 2), (1, 1), (0, 1), (0, 0), (0, 0), (0, 0)]);
    }

    #[test]
    fn who_waits_in_a_funnel_of_refusals_is_not_decided() {
        let slug = |name| Slug::new(name).unwrap();
        let mut workspace = Workspace::default();
        let mut funnels = crate::data::template::four_r().unwrap();
        funnels[1].refusals = true;
        let waits = deal(1, &["leads-4r.new", "leads-4r.mql", "deals-4r.new"]);
        let lost = deal(2, &["leads-4r.new", "leads-4r.mql", "deals-4r.new", "deals-4r.lost"]);
        let leads = funnels[0].clone();
        let records = funnels.into_iter().map(Record::from).chain([waits, lost].map(Record::from)).collect();
        let context = Context { now: Moment(9), by: None, robot: None, entry: EntryId(1) };
        workspace.apply(Command::TakeIn(records), &context).unwrap();
        assert!(workspace.pipeline(slug("deals-4r")).unwrap().refusals);
        let mut steps = Vec::new();
        workspace.deals().for_each(|deal| count(&mut steps, &workspace, &leads, deal));
        assert_eq!(steps.iter().map(|step| (step.passed, step.decided)).collect::<Vec<_>>(), [(2, 2), (0, 1), (0, 0)]);
    }

    #[test]
    fn few_deals_make_no_share() {
        assert_eq!(Step { passed: 9, decided: 9 }.share(), None);
        assert_eq!(Step { passed: 4, decided: 10 }.share(), Some(0.4));
    }
}
