//! Content plans of the baskets, letters, what they go out by, whom nothing is sent.

use super::{Count, Line, Text, screens};

screens! {
    /// Content plans of the baskets, letters, what they go out by, whom nothing is sent.
    Letters {
        Text: title letters subject body purpose to state day counted_from from_entry from_purchase at_once
            on_the_day wait today stop_reply stop_purchase stop_unsubscribed stop_deal stop_last stopped_by
            no_plan take_ready write_own no_network no_ready nobody_waits edit plan_about entry_question
            audience_text add_message remove_message reset keep needs_words no_subject insert_gap due_today
            nothing_due preview prepare_one not_whole no_address to_customer to_deal to_fill in_all fill
            previous next suppress webhook webhook_about webhook_url webhook_secret webhook_secret_why
            webhook_wrong webhook_remove webhook_first webhook_kept opt_outs opt_outs_about addresses
            addresses_hint no_addresses why add find_address no_reason write_again no_opt_outs none_prepared
            none_of_these choose_all eml mark_sent queue sending retry drop mark_answered open_mail copy copied too_long
            did_it_go it_went not_yet answered ready queued retried sent failed dropped unwanted unwanted_why
            goes_by_itself timeout unreached redirect by_mail by_file by_webhook by_hand audience audience_name
            in_baskets without_consent unreachable with_email with_phone shape stays_here;
        Line<1>: edit_plan before after stops as_gets not_filled plan_taken plan_of plan_kept unknown_gap send_to
            choose suppressed written_again write_again_to not_addresses unwanted_since made_on dropped_on
            answered_on;
        Line<2>: sent_on failed_on;
        Line<3>: next_try;
        Line<4>: message_label;
        Count: more and_more prepare prepared open_gaps held chosen marked_sent marked_queued marked_dropped
            marked_answered first_files suppressed_many download_rows audience_saved;
        [Text; 5]: lots;
        [Text; 3]: shapes;
        [Text; 45]: gaps;
    }
}
