//! Copies of the workspace, looking at somebody's, lists as files.

use super::{Count, Line, Text, screens};

screens! {
    /// Copies of the workspace, looking at somebody's, lists as files.
    Copies {
        Text: title why never_made removed encrypt password password_again password_why password_short password_differs
            remind weekly monthly never place place_why place_choose place_forget restore restore_why restore_choose
            colleague colleague_why invented invented_why colleague_do making no_cipher no_place unread_disk later
            look_only look_refused look_own look_close sealed sealed_why open anyway wrong_password damaged_sealed
            not_a_copy newer unread_file changed unsigned torn nameless twice newer_shape what new newer_there newer_here
            unlike same only_here same_all nobody replace replace_why add add_why rule_newer rule_there rule_here look
            look_why copy_first replace_do add_do look_do done restoring comparing deals customers people members
            activities purchases funnels letters campaigns settings export csv xlsx no_workbook refused refused_why;
        Line<1>: place_is saved opening cut strewn field named told own_told too_large made_at;
        Line<2>: last trouble look_of made_by;
        Count: due_old due_never unread more_troubles kept_history kept_settled kept_unsound kept_funnel mended beyond
            removed_there;
    }
}
