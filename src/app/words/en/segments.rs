//! Groups of cells, pinned boundaries, how customers move between cells. English.

use super::{l, n};
use crate::app::words::Segments;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Segments = Segments {
    bounds: "Boundaries", floating: "of today", own_of_day: "Of today: they move every day", pin_today: "Pin today’s",
    pinned_sets: "Pinned", by_month: "by itself, with the new month", by_nobody: "nobody said by whom",
    direction: "3 is best, 1 is worst", total_size: "total", m_is: "What M is", cheque: "Average order",
    total_m: "Total", m_total: "M, total", now_more: "There are twice as many buyers since then: pin today’s.",
    total_unpinned: "For M as the total boundaries are pinned apart: robots, lists and offers go by the average order.",
    groups: "Groups", groups_why: "cells with one approach", groups_empty: "No groups yet",
    groups_empty_why: "A group gathers cells that are worked with alike: what to do, what to offer, what may go wrong.",
    take_ready: "Take the ready groups", reset_ready: "Back to the ready ones",
    unfetched: "The ready groups did not load. Check the connection and try again. A group of your own needs none.",
    new_group: "New group", edit_group: "Edit the group", add_group: "A group of your own", name: "Name",
    meaning: "What they have in common", what_to_do: "What to do", offer: "What to offer", risk: "What may go wrong",
    cells: "Cells", cells_why: "right: bought long ago, down: buy less often", need_name: "Name the group",
    need_cells: "Mark at least one cell", keep: "Save", remove: "Remove the group", cancel: "Cancel",
    migration: "Migration", earlier: "First day", later: "Second day", period: "Period",
    month: "Month", quarter: "Quarter", year: "Year", frozen: "Of the first day", pinned_mode: "Pinned",
    ranked: "Each day its own", mode: "By which boundaries",
    frozen_why: "Both days by the boundaries of the first: how behaviour changed. F counts the whole history and never falls here.",
    ranked_why: "Each day by its own boundaries: the place among the others, and not behaviour alone.",
    axis: "Dimension", all_cells: "27", was: "Was", became: "Became", new: "New", gone: "Gone",
    none_known: "amount unknown", nobody_moved: "Nobody had bought by these days, there is nobody to compare",
    flow: "Who went from which grade to which", best: "Best", middle: "Middle", worst: "Worst",
    path: "Way through the cells", path_why: "at the end of each month, by the boundaries pinned then",
    told_removed: "Group removed", told_reset: "Groups as the ready ones", tie_r: "By recency", tie_f: "By frequency",
    tie_m: "By money", pinned_on: l("pinned on {0}"), floating_on: l("of {0}"), pinned_by: l("pinned by {0}"),
    told_pinned: l("Boundaries pinned: {0}"),
    pinned_why: l("Both days by the boundaries pinned on {0}. F counts the whole history and never falls here."),
    in_group: l("group “{0}”"), without_group: l("In no group: {0}"), more: l("{0} more"),
    told_kept: l("Group “{0}” saved"), share: l("{0}, {1}"),
    taken_from: l("Will leave the group “{0}”: {1}"), moved: l("{0}: {1}"),
    tie_best: l("{0} the best are {1}, not {2}: equal buyers always stay together"),
    tie_worst: l("{0} the worst are {1}, not {2}: equal buyers always stay together"),
    worse: n("worse, {}", "worse, {}"), better: n("better, {}", "better, {}"), stayed: n("stayed, {}", "stayed, {}"),
    new_ones: n("new, {}", "new, {}"), gone_ones: n("gone, {}", "gone, {}"),
    unknown_money: n("{} client has no known amount and no M", "{} clients have no known amount and no M"),
    told_taken: n("Took {} ready group", "Took {} ready groups"), purchases: n("{} purchase", "{} purchases"),
};
