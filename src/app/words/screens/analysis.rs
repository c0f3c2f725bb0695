//! «Анализ»: where buyers are lost, for which reasons, how sure that is.

use super::{Count, Line, Text, screens};

screens! {
    /// «Анализ»: where buyers are lost, for which reasons, how sure that is.
    Analysis {
        Text: title sections conversion losses time hypotheses what_if print reading unanswered unanswered_why no_order
            no_order_why nothing nothing_why ever any funnel came versus segment owner source product edition all none
            year_ago with_nothing days from to counted counted_why reached_once;
        Line<1>: edition_number;
        // The five figures.
        Text: deals_came wins in_work whole cycle speed no_speed few few_why;
        Line<1>: was worth days_number;
        Line<3>: decided_of;
        Line<4>: speed_how;
        Count: still_open;
        // The funnel.
        Text: flow_heads time_heads both_ways advanced lost range earlier stage_and_step step from_entry to_win median_time key skipped reached;
        Line<1>: of_those scale norm range_is;
        Line<2>: at_stage range_was;
        Line<4>: bar;
        Count: onward won_count here lost_count skipped_count;
        // The bottleneck and the key stage.
        Text: bottleneck suspicion not_proven not_proven_many neck_no_before neck_too_few neck_none lost_in_period main_reasons to_adviser key_unknown
            key_unknown_why key_same key_other;
        Line<1>: wins_about;
        Line<3>: neck_step neck_test neck_doubt key_same_why key_other_why key_chosen;
        // The map of losses.
        Text: loss_map loss_table nobody_lost colour by_deals by_money step_not_made total other_reasons in_words no_reason;
        Line<1>: to_basket;
        Line<3>: most_lost next_lost;
        // Time.
        Line<3>: slower;
        Text: time_on_stage time_band time_why half_still_there;
        Line<3>: stay_is;
        Count: stays;
        // Sequences of steps, and skips.
        Text: variants variants_why variant_heads no_closed this_way own_funnel steps closed_deals cycle_short brought
            mean_worth skips by_nobody passed_over deals_head win_with_skip win_without with_skips with_returns
            with_repeats reopened nobody_skipped skips_few;
        Line<2>: by_whom;
        Line<4>: skips_cost skips_pay skips_unclear;
        Count: closed other_ways times;
        // What if.
        Text: what_if_heads worth_lever cycle_lever let_pass let_worth let_cycle wins_in_all or_as_many lever what_if_why;
        Line<1>: instead requests_instead;
        // The deals behind a figure.
        Text: deal stage amount came_on deals_behind;
        Line<1>: open_deals;
        Line<2>: deals_worth;
        Count: deals;
    }
}
