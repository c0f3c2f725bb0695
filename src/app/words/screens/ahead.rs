//! What the months bring, and where effort and money part.

use super::{Count, Line, Text, screens};

screens! {
    /// What the months bring, and where effort and money part.
    Ahead {
        // How sure the share of a step is, beside the slider.
        Line<2>: now_is;
        // What the months bring.
        Text: months months_about whose desk months_heads month sold expected plan gap no_plan plan_set counting nothing_open
            by_people person cases cases_why hardly surely;
        Line<1>: plan_of plan_whose likely gap_short gap_over undated later waiting_for;
        Line<2>: range_of expect_no_plan;
        Line<3>: month_is;
        Line<4>: expect_short expect_over;
        Count: shrunk unpriced waiting untold of_deals;
        // Effort and money.
        Text: effort effort_about by segment source product manager effort_heads deals touches share_of_effort share_of_money open_days
            money no_segment no_source no_product no_manager even too_few nothing_touched touches_why;
        Line<1>: others;
        Line<3>: costly_segment costly_source costly_product costly_manager costly_nobody fruitful_segment fruitful_source
            fruitful_product fruitful_manager fruitful_nobody;
        Line<4>: ranges;
    }
}
