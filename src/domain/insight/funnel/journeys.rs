//! The ways of deals through one funnel, in columns of numbers: a million steps are read in one sweep, and go to the worker
//! in one copy. Stages are numbered from 0 in the order of the funnel; owners, sources, reasons and the like by codes whose
//! meaning is kept by whoever made the columns.
//! Deliberately not here: what a way comes to (`way`), which deals are asked about (`cut`).

use super::cut::{DIMENSIONS, Label};
use super::way::MOST_STAGES;

/// Stands for an amount that nobody knows.
pub const UNKNOWN: i64 = i64::MIN;
/// Stands for a code that is not there: nobody, no reason, no source.
pub const NOBODY: u32 = u32::MAX;

/// Where a step leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// To a stage, by its number.
    Stage(u8),
    /// Out, to come back on a date: nothing is decided.
    Waits,
    /// Out: the buyer stopped.
    Lost,
    /// The buyer bought, or the funnel reached its result.
    Won,
}

const WAITS: u8 = 253;
const LOST: u8 = 254;
const WON: u8 = 255;

impl Place {
    const fn code(self) -> u8 {
        match self {
            Self::Stage(stage) => stage,
            Self::Waits => WAITS,
            Self::Lost => LOST,
            Self::Won => WON,
        }
    }

    const fn of(code: u8) -> Self {
        match code {
            WAITS => Self::Waits,
            LOST => Self::Lost,
            WON => Self::Won,
            stage => Self::Stage(stage),
        }
    }
}

/// What is known of a deal besides its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// In the smallest units of the currency of the company; [`UNKNOWN`] when nobody knows, or in another currency.
    pub amount: i64,
    /// The code in each dimension, [`NOBODY`] where there is none.
    pub labels: [Label; DIMENSIONS],
}

impl Default for Header {
    fn default() -> Self {
        Self { amount: UNKNOWN, labels: [NOBODY; DIMENSIONS] }
    }
}

/// A step of a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it leads.
    pub to: Place,
    /// When, in milliseconds of the epoch.
    pub at: i64,
    /// Why, for a loss; who moved it, for any other: a code.
    pub about: u32,
}

/// The ways of deals through one funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journeys {
    /// Where the steps of each deal end.
    pub(super) ends: Vec<u32>,
    pub(super) amounts: Vec<i64>,
    pub(super) labels: [Vec<Label>; DIMENSIONS],
    pub(super) places: Vec<u8>,
    pub(super) moments: Vec<i64>,
    pub(super) about: Vec<u32>,
    stages: u8,
}

impl Journeys {
    /// No deals yet, in a funnel of so many stages; none for a funnel of more than [`MOST_STAGES`].
    pub fn new(stages: usize) -> Option<Self> {
        let stages = u8::try_from(stages).ok().filter(|&stages| usize::from(stages) <= MOST_STAGES)?;
        Some(Self { stages, ..Self::default() })
    }

    /// How many stages the funnel has.
    pub fn stages(&self) -> usize {
        usize::from(self.stages)
    }

    /// How many deals there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many steps they took.
    pub fn steps(&self) -> usize {
        self.places.len()
    }

    /// Adds a deal. Its steps are put in the order of time; those of one instant stay in the order in which they come. A step
    /// to a stage that the funnel does not have is left out, and so is a deal without steps: it has not been in the funnel.
    pub fn add(&mut self, header: Header, steps: impl IntoIterator<Item = Step>) {
        let begin = self.places.len();
        let known = |step: &Step| !matches!(step.to, Place::Stage(stage) if stage >= self.stages);
        for Step { to, at, about } in steps.into_iter().filter(known) {
            self.places.push(to.code());
            self.moments.push(at);
            self.about.push(about);
        }
        if self.places.len() == begin {
            return;
        }
        if !self.moments[begin..].is_sorted() {
            self.put_in_order(begin);
        }
        #[expect(clippy::cast_possible_truncation, reason = "fewer than a browser has room for")]
        self.ends.push(self.places.len() as u32);
        self.amounts.push(header.amount);
        for (column, label) in self.labels.iter_mut().zip(header.labels) {
            column.push(label);
        }
    }

    fn put_in_order(&mut self, begin: usize) {
        let mut steps: Vec<Step> = self.from(begin..self.places.len()).collect();
        steps.sort_by_key(|step| step.at);
        for (at, step) in (begin..).zip(steps) {
            (self.places[at], self.moments[at], self.about[at]) = (step.to.code(), step.at, step.about);
        }
    }

