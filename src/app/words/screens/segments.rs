//! Groups of cells, pinned boundaries, how customers move between cells.

use super::{Count, Line, Text, screens};

screens! {
    /// Groups of cells, pinned boundaries, how customers move between cells.
    Segments {
        Text: bounds floating own_of_day pin_today pinned_sets by_month by_nobody direction total_size m_is cheque
            total_m m_total now_more total_unpinned groups groups_why groups_empty groups_empty_why take_ready
            reset_ready unfetched new_group edit_group add_group name meaning what_to_do offer risk cells cells_why need_name need_cells
            keep remove cancel migration from to earlier later period month quarter year frozen pinned_mode ranked mode
            frozen_why ranked_why axis all_cells was became new gone none_known nobody_moved flow best middle worst from_cell to_cell
            path path_why told_removed told_reset tie_r tie_f tie_m;
        Line<1>: pinned_on floating_on pinned_by told_pinned pinned_why in_group without_group more told_kept;
        Line<2>: share set_of taken_from moved path_step;
        Line<3>: tie_best tie_worst;
        Count: worse better stayed new_ones gone_ones unknown_money told_taken purchases;
    }
}
