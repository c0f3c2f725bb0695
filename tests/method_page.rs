//! docs/method.md says of every number where it is and what shows it: each number once, and every file is there.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_number_has_a_row_and_every_file_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/method.md")).unwrap();
    let mut named = BTreeSet::new();
    for row in page.lines().filter(|line| line.starts_with("| ")).skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, what, screen, tests] = cells[..] else { panic!("{row}: four cells") };
        assert!(named.insert(number.to_owned()), "{number} stands there twice");
        assert!(!what.is_empty() && !screen.is_empty(), "{number} says nothing");
        let files: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!files.is_empty(), "{number} is shown by nothing");
        for file in files {
            assert!(root.join(file).exists(), "{number}: there is no {file}");
        }
    }
    let run = |article: u8, from: u8, to: u8| (from..=to).map(move |number| format!("{article}.{number}"));
    let asked = run(0, 1, 12).chain(run(0, 17, 17)).chain(run(1, 2, 16)).chain(run(1, 23, 30));
    let asked = asked.chain(run(2, 1, 4)).chain(run(2, 8, 10)).chain(run(2, 14, 14));
    let beyond = ["U1", "U8", "U9", "U16", "U19", "U23"].map(str::to_owned);
    assert_eq!(named, asked.chain(beyond).collect::<BTreeSet<_>>());
}
