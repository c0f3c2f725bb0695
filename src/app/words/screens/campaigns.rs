//! Who leaves the best, offers with a control group, who has fallen silent and why.

use super::{Count, Line, Text, screens};

screens! {
    /// Who leaves the best, offers with a control group, who has fallen silent and why.
    Campaigns {
        // Who leaves the best.
        Text: only_best to_middle to_worst propose call_list call_list_why calendar calendar_why calendar_name
            sent_mark ready_mark queued_mark failed_mark dropped_mark answered_mark offered_mark control_mark control_why bought_mark
            past_day;
        Line<1>: at_risk last_day call_on;
        Line<3>: anyway anyway_few call_about;
        Count: send_to;
        [Text; 8]: call_heads;
        // An offer to a list.
        Text: campaign title offer_title name goal goal_hint subject subject_default text text_hint until until_hint control
            control_off few gets control_group letters nowhere unwanted unfilled need_name need_text need_subject
            need_day past unknown_me nobody leaving_goal cell_goal;
        Line<1>: leaving_name one_name cell_name list_name unknown gaps_are held_back control_on;
        Line<2>: offer_text begun;
        Count: begin_with;
        // Campaigns and what they brought.
        Text: none none_why ended_mark with_offer without_offer bought spent_each too_few_sides no_control too_early running_note end
            end_why export who_side letter bought_on whose all_customers sides_offered sides_control no_letter gone;
        Line<1>: ended since days_left_last ended_told answered_on sent_on opened;
        Line<2>: chance gain loss of_bought started;
        Count: days_left;
        [Text; 6]: export_heads;
        // The best who have fallen silent.
        Text: silent silent_none silent_none_why looked_present previous next last manager terms question words_label
            words_hint record_and_return record need_cause need_words no_deals recorded call order from_return no_interval ask_again;
        Line<1>: looked_since silent_cheque usual deal_title;
        Line<2>: at silent_for led_before days_instead late_to on_time recorded_told returned_told;
        [Text; 4]: causes cause_words;
        // The report of causes.
        Text: report report_none report_none_why by_cause by_manager by_month period year quarter all_time share back_again total
            no_manager their_words not_said;
        Line<1>: back_on;
        Count: talks;
        // In the history of a customer.
        Text: history;
    }
}
