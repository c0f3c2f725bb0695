//! Copies that stand in files: what was written once is read for ever, and what another program has encrypted is opened.

use voronka::data::copy::{Problem, SHAPE, Sealed};

use crate::read;

const PLAIN: &str = include_str!("../fixtures/copies/version_1.json");
const SEALED: &str = include_str!("../fixtures/copies/sealed_by_node.json");

#[test]
fn the_first_version_is_read_for_ever() {
    let copy = read(PLAIN);
    assert_eq!((copy.damage, copy.unread, copy.len()), (None, 0, 7));
    assert_eq!(copy.header.company.as_deref(), Some("Приборы"));
    assert_eq!(copy.header.counts["pipeline"], 1);
    for later in ["ship:1", "customer:01KJZ5N3B0000000000000000C"] {
        assert!(copy.beyond.iter().any(|entry| entry.id == later), "{later}");
    }
}

/// The cipher is the browser's: `tests/browser_copies.rs` opens it. The envelope is ours.
#[test]
fn an_envelope_of_another_program_is_read() {
    assert!(Sealed::begins(SEALED.as_bytes()));
    let opened = Sealed::open(SEALED).unwrap();
    assert_eq!((opened.iterations, opened.salt.len(), opened.iv.len(), opened.whole), (600_000, 16, 12, true));
    assert_eq!(opened.body.len(), PLAIN.len() + 16, "the file and the mark of the cipher");
    assert_eq!(Sealed::open(PLAIN), Err(Problem::NotACopy));
}

/// The shape that copies name is the latest of which records are kept as fixtures.
#[test]
fn copies_name_the_stored_shape_of_this_version() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let stored = std::fs::read_dir(fixtures).unwrap().filter_map(|entry| {
        entry.unwrap().file_name().to_str().and_then(|name| name.strip_prefix("stored_v")?.parse().ok())
    });
    assert_eq!(stored.max(), Some(SHAPE));
}
