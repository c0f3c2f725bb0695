//! What sequences of steps really occur among closed deals (U14, 2.8, 2.9): how many took each, how often it was won, how
//! long it took and what it brought. Deals that take the same steps are one segment, whatever they buy.
//! Deliberately not here: deals that are still open, whose sequence is not at its end.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::cut::Cut;
use super::journeys::{Journeys, Place};
use super::stays::{Stays, Stretch};
use super::way::{Fate, Way};
use crate::domain::insight::proportion::Proportion;

/// So many sequences are told one by one.
pub const MOST: usize = 12;

/// Deals that took the same steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The stages in the order in which they were entered; empty for all sequences that are not told one by one.
    pub stages: Vec<u8>,
    /// How many different sequences these are: more than one only for the rest.
    pub kinds: usize,
    /// The won of all.
    pub won: Proportion,
    /// From coming into the funnel to its end.
    pub cycle: Stretch,
    /// What the won of known worth were worth, in the smallest units.
    pub amount: i64,
    /// How many of the won that is.
    pub known: usize,
}

/// All closed deals by their sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// Closed deals.
    pub deals: usize,
    /// The most frequent sequences.
    pub told: Vec<Variant>,
    /// All the others together; none when there are none.
    pub rest: Option<Variant>,
}

/// What is gathered of a sequence. Cycles are kept apart, in the order of deals, for one sequence after another.
#[derive(Default)]
struct Gathered {
    example: usize,
    won: Proportion,
    amount: i64,
    known: usize,
}

impl Variants {
    /// Counts the closed deals of a cut.
    pub fn of(journeys: &Journeys, cut: Cut) -> Self {
        let mut numbers: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let mut all: Vec<Gathered> = Vec::new();
        let mut cycles: Vec<(u32, i64)> = Vec::new();
        let mut way_there: Vec<u8> = Vec::new();
        for deal in cut.of(journeys) {
            let way = Way::of(journeys, deal, cut.as_of);
            if way.fate == Fate::Open || way.entered == 0 {
                continue;
            }
            sequence(journeys, deal, cut.as_of, &mut way_there);
            let number = match numbers.get(&way_there) {
                Some(&number) => number,
                None => {
                    #[expect(clippy::cast_possible_truncation, reason = "fewer than there are deals")]
                    let number = all.len() as u32;
                    numbers.insert(way_there.clone(), number);
                    all.push(Gathered { example: deal, ..Gathered::default() });
                    number
                }
            };
            let won = way.fate == Fate::Won;
            let gathered = &mut all[number as usize];
            gathered.won.count(won);
            if let Some(amount) = journeys.amount(deal).filter(|_| won) {
                gathered.amount = gathered.amount.saturating_add(amount);
                gathered.known += 1;
            }
            cycles.push((number, way.last - journeys.came(deal)));
        }
        let mut order: Vec<usize> = (0..all.len()).collect();
        // Of equally frequent ones the one that was met first.
        order.sort_by_key(|&number| (std::cmp::Reverse(all[number].won.n), all[number].example));
        let mut place = vec![MOST; all.len()];
        order.iter().take(MOST).enumerate().for_each(|(at, &number)| place[number] = at);
        let mut stays = vec![Stays::default(); MOST + 1];
        cycles.iter().for_each(|&(number, length)| stays[place[number as usize]].over(length));
        let mut told: Vec<Variant> = order
            .iter()
            .take(MOST)
            .map(|&number| {
                sequence(journeys, all[number].example, cut.as_of, &mut way_there);
                all[number].variant(way_there.clone())
            })
            .collect();
        told.iter_mut().zip(&mut stays).for_each(|(variant, stays)| variant.cycle = stays.stretch());
        let rest = (order.len() > MOST).then(|| {
            let mut rest = Variant { kinds: 0, cycle: stays[MOST].stretch(), ..Variant::default() };
            for &number in &order[MOST..] {
                let one = &all[number];
                rest.kinds += 1;
                rest.won = Proportion { k: rest.won.k + one.won.k, n: rest.won.n + one.won.n };
                rest.amount = rest.amount.saturating_add(one.amount);
                rest.known += one.known;
            }
            rest
        });
        Self { deals: cycles.len(), told, rest }
    }
}

