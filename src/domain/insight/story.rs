//! The story of one deal: what happened to it and when, how long it stood where, and where it goes on.
//! Read from history, proofs and activities (I4).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{
    Activity, Deal, Evidence, Field, FourR, Moment, Outcome, Pipeline, RecordId, Slug, StageEntry, Workspace,
};

/// Something that happened to a deal.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// It entered a stage, a basket or an end; the first entry has no place before it.
    Entered {
        /// The entry.
        entry: Box<StageEntry>,
        /// Whole days on the place before it.
        after_days: i64,
    },
    /// The buyer's action got its proof.
    Proved(Slug),
    /// Something passed between the seller and the buyer.
    Talked(Arc<Activity>),
}

/// Everything that happened to a deal, newest first.
pub fn story(workspace: &Workspace, deal: &Deal) -> Vec<(Moment, Happened)> {
    let mut before = None;
    let mut told: Vec<(Moment, Happened)> = Vec::with_capacity(deal.history.len() + deal.proofs.len());
    for entry in &deal.history {
        let after_days = before.map_or(0, |before| entry.at.days_since(before));
        before = Some(entry.at);
        told.push((entry.at, Happened::Entered { entry: Box::new(entry.clone()), after_days }));
    }
    told.extend(deal.proofs.iter().map(|(&id, proof)| (proof.at, Happened::Proved(id))));
    let activities = workspace.of(deal.id).filter_map(|id| match id {
        RecordId::Activity(id) => workspace.activity(id),
        _ => None,
    });
    told.extend(activities.map(|activity| (activity.at, Happened::Talked(Arc::clone(activity)))));
    // Sorting keeps the order of equals: of two things in one millisecond the later told comes first.
    told.reverse();
    told.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    told
}

/// Whole days that a deal has spent on each place, all its visits together, until now.
pub fn stays(deal: &Deal, now: Moment) -> BTreeMap<Slug, i64> {
    let mut days: BTreeMap<Slug, i64> = BTreeMap::new();
    let leaves = deal.history.iter().skip(1).map(|entry| entry.at).chain([now]);
    for (entry, left) in deal.history.iter().zip(leaves) {
        *days.entry(entry.to).or_default() += left.days_since(entry.at);
    }
    days
}

/// Where a deal goes on: the next stage, the won end after the last one, and for a lead the first stage of «Сделки».
/// None for a deal that is closed or lies in a basket.
pub fn onward(workspace: &Workspace, deal: &Deal) -> Option<Slug> {
    let pipeline = workspace.pipeline_of(deal.stage)?;
    // By the edition by which the deal goes, as far as its stages are still there.
    let book = workspace.edition_for(deal, pipeline, false);
    let at = book.position(deal.stage).filter(|_| book.ordered)?;
    let next = book.stages[at + 1..].iter().map(|stage| stage.id).find(|&stage| pipeline.position(stage).is_some());
    let deals = || workspace.four_r(FourR::Deals).and_then(|deals| deals.stages.first()).map(|stage| stage.id);
    let won = || pipeline.end_with(Outcome::Won).map(|end| end.id);
    next.or_else(|| if pipeline.four_r == Some(FourR::Leads) { deals() } else { won() })
}

/// The required proofs of the stage on which a deal stands that are not there yet.
pub fn unproved<'a>(pipeline: &'a Pipeline, deal: &'a Deal) -> impl Iterator<Item = &'a Evidence> {
    let evidence = pipeline.stage(deal.stage).into_iter().flat_map(|stage| &stage.evidence);
    evidence.filter(|evidence| evidence.required && !deal.proofs.contains_key(&evidence.id))
}

