//! How long something takes that can end in two ways, where part of it is not over yet: the estimate of Aalen and
//! Johansen (Scandinavian Journal of Statistics 1978, 5:141). A deal is advanced or lost, and once lost it will not be
//! advanced; counting the lost ones as «still open» would promise more than there is.
//!
//! Deliberately not here: one way to end (`survival`).

use serde::{Deserialize, Serialize};

use super::waiting::Waiting;

/// Durations of what has ended in one way, in the other, and not so far, in order.
#[derive(Clone, Copy, Debug)]
pub struct Competing<'a, T> {
    advanced: &'a [T],
    lost: &'a [T],
    open: &'a [T],
}

/// What has become of those that began, by an age: the three shares are 1 together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fates {
    /// The share that has been advanced by then.
    pub advanced: f64,
    /// The share that has been lost by then.
    pub lost: f64,
    /// The share that is neither.
    pub open: f64,
}

/// An age at which something ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fate<T> {
    /// The age.
    pub at: T,
    /// What has become of those that began, this age included.
    pub fates: Fates,
}

impl<'a, T: Copy + Ord> Competing<'a, T> {
    /// Reads durations: up to the day on which it ended, and, where it has not ended, up to the last day that is known.
    /// All three get into order; nothing is copied.
    pub fn of(advanced: &'a mut [T], lost: &'a mut [T], open: &'a mut [T]) -> Self {
        [&mut *advanced, &mut *lost, &mut *open].into_iter().for_each(<[T]>::sort_unstable);
        Self { advanced, lost, open }
    }

    /// The whole of it, the shortest first: a step for every age at which something ended. What is open at such an age was
    /// watched through it.
    pub fn steps(&self) -> impl Iterator<Item = Fate<T>> + use<'a, T> {
        let [mut advanced, mut lost, mut open] = [self.advanced, self.lost, self.open].map(Waiting::all);
        let mut fates = Fates { advanced: 0.0, lost: 0.0, open: 1.0 };
        std::iter::from_fn(move || {
            let at = advanced.next().into_iter().chain(lost.next()).min()?;
            open.pass(at);
            let part = fates.open / (advanced.len() + lost.len() + open.len()) as f64;
            fates.advanced += part * advanced.take(at) as f64;
            fates.lost += part * lost.take(at) as f64;
            fates.open = part * (advanced.len() + lost.len() + open.len()) as f64;
            Some(Fate { at, fates })
        })
    }

    /// What has become of those that began by several ages, the ages included, in one pass. The ages rise.
    pub fn by<const N: usize>(&self, ages: [T; N]) -> [Fates; N] {
        let mut steps = self.steps().peekable();
        let mut fates = Fates { advanced: 0.0, lost: 0.0, open: 1.0 };
        ages.map(|age| {
            while let Some(step) = steps.next_if(|step| step.at <= age) {
                fates = step.fates;
            }
            fates
        })
    }
}
