//! Who leaves the best, offers with a control group, who has fallen silent and why.

use super::{Text, screens};

screens! {
    /// Who leaves the best, offers with a control group, who has fallen silent and why.
    Campaigns {
        Text: title;
    }
}
