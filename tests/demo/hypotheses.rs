//! The hypotheses of the example: divided as the desk divides, over in the past, the same for everybody.

use voronka::data::demo::hypotheses;
use voronka::domain::insight::funnel::Reading;
use voronka::domain::insight::trial::{Course, Finding, Verdict, finding};
use voronka::domain::{Handling, Hypothesis, Trial};

use super::*;

/// The seed of the example that the application opens.
pub(super) const OPENED: u64 = 170;

fn told(seed: u64, language: Language, now: Moment) -> (Vec<Record>, Vec<Hypothesis>) {
    let company = records(CONTENT, language, now, ZONE, seed).unwrap();
    let told = hypotheses(CONTENT, &company, language, now, ZONE, seed).unwrap();
    let ideas = told.iter().filter_map(|record| match record {
        Record::Hypothesis(idea) => Some(Hypothesis::clone(idea)),
        _ => None,
    });
    (company, ideas.collect())
}

#[test]
fn one_runs_and_two_are_over() {
    for seed in SEEDS {
        let (company, ideas) = told(seed, Language::Ru, story());
        let running: Vec<_> = ideas.iter().filter(|idea| idea.ended.is_none()).collect();
        assert_eq!((ideas.len(), running.len()), (3, 1));
        let desk = opened([company, ideas.iter().cloned().map(Record::from).collect()].concat());
        for idea in &ideas {
            assert!(
                idea.began < story() && idea.ended.as_ref().is_none_or(|end| idea.began < end.at && end.at < story())
            );
            assert!(desk.pipeline_of(idea.stage).is_some() && idea.by.is_some() && idea.trial == Trial::Alternating);
            // In the order of coming every other deal is handled in the new way.
            let funnel = desk.pipeline_of(idea.stage).unwrap();
            let mut came: Vec<_> = idea
                .deals
                .iter()
                .map(|(deal, side)| {
                    let entries = &desk.deal(*deal).unwrap().history;
                    let first = entries.iter().find(|entry| funnel.position(entry.to) >= funnel.position(idea.stage));
                    let at = first.filter(|entry| entry.to == idea.stage).unwrap().at;
                    assert!(at >= idea.began && idea.ended.as_ref().is_none_or(|end| at <= end.at));
                    (at, *deal, *side)
                })
                .collect();
            came.sort_unstable();
            assert!(came.len() >= 20, "{} deals", came.len());
            for (at, (_, _, side)) in came.iter().enumerate() {
                assert_eq!(*side == Handling::Changed, at % 2 == 1);
            }
        }
        // Whoever stands there now is told how to be handled.
        let stage = running[0].stage;
        let handled = desk.deals().filter(|deal| deal.stage == stage && desk.handled(deal).is_some()).count();
        assert!(handled > 0);
    }
}

/// On whatever day of the week the example is opened.
#[test]
fn what_came_of_those_that_everybody_sees() {
    for day in 0..7 {
        let now = story().plus_days(day);
        let (company, ideas) = told(OPENED, Language::Ru, now);
        let desk = opened(company);
        let found = |idea: &Hypothesis| -> Finding {
            let funnel = desk.pipeline_of(idea.stage).unwrap();
            let mut reading = Reading::of(&desk, funnel, now).unwrap();
            desk.deals().for_each(|deal| reading.read(&desk, deal));
            finding(idea, funnel.position(idea.stage).unwrap(), &reading.journeys, &reading.deals, now.0)
        };
        let verdicts: Vec<Verdict> = ideas.iter().map(|idea| found(idea).verdict).collect();
        assert_eq!(
            verdicts,
            [Verdict::NotProven, Verdict::Looks(Course::Better), Verdict::NoEffect],
            "{day} days later"
        );
        let running = found(&ideas[0]);
        assert!(running.missing > 0 && running.weeks.is_some_and(|weeks| weeks > 1.0));
    }
}

#[test]
fn another_day_and_another_language_are_the_same_story() {
    let (_, here) = told(1, Language::Ru, story());
    let (_, there) = told(1, Language::En, local("2027-03-25 11:42"));
    for (one, other) in here.iter().zip(&there) {
        assert_eq!((one.id, one.stage, &one.deals), (other.id, other.stage, &other.deals));
        assert!(one.name != other.name && !other.name.is_empty());
    }
}

#[test]
fn a_stage_that_is_not_there_is_told() {
    let broken = CONTENT.replace(r#""stage": "deals-4r.quote", "aim""#, r#""stage": "deals-4r.nowhere", "aim""#);
    let company = company(1);
    let why = hypotheses(&broken, &company, Language::Ru, story(), ZONE, 1).unwrap_err();
    assert_eq!((why.place.as_str(), why.why.contains("nowhere")), ("stage", true));
}
