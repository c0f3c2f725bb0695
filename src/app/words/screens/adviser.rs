//! What the adviser finds in a funnel.

use super::{Count, Line, Text, screens};

screens! {
    /// What the adviser finds in a funnel: what is wrong (`…`), the facts (`…_facts`), why it matters (`…_why`), from which
    /// article, and what can be done.
    Adviser {
        Text: title fine fine_why counting why leave again deals_more manager_worded_facts
            no_buyer_action_why manager_worded_why no_evidence_facts no_evidence_why tick_only_facts tick_only_why
            no_key_stage no_key_stage_none no_key_stage_why key_contradicted_why no_loss_reasons_facts
            no_loss_reasons_why other_swallows_why generic_reason_why narrowing narrowing_why nobody_leaves_why
            nothing_enters nothing_enters_facts nothing_enters_why robot_loop robot_loop_why norm_short norm_short_why
            norm_long norm_long_why too_many too_many_why too_few too_few_why skips_why no_qualification
            no_qualification_why paths paths_why no_next_home no_next_home_facts no_next_home_why paused_facts
            paused_why regulation_why key_confirmed key_confirmed_why;
        Text: open_stage prove trace no_skipping questions insert split merge deals to_reasons to_robots to_regulation
            new_funnel put_step;
        Line<1>: no_buyer_action manager_worded no_evidence tick_only no_key_stage_many key_contradicted
            no_loss_reasons other_swallows generic_reason generic_reason_facts nobody_leaves nobody_leaves_facts
            robot_loop_facts too_many_facts too_few_facts skips no_qualification_facts paths_facts will_be key norm
            off on adopt mended article left;
        Line<2>: other_swallows_facts narrowing_more idle_facts skips_facts path regulation key_confirmed_facts;
        Line<3>: key_gain narrowing_facts norm_facts rate;
        Count: findings paused add_reasons people_unread;
        [Text; 3]: articles;
    }
}