impl Gathered {
    fn variant(&self, stages: Vec<u8>) -> Variant {
        let Self { won, amount, known, .. } = *self;
        Variant { stages, kinds: 1, won, amount, known, cycle: Stretch::default() }
    }
}

/// The stages of a deal in the order in which it entered them.
fn sequence(journeys: &Journeys, deal: usize, as_of: i64, into: &mut Vec<u8>) {
    into.clear();
    let steps = journeys.of(deal).take_while(|step| step.at <= as_of);
    into.extend(steps.filter_map(|step| match step.to {
        Place::Stage(stage) => Some(stage),
        Place::Waits | Place::Lost | Place::Won => None,
    }));
}

/// Whether a deal took these steps.
pub(super) fn took(journeys: &Journeys, deal: usize, as_of: i64, stages: &[u8]) -> bool {
    let mut steps = Vec::new();
    sequence(journeys, deal, as_of, &mut steps);
    steps == stages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::funnel::{Header, NOBODY, Step, UNKNOWN};

    fn deal(journeys: &mut Journeys, stages: &[u8], end: Option<Place>, long: i64, amount: i64) {
        let places = stages.iter().map(|&stage| Place::Stage(stage)).chain(end);
        let last = stages.len() + usize::from(end.is_some()) - 1;
        let steps: Vec<_> = places
            .enumerate()
            .map(|(at, to)| Step { to, at: if at == last { long } else { 0 }, about: NOBODY })
            .collect();
        journeys.add(Header { amount, ..Header::default() }, steps);
    }

    #[test]
    fn the_same_steps_are_one_segment() {
        let mut journeys = Journeys::new(4).unwrap();
        deal(&mut journeys, &[0, 1, 2], Some(Place::Won), 10, 700);
        deal(&mut journeys, &[0, 1, 2], Some(Place::Lost), 30, 50);
        deal(&mut journeys, &[0, 1, 2], Some(Place::Won), 20, UNKNOWN);
        deal(&mut journeys, &[0, 2], Some(Place::Won), 3, 100);
        deal(&mut journeys, &[0, 1, 1], Some(Place::Lost), 5, 9);
        deal(&mut journeys, &[0, 1, 2], None, 99, 9);
        let variants = Variants::of(&journeys, Cut::all(1_000));
        assert_eq!((variants.deals, variants.told.len(), variants.rest.is_none()), (5, 3, true));
        let first = &variants.told[0];
        assert_eq!((first.stages.as_slice(), first.won), (&[0, 1, 2][..], Proportion { k: 2, n: 3 }));
        assert_eq!((first.cycle.median, first.amount, first.known), (Some(20), 700, 1));
        assert_eq!(variants.told[1].stages, [0, 2]);
        assert_eq!(variants.told[2].stages, [0, 1, 1], "a step taken again is a step");
        assert!(took(&journeys, 1, 1_000, &first.stages) && !took(&journeys, 3, 1_000, &first.stages));
    }

    #[test]
    fn the_rest_is_told_together() {
        let mut journeys = Journeys::new(100).unwrap();
        for stage in 0..20_u8 {
            deal(&mut journeys, &[0, stage + 1], Some(Place::Won), i64::from(stage), 1);
        }
        deal(&mut journeys, &[0, 20], Some(Place::Lost), 7, 1);
        let variants = Variants::of(&journeys, Cut::all(1_000));
        assert_eq!(variants.told[0].stages, [0, 20]);
        let rest = variants.rest.unwrap();
        assert_eq!((variants.told.len(), rest.kinds, rest.won.n, rest.amount), (MOST, 8, 8, 8));
        assert_eq!(variants.told.iter().map(|variant| variant.won.n).sum::<usize>() + rest.won.n, variants.deals);
    }
}
