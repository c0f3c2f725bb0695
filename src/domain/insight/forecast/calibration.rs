//! What the forecast would have said some time ago, beside what then happened: the reason to believe it, or not.

use super::fit::{Fit, NoFit, fit};
use super::history::{History, histories};
use super::likelihood::Sample;
use super::model::Model;
use crate::domain::insight::proportion::Proportion;
use crate::domain::insight::rfm::Ledger;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::Hash;

/// Tenths of probability: 0 to 10 %, 10 to 20 %, and so on.
const CLASSES: usize = 10;

/// A forecast made in the past for the days since then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// The last day that the forecast knew.
    pub made_on: NaiveDate,
    /// How many days it looked ahead.
    pub days: u32,
    /// What was fitted to what was known then.
    pub fit: Fit,
    /// Customers by the probability that was said, in tenths, the lowest first. Tenths without customers are absent.
    pub classes: Vec<Class>,
    /// Everyone.
    pub total: Class,
    /// The mean square of what was said less what happened (Brier's score): 0 is perfect.
    pub brier: f64,
    /// The same if everyone had been told the share that happened to buy: a forecast that is worse than that is none.
    pub brier_of_constant: f64,
    /// Days with purchases that were to be expected of all customers together.
    pub purchases_said: f64,
    /// Days with purchases that happened.
    pub purchases_happened: usize,
}

/// Customers of whom about the same was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Class {
    /// The share of them that was to buy by what was said: the mean of their probabilities.
    pub said: f64,
    /// How many of them did buy; its range tells how much of a difference is chance.
    pub happened: Proportion,
}

impl Class {
    fn count(&mut self, said: f64, happened: bool) {
        self.happened.count(happened);
        self.said += (said - self.said) / self.happened.n as f64;
    }

    /// Whether what was said lies in the range of what happened.
    pub fn holds(&self) -> bool {
        let (low, high) = self.happened.range();
        (low..=high).contains(&self.said)
    }
}

impl Calibration {
    /// What a model would have said so many days before `today` for the days until today, fitted to what was known then.
    /// A purchase counts as having happened if it stands today.
    ///
    /// # Errors
    /// There was too little to fit then, see [`NoFit`].
    pub fn of<C: Copy + Eq + Hash>(
        ledger: &Ledger<C>,
        model: Model,
        days: u32,
        today: NaiveDate,
    ) -> Result<Self, NoFit> {
        let made_on = today.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN);
        let then = histories(ledger, made_on);
        let fit = fit(model, &then.iter().map(History::pattern).collect::<Sample>())?;
        let happened = happened_since(ledger, made_on, today);

        let mut classes = [Class::default(); CLASSES];
        let mut total = Class::default();
        let (mut squares, mut purchases_said, mut purchases_happened) = (0.0, 0.0, 0);
        for history in &then {
            let pattern = history.pattern();
            let said = fit.forecast.buys_within(pattern, days);
            let purchases = happened.get(&history.buyer.customer).copied().unwrap_or_default();
            let bought = purchases > 0;
            classes[((said * CLASSES as f64) as usize).min(CLASSES - 1)].count(said, bought);
            total.count(said, bought);
            squares += (said - f64::from(u8::from(bought))).powi(2);
            purchases_said += fit.forecast.purchases_within(pattern, days);
            purchases_happened += purchases;
        }
        let share = total.happened.share();
        Ok(Self {
            made_on,
            days,
            fit,
            classes: classes.into_iter().filter(|class| class.happened.n > 0).collect(),
            total,
            brier: squares / then.len() as f64,
            brier_of_constant: share * (1.0 - share),
            purchases_said,
            purchases_happened,
        })
    }
}

/// On how many days after `since` each customer bought, until the end of `today`.
fn happened_since<C: Copy + Eq + Hash>(ledger: &Ledger<C>, since: NaiveDate, today: NaiveDate) -> HashMap<C, usize> {
    let later = ledger.each_buyer(today, |buyer, days| {
        days.retain(|&day| day > since);
        days.sort_unstable();
        days.dedup();
        (buyer.customer, days.len())
    });
    later.into_iter().collect()
}
