//! All records by their words. What has changed is written down anew under a new number, and its old places are passed over
//! from then on, so that nothing is ever looked for in order to be taken out; when that is too much of it, the index is to be
//! built again.

use std::cmp::Reverse;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fold::words;
use super::paper::{KINDS, Paper, Subject};
use super::query::{Needle, Query};
use super::terms::{Fit, Terms};
use crate::domain::Workspace;

/// What was found is not there.
const NOT: u8 = u8::MAX;

/// Fewer records that are passed over than this are never too many.
const FEW: usize = 1_000;

#[derive(Clone, Copy, Debug)]
struct Place {
    subject: Subject,
    closed: bool,
    at: i64,
    passed: bool,
}

/// The index.
#[derive(Clone, Debug, Default)]
pub struct Index {
    terms: Terms,
    places: Vec<Place>,
    of: FxHashMap<Subject, u32>,
}

/// What was found of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best of it, the best first, with how good each is.
    pub best: Vec<(Subject, Fit)>,
    /// How much there is in all.
    pub count: usize,
}

/// How good something that was found is: by the word that fits worst, the head before the rest, deals at work before those
/// that have ended, what is new before what is old.
type Rank = (u8, bool, Reverse<i64>, Reverse<Subject>);

impl Index {
    /// The index of a whole workspace.
    pub fn of(workspace: &Workspace) -> Self {
        let mut index = Self::default();
        for subject in Subject::LISTS.into_iter().flat_map(|list| list(workspace)) {
            index.learn(subject, workspace);
        }
        index
    }

    /// An empty index in which so many records find room: a table that grows to hold a hundred thousand moves all of them, in
    /// one go.
    pub fn with_room(records: usize) -> Self {
        let of = FxHashMap::with_capacity_and_hasher(records, FxBuildHasher);
        Self { places: Vec::with_capacity(records), of, ..Self::default() }
    }

    /// How many records are in it.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Whether so much of it is passed over that it is to be built again.
    pub fn is_worn(&self) -> bool {
        let passed = self.places.len() - self.of.len();
        passed > FEW && passed > self.of.len()
    }

    /// Writes a record down as it is now, and forgets one that is gone. A deal that was not known brings what passed with its
    /// buyer.
    pub fn learn(&mut self, subject: Subject, workspace: &Workspace) {
        let known = self.of.contains_key(&subject);
        self.write(subject, workspace);
        if let Subject::Deal(deal) = subject
            && !known
        {
            let passed =
                workspace.of(deal).filter_map(Subject::of).filter(|subject| matches!(subject, Subject::Activity(_)));
            passed.for_each(|activity| self.write(activity, workspace));
        }
    }

    fn write(&mut self, subject: Subject, workspace: &Workspace) {
        let paper = Paper::of(subject, workspace);
        if let Some(before) = self.of.remove(&subject)
            && let Some(before) = self.places.get_mut(before as usize)
        {
            before.passed = true;
        }
        let Some(paper) = paper else { return };
        #[expect(clippy::cast_possible_truncation, reason = "fewer records than a browser has room for")]
        let number = self.places.len() as u32;
        self.places.push(Place { subject, closed: paper.closed, at: paper.at, passed: false });
        self.of.insert(subject, number);
        for (texts, rest) in [(&paper.head, 0), (&paper.rest, 1)] {
            for word in texts.iter().flat_map(|text| words(text)) {
                self.terms.put(&word.text, number << 1 | rest);
            }
        }
        for digits in &paper.numbers {
            self.terms.put(digits, number << 1 | 1);
        }
    }

    /// What is found, of every kind the best so many, in the order of [`Subject::kind`].
    pub fn find(&self, query: &Query, most: usize) -> [Found; KINDS] {
        let mut found: [(Vec<Rank>, usize); KINDS] = Default::default();
        if query.is_empty() {
            return Default::default();
        }
        let costs = costs(&self.terms, self.places.len(), query);
        for (place, cost) in self.places.iter().zip(costs) {
            if cost == NOT || place.passed {
                continue;
            }
            let Some((best, count)) = found.get_mut(place.subject.kind()) else { continue };
            *count += 1;
            let rank = (cost, place.closed, Reverse(place.at), Reverse(place.subject));
            if best.len() < most || best.last().is_some_and(|last| rank < *last) {
                let at = best.partition_point(|other| *other < rank);
                best.insert(at, rank);
                best.truncate(most);
            }
        }
        found.map(|(best, count)| {
            let best = best.into_iter().map(|(cost, _, _, Reverse(subject))| (subject, fit(cost))).collect();
            Found { best, count }
        })
    }
}

/// A few texts by their words: pages, commands.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    terms: Terms,
    count: usize,
}

impl Lines {
    /// The texts, each with words by which it is found too.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut lines = Self::default();
        for (number, (head, rest)) in (0..).zip(texts) {
            words(head).iter().for_each(|word| lines.terms.put(&word.text, number << 1));
            words(rest).iter().for_each(|word| lines.terms.put(&word.text, number << 1 | 1));
            lines.count += 1;
        }
        lines
    }

    /// Which of them are found and how good each is, the best first.
    pub fn find(&self, query: &Query) -> Vec<(usize, Fit)> {
        if query.is_empty() {
            return Vec::new();
        }
        let costs = costs(&self.terms, self.count, query).into_iter().enumerate();
        let mut found: Vec<_> = costs.filter(|(_, cost)| *cost != NOT).map(|(line, cost)| (cost, line)).collect();
        found.sort_unstable();
        found.into_iter().map(|(cost, line)| (line, fit(cost))).collect()
    }
}

/// What each of so many costs: of every part the best meaning, of a meaning the worst word.
fn costs(terms: &Terms, count: usize, query: &Query) -> Vec<u8> {
    let mut whole = vec![0; count];
    for part in query.parts() {
        let mut best = vec![NOT; count];
        for meaning in part {
            if let [one] = meaning.as_slice() {
                put_costs(terms, one, &mut best);
                continue;
            }
            let mut all = vec![0; count];
            for needle in meaning {
                let mut costs = vec![NOT; count];
                put_costs(terms, needle, &mut costs);
                all.iter_mut().zip(costs).for_each(|(all, cost)| *all = cost.max(*all));
            }
            best.iter_mut().zip(all).for_each(|(best, cost)| *best = cost.min(*best));
        }
        whole.iter_mut().zip(best).for_each(|(whole, cost)| *whole = cost.max(*whole));
    }
    whole
}

fn put_costs(terms: &Terms, needle: &Needle, costs: &mut [u8]) {
    terms.fitting(needle, |term, fit| {
        for &place in terms.places(term) {
            let cost = (fit as u8) << 1 | (place & 1) as u8;
            if let Some(known) = costs.get_mut((place >> 1) as usize) {
                *known = cost.min(*known);
            }
        }
    });
}

fn fit(cost: u8) -> Fit {
    const FITS: [Fit; 10] = [
        Fit::Exact,
        Fit::Beginning,
        Fit::Form,
        Fit::Sound,
        Fit::Switched,
        Fit::SwitchedBeginning,
        Fit::SwitchedForm,
        Fit::Slip,
        Fit::SlipBeginning,
        Fit::SwitchedSlip,
    ];
    FITS.get(usize::from(cost >> 1)).copied().unwrap_or(Fit::SwitchedSlip)
}
