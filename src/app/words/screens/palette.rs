//! Search over everything, and commands.

use super::{Count, Line, Text, screens};

screens! {
    /// Search over everything, and commands.
    Palette {
        Text: title placeholder deals customers people notes pages commands recent this_deal actions choose open new_tab acts
            back nothing nothing_why building call write next_contact no_next theme_dark theme_light theme_words
            speak_words density_words load_words deal_words lead_words next_words undo_words
            keys_words today_words clients_words analysis_words setup_words people_words hours_words rates_words here_words
            builder_words in_palette lifted put_back drop carry plan_words move_words hand_words lose_words write_words
            this_lead take_words sql_words off_target_words spam_words;
        Line<1>: make_lead make_lead_of funnel_setup;
        Line<2>: some_of;
        Count: found;
    }
}
