//! «Прогрессы»: who will buy and who will not, and how far that may be trusted.

use super::{Line, Text, screens};

screens! {
    /// «Прогрессы»: who will buy and who will not, and how far that may be trusted.
    Progress {
        Text: title ahead how working unanswered unanswered_why unsettled nobody_late all
            client chance usual passed late purchases cheque why;
        Line<1>: within rhythm_none late_by more tile not_checked expected;
        Line<2>: rhythm too_few range;
        Line<4>: checked;
        // How it is worked out, and what it is worth.
        Text: trust model any any_why repeats repeats_why parameters likelihood said customers bought share holds
            fails honest;
        Line<1>: then;
        Line<2>: brier days_bought;
    }
}
