//! Files that were cut, changed or written by hand: nothing panics, nothing broken is taken for whole, and what can be read
//! is read.

use proptest::prelude::*;
use serde_json::{Value, json};
use voronka::data::copy::{Damage, Entry, Problem, What};
use voronka::domain::{DealId, Record};

use crate::support::{self, slug};
use crate::{copied, read, read_in, restored, stands, world, written};

fn small() -> String {
    let mut desk = support::desk(support::four_r().into_iter().take(2).collect());
    let deals = (1..4).map(|id| Record::from(support::deal(id, &[slug("deals-4r.new"), slug("deals-4r.terms")])));
    let taken = voronka::domain::Command::TakeIn(deals.collect());
    desk.apply(taken, &support::context(1, 0)).unwrap();
    copied(&desk)
}

#[test]
fn a_copy_can_be_read_by_people() {
    let text = small();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..4], ["{", r#""format":"voronka-copy","#, r#""version":1,"#, r#""application":"0.1.0","#]);
    assert!(
        lines.iter().any(|line| line.starts_with(r#"{"id":"deal:00000000000000000000000002","kind":"deal","v":{"#))
    );
    assert_eq!(lines.last(), Some(&"}"));
    let whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["records"].as_array().unwrap().len(), lines.len() - 15);
    assert_eq!(read(&text).damage, None);
}

#[test]
fn blanks_between_tokens_are_nothing() {
    let text = small();
    let spread = text.replace(",\n", " ,\r\n\t ").replace("\"records\":", "\"records\" :\n\n ");
    assert_ne!(text, spread);
    let marked = format!("\u{feff}{spread}");
    for text in [spread, marked] {
        let copy = read(&text);
        assert_eq!((copy.damage, copy.unread), (None, 0));
        assert!(copy.workspace == read(&small()).workspace);
    }
}

#[test]
fn what_a_later_version_wrote_is_kept_and_told() {
    let mut deal = Entry::from(&Record::from(support::deal(1, &[slug("deals-4r.new")])));
    deal.v.insert("mood".into(), json!({"of": [1.5, "later"]}));
    deal.more.insert("paint".into(), json!("blue"));
    let ship: Entry = serde_json::from_value(json!({"id": "ship:1", "kind": "ship", "v": {"name": "Восток"}})).unwrap();
    let copy = read(&written([deal, ship.clone()]));
    assert_eq!((copy.damage, copy.unread, copy.len()), (None, 0, 1));
    assert_eq!(copy.beyond[1], ship);
    assert_eq!(copy.beyond[0].v, [("mood".to_owned(), json!({"of": [1.5, "later"]}))].into());
    assert_eq!(copy.beyond[0].more["paint"], "blue");
}

#[test]
fn a_removed_record_is_told_and_does_not_come() {
    let mut deal = Entry::from(&Record::from(support::deal(1, &[slug("deals-4r.new")])));
    deal.v.insert("deleted".into(), json!(true));
    let copy = read(&written([deal]));
    assert_eq!((copy.len(), copy.removed, copy.unread), (0, 1, 0));
    assert!(copy.is_empty());
}

#[test]
fn a_flipped_byte_costs_one_record_and_is_told_with_its_line() {
    let text = small();
    let line = 1 + text.lines().position(|line| line.contains("deal:00000000000000000000000002\",\"kind")).unwrap();
    for (from, to) in [
        (r#""kind":"deal""#, r#""kind":"deal"#),
        (r#""kind":"deal""#, r#""kind":deal""#),
        (r#""v":{"#, r#""v":"#),
        (r#""v":{"#, r#""v":{{"#),
        (r#"{"id""#, r#"}"id""#),
        (r#"{"id""#, r#"]"id""#),
    ] {
        let lines: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(at, one)| if at + 1 == line { one.replacen(from, to, 1) } else { one.to_owned() })
            .collect();
        let copy = read(&lines.join("\n"));
        assert!(copy.damage.is_some(), "{to}");
        assert_eq!(copy.workspace.deals().len(), 2, "{to}: {:?}", copy.troubles);
        assert_eq!(copy.troubles.first().map(|trouble| trouble.line as usize), Some(line), "{to}");
        let (after, _) = restored(&Default::default(), &copy, voronka::data::copy::Way::Replace);
        assert_eq!(stands(&after), Ok(()));
    }
}

#[test]
fn each_trouble_says_what_it_is() {
    let good = Entry::from(&Record::from(support::deal(1, &[slug("deals-4r.new")])));
    let with = |how: &dyn Fn(&mut Entry)| {
        let mut entry = good.clone();
        how(&mut entry);
        entry
    };
    let copy = read(&written([
        good.clone(),
        good.clone(),
        with(&|entry| entry.id = "deal:seven".into()),
        with(&|entry| entry.id = "customer:00000000000000000000000007".into()),
        with(&|entry| {
            entry.id = "deal:00000000000000000000000007".into();
            entry.v.insert("created".into(), json!("yesterday"));
        }),
    ]));
    let told: Vec<_> = copy.troubles.iter().map(|trouble| (trouble.line, &trouble.what)).collect();
    assert!(
        matches!(told[..], [(14, What::Twice), (15, What::Nameless), (16, What::Nameless), (17, What::Field(_))]),
        "{told:?}"
    );
    assert_eq!((copy.len(), copy.unread, copy.damage), (1, 4, None));
}

#[test]
fn what_is_no_copy_is_said_to_be_none() {
    for text in
        ["", " ", "deal;stage\n1;2\n", "{}", "[]", "null", "{\"format\":\"voronka\",\"v\":1,\"records\":{}}", "\u{0}"]
    {
        assert_eq!(read_in(text.as_bytes(), 7).unwrap_err(), Problem::NotACopy, "{text:?}");
    }
    let later = small().replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(read_in(later.as_bytes(), 999).unwrap_err(), Problem::Newer(2));
}

#[test]
fn a_changed_head_or_sum_is_told() {
    let text = small();
    for (from, to, damage) in [
        ("Приборы", "Приборъ", Damage::Changed),
        ("\"readonly\":false", "\"readonly\":true", Damage::Changed),
        ("\"sha256\":\"", "\"sha256\":\"0", Damage::Changed),
        ("\"sha256\"", "\"sha257\"", Damage::Unsigned),
        ("deals-4r.terms", "deals-4r.quote", Damage::Changed),
    ] {
        assert!(text.contains(from));
        assert_eq!(read(&text.replacen(from, to, 1)).damage, Some(damage), "{to}");
    }
}

/// Two records of one identity, of which one is left out: whoever named it names it no more.
#[test]
fn what_names_a_lost_record_is_mended() {
    let text = small();
    let without: Vec<&str> = text.lines().filter(|line| !line.contains(r#""kind":"customer""#)).collect();
    let copy = read(&without.join("\n"));
    assert_eq!(copy.damage, Some(Damage::Changed));
    let (after, plan) = restored(&Default::default(), &copy, voronka::data::copy::Way::Replace);
    assert_eq!((plan.mended, after.deals().len()), (3, 3));
    assert_eq!(after.deal(DealId(1)).unwrap().customer, None);
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn a_cut_file_is_never_taken_for_whole(at in any::<prop::sample::Index>(), piece in 1..300_usize) {
        let text = small();
        let end = at.index(text.trim_end().len());
        if let Ok(copy) = read_in(&text.as_bytes()[..end], piece) {
            prop_assert!(copy.damage.is_some());
            let whole = read(&text).workspace;
            prop_assert!(copy.workspace.records().all(|record| whole.get(record.id()) == Some(record.clone())));
        }
    }

    #[test]
    fn a_file_with_other_bytes_is_never_taken_for_whole(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let text = small();
        let mut bytes = text.clone().into_bytes();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if let Ok(copy) = read_in(&bytes, 512) {
            // A blank for a blank changes nothing.
            let same = || copy.workspace == read(&text).workspace && copy.header == crate::header();
            prop_assert!(copy.damage.is_some() || copy.unread > 0 || same());
            let (after, _) = restored(&world(Vec::new()), &copy, voronka::data::copy::Way::Replace);
            prop_assert_eq!(stands(&after), Ok(()));
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1..50_usize) {
        let _ = read_in(&bytes, piece);
        let head = br#"{"format":"voronka-copy","version":1,"records":["#;
        if let Ok(copy) = read_in(&[&head[..], &bytes].concat(), piece) {
            prop_assert!(copy.damage.is_some());
        }
    }
}
