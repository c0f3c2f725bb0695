//! A new funnel, step by step.

use super::{Line, Text, screens};

screens! {
    /// A new funnel, step by step.
    Builder {
        Text: title lead unfinished go_on drop_draft from_steps from_steps_why kettle examples name name_placeholder
            segment segment_placeholder steps steps_placeholder steps_hint begin need_name need_steps ready ready_why
            take tune taken open pairs pairs_why usual hides buyers missing missing_why loading untitled;
        Text: stages_title stages_why buyer_step stage_name proof no_proof up down remove add_step add_step_placeholder ours
            key_title key_why no_key suggested questions_title questions_why question question_before question_open
            add_question add_question_placeholder take_questions no_questions reasons_title reasons_why suggest
            add_reason add_reason_placeholder no_reasons review_title review_why role create back onward
            lacks_name lacks_stages gone gone_why progress;
        Text: kind_file kind_call kind_tick kind_answer kind_letter kind_payment kind_date;
        Line<1>: made begun changed removed_stage added_stage marked_key step_of reasons_of dropped stage_number
            key_is;
        [Text; 6]: step_names;
        [Text; 3]: example_names;
        [Text; 3]: example_segments;
        [&'static [Text]; 3]: example_steps;
    }
}
