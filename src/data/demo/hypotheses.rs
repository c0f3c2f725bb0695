//! The hypotheses of the example company: one that runs and two that are over. Deals are divided as the desk divides them,
//! in the order in which they came to the stage, so what came of each is what the deals say, little or much.
//! Deliberately not here: what the hypotheses are (`content`), what came of them (`insight::trial`).

use std::collections::BTreeMap;

use super::content::{Content, Idea};
use super::diary::Diary;
use super::wording::Wording;
use super::{DemoProblem, Ids, Language};
use crate::domain::{Deal, DealId, Ended, Handling, Hypothesis, HypothesisId, Pipeline, Record, Role, Slug, Trial};
use crate::domain::{Member, Moment};

/// The hypotheses as records to take in after those of the company, which are `company`. The same company, seed and now give
/// the same records; nothing lies in the future. `content` is the text of `content/demo.json`.
///
/// # Errors
/// What is wrong with the content: a stage that no funnel has.
pub fn hypotheses(
    content: &str,
    company: &[Record],
    language: Language,
    now: Moment,
    offset_minutes: i32,
    seed: u64,
) -> Result<Vec<Record>, DemoProblem> {
    let content = Content::read(content)?;
    let diary = Diary::new(now, offset_minutes);
    let wording = Wording { language, words: &content.words, diary: &diary };
    let mut ids = Ids::told_last(seed);
    let told = content.hypotheses.iter().map(|idea| told(idea, company, wording, &mut ids));
    told.map(|idea| Ok(idea?.into())).collect()
}

fn told(idea: &Idea, company: &[Record], wording: Wording<'_>, ids: &mut Ids) -> Result<Hypothesis, DemoProblem> {
    let mut funnels = company.iter().filter_map(|record| match record {
        Record::Pipeline(funnel) => Some(&**funnel),
        _ => None,
    });
    let funnel = funnels.find(|funnel| funnel.position(idea.stage).is_some());
    let funnel = funnel.ok_or_else(|| DemoProblem::unknown("stage", idea.stage.as_str()))?;
    let head = company.iter().find_map(|record| match record {
        Record::Member(member) if member.role == Some(Role::Head) => Some(Member::clone(member).id),
        _ => None,
    });
    let at = |days: i64| wording.diary.moment(wording.diary.days_ago(days, 300));
    let (began, ended) = (at(idea.began), idea.ended.as_ref().map(|end| (at(end.days), end)));
    let until = ended.map_or(Moment(i64::MAX), |(at, _)| at);
    let deals = match idea.trial {
        Trial::Alternating => sides(company, funnel, idea.stage, began, until),
        Trial::BeforeAfter => BTreeMap::new(),
    };
    Ok(Hypothesis {
        id: HypothesisId(ids.next()),
        name: wording.say(&idea.name),
        because: wording.say(&idea.because),
        stage: idea.stage,
        aim: idea.aim,
        trial: idea.trial,
        hoped: idea.hoped,
        began,
        ended: ended.map(|(at, end)| Ended { at, kept: end.kept, words: wording.say(&end.words) }),
        by: head,
        deals,
    })
}

/// Every other deal that came to the stage for the first time between two moments, in the order of their coming.
fn sides(
    company: &[Record],
    funnel: &Pipeline,
    stage: Slug,
    from: Moment,
    until: Moment,
) -> BTreeMap<DealId, Handling> {
    let first = |deal: &Deal| {
        let reached = deal.history.iter().find(|entry| funnel.position(entry.to) >= funnel.position(stage))?;
        (reached.to == stage && reached.at >= from && reached.at <= until).then_some((reached.at, deal.id))
    };
    let mut came: Vec<(Moment, DealId)> = company
        .iter()
        .filter_map(|record| match record {
            Record::Deal(deal) => first(deal),
            _ => None,
        })
        .collect();
    came.sort_unstable();
    let turns = [Handling::AsBefore, Handling::Changed].into_iter().cycle();
    came.into_iter().map(|(_, deal)| deal).zip(turns).collect()
}
