//! Files of customers and deals, recordings among them, and notes on a customer.

use super::{Count, Line, Text, screens};

screens! {
    /// Files of customers and deals, recordings among them, and notes on a customer.
    Attached {
        Text: files none add drop_here record stop recording open play download say_of said_of remove missing missing_why
            reading no_recorder no_microphone refused_microphone record_failed said_what write later
            empty empty_why too_large unread no_disk full failed note note_hint edit_note keep cancel
            without_files copy_full copy_failed no_files_there;
        Line<1>: kilobytes bytes recording_name told_removed told_said told_noted told_note_removed too_large_why with_files
            added;
        Line<2>: told_added count_and_size;
        Count: whole;
    }
}
