//! The words of all records: under each where it stands, in order for beginnings, under their forms and their sound for
//! writings, one after another for slips of the hand.
//!
//! Numbers of five digits and more (telephones, tax numbers, amounts) also lie in one long text, in which any of their parts
//! is found.
//! Deliberately not here: which records they are of (`index`).

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::fold::is_number;
use super::form::{SHORTEST, heard, stem};
use super::near::{Near, Typed, letters};
use super::query::Needle;

/// How good a word is for what was typed, the less the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Fit {
    /// It is the word.
    Exact,
    /// It begins so.
    Beginning,
    /// It is a form of the word, or a number with such a part.
    Form,
    /// It sounds so, in the other alphabet.
    Sound,
    /// It is the word in the other layout.
    Switched,
    /// It begins so in the other layout.
    SwitchedBeginning,
    /// It is a form of the word, or sounds so, in the other layout.
    SwitchedForm,
    /// A slip of the hand away.
    Slip,
    /// It begins so, a slip of the hand away.
    SlipBeginning,
    /// A slip of the hand away in the other layout.
    SwitchedSlip,
}

impl Fit {
    /// The same, typed in the other layout.
    fn switched(self) -> Self {
        match self {
            Self::Exact => Self::Switched,
            Self::Beginning => Self::SwitchedBeginning,
            Self::Form | Self::Sound => Self::SwitchedForm,
            Self::Slip | Self::SlipBeginning => Self::SwitchedSlip,
            other => other,
        }
    }
}

/// Digits of numbers that are found by any part of them.
const LONG_NUMBER: usize = 5;
/// Digits of a part.
const PART: usize = 3;

/// Where a word stands: most words of a desk (numbers, addresses) stand in one place.
#[derive(Clone, Debug)]
enum Places {
    One(u32),
    Many(Vec<u32>),
}

/// A word in its place among others, which is told by its first bytes nearly always: a word among hundreds of thousands is
/// compared with twenty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ordered {
    head: u128,
    text: Rc<str>,
}

impl Ordered {
    fn new(text: Rc<str>) -> Self {
        let mut head = [0; 16];
        head.iter_mut().zip(text.bytes()).for_each(|(head, byte)| *head = byte);
        Self { head: u128::from_be_bytes(head), text }
    }
}

/// The same order, so that beginnings are looked for without a word of their own.
impl Borrow<str> for Ordered {
    fn borrow(&self) -> &str {
        &self.text
    }
}

/// The words.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    known: FxHashMap<Rc<str>, u32>,
    order: BTreeMap<Ordered, u32>,
    texts: Vec<Rc<str>>,
    places: Vec<Places>,
    /// Which letters each has; none of a number, which is never mistyped for another.
    letters: Vec<u64>,
    forms: FxHashMap<Rc<str>, Vec<u32>>,
    sounds: BTreeMap<Rc<str>, Vec<u32>>,
    /// Long numbers, each after a sign that is none, and where each begins.
    numbers: String,
    starts: Vec<(usize, u32)>,
}

impl Terms {
    /// Writes down that a word stands in a place. Places come in rising order.
    pub(super) fn put(&mut self, word: &str, place: u32) {
        let Some(&term) = self.known.get(word) else {
            self.add(word, place);
            return;
        };
        let Some(places) = self.places.get_mut(term as usize) else { return };
        match places {
            Places::One(one) if *one == place => {}
            Places::One(one) => *places = Places::Many(vec![*one, place]),
            Places::Many(many) => {
                if many.last() != Some(&place) {
                    many.push(place);
                }
            }
        }
    }

