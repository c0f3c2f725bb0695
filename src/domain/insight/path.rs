//! The way of one customer through the cells, month by month (analytics 1.4), by boundaries that stand still.
//! Deliberately not here: many customers between two days (`rfm::Moves`).

use chrono::{Datelike, Months, NaiveDate};

use super::rfm::{BoundarySet, Kind, Ledger, Purchase, Scores};
use crate::domain::CustomerId;

/// How many months a way goes back.
pub const MONTHS: u32 = 12;

/// Where a customer stood at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The last day of a month, or today.
    pub day: NaiveDate,
    /// The score; none before the first purchase.
    pub scores: Option<Scores>,
    /// Purchases since the step before, refunds not counted.
    pub bought: usize,
}

/// The ends of the twelve months before a day, and the day itself. `boundaries` gives the set that held on a day. From the
/// first step with a purchase on: there is nothing to tell of before.
pub fn path(
    purchases: &[Purchase<CustomerId>],
    today: NaiveDate,
    boundaries: impl Fn(NaiveDate) -> BoundarySet,
) -> Vec<Step> {
    let ledger: Ledger<CustomerId> = purchases.iter().copied().collect();
    let first = today.with_day(1).unwrap_or(today);
    let ends = (0..MONTHS).rev().filter_map(|ago| first.checked_sub_months(Months::new(ago))?.pred_opt());
    let mut before = first.checked_sub_months(Months::new(MONTHS)).and_then(|first| first.pred_opt());
    let mut steps = Vec::new();
    for day in ends.chain([today]) {
        let since = |date: NaiveDate| before.is_none_or(|before| date > before) && date <= day;
        let bought = purchases.iter().filter(|line| line.kind == Kind::Sale && since(line.date)).count();
        let scores = ledger.summarise(day).buyers.first().map(|buyer| boundaries(day).score(buyer));
        before = Some(day);
        if scores.is_some() || bought > 0 || !steps.is_empty() {
            steps.push(Step { day, scores, bought });
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::insight::rfm::{Edges, Grade, Measure};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn bought(on: &str) -> Purchase<CustomerId> {
        Purchase { customer: CustomerId(1), date: day(on), kind: Kind::Sale, amount: Some(100) }
    }

    fn by(r: u32) -> BoundarySet {
        BoundarySet {
            as_of: day("2026-01-01"),
            buyers: 40,
            measure: Measure::default(),
            r: Some(Edges { best: r, worst: 90 }),
            f: Some(Edges { best: 3, worst: 1 }),
            m: None,
        }
    }

    #[test]
    fn month_by_month_with_what_was_bought_between() {
        let lines = [bought("2026-01-20"), bought("2026-03-05"), bought("2026-03-05"), bought("2026-05-02")];
        let refund = Purchase { kind: Kind::Refund, amount: Some(-10), ..bought("2026-02-03") };
        let lines = [&lines[..], &[refund]].concat();
        let steps = path(&lines, day("2026-05-10"), |_| by(30));
        let told: Vec<_> = steps
            .iter()
            .map(|step| (step.day.to_string(), step.scores.and_then(Scores::code).unwrap().to_string(), step.bought))
            .collect();
        let expected = [
            ("2026-01-31", "312", 1),
            ("2026-02-28", "212", 0),
            ("2026-03-31", "332", 2),
            ("2026-04-30", "232", 0),
            ("2026-05-10", "332", 1),
        ];
        assert_eq!(told, expected.map(|(day, code, bought)| (day.to_owned(), code.to_owned(), bought)));
    }

    #[test]
    fn each_month_by_the_boundaries_that_held_then() {
        let lines = [bought("2025-01-20")];
        let steps = path(&lines, day("2026-05-31"), |on| by(if on < day("2026-01-01") { 1_000 } else { 30 }));
        assert_eq!(steps.len(), 13);
        let best = steps.iter().filter(|step| step.scores.is_some_and(|scores| scores.r == Grade::Best));
        assert_eq!(best.map(|step| step.day).max(), Some(day("2025-12-31")));
        assert_eq!((steps[0].day, steps[12].day), (day("2025-05-31"), day("2026-05-31")));
    }

    #[test]
    fn on_the_first_of_a_month_and_without_purchases() {
        let steps = path(&[bought("2026-02-28")], day("2026-03-01"), |_| by(30));
        assert_eq!(
            steps.iter().map(|step| (step.day, step.bought)).collect::<Vec<_>>(),
            [(day("2026-02-28"), 1), (day("2026-03-01"), 0)]
        );
        assert_eq!(path(&[], day("2026-03-01"), |_| by(30)), []);
    }
}
