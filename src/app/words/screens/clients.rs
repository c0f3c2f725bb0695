//! Customers and their people: adding, changing, part in the decision, two that may be one, the whole history.

use super::{Text, screens};

screens! {
    /// Customers and their people: adding, changing, part in the decision, two that may be one, the whole history.
    Clients {
        Text: decides influences uses pays in_favour neutral against;
    }
}
