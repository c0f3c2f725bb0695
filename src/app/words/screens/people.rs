//! The sales desk, who sits here, handing over.

use super::{Line, Text, screens};

screens! {
    /// The sales desk, who sits here, handing over.
    People {
        Text: title lead add name role open worth overdue waiting load me here it_is_me not_me here_now nobody nobody_why who_here
            choose_me remove need_name empty empty_why all_people whom tell tell_why hand_do nobody_leads no_next rules
            rules_why usual own like_all skip back unproved free with_reason forbidden movers movers_why everybody who_works
            who_works_why no_stages;
        Line<1>: hand_over hand_result added removed cannot_remove task done missing next remove_whom it_is_me_whom
            role_of name_of leads_now told_who_works told_rules;
        Line<2>: note role_changed renamed movers_of rule_of told_movers;
    }
}
