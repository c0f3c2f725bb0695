//! How long something takes, where part of it is not over yet: the estimate of Kaplan and Meier (Journal of the American
//! Statistical Association 1958, 53:457). Durations are whole numbers of whatever unit the caller counts in.
//!
//! Leaving out what is still open would make everything look quicker than it is: an open deal says that it takes at least
//! as long as it is old. Deliberately not here: two ways to end (`competing`), comparing two groups (`logrank`).

use super::waiting::Waiting;

/// Durations of what has happened, and of what has not happened so far, in order.
#[derive(Clone, Copy, Debug)]
pub struct Survival<'a, T> {
    happened: &'a [T],
    open: &'a [T],
}

/// An age at which something happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step<T> {
    /// The age.
    pub at: T,
    /// To how many it had not happened before, among those watched for at least as long.
    pub waiting: usize,
    /// To how many of them it happened at this age.
    pub happened: usize,
    /// The share to which it has not happened up to this age, and at it.
    pub left: f64,
}

/// Sums of a million quotients don't come out to the last digit; a share that is this near to one half is one half.
const SAME: f64 = 1e-10;

impl<'a, T: Copy + Ord> Survival<'a, T> {
    /// Reads durations: up to the day on which it happened, and, where it has not happened, up to the last day that is
    /// known. Both get into order; nothing is copied.
    pub fn of(happened: &'a mut [T], open: &'a mut [T]) -> Self {
        happened.sort_unstable();
        open.sort_unstable();
        Self { happened, open }
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.happened.len() + self.open.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// To how many it happened.
    pub fn happened(&self) -> usize {
        self.happened.len()
    }

    /// The whole curve, the shortest first: a step for every age at which something happened. What is open at such an age
    /// was watched through it, and is counted among those waiting.
    pub fn steps(&self) -> impl Iterator<Item = Step<T>> + use<'a, T> {
        let (mut ahead, mut open) = (Waiting::all(self.happened), Waiting::all(self.open));
        // While nobody drops out the product is a plain share of those at its beginning: so it is counted, and comes out
        // exact where everything has happened.
        let (mut share, mut watched) = (1.0, self.len());
        std::iter::from_fn(move || {
            let at = ahead.next()?;
            let before = ahead.len() + open.len();
            open.pass(at);
            let waiting = ahead.len() + open.len();
            if waiting < before {
                share *= before as f64 / watched as f64;
                watched = waiting;
            }
            let happened = ahead.take(at);
            Some(Step { at, waiting, happened, left: share * ((waiting - happened) as f64 / watched as f64) })
        })
    }

    /// The shortest age by which it has happened to this share, for several shares in one pass: 0.5 is the median. None
    /// where so great a share is not reached while anybody is watched.
    pub fn quantiles<const N: usize>(&self, shares: [f64; N]) -> [Option<T>; N] {
        let mut found = [None; N];
        for step in self.steps() {
            for (share, age) in shares.iter().zip(&mut found) {
                if age.is_none() && step.left <= 1.0 - share + SAME {
                    *age = Some(step.at);
                }
            }
            if found.iter().all(Option::is_some) {
                break;
            }
        }
        found
    }

    /// The share to which it has not happened by this age, the age included.
    pub fn left(&self, age: T) -> f64 {
        self.steps().take_while(|step| step.at <= age).last().map_or(1.0, |step| step.left)
    }

    pub(super) fn ahead(&self) -> [Waiting<'a, T>; 2] {
        [Waiting::all(self.happened), Waiting::all(self.open)]
    }
}
