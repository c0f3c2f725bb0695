//! What a file is taken for, how the last one was read, what will come of it.

use super::{Count, Line, Text, screens};

screens! {
    /// What a file is taken for, how the last one was read, what will come of it.
    Sheets {
        Text: contacts leads looks_like_contacts looks_like_leads as_last as_last_why forget forgotten contact_only filled
            colleagues colleague_in_file rows_of_colleague colleague_here by_name nobody entity new updated same rejected
            companies contacts_made leads_made deals purchases staff notes messenger site address country rejected_in;
        Count: load_contacts load_leads load_records loaded_contacts loaded_leads loaded_records;
        Line<1>: contact_field customer_field;
    }
}
