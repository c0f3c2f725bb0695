//! Robots: what they wait for and do, what they would do, what they did.

use super::{Count, Line, Text, screens};

screens! {
    /// Robots: what they wait for and do, what they would do, what they did.
    Robots {
        Text: title shows_first add shelf none none_why dry_run nothing_changed no_deals log log_empty log_here edit remove
            new_robot name why when only_if then then_in_order add_condition add_action take_away save
            every_funnel to_you to_send note_taken copy copied sent needs_name needs_action
            waits_for field span_of place basket_for tag text purpose value reasons_all funnels_all days_ahead
            any_funnel minutes_unit hours_unit working_days_unit days_unit how after role whom owner;
        // What a robot waits for.
        Text: not_ready over_norm_any won_any lost_any returns_today;
        Line<1>: entered over_norm field_set won lost returns date_today;
        Line<2>: stands date_near;
        Text: scored_any left_best month_why any_grade;
        Line<1>: scored leaves_best;
        Line<2>: either;
        [Text; 3]: sides sides_short;
        // Of each side from the worst to the best.
        [Text; 9]: grades;
        [Text; 10]: whens;
        // What must be so besides.
        Text: no_contact no_talk leads_nowhere take_ready;
        Line<1>: filled on_place stood not_in tagged_if scored_if;
        Line<2>: holds without_if;
        Line<3>: with_if;
        [Text; 9]: conditions;
        // What it does.
        Text: basket_by_reason back message tell_owner;
        Line<1>: go basket begin add_tag;
        Line<2>: plan;
        [Text; 4]: assign tell;
        [Text; 6]: kinds;
        [Text; 9]: actions;
        Count: in_minutes in_hours in_working_days in_days for_minutes for_hours for_working_days for_days;
        // What came of it.
        Text: messaged told_nobody no_skipping no_back no_place needs_reason needs_date is_closed is_archived
            not_allowed nothing_to_do not_planned;
        Line<1>: robot of_days moved began assigned planned kept tagged told lacks nobody missing undone_on
            undone_told switched_on switched_off changed added removed sent_told noted_told;
        Line<2>: said refused because;
        Count: would shelved and_more waiting;
    }
}
