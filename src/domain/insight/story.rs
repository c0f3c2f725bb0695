//! The story of one deal: what happened to it and when, how long it stood where, and where it goes on.
//! Read from history, proofs and activities (I4).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::calendar::working_days;
use crate::domain::{
    Activity, Attachment, Deal, Evidence, EvidenceKind, Field, FourR, Moment, Outcome, Pipeline, Proof, Question,
    RecordId, Schedule, Slug, Stage, StageEntry, Workspace,
};

/// Something that happened to a deal.
#[derive(Clone, Debug, PartialEq)]
pub enum Happened {
    /// It entered a stage, a basket or an end; the first entry has no place before it.
    Entered {
        /// The entry.
        entry: Box<StageEntry>,
        /// Working days on the place before it.
        after_days: i64,
    },
    /// The buyer's action got its proof, which says so much.
    Proved(Slug, Proof),
    /// Something passed between the seller and the buyer, and these proofs were written down with it.
    Talked(Arc<Activity>, Vec<Slug>),
    /// A file was added.
    Attached(Arc<Attachment>),
}

/// Everything that happened to a deal, newest first; working days are those of the company.
pub fn story(workspace: &Workspace, deal: &Deal, schedule: &Schedule) -> Vec<(Moment, Happened)> {
    let mut before = None;
    let mut told: Vec<(Moment, Happened)> = Vec::with_capacity(deal.history.len() + deal.proofs.len());
    for entry in &deal.history {
        let after_days = before.map_or(0, |before| working_days(before, entry.at, schedule));
        before = Some(entry.at);
        told.push((entry.at, Happened::Entered { entry: Box::new(entry.clone()), after_days }));
    }
    let activities = workspace.of(deal.id).filter_map(|id| match id {
        RecordId::Activity(id) => workspace.activity(id),
        _ => None,
    });
    let mut proofs: BTreeMap<Slug, &Proof> = deal.proofs.iter().map(|(&id, proof)| (id, proof)).collect();
    let mut talks = Vec::new();
    for activity in activities {
        let shown: Vec<Slug> = proofs.iter().filter(|(_, proof)| told_by(activity, proof)).map(|(&id, _)| id).collect();
        proofs.retain(|id, _| !shown.contains(id));
        talks.push((activity.at, Happened::Talked(Arc::clone(activity), shown)));
    }
    told.extend(proofs.into_iter().map(|(id, proof)| (proof.at, Happened::Proved(id, proof.clone()))));
    told.extend(talks);
    let files = workspace.of(deal.id).filter_map(|id| match id {
        RecordId::Attachment(id) => workspace.attachment(id),
        _ => None,
    });
    told.extend(files.map(|file| (file.at, Happened::Attached(Arc::clone(file)))));
    // Sorting keeps the order of equals: of two things in one millisecond the later told comes first.
    told.reverse();
    told.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    told
}

/// Whether a proof was written down together with a talk: in its words, in one go.
fn told_by(activity: &Activity, proof: &Proof) -> bool {
    /// One go takes less than this, in milliseconds.
    const ONE_GO: u64 = 5_000;
    let close = proof.at.0.abs_diff(activity.at.0) < ONE_GO;
    close && proof.by == activity.by && !proof.words.is_empty() && proof.words == activity.text
}

/// The pieces of evidence of a stage that what the buyer has just said may be: not there yet, and neither a file nor a
/// date nor money, which have to come themselves.
pub fn provable<'a>(stage: &'a Stage, deal: &'a Deal) -> impl Iterator<Item = &'a Evidence> {
    let by_words = |kind| !matches!(kind, EvidenceKind::File | EvidenceKind::Date | EvidenceKind::Payment);
    let open = stage.evidence.iter().filter(|evidence| !deal.proofs.contains_key(&evidence.id));
    open.filter(move |evidence| by_words(evidence.kind))
}

