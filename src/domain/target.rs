//! What is to be sold in a month. Deliberately not here: what was sold and what is likely (`insight`).

use chrono::{Datelike, NaiveDate};

use super::{MemberId, Money, Slug};

/// The plan of a month: of the whole desk, or of somebody there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name in the records, see [`Target::named`].
    pub id: Slug,
    /// The first day of the month.
    pub month: NaiveDate,
    /// Whose; none is the whole desk's.
    pub member: Option<MemberId>,
    /// How much is to be won.
    pub amount: Money,
}

impl Target {
    /// The name of the plan of a month: the same on every device, so that two people who set it set one. None for a month
    /// that no calendar names.
    pub fn named(month: NaiveDate, member: Option<MemberId>) -> Option<Slug> {
        let whose = member.map(|member| format!(".{member}")).unwrap_or_default();
        Slug::new(&format!("{:04}-{:02}{whose}", month.year(), month.month())).ok()
    }
}
