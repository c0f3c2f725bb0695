//! Files that go along with a copy: the same bytes come back, and what was changed on the way is not taken for them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use voronka::data::copy::{Copy, Damage, Entry, Way, What, Writer, contents_lines};
use voronka::domain::{Attachment, AttachmentId, Checksum, CustomerId, Holder, Record, Workspace};

use crate::support::{self, random};
use crate::{copied, header, read, read_in, restored};

fn checksum(bytes: &[u8]) -> Checksum {
    Checksum(Sha256::digest(bytes).into())
}

/// A desk with these files, each with a customer.
fn desk(files: &[(Attachment, Vec<u8>)]) -> Workspace {
    let mut desk = support::desk(support::four_r());
    let mut records = vec![Record::from(support::customer(1, "Завод"))];
    for (id, (file, bytes)) in (1..).zip(files) {
        let (of, sha256, size) = (Holder::Customer(CustomerId(1)), checksum(bytes), bytes.len() as u64);
        records.push(Attachment { id: AttachmentId(id), of, sha256, size, by: None, ..file.clone() }.into());
    }
    desk.apply(voronka::domain::Command::TakeIn(records), &support::context(1, 0)).unwrap();
    desk
}

/// A copy of a desk with the contents of its files, each once.
fn with_files(desk: &Workspace, contents: &BTreeMap<Checksum, Vec<u8>>) -> String {
    let mut records: Vec<Record> = desk.records().collect();
    records.sort_by_key(|record| record.id().to_string());
    let (mut writer, mut text) = Writer::begin(&header());
    for record in &records {
        writer.record(&mut text, &Entry::from(record).line());
    }
    for (checksum, bytes) in contents {
        for line in contents_lines(*checksum, bytes) {
            writer.record(&mut text, &line);
        }
    }
    text + &writer.end()
}

fn contents(files: &[(Attachment, Vec<u8>)]) -> BTreeMap<Checksum, Vec<u8>> {
    files.iter().map(|(_, bytes)| (checksum(bytes), bytes.clone())).collect()
}

fn told(copy: &Copy) -> BTreeMap<Checksum, Vec<u8>> {
    copy.contents.iter().map(|(checksum, bytes)| (*checksum, Vec::clone(bytes))).collect()
}

proptest! {
    #![proptest_config(support::cases(64))]

    #[test]
    fn with_its_files_it_is_the_same_workspace_and_the_same_bytes(
        files in vec((random::desk::attachment(), vec(any::<u8>(), 1..60)), 0..6),
        piece in 1..300_usize,
    ) {
        let (desk, contents) = (desk(&files), contents(&files));
        let text = with_files(&desk, &contents);
        let copy = read_in(text.as_bytes(), piece).unwrap();
        prop_assert_eq!((copy.damage, copy.unread, copy.beyond.len()), (None, 0, 0));
        prop_assert_eq!(told(&copy), contents);
        let (after, plan) = restored(&Workspace::default(), &copy, Way::Replace);
        prop_assert!(after == desk && plan.kept.is_empty());
        // Written once more it is the same file.
        prop_assert_eq!(with_files(&after, &told(&copy)), text);
    }

    /// Whatever letter is another, no contents are taken for what they are not.
    #[test]
    fn what_was_changed_is_not_taken(bytes in vec(any::<u8>(), 30..60), at in any::<prop::sample::Index>()) {
        let files = [(support_file(), bytes)];
        let whole = contents(&files);
        let text = with_files(&desk(&files), &whole);
        let from = text.find("\"base64\":\"").unwrap() + 10;
        let length = text[from..].find('"').unwrap();
        let at = from + at.index(length);
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
        let copy = read_in(changed.as_bytes(), 512).unwrap();
        prop_assert!(copy.damage.is_some());
        prop_assert!(told(&copy).iter().all(|(known, bytes)| checksum(bytes) == *known));
        prop_assert!(copy.contents.is_empty() && copy.unread == 1 || told(&copy) == whole);
    }
}

fn support_file() -> Attachment {
    Attachment {
        id: AttachmentId(1),
        of: Holder::Customer(CustomerId(1)),
        name: "Смета.pdf".into(),
        media: "application/pdf".into(),
        size: 1,
        sha256: Checksum([0; 32]),
        at: support::day(1),
        by: None,
        caption: None,
        kind: voronka::domain::AttachmentKind::File,
    }
}

/// A large file is several lines; one of them missing, or in another place, is said, and the rest of the copy is read.
#[test]
fn a_large_file_comes_in_pieces() {
    let bytes: Vec<u8> = (0..=255).cycle().take(900_000).collect();
    let files = [(support_file(), bytes.clone()), (support_file(), b"second".to_vec())];
    let (desk, whole) = (desk(&files), contents(&files));
    let text = with_files(&desk, &whole);
    let lines: Vec<&str> = text.lines().collect();
    let pieces: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("{\"id\":\"contents:")).collect();
    assert_eq!(pieces.len(), 4);
    assert!(pieces.iter().all(|&at| lines[at].len() < 600_000));
    assert_eq!(told(&read(&text)), whole);
    let large = pieces.iter().copied().filter(|&at| lines[at].len() > 1_000).collect::<Vec<_>>();
    let mut without = lines.clone();
    without.remove(large[1]);
    let mut turned = lines.clone();
    turned.swap(large[0], large[1]);
    for broken in [without, turned] {
        let copy = read(&broken.join("\n"));
        assert_eq!(copy.damage, Some(Damage::Changed));
        assert_eq!(told(&copy), contents(&files[1..]));
        assert!(copy.troubles.iter().all(|trouble| trouble.what == What::Torn) && copy.unread > 0);
        assert!(copy.workspace == desk);
    }
}

#[test]
fn without_its_files_a_copy_says_which_they_were() {
    let files = [(support_file(), b"PDF".to_vec())];
    let desk = desk(&files);
    let copy = read(&copied(&desk));
    assert_eq!(copy.contents, BTreeMap::<Checksum, Arc<Vec<u8>>>::new());
    assert!(copied(&desk).contains(&format!("\"sha256\":\"{}\"", checksum(b"PDF"))));
    assert!(copy.workspace == desk);
}
