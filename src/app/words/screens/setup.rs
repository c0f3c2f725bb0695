//! The funnels of the company and the editor of one.

use super::{Count, Line, Text, screens};

screens! {
    /// The funnels of the company and the editor of one.
    Setup {
        Text: title hours rates stages reasons questions roles about new_funnel find in_use archived_title archived_why empty
            empty_why bring_back scores_of no_draft new_draft gone gone_why to_list list whole add_stage add_basket
            no_stages no_stages_why ends add_end new_end move_hint name step step_why task proofs add_proof
            proof_placeholder proof_kind required optional remove help script add_line line_placeholder phase key
            key_why norm norm_unit norm_excused probability by_history by_hand percent enter leave add_field movers
            movers_all policy policy_why skip back unproved split merge copy take_away more up down outcome asks_reason
            asks_return purpose segment segment_why worker order ordered_yes ordered_no refusals refusals_why split_why
            first_part second_part goes_first goes_second which_part split_do need_both_names reasons_why add_reason
            reason_placeholder suggested questions_why question why_asked before_stage never add_question
            question_placeholder no_questions draft_why drop_draft publish copy_funnel history archive nothing_changed
            compare_new compare_none order_kept in_force was_not was_removed new_stage funnel_rows ends_rows
            questions_rows effects change_stage relocation choose_place unknown_place stay_first go_second for_deals
            next_stage next_stage_why at_once new_deals analysis edit_on back_any_day line_key line_no_norm line_excused
            line_not_excused line_chance_history line_everybody line_asks_reason line_asks_return line_ordered
            line_baskets line_refusals line_no_refusals line_archived history_why no_history restore compare_live
            archive_why archive_do archive_draft told_questions told_rules told_draft_dropped;
        Line<1>: edition_of grip remove_what norm_fact split_title in_ninety draft_of edition_in_force compare_with
            publish_edition harder easier edition_past edition_draft since moved_place need_place by_edition
            all_as_before all_go chance_fact line_name line_step line_task line_help line_script line_enter line_leave line_reason
            line_phase line_norm line_chance line_movers line_order line_outcome line_question line_purpose line_segment
            line_four_r line_worker line_skip line_back line_unproved by_name until_day archive_ask copy_of told_stage
            told_added told_removed told_order told_copied told_merged told_end told_reasons told_published
            told_archived told_back told_restored told_copy;
        Count: stages_of baskets_count open_deals changes_stages changes_baskets entered asked_today live_on
            analysis_why refused_for_now bought_later;
        [Text; 7]: kinds;
        [Text; 5]: phases outcomes;
        [Text; 3]: freedoms;
        [Text; 4]: places_4r;
        Line<2>: of_stages same_many will_ask_enter will_ask_leave will_ask_proof will_need_proof relocate_from
            split_ready proof_line for_role told_split;
        [Text; 6]: lists;
    }
}