    /// The steps of a deal, in the order of time.
    pub fn of(&self, deal: usize) -> impl DoubleEndedIterator<Item = Step> + '_ {
        self.from(self.range(deal))
    }

    /// When a deal came into the funnel.
    pub fn came(&self, deal: usize) -> i64 {
        self.moments.get(self.range(deal).start).copied().unwrap_or_default()
    }

    /// What a deal is worth, if known.
    pub fn amount(&self, deal: usize) -> Option<i64> {
        self.amounts.get(deal).copied().filter(|&amount| amount != UNKNOWN)
    }

    /// The code of a deal in a dimension.
    pub fn label(&self, deal: usize, dimension: usize) -> Label {
        self.labels.get(dimension).and_then(|column| column.get(deal)).copied().unwrap_or(NOBODY)
    }

    /// The columns one after another, small numbers and large ones apart: how they go to the worker.
    pub fn columns(&self) -> (Vec<u32>, Vec<i64>) {
        let places = self.places.iter().map(|&place| u32::from(place));
        let mut small = Vec::with_capacity(self.len() * (1 + DIMENSIONS) + self.steps() * 2);
        small.extend(&self.ends);
        self.labels.iter().for_each(|column| small.extend(column));
        small.extend(&self.about);
        small.extend(places);
        (small, [&self.amounts[..], &self.moments].concat())
    }

    /// What was taken apart by [`Journeys::columns`]; none when it does not fit together.
    pub fn of_columns(stages: usize, deals: usize, small: &[u32], large: &[i64]) -> Option<Self> {
        let steps = large.len().checked_sub(deals)?;
        let mut rest = small;
        let mut take = |n: usize| {
            let (column, after) = rest.split_at_checked(n)?;
            rest = after;
            Some(column)
        };
        let ends = take(deals)?;
        let mut labels: [Vec<Label>; DIMENSIONS] = Default::default();
        for column in &mut labels {
            *column = take(deals)?.to_vec();
        }
        let (about, places) = (take(steps)?, take(steps)?);
        let whole = rest.is_empty() && ends.is_sorted() && ends.last().map_or(0, |&end| end as usize) == steps;
        let mut journeys = Self::new(stages).filter(|_| whole)?;
        let known = |&place: &u32| u8::try_from(place).ok();
        journeys.places = places.iter().map(known).collect::<Option<_>>()?;
        if journeys.places.iter().any(|&place| matches!(Place::of(place), Place::Stage(at) if at >= journeys.stages)) {
            return None;
        }
        (journeys.ends, journeys.labels, journeys.about) = (ends.to_vec(), labels, about.to_vec());
        (journeys.amounts, journeys.moments) = (large[..deals].to_vec(), large[deals..].to_vec());
        Some(journeys)
    }

    fn range(&self, deal: usize) -> std::ops::Range<usize> {
        let end = |deal: usize| self.ends.get(deal).map_or(self.places.len(), |&end| end as usize);
        deal.checked_sub(1).map_or(0, end)..end(deal)
    }

    fn from(&self, range: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = Step> + '_ {
        let places = self.places[range.clone()].iter();
        let rest = self.moments[range.clone()].iter().zip(&self.about[range]);
        places.zip(rest).map(|(&place, (&at, &about))| Step { to: Place::of(place), at, about })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(to: Place, at: i64) -> Step {
        Step { to, at, about: NOBODY }
    }

    #[test]
    fn steps_are_kept_in_the_order_of_time() {
        let mut journeys = Journeys::new(3).unwrap();
        let header = Header { amount: 5, labels: [1, 2, 3, 4, 5] };
        journeys.add(
            header,
            [step(Place::Stage(1), 20), step(Place::Stage(0), 10), step(Place::Won, 20), step(Place::Stage(3), 30)],
        );
        journeys.add(Header::default(), [step(Place::Stage(9), 1)]);
        journeys.add(Header::default(), [step(Place::Lost, 7)]);
        assert_eq!((journeys.len(), journeys.steps(), journeys.stages()), (2, 4, 3));
        let way: Vec<_> = journeys.of(0).map(|step| (step.to, step.at)).collect();
        assert_eq!(way, [(Place::Stage(0), 10), (Place::Stage(1), 20), (Place::Won, 20)]);
        assert_eq!((journeys.came(0), journeys.came(1)), (10, 7));
        assert_eq!((journeys.amount(0), journeys.amount(1)), (Some(5), None));
        assert_eq!((journeys.label(0, 4), journeys.label(1, 0)), (5, NOBODY));
    }

    #[test]
    fn columns_are_taken_apart_and_put_together() {
        let mut journeys = Journeys::new(2).unwrap();
        journeys.add(Header { amount: 5, labels: [1, 2, 3, 4, 5] }, [step(Place::Stage(0), 1), step(Place::Lost, 2)]);
        journeys.add(Header::default(), [step(Place::Waits, -7)]);
        let (small, large) = journeys.columns();
        assert_eq!(Journeys::of_columns(2, 2, &small, &large), Some(journeys));
        for (stages, deals) in [(0, 2), (2, 1), (2, 3), (2, 9), (999, 2)] {
            assert_eq!(Journeys::of_columns(stages, deals, &small, &large), None, "{stages} {deals}");
        }
        assert_eq!(Journeys::of_columns(2, 2, &small[1..], &large), None);
        assert_eq!(Journeys::of_columns(0, 0, &[], &[]), Journeys::new(0));
    }
}
