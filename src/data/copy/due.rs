//! When the next copy is due: pure of clocks, so that a week can be tried in a test.

use serde::{Deserialize, Serialize};

use crate::domain::{Moment, Workspace};

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// How often a person wants to be reminded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// Every seven days.
    #[default]
    Week,
    /// Every thirty days.
    Month,
    /// Not at all.
    Never,
}

/// The last copy that was made on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Last {
    /// When.
    pub at: Moment,
    /// How large it was, in bytes.
    pub bytes: u64,
}

/// What this device knows about copies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    /// How often to remind.
    pub every: Every,
    /// The last copy.
    pub last: Option<Last>,
    /// Since when there is something to copy here.
    pub since: Option<Moment>,
    /// Until when nobody is to be reminded again.
    pub quiet: Option<Moment>,
}

/// What a reminder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The last copy is so many days old.
    Old(usize),
    /// There has been something to copy for so many days, and no copy was made.
    NeverMade(usize),
}

/// Whether a workspace holds something of one's own: anything but the example.
pub fn is_own(workspace: &Workspace) -> bool {
    let own = workspace.company().is_some_and(|company| !company.demo);
    own && (workspace.deals().len() > 0 || workspace.customers().len() > 0)
}

/// Whether a copy is due.
pub fn due(habit: &Habit, own: bool, now: Moment) -> Option<Due> {
    let days = match habit.every {
        Every::Week => 7,
        Every::Month => 30,
        Every::Never => return None,
    };
    if !own || habit.quiet.is_some_and(|quiet| now < quiet) {
        return None;
    }
    let passed = |since: Moment| usize::try_from(now.0.saturating_sub(since.0) / DAY).unwrap_or_default();
    match (&habit.last, habit.since) {
        (Some(last), _) => Some(passed(last.at)).filter(|&passed| passed >= days).map(Due::Old),
        (None, Some(since)) => Some(passed(since)).filter(|&passed| passed >= days).map(Due::NeverMade),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(days: i64) -> Moment {
        Moment(days * DAY)
    }

    #[test]
    fn a_week_is_over_after_seven_days_and_a_month_after_thirty() {
        let last = Some(Last { at: after(0), bytes: 1 });
        let habit = Habit { last, ..Habit::default() };
        assert_eq!(due(&habit, true, Moment(7 * DAY - 1)), None);
        assert_eq!(due(&habit, true, after(9)), Some(Due::Old(9)));
        assert_eq!(due(&habit, false, after(9)), None);
        let monthly = Habit { every: Every::Month, ..habit.clone() };
        assert_eq!((due(&monthly, true, after(29)), due(&monthly, true, after(30))), (None, Some(Due::Old(30))));
        assert_eq!(due(&Habit { every: Every::Never, ..habit.clone() }, true, after(99)), None);
        let quiet = Habit { quiet: Some(after(10)), ..habit };
        assert_eq!((due(&quiet, true, after(9)), due(&quiet, true, after(10))), (None, Some(Due::Old(10))));
    }

    #[test]
    fn without_a_copy_the_week_begins_when_there_is_something_to_copy() {
        let habit = Habit { since: Some(after(3)), ..Habit::default() };
        assert_eq!((due(&habit, true, after(9)), due(&habit, true, after(10))), (None, Some(Due::NeverMade(7))));
        assert_eq!(due(&Habit::default(), true, after(99)), None);
    }

    #[test]
    fn a_clock_that_was_set_back_reminds_of_nothing() {
        let habit = Habit { last: Some(Last { at: after(100), bytes: 1 }), ..Habit::default() };
        assert_eq!(due(&habit, true, after(9)), None);
    }
}
