//! Search over everything: what is found by what, in which order, and that an index that followed changes is the index of
//! what has come of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[allow(dead_code, reason = "the days of other tests")]
#[path = "support/steps.rs"]
mod steps;
mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index as Pick;
use support::{context, customer, deal, desk, four_r, person, random, roubles, slug};
use voronka::domain::insight::search::{Fit, Index, Query, Subject, marks, switched};
use voronka::domain::{Command, CustomerId, Deal, DealId, Record, Workspace};

fn take_in(desk: &mut Workspace, records: Vec<Record>) {
    desk.apply(Command::TakeIn(records), &context(1, 0)).expect("the records are sound");
}

/// A deal on the first stage that nobody buys, of this name.
fn named(id: u128, title: &str) -> Deal {
    Deal { title: title.into(), customer: None, fields: BTreeMap::new(), ..deal(id, &[slug("deals-4r.new")]) }
}

fn found(index: &Index, typed: &str) -> Vec<(Subject, Fit)> {
    index.find(&Query::read(typed), 100).into_iter().flat_map(|found| found.best).collect()
}

fn finds(index: &Index, typed: &str, subject: Subject) -> bool {
    found(index, typed).iter().any(|(found, _)| *found == subject)
}

const DEAL: Subject = Subject::Deal(DealId(7));

/// A desk with one deal of this title among others.
fn titled(title: &str) -> Workspace {
    let mut desk = desk(four_r());
    let others = ["Датчики на конвейер № 12", "Пуск", "Ltd"].into_iter().enumerate();
    take_in(&mut desk, others.map(|(at, title)| named(100 + at as u128, title).into()).collect());
    take_in(&mut desk, vec![named(7, title).into()]);
    desk
}

#[test]
fn every_way_to_type_it() {
    let mut desk = desk(four_r());
    let mut buyer = customer(2, "АО «Щёкинский химзавод»");
    buyer.fields =
        [("phone", "8 (900) 555-12-34"), ("inn", "7707083893"), ("email", "zakup@himzavod.example"), ("city", "Пермь")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
    let who = person(3, 2, "Семёнов Алексей Юрьевич");
    let mut wish = named(7, "12 преобразователей ВЧ-37 на дымососы");
    wish.customer = Some(CustomerId(2));
    wish.amount = Some(roubles(1_250_000));
    take_in(&mut desk, vec![buyer.into(), who.into(), wish.into(), support::activity(9, 7).into()]);
    let index = Index::of(&desk);
    let (deal, buyer) = (Subject::Deal(DealId(7)), Subject::Customer(CustomerId(2)));
    for (typed, subject, fit) in [
        ("дымососы", deal, Fit::Exact),
        ("ДЫМО", deal, Fit::Beginning),
        ("дымососов", deal, Fit::Form),
        ("преобразоват", deal, Fit::Beginning),
        ("преобразователь", deal, Fit::Form),
        ("dymososy", deal, Fit::Sound),
        ("lsvjcjcs", deal, Fit::Switched),
        ("ghtj,hfpjd", deal, Fit::SwitchedBeginning),
        ("lsvjcjcjd", deal, Fit::SwitchedForm),
        ("дымасосы", deal, Fit::Slip),
        ("преоразоват", deal, Fit::SlipBeginning),
        ("lsvfcjcs", deal, Fit::SwitchedSlip),
        ("вч37", deal, Fit::Exact),
        ("химзавод вч-37", deal, Fit::Exact),
        ("1 250 000", deal, Fit::Exact),
        ("1250", deal, Fit::Beginning),
        ("щекинский", buyer, Fit::Exact),
        ("ООО Щёкинский", buyer, Fit::Exact),
        ("ао", buyer, Fit::Exact),
        ("shchekinskij", buyer, Fit::Sound),
        ("+7 900 555 12 34", buyer, Fit::Exact),
        ("8 900 555-12", buyer, Fit::Form),
        ("555-12-34", buyer, Fit::Form),
        ("7707083893", buyer, Fit::Exact),
        ("083893", buyer, Fit::Form),
        ("zakup@himzavod", buyer, Fit::Exact),
        ("пермь", buyer, Fit::Exact),
    ] {
        let all = found(&index, typed);
        assert!(all.contains(&(subject, fit)), "{typed}: {all:?}");
    }
    assert!(found(&index, "семенов").iter().any(|(found, _)| matches!(found, Subject::Person(_))));
    assert!(found(&index, "перезвонить").iter().any(|(found, _)| matches!(found, Subject::Activity(_))));
    for typed in ["", " ", "«", "водоканал", "вч38", "555-12-35", "дымососы котёл"] {
        assert_eq!(found(&index, typed), [], "{typed}");
    }
}

#[test]
fn the_best_come_first() {
    let mut desk = desk(four_r());
    let lost = slug("deals-4r.lost");
    let on = |id: u128, title: &str, way: &[voronka::domain::Slug]| Deal { title: title.into(), ..deal(id, way) };
    let (new, terms) = (slug("deals-4r.new"), slug("deals-4r.terms"));
    take_in(
        &mut desk,
        vec![
            on(1, "Мороз", &[new]).into(),
            on(2, "Насос", &[new, lost]).into(),
            on(3, "Насос", &[new]).into(),
            on(4, "Насос", &[new, terms]).into(),
            on(5, "Насосная", &[new, terms]).into(),
            on(6, "Насосами", &[new, terms]).into(),
            on(7, "Насус", &[new, terms]).into(),
        ],
    );
    let index = Index::of(&desk);
    let order: Vec<_> = found(&index, "насос").into_iter().map(|(subject, _)| subject).collect();
    let expected = [4, 3, 2, 6, 5, 7].map(|id| Subject::Deal(DealId(id)));
    assert_eq!(order, expected);
    let counted = index.find(&Query::read("насос"), 2);
    assert_eq!((counted[0].best.len(), counted[0].count), (2, 6));
}

/// Words of a desk: long enough that a slip is told from another word.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![2 => "[а-яё]{4,12}", 1 => "[a-z]{4,12}"]
}

