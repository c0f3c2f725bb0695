//! Deals as a table, its views, and changes of many deals at once.

use super::{Count, Line, Text, screens};

screens! {
    /// Deals as a table, its views, and changes of many deals at once.
    Lists {
        Text: label choose_all columns up down groups no_groups scope open won lost all funnel this_funnel
            every_funnel stage source segment any title customer owner amount chance expected contact days tags
            created last outcome by_stage by_owner by_customer by_source by_month no_owner no_customer no_source
            no_contact views whole save_view save_changes view_name rename remove need_name view_menu save clear
            chosen_bar move_to assign plan tag lose delete fold unfold move_title move_where move_why move_why_hint
            assign_title nobody plan_title plan_when tag_title tag_name tag_on tag_off lose_title lose_reason
            lose_words lose_words_hint other_reason delete_title delete_why counting done_none do_it doing
            nothing_found nothing_found_why empty empty_why clear_filters reset choose_place choose_somebody
            choose_reason k_walk k_ends k_pages k_choose k_extend k_fold k_sort k_turn on_list told_nobody
            told_unplanned told_removed changed_meanwhile calls letters meetings messages how;
        Line<1>: norm table_of choose sort_by worth told_moved told_assigned told_planned told_tagged told_untagged
            told_lost told_view told_view_gone and_more also_go;
        Line<2>: did file group_said renamed;
        Count: deals chosen will will_go same refused some_files some_letters some_talks;
    }
}