/// Working days that a deal has spent on each place, all its visits together, until now, by the company's working time.
pub fn stays(deal: &Deal, now: Moment, schedule: &Schedule) -> BTreeMap<Slug, i64> {
    let mut days: BTreeMap<Slug, i64> = BTreeMap::new();
    let leaves = deal.history.iter().skip(1).map(|entry| entry.at).chain([now]);
    for (entry, left) in deal.history.iter().zip(leaves) {
        *days.entry(entry.to).or_default() += working_days(entry.at, left, schedule);
    }
    days
}

/// The stage on which a deal stands, as the edition of its funnel has it by which the deal is left; none for a closed one.
pub fn stands(workspace: &Workspace, deal: &Deal) -> Option<Stage> {
    let funnel = workspace.pipeline_of(deal.stage)?;
    let live = funnel.stage(deal.stage)?;
    Some(workspace.edition_for(deal, funnel, true).stage(deal.stage).unwrap_or(live).clone())
}

/// The first thing that `read` finds in a funnel as it is, or else as one was before it was changed: history names stages,
/// proofs and reasons that are gone.
pub fn ever<T>(workspace: &Workspace, read: impl Fn(&Pipeline) -> Option<T>) -> Option<T> {
    let past = || workspace.pipelines().flat_map(|funnel| workspace.editions(funnel.id).into_iter().rev());
    let live = workspace.pipelines().find_map(|funnel| read(funnel));
    live.or_else(|| past().find_map(|edition| read(&edition.funnel)))
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
pub fn unproved<'a>(stage: &'a Stage, deal: &'a Deal) -> impl Iterator<Item = &'a Evidence> {
    stage.evidence.iter().filter(|evidence| evidence.required && !deal.proofs.contains_key(&evidence.id))
}

/// The questions of qualification that a deal has met, each with the field that holds its answer: those of its funnel,
/// and those of other funnels as far as they are answered.
pub fn questions_of(workspace: &Workspace, deal: &Deal) -> Vec<(Question, Field)> {
    let own = workspace.pipeline_of(deal.stage).map(|funnel| funnel.id);
    let mut funnels: Vec<&Arc<Pipeline>> = workspace.pipelines().collect();
    funnels.sort_by_key(|funnel| Some(funnel.id) != own);
    let asked = funnels.into_iter().flat_map(|funnel| {
        let each = funnel.questions.iter().map(|question| (question.clone(), question.field(funnel.id)));
        each.filter(move |(_, field)| Some(funnel.id) == own || deal.has(field.id))
    });
    asked.collect()
}

/// The data that the stages of a funnel ask for to enter or to leave, each once, in the order in which it is asked.
pub fn data_of(pipeline: &Pipeline) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    let asked = pipeline.stages.iter().flat_map(|stage| stage.required_fields.iter().chain(&stage.exit_fields));
    for field in asked {
        if found.iter().all(|known| known.id != field.id) {
            found.push(field.clone());
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
        let told = story(&workspace, workspace.deal(DealId(1)).unwrap(), &Schedule::default());
        assert_eq!(told.iter().map(|(at, _)| at.0 / DAY).collect::<Vec<_>>(), [5, 3, 2, 1]);
        assert!(matches!(&told[0].1, Happened::Entered { entry, after_days: 2 } if entry.to == slug("deals-4r.terms")));
        assert!(matches!(&told[1].1, Happened::Talked(..)));
        assert!(
            matches!(&told[2].1, Happened::Proved(id, proof) if *id == slug("deals-4r.new.0") && proof.words.is_empty())
        );
        assert!(matches!(&told[3].1, Happened::Entered { entry, after_days: 0 } if entry.from.is_none()));
    }

    #[test]
    fn days_of_all_visits_together() {
        let mut workspace = desk();
        go(&mut workspace, 3 * DAY, "deals-4r.terms");
        go(&mut workspace, 7 * DAY, "deals-4r.new");
        go(&mut workspace, 8 * DAY, "deals-4r.terms");
        // From Friday to Sunday, to Thursday and to Friday, then until Sunday, at midnight each.
        let days = stays(workspace.deal(DealId(1)).unwrap(), Moment(10 * DAY + 5), &Schedule::default());
        assert_eq!(days, BTreeMap::from([(slug("deals-4r.new"), 2), (slug("deals-4r.terms"), 4)]));
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
