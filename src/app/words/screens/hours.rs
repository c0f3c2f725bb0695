//! When the company works.

use super::{Count, Line, Text, screens};

screens! {
    /// When the company works.
    Hours {
        Text: lead week week_why day_off work_day break_add like_monday told_like_monday until hours_remove hours_wrong last_hours monday tuesday wednesday thursday
            friday saturday sunday zone zone_why zone_unknown holidays holidays_why day add need_day known_day none none_why
            ready ready_why unfetched;
        Line<1>: begins ends remove_from break_in work_on own_zone now_there told_week told_zone told_added told_removed remove all_taken;
        Count: days told_taken;
    }
}