    fn add(&mut self, word: &str, place: u32) {
        #[expect(clippy::cast_possible_truncation, reason = "fewer words than a browser has room for")]
        let term = self.texts.len() as u32;
        let text: Rc<str> = word.into();
        self.known.insert(text.clone(), term);
        self.order.insert(Ordered::new(text.clone()), term);
        self.texts.push(text);
        self.places.push(Places::One(place));
        if is_number(word) {
            self.letters.push(0);
            if word.len() >= LONG_NUMBER {
                self.numbers.push('.');
                self.starts.push((self.numbers.len(), term));
                self.numbers.push_str(word);
            }
            return;
        }
        self.letters.push(letters(word));
        if word.chars().nth(SHORTEST - 1).is_some() {
            let (stem, heard) = (stem(word), heard(word));
            // What is the word itself is found as the word.
            if stem != word {
                self.forms.entry(stem.into()).or_default().push(term);
            }
            if !heard.is_empty() && heard != word {
                self.sounds.entry(heard.into()).or_default().push(term);
            }
        }
    }

    /// Where a word stands.
    pub(super) fn places(&self, term: u32) -> &[u32] {
        match self.places.get(term as usize) {
            Some(Places::One(one)) => std::slice::from_ref(one),
            Some(Places::Many(many)) => many,
            None => &[],
        }
    }

    /// Every word that fits a needle, some of them more than once.
    pub(super) fn fitting(&self, needle: &Needle, mut found: impl FnMut(u32, Fit)) {
        let mut found = |term, fit: Fit| found(term, if needle.switched { fit.switched() } else { fit });
        let word = needle.text.as_str();
        self.beginning(word, &mut |term, whole| found(term, if whole { Fit::Exact } else { Fit::Beginning }));
        if is_number(word) {
            if needle.anywhere {
                self.with_part(word, &mut |term| found(term, Fit::Form));
            }
            return;
        }
        if word.chars().nth(SHORTEST - 1).is_none() {
            return;
        }
        let stem = stem(word);
        self.forms.get(stem.as_str()).into_iter().flatten().for_each(|&term| found(term, Fit::Form));
        if let Some(&term) = self.known.get(stem.as_str()) {
            found(term, Fit::Form);
        }
        let heard = heard(word);
        if !heard.is_empty() {
            self.beginning(&heard, &mut |term, _| found(term, Fit::Sound));
            let from = (Bound::Included(heard.as_str()), Bound::Unbounded);
            let sounding = self.sounds.range::<str, _>(from).take_while(|(text, _)| text.starts_with(&heard));
            sounding.flat_map(|(_, terms)| terms).for_each(|&term| found(term, Fit::Sound));
        }
        let Some(mut typed) = Typed::new(word) else { return };
        for ((term, text), &bits) in (0..).zip(&self.texts).zip(&self.letters) {
            if bits != 0
                && let Some(near) = typed.near(text, bits)
            {
                found(term, if matches!(near, Near::Whole(_)) { Fit::Slip } else { Fit::SlipBeginning });
            }
        }
    }

    /// Every word that begins so, and whether it is all of it.
    fn beginning(&self, with: &str, found: &mut impl FnMut(u32, bool)) {
        let from = (Bound::Included(with), Bound::Unbounded);
        let words = self.order.range::<str, _>(from).take_while(|(word, _)| word.text.starts_with(with));
        words.for_each(|(word, &term)| found(term, word.text.len() == with.len()));
    }

    /// Every long number with such a part. A number typed as at home, 8 900, is +7 900.
    fn with_part(&self, part: &str, found: &mut impl FnMut(u32)) {
        if part.len() < PART {
            return;
        }
        let abroad = part.strip_prefix('8').filter(|rest| rest.len() >= PART).map(|rest| format!(".7{rest}"));
        for part in [Some(part), abroad.as_deref()].into_iter().flatten() {
            for (at, _) in self.numbers.match_indices(part) {
                let number = self.starts.partition_point(|(start, _)| *start <= at + 1);
                if let Some((_, term)) = number.checked_sub(1).and_then(|number| self.starts.get(number)) {
                    found(*term);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_stand_in_the_order_of_their_texts(one in "\\PC{0,24}", other in "\\PC{0,24}", shared in "[аb\u{0}]{0,20}") {
            let [one, other] = [one, other].map(|text| format!("{shared}{text}"));
            let by_head = Ordered::new(one.as_str().into()).cmp(&Ordered::new(other.as_str().into()));
            prop_assert_eq!(by_head, one.cmp(&other));
        }
    }
}
