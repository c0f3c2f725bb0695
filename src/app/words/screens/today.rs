//! The day of somebody and the desk as its head sees it.

use super::{Count, Line, Text, screens};

screens! {
    /// The day of somebody and the desk as its head sees it.
    Today {
        Text: title day everybody whose_day mine desk counting last_day overdue silent no_date no_talk assign done nothing_today
            nothing_ahead empty empty_why to_deals who_are_you who_why held_title said said_placeholder need_words not_yet
            write plan won forecast forecast_why kept no_plan need_amount by_person answers week median
            late_answer minutes count no_requests people person requests requests_why talks talks_why late late_why skips
            skips_why unproved unproved_why likely_col likely_why nobody total deal stage amount next owner deals_behind
            desk_plan tomorrow next_day;
        Line<1>: nearest last_talk call letter postpone held assign_whom open_deal plan_mark gap plan_of norm longer
            open_deals day_of now_is;
        Line<2>: done_of in_time waits of_plan deals_worth plan_told;
        Line<3>: bars;
        Count: days_left on_stage more never left_out;
    }
}
