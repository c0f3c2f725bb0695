//! Customers and their people: adding, changing, part in the decision, two that may be one, the whole history.

use super::{Count, Line, Text, screens};

screens! {
    /// Customers and their people: adding, changing, part in the decision, two that may be one, the whole history.
    Clients {
        Text: decides influences uses pays part_of in_favour neutral against stance unknown
            new_company edit_company new_person edit_person company_kind person_kind kind name inn phone email site city trade
            address source currency messenger job tags tags_hint several_hint owner nobody more_fields add_field field_name
            field_value remove_field remove remove_person keep create cancel need_name bad_email inn_control also also_hint
            may_be open_it doubles doubles_none doubles_none_why doubles_looking one_company in_common blue_stays side_one side_two
            same both_stay none_said people deals_open deals_past purchases notes nothing_lost apart_them later merge_them
            split_any_day result known_since by_inn by_email by_phone by_name by_near_name all_tags all_history first_known
            order refund split_back wrote asked loaded_from late_only no_contact all_of_them
            reset who_decides nobody_decides chosen_bar done_none changed_meanwhile delete_it delete_title
            delete_many_title delete_why nobody_goes has_dealings;
        Line<1>: told_created told_changed told_removed told_merged told_apart told_split merged_with same_person
            in_favour_of currency_ours deals_in has_deals_why has_purchases_why;
        Line<2>: share_of pair_of bought_sum two_counts;
        Line<3>: people_of;
        Count: whole others chosen will so_already refused will_go will_stay;
    }
}
