//! Customers that may be one: by what they are found, and what only looks alike.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use voronka::domain::CustomerId;
use voronka::domain::insight::duplicates::{Known, Marks, Sign};

fn marks((name, phone, email, inn): (&str, &str, &str, &str)) -> Marks {
    let fields = [("phone", phone), ("email", email), ("inn", inn)];
    Marks::new(name, [&fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect()])
}

fn signs(one: (&str, &str, &str, &str), other: (&str, &str, &str, &str)) -> Vec<Sign> {
    let mut known = Known::default();
    known.learn(CustomerId(1), marks(one));
    let found = known.like(&marks(other));
    found.into_iter().flat_map(|found| found.signs).collect()
}

#[test]
fn what_two_writings_of_one_customer_share() {
    let vodokanal = ("Водоканал Мостовск", "+7 342 555-01-40", "zakup@vodokanal.example", "7707083893");
    assert_eq!(
        signs(vodokanal, ("МУП «Водоканал г. Мостовска»", "8 (342) 555-01-40", "", "77 07 083893")),
        [Sign::TaxNumber, Sign::Phone]
    );
    assert_eq!(signs(vodokanal, ("Vodokanal Mostovsk", "", "", "")), [Sign::Name]);
    assert_eq!(signs(vodokanal, ("Водоканал Мостовкс", "", "", "")), [Sign::NearlyName]);
    assert_eq!(signs(vodokanal, ("Другие", "", "info@a.example; ZAKUP@vodokanal.example", "")), [Sign::Email]);
    assert_eq!(signs(vodokanal, ("Другие", "3425550140", "", "500100732259")), [] as [Sign; 0]);
    assert_eq!(signs(vodokanal, ("Водоканал", "555-01-40", "", "7707083894")), [] as [Sign; 0]);
    assert_eq!(signs(("", "", "", ""), ("", "", "", "")), [] as [Sign; 0]);
}

#[test]
fn what_many_share_says_nothing() {
    let mut known = Known::default();
    for customer in 1..=7 {
        known.learn(CustomerId(customer), marks((&format!("Арендатор № {customer}"), "+7 342 555 01 40", "", "")));
    }
    assert_eq!(known.pairs(), []);
}

#[test]
fn the_surest_come_first_and_each_two_once() {
    let mut known = Known::default();
    for (customer, told) in [
        ("Северный прокат", "", "", ""),
        ("Северный прокат", "", "sale@prokat.example", ""),
        ("Прокат", "", "sale@prokat.example", "7707083893"),
        ("Иные", "", "", "7707083893"),
    ]
    .into_iter()
    .enumerate()
    {
        known.learn(CustomerId(customer as u128), marks(told));
    }
    let pairs: Vec<_> = known.pairs().into_iter().map(|pair| pair.of.map(|customer| customer.0)).collect();
    assert_eq!(pairs, [[2, 3], [1, 2], [0, 1]]);
}

proptest! {
    #[test]
    fn likeness_is_mutual_and_nobody_is_like_themselves(
        told in prop::collection::vec(("[а-в]{0,3} ?[абвгдежз]{6,9}", 0..6_u8, 0..6_u8), 2..8)
    ) {
        let mut known = Known::default();
        let of = |(name, phone, email): &(String, u8, u8)| {
            marks((name, &format!("+7 900 000 00 0{phone}"), &format!("a{email}@b.example"), ""))
        };
        for (customer, told) in told.iter().enumerate() {
            known.learn(CustomerId(customer as u128), of(told));
        }
        let like = |at: usize| -> BTreeMap<CustomerId, BTreeSet<Sign>> {
            known.like(&of(&told[at])).into_iter().map(|found| (found.customer, found.signs)).collect()
        };
        let mut expected = 0;
        for one in 0..told.len() {
            for (other, signs) in like(one) {
                if other.0 as usize != one {
                    let back = like(other.0 as usize);
                    prop_assert_eq!(back.get(&CustomerId(one as u128)), Some(&signs));
                    expected += usize::from(other.0 as usize > one);
                }
            }
        }
        let pairs = known.pairs();
        prop_assert_eq!(pairs.len(), expected);
        prop_assert!(pairs.iter().all(|pair| pair.of[0] < pair.of[1] && !pair.signs.is_empty()));
    }

    #[test]
    fn a_slip_of_the_hand_is_seen(name in "[а-яa-z]{12,16}", at in 0..10_usize, letter in "[а-я]", kind in 0..3_u8) {
        let mut letters: Vec<char> = name.chars().collect();
        match kind {
            0 => letters[at] = letter.chars().next().unwrap(),
            1 => { letters.remove(at); }
            _ => letters.insert(at, letter.chars().next().unwrap()),
        }
        let slipped: String = letters.into_iter().collect();
        let (one, other) = (Marks::new(&name, []), Marks::new(&slipped, []));
        // A letter that is written as several, or read together with its neighbour, changes more than one.
        // Letters said twice are one, and a name that is short then is not asked.
        prop_assume!(one.name.letters.len().min(other.name.letters.len()) >= 8);
        let apart = one.name.letters.chars().count().abs_diff(other.name.letters.chars().count());
        prop_assume!(apart <= 1 && common(&one.name.letters, &other.name.letters) + 1 >= one.name.letters.len().max(other.name.letters.len()));
        let mut known = Known::default();
        known.learn(CustomerId(1), one);
        prop_assert_eq!(known.like(&other).len(), 1, "{} {}", name, slipped);
    }
}

/// How many letters two words share at their beginning and at their end, no letter counted twice.
fn common(one: &str, other: &str) -> usize {
    let least = one.len().min(other.len());
    let front = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let back = one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
    (front + back).min(least)
}
