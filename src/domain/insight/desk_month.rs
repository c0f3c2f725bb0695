//! What is won in a month beside what was to be won: of the desk and of each person.
//! Deliberately not here: what is likely until the end of the month (`months`), the plan itself (`Target`).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::in_base::{InBase, Used};
use super::months::Cases;
use crate::domain::{Currency, Deal, DealId, FourR, MemberId, Moment, Outcome, Workspace};

/// The deals won in a month, counted one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskMonth {
    /// The first day of the month.
    pub month: NaiveDate,
    base: InBase,
    offset: i32,
    /// The deals, with who leads each.
    pub won: Vec<(DealId, Option<MemberId>)>,
    /// What they are worth, in the smallest units of the company's currency, by who leads them.
    pub sums: BTreeMap<Option<MemberId>, i64>,
    /// Deals that the sums leave out: of a worth that nobody wrote down, or in a currency without a rate.
    pub left_out: usize,
}

impl DeskMonth {
    /// Nothing counted yet. The month is that of a moment, in a zone `offset` minutes ahead of UTC.
    pub fn new(workspace: &Workspace, now: Moment, offset: i32) -> Self {
        let today = now.day(offset);
        Self {
            month: today.with_day(1).unwrap_or(today),
            base: InBase::of(workspace),
            offset,
            won: Vec::new(),
            sums: BTreeMap::new(),
            left_out: 0,
        }
    }

    /// The currency of all sums.
    pub fn currency(&self) -> Currency {
        self.base.currency
    }

    /// By which rates sums in other currencies were converted.
    pub fn used(&self) -> &Used {
        &self.base.used
    }

    /// Counts one more deal, if it was won in the month. A lead that became a deal was not sold.
    pub fn count(&mut self, workspace: &Workspace, deal: &Deal) {
        let Some(funnel) = workspace.pipeline_of(deal.stage) else { return };
        let won = funnel.end(deal.stage).is_some_and(|end| end.outcome == Outcome::Won);
        let day = deal.entered().day(self.offset);
        let here = (day.year(), day.month()) == (self.month.year(), self.month.month());
        if !won || !here || funnel.four_r == Some(FourR::Leads) {
            return;
        }
        self.won.push((deal.id, deal.owner));
        match self.base.deal(workspace, deal, deal.entered()) {
            Some(worth) => {
                let sum = self.sums.entry(deal.owner).or_default();
                *sum = sum.saturating_add(worth);
            }
            None => self.left_out += 1,
        }
    }

    /// What was won by somebody; none is the whole desk.
    pub fn of(&self, whose: Option<MemberId>) -> i64 {
        match whose {
            Some(member) => self.sums.get(&Some(member)).copied().unwrap_or_default(),
            None => self.sums.values().copied().fold(0, i64::saturating_add),
        }
    }
}

/// How a month stands to its plan, in the smallest units of one currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Won so far.
    pub won: i64,
    /// Won and expected until the end of the month: the mean, the worst and the best case.
    pub forecast: Cases,
    /// The plan; none when nobody has set one.
    pub plan: Option<i64>,
}

impl Standing {
    /// How much the forecast falls short of the plan, if it does.
    #[expect(clippy::cast_precision_loss, reason = "sums of money are shown rounded")]
    pub fn gap(self) -> Option<f64> {
        self.plan.map(|plan| plan as f64 - self.forecast.mean).filter(|&gap| gap > 0.0)
    }

    /// Where won, the forecast and the plan stand on a scale that shows all three, in parts of one.
    #[expect(clippy::cast_precision_loss, reason = "sums of money on a picture")]
    pub fn scale(self) -> [f64; 3] {
        let [won, plan] = [self.won, self.plan.unwrap_or_default()].map(|sum| sum as f64);
        let most = self.forecast.mean.max(plan).max(won).max(1.0);
        // The mark of the plan stands a little inside.
        let whole = if self.plan.is_some() { most * 1.07 } else { most };
        [won, self.forecast.mean, plan].map(|sum| (sum / whole).clamp(0.0, 1.0))
    }
}
