//! The adviser: the shipped funnels pass it, and for every rule a funnel, or a past, with exactly that fault is caught,
//! and one just below the threshold is not. What is mended is not found again.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

#[path = "adviser/around.rs"]
mod around;
#[path = "adviser/form.rs"]
mod form;
#[path = "adviser/history.rs"]
mod history;

use std::sync::Arc;

use support::{DAY_0, FACTORY, context, day, desk, slug};
use voronka::data::template;
use voronka::domain::insight::adviser::{Fault, Finding, Mend, Severity, findings};
use voronka::domain::reshape::Names;
use voronka::domain::{
    Cause, Command, Deal, DealId, EntryId, Loss, Moment, Pipeline, Record, Schedule, Slug, StageEntry, Workspace, Zone,
};

const ZONE: i32 = 180;

/// The day on which the adviser is asked: 1 January 2028, long after every deal began.
const NOW: i64 = 487;

fn library() -> Vec<Pipeline> {
    template::library(include_str!("../public/content/funnels.json")).unwrap()
}

/// A shipped funnel.
fn shipped(id: &str) -> Pipeline {
    let all = template::four_r().unwrap().into_iter().chain(library());
    all.into_iter().find(|funnel| funnel.id.as_str() == id).unwrap()
}

/// What the adviser says of a funnel.
fn says(workspace: &Workspace, funnel: &Pipeline) -> Vec<Finding> {
    findings(workspace, funnel, day(NOW), &Arc::new(Schedule::usual(Zone::fixed(ZONE))))
}

/// The findings of one rule.
fn of(workspace: &Workspace, funnel: &Pipeline, rule: &str) -> Vec<Finding> {
    says(workspace, funnel).into_iter().filter(|finding| finding.fault.rule() == rule).collect()
}

/// Asserts that the funnel has exactly this one finding of the rule, at this place.
fn caught(workspace: &Workspace, funnel: &Pipeline, rule: &str, place: Option<&str>) -> Finding {
    let mut found = of(workspace, funnel, rule);
    assert_eq!(found.len(), 1, "{rule}: {found:?}");
    assert_eq!(found[0].place, place.map(slug), "{rule}");
    found.remove(0)
}

fn names() -> Names {
    Names::new(&desk(Vec::new()), 1)
}

/// The funnel after a mend.
fn mended(finding: &Finding, funnel: &Pipeline) -> Pipeline {
    finding.mend.as_ref().unwrap().apply(funnel, &library(), &mut names()).unwrap()
}

/// Asserts that the mend does away with the finding and brings no error in its place.
fn helps(workspace: &Workspace, finding: &Finding, funnel: &Pipeline) -> Pipeline {
    let after = mended(finding, funnel);
    let rule = finding.fault.rule();
    let left: Vec<_> = says(workspace, &after);
    let same = |other: &&Finding| other.fault.rule() == rule && other.place == finding.place;
    assert_eq!(left.iter().find(same), None, "{rule}");
    let errors = |found: &[Finding]| found.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert!(errors(&left) <= errors(&says(workspace, funnel)), "{rule}: {left:?}");
    after
}

/// One entry of a past: where, on which day, and why the buyer stopped.
type At<'a> = (&'a str, f64, Option<&'a str>);

/// A deal with this past.
fn gone(id: u128, past: &[At<'_>]) -> Deal {
    let mut deal = support::deal(id, &[slug(past[0].0)]);
    let mut from = None;
    deal.history.clear();
    for (at, &(place, when, loss)) in past.iter().enumerate() {
        let loss = loss.map(|loss| match Slug::new(loss) {
            Ok(reason) if loss.contains('.') => Loss { reason: Some(reason), words: String::new(), return_on: None },
            _ => Loss { reason: None, words: loss.to_owned(), return_on: None },
        });
        #[expect(clippy::cast_possible_truncation, reason = "a day of a test")]
        let at_ms = Moment(DAY_0.0 + (when * 86_400_000.0) as i64);
        deal.history.push(StageEntry {
            id: EntryId(id * 1_000 + at as u128),
            from,
            to: slug(place),
            at: at_ms,
            by: None,
            why: None,
            loss,
            cause: Cause::Hand,
        });
        from = Some(slug(place));
    }
    deal.stage = slug(past[past.len() - 1].0);
    deal
}

/// A desk with these funnels and deals that went these ways.
fn after(funnels: Vec<Pipeline>, pasts: &[Vec<At<'_>>]) -> Workspace {
    let mut workspace = desk(funnels);
    let deals = pasts.iter().enumerate().map(|(id, past)| Record::from(gone(id as u128 + 1, past)));
    workspace.apply(Command::TakeIn(deals.collect()), &context(0, NOW)).unwrap();
    workspace
}

/// So many of the same.
fn times<'a>(count: usize, past: &[At<'a>]) -> Vec<Vec<At<'a>>> {
    vec![past.to_vec(); count]
}

#[test]
fn the_shipped_funnels_pass_in_an_empty_workspace() {
    for funnel in template::four_r().unwrap().into_iter().chain(library()) {
        let mut workspace = desk(template::four_r().unwrap());
        let taken = Command::TakeIn(vec![funnel.clone().into()]);
        workspace.apply(taken, &context(1, 0)).unwrap();
        for finding in says(&workspace, &funnel) {
            // Worth a look before the first sale: where a customer goes after it.
            assert_eq!(finding.fault, Fault::NoNextHome, "{}", funnel.id);
            assert_eq!((finding.severity, finding.mend), (Severity::Hint, Some(Mend::Adopt(slug("regular")))));
        }
    }
}

#[test]
fn the_shipped_funnels_pass_as_drafts_too() {
    for funnel in library() {
        let found = says(&desk(Vec::new()), &funnel);
        assert!(found.iter().all(|finding| finding.severity == Severity::Hint), "{}: {found:?}", funnel.id);
    }
}

#[test]
fn what_matters_most_comes_first() {
    let mut funnel = shipped("deals-4r");
    funnel.stages[6].buyer_action = "Отгрузить заказ".into();
    funnel.stages[2].evidence.clear();
    funnel.stages[0].loss_reasons.clear();
    let found = says(&desk(vec![funnel.clone()]), &funnel);
    let rules: Vec<_> = found.iter().map(|finding| finding.fault.rule()).collect();
    assert_eq!(rules, ["no-loss-reasons", "no-evidence", "manager-worded", "no-next-home"]);
}

#[test]
fn a_draft_sees_the_past_of_the_stages_that_it_keeps() {
    let live = shipped("deals-4r");
    let mut draft = live.clone();
    draft.stages.remove(4);
    draft.stages[2].norm_days = 1;
    let workspace = after(vec![live], &times(30, &[("deals-4r.quote", 0.0, None), ("deals-4r.agree", 14.0, None)]));
    let found = caught(&workspace, &draft, "norm-too-short", Some("deals-4r.quote"));
    assert_eq!(found.fault, Fault::NormTooShort(1, 10));
}

#[test]
fn deals_of_other_funnels_say_nothing() {
    let workspace = after(
        vec![shipped("deals-4r"), shipped("b2c-short")],
        &times(40, &[("b2c-short.asked", 0.0, None), ("b2c-short.lost", 1.0, Some("Нет"))]),
    );
    let found = says(&workspace, &shipped("deals-4r"));
    let rules: Vec<_> = found.iter().map(|finding| finding.fault.rule()).collect();
    assert_eq!(rules, ["nothing-enters", "no-next-home"]);
    assert!(workspace.deals().all(|deal| deal.customer == Some(FACTORY) && deal.id > DealId(0)));
}
