//! «Прогрессы» (0.18, 0.19, U13): of every customer how likely they are to buy within the next days, why that is said, and
//! what became of the same forecast when it was made some time ago.
//! Deliberately not here: the models (`forecast`), and where this is worked out (`data::errand`): it takes too long for a
//! page that somebody uses.

use std::cmp::Ordering;
use std::hash::Hash;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::forecast::{Calibration, Fit, History, Model, NoFit, Sample, fit, histories};
use super::rfm::{Ledger, Measure};

/// What is said of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect<C> {
    /// Who, and why: how often they bought and for how much, how long ago, how long it usually takes them.
    pub history: History<C>,
    /// The probability of at least one purchase within the days; none where nothing could be fitted.
    pub buys: Option<f64>,
}

/// How far what is said can be trusted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// The last day that the forecast knows.
    pub today: NaiveDate,
    /// How many days it looks ahead.
    pub days: u32,
    /// The company's parameters, or why there are none.
    pub fit: Result<Fit, NoFit>,
    /// What was said so many days ago and what then happened, or why that can't be told.
    pub calibration: Result<Calibration, NoFit>,
}

/// What is said of all customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook<C> {
    /// The likeliest to buy first. Without probabilities those come first who are the least late by their own measure,
    /// and last of whom nothing is usual yet.
    pub prospects: Vec<Prospect<C>>,
    /// What it rests on.
    pub grounds: Grounds,
}

/// How many customers are going to buy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// On average.
    pub mean: f64,
    /// With 95 %, not fewer.
    pub low: f64,
    /// With 95 %, not more.
    pub high: f64,
}

impl<C: Copy + Ord + Hash> Outlook<C> {
    /// What can be said at the end of a day about the next ones.
    pub fn of(ledger: &Ledger<C>, model: Model, days: u32, today: NaiveDate) -> Self {
        let histories = histories(ledger, today);
        let fit = fit(model, &histories.iter().map(History::pattern).collect::<Sample>());
        let calibration = Calibration::of(ledger, model, days, today);
        let buys = |history: &History<C>| Some(fit.as_ref().ok()?.forecast.buys_within(history.pattern(), days));
        let mut prospects: Vec<Prospect<C>> =
            histories.into_iter().map(|history| Prospect { buys: buys(&history), history }).collect();
        prospects.sort_by(|one, other| one.order(other));
        Self { prospects, grounds: Grounds { today, days, fit, calibration } }
    }
}

impl<C: Ord> Prospect<C> {
    fn order(&self, other: &Self) -> Ordering {
        let likelier = other.buys.unwrap_or_default().total_cmp(&self.buys.unwrap_or_default());
        let lateness = |prospect: &Self| match prospect.history.usual {
            Some(usual) => f64::from(prospect.history.buyer.recency) / f64::from(usual.max(1)),
            None => f64::INFINITY,
        };
        let later = || lateness(self).total_cmp(&lateness(other));
        let longer = || self.history.buyer.recency.cmp(&other.history.buyer.recency);
        let name = || self.history.buyer.customer.cmp(&other.history.buyer.customer);
        likelier.then_with(later).then_with(longer).then_with(name)
    }
}

/// Whoever has been silent for so many of their usual intervals is not late but gone, and no call of this morning.
const GONE_AFTER: u32 = 3;

impl<C> Outlook<C> {
    /// Who is late by their own rhythm and worth a call: not yet gone, the largest usual cheque first.
    pub fn late(&self) -> Vec<&Prospect<C>> {
        let is_late = |prospect: &&Prospect<C>| {
            let history = &prospect.history;
            let gone = |usual: u32| history.buyer.recency > usual.saturating_mul(GONE_AFTER);
            history.overdue().is_some() && !history.usual.is_some_and(gone)
        };
        let mut late: Vec<_> = self.prospects.iter().filter(is_late).collect();
        // As many prospects stay in the order in which they come.
        late.sort_by_key(|prospect| std::cmp::Reverse(prospect.history.buyer.money(Measure::AverageCheque)));
        late
    }

    /// How many of all are going to buy; none where nothing could be fitted. Customers decide for themselves, so that the
    /// number varies as a sum of unequal chances does.
    pub fn expected(&self) -> Option<Expected> {
        self.grounds.fit.as_ref().ok()?;
        let chances = || self.prospects.iter().filter_map(|prospect| prospect.buys);
        let mean: f64 = chances().sum();
        let spread = chances().map(|chance| chance * (1.0 - chance)).sum::<f64>().sqrt();
        let most = chances().count();
        #[expect(clippy::cast_precision_loss, reason = "a count of customers")]
        let most = most as f64;
        Some(Expected { mean, low: (mean - 1.96 * spread).max(0.0), high: (mean + 1.96 * spread).min(most) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::rfm::{Kind, Purchase};

    fn day(number: i32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(740_000 + number).unwrap()
    }

    /// Customers by the days on which they bought.
    fn ledger(customers: &[&[i32]]) -> Ledger<u32> {
        let lines = customers.iter().enumerate().flat_map(|(customer, days)| {
            let customer = customer as u32;
            days.iter().map(move |&at| Purchase { customer, date: day(at), kind: Kind::Sale, amount: Some(100) })
        });
        lines.collect()
    }

    #[test]
    fn too_few_are_told_by_what_is_usual_only() {
        // Nothing usual yet; every ten days and gone; on time; every twenty days and late.
        let customers: [&[i32]; 4] = [&[0], &[0, 10, 20, 30], &[50, 60, 70, 80], &[0, 20, 40, 60]];
        let outlook = Outlook::of(&ledger(&customers), Model::default(), 30, day(85));
        assert_eq!(outlook.grounds.fit, Err(NoFit::TooFew { customers: 4, repeaters: 3 }));
        assert_eq!(outlook.expected(), None);
        let order: Vec<_> = outlook.prospects.iter().map(|prospect| prospect.history.buyer.customer).collect();
        assert_eq!(order, [2, 3, 1, 0]);
        let overdue: Vec<_> = outlook.prospects.iter().map(|prospect| prospect.history.overdue()).collect();
        assert_eq!(overdue, [None, Some(5), Some(45), None]);
        let late: Vec<_> = outlook.late().iter().map(|prospect| prospect.history.buyer.customer).collect();
        assert_eq!(late, [3]);
        assert!(outlook.prospects.iter().all(|prospect| prospect.buys.is_none()));
    }

    #[test]
    fn the_likeliest_come_first_and_add_up() {
        // Half of them every month until today, half of them twice, long ago.
        let often: Vec<i32> = (0..12).map(|month| month * 30).collect();
        let customers: Vec<&[i32]> = (0..240).map(|at| if at % 2 == 0 { &often[..] } else { &[0, 40] }).collect();
        let outlook = Outlook::of(&ledger(&customers), Model::default(), 30, day(340));
        let chances: Vec<f64> = outlook.prospects.iter().filter_map(|prospect| prospect.buys).collect();
        assert_eq!(chances.len(), 240);
        assert!(chances.is_sorted_by(|one, other| one >= other));
        assert!(outlook.prospects[0].history.repeats == 11 && outlook.prospects[239].history.repeats == 1);
        let Expected { mean, low, high } = outlook.expected().unwrap();
        assert!((mean - chances.iter().sum::<f64>()).abs() < 1e-9 && low < mean && mean < high && high <= 240.0);
        let made_on = outlook.grounds.calibration.unwrap().made_on;
        assert_eq!(made_on, day(310));
    }
}
