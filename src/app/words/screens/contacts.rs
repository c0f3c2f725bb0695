//! The next contact in words, ways to reach a buyer, templates, reminders, what the head hears of.

use super::{Count, Line, Text, screens};

screens! {
    /// The next contact in words, ways to reach a buyer, templates, reminders, what the head hears of.
    Contacts {
        // The field of a moment.
        Text: when placeholder hint no_date no_date_why day_off after_hours unclear dates pick_day quick in_hour tomorrow
            monday in_week;
        Line<1>: ahead now_planned;
        // Ways to reach somebody.
        Text: telegram whatsapp by_template recording;
        Line<1>: confirms;
        // A letter or message by a template.
        Text: write_title template blank whom nobody_to subject text open_mail open_telegram open_whatsapp paste_there no_way sent_ask
            sent_why then log not_sent too_long proof_ask;
        Line<1>: missing no_field logged;
        // The calendar.
        Text: to_calendar all_to_calendar calendar_name calendar_all_why;
        Line<2>: entry;
        Line<1>: calendar_told;
        // What the head hears of.
        Text: escalated escalated_why hand_over hours_title hours_why hours_at_once;
        Line<2>: late_by;
        Line<1>: hours_told hand_over_whom;
        Count: hours_after hours_late;
        // Reminders.
        Text: remind remind_why allow allow_why off on early at_time denied denied_why unsupported closed_tab badge_why ring_contact;
        Count: before ring_many ring_today ring_overdue;
        // The editor of templates.
        Text: templates templates_why none none_why take_ready new_name name way letter message fields fields_why preview
            preview_why no_deal add remove not_loaded need_name need_text;
        Line<1>: with_deal told_kept told_removed;
        [Text; 9]: gaps;
    }
}
