//! «Гипотезы»: what is tried, what came of it, how sure that is.

use super::{Count, Line, Text, screens};

screens! {
    /// «Гипотезы»: what is tried, what came of it, how sure that is.
    Hypotheses {
        Text: title new none none_why ended_list kept dropped no_effect unproven moot check side_a side_b before_began
            since_began alternating before_after gone_stage half_there few too_few not_proven enough_deals
            looks_better looks_worse better worse better_moot worse_moot no_effect_title not_proof not_proof_why
            no_needed at_least_ten early name name_hint because because_hint stage aim aim_step aim_won aim_stay how
            alternating_why before_after_why hoped_share hoped_days need_name need_share need_days not_better_share
            not_better_days unknown_usual no_pace begin end end_title end_why keep drop learnt learnt_hint finish;
        Line<1>: opened running_day elsewhere began_on range_is percent days working_days p_is p_less by_chance begun
            ended_told main_reason;
        Line<2>: ended_on step_aim left_of needed_weeks needed_missing medians usual_share usual_stay plan plan_weeks
            plan_long because_narrow;
        Line<3>: gain no_effect_why;
        Count: weeks each_side open;
    }
}