fn title() -> impl Strategy<Value = String> {
    let sign = proptest::sample::select(&[" ", ", ", " «", "» ", "-", " (", " № 3 "][..]);
    (proptest::collection::vec((word(), sign), 1..5), any::<bool>()).prop_map(|(words, loud)| {
        let title: String = words.into_iter().flat_map(|(word, sign)| [word, sign.to_owned()]).collect();
        if loud { title.to_uppercase() } else { title }
    })
}

/// The words of a title as a person sees them.
fn words(title: &str) -> Vec<&str> {
    title.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 4).collect()
}

/// One slip of the hand in a word: a letter gone, one too many, another one, two that changed places.
fn slip(word: &str, at: usize, kind: usize, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = at % letters.len();
    match kind {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => letters.swap(at, (at + 1).min(word.chars().count() - 1)),
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(support::cases(192))]

    /// What is in a title is found by any of its words, by its beginning, by it in the other layout, by all of them; and what
    /// was typed is marked.
    #[test]
    fn a_title_is_found_by_its_words(title in title(), pick in any::<Pick>(), cut in any::<Pick>()) {
        let index = Index::of(&titled(&title));
        let words = words(&title);
        let word = words[pick.index(words.len())];
        prop_assert!(finds(&index, word, DEAL), "{word}");
        prop_assert!(finds(&index, &word.to_lowercase(), DEAL));
        prop_assert!(finds(&index, &title, DEAL), "by all of it");
        let letters: Vec<char> = word.chars().collect();
        let beginning: String = letters[..=cut.index(letters.len())].iter().collect();
        prop_assert!(finds(&index, &beginning, DEAL), "{beginning}");
        let other = switched(word).expect("letters change with the layout");
        prop_assert!(finds(&index, &other, DEAL), "{other}");
        let marked = marks(&Query::read(word), &title);
        prop_assert!(marked.iter().any(|range| title[range.clone()].contains(word)), "{marked:?}");
    }

    /// With any one slip in a word of four letters and more it is found still.
    #[test]
    fn a_slip_of_the_hand_is_forgiven(
        title in title(), pick in any::<Pick>(), at in 0..12_usize, kind in 0..4_usize, letter in "[а-яa-z]",
    ) {
        let index = Index::of(&titled(&title));
        let words = words(&title);
        let wrong = slip(words[pick.index(words.len())], at, kind, letter.chars().next().unwrap());
        // One that has become shorter than that is too short.
        prop_assume!(wrong.chars().count() >= 4);
        prop_assert!(finds(&index, &wrong, DEAL), "{wrong}");
    }

    /// What is gone is found no more.
    #[test]
    fn what_is_removed_is_gone(title in title()) {
        let mut desk = titled(&title);
        let mut index = Index::of(&desk);
        let change = desk.apply(Command::RemoveDeal(DealId(7)), &context(2, 0)).unwrap();
        Subject::touched(&change, &desk).into_iter().for_each(|subject| index.learn(subject, &desk));
        prop_assert!(!finds(&index, &title, DEAL));
        prop_assert!(words(&title).into_iter().all(|word| !finds(&index, word, DEAL)));
    }

    /// However a day goes, the index that followed it gives the answers of one that is built of what has come of it.
    #[test]
    fn following_changes_is_building_anew(
        start in steps::desk(),
        steps in steps::steps(),
        taken in proptest::collection::vec(random::record(), 0..6),
        asked in proptest::collection::vec("[а-яa-z0-9]{1,6}", 8),
    ) {
        let mut desk = start;
        let mut index = Index::of(&desk);
        let mut done = Vec::new();
        let mut follow = |desk: &Workspace, change: &voronka::domain::Change| {
            Subject::touched(change, desk).into_iter().for_each(|subject| index.learn(subject, desk));
        };
        for (number, turn) in steps.iter().enumerate() {
            if let Ok(change) = desk.apply(turn.step.command(&desk, number, &done), &turn.context(number)) {
                follow(&desk, &change);
                done.push(change);
            }
        }
        let adopted = taken.iter().map(|record| (record.id(), Some(record.clone()))).collect();
        let change = desk.apply(Command::Adopt(adopted), &context(0, 0)).unwrap();
        follow(&desk, &change);
        let anew = Index::of(&desk);
        let said = desk.deals().map(|deal| deal.title.clone()).chain(desk.customers().map(|one| one.name.clone()));
        for typed in asked.into_iter().chain(said) {
            let query = Query::read(&typed);
            prop_assert_eq!(index.find(&query, 100), anew.find(&query, 100), "{}", typed);
        }
    }

    /// Anything can be typed and anything can stand in a text.
    #[test]
    fn anything_can_be_typed(typed in any::<String>(), text in any::<String>()) {
        let index = Index::of(&titled(&format!("№ {text}")));
        let query = Query::read(&typed);
        index.find(&query, 10);
        let marked = marks(&query, &text);
        prop_assert!(marked.is_sorted_by(|one, other| one.end < other.start));
        prop_assert!(marked.iter().all(|range| text.get(range.clone()).is_some_and(|part| !part.is_empty())));
    }
}
