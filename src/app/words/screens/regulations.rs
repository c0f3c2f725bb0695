//! How people work with a funnel and its stages, in writing.

use super::{Count, Line, Text, screens};

screens! {
    /// How people work with a funnel and its stages, in writing.
    Regulations {
        Text: title list whole none points forbidden done script empty empty_why no_funnel no_funnel_why take
            unfetched take_why write edit print print_all publish_why unchanged nothing drop add_point point_placeholder
            add_forbidden forbidden_placeholder done_placeholder past first reuse people waits_today nobody sign
            you_not who_signs say_who kept nobody_yet proved in_time both few on_deal on_deal_all sheet person role
            day signature;
        Line<1>: of_funnel of_basket draft by publish waits you_signed kept_since range sheet_funnel told_worded
            told_signed told_taken;
        Line<2>: of_stage edition signed;
        Count: take_all same lines went_on told_taken_all;
    }
}
