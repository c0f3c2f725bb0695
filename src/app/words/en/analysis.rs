//! «Анализ»: where buyers are lost, for which reasons, how sure that is. English.

use super::{l, n};
use crate::app::words::Analysis;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Analysis = Analysis {
    title: "Funnel analysis", sections: "Section of the analysis", conversion: "Conversion", losses: "Losses",
    time: "Time", hypotheses: "Hypotheses", what_if: "What if", print: "Print", reading: "Reading the history of deals",
    unanswered: "The figures could not be worked out",
    unanswered_why: "The part of the program that counts has not loaded. Check the connection and try again: the data are safe.",
    no_order: "There are no steps to count here",
    no_order_why: "The analysis shows funnels whose stages follow one another. Build one under Setup.",
    nothing: "No deals came in this time",
    nothing_why: "Widen the period or take the filters off to see where buyers are lost.", ever: "all time",
    any: "Take filters off", funnel: "Funnel", came: "Came", versus: "Compare", segment: "Segment", owner: "Owner",
    source: "Source", product: "Product", edition: "Version", all: "all", none: "not given", year_ago: "a year ago",
    with_nothing: "with nothing", days: "other dates", from: "First day", to: "Last day", counted: "We count:",
    counted_why: "A deal counts on a stage if it reached it or went further. Lost deals and those that skipped a stage never drop out. A stage that the funnel no longer has counts as the one before it. Chosen by the day on which they came into the funnel.",
    reached_once: "reached at least once", edition_number: l("version {0}"),
    deals_came: "Deals came", wins: "Won", in_work: "open", whole: "End to end, of decided",
    cycle: "Cycle to win, median", speed: "Velocity, a day", no_speed: "needs at least one win",
    few: "little data", few_why: "Fewer than thirty are decided: read the range, not the one number",
    was: l("was {0}"), worth: l("for {0}"), days_number: l("{0} d"),
    decided_of: l("{0} of {1}, of all so far {2}"), speed_how: l("{0} × {1} × {2} ÷ {3} d"),
    still_open: n("{} still open", "{} still open"),
    both_ways: "The funnel in both directions", advanced: "went on", lost: "lost", range: "95% range",
    earlier: "before", stage_and_step: "Stage and buyer step", step: "Step, of decided", from_entry: "From entry",
    to_win: "To win", median_time: "Time, median", key: "Key", skipped: "skipped", reached: "reached",
    of_those: l("Of {0} that came"), scale: l("scale {0}–100%"), norm: l("norm {0} wd"),
    range_is: l("Range {0}%"), at_stage: l("{0}: {1}"), range_was: l("{0}, before {1}"),
    bar: l("Reached {0}: went on {1}, open {2}, lost {3}"),
    onward: n("{} on", "{} on"), won_count: n("{} won", "{} won"), here: n("{} open", "{} open"),
    lost_count: n("{} lost", "{} lost"), skipped_count: n("{} skipped", "{} skipped"),
    deal: "Deal", stage: "Now", amount: "Amount", came_on: "Came", deals_behind: "The deals of this figure",
    open_deals: l("Show the deals: {0}"), deals_worth: l("{0} for {1}"), deals: n("{} deal", "{} deals"),
};
