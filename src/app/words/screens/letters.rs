//! Content plans of the baskets, letters, what they go out by, whom nothing is sent.

use super::{Text, screens};

screens! {
    /// Content plans of the baskets, letters, what they go out by, whom nothing is sent.
    Letters {
        Text: title;
    }
}
