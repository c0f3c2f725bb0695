//! Currencies: the one that sums are shown in, rates, what has none.

use super::{Count, Line, Text, screens};

screens! {
    /// Currencies: the one that sums are shown in, rates, what has none.
    Rates {
        Text: lead base base_why rates rates_why code since units add add_title need_currency own_currency need_day
            need_units need_value none none_why page import import_why paste choose_file unread day_of_text
            nothing_read what_comes new changed not_taken why_no_currency why_own why_no_day why_twice discard missing
            missing_why;
        Line<1>: told_base told_removed told_changed remove value_of why_value why_units why_day in_base more;
        Line<2>: at by told_put line_of_text;
        Count: by_rates unknown unrated sums take told_taken days known cut;
    }
}
