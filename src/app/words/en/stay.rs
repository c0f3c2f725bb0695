//! How deals leave a stage, the speed of the funnel, and conditional refusals. English.

use super::l;
use crate::app::words::Stay;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Stay = Stay {
    working: "Working out how deals leave the stage", unanswered: "This could not be worked out: a part of the program has not loaded. Check the connection.",
    nobody_left: "Nobody has left this stage so far.", still: "still on the stage", advanced: "went on", lost: "lost",
    before: "on the stage in the earlier period",
    norm: "norm of the stage", at_work: "In work", heads: "Days on the stage|Went on|Lost|Still on the stage",
    cycle_parts: "What the speed of the funnel is made of", share: "Won, of decided", worth: "Mean win",
    long_won: "Mean cycle of a win", refusals: "Conditional refusals", saved: "Saved",
    stage: l("How deals leave the stage “{0}”"),
    slower: l("They stay longer than in the earlier period. Chance is an unlikely cause: p {0}, corrected for the number of stages."),
    quicker: l("They leave sooner than in the earlier period. Chance is an unlikely cause: p {0}, corrected for the number of stages."),
    same: l("The difference from the earlier period is no greater than chance brings about: p {0}, corrected for the number of stages."), days: l("{0} d"),
    of_them: l("{0}, of them still on the stage {1}"), band: l("quick 20% within {0}, slow 20% beyond {1}"),
    by_age: l("Within {0}, {1} go on and {2} are lost."),
    saved_of: l("{0} refused for now. Of the decided, {1} came back and bought, for {2}."),
};
