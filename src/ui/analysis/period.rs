//! The stretch of days that a head of sales looks at, and the one before it, as the address has them.
//! Deliberately not here: what is counted in them (`insight::funnel`).

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};

/// When the deals came into the funnel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Came {
    /// The last thirteen weeks: as many of each day of the week, and as long on the first of a month as on the last.
    #[default]
    Weeks,
    /// This month and the two before it.
    Quarter,
    /// This month.
    Month,
    /// This month and the eleven before it.
    Year,
    /// Everything that ever was.
    Ever,
    /// From one day to another, both included.
    Days(NaiveDate, NaiveDate),
}

/// What a period is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Versus {
    /// The one of the same length before it.
    #[default]
    Before,
    /// The same days a year ago.
    YearAgo,
    /// Nothing.
    Nothing,
}

impl Came {
    /// The periods that have a name.
    pub(super) const NAMED: [Self; 5] = [Self::Weeks, Self::Month, Self::Quarter, Self::Year, Self::Ever];

    /// What an address says; none is what is shown without it.
    pub(super) fn parse(text: &str) -> Self {
        let days = || {
            let (from, to) = text.split_once("..")?;
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            (from <= to).then_some(Self::Days(from, to))
        };
        Self::NAMED.into_iter().find(|named| named.to_string() == text).or_else(days).unwrap_or_default()
    }

    /// Its first and last day; none for everything that ever was.
    pub(super) fn days(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let months = |back| Some((today.with_day(1)?.checked_sub_months(Months::new(back))?, today));
        match self {
            Self::Weeks => Some((today.checked_sub_days(Days::new(13 * 7 - 1))?, today)),
            Self::Month => months(0),
            Self::Quarter => months(2),
            Self::Year => months(11),
            Self::Ever => None,
            Self::Days(from, to) => Some((from, to)),
        }
    }

    /// The period that it is compared with. Whole months are compared with whole months: of this quarter so far with all of
    /// the one before, as it looked when it was as old.
    pub(super) fn before(self, versus: Versus, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let (from, to) = self.days(today)?;
        let ago = |months| {
            let months = Months::new(months);
            Some((from.checked_sub_months(months)?, to.checked_sub_months(months)?))
        };
        let last = |months| Some((from.checked_sub_months(Months::new(months))?, from.pred_opt()?));
        match (versus, self) {
            (Versus::Nothing, _) => None,
            (Versus::YearAgo, _) => ago(12),
            (Versus::Before, Self::Month) => last(1),
            (Versus::Before, Self::Quarter) => last(3),
            (Versus::Before, Self::Year) => last(12),
            (Versus::Before, _) => {
                let length = Days::new(u64::try_from((to - from).num_days() + 1).ok()?);
                Some((from.checked_sub_days(length)?, from.pred_opt()?))
            }
        }
    }
}

/// As the address has it.
impl fmt::Display for Came {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weeks => f.write_str("weeks"),
            Self::Month => f.write_str("month"),
            Self::Quarter => f.write_str("quarter"),
            Self::Year => f.write_str("year"),
            Self::Ever => f.write_str("ever"),
            Self::Days(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

impl Versus {
    /// Everything that a period can be compared with.
    pub(super) const ALL: [Self; 3] = [Self::Before, Self::YearAgo, Self::Nothing];

    /// What an address says; none is what is shown without it.
    pub(super) fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|versus| versus.name() == text).unwrap_or_default()
    }

    /// As the address has it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::YearAgo => "year",
            Self::Nothing => "nothing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_and_those_before_them() {
        let today = day("2026-11-26");
        let days = |came: Came| came.days(today).map(|(from, to)| format!("{from}..{to}")).unwrap_or_default();
        let before = |came: Came, versus| {
            came.before(versus, today).map(|(from, to)| format!("{from}..{to}")).unwrap_or_default()
        };
        assert_eq!(days(Came::Weeks), "2026-08-28..2026-11-26");
        assert_eq!(before(Came::Weeks, Versus::Before), "2026-05-29..2026-08-27");
        assert_eq!(days(Came::Quarter), "2026-09-01..2026-11-26");
        assert_eq!(before(Came::Quarter, Versus::Before), "2026-06-01..2026-08-31");
        assert_eq!(before(Came::Quarter, Versus::YearAgo), "2025-09-01..2025-11-26");
        assert_eq!(before(Came::Quarter, Versus::Nothing), "");
        assert_eq!(days(Came::Month), "2026-11-01..2026-11-26");
        assert_eq!(before(Came::Month, Versus::Before), "2026-10-01..2026-10-31");
        assert_eq!(before(Came::Year, Versus::Before), "2024-12-01..2025-11-30");
        assert_eq!((days(Came::Ever), before(Came::Ever, Versus::Before)), (String::new(), String::new()));
        let ten = Came::Days(day("2026-11-11"), day("2026-11-20"));
        assert_eq!(before(ten, Versus::Before), "2026-11-01..2026-11-10");
    }

    #[test]
    fn addresses() {
        let ten = Came::Days(day("2026-11-11"), day("2026-11-20"));
        for came in Came::NAMED.into_iter().chain([ten]) {
            assert_eq!(Came::parse(&came.to_string()), came);
        }
        for nonsense in ["", "never", "2026-11-20..2026-11-11", "2026-11-11..", "..", "a..b"] {
            assert_eq!(Came::parse(nonsense), Came::Weeks, "{nonsense}");
        }
        Versus::ALL.iter().for_each(|versus| assert_eq!(Versus::parse(versus.name()), *versus));
    }
}
