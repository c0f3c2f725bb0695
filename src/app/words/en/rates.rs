//! Currencies and their rates. English.

use super::{l, n};
use crate::app::words::Rates;

#[rustfmt::skip]
pub(in crate::app::words) static WORDS: Rates = Rates {
    lead: "In which currency sums are counted, and at which rates", base: "Base currency",
    base_why: "All sums and reports are shown in it. A deal stays in its own currency: a sum with its sign, like $1000, can be written in a new deal too.",
    rates: "Rates", rates_why: "A rate holds from the start of its day until the next one. A won deal keeps the rate of its day: edits of rates don’t change it.",
    code: "Currency code", since: "From", units: "Units", add: "Put down", add_title: "New rate",
    need_currency: "Write a currency code of three letters", own_currency: "This is the base currency: its rate is always 1",
    need_day: "Choose a day", need_units: "How many units: a number above zero", need_value: "A rate is a number above zero",
    none: "No rates yet", none_why: "Sums in other currencies stand apart and aren’t in the totals. Put down a rate or paste a table.",
    page: "Currency rates", import: "From a table", import_why: "Columns: day, currency, rate. The table on the Bank of Russia’s page or its file will do too.",
    paste: "Paste a table here", choose_file: "Choose a file", unread: "The file can’t be read. Open it in an editor and paste the text.",
    day_of_text: "Day of rows without a date", nothing_read: "No rates in the text. A row needs a currency code and a number.",
    what_comes: "What changes", new: "new", changed: "instead of another", not_taken: "Not taken",
    why_no_currency: "no currency code", why_own: "this is the base currency", why_no_day: "no day: choose one above", why_twice: "another rate of the same day stands above",
    discard: "Clear", missing: "Without a rate", missing_why: "These sums aren’t in the totals.",
    told_base: l("Base currency: {0}"), told_removed: l("Rate removed: {0}"), told_changed: l("Rate changed: {0}"),
    remove: l("Remove the rate: {0}"), value_of: l("Rate: {0}"), why_value: l("“{0}” is no rate: a number above zero is needed"),
    why_units: l("“{0}” is no number of units"), why_day: l("“{0}” is not in the calendar: write a day like 2026-11-20"), in_base: l("Rate in {0}"), more: l("{0} more"),
    at: l("{0} for {1}"), by: l("at {0} as of {1}"), told_put: l("Rate put down: {0} as of {1}"), line_of_text: l("Line {0}: {1}"),
    by_rates: n("at {} rate", "at {} rates"),
    unknown: n("{} sum without a rate isn’t counted", "{} sums without a rate aren’t counted"),
    sums: n("{} sum", "{} sums"),
    unrated: n("{} without a rate", "{} without a rate"),
    take: n("Take {} rate", "Take {} rates"),
    told_taken: n("{} rate put down", "{} rates put down"),
    days: n("{} day", "{} days"), known: n("{} already there", "{} already there"),
    cut: n("Only {} line was read", "Only {} lines were read"),
};