/// The data and the answers that the stages of a funnel ask for, each once, in the order in which they are asked.
pub fn data_of(pipeline: &Pipeline) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    for stage in &pipeline.stages {
        for field in pipeline.needed(stage).into_iter().chain(stage.exit_fields.iter().cloned()) {
            if found.iter().all(|known| known.id != field.id) {
                found.push(field);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::template;
    use crate::domain::{ActivityId, ActivityKind, Answers, Command, Context, DealDraft, DealId, EntryId, Record};

    const DAY: i64 = 86_400_000;

    fn slug(name: &str) -> Slug {
        Slug::new(name).unwrap()
    }

    fn desk() -> Workspace {
        let mut workspace = Workspace::default();
        let funnels = template::four_r().unwrap().into_iter().map(Record::from).collect();
        apply(&mut workspace, 0, Command::TakeIn(funnels));
        let draft = DealDraft {
            id: DealId(1),
            title: "12 преобразователей".into(),
            customer: None,
            amount: None,
            stage: slug("deals-4r.new"),
            fields: BTreeMap::new(),
        };
        apply(&mut workspace, DAY, Command::AddDeal(draft));
        workspace
    }

    fn apply(workspace: &mut Workspace, now: i64, command: Command) {
        let context =
            Context { now: Moment(now), by: None, robot: None, entry: EntryId(u128::from(now.unsigned_abs())) };
        workspace.apply(command, &context).unwrap();
    }

    fn go(workspace: &mut Workspace, now: i64, to: &str) {
        let fields = ["task", "products", "start_date", "budget"].map(|name| (name.to_owned(), "да".to_owned()));
        let answers = Answers { fields: BTreeMap::from(fields), why: Some("так".into()), ..Answers::default() };
        apply(workspace, now, Command::MoveDeal { deal: DealId(1), to: slug(to), answers });
    }

    #[test]
    fn newest_first_with_the_days_before_each_move() {
        let mut workspace = desk();
        apply(
            &mut workspace,
            2 * DAY,
            Command::TickProof { deal: DealId(1), proof: slug("deals-4r.new.0"), words: Some(String::new()) },
        );
        go(&mut workspace, 5 * DAY, "deals-4r.terms");
        let call = Activity {
            id: ActivityId(9),
            deal: DealId(1),
            kind: ActivityKind::Call,
            text: "перезвонит".into(),
            at: Moment(3 * DAY),
            by: None,
        };
        apply(&mut workspace, 6 * DAY, Command::AddActivity { activity: call, keeps_plan: true });
        let told = story(&workspace, workspace.deal(DealId(1)).unwrap());
        assert_eq!(told.iter().map(|(at, _)| at.0 / DAY).collect::<Vec<_>>(), [5, 3, 2, 1]);
        assert!(matches!(&told[0].1, Happened::Entered { entry, after_days: 4 } if entry.to == slug("deals-4r.terms")));
        assert!(matches!(&told[1].1, Happened::Talked(_)));
        assert_eq!(told[2].1, Happened::Proved(slug("deals-4r.new.0")));
        assert!(matches!(&told[3].1, Happened::Entered { entry, after_days: 0 } if entry.from.is_none()));
    }

    #[test]
    fn days_of_all_visits_together() {
        let mut workspace = desk();
        go(&mut workspace, 3 * DAY, "deals-4r.terms");
        go(&mut workspace, 7 * DAY, "deals-4r.new");
        go(&mut workspace, 8 * DAY, "deals-4r.terms");
        let days = stays(workspace.deal(DealId(1)).unwrap(), Moment(10 * DAY + 5));
        assert_eq!(days, BTreeMap::from([(slug("deals-4r.new"), 3), (slug("deals-4r.terms"), 6)]));
    }

    #[test]
    fn the_way_on() {
        let mut workspace = desk();
        let next = |workspace: &Workspace| onward(workspace, workspace.deal(DealId(1)).unwrap());
        assert_eq!(next(&workspace), Some(slug("deals-4r.terms")));
        let stand = |workspace: &mut Workspace, stage: &str| {
            let mut deal = Deal::clone(workspace.deal(DealId(1)).unwrap());
            let last = deal.history.last().unwrap().clone();
            deal.history.push(StageEntry {
                id: EntryId(last.id.0 + 1),
                at: Moment(last.at.0 + 1),
                to: slug(stage),
                ..last
            });
            deal.stage = slug(stage);
            apply(workspace, DAY, Command::TakeIn(vec![deal.into()]));
        };
        for (stage, onto) in [
            ("deals-4r.shipped", Some("deals-4r.won")),
            ("leads-4r.sql", Some("deals-4r.new")),
            ("refresh-4r.timing", None),
            ("deals-4r.lost", None),
        ] {
            stand(&mut workspace, stage);
            assert_eq!(next(&workspace), onto.map(slug), "{stage}");
        }
    }
}
