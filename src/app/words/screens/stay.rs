//! How deals leave a stage, the speed of the funnel, and conditional refusals.

use super::{Line, Text, screens};

screens! {
    /// How deals leave a stage, the speed of the funnel, and conditional refusals.
    Stay {
        Text: working unanswered nobody_left still advanced lost before norm at_work heads cycle_parts share worth long_won
            refusals saved;
        Line<1>: stage slower quicker same days;
        Line<2>: of_them band;
        Line<3>: by_age saved_of;
    }
}
