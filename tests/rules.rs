//! Every rule of docs/rules.md holds: its cases are in `tests/rules`, one file per rule, named by its number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "support/asked.rs"]
mod asked;
#[path = "support/case.rs"]
mod case;
#[path = "support/customer_case.rs"]
mod customer_case;
#[path = "support/file_case.rs"]
mod file_case;
#[path = "support/given.rs"]
mod given;
#[path = "support/hypothesis_case.rs"]
mod hypothesis_case;
#[path = "support/rates_case.rs"]
mod rates_case;
#[path = "support/robots_case.rs"]
mod robots_case;
mod support;
#[path = "support/warming_case.rs"]
mod warming_case;
#[path = "support/written.rs"]
mod written;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use case::Rule;
use voronka::domain::{FourR, Freedom, Pipeline};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/rules.md")).unwrap()
}

/// The sentences of the page by number, in the order in which they stand there.
fn sentences() -> Vec<(usize, String)> {
    let numbered = |line: &str| {
        let (number, sentence) = line.split_once(". ")?;
        Some((number.parse().ok()?, sentence.to_owned()))
    };
    page().lines().filter_map(numbered).collect()
}

/// The files of cases by the number in their names.
fn files() -> Vec<(usize, PathBuf, Rule)> {
    let mut files: Vec<_> = fs::read_dir(root().join("tests/rules"))
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let number = name.split_once('-').and_then(|(number, _)| number.parse().ok());
            let number = number.unwrap_or_else(|| panic!("{name} does not begin with the number of a rule"));
            let text = fs::read_to_string(&path).unwrap();
            let rule = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{name}: {why}"));
            (number, path, rule)
        })
        .collect();
    files.sort_by_key(|(number, ..)| *number);
    files
}

#[test]
fn every_rule_holds() {
    let sentences: BTreeMap<_, _> = sentences().into_iter().collect();
    let mut failures = Vec::new();
    let mut count = 0;
    for (number, path, rule) in files() {
        for case in &rule.cases {
            count += 1;
            if let Err(why) = case.run() {
                let sentence = sentences.get(&number).map_or("no such rule", String::as_str);
                failures.push(format!("{number}. {sentence}\n   {}: «{}»\n   {why}", path.display(), case.name));
            }
        }
    }
    println!("{count} cases of {} rules", sentences.len());
    assert!(failures.is_empty(), "{} of {count} cases fail:\n\n{}\n", failures.len(), failures.join("\n\n"));
}

#[test]
fn every_rule_has_its_number_its_file_and_cases_of_both_kinds() {
    let numbers: Vec<_> = sentences().iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "rules are numbered from 1 without gaps");
    let files = files();
    assert_eq!(files.iter().map(|(number, ..)| *number).collect::<Vec<_>>(), numbers, "a file for each rule");
    for (number, path, rule) in files {
        assert_eq!(rule.rule, number, "{}", path.display());
        let through = rule.cases.iter().filter(|case| case.goes_through()).count();
        let stopped = rule.cases.len() - through;
        match rule.one_sided {
            None => assert!(through > 0 && stopped > 0, "{}: {through} go through, {stopped} don't", path.display()),
            Some(why) => assert!((through > 0) != (stopped > 0), "{}: not one-sided ({why})", path.display()),
        }
    }
}

/// The table at the end of the page says of the template what the template says of itself.
#[test]
fn the_page_shows_the_4r_funnels_as_they_come() {
    let page = page();
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(2);
    let rows: Vec<Vec<&str>> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let shown: Vec<_> = support::four_r().iter().map(row).collect();
    assert_eq!(rows, shown);
}

fn row(funnel: &Pipeline) -> Vec<String> {
    let free = |freedom| match freedom {
        Freedom::Free => "free",
        Freedom::WithReason => "with a reason",
        Freedom::Forbidden => "forbidden",
    };
    let list = |names: Vec<&str>| if names.is_empty() { "none".to_owned() } else { names.join("; ") };
    vec![
        funnel.name.ru.clone(),
        if funnel.ordered { "yes" } else { "no" }.into(),
        free(funnel.policy.usual.skip).into(),
        free(funnel.policy.usual.back).into(),
        match funnel.policy.usual.unproved {
            Freedom::Forbidden => "asked for",
            freedom => free(freedom),
        }
        .into(),
        list(funnel.stages.iter().map(|stage| stage.name.ru.as_str()).collect()),
        list(funnel.ends.iter().map(|end| end.name.ru.as_str()).collect()),
    ]
}

/// What the articles ask of the funnels beyond their names: stages in sequence and never skipped, each with the
/// buyer's action beside the name; baskets without order; a funnel of scores without stages.
#[test]
fn the_4r_funnels_are_what_the_articles_ask_for() {
    let funnels = support::four_r();
    let places: Vec<_> = funnels.iter().map(|funnel| funnel.four_r).collect();
    assert_eq!(places, [FourR::Leads, FourR::Deals, FourR::Refresh, FourR::Return].map(Some));
    for funnel in &funnels {
        let sequence = matches!(funnel.four_r, Some(FourR::Leads | FourR::Deals));
        assert_eq!(funnel.ordered, sequence, "{}", funnel.id);
        assert_eq!(
            funnel.policy.usual.skip,
            if sequence { Freedom::Forbidden } else { Freedom::Free },
            "{}",
            funnel.id
        );
        for stage in &funnel.stages {
            assert!(!stage.evidence.is_empty(), "{} has no proof of the buyer's action", stage.id);
            assert!(!stage.loss_reasons.is_empty(), "{} has no reason why buyers stop", stage.id);
            for (name, action) in [(&stage.name.ru, &stage.buyer_action.ru), (&stage.name.en, &stage.buyer_action.en)] {
                assert!(!action.is_empty() && action != name, "{} does not say what the buyer does", stage.id);
            }
        }
    }
    let deals = funnels.iter().find(|funnel| funnel.four_r == Some(FourR::Deals)).unwrap();
    assert_eq!(deals.stages.iter().filter(|stage| stage.key_stage).count(), 1, "Сделки has one key stage");
    assert!(deals.ends.iter().any(|end| end.asks_reason && end.asks_return), "Сделки has a conditional refusal");
}
