//! Who leaves the best, offers with a control group, who has fallen silent and why. Russian.

use crate::app::words::Campaigns;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Campaigns = Campaigns {
    title: "Кампании",
};
