//! Leads that come by themselves, and the form that sends them.

use super::{Count, Line, Text, screens};

screens! {
    /// Leads that come by themselves, and the form that sends them.
    InboxWords {
        Text: title about url url_wrong secret secret_why every keep remove read_now reading kept removed;
        Count: minutes taken;
        Line<1>: nothing_new read_at no_answer;
        Line<2>: wrong_one;
        Text: timeout network redirect not_leads too_large too_many no_funnel not_kept more_wrong;
        Line<2>: not_json;
        Text: form form_about form_url form_code copy copied download form_name form_why;
        // What the form itself says.
        Text: form_title consent send done failed;
        [Text; 5]: lines;
    }
}
