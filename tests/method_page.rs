//! docs/method.md keeps its word: every number of the method stands there once, and every file that it names exists.
#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/method.md")).unwrap()
}

/// The rows of the tables, without their heads.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let lines = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| number") && !line.starts_with("| ---"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// What stands in a text between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The files among it.
fn files(text: &str) -> impl Iterator<Item = &str> {
    quoted(text).filter(|name| ["src/", "tests/", "docs/"].iter().any(|root| name.starts_with(root)))
}

fn numbers() -> Vec<String> {
    let range = |article: u8, from: u8, to: u8| (from..=to).map(move |number| format!("{article}.{number}"));
    let articles = range(0, 1, 31).chain(range(1, 2, 16)).chain(range(1, 23, 30));
    let articles = articles.chain(range(2, 1, 4)).chain(range(2, 8, 10)).chain(range(2, 14, 14));
    articles.chain([1, 8, 9, 10, 11, 12, 13, 16, 19, 23].map(|number| format!("U{number}"))).collect()
}

#[test]
fn every_number_stands_there_once_in_order() {
    let page = page();
    let found: Vec<&str> = rows(&page).iter().map(|row| row[0]).collect();
    assert_eq!(found, numbers());
}

#[test]
fn every_row_says_what_where_and_what_shows_it() {
    for row in rows(&page()) {
        let [number, what, place, shown] = row[..] else { panic!("{row:?} has not four cells") };
        assert!(!what.is_empty() && !place.is_empty(), "{number}");
        let tests = files(shown).count();
        assert!(tests > 0, "{number}: nothing shows it");
        for file in files(shown) {
            let text = fs::read_to_string(root().join(file)).unwrap_or_else(|why| panic!("{number}: {file}: {why}"));
            let is_test = file.starts_with("tests/rules/")
                || ["#[test]", "proptest!", "test("].iter().any(|mark| text.contains(mark));
            assert!(is_test, "{number}: {file} has no test");
        }
    }
}

#[test]
fn every_file_that_it_names_exists() {
    let page = page();
    let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, line) in page.lines().enumerate() {
        missing.extend(files(line).filter(|file| !root().join(file).exists()).map(|file| (file, at + 1)));
    }
    assert!(missing.is_empty(), "by the line that names them: {missing:?}");
}
