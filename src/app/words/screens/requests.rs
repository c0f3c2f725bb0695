//! Leads on their way in: written, pasted, carried by a link.

use super::{Count, Line, Text, screens};

screens! {
    /// Leads on their way in: written, pasted, carried by a link.
    Requests {
        Text: as_is as_is_placeholder was_read person job phone email messenger need when amount source other_source
            same_one open_already create_and_take create in_file city inn no_leads all_there bad_link_why nobody
            pasted_table rows_are_leads;
        Line<1>: looks_like is_theirs taken_once bad_link too_large too_many bad_letters not_text;
        Line<2>: too_long;
        Count: taken;
    }
}
